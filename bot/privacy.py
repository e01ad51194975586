"""Keeps a counselor's words out of Rasa's logs. Rasa quotes messages and whole requests when something fails."""

from __future__ import annotations

import logging
import warnings
from collections.abc import Mapping, MutableMapping
from typing import Any

import structlog

_TELLING = (
    "text",
    "user_text",
    "parse_data_text",
    "parse_data_entities",
    "rasa_events",
    "slot_values",
    "exception",
)
_QUOTING_LOGGERS = ("rasa.core.processor", "rasa.core.actions.action", "rasa.core.channels.rest")


class _NoTraceback(logging.Filter):
    """Drops a record's traceback: the exceptions below it carry the request, and so the words."""

    def filter(self, record: logging.LogRecord) -> bool:
        if record.exc_info and record.exc_info[0] is not None:
            record.msg = f"{record.getMessage()} ({record.exc_info[0].__name__})"
            record.args, record.exc_info, record.exc_text = (), None, None
        return True


def _without_words(logger: Any, method: str, event: MutableMapping[str, Any]) -> Mapping[str, Any]:
    return {
        key: "(left out)" if key in _TELLING else value for key, value in event.items() if key != "exc_info"
    }


def apply() -> None:
    """Once for the process, after Rasa has set up its logging."""
    for name in _QUOTING_LOGGERS:
        logging.getLogger(name).addFilter(_NoTraceback())
    # Rasa quotes a payload it cannot read, as in: Failed to parse arguments in line '/…'
    warnings.filterwarnings("ignore", message="(?s).*in line '")
    processors = structlog.get_config()["processors"]
    if _without_words not in processors:
        # Just before the last step, which writes: earlier ones add the traceback.
        structlog.configure(processors=[*processors[:-1], _without_words, processors[-1]])
