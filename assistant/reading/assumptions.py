"""What a question takes for granted of one resolution, as values that can be held against its text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from assistant.checking.paraphrase import NEGATIONS, PRO_SENTENCES, PRO_VERBS, REPORTING, STRONG
from assistant.checking.tokens import Token, stands_alone, tokens_of
from assistant.plan import Voting
from assistant.reading.lexicon import Word, words_in
from assistant.reading.mentions import Mentions
from assistant.reading.places import places_among
from assistant.reading.selection.claims import Claims
from assistant.reading.selection.voting import votes_among, voting_in
from assistant.reading.view_words import has_word_of, matter_left, names_an_extension, words_of
from assistant.terms import CORPUS_WORDS, FUNCTION_WORDS, content_words, stem, stems

_EVERY = frozenset(("every", "each", "per"))
_UNIT_WITHIN = 2  # tokens from a number to what it counts
TIME_UNITS = frozenset(map(stem, "hours days weeks months years".split()))
_OFTEN = {"daily": (1, "day"), "weekly": (1, "week"), "monthly": (1, "month"), "quarterly": (3, "month")}
BINDING = frozenset(
    map(stem, "obliged obligatory obligation binding bound mandatory compulsory requires orders".split())
)
EXEMPTING = frozenset(map(stem, "exempt exemption except exclude exclusion excluding carve-out outside".split()))
_BALLOTS = frozenset(
    map(stem, "vote votes voted voting unanimous unanimously abstain abstained abstention consensus veto".split())
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with what it counts: ``Quantity("#3", "month")``."""

    value: str
    unit: str


@dataclass(frozen=True, slots=True)
class Assumption:
    """What is taken for granted. ``tokens`` are the words of the question without references; ``matter`` those of them that say
    what it is about; ``binding`` tells that something is said to be ordered, ``denied`` that something is said not to be so;
    ``names`` are the words of places, which every clause of a resolution shares, and acronyms, which texts write out."""

    tokens: tuple[Token, ...]
    matter: tuple[int, ...]
    quantities: tuple[Quantity, ...]
    days: tuple[str, ...]
    voting: Voting | None
    chapter_vii: bool | None
    binding: bool
    denied: bool
    names: frozenset[str]


def assumption_in(mentions_text: str, spans: Sequence[tuple[int, int]], *, of_vote: bool = False) -> Assumption:
    """The assumption of a question; ``spans`` are its references, which are left out. ``of_vote`` tells that it is about a vote, so that
    who opposed voted against."""
    text = mentions_text
    for start, end in sorted(spans, reverse=True):
        text = f"{text[:start]} {text[end:]}"
    tokens = tuple(tokens_of(text))
    asked = voting_in(Claims(text), every_state=of_vote)
    norms = {token.norm for token in tokens}
    asks_for_it = bool(tokens) and tokens[-1].pause and tokens[-1].word == "vote"  # "…, vote": another thing
    of_ballots = {token.norm for token in (tokens[:-1] if asks_for_it else tokens)} & _BALLOTS
    voting = asked.voting if of_vote or of_ballots else None
    denying = _said(tokens if voting is None else tokens_of(_beside_votes(text)))
    return Assumption(
        tokens,
        tuple(at for at, token in enumerate(tokens) if _tells(token)),
        quantities_in(tokens),
        tuple(token.norm for token in tokens if token.kind == "date" and token.norm.count("-") == _WHOLE_DAY),
        voting,
        asked.chapter_vii,
        bool(norms & BINDING or STRONG & {token.word for token in tokens}),
        bool(
            norms & EXEMPTING or NEGATIONS & {each.word for at, each in enumerate(denying) if stands_alone(denying, at)}
        ),
        frozenset(
            stem(word) for found in places_among(words_in(text)) for word in text[found.start : found.end].split()
        )
        | {token.norm for token in tokens if token.raw.isupper()},
    )


def _said(tokens: Sequence[Token]) -> Sequence[Token]:
    """The words of a claim without those that deny nothing: what asks for a yes behind it ("…, didn't it?"), a count ("15 to none")."""
    words = [token.word for token in tokens[-_TAG:]]
    tag = len(words) == _TAG and words[0] == "not" and words[1] in _PRONOUNS
    kept = tokens[:-_TAG] if tag else tokens
    return [each for at, each in enumerate(kept) if not (at and each.word == "none" and kept[at - 1].word == "to")]


_TAG = 2
_PRONOUNS = frozenset("it he she they we that this there".split())


