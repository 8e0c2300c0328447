"""The tasks of missions, as published codings of mandates tell them apart; the list is ``assistant/data/mandate_tasks.csv``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from assistant.compare.by_topic.aspects import topics
from assistant.compare.by_topic.written import worded
from assistant.retrieval.names.place_names import table


@dataclass(frozen=True, slots=True)
class Task:
    """One task. ``unpmm`` is its code in the UN Peace Mission Mandates dataset, empty where none is known."""

    group: str
    name: str
    unpmm: str
    pattern: re.Pattern[str]


@cache
def tasks() -> tuple[Task, ...]:
    """All tasks, in the order of the matrix. One that compares as a topic has that topic's pattern."""
    patterns = {topic.name: topic.pattern for topic in topics()}
    return tuple(
        Task(each["group"], each["task"], each["unpmm"], patterns.get(each["topic"]) or _compiled(each["pattern"]))
        for each in table("mandate_tasks.csv")
    )


def _compiled(written: str) -> re.Pattern[str]:
    return re.compile(worded(written), re.IGNORECASE | re.DOTALL)
