"""MITI's ten codes as a reader meets them."""

import pytest

from equipoise.errors import AuthoredDataError
from equipoise.miti import codebook
from equipoise.miti.codebook import IDS, load_codebook


def test_the_book_holds_the_ten_codes_in_the_manuals_order():
    assert tuple(load_codebook()) == IDS


def test_only_the_totals_miti_knows_are_counted():
    sides = {
        side: [one.id for one in load_codebook().values() if one.side == side]
        for side in ("adherent", "non_adherent")
    }
    assert sides == {"adherent": ["AF", "Seek", "Emphasize"], "non_adherent": ["Persuade", "Confront"]}


def test_every_code_has_a_meaning_and_an_example():
    assert [
        one.id for one in load_codebook().values() if not (one.name and one.meaning and one.example)
    ] == []


def test_a_book_with_a_code_missing_is_refused(tmp_path, monkeypatch):
    lines = codebook.CODEBOOK.read_text(encoding="utf-8").splitlines(keepends=True)
    short = tmp_path / "codebook.yml"
    short.write_text("".join(line for line in lines if "id: Seek" not in line), encoding="utf-8")
    monkeypatch.setattr(codebook, "CODEBOOK", short)
    with pytest.raises(AuthoredDataError, match="expected GI, Persuade, PwP"):
        load_codebook.__wrapped__()
