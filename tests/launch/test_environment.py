"""Installing a lock file: what counts as finished, and which locks are refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from launch import environment
from launch.problems import SetUpProblem


@pytest.fixture()
def small(tmp_path: Path) -> environment.Environment:
    """An environment that looks finished and whose lock is empty."""
    lock = tmp_path / "small.lock"
    lock.write_text("# nothing\n", encoding="utf-8")
    made = environment.Environment(tmp_path / "env", lock, linked=False)
    made.python.parent.mkdir(parents=True)
    made.python.touch()
    made.stamp.write_text(environment.fingerprint(made), encoding="ascii")
    return made


def never() -> str:
    raise AssertionError("no interpreter was to be looked for")


def test_a_finished_environment_is_left_alone(small: environment.Environment) -> None:
    before = small.stamp.stat().st_mtime_ns
    environment.prepare(small, never)
    assert small.stamp.stat().st_mtime_ns == before


@pytest.mark.parametrize("change", ["lock", "stamp", "python"])
def test_one_that_is_not_finished_is_made(small: environment.Environment, change: str) -> None:
    if change == "lock":
        small.lock.write_text("# something\n", encoding="utf-8")
    elif change == "stamp":
        small.stamp.unlink()
    else:
        small.python.unlink()
    with pytest.raises((AssertionError, OSError)):
        environment.prepare(small, never)


@pytest.mark.parametrize("line", ["django", "django>=5", "-r other.txt", "django==5.2 --hash=sha256:00"])
def test_a_lock_with_anything_but_pins_is_refused(tmp_path: Path, line: str) -> None:
    lock = tmp_path / "bad.lock"
    lock.write_text(f"# first\n{line}\n", encoding="utf-8")
    with pytest.raises(SetUpProblem, match="line 2"):
        environment.read_pins(lock)


def test_the_package_lists_what_the_locks_were_resolved_from() -> None:
    """The library's needs stand in pyproject.toml and in requirements-library.in: one must not forget the other's."""
    project = (environment.ROOT / "pyproject.toml").read_text(encoding="utf-8")
    wanted = (environment.ROOT / "requirements-library.in").read_text(encoding="utf-8").split()
    for name in ("spacy", "numpy", "onnxruntime", "tokenizers", "cattrs", "pyyaml", "typer", "rich"):
        assert f'"{name}' in project
        assert any(line.startswith(name) for line in wanted)
