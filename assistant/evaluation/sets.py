"""The questions of each file put to the assistant, and what its answers are worth.

Each function takes the assistant, the items of one file and the day asked on, and returns a :class:`SetResult`:
measures between 0 and 1 unless their name says otherwise, and a line for each item that went wrong.
"""

from __future__ import annotations

import datetime as dt
import re
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from llama_index.core.base.llms.types import ChatMessage

from assistant.answer import Answer, Status, Verdict
from assistant.assistant import Assistant
from assistant.evaluation.items import Ballot, Cited, Conversation, Expiry, Fact, Item, Listing, Premise
from assistant.evaluation.measures import days_in, discounted_gain, is_one_of, mean, rank_of_first, says
from assistant.evaluation.structure import Structure, differences
from assistant.lookup import references_in
from vectorstore.catalogue import Catalogue

CUTS = (1, 5, 20)
_RENEWAL_UNKNOWN = "renewal_unknown"


@dataclass(frozen=True, slots=True)
class SetResult:
    """What came out for one file. ``wrong`` names each item that is not right, and why."""

    name: str
    items: int
    measures: Mapping[str, float]
    wrong: Sequence[str] = field(default_factory=tuple)


def facts(assistant: Assistant, items: Sequence[Fact], as_of: dt.date) -> SetResult:
    """Retrieval (recall, nDCG, mean reciprocal rank, right resolution first) and the answers themselves.

    An answer is correct that cites an accepted paragraph and says all that must be said. ``citation recall`` is the
    share of answers that cite an accepted paragraph; ``citation precision`` the share of shown citations that are
    accepted ones, or belong to the same paragraph: a lower bound, since others may support the answer as well.
    """
    measured: dict[str, list[float]] = {}
    wrong = []

    def add(name: str, value: float) -> None:
        measured.setdefault(name, []).append(value)

    for item in items:
        answer, seconds = _timed(assistant, item.question, as_of=as_of)
        rank = rank_of_first(item.accepted, answer.evidence)
        for cut in CUTS:
            add(f"recall@{cut}", 0 < rank <= cut)
        if item.style:
            add(f"recall@5, {item.style}", 0 < rank <= 5)
        add("nDCG@20", discounted_gain(item.accepted, len(item.gold), answer.evidence, 20))
        add("MRR", 1 / rank if rank else 0.0)
        first = answer.evidence[0].split("/")[0] if answer.evidence else ""
        add("right resolution first", first in item.resolutions)
        cited = _cited(answer)
        hits = [_same_paragraph(key, item.accepted) for key in cited]
        said = all(says(_words(answer), wanted) for wanted in item.must_say)
        add("citation recall", any(is_one_of(key, item.accepted) for key in cited))
        if cited:
            add("citation precision", mean(hits))
        add("correct", any(hits) and said and answer.status is not Status.REFUSED)
        add("wrongly refused", answer.status is Status.REFUSED)
        add("seconds, median", seconds)
        if not (any(hits) and said):
            wrong.append(f"{item.id}: rank {rank or 'none'}; cited {', '.join(cited) or 'nothing'}; {answer.status}")
    return SetResult("facts", len(items), _means(measured), wrong)


_EXPECTED = {"refuse": Status.REFUSED, "correct": Status.CORRECTED, "answer": Status.ANSWERED}


def premises(assistant: Assistant, items: Sequence[Premise], as_of: dt.date) -> SetResult:
    """Whether what must be refused is refused and what must be corrected is corrected; nothing forbidden asserted."""
    right: dict[bool, list[bool]] = {True: [], False: []}  # by whether a premise is true
    silent, wrong = [], []
    for item in items:
        answer = assistant.ask(item.question, as_of=as_of)
        expected = _EXPECTED[item.expect]
        said = [each for each in item.must_not_say if "/" not in each and says(answer.text, each)]
        said += [each for each in item.must_not_say if "/" in each and each in _cited(answer)]
        right[expected is Status.ANSWERED].append(answer.status is expected)
        silent.append(not said)
        if answer.status is not expected or said:
            wrong.append(f"{item.id}: {answer.status}, expected {expected}; says {said or 'nothing forbidden'}")
    named = {"status right": right[False], "true premises answered": right[True], "nothing forbidden said": silent}
    measures = {name: mean(values) for name, values in named.items() if values}
    return SetResult("refuse", len(items), measures, wrong)


