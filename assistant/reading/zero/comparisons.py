"""Comparisons asked for in words: which resolutions are laid beside each other, and what of them is compared."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from assistant.answer import Status
from assistant.compare.by_topic.aspects import topics
from assistant.compare.changes import Change
from assistant.compare.choosing import names_an_aspect
from assistant.compare.comparison import FEWEST, MOST
from assistant.compare.rows import UNTOUCHED
from assistant.compare.through_time import deciding_most, on_place, predecessor
from assistant.draft import Draft
from assistant.operations.compare import Compare
from assistant.operations.corpus import Corpus
from assistant.reading.zero.chains import described
from assistant.reading.zero.question import Question
from assistant.reading.zero.words.intent import Intent
from assistant.telling.nothing import no_such_resolution, wrong_years
from assistant.terms import acronyms, stems
from assistant.timeline.names import named
from assistant.timeline.set_out import text_on
from ingest.one_of import either
from ingest.pinpoint import resolution_of
from ingest.places import places_in
from ingest.resolution import Kind
from vectorstore.catalogue import Catalogue

_SIDE_BY_SIDE = re.compile(r"\b(?:compare|comparison|contrast|side by side|versus|vs\.?|redline|diff)\b", re.IGNORECASE)

_COMPARING = re.compile(
    either(
        r"\b(?:compar\w+|contrast\w*|differ\w*|side by side|next to (?:each |one an)other|versus|vs\.?|redline|diff)\b",
        r"\bwhat (?:has |have |had |was |were |is |did )?(?:\w+ ){0,6}?(?:chang\w+|drop\w*|add(?:ed|s)?|remov\w+|new|left out|leaves? out|omit\w*)\b",
        r"\b(?:how|did|has|have|was|were|does|is)\b.{0,80}\b(?:"
        + either(
            r"evolv\w+",
            r"chang\w+",
            "stronger",
            "weaker",
            r"strengthen\w*",
            r"weaken\w*",
            r"tighten\w*",
            r"relax\w*",
            r"shorten\w*",
            "dropped",
            r"develop\w*",
            r"gr[eo]w\w*",
            r"shr[aiu]nk\w*",
            r"widen\w*",
            r"narrow\w*",
            r"loosen\w*",
            r"soften\w*",
            r"harden\w*",
            r"expand\w*",
            "buil[dt] (?:up)?on",
        )
        + r")\b",
        r"\b(?:trace|evolution of|changes? (?:between|from|in|to))\b",
    ),
    re.IGNORECASE,
)
_KINDS: tuple[tuple[re.Pattern[str], frozenset[Change]], ...] = (
    (re.compile(r"\b(?:drop\w*|remov\w+|gone|delet\w+|no longer|left out|omit\w*)\b", re.I), frozenset({Change.DROPPED, Change.PASSED})),
    (re.compile(r"\b(?:new|add(?:ed|s)?|introduc\w+|insert\w*)\b", re.I), frozenset({Change.ADDED})),
    (re.compile(r"\b(?:stronger|weaker|strengthen\w*|weaken\w*|verbs?)\b", re.I), frozenset({Change.VERB})),
    (re.compile(r"\b(?:figures?|numbers?|dates?|ceilings?)\b", re.I), frozenset({Change.FIGURE})),
    (re.compile(r"\b(?:unchanged|stay\w* the same|in common|kept|identical)\b", re.I), UNTOUCHED),
)  # fmt: skip
_OTHERWISE = (Intent.VOTE, Intent.CITING, Intent.CITED, Intent.COUNT)  # told by other means, also of several
_MANY = 3  # resolutions that are asked about together are compared, however that is said
_MATTERS = (Intent.SEARCH, Intent.EXPIRY, Intent.OVERVIEW)
_COMMITTEE = r"(?:committee|panel|group of experts|regime|list)"
_FOUNDER = re.compile(  # a resolution that only names a body: "the 1540 Committee", "the committee of resolution 1540"
    rf"\b(\d{{3,4}})(?: \((?:19|20)\d\d\))?(?:[ -]\w+)? {_COMMITTEE}\b|\b{_COMMITTEE} (?:of|under|on|for|(?:established |set up )?(?:by|pursuant to)) (?:resolution )?(\d{{3,4}})\b",
    re.IGNORECASE,
)


_REGIME = frozenset(("sanctions measures", "exemptions", "designation criteria"))
_THROUGH_TIME = re.compile(
    r"\bsince\b|\bover (?:time|the years)\b|\bthrough\b|\bevol\w+|\btrace\b|\bhistory\b", re.IGNORECASE
)
_SINCE = re.compile(r"\bsince\s+(\d{3,4})\b", re.IGNORECASE)
# what the question is without its reference: "What did … drop", "What is new in …", "What changed with …"
_AGAINST_THE_ONE_BEFORE = re.compile(
    either("what(?:'s|’s| is| was| were| are| has| have| did| does| do)?(?: it| been)? (?:" + either(r"drop\w*", r"remov\w+", "new", r"chang\w+", "different", "gone", "add(?:s|ed)?", "left out", "leaves? out", r"omit\w*", "missing", "deleted?",) + ")(?: (?:in|by|with|from|under|now))?", r".*\b(?:compar\w+|relative|differ\w*|chang\w+|new|drop\w*|add\w*)\b.*\b(?:predecessor|previous|preceding|(?:one|mandate|resolution|text) before)\b.*",),
    re.IGNORECASE | re.DOTALL,
)  # fmt: skip
_LONGEST = 1000  # characters of an aspect


def read_comparison(question: Question, corpus: Corpus) -> Compare | None:
    """What is compared; ``None`` where no comparison is asked for, or what is named may mean something else.

    Who asks in so many words to lay texts side by side and names one that is not there, the same twice, or too many of them, gets a
    plan with these, which says so when it is run.
    """
    if question.intent in _OTHERWISE or not asks_to_compare(question):
        return None
    numbers = compared_numbers(question, corpus.catalogue, corpus.as_of)
    if FEWEST <= len(numbers) <= MOST:
        return asked_of(question, numbers)
    if not _SIDE_BY_SIDE.search(question.standalone):
        return None
    if len(numbers) > MOST:
        return asked_of(question, numbers)
    strangers = [n for n in _beside(question) if n and corpus.catalogue.record(n) is None]
    unknown = [*(found.pinpoint.resolution for found in question.unknown), *strangers]
    if question.references and unknown:
        return asked_of(question, [*question.numbers[:1], *unknown][:MOST])
    keys = [found.pinpoint.key for found in question.references]
    return asked_of(question, [*question.numbers, *question.numbers]) if len(keys) > 1 and len({*keys}) == 1 else None


def asked_of(question: Question, numbers: Collection[int]) -> Compare:
    """The comparison of some resolutions for what a question names: paragraphs, words, kinds of change."""
    topic = question.topic[:_LONGEST]
    changes = [change for pattern, found in _KINDS if pattern.search(question.topic) for change in sorted(found)]
    return Compare(
        resolutions=tuple(numbers),
        aspect=topic if names_an_aspect(topic) else "",
        changes=tuple(dict.fromkeys(changes)),
        places=tuple(dict.fromkeys(found.pinpoint.key for found in question.paragraphs)),
    )


def put_right(draft: Draft | None, question: Question, catalogue: Catalogue) -> Draft | None:
    """The draft of a comparison after what is wrong in the question: years, and numbers that no resolution bears."""
    if draft is None or draft.status is Status.REFUSED:
        return draft
    corrections = wrong_years(question.references, catalogue)
    if question.unknown:
        corrections.append(no_such_resolution(question.unknown, catalogue).text)
    said = "\n\n".join(corrections)
    return replace(draft.after(said), status=Status.CORRECTED) if said else draft


def asks_to_compare(question: Question) -> bool:
    """Whether resolutions are to be laid side by side: it is said, or many are asked about together."""
    if _COMPARING.search(question.standalone):
        return True
    return question.intent in _MATTERS and len({*question.numbers} - _founders(question)) >= _MANY


def _founders(question: Question) -> set[int]:
    """Resolutions that are named for the body that they set up."""
    text = question.standalone
    named = {int(one or other) for one, other in _FOUNDER.findall(text)}
    return {number for number in named if len(re.findall(rf"\b{number}\b", text)) == 1}


def compared_numbers(question: Question, catalogue: Catalogue, as_of: dt.date | None) -> list[int]:
    """The resolutions to compare, oldest first where they are named.

    Where one is named and what changed in it is asked: it and the one before it on the same mandate. Where measures on a
    State are followed through time: the resolutions that decide on what is asked. Else those that are named.
    """
    if len(question.numbers) == 1 and _AGAINST_THE_ONE_BEFORE.fullmatch(question.topic.strip(" ?.!,")):
        before = predecessor(question.numbers[0], catalogue)
        return [] if before is None else [before, question.numbers[0]]
    named = _named(question, catalogue, as_of)
    return named if len(named) >= FEWEST else _of_a_regime(question, catalogue, as_of) or named


def _named(question: Question, catalogue: Catalogue, as_of: dt.date | None) -> list[int]:
    """The resolutions that are named, oldest first, so that "dropped" is what a later text no longer has; else
    those on the bodies that are named, by their acronyms."""
    numbers = [*question.numbers, *_listed(question, catalogue)]
    if len(others := {*numbers} - _founders(question)) >= FEWEST:
        numbers = sorted(others)
    if len(numbers) >= FEWEST:
        named = sorted(set(numbers))
        return [n for n in named if any(row.kind is not Kind.HEADING for row in catalogue.paragraphs_of(n))]
    return list(dict.fromkeys([*question.numbers, *_of_bodies(question, catalogue, as_of)]))


def _of_bodies(question: Question, catalogue: Catalogue, as_of: dt.date | None) -> list[int]:
    """For each body that is named the newest resolution on it; where mandates are asked for, the one that sets them out."""
    decisions = [d for d in catalogue.mandates() if as_of is None or d.date is None or d.date <= as_of]
    found = []
    for name in acronyms(question.standalone):
        subject = named(name, decisions, catalogue, as_of) or described(name, decisions, catalogue)
        if subject is None or not subject.acronym.startswith(name):  # "DDR" is no body
            continue
        if _MANDATES.search(question.standalone):
            found.append(text_on(subject, catalogue))
        else:
            found.append(resolution_of(subject.decisions[-1].key))
    return found


_MANDATES = re.compile(r"\b(?:mandates?|tasks?|functions|powers)\b", re.IGNORECASE)


_LISTED = re.compile(
    r"(?<![\d/.,])\d{1,4}(?:\s*(?:,\s*and|,|&|and|to|with|vs\.?|versus|or)\s+\d{1,4})+(?![\d/,])", re.IGNORECASE
)

_BRACKETED = re.compile(r"(?<!\d )\((\d{3,4})\)")  # "the first mission (2261)", and no year after a number


def _listed(question: Question, catalogue: Catalogue) -> list[int]:
    """Numbers that could be years but stand in a row with resolutions: the first one of "1996, 2155 and 2459"."""
    return [number for number in _beside(question) if catalogue.record(number) is not None]


def _beside(question: Question) -> list[int]:
    """Bare numbers in a row with resolutions that are named."""
    found = []
    bracketed = [int(number) for number in _BRACKETED.findall(question.standalone)]
    rows = [
        [int(number) for number in re.findall(r"\d+", match.group())] for match in _LISTED.finditer(question.standalone)
    ]
    for numbers in [bracketed, *rows]:
        if any(number in question.numbers for number in numbers):
            found += [number for number in numbers if number not in question.numbers]
    return found


def _of_a_regime(question: Question, catalogue: Catalogue, as_of: dt.date | None) -> list[int]:
    """The resolutions on a State that decide most on the measures, exemptions or criteria asked for, since a day."""
    places = places_in(question.standalone)
    asked = stems(question.topic)
    wanted = [
        nth
        for nth, topic in enumerate(topics())
        if topic.aspect in _REGIME
        and (stems(topic.name) <= asked or stems(topic.aspect) <= asked or topic.pattern.search(question.topic))
    ]
    if not places or not wanted or not _THROUGH_TIME.search(question.standalone):
        return []
    there = on_place(places[0], catalogue)
    first, year = _start(question, there)
    return deciding_most(there, wanted, catalogue, first=first, year=year, until=as_of)


def _start(question: Question, there: Sequence[int]) -> tuple[int, int]:
    """The first resolution and the first year. "Since 1970" means resolution 1970 where that is on the same State."""
    if question.numbers:
        return question.numbers[0], 0
    match = _SINCE.search(question.standalone)
    if match and int(match[1]) in there:
        return int(match[1]), 0
    return 0, question.year_from or 0
