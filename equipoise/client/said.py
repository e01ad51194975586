"""One reply of the client's, and how a line becomes one. Which kind of reply it is, is decided elsewhere."""

from __future__ import annotations

from dataclasses import dataclass

from equipoise.client.case import Line
from equipoise.client.lines import choose
from equipoise.client.listening import Heard
from equipoise.client.reaction import model
from equipoise.client.state import ClientState, ReplyClass
from equipoise.transcript import GoalKind, Talk


@dataclass(frozen=True)
class Spoken:
    """The client's words with what the case knows for certain about them.

    ``kind`` names the sort of reply (debrief); ``talk`` is how it sounds in the chat, where agreement
    to be left alone sounds like change.
    """

    text: str
    kind: str
    reply_class: ReplyClass = "neutral"
    talk: Talk = "neutral"
    risk_level: int = 0
    danger_asked: bool = False
    declined: bool = False
    agreed: bool = False
    goal: GoalKind | None = None

    def messages(self) -> tuple[str, ...]:
        """The short messages sent one after the other."""
        return tuple(part.strip() for part in self.text.split("\n") if part.strip())


Reply = tuple[ClientState, Spoken]


def say(
    state: ClientState, lines: tuple[Line, ...], heard: Heard, kind: str, **facts: object
) -> Reply | None:
    """The best fresh line of ``lines`` as a reply of this kind, or None when none is left or open."""
    line = choose(state, lines, heard.words, kind)
    if line is None:
        return None
    known = {"talk": line.talk, **facts}
    return state, Spoken(line.say, kind, **known)  # type: ignore[arg-type]


def pressed(heard: Heard) -> bool:
    """Whether anything in the counselor's turn is a concern of the lens."""
    return any(act.name in model().concerns for act in heard.acts)
