"""Follow-ups on the end of what a text imposes or of a part of it, and on who took whose place."""

from __future__ import annotations

import re
from collections.abc import Collection

from assistant.reading.zero.dialogue.follow_up import FollowUp, called
from assistant.reading.zero.dialogue.heads import with_whole_name
from assistant.reading.zero.dialogue.phrases import PRONOUN, in_place_of_pronoun, noun_phrases
from assistant.reading.zero.dialogue.succession import PASSES_ON
from assistant.terms import acronyms, content_stems, stems
from assistant.understanding.days import dates_of
from ingest.annotations import Action, BodyKind, MandateDecision
from ingest.bodies import measures_of
from ingest.pinpoint import resolution_of
from ingest.places import places_in


def passed_on(f: FollowUp) -> str | None:
    """``how did it become UNMAB?``, ``when did UNMAB take over from it?``: asked of the text that begins with the other body."""
    former = next((each.text for each, _ in reversed(f.thread.subjects) if each.acronym), "")
    others = [name for name in acronyms(f.rest) if name in f.background.bodies and name != former]
    if f.own or not former or len(others) != 1 or not PASSES_ON.search(f.rest):
        return None
    said = in_place_of_pronoun(f.rest, former)
    if said == f.rest:
        return None
    found = f.background.first_on(others[0])
    younger = found is not None and f.background.heir_in(said) == others[0]
    return f"{said} in resolution {found.resolution}?" if found is not None and younger else f"{said}?"


def ended_later(f: FollowUp) -> str | None:
    """``which resolution lifted them?``, ``what became of the committee?``, ``when was the petroleum part lifted?``: the
    decision that ends what the resolutions spoken of set up."""
    if f.own or not (ENDED.search(f.rest) or _BECAME_OF.search(f.rest)) or CONDITION.search(f.rest) or dates_of(f.rest):
        return None
    kinds, what = _spoken_of(f)
    if f.thread.focus is None or _is_another_place(f):
        return None
    found = _end_of(kinds, what, f) if kinds else None
    if found is not None:
        return f"What does resolution {found.resolution} decide on the end of {what}?"
    return _ended_by_title(f) if not kinds else None


def _ended_by_title(f: FollowUp) -> str | None:
    """The later resolution whose title says that it ends what is spoken of, where that is no body and no measure: a
    programme, a fund."""
    subject = f.thread.subject
    if subject is None or subject.acronym:
        return None
    name = subject.text if PRONOUN.search(f.rest) else ""
    whole = with_whole_name(f.rest, [subject.text, *f.thread.matters])
    phrases = [name] if name else noun_phrases(whole) if whole != f.rest else []
    asked = max((set(content_stems(each)) for each in phrases), key=len, default=set())
    titles = f.background.catalogue.titles()
    numbers = (number for number in sorted(titles) if number > (f.thread.focus or 0))
    found = next((n for n in numbers if _TITLE_OF_END.search(titles[n]) and asked <= stems(titles[n])), None)
    if len(asked) < _TELLING or found is None:
        return None
    return f"What does resolution {found} decide on the end of {name or f'the {max(phrases, key=len)}'}?"


def restored(f: FollowUp) -> str | None:
    """``can they come back?``: asked of the measures that the resolution in focus ends."""
    match = _COMES_BACK.search(f.rest)
    ends = (d for d in f.background.decisions if d.resolution == f.thread.focus and d.action is Action.END)
    if f.own or match is None or not any(d.kind is BodyKind.MEASURES for d in ends):
        return None
    start, end = match.span("they")
    return f"{f.rest[:start]}the terminated measures{f.rest[end:]} in resolution {f.thread.focus}?"


def _is_another_place(f: FollowUp) -> bool:
    return any(place != f.thread.place for place in places_in(f.rest))


def _spoken_of(f: FollowUp) -> tuple[tuple[BodyKind, ...], str]:
    """What sort of thing a question asks the end of, and how it is called; missions have a chain of their own."""
    for kinds, noun in _NOUNS:
        if match := noun.search(f.rest):
            if match.groupdict().get("all"):
                return kinds, "the measures"
            said = re.sub(r"^(?:these|those|such|its|their)\b", "the", match.group(), flags=re.IGNORECASE)
            return kinds, said
    if goods := measures_of(f.rest):
        return _MEASURES, f"the measures on {' and '.join(sorted(goods))}"
    subject = f.thread.subject
    if subject and not subject.acronym and not subject.lasts and _LIFTED.search(f.rest) and PRONOUN.search(f.rest):
        return _MEASURES, "the measures"
    if subject is None or subject.acronym or not (PRONOUN.search(f.rest) or not noun_phrases(f.rest)):
        return (), ""
    return next(((kinds, called(f)) for kinds, noun in _NOUNS if noun.search(f"the {subject.text}")), ((), ""))


