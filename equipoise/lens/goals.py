"""Whose goal, and could they see it: goal capture, leading, false choices, hooks, half-hearing, hidden aims."""

from __future__ import annotations

from equipoise.lens.scene import Found, Scene, surest
from equipoise.lens.sides import picks_change_side_only

_NOTICE = 1


def find_goals(scene: Scene) -> list[Found]:
    """goal_abst, goal_hr, lead, falsechoice, flatter, skip and hidden, each at most once."""
    doors = _falsechoice(scene)
    # Two routes to the same unchosen end are a false choice only (settled readings).
    captured = [] if doors and scene.marks("two_doors") else _goal_abst(scene)
    return [
        *doors,
        *captured,
        *_goal_hr(scene),
        *_lead(scene),
        *scene.found("flatter"),
        *_skip(scene),
        *scene.found("hidden"),
    ]


def _chose_treatment(scene: Scene) -> bool:
    chosen = scene.answers is not None and bool(scene.answers.marked("chose_treatment"))
    return chosen and scene.ledger.declined_now() is None


def _goal_abst(scene: Scene) -> list[Found]:
    if scene.goal == "abstain":
        return []
    marks = scene.marks("goal_stop") + (() if _chose_treatment(scene) else scene.marks("goal_treat"))
    if scene.goal != "moderate":
        marks += scene.marks("goal_cut")
    # An opinion they asked for, put to them as a question of fit, is an answer and no capture.
    if scene.ledger.request and scene.marks("hand_back"):
        return []
    return [surest("goal_abst", marks)] if marks else []


def _goal_hr(scene: Scene) -> list[Found]:
    wants_none = scene.goal == "abstain"
    marks = scene.marks("goal_less") if wants_none else ()
    if wants_none or scene.goal is None:
        marks += scene.marks("belittles_abstinence")
    return [surest("goal_hr", marks)] if marks else []


def _lead(scene: Scene) -> list[Found]:
    marks = scene.marks("lead")
    said = scene.answers
    raised = said is not None and said.marked("raised_worry") and not said.marked("says_fine")
    if not raised:
        marks += scene.marks("lead_problem")
    if scene.goal != "abstain":
        ruler = scene.marks("ruler_on_quitting")
        known = scene.goal is not None
        marks += ruler if known else ()
        marks += scene.marks("ruler_follow_up") if scene.ledger.ruler_on_quitting else ()
        if ruler and not known and not marks:
            best = surest("lead", ruler)
            # Nobody knows their goal yet: the ruler may or may not measure it. Shown as a question.
            return [Found("lead", best.start, best.end, 0.5)]
    return [surest("lead", marks)] if marks else []


def _falsechoice(scene: Scene) -> list[Found]:
    marks = scene.marks("falsechoice")
    if not scene.marks("way_out") and not _chose_treatment(scene):
        marks += scene.marks("two_doors")
    return [surest("falsechoice", marks)] if marks else []


def _skip(scene: Scene) -> list[Found]:
    token = scene.marks("token_balance")
    if token:
        return [surest("skip", token)]
    if scene.answers is None or scene.goal == "abstain":
        return []
    if scene.marks("bothsides", "honour", "accepts_no", "menu", "repair", "owngoal") or (
        scene.in_danger and scene.marks("riskask")
    ):
        return []
    sure = picks_change_side_only(
        scene.client_said,
        scene.text,
        both=scene.ledger.both_sides,
        skipped_before=scene.ledger.turn in scene.ledger.skip_turns,
    )
    if not sure:
        return []
    sentences = scene.reading.sentences
    # The first time is a notice only (domain reference, L7).
    severity = None if scene.ledger.skip_turns else _NOTICE
    return [Found("skip", sentences[0].start, sentences[-1].end, sure, severity)] if sentences else []
