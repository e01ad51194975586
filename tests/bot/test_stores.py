"""The tracker store and the lock store, without a server."""

from __future__ import annotations

import asyncio
import sqlite3
from pathlib import Path

import pytest
from rasa.core.lock_store import LockError
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, BotUttered, SlotSet, UserUtteranceReverted, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.speedups import copy_tracker
from bot.stores import AsyncLockStore, CachedSQLTrackerStore

DOMAIN = Domain.load(str(Path(__file__).parents[2] / "domain.yml"))


def store_in(folder: Path) -> CachedSQLTrackerStore:
    return CachedSQLTrackerStore(DOMAIN, dialect="sqlite", db=str(folder / "rasa.db"))


def one_turn(tracker: DialogueStateTracker, number: int) -> None:
    tracker.update(ActionExecuted("action_listen"))
    tracker.update(UserUttered(f"words {number}", {"name": "family", "confidence": 0.9}))
    tracker.update(ActionExecuted("action_take_turn"))
    tracker.update(BotUttered(data={"custom": {"act": "turn", "turn": number}}))
    tracker.update(SlotSet("turn", number))


async def saved(store: CachedSQLTrackerStore, turns: int) -> DialogueStateTracker:
    tracker = await store.get_or_create_tracker("someone", append_action_listen=False)
    for number in range(1, turns + 1):
        one_turn(tracker, number)
    await store.save(tracker)
    return tracker


def test_what_was_saved_is_there_for_another_process(tmp_path: Path) -> None:
    async def check() -> None:
        await saved(store_in(tmp_path), 3)
        found = await store_in(tmp_path).retrieve("someone")
        assert found.get_slot("turn") == 3
        assert len(found.events) == 15

    asyncio.run(check())


def test_each_event_is_stored_once_however_often_a_conversation_is_saved(tmp_path: Path) -> None:
    async def check() -> None:
        store = store_in(tmp_path)
        await saved(store, 1)
        for number in (2, 3):
            tracker = await store.retrieve("someone")
            one_turn(tracker, number)
            await store.save(tracker)
        await store.save(await store.retrieve("someone"))
        with sqlite3.connect(tmp_path / "rasa.db") as database:
            assert database.execute("SELECT count(*) FROM events").fetchone() == (15,)

    asyncio.run(check())


def test_a_turn_that_is_not_saved_leaves_nothing_behind(tmp_path: Path) -> None:
    async def check() -> None:
        store = store_in(tmp_path)
        await saved(store, 1)
        one_turn(await store.retrieve("someone"), 99)
        assert (await store.retrieve("someone")).get_slot("turn") == 1

    asyncio.run(check())


def test_a_conversation_changed_by_another_process_is_read_again(tmp_path: Path) -> None:
    async def check() -> None:
        here, there = store_in(tmp_path), store_in(tmp_path)
        await saved(here, 1)
        tracker = await there.retrieve("someone")
        one_turn(tracker, 2)
        await there.save(tracker)
        assert (await here.retrieve("someone")).get_slot("turn") == 2

    asyncio.run(check())


def test_an_unknown_conversation_is_none_and_a_lost_database_is_an_error(tmp_path: Path) -> None:
    async def check() -> None:
        store = store_in(tmp_path)
        assert await store.retrieve("nobody") is None
        await store.ping()
        with sqlite3.connect(tmp_path / "rasa.db") as database:
            database.execute("DROP TABLE events")
        with pytest.raises(Exception, match="no such table"):
            await store.retrieve("nobody")
        with pytest.raises(Exception, match="no such table"):
            await store.ping()

    asyncio.run(check())


def test_the_database_is_in_wal_mode(tmp_path: Path) -> None:
    asyncio.run(saved(store_in(tmp_path), 1))
    with sqlite3.connect(tmp_path / "rasa.db") as database:
        assert database.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_a_copied_tracker_is_in_the_same_state_and_independent() -> None:
    tracker = DialogueStateTracker("someone", DOMAIN.slots)
    one_turn(tracker, 1)
    one_turn(tracker, 2)
    tracker.update(UserUtteranceReverted())
    plain, quick = tracker.travel_back_in_time(float("inf")), copy_tracker(tracker)
    for twin in (plain, quick):
        assert twin.current_slot_values() == tracker.current_slot_values()
        assert twin.latest_message == tracker.latest_message
        assert (twin.latest_action_name, twin.followup_action) == (
            tracker.latest_action_name,
            tracker.followup_action,
        )
        assert list(twin.events) == list(tracker.events)
    one_turn(quick, 7)
    assert tracker.get_slot("turn") == 1
    assert len(tracker.events) == 11


def test_messages_of_one_conversation_wait_in_order_and_others_do_not() -> None:
    async def check() -> None:
        store, order = AsyncLockStore(), []

        async def talk(conversation: str, number: int) -> None:
            async with store.lock(conversation):
                order.append((conversation, number))
                await asyncio.sleep(0.01)
                order.append((conversation, number))

        await asyncio.gather(talk("a", 1), talk("a", 2), talk("b", 1))
        assert [entry for entry in order if entry[0] == "a"] == [("a", 1), ("a", 1), ("a", 2), ("a", 2)]
        assert order.index(("b", 1)) < order.index(("a", 2))
        assert not store._locks

    asyncio.run(check())


def test_waiting_too_long_for_a_conversation_is_an_error() -> None:
    async def check() -> None:
        store = AsyncLockStore()
        async with store.lock("a"):
            with pytest.raises(LockError):
                async with store.lock("a", lock_lifetime=0.01):
                    pass
        async with store.lock("a"):
            pass

    asyncio.run(check())
