"""The case checker says where, what and what to do."""

import pytest
import yaml

from equipoise.client.case import CASES_FOLDER, case_ids, load_case
from equipoise.client.check import check_case
from equipoise.errors import AuthoredDataError, UnknownCase


def changed(tmp_path, **changes):
    raw = yaml.safe_load((CASES_FOLDER / "dez.yml").read_text(encoding="utf-8"))
    for path, value in changes.items():
        *way, last = path.split("__")
        place = raw
        for step in way:
            place = place[step]
        if value is None:
            del place[last]
        else:
            place[last] = value
    (tmp_path / "dez.yml").write_text(yaml.safe_dump(raw, allow_unicode=True), encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("name", case_ids())
def test_every_case_we_ship_is_fine(name):
    assert check_case(name) == ()


def test_a_missing_topic_is_named(tmp_path):
    assert any(
        "topic housing has no lines" in remark
        for remark in check_case("dez", changed(tmp_path, topics__housing=None))
    )


def test_too_few_lines_are_counted(tmp_path):
    remarks = check_case("dez", changed(tmp_path, replies__shrug=["dunno"]))
    assert any("replies.shrug has 1 lines and needs 5" in remark and "line " in remark for remark in remarks)


def test_a_line_that_stands_twice_is_quoted(tmp_path):
    remarks = check_case("dez", changed(tmp_path, replies__walkout=["bye then", "Bye then"]))
    assert any("stands 2 times" in remark and "bye then" in remark for remark in remarks)


def test_an_unknown_key_names_the_allowed_ones(tmp_path):
    with pytest.raises(AuthoredDataError, match=r"unknown key wrods \(allowed: kind, words\) at goal"):
        check_case("dez", changed(tmp_path, goal__wrods="x"))


def test_a_bare_no_is_refused_as_words(tmp_path):
    folder = changed(tmp_path)
    text = (folder / "dez.yml").read_text(encoding="utf-8")
    (folder / "dez.yml").write_text(text.replace("- dunno\n", "- No\n", 1), encoding="utf-8")
    with pytest.raises(AuthoredDataError, match="expected quoted text, found False"):
        load_case("dez", folder)


def test_an_unknown_client_lists_the_known_ones():
    with pytest.raises(UnknownCase, match="known clients: dez, ruth, tess"):
        load_case("nobody")
