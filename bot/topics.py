"""What a counselor's words are about: a kernel ridge classifier over vectors and letter groups, in plain numpy.

Knows nothing of Rasa; ``topic_classifier`` wraps it. How words were said is for the coder.

Nearness of meaning (a Gaussian kernel over the encoder's vectors) and shared wording (hashed letter groups,
weighted by rarity) are added; ridge regression on one column a label is then solved in one step. Logistic
regression over the same features took 25 s to train and was no better, this takes about 2 s.
"""

from __future__ import annotations

import itertools
import re
import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

Encode = Callable[[Sequence[str]], np.ndarray]

COMMANDS = ("start_session", "hint", "retry_turn", "pause_session", "end_session", "show_help")
"""What a person asks of the trainer; every other label is a topic."""

COMMAND_FLOOR = 0.5
"""Below this confidence words are a turn: a command misheard for a turn costs more than the reverse."""

LONGEST_READ = 4000
"""Characters read; what is longer is refused elsewhere and must not hold the server up here."""

_BUCKETS = 1 << 14
_REACH = 1.0
_WORDING = 0.5
_RIDGE = 0.3
_SHARPNESS = 16.0
_NOT_LETTERS = re.compile(r"[^a-z0-9' ]+")


@dataclass(frozen=True)
class Guess:
    """What the words are taken for. ``topics`` are the best topics with their share of certainty among topics;
    ``intent`` is the first of them, or a command when one is heard clearly."""

    intent: str
    confidence: float
    topics: tuple[tuple[str, float], ...]


@dataclass(frozen=True)
class TopicModel:
    """A trained classifier: plain arrays. ``n`` is the number of examples, ``k`` of labels.

    ``vectors`` (n, d) and ``pulls`` (n, k) hold the meaning part, ``rarity`` (buckets,) and ``wording``
    (buckets, k) the wording part, ``base`` (k,) each label's share of the examples.
    """

    labels: tuple[str, ...]
    vectors: np.ndarray
    pulls: np.ndarray
    rarity: np.ndarray
    wording: np.ndarray
    base: np.ndarray

    def probabilities(self, texts: Sequence[str], encode: Encode) -> np.ndarray:
        """Shape (len(texts), k), rows sum to 1, columns in the order of ``labels``."""
        texts = [_readable(text) for text in texts]
        vectors = encode(texts)
        scores = _meaning(vectors, self.vectors) @ self.pulls + self.base
        for row, text in enumerate(texts):
            buckets, weights = _wording_of(text, self.rarity)
            scores[row] += weights @ self.wording[buckets]
        powers = np.exp(_SHARPNESS * (scores - scores.max(axis=1, keepdims=True)))
        return powers / powers.sum(axis=1, keepdims=True)

    def guess(self, text: str, encode: Encode, *, how_many: int = 5) -> Guess:
        """The best reading of ``text``; words with nothing in them still get one, with low confidence."""
        shares = self.probabilities([text], encode)[0]
        return self.read(shares, how_many=how_many)

    def read(self, shares: np.ndarray, *, how_many: int = 5) -> Guess:
        """One row of ``probabilities`` as a Guess."""
        is_topic = np.array([label not in COMMANDS for label in self.labels])
        topic_shares = np.where(is_topic, shares, 0.0)
        topic_shares = topic_shares / topic_shares.sum()
        order = [place for place in np.argsort(-topic_shares, kind="stable") if is_topic[place]][:how_many]
        topics = tuple((self.labels[i], round(float(topic_shares[i]), 4)) for i in order)
        best = int(np.argmax(shares))
        if not is_topic[best] and shares[best] >= COMMAND_FLOOR:
            return Guess(self.labels[best], round(float(shares[best]), 4), topics)
        return Guess(topics[0][0], topics[0][1], topics)

    def save(self, path: Path) -> None:
        """Write plain arrays to ``path`` (.npz, no pickle)."""
        arrays = {name: getattr(self, name) for name in _ARRAYS}
        np.savez_compressed(path, labels=np.array(self.labels), **arrays)

    @classmethod
    def load(cls, path: Path) -> TopicModel:
        """The model that ``save`` wrote. Raises OSError or KeyError when it is not one."""
        with np.load(path, allow_pickle=False) as stored:
            arrays = {name: stored[name] for name in _ARRAYS}
            return cls(labels=tuple(str(label) for label in stored["labels"]), **arrays)


