"""How well the bot tells topics apart: ``python -m training.topic_report``. Only measures; trains nothing that is kept.

Two questions. Cross-validation over ``data/nlu``: how would it do on lines like those we wrote? The lines were
written to differ from each other, so this is the harder exam. ``topics_held_out.yml``, by another hand and never
trained on: how does it do on what a counselor says?
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from bot.topics import COMMANDS, Guess, train
from equipoise.authored import load_yaml
from equipoise.encoder import load_encoder

ROOT = Path(__file__).parent.parent
HELD_OUT = ROOT / "training" / "topics_held_out.yml"
FOLDS = 5

_ANNOTATION = re.compile(r"\[([^\]]+)\]\([^)]*\)")


@dataclass(frozen=True)
class Example:
    """A line and the label it should get."""

    text: str
    label: str


@dataclass(frozen=True)
class Score:
    """Shares in 0–1. ``macro_f1`` weighs every topic alike; ``called_command`` is the share of topic lines lost to
    a command, ``commands_heard`` the share of command lines recognised (None where there are none)."""

    macro_f1: float
    in_first_three: float
    called_command: float
    commands_heard: float | None
    confusions: tuple[tuple[tuple[str, str], int], ...]


def nlu_examples(folder: Path = ROOT / "data" / "nlu") -> list[Example]:
    """All lines of the training data, annotations removed."""
    examples = []
    for path in sorted(folder.glob("*.yml")):
        for block in load_yaml(path)["nlu"]:
            lines = (line.strip().removeprefix("- ").strip() for line in block["examples"].splitlines())
            examples += [Example(_ANNOTATION.sub(r"\1", line), block["intent"]) for line in lines if line]
    return examples


def held_out_examples(path: Path = HELD_OUT) -> list[Example]:
    """All lines by the other hand."""
    return [Example(text, label) for label, texts in load_yaml(path)["topics"].items() for text in texts]


def cross_validate(examples: Sequence[Example], folds: int = FOLDS) -> Score:
    """Every line is judged once, by a model that has not seen it. Folds are dealt out label by label, in order."""
    seen: Counter[str] = Counter()
    fold_of = []
    for example in examples:
        fold_of.append(seen[example.label] % folds)
        seen[example.label] += 1
    guesses: dict[int, Guess] = {}
    for fold in range(folds):
        learn = [example for example, its in zip(examples, fold_of, strict=True) if its != fold]
        judge = [place for place, its in enumerate(fold_of) if its == fold]
        guesses.update(zip(judge, guess_all(learn, [examples[place].text for place in judge]), strict=True))
    return score(examples, [guesses[place] for place in range(len(examples))])


def guess_all(learn: Sequence[Example], texts: Sequence[str]) -> list[Guess]:
    """Guesses for ``texts`` by a model trained on ``learn``."""
    encode = load_encoder().encode
    lines = [example.text for example in learn]
    model = train(lines, [example.label for example in learn], encode(lines))
    return [model.read(row) for row in model.probabilities(texts, encode)]


def score(examples: Sequence[Example], guesses: Sequence[Guess]) -> Score:
    """Guesses beside the truth."""
    pairs = list(zip((example.label for example in examples), guesses, strict=True))
    topic = [pair for pair in pairs if pair[0] not in COMMANDS]
    command = [pair for pair in pairs if pair[0] in COMMANDS]
    first = [(truth, guess.topics[0][0]) for truth, guess in topic]
    wrong = Counter(pair for pair in first if pair[0] != pair[1])
    return Score(
        macro_f1=_macro_f1(first),
        in_first_three=_share(truth in [name for name, _ in guess.topics[:3]] for truth, guess in topic)
        or 0.0,
        called_command=_share(guess.intent in COMMANDS for _, guess in topic) or 0.0,
        commands_heard=_share(truth == guess.intent for truth, guess in command),
        confusions=tuple(wrong.most_common(15)),
    )


def _macro_f1(pairs: Sequence[tuple[str, str]]) -> float:
    right = Counter(truth for truth, guess in pairs if truth == guess)
    truths, guesses = Counter(truth for truth, _ in pairs), Counter(guess for _, guess in pairs)
    return float(np.mean([2 * right[label] / (truths[label] + guesses[label]) for label in truths]))


def _share(hits: object) -> float | None:
    found = list(hits)  # type: ignore[call-overload]
    return sum(found) / len(found) if found else None


def main() -> None:
    """Print the report."""
    learn, held_out = nlu_examples(), held_out_examples()
    _tell(f"{FOLDS}-fold cross-validation over {len(learn)} lines of data/nlu", cross_validate(learn))
    guesses = guess_all(learn, [example.text for example in held_out])
    _tell(f"{len(held_out)} lines by another hand, never trained on", score(held_out, guesses))


def _tell(title: str, result: Score) -> None:
    print(f"\n{title}")
    print(f"  macro-F1 over the topics     {result.macro_f1:.3f}")
    print(f"  right one in the first three {result.in_first_three:.3f}")
    print(f"  called a command             {result.called_command:.4f}")
    if result.commands_heard is not None:
        print(f"  commands heard as commands   {result.commands_heard:.3f}")
    print("  most often taken for another: true → heard")
    for (truth, heard), count in result.confusions:
        print(f"    {count:3d}  {truth} → {heard}")


if __name__ == "__main__":
    main()
