"""Follow-ups on another text that is told by what it does: who took over, the committee set up for it, what then froze funds."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.reading.zero.dialogue.follow_up import FollowUp
from assistant.reading.zero.dialogue.follow_up_chains import after
from assistant.reading.zero.dialogue.follow_up_ends import ENDED
from assistant.reading.zero.dialogue.phrases import PRONOUN, in_place_of_pronoun
from assistant.reading.zero.dialogue.spans import counts_from_a_day
from assistant.reading.zero.dialogue.unsaid import HEIR, NEXT_STEP, THEN, TOLD
from assistant.retrieval.vocabulary import in_the_register
from assistant.terms import acronyms, content_words, stem, words
from assistant.timeline.neighbours import successor
from ingest.pinpoint import Kind, resolution_of
from ingest.places import places_in
from ingest.resolution import Resolution


def heir(f: FollowUp) -> str | None:
    """``what office came after it?``, ``which mission took over in May?``: the body that took the place of the subject."""
    match = HEIR.search(f.rest)
    if f.own or match is None:
        return None
    former = match["former"] if match["former"] and match["former"].isupper() else ""
    if not former and acronyms(f.rest):
        return None  # it names itself who is meant
    found = successor(
        f.background.chain(former) if former else f.chain(), f.background.decisions, f.background.catalogue
    )
    if found is None:
        return None
    if match["the"]:  # "the mission that took over from it, how many soldiers did it get?"
        name, behind = found.acronym or found.body, f.rest[match.end() :].strip()
        if behind.startswith((",", ":")):
            return f"{in_place_of_pronoun(behind.strip(',: '), name)}?"
        return f"{f.rest[: match.start()]}{name} {behind}".rstrip() + "?"
    return after(found, former or f.name)


def set_up_for_it(f: FollowUp) -> str | None:
    """``which committee was created to watch that?``: the later text that goes on with the one in focus and sets up such a
    body, where that one sets up none."""
    match, focus = _SET_UP.search(f.rest), f.thread.focus
    if f.own or match is None or focus is None:
        return None
    noun = (match["made"] or match["topic"] or match["object"] or match["watches"]).lower()
    makes = [re.compile(pattern.format(noun), re.IGNORECASE) for pattern in _SETS_UP]
    if _found_in(focus, makes, f) is not None:
        return f"Which {noun} does resolution {focus} establish?" if match["watches"] else None
    if match["watches"] and any(noun in row.words.lower() for row in f.background.catalogue.paragraphs_of(focus)):
        return None  # one that was there before
    ranked = [
        (rank, record.number) for record in _going_on(f) if (rank := _found_in(record.number, makes, f)) is not None
    ]
    if not ranked:
        return None
    number = min(ranked)[1]
    topic = match["topic"] and f.rest[match.end() :].strip(" ,")
    if topic and not _ONLY_SET_UP.search(topic):
        return f"{in_place_of_pronoun(topic, f'the {noun}')} in resolution {number}?"
    return f"Which {noun} does resolution {number} establish?"


def _found_in(number: int, patterns: list[re.Pattern[str]], f: FollowUp) -> int | None:
    """The place of the first pattern that stands in a decision of a resolution."""
    rows = [row.words for row in f.background.catalogue.paragraphs_of(number) if row.kind is Kind.OPERATIVE]
    return next((i for i, each in enumerate(patterns) if any(each.search(words) for words in rows)), None)


def _going_on(f: FollowUp, *, earlier: bool = False) -> Iterator[Resolution]:
    """The later resolutions of some years that cite the one in focus, and those of fewer years that are on the same place,
    oldest first; with ``earlier`` also those before."""
    catalogue, focus = f.background.catalogue, f.thread.focus
    record = catalogue.record(focus) if focus else None
    if record is None or record.date is None:
        return
    citing = {resolution_of(key) for key, _ in catalogue.citing(record.number)}
    places = {f.thread.place} | set(places_in(f"{record.subject} {record.agenda}"))
    for number, year in sorted(catalogue.years().items()):
        if number == record.number or (number < record.number and not earlier) or year - record.year > _YEARS:
            continue
        near = abs(year - record.year) <= _FEW_YEARS
        other = catalogue.record(number) if number in citing or near else None
        if other is not None and (number in citing or places & set(places_in(f"{other.subject} {other.agenda}"))):
            yield other


_YEARS, _FEW_YEARS = 12, 3


_BODY = r"committee|commission(?: of inquiry)?|mechanism|panel(?: of experts)?|group of experts|monitoring (?:group|team|mechanism)|tribunal|court"
_WATCHES = r"(?:(?:is|was|had|has) (?:meant )?to )?(?:watch(?:e[sd])?|monitors?|monitored|follows?|followed|looks? after|looked after|supervises?|supervised|oversees?|oversaw|checks?|checked|handles?|handled|deals? with|dealt with)(?: over| up(?: on)?)?"
_MAKES = r"creat\w+|set(?:s|ting)?(?: (?:it|them|that|this))? up|establish\w*|formed|founded"
_SET_UP = re.compile(
    rf"\b(?:which|what) (?:[\w-]+ ){{0,2}}?(?P<made>{_BODY})\b.*\b(?:{_MAKES})\b"
    rf"|\b(?:which|what) (?:[\w-]+ ){{0,2}}?(?P<watches>{_BODY}) (?:{_WATCHES}) (?:it|them|that|this|these|those)\b"
    rf"|^\W*(?:the|its|their|a) (?:[\w-]+ ){{0,2}}?(?P<topic>{_BODY}) (?:for (?:it|them|that|this)|(?:that|which) \w+ (?:over |after )?(?:it|them))\b,?"
    rf"|\b(?:which|what) (?:later )?resolution (?:then |later |finally )?(?:{_MAKES}) (?:an?|the|its|their) (?:[\w-]+ ){{0,2}}?(?P<object>{_BODY})\b"
    rf"(?! (?:on|of|in) (?!(?:it|that|this|them)\b)\w)",
    re.IGNORECASE,
)
_ONLY_SET_UP = re.compile(rf"\b(?:where|when|which resolution|who)\b.*\b(?:{_MAKES})", re.IGNORECASE)
# How a text sets up such a body, the clearest first.
_SETS_UP = (
    r"\bto (?:establish|create|appoint|set up)\b[^.;]{{0,240}}\b{0}\b(?!(?<=committee) of experts)",
    r"\b{0}\b(?!(?<=committee) of experts)[^.;]{{0,60}}\bshall be established|\bestablishment of an? [^.;]{{0,60}}\b{0}\b(?!(?<=committee) of experts)",
)


def what_followed(f: FollowUp) -> str | None:
    """``which resolution then froze its funds?``, ``and the one that asked for a count?``: the text, of those that go on
    with the one in focus, whose words say so."""
    rest = _THAT_DAY.sub(f.thread.day, f.rest) if f.thread.day else f.rest
    then, told, next_step = THEN.search(rest), TOLD.match(rest), NEXT_STEP.match(rest)
    next_step = None if counts_from_a_day(rest) else next_step
    match = then or told
    if f.own or (match or next_step) is None or f.thread.focus is None:
        return None
    start, end = next_step.span("then") if next_step else match.span() if match else (0, 0)
    said = re.sub(r"\s+", " ", f"{rest[:start]} {rest[end:]}").strip()
    if match and ENDED.search(said) and not content_words(ENDED.sub(" ", said)):
        return None  # "which later resolution lifted that?"
    number = told_by(
        said, f, of_noun=next_step is not None, day=f.thread.day if rest != f.rest else "", earlier=told is not None
    )
    if next_step and (number := number or f.background.after(f.thread.focus)):
        return f"{said} in resolution {number}?"
    return _which_paragraph(number, said, f) if number else None


def told_by(said: str, f: FollowUp, *, of_noun: bool = False, day: str = "", earlier: bool = False) -> int | None:
    """The text, of those that go on with the one in focus, that speaks of ``day`` or has two thirds of the words said in
    one paragraph, and most of what was spoken of; with ``of_noun`` the first of these words among them."""
    focus = f.background.catalogue.record(f.thread.focus) if f.thread.focus else None
    asked = [_beginnings(word) for word in content_words(said.replace(day or " ", " ")) if word not in words(f.name)]
    asked += [_PERMITS] if _LETS.search(said) else []
    spoken = [_beginnings(word) for phrase in f.thread.matters for word in content_words(phrase)]
    best, number = 0.0, None
    for record in _going_on(f, earlier=earlier) if focus else ():
        if focus is None or (day and not _speaks_of_day(record.number, day, f)):
            continue
        if of_noun and not _shared(record.number, asked[:1], [], f)[0]:
            continue
        found, beside = _shared(record.number, asked, spoken, f)
        points = found + 2 * bool(day) + beside / 2 - abs(record.year - focus.year) / 10
        points += bool(record.agenda) and record.agenda == focus.agenda
        if (day or (found and 3 * found >= 2 * len(asked))) and points > best:
            best, number = points, record.number
    return number


def _which_paragraph(number: int, said: str, f: FollowUp) -> str:
    on_whom = f.thread.place if f.thread.place and _ON_IT.search(said) else f.name
    what = in_place_of_pronoun(said, on_whom) if on_whom and PRONOUN.search(said) else said
    return f"Which paragraph of resolution {number} {what}?"


_THAT_DAY = re.compile(r"\b(?:that|this|the same) (?:date|day|deadline)\b", re.IGNORECASE)
_ON_IT = re.compile(r"\b(?:with|against|on|for|to|from) it\b", re.IGNORECASE)


def _speaks_of_day(number: int, day: str, f: FollowUp) -> bool:
    return any(day in row.words for row in f.background.catalogue.paragraphs_of(number))


def _beginnings(word: str) -> frozenset[str]:
    """How the words begin that texts write for a word of a question."""
    meant = {stem(each) for each in (word, *words(" ".join(in_the_register(word))))}
    return frozenset(each[: max(4, len(each) - 2)] for each in meant)


def _shared(number: int, asked: list[frozenset[str]], spoken: list[frozenset[str]], f: FollowUp) -> tuple[int, int]:
    """How many words of the question one paragraph has, and with these how many of what was spoken of."""
    rows = [row for row in f.background.catalogue.paragraphs_of(number) if row.kind is Kind.OPERATIVE]

    def counted(meant: list[frozenset[str]], said: list[str]) -> int:
        return sum(any(word.startswith(tuple(each)) for word in said) for each in meant)

    each_row = (words(row.words) for row in rows)
    return max(((counted(asked, said), counted(spoken, said)) for said in each_row), default=(0, 0))


_LETS = re.compile(r"^\W*(?:let|lets|allow\w*|permit\w*)\b", re.IGNORECASE)
_PERMITS = frozenset(("authori", "permit", "allow"))
