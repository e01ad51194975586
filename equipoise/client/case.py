"""A simulated client as authored: who they are, what they may tell, and every line they can say.

How they feel during a session is ``state``; which line they choose is ``speech``.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from equipoise import authored
from equipoise.errors import UnknownCase
from equipoise.transcript import GoalKind, Talk

Stage = Literal[
    "precontemplation", "contemplation", "preparation", "action", "maintenance", "return_to_use", "mandated"
]

_PACKAGE = Path(__file__).resolve().parents[1]
# In the repository the cases stand at its top; an installed library carries them inside (setup.py).
CASES_FOLDER = next(
    (folder for folder in (_PACKAGE / "cases", _PACKAGE.parent / "cases") if folder.is_dir()),
    _PACKAGE.parent / "cases",
)


@dataclass(frozen=True)
class Line:
    """One thing the person can say. A newline parts two short messages sent one after the other.

    ``level``: 0 open, 1 personal, 2 private (gates: domain reference, part G).
    ``talk``: toward the person's *own* goal (change), away from it (sustain), or neither.
    ``topics``: topic ids under which the line fits best; empty fits anywhere.
    """

    say: str
    level: int = 0
    talk: Talk = "neutral"
    topics: tuple[str, ...] = ()


@dataclass(frozen=True)
class TopicLines:
    """What the person tells about one topic, shallow to deep, and what they say while the gate is shut."""

    said: tuple[Line, ...]
    masked: tuple[str, ...] = ()


@dataclass(frozen=True)
class Goodbyes:
    """How the person leaves when the counselor ends the session, by how it went for them."""

    warm: tuple[str, ...]
    steady: tuple[str, ...]
    flat: tuple[str, ...]
    wary: tuple[str, ...]
    hurt: tuple[str, ...]


@dataclass(frozen=True)
class Replies:
    """Lines by what they answer. Each list is said at most once a line in a session."""

    opening: tuple[str, ...]
    change: tuple[Line, ...]
    sustain: tuple[Line, ...]
    neutral: tuple[Line, ...]
    both_sides: tuple[Line, ...]
    appease: tuple[Line, ...]
    discord: tuple[Line, ...]
    repair_accepted: tuple[str, ...]
    repair_refused: tuple[str, ...]
    shrug: tuple[str, ...]
    dont_know: tuple[str, ...]
    not_understood: tuple[str, ...]
    confirm: tuple[Line, ...]
    correct: tuple[Line, ...]
    affirmed: tuple[Line, ...]
    informed: tuple[Line, ...]
    told: tuple[Line, ...]
    permission: tuple[Line, ...]
    permission_refused: tuple[Line, ...]
    menu: tuple[Line, ...]
    ruler: tuple[Line, ...]
    summary: tuple[Line, ...]
    referral: tuple[Line, ...]
    left_free: tuple[Line, ...]
    decline: tuple[Line, ...]
    goal: tuple[Line, ...]
    goal_held_back: tuple[str, ...]
    own_step: tuple[Line, ...]
    risk_answer: tuple[Line, ...]
    risk_answer_guarded: tuple[str, ...]
    small_talk: tuple[str, ...]
    is_this_a_bot: tuple[str, ...]
    insulted: tuple[str, ...]
    warning: tuple[str, ...]
    walkout: tuple[str, ...]
    goodbye: Goodbyes


@dataclass(frozen=True)
class Goal:
    """The person's own goal, in a kind the lens knows and in their words."""

    kind: GoalKind
    words: str


@dataclass(frozen=True)
class RiskCue:
    """The sentence that may mean danger; said once, between the 4th and 7th counselor turn.

    The first of ``topics`` is what the danger is about: once it is on the table the talk stays there a while.
    """

    line: str
    topics: tuple[str, ...]
    repeat: str


@dataclass(frozen=True)
class Risk:
    """What danger the person is in, 0–3, and what a caring counselor does about it.

    ``level`` is the duty-of-care level of the cue (part B of the domain reference).
    """

    level: int
    facts: tuple[str, ...]
    expected: tuple[str, ...]
    cue: RiskCue


@dataclass(frozen=True)
class Secret:
    """What nobody has been told; said once, when trust allows it."""

    lines: tuple[str, ...]
    topics: tuple[str, ...]
    near: tuple[str, ...]
    after: tuple[str, ...] = ()


@dataclass(frozen=True)
class Start:
    """Where the six feelings stand when the person sits down, each 0–100."""

    trust: float
    threat: float
    engagement: float
    importance: float
    confidence: float
    shame: float


@dataclass(frozen=True)
class Disclosure:
    """Something that must be said openly in this setting; ``kind`` is what the lens listens for (measure TD)."""

    kind: Literal["reporting", "confidentiality", "role", "limits", "hope", "reason"]
    say: str


@dataclass(frozen=True)
class SignOff:
    """A person with lived experience who read the case, and when. Absent: the case shows a badge."""

    name: str
    date: str


@dataclass(frozen=True)
class Case:
    """One simulated client, whole. Source of the profile fields: domain reference, part E."""

    id: str
    name: str
    called: str
    age: int
    pronouns: str
    substances: tuple[str, ...]
    setting: str
    stage: Stage
    mandated: bool
    came_for: str
    brief: str
    goal: Goal
    voice: str
    likes: tuple[str, ...]
    worries: tuple[str, ...]
    values: tuple[str, ...]
    people: dict[str, str]
    past_care: str
    secret: Secret
    triggers: tuple[str, ...]
    openers: tuple[str, ...]
    risk: Risk
    start: Start
    good_session: str
    trap: str
    topics: dict[str, TopicLines]
    replies: Replies
    source: str
    lived_experience_sign_off: SignOff | None = None
    reports_to: str = ""
    disclosures: tuple[Disclosure, ...] = ()


@cache
def load_case(case_id: str, folder: Path = CASES_FOLDER) -> Case:
    """The case ``case_id``. Raises UnknownCase, or AuthoredDataError when its file is wrong."""
    known = case_ids(folder)
    if case_id not in known:
        raise UnknownCase(f"there is no client called {case_id!r}; known clients: {', '.join(known)}")
    return authored.load(folder / f"{case_id}.yml", Case)


def case_ids(folder: Path = CASES_FOLDER) -> tuple[str, ...]:
    """Ids of all clients, alphabetically: the names of the files in ``cases/``."""
    return tuple(sorted(path.stem for path in folder.glob("*.yml")))
