"""Questions that count, list, group and rank are read word by word: periods, votes, the vocabulary of counting, and what is left."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace
from typing import Any

import pytest

from assistant.operations.select import Select
from assistant.plan import plans_to_line
from assistant.reading.lexicon import words_in
from assistant.reading.places import places_among
from assistant.reading.selection.again import read_after
from assistant.reading.selection.claims import Claims
from assistant.reading.selection.periods import periods_in
from assistant.reading.selection.read import Read
from assistant.reading.selection.selecting import read_selection
from assistant.reading.selection.voting import voting_in

DAY = dt.date(2031, 11, 28)
VERBS = ("decides", "demands", "calls upon", "condemns")


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("since 2024", "2024-01-01", None),
        ("in the 90s", "1990-01-01", "1999-12-31"),
        ("the 1980's", "1980-01-01", "1989-12-31"),
        ("in the nineties", "1990-01-01", "1999-12-31"),
        ("March 2022", "2022-03-01", "2022-03-31"),
        ("between 1990 and 1995", "1990-01-01", "1995-12-31"),
        ("from 2001 to 2010", "2001-01-01", "2010-12-31"),
        ("2010-15", "2010-01-01", "2015-12-31"),
        ("between 2000 and the end of 2025", "2000-01-01", "2025-12-31"),
        ("from March to June 2022", "2022-03-01", "2022-06-30"),
        ("over the last five years", "2027-01-01", "2031-11-28"),
        ("this year", "2031-01-01", "2031-12-31"),
        ("last year", "2030-01-01", "2030-12-31"),
        ("before 1960", None, "1959-12-31"),
        ("after 1971", "1972-01-01", None),
        ("up to and including 1955", None, "1955-12-31"),
        ("since the end of 2021", "2021-12-31", None),
        ("in the first half of 2015", "2015-01-01", "2015-06-30"),
        ("Q3 2020", "2020-07-01", "2020-09-30"),
        ("on 21 December 2017", "2017-12-21", "2017-12-21"),
        ("2022-03-01", "2022-03-01", "2022-03-01"),
        ("in '18", "2018-01-01", "2018-12-31"),
        ("since the Council has 15 members", "1966-01-01", None),
        ("through in 1993", "1993-01-01", "1993-12-31"),
        ("in the second quarter of 2003", "2003-04-01", "2003-06-30"),
        ("between February and May 2004", "2004-02-01", "2004-05-31"),
        ("from 3 March 2001 to 2 April 2002", "2001-03-03", "2002-04-02"),
        ("before May 1950", None, "1950-04-30"),
        ("since 2 May 2020", "2020-05-02", None),
        ("in the summer of 1994", "1994-06-01", "1994-08-31"),
        ("winter 1992", "1991-12-01", "1992-02-29"),
        ("from the start of 2026", "2026-01-01", None),
        ("after 9/11", "2001-09-12", None),
        ("since the 11 September attacks", "2001-09-11", None),
        ("since the fall of Mubarak", "2011-02-11", None),
        ("after the end of the cold war", "1991-12-26", None),
        ("before the Gulf War", None, "1991-01-16"),
        ("after the Greek Civil War", "1947-10-01", None),
        ("before May 2031", None, "2031-04-30"),
    ],
)
def test_a_period_is_read_with_all_its_words(text: str, first: str | None, last: str | None) -> None:
    claims = Claims(text)
    (found,) = periods_in(claims, DAY)
    assert [day and day.isoformat() for day in found.pair] == [first, last]
    assert claims.runs(()) == []


@pytest.mark.parametrize("text", ["the year before, May 2031", "what came before, May 2031", "after, May 2031"])
def test_what_stands_before_a_comma_leads_to_no_time_behind_it(text: str) -> None:
    (found,) = periods_in(Claims(text), DAY)
    assert found.pair == (dt.date(2031, 5, 1), dt.date(2031, 5, 31))


def test_an_event_that_is_not_counted_from_is_no_time() -> None:
    assert periods_in(Claims("the attacks of 11 September and the fall of Mubarak"), DAY) == []


def test_several_times_stand_beside_each_other() -> None:
    assert [each.pair[0] for each in periods_in(Claims("2005 compared with 2020"), DAY)] == [
        dt.date(2005, 1, 1),
        dt.date(2020, 1, 1),
    ]


@pytest.mark.parametrize(
    ("text", "voting"),
    [
        ("both China and Russia abstained", {"members": [["CHN", "abstaining"], ["RUS", "abstaining"]]}),
        ("Russia or China abstained", {"any_of": [["RUS", "abstaining"], ["CHN", "abstaining"]]}),
        ("only China abstained", {"members": [["CHN", "abstaining"]], "abstain": [1, 1]}),
        ("not adopted unanimously", {"unanimous": False}),
        ("at least four abstentions", {"abstain": [4, 15]}),
        ("ten votes or fewer in favour", {"yes": [0, 10]}),
        ("got only nine votes", {"yes": [9, 9]}),
        ("got only 9 yes", {"yes": [9, 9]}),
        ("with a negative vote", {"no": [1, 15]}),
        ("with at least one abstention or negative vote", {"unanimous": False}),
        ("seven affirmative votes, with exactly seven votes in favour", {"yes": [7, 7]}),
        ("in which two members did not take part in the vote", {"absent": [2, 2]}),
        ("where somebody was absent", {"absent": [1, 15]}),
        ("on Mali did Kenya abstain", {"members": [["KEN", "abstaining"]]}),
        ("Mali resolutions on which Kenya abstained", {"members": [["KEN", "abstaining"]]}),
        ("abstentions by Brazil", {"members": [["BRA", "abstaining"]]}),
        ("vetoes has France cast", {"members": [["FRA", "against"]], "vetoed": True}),
        ("drafts on Kenya that France vetoed", {"members": [["FRA", "against"]], "vetoed": True}),
        ("Kenya vetoed by the Soviet Union", {"members": [["SUN", "against"]], "vetoed": True}),
        ("did France and China veto it", {"members": [["FRA", "against"], ["CHN", "against"]], "vetoed": True}),
        ("vetoed by Kenya", {"members": [["KEN", "against"]], "vetoed": True}),  # by no permanent member
        ("drafts that France and Kenya opposed", {"members": [["FRA", "against"], ["KEN", "against"]]}),
        # on drafts each State stands by the vote that is said of it
        (
            "drafts vetoed by Russia with China abstaining",
            {"members": [["RUS", "against"], ["CHN", "abstaining"]], "vetoed": True},
        ),
        (
            "drafts Russia vetoed and China abstained",
            {"members": [["RUS", "against"], ["CHN", "abstaining"]], "vetoed": True},
        ),
        (
            "drafts on which China abstained and Russia voted against",
            {"members": [["CHN", "abstaining"], ["RUS", "against"]]},
        ),
        ("drafts vetoed by Russia and China", {"members": [["RUS", "against"], ["CHN", "against"]], "vetoed": True}),
        (
            "vetoed by the United States and China with France abstaining",
            {"members": [["USA", "against"], ["CHN", "against"], ["FRA", "abstaining"]], "vetoed": True},
        ),
        (
            "drafts that China abstained on and Russia vetoed",
            {"members": [["CHN", "abstaining"], ["RUS", "against"]], "vetoed": True},
        ),
        (
            "the last time France used its veto on its own",
            {"members": [["FRA", "against"]], "no": [1, 1], "vetoed": True},
        ),
        ("the last time France used its veto", {"members": [["FRA", "against"]], "vetoed": True}),
        ("list only the drafts that France vetoed", {"members": [["FRA", "against"]], "vetoed": True}),
        ("on which China abstained on its own", {"members": [["CHN", "abstaining"]], "abstain": [1, 1]}),
    ],
)
def test_conditions_on_the_vote(text: str, voting: dict[str, object]) -> None:
    found = voting_in(Claims(text)).voting
    assert found is not None
    assert found.model_dump(mode="json", exclude_defaults=True) == voting


@pytest.mark.parametrize("text", ["appeals against the sentences", "measures against a company", "against all odds"])
def test_what_something_is_said_against_is_no_vote(text: str) -> None:
    assert voting_in(Claims(text)).voting is None


def test_the_five_are_split_where_one_of_them_stood_apart() -> None:
    found = voting_in(Claims("the P5 were split")).voting
    assert found is not None
    assert len({code for code, _ in found.any_of}) == 5


def _mentions(text: str) -> Any:
    """What the reading of a selection asks of mentions, for a question without references and bodies."""
    return SimpleNamespace(
        text=text, references=(), named=(), places=tuple(places_among(words_in(text))), understood=SimpleNamespace(unknown=())
    )  # fmt: skip


def read(text: str) -> Read | None:
    return read_selection(_mentions(text), DAY, {}, VERBS)


@pytest.mark.parametrize(
    ("question", "line"),
    [
        ("How many resolutions in 2020?", 'select(where=where(since="2020-01-01", until="2020-12-31"), measure="count")'),
        ("resolutions per year over the last five years", 'select(where=where(since="2027-01-01", until="2031-11-28"), group="year", measure="count")'),
        ("top 5 most cited resolutions", 'select(column="cited", order="most", limit=5)'),
        ("closest vote since 2011?", 'select(where=where(since="2011-01-01"), column="for", order="least", limit=1)'),
        ("Which was the busiest year, and which the quietest?", 'select(group="year", measure="count", order="most", limit=5)'),
        ("longest gap between two resolutions", 'select(column="days", order="most", limit=1)'),
        ("share of Chapter VII resolutions in 2019", 'select(where=where(since="2019-01-01", until="2019-12-31"), measure="share", holding=where(since="2019-01-01", until="2019-12-31", chapter_vii=True))'),
        ("When was the word lantern first used?", 'select(where=where(phrase="lantern"), limit=1)'),
        ('resolutions by year that mention "glass lantern"', 'select(where=where(phrase="glass lantern"), group="year", measure="count")'),
        ("vetoed drafts per decade", 'select(source="drafts", where=where(voting=voting(vetoed=True)), group="decade", measure="count")'),
        ("how many drafts failed in 2023, vetoed or not", 'select(source="drafts", where=where(since="2023-01-01", until="2023-12-31"), measure="count")'),
        ("Which members abstained most often, top three", 'select(source="votes", where=where(voting=voting(members=[["", "abstaining"]])), group="member", measure="count", order="most", limit=3)'),
        ('How many operative paragraphs begin with "Demands"?', 'select(source="paragraphs", where=where(verb="demands", kind="operative"), measure="count")'),
        ("how many resolutions on Haiti since 2010", 'select(where=where(since="2010-01-01", matter="Haiti"), measure="count")'),
        ("Kenya vetoed by the Soviet Union", 'select(source="drafts", where=where(matter="Kenya", voting=voting(members=[["SUN", "against"]], vetoed=True)))'),
        ("since 2014 (up to June 2026), resolutions on lamps", 'select(where=where(since="2014-01-01", until="2026-06-30", matter="lamps"))'),
        ("2026 up to and including 29 June 2026: resolutions on lamps", 'select(where=where(since="2026-01-01", until="2026-06-29", matter="lamps"))'),
        ("resolutions adopted although at least one permanent member voted against", 'select(where=where(voting=voting(any_of=[["CHN", "against"], ["FRA", "against"], ["GBR", "against"], ["RUS", "against"], ["USA", "against"]])))'),
        ("resolutions of 2019 with only nine votes in favour, the minimum", 'select(where=where(since="2019-01-01", until="2019-12-31", voting=voting(yes=[9, 9])))'),
        ("resolutions on lamps since 2010, up to the most recent", 'select(where=where(since="2010-01-01", matter="lamps"))'),
        ("resolutions on lamps since 2010 (first and second ones)", 'select(where=where(since="2010-01-01", matter="lamps"))'),
        ("resolutions on lamps since 2010, including those on boats", 'select(where=where(since="2010-01-01", matter="lamps"))'),
        ('resolutions of 2019 under the agenda item "Lamps in Azuria"', 'select(where=where(since="2019-01-01", until="2019-12-31", topic="Lamps in Azuria"))'),
        ("resolutions of 2019 acting under Chapter VII of the Charter", 'select(where=where(since="2019-01-01", until="2019-12-31", chapter_vii=True))'),
        ("abstentions per year", 'select(group="year", measure="sum", column="abstaining")'),
    ],
)  # fmt: skip
def test_a_question_becomes_the_plan_that_it_says(question: str, line: str) -> None:
    found = read(question)
    assert found is not None
    assert found.is_query
    assert not found.unread
    assert plans_to_line(found.plans()) == line


def test_two_years_beside_each_other_are_two_plans() -> None:
    found = read("2010 vs 2023, how many resolutions each?")
    assert found is not None
    assert [plan.where.since for plan in found.plans()] == [dt.date(2010, 1, 1), dt.date(2023, 1, 1)]


def test_a_word_of_which_nothing_is_made_is_kept() -> None:
    found = read('How many resolutions about wells mention "glass lantern"?')
    assert found is not None
    assert found.unread == ("wells",)
    assert found.plans()[0].unread == ("wells",)


def test_of_words_in_marks_the_first_is_asked_whatever_stands_beside_them() -> None:
    found = read("first mission with a bell that has the wording 'lanterns of the quiet harbour'")
    assert found is not None
    assert (found.where.phrase, found.unread) == ("lanterns of the quiet harbour", ())
    assert found.passing == ("mission with a bell",)
    about = read("first resolution about wells with the words “glass lantern”")
    assert about is not None
    assert about.unread == ("wells",)
    there = read('how many resolutions on Togo mention "glass lantern"?')
    assert there is not None
    assert (there.where.places, there.where.phrase) == (("Togo",), "glass lantern")


def test_an_apostrophe_is_no_mark() -> None:
    found = read("how many resolutions mention the Council's 'harbour masters' and the states' lamps")
    assert found is not None
    assert found.where.phrase == "harbour masters"


def test_words_that_choose_nothing_are_told_beside_what_is_chosen() -> None:
    found = read("latest resolution that scraped home with nine votes")
    assert found is not None
    assert found.where.matter == "scraped home"
    (plan,) = found.without_matter().plans()
    assert (plan.where.matter, plan.passing) == ("", ("scraped home",))


def _after(question: str, *before: str) -> Select | None:
    plan: Select | None = None
    for each in before:
        first = read(each)
        plan = first.plans()[0] if plan is None and first is not None else _again(each, plan)
    return _again(question, plan)


def _again(question: str, last: Select | None) -> Select | None:
    assert last is not None
    return read_after(_mentions(question), DAY, last, {}, VERBS)


@pytest.mark.parametrize(
    ("before", "question", "line"),
    [
        (("How many resolutions in 2021?",), "and in 2022?", 'select(where=where(since="2022-01-01", until="2022-12-31"), measure="count")'),
        (("How many resolutions in 2021?", "and in 2022?"), "how many of those under Chapter VII?", 'select(where=where(since="2022-01-01", until="2022-12-31", chapter_vii=True), measure="count")'),
        (("how many resolutions in 2017",), "and the year after?", 'select(where=where(since="2018-01-01", until="2018-12-31"), measure="count")'),
        (("how many resolutions on lanterns",), "and Togo?", 'select(where=where(matter="lanterns", places=["Togo"]), measure="count")'),
        (("how many resolutions on Kenya",), "and Togo?", 'select(where=where(matter="Togo"), measure="count")'),
        (("resolutions of 2019 on which Russia abstained",), "and China?", 'select(where=where(since="2019-01-01", until="2019-12-31", voting=voting(members=[["CHN", "abstaining"]])))'),
        (("how many resolutions in 2017",), "and the last of them?", 'select(where=where(since="2017-01-01", until="2017-12-31"), order="newest", limit=1)'),
        (("has France ever vetoed on its own?",), "and when did it last veto something", 'select(source="drafts", where=where(voting=voting(members=[["FRA", "against"]], vetoed=True)), order="newest", limit=1)'),
        (("how many drafts were vetoed in 2019",), "the one on Togo, who was against", 'select(source="drafts", where=where(since="2019-01-01", until="2019-12-31", matter="Togo", voting=voting(vetoed=True)))'),
        (("list the resolutions on lanterns",), "any abstentions on the first one", 'select(where=where(matter="lanterns"), limit=1)'),
        (("list the resolutions on lanterns",), "who abstained on the last one", 'select(where=where(matter="lanterns"), order="newest", limit=1)'),
        (("has France ever vetoed on its own?",), "what has it vetoed since 1980", 'select(source="drafts", where=where(since="1980-01-01", voting=voting(members=[["FRA", "against"]], vetoed=True)))'),
    ],
)  # fmt: skip
def test_a_follow_up_is_the_same_selection_with_something_else(
    before: tuple[str, ...], question: str, line: str
) -> None:
    assert str(_after(question, *before)) == line


def test_a_question_of_its_own_is_no_follow_up() -> None:
    assert _after("How many resolutions were adopted in 1999 in all?", "How many resolutions in 2021?") is None


def test_which_paragraph_of_those_says_something_is_no_list() -> None:
    listed = "list the resolutions on the ferries of Borea in 1993"
    assert _after("which of those are unanimous", listed) is not None
    assert _after("which paragraph lets the pilots burn lamps for them", listed) is None


@pytest.mark.parametrize("text", ["how many wells of bronze ", '"glass lanterns" ', "in 1999 and "])
def test_a_question_without_end_is_no_selection(text: str) -> None:
    assert read(text * (4000 // len(text))) is None


def test_how_often_something_happens_groups_nothing() -> None:
    monthly = read("monthly lamp inspections in Borea")
    assert monthly is None or monthly.arguments["group"] == ""
    counted = read("monthly resolutions in 2022")
    assert counted is not None
    assert counted.arguments["group"] == "month"


def test_the_number_of_the_one_resolution_counts_nothing() -> None:
    for one in ("number of the resolution on ferries", "number of the SC resolution on ferries in 2020"):
        assert read(one) is None
    several = read("number of resolutions on ferries in 2020")
    assert several is not None
    assert several.arguments["measure"] == "count"


def test_the_first_and_the_last_are_no_one_selection() -> None:
    assert read("vote on the first renewal and on the last one") is None
