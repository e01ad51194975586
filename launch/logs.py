"""Log files under ``var/logs``: opened for a new start, read at their end. Who writes them is not known here."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

LAST_LINES = 20


def open_log(folder: Path, name: str) -> BinaryIO:
    """A fresh ``name.log``; the one of the start before is kept as ``name.previous.log``."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.log"
    if path.exists():
        path.replace(folder / f"{name}.previous.log")
    return path.open("wb")


def last_lines(path: Path, count: int = LAST_LINES) -> str:
    """The end of a log; empty when there is none."""
    try:
        return "\n".join(path.read_text(encoding="utf-8", errors="replace").splitlines()[-count:])
    except OSError:
        return ""
