"""Deeds that a question ascribes to the resolution it names, held against the text: `deeds.csv`.

"Which clause of 9101 lifted the embargo?" takes for granted that one does. A deed is known by the words of people for it and
by the Council's words for doing it; where no paragraph has any of these, the premise is false. Some deeds must be done and
not only spoken of: an intention, a plan, a recollection or what was left undone is none, and the preamble decides nothing.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from assistant.answer import Status
from assistant.draft import Draft, mention
from assistant.kinds.particulars import own_words
from assistant.question import Question
from assistant.retrieval.vocabulary import in_the_register, places_named, words_of_places
from assistant.terms import acronyms, content_stems, proper_names, stem, stems
from ingest.bodies import places_in
from ingest.pinpoint import Kind
from ingest.resolution import Paragraph, Resolution
from vectorstore.catalogue import Catalogue


@dataclass(frozen=True, slots=True)
class Deed:
    """What is done, as people ask for it and as the Council writes it.

    ``about`` must stand in the question beside ``asked``. ``where`` tells what counts: ``acts`` what operative
    paragraphs do, ``operative`` any word of them, ``all`` any word of the text. ``also`` holds what is asked of the
    clause beyond that: it is ``unnegated``, has a word for the ``topic`` beside its names or any of its ``words``, speaks of no other ``state`` alone, makes the
    State a ``culprit`` and no victim, or has the ``names`` themselves. ``noun`` says that ``asked`` is no verb.
    """

    name: str
    asked: re.Pattern[str]
    about: re.Pattern[str] | None
    written: re.Pattern[str]
    where: str
    also: frozenset[str]


def takes_for_granted(question: Question) -> bool:
    """Whether the question asks for what it takes for granted, and not openly whether it is so or what is said."""
    text = question.standalone
    return not (_OPEN.search(text) and not _TAG.search(text))


_OPEN = re.compile(
    r"^\W*(?:and\s+|but\s+|so\s+)?(?:does|did|do|is|are|was|were|has|have|can|may|could|must|should|will|would)\b|\bwhether\b|\bif any(?:thing)?\b"
    r"|\b(?:what|anything|something|nothing)\b[^?.]{0,60}\b(?:say|says|said)\s+(?:about|on|of|regarding|concerning|to)\b|\bmention\w*",
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


# "could the navy seize", "did Israel annex": who does it, where it is not the Council.
_WHO_DOES = re.compile(
    r"\b(?:(?P<may>could|can|may|might|must|should|would|shall|will)|did|does|do)\s+(?P<who>(?:[\w’'§.-]+\s+){1,7})$", re.IGNORECASE
)
_THE_COUNCIL = re.compile(
    r"§|\b(?:council|resolution|paragraph|clause|text|UN|United Nations|it|passage|sentence|provision)\b", re.IGNORECASE
)
# What is stopped, condemned or paid for is not what is ordered.
_PUT_DOWN = re.compile(
    r"\b(?:stop\w*|ceas\w*|end|ends|ending|halt\w*|refrain\w*|condemn\w*|deplor\w*|after|following|for|because of|by|against|over|about|from|prevent\w*)\s+"
    r"(?:the\s+|its\s+|their\s+|all\s+|any\s+|an?\s+)?(?:[\w’'-]+\s+)?$",
    re.IGNORECASE,
)
_ADJECTIVE = re.compile(r"\b(?:the|an?|of|all|any|these|those|its|their|no|two|three)\s+$", re.IGNORECASE)  # "the jailed leaders"


def _is_ascribed(match: re.Match[str], text: str, deed: Deed) -> bool:
    before, after = text[: match.start()], text[match.end() :]
    if not before.strip() or _OF_OTHERS.search(before[-24:]):
        return False
    if match.group().endswith("ed") and _ADJECTIVE.search(before) and re.match(r"\s+[a-z]", after):
        return False
    who = _WHO_DOES.search(before)
    if who and "noun" not in deed.also and not match.group().endswith(("s", "ed")) and not _THE_COUNCIL.search(who["who"]):
        if who["may"] or deed.about is None or not deed.about.search(who["who"]):
            return False
    if deed.about is None:
        return True
    around = f"{before[-_REACH:]} {match.group()} {after[:_REACH]}"
    return any(not _PUT_DOWN.search(around[: about.start()]) for about in deed.about.finditer(around))


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
    r"\b(?:intention|intends?|ready|readiness|prepared to|consider\w*|recall\w*|takes? note|noting|notes|possib\w*|options?|(?!\A)recommend\w*|negotiat\w*|propos\w*|explor\w*|"
    r"plans?|planning|prepar\w*|not|without|contingen\w*|unless|in the event|neither|nor|review|feasib\w*|determination to|determined to|welcom\w*|reaffirm\w*|expects?|further measures|"
    r"commend\w*|underlin\w*|underscor\w*|stress\w*|emphasi[sz]\w*|recogni[sz]\w*|regret\w*|remind\w*|report on)\b",
    re.IGNORECASE,
)
_NEGATED = re.compile(r"\b(?:not(?: to)?|neither|nor|without|refrain from)\s+(?:\w+\s+)?$", re.IGNORECASE)


def _does(deed: Deed, clause: str, question: Question) -> bool:
    for match in deed.written.finditer(clause):
        before = clause[: match.start()]
        if deed.where == "acts" and _NOT_DONE.search(before):
            continue
        if "unnegated" in deed.also and _NEGATED.search(before):
            continue
        if all(_DEMANDS[each](clause, question, deed) for each in deed.also if each in _DEMANDS):
            return True
    return False


def _speaks_of(clause: str, question: Question, deed: Deed) -> bool:
    """Whether a clause has a word for what the question is about, in its own words or those of the texts."""
    topic = deed.asked.sub(" ", question.topic)
    names = {stem(name) for name in (*proper_names(f"x {topic}"), *acronyms(topic))}
    asked = set(content_stems(topic)) - _OF_A_QUESTION
    told = ((asked - names) or asked) if "topic" in deed.also else asked
    meant = told | stems(" ".join([*in_the_register(topic), words_of_places(topic)]))
    if not told:
        return True
    held = stems(clause)
    opened = {each[:5] for each in held}
    return bool(meant & held) or any(each[:5] in opened for each in told)


def _of_that_state(clause: str, question: Question, deed: Deed) -> bool:
    """Whether a clause names a State of the question, or none at all."""
    states = _states(question)
    return not states or not places_in(clause) or any(word in clause for name in states for word in own_words(name))


def _has_the_names(clause: str, question: Question, deed: Deed) -> bool:
    low = clause.lower()
    return all(name[: max(4, len(name) - 2)].lower() in low for name in proper_names(f"x {question.topic}"))


def _is_the_culprit(clause: str, question: Question, deed: Deed) -> bool:
    """Whether a clause lets the State that the question has blamed be more than where, or to whom, it was done."""
    blamed = _blamed(question, deed)
    if not blamed or _SOMEBODY.search(clause):
        return True
    words = "|".join(re.escape(word) for word in own_words(blamed))
    befores = (_OF_A_NAME.sub("", clause[: match.start()]) for match in re.finditer(words, clause))
    return any(not _VICTIM.search(before) for before in befores)


def _blamed(question: Question, deed: Deed) -> str:
    """The first State after the word for blaming, as the texts write it."""
    match = deed.asked.search(question.topic)
    said = question.topic[match.start() : match.end() + 40] if match else ""
    places = [(said.find(name), written) for name, written in places_named(said)]
    places += [(said.find(word), name) for name in places_in(said) for word in own_words(name) if word in said]
    return min(places, default=(0, ""))[1]


_SOMEBODY = re.compile(
    r"\b(?:occupying power|r[ée]gimes?|junta|that (?:state|government)|authorities|those responsible|(?:both|all) (?:parties|sides))\b", re.I
)
_OF_A_NAME = re.compile(r"(?:\b(?:[A-Z]\w+|the)\s+){1,4}of\s+(?:the\s+)?$")  # "the Islamic Republic of", "the Government of"
_VICTIM = re.compile(
    r"\b(?:against|territor(?:y|ies) of|people of|in|on|within|into|upon|to|of|from|near|over|between|attacks? on|invasion of|and)\s+(?:the\s+)?(?:[A-Z][\w’'-]+\s+(?:of\s+)?(?:the\s+)?)*$"
)
_DEMANDS: dict[str, Callable[[str, Question, Deed], bool]] = {
    "topic": _speaks_of,
    "words": _speaks_of,
    "state": _of_that_state,
    "names": _has_the_names,
    "culprit": _is_the_culprit,
}


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
_ENOUGH = 2  # words of the question, beside its names, that a paragraph must have to be on the same matter


def _done_elsewhere(deed: Deed, question: Question, record: Resolution, catalogue: Catalogue) -> Paragraph | None:
    """The first operative paragraph of another resolution that does it, names a State of the question and is on the
    same matter; ``None`` where the words cannot tell."""
    states = _states(question)
    if deed.where == "all" or len(states) != 1:
        return None
    words = own_words(states[0])
    asked = set(content_stems(question.topic)) - _OF_A_QUESTION - {stem(word) for word in states[0].split()}
    others = set(catalogue.numbers()) - {record.number}
    for number in sorted({n for word in words for n in catalogue.holding(word, others)})[:_SOUGHT]:
        for row in catalogue.paragraphs_of(number):
            if (
                row.kind is Kind.OPERATIVE
                and not row.path
                and any(word in row.words for word in words)
                and len(asked & stems(row.words)) >= _ENOUGH
                and any(_does(deed, clause, question) for clause in _clauses([row], deed))
            ):
                return row
    return None


def _states(question: Question) -> list[str]:
    """The States in the question, as the texts write them."""
    return list(dict.fromkeys([*(written for _, written in places_named(question.topic)), *places_in(question.topic)]))


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
            frozenset(row["also"].split()),
        )
        for row in csv.DictReader(text.splitlines())
    )
