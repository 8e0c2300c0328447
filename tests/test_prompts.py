from __future__ import annotations

import pytest
from jinja2 import TemplateNotFound, UndefinedError

from prompts import fingerprint, names, render

# A released prompt is never edited: a change is a new version, with a new line here.
PINNED = {
    "answer.v1": "ab9b294ec4f6",
    "answer.v2": "60649c034b8b",
    "compare_mandates.v1": "611c62797a53",
    "entail.v1": "0b550222559f",
    "plan.v1": "28bdb4c65f69",
    "repair.v1": "acabd3ffc579",
    "rerank.v1": "16667fc023f7",
    "states_may.v1": "1f3512961591",
}


def test_prompts_are_the_pinned_ones() -> None:
    assert {name: fingerprint(name) for name in names()} == PINNED


def test_evidence_stands_in_the_prompt_as_it_is() -> None:
    passage = {
        "citation": "S/RES/7001 (2031), para. 1",
        "words": "Decides <b>&</b> “so”",
        "date": "2031-01-01",
        "about": "",
    }
    text = render("answer.v1", evidence=[passage], corpus_end="2033-07-07", words=200)
    assert "[S/RES/7001 (2031), para. 1] adopted 2031-01-01\nDecides <b>&</b> “so”" in text
    assert "end on 2033-07-07" in text


def test_a_template_in_the_evidence_is_not_run() -> None:
    passage = {"citation": "c", "words": "{{ corpus_end }} {% raw %}", "date": "d", "about": "a"}
    assert "{{ corpus_end }} {% raw %}" in render("answer.v1", evidence=[passage], corpus_end="E", words=1)


def test_a_missing_variable_is_an_error_and_not_a_blank() -> None:
    with pytest.raises(UndefinedError, match="corpus_end"):
        render("answer.v1", evidence=[], words=200)
    with pytest.raises(TemplateNotFound):
        render("answer.v999")
