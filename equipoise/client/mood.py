"""How the client would part from the counselor now."""

from __future__ import annotations

from equipoise.client.state import ClientState


def goodbye_mood(state: ClientState) -> str:
    """``hurt``, ``wary``, ``warm``, ``steady`` or ``flat``. Limits are judgement."""
    if state.threat >= 65 or state.trust <= 18:
        return "hurt"
    if state.threat >= 48:
        return "wary"
    if state.trust >= 62 and state.threat <= 30:
        return "warm"
    return "steady" if state.trust >= 42 else "flat"
