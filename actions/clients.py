"""Naming clients on plain channels: who there is, and which one a person means."""

from __future__ import annotations

from equipoise.client.case import case_ids, load_case
from equipoise.errors import UnknownCase


def how_to_start() -> str:
    """One friendly line for somebody who has not started a session."""
    names = ", ".join(case_ids())
    example = f'/start_session{{"case": "{case_ids()[0]}"}}'
    return f"No session is under way. Clients: {names}. Start with, for example: {example}"


def case_id_for(name: str) -> str:
    """The case meant by an id, a first name or a full name, in any case. Raises UnknownCase."""
    wanted = " ".join(name.lower().split())
    for case_id in case_ids():
        full = load_case(case_id).name.lower()
        if wanted in (case_id, full, full.split()[0]):
            return case_id
    raise UnknownCase(f"There is no client called {name!r}. Clients: {', '.join(case_ids())}.")
