"""Finds an interpreter of one Python version on this machine. Making environments with it is ``environment``'s."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from launch.problems import SetUpProblem

RASA_VERSION = "3.10"
"""The newest Python that Rasa 3.6 runs on, and the one that requirements.lock was resolved for."""

LIBRARY_VERSION = "3.11"
"""On this one the library is tested alone."""

_ASK = "import sys, venv, ensurepip; print('%d.%d' % sys.version_info[:2]); print(sys.executable)"


def require(version: str) -> str:
    """The path of a working Python ``version``, fetched by uv if need be. Raises SetUpProblem: how to get one."""
    found = find(version) or _install_with_uv(version)
    if found is None:
        raise SetUpProblem(_HOW_TO_GET_IT.format(version=version))
    return found


def find(version: str) -> str | None:
    """The path of a working Python ``version`` (like ``3.10``) that can make environments; None if there is none."""
    for candidate in _candidates(version):
        found = _works(candidate, version)
        if found:
            return found
    return None


def _candidates(version: str) -> Iterator[str]:
    named = os.environ.get("EQUIPOISE_PYTHON")
    if named:
        yield named
    # On the path it may be pyenv's stand-in, which fails unless that version is active: hence the trial of each.
    yield f"python{version}"
    yield sys.executable
    yield "python3"
    yield from _of_pyenv(version)
    yield from _of_uv(version)


def _of_pyenv(version: str) -> Iterator[str]:
    versions = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv") / "versions"
    # The newest patch release first: 3.10.13 before 3.10.9.
    found = sorted(versions.glob(f"{version}.*"), key=_patch, reverse=True)
    for folder in found:
        yield str(folder / "bin" / "python")


def _patch(folder: Path) -> int:
    patch = folder.name.split(".")[-1]
    return int(patch) if patch.isdigit() else -1


def _of_uv(version: str) -> Iterator[str]:
    uv = shutil.which("uv")
    if uv:
        answer = _answer([uv, "python", "find", version])
        if answer:
            yield answer


def _install_with_uv(version: str) -> str | None:
    uv = shutil.which("uv")
    if uv is None:
        return None
    print(f"Python {version} is not here; uv can fetch it: uv python install {version}", flush=True)
    if subprocess.call([uv, "python", "install", version]) != 0:
        return None
    return next((found for path in _of_uv(version) if (found := _works(path, version))), None)


def _works(candidate: str, version: str) -> str | None:
    lines = _answer([candidate, "-c", _ASK]).splitlines()
    return lines[1] if len(lines) == 2 and lines[0] == version else None


def _answer(command: list[str]) -> str:
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""


_HOW_TO_GET_IT = """\
Python {version} was not found. Rasa 3.6, the last open-source Rasa, needs this very version.
Any one of these gets it; then run the same command again:

  uv       uv python install {version}
  pyenv    pyenv install {version}
  Ubuntu   sudo apt install python{version} python{version}-venv   (22.04; elsewhere take uv or pyenv)
  macOS    brew install python@{version}

If it is somewhere unusual, name it:  EQUIPOISE_PYTHON=/path/to/python{version} make run"""
