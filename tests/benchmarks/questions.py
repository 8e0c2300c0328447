"""Questions with gold paragraphs, and the measures taken over ranked keys."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Question:
    """One question; ``gold`` are the keys of the paragraphs that answer it, ``also_ok`` keys accepted in their place."""

    id: str
    text: str
    gold: tuple[str, ...]
    also_ok: tuple[str, ...]
    style: str

    @property
    def accepted(self) -> frozenset[str]:
        return frozenset(self.gold + self.also_ok)

    @property
    def resolutions(self) -> frozenset[str]:
        return frozenset(key.split("/")[0] for key in self.gold)


def read_questions(path: Path) -> list[Question]:
    """Read JSON lines of questions."""
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
    return [
        Question(row["id"], row["question"], tuple(row["gold"]), tuple(row.get("also_ok", ())), row.get("style", ""))
        for row in rows
    ]


def without_part(key: str) -> str:
    """``161/A/op4`` → ``161/op4``: a part does not count where people leave it out."""
    pieces = key.split("/")
    return "/".join(pieces[:1] + pieces[2:]) if len(pieces) > 2 and pieces[1].isupper() else key


def rank_of_first(question: Question, ranked: Sequence[str]) -> int:
    """The place of the first accepted paragraph, from 1; 0 where there is none."""
    places = (place for place, key in enumerate(ranked, start=1) if {key, without_part(key)} & question.accepted)
    return next(places, 0)


def recall(questions: Sequence[Question], ranked: dict[str, Sequence[str]], k: int) -> float:
    """Share of questions with an accepted paragraph among the first ``k`` keys."""
    return _share(0 < rank_of_first(question, ranked[question.id]) <= k for question in questions)


def right_resolution_first(questions: Sequence[Question], ranked: dict[str, Sequence[str]]) -> float:
    """Share of questions whose first key belongs to a resolution of the gold paragraphs."""
    return _share(
        bool(ranked[question.id]) and ranked[question.id][0].split("/")[0] in question.resolutions
        for question in questions
    )


def _share(hits: Iterable[bool]) -> float:
    values = list(hits)
    return sum(values) / len(values) if values else 0.0
