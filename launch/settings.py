"""What a start is told by ``EQUIPOISE_*`` environment variables, and what every child is told in turn."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from launch.environment import ROOT
from launch.problems import SetUpProblem

HOST = "127.0.0.1"
"""Everything listens here and nowhere else: practice is private, and Rasa's channels have no accounts."""

_PORTS = {"page": ("EQUIPOISE_PORT", 8000), "rasa": ("EQUIPOISE_RASA_PORT", 5005)}
_PORTS["actions"] = ("EQUIPOISE_ACTIONS_PORT", 5055)

QUIET = {
    # Rasa reports to its makers unless told not to.
    "RASA_TELEMETRY_ENABLED": "false",
    # Rasa writes its training cache here instead of into the tree.
    "RASA_CACHE_DIRECTORY": "",
    # rasa_sdk would answer the whole network otherwise.
    "SANIC_HOST": HOST,
    "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
    "LOG_LEVEL": "WARNING",
    "TF_CPP_MIN_LOG_LEVEL": "3",
    # TensorFlow is only imported, never used: it must not take a graphics card's memory.
    "CUDA_VISIBLE_DEVICES": "-1",
    # A log that stays empty until its buffer is full tells nothing about a crash.
    "PYTHONUNBUFFERED": "1",
}


@dataclass(frozen=True)
class Port:
    """A port and the variable that changes it."""

    number: int
    variable: str


@dataclass(frozen=True)
class Settings:
    """One start: where things listen, where they keep their data, and the key between them."""

    page: Port
    rasa: Port
    actions: Port
    var: Path
    key: str

    @property
    def logs(self) -> Path:
        """Where the children's logs lie."""
        return self.var / "logs"

    @property
    def models(self) -> Path:
        """Where Rasa's trained model lies."""
        return self.var / "models"

    def environment(self) -> dict[str, str]:
        """What every child's environment holds."""
        return {
            **os.environ,
            **QUIET,
            "RASA_CACHE_DIRECTORY": str(self.var / "rasa-cache"),
            "EQUIPOISE_VAR": str(self.var),
            "EQUIPOISE_KEY": self.key,
            **{port.variable: str(port.number) for port in (self.page, self.rasa, self.actions)},
        }


def read_settings(environ: Mapping[str, str] = os.environ) -> Settings:
    """The settings of this start. Raises SetUpProblem for a port that is none, or taken twice."""
    ports = {part: Port(_port(environ, *named), named[0]) for part, named in _PORTS.items()}
    if len({port.number for port in ports.values()}) < len(ports):
        named = ", ".join(f"{port.variable}={port.number}" for port in ports.values())
        raise SetUpProblem(f"Each server needs a port of its own: {named}")
    var = Path(environ.get("EQUIPOISE_VAR") or ROOT / "var").resolve()
    try:
        var.mkdir(parents=True, exist_ok=True)
        key = environ.get("EQUIPOISE_KEY") or _kept_key(var / "key")
    except OSError as error:
        raise SetUpProblem(
            f"{var} cannot be used ({error.strerror}); EQUIPOISE_VAR names another folder."
        ) from error
    return Settings(ports["page"], ports["rasa"], ports["actions"], var, key)


def _port(environ: Mapping[str, str], variable: str, usual: int) -> int:
    value = environ.get(variable) or str(usual)
    if not value.isdigit() or not 1 <= int(value) <= 65535:
        raise SetUpProblem(f"{variable}={value} is not a port: expected a number from 1 to 65535.")
    return int(value)


def _kept_key(path: Path) -> str:
    """The secret that page, Rasa and actions share. Kept, so that one of them can be started again by hand."""
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text(encoding="ascii").strip()
    with os.fdopen(handle, "w", encoding="ascii") as stream:
        key = secrets.token_hex(32)
        stream.write(key + "\n")
    return key
