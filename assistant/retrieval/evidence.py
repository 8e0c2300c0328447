"""How paragraphs are ranked once they are found: small pure functions over scores, kinds and dates.

A score is a positive number, only comparable within one question. Each function takes ``key → score`` or a paragraph
and says what one kind of evidence is worth; the weights stand in :class:`assistant.settings.RetrievalSettings`.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from assistant.question import Question
from assistant.retrieval.events import Event, events_named
from assistant.retrieval.places import places_asked, places_of
from assistant.retrieval.vocabulary import is_place
from assistant.settings import Fusion, RetrievalSettings
from assistant.terms import acronyms, proper_names, stem
from assistant.understanding.days import Day
from assistant.understanding.intent import Order
from ingest.pinpoint import Kind, paragraph_of
from ingest.resolution import Force, Paragraph, Resolution
from vectorstore.index import Hit

DECIDING = frozenset((Force.DECISION, Force.AUTHORIZATION))
_REMEMBERED = 20_000  # paragraphs of which it is remembered what their words show


@dataclass(frozen=True, slots=True)
class Ranking:
    """What one method found, best first. ``floor`` is the score that counts nothing where scores are added."""

    weight: float
    hits: Sequence[Hit]
    floor: float = 0.0

    def points(self, method: Fusion, rank_constant: float) -> dict[str, float]:
        """``key → points``, the best hit having 1 and every later one less."""
        if method is Fusion.RECIPROCAL_RANK:
            first = rank_constant + 1
            return {hit.key: first / (rank_constant + rank) for rank, hit in enumerate(self.hits, start=1)}
        span = max((hit.score for hit in self.hits), default=self.floor) - self.floor
        return {hit.key: max(0.0, (hit.score - self.floor) / span) for hit in self.hits} if span > 0 else {}


def fuse(rankings: Sequence[Ranking], method: Fusion, rank_constant: float) -> dict[str, float]:
    """One score for each paragraph: the sum over rankings of weight times points.

    By reciprocal rank the points are ``(k + 1) / (k + rank)``, which is Cormack, Clarke and Büttcher's ``1 / (k + rank)``
    (SIGIR 2009) on a scale where the first place counts 1; by scaled score they are the distance from the floor in
    parts of the best. A paragraph that a ranking does not hold gains nothing from it.
    """
    scores: dict[str, float] = defaultdict(float)
    for ranking in rankings:
        for key, points in ranking.points(method, rank_constant).items():
            scores[key] += ranking.weight * points
    return dict(scores)


def with_scores_of_resolutions(
    scores: Mapping[str, float], points: Mapping[str, float], weight: float
) -> dict[str, float]:
    """Each score plus ``weight`` times the points of its resolution as a whole."""
    return {key: score + weight * points.get(key.partition("/")[0], 0.0) for key, score in scores.items()}


def with_whole_resolutions(scores: Mapping[str, float], share: float, best: int = 3) -> dict[str, float]:
    """Each score plus ``share`` of the mean of its resolution's ``best`` scores: a resolution that is about the
    matter in several places lifts each of them."""
    by_resolution: dict[int, list[float]] = defaultdict(list)
    for key, score in scores.items():
        by_resolution[resolution_of(key)].append(score)
    whole = {number: sum(sorted(each, reverse=True)[:best]) / best for number, each in by_resolution.items()}
    return {key: score + share * whole[resolution_of(key)] for key, score in scores.items()}


def resolution_of(key: str) -> int:
    return int(key.partition("/")[0])


_BOILERPLATE = re.compile(
    r"^\W*(?:(?:further|also|and) )?(?:decid\w+|resolv\w+)?\W*(?:to )?(?:remain|keep)\w*\b.{0,40}\b(?:seized|under (?:active )?(?:review|consideration))"
    r"|^\W*(?:further )?(?:calls? (?:up)?on|urges|appeals to|requests) all (?:\w+ ){0,3}?(?:parties|concerned|states|others)\b.{0,40}\bcooperat\w+ (?:fully )?(?:with|in)\b.{0,60}$"
    r"|^\W*(?:expresses|reiterates|conveys) its (?:\w+ )?(?:appreciation|gratitude|thanks)\b"
    r"|^\W*(?:reaffirms|reaffirming|reiterates|reiterating) its (?:strong |full )?commitment to the (?:sovereignty|unity)",
    re.IGNORECASE | re.DOTALL,
)


@lru_cache(maxsize=_REMEMBERED)
def is_boilerplate(text: str) -> bool:
    """Whether a paragraph is one of the formulae that close or open nearly every text."""
    return bool(_BOILERPLATE.search(text[:300]))


def kind_factor(paragraph: Paragraph, question: Question, weights: RetrievalSettings) -> float:
    """Operative before preambular, and deciding verbs first, when the question asks for a decision."""
    if paragraph.kind is Kind.PREAMBULAR:
        return weights.preambular if question.wants_decision else 1.0
    if paragraph.kind is not Kind.OPERATIVE:
        return 1.0
    deciding = question.wants_decision and paragraph.force in DECIDING
    return weights.operative * (weights.decision if deciding else 1.0)


def date_factor(adopted: dt.date | None, dates: Sequence[Day], weights: RetrievalSettings) -> float:
    """What it is worth that a resolution was adopted in a year, or in the month, that the question names."""
    if adopted is None:
        return 1.0
    best = 1.0
    for day in dates:
        if day.year == adopted.year:
            fits = day.month is not None and day.month == adopted.month
            best = max(best, weights.adopted_then * (weights.adopted_that_month if fits else 1.0))
    return best


def event_factor(adopted: dt.date | None, events: Sequence[Event], weights: RetrievalSettings) -> float:
    """What it is worth that a resolution was adopted during an event that the question names."""
    if adopted is None:
        return 1.0
    held = [event for event in events if event.holds(adopted)]
    if not held:
        return 1.0
    return weights.during_event if any(event.is_short for event in held) else math.sqrt(weights.during_event)


def place_factor(record: Resolution | None, asked: frozenset[str], weights: RetrievalSettings) -> float:
    """What it is worth that a resolution plays where the question does; and what it costs that it plays elsewhere."""
    places = places_of(record) if record and asked else frozenset[str]()
    if not places:
        return 1.0
    return weights.same_place if places & asked else weights.elsewhere


def verb_factor(paragraph: Paragraph, question: Question, weights: RetrievalSettings) -> float:
    """What it is worth that the paragraph's leading verb is one that the question uses."""
    verb = stem((paragraph.verb or paragraph.text.partition(" ")[0]).replace("uthoris", "uthoriz"))
    return weights.verb if verb in question.verbs else 1.0


