"""The notice comes before anything else, once a browser. What it says is in its template."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

ACCEPTED = "notice_accepted"
View = TypeVar("View", bound=Callable[..., HttpResponse])


def before_notice(view: View) -> View:
    """Mark a view that may be seen before the notice was accepted."""
    view.before_notice = True  # type: ignore[attr-defined]
    return view


class NoticeFirst:
    """Middleware: whoever has not accepted the notice sees it first, then comes to where they were going."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The page as it is; ``process_view`` decides before it."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """Redirect to the notice, or let the view answer."""
        if getattr(view, "before_notice", False) or request.session.get(ACCEPTED):
            return None
        target = reverse("notice")
        if request.method == "GET" and request.path != reverse("clients"):
            target += "?" + urlencode({"next": request.path})
        return HttpResponseRedirect(target)
