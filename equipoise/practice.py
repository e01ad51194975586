"""One practice session, turn by turn: the one place that joins hearing, client and coaching.

Nothing is stored here: a Session goes in, an Outcome with the next Session comes out, and the same
session and words always give the same outcome.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any, Literal

from equipoise.client.case import Case, load_case
from equipoise.client.listening import Heard, TopicGuess
from equipoise.client.reaction import Act, react
from equipoise.client.said import Spoken
from equipoise.client.speech import reply, say_goodbye, say_opening
from equipoise.client.state import ClientState
from equipoise.coaching.feedback import Feedback, feedback_on
from equipoise.coaching.hints import next_hint
from equipoise.coding.reading import Reading
from equipoise.errors import SessionOver, WordsRefused
from equipoise.hearing import Hearing, hear_client, hear_counselor, read_client
from equipoise.lens.ledger import KnownToCase, Ledger
from equipoise.transcript import Turn

Mode = Literal["coached", "debrief"]
Ending = Literal["ended_by_counselor", "walked_out"]

LONGEST_WORDS = 4000
"""Characters a turn may have; a longer message is refused, whole, with a reason (design, traps)."""


@dataclass(frozen=True)
class Session:
    """Everything one practice session needs between two turns; plain data, kept in Rasa's slots.

    ``turn`` counts the counselor's turns. ``client_said`` and ``counselor_said`` are the last words of each.
    """

    id: str
    case: str
    mode: Mode = "coached"
    turn: int = 0
    client: ClientState | None = None
    ledger: Ledger = Ledger()
    client_said: str = ""
    counselor_said: str = ""
    ending: Ending | None = None

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready; ``from_dict`` gives back an equal Session."""
        return {
            **{name: getattr(self, name) for name in _PLAIN_FIELDS},
            "client": self.client.to_dict() if self.client else None,
            "ledger": self.ledger.to_dict(),
        }

    @classmethod
    def from_dict(cls, raw: dict[str, Any]) -> Session:
        """The Session that ``to_dict`` wrote. Raises KeyError or TypeError when it is not one."""
        client = ClientState.from_dict(raw["client"]) if raw["client"] else None
        plain = {name: raw[name] for name in _PLAIN_FIELDS}
        return cls(**plain, client=client, ledger=Ledger.from_dict(raw["ledger"]))

    def hearing(self) -> Hearing:
        """The conversation as it stands, rebuilt from what the session keeps."""
        reading = read_client(self.client_said) if self.client_said else None
        return Hearing(self.ledger, reading, self.counselor_said)


_PLAIN_FIELDS = ("id", "case", "mode", "turn", "client_said", "counselor_said", "ending")


@dataclass(frozen=True)
class Outcome:
    """What one call gives back: the next session, the client's messages, and how the counselor was heard.

    ``replies`` are the short messages the client sends one after the other. ``heard`` is the counselor's
    turn with its codes, None when the client spoke first or the session was only ended.
    """

    session: Session
    replies: tuple[str, ...]
    heard: Turn | None = None
    feedback: Feedback | None = None
    client_talk: str = "neutral"

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready, for Rasa's messages and the record."""
        return {
            "session": self.session.to_dict(),
            "replies": list(self.replies),
            "heard": asdict(self.heard) if self.heard else None,
            "feedback": asdict(self.feedback) if self.feedback else None,
            "client_talk": self.client_talk,
        }


def check_words(words: str) -> str:
    """``words`` as a turn: control characters become spaces, ends are trimmed.

    Raises WordsRefused when nothing is left, or more than LONGEST_WORDS characters are.
    """
    cleaned = "".join(
        char if char in "\n\t" or char.isprintable() or ord(char) > 0x9F else " " for char in words
    )
    cleaned = cleaned.encode("utf-8", "replace").decode("utf-8").strip()
    if not cleaned or not any(char.isprintable() and not char.isspace() for char in cleaned):
        raise WordsRefused("There is nothing in this message yet. Write what you would say, then send it.")
    if len(cleaned) > LONGEST_WORDS:
        raise WordsRefused(
            f"This message has {len(cleaned):,} characters; a turn may have {LONGEST_WORDS:,}. "
            "Shorten it and send it again; your words are still here."
        )
    return cleaned


