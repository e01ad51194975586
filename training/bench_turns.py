"""How long a turn takes and how many fit into a second: ``python -m training.bench_turns [--model FILE]``.

Three bots, one after the other, on free ports and with a database of their own:
  ours         this tree: our channel, stores, policy and real actions
  empty action the same with ``training.empty_actions``: what Rasa and HTTP cost by themselves
  stock REST   the same model and real actions behind Rasa's own REST channel, with Rasa's own SQL tracker store
               (SQLite), in-memory lock store and none of ``bot.speedups``
The asking side runs on the same machine and takes its share of it.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from bot.processes import Bot, train

MARKS = (5, 50, 200)
AROUND = 3
CONVERSATIONS = (1, 8, 32)
RUSH_SECONDS = 6.0
WORDS = (
    "What has this week been like for you?",
    "It sounds like the evenings are the hardest part of the day.",
    "What matters most to you just now?",
    "So a part of you would rather leave things as they are, and that is yours to decide.",
    "Who do you have around you these days?",
    "How are you sleeping?",
    "You have kept going through all of that.",
    "Would it be all right if I asked what a usual day looks like?",
)

Say = Callable[[str, int], bool]
"""Says turn number n of a conversation; False when the conversation is over."""


def main() -> None:
    """Print the three bots' figures, each as soon as it has them."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--model", type=Path, help="a trained model; trains one if absent")
    parser.add_argument("--conversations", type=int, default=3, help="how many are carried to turn 200")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        var = Path(folder)
        model = options.model or _timed("training the bot", lambda: train(var / "models"))
        middles = {}
        for name, bot, talk in (
            ("ours", Bot(model, var / "ours"), _ours),
            ("empty action", Bot(model, var / "empty", actions="training.empty_actions"), _ours),
            ("stock REST", _stock(model, var / "stock"), _rest),
        ):
            middles[name] = _measure(name, bot, talk(bot), options.conversations)
        _compare(middles)


def _measure(name: str, bot: Bot, say: Say, conversations: int) -> dict[int, float]:
    print(f"\n{name}")
    with _started(bot):
        found: dict[int, list[float]] = {mark: [] for mark in MARKS}
        for _ in range(conversations):
            _one_long_conversation(say, found)
        middles = {}
        for mark, seconds in found.items():
            middles[mark] = statistics.median(seconds) * 1000
            p95 = sorted(seconds)[int(0.95 * (len(seconds) - 1))] * 1000
            print(f"  turn {mark:3d}: median {middles[mark]:6.1f} ms, 95th percentile {p95:6.1f} ms")
        for number in CONVERSATIONS:
            print(f"  {number:2d} conversations at once: {_rush(say, number):5.1f} turns/s")
        for which, process in bot.running.items():
            print(f"  memory of {which}: {_resident_mb(process.pid):.0f} MB")
    return middles


@contextmanager
def _started(bot: Bot) -> Iterator[None]:
    began = time.monotonic()
    with bot:
        print(f"  both servers ready after {time.monotonic() - began:.1f} s")
        yield


def _one_long_conversation(say: Say, found: dict[int, list[float]]) -> None:
    """Up to the last mark; turns within AROUND of a mark are timed for it."""
    session = uuid.uuid4().hex
    say(session, 0)
    for turn in range(1, MARKS[-1] + AROUND + 1):
        began = time.perf_counter()
        if not say(session, turn):
            raise SystemExit(f"the client ended the session at turn {turn}; other words are needed")
        took = time.perf_counter() - began
        for mark in MARKS:
            if abs(turn - mark) <= AROUND:
                found[mark].append(took)


def _rush(say: Say, conversations: int) -> float:
    """Turns a second when ``conversations`` people answer the moment they are answered."""
    until = time.monotonic() + RUSH_SECONDS

    def talk(_: int) -> int:
        session, turns = uuid.uuid4().hex, 0
        say(session, 0)
        while time.monotonic() < until and say(session, turns + 1):
            turns += 1
        return turns

    with ThreadPoolExecutor(conversations) as pool:
        return sum(pool.map(talk, range(conversations))) / RUSH_SECONDS


def _ours(bot: Bot) -> Say:
    def say(session: str, turn: int) -> bool:
        if turn == 0:
            return bot.post("start", {"session": session, "case": "dez"})[0] == 200
        asked = {
            "session": session,
            "turn_id": uuid.uuid4().hex,
            "text": _words(turn),
            "expected_turn": turn - 1,
        }
        return bot.post("turn", asked)[0] == 200

    return say


def _rest(bot: Bot) -> Say:
    def say(session: str, turn: int) -> bool:
        return bool(bot.say(session, '/start_session{"case": "dez"}' if turn == 0 else _words(turn)))

    return say


def _words(turn: int) -> str:
    """Never the same words twice, so that no memory of earlier texts makes a turn look quick."""
    return f"{WORDS[turn % len(WORDS)]} ({turn})"


def _stock(model: Path, var: Path) -> Bot:
    """Rasa's own parts, by settings of its own. Kept short of nothing but the key to our action server."""
    bot = Bot(model, var)
    var.mkdir(parents=True, exist_ok=True)
    (var / "endpoints.yml").write_text(
        "action_endpoint:\n"
        f"  url: http://127.0.0.1:{bot.actions_port}/webhook\n"
        f"  headers: {{X-Equipoise-Key: {bot.key}}}\n"
        f"tracker_store: {{type: SQL, dialect: sqlite, db: {var / 'rasa.db'}}}\n",
        encoding="utf-8",
    )
    (var / "credentials.yml").write_text("rest: {}\n", encoding="utf-8")
    bot.rasa_options = (
        "--endpoints",
        str(var / "endpoints.yml"),
        "--credentials",
        str(var / "credentials.yml"),
    )
    return bot


def _resident_mb(pid: int) -> float:
    asked = subprocess.run(["ps", "-o", "rss=", "-p", str(pid)], capture_output=True, text=True, check=True)
    return int(asked.stdout) / 1024


def _timed(title: str, work: Callable[[], Path]) -> Path:
    began = time.monotonic()
    result = work()
    print(f"{title}: {time.monotonic() - began:.1f} s")
    return result


def _compare(middles: dict[str, dict[int, float]]) -> None:
    ours = middles["ours"]
    print("\nours against the empty action (aim: at most 1.5)")
    print(
        "  " + ", ".join(f"turn {mark}: {ours[mark] / middles['empty action'][mark]:.2f}" for mark in MARKS)
    )
    print("ours against stock REST")
    print("  " + ", ".join(f"turn {mark}: {ours[mark] / middles['stock REST'][mark]:.2f}" for mark in MARKS))
    print(
        f"turn {MARKS[-1]} against turn {MARKS[0]} (aim: at most 1.5): {ours[MARKS[-1]] / ours[MARKS[0]]:.2f}"
    )


if __name__ == "__main__":
    main()
