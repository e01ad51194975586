"""When Rasa's model is out of date. Training itself is shown by the tests that start the servers."""

from __future__ import annotations

from pathlib import Path

import pytest

from launch import model


@pytest.fixture()
def tree(tmp_path: Path) -> Path:
    """A small tree with each kind of input."""
    for name in (
        "config.yml",
        "data/nlu/life.yml",
        "bot/policy.py",
        "equipoise/weights/encoder.onnx",
        "web/page.py",
    ):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    "name", ["config.yml", "data/nlu/life.yml", "bot/policy.py", "equipoise/weights/encoder.onnx"]
)
def test_an_edit_of_what_goes_in_makes_it_stale(tree: Path, name: str) -> None:
    before = model.fingerprint(tree)
    (tree / name).write_text("other", encoding="utf-8")
    assert model.fingerprint(tree) != before


def test_a_new_file_of_examples_makes_it_stale(tree: Path) -> None:
    before = model.fingerprint(tree)
    (tree / "data/nlu/more.yml").touch()
    assert model.fingerprint(tree) != before


def test_an_edit_of_the_page_does_not(tree: Path) -> None:
    before = model.fingerprint(tree)
    (tree / "web/page.py").write_text("other", encoding="utf-8")
    assert model.fingerprint(tree) == before


def test_every_kind_of_input_exists() -> None:
    root = Path(__file__).resolve().parents[2]
    assert [pattern for pattern in model.INPUTS if not any(root.glob(pattern))] == []
