"""Follow-ups along the decisions on a body or a measure: what came next, whether it is still in force."""

from __future__ import annotations

import re

from assistant.reading.zero.dialogue.follow_up import FollowUp, called, mandate_of
from assistant.reading.zero.dialogue.follow_up_ends import CONDITION, ENDED
from assistant.reading.zero.dialogue.phrases import (
    BACK,
    POSSESSIVE,
    PRONOUN,
    in_place_of_pronoun,
    noun_phrases,
    subject_of,
)
from assistant.reading.zero.dialogue.succession import Chain, end_of, neighbour
from assistant.reading.zero.dialogue.unsaid import SUCCESSOR
from assistant.reading.zero.question import understand
from assistant.reading.zero.words.intent import Intent
from assistant.reading.zero.words.lasting_words import asks_for_expiry
from assistant.terms import content_stems, stems
from assistant.timeline.effect_words import Effect
from assistant.timeline.later import Later
from assistant.timeline.neighbours import successor
from assistant.understanding.days import dates_of
from ingest.annotations import Action, BodyKind, MandateDecision
from ingest.places import places_in
from ingest.resolution import Paragraph


def extensions(f: FollowUp) -> list[Later]:
    return [each for each in f.later() if each.effect is Effect.EXTENDED]


def place_of(row: Paragraph) -> str:
    return f"paragraph {row.number} of resolution {row.resolution}"


def about_an_end(question: str) -> bool:
    return asks_for_expiry(question) or bool(_EXPIRES.search(question)) or bool(RENEWAL.search(question))


RENEWAL = re.compile(r"\b(?:extensions?|renewals?|extended|renewed)\b", re.IGNORECASE)


_EXPIRES = re.compile(
    r"\bexpir\w*|\b(?:until|till) (?:when|wh?ich|what)\b|\bend(?:s| date)?\b|\brun(?:s|ning)? (?:out|until)\b|\bdue\b|\bhow long\b",
    re.IGNORECASE,
)


_TOOK_OVER = re.compile(r"\b(?:replac|succe|took)|\bafter (?:that|this) one\b", re.IGNORECASE)


def succeeded(f: FollowUp) -> str | None:
    """``what came next?``, ``who took over?``: the next body in the same place, else the next decision."""
    match = SUCCESSOR.search(f.rest)
    if match is None or f.own:
        return None
    chain = f.chain()
    of_bodies = f.background.heir_in(f.thread.question) is not None
    at_once = of_bodies or _TOOK_OVER.search(f.rest) or (chain and chain[-1].action is Action.END)
    found = successor(chain, f.background.decisions, f.background.catalogue) if at_once else None
    if found is None and chain and neighbour(chain, f.thread.focus, 1) is None:
        found = successor(chain, f.background.decisions, f.background.catalogue)
    if found is not None:
        name, asked = found.acronym or found.body, f.rest[match.end() :]
        if _EXPIRES.search(asked) or ENDED.search(asked):  # "and its successor, when was that closed?"
            asked = asked.partition(",")[2].strip() or asked.strip(" ,")
            said = in_place_of_pronoun(asked, name)
            return f"{said if said != asked else f'Until when is {name} mandated'}?"
        return after(found, f.name)
    number = neighbour(chain, f.thread.focus, 1) if chain else None
    if number:
        return f"What does resolution {number} decide on {mandate_of(f)}?"
    if not chain and f.thread.place and _A_MISSION.search(f.name) and (first := _next_set_up(f)):
        return f"What does resolution {first.resolution} decide on the establishment of {first.acronym or f'the {first.body}'}?"
    said = in_place_of_pronoun(f.rest, f.name) if f.name else f.rest
    return f"{said}?" if said != f.rest else f"{said} after {f.name}?" if f.name else None


def _next_set_up(f: FollowUp) -> MandateDecision | None:
    """The first mission that is set up in the place spoken of after the text in focus, which set up one without a name."""
    later = (d for d in f.background.decisions if d.resolution > (f.thread.focus or 0) and d.place == f.thread.place)
    return next((d for d in later if d.kind is BodyKind.MISSION and d.action is Action.ESTABLISH), None)


_A_MISSION = re.compile(r"\b(?:mission|force|operation|office|observers?|presence)\b", re.IGNORECASE)


def after(found: MandateDecision, name: str) -> str:
    return f"What does resolution {found.resolution} decide on the establishment of {found.acronym or found.body}, which came after {name}?"


_EXTENDED = re.compile(r"\b(?:extended|renewed|prolonged)\b", re.IGNORECASE)


_AT_FIRST = re.compile(r"\b(?:first|originally|initial(?:ly)?|at the (?:start|beginning|outset))\b", re.IGNORECASE)
_LASTS = re.compile(
    r"\bstill\b|\bin force\b|\b(?:latest|last|final|newest|most recent|current) (?:extension|renewal|end|expiry|mandate|date|decision)|\b(?:now|today|nowadays|currently|at present)\b"
    r"|\b(?:was|were|been|has|have|had) (?:[\w-]+ ){0,3}?(?:extended|renewed|prolonged)\b|\blast (?:extended|renewed)\b",
    re.IGNORECASE,
)


