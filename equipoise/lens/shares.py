"""The arithmetic behind the lens's session measures, one function a measure; thresholds are in thresholds.yml."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from equipoise.coding.rules import load_rules, straighten
from equipoise.lens.codebook import RULES, thresholds
from equipoise.lens.ledger import R2
from equipoise.lens.subjects import subject_words
from equipoise.transcript import Code, GoalKind

if TYPE_CHECKING:
    from equipoise.hearing import HeardTurn

DISCLOSURES: tuple[str, ...] = ("reporting", "confidentiality", "role", "limits", "hope", "reason")
"""Kinds of openness a setting may require; a rule marks each as ``discloses_<kind>``."""

_STEERING = frozenset({"lead", "falsechoice", "flatter", "skip", "hidden"})
_CHOICES = frozenset({"ask", "choice", "menu", "honour"})
_UNKIND_WORDS = frozenset({"label", "warpurity", "shame"})
_OWNED = frozenset({"repair", "honour"})
_SHUTS = frozenset({"threat", "conditional", "shame"})
_TELLS_MITI = frozenset({"GI", "Persuade", "PwP", "PersuadeWith"})
_EVEN_GOALS: frozenset[GoalKind] = frozenset({"undecided", "no_change_now"})
_EACH_SIDE_AT_LEAST = 3
_WITHIN = 2


@dataclass(frozen=True)
class Figure:
    """A measure's number, the counselor turns it rests on (from 1) and what was missing. None: not enough to say."""

    value: float | None
    turns: tuple[int, ...] = ()
    note: str = ""
    fault: bool = False
    """What was looked for never came: low, whatever the number."""


def _ids(one: HeardTurn) -> frozenset[str]:
    return frozenset(one.turn.code_ids("lens"))


def _codes(one: HeardTurn) -> Iterable[Code]:
    return (code for code in one.turn.codes if code.instrument == "lens" and not code.unsure)


def _numbers(turns: Iterable[HeardTurn]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(one.number for one in turns))


def _share(part: float, whole: float, turns: Iterable[HeardTurn], missing: str) -> Figure:
    return Figure(part / whole, _numbers(turns)) if whole else Figure(None, note=missing)


def goal_alignment(heard: Sequence[HeardTurn], goal: GoalKind | None) -> Figure:
    """GA: (own + balanced where undecided or no change) ÷ directional turns; 0–1.

    While no goal is known, balance is what is expected, as it is for the undecided.
    """
    directed = [one for one in heard if one.direction != "none"]
    evenly = goal in _EVEN_GOALS or goal is None
    good = [one for one in directed if one.direction == "own" or (one.direction == "balanced" and evenly)]
    return _share(len(good), len(directed), directed, "no turn pointed anywhere")


def goal_elicited(heard: Sequence[HeardTurn]) -> Figure:
    """GE: the counselor turn that first asked for the client's own goal; never asking is a fault, and the value N."""
    first = next((one.number for one in heard if "owngoal" in _ids(one)), None)
    if first is not None:
        return Figure(float(first), (first,))
    return (
        Figure(float(len(heard)), note="never asked", fault=True) if heard else Figure(None, note="no turns")
    )


def pressure(heard: Sequence[HeardTurn]) -> Figure:
    """PI: 10 × the sum of concern weights ÷ N; 0 and up. Severity 1, 2, 3, 4 weigh 1, 2, 4, 8."""
    if not heard:
        return Figure(None, note="no turns")
    weights = thresholds().concern_weights
    concerned = [one for one in heard if any(code.severity for code in _codes(one))]
    total = sum(weights[str(code.severity)] for one in heard for code in _codes(one) if code.severity)
    value = 10 * total / len(heard)
    stop = any(code.severity == 4 for one in heard for code in _codes(one))
    look = value >= thresholds().pressure_needs_review or stop
    return Figure(value, _numbers(concerned), "a trainer should look at this one" if look else "")


