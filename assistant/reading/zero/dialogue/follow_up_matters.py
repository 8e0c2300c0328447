"""Follow-ups that are complete but for the place or the matter: "the embargo", "those powers", "when did the Council …?"."""

from __future__ import annotations

import re

from assistant.reading.zero.dialogue.follow_up import FollowUp
from assistant.reading.zero.dialogue.follow_up_ends import ENDED
from assistant.reading.zero.dialogue.follow_up_later import told_by
from assistant.reading.zero.dialogue.phrases import POSSESSIVE, PRONOUN
from assistant.reading.zero.dialogue.thread import references
from assistant.terms import acronyms, content_stems, proper_names, stem, stems
from assistant.understanding.days import dates_of
from ingest.places import places_in


def of_the_place(f: FollowUp, *, of_a_time: bool = False) -> str | None:
    """``which resolution imposed the arms embargo?``: a definite thing without its place is that of the place spoken of;
    so is whatever is asked of a month alone, ``of_a_time``."""
    place, subject = f.thread.place, f.thread.subject
    if f.own or places_in(f.rest) or acronyms(f.rest) or proper_names(f.rest) or _OF_ALL.search(f.rest):
        return None
    match = _THE_THING.search(f.rest)
    if match is None:
        return f"{f.rest}, on {place}?" if of_a_time and place else None
    thing = match["thing"].lower()
    if subject and subject.acronym and thing in _MISSIONS and len(match.group().split()) == 2:
        return f"{f.rest[: match.start()]}{subject.text}{f.rest[match.end() :]}?"
    if not place:
        return None
    link = "on" if thing in _MEASURES else "in"
    return f"{f.rest[: match.end()]} {link} {place}{f.rest[match.end() :]}?"


_MISSIONS = frozenset("mission force operation office peacekeepers observers".split())
_MEASURES = frozenset(
    "embargo ban bans sanctions freeze blockade restrictions measures prohibition committee panel".split()
)
_THE_THING = re.compile(
    r"\b(?:the|this|that|those|these) (?:[\w-]+ ){0,2}?(?P<thing>embargo|bans?|sanctions|freeze|blockade|restrictions|measures|prohibition|committee|panel|mission|"
    r"force|operation|office|tribunal|elections?|cease-?fire|truce|peacekeepers|observers|troops)\b(?!['’-]| (?:of|on|in|for|against|over|pursuant) )",
    re.IGNORECASE,
)
_OF_ALL = re.compile(r"\b(?:the council|ever|generally|in general|always|any resolutions?)\b", re.IGNORECASE)


def on_the_matter(f: FollowUp) -> str | None:
    """``when did the Council call for an armistice?``, ``which resolution added a freeze of funds?``: another text, on the
    places spoken of, where nothing else says which."""
    match = _ANOTHER_TEXT.match(f.rest)
    if f.own or match is None or _OF_EVERY_TIME.search(f.rest) or PRONOUN.search(f.rest) or POSSESSIVE.search(f.rest):
        return None
    if places_in(f.rest) or acronyms(f.rest) or proper_names(f.rest):
        return None
    which = _WHICH_TEXT.match(f.rest)
    if which and (number := told_by(f.rest[which.end() :], f)):
        return f"Which paragraph of resolution {number}{f.rest[which.end() :]}?"
    focus = f.background.catalogue.record(f.thread.focus) if f.thread.focus else None
    spoken = places_in(f.thread.matter) or ([f.thread.place] if f.thread.place else [])
    if which and ENDED.search(f.rest):
        return None
    places = spoken or (places_in(f"{focus.subject} {focus.agenda}") if focus else [])
    return f"{f.rest}, regarding {' and '.join(list(dict.fromkeys(places))[:2])}?" if places else None


_WHICH_TEXT = re.compile(r"\W*(?:which|what) (?:later |other )?resolution\b(?! \d)", re.IGNORECASE)
_ANOTHER_TEXT = re.compile(
    r"\W*(?:(?:which|what) (?:later |other |earlier )?resolution\b(?! \d)|when did the (?:security )?council\b(?! (?:adopt|vote|decide)\b)"
    r"|when (?:was|were) (?:the|an?) (?:[\w-]+ ){1,3}?(?:imposed|introduced|added|banned)\b"
    r"|(?:which|what) (?:[\w-]+ ){1,3}?(?:was|were) (?:set up|created|established|sent|formed)\b)",
    re.IGNORECASE,
)
_WHEN = re.compile(r"\W*when did\b", re.IGNORECASE)
_OF_EVERY_TIME = re.compile(r"\b(?:ever|generally|in general|always|(?:any|the) resolutions?)\b", re.IGNORECASE)


def when_the_council(f: FollowUp) -> str | None:
    """When something was done is asked of a text that is not known yet, and not of the one in focus."""
    return on_the_matter(f) if _WHEN.match(f.rest) else None


def of_those_things(f: FollowUp) -> str | None:
    """``list the resolutions that renewed those powers``: of other texts, on what the last question was about."""
    match = _THOSE.search(f.rest)
    if f.own or match is None or not _OTHER_TEXTS.search(f.rest[: match.start()]):
        return None
    before, behind = f.rest[: match.start()], f.rest[match.end() :]
    last = references(f.thread.question, f.background)
    if last and last[-1].pinpoint.kind is not None:
        return f"{before}{f.thread.question[last[-1].start : last[-1].end]}{behind}?"
    noun = stem(match["noun"])
    phrase = max(f.thread.matters, key=len, default="")
    if not phrase:
        return None
    said = phrase.split()
    at = next((i for i, word in enumerate(said) if stem(word) == noun), None)
    about = " ".join(said[at + 1 :]) if at is not None else f"on {phrase}"
    return f"{before}the {match['noun']} {about}".rstrip() + f"{behind}?"


_THOSE = re.compile(r"\b(?:those|these|such) (?P<noun>(?!who\b|that\b|which\b)[a-z]+s)\b", re.IGNORECASE)
_OTHER_TEXTS = re.compile(r"\b(?:which|what|the|list|all|any) (?:later |other )?resolutions?\b", re.IGNORECASE)


def of_an_addressee(f: FollowUp) -> str | None:
    """``what does Azuria have to do?``: a place of which the text in focus asks something, where nothing else tells."""
    names = [*places_in(f.rest), *proper_names(f"x {f.rest}")]
    if f.own or f.thread.focus is None or not names or not _HAS_TO_DO.match(f.rest) or dates_of(f.rest):
        return None
    words = stems(" ".join(names))
    if len([word for word in content_stems(f.rest) if word not in words]) > 1 or acronyms(f.rest):
        return None
    rows = [row.words for row in f.background.catalogue.paragraphs_of(f.thread.focus)]
    named = any(names[0] in places_in(row) or stems(names[-1]) <= stems(row) for row in rows)
    return f"{f.rest} in resolution {f.thread.focus}?" if named else None


_HAS_TO_DO = re.compile(
    r"\W*(?:what|whom|which \w+) (?:else )?(?:do|does|did|must|should|shall|may|can|is|are|was|were|has|have|had)\b.*\b(?:do|done|stop|allow|give|pay|told|asked|demanded|accept|"
    r"promise|get|hand over|avoid)\W*$",
    re.IGNORECASE,
)


def of_that_country(f: FollowUp) -> str | None:
    """``what was banned for that country in 2022?``: its name in the place of "that country"."""
    return f"{f.rest}?" if f.thread.place and f.thread.place in f.rest and f.thread.place not in f.question else None
