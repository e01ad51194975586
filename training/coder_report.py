"""How well both instruments hear turns written by another hand than the rules. Run: ``make accuracy``.

Reads ``training/held_out_turns.yml``; nothing is tuned on it. With ``--annomi PATH`` (the AnnoMI-full CSV) also
the counselor's main behaviour and the client's talk on that corpus; its text stays where it is.
"""

from __future__ import annotations

import argparse
import csv
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from equipoise import authored
from equipoise.hearing import Hearing, hear_client, hear_counselor
from equipoise.transcript import Code, GoalKind, MainBehaviour, Talk

HELD_OUT = Path(__file__).with_name("held_out_turns.yml")
MAIN = ("question", "reflection", "input", "other")
TALK = ("change", "neutral", "sustain")
UNFORGIVABLE = ("threat", "conditional", "label", "missrisk")


@dataclass(frozen=True)
class LensTurn:
    """A counselor turn in context with the lens codes it earns. ``repeated``: the cue in ``prev`` was said before."""

    say: str
    earns: tuple[str, ...]
    prev: str = ""
    goal: GoalKind | None = None
    repeated: bool = False
    note: str = ""


@dataclass(frozen=True)
class MitiTurn:
    """A counselor turn in context with its MITI codes and its main behaviour."""

    say: str
    earns: tuple[str, ...]
    main: MainBehaviour
    prev: str = ""
    note: str = ""


@dataclass(frozen=True)
class ClientLine:
    """A client line with its direction, and the level of danger in it (0, 2, 3)."""

    say: str
    talk: Talk
    risk: int = 0
    note: str = ""


@dataclass(frozen=True)
class HeldOut:
    """``held_out_turns.yml``."""

    source: str
    lens: tuple[LensTurn, ...]
    miti: tuple[MitiTurn, ...]
    client: tuple[ClientLine, ...]


def f1_by_class(pairs: Iterable[tuple[set[str], set[str]]]) -> dict[str, tuple[float, int]]:
    """F1 (0–1) and number of true cases of each class, over (true, heard) sets."""
    hit: Counter[str] = Counter()
    true: Counter[str] = Counter()
    heard: Counter[str] = Counter()
    for wanted, found in pairs:
        hit.update(wanted & found)
        true.update(wanted)
        heard.update(found)
    return {name: (2 * hit[name] / (true[name] + heard[name]), true[name]) for name in sorted(true)}


def macro(scores: dict[str, tuple[float, int]]) -> float:
    """Mean F1 over the classes."""
    return sum(score for score, _ in scores.values()) / len(scores)


def heard_codes(turn: LensTurn | MitiTurn) -> tuple[tuple[Code, ...], str]:
    """The counted codes of ``turn`` heard in its context, and its main behaviour."""
    hearing = hear_client(Hearing(), turn.prev) if turn.prev else Hearing()
    goal = turn.goal if isinstance(turn, LensTurn) else None
    if isinstance(turn, LensTurn) and turn.repeated:
        hearing, _ = hear_counselor(hearing, "Mm-hm.")
        hearing = hear_client(hearing, turn.prev)
    _, heard = hear_counselor(hearing, turn.say, client_goal=goal)
    return tuple(code for code in heard.turn.codes if not code.unsure), heard.turn.main_behaviour or "other"


def report_lens(turns: Sequence[LensTurn], misses: bool) -> None:
    """Macro-F1 over the 30 codes, recall where a miss is unforgivable, and turns wrongly accused."""
    pairs, accused, plain = [], 0, 0
    for turn in turns:
        codes, _ = heard_codes(turn)
        found = {code.id for code in codes if code.instrument == "lens"}
        pairs.append((set(turn.earns), found))
        if not turn.earns:
            plain += 1
            accused += any(code.severity > 0 for code in codes)
        if misses and found != set(turn.earns):
            print(f"  wanted {sorted(turn.earns)} heard {sorted(found)}: {turn.prev!r} -> {turn.say!r}")
    scores = f1_by_class(pairs)
    print(f"lens, {len(turns)} turns: macro-F1 {macro(scores):.3f} over {len(scores)} codes")
    print(f"lens, turns that earn nothing: {accused / plain:.1%} of {plain} wrongly accused of a concern")
    wanted = [(true, found) for true, found in pairs if true & set(UNFORGIVABLE)]
    caught = sum(len(true & found & set(UNFORGIVABLE)) for true, found in wanted)
    total = sum(len(true & set(UNFORGIVABLE)) for true, _ in wanted)
    print(f"lens, threat, conditional, label, missrisk: recall {caught / total:.3f} of {total}")
    print(
        "  "
        + "  ".join(f"{name} {score:.2f}" for name, (score, _) in sorted(scores.items(), key=lambda s: s[1]))
    )


