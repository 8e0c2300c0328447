"""Which resolutions there are on a matter: by their library description, by their words, by what they do.

A list must be complete and must not wander: a resolution belongs to it when its description names the matter, or when
its text does in a place that shows that it is its subject (the opening paragraphs, or several of them).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.draft import Draft, mention, mention_resolution, unique
from assistant.facts import adopted_then, coverage, matter_of, when_of, within
from assistant.question import Question
from assistant.terms import acronyms, stem, words
from assistant.wording import counted, day_in_words, joined
from ingest.annotations import Extent
from ingest.chapter_vii import chapter_vii
from ingest.pinpoint import Kind
from ingest.resolution import Paragraph, Resolution
from vectorstore.catalogue import Catalogue

_SHOWN = 60  # resolutions listed in the text; the machine-readable list is always whole
_NEAR = 170  # characters between a verb and the matter that it is about
_TELLING = 4  # so many words of a matter in one operative paragraph show that the text decides on it
_OPENING = 2  # so many first preambular and first operative paragraphs show what a text is about

# what is asked: how operative paragraphs say it
_DOING: Mapping[str, str] = {
    r"recommend\w*": r"recommend\w*",
    r"renew\w*|extend\w*|extension\w*|prolong\w*": r"extend\w*|renew\w*|prolong\w*|(?:shall|will|to) continue to operate",
    r"establish\w*|creat\w+|set(?:s|ting)? up|found(?:ed|ing)": r"establish\w*|creat\w+|set(?:s|ting)? up|setting up",
    r"terminat\w*|end(?:ed|ing|s)?|lift\w*|dissolv\w*|clos(?:e|ed|ing)": r"terminat\w*|lift\w*|dissolv\w*|discontinu\w*|to end\b",
    r"condemn\w*": r"condemn\w*",
    r"authori[sz]\w*": r"authori[sz]\w*",
    r"demand\w*": r"demand\w*",
    r"refer(?:s|red|ring) the situation|refer(?:red|s)": r"to refer\b|refers\b",
    r"endors\w*": r"endors\w*",
}
_RULES = tuple(
    (re.compile(rf"\b(?:{asked})\b", re.IGNORECASE), re.compile(rf"\b(?:{done})", re.IGNORECASE))
    for asked, done in _DOING.items()
)
# nouns and the verbs that say the same: their stems are not alike
_SAME = {stem(noun): stem(verb) for noun, verb in (
    ("admission", "admitted"), ("withdrawal", "withdraw"), ("election", "elect"), ("referral", "refer"),
    ("prohibition", "prohibit"), ("appointment", "appoint"), ("deployment", "deploy"),
)}  # fmt: skip
_CHAPTER = re.compile(r"\b(?:acting )?under chapter (?:VII|7|seven)\b|\bchapter VII\b", re.IGNORECASE)
_MANDATE = frozenset(map(stem, ("mandate", "term", "period", "new", "situation", "question")))


@dataclass(frozen=True, slots=True)
class _Matter:
    """What a list is about: stems that must all be there, names in capitals with their long forms, and a phrase."""

    stems: tuple[str, ...]
    names: Mapping[str, str]  # stem of an acronym → its long form in lower case
    phrase: str  # the words as asked, in lower case; empty where it is one word

    def held_by(self, text: str, wanted: Sequence[str] | None = None) -> bool:
        found = {stem(word) for word in words(text)}
        low = text.lower()
        return all(self._holds(each, found, low) for each in (self.stems if wanted is None else wanted))

    def _holds(self, wanted: str, found: set[str], low: str) -> bool:
        if wanted in found or _SAME.get(wanted, wanted) in found:
            return True
        if (long := self.names.get(wanted)) and long in low:
            return True
        return len(wanted) > 4 and any(word.startswith(wanted) for word in found)


def answer_list(question: Question, records: Sequence[Resolution], catalogue: Catalogue) -> Draft | None:
    """Every resolution on the matter in the years named; ``None`` when the question names neither a matter nor a date,
    or nothing fits, so that a search can answer."""
    topic = matter_of(_CHAPTER.sub(" ", question.topic))
    doing = next((done for asked, done in _RULES if asked.search(question.topic)), None)
    dated = bool(question.dates) or question.year_from is not None or question.year_to is not None
    if not topic and not dated:
        return None
    span = [record for record in records if within(record, question) and adopted_then(record, question)]
    matter = _matter(topic, question, catalogue, doing is not None)
    shown: dict[int, Paragraph | None] = dict.fromkeys(record.number for record in span)
    if matter.stems:
        shown = _by_what_they_do(matter, doing, span, catalogue) if doing else {}
        shown = shown or _on(matter, span, catalogue)
    if _CHAPTER.search(question.topic):
        shown = {
            number: row
            for number, row in shown.items()
            if chapter_vii(catalogue.paragraphs_of(number)).extent is not Extent.NONE
        }
    found = [record for record in span if record.number in shown]
    return _written(question, found, shown, len(span), topic, doing is not None, catalogue) if found else None


def _written(
    question: Question,
    found: Sequence[Resolution],
    shown: Mapping[int, Paragraph | None],
    searched: int,
    topic: Sequence[str],
    by_deed: bool,
    catalogue: Catalogue,
) -> Draft:
    lines = [_line(record, shown[record.number]) for record in found[:_SHOWN]]
    more = [f"and {len(found) - _SHOWN} more."] if len(found) > _SHOWN else []
    named = joined([word for word in dict.fromkeys(words(question.topic)) if stem(word) in topic])
    about = f" on {named}" if named else ""
    lead = f"{counted(len(found), 'resolution').capitalize()}{when_of(question)}{about}:"
    where = "library descriptions, agenda items, topics and " + (
        "what the operative paragraphs do" if by_deed else "the words of the texts"
    )
    first, last = (found[0].year, found[-1].year) if found else (0, 0)
    years = f" The resolutions found are of {first} to {last}." if first != last else ""
    span = f"{len(found)} of {len(found)} listed; {counted(searched, 'resolution')}{when_of(question)} searched by {where}.{years}"
    rows = [row for number in shown if (row := shown[number]) is not None]
    return Draft(
        "\n".join([lead, *lines, *more, "", f"{span} {coverage(catalogue)}"]),
        unique([mention(row) if (row := shown[r.number]) else mention_resolution(r) for r in found[:_SHOWN]]),
        resolutions=tuple(str(record.number) for record in found),
        evidence=tuple(row.key for row in rows[:_SHOWN]),
    )


def _line(record: Resolution, row: Paragraph | None) -> str:
    about = (record.subject or record.agenda).strip(" .")
    place = f" ({row.citation.removeprefix(record.symbol + ', ')})" if row else ""
    return f"- {record.symbol}, {day_in_words(record.date)}{place}" + (f": {about}" if about else "")


def _matter(topic: Sequence[str], question: Question, catalogue: Catalogue, by_deed: bool) -> _Matter:
    stems = tuple(each for each in topic if not (by_deed and each in _MANDATE)) or tuple(topic)
    names = {stem(name): long for name in acronyms(question.topic) if (long := long_form(name, catalogue))}
    phrase = re.search(r"\b(\w+(?:,? (?:and )?\w+)+),? resolutions\b|\bon ((?:\w+,? )+\w+)", question.topic)
    said = next((group for group in phrase.groups() if group), "").lower() if phrase else ""
    said = re.sub(r"^(?:(?:which|what|all|list|the|every|security council|un)\b\s*)+", "", said)
    return _Matter(stems, names, said if len(said.split()) > 2 else "")


def long_form(name: str, catalogue: Catalogue) -> str:
    """``united nations mission in azuria`` for a name in capitals that a text gives in brackets after it; or nothing."""
    for row in catalogue.select(phrase=f"({name})", limit=3):
        match = re.search(rf"((?:[\w’'-]+ ){{2,12}})\({re.escape(name)}\)", row.words)
        found = match[1].split() if match else []
        capitals = [i for i, word in enumerate(found) if word[:1].isupper() and word[:1] == name[:1]]
        long = " ".join(found[capitals[0] :]).lower() if capitals else ""
        if len(long.split()) > 2:
            return long
    return ""


def _on(matter: _Matter, span: Sequence[Resolution], catalogue: Catalogue) -> dict[int, Paragraph | None]:
    """The records described by the matter; and, without such a description, those whose text is about it."""
    described = [r for r in span if matter.held_by(f"{r.subject} {r.agenda}")]
    described = described or [
        r for r in span if matter.held_by(" ".join((r.subject, r.agenda, *r.topics, *r.subjects)))
    ]
    shown: dict[int, Paragraph | None] = {record.number: None for record in described}
    undescribed = {r.number for r in span if not r.subject} - set(shown)
    telling = len(matter.stems) >= _TELLING
    rest = {r.number for r in span if r.subject} - set(shown) if matter.phrase or telling else set()
    agendas = {r.number: r.agenda for r in span}
    for number in sorted(_holding(matter, undescribed | rest, catalogue)):
        rows = [row for row in catalogue.paragraphs_of(number) if row.kind in {Kind.PREAMBULAR, Kind.OPERATIVE}]
        if number not in undescribed:
            row = _throughout(matter.phrase, rows) if matter.phrase else None
            deciding = (row for row in rows if row.kind is Kind.OPERATIVE and matter.held_by(row.words))
            row = row or (next(deciding, None) if telling else None)
        else:
            row = _central(matter, rows, elsewhere=bool(agendas[number]))
        if row is not None:
            shown[number] = row
    for record in span:  # "Reaffirming resolution 353": a text without the name, on the matter of those it cites
        if record.number not in shown and not record.subject and not record.agenda and shown:
            row = _continues(record.number, set(shown), catalogue)
            if row is not None:
                shown[record.number] = row
    return dict(sorted(shown.items()))


def _holding(matter: _Matter, numbers: set[int], catalogue: Catalogue) -> set[int]:
    """The numbers whose texts hold every stem of the matter somewhere; a coarse sieve before reading them."""
    for wanted in sorted(matter.stems, key=len, reverse=True):
        if not numbers:
            break
        same = _SAME.get(wanted, wanted)
        prefix = next((wanted[:i] for i in range(len(wanted), 0, -1) if same.startswith(wanted[:i])), wanted)
        prefix = prefix if len(prefix) < 4 else prefix.removesuffix("i")
        held = catalogue.holding(prefix, numbers)
        if long := matter.names.get(wanted):
            held |= catalogue.holding(long, numbers)
        numbers = numbers & held
    return numbers


def _central(matter: _Matter, rows: Sequence[Paragraph], *, elsewhere: bool) -> Paragraph | None:
    """The paragraph that shows that a text is about the matter: an opening one, or the first of several. Where the
    agenda names another matter (``elsewhere``), a good part of the paragraphs must hold it."""
    holding = [row for row in rows if matter.held_by(row.words)]
    if elsewhere:
        return holding[0] if len(holding) > 2 and 8 * len(holding) >= len(rows) else None
    opening = [
        row
        for kind in (Kind.PREAMBULAR, Kind.OPERATIVE)
        for row in [row for row in rows if row.kind is kind and not row.path][:_OPENING]
    ]
    first = next((row for row in holding if row in opening), None)
    return first or (holding[0] if len(holding) > 1 else None)


def _throughout(phrase: str, rows: Sequence[Paragraph]) -> Paragraph | None:
    """A paragraph where a quarter of all hold the very phrase; for texts that are described by other words."""
    wanted = words(phrase)
    holding = [row for row in rows if " ".join(wanted) in " ".join(words(row.words))]
    return holding[0] if len(holding) > 2 and 4 * len(holding) >= len(rows) else None


def _continues(number: int, found: set[int], catalogue: Catalogue) -> Paragraph | None:
    """The opening paragraph that takes up resolutions of the list, where the text cites no others."""
    rows = [row for row in catalogue.paragraphs_of(number) if row.kind in {Kind.PREAMBULAR, Kind.OPERATIVE}]
    cited = {int(key.partition("/")[0]) for row in rows for key in row.cites} - {number}
    return next((row for row in rows[:_OPENING] if row.cites), None) if cited and cited <= found else None


def _by_what_they_do(
    matter: _Matter, doing: re.Pattern[str], span: Sequence[Resolution], catalogue: Catalogue
) -> dict[int, Paragraph | None]:
    """The records with an operative paragraph that does it to the matter: the verb leads, the matter stands near it."""
    shown: dict[int, Paragraph | None] = {}
    for number in sorted(_holding(matter, {record.number for record in span}, catalogue)):
        for row in catalogue.paragraphs_of(number):
            if row.kind is Kind.OPERATIVE and _does(row, matter, doing):
                shown[number] = row
                break
    return shown


def _does(row: Paragraph, matter: _Matter, doing: re.Pattern[str]) -> bool:
    """Whether an operative paragraph does it to the matter. What is established stands after the verb, and is not
    what something else is established in or by."""
    for match in doing.finditer(row.text[:260]):
        founds = bool(re.match(r"establish|creat|set", match[0], re.IGNORECASE))
        if not _is_done(row.text, match) or (
            match[0].lower() == "established" and row.text[: match.start()][-3:] != "be "
        ):
            continue
        near = row.text[match.start() if founds else max(0, match.start() - 90) : match.end() + _NEAR]
        if match[0].lower().endswith("operate"):  # what continues stands before the verb
            near = re.split(r"\bdecides?\b", row.text[: match.end()], flags=re.IGNORECASE)[-1]
        if founds:
            near = re.split(r"\b(?:within|by the|in support of|at the|to support|to assist)\b", near)[0]
        if matter.held_by(near):
            return True
    return False


_FOUNDS = re.compile(r"\b(?:establish\w*|creat\w+|set(?:ting)? up)", re.IGNORECASE)


def founding_of(name: str, catalogue: Catalogue) -> Paragraph | None:
    """The first operative paragraph that establishes the body with this name in capitals; ``None`` where none is found."""
    long = long_form(name, catalogue)
    matter = _Matter((stem(name),), {stem(name): long} if long else {}, "")
    rows = [
        row
        for phrase in (name, long)
        if phrase
        for row in catalogue.select(kinds=(Kind.OPERATIVE,), phrase=phrase)
        if _does(row, matter, _FOUNDS)
    ]
    return min(rows, key=lambda row: row.resolution, default=None)


_NOT_DONE = re.compile(
    r"\b(?:recall\w*|welcom\w+|request\w*|intention|invit\w+|express\w*|consider\w*|stress\w*|not|readiness|review\w*|"
    r"encourag\w*|call\w*|urg\w+|note\w*|noting|affirm\w*|reaffirm\w*|remain\w*|reiterat\w*|pursuant|in accordance|as|when|if|to assess whether|"
    r"emphasi[sz]\w*|recogni[sz]\w*|underlin\w*|commend\w*|ensure|since)\b",
    re.IGNORECASE,
)


def _is_done(text: str, match: re.Match[str]) -> bool:
    """Whether the Council itself does it here: the verb leads the paragraph, or a decision leads to it."""
    before = text[: match.start()]
    if len(before) < 25 and not re.search(r"\bto $|[;:]", before):
        return True
    return bool(re.search(r"\b(?:decides|decide)\b", before, re.IGNORECASE)) and not _NOT_DONE.search(
        re.split(r"\bdecides?\b", before, flags=re.IGNORECASE)[-1]
    )
