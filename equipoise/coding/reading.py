"""What the coder hears in one turn, before the lens weighs it: sentences, markers, MITI codes."""

from __future__ import annotations

from dataclasses import dataclass

from equipoise.transcript import Code, MainBehaviour, Talk


@dataclass(frozen=True)
class Sentence:
    """One sentence of a turn; offsets are characters of the turn's text."""

    text: str
    start: int
    end: int


@dataclass(frozen=True)
class Marker:
    """A rule that matched: ``name`` is what it marks, ``rule`` which rule spoke.

    Offsets are characters of the turn's text; ``sentence`` is the index of the sentence it lies in
    (the first one, for a rule that reads the whole turn); ``confidence`` lies in 0–1.
    """

    name: str
    rule: str
    start: int
    end: int
    sentence: int
    confidence: float
    evidence: str


@dataclass(frozen=True)
class Context:
    """What stood between the two when the counselor spoke: all that coding may know besides the words.

    ``permitted``: the client asked for it, or said yes to an ask that still covers this subject.
    ``previous_words``: what the counselor said the turn before.
    """

    client_said: str = ""
    permitted: bool = False
    previous_words: str = ""


@dataclass(frozen=True)
class Reading:
    """A counselor turn as heard by the coder. ``miti`` holds MITI codes, each at most once (volley rule)."""

    text: str
    sentences: tuple[Sentence, ...]
    markers: tuple[Marker, ...]
    miti: tuple[Code, ...]
    main_behaviour: MainBehaviour

    def marked(self, *names: str) -> tuple[Marker, ...]:
        """Markers with one of these names, in order of appearance."""
        return tuple(marker for marker in self.markers if marker.name in names)


@dataclass(frozen=True)
class ClientReading:
    """A client turn as heard: direction of talk, and markers such as decline, request or risk."""

    text: str
    sentences: tuple[Sentence, ...]
    markers: tuple[Marker, ...]
    talk: Talk
    talk_confidence: float

    def marked(self, *names: str) -> tuple[Marker, ...]:
        """Markers with one of these names, in order of appearance."""
        return tuple(marker for marker in self.markers if marker.name in names)
