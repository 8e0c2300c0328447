"""Plans print as a line, read back from it, and have a JSON form; what is no plan is said."""

from __future__ import annotations

import datetime as dt
from importlib import import_module

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.errors import WrongInput
from assistant.operations import OPERATIONS
from assistant.operations.chain import Chain
from assistant.operations.select import Select
from assistant.operations.votes import Votes
from assistant.plan import (
    Plan,
    Position,
    Subject,
    SubjectKind,
    Voting,
    Where,
    is_plan,
    plan_from_json,
    plans_from_line,
    plans_to_line,
)

DAYS = st.dates(dt.date(1946, 1, 1), dt.date(2040, 1, 1))
TEXTS = st.text(st.characters(blacklist_categories=("Cs", "Cc")), min_size=1, max_size=40).filter(str.strip)
SUBJECTS = st.builds(Subject, kind=st.none() | st.sampled_from(SubjectKind), name=TEXTS)
VOTINGS = st.builds(
    Voting,
    unanimous=st.none() | st.booleans(),
    no=st.none() | st.tuples(st.integers(0, 15), st.integers(0, 15)),
    members=st.lists(st.tuples(st.sampled_from(("CHN", "FRA")), st.sampled_from(Position)), max_size=2).map(tuple),
)
WHERES = st.builds(
    Where,
    since=st.none() | DAYS,
    matter=st.just("") | TEXTS,
    places=st.lists(TEXTS, max_size=2).map(tuple),
    body=st.none() | SUBJECTS,
    voting=st.none() | VOTINGS,
    chapter_vii=st.none() | st.booleans(),
)
CHAINS = st.builds(Chain, subject=SUBJECTS, view=st.sampled_from(("end", "first", "ceiling")), day=st.none() | DAYS)
SELECTS = st.builds(Select, where=WHERES, group=st.sampled_from(("", "year")), limit=st.integers(0, 20))
PLANS = st.one_of(
    CHAINS,
    SELECTS,
    st.builds(Votes, resolutions=st.lists(st.integers(1, 3000), min_size=1, max_size=3).map(tuple) | CHAINS),
)


@given(st.lists(PLANS, min_size=1, max_size=3).map(tuple))
def test_a_plan_reads_back_from_its_line_and_from_its_json(plans: tuple[Plan, ...]) -> None:
    assert plans_from_line(plans_to_line(plans)) == plans
    assert tuple(plan_from_json(plan.to_json()) for plan in plans) == plans


def test_a_line_is_as_people_write_it() -> None:
    (plan,) = plans_from_line('chain(subject=mission("UNMAZ"), view="ceiling", day="2033-01-31")')
    assert plan == Chain(
        subject=Subject(kind=SubjectKind.MISSION, name="UNMAZ"), view="ceiling", day=dt.date(2033, 1, 31)
    )
    assert plans_from_line("chain(subject='UNMAZ', view=end)") == (Chain(subject=Subject(name="UNMAZ")),)
    (nested,) = plans_from_line('votes(resolutions=chain(subject="UNMAZ", view="last"))')
    assert nested.nested == (Chain(subject=Subject(name="UNMAZ"), view="last"),)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("sing(song='a')", "There is no operation 'sing'. There are: chain,"),
        ("chain()", "subject: Field required"),
        ('chain(subject="UNMAZ", colour="red")', "colour: Extra inputs are not permitted"),
        ('chain("UNMAZ")', "Arguments of chain(…) are named"),
        ("1 + 1", "is no value of a plan"),
        ("__import__('os')", "Arguments of __import__(…) are named"),
        ("import os", "is no plan"),
        ("chain(subject=", "is no plan"),
        ("", "is no plan"),
        (f"chain(subject='{'a' * 4000}')", "at most 4,000 are read"),
        (f"{'(' * 300}1{')' * 300}", "is no"),
    ],
)
def test_what_is_no_plan_is_said(line: str, said: str) -> None:
    with pytest.raises(WrongInput, match="^(?s:.)*" + said.replace("(", r"\(").replace(")", r"\)").replace(".", r"\.")):
        plans_from_line(line)


def test_there_is_one_list_of_operations() -> None:
    assert {operation.op: operation for operation in OPERATIONS} == Plan.known
    for operation in OPERATIONS:
        assert callable(getattr(operation, "run", None))
        assert callable(import_module(f"assistant.telling.{operation.op}").tell)
        assert operation.__doc__
        undescribed = [name for name, field in operation.model_fields.items() if not _described(field)]
        assert not undescribed, f"{operation.op}: {undescribed} bear no description"


def _described(field: object) -> bool:
    from assistant.plan import Places, Resolutions

    known = {meta.description for alias in (Resolutions, Places) for meta in alias.__metadata__}  # type: ignore[attr-defined]
    return bool(getattr(field, "description", None)) or bool(known & {getattr(field, "description", None)})


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("chain(subject='UNMAZ')", True),
        (" votes(resolutions=[1]) ", True),
        ("votes (who?) on 7001", False),
        ("What does chain() do?", False),
    ],
)
def test_what_is_meant_as_a_plan(text: str, meant: bool) -> None:
    assert is_plan(text) is meant
