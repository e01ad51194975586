"""Rules as data: a pattern, a readable literal and its own examples. What a mark means is decided elsewhere.

A rule file is YAML::

    source: "domain reference, part B"
    speaker: counselor                 # whose turns it reads
    words:                             # named parts for the patterns below, written {like_this}
      stop_words: "stop|quit|give (?:it )?up"
    rules:
      - id: quit_ruler
        marks: ruler_on_quitting
        literal: "0 to 10, how important is quitting"
        pattern: "(?:0|zero|nought|one|1) to (?:10|ten).{0,40}{stop_words}"
        unless: "if anything"           # optional: the sentence must not match this
        after: "..."                    # optional: what the client just said must match
        not_after: "..."                # optional: must not match
        reads: sentence                 # or: turn
        confidence: 0.9
        examples:
          yes: ["0 to 10, how important is quitting?"]
          no: ["0 to 10, how sore is it?", {prev: "client's words", say: "counselor's words", note: "why"}]

Patterns are regular expressions over text in small letters whose curly quotes are straight; their own capitals
are made small, which is cheaper than ignoring case.
A long one may stand on several lines (pattern: |-); line ends and white space that begins a line are dropped.
Write apostrophes as optional (don'?t) and bound every gap (.{0,40}): a turn may have 20,000 characters.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Literal

from equipoise import authored
from equipoise.errors import AuthoredDataError
from equipoise.transcript import Speaker

SHARED_WORDS = Path(__file__).parent / "rules" / "words.yml"

_STRAIGHT = str.maketrans(
    {"’": "'", "‘": "'", "ʼ": "'", "“": '"', "”": '"', "–": "-", "—": "-", "\u00a0": " "}
)


def straighten(text: str) -> str:
    """``text`` in small letters, typographic quotes and dashes made plain; the length stays the same."""
    small = text.lower()
    if len(small) != len(text):  # a few letters grow when made small
        small = "".join(letter if len(letter.lower()) != 1 else letter.lower() for letter in text)
    return small.translate(_STRAIGHT)


@dataclass(frozen=True)
class Said:
    """An example in context: what the client just said, and the words to be judged."""

    say: str
    prev: str = ""
    note: str = ""


@dataclass(frozen=True)
class Examples:
    """What a rule must and must not match; one parametrized test runs them all."""

    yes: tuple[Said, ...]
    no: tuple[Said, ...] = ()


@dataclass(frozen=True)
class Rule:
    """One rule as written; see the module's docstring."""

    id: str
    marks: str
    pattern: str
    examples: Examples
    literal: str = ""
    unless: str = ""
    after: str = ""
    not_after: str = ""
    reads: Literal["sentence", "turn"] = "sentence"
    confidence: float = 0.85
    note: str = ""


@dataclass(frozen=True)
class RuleFile:
    """One YAML file of rules."""

    source: str
    speaker: Speaker
    rules: tuple[Rule, ...]
    words: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class CompiledRule:
    """A rule ready to run, with the file it came from."""

    rule: Rule
    file: str
    speaker: Speaker
    pattern: re.Pattern[str]
    unless: re.Pattern[str] | None
    after: re.Pattern[str] | None
    not_after: re.Pattern[str] | None

    def find(self, text: str, client_said: str) -> re.Match[str] | None:
        """The match in ``text`` (a sentence, or the whole turn), or None. Both texts must be straightened."""
        match = self.pattern.search(text)
        if match is None or (self.unless and self.unless.search(text)):
            return None
        if self.after and not self.after.search(client_said):
            return None
        if self.not_after and self.not_after.search(client_said):
            return None
        return match


@cache
def load_rules(folder: Path) -> tuple[CompiledRule, ...]:
    """All rules of the files in ``folder`` (words.yml aside), compiled. Raises AuthoredDataError."""
    shared = authored.load(SHARED_WORDS, dict[str, str])
    compiled: list[CompiledRule] = []
    for path in sorted(folder.glob("*.yml")):
        if path == SHARED_WORDS:
            continue
        rule_file = _read(path)
        words = {**shared, **rule_file.words}
        compiled += [_compile(rule, rule_file.speaker, path, words) for rule in rule_file.rules]
    _refuse_doubles(compiled)
    return tuple(compiled)


def _read(path: Path) -> RuleFile:
    raw = authored.load_yaml(path)
    if isinstance(raw, dict) and isinstance(raw.get("rules"), list):
        for rule in raw["rules"]:
            if isinstance(rule, dict) and isinstance(rule.get("examples"), dict):
                rule["examples"] = _spelled_out(rule["examples"])
    return authored.structure(raw, RuleFile, where=str(path))


def _spelled_out(examples: dict[Any, Any]) -> dict[Any, Any]:
    """``examples`` with yes and no as words (YAML 1.1 reads them as truth) and plain lines as ``say``."""
    names = {True: "yes", False: "no"}
    return {
        names.get(key, key) if isinstance(key, bool) else key: (
            [{"say": line} if isinstance(line, str) else line for line in lines]
            if isinstance(lines, list)
            else lines
        )
        for key, lines in examples.items()
    }


def _refuse_doubles(rules: list[CompiledRule]) -> None:
    seen: dict[str, str] = {}
    for compiled in rules:
        if compiled.rule.id in seen:
            raise AuthoredDataError(
                f"{compiled.file}: rule id {compiled.rule.id!r} is taken by {seen[compiled.rule.id]}"
            )
        seen[compiled.rule.id] = compiled.file


_LINE_END = re.compile(r"\n\s*")
_NAMED_WORDS = re.compile(r"\{([a-z_]+)\}")
_CAPITAL = re.compile(r"\\.|\(\?P|[A-Z]")
"""A capital that stands for itself, or what only looks like one: an escape (\\W), a named group."""


def _small(match: re.Match[str]) -> str:
    return match[0] if len(match[0]) > 1 else match[0].lower()


def _compile(rule: Rule, speaker: Speaker, path: Path, words: dict[str, str]) -> CompiledRule:
    where = f"{path}: rule {rule.id!r}"

    def expand(pattern: str, depth: int = 0) -> str:
        if depth > 5:
            raise AuthoredDataError(f"{where}: its words refer to each other in a circle")

        def named(match: re.Match[str]) -> str:
            name = match.group(1)
            if name not in words:
                raise AuthoredDataError(
                    f"{where}: no words called {{{name}}} (known: {', '.join(sorted(words))})"
                )
            return f"(?:{expand(words[name], depth + 1)})"

        return _NAMED_WORDS.sub(named, pattern)

    def ready(pattern: str) -> re.Pattern[str] | None:
        if not pattern:
            return None
        try:
            return re.compile(_CAPITAL.sub(_small, expand(_LINE_END.sub("", pattern))), re.DOTALL)
        except re.error as error:
            raise AuthoredDataError(f"{where}: {pattern!r} is not a valid pattern: {error}") from error

    pattern = ready(rule.pattern)
    if pattern is None:
        raise AuthoredDataError(f"{where}: its pattern is empty")
    if not 0 <= rule.confidence <= 1:
        raise AuthoredDataError(f"{where}: confidence {rule.confidence} is outside 0–1")
    return CompiledRule(
        rule, path.name, speaker, pattern, ready(rule.unless), ready(rule.after), ready(rule.not_after)
    )
