"""Content words of a text, cut to rough stems, for asking how much of what the client said comes back.

No linguistics beyond that: two words share a stem when their beginnings agree well enough for a count.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from equipoise import authored

_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?|\d+")

_EMPTY_WORDS_FILE = Path(__file__).parent / "empty_words.yml"
_ENDINGS = (
    "ingly", "edly", "ments", "ment", "ness", "ings", "ing", "ies", "ied", "ers", "est", "ful",
    "ely", "ily", "ed", "er", "es", "ly", "s", "e", "y",
)  # fmt: skip

_SHORTEST_STEM = 3


@lru_cache(maxsize=1)
def empty_words() -> frozenset[str]:
    """Words that carry no content of their own, apostrophes dropped. Raises AuthoredDataError."""
    return frozenset(authored.load(_EMPTY_WORDS_FILE, dict[str, list[str]])["words"])


def words_of(text: str) -> list[str]:
    """Lower-case words and numbers of ``text`` in order, apostrophes dropped (``don't`` is ``dont``)."""
    return [word.replace("'", "") for word in _WORD.findall(text.lower())]


@lru_cache(maxsize=8192)
def stem(word: str) -> str:
    """A rough stem: ``worries``, ``worried`` and ``worry`` become one. ``word`` must be lower case."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            word = word[: -len(ending)]
            break
    if len(word) > _SHORTEST_STEM and word[-1] == word[-2]:
        word = word[:-1]  # stopping, stopped: stop
    return word


def content_stems(text: str) -> list[str]:
    """Stems of the words that carry content, in order; empty for none."""
    empty = empty_words()
    return [stem(word) for word in words_of(text) if word not in empty]
