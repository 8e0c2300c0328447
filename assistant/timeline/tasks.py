"""The tasks of missions, as published codings of mandates tell them apart; the list is ``assistant/data/mandate_tasks.csv``."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from assistant.compare.by_topic.aspects import topics
from assistant.compare.by_topic.written import worded


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
    with (files("assistant.data") / "mandate_tasks.csv").open(encoding="utf-8") as file:
        return tuple(
            Task(
                line["group"],
                line["task"],
                line["unpmm"],
                patterns[line["topic"]]
                if line["topic"]
                else re.compile(worded(line["pattern"]), re.IGNORECASE | re.DOTALL),
            )
            for line in csv.DictReader(file)
        )