def steering(heard: Sequence[HeardTurn]) -> Figure:
    """SI: 10 × covert steering codes (family L7) ÷ N; 0–50."""
    if not heard:
        return Figure(None, note="no turns")
    steered = [one for one in heard if _ids(one) & _STEERING]
    return Figure(10 * sum(len(_ids(one) & _STEERING) for one in heard) / len(heard), _numbers(steered))


def permission(heard: Sequence[HeardTurn]) -> Figure:
    """PR: permitted information or advice ÷ all of it; 0–1. Danger (R2 and above) is exempt."""
    free = [one for one in heard if one.before.risk_level < R2]
    uninvited = [one for one in free if "advice" in _ids(one)]
    invited = [one for one in free if one not in uninvited and _tells_invited(one)]
    told = sorted((*uninvited, *invited), key=lambda one: one.number)
    return _share(len(invited), len(told), told, "nothing was told")


def _tells_invited(one: HeardTurn) -> bool:
    if "safety" in _ids(one):
        return True
    told = any(code.instrument == "miti" and code.id in _TELLS_MITI for code in one.turn.codes)
    return one.before.permitted and (told or bool(one.reading.marked("advice", "risk_fact", "information")))


def response_to_decline(heard: Sequence[HeardTurn]) -> Figure:
    """RD: (declines honoured − pushes) ÷ declines; 0–1, floored at 0."""
    answered = [one for one in heard if one.before.declined_now()]
    honoured = [one for one in answered if "push" not in _ids(one) and not _SHUTS & _ids(one)]
    pushes = [one for one in heard if "push" in _ids(one)]
    if not answered:
        return Figure(None, note="the client declined nothing")
    value = max(0.0, (len(honoured) - len(pushes)) / len(answered))
    return Figure(value, tuple(sorted({*_numbers(answered), *_numbers(pushes)})))


def choice_offered(heard: Sequence[HeardTurn]) -> Figure:
    """CO: 10 × (ask + choice + menu + honour) ÷ N; 0–20. Very high sounds formulaic."""
    if not heard:
        return Figure(None, note="no turns")
    given = [one for one in heard if _ids(one) & _CHOICES]
    value = 10 * sum(len(_ids(one) & _CHOICES) for one in heard) / len(heard)
    formulaic = value > thresholds().choice_formulaic_above
    return Figure(value, _numbers(given), "so often that it may sound like a formula" if formulaic else "")


def even_hand(heard: Sequence[HeardTurn], goal: GoalKind | None) -> Figure:
    """EH: 1 − |share of change talk picked up − share of sustain talk picked up|; 0–1.

    Only for undecided and no-change goals with three client turns of either side at least.
    """
    if goal not in _EVEN_GOALS:
        return Figure(None, note="only for people who are undecided or want no change")
    sides = {
        side: [i for i, one in enumerate(heard) if one.answers and one.answers.talk == side]
        for side in ("change", "sustain")
    }
    if any(len(turns) < _EACH_SIDE_AT_LEAST for turns in sides.values()):
        return Figure(None, note="fewer than three client turns of each side")
    picked = {side: sum(_picked_up(heard, i) for i in turns) / len(turns) for side, turns in sides.items()}
    rests_on = sorted(heard[i].number for turns in sides.values() for i in turns)
    return Figure(1 - abs(picked["change"] - picked["sustain"]), tuple(rests_on))


def _picked_up(heard: Sequence[HeardTurn], index: int) -> bool:
    said = heard[index].answers
    words = subject_words(said.text) if said else frozenset()
    replies = heard[index : index + _WITHIN]
    reflected = any(code.id in ("SR", "CR") for code in heard[index].turn.codes if not code.unsure)
    both = "bothsides" in _ids(heard[index])
    return both or reflected or any(words & subject_words(reply.turn.text) for reply in replies)


