"""The debrief's words: one thing to keep, one to try, where the instruments part. No measuring."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from equipoise.coaching.feedback import (
    PLAIN,
    SERIOUS,
    STRENGTHS_IN_ORDER,
    is_concern,
    overlap,
    severity_of,
)
from equipoise.coaching.partings import PartingWords, partings_of
from equipoise.coaching.situation import open_danger
from equipoise.coaching.wording import load_words, quotable, quote, say
from equipoise.lens.ledger import R2
from equipoise.measure import Measure
from equipoise.transcript import Code

if TYPE_CHECKING:
    from equipoise.hearing import HeardTurn


@dataclass(frozen=True)
class MeasureWords:
    """What to try for one measure. ``quotes`` names the codes whose words it may quote."""

    says: tuple[str, ...]
    quotes: tuple[str, ...] = ()


@dataclass(frozen=True)
class TryWords:
    """What to try, by what the session calls for."""

    danger: tuple[str, ...]
    concerns: dict[str, tuple[str, ...]]
    measures: dict[str, MeasureWords]
    nothing: tuple[str, ...]


@dataclass(frozen=True)
class NoTurns:
    """What is said after a session in which the counselor said nothing."""

    keep: str
    try_next: str


@dataclass(frozen=True)
class DebriefWords:
    """debrief.yml."""

    source: str
    keep: dict[str, tuple[str, ...]]
    keep_nothing: tuple[str, ...]
    no_turns: NoTurns
    try_next: TryWords
    partings: PartingWords


@dataclass(frozen=True)
class Debrief:
    """What to take away from one session; ``partings`` holds at most four."""

    keep: str
    try_next: str
    partings: tuple[str, ...]


@lru_cache(maxsize=1)
def debrief_words() -> DebriefWords:
    """debrief.yml, loaded. Raises AuthoredDataError when it breaks its format."""
    return load_words("debrief.yml", DebriefWords)


def debrief(heard: Sequence[HeardTurn], measures: Sequence[Measure], *, review_together: bool) -> Debrief:
    """The take-away of a session. The same session always gives the same words; an empty one is met kindly.

    ``review_together``: a danger was missed (``lens.measures.capped``); it is then always the thing to try.
    """
    words = debrief_words()
    if not heard:
        return Debrief(words.no_turns.keep, words.no_turns.try_next, ())
    missed = _missed_danger(heard, review_together)
    return Debrief(_keep(heard), missed or _try_next(heard, measures), partings_of(heard, words.partings))


def _keep(heard: Sequence[HeardTurn]) -> str:
    """The strength most worth naming, whole before halved, the latest of equals."""
    words = debrief_words()
    keepable = [(one, code) for one in heard for code in one.turn.codes if _keepable(one, code)]
    if not keepable:
        return say(words.keep_nothing, number=len(heard), key="keep_nothing", turn=str(len(heard)))
    one, code = min(keepable, key=_worth)
    return _quoting(words.keep[code.id], one, code)


def _worth(pair: tuple[HeardTurn, Code]) -> tuple[int, float, int]:
    one, code = pair
    return STRENGTHS_IN_ORDER.index(code.id), -code.weight, -one.number


def _keepable(one: HeardTurn, code: Code) -> bool:
    """A skill in a reply with a serious concern is not the one to keep, nor one made of a concern's own words."""
    if code.unsure or code.id not in debrief_words().keep:
        return False
    # Danger counts even while the scorer is unsure: praise beside it would say it was nothing.
    sure = [other for other in one.turn.codes if not other.unsure or other.id == "missrisk"]
    concerns = [other for other in sure if is_concern(other)]
    if any(severity_of(other) >= SERIOUS for other in concerns):
        return False
    if code.id in PLAIN:
        return not concerns and open_danger(one.before) is None
    return code.instrument == "lens" or not any(overlap(code, other) for other in concerns)


def _missed_danger(heard: Sequence[HeardTurn], review_together: bool) -> str | None:
    """What to try when a danger was missed or still waits, with the client's line; None when none does."""
    coded = next((one for one in heard if "missrisk" in one.turn.code_ids("lens")), None)
    waiting = open_danger(heard[-1].after)
    if coded is None and waiting is None and not review_together:
        return None
    missed = [cue for cue in heard[-1].after.risks if cue.level >= R2 and cue.missed is not None]
    cue = missed[0] if missed else waiting or (open_danger(coded.before) if coded else None)
    number = cue.turn + 1 if cue else (coded or heard[-1]).number
    words = quotable(cue.words) if cue else ""
    return say(debrief_words().try_next.danger, number=number, key="danger", turn=str(number), words=words)


def _try_next(heard: Sequence[HeardTurn], measures: Sequence[Measure]) -> str:
    """A serious concern, else the measure furthest below, else any concern, else something new."""
    words = debrief_words().try_next
    found = [
        (one, code)
        for one in heard
        for code in one.turn.codes
        if not code.unsure and code.instrument == "lens" and code.id in words.concerns and is_concern(code)
    ]
    worst = max(found, key=lambda pair: (severity_of(pair[1]), pair[0].number), default=None)
    if worst and severity_of(worst[1]) >= SERIOUS:
        return _quoting(words.concerns[worst[1].id], *worst)
    below = [measure for measure in measures if measure.id in words.measures and steps_below(measure) > 0]
    if below:
        return _for_measure(max(below, key=steps_below), found)
    if worst:
        return _quoting(words.concerns[worst[1].id], *worst)
    return say(words.nothing, number=len(heard), key="nothing")


def steps_below(measure: Measure) -> float:
    """How far ``measure`` lies below "good", in steps from good to fair; 0 where good or not enough to say.

    Steps make measures of unlike ranges comparable. One past its useful amount (choice offered too often to
    mean anything) is not below: 0.
    """
    if not measure.counted or measure.standing not in ("fair", "low"):
        return 0.0
    if measure.value is None or measure.good is None:
        return 0.0
    gap = measure.value - measure.good if measure.lower_is_better else measure.good - measure.value
    step = abs(measure.good - measure.fair) if measure.fair is not None else 0.0
    return max(gap, 0.0) / (step or 1.0)


def _for_measure(measure: Measure, found: Sequence[tuple[HeardTurn, Code]]) -> str:
    words = debrief_words().try_next.measures[measure.id]
    quoted = [(one, code) for one, code in found if code.id in words.quotes and one.number in measure.turns]
    worst = max(quoted, key=lambda pair: (severity_of(pair[1]), pair[0].number), default=None)
    if worst:
        return _quoting(words.says, *worst)
    return say(words.says, number=len(measure.turns), key=measure.id)


def _quoting(variants: Sequence[str], one: HeardTurn, code: Code) -> str:
    return say(variants, number=one.number, key=code.id, turn=str(one.number), words=quote(one, code))
