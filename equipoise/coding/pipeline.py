"""The coder: a spaCy pipeline of our own components, and the two readings it gives. No state between calls."""

from __future__ import annotations

from pathlib import Path

import spacy
from spacy.language import Language

from equipoise.coding import markers as _markers  # noqa: F401 (registers its component)
from equipoise.coding import miti as _miti  # noqa: F401 (registers its component)
from equipoise.coding import sentences as _sentences  # noqa: F401 (registers its component)
from equipoise.coding.client_talk import talk_of
from equipoise.coding.reading import ClientReading, Context, Reading

CODING_RULES = Path(__file__).parent / "rules"
LENS_RULES = Path(__file__).parents[1] / "lens" / "rules"


class Coder:
    """Words in, readings out. The same words in the same context always give the same reading."""

    def __init__(self, nlp: Language) -> None:
        self.nlp = nlp

    def read_counselor(self, text: str, context: Context | None = None) -> Reading:
        """A counselor turn as heard in ``context``; empty text gives an empty reading, main behaviour other."""
        context = context or Context()
        doc = self.nlp.make_doc(text)
        doc._.client_said = context.client_said
        doc._.permitted = context.permitted
        doc = self.nlp(doc)
        return Reading(text, doc._.sentences, doc._.markers, doc._.miti, doc._.main_behaviour)

    def read_client(self, text: str) -> ClientReading:
        """A client turn as heard; neutral where nothing leans."""
        doc = self.nlp.make_doc(text)
        doc._.speaker = "client"
        doc = self.nlp(doc)
        talk, confidence = talk_of(doc._.markers)
        return ClientReading(text, doc._.sentences, doc._.markers, talk, confidence)


def load_coder() -> Coder:
    """A coder with the rules of both instruments; a second or two. Raises AuthoredDataError for a wrong file.

    A folder without rules is no error: the coder then hears nothing of that instrument.
    """
    nlp = spacy.blank("en")
    nlp.add_pipe("equipoise_sentences_v1")
    nlp.add_pipe("equipoise_markers_v1", config={"folders": [str(CODING_RULES), str(LENS_RULES)]})
    nlp.add_pipe("equipoise_miti_v1")
    return Coder(nlp)
