"""Authored YAML is loaded strictly; every complaint names the place and what is allowed."""

from dataclasses import dataclass
from typing import Literal

import pytest

from equipoise.authored import load, structure
from equipoise.errors import AuthoredDataError


@dataclass(frozen=True)
class Cup:
    name: str
    size: int = 1
    kind: Literal["tea", "coffee"] = "tea"
    full: bool = False


def complaint(raw, kind=Cup) -> str:
    with pytest.raises(AuthoredDataError) as caught:
        structure(raw, kind, where="cups.yml")
    return str(caught.value)


def test_a_right_file_becomes_the_dataclass():
    assert structure({"name": "a", "size": 2, "kind": "coffee"}, Cup, where="x") == Cup("a", 2, "coffee")


def test_an_unknown_key_is_named_with_the_allowed_ones():
    assert (
        complaint({"name": "a", "siez": 2}) == "cups.yml: unknown key siez (allowed: name, size, kind, full)"
    )


def test_a_missing_key_is_named():
    assert complaint({}) == "cups.yml: required key 'name' is missing"


def test_a_bare_no_is_not_text():
    assert complaint({"name": False}) == "cups.yml: expected quoted text, found False (bool) at name"


def test_a_wrong_choice_lists_the_choices():
    assert (
        complaint({"name": "a", "kind": "milk"})
        == "cups.yml: 'milk' is not allowed (allowed: tea, coffee) at kind"
    )


def test_true_is_not_a_number_and_one_is_not_true():
    assert complaint({"name": "a", "size": True}) == "cups.yml: expected a number, found True at size"
    assert complaint({"name": "a", "full": 1}) == "cups.yml: expected true or false, found 1 at full"


def test_a_nested_place_is_spelled_out():
    assert complaint({"a": [{"name": 1}]}, dict[str, tuple[Cup, ...]]).endswith("at ['a'][0].name")


def test_a_key_that_stands_twice_is_refused(tmp_path):
    path = tmp_path / "cups.yml"
    path.write_text("name: 'a'\nname: 'b'\n")
    with pytest.raises(AuthoredDataError, match="line 2: the key 'name' stands twice"):
        load(path, Cup)


def test_broken_yaml_and_a_missing_file_are_said_plainly(tmp_path):
    (tmp_path / "cups.yml").write_text("name: [")
    with pytest.raises(AuthoredDataError, match="is not valid YAML"):
        load(tmp_path / "cups.yml", Cup)
    with pytest.raises(AuthoredDataError, match="cannot be read"):
        load(tmp_path / "none.yml", Cup)
