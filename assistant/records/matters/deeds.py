"""Resolutions by what their operative paragraphs do to a matter: extend, establish, terminate, refer, recommend."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping, Sequence
from weakref import WeakKeyDictionary

from assistant.records.matters.matter import SAME, Matter, without_accents
from assistant.records.matters.names import founding_keys, long_form
from assistant.terms import stem, words
from ingest.annotations import Action
from ingest.one_of import either, ways
from ingest.pinpoint import Kind
from ingest.resolution import Paragraph, Resolution
from vectorstore.catalogue import Catalogue

_NEAR = 170  # characters between a verb and the matter that it is about
_AT_ONCE = 1000  # paragraphs that are read together

# what is done, as a matter says it: how operative paragraphs do; behind an auxiliary the object of a verb stands before it, so that what is
# referred "to" something is not what speaks of it
_DOING: Mapping[str, str] = {
    either(
        r"(?:recommend|nominat|propos|nam(?:e|es|ed)\b|appoint|choose|chose|elect)\w*(?: \w+){0,4}? (?:as|for the post of|to be)\b",
        r"(?:recommend|nominat|propos|appoint)\w* (?:(?:a|an|the|each|every|new|next) )*(?=secretar(?:y|ies)[- ]general)",
    ): (r"recommend(?:s|ed)?\b(?=.{0,160}\bappoint)|appoints\b|(?:renew|extend)(?=.{0,60}\bappointment)"),
    r"recommend\w*": r"recommend(?:s|ed|ing)?\b",
    r"renew\w*|extend\w*|extension\w*|prolong\w*": r"extend\w*|renew\w*|prolong\w*|(?:shall|will|to) continue to operate",
    r"establish\w*|creat\w+|set(?:s|ting)? up|found(?:ed|ing)": r"establish\w*|creat\w+|set(?:s|ting)? up|setting up",
    r"terminat\w*|end(?:ed|ing|s)?|lift\w*|dissolv\w*|clos(?:e|ed|ing)": r"terminat\w*|lift\w*|dissolv\w*|discontinu\w*|to end\b",
    r"condemn\w*": r"condemn\w*",
    r"authori[sz]\w*": r"authori[sz]\w*",
    r"demand\w*": r"demand\w*",
    r"refer(?:s|red|ring)? (?:the|a|any|some|another|situations)(?: situations?)?|refer(?:red|s)|referrals?|(?:did|do|does) (?:\w+ ){1,4}refer(?= to \w)": r"to refer\b|refers\b",
    r"endors\w*": r"endors\w*",
}
_RULES = tuple(
    (re.compile(rf"\b(?:{asked})(?!\w)", re.IGNORECASE), re.compile(rf"\b(?:{done})", re.IGNORECASE))
    for asked, done in _DOING.items()
)


def deed_in(text: str) -> re.Pattern[str] | None:
    """How operative paragraphs do what a matter says ("*extension* of …")."""
    return next((done for asked, done in _RULES if asked.search(text)), None)


def without_the_deed(text: str) -> str:
    """A matter without the words for what is done."""
    for asked, _ in _RULES:
        text = asked.sub(" ", text)
    return text


def holding(matter: Matter, numbers: Collection[int], catalogue: Catalogue) -> list[str]:
    """The keys of the paragraphs of some resolutions that may hold every stem of the matter; a coarse sieve before reading them."""
    texts = catalogue.texts
    held = texts.of(numbers)
    for wanted in _written(matter):
        held = texts.holding(wanted, held)
    return texts.marked(held)


def _written(matter: Matter) -> list[tuple[str, ...]]:
    """For each stem of the matter how texts write it, one way or another; long ones, which few texts have, first."""
    return sorted(_ways_of(matter), key=lambda ways: -min(map(len, ways)))


def _ways_of(matter: Matter) -> Iterator[tuple[str, ...]]:
    for wanted in matter.stems:
        same = SAME.get(wanted, wanted)
        prefix = next((wanted[:i] for i in range(len(wanted), 0, -1) if same.startswith(wanted[:i])), wanted)
        prefix = prefix if len(prefix) < 4 else prefix.removesuffix("i")
        if not prefix.isascii():  # texts write names with and without accents
            whole, prefix = prefix, max(_ACCENTED.split(unicodedata.normalize("NFD", prefix)), key=len)
        long = matter.names.get(wanted)
        yield (*((prefix,) if prefix else (whole, without_accents(whole))), *((long,) if long else ()))


_ACCENTED = re.compile(r".[\u0300-\u036f]+")


def by_deed(
    matter: Matter, doing: re.Pattern[str], span: Sequence[Resolution], catalogue: Catalogue
) -> dict[int, Paragraph | None]:
    """The records with an operative paragraph that does it to the matter: the verb leads, the matter stands near it.

    Without a matter, those that do it to anything.
    """
    shown: dict[int, Paragraph | None] = {}
    keys = holding(matter, [record.number for record in span], catalogue)
    for at in range(0, len(keys), _AT_ONCE):
        for row in catalogue.paragraphs(keys[at : at + _AT_ONCE]).values():
            if row.resolution not in shown and row.kind is Kind.OPERATIVE and _does(row, matter, doing):
                shown[row.resolution] = row
    return shown


def _does(row: Paragraph, matter: Matter, doing: re.Pattern[str]) -> bool:
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


_TO_FOUND = ("establish", "creat", "set up", "setting up")
_FOUNDS = re.compile(rf"\b(?:{'|'.join(_TO_FOUND)})\w*", re.IGNORECASE)


def foundings_of(name: str, catalogue: Catalogue) -> list[Paragraph]:
    """Every operative paragraph that establishes the body with this name in capitals: those of the list for a body that
    got its name later, else those whose words or decisions say so."""
    listed = list(catalogue.paragraphs(founding_keys(name)).values())
    decided = [d.key for d in catalogue.mandates() if d.acronym == name and d.action is Action.ESTABLISH]
    return listed or [*_founded_by_name(name, catalogue), *catalogue.paragraphs(decided).values()]


def _founded_by_name(name: str, catalogue: Catalogue) -> list[Paragraph]:
    known = _FOUNDED.setdefault(catalogue, {})  # reading all operative paragraphs takes a quarter of a second
    if name not in known:
        known[name] = _read_for_name(name, catalogue)
    return known[name]


_FOUNDED: WeakKeyDictionary[Catalogue, dict[str, list[Paragraph]]] = WeakKeyDictionary()


def _read_for_name(name: str, catalogue: Catalogue) -> list[Paragraph]:
    long = long_form(name, catalogue)
    matter = Matter((stem(name),), {stem(name): long} if long else {}, "")
    texts = catalogue.texts
    named = texts.holds(name) | texts.holds(long) if long else texts.holds(name)
    held = texts.marked(texts.holding(_TO_FOUND, named))
    rows = [row for row in catalogue.paragraphs(held).values() if row.kind is Kind.OPERATIVE]
    return [row for row in rows if _names(row.words, name, long) and _does(row, matter, _FOUNDS)]


def _names(text: str, name: str, long: str) -> bool:
    return name.lower() in words(text) or bool(long and long in text.lower())


_NOT_DONE = re.compile(
    r"\b(?:"
    + ways(
        r"recall\w* welcom\w+ request\w* intention invit\w+ express\w* consider\w* stress\w* not readiness review\w*",
        r"encourag\w* call\w* urg\w+ note\w* noting affirm\w* reaffirm\w* remain\w* reiterat\w* pursuant as when if",
        r"emphasi[sz]\w* recogni[sz]\w* underlin\w* commend\w* ensure since",
    )
    + r"|in accordance|to assess whether)\b",
    re.IGNORECASE,
)


def _is_done(text: str, match: re.Match[str]) -> bool:
    """Whether the Council itself does it here: the verb leads the paragraph, or a decision leads to it."""
    before = text[: match.start()]
    if match[0].endswith("s") and before.endswith("and "):  # "Welcomes the application and recommends"
        return True
    if len(before) < 25 and not re.search(r"\bto $|[;:]", before):
        return True
    return bool(re.search(r"\b(?:decides|decide)\b", before, re.IGNORECASE)) and not _NOT_DONE.search(
        re.split(r"\bdecides?\b", before, flags=re.IGNORECASE)[-1]
    )