# an act: how it is asked about, and the verb with which a paragraph does it, within its first words
_ACTS = tuple(
    (re.compile(rf"\b(?:{asked})\b", re.IGNORECASE), re.compile(rf"\b(?:{done})\b", re.IGNORECASE))
    for asked, done in (
        (
            r"creat\w+|set(?:s|ting)? up|found(?:ed|ing)?|establish\w*|launch\w*|into existence|came into being",
            "establish|create|set up|appoint|constitute",
        ),
        (
            r"ends?|ended|clos(?:e|ed|es)|shut|terminat\w+|dissolv\w+|lift\w*|wound up|abolish\w*",
            r"terminate|dissolve|close|lift|end|conclude|liquidat\w+|cease",
        ),
        (r"exten(?:d|ds|ded|sion)|renew\w*|prolong\w*|expir\w*|until when", "extend|renew|prolong|maintain|continue"),
        (r"allow\w*|authori[sz]\w*|permit\w*|lets?", r"authori[sz]e\w*"),
        (
            r"bans?|banned|forbid\w*|prohibit\w*|barred|embargo\w*",
            "prevent|prohibit|embargo|not (?:export|supply|import|sell)",
        ),
    )
)
_FIRST_WORDS = 22


def act_factor(paragraph: Paragraph, topic: str, weights: RetrievalSettings) -> float:
    """What it is worth that a paragraph does what the question asks about, and does not only speak of it."""
    if paragraph.kind is Kind.PREAMBULAR:
        return 1.0
    acts = _acts_in(topic)
    if not acts:
        return 1.0
    opening = " ".join(paragraph.text.split(maxsplit=_FIRST_WORDS)[:_FIRST_WORDS])
    return weights.act if any(done.search(opening) for done in acts) else 1.0


@lru_cache(maxsize=256)
def _acts_in(topic: str) -> tuple[re.Pattern[str], ...]:
    return tuple(done for asked, done in _ACTS if asked.search(topic))


_A_TERM = re.compile(
    r"\buntil\b|\bno later than\b|\bfor (?:a|an) (?:\w+ ){0,2}period\b|\bperiod of\b|\bterminat\w+|\bwithin \w+ (?:days|weeks|months)\b"
    r"|\b(?:further|next|additional) \w+ (?:days|months|years)\b|\b\d+ (?:days|weeks|months|years)\b",
    re.IGNORECASE,
)


def states_a_term(paragraph: Paragraph) -> bool:
    """Whether a paragraph says until when or how long."""
    return paragraph.kind is Kind.OPERATIVE and bool(_A_TERM.search(paragraph.words))


# A number that counts something: not a date, a year, or the number of a resolution or paragraph.
_A_NUMBER = re.compile(
    r"\b\d{1,3}(?:[ ,.]\d{3})+\b|(?<![/\d(])\b\d+\s*(?:per\s?cent|%|[a-z-]*\s*(?:military|police|troops|personnel|officers|observers|"
    r"members|experts|kilomet\w+|nautical|miles|tons|barrels))|[$€£]\s*\d"
    r"|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand)\b"
    r"(?!\s+(?:further\s+)?(?:days?|weeks?|months?|years?|hours?)\b)",
    re.IGNORECASE,
)


