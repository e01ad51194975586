"""Which literal words a pattern cannot do without, so that most rules are ruled out without running them.

Deciding what a match means is not done here; leaving a rule out here may never change a result.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from typing import Any

if sys.version_info >= (3, 11):  # which moved the parser and warns on the old name
    from re import _constants as sre  # type: ignore[attr-defined]
    from re import _parser as parser  # type: ignore[attr-defined]
else:
    import sre_constants as sre
    import sre_parse as parser

MOST_LITERALS = 400
"""A pattern with more alternatives than this runs every time: checking them would cost as much."""

SHORTEST_LITERAL = 2


def required_literals(pattern: re.Pattern[str]) -> frozenset[str]:
    """Folded pieces of text (see ``fold``) of which every match of ``pattern`` holds at least one.

    Empty where no such set is found; the pattern must then always be tried.
    """
    return _of_sequence(parser.parse(pattern.pattern, pattern.flags), "") or frozenset()


def fold(text: str) -> str:
    """``text`` as literals are looked for: case folded, the Turkish i that patterns take for an i made one."""
    return text.casefold().replace("i\u0307", "i").replace("\u0131", "i")


def _of_sequence(items: Any, before: str) -> frozenset[str] | None:
    """The best set among those that the parts of a concatenation offer; None where no part offers one.

    ``before`` is the literal text right before it: the parser moves what alternatives share in front of them.
    """
    candidates: list[frozenset[str]] = []
    run = before
    for operator, argument in items:
        if operator is sre.LITERAL:
            run += chr(argument)
            continue
        inner = _of_part(operator, argument, run)
        candidates += [found for found in (_of_run(run), inner) if found is not None]
        run = ""
    last = _of_run(run)
    return max([*candidates, last] if last is not None else candidates, key=_usefulness, default=None)


def _of_run(run: str) -> frozenset[str] | None:
    folded = fold(run)
    return frozenset({folded}) if len(folded.strip()) >= SHORTEST_LITERAL else None


def _of_part(operator: Any, argument: Any, before: str) -> frozenset[str] | None:
    if operator is sre.SUBPATTERN:
        return _of_sequence(argument[3], before)
    if operator is sre.BRANCH:
        return _union([_of_sequence(branch, before) for branch in argument[1]])
    if operator in (sre.MAX_REPEAT, sre.MIN_REPEAT) and argument[0] >= 1:
        return _of_sequence(argument[2], "")
    if operator is sre.ASSERT and argument[0] >= 0:
        return _of_sequence(argument[1], "")
    return None


def _union(branches: Sequence[frozenset[str] | None]) -> frozenset[str] | None:
    """Every branch must offer a set: a match may take any of them."""
    whole: frozenset[str] = frozenset()
    for branch in branches:
        if branch is None:
            return None
        whole |= branch
    return whole if len(whole) <= MOST_LITERALS else None


def _usefulness(literals: frozenset[str]) -> tuple[int, int]:
    """Long literals rule out most; among equals the smaller set is cheaper."""
    return min(len(literal) for literal in literals), -len(literals)
