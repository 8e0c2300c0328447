"""Follow-ups on the text before or after: "the one before that", "the next renewal", "the resolution after it"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.reading.zero.dialogue.follow_up import FollowUp, complete_noun, mandate_of
from assistant.reading.zero.dialogue.follow_up_chains import RENEWAL, about_an_end, extensions, place_of
from assistant.reading.zero.dialogue.succession import neighbour
from assistant.reading.zero.dialogue.thread import references
from assistant.reading.zero.dialogue.unsaid import AFTER, BEFORE
from assistant.reading.zero.words.lasting_words import asks_for_expiry
from assistant.terms import content_stems, content_words
from ingest.pinpoint import Kind, resolution_of
from ingest.places import places_in


def the_one_beside(f: FollowUp) -> str | None:
    """``the one before``, ``the next renewal``: along the decisions on the subject, else along what a text continues."""
    before, after = BEFORE.search(f.rest), AFTER.search(f.rest)
    match = before or after
    if match is None or f.own:
        return None
    of_a_time = _WHAT_IF.search(f.rest) or _DONE.search(f.rest[: match.start()])
    if match.group().lower() in _BEFORE_THAT and of_a_time:
        return None  # "what may they do before that?": of the time, not of the text before
    chain, focus = f.chain(), f.thread.focus
    if not any(d.resolution == focus for d in chain) and f.thread.named:
        chain = []  # the resolution in focus is not one of the decisions: what it continues counts
    number = neighbour(chain, focus, -1 if before else 1)
    if number and after and focus and (soon := f.background.after(focus)) and focus < soon < number:
        number = soon if _follows_at_once(soon, focus, f) else number
    if number is None and focus in f.thread.listed:
        at = f.thread.listed.index(focus) + (-1 if before else 1)
        number = f.thread.listed[at] if 0 <= at < len(f.thread.listed) else None
    if number is None and after and RENEWAL.search(match.group()) and (extended := extensions(f)):
        return f"What does {place_of(extended[0].row)} say?"
    if number is None and focus is not None:
        number = f.background.before(focus) if before else f.background.after(focus)
    if number is None and focus is not None and _A_TEXT.search(match.group()):  # then the next number is meant
        beside = focus + (-1 if before else 1)
        number = beside if f.background.known(beside) else None
    if number is None:
        return None
    rest = re.sub(r"\s+", " ", f"{f.rest[: match.start()]} {f.rest[match.end() :]}").strip(" ,")
    asks = content_words(_ALIKE.sub(" ", _WHAT_IT_DECIDES.sub(" ", rest)))
    if asks and focus is not None and not RENEWAL.search(match.group()) and not (chain and asks_for_expiry(f.rest)):
        number = _speaks_of(rest, _in_order(number, focus, -1 if before else 1, f), f)
    if chain and (asks_for_expiry(f.rest) or (not asks and about_an_end(f.thread.question))):
        return f"Until when does resolution {number} extend {mandate_of(f)}?"
    if not asks and _WHAT_IT_DECIDES.search(rest):
        return f"What does resolution {number} decide?"
    if not asks:
        old = references(f.thread.question, f.background)
        if old:
            return f"{f.thread.question[: old[0].start]}resolution {number}{f.thread.question[old[-1].end :]}"
        return f"{f.thread.question.rstrip('?. ')} in resolution {number}?"
    head = re.match(r"(?:(?:in|of|by) )?(?=the |its )", match.group(), re.IGNORECASE)
    if head:
        said = f"{f.rest[: match.start()]}{head.group()}resolution {number}{f.rest[match.end() :]}"
    else:
        said = f"{rest} in resolution {number}"
    return f"{complete_noun(said, f)}?"


def _speaks_of(asked: str, numbers: Sequence[int], f: FollowUp) -> int:
    """Which of ``numbers`` has the paragraph that shares most words with ``asked``; the first of equals."""
    wanted = set(content_stems(asked))

    def shared(number: int) -> int:
        rows = f.background.catalogue.paragraphs_of(number)
        words = (row.words.lower() for row in rows if row.kind is Kind.OPERATIVE)
        return max((sum(stem in each for stem in wanted) for each in words), default=0)

    return max(numbers, key=shared)


def _in_order(number: int, focus: int, step: int, f: FollowUp) -> list[int]:
    """``number`` and the nearest resolution on the agenda item or place of the one in focus; that one first where one of
    the two cites the other."""
    catalogue, record = f.background.catalogue, f.background.catalogue.record(focus)
    for near in range(focus + step, focus + step * (_NEAR + 1), step):
        other = catalogue.record(near)
        if record is None or other is None:
            continue
        places = (set(places_in(f"{each.subject} {each.agenda}")) for each in (record, other))
        if (other.agenda and other.agenda == record.agenda) or set.intersection(*places):
            linked = near in _citing(focus, f) or focus in _citing(near, f)
            return [near, number] if linked else [number, near]
    return [number]


def _citing(number: int, f: FollowUp) -> set[int]:
    return {resolution_of(key) for key, _ in f.background.catalogue.citing(number)}


_NEAR = 12  # resolutions


def _follows_at_once(number: int, focus: int, f: FollowUp) -> bool:
    """Whether a resolution goes on with the one in focus within weeks: it may say "the Force" of what that one set up."""
    days = [record.date for each in (focus, number) if (record := f.background.catalogue.record(each)) is not None]
    cited = any(key.startswith(f"{number}/") for key, _ in f.background.catalogue.citing(focus))
    return (
        cited and len(days) == 2 and days[0] is not None and days[1] is not None and (days[1] - days[0]).days <= _WEEKS
    )


_WEEKS = 31  # days
_A_TEXT = re.compile(r"\b(?:resolution|text)\b", re.IGNORECASE)
_ALIKE = re.compile(
    r"\b(?:same|similar|equivalent|corresponding|comparable|such|like|passages?|paragraphs?|clauses?|provisions?|wording|words|language|thing|request|demand)\b",
    re.IGNORECASE,
)
_WHAT_IT_DECIDES = re.compile(
    r"\bwhat (?:did|does) (?:it|that one|this one) (?:decide|say|do|add|change|demand|provide|order)\b", re.IGNORECASE
)
_BEFORE_THAT = frozenset(("before that", "before it", "before this"))
_DONE = re.compile(
    r"\b(?:\w+ed|made|begun|sold|sent|bought|built|given) $", re.IGNORECASE
)  # "goods shipped before that"
_WHAT_IF = re.compile(r"\b(?:if|happens?|must|may|can|should|allowed)\b", re.IGNORECASE)
