"""Three invented resolutions on one mission, each with versions of the paragraphs of the one before."""

from __future__ import annotations

import datetime as dt
from typing import Any

from ingest.annotations import Action, BodyKind, MandateDecision
from ingest.resolution import Resolution
from tests.factories import resolution
from tests.invented import vote

TODAY = dt.date(2035, 1, 1)
BOATS = "Decides that no more than {} fishing boats shall leave the harbour of Azuria between sunset and sunrise"
NETS = "Demands that the harbour master of Azuria weigh every net and anchor that a stranger brings ashore"


def text(number: int, year: int, ops: list[Any], until: dt.date, **fields: Any) -> Resolution:
    made = MandateDecision(
        body="UNMAZ", acronym="UNMAZ", kind=BodyKind.MISSION, place="Azuria", key=f"{number}/op1", date=dt.date(year, 1, 1),
        action=Action.ESTABLISH if number == 9101 else Action.EXTEND, until=until,
    )  # fmt: skip
    extends = f"Decides to extend the mandate of UNMAZ until {until.day} {until:%B %Y}"
    return resolution(number, year, ops=[extends, *ops], mandate_decisions=(made,), **fields)


def corpus() -> list[Resolution]:
    committee = "Decides to establish a committee of lighthouse keepers (hereinafter “the Committee”) as in paragraph 2 of resolution 9101 (2031)"
    return [
        text(9101, 2031, [BOATS.format("2,000"), NETS], dt.date(2032, 6, 30)),
        text(
            9102,
            2032,
            [
                BOATS.format("3,000"),
                NETS,
                committee,
                "Requests the Committee to report, and recalls that the Committee established by resolution 9101 (2031) is another one",
            ],
            dt.date(2033, 6, 30),
            cites={"9102/op4": ("9101/op2",)},
            vote=vote(3, no=1, against=("BRA",), in_favour=("CHN", "FRA", "PER")),
            composition=("CHN", "FRA", "BRA", "PER"),
        ),
        text(9103, 2033, [BOATS.format("3,000"), NETS], dt.date(2034, 6, 30)),
    ]
