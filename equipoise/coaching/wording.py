"""Choosing and filling authored sentences, the same way every time. The sentences are in YAML."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar
from zlib import crc32

from equipoise import authored
from equipoise.errors import AuthoredDataError
from equipoise.transcript import Code

if TYPE_CHECKING:
    from equipoise.hearing import HeardTurn

FOLDER = Path(__file__).parent

PLACEHOLDERS = frozenset({"turn", "words", "goal"})

_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
_WORDS_QUOTED = 14
"""A longer quotation is cut: it is there to be recognized, not read again."""

_SCRAP = 4
"""Fewer words than this ("Okay.") say too little to be recognized by."""

T = TypeVar("T")


def load_words(name: str, kind: type[T]) -> T:
    """The file ``name`` here as a ``kind``. Raises AuthoredDataError, also for an unknown placeholder."""
    path = FOLDER / name
    loaded = authored.load(path, kind)
    for text in texts_of(loaded):
        unknown = sorted(set(_PLACEHOLDER.findall(text)) - PLACEHOLDERS)
        if unknown:
            allowed = ", ".join(sorted(PLACEHOLDERS))
            raise AuthoredDataError(f"{path}: unknown placeholder {unknown[0]!r} in {text!r} ({allowed})")
    return loaded


def texts_of(value: Any) -> Iterable[str]:
    """Every sentence in a loaded file, in its order, the ``source`` aside."""
    if isinstance(value, str):
        yield value
    elif is_dataclass(value):
        for one in fields(value):
            if one.name != "source":
                yield from texts_of(getattr(value, one.name))
    elif isinstance(value, dict):
        for inner in value.values():
            yield from texts_of(inner)
    elif isinstance(value, (tuple, list)):
        for inner in value:
            yield from texts_of(inner)


def say(variants: Sequence[str], *, number: int, key: str, **held: str) -> str:
    """One of ``variants``, filled with what is ``held`` (``turn``, ``words``, ``goal``).

    ``number`` (of the turn) and ``key`` (the code) decide which: the same two always give the same sentence,
    and the next number gives another. A variant is passed over when nothing is held for its placeholder.
    Raises ValueError when no variant is left.
    """
    fitting = [text for text in variants if all(held.get(name) for name in _PLACEHOLDER.findall(text))]
    if not fitting:
        raise ValueError(f"no variant for {key!r} does without a placeholder that nothing is held for")
    chosen = fitting[(crc32(key.encode()) + number) % len(fitting)]
    return _PLACEHOLDER.sub(lambda found: held[found.group(1)], chosen)


def quote(one: HeardTurn, code: Code) -> str:
    """The counselor's words behind ``code``, quotable: its whole sentence, with what follows if that is a scrap.

    The code's own words where the sentence is too long to be quoted whole.
    """
    around = [part for part in one.reading.sentences if part.start < code.end and code.start < part.end]
    if not around:
        return quotable(code.evidence)
    sentence = one.turn.text[around[0].start : around[-1].end]
    if len(sentence.split()) > _WORDS_QUOTED:
        return quotable(code.evidence)
    return quotable(one.turn.text[around[0].start :] if len(sentence.split()) < _SCRAP else sentence)


def quotable(words: str) -> str:
    """``words`` ready to stand between quotation marks: one line, at most 14 words, no marks of its own."""
    parts = words.replace("“", "'").replace("”", "'").replace('"', "'").split()
    line = " ".join(parts[:_WORDS_QUOTED]).rstrip(" .,;:!")
    return f"{line} …" if len(parts) > _WORDS_QUOTED else line
