"""Replies that the moment itself calls for: leaving, danger, repair, the secret, being asked. The drift is ``drift``.

Each function answers with a reply, or None when it is not its moment. MOMENTS has them in the order of
what matters to a person.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from equipoise.client.case import Case, Line
from equipoise.client.lines import as_lines, chance
from equipoise.client.listening import Heard, in_danger_talk, off_road, parrots
from equipoise.client.mood import goodbye_mood
from equipoise.client.reaction import model, wants_to_leave
from equipoise.client.said import Reply, Spoken, pressed, say
from equipoise.client.state import ClientState


def _leaving(case: Case, state: ClientState, heard: Heard) -> Reply | None:
    made_up = heard.did("repair", "honour", "choice")
    if state.warned and not made_up and wants_to_leave(state):
        gone = replace(state, left=True, reasons=("still cornered after the warning",))
        return say(gone, as_lines(case.replies.walkout), heard, "walkout", reply_class="discord")
    if state.warned:
        return _repair(case, replace(state, warned=False, discords_running=0), heard) if made_up else None
    if wants_to_leave(state) and not made_up:
        warned = replace(state, warned=True, reasons=("about to leave",))
        return say(warned, as_lines(case.replies.warning), heard, "warning", reply_class="discord")
    return None


def _off_road(case: Case, state: ClientState, heard: Heard) -> Reply | None:
    where = off_road(heard.words)
    replies = case.replies
    if where == "insulted":
        return say(state, as_lines(replies.insulted), heard, "insulted", reply_class="discord")
    if where == "is_this_a_bot":
        return say(state, as_lines(replies.is_this_a_bot), heard, "is_this_a_bot")
    if where == "unreadable" or parrots(heard):
        return say(state, as_lines(replies.not_understood), heard, "not_understood")
    if where == "greeting" and state.turn <= 2:
        return say(state, as_lines(replies.small_talk), heard, "small_talk")
    if where == "counselor_goes" and state.turn > 2:
        lines = as_lines(getattr(replies.goodbye, goodbye_mood(state)))
        return say(state, lines, heard, "goodbye")
    return None


def _risk(case: Case, state: ClientState, heard: Heard) -> Reply | None:
    cue = case.risk.cue
    asked = heard.did("riskask") and (state.topic in (None, *cue.topics) or state.cue_turn is not None)
    stayed = state.cue_answered_turn is not None and state.topic == cue.topics[0] and not pressed(heard)
    stayed = stayed and in_danger_talk(state) and not heard.did("ask", "safety", "menu", "warmref")
    stayed = stayed and state.secret_turn is None and not _secret_is_next(case, state)
    if (asked or stayed) and (answer := _risk_answer(case, state, heard, asked=asked)):
        return answer
    if state.cue_turn is None and _cue_due(case, state, heard):
        dropped = replace(state, cue_turn=state.turn, topic=cue.topics[0])
        return dropped, Spoken(cue.line, "risk_cue", risk_level=case.risk.level)
    ignored = state.cue_turn is not None and state.cue_answered_turn is None and not state.cue_repeated
    if ignored and state.turn >= (state.cue_turn or 0) + 3 and not heard.did("safety"):
        why = ("the danger was not taken up, so it is said again",)
        again = replace(state, cue_repeated=True, topic=cue.topics[0], reasons=why)
        return again, Spoken(cue.repeat, "risk_cue_again", risk_level=case.risk.level)
    return None


def _risk_answer(case: Case, state: ClientState, heard: Heard, *, asked: bool) -> Reply | None:
    """Asked straight out, or stayed with afterwards: the truth where there is trust, a guarded answer where not."""
    # Asked before the cue was ever dropped: the danger is on the table, and need not be hinted at any more.
    first = state.cue_turn is None
    on_table = state.turn if first else state.cue_turn
    answered = state.turn if asked else state.cue_answered_turn
    state = replace(state, cue_turn=on_table, cue_answered_turn=answered, topic=case.risk.cue.topics[0])
    told = {"risk_level": case.risk.level, "danger_asked": True} if first else {}
    if model().risk_spoken.opens(state):
        return say(state, _ungated(case.replies.risk_answer), heard, "risk_answer", **told)
    return (
        say(state, as_lines(case.replies.risk_answer_guarded), heard, "risk_answer_guarded")
        if asked
        else None
    )


def _cue_due(case: Case, state: ClientState, heard: Heard) -> bool:
    first, last = model().cue_turns["first"], model().cue_turns["last"]
    if state.turn < first or heard.did("repair", "threat", "conditional"):
        return False
    wait = {first: 0.25, first + 1: 0.4, first + 2: 0.6}.get(state.turn, 1.0)
    on_it = state.topic in case.risk.cue.topics
    return state.turn >= last or on_it or chance(state, "cue").random() < wait


def _ungated(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """A direct, caring question about danger is answered by its own gate, not by the topic's."""
    return tuple(replace(line, level=0) for line in lines)


