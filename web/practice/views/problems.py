"""Answers for what went wrong, in plain words: as a page, or as JSON where the page's own script asked."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.csrf import requires_csrf_token

View = Callable[..., HttpResponse]
FORM_TYPES = ("application/x-www-form-urlencoded", "multipart/form-data", "")


def wants_json(request: HttpRequest) -> bool:
    """Whether the page's script asked, rather than the browser itself."""
    return request.headers.get("Accept", "").startswith("application/json")


def problem(
    request: HttpRequest, status: int, title: str, words: str, *, code: str = "problem"
) -> HttpResponse:
    """One kind answer with a ``title``, what it means and what to do (``words``)."""
    if wants_json(request):
        return JsonResponse({"error": code, "message": words}, status=status)
    return render(request, "practice/problem.html", {"title": title, "words": words}, status=status)


def allow(*methods: str) -> Callable[[View], View]:
    """Answer only these methods; anything else gets 405 in words. A POST has to be a form."""

    def decorate(view: View) -> View:
        @wraps(view)
        def answer(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
            method = "GET" if request.method == "HEAD" else request.method
            if method not in methods:
                response = problem(
                    request,
                    405,
                    "Not this way",
                    "This address cannot be used like that. Go back and try again.",
                )
                response["Allow"] = ", ".join(methods)
                return response
            if method == "POST" and request.content_type not in FORM_TYPES:
                return problem(
                    request, 415, "Not this form", "This address takes a form, not other kinds of data."
                )
            return view(request, *args, **kwargs)

        return answer

    return decorate


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: the request itself is broken or too large."""
    words = "Something in this request could not be read, so nothing was changed. Go back and try again."
    return problem(request, 400, "That did not arrive well", words)


@requires_csrf_token
def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403."""
    return problem(request, 403, "Not open to you", "This page is not open in this browser.")


@requires_csrf_token
def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 when a form does not carry this page's own token: an old page, or cookies are off."""
    words = (
        "This form was too old, or cookies are switched off, so nothing was sent. "
        "Go back, reload the page and send again; what you typed is kept in this browser."
    )
    return problem(request, 403, "Please send that again", words, code="old_form")


@requires_csrf_token
def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: no such page, or one that belongs to another browser."""
    words = (
        "There is no page at this address. If it was a practice session, "
        "it can only be opened in the browser in which it was started."
    )
    return problem(request, 404, "Nothing here", words, code="not_found")


@requires_csrf_token
def server_error(request: HttpRequest) -> HttpResponse:
    """500: our fault, and said so."""
    words = (
        "Something went wrong on our side, not yours. What was already said in your session is kept; "
        "reload the page to go on."
    )
    return problem(request, 500, "Our mistake", words, code="our_mistake")
