"""Every error Equipoise raises on purpose; nothing else belongs here.

EquipoiseError
├── AuthoredDataError     a YAML file of ours is wrong: file, place, what is allowed
├── TranscriptError       one transcript cannot be read; the others still can
├── UnknownCase           no such client
├── WordsRefused          the counselor's message cannot be taken as a turn
├── SessionOver           the session has ended
└── WeightsMissing        the encoder's files are not where they should be
"""


class EquipoiseError(Exception):
    """Base of all errors raised on purpose. The message says what was wrong and what to do."""


class AuthoredDataError(EquipoiseError):
    """A case, rule, threshold or wording file breaks its format."""


class TranscriptError(EquipoiseError):
    """One transcript cannot be read. ``line`` is 1-based, or None where the source has no lines."""

    def __init__(self, message: str, *, line: int | None = None) -> None:
        super().__init__(message)
        self.line = line


class UnknownCase(EquipoiseError):
    """No client has this id."""


class WordsRefused(EquipoiseError):
    """The counselor's message is empty or too long to be one turn."""


class SessionOver(EquipoiseError):
    """The session has ended; nothing more can be said in it."""


class WeightsMissing(EquipoiseError):
    """The encoder's files are missing or damaged."""