def _repair(case: Case, state: ClientState, heard: Heard) -> Reply | None:
    hurt = state.threat > state.threat_at_start or state.last_class in ("discord", "appease")
    if not heard.did("repair") or not hurt:
        return _left_free(case, state, heard) if heard.did("honour", "choice") else None
    accepts = chance(state, "repair").random() < (0.95 if state.trust >= 20 else 0.4)
    lines = case.replies.repair_accepted if accepts else case.replies.repair_refused
    kind = "repair_accepted" if accepts else "repair_refused"
    return say(state, as_lines(lines), heard, kind)


def _secret(case: Case, state: ClientState, heard: Heard) -> Reply | None:
    numbers = model()
    if state.secret_turn is not None:
        recently = state.turn - state.secret_turn <= 2 and not pressed(heard)
        return say(state, as_lines(case.secret.after), heard, "after_secret") if recently else None
    if state.topic not in case.secret.topics or pressed(heard):
        return None
    if _secret_is_next(case, state):
        told = replace(state, secret_turn=state.turn, reasons=("trust was high and nothing was pushed",))
        return told, Spoken("\n".join(case.secret.lines), "secret")
    lately = state.near_turn is not None and state.turn - state.near_turn < 3
    if numbers.secret_near.opens(state) and not lately:
        near = replace(state, near_turn=state.turn)
        return say(near, as_lines(case.secret.near), heard, "secret_near")
    return None


def _secret_is_next(case: Case, state: ClientState) -> bool:
    return state.topic in case.secret.topics and model().secret_gate.opens(state)


def _own_goal(case: Case, state: ClientState, heard: Heard) -> Reply | None:
    if not heard.did("owngoal") and not (
        state.topic == "own_goal" and heard.did("open_question", "closed_question")
    ):
        return None
    if not model().goal_spoken.opens(state):
        held = replace(state, reasons=("trust was too low to say what they want",))
        return say(held, as_lines(case.replies.goal_held_back), heard, "goal_held_back")
    if state.goal_voiced:
        return say(state, case.replies.goal, heard, "goal", goal=case.goal.kind)
    first = case.replies.goal[0]
    voiced = replace(state, goal_voiced=True)
    return voiced, Spoken(first.say, "goal", talk=first.talk, goal=case.goal.kind)


def _asked_leave(case: Case, state: ClientState, heard: Heard) -> Reply | None:
    if not heard.did("ask"):
        return None
    if model().permission_given.opens(state):
        return say(state, case.replies.permission, heard, "permission", agreed=True)
    return say(state, case.replies.permission_refused, heard, "permission_refused", declined=True)


_OFFERED = (
    ("warmref", "referral"),
    ("menu", "menu"),
    ("scale_question", "ruler"),
    ("safety", "informed"),
)


def _offered(case: Case, state: ClientState, heard: Heard) -> Reply | None:
    if pressed(heard):
        return None
    for act, kind in _OFFERED:
        if heard.did(act):
            return say(state, getattr(case.replies, kind), heard, kind)
    return None


def _left_free(case: Case, state: ClientState, heard: Heard) -> Reply | None:
    asked = heard.did("open_question", "closed_question")
    if not heard.did("honour", "choice") or pressed(heard) or asked:
        return None
    return say(state, case.replies.left_free, heard, "left_free")


def _own_step(case: Case, state: ClientState, heard: Heard) -> Reply | None:
    need = model().own_step
    ready = (
        state.goal_voiced
        and state.trust >= need.trust
        and state.importance >= need.importance
        and state.confidence >= need.confidence
    )
    if not ready or pressed(heard) or chance(state, "own_step").random() >= need.chance:
        return None
    return say(state, case.replies.own_step, heard, "own_step", reply_class="change", talk="change")


MOMENTS: tuple[Callable[[Case, ClientState, Heard], Reply | None], ...] = (
    _leaving,
    _off_road,
    _risk,
    _repair,
    _secret,
    _own_goal,
    _asked_leave,
    _offered,
    _left_free,
    _own_step,
)
