"""What lasts, where a question only describes it: the chain of decisions, or the single term, in what a search finds."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.answer import Citation
from assistant.draft import Draft, mention, quotation, unique
from assistant.present import last_text
from assistant.reading.zero.kinds.chain_asked import Chain, places_asked, telling_stems
from assistant.reading.zero.kinds.mandate_search import with_its_end
from assistant.reading.zero.question import Question
from assistant.retrieval.evidence import Evidence
from assistant.retrieval.vocabulary import in_the_words_of_the_texts
from assistant.terms import stems
from assistant.timeline.effect_words import Effect
from assistant.timeline.later import later_decisions
from assistant.wording import day_in_words
from ingest.annotating.time_expressions import Role, end_of, find_times
from ingest.annotations import BodyKind, MandateDecision
from ingest.bodies import measures_of
from ingest.pinpoint import Kind
from ingest.places import places_in
from ingest.resolution import Paragraph
from vectorstore.catalogue import Catalogue

_READ = 25  # paragraphs found that are read
_NEAR = 0.6  # of the best score: worse ones are about something else
_ALIKE = 0.75  # of the score of the best term: of these the newest is told of
_OTHERS = 3  # like terms in other resolutions that are named
_LONGEST_QUOTE = 700  # characters
_KINDS: tuple[tuple[re.Pattern[str], frozenset[BodyKind]], ...] = (
    (re.compile(r"\b(?:panel|experts?|monitoring\s+(?:team|group))\b", re.IGNORECASE), frozenset({BodyKind.PANEL})),
    (re.compile(r"\bcommittee\b", re.IGNORECASE), frozenset({BodyKind.COMMITTEE, BodyKind.MISSION})),
    (
        re.compile(
            r"\b(?:sanctions?|embargo\w*|bans?|banned|freez\w*|frozen|prohibit\w*|penalt\w+|measures?|restrict\w*|trade|export\w*|import\w*|sell\w*|buy\w*)\b",
            re.IGNORECASE,
        ),
        frozenset({BodyKind.MEASURES, BodyKind.AUTHORIZATION}),
    ),
    (
        re.compile(r"\b(?:authori[sz]\w*|permi\w+|could|may|allowed|warships?|nav(?:y|ies|al)|vessels?|ships?)\b", re.IGNORECASE),
        frozenset({BodyKind.AUTHORIZATION, BodyKind.MEASURES, BodyKind.MISSION}),
    ),
    (
        re.compile(
            r"\b(?:missions?|forces?|troops|peacekeep\w+|observers?|monitors?|office|helmets|berets|investigat\w+|tribunal|(?<!Criminal\s)court|team|police|soldiers|presence|operation)\b",
            re.IGNORECASE,
        ),
        frozenset({BodyKind.MISSION, BodyKind.AUTHORIZATION}),
    ),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Term:
    """A paragraph that names an end, and the day: of something on which no chain of decisions is followed.

    ``others`` are like terms that were found beside it, ``evidence`` all keys that were found, ``since`` the paragraphs
    that it continues, oldest first.
    """

    row: Paragraph
    until: dt.date
    computed: bool
    adopted: dt.date
    others: tuple[Term, ...] = ()
    evidence: tuple[str, ...] = ()
    since: tuple[Paragraph, ...] = ()


def chain_or_term(
    question: Question, decisions: Sequence[MandateDecision], catalogue: Catalogue, evidence: Evidence, day: dt.date
) -> Chain | Term | None:
    """The chain to which the best paragraph with a decision belongs, or its term; ``None`` where none stands near the top."""
    if not evidence.hits:
        return None
    wanted = _kinds(question.standalone)
    places = frozenset(places_asked(question.standalone))
    telling = telling_stems(question.standalone)
    about = frozenset(measures_of(in_the_words_of_the_texts(question.standalone)))
    near = [evidence.paragraphs[hit.key] for hit in evidence.hits[:_READ]]
    sharing = frozenset(row.resolution for row in near if _shares(row, places=places, telling=telling, about=about))
    at: dict[str, list[MandateDecision]] = {}
    for decision in decisions:
        at.setdefault(decision.key, []).append(decision)
    floor = _NEAR * evidence.hits[0].score
    terms: list[tuple[float, Term]] = []
    if _REPORTS.search(question.standalone):
        reports = [row for row in near if row.kind is Kind.OPERATIVE and _ON_REPORTS.search(row.words)]
        if (asked := next((term for row in reports if (term := _followed(row, catalogue, day))), None)) is not None:
            return replace(asked, evidence=evidence.keys)
    for hit in evidence.hits[:_READ]:
        row = evidence.paragraphs[hit.key]
        if hit.score < floor or row.kind is not Kind.OPERATIVE or row.resolution not in sharing:
            continue
        own = [d for d in at.get(hit.key, ()) if d.kind in wanted and _fits(d, row, places) and _is_of(d, question)]
        if question.numbers and row.resolution not in question.numbers and not own:
            continue
        if own and not terms:
            return _whole(own[0], decisions)
        beside = None if own else _term_beside(row, at, places, catalogue)
        if beside is not None and all(beside.row.key != term.row.key for _, term in terms):
            terms.append((hit.score, beside))
        if (
            not own
            and hit.key not in at
            and (term := _term(row, catalogue)) is not None
            and _names(row, places, catalogue)
            and _shares(row, places=frozenset(), telling=telling, about=about)
        ):
            terms.append((hit.score, term))
    alike = [term for score, term in terms if score >= _ALIKE * terms[0][0]]
    if alike:
        if (later := _followed(alike[0].row, catalogue, day)) is not None and later.since:
            return replace(later, evidence=evidence.keys)
        newest = max(alike, key=lambda term: (term.adopted, -term.row.resolution))
        others = [term for _, term in terms if term.row.resolution != newest.row.resolution]
        return replace(newest, others=tuple(others[:_OTHERS]), evidence=evidence.keys)
    if question.numbers and evidence.paragraphs[evidence.hits[0].key].resolution not in question.numbers:
        return None
    return _beside(evidence, decisions, wanted, places, sharing)


def _term_beside(
    row: Paragraph, at: Mapping[str, Sequence[MandateDecision]], places: frozenset[str], catalogue: Catalogue
) -> Term | None:
    """Where the resolution of a paragraph decides on no mandate: its paragraph on how long "the operation" goes on."""
    rows = [each for each in catalogue.paragraphs_of(row.resolution) if each.kind is Kind.OPERATIVE]
    if any(each.key in at for each in rows) or not _names(row, places, catalogue):
        return None
    lasting = [each for each in rows if _GOES_ON.search(each.words)]
    return next((term for each in lasting if (term := _term(each, catalogue)) is not None), None)


_GOES_ON = re.compile(
    r"\b(?:operation|authori[sz]ations?|mandate|mission|force|measures|provisions|prohibitions?|exemptions?)\b[^;]{0,120}"
    r"\b(?:(?:shall|will)\s+(?:\w+\s+)?(?:end|expire|cease|terminate|continue|remain|be\s+(?:limited|extended|terminated|established|imposed))|(?:is|are)\s+(?:extended|limited|established))\b",
    re.IGNORECASE,
)


def _beside(
    evidence: Evidence,
    decisions: Sequence[MandateDecision],
    wanted: frozenset[BodyKind],
    places: frozenset[str],
    sharing: frozenset[int],
) -> Chain | None:
    """The one body of a wanted kind on which the resolution of the best paragraph decides, in another paragraph."""
    best = evidence.paragraphs[evidence.hits[0].key]
    if best.resolution not in sharing:
        return None
    own = [d for d in decisions if d.resolution == best.resolution and d.kind in wanted and _fits(d, best, places)]
    if len({d.acronym or d.body for d in own}) == 1:
        return _whole(own[0], decisions)
    return None


def _whole(decision: MandateDecision, decisions: Sequence[MandateDecision]) -> Chain:
    """All decisions on the same, under a longer and a shorter acronym."""
    if decision.acronym:
        same = [d for d in decisions if d.acronym and d.acronym.split()[0] == decision.acronym.split()[0]]
        return with_its_end(same, decisions)
    if decision.kind is not BodyKind.MEASURES or not decision.roots:
        return with_its_end([d for d in decisions if d.body == decision.body], decisions)
    alike = [d for d in decisions if d.kind is BodyKind.MEASURES and d.place == decision.place]
    origins = {*decision.roots, decision.resolution}
    numbers = {d.resolution for d in alike if origins & {*d.roots, d.resolution}}
    chain = [d for d in alike if d.resolution in numbers]
    dated = {d.resolution for d in chain if d.until}
    return [d for d in chain if d.until or d.resolution not in dated]  # what is said beside has no end of its own


def _kinds(text: str) -> frozenset[BodyKind]:
    return next((kinds for asked, kinds in _KINDS if asked.search(text)), frozenset(BodyKind))


def _shares(row: Paragraph, *, places: frozenset[str], telling: frozenset[str], about: frozenset[str]) -> bool:
    """Whether a paragraph has a word that says what the question is about, or measures of that sort; a place is enough,
    which is looked at later."""
    return bool(places) or bool(telling & stems(row.words)) or bool(about & set(measures_of(row.words)))


def _is_of(decision: MandateDecision, question: Question) -> bool:
    """Whether a decision is one of the resolution that the question names, or goes back to it."""
    return not question.numbers or bool({decision.resolution, *decision.roots} & set(question.numbers))


def _fits(decision: MandateDecision, row: Paragraph, places: frozenset[str]) -> bool:
    there = {decision.place, *places_in(decision.body), *places_in(row.words)} - {""}
    return not places or not there or bool(places & there)


def _names(row: Paragraph, places: frozenset[str], catalogue: Catalogue) -> bool:
    """Whether the text of a paragraph's resolution names one of the places."""
    if not places or places & set(places_in(row.words)):
        return True
    return any(places & set(places_in(each.words)) for each in catalogue.paragraphs_of(row.resolution))


