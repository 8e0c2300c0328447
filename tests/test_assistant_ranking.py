"""Pure functions: ranking, verification, questions, wording."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest

from assistant.checking.quotations import locate
from assistant.retrieval.evidence import Evidence
from assistant.retrieval.factors import (
    act_factor,
    name_factor,
    place_factor,
    weigh,
)
from assistant.retrieval.fusion import Ranking, fuse, group, with_scores_of_resolutions
from assistant.retrieval.names.places import places_asked
from assistant.retrieval.order import in_order_of_time, since_when, without_copies
from assistant.retrieval.query import query_of
from assistant.retrieval.set_up import asks_who
from assistant.retrieval.statements import is_boilerplate, is_routine_report
from assistant.retrieval.support import Support, support_of
from assistant.retrieval.vocabulary import words_of_the_texts
from assistant.retrieval.wanted import Order
from assistant.retrieval.weights import Fusion, RetrievalSettings, Thresholds
from assistant.understanding.days import Day, dates_of, times_of, years_of
from assistant.understanding.references import outside_documents
from assistant.writing.extractive import ExtractiveWriter, says
from assistant.writing.shortened import shortened
from ingest.resolution import Kind, Paragraph, Resolution
from tests.factories import resolution
from tests.invented import CORPUS
from vectorstore.catalogue import Catalogue, write_catalogue
from vectorstore.index import Hit, Index

KNOWN = {r.number for r in CORPUS}.__contains__
RECORDS = {r.number: r for r in CORPUS}
ROWS = {p.key: p for r in CORPUS for p in r.paragraphs}


def test_rankings_are_fused_by_reciprocal_rank() -> None:
    lexical = Ranking(1.0, [Hit("a", 90.0), Hit("b", 6.0)])
    dense = Ranking(2.0, [Hit("c", 0.8), Hit("b", 0.7)])
    fused = fuse([lexical, dense], Fusion.RECIPROCAL_RANK, 60)
    assert fused == pytest.approx({"a": 1.0, "b": 61 / 62 + 2 * 61 / 62, "c": 2.0})
    assert max(fused, key=fused.__getitem__) == "b", "found by both, although first in neither"


def test_what_has_no_vector_yet_is_weighed_by_its_words_alone() -> None:
    """Neither punished nor favoured: it stands where it would if meaning agreed with the words."""
    words = Ranking(1.0, [Hit("old", 9.0), Hit("new", 8.0), Hit("other", 7.0)])
    meaning = Ranking(2.0, [Hit("new", 0.8), Hit("far", 0.7)], among={"new", "far"}, share=0.5)
    fused = fuse([words, meaning], Fusion.RECIPROCAL_RANK, 60)
    # The best of a half would be about the second of all, the next the fourth.
    assert fused == pytest.approx({"old": 3.0, "new": 61 / 62 + 2 * 61 / 62, "other": 3 * 61 / 63, "far": 2 * 61 / 64})
    alone = fuse([words, Ranking(2.0, [], among=(), share=0.0)], Fusion.RECIPROCAL_RANK, 60)
    assert list(alone) == ["old", "new", "other"]
    assert alone == pytest.approx(
        {key: 3 * points for key, points in fuse([words], Fusion.RECIPROCAL_RANK, 60).items()}
    )


def test_a_rare_name_is_worth_more_than_a_common_one() -> None:
    row, weights = ROWS["7002/op1"], RetrievalSettings()
    (word, *_) = row.words.split()
    common, rare = (name_factor(row, None, {word: rarity}, weights) for rarity in (6.0, 9.0))
    assert common == pytest.approx(1 + weights.names)
    assert rare > common > name_factor(row, None, {"Nowhere": 11.0}, weights) == 1.0


def test_rankings_may_be_fused_by_scaled_scores() -> None:
    rankings = [Ranking(1.0, [Hit("a", 9), Hit("b", 6)]), Ranking(2.0, [Hit("b", 0.8), Hit("a", 0.4)], floor=0.4)]
    assert fuse(rankings, Fusion.SCALED_SCORE, 60) == pytest.approx({"a": 1.0, "b": 6 / 9 + 2.0})


@pytest.mark.parametrize("method", Fusion)
def test_an_empty_ranking_changes_nothing(method: Fusion) -> None:
    found = Ranking(1.0, [Hit("a", 9.0)])
    assert fuse([found, Ranking(1.0, [])], method, 60) == fuse([found], method, 60) == {"a": 1.0}


def test_the_whole_resolution_lifts_its_paragraphs() -> None:
    lifted = with_scores_of_resolutions({"7001/op1": 1.0, "7002/op1": 1.0}, {"7002": 1.0, "7001": 0.25}, 0.4)
    assert lifted == pytest.approx({"7001/op1": 1.1, "7002/op1": 1.4})


def test_copies_of_one_clause_do_not_fill_the_list() -> None:
    clause = "Decides that all lighthouse keepers shall report every fortnight to the harbour master"
    rows = {f"{n}/op1": paragraph(clause, Kind.OPERATIVE) for n in (7001, 7002)}
    rows["7003/op1"] = paragraph("Welcomes the dredging of the northern channel", Kind.OPERATIVE)
    weighed = without_copies({"7001/op1": 3.0, "7002/op1": 2.0, "7003/op1": 1.9}, rows, 0.5)
    assert weighed == {"7001/op1": 3.0, "7002/op1": 1.0, "7003/op1": 1.9}


def test_a_paragraph_that_does_what_is_asked_about_comes_first() -> None:
    weights = RetrievalSettings()
    question = "Who set up the harbour board?"
    founding = paragraph("Decides to establish a harbour board of five members", Kind.OPERATIVE)
    mention = paragraph("Welcomes the report of the harbour board", Kind.OPERATIVE)
    assert act_factor(founding, question, weights) > act_factor(mention, question, weights) == 1.0


@pytest.mark.parametrize(
    "question",
    [
        "Which body was to look into the dark lighthouses?",
        "Who was to study the dark lighthouses?",
        "What harbour mission took over in 2031?",
    ],
)
def test_who_was_to_do_something_means_what_set_it_up(question: str) -> None:
    weights = RetrievalSettings()
    for text in (
        "Establishes a panel of three harbour masters",
        "Requests the Secretary-General, as a matter of urgency, to appoint a harbour master",
    ):
        worth = weights.act if question.startswith("Who") else weights.founding
        assert act_factor(paragraph(text, Kind.OPERATIVE), question, weights) == worth, text
    for text in (
        "Requests the Secretary-General to report on ways to establish a panel",
        "Approves the intention to establish a trust fund",
        "Calls upon all States to cooperate with the panel established in 2030",
    ):
        assert act_factor(paragraph(text, Kind.OPERATIVE), question, weights) == 1.0, text


def test_a_force_may_be_allowed_and_a_panel_is_set_up() -> None:
    allowed = paragraph("Authorizes the coastal States to keep the lamps lit", Kind.OPERATIVE)
    weights = RetrievalSettings()
    assert act_factor(allowed, "Which force was to keep the lamps lit?", weights) == weights.founding
    assert act_factor(allowed, "Which panel was to keep the lamps lit?", weights) == 1.0


@pytest.mark.parametrize(
    "question", ["To which court did the Council send the keepers?", "Who was asked to propose a panel?"]
)
def test_where_somebody_was_sent_means_no_founding(question: str) -> None:
    assert not asks_who(question)


def test_operative_and_deciding_paragraphs_come_before_recitals() -> None:
    question = query_of("Who decided to extend the mandate?", known=KNOWN)
    weighed = weigh(
        {"7002/pp1": 1.0, "7002/op1": 1.0, "7002/op2": 1.0, "7002/op3": 1.0},
        ROWS,
        RECORDS,
        question,
        RetrievalSettings(),
    )
    assert sorted(weighed, key=lambda key: -weighed[key]) == ["7002/op1", "7002/op2", "7002/pp1", "7002/op3"]


def test_a_year_and_a_month_in_the_question_are_evidence() -> None:
    question = query_of("lighthouses in September 2032", known=KNOWN)
    weighed = weigh({"7002/op2": 1.0, "7003/op1": 1.0, "7004/op2": 1.0}, ROWS, RECORDS, question, RetrievalSettings())
    assert sorted(weighed, key=lambda key: -weighed[key])[0] == "7003/op1"


def test_order_of_time_moves_only_what_comes_near_the_best() -> None:
    scores = {"7001/op1": 1.0, "7002/op1": 0.9, "7004/op1": 0.8, "7005/op1": 0.1}
    newest = in_order_of_time(scores, RECORDS, Order.NEWEST, 0.8)
    earliest = in_order_of_time(scores, RECORDS, Order.EARLIEST, 0.8)
    assert max(newest, key=lambda key: newest[key]) == "7004/op1"
    assert max(earliest, key=lambda key: earliest[key]) == "7001/op1"
    assert newest["7005/op1"] == 0.1


def test_the_earliest_is_sought_from_the_time_that_is_named() -> None:
    scores = {"7001/op1": 0.9, "7002/op1": 0.95, "7004/op1": 1.0}
    since = since_when(query_of("the first mandate of UNMAZ in 2032", known=KNOWN))
    assert since == dt.date(2032, 1, 1)
    earliest = in_order_of_time(scores, RECORDS, Order.EARLIEST, 0.8, since=since)
    assert max(earliest, key=lambda key: earliest[key]) == "7002/op1"
    assert earliest["7001/op1"] == 0.9
    assert since_when(query_of("the latest mandate of UNMAZ in 2032", known=KNOWN)) is None


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


def test_a_resolution_counts_more_where_the_question_plays_and_less_elsewhere() -> None:
    def on(agenda: str) -> Resolution:
        return RECORDS[7001].model_copy(update={"agenda": agenda, "subject": "", "topics": ()})

    weights = RetrievalSettings(same_place=2.0, elsewhere=0.5)
    asked = places_asked("Which pilots did the force in Beirut train?")
    assert asked == {"Lebanon"}
    assert place_factor(on("The situation in Lebanon"), asked, weights) == 2.0
    assert place_factor(on("The situation in the Middle East"), asked, weights) == 2.0
    assert place_factor(on("The situation in Haiti"), asked, weights) == 0.5
    assert place_factor(on("Pilots and harbours"), asked, weights) == 1.0
    assert place_factor(on("The situation in Haiti"), frozenset(), weights) == 1.0


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


def test_names_in_the_question_are_evidence() -> None:
    question = query_of("inspection of cargo by UNMAZ", known=KNOWN)
    weighed = weigh({"7001/op3": 1.0, "7003/op1": 1.0}, ROWS, RECORDS, question, RetrievalSettings())
    assert weighed["7001/op3"] > weighed["7003/op1"]


def test_the_verb_and_the_term_that_are_asked_for_are_evidence() -> None:
    weights = RetrievalSettings()
    verb = query_of("Which paragraph of 7001 authorizes inspections?", known=KNOWN)
    weighed = weigh({"7001/op1": 1.0, "7001/op3": 1.0}, ROWS, RECORDS, verb, weights)
    assert weighed["7001/op3"] > weighed["7001/op1"]
    term = query_of("Until when does the mission run?", known=KNOWN)
    weighed = weigh({"7001/op1": 1.0, "7001/op2": 1.0}, ROWS, RECORDS, term, weights)
    assert weighed["7001/op1"] > weighed["7001/op2"]


def test_points_that_come_near_the_best_one_are_quoted_beside_it(tmp_path: Path) -> None:
    points = ["Close the harbour;", "Open the canal;", "Count the boats;"]
    made = resolution(7001, 2031, [("Decides that all States shall:", points)])
    path = tmp_path / "catalogue.sqlite"
    write_catalogue(path, [made])
    catalogue = Catalogue.open(path)
    rows = {row.key: row for row in made.paragraphs}
    scores = {"7001/op1": 1.0, "7001/op1(b)": 1.0, "7001/op1(a)": 0.9, "7001/op1(c)": 0.2}
    question = query_of("What about the canal?", known=lambda _: False)
    draft = ExtractiveWriter(catalogue).answer(question, [Hit(*each) for each in scores.items()], rows)
    catalogue.close()
    assert [each.key for each in draft.citations][:3] == ["7001/op1", "7001/op1(b)", "7001/op1(a)"]
    assert "Count the boats" not in draft.text


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
    index = cast("Index", SimpleNamespace(catalogue=catalogue, highest=lambda word: 5.0))
    question = query_of(text, known=lambda _: False)
    assert support_of(question, evidence, Thresholds(), index) is support


@pytest.mark.parametrize(("heard", "support"), [(0.0, Support.WEAK), (5.0, Support.STRONG)])
def test_a_name_alone_that_no_text_has_is_no_strong_sign(heard: float, support: Support) -> None:
    row = paragraph("Authorizes the keepers to light the lamps")
    evidence = Evidence((Hit(row.key, 1.0),), {row.key: row}, similarity=0.5)
    catalogue = SimpleNamespace(mandates=lambda: [], record=lambda number: None)
    index = SimpleNamespace(catalogue=catalogue, highest=lambda word: heard if word.startswith("Zorg") else 5.0)
    question = query_of("Which resolution asked for the lamps of Zorgania to be lit?", known=lambda _: False)
    assert support_of(question, evidence, Thresholds(), cast("Index", index)) is support


def test_a_text_without_the_mission_that_is_asked_about_counts_less() -> None:
    rows = {row.key: row for row in (
        *resolution(7101, 2031, ["Decides that UNMAZ shall leave on 31 December 2031"]).paragraphs,
        *resolution(7102, 2031, ["Decides that the observers shall leave on 31 December 2031"]).paragraphs,
    )}  # fmt: skip
    records = {number: resolution(number, 2031, []) for number in (7101, 7102)}
    question = query_of("When shall the mission leave?", known=lambda _: False)
    even = dict.fromkeys(rows, 1.0)
    settings = RetrievalSettings()
    alike = weigh(even, rows, records, question, settings)
    assert alike["7101/op1"] == alike["7102/op1"]
    weighed = weigh(even, rows, records, question, settings, {"UNMAZ": "United Nations Mission in Azuria"})
    assert weighed["7102/op1"] == pytest.approx(settings.other_bodies * weighed["7101/op1"])
