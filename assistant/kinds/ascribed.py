"""Deeds that a question ascribes to the resolution it names, held against the text: `deeds.csv`.

"Which clause of 9101 lifted the embargo?" takes for granted that one does. A deed is known by the words of people for it and
by the Council's words for doing it; where no paragraph has any of these, the premise is false. Some deeds must be done and
not only spoken of: an intention, a plan, a recollection or what was left undone is none, and the preamble decides nothing.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from assistant.answer import Status
from assistant.draft import Draft, mention
from assistant.kinds.particulars import own_words
from assistant.question import Question
from assistant.retrieval.vocabulary import in_the_register, places_named
from assistant.terms import acronyms, content_stems, proper_names, stem, stems
from ingest.bodies import places_in
from ingest.pinpoint import Kind
from ingest.resolution import Paragraph, Resolution
from vectorstore.catalogue import Catalogue


@dataclass(frozen=True, slots=True)
class Deed:
    """What is done, as people ask for it and as the Council writes it.

    ``about`` must stand in the question beside ``asked``. ``where`` tells what counts: ``acts`` what operative
    paragraphs do, ``operative`` any word of them, ``all`` any word of the text, ``stances`` the same where it is not
    negated and speaks of what the question is about.
    """

    name: str
    asked: re.Pattern[str]
    about: re.Pattern[str] | None
    written: re.Pattern[str]
    where: str


def takes_for_granted(question: Question) -> bool:
    """Whether the question asks for what it takes for granted, and not openly whether it is so or what is said."""
    text = question.standalone
    return not (_OPEN.search(text) and not _TAG.search(text))


_OPEN = re.compile(
    r"^\W*(?:and\s+|but\s+|so\s+)?(?:does|did|do|is|are|was|were|has|have|can|may|could|must|should|will|would)\b|\bwhether\b|\bif any(?:thing)?\b"
    r"|\b(?:what|anything|something|nothing)\b[^?.]{0,60}\b(?:say|says|said|mention\w*)\b",
    re.IGNORECASE,
)
_TAG = re.compile(
    r"\b(?:right|correct|confirm|true|so|isn['’]t it|doesn['’]t it|didn['’]t it|wasn['’]t it|don['’]t they)\s*[?.]|\bconfirm\b",
    re.IGNORECASE,
)


def ascribed_deeds(question: Question) -> list[Deed]:
    """The deeds that the question says that the resolution does."""
    if not takes_for_granted(question):
        return []
    text = _marked(question)
    return [deed for deed in _deeds() if any(_is_ascribed(match, text, deed) for match in deed.asked.finditer(text))]


def _marked(question: Question) -> str:
    """The question with a sign in the place of what it names."""
    text = question.standalone
    for found in sorted(question.references, key=lambda each: each.start, reverse=True):
        text = f"{text[: found.start]}§{text[found.end :]}"
    return _IN_QUOTES.sub(" ", text)


_IN_QUOTES = re.compile(r"[“\"][^”\"]*[”\"]")
_REACH = 110  # characters between a verb of a question and what it is about
# What others are asked to do, may do or have not done is no deed of the resolution.
_OF_OTHERS = re.compile(
    r"\b(?:to|not|n['’]t|never|must|shall|should|may|might|can|could|will|would|who|whom|they|he|she|it|we|had|has|have|having|being|be|been|after|before|since|because|when|while|if|once|until)\s+(?:\w+ly\s+)?$",
    re.IGNORECASE,
)


def _is_ascribed(match: re.Match[str], text: str, deed: Deed) -> bool:
    before, after = text[: match.start()], text[match.end() :]
    if _OF_OTHERS.search(before[-24:]):
        return False
    if deed.about is None:
        return True
    return bool(deed.about.search(f"{before[-_REACH:]} {match.group()} {after[:_REACH]}"))


def undone_deeds(question: Question, record: Resolution, rows: Sequence[Paragraph], catalogue: Catalogue) -> list[Draft]:
    """A correction for the first deed that the question ascribes to the resolution and that its text does not do, with
    the nearest paragraph of it, and the earliest of another resolution that does it to what the question names."""
    for deed in ascribed_deeds(question):
        if any(_does(deed, clause, question) for clause in _clauses(rows, deed)):
            continue
        nearest = _nearest(question, rows)
        said = f"No paragraph of {record.symbol} {deed.name}."
        shown = [mention(nearest)] if nearest else []
        if nearest is not None:
            said += f" What comes nearest in it is {nearest.citation}."
        other = _done_elsewhere(deed, question, record, catalogue)
        if other is not None:
            said += f" The earliest paragraph elsewhere that has such words on what the question names is {other.citation}."
            shown.append(mention(other))
        return [Draft(said, tuple(shown), status=Status.CORRECTED, evidence=tuple(each.key for each in shown))]
    return []


def _clauses(rows: Sequence[Paragraph], deed: Deed) -> Iterator[str]:
    """The clauses of the paragraphs that count, each sub-paragraph after the words that lead to it."""
    above: dict[tuple[str, ...], str] = {}
    for row in rows:
        place = (row.kind.value, row.annex, row.part, row.number, str(row.occurrence), *row.path)
        leads = above.get(place[:-1], "") if row.path else ""
        whole = f"{leads} {row.words}".strip()
        above[place] = whole
        if deed.where in {"acts", "operative"} and row.kind not in {Kind.OPERATIVE, Kind.ANNEX}:
            continue
        yield from re.split(r";|(?<=[a-z)])\.\s", whole)


# Before or inside the words for a deed: what is planned, recalled or left undone.
_NOT_DONE = re.compile(
    r"\b(?:intention|intends?|ready|readiness|prepared to|consider\w*|recall\w*|takes? note|noting|notes|possib\w*|options?|recommend\w*|negotiat\w*|propos\w*|explor\w*|"
    r"plans?|planning|prepar\w*|not|without|contingen\w*|unless|in the event|review|feasib\w*|determination to|determined to|welcom\w*|reaffirm\w* its|expects?|further measures)\b",
    re.IGNORECASE,
)
_NEGATED = re.compile(r"\b(?:not(?: to)?|neither|nor|without|refrain from)\s+(?:\w+\s+)?$", re.IGNORECASE)


def _does(deed: Deed, clause: str, question: Question) -> bool:
    for match in deed.written.finditer(clause):
        before = clause[: match.start()]
        if deed.where == "acts" and (_NOT_DONE.search(before)):
            continue
        if deed.where == "stances" and (_NEGATED.search(before) or not _speaks_of(clause, question, deed)):
            continue
        return True
    return False


def _speaks_of(clause: str, question: Question, deed: Deed) -> bool:
    """Whether a clause has a word for what the question is about, in its own words or those of the texts."""
    topic = deed.asked.sub(" ", question.topic)
    names = {stem(name) for name in (*proper_names(f"x {topic}"), *acronyms(topic))}
    asked = set(content_stems(topic)) - _OF_A_QUESTION
    told = (asked - names) or asked
    meant = told | stems(" ".join(in_the_register(topic)))
    if not told:
        return True
    held = stems(clause)
    opened = {each[:5] for each in held}
    return bool(meant & held) or any(each[:5] in opened for each in told)


_OF_A_QUESTION = stems(
    "which what where when how quote passage line clause paragraph word words text place point member members state council it adopted part sentence day date exactly"
)


def _nearest(question: Question, rows: Sequence[Paragraph]) -> Paragraph | None:
    """The paragraph that has the most of the question's words, the rarer in the text the more they count."""
    meant = set(content_stems(question.topic)) | stems(" ".join(in_the_register(question.topic)))
    held = [(row, meant & stems(row.words)) for row in rows if row.kind is not Kind.HEADING]
    count = {word: sum(word in each for _, each in held) for word in meant}
    weighed = [
        (sum(1 / count[word] for word in each) + (0.3 if row.kind is Kind.OPERATIVE else 0), -at, row)
        for at, (row, each) in enumerate(held)
        if each
    ]
    return max(weighed, default=(0.0, 0, None))[2]


