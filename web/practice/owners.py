"""Whose practice this is: a random key in the browser's cookie, no account. Nobody else sees it."""

from __future__ import annotations

from django.http import Http404, HttpRequest

from web.practice.ids import new_id
from web.practice.models import PracticeSession

OWNER = "owner"


def owner_of(request: HttpRequest) -> str:
    """The key of this browser, made at its first visit."""
    if OWNER not in request.session:
        request.session[OWNER] = new_id()
    return request.session[OWNER]


def session_of(request: HttpRequest, session_id: str) -> PracticeSession:
    """The session, if it belongs to this browser. Raises Http404 otherwise: its existence is private too."""
    try:
        return PracticeSession.objects.get(id=session_id, owner=owner_of(request))
    except PracticeSession.DoesNotExist:
        raise Http404("There is no such practice session in this browser.") from None
