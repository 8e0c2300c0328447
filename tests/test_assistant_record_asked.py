"""What is known of a resolution beside its words, asked in words; and questions that only look like it."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace
from typing import Any

import pytest

from assistant.operations import run
from assistant.operations.corpus import Corpus
from assistant.reading.zero.question import understand
from assistant.reading.zero.records import read_record
from assistant.telling import tell
from ingest.resolution import Vote
from tests.factories import resolution
from vectorstore.catalogue import Catalogue, write_catalogue

KNOWN = {7101, 7102}


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
    ("question", "plan", "said"),
    [
        ("On what date and at which meeting was resolution 7101 adopted?", 'fields=["date", "meeting"]', "Adopted on 3 May 2031. Meeting 9001 of the Council"),
        ("When was 7101 adopted and by what vote?", 'fields=["date", "vote"]', "by 14 votes to none, with 1 abstention"),
        ("Under which agenda item was 7101 adopted?", 'fields=["agenda"]', "Agenda item: The situation in Azuria"),
        ("Which topics is resolution 7101 filed under?", 'fields=["topics"]', "Topics: Azuria. Library subjects: LIGHTHOUSES"),
        ("What is the title of resolution 7101?", 'fields=["title"]', "bear no title; a library describes it as “lighthouses of Azuria”"),
        ("Who drafted resolution 7101?", 'fields=["sponsors"]', "Submitted by France and Ghana (draft S/2031/17)"),
        ("What resolutions are related to 7101?", 'fields=["related"]', "Its text cites S/RES/7102 (2032). It is cited by none."),
        ("Who sponsored 7102?", 'fields=["sponsors"]', "is not known from the sources"),
        ("How many operative paragraphs does resolution 7101 have?", 'fields=["size"]',
         "2 operative paragraphs, 1 preambular paragraph and 1 annex, sub-paragraphs not counted"),
        ("How many clauses are there in 7102?", 'fields=["size"]', "1 operative paragraph, no preambular paragraphs and no annex in the corpus"),
    ],
)  # fmt: skip
def test_fields_are_read_and_told(question: str, plan: str, said: str, corpus: Corpus) -> None:
    read = read_record(understand(question, known=KNOWN.__contains__))
    assert read is not None
    assert str(read) == f"record(resolutions=[{7102 if '7102' in question else 7101}], {plan})"
    draft = tell(run(read, corpus), corpus)
    assert said in draft.text
    assert [each.key for each in draft.citations][1:] == ([f"{read.resolutions[0]}/op{2 if '7101' in question else 1}"] if "size" in plan else [])  # type: ignore[index]  # fmt: skip


@pytest.mark.parametrize(
    "question",
    [
        "Which day does 7101 set for the census?",
        "Who is named in resolution 7101?",
        "What subjects does resolution 7101 ban?",
        "Which resolution is related to hunger?",
        "What does paragraph 1 of 7101 say about the title?",
        "Are 7101 and 7102 related?",
        "How many paragraphs of 7101 speak of boats?",
    ],
)
def test_other_questions_are_left_to_the_text(question: str) -> None:
    assert read_record(understand(question, known=KNOWN.__contains__)) is None
