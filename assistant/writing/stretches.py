"""The words of a paragraph that carry an answer: cut around them, never before them, and shown with a mark where words are left out.

A stretch is a pair of offsets into ``Paragraph.words``, so that what is shown stands in the store word for word.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice, pairwise

from assistant.retrieval.query import Query
from assistant.retrieval.statements import units_in, values_in
from assistant.retrieval.vocabulary import in_the_register
from assistant.retrieval.wanted import Value
from assistant.terms import FUNCTION_WORDS, content_stems, stem, stems
from assistant.writing.shortened import bounds_of
from ingest.annotating.clauses import find_clauses
from ingest.annotating.time_expressions import TimeExpression, find_times
from ingest.recipients import recipients_in
from ingest.resolution import Paragraph
from vectorstore.lineage.values import has_values

Stretch = tuple[int, int]

_SLACK = 1.2  # as much longer than asked for a paragraph may be and still is shown whole, where little of it is shown
_HEAD = 150  # characters of a clause that say who decides what, where what carries the answer stands far behind
_REST = 220  # characters by which words may grow to the end of their clause or paragraph: what they are about may stand there
_STEP = 60  # characters between two places where a stretch may begin without a mark
_SMALL = frozenset(("per", "via"))  # words that stand wherever a figure does
_SAYING = frozenset("not nor neither never only except unless without shall may must".split())
_TOKEN = re.compile(r"[^\W_]+|[,;:.](?=\s)|\n")
_FIGURE, _A_FIGURE = 1.5, 0.4  # what a figure or day counts where one is asked for, and where not; a word at most 1
_A_VALUE = 120  # characters of a stretch that is shown for its figure, day or period
_FEW = 3  # words and figures between those that are shown that are shown as well, where there is little room
_BOUND, _BOUNDS = 300, 3  # characters of what bounds a stretch, and of how many of these much is shown
_EXCEPTED = "not apply"  # in a later clause it excepts from the one before
_A_GAP = 40  # characters that are not worth a mark in their place
_OVER = 40  # characters by which a stretch may grow to a mark: a name or a figure may go on there
_ROOM = 250  # characters from which on two stretches are shown
_FIRST, _ENOUGH = 0.6, 0.75  # share of the room that the first stretch has; what a second one must be worth
_THEIRS = 0.8  # what a word of the texts for one of the question counts
_BEHIND = 0.8  # what counts of a stretch behind the first clause, which says what a paragraph is for


@dataclass(frozen=True, slots=True)
class Sought:
    """What a question looks for in a paragraph: what each stem counts, of its words and of the texts' words for them; the kinds of
    ``values`` that it asks for, and the stems of what it asks the number of, its ``units``."""

    stems: Mapping[str, float] = field(default_factory=dict)
    values: frozenset[Value] = frozenset()
    units: frozenset[str] = frozenset()

    @classmethod
    def by(cls, question: Query) -> Sought:
        theirs = dict.fromkeys(content_stems(" ".join(in_the_register(question.topic))), _THEIRS)
        own = dict.fromkeys(content_stems(question.topic), 1.0)
        counts = {found: count for found, count in (theirs | own).items() if found not in _SMALL}
        return cls(counts, question.values, question.units)

    def is_told(self, text: str, year: int) -> bool:
        """Whether a text of some year states a value that is asked for: one that counts such a thing, where that is known."""
        if self.units:
            return not self.units.isdisjoint(units_in(text))
        return not self.values.isdisjoint(values_in(text, year))


def stretches(row: Paragraph, sought: Sought, limit: int, values: int = 0) -> list[Stretch]:
    """The stretches of a paragraph's words, in order, of about ``limit`` characters: the one that has most of what is sought and the one
    that has most of what that leaves, before each the verb of its clause with what follows, behind it what bounds it; and the first
    ``values`` of those that hold a figure, day or period, which nobody may miss; where more than one is shown, those to whom alone supplies are barred.
    What leads on to points ends as it does: what it says last governs them."""
    words = row.words
    length = len(words.rstrip())
    at_length = limit >= _ROOM
    if length <= (limit + _REST if at_length else limit * _SLACK):
        return [(0, length)]
    heads = sorted({0, *(clause.start for clause in find_clauses(words, row.verb, inherited=bool(row.path)))})
    tokens = list(_TOKEN.finditer(words))
    hits = [(match.start(), found) for match in tokens if (found := stem(match.group())) in sought.stems]
    pauses = _pauses(tokens)
    valued = [cut for cut in pairwise([0, *pauses, length]) if has_values(words[slice(*cut)])]
    asked = [cut for cut in valued if sought.is_told(words[slice(*cut)], row.year or 0)]
    text = _Text(words, heads, pauses, hits, [end for _, end in asked or valued], sought.stems)
    is_asked = bool(sought.values)
    best, _ = text.best(int(limit * _FIRST), is_asked)
    opening = min(_HEAD, limit // 3)
    left = replace(text, hits=[hit for hit in hits if hit[1] not in text.within(best)])
    second, worth = left.best(limit - int(limit * _FIRST), is_asked and not text.has_value(best))
    chosen = [best, second] if worth >= _ENOUGH and at_length else [text.best(limit, is_asked)[0]]
    cuts: set[Stretch] = set()
    for start, end in chosen:
        head = max(each for each in heads if each <= start)
        start = head if 0 < start - head <= opening else start
        stop = min((each for each in heads if each >= end), default=length)
        end = word_end(words, stop) if at_length and stop - end <= _REST else end
        begins = {0, head} if at_length else {head}
        cuts |= {(at, word_end(words, at + opening)) for at in begins if at < start} | {(start, end)}
        for bound in islice(_bounds(words, end, stop, at_length=at_length), _BOUNDS if at_length else 1):
            cuts |= {(bound[0], min(bound[1], word_end(words, bound[0] + _BOUND)))}
    cuts |= {_value_in(words, cut) for cut in valued[:values]}
    cuts |= {to} if values > 1 and (to := recipients_in(words)) is not None else set()
    cuts |= _leading_on(words, heads[-1], length)
    days = find_times(words)
    shown = _joined(sorted((start, _behind_a_day(end, days)) for start, end in cuts))
    wanted = [_said(words, match) for match in tokens if match.group().lower() in _SAYING]
    wanted += [_value_in(words, cut) for cut in asked] if is_asked else []
    last = shown[-1][1]
    behind = min((each for each in heads if each >= last), default=length) if at_length else last
    left_out = [
        each
        for each in wanted
        if any(a[1] < each[1] and each[0] < b for a, (b, _) in pairwise([*shown, (behind, length)]))
    ]
    left_out = left_out if at_length else left_out[:_FEW]
    return _joined(sorted([*shown, *left_out]))


def value_told(row: Paragraph, sought: Sought) -> Stretch | None:
    """The words of a paragraph that state a value which is asked for, of several those with most of what is sought, and the first of such, no
    share where none is asked for; ``None`` where no value is asked for, or none is stated."""
    words = row.words
    cuts = pairwise([0, *_pauses(_TOKEN.finditer(words)), len(words.rstrip())]) if sought.values else ()
    told = [cut for cut in cuts if sought.is_told(words[slice(*cut)], row.year or 0)]
    if not told:
        return None

    def worth(cut: Stretch) -> tuple[bool, int]:
        said = words[slice(*cut)]
        is_share = Value.SHARE in values_in(said, row.year or 0) - sought.values
        return not is_share, len(stems(said) & sought.stems.keys())

    cut = max(told, key=worth)
    start, end = _value_in(words, cut)
    return start, _behind_a_day(end, find_times(words))


def _pauses(tokens: Iterable[re.Match[str]]) -> list[int]:
    """Where words pause: behind each mark among their tokens."""
    return [match.end() for match in tokens if not match.group().strip().isalnum()]


def _behind_a_day(end: int, times: Iterable[TimeExpression]) -> int:
    """The end of a stretch, behind the day or period that it would cut in two."""
    return max([end, *(time.end for time in times if time.start < end < time.end)])


def _bounds(words: str, end: int, stop: int, *, at_length: bool) -> Iterator[Stretch]:
    """What bounds a stretch that ends at ``end`` in its clause, which ends at ``stop``, and ``at_length`` what excepts from it later: "this
    measure shall not apply to …"."""
    for bound in bounds_of(words, end, len(words) if at_length else stop):
        if bound[0] < stop or _EXCEPTED in words[slice(*bound)].lower():
            yield bound


