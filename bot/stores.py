"""Where Rasa keeps conversations, and how it keeps two messages of one conversation apart.

The tracker is working memory; the record belongs to the web app. Loading this module also applies ``speedups``
and ``privacy``, because Rasa loads it in every way of running (``run``, ``shell``) before anything is said.
"""

from __future__ import annotations

import asyncio
import json
from collections import OrderedDict
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from itertools import islice
from typing import Any

import sqlalchemy as sa
from rasa.core.lock import TicketLock
from rasa.core.lock_store import LOCK_LIFETIME, LockError, LockStore
from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.core.trackers import DialogueStateTracker
from sqlalchemy.pool import QueuePool

from bot import privacy, speedups

privacy.apply()
speedups.apply()

_KEPT_CONVERSATIONS = 256


@dataclass
class _Kept:
    """A conversation in memory and how far the database has it."""

    tracker: DialogueStateTracker
    last_id: int
    count: int


class CachedSQLTrackerStore(SQLTrackerStore):
    """Keeps the latest conversations in memory, so that a turn does not read and replay all turns before it.

    ``retrieve`` hands the tracker out and forgets it; ``save`` takes it back. A turn that fails is never saved,
    so its half-changed tracker is simply dropped and the next ``retrieve`` reads the database. The caller holds
    the conversation's lock. Every ``retrieve`` asks the database for its newest event, so another process that
    wrote to the same conversation is noticed.
    """

    engine: Any

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Open the database; arguments are Rasa's, from endpoints.yml."""
        super().__init__(*args, **kwargs)
        self._kept: OrderedDict[str, _Kept] = OrderedDict()
        self._handed_out: dict[str, _Kept] = {}
        if self.engine.dialect.name == "sqlite" and self.engine.url.database:
            self._use_wal()

    def _use_wal(self) -> None:
        """Readers and the writer no longer wait for each other, and a turn costs one small append.

        NORMAL survives a killed process; only a power cut may lose the last turns, and those the record has.
        """
        self.engine.dispose()
        self.engine = sa.create_engine(
            self.engine.url, poolclass=QueuePool, connect_args={"check_same_thread": False, "timeout": 10}
        )

        @sa.event.listens_for(self.engine, "connect")
        def set_up(connection: Any, _: Any) -> None:
            connection.execute("PRAGMA journal_mode=WAL")
            connection.execute("PRAGMA synchronous=NORMAL")

        self.sessionmaker = sa.orm.session.sessionmaker(bind=self.engine)

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        """The conversation, all of it: a pause never cuts it. None when nothing is known."""
        with self.session_scope() as session:
            newest = sa.func.max(self.SQLEvent.id)
            last_id = session.query(newest).filter(self.SQLEvent.sender_id == sender_id).scalar()
            if last_id is None:
                self._kept.pop(sender_id, None)
                return None
            kept = self._kept.pop(sender_id, None)
            if kept is None or kept.last_id != last_id:
                kept = self._read(session, sender_id)
        self._handed_out[sender_id] = kept
        return kept.tracker

    def _read(self, session: Any, sender_id: str) -> _Kept:
        rows = self._event_query(session, sender_id, fetch_events_from_all_sessions=True).all()
        events = [json.loads(row.data) for row in rows]
        tracker = DialogueStateTracker.from_dict(sender_id, events, self.domain.slots)
        return _Kept(tracker, rows[-1].id, len(rows))

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Append what is new in ``tracker``, in one transaction, and keep it in memory."""
        await self.stream_events(tracker)
        known = self._handed_out.pop(tracker.sender_id, None)
        count = known.count if known and known.tracker is tracker else self._count(tracker.sender_id)
        with self.session_scope() as session:
            rows = [self._row(tracker.sender_id, event) for event in islice(tracker.events, count, None)]
            session.add_all(rows)
            session.flush()
            last_id = rows[-1].id if rows else (known.last_id if known else -1)
            session.commit()
        self._kept[tracker.sender_id] = _Kept(tracker, last_id, len(tracker.events))
        while len(self._kept) > _KEPT_CONVERSATIONS:
            self._kept.popitem(last=False)

    def _count(self, sender_id: str) -> int:
        with self.session_scope() as session:
            return int(session.query(self.SQLEvent).filter(self.SQLEvent.sender_id == sender_id).count())

    def _row(self, sender_id: str, event: Any) -> Any:
        data = event.as_dict()
        return self.SQLEvent(
            sender_id=sender_id,
            type_name=event.type_name,
            timestamp=data.get("timestamp"),
            intent_name=data.get("parse_data", {}).get("intent", {}).get("name"),
            action_name=data.get("name"),
            data=json.dumps(data),
        )

    async def ping(self) -> None:
        """One query. Raises whatever the database raises when it is away."""
        with self.session_scope() as session:
            session.execute(sa.text("SELECT 1 FROM events LIMIT 1"))

    async def keys(self) -> Iterable[str]:
        """Ids of all conversations."""
        with self.session_scope() as session:
            return [sender_id for (sender_id,) in session.query(self.SQLEvent.sender_id).distinct()]


class AsyncLockStore(LockStore):
    """One asyncio lock a conversation: the next message starts the moment the one before is done.

    Rasa's own lock asks once a second. Right for one Rasa process; several need a lock they share.
    """

    def __init__(self, endpoint_config: Any = None) -> None:
        """No settings; the argument is Rasa's."""
        self._locks: dict[str, asyncio.Lock] = {}
        self._waiting: dict[str, int] = {}

    @asynccontextmanager
    async def lock(
        self, conversation_id: str, lock_lifetime: float = LOCK_LIFETIME, wait_time_in_seconds: float = 1
    ) -> AsyncIterator[TicketLock]:
        """Hold the conversation. Raises LockError after ``lock_lifetime`` seconds of waiting."""
        lock = self._locks.setdefault(conversation_id, asyncio.Lock())
        self._waiting[conversation_id] = self._waiting.get(conversation_id, 0) + 1
        try:
            try:
                await asyncio.wait_for(lock.acquire(), lock_lifetime)
            except asyncio.TimeoutError as error:
                raise LockError(
                    f"conversation {conversation_id} stayed busy for {lock_lifetime} s"
                ) from error
            try:
                yield TicketLock(conversation_id)
            finally:
                lock.release()
        finally:
            self._waiting[conversation_id] -= 1
            if not self._waiting[conversation_id]:
                del self._waiting[conversation_id], self._locks[conversation_id]
