"""A follow-up as it is read: the question, the state of the conversation, and what both say together."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.reading.zero.dialogue.heads import with_head
from assistant.reading.zero.dialogue.phrases import (
    POSSESSIVE,
    PRONOUN,
    as_written,
    in_place_of_pronoun,
    joined,
    matters_of,
)
from assistant.reading.zero.dialogue.succession import Background, Chain
from assistant.reading.zero.dialogue.thread import Thread, references
from assistant.reading.zero.dialogue.unsaid import OPENING
from assistant.terms import acronyms
from assistant.timeline.effect_words import Effect
from assistant.timeline.later import Later, later_decisions
from assistant.understanding.days import dates_of
from assistant.understanding.references import blank
from ingest.annotations import BodyKind
from ingest.citation import Found
from ingest.pinpoint import Kind
from ingest.places import places_in


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A question that leaves something unsaid, the references it makes, and what it is read against."""

    question: str
    own: Sequence[Found]
    thread: Thread
    background: Background

    @property
    def rest(self) -> str:
        """The question without "and", "what about" and the mark at its end."""
        opening = OPENING.match(self.question)
        rest = self.question[opening.end() if opening else 0 :].rstrip("?. ")
        rest = self._in_a_year(rest)
        rest = _SAME_PLACE.sub(self.thread.place, rest) if self.thread.place else rest
        rest = _THERE_LATER.sub(f"in {self.thread.place}", rest) if self.thread.place else rest
        subject = [self.thread.subject.text] if self.thread.subject and not self.thread.subject.acronym else []
        return with_head(rest, [*subject, *self.thread.matters])

    def _in_a_year(self, rest: str) -> str:
        """``two years later`` → ``in 2013``, counted from the resolution in focus."""
        match = _YEARS_OFF.search(rest)
        record = self.background.catalogue.record(self.thread.focus) if match and self.thread.focus else None
        if match is None or record is None:
            return rest
        count = _COUNTS.get((match["count"] or "one").lower(), 0) or int(match["count"])
        year = record.year + (count if match["later"].lower() in ("later", "after", "following", "next") else -count)
        return f"{rest[: match.start()]}in {year}{rest[match.end() :]}"

    @property
    def name(self) -> str:
        return self.thread.name

    def chain(self) -> Chain:
        """The decisions on the subject, where it is a body or a measure; else on what the last answer decides about."""
        thread, subject = self.thread, self.thread.subject
        found = self.background.chain(subject.text, thread.place) if subject and subject.lasts else []
        if found and subject and (subject.acronym or _MEASURES.search(subject.text) or self._is_spoken_of(found)):
            return found
        keys = [each.paragraph.key for each in (*thread.cited[:1], *([thread.read] if thread.read else []))]
        decided = self.background.decided_in([key for key in keys if key.startswith(f"{thread.focus}/")])
        if not decided and (subject is None or not subject.lasts):  # the one mission that the resolution decides on
            missions = [
                d for d in self.background.decisions if d.resolution == thread.focus and d.kind is BodyKind.MISSION
            ]
            decided = missions if len({d.body for d in missions}) == 1 else []
        return self.background.decisions_on(decided[0].body) if decided else []

    def later(self) -> list[Later]:
        """What later decisions did to the paragraph in focus; else to that paragraph of its resolution that was extended
        most often. Oldest first."""
        catalogue, number = self.background.catalogue, self.thread.focus
        row = catalogue.paragraph(self.thread.paragraph.paragraph.key) if self.thread.paragraph else None
        if row is not None and (found := later_decisions(row, catalogue)):
            return found
        rows = [row for row in catalogue.paragraphs_of(number) if row.kind is Kind.OPERATIVE] if number else []
        every = [later_decisions(row, catalogue) for row in rows if not row.path]
        return max(every, key=lambda found: sum(each.effect is Effect.EXTENDED for each in found), default=[])

    def _is_spoken_of(self, chain: Chain) -> bool:
        """Whether one of the resolutions in focus belongs to these decisions or is their origin."""
        numbers = {number for d in chain for number in (d.resolution, *d.roots)}
        return bool(numbers & {*self.thread.recent, *(each.resolution for each in self.thread.cited)})


_MEASURES = re.compile(r"\b(?:embargo|bans?|sanctions?|freeze|measures)\b", re.IGNORECASE)


_SAME_PLACE = re.compile(r"\b(?:the same|that|this) (?:country|territory)\b", re.IGNORECASE)
_THERE_LATER = re.compile(r"(?<=\w )there(?= (?:later|then|afterwards|at first|now)\b)", re.IGNORECASE)
_COUNTS = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "ten": 10}
_YEARS_OFF = re.compile(
    rf"\b(?P<count>{'|'.join(_COUNTS)}|\d{{1,2}}) years? (?P<later>later|earlier|before|after)\b(?! (?:the|its|that|it)\b)",
    re.IGNORECASE,
)


