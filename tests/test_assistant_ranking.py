"""Pure functions: ranking, verification, questions, wording."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest

from assistant.checking.quotations import locate
from assistant.retrieval.evidence import Evidence
from assistant.retrieval.order import group
from assistant.retrieval.query import query_of
from assistant.retrieval.set_up import asks_who, tells_who
from assistant.retrieval.settings import Thresholds
from assistant.retrieval.statements import is_boilerplate, is_routine_report
from assistant.retrieval.support import Support, support_of
from assistant.retrieval.vocabulary import words_of_the_texts
from assistant.understanding.days import Day, dates_of, times_of, years_of
from assistant.understanding.references import outside_documents
from assistant.writing.extractive import ExtractiveWriter
from assistant.writing.shortened import shortened
from assistant.writing.spoken import says
from ingest.resolution import Kind, Paragraph
from tests.decided import decided
from tests.factories import resolution
from tests.invented import CORPUS
from vectorstore.catalogue import Catalogue, write_catalogue
from vectorstore.index import Hit, Index
from vectorstore.lineage.reading import Lineage

KNOWN = {r.number for r in CORPUS}.__contains__
RECORDS = {r.number: r for r in CORPUS}
ROWS = {p.key: p for r in CORPUS for p in r.paragraphs}


@pytest.mark.parametrize(
    "question", ["To which court did the Council send the keepers?", "Who was asked to propose a panel?"]
)
def test_where_somebody_was_sent_means_no_founding(question: str) -> None:
    assert not asks_who(question)


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("the harbours of 1993", [Day(1993)]),
        ("missing since 1990", []),
        ("before the first 1993 harbour ban", []),
        ("renewed until 3 May 2009", []),
        ("renewed in 1994 until 5 May 1995", [Day(1994)]),
        ("two years before the 2006 harbour war", [Day(2004)]),
        ("a year after 2006", [Day(2007)]),
        ("in late 1996", [Day(1996), Day(1996, 9), Day(1996, 10), Day(1996, 11), Day(1996, 12)]),
        ("by the spring of 1948", [Day(1948), Day(1948, 3), Day(1948, 4), Day(1948, 5), Day(1948, 6)]),
    ],
)
def test_times_at_which_something_may_have_been_adopted(text: str, times: list[Day]) -> None:
    assert times_of(text) == times


def test_subpoints_answer_as_their_paragraph() -> None:
    scores = {"7001/op2(a)": 0.9, "7001/op2(b)": 0.8, "7001/op2": 0.1, "7003/op1": 0.5}
    assert [hit.key for hit in group(scores, ROWS)] == ["7001/op2", "7001/op2(a)", "7001/op2(b)", "7003/op1"]


def test_points_that_fit_less_do_not_push_back_another_paragraph() -> None:
    scores = {"7001/op2(a)": 0.9, "7001/op2(b)": 0.1, "7003/op1": 0.5}
    assert [hit.key for hit in group(scores, ROWS)] == ["7001/op2", "7001/op2(a)", "7003/op1", "7001/op2(b)"]


@pytest.mark.parametrize(
    ("text", "formula"),
    [
        ("Decides to remain actively seized of the matter", True),
        ("Decides to keep the matter under review", True),
        ("Expresses its appreciation to the pilots", True),
        ("Resolves to consider the matter further should the tide turn", True),
        ("Welcomes the report of the Secretary-General of 3 May 2031", True),
        ("Welcomes the reports of the pilots on the reefs", False),
        ("Decides that all States shall prevent the sale of nets", False),
        ("Calls upon the parties to open the harbour", False),
    ],
)
def test_formulae_are_told_from_decisions(text: str, formula: bool) -> None:
    assert is_boilerplate(text) is formula


def test_the_report_that_every_text_asks_for_is_told_from_others() -> None:
    assert is_routine_report("Requests the Secretary-General to report on the implementation of this resolution")
    assert not is_routine_report("Requests the Secretary-General to send pilots to the reefs")


def test_dates_and_bounds() -> None:
    assert dates_of("on 3 May 2031, in June 2032 or during 2033") == [Day(2031, 5, 3), Day(2032, 6), Day(2033)]
    assert dates_of("Sept. 12, 2001") == [Day(2001, 9, 12)]
    assert dates_of("31 February 2030") == []
    assert years_of("since 1999") == (1999, None)
    assert years_of("between 1990 and 1995") == (1990, 1995)
    assert years_of("before 1960") == (None, 1959)
    assert years_of("in the 1970s") == (1970, 1979)
    assert Day(2031, 3).holds(dt.date(2031, 3, 9))


def test_other_organs() -> None:
    assert outside_documents("A/RES/60/288 and S/PRST/2014/3 and GA resolution 377 A (V), but S/RES/7001 (2031)") == [
        "A/RES/60/288",
        "S/PRST/2014/3",
        "GA resolution 377 A (V)",
    ]
    assert outside_documents("paragraph 8 of resolution 1333 (c)") == []


def paragraph(text: str, kind: Kind = Kind.OPERATIVE) -> Paragraph:
    return Paragraph(resolution=7009, year=2031, kind=kind, number="4", text=text)


@pytest.mark.parametrize(
    ("text", "kind", "said"),
    [
        ("Decides that piers shall be lit;", Kind.OPERATIVE, "S/RES/7009 (2031), para. 4 decides that piers shall be lit."),
        ("Strongly urges all captains to wait", Kind.OPERATIVE, "S/RES/7009 (2031), para. 4 strongly urges all captains to wait."),
        ("Acting under Chapter VII of the Charter, decides to wait", Kind.OPERATIVE,
         "S/RES/7009 (2031), para. 4, acting under Chapter VII of the Charter, decides to wait."),
        ("Recalling the storm of winter,", Kind.PREAMBULAR, "In S/RES/7009 (2031), preambular para. 4, the Council is recalling the storm of winter."),
        ("The keepers of Azuria shall light the lamps", Kind.OPERATIVE,
         "S/RES/7009 (2031), para. 4 reads: The keepers of Azuria shall light the lamps."),
    ],
)  # fmt: skip
def test_sentence_is_made_of_the_paragraphs_own_words(text: str, kind: Kind, said: str) -> None:
    assert says(paragraph(text, kind)) == said


@pytest.mark.parametrize(
    ("rest", "said"),
    [
        (
            "over the reefs, while excluding any landing on Azuria, and to report",
            "… while excluding any landing on Azuria …",
        ),
        ("over the reefs, provided that the Keepers agree;", "… provided that the Keepers agree"),
        ("over the reefs; and decides that pilots may wait unless the sea is calm;", "…"),
    ],
)
def test_a_sentence_that_is_cut_keeps_what_bounds_it(rest: str, said: str) -> None:
    text = f"Authorizes the captains of the Coral Fleet, {'in the waters of Azuria, ' * 9}to take all steps, by day and by night, {rest}"
    shown = shortened(text)
    assert shown.endswith(said)
    assert shown.startswith("Authorizes the captains of the Coral Fleet, in the waters of Azuria")
    assert len(shown) < len(text)


def test_quotations_are_located_word_for_word() -> None:
    words = "Decides that the “Coral Front”\nshall hand  back — at once — all trawlers"
    start, end = locate('the "coral front" shall hand back - at once', words) or (0, 0)
    assert words[start:end] == "the “Coral Front”\nshall hand  back — at once"
    assert locate("shall hand back all trawlers", words) is None
    assert locate("hall hand", words) is None, "no match inside a word"


def test_questions_gain_the_words_of_the_texts() -> None:
    widened = words_of_the_texts("When did Khartoum let the mission expire?")
    assert "Sudan" in widened
    assert "extend" in widened
    assert words_of_the_texts("lighthouses") == ""


def test_points_that_come_near_the_best_one_are_quoted_beside_it(tmp_path: Path) -> None:
    points = ["Close the harbour;", "Open the canal;", "Count the boats;"]
    made = resolution(7001, 2031, [("Decides that all States shall:", points)])
    path = tmp_path / "catalogue.sqlite"
    write_catalogue(path, [made])
    catalogue = Catalogue.open(path)
    rows = {row.key: row for row in made.paragraphs}
    scores = {"7001/op1": 1.0, "7001/op1(b)": 1.0, "7001/op1(a)": 0.9, "7001/op1(c)": 0.2}
    question = query_of("What about the canal?", known=lambda _: False)
    draft = ExtractiveWriter(Lineage(catalogue)).answer(question, [Hit(*each) for each in scores.items()], rows)
    catalogue.close()
    assert [each.key for each in draft.citations][:3] == ["7001/op1", "7001/op1(b)", "7001/op1(a)"]
    assert "Count the boats" not in draft.text


def test_where_the_best_paragraph_clearly_answers_the_others_are_only_named(tmp_path: Path) -> None:
    made = resolution(7002, 2031, ["Decides to close the harbour;", "Decides to open the canal;"])
    path = tmp_path / "catalogue.sqlite"
    write_catalogue(path, [made])
    catalogue = Catalogue.open(path)
    rows = {row.key: row for row in made.paragraphs}
    question, hits = (
        query_of("What about the harbour?", known=lambda _: False),
        [Hit("7002/op1", 1.0), Hit("7002/op2", 0.9)],
    )
    clear, unclear = (
        ExtractiveWriter(Lineage(catalogue)).answer(question, hits, rows, clearly=each) for each in (True, False)
    )
    catalogue.close()
    assert "open the canal" in unclear.text
    assert "open the canal" not in clear.text
    assert "S/RES/7002 (2031), para. 2" in clear.text
    assert [each.key for each in clear.citations] == [each.key for each in unclear.citations]


def test_beside_a_best_paragraph_without_it_that_is_shown_which_counts_what_is_asked(tmp_path: Path) -> None:
    ferries = "Decides, if nobody objects, that the ferries return after the notice was heard;"
    made = resolution(
        7004, 2031,
        [ferries, "Decides that each ferry carries 12 lamps;", "Decides that notice is heard within 30 calendar days;"],
    )  # fmt: skip
    path = tmp_path / "catalogue.sqlite"
    write_catalogue(path, [made])
    catalogue = Catalogue.open(path)
    hits = [Hit("7004/op1", 1.0), Hit("7004/op2", 0.6), Hit("7004/op3", 0.55)]
    question = query_of("Ferries that return, how many days?", known=lambda _: False)
    rows = {row.key: row for row in made.paragraphs}
    draft = ExtractiveWriter(Lineage(catalogue)).answer(question, hits, rows, clearly=True)
    catalogue.close()
    assert "within 30 calendar days" in draft.text
    assert "12 lamps" not in draft.text


def test_what_goes_on_with_the_best_paragraph_leads_where_the_newest_is_wanted_and_nothing_else_that_is_new(
    tmp_path: Path,
) -> None:
    texts = {
        9401: (dt.date(2031, 3, 1), ["Decides that all States shall prevent the sale of lanterns to Haiti"]),
        9402: (dt.date(2032, 3, 1), [
            "Decides to renew until 1 March 2033 the measures on Haiti imposed by paragraph 1 of resolution 9401 (2031)"
        ]),
        9403: (dt.date(2034, 3, 1), ["Decides that all States shall count the lanterns of Yemen"]),
    }  # fmt: skip
    hits = [Hit("9401/op1", 1.0), Hit("9403/op1", 0.95), Hit("9402/op1", 0.9)]
    question = query_of("Is the ban on lanterns still in force?", known=lambda _: False)
    with decided(tmp_path, texts, {"9402/op1": ("9401/op1",)}) as catalogue:
        rows = catalogue.paragraphs(hit.key for hit in hits)
        chosen = ExtractiveWriter(Lineage(catalogue)).chosen(question, hits, rows)
    assert [each.key for each in chosen] == ["9402/op1", "9401/op1", "9403/op1"]


def test_where_much_of_the_best_paragraph_is_shown_the_others_are_only_named(tmp_path: Path) -> None:
    harbour = [
        f"Close the harbour of the {name} island before the ferry leaves, and count its boats at noon;"
        for name in _ISLANDS
    ]
    states = ", ".join(f"the harbours of the {name} coast" for name in _ISLANDS)
    made = resolution(7003, 2031, [(f"Decides that {states} shall:", harbour), "Decides to open the canal;"])
    path = tmp_path / "catalogue.sqlite"
    write_catalogue(path, [made])
    catalogue = Catalogue.open(path)
    rows = {row.key: row for row in made.paragraphs}
    hits = [Hit("7003/op1", 1.0), Hit("7003/op2", 0.9)]
    draft = ExtractiveWriter(Lineage(catalogue)).answer(
        query_of("What about the harbour?", known=lambda _: False), hits, rows
    )
    catalogue.close()
    assert "open the canal" not in draft.text
    assert "S/RES/7003 (2031), para. 2" in draft.text


_ISLANDS = [
    f"{size} {side}"
    for size in ("small", "wooded", "great")
    for side in ("northern", "southern", "windward", "leeward")
]


@pytest.mark.parametrize(
    ("text", "support"),
    [
        ("What were the blue helmets told to do about the arms embargo in April 2031?", Support.WEAK),
        ("What should the neighbours bring along?", Support.NONE),
    ],
)
def test_a_question_that_is_plainly_one_for_the_council_is_not_refused_for_its_wording(
    text: str, support: Support
) -> None:
    row = paragraph("Authorizes the keepers to light the lamps")
    evidence = Evidence((Hit(row.key, 1.0),), {row.key: row}, similarity=0.35)
    catalogue = SimpleNamespace(mandates=lambda: [], record=lambda number: None)
    index = cast("Index", SimpleNamespace(catalogue=catalogue, highest=lambda word: 5.0, rarity=lambda word: 3.0))
    question = query_of(text, known=lambda _: False)
    assert support_of(question, evidence, Thresholds(), index) is support


def test_a_force_may_be_allowed_and_a_panel_is_set_up() -> None:
    allowed = "Authorizes the coastal States to keep the lamps lit"
    assert tells_who(allowed, "Which force was to keep the lamps lit?")
    assert not tells_who(allowed, "Which panel was to keep the lamps lit?")
    for founding in (
        "Establishes a panel of three harbour masters",
        "Requests the Secretary-General, as a matter of urgency, to appoint a harbour master",
    ):
        assert tells_who(founding, "Which panel was to keep the lamps lit?")
    for mention in (
        "Requests the Secretary-General to report on ways to establish a panel",
        "Approves the intention to establish a trust fund",
        "Calls upon all States to cooperate with the panel established in 2030",
    ):
        assert not tells_who(mention, "Which panel was to keep the lamps lit?"), mention
