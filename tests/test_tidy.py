"""What git keeps: no data of a start, nothing huge, no address of a registry, no path of somebody's machine."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

LARGEST_BYTES = 30_000_000
"""The encoder's weights are 23 MB; nothing else comes near."""

LEFT_BEHIND = re.compile(
    r"\.(db|db-shm|db-wal|sqlite3?|log|pyc|tmp|bak|orig)$|(^|/)(__pycache__|var|\.venv|\.rasa)/"
)

# Put together here, so that this file does not hold what it looks for.
REGISTRY = re.compile(
    "|".join(["pypi" + r"\.org", "pythonhosted" + r"\.org", "--(extra-)?index" + "-url", "find" + "-links"])
)
SOMEBODYS_PATH = re.compile("(?<![A-Za-z0-9.])/" + "(root|home/[a-z]+|Users/[A-Za-z]+|work|tmp)/" + r"[\w.]+")


@pytest.fixture(scope="module")
def tracked() -> list[Path]:
    """The files that git has, or would take."""
    try:
        listed = subprocess.run(
            ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
            cwd=ROOT,
            capture_output=True,
            check=True,
        ).stdout
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("not a git checkout")
    paths = [ROOT / name for name in listed.decode().split("\0") if name]
    return [path for path in paths if path.is_file()]


def texts(tracked: list[Path]) -> list[tuple[str, str]]:
    found = []
    for path in tracked:
        data = path.read_bytes()
        if b"\0" not in data[:8000]:
            found.append((path.relative_to(ROOT).as_posix(), data.decode("utf-8", errors="replace")))
    return found


def test_no_file_is_huge(tracked: list[Path]) -> None:
    assert [path.name for path in tracked if path.stat().st_size > LARGEST_BYTES] == []


def test_nothing_that_a_start_leaves_is_kept(tracked: list[Path]) -> None:
    names = [path.relative_to(ROOT).as_posix() for path in tracked]
    assert [name for name in names if LEFT_BEHIND.search(name)] == []


def test_no_registry_is_named(tracked: list[Path]) -> None:
    assert [name for name, text in texts(tracked) if REGISTRY.search(text)] == []


def test_no_path_of_somebodys_machine_is_named(tracked: list[Path]) -> None:
    found = [
        (name, match.group()) for name, text in texts(tracked) for match in SOMEBODYS_PATH.finditer(text)
    ]
    assert found == []


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-library.lock"])
def test_a_lock_holds_names_and_versions_alone(lock: str) -> None:
    lines = (ROOT / lock).read_text(encoding="utf-8").splitlines()
    pins = [line for line in lines if line and not line.startswith("#")]
    assert [line for line in pins if not re.fullmatch(r"[A-Za-z0-9._-]+==[A-Za-z0-9.+!]+", line)] == []


@pytest.mark.parametrize("wanted", ["requirements", "requirements-library"])
def test_every_requirement_is_pinned(wanted: str) -> None:
    named = re.findall(
        r"^([A-Za-z0-9_-]+)", (ROOT / f"{wanted}.in").read_text(encoding="utf-8"), re.MULTILINE
    )
    pinned = re.findall(
        r"^([A-Za-z0-9._-]+)==", (ROOT / f"{wanted}.lock").read_text(encoding="utf-8"), re.MULTILINE
    )
    assert {_plain(name) for name in named} - {_plain(name) for name in pinned} == set()


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def test_every_requirement_has_its_licence_told() -> None:
    told = (ROOT / "THIRD_PARTY.md").read_text(encoding="utf-8").lower()
    named = set()
    for wanted in ("requirements.in", "requirements-library.in"):
        named |= set(
            re.findall(r"^([A-Za-z0-9_-]+)", (ROOT / wanted).read_text(encoding="utf-8"), re.MULTILINE)
        )
    assert [name for name in sorted(named) if f"| {name.lower()} " not in told] == []
