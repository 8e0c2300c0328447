"""How strong a mission may be: the figures that hold on the day, with their words, and how they came about."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.draft import Draft, mention, quotation, unique
from assistant.folded import CAME_ABOUT
from assistant.operations.chain import ChainResult
from assistant.operations.corpus import Corpus
from assistant.present import last_text
from assistant.retrieval.wanted import Value
from assistant.terms import content_stems, stem
from assistant.timeline.model import Ceiling, Timeline
from assistant.timeline.steps import steps
from assistant.wording import counted, day_in_words, joined
from assistant.writing.stretches import Sought, in_quotes, stretches

_SHORT = 900  # characters of a paragraph that is cited with its words to show an earlier figure
_CUT, _TOLD = 240, 8  # characters that are shown of a paragraph, and changes


def _sought(told: Sequence[Ceiling]) -> Sought:
    """The figures that are told, with the stems of what they count: a quotation is to show them."""
    units = dict.fromkeys(content_stems(" ".join(each.unit for each in told)), 1.0)
    # a paragraph is read word by word: "7,250" is two of them
    figures = dict.fromkeys((stem(part) for each in told for part in f"{each.figure:,}".split(",")), 1.0)
    return Sought(stems=units | figures, values=frozenset(Value))


def strength_told(made: Timeline, result: ChainResult, corpus: Corpus) -> Draft | None:
    """The newest figure of each unit, then all of them in order; ``None`` where no paragraph with a figure is there."""
    rows = corpus.catalogue.paragraphs(each.key for each in result.ceilings)
    found = [each for each in result.ceilings if each.key in rows]
    current = [each for each in result.current if each.key in rows]
    if not current:
        return None
    newest = [each for each in current if each.since == current[0].since]
    before = {(each.key, each.unit): figure for each, figure in steps(found) if figure is not None}
    if len({each.citation for each in newest}) == 1 and not any(each.qualified for each in newest):
        figures = joined([f"{each.figure:,} {each.unit}{_was(before.get((each.key, each.unit)))}" for each in newest])
        since = f"from {day_in_words(newest[0].since)} ({newest[0].citation})"
        lines = [
            f"{figures}, {since}: the newest figures in the texts for {made.title}, as of {day_in_words(result.day)}."
        ]
    else:
        lines = [f"The newest figures in the texts for {made.title}, as of {day_in_words(result.day)}:"]
        lines += map(_figure, newest)
    if older := [_figure(each) for each in current if each.since != current[0].since]:
        lines += ["Of other kinds, in older texts:", *older]
    quotes = unique([quotation(rows[each.key]) for each in current])
    shown = [rows[quote.key] for quote in quotes]
    lines += [f"{row.citation}: {in_quotes(row, stretches(row, _sought(current), _CUT))}" for row in shown]
    lines.append(made.standing.text)
    lines += [] if "The corpus ends" in made.standing.text else [f"{last_text(corpus.catalogue)}."]
    course, keys = _course(found)
    if len(course) > len(current):
        lines += ["", f"{CAME_ABOUT}{'' if len(course) <= _TOLD else ', the newest changes'}:", *course[-_TOLD:]]
        if left := len(course) - _TOLD:
            lines += [f"- and {counted(left, 'earlier change')}"] if left > 0 else []
    stands = corpus.catalogue.paragraphs(e.key for e in made.entries if f"({e.citation})" in made.standing.text)
    behind = [quotation(rows[key]) if len(rows[key].words) < _SHORT else mention(rows[key]) for key in reversed(keys)]
    return Draft(
        "\n".join(lines),
        unique([*quotes, *behind, *map(mention, stands.values())]),
        evidence=tuple(dict.fromkeys([*(quote.key for quote in quotes), *reversed(keys)])),
        timeline=made.asked,
    )


def _was(figure: int | None) -> str:
    return f" (before: {figure:,})" if figure is not None else ""


def _figure(ceiling: Ceiling) -> str:
    return f"- {ceiling.figure:,} {ceiling.unit}, from {day_in_words(ceiling.since)}{ceiling.qualified} ({ceiling.citation})"


def _course(found: Sequence[Ceiling]) -> tuple[list[str], list[str]]:
    """A line for each change of a figure, oldest first, and the keys of the paragraphs."""
    changes = list(steps(found))
    return [_change(*each) for each in changes], list(dict.fromkeys(ceiling.key for ceiling, _ in changes))


def _change(ceiling: Ceiling, before: int | None) -> str:
    since = day_in_words(ceiling.since)
    if ceiling.figure is None:
        return f"- {since}: {ceiling.unit}, a difference without a total: “{ceiling.said}” ({ceiling.citation})"
    figure = f"{ceiling.figure:,}" if before is None or not ceiling.holds else f"{before:,} → {ceiling.figure:,}"
    return f"- {since}: {figure} {ceiling.unit}{ceiling.qualified} ({ceiling.citation})"
