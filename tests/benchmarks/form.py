"""How long answers are, and whether the first line says what was asked for.

``python -m tests.benchmarks.form FILE… [--questions FILE_OR_FOLDER… --as-of 2026-11-28]``

Each FILE is a run that ``tests.benchmarks.frozen`` kept. By operation and by set: answers, words (median, nine of ten, longest), how many
have more than 400 words though no table was asked for. With the questions: the share of answers whose first line says what must be said
(the words of ``must_say``, the day of an end, the number of a list, the count of a vote), and of those that say it at all; and the share
whose first line holds the first citation. A first line is the first under the first heading of several things asked.
"""

from __future__ import annotations

import argparse
import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from statistics import median
from typing import Any

from assistant.evaluation.items import AsTyped, Ballot, Expiry, Fact, Item, Listing, Researched
from assistant.evaluation.measures import days_in, mean
from assistant.evaluation.shown import cited, said
from tests.benchmarks.frozen import Line, asked_in, kept, read_questions

MANY = 400
_OPERATION = re.compile(r"(?:^|; )(\w+)\(")
_VIEW = re.compile(r'view="(\w+)"')
_HEADING = re.compile(r"\d+\. .*[?.!]\n\n")


def operation_of(answer: Mapping[str, Any]) -> str:
    """What answered: an operation with its view, ``search`` also where nothing was planned, ``several`` for several plans."""
    if answer.get("status") == "refused":
        return "refused"
    named = _OPERATION.findall(answer.get("plan", ""))
    if len(named) > 1:
        return "several"
    view = _VIEW.findall(answer.get("plan", "")) if named == ["chain"] else []
    return f"{named[0]}.{view[-1] if view else 'end'}" if named == ["chain"] else named[0] if named else "search"


def first_line(text: str) -> str:
    """The first line that is no heading."""
    begun = _HEADING.match(text)
    return text[begun.end() if begun else 0 :].lstrip().partition("\n")[0]


def wanted_of(item: Item) -> list[str]:
    """What must be said, as far as the questions tell it."""
    match item:
        case Fact() | AsTyped():
            return list(item.must_say)
        case Researched():
            number = item.expected_number
            return [*item.must_say, *([f"{number:g}"] if number is not None else [])]
        case Expiry():
            return re.findall(r"\d{4}-\d\d-\d\d", item.expected_date)
        case Listing():
            return [str(item.count)]
        case Ballot():
            return [str(item.expected["yes"])] if "yes" in item.expected else []
        case _:
            return []


def says_all(answer: Mapping[str, Any], text: str, wanted: Sequence[str]) -> bool:
    """Whether ``text`` says all of it, without what is only quoted behind it."""
    only = {**answer, "answer": text, "citations": ()}
    days = days_in(text)
    return all(
        dt.date.fromisoformat(each) in days if re.fullmatch(r"\d{4}-\d\d-\d\d", each) else said(only, each)
        for each in wanted
    )


def lengths(lines: Sequence[Line]) -> Iterator[str]:
    """A row for each operation and set."""
    by: dict[str, list[int]] = defaultdict(list)
    for line in lines:
        words = len(line["answer"].get("answer", "").split())
        for name in ("all", operation_of(line["answer"]), f"set {line['set']}"):
            by[name].append(words)
    yield "| answers of | number | median words | nine of ten | longest | over 400 |"
    yield "| --- | --- | --- | --- | --- | --- |"
    for name, found in sorted(by.items()):
        found.sort()
        over = sum(many > MANY for many in found)
        yield f"| {name} | {len(found)} | {median(found):.0f} | {found[int(0.9 * (len(found) - 1))]} | {found[-1]} | {over} |"
    asked_for = ("compare", "select", "cites", "chain.history")
    table = [each for each in lines if operation_of(each["answer"]) not in asked_for]
    long = [each for each in table if len(each["answer"].get("answer", "").split()) > MANY]
    yield f"\nOver {MANY} words where no list or table was asked for: {len(long)} of {len(table)}: {', '.join(each['id'] for each in long[:30])}"


def first_lines(lines: Sequence[Line], items: Mapping[tuple[str, str, int], Item]) -> Iterator[str]:
    """What first lines say, by set."""
    marks: dict[str, list[tuple[bool, bool]]] = defaultdict(list)
    places: list[bool] = []
    for line in lines:
        answer = line["answer"]
        item = items.get((line["set"], line["id"], line["turn"]))
        if item is None or answer.get("status") == "refused":
            continue
        first, text = first_line(answer["answer"]), answer["answer"]
        if keys := cited(answer):
            shown = next(c["citation"] for c in answer["citations"] if c["key"] == keys[0])
            places.append(shown in first or shown.partition(",")[0] in first)
        if wanted := wanted_of(item):
            marks[line["set"]].append((says_all(answer, first, wanted), says_all(answer, text, wanted)))
    yield "\n| set | with words that must be said | first line says them | text says them |\n| --- | --- | --- | --- |"
    every = [mark for found in marks.values() for mark in found]
    for name, found in [*sorted(marks.items()), ("all", every)]:
        yield f"| {name} | {len(found)} | {mean(a for a, _ in found):.3f} | {mean(b for _, b in found):.3f} |"
    yield f"\nFirst line has the resolution of the first citation: {mean(places):.3f} of {len(places)}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--questions", type=Path, nargs="+", default=[])
    parser.add_argument("--as-of", type=dt.date.fromisoformat, default=dt.date.today())
    given = parser.parse_args()
    lines = [line for file in given.files for line in kept(file).values()]
    print("\n".join(lengths(lines)))
    if given.questions:
        asked = asked_in(read_questions(given.questions), given.as_of)
        print("\n".join(first_lines(lines, {each.key: each.item for each in asked})))


if __name__ == "__main__":
    main()
