"""Word-level differences between two versions of a passage.

Numbers and dates are single words, so that 14,400 → 14,046 is shown as such. Runs that stay equal are folded in the
middle; words that only change their place are marked as moved. The same runs feed every form: inline for plain text
(``[-14,400-]{+14,046+}``), styles for a terminal and for a window, and side by side.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from assistant.compare.units import DATE, FIGURE

_KEPT = 6  # equal words that stay visible on each side of a difference
_LEAST_MOVED = 4  # words, from which a run counts as moved and not as deleted and inserted
_LEAST_MOVED_PART = 7  # the same for a part of a run
_ISLAND = 2  # equal words between two differences that are read with them
_TOKEN = re.compile(  # a symbol, a resolution with its year, a date and a figure are single words
    rf"\b[AS]/[\w/()-]*\w|\b\d{{1,4}}\s+\((?:19|20)\d\d\)|{DATE.pattern}|{FIGURE.pattern}|[^\W\d_]+(?:['’-][^\W\d_]+)*|[^\w\s]|\w"
)


class Mark(StrEnum):
    """What became of a run of words."""

    EQUAL = "equal"
    DELETED = "deleted"
    INSERTED = "inserted"
    MOVED_FROM = "moved from here"
    MOVED_TO = "moved here"
    FOLDED = "folded"  # equal words that are left out


@dataclass(frozen=True, slots=True)
class Run:
    """Words with one mark. ``figure`` tells that a number or a date is among words that changed."""

    mark: Mark
    text: str
    figure: bool = False


@dataclass(frozen=True, slots=True)
class _Word:
    start: int
    end: int
    compared: str


def redline(old: str, new: str, *, fold: bool = True) -> list[Run]:
    """The runs that lead from ``old`` to ``new``, in order; nothing is lost: without folding the equal and deleted
    runs together are the words of ``old``, the equal and inserted ones those of ``new``."""
    before, after = _words(old), _words(new)
    matcher = SequenceMatcher(None, [w.compared for w in before], [w.compared for w in after], autojunk=False)
    runs: list[Run] = []
    for tag, i1, i2, j1, j2 in _joined(matcher.get_opcodes()):
        if tag == "equal":
            runs.append(Run(Mark.EQUAL, _text(new, after[j1:j2])))
            continue
        if i2 > i1:
            runs.append(_changed(Mark.DELETED, _text(old, before[i1:i2])))
        if j2 > j1:
            runs.append(_changed(Mark.INSERTED, _text(new, after[j1:j2])))
    runs = _moved(runs)
    return list(_folded(runs)) if fold else runs


def inline(runs: Sequence[Run]) -> str:
    """Plain text: ``of [-14,400-]{+14,046+} military personnel``; moved words as ``[>…>]`` and ``{<…<}``."""
    signs = {
        Mark.DELETED: ("[-", "-]"),
        Mark.INSERTED: ("{+", "+}"),
        Mark.MOVED_FROM: ("[>", ">]"),
        Mark.MOVED_TO: ("{<", "<}"),
    }
    pieces = []
    for run in runs:
        opening, closing = signs.get(run.mark, ("", ""))
        pieces.append(f"{opening}{run.text}{closing}")
    return _spaced(pieces)


def sides(runs: Sequence[Run]) -> tuple[list[Run], list[Run]]:
    """The same runs for two columns: the old version without what was inserted, the new one without what was deleted."""
    old = [run for run in runs if run.mark not in (Mark.INSERTED, Mark.MOVED_TO)]
    new = [run for run in runs if run.mark not in (Mark.DELETED, Mark.MOVED_FROM)]
    return old, new


def _words(text: str) -> list[_Word]:
    return [
        _Word(m.start(), m.end(), " ".join(m.group().split()).lower().replace("’", "'")) for m in _TOKEN.finditer(text)
    ]


def _text(source: str, words: Sequence[_Word]) -> str:
    return " ".join(source[words[0].start : words[-1].end].split())


def _changed(mark: Mark, text: str) -> Run:
    return Run(mark, text, figure=bool(FIGURE.search(text)))


_Opcode = tuple[str, int, int, int, int]


def _joined(opcodes: Sequence[_Opcode]) -> list[_Opcode]:
    """Differences with hardly a word between them made one: single equal words in a rewritten sentence confuse."""
    joined: list[_Opcode] = []
    for nth, (tag, i1, i2, j1, j2) in enumerate(opcodes):
        island = tag == "equal" and i2 - i1 <= _ISLAND and 0 < nth < len(opcodes) - 1
        around = [opcodes[k] for k in (nth - 1, nth + 1)] if island else []
        if island and all(max(o[2] - o[1], o[4] - o[3]) > 2 for o in around):
            tag = "replace"
        if joined and tag != "equal" and joined[-1][0] != "equal":
            _, a1, _, b1, _ = joined.pop()
            joined.append(("replace", a1, i2, b1, j2))
        else:
            joined.append((tag, i1, i2, j1, j2))
    return joined


def _moved(runs: Sequence[Run]) -> list[Run]:
    """Words that are deleted in one place and inserted in another, marked as moved: whole runs, or long parts of them."""
    out = list(runs)
    nth = 0
    while nth < len(out):
        places = [place for place, run in enumerate(out) if run.mark is Mark.INSERTED]
        shared = [(_shared(out[nth].text, out[place].text), place) for place in places if out[nth].mark is Mark.DELETED]
        (gone, come), place = max(shared, key=lambda each: len(each[0][0]), default=((range(0), range(0)), 0))
        if gone:
            for at, words, mark in sorted(
                [(nth, gone, Mark.MOVED_FROM), (place, come, Mark.MOVED_TO)], key=lambda each: -each[0]
            ):
                out[at : at + 1] = _parted(out[at], words, mark)
            nth = 0
        else:
            nth += 1
    return out


def _shared(gone: str, come: str) -> tuple[range, range]:
    """The longest run of words that both hold, as positions in each; empty where it is too short to count as moved."""
    before, after = ([w.compared for w in _words(text)] for text in (gone, come))
    match = SequenceMatcher(None, before, after, autojunk=False).find_longest_match()
    inside = before[match.a : match.a + match.size]
    words = sum(word[0].isalnum() for word in inside)
    whole = all(not word[0].isalnum() for word in before[: match.a] + before[match.a + match.size :])
    if words < (_LEAST_MOVED if whole else _LEAST_MOVED_PART):
        return range(0), range(0)
    return range(match.a, match.a + match.size), range(match.b, match.b + match.size)


def _parted(run: Run, moved: range, mark: Mark) -> list[Run]:
    words = _words(run.text)
    pieces = [
        (run.mark, words[: moved.start]),
        (mark, words[moved.start : moved.stop]),
        (run.mark, words[moved.stop :]),
    ]
    return [_changed(each, _text(run.text, held)) for each, held in pieces if held]


def _folded(runs: Sequence[Run]) -> Iterator[Run]:
    for nth, run in enumerate(runs):
        words = run.text.split()
        before = 0 if nth == 0 else _KEPT
        after = 0 if nth == len(runs) - 1 else _KEPT
        if run.mark is not Mark.EQUAL or len(runs) == 1 or len(words) <= before + after + 2:
            yield run
            continue
        if before:
            yield Run(Mark.EQUAL, " ".join(words[:before]))
        yield Run(Mark.FOLDED, "…")
        if after:
            yield Run(Mark.EQUAL, " ".join(words[-after:]))


_CLOSING = re.compile(r" (?=(?:\[-|\{\+|\[>|\{<)?[,;:.)\]”’])")


def _spaced(pieces: Sequence[str]) -> str:
    together = _CLOSING.sub("", " ".join(pieces)).replace("-] {+", "-]{+")
    return re.sub(r"(?<=[(“‘]) ", "", together)