def report_miti(turns: Sequence[MitiTurn], misses: bool) -> None:
    """Macro-F1 over the 10 behaviour codes, and over the four main behaviours."""
    pairs, mains = [], []
    for turn in turns:
        codes, main = heard_codes(turn)
        found = {code.id for code in codes if code.instrument == "miti"}
        pairs.append((set(turn.earns), found))
        mains.append(({str(turn.main)}, {main}))
        if misses and (found != set(turn.earns) or main != turn.main):
            print(
                f"  wanted {sorted(turn.earns)} {turn.main} heard {sorted(found)} {main}: {turn.prev!r} -> {turn.say!r}"
            )
    scores = f1_by_class(pairs)
    print(f"MITI, {len(turns)} turns: macro-F1 {macro(scores):.3f} over {len(scores)} codes")
    print(
        "  "
        + "  ".join(f"{name} {score:.2f}" for name, (score, _) in sorted(scores.items(), key=lambda s: s[1]))
    )
    print(f"main behaviour, same turns: macro-F1 {macro(f1_by_class(mains)):.3f} over 4 classes")


def report_client(lines: Sequence[ClientLine], misses: bool) -> None:
    """Macro-F1 of client talk; recall and false alarms of danger."""
    talk, found_risk, false_risk = [], 0, 0
    for line in lines:
        hearing = hear_client(Hearing(), line.say)
        reading = hearing.client_reading
        talk.append(({str(line.talk)}, {str(reading.talk) if reading else "neutral"}))
        level = max((cue.level for cue in hearing.ledger.risks), default=0)
        found_risk += line.risk > 0 and level >= 2
        false_risk += line.risk == 0 and level >= 2
        if misses and ((line.risk > 0) != (level >= 2) or talk[-1][0] != talk[-1][1]):
            print(f"  wanted {line.talk} R{line.risk} heard {sorted(talk[-1][1])} R{level}: {line.say!r}")
    danger = sum(line.risk > 0 for line in lines)
    scores = f1_by_class(talk)
    print(f"client talk, {len(lines)} lines: macro-F1 {macro(scores):.3f} over 3 classes")
    print(f"danger in client lines: recall {found_risk / danger:.3f} of {danger}; "
          f"false alarms {false_risk} of {len(lines) - danger}")  # fmt: skip


def report_annomi(path: Path) -> None:
    """Main behaviour and client talk on AnnoMI-full; transcripts with several coders merged by majority."""
    votes: dict[tuple[int, int], Counter[str]] = defaultdict(Counter)
    words: dict[tuple[int, int], tuple[str, str]] = {}
    with path.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            place = (int(row["transcript_id"]), int(row["utterance_id"]))
            counselor = row["interlocutor"] == "therapist"
            label = row["main_therapist_behaviour" if counselor else "client_talk_type"]
            votes[place][label.replace("therapist_input", "input")] += 1
            words[place] = ("counselor" if counselor else "client", row["utterance_text"])
    behaviour, talk = [], []
    for transcript in sorted({transcript for transcript, _ in words}):
        hearing = Hearing()
        for place in sorted(place for place in words if place[0] == transcript):
            speaker, text = words[place]
            label = min(votes[place], key=lambda name: (-votes[place][name], name))
            if speaker == "client":
                hearing = hear_client(hearing, text)
                talk.append(
                    ({label}, {str(hearing.client_reading.talk) if hearing.client_reading else "neutral"})
                )
            else:
                hearing, heard = hear_counselor(hearing, text)
                behaviour.append(({label}, {str(heard.turn.main_behaviour)}))
    for name, pairs in (("main behaviour", behaviour), ("client talk", talk)):
        scores = f1_by_class(pairs)
        each = "  ".join(f"{label} {score:.2f}" for label, (score, _) in scores.items())
        print(f"AnnoMI, {name}, {len(pairs)} utterances: macro-F1 {macro(scores):.3f}   {each}")


def main() -> None:
    """Print every figure; say what is skipped and where it could be had."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--annomi", type=Path, help="AnnoMI-full.csv, from the repository uccollab/AnnoMI on GitHub"
    )
    parser.add_argument("--misses", action="store_true", help="print every turn that was heard otherwise")
    options = parser.parse_args()
    held_out = authored.load(HELD_OUT, HeldOut)
    report_lens(held_out.lens, options.misses)
    report_miti(held_out.miti, options.misses)
    report_client(held_out.client, options.misses)
    if options.annomi is None:
        print(
            "AnnoMI: skipped; give --annomi PATH of AnnoMI-full.csv (the repository uccollab/AnnoMI on GitHub has it)"
        )
    elif not options.annomi.is_file():
        print(
            f"AnnoMI: skipped; there is no file {options.annomi} (the repository uccollab/AnnoMI on GitHub has it)"
        )
    else:
        report_annomi(options.annomi)


if __name__ == "__main__":
    main()
