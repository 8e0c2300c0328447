"""Documents of other organs that people ask the Council for: found by name, told only where the document itself is asked for."""

from __future__ import annotations

import pytest

from assistant.reading.acts import act_asked_for


@pytest.mark.parametrize(
    ("question", "document"),
    [
        ("UDHR text", "217 A (III)"),
        ("which resolution adopted the universal declaration of human rights", "217 A (III)"),
        ("Who set up UNRWA?", "302 (IV)"),
        ("What did the World Court find in the Chagos advisory opinion?", "25 February 2019"),
    ],
)
def test_a_document_is_found_by_its_name(question: str, document: str) -> None:
    act = act_asked_for(question)
    assert act is not None
    assert document in act.document
    assert act.by in act.said


@pytest.mark.parametrize(
    "question",
    [
        "Which paragraphs ask States to ratify the Arms Trade Treaty and to trace small arms?",
        "How many resolutions name UNRWA in Gaza since October 2023?",
        "Who asked the Court for an advisory opinion?",
        "When does the mandate of UNMAZ end?",
    ],
)
def test_what_asks_for_more_than_the_document_is_left_to_the_texts(question: str) -> None:
    assert act_asked_for(question) is None
