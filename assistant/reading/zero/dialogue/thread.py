"""The state of a conversation, computed from what was asked and answered: what "it", "there" and "both" can mean."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.reading.zero.dialogue.phrases import Subject, matters_of, subject_of
from assistant.reading.zero.dialogue.succession import Background
from assistant.reading.zero.dialogue.unsaid import PARAGRAPH
from assistant.terms import acronyms
from assistant.understanding.days import dates_of
from assistant.understanding.references import blank, references_in
from ingest.annotations import BodyKind
from ingest.citation import Found, find_citations
from ingest.pinpoint import Pinpoint, resolution_of
from ingest.places import places_in
from ingest.resolution import Force

_KEPT = 4  # resolutions, subjects and questions that are remembered
_CORPUS_END = re.compile(
    r"[^\n.]*\b(?:corpus\b[^\n.]*?\bends?\s+with|last text)\b[^\n.]*S/RES/[^\n]*?(?:\.|\n|$)", re.IGNORECASE
)
_OF_SEVERAL = re.compile(r"\b(?:resolutions|renewals|extensions)\b", re.IGNORECASE)
_ANOTHER_TEXT = re.compile(r"Which paragraph of resolution \d+ ")  # how another text, told by what it does, is asked
_WATCHES = re.compile(r"\b(?:committee|panel|experts|monitoring (?:group|team))\b", re.IGNORECASE)
_MEASURES = re.compile(r"\b(?:embargo|bans?|sanctions?|freeze|measures|restrictions|prohibitions?)\b", re.IGNORECASE)
_CALLED = {
    BodyKind.MISSION: re.compile(
        r"\b(?:mission|force|operation|observers?|inspectors|peacekeepers|presence|directorate|office|body|administration|court|tribunal)\b",
        re.IGNORECASE,
    ),
    BodyKind.COMMITTEE: re.compile(r"\b[Cc]ommittee\b"),
    BodyKind.PANEL: re.compile(r"\b(?:panel|experts|monitoring (?:group|team))\b", re.IGNORECASE),
}


_DECIDES = (Force.DECISION, Force.AUTHORIZATION)
_ONLY_TERMS = re.compile(r" in the event of non-compliance\?$| enter into force\?$")  # of what was spoken of before
_NOTES = (Force.EVALUATION, Force.RECALL)
_DONE = re.compile(
    r"\b(?:sent|went|go|allow\w*|authori[sz]\w*|set up|creat\w+|establish\w*|deploy\w*|imposed?|ban(?:ned)?|cut off|forb\w+|frozen?|froze|stopp?\w*|prohibit\w*)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Thread:
    """What a conversation is about so far.

    ``question`` is the last question, standing for itself; ``named`` the resolutions that the reader named last and
    ``cited`` the paragraphs that the last answer rests on, ``read`` the last one that any answer rests on. ``recent`` keeps the resolutions in focus and
    ``subjects`` what was spoken of with the resolutions it was found in, oldest first. ``matter`` holds the words of the
    last questions, ``matters`` its noun phrases, ``place`` the place last named, ``day`` the date that the last answer gave,
    ``listed`` the resolutions of the last list, oldest first. ``by_paragraph`` tells that the reader himself spoke of paragraphs.
    """

    question: str = ""
    named: tuple[int, ...] = ()
    cited: tuple[Pinpoint, ...] = ()
    read: Pinpoint | None = None
    recent: tuple[int, ...] = ()
    subject: Subject | None = None
    subjects: tuple[tuple[Subject, tuple[int, ...]], ...] = ()
    matter: str = ""
    matters: tuple[str, ...] = ()
    place: str = ""
    day: str = ""
    listed: tuple[int, ...] = ()
    by_paragraph: bool = False

    @property
    def focus(self) -> int | None:
        """The resolution that "it" means: the one named last, else the one the last answer rests on."""
        if self.named:
            return self.named[-1]
        return self.cited[0].resolution if self.cited else None

    @property
    def paragraph(self) -> Pinpoint | None:
        """The paragraph that the last answers rest on, in the resolution in focus."""
        cited = [*self.cited, self.read]
        return next((each for each in cited if each and each.kind is not None and each.resolution == self.focus), None)

    @property
    def name(self) -> str:
        """What the subject is called in a sentence; empty where there is none."""
        return self.subject.text if self.subject else ""

    def asked(self, standalone: str, background: Background, *, said: str = "") -> Thread:
        """The state after a question; ``said`` is what the reader wrote, where it was completed from this state."""
        follows = bool(said)
        found = references(standalone, background)
        numbers = tuple(dict.fromkeys(each.pinpoint.resolution for each in found))
        text = "" if follows and _ONLY_TERMS.search(standalone) else blank(standalone, found)
        subject = subject_of(text, background.bodies)
        places = places_in(text)
        goes_on = follows or (bool(numbers) and not places and not acronyms(text))
        goes_over = subject is not None and _ANOTHER_TEXT.match(standalone)
        if follows and self.subject and not goes_over and (subject is None or self._goes_on_with(subject)):
            subject = self.subject
        if (heir := background.heir_in(text)) is not None:
            subject = Subject(heir, lasts=True)
        return replace(
            self,
            question=standalone,
            named=numbers,
            cited=(),
            recent=_last((*self.recent, *numbers)),
            subject=subject,
            subjects=_with(self.subjects, subject, numbers),
            matter=f"{self.matter} {text}"[-400:] if goes_on else text,
            matters=tuple(matters_of(text)) or (self.matters if follows else ()),
            place=places[0] if places else self.place if goes_on else "",
            day="",
            listed=self.listed if follows else (),
            by_paragraph=bool(PARAGRAPH.search(said or standalone))
            or (any(each.pinpoint.kind for each in found) and (self.by_paragraph or not follows)),
        )

    def of_measures(self) -> Thread:
        """The state in which "it" means the measures last spoken of, where a committee or a panel was spoken of since."""
        if self.subject is None or not _WATCHES.search(self.subject.text):
            return self
        found = next((each for each, _ in reversed(self.subjects) if _MEASURES.search(each.text)), None)
        return replace(self, subject=found) if found else self

    def _goes_on_with(self, subject: Subject) -> bool:
        """Whether a later question that is about ``subject`` still speaks of the one before ("the tasks of UNMAZ")."""
        if self.subject is None:
            return False
        name = self.subject.text.removeprefix("the ")
        return (self.subject.lasts and not subject.lasts) or (name in subject.text and not subject.acronym)

    def answered(self, text: str, background: Background) -> Thread:
        """The state after an answer: what it cites, the day it gives, and the name of a body that was described."""
        text = _CORPUS_END.sub(" ", text)
        found = [each.pinpoint for each in find_citations(text, known=background.known)]
        precise = [each for each in found if each.kind is not None] or found
        years = set() if self.named else {day.year for day in dates_of(self.question)}
        of_then = [each for each in precise if years & {background.year_of(each.resolution)}]
        cited = tuple(
            dict.fromkeys((*self._decided_first(of_then, background), *self._decided_first(precise, background)))
        )[:_KEPT]
        if not cited:
            return self
        first = cited[0].resolution
        state = replace(self, cited=cited, day=_first_day(text, found))
        if _OF_SEVERAL.search(self.question):
            state = replace(state, listed=tuple(sorted({each.resolution for each in found} - set(self.named))))
        state = replace(state, read=state.paragraph or self.read)
        if not state.place:
            decided = background.decided_in([each.paragraph.key for each in cited if each.resolution == first])
            state = replace(state, place=next((d.place for d in decided if d.place), ""))
        if not self.named:
            state = replace(state, recent=_last((*self.recent, first)))
        subject = state._name_of_described(background) or self.subject
        numbers = state.named or tuple(dict.fromkeys(each.resolution for each in cited))
        before = self.subjects if subject == self.subject else self.subjects[:-1]
        return replace(state, subject=subject, subjects=_with(before, subject, numbers))

    def _decided_first(self, cited: Sequence[Pinpoint], background: Background) -> Sequence[Pinpoint]:
        """The paragraphs with the first that decides ahead, where it was asked what was done and the first only notes it."""
        cited = list(dict.fromkeys(cited))[:_KEPT]
        rows = background.catalogue.paragraphs(each.paragraph.key for each in cited)
        decides = [each for each in cited if (row := rows.get(each.paragraph.key)) and row.force in _DECIDES]
        if self.named or not decides or decides[0] == cited[0] or not _DONE.search(self.question):
            return cited
        first = rows.get(cited[0].paragraph.key)
        if first is None or first.force not in _NOTES:
            return cited
        named = {
            resolution_of(key) for row in rows.values() if row.resolution == decides[0].resolution for key in row.cites
        }
        origin = next((each for each in decides if each.resolution in named - {decides[0].resolution}), decides[0])
        return (origin, *cited)

    def _name_of_described(self, background: Background) -> Subject | None:
        """The name of what the last answer decides on, where the question only described it ("which committee …")."""
        if self.subject is None or self.subject.acronym:
            return None
        keys = [each.paragraph.key for each in self.cited[:2]]
        for kind, called in _CALLED.items():
            if not called.search(self.subject.text) or (places_in(self.subject.text) and kind is not BodyKind.MISSION):
                continue
            for decision in background.decided_in(keys):
                if decision.kind is kind and (decision.acronym or kind is not BodyKind.MISSION):
                    return Subject(decision.acronym or _in_a_sentence(decision.body), lasts=True)
        return None


def _in_a_sentence(body: str) -> str:
    """``Panel of Experts (Azuria)`` → ``the Panel of Experts on Azuria``."""
    name, _, place = body.removesuffix(")").partition(" (")
    return f"the {name} on {place}" if place else f"the {name}"


def _first_day(text: str, found: Sequence[Pinpoint]) -> str:
    """The first date of an answer that comes with "until", else none."""
    match = re.search(r"\b(?:until|on|by|from) (\d{1,2} [A-Z][a-z]+ (?:19|20)\d\d)\b", text)
    return match[1] if match and found else ""


def _with(
    subjects: Sequence[tuple[Subject, tuple[int, ...]]], subject: Subject | None, numbers: Sequence[int]
) -> tuple[tuple[Subject, tuple[int, ...]], ...]:
    """``subjects`` with ``subject`` as the last one, and the resolutions in which it was found."""
    if subject is None:
        return tuple(subjects)
    known = next((found for name, found in subjects if name == subject), ())
    others = [each for each in subjects if each[0] != subject]
    return (*others, (subject, tuple(dict.fromkeys((*known, *numbers)))))[-_KEPT:]


def _last(numbers: Sequence[int]) -> tuple[int, ...]:
    """The last different numbers, oldest first."""
    return tuple(reversed(list(dict.fromkeys(reversed(numbers)))[:_KEPT]))


def references(text: str, background: Background) -> list[Found]:
    """The resolutions that a question names itself."""
    return references_in(text, background.known)
