"""The resolutions that set up, authorized or extended a named body: read from its chain of decisions, complete."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.draft import Draft, mention, unique
from assistant.reading.zero.kinds.deeds import foundings_of
from assistant.reading.zero.kinds.facts import adopted_then, coverage, when_of, within
from assistant.reading.zero.kinds.mandate_search import find_chains
from assistant.reading.zero.kinds.selection import select
from assistant.reading.zero.question import Question
from assistant.reading.zero.words.intent import Intent
from assistant.telling.chains.end import subject_of
from assistant.terms import acronyms, content_stems, stems
from assistant.wording import counted, day_in_words, joined
from ingest.annotations import Action, BodyKind, MandateDecision
from ingest.pinpoint import Kind, resolution_of
from ingest.resolution import Paragraph, Resolution
from vectorstore.catalogue import Catalogue

_SETS_UP = re.compile(
    r"\b(?:set(?:s|ting)?\s+up|establish\w*|creat\w+|found(?:ed|ing)?|launch\w*|first|initial|start\w*|born|gave\s+birth\w*|deploy\w*)\b",
    re.IGNORECASE,
)
_AUTHORIZES = re.compile(r"\b(?:authori[sz](?:e|es|ed|ing)|mandat(?:ed|ing)|allow\w*|permit\w*)\b", re.IGNORECASE)
_EXTENDS = re.compile(
    r"\b(?:extend\w*|extension\w*|renew\w*|prolong\w*|roll\w*[- ]over|continu\w*|later|each|kept|more\s+time|longer|going)\b",
    re.IGNORECASE,
)
_ENDS = re.compile(r"\b(?:terminat\w*|end(?:s|ed)|clos(?:e|es|ed)|wound\s+up|dissolv\w*)\b", re.IGNORECASE)
_NEARLY_ALL = 0.8
_FOLLOWED = (BodyKind.MISSION, BodyKind.PANEL, BodyKind.AUTHORIZATION)


def answer_by_chain(question: Question, records: Sequence[Resolution], catalogue: Catalogue) -> Draft | None:
    """Every resolution with such a decision; ``None`` where no body is named clearly, or nothing like it is asked."""
    actions = _actions(question.topic)
    if not actions:
        return None
    span = {record.number: record for record in records if within(record, question) and adopted_then(record, question)}
    chains = find_chains(question, catalogue.mandates(), catalogue, described=False)
    if len(chains) > 1:  # "UNOSOM II" is also found under the name of the first
        named = acronyms(question.topic) and _by_longest_name(chains, question.topic)
        chains = [named] if named else chains
    if len(chains) != 1 or chains[0][-1].kind not in _FOLLOWED:
        return None
    chain = [*_founding(chains[0], catalogue), *chains[0]] if Action.ESTABLISH in actions else chains[0]
    # the first term of a body is no extension of it
    opening = {d.resolution for d in chain if d.action is Action.ESTABLISH}
    opening |= {row.resolution for row in foundings_of(chain[0].acronym, catalogue)} if chain[0].acronym else set()
    founded = opening & {chain[0].resolution}
    doing = [
        d
        for d in chain
        if d.action in actions
        and d.resolution in span
        and (d.action is not Action.EXTEND or Action.ESTABLISH in actions or d.resolution not in founded)
    ]
    rows = catalogue.paragraphs(decision.key for decision in doing)
    first = {d.resolution: d for d in reversed(doing) if d.key in rows}
    if any(d.kind is BodyKind.AUTHORIZATION for d in chain):  # several forces in one place may be followed as one line
        strange = [name for name in acronyms(question.topic) if not any(name in d.acronym for d in chain)]
        telling = {n for name in strange for n in catalogue.holding(name, set(first))}
        first = {n: d for n, d in first.items() if n in telling} if telling else first
    numbers = sorted(first)
    by_text = select(question, records, catalogue)
    as_told = {record.number for record in by_text.found} if by_text and by_text.by_deed else set()
    one_deed = len(actions) == 1
    shown = {number: rows[first[number].key] for number in numbers}
    titled: dict[int, Paragraph] = {}
    if Action.EXTEND in actions:
        titled = _titled(set(span), acronyms(question.topic), catalogue)
        shown = titled | shown
    numbers = sorted(shown)
    if (
        not numbers
        and acronyms(question.topic)
        and not as_told
        and Action.ESTABLISH not in actions
        and not _asks_more(question, chain)
    ):
        said = joined([_SAID[action] for action in sorted(actions)])
        none = f"No decision{when_of(question)} by which {subject_of(chains[0][-1])} was {said} is in the corpus. {coverage(catalogue)}"
        return Draft(none, resolutions=(), evidence=(chains[0][-1].key,))
    stricter = as_told <= set(numbers)
    as_strict = (
        chains[0][-1].kind is not BodyKind.PANEL
        and one_deed
        and stricter
        and len(as_told & set(numbers)) >= _NEARLY_ALL * len(numbers)
    )
    as_strict = as_strict and not titled.keys() - as_told
    if not numbers or (as_strict and not any(_names(shown[n], first[n]) for n in set(first) - as_told)):
        return None  # the texts say it in the words of the question: their list is the stricter one
    what = joined([_SAID[action] for action in sorted(actions)])
    lead = f"{counted(len(numbers), 'resolution').capitalize()}{when_of(question)} on {subject_of(chains[0][-1])} ({what}):"
    lines = [
        f"- {span[number].symbol}, {day_in_words(span[number].date)} ({shown[number].citation.removeprefix(span[number].symbol + ', ')})"
        for number in numbers
    ]
    if question.intent is Intent.COUNT:
        lead, lines = f"{lead} {', '.join(map(str, numbers))}.", []
    return Draft(
        "\n".join([lead, *lines, "", f"Read from the decisions on its mandate. {coverage(catalogue)}"]),
        unique([mention(shown[number]) for number in numbers]),
        resolutions=tuple(map(str, numbers)),
        evidence=tuple(shown[number].key for number in numbers),
    )


_SAID = {Action.ESTABLISH: "set up or authorized", Action.EXTEND: "extended", Action.END: "ended"}


def _actions(text: str) -> set[Action]:
    actions: set[Action] = set()
    if _SETS_UP.search(text) or _AUTHORIZES.search(text):
        actions.add(Action.ESTABLISH)
    if _EXTENDS.search(text) or _AUTHORIZES.search(text):
        actions.add(Action.EXTEND)
    if _ENDS.search(text):
        actions.add(Action.END)
    return actions


def _by_longest_name(chains: Sequence[Sequence[MandateDecision]], text: str) -> list[MandateDecision] | None:
    """The chain of the longest name in capitals that stands in the question, where one holds the others' names."""
    named = {chain[-1].acronym: list(chain) for chain in chains if chain[-1].acronym and chain[-1].acronym in text}
    longest = max(named, key=len, default="")
    return named[longest] if len(named) > 1 and all(name in longest for name in named) else None


