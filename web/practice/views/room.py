"""The practice room: the talk, the panel beside it, and the small answers its script asks for."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse

from equipoise.errors import EquipoiseError
from equipoise.practice import LONGEST_WORDS
from web import engine
from web.practice import record
from web.practice.clients import client_card
from web.practice.ids import is_id, new_id
from web.practice.models import PracticeSession, PracticeTurn
from web.practice.owners import session_of
from web.practice.reading import ReplyReading, read_reply
from web.practice.stored import Exchange, closing_words, exchange, exchanges, opening_words
from web.practice.views.apologies import Refusal, refusal
from web.practice.views.problems import allow, problem, wants_json


@allow("GET")
def room(request: HttpRequest, session_id: str) -> HttpResponse:
    """The talk so far, the panel for one reply (the last, or ``?heard=n``) and a place to write."""
    return _room(request, session_of(request, session_id))


@allow("POST")
def greet(request: HttpRequest, session_id: str) -> HttpResponse:
    """Ask the client in once more."""
    session = session_of(request, session_id)
    try:
        record.greet(session)
    except engine.EngineError as error:
        why = refusal(error, called=_called(session), asked_for="client")
        return _room(request, session, status=why.status, greeting_problem=why.message)
    return redirect("room", session_id=session.id)


@allow("POST")
def write(request: HttpRequest, session_id: str) -> HttpResponse:
    """Store a reply. The script sends it afterwards by itself; without a script it is sent at once."""
    session = session_of(request, session_id)
    turn_id, words = request.POST.get("turn_id", ""), request.POST.get("words", "")
    if not is_id(turn_id):
        too_old = Refusal(400, "no_turn_id", "This page is too old to send from. Reload it and send again.")
        return _refused(request, session, words, too_old)
    try:
        turn = record.write_turn(session, turn_id, words)
    except (EquipoiseError, record.NotWritten) as error:
        return _refused(request, session, words, refusal(error, called=_called(session)))
    if not wants_json(request):
        return _send_and_show(request, session, turn)
    return JsonResponse({"turn": _turn_html(request, session, exchange(turn))}, status=201)


@allow("POST")
def send(request: HttpRequest, session_id: str, turn_id: str) -> HttpResponse:
    """Send a stored reply to the client, or give its answer again."""
    session = session_of(request, session_id)
    turn = session.turns.filter(turn_id=turn_id).first()
    if turn is None:
        words = "This reply is not in your session any more. Reload the page to see where you stand."
        return problem(request, 404, "Nothing to send", words, code="no_turn")
    if not wants_json(request):
        return _send_and_show(request, session, turn)
    try:
        turn = record.send_turn(session, turn)
    except engine.EngineError as error:
        why = refusal(error, called=_called(session))
        answer = {"error": why.code, "message": why.message, "words": turn.words}
        return JsonResponse(answer, status=why.status)
    return JsonResponse(_answered(request, session, exchange(turn)))


@allow("POST")
def hint(request: HttpRequest, session_id: str) -> HttpResponse:
    """A question to oneself for the next reply; coached sessions only."""
    session = session_of(request, session_id)
    if session.mode != PracticeSession.COACHED:
        return problem(
            request, 409, "No hints here", "This session is debrief only, so hints wait for the report."
        )
    try:
        found = record.ask_hint(session)
    except (EquipoiseError, record.NotWritten, engine.EngineError) as error:
        why = refusal(error, called=_called(session), asked_for="hint")
        if wants_json(request):
            return JsonResponse({"error": why.code, "message": why.message}, status=why.status)
        return _room(request, session, status=why.status, hint=why.message)
    return JsonResponse({"hint": found}) if wants_json(request) else _room(request, session, hint=found)


def _send_and_show(request: HttpRequest, session: PracticeSession, turn: PracticeTurn) -> HttpResponse:
    try:
        turn = record.send_turn(session, turn)
    except engine.NotTaken as error:
        return _refused(request, session, turn.words, refusal(error, called=_called(session)))
    except engine.EngineError as error:
        why = refusal(error, called=_called(session))
        return _room(request, session, status=why.status, turn_problem=why.message)
    return HttpResponseRedirect(reverse("room", args=(session.id,)) + f"#turn-{turn.number}")


def _refused(request: HttpRequest, session: PracticeSession, words: str, why: Refusal) -> HttpResponse:
    if wants_json(request):
        return JsonResponse({"error": why.code, "message": why.message}, status=why.status)
    return _room(request, session, status=why.status, draft=words, draft_problem=why.message)


def _room(request: HttpRequest, session: PracticeSession, *, status: int = 200, **extra: Any) -> HttpResponse:
    said = exchanges(session)
    context = {
        **_scene(session),
        "opening": opening_words(session),
        "closing": closing_words(session),
        "exchanges": said,
        "reading": _chosen_reading(request, session, said),
        "turn_id": new_id(),
        "longest": LONGEST_WORDS,
        **extra,
    }
    return render(request, "practice/room.html", context, status=status)


def _chosen_reading(
    request: HttpRequest, session: PracticeSession, said: tuple[Exchange, ...]
) -> ReplyReading | None:
    if session.mode != PracticeSession.COACHED:
        return None
    heard = {str(one.number): one for one in said if one.heard}
    chosen = heard.get(request.GET.get("heard", "")) or (list(heard.values())[-1] if heard else None)
    return read_reply(chosen) if chosen else None


def _scene(session: PracticeSession) -> dict[str, Any]:
    coached = session.mode == PracticeSession.COACHED
    return {"session": session, "client": client_card(session.case), "coached": coached}


def _answered(request: HttpRequest, session: PracticeSession, said: Exchange) -> dict[str, Any]:
    scene = _scene(session)
    bubbles = [
        render_to_string("practice/part_bubble.html", {**scene, "words": words}, request)
        for words in said.replies
    ]
    panel = render_to_string("practice/part_panel.html", {**scene, "reading": read_reply(said)}, request)
    over = render_to_string("practice/part_over.html", scene, request) if session.ending else ""
    return {
        "number": said.number,
        "bubbles": bubbles,
        "panel": panel if scene["coached"] else "",
        "over": over,
    }


def _turn_html(request: HttpRequest, session: PracticeSession, said: Exchange) -> str:
    return render_to_string("practice/part_turn.html", {**_scene(session), "said": said}, request)


def _called(session: PracticeSession) -> str:
    return client_card(session.case).called
