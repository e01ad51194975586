"""A spaCy component: the MITI 4.2.1 codes of one counselor turn, and the turn's main act.

Volley rules (each code once; Persuade or PwP; one reflection, any complex one makes it CR; one Q) are applied
here; what each piece of the turn does is decided in ``acts``.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from spacy.language import Language
from spacy.tokens import Doc

from equipoise.coding.acts import Act, CodeId, Setting, acts_of
from equipoise.coding.pieces import pieces_of
from equipoise.coding.reading import Marker
from equipoise.coding.stems import content_stems
from equipoise.coding.thresholds import MainWeights, Thresholds, load_thresholds
from equipoise.transcript import Code, MainBehaviour

_ONE_OF: tuple[tuple[CodeId, ...], ...] = (
    ("GI",),
    ("PwP", "Persuade"),
    ("Q",),
    ("CR", "SR"),
    ("AF",),
    ("Seek",),
    ("Emphasize",),
    ("Confront",),
)
"""MITI's volley: at most one of each row. Where a row has two, the first that is sure wins."""


def is_welcome(markers: Sequence[Marker], *, permitted: bool) -> bool:
    """Whether persuasion is with permission: asked for, asked about in the same turn, or left free.

    A freedom that is taken back ("your choice, but ...") leaves nobody free.
    """
    names = {marker.name for marker in markers}
    if permitted or "permission_ask" in names:
        return True
    return "leaves_free" in names and "taken_back" not in names


_POINTS_BACK = re.compile(
    r"\W*(?:(?:and|so|honestly|really|well|wow)\W+)*(?:that|this|it|which)\b", re.IGNORECASE
)


def with_deeds_affirmed(acts: Sequence[Act], text: str) -> list[Act]:
    """``acts`` where a deed told back only to be affirmed ("You rang her. That took nerve.") is one AF."""
    joined: list[Act] = []
    for act in acts:
        points_back = act.code == "AF" and _POINTS_BACK.match(text, act.piece_start)
        if points_back and joined and joined[-1].code in ("SR", "CR", "GI"):
            joined[-1] = replace(joined[-1], behaviour="reflection", code=None)
        joined.append(act)
    return joined


def codes_of(acts: Sequence[Act], text: str, floor: float) -> tuple[Code, ...]:
    """The codes of a volley in order of appearance; below ``floor`` a code is unsure."""
    codes = []
    for row in _ONE_OF:
        candidates = [act for act in acts if act.code in row]
        if candidates:
            codes.append(_code(_chosen(candidates, row, floor), text, floor))
    return tuple(sorted(codes, key=lambda code: (code.start, code.end, code.id)))


def _chosen(candidates: list[Act], row: tuple[CodeId, ...], floor: float) -> Act:
    for code in row:
        sure = [act for act in candidates if act.code == code and act.confidence >= floor]
        if sure:
            return max(sure, key=lambda act: act.confidence)
    return max(candidates, key=lambda act: act.confidence)


def _code(act: Act, text: str, floor: float) -> Code:
    start, end = _trimmed(text, act.start, act.end)
    unsure = act.confidence < floor
    return Code(str(act.code), "miti", start, end, act.confidence, text[start:end], unsure=unsure)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    words = text[start:end]
    inner = words.strip(" \t\r\n,;:-")
    if not inner:
        return start, end
    start += words.index(inner)
    return start, start + len(inner)


def main_behaviour_of(acts: Sequence[Act], weights: MainWeights) -> MainBehaviour:
    """The main act of a turn, in AnnoMI's four classes.

    Each behaviour weighs the words spent on it. A question weighs more, since it hands the turn over, and so
    does what comes last; telling weighs more too, since a teller wraps it in listening. "Other" only where nothing
    else is.
    """
    totals: dict[MainBehaviour, float] = {}
    for act in acts:
        if act.behaviour != "other":
            totals[act.behaviour] = totals.get(act.behaviour, 0.0) + act.words
    if not totals:
        return "other"
    if "question" in totals and totals["question"] > weights.check_words:
        totals["question"] += weights.question_bonus
    if "input" in totals:
        totals["input"] += weights.input_bonus
    last = acts[-1].behaviour
    if last in totals:
        totals[last] += weights.last_bonus
    return max(totals, key=lambda behaviour: totals[behaviour])


def _settled(act: Act, sentence: int, text: str) -> list[Marker]:
    """Marks that only the whole reading can give; the rules' own marks are its raw material."""
    if act.code in ("SR", "CR"):
        names = ["reflection"]
    elif act.behaviour == "question":
        names = ["question", "open_question" if act.open else "closed_question"]
    else:
        return []
    evidence = text[act.start : act.end]
    return [Marker(name, "settled", act.start, act.end, sentence, act.confidence, evidence) for name in names]


class MitiCoder:
    """Sets ``doc._.miti`` and ``doc._.main_behaviour``; adds question and reflection to ``doc._.markers``."""

    def __init__(self, thresholds: Thresholds) -> None:
        self._thresholds = thresholds

    def __call__(self, doc: Doc) -> Doc:
        """``doc`` with its codes; a client's doc is left alone."""
        if doc._.speaker != "counselor":
            return doc
        text, markers = doc.text, doc._.markers
        theirs = frozenset(content_stems(doc._.client_said))
        setting = Setting(theirs, self._thresholds, is_welcome(markers, permitted=doc._.permitted))
        pieces = pieces_of(text, doc._.sentences, markers)
        found = [(piece.sentence, act) for piece in pieces for act in acts_of(piece, setting)]
        acts = with_deeds_affirmed([act for _, act in found], text)
        found = [(sentence, act) for (sentence, _), act in zip(found, acts, strict=True)]
        doc._.miti = codes_of(acts, text, self._thresholds.sure_floor)
        doc._.main_behaviour = main_behaviour_of(acts, self._thresholds.main)
        settled = [marker for sentence, act in found for marker in _settled(act, sentence, text)]
        order = [*markers, *settled]
        doc._.markers = tuple(sorted(order, key=lambda marker: (marker.start, marker.end, marker.rule)))
        return doc


@Language.factory("equipoise_miti_v1")
def make_miti_coder(nlp: Language, name: str) -> MitiCoder:
    """The component; numbers come from thresholds.yml."""
    return MitiCoder(load_thresholds())