def _end_of(kinds: Collection[BodyKind], what: str, f: FollowUp) -> MandateDecision | None:
    """The decision that ends such a thing, later than the resolution in focus or else in it.

    One that cites a paragraph in question counts most, then the goods it is about, then the words that it and the
    paragraphs it cites share with the question and with what was spoken of; the newest of equals.
    """
    thread, catalogue = f.thread, f.background.catalogue
    keys = {each.paragraph.key for each in thread.cited}
    spoken = {*thread.named, *(each.resolution for each in thread.cited[:1]), *thread.recent[-3:]}
    focus = thread.focus or 0
    ends = [d for d in f.background.decisions if d.action is Action.END and d.kind in kinds]
    later = [d for d in ends if d.resolution > focus and {*d.roots} & spoken]
    if not later:  # what the text in focus only goes on with: the measures there that it cites
        cites = {resolution_of(key) for row in catalogue.paragraphs_of(focus) for key in row.cites}
        later = [d for d in ends if d.resolution > focus and {*d.roots} & cites and d.place == thread.place]
    if not later and BodyKind.MEASURES not in kinds:
        later = [d for d in ends if d.resolution == focus]
    rows = catalogue.paragraphs(d.key for d in later)
    goods, asked = {*measures_of(what)}, {*content_stems(f"{thread.matter} {what}")}

    def score(decision: MandateDecision) -> tuple[float, int]:
        row = rows.get(decision.key)
        cited = catalogue.paragraphs(row.cites).values() if row else ()
        own = row.words[decision.start : decision.end] if row else ""
        words = " ".join([own, *(each.words for each in cited)])
        points = 3.0 * bool(row and keys & {*row.cites}) + len(asked & stems(f"{words} {decision.body}"))
        points += 4.0 * bool(goods & {*measures_of(words)}) + 4.0 * bool(goods & {*measures_of(own)})
        return points, decision.resolution

    return max(later, key=score, default=None)


ENDED = re.compile(
    r"\b(?:lifted|terminated?|dissolved|ended|clos(?:e|ed|ure)|shut|wound up|cease[ds]?|abolished|cancelled|stop(?:ped)?|scrapped|repealed)\b|\bdid\b.*\b(?:end|finish|expire|lapse)\b",
    re.IGNORECASE,
)
_LIFTED = re.compile(r"\blift(?:ed)?\b", re.IGNORECASE)  # nothing but measures is lifted
_COMES_BACK = re.compile(
    r"\b(?P<they>they|it|these|those|the (?:old |former |earlier |previous )?(?:provisions|measures|sanctions|restrictions))\b(?: \w+){0,2}? "
    r"(?:come back|return|restored|reinstated|reimposed|re-imposed|revived|brought back|snap(?:ped)? back|apply again)\b",
    re.IGNORECASE,
)
_TITLE_OF_END = re.compile(r"\b(?:terminat\w+|lifting|dissol\w+|closure|conclusion)\b", re.IGNORECASE)
_TELLING = 2  # words that tell a programme or a fund from others
_BECAME_OF = re.compile(r"\bwhat (?:became|has become|happened) (?:of|to|with)\b", re.IGNORECASE)
# "What would end it?" asks for what a text says, and not for what happened.
CONDITION = re.compile(r"\b(?:would|could|conditions?|unless|if)\b", re.IGNORECASE)
_THE = r"\b(?:the|these|those|all these|such|its|their) (?:[\w-]+ ){0,2}?"
_MEASURES = (BodyKind.MEASURES, BodyKind.AUTHORIZATION)
_NOUNS = (
    ((BodyKind.COMMITTEE,), re.compile(rf"{_THE}committee\b", re.IGNORECASE)),
    ((BodyKind.PANEL,), re.compile(rf"{_THE}(?:panel|experts|(?:monitoring|expert) (?:group|team))\b", re.IGNORECASE)),
    (
        _MEASURES,
        re.compile(
            rf"\b(?P<all>everything|all (?:these|those|of (?:it|them|this|that)))\b|{_THE}(?:prohibitions?|measures|sanctions|restrictions|bans?|embargo(?:es)?|freeze|zone|arrangements|authori[sz]ations?)\b",
            re.IGNORECASE,
        ),
    ),
)