_ARRAYS = ("vectors", "pulls", "rarity", "wording", "base")


def train(texts: Sequence[str], labels: Sequence[str], vectors: np.ndarray) -> TopicModel:
    """A model from examples and their ``vectors`` (n, d). The same examples give the same model."""
    names = tuple(sorted(set(labels)))
    counts = [Counter(_buckets(text)) for text in texts]
    rarity = _rarity(counts)
    wording = _wording_matrix([_wording_of(text, rarity) for text in texts])
    wanted = np.array([[label == name for name in names] for label in labels], dtype=np.float64)
    base = wanted.mean(axis=0)
    alike = _meaning(vectors, vectors) + (wording @ wording.T).toarray()
    pulls = np.linalg.solve(alike + _RIDGE * np.eye(len(texts)), wanted - base)
    return TopicModel(
        names,
        vectors.astype(np.float32),
        pulls.astype(np.float32),
        rarity,
        np.asarray(wording.T @ pulls).astype(np.float32),
        base.astype(np.float32),
    )


def _readable(text: str) -> str:
    """The part that is read, without lone surrogates, which no tokenizer takes."""
    return text[:LONGEST_READ].encode("utf-8", "replace").decode("utf-8")


def _meaning(some: np.ndarray, others: np.ndarray) -> np.ndarray:
    return np.exp(-_REACH * (2.0 - 2.0 * (some @ others.T)))


def _rarity(counts: Sequence[Counter[int]]) -> np.ndarray:
    """How telling each bucket is: the smoothed logarithm of how few examples hold it."""
    holders = np.zeros(_BUCKETS, dtype=np.float32)
    for count in counts:
        holders[list(count)] += 1
    return (np.log((1 + len(counts)) / (1 + holders)) + 1).astype(np.float32)


def _wording_of(text: str, rarity: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Buckets of ``text`` and their weights, of squared length _WORDING; both empty for no letters."""
    count = Counter(_buckets(text))
    buckets = np.fromiter(count.keys(), dtype=np.int64, count=len(count))
    weights = (1 + np.log(np.fromiter(count.values(), dtype=np.float32, count=len(count)))) * rarity[buckets]
    length = float(np.sqrt((weights * weights).sum())) or 1.0
    return buckets, (weights * (_WORDING**0.5 / length)).astype(np.float32)


def _wording_matrix(rows: Sequence[tuple[np.ndarray, np.ndarray]]) -> Any:
    """Sparse: a text fills about a hundred of the 16,384 buckets."""
    # Here, not above: only training needs it, and the bot starts quicker without.
    from scipy.sparse import csr_matrix

    ends = np.cumsum([0, *(len(buckets) for buckets, _ in rows)])
    columns, weights = (np.concatenate([row[part] for row in rows]) for part in (0, 1))
    return csr_matrix((weights, columns, ends), shape=(len(rows), _BUCKETS))


def _buckets(text: str) -> Iterator[int]:
    """Hashed words, word pairs and groups of three to five letters within a word."""
    words = _NOT_LETTERS.sub(" ", text.lower().replace("’", "'")).split()
    for word in words:
        yield _bucket(f"w:{word}")
        edged = f"<{word}>"
        for size in (3, 4, 5):
            for start in range(len(edged) - size + 1):
                yield _bucket(edged[start : start + size])
    for first, second in itertools.pairwise(words):
        yield _bucket(f"{first} {second}")


def _bucket(group: str) -> int:
    return zlib.crc32(group.encode()) % _BUCKETS
