"""The scoring rules of the domain reference, part B, one claim each."""

from tests.equipoise.lens.conversation import lens_ids, severity, talk

DECLINED = ("cl", "no rehab, thanks")


def weights(turn):
    return {code.id: code.weight for code in turn.turn.codes if code.instrument == "lens"}


def test_a_turn_may_hold_several_codes_each_once():
    turn = talk(("co", "You should get a sponsor. You should also call your sister. Was your urine dirty?"))[
        0
    ]
    assert lens_ids(turn) == ["advice", "warpurity"]


def test_a_but_cancels_the_strength_before_it():
    assert "choice" not in lens_ids(talk(("co", "It's yours to decide, but I'd be careful."))[0])


def test_a_harmless_but_cancels_nothing():
    assert lens_ids(talk(("co", "It's yours to decide, but I'm here either way."))[0]) == ["choice"]


def test_a_following_sentence_that_takes_it_back_cancels_the_strength():
    assert "choice" not in lens_ids(talk(("co", "It's yours to decide. Only, I'd hate to see you lose."))[0])


def test_a_severity_three_concern_halves_the_strengths_beside_it():
    turn = talk(("co", "You threw it all away. What would you want out of today, if anything?"))[0]
    assert weights(turn) == {"shame": 1.0, "owngoal": 0.5}


def test_a_severity_four_concern_voids_the_strengths_beside_it():
    turn = talk(("co", "Whatever you decide is up to you. If you use again I'm calling your PO."))[0]
    assert lens_ids(turn) == ["threat"]


def test_asking_and_telling_in_one_turn_is_advice_of_severity_one_and_no_ask():
    turn = talk(("co", "Can I share something? You should cut out caffeine."))[0]
    assert (lens_ids(turn), severity(turn, "advice")) == (["advice"], 1)


def test_a_yes_to_an_earlier_ask_permits_what_follows():
    heard = talk(
        ("cl", "i sleep badly"),
        ("co", "Would it be okay if I shared some ideas about sleep?"),
        ("cl", "sure"),
        ("co", "You could try a fixed wake time for sleep."),
    )
    assert [lens_ids(turn) for turn in heard] == [["ask"], []]


def test_a_request_permits_the_answer():
    assert (
        lens_ids(
            talk(("cl", "any ideas what i could do about sleep?"), ("co", "You could try less coffee."))[0]
        )
        == []
    )


def test_consent_covers_its_own_subject_only_once_it_is_no_longer_fresh():
    heard = talk(
        ("cl", "what helps with sleep?"),
        ("co", "A fixed wake time helps some people sleep."),
        ("cl", "hm"),
        ("co", "You should leave your landlord."),
    )
    assert lens_ids(heard[1]) == ["advice"]


def test_a_decline_ends_consent():
    heard = talk(
        ("cl", "what helps with sleep?"), ("co", "Mm."), ("cl", "actually no, drop it"), ("co", "Okay.")
    )
    assert [turn.before.permitted for turn in heard] == [True, False]


def test_a_declined_subject_may_not_come_back_within_three_turns():
    heard = talk(
        DECLINED,
        ("co", "Okay, rehab's off the table."),
        ("cl", "thanks"),
        ("co", "How's your brother?"),
        ("cl", "hes fine"),
        ("co", "Would you think again about rehab?"),
    )
    assert [lens_ids(turn) for turn in heard] == [["honour"], [], ["push"]]


def test_after_three_turns_the_declined_subject_is_free_again():
    heard = talk(
        DECLINED,
        ("co", "Okay, rehab's off the table."),
        ("cl", "thanks"),
        ("co", "How's your brother?"),
        ("cl", "hes fine"),
        ("co", "And work?"),
        ("cl", "ok"),
        ("co", "What do you make of rehab these days?"),
    )
    assert lens_ids(heard[-1]) == []


def test_another_subject_after_a_no_is_no_push():
    assert lens_ids(talk(DECLINED, ("co", "How are things with your brother?"))[0]) == []


def test_a_bare_no_to_a_question_declines_nothing():
    heard = talk(("co", "Did you sleep at all?"), ("cl", "no"), ("co", "What was the night like?"))
    assert heard[1].before.declines == ()


def test_two_changes_of_subject_in_a_row_are_a_decline():
    heard = talk(
        ("co", "How is the drinking?"),
        ("cl", "anyway, my script"),
        ("co", "Mm."),
        ("cl", "so about my script"),
        ("co", "Okay."),
    )
    assert len(heard[-1].before.declines) == 1


def test_a_clients_own_word_said_back_is_theirs():
    heard = talk(("cl", "ive been clean two years"), ("co", "Two years clean, as you put it."))
    assert lens_ids(heard[0]) == []


def test_taking_up_a_clients_label_as_ones_own_is_still_a_label():
    assert lens_ids(talk(("cl", "im just a junkie"), ("co", "Most junkies say that."))[0]) == ["label"]


def test_war_words_about_the_person_weigh_more():
    person = talk(("co", "How long have you been clean?"))[0]
    sample = talk(("co", "Your urine came back dirty."))[0]
    assert (severity(person, "warpurity"), severity(sample, "warpurity")) == (2, 1)


def test_comfort_about_withdrawal_weighs_more_than_comfort_about_work():
    withdrawal = talk(("co", "Withdrawal's just a rough flu, you'll get through it."))[0]
    work = talk(("cl", "i might lose my job"), ("co", "I'm sure it'll all work out fine."))[0]
    assert (severity(withdrawal, "minimise"), severity(work, "minimise")) == (3, 2)


def test_the_first_half_hearing_is_a_notice_the_second_weighs_more():
    heard = talk(
        ("cl", "it helps me sleep. but its pricey"),
        ("co", "It's really hurting your wallet."),
        ("cl", "it calms me down though. its pricey i guess"),
        ("co", "The money worries you."),
    )
    assert [severity(turn, "skip") for turn in heard] == [1, 2]


def test_spans_point_at_the_original_words():
    code = next(
        c for c in talk(("co", "Look. You’ve got to battle through it."))[0].turn.codes if c.id == "warpurity"
    )
    assert code.evidence == "Look. You’ve got to battle through it."[code.start : code.end]
