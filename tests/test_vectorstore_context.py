"""The search text of a paragraph, and the node that carries it."""

from __future__ import annotations

import datetime as dt

from llama_index.core.schema import MetadataMode

from ingest.resolution import Kind
from tests.factories import resolution
from vectorstore.context import contexts, passages, shorten
from vectorstore.embedding.meaning import meant_by
from vectorstore.nodes import SearchTexts, to_nodes

HARBOUR = resolution(
    7001,
    2031,
    pps=["Noting the tide,"],
    ops=["Decides to send surveyors", ("Requests the registrar:", [("to weigh:", ["nets", "anchors"])])],
    annex=["Boats"],
    section=("Survey", "Weights"),
    date=dt.date(2031, 5, 2),
    subject="on the survey of the harbour",
    agenda="The situation in Azurie",
)
HEAD = "S/RES/7001 (2031), 2 May 2031: on the survey of the harbour. The situation in Azurie."


def test_a_subparagraph_is_found_by_what_stands_above_it() -> None:
    context = contexts(HARBOUR)
    assert context["7001/pp1"] == HEAD
    assert context["7001/op1"] == f"{HEAD} Survey. Weights."
    assert context["7001/op2(a)(ii)"] == f"{HEAD} Survey. Weights.\nRequests the registrar: to weigh:"
    assert context["7001/annex/1"] == f"{HEAD} Annex."


def test_what_is_embedded_names_the_resolution_in_a_text_of_its_own() -> None:
    meant = dict(zip(passages(HARBOUR), meant_by([HARBOUR]), strict=True))
    assert {each.about for each in meant.values()} == {HEAD}
    assert meant["7001/pp1"].passage == "Noting the tide,"
    assert meant["7001/op2(a)(ii)"].passage == "Survey. Weights.\nRequests the registrar: to weigh:\nanchors"
    again = HARBOUR.model_copy(update={"subject": "on nothing", "agenda": "Nowhere"})
    assert [each.passage for each in meant_by([again])] == [each.passage for each in meant.values()]


def test_a_context_is_there_whatever_is_unknown() -> None:
    bare = resolution(7002, 2031, ops=["Decides"], date=None)
    assert contexts(bare) == {"7002/op1": "S/RES/7002 (2031)."}
    same = resolution(7002, 2031, ops=["Decides"], date=None, subject="The situation in Azurie.", agenda="Azurie")
    assert contexts(same) == {"7002/op1": "S/RES/7002 (2031): The situation in Azurie."}


def test_headings_and_rows_without_words_are_not_searched() -> None:
    empty = resolution(7003, 2031, ops=[("", ["to count"])], section=("Boats",))
    assert [row.kind for row in empty.paragraphs] == [Kind.HEADING, Kind.OPERATIVE, Kind.OPERATIVE]
    assert [node.node_id for node in to_nodes([empty])] == ["7003/op1(a)"]


def test_nodes_keep_the_pure_words_and_the_transform_adds_the_context() -> None:
    nodes = to_nodes([HARBOUR])
    searched = SearchTexts.of([HARBOUR])(nodes)
    assert nodes[1].text == "Decides to send surveyors"
    assert searched[1].text == f"{HEAD} Survey. Weights.\nDecides to send surveyors"
    assert searched[1].node_id == "7001/op1"
    assert searched[1].get_content(MetadataMode.EMBED) == searched[1].text
    assert searched[1].metadata == {
        "number": 7001, "year": 2031, "date": 20310502, "kind": "operative", "paragraph": "1", "verb": "decides",
        "force": "decision", "section": "Survey > Weights",
    }  # fmt: skip


def test_long_texts_are_cut_between_words() -> None:
    assert shorten("one  two\nthree", 40) == "one two three"
    assert shorten("one two, three", 9) == "one two…"
