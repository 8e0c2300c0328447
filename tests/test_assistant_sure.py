"""What an answer says of how sure it is, and what a rule is told with: chances, votes that are asked for beside, drafts, exemptions."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import numpy as np
import pytest

from assistant.answer import Status
from assistant.draft import Draft, quotation
from assistant.operations.search import Search
from assistant.reading.conversation.carry import Focus
from assistant.reading.selection.voting import asks_how_it_was_voted
from assistant.reading.subjects import Subjects
from assistant.records.stands import figures_in_words
from assistant.retrieval.evidence import Evidence, with_first
from assistant.retrieval.likely import Asked
from assistant.retrieval.query import Query, query_of
from assistant.retrieval.support import _holds_a_name
from assistant.retrieval.sure.doubt import NEAR, UNSURE, doubt
from assistant.retrieval.sure.said import said_in
from assistant.retrieval.sure.sureness import BY_SEARCH, Looked, columns_of, trained
from assistant.retrieval.sure.trees import Trees
from assistant.telling.beside.apart import on_another_place
from assistant.telling.beside.drafts import only_drafts
from assistant.telling.beside.exempted import with_exemptions
from assistant.telling.nothing import remarks_on
from assistant.telling.votes import with_the_vote
from ingest.pipeline import read_sources
from ingest.rejected import RejectedDraft
from ingest.resolution import Resolution, Vote
from tests.conftest import SHARED
from tests.decided import corpus_of, decided, read_by, reader_of
from tests.factories import resolution
from vectorstore.catalogue import Catalogue
from vectorstore.index import Hit, Index
from vectorstore.lineage.model import Change, Link
from vectorstore.lineage.reading import Lineage

DAY = dt.date(2035, 6, 1)
TEXTS: dict[int, Any] = {
    9001: (
        dt.date(2031, 3, 14),
        [
            "Decides to establish the United Nations Mission in Liberia (UNMIL) for an initial period until 31 March 2032"
        ],
    ),
    9002: (dt.date(2032, 3, 20), ["Decides to extend the mandate of UNMIL until 31 March 2033"]),
    9003: (
        dt.date(2032, 8, 2),
        [
            "Decides that all States shall prevent the sale of arms and ammunition to Liberia",
            (
                "Decides that the measures in paragraph 1 above shall not apply to:",
                ["flares carried by rescue boats", "helmets worn by doctors"],
            ),
        ],
    ),
}


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Any:
    with decided(Path(tmp_path_factory.mktemp("sure")), TEXTS) as opened:
        yield opened


def found(**chances: float) -> Evidence:
    """Evidence led by 9002/op1, with chances by number and paragraph: ``_9002_2=0.6``."""
    keys = {"{}/op{}".format(*name.strip("_").split("_")): chance for name, chance in chances.items()}
    return Evidence((Hit("9002/op1", 1.0),), {}, chances=keys)


def generation(catalogue: Catalogue, *columns: str) -> Any:
    """What is as sure as the sum of columns says, over an index that knows nothing of words."""
    knows_no_words = SimpleNamespace(of_each_word=lambda _: None)

    def of(_: str, known: Mapping[str, float]) -> float:
        return float(1 / (1 + np.exp(-sum(known[name] for name in columns))))

    return SimpleNamespace(lineage=Lineage(catalogue), index=knows_no_words, sureness=SimpleNamespace(of=of))


def test_the_end_of_a_mandate_is_no_day_on_which_something_is_due(catalogue: Catalogue) -> None:
    chances = {"_9002_1": 0.9}
    for asked, said in (("the plan, when is it due", UNSURE), ("until when does it stay", "")):
        question = query_of(asked, known=lambda _: False)
        assert doubt("9002/op1", question, found(**chances), generation(catalogue, "the first")) == said


def test_what_is_not_likely_to_have_the_answer_says_so(catalogue: Catalogue) -> None:
    sure, question = (
        generation(catalogue, "the first"),
        query_of("how long does the mission stay", known=lambda _: False),
    )

    def said(question: Query, **chances: float) -> str:
        return doubt("9002/op1", question, found(**chances), sure)

    assert said(question, _9002_1=0.9, _9003_1=0.1) == ""
    assert said(question, _9002_1=0.3, _9003_1=0.7) == UNSURE
    assert said(question, _9002_1=0.3, _9001_1=0.5, _9003_1=0.2) == NEAR, "one line of texts, of which one is not clear"
    assert said(question, _9002_1=0.3, _9002_2=0.6, _9003_1=0.1) == NEAR, "one text, and which paragraph is not clear"
    named = query_of("how long does resolution 9002 run", known=lambda number: number in TEXTS)
    assert said(named, _9002_1=0.1, _9003_1=0.9) == NEAR, "a text that is named stands before all others"
    assert doubt("", question, found(_9002_1=0.1), sure) == "", "what a model makes up has no paragraph"


def test_what_is_known_of_a_lead_tells_where_it_was_looked_for_and_what_was_found_beside_it(
    catalogue: Catalogue,
) -> None:
    question, lineage = query_of("how long does the mission stay", known=lambda _: False), Lineage(catalogue)

    def known(looked: Looked = Looked.EVERYWHERE, **chances: float) -> Mapping[str, float]:
        index = generation(catalogue).index
        return columns_of("9002/op1", question, found(**chances), lineage, index, looked)

    even = known(_9002_1=0.5, _9003_1=0.5)
    assert even["the first"] == even["its text"] == even["before the second"] == 0.0
    assert known(_9002_1=0.5, _9002_2=0.5)["its text"] > 0, "all that was found is in its text"
    assert known(_9002_1=0.8, _9003_1=0.2)["before the second"] == pytest.approx(0.6)
    assert (even["the best text"], even["the second text"], even["the third"]) == (0.5, 0.5, 0.0)
    assert even["ways"] == pytest.approx(np.log(2)), "as many as two that are as likely"
    assert known(_9002_1=1.0)["ways"] == 0.0
    assert (even["its line of texts"], even["texts that go with it"]) == (0.5, 2.0)
    for looked in Looked:
        told = known(looked, _9002_1=1.0)
        assert [told[Looked.NEAR_A_TEXT], told[Looked.AFTER_ANOTHER]] == [
            float(looked is each) for each in (Looked.NEAR_A_TEXT, Looked.AFTER_ANOTHER)
        ]


def test_what_ships_is_surer_of_what_stands_out_and_says_the_words_that_were_asked_for() -> None:
    head = trained(BY_SEARCH)
    clear = {
        "the first": 2.0,
        "its text": 3.0,
        "before the second": 0.8,
        "the best text": 0.95,
        "its line of texts": 0.95,
    }
    clear |= {"words said in it": 0.9, "the word said least in it": 0.8, "like the best": 0.8, "ways": 0.4}
    vague = {"the first": -2.0, "its text": -2.0, "before the second": 0.02, "the best text": 0.1, "ways": 3.0}
    vague |= {"words said in it": 0.4, "the word said least in it": 0.2, "like the best": 0.4, "the second text": 0.1}
    assert {*clear, *vague} <= {*head.columns}
    assert head.of("", clear) > 0.82 > 0.5 > head.of("", vague)
    assert head.of("", clear) > head.of("", clear | {Looked.AFTER_ANOTHER: 1.0})


def test_trees_ask_of_one_column_after_another_and_sum_up_what_their_leaves_are_worth() -> None:
    first = ([0, 1, -1, -1, -1], [0.5, 2.0, 0, 0, 0], [1, 2, -1, -1, -1], [4, 3, -1, -1, -1], [0, 0, 1.0, -1.0, 3.0])
    second = ([1, -1, -1], [1.0, 0, 0], [6, 0, 0], [7, 0, 0], [0, 0.5, -0.25])
    column, bound, low, high, value = (np.array([*a, *b]) for a, b in zip(first, second, strict=True))
    trees = Trees(np.array([0, 5]), column, bound, low, high, value, np.array([0.1]))
    for row, total in (((0.5, 2.0), 0.85), ((0.5, 1.0), 1.6), ((0.4, 2.5), -1.15), ((0.6, 0.0), 3.6)):
        assert trees.chance(row) == pytest.approx(1 / (1 + np.exp(-total))), row
    again = Trees.among(trees.named("of them"), "of them")
    assert again.chance((0.4, 2.5)) == trees.chance((0.4, 2.5))


def test_how_words_are_said_is_told_by_the_likest_of_each() -> None:
    of_each = {"harbour": (1.0, 0.0), "port": (0.8, 0.6), "helmet": (0.0, 1.0)}
    index: Any = SimpleNamespace(
        of_each_word=lambda asked: np.array([of_each[word] for word in asked], np.float32),
        rarity=lambda word: 8.0 if word == "helmet" else 2.0,
    )
    told = said_in("it", ["harbour", "helmet"], ["port", "the"], index)
    assert told["words said in it"] == pytest.approx(0.7)
    assert told["the word said least in it"] == pytest.approx(0.6)
    assert told["words by rarity in it"] == pytest.approx((0.8 * 2 + 0.6 * 8) / 10), "a rare word counts for more"
    assert told["lost of it"] == pytest.approx(8 * 0.4)
    assert said_in("it", ["helmet"], ["port", "1701"], index)["lost of it"] == told["lost of it"], (
        "a number says no word"
    )
    nothing = said_in("it", [], ["harbour"], index)
    assert nothing == said_in("it", ["harbour"], ["the"], index), "where there are no words it is as usual"
    assert {*nothing} == {*told}


def test_of_two_searches_the_better_chance_of_a_paragraph_counts() -> None:
    both = with_first((Hit("9003/op1", 1.0),), {}, found(_9002_1=0.6, _9003_1=0.1), {"9003/op1": 0.9, "9002/op1": 0.2})
    assert (both.chance_of((9002,)), both.chance_of((9003,))) == (0.6, 0.9)
    assert both.keys == ("9003/op1",)


@pytest.mark.parametrize(
    ("asked", "in_haste"),
    [
        ("unmil til when", True),
        ("Until when does the mission in Liberia stay?", False),
        ("UNMIL ceiling police troops", True),
    ],
)
def test_what_is_typed_in_haste_is_told_from_sentences(asked: str, in_haste: bool) -> None:
    assert Asked(query_of(asked, known=lambda _: False), asked, "").in_haste is in_haste


def test_the_vote_is_told_beside_where_it_is_asked_for(tmp_path: Path) -> None:
    assert asks_how_it_was_voted("liberia arms ban, any abstentions")
    assert not asks_how_it_was_voted("liberia arms ban, who is exempt")
    with decided(tmp_path, TEXTS) as catalogue:
        lead = catalogue.paragraph("9003/op1")
        assert lead is not None
        draft = Draft("It is banned.", (quotation(lead),))
        assert with_the_vote(draft, "any abstentions", corpus_of(catalogue, DAY)) == draft, "the vote is not recorded"
        record = catalogue.record(9003)
        assert record is not None
        voted = record.model_copy(update={"vote": Vote(yes=14, abstain=1, abstaining=("GBR",))})
        known: Any = SimpleNamespace(catalogue=SimpleNamespace(record=lambda _: voted))
        assert with_the_vote(draft, "who is exempt", known) == draft
        told = with_the_vote(draft, "any abstentions", known)
    assert told.text.startswith("It is banned.\n\nThe vote: S/RES/9003 (2032) was adopted by 14 votes to none")
    assert told.vote is not None
    assert told.vote.abstaining == ("GBR",)


def test_a_rule_is_told_with_its_exemptions(catalogue: Catalogue) -> None:
    rule = catalogue.paragraph("9003/op1")
    assert rule is not None
    draft = Draft("The rule.", (quotation(rule),))
    near = (Hit("9003/op2(b)", 0.9), Hit("9003/op2", 0.8), Hit("9003/op2(a)", 0.7))
    index = cast("Index", SimpleNamespace(dense=lambda asked, limit, only: near))
    told = with_exemptions(draft, "may our doctors wear helmets there", Lineage(catalogue), index, DAY)
    assert "Exempted: S/RES/9003 (2032), para. 2 (b): “helmets" in told.text, "its place stands once"
    assert "“helmets worn by doctors”" in told.text
    assert [each.key for each in told.citations] == ["9003/op1", "9003/op2(b)", "9003/op2"]
    other = Draft("Another.", (quotation(catalogue.paragraphs(["9002/op1"])["9002/op1"]),))
    assert with_exemptions(other, "helmets", Lineage(catalogue), index, DAY) == other


def test_a_change_tells_only_days_that_are_written(catalogue: Catalogue) -> None:
    ends = {"lost": ("2032-03-31", "2031-09-14"), "gained": ("2032-09-20", "2033-03-31")}
    link = Link("9001/op1", "9002/op1", Change.CHANGED, **ends)
    assert figures_in_words(link, catalogue) == "31 March 2032 → 31 March 2033", "a period's end stands in neither"
    alone = Link("9001/op1", "9002/op1", Change.CHANGED, lost=("300 boats",), gained=("2032-09-20",))
    assert figures_in_words(alone, catalogue) == ""


def test_where_only_a_draft_failed_it_is_said(catalogue: Catalogue) -> None:
    subjects = Subjects(catalogue)
    reader = reader_of(subjects)
    failed = RejectedDraft(symbol="S/16077/Rev.1", date=dt.date(1983, 10, 27), vote=Vote(yes=11, no=1, abstain=3))
    known: Any = SimpleNamespace(rejected_drafts=lambda: (failed,), record=catalogue.record)
    (remark,) = remarks_on(reader.mentions("who condemned the invasion of grenada", DAY), subjects, known)
    assert remark.status is Status.CORRECTED
    assert "S/16077/Rev.1 of 27 October 1983: 11 votes to 1, with 3 abstentions" in remark.text
    assert not remarks_on(
        reader.mentions("what does resolution 9001 say of the invasion of Grenada", DAY), subjects, known
    )
    assert not remarks_on(reader.mentions("who condemned the invasion", DAY), subjects, known)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("was there an invasion that was condemned, in Grenada?", "Grenada, invasion"),
        ("Grenada, what was said in 1983", "Grenada, 1983"),
        ("was there an invasion of Malta?", ""),
        ("who sails to Grenada", ""),
        ("did anyone speak up for Liberia in 2034?", "S/2034/9"),
        ("did anyone speak up for Liberia in 2032?", ""),  # 9002 and 9003 are on it
        ("did anyone speak up for Liberia in May 2032?", "S/2032/9"),
        ("did anyone speak up for Malta in 2034?", ""),
        ("did anyone speak up for Liberia from 2033 to 2034?", ""),  # no short time
        ("draft on outer space 2024, paragraph 1?", "S/2024/302"),  # the year in its symbol, and no resolution 2024
    ],
)
def test_drafts_are_known_by_words_in_any_order_with_their_place_or_by_place_and_time(
    catalogue: Catalogue, question: str, told: str
) -> None:
    subjects = Subjects(catalogue)
    reader = reader_of(subjects)
    failed = [RejectedDraft(symbol="S/16077/Rev.1", date=dt.date(1983, 10, 27))]
    failed.append(RejectedDraft(symbol="S/2024/302", date=dt.date(2024, 4, 24), vetoed_by=("RUS",)))
    for year in (2032, 2034):
        on_liberia = {"agenda": "The situation in Liberia", "vetoed_by": ("FRA",)}
        failed.append(RejectedDraft(symbol=f"S/{year}/9", date=dt.date(year, 5, 2), **on_liberia))
    known: Any = SimpleNamespace(rejected_drafts=lambda: failed, texts=catalogue.texts)
    said = only_drafts(reader.mentions(question, DAY), subjects, known)
    assert told in said
    assert bool(said) is bool(told)


def test_where_only_an_admission_failed_it_is_said(catalogue: Catalogue) -> None:
    subjects = Subjects(catalogue)
    reader = reader_of(subjects)
    matter = "admission of Grenada to membership in the United Nations"
    failed = RejectedDraft(symbol="S/2031/3", date=dt.date(2031, 4, 1), subject=matter, vetoed_by=("FRA",))
    admitted = resolution(9099, 2033, ["Recommends that Grenada be admitted to membership"], subject=matter)

    def told(question: str, *adopted: Resolution) -> bool:
        known: Any = SimpleNamespace(
            rejected_drafts=lambda: (failed,),
            record={each.number: each for each in adopted}.get,
            numbers=lambda: [each.number for each in adopted],
        )
        return any("S/2031/3" in remark.text for remark in remarks_on(reader.mentions(question, DAY), subjects, known))

    assert told("which resolution recommended the membership of Grenada")
    assert not told("which resolution recommended the membership of Grenada", admitted)
    assert not told("which resolution recommended the membership of Malta")
    assert not told("which resolution recommended the schools of Grenada")


def test_an_admission_is_not_on_the_trouble_of_a_place(catalogue: Catalogue) -> None:
    subjects = Subjects(catalogue)
    reader = reader_of(subjects)
    matter = "admission of Grenada to membership in the United Nations"
    admitted = resolution(9099, 2033, ["Recommends that Grenada be admitted to membership"], subject=matter)
    known: Any = SimpleNamespace(record=lambda _: admitted, paragraphs_of=lambda _: admitted.paragraphs)
    draft = Draft("…", (quotation(admitted.paragraphs[0]),))
    said = "S/RES/9099 (2033) is on the admission of a Member"
    assert on_another_place(draft, reader.mentions("anything on the war in Grenada", DAY), known).startswith(said)
    assert not on_another_place(draft, reader.mentions("anything on the admission of Grenada", DAY), known)


@pytest.mark.parametrize(
    ("word", "rarity", "held"), [("ozmorak", 9.0, True), ("ozmorak", 5.0, False), ("helmets", 9.0, False)]
)
def test_a_name_that_hardly_a_paragraph_has_is_shown_and_not_refused(
    word: str, rarity: float, held: bool, catalogue: Catalogue
) -> None:
    row = catalogue.paragraph("9001/op1")
    assert row is not None
    best = [row.model_copy(update={"text": f"Decides that {word} is no longer listed"})]
    index = cast("Index", SimpleNamespace(rarity=lambda _: rarity))
    assert _holds_a_name(best, [word, "listed"], index) is held
    assert not _holds_a_name([row], [word], index)


def test_every_draft_of_the_table_failed() -> None:
    votes = SHARED / "corpus" / "metadata" / "bd_unsc_votes_1946_2025.csv"
    if not votes.is_file():
        pytest.skip("needs the votes in ../shared/corpus")
    known = {draft.symbol for draft in read_sources([votes]).drafts}
    table = files("assistant.data").joinpath("failed_drafts.csv").read_text("utf-8")
    assert {symbol for row in csv.DictReader(table.splitlines()) for symbol in row["drafts"].split()} <= known


def test_a_follow_up_falls_back_on_the_text_that_was_spoken_of(catalogue: Catalogue) -> None:
    subjects = Subjects(catalogue)
    reader = reader_of(subjects)
    focus = Focus(resolutions=(9003,), lead="9003/op1")
    (part,) = read_by(reader, subjects, "what were the shipowners of Kenya told in all these years", focus, DAY).parts
    assert not part.plans
    assert [plan.near for plan in part.there if isinstance(plan, Search)] == [9003]
    (alone,) = read_by(
        reader, subjects, "what were the shipowners of Kenya told in all these years", Focus(), DAY
    ).parts
    assert alone.there == ()


def test_who_is_no_member_was_never_recommended(catalogue: Catalogue) -> None:
    subjects = Subjects(catalogue)
    reader = reader_of(subjects)
    known: Any = SimpleNamespace(rejected_drafts=list, record=catalogue.record, numbers=catalogue.numbers)
    told = "No resolution of the corpus recommends the admission of Kosovo to membership in the United Nations."
    assert only_drafts(reader.mentions("which text admitted Kosovo, membership?", DAY), subjects, known) == told
    assert not only_drafts(reader.mentions("membership of Malta, which text?", DAY), subjects, known)
    assert not only_drafts(reader.mentions("Kosovo, who sails there?", DAY), subjects, known)
