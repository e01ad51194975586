"""What is open between counselor and client: goal, consent, declines, risk cues, discord. It judges no turn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from equipoise.coding.reading import ClientReading, Marker, Reading
from equipoise.lens.open_matters import R2, R3, TURNS_TO_ANSWER, Decline, RiskCue, after_turn
from equipoise.lens.subjects import subject_words
from equipoise.transcript import GOAL_KINDS, Code, GoalKind

__all__ = [
    "DECLINE_STANDS_TURNS",
    "R2",
    "R3",
    "TURNS_TO_ANSWER",
    "Decline",
    "KnownToCase",
    "Ledger",
    "RiskCue",
]

DECLINE_STANDS_TURNS = 3
"""Reopening the declined subject within this many counselor turns is pushing (domain reference, L2)."""

_SETTLED_TURNS = 3
"""A cue answered this recently is being talked about: the client's saying it again opens no second one."""

_TOO_WIDE = frozenset({"#drinking", "#smoking", "#stopping", "#less"})
"""Nearly every turn of such a talk touches these: a no to one question does not close them."""

_SUBJECT_CHANGES_THAT_DECLINE = 2

_CONSENT_COVERS_TURNS = 3
"""A yes or a request opens a subject for this many counselor turns, not for the rest of the talk."""

_BARE_YES_WORDS = 4
"""A longer first line that opens on "yeah" tells something; it agrees to nothing."""


@dataclass(frozen=True)
class KnownToCase:
    """What a simulated case knows for certain about the client's last line.

    ``risk_level`` is 0 (none) to 3 (imminent danger); ``goal`` is set when the line voices the own goal,
    ``own_goal`` always: a line that sounds like another goal is no change of mind. ``danger_asked``: the danger
    is told because the counselor asked for it, before any cue; it counts as voiced and as answered.
    """

    risk_level: int = 0
    declined: bool = False
    goal: GoalKind | None = None
    agreed: bool = False
    discord: bool = False
    own_goal: GoalKind | None = None
    danger_asked: bool = False