def _beside_votes(text: str) -> str:
    """A text without its words for positions and ways of voting, some of which deny: "voted no", "without a vote"."""
    for found in reversed(votes_among(text)):
        text = f"{text[: found.start]} {text[found.end :]}"
    return text


_WHOLE_DAY = 2  # dashes in the norm of a day with month and year
_FRAME = FUNCTION_WORDS | CORPUS_WORDS | REPORTING | PRO_SENTENCES | PRO_VERBS


def _tells(token: Token) -> bool:
    return token.kind == "word" and token.word not in _FRAME and token.norm not in BINDING and len(token.word) > 1


def quantities_in(tokens: Sequence[Token]) -> tuple[Quantity, ...]:
    """The numbers with their units, in order: "15,000 troops", "every month", "a weekly report"."""
    found = []
    for at, token in enumerate(tokens):
        if token.word in _OFTEN:
            number, unit = _OFTEN[token.word]
            found.append(Quantity(f"#{number}", unit))
        behind = tokens[at + 1 : at + 1 + _UNIT_WITHIN]
        if token.word in _EVERY and behind and behind[0].norm in TIME_UNITS:
            found.append(Quantity("#1", behind[0].norm))
        if token.kind == "number" and not (at and tokens[at - 1].raw.isupper() and not token.pause):  # "COVID-19"
            unit = next((each.norm for each in behind if each.kind == "word" and each.word not in FUNCTION_WORDS), "")
            if unit:
                found.append(Quantity(token.norm, unit))
    return tuple(found)


def asks_whether(text: str) -> bool:
    """Whether a question asks if something is so, and nothing else: an auxiliary verb opens it, or a word that wants a yes opens or
    closes it."""
    words = [word.plain for word in words_in(text)]
    closes = bool(words) and not PRO_SENTENCES.isdisjoint((words[0], words[-1])) and not ASKING & {*words}
    return closes or opens_with_an_auxiliary(text)


def asks_for_more(text: str) -> bool:
    """Whether a word of asking stands in a question: more is asked for than whether something is so."""
    return bool(ASKING & {word.plain for word in words_in(text)})


def asks_how_it_stands(mentions: Mentions) -> bool:
    """Whether nothing is asked but whether something still holds, or whether it is over: yes or no answers it."""
    standing = words_of("lasting") | words_of("over") | {stem(word) for word in PRO_SENTENCES}
    more = [word for word in matter_left(mentions, "end") or () if stem(word) not in standing]
    return (
        not more
        and not asks_for_more(mentions.text)
        and not mentions.text.lower().rstrip(" ?.!").endswith(("until", "till"))
        and (has_word_of(mentions.text, "lasting") or asks_whether(mentions.text))
    )


def asks_where_or_why(text: str) -> bool:
    """Whether a question asks only where or why something is so: all the rest of it is said to be so."""
    words = [word.plain for word in words_in(text)]
    if words and words[0] in ("where", "why"):
        return True
    asking = next((at for at, word in enumerate(words[:2]) if word in ASKING), None)
    return asking is not None and bool(_PLACES & {*words[asking + 1 : asking + 3]})


_PLACES = frozenset(
    "paragraph paragraphs para paras clause clauses provision provisions op article subparagraph".split()
)


def asks_for_a_resolution(text: str) -> bool:
    """Whether a question has the word for a resolution, or for the adoption of one."""
    return not _OF_A_RESOLUTION.isdisjoint(stem(word.plain) for word in words_in(text))


_OF_A_RESOLUTION = stems("resolution adopt")


def asks_whether_extended(mentions: Mentions) -> bool:
    """Whether nothing is asked but if the one thing that is named was extended: "did the Council renew UNMAZ after 2031"."""
    whether = opens_with_an_auxiliary(mentions.text) and names_an_extension(mentions.text)
    return whether and len(mentions.named) == 1 and not mentions.references and matter_left(mentions, "end") == ()


def opens_with_an_auxiliary(text: str) -> bool:
    """Whether a question leaves open if something is so, and takes nothing for granted: "Does it …"."""
    return bool(left_open(text))


def left_open(text: str) -> str:
    """The clause by which a question leaves open if something is so: one that an auxiliary verb opens, first of all or behind a heading that
    asks nothing ("9101, Azuria: does it …"), as far as the next mark that ends a sentence; empty where there is none."""
    words = words_in(text)
    marks = [0, *(at for at in range(1, len(words)) if _begins(text[words[at - 1].end : words[at].start]))]
    first = next((at for at in marks if at < len(words) and words[at].plain in AUXILIARIES), None)
    if first is None or any(word.plain in ASKING for word in words[:first]):
        return ""
    end = next(
        (at for at in marks if at > first and _ENDS_A_SENTENCE & {*text[words[at - 1].end : words[at].start]}), None
    )
    return text[words[first].start :] if end is None else text[words[first].start : words[end - 1].end]