def _leading_on(words: str, last: int, length: int) -> set[Stretch]:
    """The clause that begins at ``last`` and leads on to points, of a long one its beginning and its end; none where none follow."""
    if not words[:length].endswith(":"):
        return set()
    if length - last <= _BOUND:
        return {(last, length)}
    return {(last, word_end(words, last + _HEAD)), (word_end(words, length - _HEAD) + 1, length)}


def _said(words: str, saying: re.Match[str]) -> Stretch:
    """A word that obliges, allows, denies or restricts, with the one before it and some behind: what is shown on both sides would say
    nothing, or the opposite, without."""
    return _space_before(words, saying.start() - 1) + 1, word_end(words, saying.end() + _STEP)


def _value_in(words: str, cut: Stretch) -> Stretch:
    """The part of a stretch with its first figure, day or period: its beginning, unless that stands far behind."""
    start = cut[0] + len(words[slice(*cut)]) - len(words[slice(*cut)].lstrip())
    if cut[1] - start <= _A_VALUE:
        return start, cut[1]
    ends = (word_end(words, end) for end in range(start + _A_VALUE, cut[1] + _A_VALUE, _A_VALUE))
    end = next((min(end, cut[1]) for end in ends if has_values(words[start : min(end, cut[1])])), cut[1])
    return (start, end) if end - start <= _A_VALUE else (word_end(words, end - _A_VALUE) + 1, end)


