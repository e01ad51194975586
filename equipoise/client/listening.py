"""What the client takes the counselor's last words to be about, and whether they hit. Chooses no line."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from equipoise import authored
from equipoise.client.case import Case
from equipoise.client.lines import closenesses, key
from equipoise.client.reaction import Act
from equipoise.client.state import ClientState

SURE_OF_QUESTION = 0.45
SURE_OF_STATEMENT = 0.60
"""Below this confidence (0–1) of the classifier the client stays with the thread; statements carry less of
their topic than questions do. Judgement, from reading sessions."""

DANGER_HOLDS_TURNS = 3
SURE_DESPITE_DANGER = 0.85
"""So long after danger was spoken of, only a question plainly about something else leads away from it. Judgement."""

REFLECTION_HITS = 0.30
REFLECTION_MISSES = 0.12
"""Cosine of a reflection with what the client said lately: above the first it hit, below the second it missed."""


@dataclass(frozen=True)
class TopicGuess:
    """A topic's id with the classifier's confidence, 0–1."""

    id: str
    confidence: float


@dataclass(frozen=True)
class Heard:
    """A counselor turn as it reaches the client: the words, the acts in them, and likely topics, best first."""

    words: str
    acts: tuple[Act, ...] = ()
    topics: tuple[TopicGuess, ...] = ()
    client_said: str = ""

    def did(self, *names: str) -> bool:
        """Whether the counselor did any of these acts."""
        return any(act.name in names for act in self.acts)


@dataclass(frozen=True)
class OffRoad:
    """Patterns of ``off_road.yml``, by what they show."""

    source: str
    is_this_a_bot: tuple[str, ...]
    insulted: tuple[str, ...]
    greeting: tuple[str, ...]
    counselor_goes: tuple[str, ...]


@lru_cache(maxsize=1)
def _patterns() -> dict[str, tuple[re.Pattern[str], ...]]:
    data = authored.load(Path(__file__).with_name("off_road.yml"), OffRoad)
    names = ("is_this_a_bot", "insulted", "greeting", "counselor_goes")
    return {name: tuple(re.compile(text, re.IGNORECASE) for text in getattr(data, name)) for name in names}


def off_road(words: str) -> str | None:
    """``is_this_a_bot``, ``insulted``, ``greeting``, ``counselor_goes`` or ``unreadable``; None on the road."""
    if sum(char.isalpha() for char in words) < 2 or _mashed(words):
        return "unreadable"
    plain = words.replace("’", "'")
    for name, patterns in _patterns().items():
        if any(pattern.search(plain) for pattern in patterns):
            return name
    return None


def _mashed(words: str) -> bool:
    """Keys struck at random: long runs with no vowel, or letters of no script the client reads."""
    letters = [char for char in words if char.isalpha()]
    foreign = sum(ord(char) > 0x24F for char in letters)
    runs = re.findall(r"[a-z]{7,}", words.lower())
    return foreign > len(letters) / 2 or bool(runs and all(not re.search(r"[aeiouy]", run) for run in runs))


def topic_of(case: Case, state: ClientState, heard: Heard) -> str | None:
    """What the words are about: the surest topic this client has lines for, else the thread as it was."""
    best = heard.topics[0] if heard.topics else None
    if best is None or best.id not in case.topics:
        return state.topic
    asks = heard.did("open_question", "closed_question", "owngoal", "riskask", "ask")
    need = SURE_OF_QUESTION if asks else SURE_OF_STATEMENT
    if in_danger_talk(state):
        need = SURE_DESPITE_DANGER if asks else 1.0
    if best.confidence < need:
        return state.topic
    return best.id if asks or _nearer(case, heard.words, best.id, state.topic) else state.topic


def _nearer(case: Case, words: str, topic: str, thread: str | None) -> bool:
    """Whether a statement lies nearer to what this client tells of ``topic`` than to the thread: "you miss him"
    is about whoever was just spoken of, whatever the classifier makes of the words alone."""
    if thread is None or thread == topic:
        return True
    near = [
        max(closenesses(words, [line.say for line in case.topics[name].said])) for name in (topic, thread)
    ]
    return near[0] >= near[1]


def in_danger_talk(state: ClientState) -> bool:
    """Whether the danger was spoken of in the last turns."""
    last = max(state.cue_turn or 0, state.cue_answered_turn or 0)
    return bool(last) and state.turn - last <= DANGER_HOLDS_TURNS


def parrots(heard: Heard) -> bool:
    """Whether the counselor sent the client's own words back, nothing added."""
    mine, theirs = _bare(heard.words), _bare(heard.client_said)
    return len(theirs) > 2 and mine == theirs


def _bare(text: str) -> list[str]:
    return re.findall(r"[a-z']+", text.lower())


def reflection_hits(case: Case, state: ClientState, heard: Heard) -> bool | None:
    """True when a reflection meets what the client said lately, False when it misses, None when unclear."""
    told = [heard.client_said, *_told_lately(case, state)]
    nearest = max(closenesses(heard.words, [text for text in told if text] or [""]))
    if nearest >= REFLECTION_HITS:
        return True
    return False if nearest < REFLECTION_MISSES else None


def _told_lately(case: Case, state: ClientState, how_many: int = 8) -> list[str]:
    lately = set(state.said[-how_many:])
    lines = [line.say for topic in case.topics.values() for line in topic.said]
    lines += [line.say for line in (*case.replies.change, *case.replies.sustain, *case.replies.neutral)]
    return [say for say in lines if key(say) in lately]
