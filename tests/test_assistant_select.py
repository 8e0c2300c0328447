"""Selections are held against SQL on the same catalogue, and say of how many records nothing is known."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from assistant.operations import run, select
from assistant.operations.corpus import Corpus
from assistant.operations.result import Worded
from assistant.operations.select import SelectResult
from assistant.plan import Where, plans_from_line
from assistant.reading.subjects import Subjects
from assistant.telling import select as telling
from assistant.telling import tell
from ingest.annotating.annotate import annotate
from ingest.annotating.chapter_vii import chapter_vii
from ingest.resolution import Resolution, TextStatus, Vote
from tests.factories import resolution
from vectorstore.catalogue import Catalogue, write_catalogue

VERBS = ("Decides", "Requests", "Urges", "Welcomes")
THINGS = ("lighthouses of Azuria", "wells of Sarra", "ferries of Bellona")
MEMBERS = ("CHN", "FRA", "GBR", "RUS", "USA", "BRA", "IND", "KEN")


def _one(place: int) -> Resolution:
    """The ``place``-th of forty invented resolutions over twenty years."""
    number, day = 6001 + place, dt.date(2001, 1, 10) + dt.timedelta(days=place * 173 + (place * place) % 60)
    ops = [
        f"{VERBS[(place + i) % 4]} that the {THINGS[(place + i) % 3]} be kept, point {i}" for i in range(2 + place % 5)
    ]
    pps = [f"Recalling resolution {number - 1} (2001)"] + (
        ["Acting under Chapter VII of the Charter of the United Nations,"] if place % 3 == 0 else []
    )
    against = MEMBERS[: place % 4] if place % 2 else ()
    abstaining = MEMBERS[4 : 4 + place % 3]
    yes = tuple(m for m in MEMBERS if m not in against and m not in abstaining)
    vote = Vote(
        yes=len(yes), no=len(against), abstain=len(abstaining), in_favour=yes, against=against, abstaining=abstaining
    )
    if place % 11 == 5:
        vote = Vote(yes=8, without_vote=True)
    cited = tuple(sorted({n for n in (number - 1, 6001, 6001 + place // 2) if 6001 <= n < number}))
    made = resolution(
        number, day.year, ops, pps, date=day, agenda=f"The {THINGS[place % 3]}", vote=None if place % 13 == 7 else vote, related=cited,
        cites={f"{number}/pp1": tuple(map(str, dict.fromkeys(cited)))}, topics=(THINGS[place % 3].split()[0],),
    )  # fmt: skip
    rows = annotate(made.paragraphs)
    status = TextStatus.ABSENT if place == 17 else TextStatus.OFFICIAL
    return made.model_copy(
        update={"paragraphs": () if place == 17 else rows, "chapter_vii": chapter_vii(rows), "status": status}
    )


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SimpleNamespace]:
    path: Path = tmp_path_factory.mktemp("select") / "catalogue.sqlite"
    write_catalogue(path, [_one(place) for place in range(40)])
    catalogue, db = Catalogue.open(path), sqlite3.connect(path)
    generation: Any = SimpleNamespace(catalogue=catalogue, subjects=Subjects(catalogue))
    yield SimpleNamespace(corpus=Corpus(generation, dt.date(2035, 1, 1)), db=db)
    db.close()
    catalogue.close()


def selected(made: SimpleNamespace, line: str) -> SelectResult:
    (plan,) = plans_from_line(line)
    result = run(plan, made.corpus)
    assert isinstance(result, SelectResult)
    return result


_VOTE = "json_extract(record, '$.vote."
_CH7 = "coalesce(json_extract(record, '$.chapter_vii.extent'), 'none') != 'none' AND status != 'absent'"
NUMBERS = [
    ("select()", "SELECT number FROM resolution ORDER BY date"),
    ('select(where=where(since="2005-01-01", until="2009-12-31"))', "SELECT number FROM resolution WHERE year BETWEEN 2005 AND 2009 ORDER BY date"),
    ("select(where=where(voting=voting(no=[1, 15])), order=newest, limit=1)", f"SELECT number FROM resolution WHERE {_VOTE}no') >= 1 ORDER BY date DESC LIMIT 1"),
    ("select(where=where(voting=voting(without_vote=true)))", f"SELECT number FROM resolution WHERE {_VOTE}without_vote') = 1 ORDER BY date"),
    ('select(where=where(voting=voting(members=[["FRA", "against"]])))', "SELECT resolution FROM vote_member JOIN resolution ON number = resolution WHERE member = 'FRA' AND position = 'against' ORDER BY date"),
    ('select(where=where(voting=voting(any_of=[["FRA", "against"], ["USA", "abstaining"]])))', "SELECT DISTINCT resolution FROM vote_member JOIN resolution ON number = resolution WHERE (member = 'FRA' AND position = 'against') OR (member = 'USA' AND position = 'abstaining') ORDER BY date"),
    ("select(where=where(voting=voting(unanimous=false)))", f"SELECT number FROM resolution WHERE coalesce({_VOTE}no'), 0) + coalesce({_VOTE}abstain'), 0) > 0 AND coalesce({_VOTE}without_vote'), 0) = 0 ORDER BY date"),
    ("select(where=where(voting=voting(yes=[0, 6])))", f"SELECT number FROM resolution WHERE {_VOTE}yes') <= 6 AND coalesce({_VOTE}without_vote'), 0) = 0 ORDER BY date"),
    ("select(where=where(chapter_vii=true))", f"SELECT number FROM resolution WHERE {_CH7} ORDER BY date"),
    ('select(where=where(cites="6001"))', "SELECT DISTINCT e.citing_resolution FROM citation_edge e JOIN resolution r ON r.number = e.citing_resolution WHERE e.cited_resolution = 6001 ORDER BY r.date"),
    ('select(where=where(topic="wells"))', "SELECT number FROM resolution WHERE json_extract(record, '$.topics[0]') = 'wells' ORDER BY date"),
    ('select(where=where(phrase="ferries of Bellona"), limit=1)', "SELECT r.number FROM paragraph p JOIN resolution r ON r.number = p.resolution WHERE p.text LIKE '%ferries of Bellona%' ORDER BY r.date, p.ordinal LIMIT 1"),
]  # fmt: skip
TABLES = [
    ("select(group=year, measure=count)", "SELECT year, count(*) FROM resolution GROUP BY year"),
    ("select(group=decade, measure=count)", "SELECT (year / 10 * 10) || 's', count(*) FROM resolution GROUP BY 1"),
    ("select(group=agenda, measure=count)", "SELECT json_extract(record, '$.agenda'), count(*) FROM resolution GROUP BY 1"),
    ("select(group=topic, measure=count)", "SELECT json_extract(record, '$.topics[0]'), count(*) FROM resolution GROUP BY 1"),
    ("select(group=year, measure=sum, column=against)", f"SELECT year, sum({_VOTE}no')) FROM resolution WHERE {_VOTE}yes') IS NOT NULL GROUP BY year"),
    ("select(group=decade, measure=mean, column=paragraphs)", "SELECT (year / 10 * 10) || 's', avg(n) FROM (SELECT r.year AS year, count(*) AS n FROM paragraph p JOIN resolution r ON r.number = p.resolution WHERE p.kind = 'operative' AND p.path = '[]' GROUP BY r.number) GROUP BY 1"),
    ("select(group=year, measure=most, column=abstaining)", f"SELECT year, max({_VOTE}abstain')) FROM resolution WHERE {_VOTE}yes') IS NOT NULL GROUP BY year"),
    ("select(source=paragraphs, group=verb, measure=count)", "SELECT lower(verb), count(*) FROM paragraph WHERE verb != '' AND kind != 'heading' GROUP BY 1"),
    ("select(source=paragraphs, group=kind, measure=count)", "SELECT kind, count(*) FROM paragraph WHERE kind != 'heading' GROUP BY 1"),
    ('select(source=votes, where=where(voting=voting(members=[["", "against"]])), group=member, measure=count)', "SELECT member, count(*) FROM vote_member WHERE position = 'against' GROUP BY member"),
    ('select(source=votes, where=where(voting=voting(any_of=[["CHN", "against"], ["FRA", "against"]])), group=member, measure=count)', "SELECT member, count(*) FROM vote_member WHERE position = 'against' AND member IN ('CHN', 'FRA') GROUP BY member"),
    ("select(group=year, measure=mean, column=margin)", f"SELECT year, avg({_VOTE}yes') - coalesce({_VOTE}no'), 0)) FROM resolution WHERE {_VOTE}yes') IS NOT NULL AND coalesce({_VOTE}without_vote'), 0) = 0 GROUP BY year"),
    ("select(source=citations, group=resolution, measure=count)", "SELECT cited.value, count(*) FROM resolution, json_each(record, '$.related') AS cited GROUP BY 1"),
    ("select(group=decade, measure=share, holding=where(chapter_vii=true))", f"SELECT (year / 10 * 10) || 's', 100.0 * sum({_CH7}) / count(*) FROM resolution GROUP BY 1"),
]  # fmt: skip


@pytest.mark.parametrize(("line", "query"), NUMBERS, ids=[line for line, _ in NUMBERS])
def test_lists_are_those_of_sql(made: SimpleNamespace, line: str, query: str) -> None:
    assert list(selected(made, line).resolutions) == [number for (number,) in made.db.execute(query)]


@pytest.mark.parametrize(("line", "query"), TABLES, ids=[line for line, _ in TABLES])
def test_tables_are_those_of_sql(made: SimpleNamespace, line: str, query: str) -> None:
    names = {
        "FRA": "France",
        "CHN": "China",
        "GBR": "United Kingdom",
        "RUS": "Russian Federation",
        "USA": "United States",
    }
    expected = {
        names.get(str(name), str(name)): pytest.approx(float(value or 0)) for name, value in made.db.execute(query)
    }
    assert {
        each.name: each.value for each in selected(made, line).lines if each.value or each.name in expected
    } == expected


def test_a_ranking_tells_the_equals_of_its_last_and_the_other_end(made: SimpleNamespace) -> None:
    ranked = selected(made, 'select(column="for", order=least, limit=1)')
    fewest = made.db.execute(
        f"SELECT min({_VOTE}yes')) FROM resolution WHERE {_VOTE}without_vote') IS NULL"
    ).fetchone()[0]
    among = made.db.execute(
        f"SELECT count(*) FROM resolution WHERE {_VOTE}yes') = ? AND {_VOTE}without_vote') IS NULL", (fewest,)
    ).fetchone()[0]
    assert [line.value for line in ranked.lines] == [fewest] * among
    years = selected(made, "select(group=year, measure=count, order=most, limit=1)")
    told = tell(years, made.corpus).text
    assert years.lines[0].name in told
    assert all(line.name in told for line in years.other_end[:5])


def test_the_longest_pause_names_both_ends(made: SimpleNamespace) -> None:
    days = [dt.date.fromisoformat(day) for (day,) in made.db.execute("SELECT date FROM resolution ORDER BY date")]
    longest = max((b - a).days for a, b in pairwise(days))
    result = selected(made, "select(column=days, order=most, limit=1)")
    assert result.lines[0].value == longest
    assert tell(result, made.corpus).text.count("S/RES/") >= 2


def test_what_is_not_recorded_is_said(made: SimpleNamespace) -> None:
    unrecorded = made.db.execute(f"SELECT count(*) FROM resolution WHERE {_VOTE}yes') IS NULL").fetchone()[0]
    assert unrecorded > 1
    result = selected(made, "select(where=where(voting=voting(no=[1, 15])))")
    assert [(lack.what, lack.count) for lack in result.coverage.lacking] == [("the vote", unrecorded)]
    assert f"Of {unrecorded} resolutions among them there is no record of the vote" in tell(result, made.corpus).text
    by_words = selected(made, 'select(where=where(phrase="wells of Sarra"))')
    assert [(lack.what, lack.numbers) for lack in by_words.coverage.lacking] == [("the text", (6018,))]


def test_nothing_found_is_an_empty_list_and_no_refusal(made: SimpleNamespace) -> None:
    result = selected(made, 'select(where=where(since="2034-01-01"))')
    assert not result.found
    assert tell(result, made.corpus).resolutions == ()


def test_words_of_which_nothing_is_made_are_told(made: SimpleNamespace) -> None:
    result = selected(made, 'select(where=where(since="2005-01-01"), measure=count, unread=["by moonlight"])')
    assert "Not read as a condition, so nothing is left out for it: “by moonlight”" in tell(result, made.corpus).text


def test_the_closest_vote_is_told_by_both_readings(made: SimpleNamespace) -> None:
    least = made.db.execute(
        f"SELECT min({_VOTE}yes') - coalesce({_VOTE}no'), 0)) FROM resolution WHERE coalesce({_VOTE}without_vote'), 0) = 0 AND {_VOTE}yes') IS NOT NULL"
    ).fetchone()[0]
    result = selected(made, 'select(column="for", order=least, limit=1)')
    assert {line.value for line in result.closest} == {least}
    assert f"with a margin of {least}" in tell(result, made.corpus).text


def test_a_number_that_the_corpus_lacks_is_counted_and_named(made: SimpleNamespace) -> None:
    assert selected(made, "select(measure=count)").missing == ()
    assert selected(made, "select(measure=count, where=where(chapter_vii=true))").missing == ()


def test_paragraphs_are_counted_and_listed_without_their_words(
    made: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Catalogue, "select", lambda *_, **__: pytest.fail("the words are read"))
    found = selected(made, 'select(source=paragraphs, where=where(verb="decides", kind=operative), limit=2)')
    assert [line.name for line in found.lines] == ["S/RES/6001 (2001), para. 1", "S/RES/6003 (2001), para. 3"]
    assert selected(made, 'select(where=where(phrase="wells of Sarra"), measure=count)').rows > 2


def test_a_letter_chooses_no_paragraphs(made: SimpleNamespace) -> None:
    found = selected(made, 'select(source=paragraphs, where=where(matter="x"))')
    assert (found.rows, found.unread, found.is_sure) == (0, ("x",), False)


@pytest.mark.parametrize("order", ["oldest", "newest"])
def test_of_very_many_rows_all_are_counted_and_the_first_are_told(
    made: SimpleNamespace, monkeypatch: pytest.MonkeyPatch, order: str
) -> None:
    line = f'select(source="paragraphs", where=where(verb="requests"), order="{order}")'
    whole = selected(made, line)
    monkeypatch.setattr(select, "_MOST", 3)
    monkeypatch.setattr(telling, "_SHOWN", 2)
    (plan,) = plans_from_line(line)
    cut = plan.run(made.corpus)  # what was run before is remembered
    assert isinstance(cut, SelectResult)
    assert cut.total == whole.total > 3
    assert cut.lines == whole.lines[:3]
    assert cut.resolutions == whole.resolutions
    assert f"- and {whole.total - 2} more" in tell(cut, made.corpus).text


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ('select(where=where(matter="point"))', False),
        ('select(where=where(matter="point"), measure="count")', True),
        ('select(where=where(matter="point"), group="year", measure="count")', True),
        ('select(where=where(matter="point"), column="against", order="most", limit=3)', True),
        ('select(where=where(matter="point", chapter_vii=true))', True),  # something else chooses too
        ('select(where=where(matter="point", since="2002-01-01"))', True),
        ('select(where=where(since="2002-01-01"))', True),
    ],
)
def test_texts_chosen_by_a_word_that_most_of_them_have_are_not_listed(
    made: SimpleNamespace, monkeypatch: pytest.MonkeyPatch, line: str, told: bool
) -> None:
    monkeypatch.setattr(select, "_MANY", 12)  # of the forty
    (plan,) = plans_from_line(line)
    result = plan.run(made.corpus)  # what was run before is remembered
    assert isinstance(result, SelectResult)
    assert result.rows > 13
    assert result.found is told


@pytest.mark.parametrize(
    ("rows", "looked_at", "worded", "nothing"),
    [
        (101, 300, True, True),
        (101, 303, True, False),  # no more than a third
        (100, 120, True, False),  # of few texts a word may choose most
        (900, 2000, True, True),
        (900, 2000, False, False),  # chosen by what they are on, and by no word
    ],
)
def test_a_word_says_nothing_that_more_than_a_third_of_many_texts_have(
    rows: int, looked_at: int, worded: bool, nothing: bool
) -> None:
    plan = select.Select(where=Where(matter="lanterns"))
    assert plan._says_nothing(rows, looked_at, Worded(ways=("lanterns",)) if worded else Worded()) is nothing
