"""MITI 4.2.1: which codes a counselor turn earns, on which words, and what it mainly does."""

import pytest

from equipoise.coding.acts import Act
from equipoise.coding.miti import codes_of, main_behaviour_of
from equipoise.coding.reading import Context
from equipoise.coding.thresholds import load_thresholds


def codes(coder, say, prev="", *, permitted=False):
    heard = coder.read_counselor(say, Context(prev, permitted=permitted))
    return [code.id for code in heard.miti if not code.unsure]


def code(coder, say, id_, prev=""):
    return next(found for found in coder.read_counselor(say, Context(prev)).miti if found.id == id_)


@pytest.mark.parametrize(
    ("say", "expected"),
    [
        ("What would a better week look like?", ["Q"]),
        ("how long have u been taking them", ["Q"]),
        ("Tell me about a good morning.", ["Q"]),
        ("Would it be okay if I shared what I know about patches?", ["Seek"]),
        ("What do you make of that?", ["Seek"]),
        ("Where would you like to start?", ["Seek"]),
        ("Whether you take it is completely your decision.", ["Emphasize"]),
        ("I won't push you on that.", ["Emphasize"]),
        ("You should throw out the rest tonight.", ["Persuade"]),
        ("Have you tried having water in between?", ["Persuade"]),
        ("The test looks for six substances and takes two days.", ["GI"]),
        ("Naloxone reverses an opioid overdose for about half an hour.", ["GI"]),
        ("It took guts to tell your boss.", ["AF"]),
        ("Two jobs and every visit kept.", ["AF"]),
        ("You're an alcoholic and you know it.", ["Confront"]),
        ("I find that hard to believe.", ["Confront"]),
        ("Don't you care about your health?", ["Confront"]),
        ("You're in denial.", ["Confront"]),
    ],
)
def test_a_turn_that_does_one_thing_earns_one_code(coder, say, expected):
    assert codes(coder, say) == expected


@pytest.mark.parametrize(
    "say",
    [
        "mm-hmm",
        "Okay, I see.",
        "Yeah?",
        "Hi Sam, good to see you again.",
        "Great job!",
        "I'm proud of you.",
        "Well done, keep it up!",
        "Sorry to hear that.",
        "Thanks for telling me that.",
        "First I'll ask some questions about your health.",
    ],
)
def test_nods_greetings_praise_sympathy_and_announcements_are_not_coded(coder, say):
    heard = coder.read_counselor(say, Context("i had a bad week"))
    assert (heard.miti, heard.main_behaviour) == ((), "other")


@pytest.mark.parametrize(
    ("prev", "say", "expected"),
    [
        ("my wife keeps nagging and im sick of it", "You're sick of the nagging.", {"SR"}),
        ("i stopped for a whole year once", "A whole year.", {"SR"}),
        ("i sleep maybe 3 hours a night without it", "so without it you barely sleep", {"SR", "CR"}),
        ("wouldve been quiet at least", "You're worn out, and quiet sounds like relief.", {"CR"}),
        ("its the only time nobody wants anything", "It's the one hour nobody needs you.", {"SR", "CR"}),
        (
            "helps me sleep but mornings are a fog",
            "Part of you wants the sleep, and part hates the fog.",
            {"CR"},
        ),
        (
            "i only smoke when im stressed",
            "sounds like work piles up and a cigarette is the way out",
            {"SR", "CR"},
        ),
    ],
)
def test_a_statement_that_returns_the_clients_words_is_a_reflection(coder, prev, say, expected):
    assert set(codes(coder, say, prev)) & {"SR", "CR"} <= expected
    assert set(codes(coder, say, prev)) & {"SR", "CR"}


def test_the_same_words_asked_are_a_question_and_no_reflection(coder):
    assert codes(coder, "You're sick of the nagging?", "im sick of the nagging") == ["Q"]


def test_is_that_right_leaves_a_reflection_and_adds_a_question(coder):
    prev = "the nights are the worst, i just lie there"
    assert codes(coder, "The nights are the worst for you. Is that right?", prev) == ["SR", "Q"]
    assert codes(coder, "The nights are the worst for you, is that right?", prev) == ["SR", "Q"]


def test_a_volley_holds_each_code_once(coder):
    say = "Do you sleep? Do you eat? What helps? You should rest. You should eat."
    assert codes(coder, say) == ["Q", "Persuade"]


def test_one_complex_reflection_makes_the_volleys_one_reflection_complex(coder):
    prev = "im tired. my kids wont talk to me"
    say = "You're tired. And part of you is scared you've lost them for good."
    assert codes(coder, say, prev) == ["CR"]


