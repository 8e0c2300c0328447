"""Which rows of a comparison are told: on the places, the aspect and the kinds of change that are asked for, else of the whole."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from functools import lru_cache

from assistant.compare.agreement import Search
from assistant.compare.aligning.similarity import rarity_anywhere
from assistant.compare.by_topic.aspects import OTHER, STRONGEST, Topic, strengths, topics, weights
from assistant.compare.changes import Change
from assistant.compare.comparison import row_of
from assistant.compare.model import Cell, Comparison, Level, Row
from assistant.compare.rows import ABOUT, READ, fullest, keys_of, told_rows
from assistant.terms import acronyms, content_stems, one_spelling, stems
from ingest.mandates.words import ends_something
from ingest.resolution import Force, Kind

# what only says that texts are compared, and is no aspect of them
_COMPARING = frozenset(
    """compar comparison contrast differ chang drop ad add new remov evolv stronger weaker strengthen trace text word
    mandat duti languag today current latest newest between verb figur date cycl resolut wording becam becom
    go got number versu shorten develop previous predecessor preced earlier sinc time year leav left omit miss gone""".split()
)
_OF_OTHERS = "demands"  # what others are to end is not gone by it
_ALONE = (Change.ADDED, Change.DROPPED, Change.PASSED)
_ROWS, _NAMED = 10, 7  # told in one answer; of them on what is named, where more fits it
_TELLING, _FITTING = 0.5, 4  # share below which words single no row out, and how many that hold some are told then
_AGREEING = 0.5  # what it counts that each passage of a row is the best one of its resolution
_SHARE = 0.3  # of the words asked for that a row must hold where no aspect of the table is named


def chosen_rows(
    comparison: Comparison, aspect: str = "", changes: Collection[Change] = (), places: Collection[str] = ()
) -> list[Row]:
    """The rows on some places (keys), on an aspect in words, and of some kinds of change; without these, of the whole."""
    rows = [row for row in told_rows(comparison) if row.aspect != OTHER or row.level is not Level.TOPIC]
    if on_them := [row for row in rows if not {*places}.isdisjoint(keys_of(row))]:
        beside = [row for row in on_them if {*places} <= {*keys_of(row)}]  # what lays them beside each other
        return (beside or on_them)[:_ROWS]
    kinds = frozenset(changes)
    wanted = _topics_in(aspect)
    words = [stem for stem in content_stems(one_spelling(aspect)) if stem not in _COMPARING]
    asked = [stem for stem in words if not _is_name(stem, aspect, comparison)]
    if wanted or asked:
        share = _share_of(asked)
        search = Search(asked, wanted, comparison)
        whole = sorted(rows, key=_interest)
        told = set(map(keys_of, rows))
        several = [row for row in comparison.rows if row.beside and sum(map(bool, keys_of(row))) > 1]
        further = [row for row in several if keys_of(row) not in told]
        rows += fullest(further, rows)
        fitting = [(row, fit) for row in rows if (fit := _fit(row, wanted, share)) >= _SHARE]
        fitting = [(row, fit + _AGREEING * search.agreement(row)) for row, fit in fitting]
        fitting.sort(key=lambda each: (-round(each[1], 1), _interest(each[0])))
        best = _without_recitals([row for row, _ in fitting])
        of_kinds = _of_kinds(best, kinds)
        if wanted and not any(row.topic in wanted for row in of_kinds):
            # a clause of a passage may be new that was laid beside another one as a whole; else of a value that is asked about it is
            # said that it did not change, and not what changed elsewhere
            clauses = [row for row in comparison.rows if row.topic in wanted and row.change in kinds]
            of_kinds = clauses or [row for row in best if row.topic in wanted and _valued(row)] or of_kinds
        best = of_kinds or best
        on_topic = _in_turn([row for row in best if row.topic in wanted])
        if not wanted and max((share(_words_of(row)) for row in rows), default=1) < _TELLING:
            # the words single nothing out: what fits them, and then the whole in turn
            best = [row for row in best if share(_words_of(row)) >= _SHARE][:_FITTING]
            best += _in_turn(whole)
        if best:
            fits = _distinct([*on_topic, *(row for row in best if row.topic not in wanted)])
            # where more fits than is told, the texts may be all about what is named: the last rows are of the whole
            return fits if len(fits) < _ROWS else _and_others(fits[:_NAMED], _of_kinds(whole, kinds))
    # what all of them are about tells passages apart, where nothing else is asked
    share = _share_of(words)
    near = [row for row in rows if _valued(row) or share(_words_of(row)) >= _SHARE] if words else rows
    of_kind = next(filter(None, ([row for row in each if row.change in kinds] for each in (near, rows))), [])
    if Change.DROPPED in kinds:  # what is gone by decision, once, and not for a value
        ended = {keys_of(row)[-1]: row for row in sorted(rows, key=_valued, reverse=True) if _ends(row)}
        of_kind = [*ended.values(), *(row for row in of_kind if keys_of(row)[-1] not in ended)]
    of_kind = sorted(of_kind, key=lambda row: not _operative(row))
    return _distinct(_whole(of_kind)) or _and_others((), sorted(near, key=_interest))


def led_by(rows: Sequence[Row], keys: Sequence[str], comparison: Comparison) -> list[Row]:
    """The rows behind the one that lays the paragraphs of some keys, one of each resolution, beside each other."""
    if not keys:
        return list(rows)
    beside = next((row for row in (*rows, *comparison.rows) if {*keys} <= {*keys_of(row)}), None)
    led = beside or row_of(keys, comparison)
    return [led, *(row for row in rows if row is not led)][:_ROWS]


def says_all(row: Row, aspect: str, comparison: Comparison) -> bool:
    """Whether a row has all that an aspect names, in its words or as its topic."""
    asked = {stem for stem in content_stems(one_spelling(aspect)) if stem not in _COMPARING}
    topic = next((each for each in topics() if each.name == row.topic), None)
    own = stems(f"{row.topic} {row.aspect}") | (
        asked if topic is not None and topic.name in _topics_in(aspect) and len(asked) <= _OF_A_TOPIC else set()
    )
    return not {stem for stem in asked - own - _words_of(row) if not _is_name(stem, aspect, comparison)}


_OF_A_TOPIC = 3  # words by which no more than a topic of the table is named


def names_an_aspect(words: str) -> bool:
    """Whether words say more than that texts are compared."""
    return bool(_topics_in(words) or any(stem not in _COMPARING for stem in content_stems(words)))


def _ends(row: Row) -> bool:
    """Whether the last text decides on the end of something and the others do not: what it speaks of is gone by its decision."""
    *before, last = row.cells.values()
    if last is None or last.paragraph.force is not Force.DECISION or last.verb == _OF_OTHERS:
        return False
    return ends_something(last.text) and not any(cell is not None and ends_something(cell.text) for cell in before)


def _of_kinds(rows: Sequence[Row], kinds: frozenset[Change]) -> list[Row]:
    return [row for row in rows if not kinds or row.change in kinds]


def _and_others(told: Sequence[Row], rows: Sequence[Row]) -> list[Row]:
    """The rows, and with them as many others as are told in one answer: in turn, each on passages that are not told yet or
    with another value that changed there."""
    passages_of = set(map(keys_of, told))
    others = []
    for row in _in_turn(rows):
        if keys_of(row) not in passages_of or (_valued(row) and row.change is Change.FIGURE):
            others.append(row)
            passages_of.add(keys_of(row))
    return _distinct([*told, *others])


def _whole(rows: Sequence[Row]) -> list[Row]:
    """The rows without points below a paragraph that is new or gone as a whole."""
    alone = {key for row in rows for key in keys_of(row) if key and row.change in _ALONE}
    return [row for row in rows if not all(cell is None or _above(cell) in alone for cell in row.cells.values())]


def _above(cell: Cell) -> str:
    return cell.paragraph.pinpoint.paragraph.key if cell.paragraph.path else ""


def _in_turn(rows: Sequence[Row]) -> list[Row]:
    """The first row of each topic, then the second of each, and so on; rows without a topic and preambular ones later."""
    turns: dict[str, int] = {"": 2}
    ranked = []
    for place, row in enumerate(rows):
        later = 0 if _operative(row) else 3
        ranked.append((turns.get(row.topic, 0) + later, place, row))
        turns[row.topic] = turns.get(row.topic, 0) + 1
    return [row for _, _, row in sorted(ranked, key=lambda each: each[:2])]


def _distinct(rows: Sequence[Row]) -> list[Row]:
    """The first rows, without a second one on the same passages unless it compares a value, on the same values, or on a passage that was laid
    beside another one with a value of the same topic."""
    kept: list[Row] = []
    values: set[tuple[str, ...]] = set()
    passages_of: set[tuple[str, ...]] = set()
    beside: set[tuple[str, str]] = set()
    for row in rows:
        on_topic = {(row.topic, key) for key in keys_of(row) if key and row.topic}
        is_gone = row.change in (Change.ADDED, Change.DROPPED)  # which is so whatever else it was laid beside
        if not (_valued(row) or is_gone) and on_topic & beside and keys_of(row) not in passages_of:
            continue  # its passage was laid beside another one, with the value of this topic
        told = (row.topic, *(cell.value if cell else "" for cell in row.cells.values()))
        if told not in values if _valued(row) else keys_of(row) not in passages_of:
            kept.append(row)
            values.add(told)
            passages_of.add(keys_of(row))
            beside |= on_topic if _valued(row) and all(keys_of(row)) else set()
        if len(kept) == _ROWS:
            break
    return kept


def _without_recitals(rows: Sequence[Row]) -> list[Row]:
    """The rows without those on a topic that hold a recital, where the topic has rows of operative passages alone."""
    operative = {row.topic for row in rows if row.level is Level.TOPIC and _operative(row)}
    return [row for row in rows if row.level is not Level.TOPIC or _operative(row) or row.topic not in operative]


def _operative(row: Row) -> bool:
    return all(cell is None or cell.paragraph.kind is not Kind.PREAMBULAR for cell in row.cells.values())


def _valued(row: Row) -> bool:
    return any(cell and cell.value for cell in row.cells.values())


def _topics_in(text: str) -> set[str]:
    """Topics that an aspect in words names, by their own name, their aspect's, or their wording. One "in general" stands for all
    topics of its aspect."""
    asked = stems(text)
    named = [
        topic
        for topic in topics()
        if stems(topic.name) <= asked
        or stems(topic.aspect) <= asked
        or topic.pattern.search(text)
        or (topic.asked is not None and topic.asked.search(text))
        or _half(topic, asked)
    ]
    whole = {topic.aspect for topic in named if topic.name.endswith(" in general")}
    return {topic.name for topic in topics() if topic in named or topic.aspect in whole}


def _half(topic: Topic, asked: frozenset[str]) -> bool:
    name = set(content_stems(topic.name))
    return len(name) > 1 and len(name & asked) * 2 > len(name)


def _is_name(stem: str, aspect: str, comparison: Comparison) -> bool:
    """Whether a word is the name of what the resolutions are about, and so in each row or in none."""
    if stem in stems(" ".join(acronyms(aspect))):
        return True
    about = [stems(f"{resolution.subject} {resolution.agenda}") for resolution in comparison.resolutions]
    return all(stem in each for each in about)


def _share_of(asked: Sequence[str]) -> Callable[[frozenset[str]], float]:
    worth = {stem: rarity_anywhere(stem) for stem in asked}
    total = sum(worth.values()) or 1.0
    return lambda held: sum(own for stem, own in worth.items() if stem in held) / total


def _words_of(row: Row) -> frozenset[str]:
    return frozenset[str]().union(*(_stems_of(cell.text) for cell in row.cells.values() if cell))


@lru_cache(maxsize=2048)
def _stems_of(text: str) -> frozenset[str]:
    """A passage stands in many rows of a comparison."""
    return stems(one_spelling(text))


def _fit(row: Row, wanted: set[str], share: Callable[[frozenset[str]], float]) -> float:
    complete = sum(cell is not None for cell in row.cells.values()) / len(row.cells)
    return (
        _on_topic(row, wanted) * (0.6 + 0.2 * _valued(row))
        + share(_words_of(row))
        + 0.1 * complete
        - 0.3 * (not _operative(row))
        + 0.2 * _decided(row)
    )


def _on_topic(row: Row, wanted: set[str]) -> bool:
    """Whether a row is on a topic that is asked for: by its own, or where each of its passages is about it as well."""
    if row.topic in wanted:
        return True
    said = [weights(cell.text[:READ]) for cell in row.cells.values() if cell]
    asked = [nth for nth, topic in enumerate(topics()) if topic.name in wanted]
    return any(all(each[nth] >= ABOUT for each in said) for nth in asked)


def _decided(row: Row) -> float:
    """The share of the passages that decide, demand or authorize something."""
    verbs = [strengths().get(cell.verb, 0) for cell in row.cells.values() if cell]
    return sum(strength >= STRONGEST for strength in verbs) / len(row.cells)


def _interest(row: Row) -> tuple[int, int]:
    """Order in which an answer that is asked for everything tells: values, verbs, what is new and gone, other words."""
    order = (Change.FIGURE, Change.VERB, *_ALONE, Change.REWORDED, Change.MOVED, Change.SAME)
    operative = any(cell and cell.paragraph.kind is Kind.OPERATIVE for cell in row.cells.values())
    if _valued(row) and operative:
        return 0, int(row.change is Change.SAME)
    return 1 + (not operative), order.index(row.change)
