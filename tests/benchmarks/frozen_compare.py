"""What is different between two runs of :mod:`tests.benchmarks.frozen`, by set and utterance by utterance."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from assistant.evaluation.judge import JUDGES, LESS_IS_BETTER
from assistant.evaluation.shown import Shown, cited
from assistant.evaluation.utterances import Key, Utterance

CUTS = (1, 5, 20)
ORDER = ("worse", "mixed", "better", "same", "no gold")


def seen(answer: Shown) -> dict[str, Any]:
    """What is compared of an answer, by name."""
    keys, evidence = cited(answer), list(answer.get("evidence", ()))
    resolutions = answer.get("resolutions")
    return {
        "status": answer.get("status"),
        "resolutions": None if resolutions is None else sorted(resolutions),
        "vote": answer.get("vote"),
        "citations first": keys[:1],
        "citations set": sorted(set(keys)),
        **{f"evidence {cut}": evidence[:cut] for cut in CUTS},
        "checked": answer.get("checked", []),
        "text": answer.get("answer"),
    }


def marks_of(asked: Utterance | None, answer: Shown) -> Mapping[str, float]:
    """The marks of an answer; none where no gold is known."""
    return JUDGES[asked.set](asked, answer).marks if asked else {}


def moved(before: Mapping[str, float], after: Mapping[str, float]) -> str:
    """``worse``, ``mixed``, ``better`` or ``same``; ``no gold`` without marks."""
    if not before and not after:
        return "no gold"
    steps = [
        (after.get(name, 0.0) - before.get(name, 0.0)) * (-1 if name in LESS_IS_BETTER else 1)
        for name in before.keys() | after.keys()
    ]
    up, down = any(step > 0 for step in steps), any(step < 0 for step in steps)
    return "mixed" if up and down else "better" if up else "worse" if down else "same"


def compared(
    old: Mapping[Key, Mapping[str, Any]],
    new: Mapping[Key, Mapping[str, Any]],
    asked: Mapping[Key, Utterance],
    only: Collection[str] | None = None,
) -> Iterator[str]:
    """The lines of the report: counts by set, then each changed utterance, what became worse first."""
    both = [key for key in old if key in new]
    fields = list(seen({}))
    counts: dict[str, Counter[str]] = {key[0]: Counter() for key in both}
    changed: list[tuple[str, Key, list[str]]] = []
    for key in both:
        before, after = seen(old[key]["answer"]), seen(new[key]["answer"])
        different = [name for name in fields if before[name] != after[name]]
        counts[key[0]].update(["utterances", *different])
        if different:
            marks = marks_of(asked.get(key), old[key]["answer"]), marks_of(asked.get(key), new[key]["answer"])
            how = moved(*marks)
            counts[key[0]].update(["changed", how])
            changed.append((how, key, [*_shown(before, after, different), *_scored(*marks)]))
    columns = ["utterances", "changed", *ORDER, *fields]
    yield _row(["set", *columns])
    yield _row(["---"] * (len(columns) + 1))
    for name, count in [*counts.items(), ("all", sum(counts.values(), Counter()))]:
        yield _row([name, *(str(count[column]) for column in columns)])
    missing = [(len(old) - len(both), "old"), (len(new) - len(both), "new")]
    yield from (f"{number} utterances stand only in the {which} file." for number, which in missing if number)
    for how, key, lines in sorted(changed, key=lambda each: ORDER.index(each[0])):
        if not only or how in only:
            yield f"\n{how}: {key[0]} {key[1]}, turn {key[2]}: {new[key]['question']}"
            yield from (f"  {line}" for line in lines)


def _shown(before: Mapping[str, Any], after: Mapping[str, Any], different: Sequence[str]) -> Iterator[str]:
    for name in different:
        if name == "text":
            yield f"text: {_start(before[name])}\n    →   {_start(after[name])}"
        else:
            yield f"{name}: {_short(before[name])} → {_short(after[name])}"


def _scored(before: Mapping[str, float], after: Mapping[str, float]) -> Iterator[str]:
    for name in dict.fromkeys([*before, *after]):
        if before.get(name) != after.get(name):
            yield f"score, {name}: {_number(before.get(name))} → {_number(after.get(name))}"


def _number(value: float | None) -> str:
    return "none" if value is None else f"{value:.2f}".rstrip("0").rstrip(".")


def _start(text: str | None) -> str:
    return " ".join((text or "").split())[:240]


def _short(value: Any) -> str:
    if isinstance(value, list) and len(value) > 8:
        return f"{', '.join(map(str, value[:8]))} … ({len(value)})"
    return ", ".join(map(str, value)) or "none" if isinstance(value, list) else str(value)


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
