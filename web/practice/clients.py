"""What a counselor may know of a client before the debrief. Never their secret, risk or feelings."""

from __future__ import annotations

import re
from dataclasses import dataclass

from equipoise.client.case import Case, case_ids, load_case

TINTS = 6
"""How many quiet background tints the initials have; they carry no meaning."""


@dataclass(frozen=True)
class ClientCard:
    """One client as the page may show them. ``reviewed_by`` stays empty until somebody has."""

    id: str
    name: str
    called: str
    age: int
    pronouns: str
    setting: str
    came_for: str
    brief: str
    reports_to: str
    disclosures: tuple[str, ...]
    reviewed_by: str
    tint: int

    @property
    def initial(self) -> str:
        """The first letter of what they are called."""
        return self.called[:1]


def all_clients() -> tuple[ClientCard, ...]:
    """Everybody who can be talked with, by name."""
    return tuple(client_card(case_id) for case_id in case_ids())


def client_card(case_id: str) -> ClientCard:
    """One client. Raises UnknownCase."""
    return _card(load_case(case_id))


def _card(case: Case) -> ClientCard:
    sign_off = case.lived_experience_sign_off
    return ClientCard(
        id=case.id,
        name=re.sub(r'"([^"]*)"', r"“\1”", case.name),
        called=case.called,
        age=case.age,
        pronouns=case.pronouns,
        setting=case.setting[:1].upper() + case.setting[1:],
        came_for=case.came_for,
        brief=case.brief,
        reports_to=case.reports_to,
        disclosures=tuple(item.say[:1].upper() + item.say[1:] for item in case.disclosures),
        reviewed_by=f"{sign_off.name}, {sign_off.date}" if sign_off else "",
        tint=sum(map(ord, case.id)) % TINTS,
    )