def life(f: FollowUp) -> str | None:
    """``when does it expire?``, ``how did it end?``, ``is it still in force?``: along the decisions on the subject."""
    ended, lasts, expires = (bool(each.search(f.rest)) for each in (ENDED, _LASTS, _EXPIRES))
    subject = f.thread.subject
    if f.own or not (ended or lasts or expires) or subject is None or CONDITION.search(f.rest):
        return None
    if _other_noun(f):
        other = subject_of(f.rest, f.background.bodies)
        if (
            other
            and other.lasts
            and not other.acronym
            and not _has_name_beside(other.text)
            and f.thread.place
            and expires
        ):
            if f.thread.focus and _AT_THAT_TIME.search(f.rest):
                return f"{f.rest} in resolution {f.thread.focus}?"
            return f"Until when does {other.text} on {f.thread.place} run?"
        return None
    chain, focus = f.chain(), f.thread.focus
    name = called(f)
    if (number := decided_in_year(f, chain)) is not None:
        return f"What does resolution {number} decide on {'the end of' if ended else 'the extension of'} {name}?"
    bare = not (PRONOUN.search(f.rest) or POSSESSIVE.search(f.rest) or BACK.search(f.rest))
    bare = bare or bool(_THAT_TEXT.search(f.rest))
    if expires and not (ended or lasts) and (f.thread.named or bare) and _decides(chain, focus):
        return f"Until when does resolution {focus} extend {mandate_of(f)}?"
    if f.thread.named and not (ended or lasts):
        return None  # what the text in focus says counts, and not the newest decision
    said = in_place_of_pronoun(f.rest, name)
    if chain and said != f.rest and _finds(said, chain, f):
        return f"{said}?"
    if chain:
        extended = [d for d in chain if d.action is Action.EXTEND] if _EXTENDED.search(f.rest) else []
        first = next((d for d in chain if d.until or d.open_ended), chain[0])
        decided = first if _AT_FIRST.search(f.rest) else (extended or chain)[-1]
        number = decided.resolution
        if expires and not said.startswith(f.rest) and not ended:
            return f"{said}, under resolution {number}?"
        what = "the end of" if ended else "the extension of"
        place = decided.key.partition("/op")[2].partition("(")[0]
        where = f"paragraph {place} of " if place.isdecimal() else ""
        return f"What does {where}resolution {number} decide on {what} {name}?"
    if not ended:
        if (lasts or RENEWAL.search(f.rest)) and (later := f.later()):
            years = {day.year for day in dates_of(f.rest)}
            going_on = [e for e in later if e.effect is Effect.EXTENDED and (not years or e.row.year in years)] or later
            return f"What does {place_of(going_on[-1].row)} say?"
        return None
    numbers = [*f.thread.named, *(each.resolution for each in f.thread.cited[:1])] or list(f.thread.recent[-1:])
    numbers = list(dict.fromkeys([*numbers, *f.thread.recent[-2:]])) if f.thread.named else numbers
    keys = [each.paragraph.key for each in f.thread.cited[:1]]
    found = end_of(numbers, keys, f.thread.matter, f.background)
    return f"What does resolution {found.resolution} say about the end of {_ended_by(found, f)}?" if found else None


_AT_THAT_TIME = re.compile(
    r"\b(?:was|were) (?:[\w-]+ ){0,5}?to (?:last|run|stay|apply|remain|be|end|expire)\b|\bat first\b", re.IGNORECASE
)
_THAT_TEXT = re.compile(r"\b(?:that|this|the same) (?:resolution|text)\b", re.IGNORECASE)


def decided_in_year(f: FollowUp, chain: Chain) -> int | None:
    """The last resolution of ``chain`` that was adopted in a year that the question names."""
    years = {day.year for day in dates_of(f.rest)}
    found = [d.resolution for d in chain if d.date and d.date.year in years and d.action is not Action.CHANGE]
    return found[-1] if found else None


def _ended_by(found: MandateDecision, f: FollowUp) -> str:
    """Which of the subjects spoken of the decision names, else the last one."""
    row = f.background.catalogue.paragraph(found.key)
    words = stems(row.words[found.start : found.end]) if row else frozenset()
    spoken = [each.text for each, _ in reversed(f.thread.subjects)]
    return max(spoken, key=lambda name: len(words & set(content_stems(name))), default=f.name)


def _has_name_beside(text: str) -> bool:
    """Whether the name of a body or a measure says of which place it is."""
    return bool(places_in(text)) or bool(re.search(r"\b(?:on|for|in|against) (?:the )?\w", text))


def _finds(said: str, chain: Chain, f: FollowUp) -> bool:
    """Whether the completed question leads to the same decisions when it is read by itself."""
    question = understand(said, known=f.background.known)
    found = f.background.chain(said) if question.intent is Intent.EXPIRY else []
    return bool(found) and found[-1].key == chain[-1].key


def _decides(chain: Chain, number: int | None) -> bool:
    return any(d.resolution == number and (d.until or d.open_ended) for d in chain)


def _other_noun(f: FollowUp) -> bool:
    """Whether the question says itself what it is about, beside pronouns and words of time."""
    text = _ITS_NOUN.sub(" ", BACK.sub(" ", f.rest))
    return any(not _TIME.fullmatch(phrase) for phrase in noun_phrases(text))


_ITS_NOUN = re.compile(
    r"\b(?:its|their|the) (?:[\w-]+ ){0,2}?(?:mandate|date|extension|renewal|expiry|end)\b", re.IGNORECASE
)


_TIME = re.compile(
    r"(?:[\w-]+ )*?(?:days?|dates?|mandated?|extension|renewal|expiry|force|years?|months?|all|time|end|effect|place|lift|in force|running|operating|valid|over|close|shut|expire)(?: date)?",
    re.IGNORECASE,
)
