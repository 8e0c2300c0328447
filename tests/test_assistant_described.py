"""What lasts, on a day: a mission, and a freeze that has no end and is kept under review."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from ingest.annotating.annotate import annotate
from ingest.mandates.mandate import mandate_decisions
from ingest.mandates.names import link_mandates
from ingest.resolution import Vote
from tests.decided import corpus_of, told
from tests.factories import resolution
from vectorstore.catalogue import Catalogue, write_catalogue

TODAY = dt.date(2035, 6, 1)
_FREEZE = "Decides that all States shall freeze the funds and financial assets of raiders in Angola"
TEXTS = {  # number: day, paragraphs
    7501: (dt.date(2030, 5, 2), ["Decides to establish the United Nations Lantern Observer Group in Chad (UNLOG) until 1 May 2031"]),
    7502: (dt.date(2031, 4, 30), ["Decides to extend the mandate of UNLOG until 1 May 2032"]),
    7503: (dt.date(2032, 4, 30), ["Decides to extend the mandate of UNLOG until 1 May 2033"]),
    7504: (dt.date(2032, 6, 2), ["Welcomes the offer of some States to protect the harvest in Albania",
                                 "Authorizes these States to guard the fields in Albania",
                                 "Decides that the operation will be limited to a period of ninety days from 10 June 2032"]),
    7505: (dt.date(2033, 2, 3), [_FREEZE, "Affirms that it shall keep these measures under continuous review",
                                "Underlines that it will keep the harvest of the raided fields under review"]),
    7506: (dt.date(2034, 2, 3), ["Decides to lift the measures imposed on Angola by resolution 7505 (2033)"]),
    7507: (dt.date(2034, 9, 9), ["Decides to keep the ledgers of the granaries"]),
}  # fmt: skip
_SPLIT = Vote(yes=12, abstain=3, abstaining=("CHN", "FRA", "RUS"))


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalogue]:
    made = []
    for number, (day, texts) in TEXTS.items():
        vote = _SPLIT if number == 7504 else Vote(yes=15)
        one = resolution(number, day.year, texts, date=day, vote=vote)
        rows = annotate(one.paragraphs)
        decisions = mandate_decisions(rows, day)
        if number == 7506:  # the grammar knows no resolution of this number
            decisions = tuple(d.model_copy(update={"roots": (7505,)}) for d in decisions)
        made.append(one.model_copy(update={"paragraphs": rows, "mandate_decisions": decisions}))
    path: Path = tmp_path_factory.mktemp("described") / "catalogue.sqlite"
    write_catalogue(path, link_mandates(made))
    opened = Catalogue.open(path)
    yield opened
    opened.close()


def test_a_question_on_an_earlier_day_is_answered_as_of_it(catalogue: Catalogue) -> None:
    draft = told('chain(subject=mission("UNLOG"), day="2031-06-30")', corpus_of(catalogue, TODAY))
    assert draft.evidence[0] == "7502/op1"
    assert "in force on paper until 1 May 2032, as of 30 June 2031" in draft.text


def test_a_freeze_without_an_end_names_its_review_and_its_lifting_is_found_by_the_place(catalogue: Catalogue) -> None:
    corpus = corpus_of(catalogue, TODAY)
    before = told('chain(subject=measures("Angola sanctions"), day="2033-03-31")', corpus)
    assert "open-ended" in before.text
    assert "They are kept under review: S/RES/7505 (2033), para. 2." in before.text
    after = told('chain(subject=measures("Angola sanctions"))', corpus)
    assert after.evidence[0] == "7506/op1"
    assert "with effect from 3 February 2034" in after.text
