"""The way out: ending a session and reading its report."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from web import engine
from web.practice import record
from web.practice.clients import client_card
from web.practice.owners import session_of
from web.practice.report_page import report_page
from web.practice.views.apologies import refusal
from web.practice.views.problems import allow


@allow("GET", "POST")
def end(request: HttpRequest, session_id: str) -> HttpResponse:
    """Ask once, then end and show the report."""
    session = session_of(request, session_id)
    if session.ending:
        return redirect("report", session_id=session.id)
    client = client_card(session.case)
    context = {
        "session": session,
        "client": client,
        "turns": session.turns.count(),
        "waiting": session.waiting_turn(),
    }
    if request.method == "GET":
        return render(request, "practice/end.html", context)
    try:
        record.end_session(session)
    except record.TurnUnderWay:
        return render(request, "practice/end.html", context, status=409)
    except (record.NobodyThere, engine.EngineError) as error:
        why = refusal(error, called=client.called, asked_for="end")
        return render(request, "practice/end.html", {**context, "trouble": why.message}, status=why.status)
    return redirect("report", session_id=session.id)


@allow("GET")
def report(request: HttpRequest, session_id: str) -> HttpResponse:
    """What the session showed; an open session leads back to its room."""
    session = session_of(request, session_id)
    if not session.ending:
        return redirect("room", session_id=session.id)
    return render(request, "practice/report.html", report_page(session))
