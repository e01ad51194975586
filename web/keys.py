"""The page's own secret key: made once, kept where only its owner can read it. No other secret lives here."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

KEY_FILE = "secret_key"


def secret_key(var: Path) -> str:
    """The key that signs cookies, from ``var/secret_key``; generated with mode 0600 at the first start.

    Raises OSError when ``var`` cannot be written.
    """
    path = var / KEY_FILE
    if not path.exists():
        _make(path)
    return path.read_text(encoding="ascii").strip()


def _make(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as stream:
        stream.write(secrets.token_urlsafe(50))
    try:
        # A link fails if another process was first: its key stays, so both sign with the same one.
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
