"""A spaCy component that runs the rules and leaves their matches on the doc. Decides nothing."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from equipoise.coding.prefilter import SHORTEST_LITERAL, fold, required_literals
from equipoise.coding.reading import Marker, Sentence
from equipoise.coding.rules import CompiledRule, load_rules, straighten
from equipoise.coding.sentences import sentences_of
from equipoise.transcript import SPEAKERS

if not Doc.has_extension("markers"):
    Doc.set_extension("markers", default=())
    Doc.set_extension("sentences", default=())
    Doc.set_extension("speaker", default="counselor")
    Doc.set_extension("client_said", default="")
    Doc.set_extension("permitted", default=False)
    Doc.set_extension("miti", default=())
    Doc.set_extension("main_behaviour", default="other")


_START = 3
"""Literals are kept by their first letters, so that most are never looked for."""


class RuleIndex:
    """Rules by the literals they cannot match without: of some hundred, a sentence tries a few."""

    def __init__(self, rules: tuple[CompiledRule, ...]) -> None:
        self._rules = rules
        self._always: list[int] = []
        self._by_start: dict[str, dict[str, list[int]]] = {}
        for number, compiled in enumerate(rules):
            literals = required_literals(compiled.pattern)
            if not literals:
                self._always.append(number)
            for literal in sorted(literals):
                same_start = self._by_start.setdefault(literal[:_START], {})
                same_start.setdefault(literal, []).append(number)

    def matches(self, text: str, client_said: str) -> Iterator[tuple[CompiledRule, re.Match[str]]]:
        """Every rule that matches ``text``, in the order of the files. Both texts must be straightened."""
        folded = fold(text)
        possible = set(self._always)
        starts = {folded[i : i + size] for size in (SHORTEST_LITERAL, _START) for i in range(len(folded))}
        for start in starts & self._by_start.keys():
            for literal, numbers in self._by_start[start].items():
                if literal in folded:
                    possible.update(numbers)
        for number in sorted(possible):
            match = self._rules[number].find(text, client_said)
            if match is not None:
                yield self._rules[number], match


class MarkerFinder:
    """Runs the speaker's rules over every sentence; sets ``doc._.markers`` and ``doc._.sentences``."""

    def __init__(self, rules: tuple[CompiledRule, ...]) -> None:
        self._rules = {
            (speaker, reads): RuleIndex(
                tuple(rule for rule in rules if rule.speaker == speaker and rule.rule.reads == reads)
            )
            for speaker in SPEAKERS
            for reads in ("sentence", "turn")
        }

    def __call__(self, doc: Doc) -> Doc:
        """``doc`` with its sentences and markers."""
        doc._.sentences = sentences_of(doc)
        doc._.markers = tuple(self._find(doc))
        return doc

    def _find(self, doc: Doc) -> list[Marker]:
        client_said, text, sentences = straighten(doc._.client_said), doc.text, doc._.sentences
        turn = straighten(text)
        by_turn, by_sentence = self._rules[doc._.speaker, "turn"], self._rules[doc._.speaker, "sentence"]
        markers = [
            _marker(text, rule, match, 0, _sentence_at(sentences, match.start()))
            for rule, match in by_turn.matches(turn, client_said)
        ]
        for index, sentence in enumerate(sentences):
            found = by_sentence.matches(turn[sentence.start : sentence.end], client_said)
            markers += [_marker(text, rule, match, sentence.start, index) for rule, match in found]
        return sorted(markers, key=lambda marker: (marker.start, marker.end, marker.rule))


def _sentence_at(sentences: Sequence[Sentence], position: int) -> int:
    return next((index for index, sentence in enumerate(sentences) if sentence.end > position), 0)


def _marker(text: str, compiled: CompiledRule, match: re.Match[str], offset: int, index: int) -> Marker:
    start, end = offset + match.start(), offset + match.end()
    rule = compiled.rule
    return Marker(rule.marks, rule.id, start, end, index, rule.confidence, text[start:end])


@Language.factory("equipoise_markers_v1", default_config={"folders": []})
def make_marker_finder(nlp: Language, name: str, folders: list[str]) -> MarkerFinder:
    """The component; ``folders`` hold rule files (see ``coding.rules``)."""
    return MarkerFinder(tuple(rule for folder in folders for rule in load_rules(Path(folder))))
