"""``python -m bot``: Rasa's own commands with our settings.

python -m bot train | test … | data validate | shell …   Rasa's commands, quieter, telemetry off
python -m bot run                                         the Rasa server on loopback
python -m bot actions [PACKAGE]                           the action server on loopback

Settings from the environment: EQUIPOISE_KEY (required by run, actions and shell), EQUIPOISE_RASA_PORT (5005),
EQUIPOISE_ACTIONS_PORT (5055), EQUIPOISE_VAR (var).
"""

from __future__ import annotations

import os
import re
import secrets
import sys
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

_DEFAULTS = {
    "RASA_TELEMETRY_ENABLED": "false",
    "EQUIPOISE_RASA_PORT": "5005",
    "EQUIPOISE_ACTIONS_PORT": "5055",
    "EQUIPOISE_VAR": "var",
    "LOG_LEVEL": "WARNING",
    # One warning a start about SQLAlchemy 2, which Rasa 3.6 cannot use.
    "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
    "TF_CPP_MIN_LOG_LEVEL": "3",
    # Two processes on one small machine: a thread pool each only makes them wait for each other.
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
}
# We use neither on purpose: our policy and our classifier do their work.
_EXPECTED = re.compile("'RulePolicy' is not included|does not include an entity extractor")
_SERVING = ("run", "actions", "shell")


def main(arguments: list[str]) -> None:
    """Run one command; exits with a sentence when the key is missing."""
    for name, value in _DEFAULTS.items():
        os.environ.setdefault(name, value)
    command = arguments[0] if arguments else "--help"
    if command in _SERVING and not os.environ.get("EQUIPOISE_KEY"):
        sys.exit("EQUIPOISE_KEY is not set. Give the same long random text to `run` and `actions`.")
    # Commands that serve nobody still read endpoints.yml, which names the key.
    os.environ.setdefault("EQUIPOISE_KEY", secrets.token_hex(16))
    Path(os.environ["EQUIPOISE_VAR"]).mkdir(parents=True, exist_ok=True)
    if command == "actions":
        from bot import action_server

        port, key = int(os.environ["EQUIPOISE_ACTIONS_PORT"]), os.environ["EQUIPOISE_KEY"]
        action_server.run(port, key, *arguments[1:2])
    else:
        _rasa([*arguments, *_ALSO.get(command, lambda: [])()])


def _where_to_listen() -> list[str]:
    return ["--interface", "127.0.0.1", "--port", os.environ["EQUIPOISE_RASA_PORT"]]


# Training would read all data twice more to check them; `data validate` does that, and the tests run it.
_ALSO: dict[str, Callable[[], list[str]]] = {"run": _where_to_listen, "train": lambda: ["--skip-validation"]}


def _rasa(arguments: list[str]) -> None:
    warnings.showwarning = _show_if_useful
    from rasa.__main__ import main as rasa_main

    sys.argv = ["rasa", *arguments]
    rasa_main()


_show = warnings.showwarning


def _show_if_useful(message: Warning | str, category: type[Warning], *where: Any, **more: Any) -> None:
    """Filters would not do: Rasa, Sanic and pyparsing each set their own on top while they load."""
    if not issubclass(category, DeprecationWarning) and not _EXPECTED.search(str(message)):
        _show(message, category, *where, **more)


if __name__ == "__main__":
    main(sys.argv[1:])
