"""The lens's codebook and thresholds as a reader meets them."""

import pytest

from equipoise.errors import AuthoredDataError
from equipoise.lens import codebook as module
from equipoise.lens.codebook import codebook, thresholds


def test_the_book_holds_eighteen_concerns_and_twelve_strengths():
    signs = [entry.polarity for entry in codebook().values()]
    assert (len(signs), signs.count("minus"), signs.count("plus")) == (30, 18, 12)


def test_only_coercion_and_missed_danger_stop_a_session():
    assert [entry.id for entry in codebook().values() if entry.severity == 4] == [
        "threat",
        "conditional",
        "missrisk",
    ]


def test_the_two_goal_captures_weigh_the_same():
    assert codebook()["goal_abst"].severity == codebook()["goal_hr"].severity


def test_a_strength_with_a_severity_is_refused(tmp_path, monkeypatch):
    spoilt = tmp_path / "codebook.yml"
    text = module.CODEBOOK.read_text(encoding="utf-8")
    spoilt.write_text(
        text.replace("polarity: plus, severity: 0", "polarity: plus, severity: 2", 1), encoding="utf-8"
    )
    monkeypatch.setattr(module, "CODEBOOK", spoilt)
    codebook.cache_clear()
    try:
        with pytest.raises(AuthoredDataError, match="severity 2 does not fit plus"):
            codebook()
    finally:
        codebook.cache_clear()


def test_a_book_with_a_code_missing_is_refused(tmp_path, monkeypatch):
    short = tmp_path / "codebook.yml"
    lines = module.CODEBOOK.read_text(encoding="utf-8").splitlines(keepends=True)
    short.write_text("".join(lines[:-1]), encoding="utf-8")
    monkeypatch.setattr(module, "CODEBOOK", short)
    codebook.cache_clear()
    try:
        with pytest.raises(AuthoredDataError, match="30 are expected"):
            codebook()
    finally:
        codebook.cache_clear()


def test_every_measure_says_what_it_means_to_the_client():
    assert [id_ for id_, entry in thresholds().measures.items() if not entry.meaning] == []
