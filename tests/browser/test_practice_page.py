"""The page as people meet it: any width, either colour scheme, keyboard alone, no script, bad days too."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe

from web.practice.models import PracticeSession, PracticeTurn

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LEADING = "I think you should try the clinic, don't you think? It would be safer."


def enter(page, *, case: str = "dez", mode: str = "coached") -> None:
    """Accept the notice and sit down with a client."""
    page.goto("/")
    page.get_by_role("button", name="I understand").click()
    page.goto(f"/clients/{case}/")
    page.check(f"input[value={mode}]")
    page.get_by_role("button", name="Meet").click()
    page.wait_for_selector("#words")


def say(page, words: str, number: int) -> None:
    """Send one reply and wait for its answer."""
    page.fill("#words", words)
    page.keyboard.press("Enter")
    page.wait_for_selector(f"#turn-{number}:not(:has(form)) ~ .said--client")


def stop(engine, fault: str | None) -> None:
    """Let the engine fail from now on, or mend it."""
    engine.fault = fault


def check(page, where: str, troubles: list[str]) -> None:
    """Note what axe finds, and any sideways scrolling."""
    for violation in Axe().run(page).response["violations"]:
        nodes = [node["html"][:120] for node in violation["nodes"]]
        troubles.append(f"{where}: {violation['id']}: {nodes}")
    if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
        troubles.append(f"{where}: scrolls sideways")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing_on_any_page_and_none_scrolls_sideways(open_page, engine, width, scheme):
    page, troubles = open_page(width=width, color_scheme=scheme), []
    page.goto("/")
    check(page, "notice", troubles)
    enter(page)
    check(page, "room at the start", troubles)
    say(page, LEADING, 1)
    page.get_by_role("button", name="Hint").click()
    page.wait_for_selector("#hint:not(:empty)")
    check(page, "room with a reading and a hint", troubles)
    say(page, "word" * 300 + "\n" * 30 + "end", 2)
    check(page, "room with a long reply", troubles)
    stop(engine, "away")
    page.fill("#words", "Are you there?")
    page.keyboard.press("Enter")
    page.wait_for_selector("form[data-send]:visible")
    check(page, "room with a waiting reply", troubles)
    page.get_by_role("link", name="End session").click()
    check(page, "end with a waiting reply", troubles)
    page.go_back()
    stop(engine, None)
    page.get_by_role("button", name="Send again").click()
    page.wait_for_selector("#turn-3:not(:has(form))")
    for path, where in (
        ("/", "clients"),
        ("/clients/ruth/", "brief"),
        ("/practice/", "sessions"),
        ("/x", "404"),
    ):
        page.goto(path)
        check(page, where, troubles)
    session = PracticeSession.objects.get()
    page.goto(f"/practice/{session.id}/end/")
    check(page, "end", troubles)
    page.get_by_role("button", name="End and read").click()
    page.wait_for_selector(".report")
    check(page, "report", troubles)
    page.goto(f"/practice/{session.id}/")
    check(page, "ended room", troubles)
    assert troubles == []


def test_a_whole_session_with_the_keyboard_alone(open_page):
    page = open_page()
    page.goto("/")
    press_until(page, "button", "I understand")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=Who would you like to talk with?")
    press_until(page, "a", "Avery")
    page.keyboard.press("Enter")
    page.wait_for_selector("input[value=coached]")
    press_until(page, "button", "Meet Dez")
    page.keyboard.press("Enter")
    page.wait_for_selector("#words:focus")
    page.keyboard.type("What would you want")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("from today?")
    page.keyboard.press("Enter")
    page.wait_for_selector("#turn-1 ~ .said--client")
    assert page.inner_text("#turn-1 .bubble") == "What would you want\nfrom today?"
    assert page.evaluate("document.activeElement.id") == "words"
    page.wait_for_selector("#heard :text('Asking their aim')")
    press_until(page, "a", "End session", backwards=True)
    page.keyboard.press("Enter")
    page.wait_for_selector("text=End this session with Dez?")
    press_until(page, "button", "End and read")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=Your talk with Dez")


def press_until(page, tag: str, words: str, *, backwards: bool = False) -> None:
    """Tab until the focus stands on a ``tag`` with these words."""
    for _ in range(40):
        page.keyboard.press("Shift+Tab" if backwards else "Tab")
        found = page.evaluate(
            "[document.activeElement.tagName.toLowerCase(), document.activeElement.textContent]"
        )
        if found[0] == tag and words in found[1]:
            return
    raise AssertionError(f"{words} cannot be reached with the keyboard")


def test_both_instruments_mark_their_own_words(open_page):
    page = open_page()
    enter(page)
    say(page, LEADING, 1)
    page.wait_for_selector(".instrument--lens")
    assert "you should" in page.inner_text(".instrument--miti mark.mark--miti")
    assert page.locator(".instrument--miti mark.mark--lens").count() == 0
    marked = page.locator(".instrument--lens mark").all_inner_texts()
    assert any("don't you think" in words for words in marked)


@pytest.mark.parametrize("fault", ["away", "garbled"])
def test_a_reply_that_did_not_arrive_is_sent_again_and_counted_once(open_page, engine, fault):
    page = open_page()
    enter(page)
    stop(engine, fault)
    page.fill("#words", "I'm still here.")
    page.keyboard.press("Enter")
    page.wait_for_selector("form[data-send]:visible")
    assert "safe here" in page.inner_text(".waiting__words")
    page.fill("#words", "And one more.")
    page.keyboard.press("Enter")
    assert "has not arrived yet" in page.inner_text("#problem")
    assert page.input_value("#words") == "And one more."
    page.reload()
    assert page.input_value("#words") == "And one more."
    stop(engine, None)
    page.get_by_role("button", name="Send again").click()
    page.wait_for_selector("#turn-1 ~ .said--client")
    assert PracticeTurn.objects.count() == 1
    assert page.locator(".said--counselor").count() == 1


def test_what_is_typed_survives_a_reload_until_it_is_written(open_page):
    page = open_page()
    enter(page)
    page.locator("#words").press_sequentially("Half a thought")
    page.reload()
    assert page.input_value("#words") == "Half a thought"
    page.keyboard.press("Enter")
    page.wait_for_selector("#turn-1 ~ .said--client")
    page.reload()
    assert page.input_value("#words") == ""


def test_words_are_kept_when_the_pages_own_server_is_gone(open_page):
    page = open_page()
    enter(page)
    page.route("**/turns/", lambda route: route.abort())
    page.fill("#words", "Hello?")
    page.keyboard.press("Enter")
    page.wait_for_selector("#problem:not(:empty)")
    assert "could not be reached" in page.inner_text("#problem")
    assert page.input_value("#words") == "Hello?"
    page.unroute("**/turns/")
    page.keyboard.press("Enter")
    page.wait_for_selector("#turn-1 ~ .said--client")
    assert PracticeTurn.objects.count() == 1


def test_an_answer_lost_on_the_way_back_counts_once(open_page):
    page = open_page()
    enter(page)

    def lose(route) -> None:
        route.fetch()
        route.abort()

    page.route("**/turns/", lose)
    page.fill("#words", "Hello?")
    page.keyboard.press("Enter")
    page.wait_for_selector("#problem:not(:empty)")
    page.unroute("**/turns/")
    page.keyboard.press("Enter")
    page.wait_for_selector("#turn-1 ~ .said--client")
    assert PracticeTurn.objects.count() == 1


def test_the_client_types_before_speaking_unless_less_motion_is_wanted(open_page):
    page = open_page(reduced_motion="no-preference")
    enter(page)
    page.fill("#words", "Take your time.")
    page.keyboard.press("Enter")
    page.wait_for_selector("#typing:visible")
    assert page.inner_text("#status") == "Dez is typing"
    page.wait_for_selector("#turn-1 ~ .said--client")
    page.wait_for_selector("#typing", state="hidden")


def test_markup_in_a_reply_is_shown_as_written(open_page):
    page = open_page()
    enter(page)
    say(page, "<img src=x onerror=alert(1)> {{ 7 }}", 1)
    assert page.inner_text("#turn-1 .bubble") == "<img src=x onerror=alert(1)> {{ 7 }}"


def test_a_client_who_leaves_closes_the_talk_kindly(open_page, engine):
    engine.walk_out_at = 1
    page = open_page()
    enter(page)
    page.fill("#words", "You should stop.")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=Dez has left")
    assert page.locator("#composer").count() == 0
    page.get_by_role("link", name="Read the report").click()
    page.wait_for_selector(".report")


def test_without_a_script_a_session_goes_from_start_to_report(open_page):
    page = open_page(java_script_enabled=False)
    enter(page)
    page.fill("#words", "What would you want?")
    page.get_by_role("button", name="Send", exact=True).click()
    page.wait_for_selector("#turn-1 ~ .said--client")
    page.get_by_role("button", name="Hint").click()
    page.wait_for_selector("#hint:not(:empty)")
    page.get_by_role("link", name="End session").click()
    page.get_by_role("button", name="End and read").click()
    page.wait_for_selector(".report")


def test_a_debrief_only_room_has_the_talk_alone(open_page):
    page = open_page()
    enter(page, case="tess", mode="debrief")
    say(page, "Hello Tess.", 1)
    assert page.locator("#heard").count() == 0
    assert page.locator("text=Hint").count() == 0


def test_pages_are_light(open_page):
    page, sizes = open_page(), []
    page.on("response", lambda answer: sizes.append(len(answer.body())))
    enter(page)
    sizes.clear()
    page.reload()
    page.wait_for_load_state("networkidle")
    assert sum(sizes) < 300_000


def test_a_link_in_the_report_leads_to_its_turn(open_page):
    page = open_page()
    enter(page)
    say(page, "What would you want?", 1)
    page.get_by_role("link", name="End session").click()
    page.get_by_role("button", name="End and read").click()
    page.wait_for_selector(".report")
    page.click("summary:has-text('The same in numbers')")
    page.click(".numbers a >> nth=0")
    assert re.search(r"#turn-1$", page.url)
