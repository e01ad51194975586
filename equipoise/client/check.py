"""Checks a case for what its author may have missed; each remark says where, what, and what to do. Plays nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from equipoise import authored
from equipoise.client.case import CASES_FOLDER, Case, Line, load_case
from equipoise.client.reaction import model
from equipoise.topics import topic_names


@dataclass(frozen=True)
class Needs:
    """``check.yml``: the least and most a case may have."""

    source: str
    least_lines: int
    longest_words: int
    least_replies: dict[str, int]


@lru_cache(maxsize=1)
def needs() -> Needs:
    """The limits of ``check.yml``."""
    return authored.load(Path(__file__).with_name("check.yml"), Needs)


def check_case(case_id: str, folder: Path = CASES_FOLDER) -> tuple[str, ...]:
    """Remarks on one case, empty when all is well. Raises UnknownCase, AuthoredDataError when it cannot be read."""
    path = folder / f"{case_id}.yml"
    case = load_case(case_id, folder)
    text = path.read_text(encoding="utf-8")
    found = [*_identity(case, case_id), *_topics(case), *_counts(case), *_lines(case)]
    return tuple(f"{path.name}{_line_of(text, quoted)}: {remark}" for remark, quoted in found)


Remark = tuple[str, str]
"""A remark, and words of the file near which it applies (empty: the whole file)."""


def _line_of(text: str, quoted: str) -> str:
    if not quoted:
        return ""
    start = quoted.split("\n")[0][:40]
    place = text.find(start)
    return f", line {text.count(chr(10), 0, place) + 1}" if place >= 0 else ""


def _identity(case: Case, case_id: str) -> Iterator[Remark]:
    if case.id != case_id:
        yield f"the id is {case.id!r} but the file is called {case_id}; make them the same", "id:"
    stages = set(model().base)
    if case.stage not in stages:
        yield f"stage {case.stage!r} is unknown; allowed: {', '.join(sorted(stages))}", "stage:"
    for name, value in vars(case.start).items():
        if not 0 <= value <= 100:
            yield f"start.{name} is {value:g}; it must lie in 0–100", f"{name}:"
    if not 0 <= case.risk.level <= 3:
        yield f"risk.level is {case.risk.level}; it must be 0, 1, 2 or 3", "risk:"
    if len(case.values) < 3:
        yield "name at least three values; feedback tells which one was at stake", "values:"


def _topics(case: Case) -> Iterator[Remark]:
    known = set(topic_names())
    for unknown in sorted(set(case.topics) - known):
        yield f"topic {unknown!r} is unknown; see equipoise/topics.yml for the 45 ids", f"  {unknown}:"
    for missing in (name for name in topic_names() if name not in case.topics):
        yield f"topic {missing} has no lines; give at least one thing to say about it", ""
    for name, topic in case.topics.items():
        if not topic.said:
            yield f"topic {name} has no line under said", f"  {name}:"
        elif topic.said[0].level > 0 and not topic.masked:
            yield f"topic {name} starts personal; add a masked line for while the gate is shut", f"  {name}:"
    for place, topics in (("secret.topics", case.secret.topics), ("risk.cue.topics", case.risk.cue.topics)):
        for topic_id in sorted(set(topics) - known):
            yield f"{place} names the unknown topic {topic_id!r}", f"{topic_id}"


def _counts(case: Case) -> Iterator[Remark]:
    for name, least in needs().least_replies.items():
        have = len(getattr(case.replies, name))
        if have < least:
            yield (
                f"replies.{name} has {have} lines and needs {least}, or it runs dry in twenty turns",
                f"  {name}:",
            )
    total = len(all_lines(case))
    if total < needs().least_lines:
        yield f"{total} lines in all; at least {needs().least_lines} keep a session from repeating itself", ""


def _lines(case: Case) -> Iterator[Remark]:
    lines = all_lines(case)
    for say, times in Counter(line.say.casefold().strip() for line in lines).items():
        if times > 1:
            yield f"this line stands {times} times; keep one: {say!r}", _as_written(lines, say)
    known = set(topic_names())
    for line in lines:
        if not line.say.strip():
            yield "a line is empty", 'say: ""'
        if line.level not in (0, 1, 2):
            yield f"level {line.level} of {line.say!r} must be 0, 1 or 2", line.say
        for topic in (topic for topic in line.topics if topic not in known):
            yield f"{line.say!r} names the unknown topic {topic!r}", line.say
        longest = max(len(part.split()) for part in line.say.split("\n"))
        if longest > needs().longest_words:
            yield f"a message of {longest} words reads as written, not said; part it: {line.say!r}", line.say


def _as_written(lines: tuple[Line, ...], folded: str) -> str:
    return next(line.say for line in lines if line.say.casefold().strip() == folded)


def all_lines(case: Case) -> tuple[Line, ...]:
    """Every line the client may say, as Lines; the secret and the cue too."""
    lines = [line for topic in case.topics.values() for line in (*topic.said, *map(Line, topic.masked))]
    for group in (*vars(case.replies).values(), *vars(case.replies.goodbye).values()):
        if isinstance(group, tuple):
            lines += [line if isinstance(line, Line) else Line(line) for line in group]
    secret = case.secret
    lines += map(Line, (*secret.lines, *secret.near, *secret.after, case.risk.cue.line, case.risk.cue.repeat))
    return tuple(lines)
