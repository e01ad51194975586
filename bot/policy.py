"""Which action answers: the one that ``data/rules`` names for the intent, and then the bot listens again.

Rasa's own policies replay the whole conversation for every prediction; this one looks at the last message.
"""

from __future__ import annotations

import json
from typing import Any, Dict, List, Text

from rasa.core.policies.policy import Policy, PolicyPrediction, SupportedData
from rasa.engine.graph import ExecutionContext
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, UserUttered
from rasa.shared.core.generator import TrackerWithCachedStates
from rasa.shared.core.trackers import DialogueStateTracker

_ANSWERS_FILE = "answers.json"
_A_TURN = "action_take_turn"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.POLICY_WITHOUT_END_TO_END_SUPPORT, is_trainable=True)
class TurnPolicy(Policy):
    """One message, one action. Words whose intent no rule names (``/restart``, say) are a turn."""

    answers: Dict[Text, Text]

    @staticmethod
    def supported_data() -> SupportedData:
        """Rules are where the table comes from."""
        return SupportedData.ML_AND_RULE_DATA

    @staticmethod
    def get_default_config() -> Dict[Text, Any]:
        """Rasa asks every policy for a priority; there is no other to rank against."""
        return {"priority": 10}

    def train(
        self, training_trackers: List[TrackerWithCachedStates], domain: Domain, **kwargs: Any
    ) -> Resource:
        """Read the table intent → action from the rules."""
        self.answers = {
            intent: action for tracker in training_trackers for intent, action in _answers_in(tracker).items()
        }
        with self._model_storage.write_to(self._resource) as folder:
            (folder / _ANSWERS_FILE).write_text(json.dumps(self.answers), encoding="utf-8")
        return self._resource

    @classmethod
    def load(
        cls,
        config: Dict[Text, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> TurnPolicy:
        """The trained policy of a model file."""
        policy = cls(config, model_storage, resource, execution_context)
        with model_storage.read_from(resource) as folder:
            policy.answers = json.loads((folder / _ANSWERS_FILE).read_text(encoding="utf-8"))
        return policy

    def predict_action_probabilities(
        self,
        tracker: DialogueStateTracker,
        domain: Domain,
        rule_only_data: Dict[Text, Any] | None = None,
        **kwargs: Any,
    ) -> PolicyPrediction:
        """All weight on the one action that comes next."""
        probabilities = self._default_predictions(domain)
        probabilities[domain.index_for_action(self.next_action(tracker))] = 1.0
        return self._prediction(probabilities)

    def next_action(self, tracker: DialogueStateTracker) -> Text:
        """The answer to an unanswered message, else listening.

        After a turn was taken back the tracker has no latest message or its last action is not listening:
        answering then would run the undone message again.
        """
        message = tracker.latest_message
        if (
            tracker.latest_action_name != ACTION_LISTEN_NAME
            or message is None
            or not (message.text or message.intent_name)
        ):
            return ACTION_LISTEN_NAME
        return self.answers.get(message.intent_name or "", _A_TURN)


def _answers_in(tracker: DialogueStateTracker) -> Dict[Text, Text]:
    """Each intent of one rule with the action that follows it."""
    answers: Dict[Text, Text] = {}
    intent: Text | None = None
    for event in tracker.applied_events():
        if isinstance(event, UserUttered):
            intent = event.intent_name
        elif isinstance(event, ActionExecuted) and intent and event.action_name != ACTION_LISTEN_NAME:
            answers[intent] = str(event.action_name)
            intent = None
    return answers
