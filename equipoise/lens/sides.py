"""The two sides of what a client said, and which of them a reply picks up. What follows from it is not decided here."""

from __future__ import annotations

import re

from equipoise.coding.rules import straighten
from equipoise.lens.subjects import subject_words

_TURN = re.compile(
    r"(?:[.!?;,]|\s)\s*\b(?:but|though|although|yet|then again|still|however|even though|on the other hand|except|"
    r"only thing is|mind you|having said that)\b|[.!?;,]\s+|\n",
    re.IGNORECASE,
)
_CHANGE = re.compile(
    r"\b(?:pricey|expensive|cost\w*|money|broke|skint|hates?|hated|angry|upset|worr\w*|scar\w*|hurt\w*|lungs?|liver|chest|"
    r"cough\w*|stomach|teeth|sick|hung ?over|hangovers?|overdo\w*|too much|over the top|bruise\w*|fell|lose|losing|lost|"
    r"foggy|forget\w*|tired|wrecked|rough|comedown|crash\w*|ruin\w*|problem|trouble|bad|worse|not great|isn'?t great|"
    r"arent great|aren'?t great|pain|drag|shame\w*|guilt\w*|regret|miss(?:ed|ing)? work|late|fights?|fighting|argu\w*|row\w*|"
    r"less|cut\w*|stop\w*|quit\w*|change|noticed|notices|nags?|complain\w*|fed up|had enough|dumb|stupid|dying|early grave|spend\w*|cough|killing me|panic|a bomb|skint|wak\w* up (?:foggy|rough)|"
    r"sleep badly|can'?t sleep|paranoi\w*|anxious|shak\w*|weight|saw)\b",
    re.IGNORECASE,
)
_STAY = re.compile(
    r"\b(?:love|like|likes|enjoy\w*|helps?|helped|calm\w*|quiet|relax\w*|chill\w*|steady|steadies|fun|laugh\w*|only thing|"
    r"only (?:quiet|time|way|place)|sleep|friends?|mates?|people|social|confident|confidence|numb\w*|escape|relief|works|"
    r"fine|good|great|nice|enjoy|warm|brave|energy|focus|gets me through|takes the edge|edge off|unwind|reward|treat|"
    r"don'?t want to (?:quit|stop)|not (?:looking|ready|planning) to|keep\w*|safe|control|me time|break|get through|"
    r"use to me|no use|best (?:bit|part|thing)|nothing else does|makes me feel|feel (?:ten|on top|amazing|alive|normal|human)|the lads|buzz|high|need it|happy|comfort\w*|holds me|better)\b",
    re.IGNORECASE,
)
_NEITHER = re.compile(
    r"\b(?:both|two (?:sides|things|minds)|each|on (?:the )?one hand|and (?:also|at the same time)|torn|mixed|"
    r"which (?:of|one|should|would)|where (?:would|do|shall))\b",
    re.IGNORECASE,
)
_URGES_CHANGE = re.compile(
    r"\b(?:coming off|ready to|want you to|had enough|it'?s time|telling you|quit|stop(?:ping)?|cut(?:ting)? (?:down|back)|less|free up|"
    r"another reason|what else makes you|steady|save|better off|change)\b",
    re.IGNORECASE,
)
_LONGEST_LINE_WORDS = 60
"""In a longer speech two sides stand too far apart to say that a short reply chose between them."""

_SHORT_LINE_WORDS = 25
_PUSHES_CHANGE = re.compile(r"\b(?:want you to|telling you|reasons? to (?:stop|quit)|time to|had enough)\b", re.IGNORECASE)
_HOLDS_ON = re.compile(rf"{_URGES_CHANGE.pattern}|\byou(?:'?d| would) (?:like|love|want)\b|\byou want\b", re.IGNORECASE)
_TILTS = re.compile(r"\b(?:but|though|however)\b", re.IGNORECASE)
_WORD_PICKED, _URGED, _ONLY_CUED, _PERHAPS = 0.75, 0.75, 0.65, 0.5


def parts_of(client_said: str) -> tuple[str, str] | None:
    """(stay, change): the stretches of a client line that speak for either side, or None when only one is there."""
    stretches = [stretch for stretch in _TURN.split(straighten(client_said)) if stretch and stretch.strip()]
    stay, change = [], []
    for stretch in stretches:
        for_stay, for_change = len(_STAY.findall(stretch)), len(_CHANGE.findall(stretch))
        if for_stay > for_change or (for_stay and re.search(r"\b(?:don'?t|not) want to (?:quit|stop)", stretch, re.I)):
            stay.append(stretch)
        elif for_change:
            change.append(stretch)
    return (" ".join(stay), " ".join(change)) if stay and change else None


def picks_change_side_only(client_said: str, reply: str, *, both: bool, skipped_before: bool) -> float:
    """How sure (0–1; 0 is no) that ``reply`` takes up only the change side of a two-sided client line.

    ``both``: the reading heard both sides. ``skipped_before``: the turn before did the same.
    """
    if _NEITHER.search(reply) or len(client_said.split()) > _LONGEST_LINE_WORDS:
        return 0.0
    parts = parts_of(client_said)
    if parts is None:
        stays_now = skipped_before and _STAY.search(straighten(client_said))
        return _URGED if stays_now and _passes_over(client_said, reply) else 0.0
    stay, change = parts
    said = subject_words(reply)
    stay_words, change_words = subject_words(stay), subject_words(change)
    only_stay, only_change = stay_words - change_words, change_words - stay_words
    if said & only_stay and not _URGES_CHANGE.search(reply):
        return 0.0
    picked = bool(said & only_change)
    if picked and not said & only_stay:
        return _WORD_PICKED if both or len(client_said.split()) <= _SHORT_LINE_WORDS else _PERHAPS
    if _URGES_CHANGE.search(reply) and (both or skipped_before or picked):
        return _URGED
    return _ONLY_CUED if both and _CHANGE.search(reply) and not _STAY.search(reply) else 0.0


def _passes_over(stay_said: str, reply: str) -> bool:
    """The stay side is offered again and ``reply`` holds on to change without a word of it."""
    return not subject_words(stay_said) & subject_words(reply) and bool(_HOLDS_ON.search(reply))


def picks_both_sides(client_said: str, reply: str) -> bool:
    """``reply`` names something of either side of a two-sided client line, without a "but" that tilts it."""
    parts = parts_of(client_said)
    if parts is None or _TILTS.search(reply) or _PUSHES_CHANGE.search(reply):
        return False
    stay, change = subject_words(parts[0]), subject_words(parts[1])
    said = subject_words(reply)
    return bool(said & (stay - change)) and bool(said & (change - stay))