def _term(row: Paragraph, catalogue: Catalogue) -> Term | None:
    record = catalogue.record(row.resolution)
    if record is None or record.date is None or not _DECIDES.search(row.words[:200]):
        return None
    times = find_times(row.words, record.date)
    said = [time.day for time in times if time.role is Role.UNTIL and time.day]
    until = said[0] if said else end_of(times, record.date)[1]
    return Term(row, until, not said, record.date) if until and until > record.date else None


def _followed(row: Paragraph, catalogue: Catalogue, day: dt.date) -> Term | None:
    """The newest term, by ``day``, of what a paragraph decides or asks for, or of the one paragraph that it extends."""
    origins = {key for key in row.cites if "/op" in key}
    above = catalogue.paragraph(next(iter(origins))) if len(origins) == 1 and _EXTENDS.search(row.words) else None
    line = [above or row]
    line += [each.row for each in later_decisions(line[0], catalogue, until=day) if each.effect is Effect.EXTENDED]
    terms = [term for each in line if (term := _term(each, catalogue)) is not None and term.adopted <= day]
    return replace(terms[-1], since=tuple(term.row for term in terms[:-1])) if terms else None


_EXTENDS = re.compile(r"\b(?:extend|renew|prolong|continu)\w*", re.IGNORECASE)
# "how long must he go on reporting?"
_REPORTS = re.compile(r"\breport(?:s|ing)?\b|\bbriefings?\b|\bupdates\b", re.IGNORECASE)
_ON_REPORTS = re.compile(r"\breport\w*|\bbrief\w*|\bupdates?\b", re.IGNORECASE)
_DECIDES = re.compile(
    r"\b(?:decid|authori[sz]|extend|establish|agree|approv|impos|continu|renew|request)\w*", re.IGNORECASE
)


