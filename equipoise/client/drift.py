"""The drift of the talk: a class of reply drawn from the reaction model, answered on the topic where it can be."""

from __future__ import annotations

from dataclasses import replace

from equipoise.client.case import Case, Line
from equipoise.client.lines import as_lines, chance, closenesses, fresh, key, level_open
from equipoise.client.listening import Heard, reflection_hits
from equipoise.client.reaction import class_weights, triggers_in
from equipoise.client.said import Reply, Spoken, pressed, say
from equipoise.client.state import ClientState, ReplyClass


def drift(case: Case, state: ClientState, heard: Heard) -> Reply | None:
    """The reply when no moment calls for one of its own; None only when every line has been said."""
    weights = class_weights(case, state, heard.acts, heard.words)
    drawn = chance(state, "class").choices(list(weights), weights=list(weights.values()))[0]
    if drawn in ("discord", "appease") and not _cause_for_it(case, state, heard):
        drawn = "neutral"
    because = (f"{drawn} had a chance of {weights[drawn]:.0%}",)
    state = replace(state, reasons=because)
    if drawn == "discord":
        return _resist(case, state, heard)
    if drawn == "appease":
        return say(state, case.replies.appease, heard, "appease", reply_class="appease", talk="change")
    return (
        _about_words(case, state, heard, drawn)
        or _about_topic(case, state, heard, drawn)
        or _of_class(case, state, heard, drawn)
    )


def _cause_for_it(case: Case, state: ClientState, heard: Heard) -> bool:
    """Resistance out of nowhere reads as a machine: it takes a concern, a trigger word, or a threat still felt."""
    return (
        pressed(heard)
        or bool(triggers_in(case, heard.words))
        or state.threat > max(40.0, state.threat_at_start)
    )


def _resist(case: Case, state: ClientState, heard: Heard) -> Reply | None:
    if heard.did("push", "advice", "goal_abst", "goal_hr") and chance(state, "decline").random() < 0.5:
        said = say(state, case.replies.decline, heard, "decline", reply_class="discord", declined=True)
        if said:
            return said
    return say(state, case.replies.discord, heard, "discord", reply_class="discord")


def _about_words(case: Case, state: ClientState, heard: Heard, drawn: ReplyClass) -> Reply | None:
    """Answers to what the words did: advice, a reflection, praise, both sides; not every time."""
    replies = case.replies
    if heard.did("advice", "goal_abst", "goal_hr", "lead", "minimise") and drawn != "change":
        return say(state, replies.told, heard, "told", reply_class=drawn)
    if heard.did("bothsides") and chance(state, "both").random() < 0.6:
        return say(state, replies.both_sides, heard, "both_sides", reply_class=drawn)
    asks = heard.did("open_question", "closed_question")
    if heard.did("affirmation") and not asks and chance(state, "affirmed").random() < 0.6:
        return say(state, replies.affirmed, heard, "affirmed", reply_class=drawn)
    if heard.did("simple_reflection", "complex_reflection") and not asks:
        return _reflected(case, state, heard, drawn)
    return None


def _reflected(case: Case, state: ClientState, heard: Heard, drawn: ReplyClass) -> Reply | None:
    if len(heard.words.split()) >= 40:
        return say(state, case.replies.summary, heard, "summary", reply_class=drawn)
    hit = reflection_hits(case, state, heard)
    if hit is False:
        return say(state, case.replies.correct, heard, "correct", reply_class=drawn)
    if hit and chance(state, "confirm").random() < 0.45:
        return say(state, case.replies.confirm, heard, "confirm", reply_class=drawn)
    return None


def _about_topic(case: Case, state: ClientState, heard: Heard, drawn: ReplyClass) -> Reply | None:
    """The next thing to tell about the topic, shallow before deep; a smaller answer while the gate is shut."""
    if state.topic is None or state.topic not in case.topics:
        return None
    topic = case.topics[state.topic]
    telling = fresh(state, topic.said)
    if telling:
        line = _next_to_tell(telling, heard, drawn)
        unmasked = replace(state, masked=tuple(name for name in state.masked if name != state.topic))
        return unmasked, Spoken(line.say, f"topic:{state.topic}", reply_class=line.talk, talk=line.talk)
    shut = [
        line for line in topic.said if key(line.say) not in state.said and not level_open(state, line.level)
    ]
    if shut and (said := say(state, as_lines(topic.masked), heard, "masked")):
        hidden = (f"kept back about {state.topic}: trust {state.trust:.0f}, threat {state.threat:.0f}",)
        return replace(said[0], masked=(*state.masked, state.topic), reasons=state.reasons + hidden), said[1]
    return None


def _next_to_tell(telling: list[Line], heard: Heard, drawn: ReplyClass) -> Line:
    """Shallow before deep, earlier before later, and nearer the words that were just said. Weights are judgement."""
    close = closenesses(heard.words, [line.say for line in telling])

    def score(place: int) -> float:
        line = telling[place]
        return close[place] + 0.1 * (line.talk == drawn) - 0.12 * line.level - 0.06 * place

    return telling[max(range(len(telling)), key=score)]


def _of_class(case: Case, state: ClientState, heard: Heard, drawn: ReplyClass) -> Reply | None:
    low = state.engagement < 25 and heard.did("closed_question")
    if low and (said := say(state, as_lines(case.replies.shrug), heard, "shrug")):
        return said
    for name in dict.fromkeys((drawn, "neutral", "both_sides", "sustain", "change")):
        reply_class = "neutral" if name == "both_sides" else name
        if said := say(state, getattr(case.replies, name), heard, name, reply_class=reply_class):
            return said
    return _volunteer(case, state, heard)


def _volunteer(case: Case, state: ClientState, heard: Heard) -> Reply | None:
    """When the class has nothing left: something open that has not been told yet."""
    open_lines = tuple(
        replace(line, topics=(name,))
        for name, topic in case.topics.items()
        for line in topic.said
        if not line.level
    )
    return say(state, open_lines, heard, "volunteered") or say(
        state, as_lines((*case.replies.shrug, *case.replies.dont_know)), heard, "shrug"
    )
