"""What a stretch of talk is about: its subject words, for declines, consent and what was picked up. No judging here."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from equipoise import authored
from equipoise.coding.rules import straighten

SUBJECTS = Path(__file__).parent / "subjects.yml"

_WORD = re.compile(r"[a-z0-9]+")
_ENDINGS = ("ings", "ing", "ness", "edly", "ed", "es", "ly", "s", "y", "e")
_SHORTEST_STEM = 3


@dataclass(frozen=True)
class _Subjects:
    """The YAML as written: space-separated words."""

    source: str
    plain_words: str
    families: dict[str, str]


@lru_cache(maxsize=1)
def _tables() -> tuple[frozenset[str], dict[str, str]]:
    raw = authored.load(SUBJECTS, _Subjects)
    families = {word: f"#{family}" for family, words in raw.families.items() for word in words.split()}
    return frozenset(raw.plain_words.split()), families


def _stem(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            return word[: -len(ending)]
    return word


@lru_cache(maxsize=4096)
def subject_words(text: str) -> frozenset[str]:
    """Stems of the words in ``text`` that carry a subject, with ``#family`` for known ones; empty when none does."""
    plain, families = _tables()
    words = _WORD.findall(straighten(text).lower().replace("'", ""))
    found: set[str] = set()
    for word in words:
        if word in families:
            found.add(families[word])
        elif word not in plain and len(word) > 2:
            found.add(_stem(word))
    return frozenset(found)
