"""What is told is of the kind that was asked for: of measures, of ends, of numbers, of words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from assistant.answer import Status
from assistant.draft import Draft
from assistant.operations import run
from assistant.operations.chain import Chain
from assistant.operations.corpus import Corpus
from assistant.operations.select import Select
from assistant.plan import Plan, plans_from_line, plans_to_line
from assistant.reading.conversation.carry import Focus
from assistant.reading.mentions import Mentions, Reader
from assistant.reading.slots.asked import Asked
from assistant.reading.slots.selecting import select
from assistant.reading.slots.votes import voted
from assistant.reading.subjects import Subjects
from assistant.telling.nothing import remarks_on
from assistant.timeline.regimes.kinds import is_on_measures
from ingest.annotations import Action, BodyKind, MandateDecision
from tests.decided import corpus_of, decided, read_by, reader_of, told

DAY = dt.date(2037, 6, 1)
RENEWS = "Decides to renew until 1 May 20{} the measures on Benin imposed by paragraph 1 of resolution 9301 (2031)"
TEXTS: dict[int, Any] = {
    1993: (dt.date(2029, 3, 1), ["Decides that the counting of lanterns shall go on in Gabon"]),
    1995: (dt.date(2029, 4, 1), ["Decides that the ferrymen of Gabon shall be heard"]),
    9301: (dt.date(2031, 5, 1), ["Decides that, until 1 May 2032, all Member States shall prevent the entry into their territories of those who sink boats, listed in the annex on Benin"]),
    9302: (dt.date(2032, 4, 1), [RENEWS.format(33)]),
    9303: (dt.date(2033, 4, 1), [RENEWS.format(34)]),
    9304: (dt.date(2034, 4, 1), [RENEWS.format(38)]),
    9305: (dt.date(2034, 5, 1), ["Decides, as a step to help the inquiry in Benin, that those whom it names shall be watched, for which all States shall see to their assets",]),
    9311: (dt.date(2031, 6, 1), ["Decides that all States shall prevent any aircraft from their territory to take off for Togo", "Decides to establish a Committee of the Security Council to watch the measures on Togo"]),
    9312: (dt.date(2032, 6, 1), ["Decides on a ban on flights in the airspace of Togo, and that all States shall prevent them"]),
    9321: (dt.date(2031, 7, 1), ["Decides to establish the United Nations Mission in Gabon (UNMIG) until 1 July 2033",
        "Notes the lanterns of the quiet harbour that are lit each night"]),
    9331: (dt.date(2036, 7, 1), ["Decides that paragraph 9 shall no longer be in force"]),
}  # fmt: skip
CITES = {f"{number}/op1": ("9301/op1",) for number in (9302, 9303, 9304)}


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Corpus]:
    with decided(Path(tmp_path_factory.mktemp("other_kinds")), TEXTS, CITES) as catalogue:
        yield corpus_of(catalogue, DAY)


def of(line: str, corpus: Corpus) -> Draft:
    return told(f"chain(subject=measures({line}))", corpus)


def reader(subjects: Subjects) -> Reader:
    return reader_of(subjects)


def plans(question: str, corpus: Corpus, focus: Focus | None = None) -> tuple[Plan, ...]:
    subjects = corpus.generation.subjects
    return read_by(reader(subjects), subjects, question, focus or Focus(), DAY).plans


def mentions(question: str, corpus: Corpus) -> Mentions:
    return reader(corpus.generation.subjects).mentions(question, DAY)


def test_a_kind_of_measures_that_a_place_has_none_of_is_said_to_be_missing(corpus: Corpus) -> None:
    assert "there is no arms embargo on Benin" in of('"Benin arms embargo"', corpus).text
    assert of('"Benin travel ban"', corpus).text.startswith("The measures (Benin) are in force")


def test_the_end_of_other_measures_is_not_told_for_a_kind_that_nobody_follows(
    corpus: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Subjects, "at", lambda *_: frozenset((9305,)))
    (plan,) = plans_from_line('chain(subject=measures("Benin asset freeze"))')
    result = run(plan, corpus)
    assert not result.is_sure, "a text on the place freezes funds, and none of the decisions that are followed does"


@pytest.mark.parametrize("question", ["Benin - is there an arms embargo", "is there an arms embargo on Benin?"])
def test_whether_there_are_measures_of_a_kind_is_asked_of_the_decisions_on_the_place(
    corpus: Corpus, question: str
) -> None:
    assert plans_to_line(plans(question, corpus)) == 'chain(subject=measures("Benin arms embargo"))'


def test_how_long_a_text_meant_measures_to_last_is_not_asked_of_what_became_of_them(corpus: Corpus) -> None:
    assert plans("How long was the first travel ban of resolution 9301 on Benin to last?", corpus) == ()


def test_a_ban_over_a_place_is_none_on_flights_to_it(corpus: Corpus) -> None:
    first = 'chain(subject=measures("Togo {}"), view="first")'
    assert told(first.format("no-fly zone"), corpus).citations[0].key == "9312/op1"
    assert told(first.format("flights"), corpus).citations[0].key == "9311/op1"


def test_what_was_first_imposed_after_the_day_that_is_asked_for_is_told_with_a_no(tmp_path: Path) -> None:
    texts: dict[int, Any] = {
        9401: (dt.date(2015, 3, 1), ["Decides that all States shall prevent the sale of arms and ammunition to Togo"]),
        9402: (dt.date(2017, 3, 1), ["Decides that all States shall prevent the import of all diamonds from Togo"]),
    }
    first = 'chain(subject=measures("Togo {}"), view="first", day="20{}-12-31")'
    with decided(tmp_path, texts) as catalogue:
        of_togo = corpus_of(catalogue, DAY)
        later = told(first.format("diamonds", 16), of_togo)
        assert later.text.startswith("Not by 31 December 2016.\n\n")
        assert (later.status, later.citations[0].key) == (Status.CORRECTED, "9402/op1")
        for kind, year, key in (("diamonds", 17, "9402/op1"), ("arms embargo", 16, "9401/op1")):
            by_then = told(first.format(kind, year), of_togo)
            assert "Not by" not in by_then.text
            assert (by_then.status, by_then.citations[0].key) == (Status.ANSWERED, key)


def test_what_is_asked_next_is_asked_of_the_same_measures(corpus: Corpus) -> None:
    line = 'chain(subject=measures("Togo no-fly zone"), view="first")'
    (before,) = plans_from_line(line)
    assert isinstance(before, Chain)
    subject = before.subject
    focus = Focus(subjects=(subject,), resolutions=(9312,), lead="9312/op1", plans=(before,), spoken=(subject,))
    assert plans_to_line(plans("lifted when?", corpus, focus)) == 'chain(subject=measures("Togo no-fly zone"))'


def test_what_names_a_paragraph_that_bars_nothing_ends_no_measures(corpus: Corpus) -> None:
    ends = MandateDecision(key="9331/op1", action=Action.END, body="measures (Benin)", kind=BodyKind.MEASURES, named="paragraph 9", end=20)  # fmt: skip
    row = corpus.catalogue.paragraph("9331/op1")
    assert row is not None
    places = {"9321/op2": row.model_copy(update={"cites": ("9321/op2",)}), "9301/op1": row.model_copy(update={"cites": ("9301/op1",)})}  # fmt: skip

    class Catalogue:
        paragraphs = staticmethod(corpus.catalogue.paragraphs)

        def __init__(self, cited: str) -> None:
            self.paragraph = lambda _: places[cited]

    assert not is_on_measures(ends, Catalogue("9321/op2"))  # type: ignore[arg-type]
    assert is_on_measures(ends, Catalogue("9301/op1"))  # type: ignore[arg-type]


def test_what_only_ran_out_was_ended_by_no_decision(corpus: Corpus) -> None:
    subjects, catalogue = corpus.generation.subjects, corpus.catalogue
    asked = mentions("the resolution that terminated UNMIG", corpus)
    (remark,) = remarks_on(asked, subjects, catalogue)
    assert remark.text.startswith("No decision in the corpus ends it: United Nations Mission in Gabon (UNMIG) ran out")
    assert not remarks_on(mentions("the resolution that set up UNMIG", corpus), subjects, catalogue)


def test_of_words_that_stand_nowhere_the_part_that_does_is_looked_for(corpus: Corpus) -> None:
    asked = "first resolution with the words lanterns of the quiet harbour for a mission"
    (plan,) = plans(asked, corpus)
    assert isinstance(plan, Select)
    assert plan.where.phrase == "lanterns of the quiet harbour"
    assert plan.passing == ("for a mission",)
    (quoted,) = plans("first resolution with the words “lanterns of the quiet harbour for a mission”", corpus)
    assert isinstance(quoted, Select)
    assert quoted.where.phrase.endswith("for a mission"), "words in marks are those that are asked for"
    assert plans("first resolution that uses the word treasure about Togo", corpus) == (), "which is no expression"
    (whole,) = plans("first resolution with the words velvet treasure", corpus)
    assert isinstance(whole, Select)
    assert whole.where.phrase == "velvet treasure"


def test_years_and_figures_are_no_resolutions_whose_texts_have_nothing_of_the_matter(corpus: Corpus) -> None:
    assert mentions("arms embargo sanctions on pirates 1993 vs 1995", corpus).numbers == ()
    assert mentions("lanterns and ferrymen counted in Gabon 1993 vs 1995", corpus).numbers != ()
    assert mentions("the arms embargo on pirates of res 1993", corpus).numbers == (), "that of the year"
    assert mentions("was the ceiling 1995 in 9301", corpus).numbers == (9301,)


def test_which_paragraph_says_something_is_listed_only_where_a_list_is_surely_asked_for(corpus: Corpus) -> None:
    asked = mentions("any paragraph on lanterns and ferrymen in 1993", corpus)
    made = partial(Asked, "select", asked, Focus(), corpus.generation.subjects, DAY)
    assert select(made(chance=0.3)) == ()
    (plan,) = select(made(chance=0.9))
    assert isinstance(plan, Select)
    assert (plan.source, plan.where.matter) == ("paragraphs", "lanterns and ferrymen")


@pytest.mark.parametrize(
    ("question", "line"),
    [
        ("first Chapter VII resolution that broke ground", ""),
        ("first unanimous resolution that broke ground", ""),
        ("first resolution since 2031 that broke ground", ""),
        ("first resolution that mattered", ""),
        ("first Chapter VII resolution that mattered", 'select(where=where(chapter_vii=True), limit=1, passing=["mattered"])'),  # one word
        ("which resolution citing 9301 first broke ground", 'select(where=where(cites="9301"), limit=1, passing=["broke ground"])'),
        ("Chapter VII resolutions that broke ground", 'select(where=where(chapter_vii=True), passing=["broke ground"])'),  # no order
    ],
)  # fmt: skip
def test_the_first_of_texts_on_any_matter_is_not_told_for_words_that_choose_nothing(
    corpus: Corpus, question: str, line: str
) -> None:
    of_no_matter = replace(mentions(question, corpus), rarity=lambda _: 0.0)  # no text has them
    asked = Asked("select", of_no_matter, Focus(), corpus.generation.subjects, DAY, chance=0.95)
    assert plans_to_line(select(asked)) == line


@pytest.mark.parametrize(
    ("question", "line"),
    [
        ("Kenya voted against 9321, didn't it?", 'votes(resolutions=[9321], members=["KEN"])'),
        ("Haiti voted against 9321, didn't it?", 'votes(resolutions=[9321], members=["HTI"])'),  # which never sat
        ("Gabon and Haiti abstained on 9321, haven't they?", 'votes(resolutions=[9321], members=["GAB", "HTI"])'),
        ("who abstained on 9321", "votes(resolutions=[9321])"),
        ("Haiti voted against 9321 on lanterns, didn't it?", ""),  # a word of another matter
        ("Haiti saw 9321, didn't it?", ""),  # nothing is said of a vote
        ("9321 (Haiti) votes against", "votes(resolutions=[9321])"),  # which the text is on
    ],
)  # fmt: skip
def test_a_vote_that_is_claimed_of_a_named_text_is_read_from_its_words_alone(
    corpus: Corpus, question: str, line: str
) -> None:
    asked = Asked("search", mentions(question, corpus), Focus(), corpus.generation.subjects, DAY, chance=0.4)
    assert plans_to_line(voted(asked)) == line
