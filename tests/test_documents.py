"""What the documents name exists: paths, make targets, commands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
import typer.main

from equipoise.cli import app

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = sorted(
    path
    for pattern in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "THIRD_PARTY.md", "docs/**/*.md")
    for path in ROOT.glob(pattern)
)

_LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)\s]*)?\)")
_QUOTED = re.compile(r"`([^`\n]+)`")
_FENCED = re.compile(r"```.*?```", re.DOTALL)
# A name with a slash in it, or one that ends like a file of ours.
_PATH_LIKE = re.compile(
    r"[\w.*-]+(?:/[\w.*<>-]+)+/?|[\w-]+\.(?:py|ya?ml|md|toml|lock|in|onnx)|Makefile|LICENSE|[a-z]+/"
)
_MADE_LATER = re.compile(r"^(var|\.venv|\.venv-library|build)(/|$)")


def quoted(path: Path) -> Iterator[str]:
    """What stands between backticks, outside blocks."""
    yield from (match.strip() for match in _QUOTED.findall(_FENCED.sub("", path.read_text(encoding="utf-8"))))


def named_paths(path: Path) -> list[str]:
    return [name for name in quoted(path) if _PATH_LIKE.fullmatch(name) and not _is_something_else(name)]


def _is_something_else(name: str) -> bool:
    # A start makes these; placeholders, measures, dates and Rasa's payloads only look like paths.
    return (
        bool(_MADE_LATER.match(name))
        or "<" in name
        or name.startswith("/")
        or not re.search(r"[a-z]{2}", name)
    )


def exists(name: str, document: Path) -> bool:
    for folder in (ROOT, document.parent):
        if any(folder.glob(name.rstrip("/"))):
            return True
    # A lone file name is fine when exactly such a file is somewhere in the house.
    return "/" not in name.rstrip("/") and any(_somewhere(name))


def _somewhere(name: str) -> Iterator[Path]:
    for folder in (
        "equipoise",
        "web",
        "bot",
        "actions",
        "data",
        "cases",
        "training",
        "launch",
        "tests",
        "docs",
    ):
        yield from (ROOT / folder).rglob(name.rstrip("/"))


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_path_a_document_names_exists(document: Path) -> None:
    assert [name for name in named_paths(document) if not exists(name, document)] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_link_within_the_house_leads_somewhere(document: Path) -> None:
    links = [link for link in _LINK.findall(document.read_text(encoding="utf-8")) if "://" not in link]
    links = [link for link in links if not link.startswith("mailto:")]
    assert [link for link in links if not (document.parent / link).exists()] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_make_target_a_document_names_exists(document: Path) -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    named = re.findall(r"(?:`|^\s*\$? ?)make ([a-z-]+)", document.read_text(encoding="utf-8"), re.MULTILINE)
    assert [name for name in named if name not in targets] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_command_a_document_names_exists(document: Path) -> None:
    named = re.findall(
        r"(?:`|^\s*\$? ?)equipoise ([a-z][a-z ]*)", document.read_text(encoding="utf-8"), re.MULTILINE
    )
    assert [words for words in named if not _is_command(words.split())] == []


def _is_command(words: list[str]) -> bool:
    """Whether the words lead to a command; what follows a command is its arguments."""
    here: click.Command = typer.main.get_command(app)
    for word in words:
        commands = getattr(here, "commands", None)
        if commands is None:
            return True
        if word not in commands:
            return False
        here = commands[word]
    return not hasattr(here, "commands")
