"""Rasa's own checks of our files, run in a copy so that nothing is left in the tree."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parent.parent


def rasa(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "bot", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=300, check=False)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    for name in ("config.yml", "domain.yml", "endpoints.yml", "credentials.yml"):
        shutil.copy(ROOT / name, tmp_path)
    shutil.copytree(ROOT / "data", tmp_path / "data")
    shutil.copytree(ROOT / "tests" / "conversations", tmp_path / "conversations")
    for package in ("actions", "bot", "equipoise", "cases"):
        (tmp_path / package).symlink_to(ROOT / package, target_is_directory=True)
    return tmp_path


def test_rasa_finds_the_data_valid(copy: Path) -> None:
    result = rasa(copy, "data", "validate", "--fail-on-warnings")
    assert result.returncode == 0, result.stdout + result.stderr


def test_every_conversation_goes_as_written(copy: Path, trained_model: Path) -> None:
    options = ("--stories", "conversations", "--model", str(trained_model), "--out", "out")
    result = rasa(copy, "test", "core", *options, "--fail-on-prediction-errors")
    assert result.returncode == 0, result.stdout + result.stderr
    assert "None of the test stories failed" in (copy / "out" / "failed_test_stories.yml").read_text(
        encoding="utf-8"
    )


def test_training_leaves_the_settings_as_they_are(copy: Path) -> None:
    before = (copy / "config.yml").read_bytes()
    assert "retrained" in rasa(copy, "train", "--dry-run").stdout
    assert (copy / "config.yml").read_bytes() == before