def term_in_words(term: Term, catalogue: Catalogue, day: dt.date) -> Draft:
    """The term as an answer: until when, in whose words, and what is not known of it."""
    until, last_day = day_in_words(term.until), catalogue.last_day() or day
    computed = " (computed from the day of adoption and the period that the text gives)" if term.computed else ""
    if term.until >= day:
        head = f"In force on paper until {until}{computed}, as of {day_in_words(day)}, by the text that comes nearest to the question."
    else:
        head = f"The text that comes nearest to the question names {until}{computed} as the end; that day has passed as of {day_in_words(day)}."
    quote = _quotation(term.row)
    unfollowed = "Later texts on it are not followed as a chain: look for a renewal before relying on this."
    unknown = (
        f"{last_text(catalogue)}; whether a renewal followed is not in the corpus."
        if day > last_day and last_day <= term.until
        else f"{last_text(catalogue)}."
        if term.since
        else unfollowed
    )
    said = f"{term.row.citation}, adopted on {day_in_words(term.adopted)}, says: “{quote.quote}”."
    before = "; ".join(each.citation for each in reversed(term.since))
    beside = "; ".join(f"{each.row.citation} (until {day_in_words(each.until)})" for each in term.others)
    return Draft(
        "\n".join(
            [
                head,
                said,
                *([f"It continues {before}."] if before else []),
                *([f"Other texts with such a term: {beside}."] if beside else []),
                unknown,
            ]
        ),
        unique([quote, *(mention(row) for row in term.since), *(mention(each.row) for each in term.others)]),
        evidence=tuple(dict.fromkeys([term.row.key, *(each.row.key for each in term.others), *term.evidence])),
    )


def _quotation(row: Paragraph) -> Citation:
    words = row.words if len(row.words) <= _LONGEST_QUOTE else row.words[:_LONGEST_QUOTE].rsplit(" ", 1)[0]
    return quotation(row, 0, len(words.rstrip(" ,;.\n")))
