"""What the client says next: first what kind of reply, then which line. Feelings are moved by ``reaction``."""

from __future__ import annotations

from dataclasses import replace

from equipoise.client.case import Case
from equipoise.client.drift import drift
from equipoise.client.lines import as_lines, chance, choose, longest_unsaid, spoken
from equipoise.client.listening import Heard, topic_of
from equipoise.client.moments import MOMENTS
from equipoise.client.mood import goodbye_mood
from equipoise.client.said import Reply, Spoken
from equipoise.client.state import ClientState


def say_opening(case: Case, state: ClientState) -> Reply:
    """The first words of the session."""
    say = chance(state, "opening").choice(case.replies.opening)
    return spoken(state, say), Spoken(say, "opening")


def reply(case: Case, state: ClientState, heard: Heard) -> Reply:
    """The client's answer to ``heard``, given the feelings it already left in ``state``."""
    state = replace(state, topic=topic_of(case, state, heard), reasons=())
    for kind in (*MOMENTS, drift):
        answer = kind(case, state, heard)
        if answer is not None:
            return _remember(*answer)
    return _remember(state, Spoken(longest_unsaid(case, state.said), "shrug"))


def say_goodbye(case: Case, state: ClientState) -> Reply:
    """How the client leaves when the counselor ends the session, by how it went for them."""
    mood = goodbye_mood(state)
    lines = as_lines(getattr(case.replies.goodbye, mood))
    line = choose(state, lines, "", "goodbye") or lines[0]
    return spoken(state, line.say), Spoken(line.say, f"goodbye_{mood}")


def _remember(state: ClientState, said: Spoken) -> Reply:
    running = state.discords_running + 1 if said.reply_class == "discord" else 0
    state = spoken(replace(state, last_class=said.reply_class, discords_running=running), said.text)
    return state, said
