"""How a counselor's turn lands: the six feelings after it, and how likely each class of reply becomes.

The numbers are data (``reaction.yml``); which line is then said is ``speech``'s matter.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from equipoise import authored
from equipoise.client.case import Case
from equipoise.client.state import FEELINGS, ClientState, ReplyClass

REPLY_CLASSES: tuple[ReplyClass, ...] = ("change", "sustain", "neutral", "discord", "appease")

Six = tuple[float, float, float, float, float, float]
Five = tuple[float, float, float, float, float]


@dataclass(frozen=True)
class Gate:
    """Open while trust is at least, and threat at most, these values (0–100)."""

    trust: float
    threat: float

    def opens(self, state: ClientState) -> bool:
        """Whether this gate stands open for a client in ``state``."""
        return state.trust >= self.trust and state.threat <= self.threat


@dataclass(frozen=True)
class Leaving:
    """When the client starts to leave: threat at least with trust at most, engagement at most, or discords in a row."""

    threat: float
    trust: float
    engagement: float
    discords_running: int


@dataclass(frozen=True)
class OwnStep:
    """When, and how likely a turn (0–1), the client proposes a step of their own."""

    trust: float
    importance: float
    confidence: float
    chance: float


@dataclass(frozen=True)
class ReactionModel:
    """``reaction.yml``, loaded strictly; its comments say what each number is and where it comes from."""

    source: str
    concerns: dict[str, Six]
    strengths: dict[str, Six]
    closed_question: Six
    closed_question_third: Six
    trigger_word: Six
    form_handled: Six
    form_words: tuple[str, ...]
    shares: tuple[float, ...]
    gain_room: float
    loss_room: float
    threat_settles: float
    shame_fades: float
    base: dict[str, Five]
    last_act: dict[str, Five]
    again: dict[str, float]
    trigger_discord: float
    shame_raises_sustain: dict[str, float]
    gates: dict[int, Gate]
    secret_gate: Gate
    secret_near: Gate
    shame_deepens_from: float
    leaving: Leaving
    own_step: OwnStep
    risk_spoken: Gate
    goal_spoken: Gate
    permission_given: Gate
    cue_turns: dict[str, int]


@lru_cache(maxsize=1)
def model() -> ReactionModel:
    """The reaction model's numbers. Raises AuthoredDataError when the file is wrong."""
    return authored.load(Path(__file__).with_name("reaction.yml"), ReactionModel)


@dataclass(frozen=True)
class Act:
    """Something the counselor did that a client feels: a lens code, or a plain act such as open_question.

    ``weight`` is 1, or .5 for a strength that a serious concern in the same turn has halved.
    """

    name: str
    weight: float = 1.0


def react(case: Case, state: ClientState, acts: tuple[Act, ...], words: str) -> ClientState:
    """The client's feelings after a turn made of ``acts``. Pure: the same input gives the same state."""
    numbers = model()
    concerns = [act for act in acts if act.name in numbers.concerns]
    state = replace(state, turn=state.turn + 1)
    state = _move_all(state, concerns, numbers.concerns)
    state = _move_all(state, [act for act in acts if act.name in numbers.strengths], numbers.strengths)
    state = _closed_questions(state, acts)
    if triggers_in(case, words):
        state = _move(state, numbers.trigger_word, 1.0)
    state = _form(case, state, words, concerns)
    settled = state.threat
    if not concerns and state.threat > state.threat_at_start:
        settled -= numbers.threat_settles * (state.threat - state.threat_at_start)
    return replace(state, threat=settled, shame=state.shame * numbers.shame_fades)


def _move_all(state: ClientState, acts: list[Act], table: dict[str, Six]) -> ClientState:
    def size(act: Act) -> float:
        return act.weight * sum(abs(delta) for delta in table[act.name])

    shares = model().shares
    for place, act in enumerate(sorted(acts, key=lambda act: (-size(act), act.name))):
        state = _move(state, table[act.name], act.weight * shares[min(place, len(shares) - 1)])
    return state