def openness(heard: Sequence[HeardTurn], required: Sequence[str]) -> Figure:
    """TD: disclosures made ÷ required by the setting; 0–1. Raises ValueError for an unknown kind."""
    unknown = [kind for kind in required if kind not in DISCLOSURES]
    if unknown:
        raise ValueError(f"no disclosure called {', '.join(unknown)} (known: {', '.join(DISCLOSURES)})")
    made = {
        kind: [one for one in heard if one.reading.marked(f"discloses_{kind}")]
        for kind in dict.fromkeys(required)
    }
    turns = sorted({one.number for ones in made.values() for one in ones})
    missing = [kind for kind, ones in made.items() if not ones]
    if not made:
        return Figure(None, note="the setting requires none")
    note = f"not yet said: {', '.join(missing)}" if missing else ""
    return Figure(1 - len(missing) / len(made), tuple(turns), note)


def language(heard: Sequence[HeardTurn]) -> Figure:
    """LA: 1 − turns with a label, war words or shaming ÷ turns about people, use or tests; 0–1."""
    unkind = [one for one in heard if _ids(one) & _UNKIND_WORDS]
    about = [one for one in heard if one in unkind or one.reading.marked("about_use")]
    if not about:
        return Figure(None, note="no turn spoke of people, use or tests")
    return Figure(1 - len(unkind) / len(about), _numbers(unkind) or _numbers(about))


def duty_of_care(heard: Sequence[HeardTurn]) -> Figure:
    """DC: danger answered in time ÷ danger voiced (R2 and R3 cues whose time has come); 0–1."""
    if not heard:
        return Figure(None, note="no turns")
    floor = thresholds().floor
    cues = [cue for cue in heard[-1].after.risks if cue.level >= R2 and cue.confidence >= floor]
    settled = [cue for cue in cues if cue.answered is not None or cue.missed is not None]
    in_time = [cue for cue in settled if cue.missed is None]
    waiting = "one more is still waiting for an answer" if len(settled) < len(cues) else ""
    if not settled:
        return Figure(None, note=waiting or "no cue of danger was voiced")
    turns = {cue.answered or cue.missed or cue.turn for cue in settled}
    return Figure(len(in_time) / len(settled), tuple(sorted(turns)), waiting)


def open_door(heard: Sequence[HeardTurn], last_words: str | None) -> Figure:
    """OD: 1 for an ending without strings, .5 for a warm one that names no way back, 0 for a shut door."""
    if not heard:
        return Figure(None, note="no turns")
    last = heard[-1]
    closing = heard[-_WITHIN:]
    numbers = _numbers(closing)
    if any(_ids(one) & _SHUTS for one in closing):
        return Figure(0.0, numbers)
    if any(one.reading.marked("open_door") for one in closing) or (
        last_words and _says_open_door(last_words)
    ):
        return Figure(1.0, numbers)
    warm = _ids(last) & {
        "choice",
        "honour",
        "warmref",
        "transparent",
        "menu",
        "repair",
    } or last.reading.marked("warm_goodbye")
    return Figure(0.5 if warm else 0.0, numbers, "" if warm else "the ending named no way back")


def _says_open_door(words: str) -> bool:
    said = straighten(words)
    return any(rule.rule.marks == "open_door" and rule.find(said, "") for rule in load_rules(RULES))


def repaired(heard: Sequence[HeardTurn]) -> Figure:
    """RP: discord turns followed by a repair within two counselor turns ÷ discord turns; 0–1."""
    if not heard:
        return Figure(None, note="no turns")
    repairs = {one.number for one in heard if _ids(one) & _OWNED}
    # A discord in the client's very last line nobody has had the chance to answer.
    discord = [turn for turn in heard[-1].after.discord_turns if turn < heard[-1].number]
    mended = [turn for turn in discord if repairs & {turn + 1, turn + 2}]
    if not discord:
        return Figure(None, note="no discord was heard")
    return Figure(len(mended) / len(discord), tuple(sorted(turn + 1 for turn in discord)))
