"""The way in: notice, clients, brief, my sessions, and health. The talk itself is in ``room``."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme

from equipoise.client.case import case_ids
from equipoise.errors import UnknownCase
from web import engine
from web.practice import record
from web.practice.clients import ClientCard, all_clients, client_card
from web.practice.ids import is_id, new_id
from web.practice.models import PracticeSession
from web.practice.notice import ACCEPTED, before_notice
from web.practice.owners import owner_of
from web.practice.views.problems import allow, problem


@before_notice
@allow("GET", "POST")
def notice(request: HttpRequest) -> HttpResponse:
    """What this is and is not, and where real help is found; accepted once a browser."""
    target = request.POST.get("next") or request.GET.get("next") or "/"
    if not url_has_allowed_host_and_scheme(target, allowed_hosts=None):
        target = "/"
    if request.method == "POST":
        request.session[ACCEPTED] = True
        owner_of(request)
        return HttpResponseRedirect(target)
    return render(
        request, "practice/notice.html", {"next": target, "accepted": request.session.get(ACCEPTED)}
    )


@allow("GET")
def clients(request: HttpRequest) -> HttpResponse:
    """Choose somebody to talk with, or go on with a session that is still open."""
    still_open = PracticeSession.objects.filter(owner=owner_of(request), ending="")[:3]
    context = {"clients": all_clients(), "still_open": _listed(still_open)}
    return render(request, "practice/clients.html", context)


@allow("GET")
def brief(request: HttpRequest, case_id: str) -> HttpResponse:
    """What is known before the session, what must be said openly, and how to practise."""
    return render(request, "practice/brief.html", {"client": _client_or_404(case_id), "session_id": new_id()})


@allow("POST")
def start(request: HttpRequest, case_id: str) -> HttpResponse:
    """Open a session and let the client in; if nobody answers, the room offers to try again."""
    client = _client_or_404(case_id)
    mode = request.POST.get("mode", "")
    if mode not in dict(PracticeSession.MODES):
        words = "Choose how to practise, coached or debrief only, then begin."
        return problem(request, 400, "One choice is missing", words)
    session_id = request.POST.get("session_id", "")
    if not is_id(session_id):
        return problem(request, 400, "That page was too old", "Open the brief again, then begin.")
    try:
        session = record.open_session(session_id, owner=owner_of(request), case_id=client.id, mode=mode)
        record.greet(session)
    except record.IdTaken:
        return problem(request, 409, "That was already begun", "Open the brief again, then begin.")
    except engine.EngineError:
        pass  # The room says so in place and offers to try again.
    return redirect("room", session_id=session_id)


@allow("GET")
def sessions(request: HttpRequest) -> HttpResponse:
    """Every session of this browser, newest first."""
    mine = PracticeSession.objects.filter(owner=owner_of(request))
    return render(request, "practice/sessions.html", {"sessions": _listed(mine)})


@before_notice
@allow("GET")
def health(request: HttpRequest) -> HttpResponse:
    """Whether the page, Rasa and its actions answer: 200 when all do, 503 otherwise."""
    found = engine.health()
    parts = found or {}
    answer = {"page": True, "rasa": parts.get("store") == "ok", "actions": parts.get("actions") == "ok"}
    return JsonResponse(answer, status=200 if all(answer.values()) else 503)


def _client_or_404(case_id: str) -> ClientCard:
    try:
        return client_card(case_id)
    except UnknownCase:
        raise Http404("There is no client with this name.") from None


@dataclass(frozen=True)
class Listed:
    """One session in a list."""

    session: PracticeSession
    client: ClientCard
    turns: int


def _listed(found: Iterable[PracticeSession]) -> tuple[Listed, ...]:
    # A case may have been taken out of the house; its sessions stay in the record, unlisted.
    known = case_ids()
    return tuple(Listed(one, client_card(one.case), one.turns.count()) for one in found if one.case in known)
