"""Answers on expiry from an invented corpus that ends on a day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.answer import Status
from assistant.draft import Draft
from assistant.reading.zero.by_plan import by_plans
from assistant.reading.zero.ends import read_ends
from assistant.reading.zero.question import understand
from assistant.reading.zero.words.intent import Intent
from ingest.annotating.annotate import annotate
from ingest.mandates.mandate import mandate_decisions
from ingest.mandates.names import link_mandates
from tests.decided import corpus_of, decided
from tests.factories import Item, resolution
from vectorstore.catalogue import Catalogue, write_catalogue

TODAY = dt.date(2035, 6, 1)
TEXTS = {  # number: day, paragraphs; the corpus ends on 2 February 2035
    7290: (dt.date(2031, 1, 4), ["Decides to establish the United Nations Base in Elmar (UNBEL) until 1 May 2032"]),
    7291: (dt.date(2032, 4, 4), ["Decides to extend the mandate of UNBEL until 1 May 2033"]),
    7292: (dt.date(2033, 4, 4), ["Decides to extend the mandate of UNBEL until 1 May 2034"]),
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


def ask(catalogue: Catalogue, text: str, as_of: dt.date | None = None) -> Draft | None:
    question = understand(text, known=set(catalogue.numbers()).__contains__)
    assert question.intent is Intent.EXPIRY
    corpus = replace(corpus_of(catalogue, TODAY), as_of=as_of)
    return by_plans(read_ends(question, corpus), corpus)


def answered(catalogue: Catalogue, text: str, as_of: dt.date | None = None) -> Draft:
    draft = ask(catalogue, text, as_of)
    assert draft is not None
    assert draft.status is Status.ANSWERED
    return draft


def test_an_end_after_the_corpus_is_on_paper_and_renewal_is_unknown(catalogue: Catalogue) -> None:
    draft = answered(catalogue, "Until when is UNMAZ mandated?")
    assert draft.evidence[0] == "7302/op2"
    assert "31 March 2035" in draft.text
    assert (
        "The corpus ends with S/RES/7307 (2 February 2035); whether a renewal followed is not in the corpus."
        in draft.text
    )
    assert "7301" in draft.text  # the earlier decision
    for asserted in ("has been renewed", "still in force today"):
        assert asserted not in draft.text


def test_a_named_extension_is_left_to_its_text_and_what_founds_a_thing_means_the_thing(catalogue: Catalogue) -> None:
    assert ask(catalogue, "Until when does UNBEL stay under resolution 7291?") is None
    assert answered(catalogue, "Until when does UNBEL of resolution 7290 run?").evidence[0] == "7292/op1"
    assert (
        ask(catalogue, "When does UNMAZ of resolution 7303 expire?") is None
    )  # another thing than that of the resolution


@pytest.mark.parametrize("when", ["in April 2032", "in 2032", "by the April 2032 text"])
def test_what_was_extended_at_a_named_time_is_told_for_that_time(catalogue: Catalogue, when: str) -> None:
    draft = answered(catalogue, f"Until when was UNBEL prolonged {when}?")
    assert draft.evidence[0] == "7291/op1"
    assert "1 May 2033" in draft.text


def test_at_a_time_without_an_extension_what_held_then_is_told(catalogue: Catalogue) -> None:
    draft = answered(catalogue, "Until when was UNBEL extended in March 2031?")
    assert "in force on paper until 1 May 2032, as of 31 March 2031" in draft.text


def test_the_end_of_what_was_set_up_at_a_named_time_is_the_end_of_its_chain(catalogue: Catalogue) -> None:
    draft = answered(catalogue, "When did the mandate of UNBEL, set up in January 2031, run out?")
    assert draft.evidence[0] == "7292/op1"


def test_a_time_to_act_is_no_end_of_a_mandate(catalogue: Catalogue) -> None:
    assert ask(catalogue, "How long did the raiders in Angola get to hand over their boats?") is None


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("What is the mission in Azuria to watch over?", Intent.SEARCH),
        ("Is the mission in Azuria over?", Intent.EXPIRY),
    ],
)
def test_to_watch_over_is_not_to_be_over(text: str, intent: Intent) -> None:
    assert understand(text, known=lambda _: False).intent is intent


def test_the_quotation_is_a_slice_of_the_paragraph(catalogue: Catalogue) -> None:
    quote = answered(catalogue, "When does UNMAZ expire?").citations[0]
    paragraph = catalogue.paragraph(quote.key)
    assert paragraph is not None
    assert paragraph.words[quote.start : quote.end] == quote.quote != ""


def test_as_of_an_earlier_day_later_decisions_do_not_count(catalogue: Catalogue) -> None:
    draft = answered(catalogue, "Is UNMAZ still in force?", dt.date(2032, 1, 1))
    assert draft.evidence[0] == "7301/op1"
    assert "in force on paper until 31 March 2033" in draft.text
    assert "The corpus ends" not in draft.text


def test_a_final_extension_that_ended_within_the_corpus(catalogue: Catalogue) -> None:
    text = answered(catalogue, "Is UNOBO still operating?").text
    assert "final extension on 1 May 2034" in text
    assert "whether a renewal followed" not in text


def test_measures_are_found_by_place_and_kind(catalogue: Catalogue) -> None:
    assert (
        "in force on paper until 1 July 2036" in answered(catalogue, "When does the arms embargo on Haiti expire?").text
    )
    lifted = answered(catalogue, "Was the Angola arms embargo lifted?")
    assert "lifted, with effect from 2 June 2034" in lifted.text
    assert lifted.evidence[0] == "7305/op1"


def test_an_end_decided_in_advance_is_not_said_to_have_come(catalogue: Catalogue) -> None:
    text = answered(catalogue, "What is the status of UNPOD?").text
    assert "decided in advance" in text
    assert "outside the corpus" in text


def test_two_things_asked_for_are_both_answered(catalogue: Catalogue) -> None:
    text = answered(catalogue, "When does UNMAZ end and when does the arms embargo on Haiti end?").text
    assert "31 March 2035" in text
    assert "1 July 2036" in text


def test_what_is_about_nothing_known_is_left_to_the_search(catalogue: Catalogue) -> None:
    assert ask(catalogue, "When does the lighthouse tax expire?") is None


def test_what_a_named_text_said_at_its_time_is_no_question_of_expiry() -> None:
    question = understand("For how long did resolution 7302 extend UNMAZ?", known=lambda _: True)
    assert question.intent is not Intent.EXPIRY


def test_the_mission_of_a_resolution_is_asked_about_as_it_stands(catalogue: Catalogue) -> None:
    assert answered(catalogue, "Until when does UNMAZ, the mission of resolution 7301, run?").evidence[0] == "7302/op2"


def test_an_embargo_that_was_lifted_stays_lifted_whatever_is_imposed_later_on_others(catalogue: Catalogue) -> None:
    draft = answered(catalogue, "Is the arms embargo on Angola still in force?")
    assert draft.evidence[0] == "7305/op1"
    assert "lifted" in draft.text


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
    ("question", "key", "day"),
    [
        # the words of another mission's name stand in it, in another order or for another place
        ("Is the UN mission in South Sudan still authorised?", "7502/op1", "4 April 2033"),
        ("When did the UN mission in Sudan lose its mandate?", "7501/op1", "3 March 2032"),
        # what ends is named by paragraphs only: what they are about is read from them
        ("Was the Rwanda arms embargo lifted, and when?", "7504/op1", "5 September 2031"),
        ("Until when does the Ombudsperson serve?", "7507/op1", "1 June 2036"),
    ],
)
def test_bodies_measures_and_persons_by_the_words_people_use(
    more: Catalogue, question: str, key: str, day: str
) -> None:
    draft = answered(more, question)
    assert draft.evidence[0] == key, draft.text
    assert day in draft.text


def test_a_court_is_no_operation_and_a_mission_no_team(tmp_path: Path) -> None:
    texts: dict[int, tuple[dt.date, list[Item]]] = {
        7521: (dt.date(2031, 1, 4), ["Decides to extend the mandate of the International Criminal Tribunal for Rwanda until 3 March 2032"]),
        7522: (dt.date(2031, 1, 5), ["Decides to establish the United Nations Mission in Iraq (UNMIQ) until 4 April 2033"]),
    }  # fmt: skip
    with decided(tmp_path, texts) as catalogue:
        for text in (
            "Until when could the French-led operation in Rwanda stay?",
            "Until when was the team collecting evidence in Iraq extended?",
        ):
            question = understand(text, known=texts.__contains__)
            assert not read_ends(question, corpus_of(catalogue, dt.date(2035, 1, 1))), text


def test_a_term_of_office_is_left_to_the_search_as_no_reappointment_is_followed(more: Catalogue) -> None:
    assert ask(more, "When does Ada Brenner's term as Prosecutor end?") is None