def _move(state: ClientState, deltas: Six, share: float) -> ClientState:
    """Gains slow down near 100 and losses near 0, so that no feeling ever leaves its range."""
    numbers = model()
    moved = {}
    for name, delta in zip(FEELINGS, deltas, strict=True):
        value = getattr(state, name)
        room = (100 - value) / numbers.gain_room if delta > 0 else value / numbers.loss_room
        moved[name] = min(100.0, max(0.0, value + share * delta * room))
    return replace(state, **moved)


def _closed_questions(state: ClientState, acts: tuple[Act, ...]) -> ClientState:
    numbers = model()
    names = {act.name for act in acts}
    if "closed_question" not in names or "riskask" in names or "ask" in names:
        return replace(state, closed_running=0)
    running = state.closed_running + 1
    deltas = numbers.closed_question_third if running >= 3 else numbers.closed_question
    return replace(_move(state, deltas, 1.0), closed_running=running)


def _form(case: Case, state: ClientState, words: str, concerns: list[Act]) -> ClientState:
    """A mandated client whose form is dealt with, with no lever attached, relaxes once."""
    numbers = model()
    spoken = any(re.search(rf"\b{word}", words, re.IGNORECASE) for word in numbers.form_words)
    if not case.mandated or state.form_handled or concerns or not spoken:
        return state
    return replace(_move(state, numbers.form_handled, 1.0), form_handled=True)


def triggers_in(case: Case, words: str) -> tuple[str, ...]:
    """The case's trigger words that stand in ``words``, whole words only."""
    return tuple(
        word for word in case.triggers if re.search(rf"(?<!\w){re.escape(word)}(?!\w)", words, re.IGNORECASE)
    )


def class_weights(
    case: Case, state: ClientState, acts: tuple[Act, ...], words: str
) -> dict[ReplyClass, float]:
    """Probability of each class of reply (sums to 1): stage, state, the last act, and the client's own last class."""
    numbers = model()
    base = numbers.base["mandated" if case.mandated else case.stage]
    over = max(0.0, state.threat - 25)
    gained = state.importance - case.start.importance
    trusted = state.trust - case.start.trust
    shifts = [
        0.008 * gained + 0.008 * trusted - 0.012 * over,
        -0.008 * gained + 0.006 * over,
        0.0,
        0.035 * (state.threat - 30) - 0.015 * (state.trust - 40),
        0.03 * (state.threat - 25) - 0.015 * (state.trust - 45),
    ]
    if state.shame >= numbers.shame_raises_sustain["from"]:
        shifts[1] += numbers.shame_raises_sustain["by"]
    shifts[REPLY_CLASSES.index(state.last_class)] += numbers.again.get(state.last_class, 0.0)
    if triggers_in(case, words):
        shifts[3] += numbers.trigger_discord
    strongest = strongest_act(acts)
    if strongest:
        shifts = [a + b for a, b in zip(shifts, numbers.last_act[strongest], strict=True)]
    weights = [math.exp(math.log(chance) + shift) for chance, shift in zip(base, shifts, strict=True)]
    return {name: weight / sum(weights) for name, weight in zip(REPLY_CLASSES, weights, strict=True)}


def strongest_act(acts: tuple[Act, ...]) -> str | None:
    """The act that colours the reply: the largest concern, else the largest strength, else a closed question."""
    numbers = model()
    for table in (numbers.concerns, numbers.strengths):
        here = [act for act in acts if act.name in table and act.name in numbers.last_act]
        if here:
            return max(here, key=lambda act: (sum(map(abs, table[act.name])) * act.weight, act.name)).name
    return "closed_question" if any(act.name == "closed_question" for act in acts) else None


def wants_to_leave(state: ClientState) -> bool:
    """Whether the client is at the point of leaving (part G, Leaving)."""
    limits = model().leaving
    cornered = state.threat >= limits.threat and state.trust <= limits.trust
    return (
        cornered or state.engagement <= limits.engagement or state.discords_running >= limits.discords_running
    )


def return_chance(state: ClientState) -> float:
    """How likely (0–1) this client is to come back another day."""
    pull = 0.6 + 0.05 * (state.trust - 45) - 0.04 * (state.threat - 30) + 0.02 * (state.engagement - 50)
    return 1 / (1 + math.exp(-pull))