Rule = Callable[[FollowUp], str | None]


_NO_PLACE = re.compile(r"Qaida|Taliban|ISIL")  # a regime without a country


def called(f: FollowUp) -> str:
    """The subject with its place, where its own name does not tell it."""
    name, place = f.name, f.thread.place
    subject = f.thread.subject
    if (
        subject is None
        or subject.acronym
        or not place
        or places_in(name)
        or not subject.lasts
        or _NO_PLACE.search(place)
    ):
        return name
    return f"{name} on {place}" if re.search(r"embargo|ban|sanction|measure|freeze", name) else f"{name} in {place}"


def _body_of(chain: Chain) -> str:
    return chain[-1].acronym or f"the {chain[-1].body}"


def mandate_of(f: FollowUp) -> str:
    subject = f.thread.subject
    if subject and not subject.lasts and (chain := f.chain()):
        if chain[-1].kind in (BodyKind.MEASURES, BodyKind.AUTHORIZATION):
            name = chain[-1].body.partition(" (")[0]
            return f"the {name} on {chain[-1].place}" if chain[-1].place else f"the {name}"
        return f"the mandate of {_body_of(chain)}"
    return f"the mandate of {f.name}" if subject and subject.acronym else called(f)


OF_THE_TEXT = re.compile(
    r"\b(?:vot\w+|abstain\w*|adopt\w*|cites?|cited|recalls?|recalled|mention\w*|refers?|referred|say|says|said|decides?|chapter|binding|paragraphs?|"
    r"preamble|annex\w*|authori[sz]es?|requires?|demands?|imposes?|calls?|asks?|summari[sz]e|about|speak|condemns?|in favou?r|against|veto\w*|unanim\w*)\b",
    re.IGNORECASE,
)


ELSEWHERE = re.compile(
    r"\b(?:which|what) (?:\w+ )?resolutions?\b|\b(?:later|latest|newest|now|today|currently|since then|other resolutions?|still (?:in force|appl(?:y|ies)|valid|there|exists?|runs?|running|active|stands?|on))\b",
    re.IGNORECASE,
)


def placed(said: str, f: FollowUp) -> str:
    """``said`` with the resolution in focus, where it names none and does not ask of others or of another time."""
    number = f.thread.focus
    if number is None or references(said, f.background) or ELSEWHERE.search(said):
        return said
    own_time = dates_of(f.rest)
    return said if own_time else f"{said} {link_to(said)} resolution {number}"


def link_to(said: str) -> str:
    """ "Who abstained on", but "which paragraph is in"."""
    return "on" if _VOTES.search(said) else "in"


_VOTES = re.compile(r"\b(?:vot(?:e[sd]?|ing)|abstain\w*|abstentions?|in favou?r|veto\w*)\b", re.IGNORECASE)


def complete_noun(said: str, f: FollowUp) -> str:
    """``said`` with its pronoun replaced, where it has one."""
    if not f.name or not (POSSESSIVE.search(said) or PRONOUN.search(said)):
        return said
    return in_place_of_pronoun(said, people(said, f) or f.name)


def people(said: str, f: FollowUp) -> str:
    """Whom "they" means: who is named beside the subject, where it is no body."""
    subject = f.thread.subject
    if subject and (target := _ON_WHOM.search(subject.text)) and _TO_THEM.search(said):
        return target["whom"]  # "the first sanctions on them" after "the arms ban on the keepers"
    of_a_thing = subject and (subject.acronym or (_MEASURES.search(subject.text) and _DONE_TO_MEASURES.search(said)))
    if of_a_thing or not re.search(r"\b(?:they|them|their)\b", said, re.IGNORECASE):
        return ""
    named = [each for each in f.thread.matters if each[0].isupper() and not acronyms(each)]
    return as_written(named[0], f.thread.question) if named else ""


_ON_WHOM = re.compile(
    r"\b(?:ban|embargo|sanctions|freeze|measures)\b.* (?:on|against|for) (?P<whom>(?:the )?[A-Z][\w’'-]+)$"
)
_TO_THEM = re.compile(r"\b(?:on|against|to|from|for|at|over) them\b", re.IGNORECASE)
_DONE_TO_MEASURES = re.compile(
    r"\bthey (?:\w+ )?(?:suspended|lifted|eased|ended|terminated|renewed|extended|imposed|widened|tightened)\b",
    re.IGNORECASE,
)


def matter_in_focus(f: FollowUp) -> str:
    """What the last question asked about, as a noun: ``the mandate of UNMAZ``, ``peace agreements``."""
    subject = f.thread.subject
    if subject is not None and subject.acronym and re.search(r"\bmandate|expir|end|extend", f.thread.question):
        return f"the mandate of {subject.text}"
    if subject is not None and subject.lasts:
        return subject.text
    found = references(f.thread.question, f.background)
    return joined(matters_of(blank(f.thread.question, found))) or f.name