def _begins(between: str) -> bool:
    """Whether a clause begins behind what stands between two words."""
    return bool((_ENDS_A_SENTENCE | {":"}) & {*between}) or between.strip() in _DASHES


_ENDS_A_SENTENCE = frozenset("?!.;")
_DASHES = frozenset("-–—")


def asked_to_be_named(text: str) -> list[list[Word]]:
    """The things of which a question leaves open whether a text mentions, names or says them, each by its words."""
    opened = left_open(text)
    start = text.find(opened)
    words = [word for word in words_in(text) if start <= word.start < start + len(opened)] if opened else []
    named = _behind_a_naming(words, text)
    parts = [0] * bool(named)
    for before, behind in pairwise(named):
        between = text[before.end : behind.start]
        parts.append(parts[-1] + bool({*between.split()} & {"or", "and"} or {*between} & {*"/,;:"}))
    paired = groupby(zip(parts, named, strict=True), key=lambda pair: pair[0])
    return [[word for _, word in pairs] for _, pairs in paired]


def _behind_a_naming(words: Sequence[Word], text: str) -> list[Word]:
    """The words behind a verb of naming; behind one that mostly opens a clause, "say", only few of them, or where it is of a word."""
    own = {*content_words(text)} - _HOW - _OF_WORDS
    for at, (word, behind) in enumerate(pairwise(words), 1):
        verb, rest = stem(word.plain), words[at:]
        telling = [each for each in rest if each.plain in own]
        of_words = any(each.plain in _OF_WORDS for each in rest[:_UNIT_WITHIN])
        if verb in _NAMING and not (verb == "call" and behind.plain in _CALLING_FOR):
            return [] if _is_done_by_another(words[: at - 1]) else telling
        if verb in _SAYING and (of_words or (verb == "say" and "about" in (each.plain for each in rest[1:2]))):
            return telling
        if verb == "say":
            clause = any(each.plain in _OPENS_A_CLAUSE for each in rest)
            return telling if len(telling) <= _SAID and not clause else []
    return []


def _is_done_by_another(before: Sequence[Word]) -> bool:
    """Whether a verb, of which the words before it are given, has a subject that is no text: "do States name them"."""
    behind = next((at for at in range(len(before), 0, -1) if before[at - 1].plain in AUXILIARIES), len(before))
    subject = [word.plain for word in before[behind:] if word.plain not in _HOW]
    own = FUNCTION_WORDS | CORPUS_WORDS | _OF_A_TEXT
    return any(not (each in own or any(map(str.isdecimal, each))) for each in subject[-1:])


_OF_A_TEXT = _PLACES | frozenset("preamble annex annexes res scr unscr".split())
_NAMING = frozenset(map(stem, "mention name speak contain call".split()))
_CALLING_FOR = frozenset("for on upon to".split())  # behind "call" they ask something of somebody
_SAYING = frozenset(map(stem, "say use have".split()))
_OF_WORDS = frozenset("word words term terms phrase phrases expression wording".split())
_HOW = frozenset("anywhere anything explicitly expressly directly specifically actually name names even somewhere tho".split())  # fmt: skip
_SAID = 2  # words that are said as they are


AUXILIARIES = frozenset(
    """is are was were am do does did has have had can could may might must shall should will would isn't aren't wasn't weren't
    don't doesn't didn't hasn't haven't can't""".split()
)
ASKING = frozenset("who whom whose what which when where why how".split())
_OPENS_A_CLAUSE = AUXILIARIES | ASKING | frozenset(("that", "to"))


def resolution_meant(mentions: Mentions, adopted: Adopted, nearest: Nearest) -> int | None:
    """The one resolution of which something is taken for granted: named by its number, or of the month that is named the one
    that is clearly nearest; ``None`` where it is not certain which one is meant."""
    if mentions.understood.unknown or mentions.outside:
        return None
    if mentions.numbers:
        return mentions.numbers[0] if len(mentions.numbers) == 1 and not mentions.understood.regimes else None
    months = {(day.year, day.month) for day in mentions.days if day.month and not day.day}
    if len(months) != 1:
        return None
    then = adopted(*months.pop())
    return nearest(mentions.text, then) if then else None


Adopted = Callable[[int, int], Sequence[int]]
"""The resolutions adopted in a month of a year."""
Nearest = Callable[[str, Sequence[int]], int | None]
"""Which of some resolutions a question is nearest to in meaning, if one is so clearly."""
