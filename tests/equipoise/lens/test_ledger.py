"""The ledger: what is open between the two, and that it survives JSON."""

import json

from equipoise.lens.ledger import KnownToCase, Ledger
from tests.equipoise.lens.conversation import talk


def test_a_ledger_with_everything_in_it_survives_json():
    ledger = talk(
        ("cl", "im just a junkie. i want to keep it to weekends"),
        ("co", "What would you want out of today, if anything?"),
        ("cl", "no rehab. and tbh if i didnt wake up thatd be ok"),
        ("co", "Are you thinking of killing yourself?"),
        ("cl", "here we go. it helps me sleep but its pricey"),
        ("co", "The money hurts."),
    )[-1].after
    assert Ledger.from_dict(json.loads(json.dumps(ledger.to_dict()))) == ledger


def test_an_empty_ledger_survives_json():
    assert Ledger.from_dict(json.loads(json.dumps(Ledger().to_dict()))) == Ledger()


def test_the_goal_is_the_clients_words_with_their_turn():
    ledger = talk(("co", "Hi."), ("cl", "i just want to keep it to weekends"), ("co", "Mm."))[-1].after
    assert (ledger.client_goal, ledger.client_goal_turn) == ("moderate", 1)


def test_a_client_may_change_goal():
    ledger = talk(
        ("cl", "i just want my dose"), ("co", "Mm."), ("cl", "i want to stop completely"), ("co", "Mm.")
    )
    assert [turn.before.client_goal for turn in ledger] == ["medication_only", "abstain"]


def test_the_first_own_goal_question_is_remembered():
    heard = talk(("co", "Hi."), ("co", "What are you hoping for?"), ("co", "What would you like from today?"))
    assert heard[-1].after.goal_elicited_turn == 2


def test_an_ask_waits_for_its_answer():
    heard = talk(("co", "Is it okay if I ask about sleep?"), ("cl", "sure"), ("co", "Mm."))
    assert (heard[0].after.asked, heard[1].before.asked, heard[1].before.permitted) == (True, False, True)


def test_a_yes_that_nobody_asked_for_permits_nothing():
    heard = talk(("co", "How's work?"), ("cl", "yeah fine"), ("co", "Mm."))
    assert heard[1].before.permitted is False


def test_self_labels_are_kept():
    assert talk(("cl", "im just a junkie"), ("co", "Mm."))[0].after.self_labels == ("im just a junkie",)


def test_a_mandate_is_remembered():
    assert talk(("cl", "my po sent me here"), ("co", "Mm."))[0].after.mandated is True


def test_what_the_case_knows_overrides_the_reading():
    known = KnownToCase(declined=True, goal="safer_use", discord=True)
    before = talk(("cl", "sure whatever"), ("co", "Mm."), known=known)[0].before
    assert (before.client_goal, len(before.declines), before.discord_turns, before.permitted) == (
        "safer_use",
        1,
        (0,),
        False,
    )
