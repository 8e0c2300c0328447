"""Answers on expiry from an invented corpus that ends on a day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.answer import Status
from assistant.operations.corpus import Corpus
from ingest.annotating.annotate import annotate
from ingest.mandates.mandate import mandate_decisions
from ingest.mandates.names import link_mandates
from tests.decided import corpus_of, told
from tests.factories import resolution
from vectorstore.catalogue import Catalogue, write_catalogue

TODAY = dt.date(2035, 6, 1)
TEXTS = {  # number: day, paragraphs; the corpus ends on 2 February 2035
    7286: (dt.date(2001, 6, 4), [
        "Decides that all States shall take the necessary measures to prevent the supply of arms and related materiel to Nepal",
        "Decides that the measures imposed on Nepal by paragraph 1 above are established for twelve months",
    ]),
    7296: (dt.date(2033, 7, 4), ["Decides that all States shall take the necessary measures to prevent the entry into their territories of raiders from Nepal"]),
    7290: (dt.date(2031, 1, 4), ["Decides to establish the United Nations Base in Elmar (UNBEL) until 1 May 2032"]),
    7291: (dt.date(2032, 4, 4), ["Decides to extend the mandate of UNBEL until 1 May 2033"]),
    7292: (dt.date(2033, 4, 4), ["Decides to extend the mandate of UNBEL until 1 May 2034"]),
    7293: (dt.date(2031, 6, 4), [
        "Decides that all States shall take the necessary measures to prevent the supply of arms and related materiel to Chad",
        "Decides that all States shall take the necessary measures to prevent the import of rough diamonds from Chad",
    ]),
    7294: (dt.date(2032, 6, 4), ["Decides to lift the measures on diamonds imposed on Chad by paragraph 2 of resolution 7293 (2031)"]),
    7295: (dt.date(2033, 6, 4), ["Decides that the measures on arms imposed on Chad by paragraph 1 of resolution 7293 (2031) shall not apply to signal guns"]),
    7301: (dt.date(2031, 3, 14), ["Decides to establish the United Nations Mission in Azuria (UNMAZ) until 31 March 2033"]),
    7302: (dt.date(2033, 3, 30), ["Welcomes the calm", "Decides to extend the mandate of UNMAZ until 31 March 2035"]),
    7303: (dt.date(2033, 5, 2), ["Decides to establish the United Nations Office in Borea (UNOBO) for a final period until 1 May 2034"]),
    7304: (dt.date(2034, 5, 2), ["Decides to renew until 1 July 2036 the measures on arms imposed on Haiti by paragraph 2 of resolution 7303 (2033)"]),
    7305: (dt.date(2034, 6, 2), ["Decides to lift the arms embargo imposed on Angola by resolution 7303 (2033)"]),
    7299: (dt.date(2034, 7, 2), ["Decides that all States shall take the necessary measures to prevent the supply of arms and weapons to raiders in Angola"]),
    7306: (dt.date(2035, 1, 9), ["Decides to establish the United Nations Team in Corvia (UNTEC) until 1 May 2034", "Decides to remain seized"]),
    7307: (dt.date(2035, 2, 2), ["Decides that the United Nations Post in Delmar (UNPOD) shall cease all operations on 1 May 2035"]),
}  # fmt: skip


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalogue]:
    made = []
    for number, (day, texts) in TEXTS.items():
        one = resolution(number, day.year, texts, date=day)
        rows = annotate(one.paragraphs)
        made.append(one.model_copy(update={"paragraphs": rows, "mandate_decisions": mandate_decisions(rows, day)}))
    path: Path = tmp_path_factory.mktemp("mandates") / "catalogue.sqlite"
    write_catalogue(path, link_mandates(made))
    opened = Catalogue.open(path)
    yield opened
    opened.close()


@pytest.fixture
def corpus(catalogue: Catalogue) -> Corpus:
    return corpus_of(catalogue, TODAY)


def test_an_end_after_the_corpus_is_on_paper_and_renewal_is_unknown(corpus: Corpus) -> None:
    draft = told('chain(subject=mission("UNMAZ"))', corpus)
    assert draft.status is Status.ANSWERED
    assert draft.evidence[0] == "7302/op2"
    assert "31 March 2035" in draft.text
    assert (
        "The corpus ends with S/RES/7307 (2 February 2035); whether a renewal followed is not in the corpus."
        in draft.text
    )
    assert "7301" in draft.text  # the earlier decision
    for asserted in ("has been renewed", "still in force today"):
        assert asserted not in draft.text


def test_at_a_time_without_an_extension_what_held_then_is_told(corpus: Corpus) -> None:
    draft = told('chain(subject=mission("UNBEL"), day="2031-03-31")', corpus)
    assert "in force on paper until 1 May 2032, as of 31 March 2031" in draft.text


def test_the_quotation_is_a_slice_of_the_paragraph(catalogue: Catalogue, corpus: Corpus) -> None:
    quote = told('chain(subject=mission("UNMAZ"))', corpus).citations[0]
    paragraph = catalogue.paragraph(quote.key)
    assert paragraph is not None
    assert paragraph.words[quote.start : quote.end] == quote.quote != ""


def test_as_of_an_earlier_day_later_decisions_do_not_count(corpus: Corpus) -> None:
    draft = told('chain(subject=mission("UNMAZ"))', corpus, as_of=dt.date(2032, 1, 1))
    assert draft.evidence[0] == "7301/op1"
    assert "in force on paper until 31 March 2033" in draft.text
    assert "The corpus ends" not in draft.text


def test_a_final_extension_that_ended_within_the_corpus(corpus: Corpus) -> None:
    text = told('chain(subject=mission("UNOBO"))', corpus).text
    assert "final extension on 1 May 2034" in text
    assert "whether a renewal followed" not in text


def test_measures_are_found_by_place_and_kind(corpus: Corpus) -> None:
    assert "in force on paper until 1 July 2036" in told('chain(subject=measures("Haiti arms embargo"))', corpus).text
    lifted = told('chain(subject=measures("Angola arms embargo"))', corpus)
    assert "(ended on 2 June 2034): “Decides to lift the arms embargo" in lifted.text
    assert lifted.evidence[0] == "7305/op1"
    assert "What goes on:" in lifted.text


def test_the_newest_decision_on_measures_that_go_on_is_not_the_end_of_others(corpus: Corpus) -> None:
    draft = told('chain(subject=measures("Chad sanctions"), view="last")', corpus)
    assert draft.evidence == ("7295/op1",)
    assert draft.text.startswith("The newest decision on Chad sanctions is S/RES/7295 (2033), para. 1")


def test_the_first_of_measures_is_what_imposed_the_earliest_and_what_came_again_is_named(corpus: Corpus) -> None:
    draft = told('chain(subject=measures("Nepal sanctions"), view="first")', corpus)
    assert draft.text.startswith(
        "The first decision on Nepal sanctions is S/RES/7286 (2001), para. 1, adopted on 4 June 2001"
    )
    assert "Imposed again or further: S/RES/7296 (2033), para. 1." in draft.text
    assert [each.key for each in draft.citations] == ["7286/op1", "7296/op1"]
    only = told('chain(subject=measures("Nepal travel ban"), view="first")', corpus)
    assert only.citations[0].key == "7296/op1"


def test_an_end_decided_in_advance_is_not_said_to_have_come(corpus: Corpus) -> None:
    text = told('chain(subject=mission("UNPOD"))', corpus).text
    assert "decided in advance" in text
    assert "outside the corpus" in text


def test_two_things_asked_for_are_both_answered(corpus: Corpus) -> None:
    text = told('chain(subject=mission("UNMAZ")); chain(subject=measures("Haiti arms embargo"))', corpus).text
    assert "31 March 2035" in text
    assert "1 July 2036" in text


def test_an_embargo_that_was_lifted_stays_lifted_whatever_is_imposed_later_on_others(corpus: Corpus) -> None:
    draft = told('chain(subject=measures("Angola arms embargo"))', corpus)
    assert draft.evidence[0] == "7305/op1"
    assert "Decides to lift" in draft.text.partition("\n")[0]


_MORE = {
    7501: (dt.date(2031, 1, 4), ["Decides to establish the United Nations Mission in Sudan (UNMOS) until 3 March 2032"]),
    7502: (dt.date(2031, 1, 5), ["Decides to establish the United Nations Mission in South Sudan (UNMOX) until 4 April 2033"]),
    7503: (dt.date(2031, 2, 5), ["Decides that all States shall prevent the sale or supply of arms to Rwanda for a period of one year"]),
    7504: (dt.date(2031, 9, 5), ["Decides to terminate the prohibitions imposed by paragraph 1 of resolution 7503 (2031) on Rwanda"]),
    7505: (dt.date(2032, 3, 5), ["Decides to appoint Ms. Ada Brenner as Prosecutor of the Harbour Tribunal from 1 April 2032 until 31 March 2034"]),
    7506: (dt.date(2034, 3, 5), ["Decides to reappoint Ms. Ada Brenner as Prosecutor of the Harbour Tribunal from 1 April 2034 until 31 March 2036"]),
    7507: (dt.date(2034, 5, 5), ["Decides to establish an Office of the Ombudsperson for an initial period until 1 June 2036"]),
}  # fmt: skip


@pytest.fixture(scope="module")
def more(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalogue]:
    made = []
    for number, (day, texts) in _MORE.items():
        one = resolution(number, day.year, texts, date=day)
        cited = ("7503/op1",) if number == 7504 else ()
        rows = tuple(row.model_copy(update={"cites": cited}) for row in annotate(one.paragraphs))
        made.append(one.model_copy(update={"paragraphs": rows, "mandate_decisions": mandate_decisions(rows, day)}))
    path: Path = tmp_path_factory.mktemp("more") / "catalogue.sqlite"
    write_catalogue(path, link_mandates(made))
    opened = Catalogue.open(path)
    yield opened
    opened.close()


@pytest.mark.parametrize(
    ("subject", "key", "day"),
    [
        ('mission("UNMOX")', "7502/op1", "4 April 2033"),
        ('mission("UNMOS")', "7501/op1", "3 March 2032"),
        # what ends is named by paragraphs only: what they are about is read from them
        ('measures("Rwanda arms embargo")', "7504/op1", "5 September 2031"),
        ('office("Office of the Ombudsperson")', "7507/op1", "1 June 2036"),
    ],
)
def test_missions_measures_and_offices(more: Catalogue, subject: str, key: str, day: str) -> None:
    draft = told(f"chain(subject={subject})", corpus_of(more, TODAY))
    assert draft.evidence[0] == key, draft.text
    assert day in draft.text
