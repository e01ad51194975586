"""How a long step shows that it moves. What the step does is its own matter."""

from __future__ import annotations

import sys
import time
from typing import TextIO

SECONDS_BETWEEN_LINES = 10.0


class Progress:
    """One step: on a terminal a line that renews itself, in a log a line every ten seconds."""

    def __init__(self, step: str, *, stream: TextIO | None = None) -> None:
        """``step`` names what is going on, for example ``installing``."""
        self._step = step
        self._stream = stream or sys.stdout
        self._renews = self._stream.isatty()
        self._began = time.monotonic()
        self._next_line = 0.0
        self._width = 0

    def show(self, state: str) -> None:
        """Say how far the step is; in a log only now and then."""
        elapsed = self._elapsed()
        if not self._renews and elapsed < self._next_line:
            return
        self._next_line = elapsed + SECONDS_BETWEEN_LINES
        self._write(f"{self._step}: {state} ({elapsed:.0f} s)", final=False)

    def done(self, state: str = "done") -> None:
        """Say that the step is finished and how long it took."""
        self._write(f"{self._step}: {state} ({self._elapsed():.1f} s)", final=True)

    def _elapsed(self) -> float:
        return time.monotonic() - self._began

    def _write(self, line: str, *, final: bool) -> None:
        if self._renews:
            # Spaces cover what a longer line before left behind.
            self._stream.write("\r" + line.ljust(self._width) + ("\n" if final else ""))
            self._width = len(line)
        else:
            self._stream.write(line + "\n")
        self._stream.flush()
