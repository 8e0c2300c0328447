"""What kind of thing a question says that a resolution sets up, where its paragraphs set nothing of that kind up."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from assistant.reading.lexicon import Word, words_in
from assistant.terms import FUNCTION_WORDS, stem, stems
from ingest.pinpoint import Kind
from ingest.resolution import Force, Paragraph

FOUNDING = stems("establish create creation found form launch birth born deploy")
_SENDING = stems("send sent dispatch station")
_SETTING_UP = FOUNDING | _SENDING | stems("install institute constitute appoint designate declare impose")
_FORCES = stems(
    "force forces troops soldiers peacekeepers contingent battalion brigade infantry operation mission observers group team police"
    " personnel presence"
)
_COURTS = stems("court courts tribunal tribunals chambers")
_ZONES = stems("zone area areas corridor haven")
_COMMITTEES = stems("committee committees")
_KINDS = (
    _COURTS,
    _FORCES,
    _ZONES,
    _COMMITTEES,
    stems("representative envoy coordinator rapporteur ombudsperson commissioner mediator adviser"),
    stems("radio broadcast broadcasts"),
    stems("fund account"),
)
"""Stems of nouns for what may be set up; what is one of a row may be called by another one of it."""
_ONLY_THOUGHT_OF = frozenset("possibility possibilities option options feasibility".split())
_AS_IT_WAS = frozenset("by pursuant under in through".split())
_HOW_MANY = frozenset(("many", "much"))
_PARTICLE = 6  # words behind "set" among which its "up" may stand


def not_set_up(text: str, rows: Iterable[Paragraph], *, bodies: bool = True) -> str:
    """What a question says to be set up, in its words, where no paragraph sets a thing of that kind up; empty where one may, or where no
    such thing is named. Without ``bodies`` forces and posts, which texts name and set up by turns, are left aside."""
    words = words_in(text)
    verb = next(_setting_up(words), None)
    kinds = ((at, kind) for at, word in enumerate(words) for kind in _KINDS if at != verb and stem(word.plain) in kind)
    named = next(kinds, None)
    if verb is None or named is None:
        return ""
    at, kind = named
    if not bodies and kind not in (_COURTS, _ZONES):
        return ""
    if kind is _COURTS and stem(words[verb].plain) in _SENDING:  # disputes are sent to a court
        return ""
    return "" if any(_sets_up(kind, row) for row in rows) else text[_start(words, at, text) : words[at].end]


def of_their_kind(said: Collection[str]) -> frozenset[str]:
    """The stems of all words for what is of a kind with something that may be set up, where one of some stems is a word for it."""
    return frozenset().union(*(kind for kind in _KINDS if kind & {*said}))


def sent(text: str) -> str:
    """The word of a question for forces or observers that it says are sent or set up; empty where it says so of none."""
    words = words_in(text)
    verb = next(_setting_up(words), None)
    named = (word.printed for at, word in enumerate(words) if at != verb and stem(word.plain) in _FORCES)
    return next(named, "") if verb is not None else ""


def may_send(row: Paragraph) -> bool:
    """Whether a paragraph that decides or authorizes speaks of forces or observers; demands on those of others send none."""
    gives = row.force is Force.AUTHORIZATION or "decides" in row.verb.lower()
    return gives and bool(_FORCES & {stem(word.plain) for word in words_in(row.words)})


def _start(words: Sequence[Word], at: int, text: str) -> int:
    """Where the words begin that say more of a noun: "no-fly zone"."""
    while (
        at
        and (words[at - 1].plain not in FUNCTION_WORDS or text[words[at - 1].end : words[at].start] == "-")
        and not (words[at - 1].plain in _HOW_MANY or words[at - 1].plain.isdecimal())
    ):
        at -= 1
        if stem(words[at].plain) in _SETTING_UP:
            return words[at + 1].start
    return words[at].start


def _setting_up(words: Sequence[Word]) -> Iterator[int]:
    """Where words for setting something up stand."""
    for at, word in enumerate(words):
        apart = word.plain in ("set", "sets", "setting") and any(
            each.plain == "up" for each in words[at + 1 : at + 1 + _PARTICLE]
        )
        if apart or stem(word.plain) in _SETTING_UP:
            yield at


def _sets_up(kind: frozenset[str], row: Paragraph) -> bool:
    """Whether a paragraph may set up a thing of a kind: it is no thought of one alone, nor of one that was "established by" another text."""
    if row.kind is Kind.PREAMBULAR:
        return False
    words = words_in(" ".join((row.words, *row.section)))
    plain = {word.plain for word in words}
    if not {stem(word) for word in plain} & kind or plain & _ONLY_THOUGHT_OF:
        return False
    following = [*(word.plain for word in words[1:]), ""]
    return any(not (words[at].plain.endswith("ed") and following[at] in _AS_IT_WAS) for at in _setting_up(words))
