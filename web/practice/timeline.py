"""The picture of a session: where the client's feelings went and which codes fell when, as places to draw.

Only geometry: the template draws it as SVG, and a table beside it says the same in words.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from web.practice.reading import HeardCode

FEELINGS = (
    ("trust", "Trust"),
    ("threat", "Feeling pushed"),
    ("importance", "Importance of their goal"),
)
TOP = 14.0
LEAST_GAP = 18.0
"""Units between two labels at the lines' ends, so that neither covers the other."""


@dataclass(frozen=True)
class Moment:
    """The session after one counselor turn (0: as the client sat down)."""

    number: int
    feelings: dict[str, float]
    codes: tuple[HeardCode, ...]

    @property
    def strengths(self) -> tuple[HeardCode, ...]:
        """Counted lens strengths of this turn."""
        return self._lens("strength")

    @property
    def concerns(self) -> tuple[HeardCode, ...]:
        """Counted lens concerns of this turn."""
        return self._lens("concern")

    @property
    def miti(self) -> tuple[HeardCode, ...]:
        """Counted MITI codes of this turn."""
        return tuple(code for code in self.codes if code.instrument == "miti" and not code.unsure)

    @property
    def against(self) -> bool:
        """Whether MITI heard anything non-adherent in this turn."""
        return any(code.kind == "concern" for code in self.miti)

    def _lens(self, kind: str) -> tuple[HeardCode, ...]:
        return tuple(code for code in self.codes if code.kind == kind and not code.unsure)


@dataclass(frozen=True)
class Canvas:
    """A size of paper: ``tall`` and ``left`` to ``right`` are the field of the lines, in its units."""

    size: str
    width: int
    tall: float
    left: float
    right: float


@dataclass(frozen=True)
class Place:
    """A moment on the picture's time axis."""

    x: float
    moment: Moment
    labelled: bool


@dataclass(frozen=True)
class FeelingLine:
    """One feeling as a line; ``label_y`` keeps labels apart."""

    id: str
    name: str
    points: str
    end_x: float
    end_y: float
    label_y: float


@dataclass(frozen=True)
class Picture:
    """One drawing at one size. The rows of codes lie below the lines."""

    canvas: Canvas
    height: int
    label_x: float
    levels: tuple[tuple[int, float], ...]
    lines: tuple[FeelingLine, ...]
    places: tuple[Place, ...]
    miti_y: float
    strengths_y: float
    concerns_y: float
    axis_y: float


def draw(moments: tuple[Moment, ...]) -> tuple[Picture, ...]:
    """The picture for wide and for narrow screens; none when nothing is known of the feelings."""
    if len(moments) < 2 or not moments[-1].feelings:
        return ()
    return (
        _picture(moments, Canvas("wide", width=760, tall=190.0, left=92.0, right=584.0)),
        _picture(moments, Canvas("narrow", width=330, tall=170.0, left=64.0, right=316.0)),
    )


def _picture(moments: tuple[Moment, ...], canvas: Canvas) -> Picture:
    ground = TOP + canvas.tall
    places = _places(moments, canvas.left, (canvas.right - canvas.left) / max(1, len(moments) - 1))

    def height_of(value: float) -> float:
        return round(ground - max(0.0, min(100.0, value)) / 100 * canvas.tall, 1)

    lines = tuple(
        FeelingLine(
            name,
            words,
            " ".join(f"{place.x},{height_of(place.moment.feelings.get(name, 0))}" for place in places),
            places[-1].x,
            height_of(places[-1].moment.feelings.get(name, 0)),
            label_y=0,
        )
        for name, words in FEELINGS
    )
    levels = tuple((level, height_of(level)) for level in (0, 50, 100))
    rows = (ground + 26, ground + 50, ground + 74, ground + 98)
    height = int(rows[3] + 10)
    return Picture(canvas, height, canvas.right + 12, levels, _labels_apart(lines), places, *rows)


def _places(moments: tuple[Moment, ...], left: float, step: float) -> tuple[Place, ...]:
    # Turn numbers need about 22 units each; with less room only every second, fifth or tenth is written.
    every = next(gap for gap in (1, 2, 5, 10, 20, 50, 1000) if gap * step >= 22 or gap == 1000)
    return tuple(
        Place(round(left + index * step, 1), moment, moment.number % every == 0)
        for index, moment in enumerate(moments)
    )


def _labels_apart(lines: tuple[FeelingLine, ...]) -> tuple[FeelingLine, ...]:
    apart, above = {}, float("-inf")
    for line in sorted(lines, key=lambda line: line.end_y):
        above = max(line.end_y, above + LEAST_GAP)
        apart[line.id] = above
    return tuple(replace(line, label_y=round(apart[line.id], 1)) for line in lines)
