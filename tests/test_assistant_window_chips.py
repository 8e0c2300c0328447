"""The chips that show how a question was read: what they offer, and that choosing asks again, in a real browser."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from assistant.assistant import Assistant
from assistant.operations.chain import Chain
from assistant.operations.lookup import Lookup
from assistant.operations.select import Select
from assistant.plan import Subject, SubjectKind, Where, plans_from_line
from assistant.ui.chips import Chip, shown_plans
from ingest.mandates.names import link_mandates
from tests.decided import with_decisions
from tests.invented import CORPUS, open_assistant, publish
from tests.window_browser import WARNINGS, serve, tab

pytestmark = WARNINGS
UNMAZ = Chain(subject=Subject(kind=SubjectKind.MISSION, name="UNMAZ"))


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    data = tmp_path_factory.mktemp("data")
    publish(data, [*link_mandates([with_decisions(each) for each in CORPUS])])
    return open_assistant(data)


def chips(assistant: Assistant, *plans: Any) -> dict[str, Chip]:
    return {chip.label: chip for shown in shown_plans(assistant.catalogue, plans) for chip in shown.chips}


def test_every_choice_is_a_plan_that_differs_in_that_argument_alone(assistant: Assistant) -> None:
    found = chips(assistant, UNMAZ)
    assert list(found) == ["subject", "view", "day"]
    assert [choice.label for choice in found["view"].choices if choice.chosen] == ["end"]
    for choice in found["view"].choices:
        assert plans_from_line(choice.line) == (UNMAZ.but(view=choice.label),)
    subjects = [plans_from_line(choice.line)[0] for choice in found["subject"].choices]
    assert UNMAZ in subjects
    assert all(isinstance(plan, Chain) and plan.subject.kind is SubjectKind.MISSION for plan in subjects)
    day = found["day"]
    assert plans_from_line(day.line.replace(day.any_day, "2032-05-01")) == (UNMAZ.but(day=dt.date(2032, 5, 1)),)


def test_a_condition_can_be_taken_away_and_the_other_plans_stay(assistant: Assistant) -> None:
    listed = Select(where=Where(matter="lighthouses", since=dt.date(2032, 1, 1)), group="year")
    found = chips(assistant, listed, UNMAZ)
    assert {"since", "matter", "group"} <= set(found)
    without = plans_from_line(found["matter"].choices[1].line)
    assert without == (listed.but(where=Where(since=dt.date(2032, 1, 1))), UNMAZ)


def test_places_open(assistant: Assistant) -> None:
    assert chips(assistant, Lookup(places=("7001/op2", "7002")))["places"].keys == ("7001/op2", "7002")


def test_a_choice_asks_again_without_typing(chromium: Any, assistant: Assistant) -> None:
    with serve(assistant) as url, tab(chromium, url) as window:
        answer = window.ask('chain(subject="UNMAZ", view="end")')
        assert "30 September 2034" in answer.inner_text()
        answers = window.page.locator("#chat .answer .foot")
        answer.get_by_label("view").select_option("first")
        answers.nth(1).wait_for()
        first = window.page.locator("#chat .answer").last
        assert first.locator(".cite[data-key='7001/op1']").count()
        first.get_by_label("day").fill("2032-05-01")
        answers.nth(2).wait_for()
        assert "2032-05-01" in window.page.locator("#chat .user-row").last.inner_text()
        assert window.wrong == []
