"""Rasa's view of ``bot.topics``: the pipeline component that turns words into an intent and ranked topics.

A command is the intent only when it is heard clearly; ``intent_ranking`` then opens with it and goes on with
the topics, so that a channel where words are always words can take the first topic instead.
"""

from __future__ import annotations

import json
import re
from typing import Any, Dict, List, Text

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import ENTITIES, INTENT, INTENT_RANKING_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.topics import TopicModel, train
from equipoise.encoder import load_encoder

_MODEL_FILE = "topics.npz"
_NAMES_FILE = "case_names.json"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class TopicClassifier(GraphComponent, IntentClassifier):
    """Topics and commands; names of clients for "start a session with …", looked up among those in the data."""

    def __init__(self, model_storage: ModelStorage, resource: Resource) -> None:
        """An untrained classifier; it hears nothing until ``train`` or ``load``."""
        self._model_storage = model_storage
        self._resource = resource
        self.model: TopicModel | None = None
        self.case_names: List[Text] = []

    @classmethod
    def create(
        cls,
        config: Dict[Text, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> TopicClassifier:
        """Rasa's way of making one."""
        return cls(model_storage, resource)

    def train(self, training_data: TrainingData) -> Resource:
        """Learn from the examples of ``data/nlu`` and keep the result in the model file."""
        examples = [example for example in training_data.intent_examples if example.get(TEXT)]
        texts = [example.get(TEXT) for example in examples]
        self.model = train(texts, [example.get(INTENT) for example in examples], load_encoder().encode(texts))
        self.case_names = _case_names(training_data)
        with self._model_storage.write_to(self._resource) as folder:
            self.model.save(folder / _MODEL_FILE)
            (folder / _NAMES_FILE).write_text(json.dumps(self.case_names), encoding="utf-8")
        return self._resource

    @classmethod
    def load(
        cls,
        config: Dict[Text, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> TopicClassifier:
        """The trained classifier of a model file."""
        classifier = cls(model_storage, resource)
        with model_storage.read_from(resource) as folder:
            classifier.model = TopicModel.load(folder / _MODEL_FILE)
            classifier.case_names = json.loads((folder / _NAMES_FILE).read_text(encoding="utf-8"))
        return classifier

    def process(self, messages: List[Message]) -> List[Message]:
        """Set intent, ranking and entities on each message."""
        for message in messages:
            text = message.get(TEXT) or ""
            if self.model is None:
                continue
            guess = self.model.guess(text, load_encoder().encode)
            ranking = [{"name": name, "confidence": share} for name, share in guess.topics]
            heard = {"name": guess.intent, "confidence": guess.confidence}
            if guess.intent != guess.topics[0][0]:
                ranking.insert(0, heard)
            message.set(INTENT, heard, add_to_output=True)
            message.set(INTENT_RANKING_KEY, ranking, add_to_output=True)
            if guess.intent == "start_session":
                message.set(ENTITIES, _cases_in(text, self.case_names), add_to_output=True)
        return messages


def _case_names(training_data: TrainingData) -> List[Text]:
    """Every name annotated as a case, lower case, longest first so that a full name wins over a first name."""
    entities = (entity for example in training_data.entity_examples for entity in example.get(ENTITIES))
    names = {str(entity["value"]).lower() for entity in entities if entity["entity"] == "case"}
    return sorted(names, key=lambda name: (-len(name), name))


def _cases_in(text: Text, names: List[Text]) -> List[Dict[Text, Any]]:
    for name in names:
        if found := re.search(rf"\b{re.escape(name)}\b", text.lower()):
            start, end = found.span()
            return [
                {"entity": "case", "value": name, "start": start, "end": end, "extractor": "TopicClassifier"}
            ]
    return []
