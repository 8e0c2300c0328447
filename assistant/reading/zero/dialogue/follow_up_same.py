"""Follow-ups that ask the last question of another place, body or year."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.reading.zero.dialogue.follow_up import (
    FollowUp,
    mandate_of,
)
from assistant.reading.zero.dialogue.follow_up_chains import (
    about_an_end,
    decided_in_year,
)
from assistant.reading.zero.dialogue.follow_up_times import of_a_year
from assistant.reading.zero.dialogue.phrases import POSSESSIVE, PRONOUN
from assistant.reading.zero.dialogue.thread import references
from assistant.reading.zero.dialogue.unsaid import CLAUSE, ONE_FOR, SAME
from assistant.terms import acronyms, content_words, has_name
from assistant.understanding.days import Day, dates_of
from assistant.understanding.references import blank
from ingest.citation import Found
from ingest.places import places_in


def same_for_another(f: FollowUp) -> str | None:
    """``what about Mali?``, ``and in 2019?``, ``and the one for Rwanda?``: the last question with another place or year."""
    if (
        f.own
        or PRONOUN.search(f.rest)
        or POSSESSIVE.search(f.rest)
        or (CLAUSE.search(f.rest) and not ONE_FOR.search(f.rest))
    ):
        return None
    last, new = f.thread.question, SAME.sub("", f.rest)
    rest = re.sub(
        r"^(?:(?:in|for|on|of|with|to|by|against|at|the|that|one|same|ones|during)\b\s*)+", "", new, flags=re.IGNORECASE
    )
    old = references(last, f.background)
    years, places = dates_of(blank(last, old)), places_in(rest)
    if dates_of(rest) and not content_words(re.sub(r"\b[A-Z][a-z]+ (?=\d{4})|\d", "", rest)):
        if match := _FROM_THEN.match(new):
            return _from_then(match, years[-1] if years else None, f)
        if years:
            return re.sub(rf"\b{years[-1].year}\b", rest, last, count=1)
        if about_an_end(last) and (number := decided_in_year(f, f.chain())) is not None:
            return f"Until when does resolution {number} extend {mandate_of(f)}?"
        if old and (found := of_a_year(f)):
            return found
        return f"{_OF_NOW.sub('', without_references(last, old)).rstrip('?. ')} in {rest}?"
    other = content_words(rest.replace(_spoken_place(rest), " ")) if places else []
    if places and not other:
        bare = last if _mentions(f, rest) and not _is_about(f, _spoken_place(last)) else without_references(last, old)
        spoken = _spoken_place(bare)
        subject = f.thread.subject
        if spoken and subject and spoken in subject.text and subject.text in bare and ONE_FOR.search(new):
            head = re.sub(
                rf"(?:\b(?:for|on|in|of|against) (?:the )?)?\b{re.escape(spoken)}(?:['’]s)?", "", subject.text
            )
            return bare.replace(subject.text, f"{head.strip()} {ONE_FOR.sub(_link, new, count=1)}", 1)
        if spoken:
            return bare.replace(spoken, rest, 1)
        if f.thread.subject and f.thread.subject.text in bare and not f.thread.subject.acronym:
            return bare.replace(f.thread.subject.text, f"{f.thread.subject.text} for {rest}", 1)
    names = acronyms(rest)
    if names and f.thread.subject and f.thread.subject.text in last and len(content_words(rest)) <= 2:
        others = (
            names[0] not in f.background.bodies
        )  # an organization, of which the text in focus may speak by its name
        if others and not has_name(f"x {f.thread.subject.text}"):
            return None
        bare = last if others or _mentions(f, rest) else without_references(last, old)
        return bare.replace(f.thread.subject.text, rest, 1)
    return None


def _from_then(match: re.Match[str], old: Day | None, f: FollowUp) -> str:
    """``after 2005?``: the last question asked of the first decision from then on, else of that time."""
    last = f.thread.question
    bare = without_references(last, references(last, f.background))
    if old:
        bare = re.sub(rf"(?:\b(?:in|of|since|from|after|before) )?\b{old.year} ?\b", "", bare, count=1)
    bare = re.sub(r"\s+", " ", bare).rstrip("?. ")
    year = int(match["year"])
    later = (each.row for each in f.later() if each.row.year >= year)
    found = next(later, None) if match["way"].lower() in ("after", "since", "from") else None
    return (
        f"{bare}, in paragraph {found.number} of resolution {found.resolution}?"
        if found
        else f"{bare} {match.group().strip('?. ')}?"
    )


_FROM_THEN = re.compile(r"\W*(?P<way>after|since|from|before|until|by) (?P<year>(?:19|20)\d\d)\b", re.IGNORECASE)
# What the last question asked of the present does not hold for another year.
_OF_NOW = re.compile(
    r"\b(?:latest|newest|most recent|current(?:ly)?|present|last|now|today|still)\b (?=\w)|,? \b(?:now|today|currently|at present)\b",
    re.IGNORECASE,
)


def _mentions(f: FollowUp, name: str) -> bool:
    """Whether the resolution that the last question names speaks of ``name`` too."""
    if not f.thread.named:
        return False
    return any(name in row.words for row in f.background.catalogue.paragraphs_of(f.thread.named[-1]))


def _is_about(f: FollowUp, place: str) -> bool:
    """Whether the resolution that the last question names is described as being on ``place``: not on another, then."""
    record = f.background.catalogue.record(f.thread.named[-1]) if f.thread.named and place else None
    return record is not None and places_in(place)[:1] == places_in(f"{record.subject} {record.agenda}")[:1]


def _link(match: re.Match[str]) -> str:
    """``for`` of "the one for"."""
    return match.group().split()[-1]


def _spoken_place(text: str) -> str:
    """The place that ``text`` names first, as it is written there."""
    words, places = re.findall(r"[\w'’-]+", text), places_in(text)
    spans = ((start, start + length) for length in range(1, 6) for start in range(len(words) - length + 1))
    spoken = (re.sub(r"['’]s$", "", " ".join(words[start:end])) for start, end in spans)
    found = next((each for each in spoken if each in text and places_in(each) == places[:1]), "") if places else ""
    return f"the former {found}" if found and f"the former {found}" in text else found


def without_references(text: str, found: Sequence[Found]) -> str:
    """``text`` without the resolutions it names: ``under resolution 9103`` goes, ``did 9103 forbid`` becomes the Council."""
    for each in sorted(found, key=lambda each: -each.start):
        head, tail = text[: each.start], text[each.end :]
        shorter = re.sub(r",?\s*\b(?:in|of|under|by|from|to)\s+(?:resolutions?\s+)?$", "", head, flags=re.IGNORECASE)
        if _PARAGRAPH_OF.match(text[each.start :]) and re.search(r"\b(?:which|what) $", head, re.IGNORECASE):
            text = f"{head}resolution{tail}"
        elif shorter != head or not tail.strip(" ?."):
            text = f"{shorter}{tail}"
        else:
            text = f"{re.sub(r'resolutions? $', '', head)}the Council{tail}"
    return text


_PARAGRAPH_OF = re.compile(r"(?:operative |preambular )?paragraphs?\b", re.IGNORECASE)
