"""Which resolutions a question for a list or a number selects: by their days, their votes, their matter, what they do."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from assistant.reading.zero.kinds.by_theme_words import by_theme
from assistant.reading.zero.kinds.by_vote import Voting, voting_of
from assistant.reading.zero.kinds.deeds import by_deed, deed_in, nearly, without_the_deed
from assistant.reading.zero.kinds.matters import (
    Matter,
    alternatives_in,
    asks_of_trouble,
    heads_in,
    matter,
    without_trouble,
)
from assistant.reading.zero.kinds.series import of_a_series
from assistant.reading.zero.kinds.subjects import is_filed_wrongly, on_the_matter
from assistant.reading.zero.kinds.themes import admits, on_the_theme, without_admissions, without_theme
from assistant.reading.zero.kinds.times import adopted_then, within
from assistant.reading.zero.question import Question
from assistant.reading.zero.words.list_words import STATES_ADMITTED
from assistant.retrieval.names.places import in_nouns, places_asked, places_of
from assistant.terms import acronyms, proper_names, stem, stems, words
from assistant.wording import counted
from ingest.annotating.chapter_vii import chapter_vii
from ingest.annotations import Extent
from ingest.places import places_in
from ingest.resolution import Paragraph, Resolution
from vectorstore.catalogue import Catalogue

_CHAPTER = re.compile(
    r"\b(?:(?:adopted|acting|acted|acts?|passed|taken|falls?|stands?|made|and|that|which|invok\w+|cit\w+|refer\w*|mention\w*)\s+)*"
    r"(?:under\s+|on\s+the\s+basis\s+of\s+|to\s+)?chapter\s+(?:VII|7|seven)\b(?:\s+of\s+the\s+(?:UN\s+)?charter)?",
    re.IGNORECASE,
)
_NOT_CHAPTER = re.compile(r"\b(?:not|without|outside|no)\b[\w\s]{0,30}\bchapter\s+(?:VII|7|seven)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Selection:
    """What fits, each with the paragraph that shows it; ``searched`` resolutions were looked at."""

    found: Sequence[Resolution]
    shown: Mapping[int, Paragraph | None]
    searched: int
    matter: Matter
    by_deed: bool
    beside: str
    voting: Voting | None
    without_vote: int

    @property
    def conditions(self) -> str:
        """``, adopted unanimously, acting under Chapter VII``; empty where the question sets no such condition."""
        parts = [self.voting.said] if self.voting else []
        parts += [self.beside] if self.beside else []
        return "".join(f", {part}" for part in parts)

    @property
    def unrecorded(self) -> str:
        """What must be said where votes are not recorded."""
        if not self.without_vote:
            return ""
        return f" Of {counted(self.without_vote, 'resolution')} among them the vote is not recorded in the corpus."


def select(
    question: Question, records: Sequence[Resolution], catalogue: Catalogue, *, anything: bool = False
) -> Selection | None:
    """The resolutions asked for; ``None`` where the question sets no condition at all, unless ``anything`` is asked for."""
    text = question.topic
    if question.period:
        text = text.replace(question.period.words, " ")
    voting = voting_of(text)
    text = voting.rest if voting else text
    chapter = _CHAPTER.search(text) is not None
    outside = chapter and _NOT_CHAPTER.search(text) is not None
    admitted = _STATES_ADMITTED.search(text) is not None
    text = _STATES_ADMITTED.sub("resolutions recommended the admission of new Members", text)
    text = _NEW_MEMBERS.sub("the admission of new Members", in_nouns(text))
    text = _CHAPTER.sub(" ", _NOT_CHAPTER.sub(" ", text))
    text, general = without_theme(_APPOSITION.sub(" ", text))
    doing = deed_in(text)
    by_item, text = _ITEM.search(text) is not None, _ITEM.sub(" under ", text)
    about = matter(text, catalogue, by_deed=doing is not None)
    dated = bool(question.dates or question.period) or question.year_from is not None or question.year_to is not None
    if not (about.stems or dated or voting or chapter or anything):
        return None
    span = [record for record in records if within(record, question) and adopted_then(record, question)]
    searched = len(span)
    chosen, unknown = voting.select(span) if voting else (span, 0)
    where = {*about.places} | places_asked(text)
    chosen = [r for r in chosen if not is_filed_wrongly(r, where, catalogue)] if where else chosen
    shown: dict[int, Paragraph | None] = dict.fromkeys(record.number for record in chosen)
    series = [] if voting or chapter else of_a_series(text, chosen, catalogue)
    if series:
        shown = dict.fromkeys(record.number for record in series)
    elif doing is None and (named := _named_item(text, about, span, by_item=by_item)):
        shown = {number: shown[number] for number in shown if number in named}
    elif about.stems or doing:
        kept: _Kept = partial(on_the_theme, catalogue=catalogue) if general and not about.places else _as_found
        about, shown = _of_any(text, about, doing, chosen, records, catalogue, kept)
        whole = matter(text, catalogue, by_deed=False)
        if asks_of_trouble(whole) or (whole.places and not whole.only_a_place and not admits(text)):
            shown = without_admissions(shown, catalogue)
        if doing is not None and (admits(text) or admitted or (where and _ADMISSION.search(text))):
            shown = _with_admissions(shown, about.places, chosen, catalogue)
        if by_item:
            shown = _of_the_item(about, shown, catalogue)
        if not shown and doing is None and (voting or dated) and _is_only_talk(text):
            about, shown = Matter((), {}), dict.fromkeys(record.number for record in chosen)
    if chapter:
        shown = {
            number: row
            for number, row in shown.items()
            if (chapter_vii(catalogue.paragraphs_of(number)).extent is Extent.NONE) is outside
        }
    said = "recommending the admission of new Members" if admitted else ""
    if chapter:
        said = f"{said}{', ' if said else ''}{'not ' if outside else ''}acting under Chapter VII"
    found = [record for record in span if record.number in shown]
    return Selection(found, shown, searched, about, doing is not None, said, voting, unknown)


def _with_admissions(
    shown: Mapping[int, Paragraph | None], places: Collection[str], chosen: Sequence[Resolution], catalogue: Catalogue
) -> dict[int, Paragraph | None]:
    """With those that are described as the admission of a State, of one of the places that are named where some are:
    texts write "the above-named countries"."""
    described = [r.number for r in chosen if _recommends_admission(r, places, catalogue)]
    return dict(sorted({**dict.fromkeys(described), **shown}.items()))


def _recommends_admission(record: Resolution, places: Collection[str], catalogue: Catalogue) -> bool:
    """Whether the description says so; without one, whether the text does. One of the places must be named there."""
    if record.subject:
        described = _ADMITS.match(record.subject) is not None
        return described and (not places or bool({*places} & {*places_in(record.subject)}))
    rows = catalogue.paragraphs_of(record.number) if admits(record.agenda) else []
    if not any(
        re.search(r"\brecommends\b.{0,120}\b(?:admission|admitted)\b", row.words, re.IGNORECASE) for row in rows
    ):
        return False
    return not places or any({*places} & {*places_in(row.words)} for row in rows)


_ADMISSION = re.compile(r"\b(?:admission|admitted|membership)\b", re.IGNORECASE)
_ADMITS = re.compile(r"(?:on\s+)?admission\s+of\b.*\bmember", re.IGNORECASE)


def _of_any(
    text: str,
    about: Matter,
    doing: re.Pattern[str] | None,
    chosen: Sequence[Resolution],
    records: Sequence[Resolution],
    catalogue: Catalogue,
    kept: _Kept,
) -> tuple[Matter, dict[int, Paragraph | None]]:
    """What is found by the whole matter; by each of several that "or" joins, or of several places that "and" joins."""
    alternatives = alternatives_in(text) or ([] if doing else _places_apart(about, text))
    several = [(each, matter(each, catalogue, by_deed=doing is not None)) for each in alternatives]
    shown: dict[int, Paragraph | None] = {}
    stems_of_all: list[str] = []
    for said, each in several:
        if each.stems:
            one, found = _by_matter(said, each, doing, chosen, records, catalogue, kept)
            stems_of_all += one.stems if found else ()
            shown |= {number: row for number, row in found.items() if number not in shown}
    if shown:
        return replace(about, stems=tuple(dict.fromkeys(stems_of_all))), dict(sorted(shown.items()))
    return _by_matter(text, about, doing, chosen, records, catalogue, kept)


_Shown = Mapping[int, Paragraph | None]
_Kept = Callable[[Matter, _Shown], dict[int, Paragraph | None]]


def _as_found(about: Matter, shown: _Shown) -> dict[int, Paragraph | None]:
    return dict(shown)


_BETWEEN = re.compile(r"\b(?:between|versus|vs|over|war|border)\b", re.IGNORECASE)


def _places_apart(about: Matter, text: str) -> list[str]:
    """The places of a question on nothing but several places, each by itself: "on Azuria and South Azuria"."""
    places = list(dict.fromkeys(about.places))
    bare = {*about.stems} <= stems(" ".join(places))
    return places if len(places) > 1 and bare and not _BETWEEN.search(text) and about.phrase else []


def _by_matter(
    text: str,
    about: Matter,
    doing: re.Pattern[str] | None,
    chosen: Sequence[Resolution],
    records: Sequence[Resolution],
    catalogue: Catalogue,
    kept: _Kept,
) -> tuple[Matter, dict[int, Paragraph | None]]:
    """The first reading of the matter under which something is found, and what; by what texts do before what they are on."""
    readings: list[Matter] = []
    for reading in _readings(text, about, records, catalogue, by_deed=doing is not None):
        if reading not in readings:
            readings.append(reading)
    if doing is not None:
        for find in (by_deed, nearly):
            for reading in readings:
                if shown := find(reading, doing, chosen, catalogue):
                    shown = _with_other_names(
                        reading, shown, readings, partial(find, doing=doing, span=chosen, catalogue=catalogue)
                    )
                    return reading, shown
    for reading in readings:
        if reading.stems and (shown := kept(reading, on_the_matter(reading, chosen, catalogue))):
            if doing is not None:
                shown = _of_the_deed(shown, doing, catalogue)
            elif about.named - {*reading.stems} & {*about.stems}:
                shown = _there(text, shown, catalogue)
            if shown:
                return reading, shown
    if doing is None and (shown := kept(about, by_theme(about, chosen, records))):
        return about, shown
    return about, {}


def _of_the_deed(shown: _Shown, doing: re.Pattern[str], catalogue: Catalogue) -> dict[int, Paragraph | None]:
    """Of what is on the matter that of which item or description tells the deed ("the lifting of …"): the rest does other
    things. Recommendations are told by their item alone."""
    if doing.search("recommends"):
        return dict(shown)
    return {
        n: row
        for n, row in shown.items()
        if (r := catalogue.record(n)) is not None and doing.search(f"{r.subject} {r.agenda}")
    }


def _there(text: str, shown: _Shown, catalogue: Catalogue) -> dict[int, Paragraph | None]:
    """What is found without a name of the question, at the places of the question; nothing where none is known: a name is
    no word to leave out."""
    places = places_asked(text)
    return {n: row for n, row in shown.items() if (r := catalogue.record(n)) is not None and places & places_of(r)}


def _with_other_names(
    reading: Matter,
    shown: dict[int, Paragraph | None],
    readings: Sequence[Matter],
    find: Callable[[Matter], dict[int, Paragraph | None]],
) -> dict[int, Paragraph | None]:
    """With the few more that are found without one of the words: a body that got another name late ("the observers", an acronym).

    The proper names of the question must still be there.
    """
    for less in readings:
        if less.named and {*less.stems} < {*reading.stems} and less.named <= {*less.stems} and len(less.stems) > 1:
            more = find(less)
            if shown.keys() < more.keys() and len(more) <= _A_FEW_MORE * len(shown):
                return more
    return shown


_A_FEW_MORE = 1.15


def _named_item(text: str, about: Matter, span: Sequence[Resolution], *, by_item: bool) -> set[int]:
    """The resolutions of the agenda item that a question gives word for word, and those described by its words unless
    it asks for the item itself; empty where the question names a place, or more than the item."""
    if places_in(text):
        return set()
    asked = _bare(text)
    items = {
        item for record in span if len((item := _bare(record.agenda)).split()) >= (1 if by_item else _WORDS_OF_AN_ITEM)
    }
    named = max((item for item in items if item in asked and {*about.stems} <= {*item.split()}), key=len, default="")
    if not named:
        return set()
    return {r.number for r in span if _bare(r.agenda) == named or (not by_item and named in _bare(r.subject))}


_WORDS_OF_AN_ITEM = 3


def _bare(text: str) -> str:
    """The stems of the words that tell, with spaces around them."""
    return (
        f" {' '.join(stem(word) for word in words(text) if word not in ('the', 'a', 'an', 'of', 'in', 'and', 'to'))} "
    )


def _of_the_item(
    about: Matter, shown: Mapping[int, Paragraph | None], catalogue: Catalogue
) -> dict[int, Paragraph | None]:
    """Of the resolutions found those of the agenda item, where some are of an item with its words."""
    of_it = {n: row for n, row in shown.items() if (r := catalogue.record(n)) is not None and about.held_by(r.agenda)}
    return of_it or dict(shown)


_STATES_ADMITTED = re.compile(rf"\b{STATES_ADMITTED}", re.IGNORECASE)
_NEW_MEMBERS = re.compile(
    r"(?<!admission of )(?<!admission of a )(?<!admission of an )(?<!admit )(?<!admitting )\b(?:(?:a|any|some|the)\s+)?new\s+(?:UN\s+|United\s+Nations\s+)?members?(?:\s+states?)?\b",
    re.IGNORECASE,
)
_ITEM = re.compile(
    r"\b(?:(?:adopted|passed|taken|listed|filed|considered)\s+)?(?:under|within|for|on|of)\s+(?:the\s+)?(?:agenda\s+item|item\s+of\s+the\s+agenda|item)(?:\s+(?:entitled|called|named|of|on))?\b",
    re.IGNORECASE,
)


def _readings(
    text: str, about: Matter, records: Sequence[Resolution], catalogue: Catalogue, *, by_deed: bool
) -> Iterator[Matter]:
    """The matter by all words of the question; then by fewer and fewer of them: people say more than descriptions do."""
    if about.places and not by_deed:  # "the war in Azuria": what is described by the place alone is on it as well
        yield without_trouble(about)
    bare = matter(without_the_deed(text), catalogue, by_deed=True) if by_deed else about
    yield bare if by_deed and not bare.stems else about
    yield bare
    less = _without_unknown(about, records)
    if less is not None:
        yield less
    heads = heads_in(text)
    head = matter(heads, catalogue, by_deed=by_deed) if heads else None
    if head is None or not head.stems:
        yield without_trouble(about)
        return
    head = replace(head, phrase=about.phrase)
    yield head
    yield without_trouble(head)
    if (less := _without_unknown(head, records)) is not None:
        yield less
        yield without_trouble(less)


# "in 2006, the busy year of …": said of the time, not of what is asked for
_APPOSITION = re.compile(
    r"(?<=,)\s*(?:the|a|an|his|her|its|their|that|when)\s[^,;:?.!]*\byear\b[^,;:?.!]*", re.IGNORECASE
)


def _is_only_talk(text: str) -> bool:
    """Whether the words left of a question name no matter: nothing after "on", no name, no place."""
    return not heads_in(text) and not acronyms(text) and not proper_names(text.strip())


def _without_unknown(about: Matter, records: Sequence[Resolution]) -> Matter | None:
    """The matter without words that no description uses: they say how something is asked ("fix the date of")."""
    described = stems(" ".join(f"{r.subject} {r.agenda} {' '.join(r.topics)}" for r in records))
    kept = tuple(each for each in about.stems if each in described or each in about.names)
    return replace(about, stems=kept) if 1 < len(kept) < len(about.stems) else None
