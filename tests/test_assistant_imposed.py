"""Ends that are asked for by a resolution, a year and a matter: what is meant is not what another paragraph ended."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from assistant.reading.zero.kinds.mandates import answer_expiry
from assistant.reading.zero.question import understand
from ingest.annotating.annotate import annotate
from ingest.mandates.mandate import mandate_decisions
from ingest.mandates.names import link_mandates
from tests.factories import resolution
from vectorstore.catalogue import Catalogue, write_catalogue

DAY = dt.date(2035, 1, 1)


def test_a_freeze_beside_an_end_in_the_same_resolution_goes_on(tmp_path: Path) -> None:
    texts = {
        7301: ["Decides that all States shall prevent the sale of arms to Nepal", "Decides that all States shall freeze the funds of Nepal"],
        7302: [
            "Decides to terminate the measures imposed on Nepal by paragraphs 1 and 2 of resolution 7301 (2031)",
            "Decides that all Member States in which there are funds of the former king of Nepal shall freeze those assets without delay",
        ],
    }  # fmt: skip
    cites = {"7302/op1": ("7301/op1", "7301/op2")}
    made = []
    for number, items in texts.items():
        day = dt.date(number - 5270, 3, 1)
        one = resolution(number, day.year, items, date=day)
        rows = tuple(row.model_copy(update={"cites": cites.get(row.key, ())}) for row in annotate(one.paragraphs))
        decided = tuple(
            d for d in mandate_decisions(rows, day) if d.key != "7302/op2"
        )  # read as no decision on measures
        made.append(one.model_copy(update={"paragraphs": rows, "mandate_decisions": decided}))
    write_catalogue(tmp_path / "catalogue.sqlite", link_mandates(made))
    catalogue = Catalogue.open(tmp_path / "catalogue.sqlite")
    question = understand(
        "Does the asset freeze of resolution 7302 on Nepal have an end date?", known=texts.__contains__
    )
    draft = answer_expiry(question, catalogue, as_of=DAY, today=DAY)
    assert draft is not None
    assert draft.citations[0].key == "7302/op2"
    assert "names no end" in draft.text
    assert "something else: para. 1" in draft.text
