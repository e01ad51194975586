"""Trains Rasa's model when anything that goes into it has changed. How it is trained is ``config.yml``'s matter."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from launch.environment import ROOT
from launch.logs import last_lines, open_log
from launch.problems import SetUpProblem
from launch.progress import Progress
from launch.settings import Settings, read_settings

NAME = "equipoise"

INPUTS = (
    "config.yml",
    "domain.yml",
    "data/**/*.yml",
    "bot/*.py",
    "equipoise/encoder.py",
    "equipoise/topics.yml",
    "equipoise/weights/*",
    "requirements.lock",
)
"""What a change in which makes a trained model wrong, or unreadable for another version of Rasa."""


def train_if_changed() -> int:
    """Train into ``var/models`` unless the model there was made from the same files."""
    train(read_settings())
    return 0


def train(settings: Settings) -> None:
    """Bring the model up to date (about 15 s when it has to be trained). Raises SetUpProblem."""
    model, stamp = model_path(settings), settings.models / "inputs"
    wanted = fingerprint(ROOT)
    if model.exists() and stamp.exists() and stamp.read_text(encoding="ascii") == wanted:
        return
    command = [sys.executable, "-m", "bot", "train", "--domain", "domain.yml", "--data", "data"]
    command += ["--config", "config.yml", "--out", str(settings.models), "--fixed-model-name", NAME]
    progress = Progress("training Rasa's model")
    with open_log(settings.logs, "train") as log:
        training = subprocess.Popen(
            command, cwd=ROOT, env=settings.environment(), stdin=subprocess.DEVNULL, stdout=log, stderr=log
        )
        while _goes_on(training):
            progress.show("reading the examples")
    if training.returncode != 0 or not model.exists():
        log_path = settings.logs / "train.log"
        raise SetUpProblem(f"Rasa could not be trained. {log_path} ends:\n{last_lines(log_path)}")
    stamp.write_text(wanted, encoding="ascii")
    progress.done()


def model_path(settings: Settings) -> Path:
    """Where the trained model lies."""
    return settings.models / f"{NAME}.tar.gz"


def fingerprint(root: Path) -> str:
    """One value for everything that goes into the model, names and contents."""
    together = hashlib.sha256()
    for path in _inputs(root):
        together.update(f"{path.relative_to(root)}\0{path.stat().st_size}\0".encode())
        together.update(path.read_bytes())
    return together.hexdigest()


def _inputs(root: Path) -> Iterator[Path]:
    for pattern in INPUTS:
        yield from sorted(path for path in root.glob(pattern) if path.is_file())


def _goes_on(training: subprocess.Popen[bytes]) -> bool:
    try:
        training.wait(timeout=1)
    except subprocess.TimeoutExpired:
        return True
    except BaseException:
        # Ctrl-C: a training left alone would go on writing into the folder.
        training.terminate()
        training.wait()
        raise
    return False
