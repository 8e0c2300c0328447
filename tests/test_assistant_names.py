"""A body is found by its acronym where the text has its name, and the other way round."""

import datetime as dt
from pathlib import Path

from assistant.plan import Subject, SubjectKind
from assistant.reading.subjects import Subjects
from assistant.retrieval.names.acronyms import Names
from assistant.retrieval.retrieve import ResolutionRetriever
from assistant.retrieval.settings import RetrievalSettings
from tests.decided import decided
from tests.factories import WordEmbedding, resolution
from tests.invented import open_assistant, publish
from vectorstore.building.build import build
from vectorstore.index import Index

NAMES = Names({"UNSH": "United Nations Survey of Harbours", "AHP": "Azurian Harbour Police", "SC": "Security Council"})


def test_an_acronym_brings_the_name_and_a_name_the_acronym() -> None:
    assert NAMES.words_for("What does UNSH do?") == "United Nations Survey of Harbours"
    assert NAMES.words_for("duties of the Azurian harbour police") == "AHP"
    assert NAMES.words_for("the harbour survey of the United Nations") == "", "other words in another order are no name"
    assert NAMES.full("UNXX") == ""


def test_texts_without_the_acronym_are_found_by_it(tmp_path: Path) -> None:
    corpus = [
        resolution(9001, 2001, ["Decides that the Survey of Harbours shall count lighthouses"]),
        resolution(9002, 2002, ["Welcomes the United Nations Survey of Harbours (UNSH) and its staff"]),
        resolution(9003, 2003, ["Decides that the lighthouses of Azuria stay dark"]),
    ]
    embedding = WordEmbedding()
    build(tmp_path, corpus, embedding)
    index = Index.open(tmp_path, embedding)
    try:
        assert index.names == {"UNSH": "United Nations Survey of Harbours"}
        found = ResolutionRetriever(index, RetrievalSettings()).retrieve("What must UNSH do?")
    finally:
        index.close()
    keys = [hit.node.node_id for hit in found if hit.score]
    assert keys[:2] == ["9002/op1", "9001/op1"], "the second one says only the name"


def test_who_was_to_do_something_is_found_beside_what_it_was_for(tmp_path: Path) -> None:
    """The paragraph that founds a body shares no word with the question; others of its resolution do."""
    corpus = [
        resolution(9001, 2001, [*[f"Deplores the dark lighthouses of bay {bay}" for bay in range(9)], "Establishes a board of three masters"]),
        resolution(9002, 2002, ["Welcomes the report on the dark lighthouses"]),
    ]  # fmt: skip
    embedding = WordEmbedding()
    build(tmp_path, corpus, embedding)
    index = Index.open(tmp_path, embedding)
    try:
        found = ResolutionRetriever(index, RetrievalSettings(candidates=10)).retrieve(
            "Which body was to look into the dark lighthouses?"
        )
    finally:
        index.close()
    assert "9001/op10" in [hit.node.node_id for hit in found]


def test_a_question_all_in_capitals_keeps_those_of_the_names_that_texts_introduce(tmp_path: Path) -> None:
    corpus = [
        resolution(9001, 2001, ["Welcomes the United Nations Survey of Harbours (UNSH) and its count of lighthouses"]),
        resolution(9002, 2002, ["Decides that the lighthouses of Azuria stay dark"]),
    ]
    publish(tmp_path, corpus)
    assistant = open_assistant(tmp_path)
    shouted = assistant.ask("WHAT DOES UNSH COUNT IN THE HARBOURS?")
    small = assistant.ask("what does UNSH count in the harbours?")
    assert shouted.question == "WHAT DOES UNSH COUNT IN THE HARBOURS?"
    assert shouted.standalone == small.standalone == "what does UNSH count in the harbours?"
    assert shouted.citations[0].key == "9001/op1"
    assert (shouted.status, shouted.text) == (small.status, small.text)


def test_a_body_on_a_place_under_one_regime_is_meant_where_none_is_on_that_which_is_named(tmp_path: Path) -> None:
    panel = "Requests the Secretary-General to create a Panel of Experts on {} until 30 June 2033"
    texts = {9001: (dt.date(2031, 5, 3), [panel.format("Afghanistan")]), 9002: (dt.date(2031, 6, 3), [panel.format("Haiti")])}  # fmt: skip
    with decided(tmp_path, texts) as catalogue:
        (mention,) = Subjects(catalogue).mentions("the Taliban panel of experts", dt.date(2032, 1, 1))
    assert mention.subject == Subject(kind=SubjectKind.PANEL, name="Panel of Experts on Afghanistan")
