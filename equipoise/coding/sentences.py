"""A spaCy component that finds sentences in chat: by punctuation and by new lines. Long runs are cut."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from equipoise.coding.reading import Sentence

_ENDS = frozenset(".!?…") | {"...", "..", "!!", "??", "?!", "!?", "!!!", "???"}
_CLOSERS = frozenset("\"')]}”’»")

LONGEST_SENTENCE_TOKENS = 80
"""Runs without punctuation are cut here, so that no pattern ever meets an unbounded text."""


@Language.component("equipoise_sentences_v1")
def mark_sentences(doc: Doc) -> Doc:
    """Set every token's ``is_sent_start``."""
    length, ended = 0, False
    for token in doc:
        new_line = token.i > 0 and "\n" in doc[token.i - 1].text
        closing = token.text in _CLOSERS
        starts = token.i == 0 or new_line or length >= LONGEST_SENTENCE_TOKENS
        starts = starts or (ended and not closing and not _ends(token.text) and not token.is_space)
        token.is_sent_start = starts
        length = 1 if starts else length + 1
        ended = _ends(token.text) or (ended and not starts and (closing or token.is_space))
    return doc


def _ends(text: str) -> bool:
    return text in _ENDS or (len(text) > 1 and set(text) <= set(".!?…"))


def sentences_of(doc: Doc) -> tuple[Sentence, ...]:
    """The non-blank sentences of ``doc`` with offsets into its text, white space trimmed."""
    found = []
    for span in doc.sents:
        text = span.text
        left = len(text) - len(text.lstrip())
        stripped = text.strip()
        if stripped:
            start = span.start_char + left
            found.append(Sentence(stripped, start, start + len(stripped)))
    return tuple(found)
