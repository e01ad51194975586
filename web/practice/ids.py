"""Ids of sessions and turns: 32 hexadecimal digits, random, opaque. Who owns what is ``owners``' matter."""

from __future__ import annotations

import re
import uuid

ID = "[0-9a-f]{32}"


def new_id() -> str:
    """A fresh id."""
    return uuid.uuid4().hex


def is_id(text: str) -> bool:
    """Whether ``text`` is an id at all; not whether anything bears it."""
    return re.fullmatch(ID, text, re.ASCII) is not None
