"""Who sat in the Council: by year, by resolution, by State."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace
from typing import Any

import pytest

from assistant.errors import NotThere, WrongInput
from assistant.operations import run
from assistant.operations.corpus import Corpus
from assistant.plan import plans_from_line, plans_to_line
from assistant.reading.selection.states import groups_in
from assistant.records.members import names_of, of_groups, regional_groups
from assistant.telling import tell
from ingest.council import composition, years_known
from tests.factories import resolution
from vectorstore.catalogue import Catalogue, write_catalogue

ADOPTED = dt.date(1990, 11, 29)


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    path = tmp_path_factory.mktemp("catalogue") / "catalogue.sqlite"
    members = composition(ADOPTED.year, ADOPTED)
    write_catalogue(path, [resolution(7101, 1990, ["Decides"], date=ADOPTED, composition=members)])
    generation: Any = SimpleNamespace(catalogue=Catalogue.open(path))
    return Corpus(generation, dt.date(2026, 11, 1))


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('council(since="1990-01-01", until="1990-12-31")', "In 1990 the Security Council had 15 members: China, France, Soviet Union"),
        ('council(since="1971-10-24", until="1971-10-24", seats="permanent")', "On 24 October 1971 the Security Council had 5 members: as permanent ones"),
        ('council(since="1990-01-01", until="1990-12-31", seats="elected")', "of 1991: Côte d'Ivoire, Democratic Republic of the Congo, Yemen, Cuba and Romania."),
        ('council(since="1990-01-01", until="1990-12-31", group="Latin American and Caribbean")', "the Security Council had 2 members of the Latin American and Caribbean group of today: as elected ones"),
        ('council(since="2027-01-01", until="2027-12-31", seats="elected")', "In 2027 the Security Council will have 10 members: as elected ones"),
        ('council(since="2027-01-01", until="2027-12-31", members=["LBR", "GRC"])', "In 2027 Liberia will be an elected member of the Security Council (2026–2027). In 2027 Greece will not be a member"),
        ("council(resolution=7101)", "When S/RES/7101 (1990) was adopted, on 29 November 1990, the Security Council"),
        ('council(resolution=7101, members=["CUB", "DEU"])', "Cuba was an elected member of the Security Council (1990–1991). When S/RES/7101 (1990) was adopted, on 29 November 1990, Germany was not a member of the Security Council. It was one in 1977–1978, 1987–1988"),
        ('council(members=["CUB"])', " Cuba was an elected member of the Security Council in 1949–1950, 1956–1957 and 1990–1991."),
        ('council(since="1950-01-01", until="1960-12-31", members=["CUB"])', "From 1950 to 1960 Cuba was an elected member of the Security Council in 1950 and 1956–1957."),
    ],
)  # fmt: skip
def test_members_are_told(line: str, said: str, corpus: Corpus) -> None:
    (plan,) = plans_from_line(line)
    assert plans_to_line((plan,)) == line
    draft = tell(run(plan, corpus), corpus)
    assert said in draft.text
    assert draft.text.endswith("from a table of the members by year, and not from a resolution.")
    assert bool(draft.citations) is ("7101" in line)


def test_a_time_beyond_the_table_is_told_with_its_bounds(corpus: Corpus) -> None:
    (plan,) = plans_from_line('council(since="2090-01-01", until="2090-12-31")')
    with pytest.raises(NotThere, match="the table goes from 1946 to"):
        run(plan, corpus)


def test_a_term_that_began_in_the_last_year_of_the_table_lasts_two(corpus: Corpus) -> None:
    last = years_known()[-1]
    (plan,) = plans_from_line(f'council(since="{last}-01-01", until="{last}-12-31", seats="elected")')
    text = tell(run(plan, corpus), corpus).text
    begun = {*composition(last)} - {*composition(last - 1)}
    assert names_of([code for code in composition(last) if code in begun]) in text.partition(f"; of {last + 1}: ")[2]


def test_there_are_the_regional_groups_and_no_others() -> None:
    ever = {code for year in years_known() for code in composition(year)}
    grouped = [code for codes in regional_groups().values() for code in codes]
    assert len(grouped) == len({*grouped})
    assert ever - {*grouped} <= {"TWN"}, "every State that sat is in one of the groups"
    with pytest.raises(WrongInput, match="no regional group"):
        plans_from_line('council(group="Atlantic")')


def test_the_members_of_a_group_are_those_of_the_day_and_no_union() -> None:
    members = composition(ADOPTED.year, ADOPTED)
    assert of_groups(members, ["African"]) == ("ETH", "CIV", "COD")
    assert of_groups(members, []) == ()
    assert [each.meaning for each in groups_in("did the A3 and the Latin Americans vote for it")] == [
        "African",
        "Latin American and Caribbean",
    ]
    assert not groups_in("did the African Union vote for it")
