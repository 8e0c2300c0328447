"""The questions of this project are parted by writer: what is held back for measuring is never learned from."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.learned import answered
from assistant.learned.train import examples_in, writer

FOLDER = Path(__file__).parent / "questions"
HELD_BACK = [
    ("as_typed.jsonl", "ck"),
    ("claims.jsonl", "mcku"),
    ("researchers.jsonl", "qtb"),
    ("typed/unseen/as_typed.jsonl", "tk"),
    ("unseen/list.jsonl", "lb"),
    ("unseen/list.jsonl", "lc"),
    ("unseen/facts.jsonl", "fb"),
    ("unseen/as_typed.jsonl", "tla"),
]


def plain(question: str) -> str:
    return " ".join(question.casefold().split())


@pytest.mark.parametrize(("name", "writer"), HELD_BACK)
def test_what_is_held_back_is_not_learned_from(name: str, writer: str) -> None:
    learned = {plain(each.question) for each in examples_in(FOLDER)}
    items = [json.loads(line) for line in (FOLDER / name).read_text("utf-8").splitlines()]
    held = {plain(item["question"]) for item in items if item["id"].startswith(writer)}
    held = {question for question in held if len(question.split()) > 4}  # "who abstained on it" is anybody's
    assert len(held) > 10
    assert held & learned == set()


def test_later_writers_by_role_are_not_learned_from() -> None:
    lines = (FOLDER / "by_role_unseen" / "as_typed.jsonl").read_text("utf-8").splitlines()
    later = {writer(json.loads(line)["id"]) for line in lines}
    assert len(later) == 68
    assert later.isdisjoint(each.writer for each in examples_in(FOLDER))
    assert later.isdisjoint(each.writer for each in answered.examples_in(FOLDER))
