"""The whole product in a real browser: choose a client, talk, see each reply heard, end, read the report."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.processes import Bot
from tests.e2e.page import Page

pytestmark = [pytest.mark.slow, pytest.mark.browser]

RUTH = (
    "Please, sit wherever you like.",
    "What would you want out of today, if anything?",
    "None at all. That's yours, and it's what we'll work from.",
    "What were those six years like?",
    "Are you thinking of killing yourself?",
    "Thank you for telling me. I'd like to stay with that.",
    "Is there anything in the house that you worry about on those nights?",
    "You should really get rid of the wine.",
    "Sorry, that was me telling you what to do. Where would you rather go?",
    "Whatever happens, you can come back here.",
)


@pytest.fixture(scope="module")
def address(trained_model: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with Bot(trained_model, tmp_path_factory.mktemp("var")) as bot, Page(bot) as page:
        yield page.address


@pytest.fixture()
def browser_page(address: str, chromium: Any) -> Iterator[Any]:
    page = chromium.new_page(base_url=address, reduced_motion="reduce")
    page.set_default_timeout(20_000)
    yield page
    page.close()


def say(page: Any, words: str, number: int) -> None:
    page.fill("textarea", words)
    page.keyboard.press("Enter")
    page.get_by_role("heading", name=f"How your reply {number} was heard").wait_for()


def test_a_newcomer_talks_with_ruth_and_reads_the_report(browser_page: Any) -> None:
    page = browser_page
    page.goto("/")
    page.locator("main button[type=submit]").first.click()
    page.locator("a[href*='/clients/ruth/']").first.click()
    page.get_by_role("button", name="Meet Ruth").click()
    for number, words in enumerate(RUTH, start=1):
        say(page, words, number)
        heard = page.inner_text("aside, .panel, main")
        if number == 5:
            assert "Danger met directly" in heard
        if number == 8:
            assert "Uninvited advice" in heard
    page.locator("a:has-text('End session'), button:has-text('End session')").first.click()
    page.locator("main button[type=submit]").last.click()
    page.get_by_role("heading", name="Your talk with Ruth").wait_for()
    report = page.inner_text("main")
    assert "MITI 4.2.1" in report and "Autonomy Lens" in report and "Duty of care" in report
    assert page.locator("[id^='turn-']").count() >= len(RUTH)
    assert page.locator("svg").count() >= 1
