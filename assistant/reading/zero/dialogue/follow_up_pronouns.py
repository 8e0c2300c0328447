"""Follow-ups with a pronoun: the subject or the resolution spoken of in its place, and the resolution in focus named."""

from __future__ import annotations

import re

from assistant.reading.zero.dialogue.follow_up import OF_THE_TEXT, FollowUp, called, people, placed
from assistant.reading.zero.dialogue.phrases import BACK, POSSESSIVE, PRONOUN, in_place_of_pronoun, joined
from assistant.reading.zero.dialogue.thread import references
from assistant.reading.zero.dialogue.unsaid import VOTES_ON_IT
from assistant.terms import content_stems, stems
from assistant.understanding.days import dates_of
from ingest.pinpoint import Kind

_AFTER_THAT = re.compile(r"\b(after|before|since|by|until|from) (?:that(?: day| date)?|then)\b", re.IGNORECASE)


def pronoun(f: FollowUp) -> str | None:
    """``which body watches over it?``: the subject or the resolution in its place, and the resolution in focus named."""
    number, rest = f.thread.focus, f.rest
    if number and (match := _IS_CHAPTER.match(rest)):
        return f"{match['verb']} resolution {number} under Chapter {match['chapter']}?"
    if f.thread.day and (match := _AFTER_THAT.search(rest)):
        rest = f"{rest[: match.start()]}{match[1]} {f.thread.day}{rest[match.end() :]}"
        if not (PRONOUN.search(rest) or POSSESSIVE.search(rest) or BACK.search(rest)):
            return f"{placed(f'{rest}, regarding {f.name}' if f.name else rest, f)}?"
    rest = re.sub(r"\bthey\b(?=\s+(?:vote|adopt|decide|agree|abstain))", "the Council", rest, flags=re.IGNORECASE)
    rest = re.sub(
        r"\b(?:in|under|of|by) (?:it|there|that(?: one| text| resolution)?)(?=\s*(?:[?.,]|$))|\bthere(?=\s*$)"
        + ("" if f.thread.subject and f.thread.subject.thing else r"|\bfrom (?:it|that(?: one)?)(?=\s*(?:[?.,]|$))"),
        f"in resolution {number}" if number else "",
        rest,
    )
    if f.thread.subject and f.thread.subject.lasts:
        rest = re.sub(r"\b(?:that|this) one\b", "it", rest, flags=re.IGNORECASE)
    rest = (
        re.sub(r"\b(?:the|that|this) (?:(?:very )?same )?(?:resolution|text|one)\b", f"resolution {number}", rest)
        if number
        else rest
    )
    if not (PRONOUN.search(rest) or POSSESSIVE.search(rest) or BACK.search(rest)):
        return f"{placed(rest, f)}?" if rest != f.rest else None
    if (place := _paragraph_spoken_of(f)) and _AGENT.search(rest) and not _VOTES.search(rest):
        return f"{_AGENT.sub(lambda m: f'{m.group().split()[0]} {place}', rest, count=1)}?"
    if f.thread.subject and f.thread.subject.acronym and _SET_UP.search(rest):
        return f"Which resolution set up {f.thread.subject.text}?"
    if number and VOTES_ON_IT.search(rest):
        said = re.sub(r"\b(?:it|that|this)\b", f"resolution {number}", rest, count=1, flags=re.IGNORECASE)
        return f"{said}?"
    subject = f.thread.subject
    if number and subject and not subject.lasts and POSSESSIVE.search(rest) and not people(rest, f):
        return f"{placed(POSSESSIVE.sub('the', rest, count=1), f)}?"
    if not (PRONOUN.search(rest) or POSSESSIVE.search(rest)) and not (subject and subject.lasts):
        return f"{placed(rest, f)}?"  # "the ban", of which only its text was spoken of
    of_the_text = bool(OF_THE_TEXT.search(rest)) and not BACK.search(rest)
    if (
        subject
        and f.thread.named
        and _AGENT.search(rest)
        and not (subject.lasts and (_OF_A_BODY.search(rest) or f.chain()))
    ):
        of_the_text = True  # what "it" does is done by the text: "whom does it exclude?"
    text = f"resolution {number}" if number is not None else ""
    if text and (subject is None or not subject.thing or (of_the_text and not POSSESSIVE.search(rest))):
        thing = (
            subject.text
            if subject
            and not of_the_text
            and subject.text.endswith("s")
            and re.search(r"\b(?:they|them|these|those)\b", rest, re.I)
            else text
        )
    else:
        thing = called(f)
    if (
        dates_of(f.rest) and subject is not None and not (of_the_text and _of_its_own_time(f))
    ):  # of another time: not what the text in focus says
        others = [each for each in f.thread.matters if each not in subject.text]
        return f"{in_place_of_pronoun(rest, called(f))}{', regarding ' + joined(others) if others else ''}?"
    thing = people(rest, f) or thing
    if not thing:
        return None
    if subject is not None and subject.acronym and thing == subject.text and _PAST_OF_A_BODY.match(rest):
        return f"{in_place_of_pronoun(rest, thing)}?"  # its history, and not what the text in focus says
    return f"{placed(in_place_of_pronoun(rest, thing), f)}?"