@dataclass(frozen=True)
class Ledger:
    """What stands open before the next turn. ``turn`` is the number of counselor turns heard so far.

    ``consent_*`` describe a yes that still covers its subject; ``asked`` means an ask waits for an answer;
    ``both_sides`` and ``request`` speak of the client's last line. All ``*_turn`` fields count counselor turns.
    """

    turn: int = 0
    client_goal: GoalKind | None = None
    client_goal_turn: int | None = None
    goal_elicited_turn: int | None = None
    asked: bool = False
    consent_turn: int | None = None
    consent_subjects: tuple[str, ...] = ()
    request: bool = False
    declines: tuple[Decline, ...] = ()
    subject_changes: int = 0
    risks: tuple[RiskCue, ...] = ()
    both_sides: bool = False
    skip_turns: tuple[int, ...] = ()
    ruler_on_quitting: bool = False
    discord_turns: tuple[int, ...] = ()
    self_labels: tuple[str, ...] = ()
    mandated: bool = False
    counselor_subjects: tuple[str, ...] = ()

    @property
    def permitted(self) -> bool:
        """The client asked, or said yes to an ask, a few turns ago at most, and has not declined since."""
        return self.consent_turn is not None and self.turn - self.consent_turn < _CONSENT_COVERS_TURNS

    @property
    def risk_level(self) -> int:
        """Highest level among the cues that nobody has answered, or that were answered within three turns; 0–3."""
        live = (
            cue for cue in self.risks if cue.answered is None or self.turn - cue.answered < _SETTLED_TURNS
        )
        return max((cue.level for cue in live), default=0)

    def open_cues(self) -> tuple[RiskCue, ...]:
        """Cues of level 2 and 3 that still wait for an answer."""
        return tuple(cue for cue in self.risks if cue.open and cue.level >= R2)

    def declined_now(self) -> Decline | None:
        """The no in the client's last line, if there was one."""
        return self.declines[-1] if self.declines and self.declines[-1].turn == self.turn else None

    def standing_declines(self) -> tuple[Decline, ...]:
        """Declines no older than three counselor turns."""
        return tuple(no for no in self.declines if self.turn - no.turn < DECLINE_STANDS_TURNS)

    def hear_client(self, reading: ClientReading, *, known: KnownToCase | None = None) -> Ledger:
        """The ledger after a client turn.

        With ``known`` the case's word on declines, discord and goal is final; danger is whichever is higher,
        the case's word or the reading: a cue that both saw is one, and one that only the rules saw still counts.
        """
        certain = known is not None
        known = known or KnownToCase()
        changes = self.subject_changes + 1 if reading.marked("subject_change") else 0
        # A bare "no" refuses only what was asked or offered; an excerpt may open on one.
        refused = reading.marked("decline") or (reading.marked("bare_no") and (self.asked or self.turn == 0))
        declined = known.declined if certain else bool(refused) or changes >= _SUBJECT_CHANGES_THAT_DECLINE
        ledger = replace(
            self,
            both_sides=bool(reading.marked("both_sides")),
            subject_changes=0 if declined else changes,
            self_labels=_added(
                self.self_labels, (mark.evidence.lower() for mark in reading.marked("self_label"))
            ),
            mandated=self.mandated or bool(reading.marked("mandate")),
        )
        ledger = ledger._with_goal(reading, known, certain=certain)._with_risk(reading, known)
        ledger = ledger._with_decline(reading) if declined else ledger
        ledger = ledger._with_consent(reading, known, declined)
        if known.discord or (not certain and reading.marked("discord")):
            ledger = replace(ledger, discord_turns=(*ledger.discord_turns, ledger.turn))
        return replace(ledger, asked=False)

    def hear_counselor(self, reading: Reading, codes: Sequence[Code]) -> Ledger:
        """The ledger after a counselor turn that earned ``codes`` (the lens's)."""
        turn = self.turn + 1
        counted = {code.id for code in codes if not code.unsure}
        answers_risk = bool(counted & {"riskask", "safety"}) or bool(reading.marked("risk_response"))
        return replace(
            self,
            turn=turn,
            asked=bool(reading.marked("ask", "permission_ask", "menu", "two_doors", "falsechoice")),
            goal_elicited_turn=self.goal_elicited_turn or (turn if "owngoal" in counted else None),
            risks=tuple(after_turn(cue, turn, answers_risk=answers_risk) for cue in self.risks),
            skip_turns=(*self.skip_turns, turn) if "skip" in counted else self.skip_turns,
            ruler_on_quitting=bool(reading.marked("ruler_on_quitting")),
            counselor_subjects=tuple(sorted(subject_words(reading.text))),
            request=False,
            both_sides=False,
        )

    def _with_goal(self, reading: ClientReading, known: KnownToCase, *, certain: bool) -> Ledger:
        voiced = _voiced_goal(reading.markers)
        goal = known.goal or (voiced if not certain or voiced == known.own_goal else None)
        if goal is None:
            return self
        return replace(self, client_goal=goal, client_goal_turn=self.turn)

    def _with_risk(self, reading: ClientReading, known: KnownToCase) -> Ledger:
        read = sorted(reading.marked("risk_r2", "risk_r3"), key=lambda mark: (mark.name, mark.confidence))
        read_level = int(read[-1].name[-1]) if read else 0
        level = max(known.risk_level, read_level)
        if level == 0:
            return self
        words = read[-1].evidence if read else reading.text[:200]
        confidence = 1.0 if known.risk_level >= read_level else read[-1].confidence
        ongoing = bool(reading.marked("keeps_happening"))
        for index, cue in enumerate(self.risks):
            if cue is self.risks[-1] and cue.open and level >= R2 and cue.level >= R2:
                again = RiskCue(
                    max(level, cue.level),
                    self.turn,
                    words,
                    repeated=True,
                    confidence=max(confidence, cue.confidence),
                )
                # One that was missed stays on the record beside its repetition.
                before = self.risks[: index + 1] if cue.missed else self.risks[:index]
                return replace(self, risks=(*before, again, *self.risks[index + 1 :]))
            recently = cue.answered is not None and self.turn - cue.answered < _SETTLED_TURNS
            if recently and level <= cue.level:
                return self
        answered = self.turn if known.danger_asked else None
        cue = RiskCue(level, self.turn, words, answered, repeated=ongoing, confidence=confidence)
        return replace(self, risks=(*self.risks, cue))

    def _with_decline(self, reading: ClientReading) -> Ledger:
        own = subject_words(reading.text)
        # A no without a subject of its own refuses what the counselor just raised.
        raised = {word for word in self.counselor_subjects if word.startswith("#") and word not in _TOO_WIDE}
        subjects = own if any(word.startswith("#") for word in own) else own | raised
        return replace(self, declines=(*self.declines, Decline(self.turn, tuple(sorted(subjects)))))

    def _with_consent(self, reading: ClientReading, known: KnownToCase, declined: bool) -> Ledger:
        if declined:
            return replace(self, consent_turn=None, consent_subjects=(), request=False)
        request = bool(reading.marked("request"))
        # An excerpt may open on a bare "sure": its ask lies before the first line we have.
        awaited = self.asked or (self.turn == 0 and len(reading.text.split()) <= _BARE_YES_WORDS)
        agreed = known.agreed or (awaited and bool(reading.marked("agreement")))
        if not request and not agreed:
            return self
        subjects = subject_words(reading.text) | (set(self.counselor_subjects) if agreed else set())
        return replace(
            self, request=request, consent_turn=self.turn, consent_subjects=tuple(sorted(subjects))
        )

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready; ``from_dict`` gives back an equal Ledger."""
        return asdict(self)

    @classmethod
    def from_dict(cls, raw: dict[str, Any]) -> Ledger:
        """The Ledger that ``to_dict`` wrote. Raises TypeError or KeyError when it is not one."""
        plain: dict[str, Any] = {
            name: tuple(value) if isinstance(value, list) else value for name, value in raw.items()
        }
        plain["declines"] = tuple(Decline(no["turn"], tuple(no["subjects"])) for no in raw["declines"])
        plain["risks"] = tuple(RiskCue(**cue) for cue in raw["risks"])
        return cls(**plain)


def _added(held: tuple[str, ...], new: Any) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*held, *new)))


def _voiced_goal(markers: Sequence[Marker]) -> GoalKind | None:
    voiced = [mark for mark in markers if mark.name.startswith("goal_")]
    if not voiced:
        return None
    kind = max(voiced, key=lambda mark: (mark.confidence, mark.start)).name.removeprefix("goal_")
    return next(goal for goal in GOAL_KINDS if goal == kind)
