"""What is out of reach is told by what is mentioned; what a text condemns or takes out is held against what is said of it."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace
from typing import Any

import pytest

from assistant.assumed.exclusions import excluded_in
from assistant.assumed.roles import other_than_asked
from assistant.assumed.unspoken import telling
from assistant.operations.decline import Decline, Reason
from assistant.reading.acts import act_numbered
from assistant.reading.lexicon import words_in
from assistant.reading.normal import Spelling, written_out
from assistant.reading.out_of_reach import out_of_reach
from assistant.reading.places import places_among
from assistant.retrieval.query import query_of
from assistant.understanding.days import dates_of
from ingest.resolution import Paragraph
from tests.factories import resolution


def _rows(*texts: str) -> list[Paragraph]:
    return list(resolution(6001, 2030, list(texts)).paragraphs)


def _said(text: str) -> Any:
    understood = query_of(text, known=lambda number: number == 6001)
    return SimpleNamespace(text=text, places=tuple(places_among(words_in(text))), understood=understood)


_CONDEMNS = "Strongly condemns the raid of Botswana against the ferries of Zambia;"


@pytest.mark.parametrize(
    ("question", "other"),
    [
        ("Which paragraph of 6001 condemns Zambia for the raid?", "Zambia"),
        ("Which paragraph of 6001 condemns Botswana?", ""),
        ("Which paragraph of 6001 condemns the raid on Zambia?", ""),
        ("Which paragraph of 6001 speaks of Zambia?", ""),
    ],
)
def test_who_is_condemned_is_read_in_the_clause(question: str, other: str) -> None:
    found = other_than_asked(_said(question), _rows(_CONDEMNS))
    assert (found[0] if found else "") == other


@pytest.mark.parametrize(
    ("question", "key"),
    [
        ("Which garrison does paragraph 1 of resolution 6001 authorize?", "6001/op1"),
        ("Which patrols does paragraph 1 of resolution 6001 authorize?", ""),
        ("Does paragraph 1 of resolution 6001 exclude a garrison?", ""),
        ("What does paragraph 1 of resolution 6001 say about a garrison?", ""),
    ],
)
def test_what_a_paragraph_takes_out_it_does_not_do(question: str, key: str) -> None:
    rows = _rows("Authorizes patrols of the wells, while excluding a garrison of any size;")
    assert excluded_in(_said(question), rows) == key


@pytest.mark.parametrize(
    ("others", "key"),
    [
        ((), "6001/op1"),
        (("Authorizes the harbour master to post troops at the wells;",), ""),  # which lets some of them in
        (("Calls upon the troops to leave the wells;",), "6001/op1"),
    ],
)
def test_what_the_one_text_that_authorizes_takes_out_is_not_allowed(others: tuple[str, ...], key: str) -> None:
    rows = _rows("Authorizes patrols of the wells, while excluding a foreign force of any size;", *others)
    assert excluded_in(_said("did 6001 allow soldiers?"), rows) == key


def test_a_resolution_of_another_organ_is_known_by_number_and_matter() -> None:
    text = "What does resolution 2758 say of China's seat?"
    found = query_of(text, known=lambda number: number == 2758).references
    act = act_numbered(text, found)
    assert act is not None
    assert act.by == "the General Assembly"
    assert act_numbered("What does resolution 2758 say of wells?", found) is None


def test_symbols_of_documents_are_left_as_they_are_written() -> None:
    spelling = Spelling((), lambda _: 1.0)
    assert written_out("vote S/RES/6001", spelling).text == "vote S/RES/6001"
    assert written_out("vote res 6001", spelling).text == "vote resolution 6001"


@pytest.mark.parametrize(
    ("question", "later"),
    [
        ("Which resolution extended the mission in May 2035?", True),
        ("What did the Council decide in May 2035?", True),
        ("What did the Council decide in May 2029?", False),
        ("Is the mandate due to end in May 2035?", False),
    ],
)
def test_what_was_decided_after_the_last_text_is_out_of_reach(question: str, later: bool) -> None:
    understood = query_of(question, known=lambda _: False)
    days = dates_of(question)
    mentions: Any = SimpleNamespace(
        text=question, understood=understood, references=(), numbers=(), outside=(), absent=(), named=(), places=(), events=(),
        last_day=dt.date(2030, 1, 1), period=(days[0].begins, None),
    )  # fmt: skip
    plans = out_of_reach(mentions, {"search": 1.0}, dt.date(2035, 6, 1), follows=False)
    assert [plan.reason for plan in plans if isinstance(plan, Decline)] == ([Reason.LATER] if later else [])


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("lanterns are banned, correct?", ["lanterns"]),
        ("lanterns are banned, right?", ["lanterns"]),
        ("lanterns are banned, true?", ["lanterns"]),
        ("lanterns are banned, zorblax?", ["lanterns", "zorblax"]),
    ],
)
def test_of_a_word_that_wants_a_yes_no_text_need_speak(
    monkeypatch: pytest.MonkeyPatch, question: str, told: list[str]
) -> None:
    monkeypatch.setattr("assistant.assumed.unspoken.english", dict)  # so that rarity alone tells
    said = tuple(word for word in words_in(question) if word.plain not in ("are", "banned"))
    mentions: Any = SimpleNamespace(text=question, free=said, understood=SimpleNamespace(references=()))
    index: Any = SimpleNamespace(rarity=lambda _: 5.0, names={})
    assert [word.printed for word in telling(mentions, 6001, index)] == told
