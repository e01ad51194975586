"""What a session leaves the counselor with."""

import pytest
from talk import code, one_turn, session, with_codes

from equipoise.coaching.debrief import debrief, debrief_words, steps_below
from equipoise.lens.codebook import codebook
from equipoise.lens.ledger import KnownToCase
from equipoise.measure import Measure

WORDS = debrief_words()


def measure(id_, value, standing, *, good=0.85, fair=0.7, lower_is_better=False, turns=(), counted=True):
    return Measure(
        id_, "lens", id_, value, 0, 1, standing, "", good=good, fair=fair,
        lower_is_better=lower_is_better, turns=turns, counted=counted,
    )  # fmt: skip


def turn(number, *codes):
    return with_codes(
        one_turn("its been a long week", "Tell me how this week has been for you.", number=number), *codes
    )


def plain(variants):
    return [text.split("{")[0] for text in variants]


def told(text, variants):
    return any(text.startswith(opening) for opening in plain(variants))


def test_an_empty_session_is_met_kindly():
    nothing = debrief([], (), review_together=False)
    assert (nothing.keep, nothing.try_next) == (WORDS.no_turns.keep, WORDS.no_turns.try_next)
    assert nothing.partings == ()


def test_the_strength_most_worth_naming_is_kept_with_its_turn_and_words():
    heard = [turn(1, code("ask")), turn(2, code("honour")), turn(3, code("SR", "miti"))]
    keep = debrief(heard, (), review_together=False).keep
    assert told(keep, WORDS.keep["honour"])
    assert "reply 2" in keep
    assert "“Tell me how this week has been for you”" in keep


def test_a_strength_beside_a_serious_concern_is_not_the_one_to_keep():
    heard = [turn(1, code("honour"), code("shame", severity=3, at=9)), turn(2, code("ask"))]
    assert "reply 2" in debrief(heard, (), review_together=False).keep


def test_a_session_without_strengths_keeps_the_staying():
    keep = debrief([turn(1, code("advice", severity=2))], (), review_together=False).keep
    assert keep in [text.replace("{turn}", "1") for text in WORDS.keep_nothing]


def test_a_missed_danger_is_always_the_thing_to_try():
    heard = session(
        ("went out twice this summer so. yeah", "Nice summer though?", KnownToCase(risk_level=2)),
        ("eh", "What do you do on weekends?"),
        ("nothing", "I can make one phone call and your take-homes are gone."),
    )
    done = debrief(heard, (measure("GA", 0.0, "low"),), review_together=True)
    assert "reply 1" in done.try_next
    assert "“went out twice”" in done.try_next
    assert "trainer" in done.try_next
    assert "summer" not in done.keep


def test_review_together_names_danger_even_when_no_turn_is_coded():
    assert "trainer" in debrief([turn(1)], (), review_together=True).try_next


def test_danger_that_still_waits_at_the_end_is_the_thing_to_try():
    heard = session(("if i didnt wake up thatd be ok", "You're worn out.", KnownToCase(risk_level=2)))
    assert "trainer" in debrief(heard, (), review_together=False).try_next


def test_a_serious_concern_comes_before_any_measure():
    heard = [turn(1, code("advice", severity=2)), turn(2, code("shame", severity=3))]
    tried = debrief(heard, (measure("EH", 0.0, "low"),), review_together=False).try_next
    assert "“Tell me how this week has been for you”" in tried
    assert "reply 2" in tried


def test_the_measure_furthest_below_is_the_thing_to_try():
    measures = (measure("OD", 0.6, "low"), measure("RP", 0.1, "low"), measure("CO", 0.84, "fair"))
    tried = debrief([turn(1, code("advice", severity=2))], measures, review_together=False).try_next
    assert tried in WORDS.try_next.measures["RP"].says


def test_a_measure_quotes_a_reply_it_rests_on():
    heard = [turn(1, code("advice", severity=2)), turn(2)]
    tried = debrief(heard, (measure("PR", 0.0, "low", turns=(1, 2)),), review_together=False).try_next
    assert tried.startswith(tuple(plain(WORDS.try_next.measures["PR"].says)))


def test_a_lighter_concern_is_tried_when_no_measure_is_below():
    tried = debrief([turn(1, code("lead", severity=2))], (), review_together=False).try_next
    assert "reply 1" in tried


def test_when_nothing_stands_out_something_new_is_offered():
    assert debrief([turn(1, code("ask"))], (), review_together=False).try_next in WORDS.try_next.nothing


@pytest.mark.parametrize(
    ("one", "steps"),
    [
        (measure("GA", 0.4, "low"), 3.0),
        (measure("PI", 8, "low", good=2, fair=5, lower_is_better=True), 2.0),
        (measure("CO", 7, "low", good=1.5, fair=1), 0.0),
        (measure("GA", 0.9, "good"), 0.0),
        (measure("GA", None, "not_enough"), 0.0),
        (measure("technical", 2, "low", good=4, fair=3, counted=False), 0.0),
    ],
)
def test_distance_is_counted_in_steps_from_good_to_fair(one, steps):
    assert round(steps_below(one), 6) == steps


def test_skill_with_a_concern_is_a_parting():
    heard = [turn(3, code("CR", "miti"), code("skip", severity=2))]
    (parting,) = debrief(heard, (), review_together=False).partings
    assert told(parting, WORDS.partings.miti["CR"])
    assert "reply 3" in parting
    assert "“Tell me how this week has been for you”" in parting


def test_a_strength_miti_has_nothing_for_is_a_parting():
    (parting,) = debrief([turn(2, code("transparent"))], (), review_together=False).partings
    assert "reply 2" in parting
    assert any(parting.endswith(text) for text in WORDS.partings.miti_silent)


def test_where_both_see_a_concern_or_both_a_strength_nothing_parts():
    heard = [
        turn(1, code("CR", "miti"), code("Confront", "miti"), code("shame", severity=3)),
        turn(2, code("choice"), code("Emphasize", "miti")),
        turn(3, code("CR", "miti"), code("warpurity", severity=1)),
    ]
    assert debrief(heard, (), review_together=False).partings == ()


def test_at_most_four_partings_the_gravest_and_unlike_ones_in_order():
    heard = [turn(n, code("Q", "miti"), code("lead", severity=2)) for n in (1, 2, 3, 4)]
    heard += [turn(5, code("CR", "miti"), code("goal_abst", severity=3)), turn(6, code("ask"))]
    partings = debrief(heard, (), review_together=False).partings
    assert [text.partition("reply ")[2][0] for text in partings] == ["1", "2", "5", "6"]


@pytest.mark.parametrize("entry", codebook().values(), ids=lambda entry: entry.id)
def test_every_code_has_its_debrief(entry):
    heard = [turn(1, code(entry.id, severity=entry.severity), code("CR", "miti", at=9))]
    done = debrief(heard, (), review_together=False)
    assert "{" not in done.keep + done.try_next + "".join(done.partings)


def test_the_same_session_always_gives_the_same_words():
    heard = [turn(1, code("ask")), turn(2, code("CR", "miti"), code("lead", severity=2))]
    assert debrief(heard, (), review_together=False) == debrief(heard, (), review_together=False)
