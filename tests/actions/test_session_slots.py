"""A session in slots and back."""

from __future__ import annotations

from typing import Any

import pytest

from actions.session_slots import PARTS, changed_slots, session_in, slots_of
from equipoise.practice import Session, start


def example() -> dict[str, Any]:
    return start("0" * 32, "dez", mode="debrief").session.to_dict()


def test_a_session_comes_back_as_it_went_in() -> None:
    session = example()
    assert session_in(slots_of(session)) == session
    assert Session.from_dict(session_in(slots_of(session)) or {}) == Session.from_dict(session)


def test_no_session_is_none() -> None:
    assert session_in({"case": None, "session_rest": None}) is None


def test_every_part_of_a_session_has_a_place() -> None:
    assert set(PARTS) == set(example())


def test_only_what_changed_is_written() -> None:
    session = example()
    assert changed_slots(slots_of(session), session) == {}
    assert changed_slots(slots_of(session), {**session, "turn": 1}) == {"turn": 1}


def test_a_turn_count_read_back_as_a_fraction_is_whole() -> None:
    assert (session_in({**slots_of(example()), "turn": 3.0}) or {})["turn"] == 3


def test_what_is_no_session_is_refused() -> None:
    with pytest.raises(KeyError):
        slots_of({"id": "0"})
    with pytest.raises(ValueError, match="secret"):
        slots_of({**example(), "secret": 1})