def test_a_volley_never_holds_persuade_and_persuade_with_permission(coder):
    say = "You should rest. You could try gum. Take it or leave it."
    found = codes(coder, say)
    assert "PwP" in found
    assert "Persuade" not in found


@pytest.mark.parametrize(
    ("say", "prev", "permitted"),
    [
        ("I'd start with telling the doctor.", "what would you do", True),
        ("Can I offer a thought? You could carry a kit.", "", False),
        ("You could carry a kit, if that fits.", "", False),
        ("You could carry a kit. It may not suit you.", "", False),
    ],
)
def test_advice_asked_for_asked_about_or_left_free_is_with_permission(coder, say, prev, permitted):
    found = codes(coder, say, prev, permitted=permitted)
    assert "PwP" in found
    assert "Persuade" not in found


def test_the_same_advice_without_permission_is_persuasion(coder):
    assert codes(coder, "You could carry a kit.") == ["Persuade"]
    assert codes(coder, "You could carry a kit.", permitted=True) == ["PwP"]


def test_neutral_facts_are_information_with_and_without_permission(coder):
    fact = "Naloxone lasts about half an hour."
    assert codes(coder, fact) == codes(coder, fact, permitted=True) == ["GI"]


def test_a_pretended_ask_gives_no_permission(coder):
    assert codes(coder, "Can I just say, you should slow down.") == ["Persuade"]


def test_an_explicit_choice_is_coded_beside_the_advice_it_frees(coder):
    assert set(codes(coder, "You could try gum. It's your decision.")) == {"PwP", "Emphasize"}


def test_a_choice_that_is_taken_back_emphasizes_nothing(coder):
    assert "Emphasize" not in codes(coder, "It's your choice, but you know what happens.")
    assert "Persuade" in codes(coder, "You should stop. It's your choice, but you know what happens.")


def test_an_affirmation_is_preferred_to_a_reflection(coder):
    assert codes(coder, "You kept every appointment.", "i kept every appointment") == ["AF"]


def test_an_attack_that_may_be_a_reflection_earns_no_code(coder):
    say = "You say you want to be healthy, yet you still smoke a pack."
    assert codes(coder, say, "i want to be healthy. i smoke a pack a day") == []


@pytest.mark.parametrize(
    ("say", "id_", "evidence"),
    [
        ("Okay. What would help?", "Q", "What would help?"),
        ("Hm. You should talk to him.", "Persuade", "You should"),
        ("Fair. It's up to you. Bye.", "Emphasize", "It's up to you"),
        ("Well, the clinic opens at ten. Okay?", "GI", "Well, the clinic opens at ten."),
        ("😀 You’re lying to yourself.", "Confront", "You’re lying"),
    ],
)
def test_a_code_points_at_the_words_that_earned_it(coder, say, id_, evidence):
    found = code(coder, say, id_)
    assert found.evidence == evidence
    assert say[found.start : found.end] == evidence


def test_codes_belong_to_miti_and_carry_no_severity(coder):
    found = coder.read_counselor("You should stop. What helps?", Context()).miti
    assert {(one.instrument, one.severity, one.weight) for one in found} == {("miti", 0, 1.0)}
    assert all(0 <= one.confidence <= 1 for one in found)


def test_a_code_below_the_floor_is_unsure():
    floor = load_thresholds().sure_floor
    below = Act("reflection", "SR", 0, 4, floor - 0.01, 1)
    at = Act("question", "Q", 5, 9, floor, 1)
    assert [(one.id, one.unsure) for one in codes_of([below, at], "tiny text", floor)] == [
        ("SR", True),
        ("Q", False),
    ]


def test_a_sure_simple_reflection_beats_an_unsure_complex_one():
    acts = [Act("reflection", "CR", 0, 4, 0.45, 1), Act("reflection", "SR", 5, 9, 0.7, 1)]
    assert [one.id for one in codes_of(acts, "tiny text", 0.5)] == ["SR"]


@pytest.mark.parametrize(
    ("say", "prev", "main"),
    [
        ("What would help?", "", "question"),
        ("You're fed up with it. What would help?", "im fed up", "question"),
        ("You're fed up with being told what to do, and nobody asks you. Is that right?", "", "reflection"),
        ("You should eat first. You should rest. You should call someone, okay?", "", "input"),
        ("Naloxone lasts about half an hour.", "", "input"),
        ("It's completely up to you.", "", "other"),
        ("mm-hmm", "", "other"),
    ],
)
def test_the_main_act_is_the_one_the_turn_spends_itself_on(coder, say, prev, main):
    assert coder.read_counselor(say, Context(prev)).main_behaviour == main


def test_a_turn_without_acts_is_other():
    assert main_behaviour_of([], load_thresholds().main) == "other"
