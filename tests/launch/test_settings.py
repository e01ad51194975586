"""What a start is told, and what it refuses to be told."""

from __future__ import annotations

from pathlib import Path

import pytest

from launch.problems import SetUpProblem
from launch.settings import read_settings


def test_without_variables_the_usual_ports_are_taken(tmp_path: Path) -> None:
    settings = read_settings({"EQUIPOISE_VAR": str(tmp_path)})
    assert (settings.page.number, settings.rasa.number, settings.actions.number) == (8000, 5005, 5055)


@pytest.mark.parametrize("value", ["eight", "0", "65536", "-1", "80.5", " "])
def test_a_port_that_is_none_is_named_with_its_variable(tmp_path: Path, value: str) -> None:
    with pytest.raises(SetUpProblem, match="EQUIPOISE_RASA_PORT"):
        read_settings({"EQUIPOISE_VAR": str(tmp_path), "EQUIPOISE_RASA_PORT": value})


def test_two_servers_cannot_share_a_port(tmp_path: Path) -> None:
    with pytest.raises(SetUpProblem, match="EQUIPOISE_RASA_PORT=8000"):
        read_settings({"EQUIPOISE_VAR": str(tmp_path), "EQUIPOISE_RASA_PORT": "8000"})


def test_the_key_is_made_once_and_readable_by_its_owner_alone(tmp_path: Path) -> None:
    first, second = (read_settings({"EQUIPOISE_VAR": str(tmp_path)}) for _ in range(2))
    assert first.key == second.key
    assert len(first.key) == 64
    assert (tmp_path / "key").stat().st_mode & 0o777 == 0o600


def test_a_key_that_is_given_is_not_written_down(tmp_path: Path) -> None:
    assert read_settings({"EQUIPOISE_VAR": str(tmp_path), "EQUIPOISE_KEY": "given"}).key == "given"
    assert not (tmp_path / "key").exists()


def test_a_folder_that_cannot_be_used_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(SetUpProblem, match="EQUIPOISE_VAR"):
        read_settings({"EQUIPOISE_VAR": str(tmp_path / "file")})
