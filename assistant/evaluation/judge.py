"""What an answer to one question of each file is worth: pure functions of the item and the answer's JSON form.

Each returns a :class:`Judgement`: its marks are 0 or 1 unless said otherwise, and a measure of a file is the mean of the
marks of that name over the questions that have it.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from assistant.answer import Status
from assistant.evaluation import shown as read
from assistant.evaluation.items import (
    AsTyped,
    Ballot,
    Claim,
    Compared,
    Expiry,
    Fact,
    Listing,
    Premise,
    Researched,
    Turn,
)
from assistant.evaluation.measures import days_in, discounted_gain, is_one_of, mean, rank_of_first, says
from assistant.evaluation.research import failings
from assistant.evaluation.shown import Shown
from assistant.evaluation.utterances import Utterance

CUTS = (1, 5, 20)
LESS_IS_BETTER = frozenset({"wrongly refused", "superseded leads"})
_RENEWAL_UNKNOWN = "renewal_unknown"
_COUNTS = ("yes", "no", "abstain")
_EXPECTED = {"refuse": Status.REFUSED, "correct": Status.CORRECTED, "answer": Status.ANSWERED}


@dataclass(frozen=True, slots=True)
class Judgement:
    """``wrong`` says what is not right, and is empty where nothing is."""

    marks: Mapping[str, float]
    wrong: str = ""


def of_fact(asked: Utterance, shown: Shown) -> Judgement:
    """Retrieval (recall, nDCG, reciprocal rank, right resolution first) and the answer itself.

    It is correct where it cites an accepted paragraph and says all that must be said. ``citation recall``: an accepted
    paragraph is cited; ``citation precision``: the share of shown citations that are accepted ones, or belong to the same
    paragraph: a lower bound, since others may support the answer as well.
    """
    item: Fact = _of(asked)
    evidence = shown.get("evidence", [])
    rank = rank_of_first(item.accepted, evidence)
    marks: dict[str, float] = {f"recall@{cut}": 0 < rank <= cut for cut in CUTS}
    if item.style:
        marks[f"recall@5, {item.style}"] = 0 < rank <= 5
    marks["nDCG@20"] = discounted_gain(item.accepted, len(item.gold), evidence, 20)
    marks["MRR"] = 1 / rank if rank else 0.0
    marks["right resolution first"] = bool(evidence) and evidence[0].split("/")[0] in item.resolutions
    cited = read.paragraphs_cited(shown)
    hits = [read.same_paragraph(key, item.accepted) for key in cited]
    right = any(hits) and all(says(read.words(shown), wanted) for wanted in item.must_say)
    marks["citation recall"] = any(is_one_of(key, item.accepted) for key in cited)
    if cited:
        marks["citation precision"] = mean(hits)
    marks["correct"] = right and not read.is_refused(shown)
    marks["wrongly refused"] = read.is_refused(shown)
    wrong = f"rank {rank or 'none'}; cited {', '.join(cited) or 'nothing'}; {shown.get('status')}"
    return Judgement(marks, "" if right else wrong)


def of_premise(asked: Utterance, shown: Shown) -> Judgement:
    """Whether what must be refused is refused and what must be corrected is corrected; nothing forbidden asserted."""
    item: Premise = _of(asked)
    expected = _EXPECTED[item.expect]
    cited = read.paragraphs_cited(shown)
    forbidden = [each for each in item.must_not_say if (each in cited if "/" in each else says(read.text(shown), each))]
    name = "true premises answered" if expected is Status.ANSWERED else "status right"
    right = shown.get("status") == expected
    wrong = f"{shown.get('status')}, expected {expected}; says {forbidden or 'nothing forbidden'}"
    return Judgement({name: right, "nothing forbidden said": not forbidden}, wrong if forbidden or not right else "")


def of_ballot(asked: Utterance, shown: Shown) -> Judgement:
    """Counts and names of the vote."""
    item: Ballot = _of(asked)
    vote = shown.get("vote")
    different = [name for name, value in item.expected.items() if not vote or _sorted(vote.get(name)) != _sorted(value)]
    wrong = f"{', '.join(different)} {'differ' if vote else 'missing: no vote given'}"
    return Judgement({"right": not different}, wrong if different else "")


def of_expiry(asked: Utterance, shown: Shown) -> Judgement:
    """The day said, the paragraph cited, the end of the texts said where it matters; nothing forbidden asserted."""
    item: Expiry = _of(asked)
    days = days_in(read.text(shown))
    expected = [dt.date.fromisoformat(day) for day in re.findall(r"\d{4}-\d\d-\d\d", item.expected_date)]
    day = all(each in days for each in expected)
    accepted = frozenset(item.gold + item.also_ok)
    cited = any(read.same_paragraph(key, accepted) for key in read.paragraphs_cited(shown))
    end = _RENEWAL_UNKNOWN not in item.status or _says_end_of_texts(shown)
    forbidden = [each for each in item.must_not_say if says(read.text(shown), each)]
    right = day and cited and end and not forbidden
    marks = {"day said": day, "paragraph cited": cited, "end of the texts said": end, "right": right}
    wrong = f"day {day}, cited {cited}, end {end}, forbidden {forbidden or 'nothing'}"
    return Judgement(marks, "" if right else wrong)


def of_listing(asked: Utterance, shown: Shown) -> Judgement:
    """The whole set and nothing else, or the number."""
    item: Listing = _of(asked)
    given = shown.get("resolutions")
    if isinstance(item.expected, list) and item.kind != "count":
        right = given is not None and sorted(given) == sorted(item.expected)
    else:
        number = item.expected if isinstance(item.expected, int) else item.count
        right = says(read.text(shown), str(number)) or says(read.text(shown), f"{number:,}")
    return Judgement({"right": right}, "" if right else f"{len(given or ())} given, {item.count} expected")


def of_turn(asked: Utterance, shown: Shown) -> Judgement:
    """First and later turns: an accepted paragraph among the citations, or among the first five of the evidence."""
    item: Turn = _of(asked)
    accepted = frozenset(item.gold + item.also_ok)
    keys = [*read.paragraphs_cited(shown), *shown.get("evidence", [])[:5]]
    right = any(read.same_paragraph(key, accepted) for key in keys)
    if item.vote is not None:
        vote = shown.get("vote")
        right = vote is not None and all(vote[name] == item.vote[name] for name in _COUNTS)
    wrong = f"turn {asked.turn}: understood as “{shown.get('standalone', '')}”"
    return Judgement({_turn(asked, "right"): right}, "" if right else wrong)


def of_comparison(asked: Utterance, shown: Shown) -> Judgement:
    """The share of gold paragraphs that are cited; what is aligned with what is a matter of the benchmark."""
    item: Compared = _of(asked)
    cited = read.paragraphs_cited(shown)
    missing = sorted(key for key in item.gold if not is_one_of(key, cited))
    share = 1 - len(missing) / len(item.gold) if item.gold else 1.0
    return Judgement({"gold cited": share}, f"not cited: {', '.join(missing)}" if missing else "")


_NOTICED = {"holds": "true kept", "contradicted": "contradicted noticed", "silent": "silent noticed"}


def of_claim(asked: Utterance, shown: Shown) -> Judgement:
    """The verdict of three, and which ones are found; what holds is kept where it is not called anything else.

    ``noticed at all`` counts what does not hold and is called either of the two: a status cannot tell them apart.
    """
    item: Claim = _of(asked)
    verdict = read.verdict_of(shown)
    right = verdict == item.verdict
    noticed = verdict in ("holds", "") if item.verdict == "holds" else right
    wrong = f"{verdict or 'undecided'}, expected {item.verdict}"
    marks: dict[str, float] = {"accuracy": right, _NOTICED[item.verdict]: noticed}
    if item.verdict != "holds":
        marks["noticed at all"] = verdict in ("contradicted", "silent")
    return Judgement(marks, "" if right else wrong)


def of_typed(asked: Utterance, shown: Shown) -> Judgement:
    """An accepted paragraph is cited, leads; none leads that held only once; what must be said is said; the share of parts
    that are answered; ``right``: it leads, all is said, every part is answered. Where the texts do not have it: refused,
    corrected, or the end of the texts told and led by the last one.
    """
    item: AsTyped = _of(asked)
    keys = read.cited(shown)
    cited = any(read.accepts(item.accepted, key) for key in keys)
    marks: dict[str, float] = {}
    missing = [wanted for wanted in item.must_say if not read.said(shown, wanted)]
    if item.gold:
        marks |= {"cited": cited, "led": read.leads_with(shown, item.accepted)}
        marks |= {_turn(asked, "cited"): cited, _turn(asked, "led"): marks["led"]}
        right = bool(marks["led"]) and not missing
    else:
        leads = read.leads_with(shown, item.accepted)
        right = shown.get("status") != Status.ANSWERED or (leads and _says_end_of_texts(shown))
        marks["absence told"] = right
    if item.superseded:
        answered = shown.get("status") == Status.ANSWERED
        marks["superseded leads"] = answered and read.leads_with(shown, item.superseded)
    if item.must_say:
        marks["must say"] = not missing
    if item.parts:
        parts = [any(read.same_paragraph(key, part) for key in keys) for part in item.parts]
        marks["parts"] = mean(parts)
        right = right and all(parts)
    marks["right"] = right
    wrong = f"cited {', '.join(keys) or 'nothing'}; not said {missing or 'nothing'}; {shown.get('status')}"
    return Judgement(marks, "" if right else wrong)


def of_research(asked: Utterance, shown: Shown) -> Judgement:
    """Right where all holds that is expected, told by kind and for later turns apart; and whether an accepted one leads."""
    item: Researched = _of(asked)
    failed = failings(item, shown)
    marks: dict[str, float] = {
        "right": not failed,
        f"right, {item.kind}": not failed,
        _turn(asked, "right"): not failed,
    }
    if item.gold:
        marks["led"] = read.leads_with(shown, item.accepted)
    return Judgement(marks, f"{'; '.join(failed)}; {shown.get('status')}" if failed else "")


JUDGES: dict[str, Callable[[Utterance, Shown], Judgement]] = {
    "facts": of_fact,
    "refuse": of_premise,
    "votes": of_ballot,
    "expiry": of_expiry,
    "list": of_listing,
    "followup": of_turn,
    "compare": of_comparison,
    "claims": of_claim,
    "as_typed": of_typed,
    "researchers": of_research,
}
"""File name without its ending → how an answer to a question of it is judged."""


def _of(asked: Utterance) -> Any:
    return asked.item


def _turn(asked: Utterance, name: str) -> str:
    return f"{'first' if asked.turn == 1 else 'later'} turns {name}"


def _says_end_of_texts(shown: Shown) -> bool:
    end = shown.get("corpus_end")
    return end is not None and dt.date.fromisoformat(end) in days_in(read.text(shown))


def _sorted(value: Any) -> Any:
    return sorted(value) if isinstance(value, list | tuple) else value