_SOUGHT = 150  # resolutions that are read in search of the deed


def _done_elsewhere(deed: Deed, question: Question, record: Resolution, catalogue: Catalogue) -> Paragraph | None:
    """The first operative paragraph of another resolution that does it and holds every name in the question."""
    names = [own_words(name) for name in _names(question)]
    if deed.where == "all" or not names:
        return None
    numbers: set[int] = set(catalogue.numbers()) - {record.number}
    for words in names:
        numbers &= {number for word in words for number in catalogue.holding(word, numbers)}
    for number in sorted(numbers)[:_SOUGHT]:
        rows = catalogue.paragraphs_of(number)
        for row in rows:
            if (
                row.kind is Kind.OPERATIVE
                and not row.path
                and all(any(word in row.words for word in words) for words in names)
                and any(_does(deed, clause, question) for clause in _clauses([row], deed))
            ):
                return row
    return None


def _names(question: Question) -> list[str]:
    """The places and names in the question, as the texts write them."""
    places = [written for _, written in places_named(question.topic)] or places_in(question.topic)
    return list(dict.fromkeys([*places, *acronyms(question.topic)]))[:2]


@cache
def _deeds() -> tuple[Deed, ...]:
    text = files("assistant.data").joinpath("deeds.csv").read_text(encoding="utf-8")
    return tuple(
        Deed(
            row["deed"],
            re.compile(rf"\b(?:{row['asked']})(?!\w)", re.IGNORECASE),
            re.compile(rf"(?<!\w)(?:{row['about']})(?!\w)", re.IGNORECASE) if row["about"] else None,
            re.compile(row["written"], re.IGNORECASE),
            row["where"],
        )
        for row in csv.DictReader(text.splitlines())
    )
