"""Choosing one authored line among those that may be said: fresh, to the point, never twice.

Which kind of reply is called for is not decided here.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterable, Sequence
from dataclasses import replace

import numpy as np

from equipoise.client.case import Case, Line
from equipoise.client.reaction import model
from equipoise.client.state import ClientState
from equipoise.encoder import load_encoder

TOPIC_BONUS = 0.25
"""How much a matching topic counts beside closeness in meaning (cosine, -1 to 1). Judgement."""

CHANCE = 0.12
"""How much seeded chance may reorder near-equal lines, so that two sessions do not run alike. Judgement."""


def key(say: str) -> str:
    """A line's name in the state: eight hex digits of its words."""
    return hashlib.blake2b(say.encode(), digest_size=4).hexdigest()


def chance(state: ClientState, purpose: str) -> random.Random:
    """Chance for one purpose in one turn; the same session always draws the same."""
    return random.Random(f"{state.seed}:{state.turn}:{purpose}")


def as_lines(texts: Iterable[str]) -> tuple[Line, ...]:
    """Plain texts as open, neutral lines."""
    return tuple(Line(text) for text in texts)


def level_open(state: ClientState, level: int) -> bool:
    """Whether a line of this level (0–2) may be said now; shame makes everything personal one level deeper."""
    numbers = model()
    if level == 0:
        return True
    if state.shame >= numbers.shame_deepens_from:
        level += 1
    return numbers.gates[min(level, max(numbers.gates))].opens(state)


def fresh(state: ClientState, lines: Sequence[Line]) -> list[Line]:
    """The lines not yet said in this session whose gate stands open."""
    said = set(state.said)
    return [line for line in lines if key(line.say) not in said and level_open(state, line.level)]


def choose(state: ClientState, lines: Sequence[Line], words: str, purpose: str) -> Line | None:
    """The fresh line that best answers ``words``, or None when none is left."""
    candidates = fresh(state, lines)
    if not candidates:
        return None
    draw = chance(state, purpose)
    closeness = closenesses(words, [line.say for line in candidates])

    def score(place: int) -> float:
        fits = TOPIC_BONUS if state.topic and state.topic in candidates[place].topics else 0.0
        elsewhere = TOPIC_BONUS if candidates[place].topics and not fits else 0.0
        return closeness[place] + fits - elsewhere + draw.random() * CHANCE

    scores = [score(place) for place in range(len(candidates))]
    return candidates[int(np.argmax(scores))]


def closenesses(words: str, texts: Sequence[str]) -> list[float]:
    """Cosine of ``words`` with each text, -1 to 1."""
    encoder = load_encoder()
    return [float(value) for value in encoder.encode(list(texts)) @ encoder.encode([words])[0]]


def spoken(state: ClientState, say: str) -> ClientState:
    """The state after ``say`` was said."""
    return replace(state, said=(*state.said, key(say)))


def longest_unsaid(case: Case, said: tuple[str, ...]) -> str:
    """When everything fitting has been said: the short line said longest ago (or never)."""
    short = [*case.replies.shrug, *case.replies.dont_know, *(line.say for line in case.replies.neutral)]
    last = {name: place for place, name in enumerate(said)}
    return min(short, key=lambda say: last.get(key(say), -1))


def warm_up(case: Case) -> None:
    """Encode every line of ``case`` once, so that no turn waits for it (about a second)."""
    texts = [line.say for topic in case.topics.values() for line in topic.said]
    for lines in vars(case.replies).values():
        if isinstance(lines, tuple):
            texts += [line.say if isinstance(line, Line) else line for line in lines]
    load_encoder().encode(texts)