def _of_its_own_time(f: FollowUp) -> bool:
    """Whether the resolution named last speaks itself of the year that the question names: "the plan of 1978"."""
    if _IN_A_YEAR.search(f.rest):
        return False
    rows = f.background.catalogue.paragraphs_of(f.thread.named[-1]) if f.thread.named else []
    return any(str(day.year) in row.words for day in dates_of(f.rest) for row in rows)


_IN_A_YEAR = re.compile(r"\b(?:in|since|by|until|after|before) (?:[A-Z][a-z]+ )?(?:19|20)\d\d\b")


def conflict(f: FollowUp) -> str | None:
    """``who won it?``: what is started, waged or won is a conflict, and not a text."""
    match = _STARTED_IT.search(f.rest) if f.thread.focus and not f.own else None
    return f"{placed(f'{f.rest[: match.start(1)]}the conflict{f.rest[match.end(1) :]}', f)}?" if match else None


def _paragraph_spoken_of(f: FollowUp) -> str:
    """The paragraph that the last question names, where the follow-up can be about it: it holds a word of the question,
    or the question has none ("what does it change?")."""
    last = references(f.thread.question, f.background)
    if len(last) != 1 or last[0].pinpoint.kind != Kind.OPERATIVE:
        return ""
    row = f.background.catalogue.paragraph(last[0].pinpoint.key)
    asked = set(content_stems(_SAYS_OF_A_TEXT.sub(" ", f.rest)))
    fits = row is not None and (not asked or asked & stems(row.words))
    return f.thread.question[last[0].start : last[0].end] if fits else ""


_SAYS_OF_A_TEXT = re.compile(
    r"\b(?:chang|amend|replac|mean|appl|requir|modif|refer|cit|nam|recall|say|ask)\w*", re.IGNORECASE
)
_IS_CHAPTER = re.compile(
    r"(?P<verb>is|was) (?:it|that|this)(?: (?:resolution|text))?(?: adopted)? (?:under )?chapter (?P<chapter>[ivx]+|six|seven|eight)$",
    re.IGNORECASE,
)
_OF_A_BODY = re.compile(r"\b(?:sit|consist|operate|work|meet|comprise|have|last|run|go)\b", re.IGNORECASE)
_SET_UP = re.compile(
    r"^(?:who|which resolution|what) (?:set|sets) (?:it|them) up\b|^(?:who|which resolution|what) (?:established|created|founded) (?:it|them)\b|^when was it (?:set up|established|created)\b",
    re.IGNORECASE,
)
_STARTED_IT = re.compile(
    r"\b(?:start(?:ed|s)?|began|begun|caus(?:e|es|ed)|provok(?:e|es|ed)|won|wag(?:e|es|ed)|fought|lost) (it|that)\b",
    re.IGNORECASE,
)
_PAST_OF_A_BODY = re.compile(r"(?:when|since when|in (?:which|what) year) (?:was|were|did|had|has)\b", re.IGNORECASE)
_VOTES = re.compile(r"\b(?:vot\w+|abstain\w*|adopt\w*|veto\w*)\b", re.IGNORECASE)
_AGENT = re.compile(r"\b(?:does|did|do) (?:it|they|that|this)\b", re.IGNORECASE)