def votes(assistant: Assistant, items: Sequence[Ballot], as_of: dt.date) -> SetResult:
    """Counts and names of the vote."""
    right, wrong = [], []
    for item in items:
        vote = assistant.ask(item.question, as_of=as_of).vote
        given = vote.model_dump(mode="json") if vote else {}
        different = [
            name for name, value in item.expected.items() if not vote or _sorted(given.get(name)) != _sorted(value)
        ]
        right.append(not different)
        if different:
            wrong.append(f"{item.id}: {', '.join(different)} {'differ' if vote else 'missing: no vote given'}")
    return SetResult("votes", len(items), {"right": mean(right)}, wrong)


def expiry(assistant: Assistant, items: Sequence[Expiry], as_of: dt.date) -> SetResult:
    """The day said, the paragraph cited, the end of the texts said where it matters; nothing forbidden asserted."""
    del as_of  # each item has a day of its own
    measured: dict[str, list[float]] = {"day said": [], "paragraph cited": [], "end of the texts said": [], "right": []}
    wrong = []
    for item in items:
        answer = assistant.ask(item.question, as_of=item.as_of)
        expected = [dt.date.fromisoformat(day) for day in re.findall(r"\d{4}-\d\d-\d\d", item.expected_date)]
        day = all(each in days_in(answer.text) for each in expected)
        cited = any(_same_paragraph(key, frozenset(item.gold + item.also_ok)) for key in _cited(answer))
        end = _RENEWAL_UNKNOWN not in item.status or bool(
            answer.corpus_end and answer.corpus_end in days_in(answer.text)
        )
        forbidden = [each for each in item.must_not_say if says(answer.text, each)]
        right = day and cited and end and not forbidden
        for name, value in zip(measured, (day, cited, end, right), strict=True):
            measured[name].append(value)
        if not right:
            wrong.append(f"{item.id}: day {day}, cited {cited}, end {end}, forbidden {forbidden or 'nothing'}")
    return SetResult("expiry", len(items), _means(measured), wrong)


def lists(assistant: Assistant, items: Sequence[Listing], as_of: dt.date) -> SetResult:
    """The whole set and nothing else, or the number."""
    right, wrong = [], []
    for item in items:
        answer = assistant.ask(item.question, as_of=as_of)
        given = sorted(answer.resolutions or ())
        if isinstance(item.expected, list) and item.kind != "count":
            ok = given == sorted(item.expected) and answer.resolutions is not None
        else:
            number = item.expected if isinstance(item.expected, int) else item.count
            ok = says(answer.text, str(number)) or says(answer.text, f"{number:,}")
        right.append(ok)
        if not ok:
            wrong.append(f"{item.id}: {len(given)} given, {item.count} expected")
    return SetResult("list", len(items), {"right": mean(right)}, wrong)


_COUNTS = ("yes", "no", "abstain")


def conversations(assistant: Assistant, items: Sequence[Conversation], as_of: dt.date) -> SetResult:
    """First and later turns: an accepted paragraph among the citations, or among the first five of the evidence."""
    turns: dict[str, list[float]] = {"first turns right": [], "later turns right": []}
    wrong = []
    for item in items:
        history: list[ChatMessage] = []
        for number, turn in enumerate(item.turns):
            answer = assistant.ask(turn.q, history, as_of=as_of)
            shown = [*_cited(answer), *answer.evidence[:5]]
            ok = any(_same_paragraph(key, frozenset(turn.gold + turn.also_ok)) for key in shown)
            if turn.vote is not None:
                ok = answer.vote is not None and all(getattr(answer.vote, name) == turn.vote[name] for name in _COUNTS)
            turns["later turns right" if number else "first turns right"].append(ok)
            if not ok:
                wrong.append(f"{item.id}, turn {number + 1}: understood as “{answer.standalone}”")
            history += [ChatMessage(role="user", content=turn.q), ChatMessage(role="assistant", content=answer.text)]
    return SetResult("followup", len(items), _means(turns), wrong)


