"""What is known of a resolution beside its words, told field by field."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace
from typing import Any

import pytest

from assistant.operations.corpus import Corpus
from ingest.resolution import Vote
from tests.decided import told
from tests.factories import resolution
from vectorstore.catalogue import Catalogue, write_catalogue


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    path = tmp_path_factory.mktemp("catalogue") / "catalogue.sqlite"
    texts = ["Decides to open the harbour", ("Requests the pilots to", ["count the boats", "watch the lights"])]
    full = resolution(
        7101, 2031, texts, ["Recalling the storm"], annex=["The list of boats"], date=dt.date(2031, 5, 3), meeting=9001,
        draft="S/2031/17", subject="lighthouses of Azuria", agenda="The situation in Azuria", topics=("Azuria",),
        subjects=("LIGHTHOUSES",), sponsors=("FRA", "GHA"), vote=Vote(yes=14, abstain=1), related=(7102,), quoted_in=(),
    )  # fmt: skip
    write_catalogue(path, [full, resolution(7102, 2032, ["Decides"])])
    generation: Any = SimpleNamespace(catalogue=Catalogue.open(path))
    return Corpus(generation, dt.date(2035, 1, 1))


@pytest.mark.parametrize(
    ("number", "fields", "said"),
    [
        (7101, '["date", "meeting"]', "Adopted on 3 May 2031. Meeting 9001 of the Council"),
        (7101, '["date", "vote"]', "by 14 votes to none, with 1 abstention"),
        (7101, '["agenda"]', "Agenda item: The situation in Azuria"),
        (7101, '["topics"]', "Topics: Azuria. Library subjects: LIGHTHOUSES"),
        (7101, '["title"]', "bear no title; a library describes it as “lighthouses of Azuria”"),
        (7101, '["sponsors"]', "Submitted by France and Ghana (draft S/2031/17)"),
        (7101, '["related"]', "Its text cites S/RES/7102 (2032). It is cited by none."),
        (7102, '["sponsors"]', "is not known from the sources"),
        (7101, '["size"]',
         "2 operative paragraphs, 1 preambular paragraph and 1 annex, sub-paragraphs not counted"),
        (7102, '["size"]', "1 operative paragraph, no preambular paragraphs and no annex in the corpus"),
    ],
)  # fmt: skip
def test_fields_are_told(number: int, fields: str, said: str, corpus: Corpus) -> None:
    draft = told(f"record(resolutions=[{number}], fields={fields})", corpus)
    assert said in draft.text
    last = {7101: "7101/op2", 7102: "7102/op1"}[number]
    assert [each.key for each in draft.citations][1:] == ([last] if "size" in fields else [])
