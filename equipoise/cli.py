"""The command line. Only this module prints; the work is done by the library."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Optional, TextIO

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from equipoise.client.case import CASES_FOLDER, case_ids
from equipoise.errors import EquipoiseError, TranscriptError

app = typer.Typer(
    help="Equipoise: simulated clients and two instruments.", no_args_is_help=True, add_completion=False
)
cases_app = typer.Typer(help="The simulated clients.", no_args_is_help=True)
app.add_typer(cases_app, name="cases")

_screen = Console(stderr=True, highlight=False)

BROKEN_LINES = 1
"""Exit status when some lines could not be read; 0 when all could, 2 when the command itself was wrong."""


@app.command()
def score(
    file: Annotated[Path, typer.Argument(help="Transcripts, JSON Lines.")],
    output: Annotated[Optional[Path], typer.Option(help="Where to write; standard output if absent.")] = None,
) -> None:
    """Score transcripts with both instruments. A broken line is reported, the rest is scored."""
    try:
        lines = file.read_bytes().splitlines()
    except OSError as error:
        _screen.print(f"{file}: cannot be read ({error.strerror}).", markup=False, soft_wrap=True)
        raise typer.Exit(2) from error
    if output is None:
        broken = _score_lines(lines, sys.stdout, file)
    else:
        try:
            with output.open("w", encoding="utf-8") as stream:
                broken = _score_lines(lines, stream, file)
        except OSError as error:
            _screen.print(f"{output}: cannot be written ({error.strerror}).", markup=False, soft_wrap=True)
            raise typer.Exit(2) from error
    raise typer.Exit(BROKEN_LINES if broken else 0)


def _score_lines(lines: list[bytes], stream: TextIO, file: Path) -> int:
    from equipoise.files import json_lines
    from equipoise.scoring import score as score_transcript

    broken = scored = 0
    columns = (TextColumn("scoring"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=_screen, transient=True) as progress:
        task = progress.add_task("scoring", total=sum(1 for line in lines if line.strip()))
        for line in json_lines.read(lines):
            if isinstance(line, TranscriptError):
                broken += 1
                _screen.print(f"{file}, line {line.line}: {line}", markup=False, soft_wrap=True)
            else:
                scored += 1
                stream.write(json_lines.written(line, score_transcript(line.transcript)) + "\n")
            progress.advance(task)
    _screen.print(f"{scored} scored, {broken} could not be read.", markup=False, soft_wrap=True)
    return broken


@cases_app.command("check")
def check_cases(
    names: Annotated[Optional[list[str]], typer.Argument(help="Cases to check; all if absent.")] = None,
    folder: Annotated[Path, typer.Option(help="Where the cases are.")] = CASES_FOLDER,
) -> None:
    """Validate the clients: format, missing topics, too few lines, lines that stand twice."""
    from equipoise.client.check import check_case

    wrong = 0
    for name in names or case_ids(folder):
        try:
            remarks = check_case(name, folder)
        except EquipoiseError as error:
            remarks = (str(error),)
        for remark in remarks:
            _screen.print(remark, markup=False, soft_wrap=True)
        wrong += bool(remarks)
        if not remarks:
            print(f"{name}: fine")
    raise typer.Exit(1 if wrong else 0)
