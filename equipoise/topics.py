"""The topics a counselor may raise, by id, with a plain name each. Telling them apart is the bot's classifier."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from equipoise import authored


@dataclass(frozen=True)
class Topics:
    """``topics.yml``: plain names by id."""

    source: str
    topics: dict[str, str]


@lru_cache(maxsize=1)
def topic_names() -> dict[str, str]:
    """Plain names by topic id, in the order they are shown. Raises AuthoredDataError."""
    return authored.load(Path(__file__).with_name("topics.yml"), Topics).topics