@dataclass(frozen=True, slots=True)
class _Text:
    """Words, where their clauses begin, where they pause, where the stems that are sought stand, and where what holds a value ends."""

    words: str
    heads: Sequence[int]
    pauses: Sequence[int]
    hits: Sequence[tuple[int, str]]
    valued: Sequence[int]
    counts: Mapping[str, float]

    def has_value(self, stretch: Stretch) -> bool:
        return any(stretch[0] < at <= stretch[1] for at in self.valued)

    def within(self, stretch: Stretch) -> frozenset[str]:
        return frozenset(found for at, found in self.hits if stretch[0] <= at < stretch[1])

    def best(self, limit: int, value: bool) -> tuple[Stretch, float]:
        """The stretch with most of what is sought, the first of those that have as much, and what it is worth."""
        often = Counter(found for _, found in self.hits)
        best, most, second = (0, 0), -1.0, [*self.heads, len(self.words)][1]
        for start in _beginnings(self.words, sorted({0, *self.heads, *self.pauses})):
            end = _end(self.words, start, limit, self.pauses)
            worth = sum(self.counts[found] * often[found] ** -0.5 for found in self.within((start, end)))
            if self.has_value((start, end)):
                worth += _FIGURE if value else _A_FIGURE
            worth *= 1 if start < second else _BEHIND
            if worth > most + 1e-9:
                best, most = (start, end), worth
            if end >= len(self.words.rstrip()):
                break
        return best, most


def in_quotes(row: Paragraph, shown: Sequence[Stretch]) -> str:
    """``“Decides that … up to 500 boats …”``: a mark where words are left out, before, between and behind, and where points stand."""
    words, points = row.words, len(row.text) if row.closing else 0
    shown = [cut for a, b in shown for cut in ([(a, points), (points + 1, b)] if a < points < b - 1 else [(a, b)])]
    parts = [" ".join(words[start:end].split()).rstrip(" ,;") for start, end in shown]
    before = "… " if words[: shown[0][0]].strip() else ""
    behind = " …" if words[shown[-1][1] :].strip(" ,;:.\n") else ""
    last = parts[-1] if behind else " ".join(words[shown[-1][0] : shown[-1][1]].split())
    return f"“{before}{' … '.join([*parts[:-1], last])}{behind}”"


def held(row: Paragraph, sought: Sought) -> float:
    """How much of what is sought stands in a paragraph: its words, and a figure or day where one is asked for."""
    words = sum(sought.stems.get(found, 0.0) for found in stems(row.words))
    return words + (_FIGURE if sought.is_told(row.words, row.year or 0) else 0)


def _beginnings(words: str, begins: Sequence[int]) -> Iterator[int]:
    """Where a stretch may begin: behind a mark or at a verb, and where none comes for long, at a word."""
    for at, following in zip(begins, [*begins[1:], len(words)], strict=True):
        yield at + len(words[at:]) - len(words[at:].lstrip())
        for between in range(at + _STEP, following - _STEP, _STEP):
            yield word_end(words, between) + 1


def _end(words: str, start: int, limit: int, pauses: Sequence[int]) -> int:
    """The last mark within the limit, if it leaves more than half of it; else the first one a little behind it, or the last whole word."""
    if len(words) - start <= limit:
        return len(words.rstrip())
    last = max((each for each in pauses if each <= start + limit), default=0)
    if last - start > limit / 2:
        return last
    over = min((each for each in pauses if each > start + limit), default=len(words.rstrip()))
    return over if over <= start + limit + _OVER else word_end(words, start + limit)


def word_end(words: str, at: int) -> int:
    """The end of the last whole word before ``at`` that is not one, as "of the", which only leads on to the next."""
    if at >= len(words):
        return len(words)
    end = _space_before(words, at)
    while (before := _space_before(words, end)) and words[before:end].strip().lower() in FUNCTION_WORDS:
        end = before
    return end


def _space_before(words: str, at: int) -> int:
    return max(words.rfind(" ", 0, at), words.rfind("\n", 0, at), 0)


def _joined(found: Sequence[Stretch]) -> list[Stretch]:
    """Stretches that touch as one, and those between which too little stands to be left out."""
    joined = [found[0]]
    for start, end in found[1:]:
        if start - joined[-1][1] <= _A_GAP:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
