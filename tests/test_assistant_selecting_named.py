"""Lists in which a name or a word only tells which body, text or matter is meant, and the plans that are made of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from assistant.operations.select import Select
from assistant.plan import Plan, Where
from assistant.reading.conversation.carry import Focus
from assistant.reading.one import part_of
from assistant.reading.router import USUAL
from assistant.reading.selection.bodies import read_bodies
from assistant.reading.selection.selecting import read_selection
from assistant.reading.slots import OTHERWISE, SLOTS, Asked
from assistant.reading.subjects import Subjects
from tests.decided import decided, reader_of

DAY = dt.date(2035, 6, 1)
TEXTS: dict[int, Any] = {
    9101: (dt.date(2031, 3, 14), ["Decides to establish the United Nations Mission in Liberia (UNMIL) until 31 March 2033"]),
    9102: (dt.date(2033, 3, 20), ["Decides to extend the mandate of UNMIL until 31 March 2036"]),
    9103: (dt.date(2033, 4, 20), [
        "Decides that all States shall prevent the sale of arms and ammunition to Haiti",
        "Decides to establish a Committee of the Security Council to watch the measures on Haiti"]),
}  # fmt: skip
ROOTS = frozenset((9101,))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SimpleNamespace]:
    with decided(Path(tmp_path_factory.mktemp("selecting_named")), TEXTS) as catalogue:
        subjects = Subjects(catalogue)
        reader = reader_of(subjects)
        yield SimpleNamespace(subjects=subjects, reader=reader)


@pytest.mark.parametrize(
    ("question", "line"),
    [
        ("which resolutions extended UNMIL, created by 9101", 'body=mission("UNMIL"), deeds=["extend"]'),
        ("which resolutions extended UNMIL, set up by resolution 9101", 'body=mission("UNMIL"), deeds=["extend"]'),
        ("which resolutions cite 9101, which created UNMIL", 'cites="9101"'),
        (
            "which resolutions that extended UNMIL cite 9103, which created the sanctions committee for Haiti",
            'body=mission("UNMIL"), deeds=["extend"], cites="9103"',
        ),
        ("which resolutions created or extended UNMIL", 'body=mission("UNMIL"), deeds=["establish", "extend"]'),
        ("which resolutions cite 9101 and extended UNMIL", 'body=mission("UNMIL"), deeds=["extend"], cites="9101"'),
    ],
)
def test_by_which_text_a_body_was_set_up_only_tells_which_one_is_meant(
    made: SimpleNamespace, question: str, line: str
) -> None:
    read = read_selection(made.reader.mentions(question, DAY), DAY, {}, (), ROOTS)
    assert read is not None
    assert not read.unread
    assert [str(plan) for plan in read.plans()] == [f"select(where=where({line}))"]


@pytest.mark.parametrize(
    ("question", "line"),
    [
        ("which resolutions set up a sanctions committee for Haiti", 'places=["Haiti"], bodies=["committee"], deeds=["establish"]'),
        ("which resolutions established a mission in Liberia", 'places=["Liberia"], bodies=["mission"], deeds=["establish"]'),
        ("is there a sanctions committee for Haiti", ""),  # how that one stands is told of itself
        ("which resolutions set up the sanctions committee for Haiti", ""),
        ("which resolutions set up UNMIL", ""),
    ],
)  # fmt: skip
def test_any_body_of_a_kind_at_a_place_is_asked_for_where_texts_on_one_of_them_are(
    made: SimpleNamespace, question: str, line: str
) -> None:
    mentions = made.reader.mentions(question, DAY)
    assert mentions.named, "it is known by its kind and place"
    plan = read_bodies(mentions, DAY)
    assert str(plan) == (f'select(source="bodies", where=where({line}))' if line else "None")


@pytest.mark.parametrize(
    ("question", "group", "matter"),
    [
        ("how many resolutions under the agenda item boats", "", "boats"),
        ("which agenda items had resolutions", "agenda", ""),
        ("which agenda item had resolutions in 2033", "agenda", ""),
        ("resolutions in 2033 under each agenda item", "agenda", ""),
    ],
)
def test_the_one_item_that_texts_are_on_groups_nothing(
    made: SimpleNamespace, question: str, group: str, matter: str
) -> None:
    learned = {**USUAL, "group": "agenda"}
    read = read_selection(made.reader.mentions(question, DAY), DAY, learned, ())
    assert read is not None
    assert (read.arguments["group"], read.where.matter) == (group, matter)


def selected(
    made: SimpleNamespace, question: str, matter: str, chance: float, unlikely: str = ""
) -> tuple[list[str], list[str]]:
    """The matters of what is selected, and of what is selected in its place, where ``matter`` was learned, and which words are ``unlikely`` one."""
    mentions = made.reader.mentions(question, DAY)
    likely = dict.fromkeys(matter.split(), 0.9) | dict.fromkeys(unlikely.split(), 0.05)
    more: dict[str, Any] = {"selection": USUAL, "matter": matter, "likely": likely, "chance": chance}
    asked = Asked("select", mentions, Focus(), made.subjects, DAY, **more)
    return _matters(SLOTS["select"](asked)), _matters(OTHERWISE["select"](asked))


def _matters(plans: tuple[Plan, ...]) -> list[str]:
    return [plan.where.matter for plan in plans if isinstance(plan, Select)]


@pytest.mark.parametrize(
    ("question", "matter", "chance", "otherwise"),
    [
        ("which texts fix an election to the court", "election to the court", 1.0, ["election to the court"]),
        ("which texts fix an election to the court", "election to the court", 0.8, []),  # not surely a list
        ("which texts fix an election to the court", "fix an election to the court", 1.0, []),
        ("which texts fix an election to the court", "", 1.0, []),
        ("list resolutions on plane hijackings", "plane", 1.0, []),  # what was not learned stands behind it
        ("list resolutions on sudden plane hijackings", "plane", 1.0, []),  # and before it
        ("list resolutions on sudden plane hijackings", "plane hijackings", 1.0, ["plane hijackings"]),
        ("list resolutions on Haiti harbour pilots", "harbour pilots", 1.0, []),  # a name
        ("list resolutions on quorkish hijackings", "hijackings", 1.0, []),  # no English word
        ("list resolutions citing 9101 that fix an election", "election", 1.0, []),
        ("list resolutions on hijackings", "hijackings", 1.0, []),
    ],
)
def test_the_word_before_a_matter_that_is_none_of_it_is_left_out_in_its_place(
    made: SimpleNamespace, question: str, matter: str, chance: float, otherwise: list[str]
) -> None:
    first, instead = selected(made, question, matter, chance)
    assert len(first) == 1
    assert instead == otherwise


@pytest.mark.parametrize(
    ("question", "unlikely", "otherwise"),
    [
        ("the gaudy row of resolutions on plane hijackings", "gaudy row", ["plane hijackings"]),
        ("the gaudy row of resolutions on plane hijackings", "gaudy", ["row of resolutions on plane hijackings"]),
        ("the gaudy row of resolutions on plane hijackings", "", []),
        ("resolutions on plane hijackings, gaudy and Haitian", "gaudy Haitian", ["plane hijackings Haitian"]),  # a name
        ("resolutions on plane hijackings in war", "war", []),  # of trouble
    ],
)
def test_words_that_only_serve_the_sentence_are_left_out_in_its_place(
    made: SimpleNamespace, question: str, unlikely: str, otherwise: list[str]
) -> None:
    assert selected(made, question, "plane hijackings", 0.8, unlikely)[1] == otherwise


@pytest.mark.parametrize(
    ("question", "listed"),
    [
        ("plane hijackings list", False),
        ("list plane hijackings", True),
        ("resolutions on plane hijackings, list", True),
    ],
)
def test_a_list_that_is_named_is_none_that_is_asked_for(made: SimpleNamespace, question: str, listed: bool) -> None:
    assert bool(selected(made, question, "plane hijackings", 0.95)[0]) is listed


@pytest.mark.parametrize(
    ("chances", "listed"),
    [
        ({"select": 0.48, "cites": 0.29, "search": 0.1}, True),
        ({"select": 0.48, "search": 0.2, "cites": 0.01}, False),
        ({"select": 0.48, "define": 0.29}, False),  # no list
        ({"search": 0.42, "select": 0.3, "cites": 0.25}, False),  # something else is the likeliest
    ],
)
def test_texts_are_listed_where_the_two_ways_of_it_are_likely_together(
    made: SimpleNamespace, chances: dict[str, float], listed: bool
) -> None:
    router: Any = SimpleNamespace(chances=lambda _: chances, selection=lambda _: dict(USUAL), matter=lambda _: ("", {}))
    part = part_of("which resolutions speak of harbour pilots", made.reader, router, made.subjects, Focus(), DAY)
    assert (part.plans == (Select(where=Where(phrase="harbour pilots")),)) is listed


@pytest.mark.parametrize(
    ("question", "phrases"),
    [
        ("how many resolutions mention UNMIL harbour pilots", []),  # no words of the texts, with a name among them
        ("how many resolutions mention harbour pilots", ["harbour pilots"]),
        ("how many resolutions mention “UNMIL harbour pilots”", ["UNMIL harbour pilots"]),  # where it ends, is known
        ("how many resolutions mention mandate of UNMIL", ["mandate of UNMIL"]),  # a text has it
    ],
)
def test_words_with_a_name_in_them_that_stand_in_no_text_are_no_expression_that_is_counted(
    made: SimpleNamespace, question: str, phrases: list[str]
) -> None:
    asked = Asked("select", made.reader.mentions(question, DAY), Focus(), made.subjects, DAY, selection=USUAL)
    plans = SLOTS["select"](asked)
    assert [plan.where.phrase for plan in plans if isinstance(plan, Select)] == phrases


@pytest.mark.parametrize(
    ("question", "lead", "selects"),
    [
        ("was it the first on this?", "9103/op1", False),  # asked of the text that was told
        ("was it the first on this?", "", True),
        ("which was the first resolution?", "9103/op1", True),  # points at none
    ],
)
def test_after_a_text_was_told_nothing_is_selected_by_nothing_for_what_points_back(
    made: SimpleNamespace, question: str, lead: str, selects: bool
) -> None:
    focus = Focus(resolutions=(9103,), lead=lead, text="who sells arms to Haiti") if lead else Focus()
    mentions = made.reader.mentions(question, DAY)
    asked = Asked("select", mentions, focus, made.subjects, DAY, selection=USUAL, chance=0.95)
    assert SLOTS["select"](asked) == ((Select(limit=1),) if selects else ())


@pytest.mark.parametrize(
    ("question", "chances", "selected"),
    [
        ("the last resolution on harbour pilots", {"chain.last": 0.7, "select": 0.25}, True),
        ("the last resolution on harbour pilots", {"chain.last": 0.7, "select": 0.05}, False),  # hardly possible
        ("the last resolution on UNMIL", {"chain.last": 0.7, "select": 0.25}, False),  # that is followed
    ],
)
def test_a_kind_of_which_nothing_is_planned_leaves_its_chance_to_the_next(
    made: SimpleNamespace, question: str, chances: dict[str, float], selected: bool
) -> None:
    router: Any = SimpleNamespace(chances=lambda _: chances, selection=lambda _: dict(USUAL), matter=lambda _: ("", {}))
    part = part_of(question, made.reader, router, made.subjects, Focus(), DAY)
    assert [plan.where.matter for each in (part.plans, *part.others) for plan in each if isinstance(plan, Select)] == (
        ["harbour pilots"] if selected else []
    )
