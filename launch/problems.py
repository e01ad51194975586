"""The one error of this package: something the person at the keyboard can mend, said in full."""

from __future__ import annotations


class SetUpProblem(Exception):
    """The set-up cannot go on; the message says what is wrong and what to do."""
