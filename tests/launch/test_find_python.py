"""Which interpreter is taken, with small scripts in place of interpreters: version 3.99 exists nowhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from launch import find_python
from launch.problems import SetUpProblem

VERSION = "3.99"


def script(path: Path, *lines: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(["#!/bin/sh", *lines, ""]), encoding="utf-8")
    path.chmod(0o755)
    return path


def interpreter(path: Path, version: str = VERSION) -> Path:
    return script(path, f"echo {version}", f"echo {path}")


@pytest.fixture()
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine with nothing on it: an empty path, no pyenv, no uv."""
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.setenv("PYENV_ROOT", str(tmp_path / "pyenv"))
    monkeypatch.delenv("EQUIPOISE_PYTHON", raising=False)
    return tmp_path


def test_the_one_on_the_path_is_taken(machine: Path) -> None:
    found = interpreter(machine / "bin/python3.99")
    assert find_python.find(VERSION) == str(found)


def test_a_stand_in_of_pyenv_that_fails_is_passed_over(machine: Path) -> None:
    script(machine / "bin/python3.99", "echo 'pyenv: python3.99: command not found' >&2", "exit 127")
    found = interpreter(machine / "pyenv/versions/3.99.2/bin/python")
    assert find_python.find(VERSION) == str(found)


def test_the_newest_patch_of_pyenv_is_taken(machine: Path) -> None:
    interpreter(machine / "pyenv/versions/3.99.9/bin/python")
    found = interpreter(machine / "pyenv/versions/3.99.13/bin/python")
    assert find_python.find(VERSION) == str(found)


def test_one_of_another_version_is_not_taken(machine: Path) -> None:
    interpreter(machine / "bin/python3.99", version="3.98")
    assert find_python.find(VERSION) is None


def test_the_one_that_uv_knows_is_taken(machine: Path) -> None:
    found = interpreter(machine / "uv-python/bin/python")
    script(machine / "bin/uv", f"echo {found}")
    assert find_python.find(VERSION) == str(found)


def test_uv_fetches_one_where_there_is_none(machine: Path) -> None:
    target = machine / "uv-python/bin/python"
    fetched = interpreter(machine / "later")
    fetched.write_text(
        fetched.read_text(encoding="utf-8").replace(str(fetched), str(target)), encoding="utf-8"
    )
    install = (
        f'if [ "$2" = install ]; then /bin/mkdir -p {target.parent}; /bin/cp {fetched} {target}; exit 0; fi'
    )
    script(machine / "bin/uv", install, f"[ -x {target} ] && echo {target}")
    assert find_python.require(VERSION) == str(target)


def test_the_one_named_by_the_variable_comes_first(machine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    interpreter(machine / "bin/python3.99")
    named = interpreter(machine / "elsewhere/python")
    monkeypatch.setenv("EQUIPOISE_PYTHON", str(named))
    assert find_python.find(VERSION) == str(named)


def test_where_there_is_none_each_way_to_get_one_is_told(machine: Path) -> None:
    with pytest.raises(SetUpProblem) as told:
        find_python.require(VERSION)
    for way in ("uv python install 3.99", "pyenv install 3.99", "EQUIPOISE_PYTHON="):
        assert way in str(told.value)
