"""The resolutions that set up, authorized or extended a named body: read from its chain of decisions, complete."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.draft import Draft, mention, unique
from assistant.kinds.facts import adopted_then, coverage, when_of, within
from assistant.kinds.mandate_search import find_chains
from assistant.kinds.mandates import subject_of
from assistant.kinds.selection import select
from assistant.question import Question
from assistant.understanding.intent import Intent
from assistant.wording import counted, day_in_words, joined
from ingest.annotations import Action, BodyKind, MandateDecision
from ingest.resolution import Resolution
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
    if len(chains) != 1 or chains[0][-1].kind not in _FOLLOWED:
        return None
    doing = [d for d in chains[0] if d.action in actions and _number(d) in span]
    rows = catalogue.paragraphs(decision.key for decision in doing)
    first = {_number(d): d for d in reversed(doing) if d.key in rows}
    numbers = sorted(first)
    by_text = select(question, records, catalogue)
    as_told = {record.number for record in by_text.found} if by_text and by_text.by_deed else set()
    one_deed = len(actions) == 1
    if not numbers or (one_deed and len(as_told & set(numbers)) >= _NEARLY_ALL * len(numbers)):
        return None  # the texts say it in the words of the question: their list is the stricter one
    what = joined([_SAID[action] for action in sorted(actions)])
    lead = f"{counted(len(numbers), 'resolution').capitalize()}{when_of(question)} on {subject_of(chains[0][-1])} ({what}):"
    lines = [
        f"- {span[number].symbol}, {day_in_words(span[number].date)} ({rows[first[number].key].citation.removeprefix(span[number].symbol + ', ')})"
        for number in numbers
    ]
    if question.intent is Intent.COUNT:
        lead, lines = f"{lead} {', '.join(map(str, numbers))}.", []
    return Draft(
        "\n".join([lead, *lines, "", f"Read from the decisions on its mandate. {coverage(catalogue)}"]),
        unique([mention(rows[first[number].key]) for number in numbers]),
        resolutions=tuple(map(str, numbers)),
        evidence=tuple(first[number].key for number in numbers),
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


def _number(decision: MandateDecision) -> int:
    return int(decision.key.partition("/")[0])
