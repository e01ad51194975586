"""Feedback on one reply: goal first, at most two points, an example when it helps. The words are YAML."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from equipoise.client.case import Case
from equipoise.coaching.books import danger_words, feedback_words
from equipoise.coaching.situation import kind_of_danger, open_danger, situation_of
from equipoise.coaching.wording import quotable, quote, say
from equipoise.lens.codebook import codebook as lens_codebook
from equipoise.lens.ledger import R3, Ledger, RiskCue
from equipoise.miti.codebook import load_codebook
from equipoise.transcript import Code

if TYPE_CHECKING:
    from equipoise.hearing import HeardTurn

MOST_POINTS = 2
"""Never more at once: two points are kept in mind, the rest is folded (issue 5, the coached turn)."""

SERIOUS = 3
STOP_AND_REVIEW = 4
_NON_ADHERENT_SEVERITY = 2
"""MITI gives its codes no severity; for the order of points, arguing weighs as much as uninvited advice."""

_TRY_EVERY = 3
"""Every how many turns a reply that earned nothing is offered something to try."""

STRENGTHS_IN_ORDER: tuple[str, ...] = (
    "riskask", "warmref", "repair", "honour", "bothsides", "owngoal", "safety", "menu", "transparent",
    "choice", "ask", "CR", "AF", "Emphasize", "Seek", "personfirst", "SR", "PwP", "Q", "GI",
)  # fmt: skip
"""What is worth naming first. The last three are plain acts, named only for want of others."""

PLAIN = frozenset({"Q", "PwP", "GI"})


@dataclass(frozen=True)
class Point:
    """One thing said about a reply. ``start`` and ``end`` are the code's character offsets in it."""

    code: str
    text: str
    start: int
    end: int
    evidence: str


@dataclass(frozen=True)
class Feedback:
    """What the counselor reads beside a reply: at most two points in good and differently together."""

    goal: str
    good: tuple[Point, ...]
    differently: tuple[Point, ...]
    example: str | None
    more: tuple[Point, ...]


def feedback_on(heard: HeardTurn, case: Case | None = None) -> Feedback:
    """What to tell the counselor about one reply; the same reply in the same place gets the same words.

    A serious concern always has its place; otherwise one strength comes first, when there is one. Codes the
    scorer is unsure of are asked, never first. A reply that earned nothing gets the goal and, every third
    turn, something to try.
    ``case`` lets the goal stand in the client's own words once they have voiced it.
    """
    codes = heard.turn.codes
    sure = [code for code in codes if not code.unsure]
    concerns = sorted((code for code in sure if is_concern(code)), key=lambda code: -severity_of(code))
    strengths = _strengths(sure, alone=not concerns and open_danger(heard.before) is None)
    good, differently = _headline(concerns, strengths)
    if len(good) + len(differently) == 1:
        differently += [code for code in codes if code.unsure and severity_of(code) >= SERIOUS][:1]
    shown = good + differently
    more = [code for code in codes if code not in shown]
    return Feedback(
        goal=_goal(heard, case),
        good=tuple(_point(code, heard) for code in good),
        differently=tuple(_point(code, heard) for code in differently),
        example=_example(heard, concerns[0] if concerns else None, plain=not set(_ids(sure)) - PLAIN),
        more=tuple(_point(code, heard) for code in more),
    )


def is_concern(code: Code) -> bool:
    """Whether the code speaks against the reply: the lens's minus codes, MITI's non-adherent ones."""
    if code.instrument == "lens":
        return lens_codebook()[code.id].polarity == "minus"
    return load_codebook()[code.id].side == "non_adherent"


def severity_of(code: Code) -> int:
    """How much a concern weighs here, 1 to 4; 0 for anything else."""
    if not is_concern(code):
        return 0
    return _NON_ADHERENT_SEVERITY if code.instrument == "miti" else code.severity


def _ids(codes: Sequence[Code]) -> list[str]:
    return [code.id for code in codes]


def _rank(code: Code) -> int:
    return STRENGTHS_IN_ORDER.index(code.id)