def citations(assistant: Assistant, items: Sequence[Cited], as_of: dt.date) -> SetResult:
    """References in texts: all of them, in order, and nothing else."""
    del as_of
    right, wrong = [], []
    for item in items:
        found = references_in(item.text, assistant.catalogue, item.context)["refs"]
        right.append(_bare(found) == _bare(item.refs))
        if not right[-1]:
            wrong.append(f"{item.id}: {found}")
    return SetResult("citations_grammar", len(items), {"right": mean(right)}, wrong)


def citations_that_fail(answer: Answer, catalogue: Catalogue) -> list[str]:
    """The citations of an answer that do not resolve or whose quotation is not verbatim: there must be none."""
    failing = []
    for citation in answer.citations:
        if citation.verdict is Verdict.NOT_SUPPORTED:
            continue
        row = catalogue.paragraph(citation.key)
        exists = row is not None or ("/" not in citation.key and catalogue.record(int(citation.key)) is not None)
        verbatim = not citation.quote or (
            row is not None and row.words[citation.start : citation.end] == citation.quote
        )
        if not exists or not verbatim:
            failing.append(citation.citation)
    return failing


def structures(assistant: Assistant, items: Sequence[Structure], as_of: dt.date) -> SetResult:
    """The paragraphs of resolutions in the catalogue, beside their structure as it was read by hand."""
    del as_of
    right, wrong = [], []
    for item in items:
        found = list(differences(item, assistant.catalogue.paragraphs_of(int(item.resolution))))
        right.append(not found)
        if found:
            wrong.append(f"{item.resolution}: {', '.join(found)}")
    return SetResult("parse_gold", len(items), {"right": mean(right)}, wrong)


KINDS: dict[str, type[Item]] = {
    "facts": Fact,
    "refuse": Premise,
    "votes": Ballot,
    "expiry": Expiry,
    "list": Listing,
    "followup": Conversation,
    "citations_grammar": Cited,
    "parse_gold": Structure,
}
"""File name without its ending → what a line of it is."""

SETS: dict[str, Callable[[Assistant, Sequence[Any], dt.date], SetResult]] = {
    "facts": facts,
    "refuse": premises,
    "votes": votes,
    "expiry": expiry,
    "list": lists,
    "followup": conversations,
    "citations_grammar": citations,
    "parse_gold": structures,
}


def _timed(assistant: Assistant, question: str, as_of: dt.date) -> tuple[Answer, float]:
    start = time.perf_counter()
    answer = assistant.ask(question, as_of=as_of)
    return answer, time.perf_counter() - start


def _cited(answer: Answer) -> list[str]:
    return [c.key for c in answer.citations if c.verdict is not Verdict.NOT_SUPPORTED and "/" in c.key]


def _words(answer: Answer) -> str:
    return "\n".join([answer.text, *(citation.quote for citation in answer.citations)])


def _same_paragraph(key: str, accepted: frozenset[str]) -> bool:
    """Whether ``key`` is accepted, or a sub-paragraph of one that is."""
    return is_one_of(key, accepted) or any(is_one_of(key.partition("(")[0], {each}) for each in accepted)


def _sorted(value: Any) -> Any:
    return sorted(value) if isinstance(value, list | tuple) else value


def _bare(refs: Iterable[Any]) -> list[Any]:
    return [
        {name: each[name] for name in ("resolution", "paragraphs")} if isinstance(each, dict) else each for each in refs
    ]


def _means(measured: Mapping[str, Sequence[float]]) -> dict[str, float]:
    return {
        name: sorted(values)[len(values) // 2] if name.endswith("median") and values else mean(values)
        for name, values in measured.items()
    }