def start(session_id: str, case_id: str, *, mode: Mode = "coached") -> Outcome:
    """Open a session with the client ``case_id``, who speaks first. Raises UnknownCase.

    ``session_id`` also seeds every choice the client makes: the same id and words replay exactly.
    """
    case = load_case(case_id)
    client, spoken = say_opening(case, ClientState.at_start(case, seed=session_id))
    hearing = hear_client(Hearing(), spoken.text, known=_known(case, spoken))
    session = Session(
        session_id, case_id, mode, client=client, ledger=hearing.ledger, client_said=spoken.text
    )
    return Outcome(session, spoken.messages())


def take_turn(
    session: Session, words: str, topics: Sequence[TopicGuess] = (), *, turn_id: str = ""
) -> Outcome:
    """The counselor says ``words``; the client answers.

    ``topics`` are the classifier's guesses, best first (may be empty: the client then goes by the words).
    Raises SessionOver after an ending, WordsRefused for words that cannot be a turn.
    """
    if session.ending or session.client is None:
        raise SessionOver(
            "This session has ended. Its report is ready; start a new session to go on practising."
        )
    words = check_words(words)
    case = load_case(session.case)
    hearing, heard = hear_counselor(session.hearing(), words, turn_id=turn_id or None)
    topic = topics[0].id if topics else None
    turn = replace(heard.turn, topic=topic)
    acts = acts_of(turn, heard.reading)
    felt = react(case, session.client, acts, words)
    client, spoken = reply(case, felt, Heard(words, acts, tuple(topics), session.client_said))
    hearing = hear_client(hearing, spoken.text, known=_known(case, spoken))
    next_session = replace(
        session,
        turn=session.turn + 1,
        client=client,
        ledger=hearing.ledger,
        client_said=spoken.text,
        counselor_said=words,
        ending="walked_out" if client.left else None,
    )
    return Outcome(next_session, spoken.messages(), turn, feedback_on(heard, case), spoken.talk)


def end(session: Session) -> Outcome:
    """End the session; the client says goodbye. An ended session stays as it is."""
    if session.ending or session.client is None:
        return Outcome(session, ())
    client, spoken = say_goodbye(load_case(session.case), session.client)
    ended = replace(session, client=client, client_said=spoken.text, ending="ended_by_counselor")
    return Outcome(ended, spoken.messages())


def hint(session: Session) -> str:
    """A nudge for the next reply, as a question to oneself; never a script. Raises SessionOver."""
    if session.ending or session.client is None:
        raise SessionOver("This session has ended, so there is no next reply to help with.")
    return next_hint(session.ledger, session.client_said, turn=session.turn)


def acts_of(turn: Turn, reading: Reading) -> tuple[Act, ...]:
    """What a client feels of a scored turn: its counted lens codes, and the plain acts among MITI's."""
    acts = [Act(code.id, code.weight) for code in turn.codes if code.instrument == "lens" and not code.unsure]
    miti = set(turn.code_ids("miti"))
    acts += [Act(name) for code, name in _ACTS.items() if code in miti]
    if "Q" in miti:
        acts.append(Act("open_question" if reading.marked("open_question") else "closed_question"))
    if reading.marked("scale_question"):
        acts.append(Act("scale_question"))
    return tuple(acts)


_ACTS = {"SR": "simple_reflection", "CR": "complex_reflection", "AF": "affirmation"}


def _known(case: Case, spoken: Spoken) -> KnownToCase:
    return KnownToCase(
        risk_level=spoken.risk_level,
        danger_asked=spoken.danger_asked,
        declined=spoken.declined,
        goal=spoken.goal,
        agreed=spoken.agreed,
        discord=spoken.reply_class == "discord",
        own_goal=case.goal.kind,
    )