def _strengths(sure: Sequence[Code], *, alone: bool) -> list[Code]:
    """What may be named as good, best first. A plain act counts only when ``alone``: nothing else to say."""
    good = sorted((code for code in sure if not is_concern(code)), key=_rank)
    real = [code for code in good if code.id not in PLAIN]
    return good if alone and not real else real


def _headline(concerns: Sequence[Code], strengths: Sequence[Code]) -> tuple[list[Code], list[Code]]:
    """The codes to show as good and as different."""
    grave = severity_of(concerns[0]) if concerns else 0
    if grave == STOP_AND_REVIEW:
        # Nothing beside it softens a "stop and review"; strengths in such a reply are folded.
        return [], [code for code in concerns if severity_of(code) >= SERIOUS][:MOST_POINTS]
    if concerns and strengths:
        return [strengths[0]], [concerns[0]]
    if concerns:
        return [], _unlike(concerns)
    return _unlike(strengths), []


def _unlike(codes: Sequence[Code]) -> list[Code]:
    """The first two that do not say the same thing twice."""
    first = list(codes[:1])
    others = [code for code in codes[1:] if not _echoes(code, first[0])]
    return first + others[: MOST_POINTS - 1]


def _echoes(one: Code, other: Code) -> bool:
    """The two instruments speak about the same words: one point is enough, the other is folded."""
    return one.instrument != other.instrument and overlap(one, other)


def overlap(one: Code, other: Code) -> bool:
    """Whether two codes rest on some of the same words."""
    return one.start < other.end and other.start < one.end


def _point(code: Code, heard: HeardTurn) -> Point:
    words = feedback_words().of(code)
    quoted = quote(heard, code)
    if code.id == "missrisk":
        # What is missing has no words of its own: the client's line is what to go back to.
        cue = open_danger(heard.before)
        quoted = quotable(cue.words) if cue else ""
    variants = words.asks if code.unsure else words.at_severity.get(str(code.severity), words.says)
    text = say(variants, number=heard.number, key=code.id, words=quoted)
    return Point(code.id, text, code.start, code.end, code.evidence)


def _goal(heard: HeardTurn, case: Case | None) -> str:
    words, ledger = feedback_words(), heard.before
    key: str = situation_of(ledger)
    if key in ("declined_now", "decline_stands"):
        key = "no_stands"
    elif key not in words.goals:
        key = ledger.client_goal or "not_voiced"
    goal = goal_in_words(ledger, case)
    return say(words.goals[key], number=heard.number, key=key, goal=goal)


def goal_in_words(ledger: Ledger, case: Case | None = None) -> str:
    """What the client said they want: the case's own words, quoted, or a plain phrase; empty until voiced."""
    if ledger.client_goal is None:
        return ""
    if case is not None and case.goal.kind == ledger.client_goal:
        return f"“{quotable(case.goal.words)}”"
    return feedback_words().goal_phrases[ledger.client_goal]


def _example(heard: HeardTurn, concern: Code | None, *, plain: bool) -> str | None:
    """Another reply to the same client words; None where the reply needs none.

    Danger decides first: an example that leaves an open cue alone would be no example.
    """
    cue = open_danger(heard.before)
    if cue:
        unanswered = open_danger(heard.after) is not None
        return _danger_example(cue, heard.number) if unanswered or concern else None
    words, turn = feedback_words(), heard.number
    situation = situation_of(heard.before)
    if concern is None and not (plain and turn % _TRY_EVERY == 0):
        return None
    if situation in words.situations:
        return say(words.situations[situation], number=turn, key=situation)
    if concern is None:
        return say(words.situations["to_try"], number=turn, key="to_try")
    return say(words.of(concern).examples, number=turn, key=concern.id, goal=goal_in_words(heard.before))


def _danger_example(cue: RiskCue, turn: int) -> str:
    kind = kind_of_danger(cue.words)
    replies = danger_words().kinds[kind]
    variants = replies.act if cue.level >= R3 else replies.ask
    return say(variants, number=turn, key=kind, words=quotable(cue.words))
