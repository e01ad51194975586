"""Who may import whom (docs/architecture.md), read from the source; nothing is imported here."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

LAYERS = (
    {"errors", "transcript"},
    {"authored", "measure"},
    {"encoder", "topics"},
    {"coding", "client"},
    {"lens", "miti"},
    {"hearing"},
    {"scoring"},
    {"coaching"},
    {"practice"},
    {"report"},
    {"files"},
    {"cli"},
    {"__main__"},
)
"""The library from the bottom up: a room imports from layers below its own, never from beside or above."""

NAMED_ONLY = {("lens", "hearing"), ("miti", "hearing")}
"""Measures are handed heard turns and name their type; at run time hearing builds on them, not they on it."""

FRAMEWORKS = {"rasa", "rasa_sdk", "sanic", "django", "httpx", "aiohttp", "waitress", "whitenoise"}
OURS = {"equipoise", "actions", "bot", "web", "training", "launch"}

MAY_IMPORT = {
    "equipoise": set(),
    "actions": {"equipoise"},
    # The channel reads the slots that the actions write; one module in actions knows their form.
    "bot": {"equipoise", "actions"},
    "web": {"equipoise"},
    "training": {"equipoise", "bot"},
    "launch": set(),
}
"""Which of our packages each may import, itself apart."""

WAYS_OUT = (
    "httpx",
    "aiohttp",
    "requests",
    "urllib.request",
    "urllib3",
    "http.client",
    "socket",
    "websockets",
)


@dataclass(frozen=True)
class Import:
    """One imported module and whether only the type checker sees it."""

    path: Path
    line: int
    module: str
    for_types: bool

    @property
    def package(self) -> str:
        return self.module.split(".")[0]

    def __str__(self) -> str:
        return f"{self.path.relative_to(ROOT)}:{self.line} imports {self.module}"


def imports_of(package: str) -> list[Import]:
    return [found for path in sorted((ROOT / package).rglob("*.py")) for found in _imports(path)]


def _imports(path: Path) -> Iterator[Import]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for_types = {
        inner
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and ast.unparse(node.test).endswith("TYPE_CHECKING")
        for inner in ast.walk(node)
    }
    for node in ast.walk(tree):
        for module in _modules(node, path):
            yield Import(path, node.lineno, module, node in for_types)


def _modules(node: ast.AST, path: Path) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom):
        assert node.level == 0, f"{path}:{node.lineno}: name the module in full"
        return [f"{node.module}.{alias.name}" for alias in node.names]
    return []


def room(dotted: str) -> str:
    return dotted.split(".")[1]


def layer(name: str) -> int:
    return next(number for number, rooms in enumerate(LAYERS) if name in rooms)


def test_every_room_of_the_library_has_its_layer() -> None:
    rooms = {path.stem for path in (ROOT / "equipoise").glob("*.py")} - {"__init__"}
    rooms |= {path.parent.name for path in (ROOT / "equipoise").glob("*/__init__.py")}
    assert rooms == set().union(*LAYERS)


def test_the_library_imports_downward() -> None:
    wrong = []
    for found in imports_of("equipoise"):
        if found.package != "equipoise" or found.path.parent.name + found.path.stem == "equipoise__init__":
            continue
        here = found.path.relative_to(ROOT / "equipoise").parts[0].removesuffix(".py")
        there = room(found.module)
        if there == here or there == "__version__" or (found.for_types and (here, there) in NAMED_ONLY):
            continue
        if layer(there) >= layer(here):
            wrong.append(str(found))
    assert wrong == []


def test_the_library_knows_no_framework() -> None:
    assert [str(found) for found in imports_of("equipoise") if found.package in FRAMEWORKS] == []


@pytest.mark.parametrize("package", sorted(MAY_IMPORT))
def test_packages_import_only_those_they_may(package: str) -> None:
    others = OURS - MAY_IMPORT[package] - {package}
    assert [str(found) for found in imports_of(package) if found.package in others] == []


@pytest.mark.parametrize(
    ("package", "framework"),
    [
        ("web", "rasa"),
        ("web", "rasa_sdk"),
        ("actions", "django"),
        ("actions", "rasa"),
        ("bot", "django"),
    ],
)
def test_each_framework_has_its_own_house(package: str, framework: str) -> None:
    assert [str(found) for found in imports_of(package) if found.package == framework] == []


def test_the_page_speaks_to_rasa_in_one_module() -> None:
    out = [
        found
        for found in imports_of("web")
        if f"{found.module}.".startswith(tuple(f"{way}." for way in WAYS_OUT))
    ]
    speaking = {found.path.relative_to(ROOT).as_posix() for found in out}
    assert speaking <= {"web/engine.py"}


def test_what_runs_before_the_environment_needs_the_standard_library_alone() -> None:
    allowed = {"launch", *sys.stdlib_module_names}
    assert [str(found) for found in imports_of("launch") if found.package not in allowed] == []