def _titled(numbers: set[int], names: Sequence[str], catalogue: Catalogue) -> dict[int, Paragraph]:
    """The resolutions that are described as an extension of the body with a name in capitals, with the paragraph that
    says so: it may be followed under another name ("the authorizations in Azuria")."""
    found: dict[int, Paragraph] = {}
    for name in names:
        described = re.compile(
            rf"\b(?:extension|renewal|extending|renewing)\b(?:(?!\band\b|\bestablish).)*\b{re.escape(name)}\b"
        )
        for number in sorted(numbers):
            record = catalogue.record(number)
            if record is not None and described.search(record.subject):
                rows = [r for r in catalogue.paragraphs_of(number) if r.kind is Kind.OPERATIVE]
                extending = [row for row in rows if _EXTENDS.search(row.words)]
                row = next((row for row in extending if name in row.words), next(iter(extending), None))
                if row is not None:
                    found[number] = row
    return found


def _asks_more(question: Question, chain: Sequence[MandateDecision]) -> bool:
    """Whether something of a body is asked for, and not the body itself: "the terms of the judges of UNMAZ"."""
    of_it = stems(" ".join(f"{d.body} {d.acronym} {d.place}" for d in chain))
    return bool({*content_stems(_OF_THE_DEED.sub(" ", question.topic))} - of_it)


_OF_THE_DEED = re.compile(
    r"\b(?:mandate|mission|operation|force|time|stay|presence|been|list|name|give|show)s?\b|\b(?:January|February|March|April|May|June|July|August|September|October|November|December|\d{4})\b"
    rf"|{_EXTENDS.pattern}|{_SETS_UP.pattern}|{_AUTHORIZES.pattern}|{_ENDS.pattern}",
    re.IGNORECASE,
)


def _names(row: Paragraph, decision: MandateDecision) -> bool:
    """Whether a paragraph renews a body and gives its name, a slip in it aside ("United Nation Observer Force")."""
    name = {*content_stems(decision.body)}
    held = len(name & stems(row.text))
    return bool(_EXTENDS.search(row.text)) and len(name) > 1 and held >= _NEARLY_ALL * len(name)


def _founding(chain: Sequence[MandateDecision], catalogue: Catalogue) -> list[MandateDecision]:
    """What set up a body before it had its name: the newest decision of the year before on a mission without one, there,
    in a resolution that the first text on the body cites."""
    opening = chain[0]
    if any(d.action is Action.ESTABLISH for d in chain) or not opening.place or opening.date is None:
        return []
    cited = {resolution_of(key) for row in catalogue.paragraphs_of(opening.resolution) for key in row.cites}
    before = [
        d
        for d in catalogue.mandates()
        if d.action is Action.ESTABLISH
        and not d.acronym
        and d.kind is BodyKind.MISSION
        and d.place == opening.place
        and d.resolution in cited
        and d.date is not None
        and 0 < (opening.date - d.date).days <= _A_TERM
    ]
    return before[-1:]


_A_TERM = 366  # days of a first term