def states_a_number(paragraph: Paragraph) -> bool:
    """Whether a paragraph says how many or how much."""
    return paragraph.kind is not Kind.PREAMBULAR and bool(_A_NUMBER.search(paragraph.words))


def name_factor(
    paragraph: Paragraph, record: Resolution | None, names: Sequence[str], weights: RetrievalSettings
) -> float:
    """What it is worth that the names in the question stand in the paragraph or in its resolution's description."""
    if not names:
        return 1.0
    context = f"{paragraph.words} {record.subject} {record.agenda}" if record else paragraph.words
    return 1 + weights.names * sum(name in context for name in names) / len(names)


def weigh(
    scores: Mapping[str, float],
    paragraphs: Mapping[str, Paragraph],
    records: Mapping[int, Resolution],
    question: Question,
    weights: RetrievalSettings,
) -> dict[str, float]:
    """Scores of the paragraphs that exist, multiplied by every factor."""
    weighed = {}
    names = [name for name in [*acronyms(question.topic), *proper_names(question.topic)] if not is_place(name)]
    events = events_named(question.standalone)
    asked = places_asked(question.standalone)
    for key, score in scores.items():
        paragraph = paragraphs.get(key)
        if paragraph is None or paragraph.kind is Kind.HEADING:
            continue
        record = records.get(paragraph.resolution)
        factor = kind_factor(paragraph, question, weights)
        adopted = record.date if record else None
        factor *= date_factor(adopted, question.then, weights) * event_factor(adopted, events, weights)
        factor *= place_factor(record, asked, weights)
        factor *= weights.boilerplate if is_boilerplate(paragraph.text) else 1.0
        factor *= verb_factor(paragraph, question, weights)
        factor *= weights.term if question.wants_term and states_a_term(paragraph) else 1.0
        factor *= weights.number if question.wants_number and states_a_number(paragraph) else 1.0
        factor *= act_factor(paragraph, question.topic, weights)
        factor *= name_factor(paragraph, record, names, weights)
        weighed[key] = score * factor
    return weighed


_OPENING_WORDS = 9
_LONG_WORD = re.compile(r"[a-z]{4,}")


def without_copies(
    scores: Mapping[str, float], paragraphs: Mapping[str, Paragraph], factor: float, among: int = 300
) -> dict[str, float]:
    """Scores in which a clause counts once: its copies in other years, known by their opening words, count ``factor``."""
    weighed = dict(scores)
    seen: set[str] = set()
    for key in sorted(scores, key=lambda key: (-scores[key], key))[:among]:
        words = _LONG_WORD.finditer(paragraphs[key].text.lower())
        opening = " ".join(match.group() for match in islice(words, _OPENING_WORDS))
        if opening in seen:
            weighed[key] *= factor
        seen.add(opening)
    return weighed


def in_order_of_time(
    scores: Mapping[str, float],
    records: Mapping[int, Resolution],
    order: Order,
    strength: float,
    contenders: float = 0.5,
) -> dict[str, float]:
    """Lift the newest (or the earliest) among the paragraphs that come near the best one; others keep their score."""
    if order is Order.ANY or not scores:
        return dict(scores)
    bar = contenders * max(scores.values())
    numbers = sorted(
        {resolution_of(key) for key, score in scores.items() if score >= bar},
        key=lambda number: (_adopted(records.get(number)), number),
        reverse=order is Order.EARLIEST,
    )
    place = {number: index / max(1, len(numbers) - 1) for index, number in enumerate(numbers)}
    return {
        key: score * (1 + strength * place[resolution_of(key)]) if score >= bar else score
        for key, score in scores.items()
    }


def _adopted(record: Resolution | None) -> dt.date:
    return record.date if record is not None and record.date is not None else dt.date(1946, 1, 1)


def group(scores: Mapping[str, float], existing: Collection[str], parts: int | None = 3) -> list[Hit]:
    """One place for each paragraph: its own key, with the best score among itself and its sub-points, and right after
    it the best ``parts`` of its sub-points (all for ``None``). ``existing`` tells whether the paragraph above a sub-point is a row."""
    families: dict[str, list[tuple[float, str]]] = defaultdict(list)
    for key, score in scores.items():
        families[paragraph_of(key)].append((score, key))
    ranked: list[Hit] = []
    for head, members in sorted(families.items(), key=lambda item: (-max(item[1])[0], item[0])):
        best = max(members)[0]
        if head in existing:
            ranked.append(Hit(head, best))
        below = sorted((member for member in members if member[1] != head), key=lambda member: (-member[0], member[1]))
        ranked += [Hit(key, score) for score, key in below[:parts]]
    return ranked
