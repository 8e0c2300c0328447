"""Trains how sure an answer, by a search or by plans, is of what it leads with: ``python -m assistant.learned.train_sure --data DIR tests/questions``.

What is learned from are answers to questions whose answer is known by paragraph, by writers of whom the order of evidence has not learned: of
those that it knows it is too sure. The same questions over the same corpus give the same bytes. Figures are those of writers that this has not
seen either. scikit-learn is needed here and nowhere else.
"""

from __future__ import annotations

import datetime as dt
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from llama_index.core.base.llms.types import ChatMessage, MessageRole
from numpy.typing import NDArray

from assistant.answer import Answer, Status
from assistant.generation import Generation
from assistant.learned.train import items, writer
from assistant.learned.training import in_processes, trained_by, write
from assistant.reading.conversation.focus import Conversations
from assistant.retrieval.sure.sureness import BY_PLANS, BY_SEARCH, SURE, Sureness
from assistant.retrieval.sure.trees import Trees
from assistant.settings import Settings
from assistant.telling.beside.read_so import NONE
from assistant.turn import Turn
from ingest.pinpoint import paragraph_of

_DAY = dt.date(2026, 11, 28)  # the day on which the questions are asked
_FOLDS = 10
_TREES, _RATE, _LEAVES, _AT_A_LEAF, _LOOKED_AT = 300, 0.03, 5, 30, 0.3  # the last a share of the columns
_COUNTS = 0.01  # share from which on a column stands in the card
_STEPS = (0.5, 0.6, 0.7, 0.76, 0.8, 0.82, 0.84, 0.86, 0.88, 0.9, 0.92, 0.94)
Item = Mapping[str, Any]
Conversation = Sequence[Item]


@dataclass(frozen=True, slots=True)
class Led:
    """A paragraph that led an answer ``by`` a search or plans, with what was known of it, and whether it was asked for; ``writer`` wrote the
    question."""

    by: str
    known: Mapping[str, float]
    right: bool
    writer: str


@dataclass(frozen=True, slots=True)
class _Noting:
    """Is as sure as the order of evidence, of plans always, and notes what it is asked."""

    noted: dict[str, Mapping[str, float]] = field(default_factory=dict)

    def of(self, key: str, known: Mapping[str, float]) -> float:
        self.noted[key] = known
        return float(1 / (1 + np.exp(-known.get("the first", np.inf))))


@dataclass(frozen=True, slots=True)
class _Fitted:
    """What was learned, and how much each of its columns counts: shares of 1."""

    sureness: Sureness
    counts: NDArray[np.float64]


def main(arguments: Sequence[str] | None = None) -> int:
    """Train, report, and write the weights with their card."""
    return trained_by(_train, __doc__, arguments)


def _train(questions: Path, generation: Generation, out: Path) -> None:
    generation.sureness, generation.sureness_of_plans = _Noting(), _Noting()
    conversations = conversations_in(questions / "by_role_unseen")
    led = [each for found in in_processes(_led, generation, conversations) for each in found]
    values, card = dict[str, NDArray[Any]](), _HEAD
    for by in (BY_SEARCH, BY_PLANS):
        of_it = [each for each in led if each.by == by]
        fitted = _fitted(of_it)
        card += _card(by, of_it, fitted)
        values |= {f"{by}.columns": np.array(fitted.sureness.columns), **fitted.sureness.trees.named(by)}
    write(out / SURE, values, card)


def conversations_in(folder: Path) -> list[Conversation]:
    """The questions as typed, each behind those that were asked before it in the same conversation."""
    typed = {item["id"]: item for item in items(folder / "as_typed.jsonl")}
    found = defaultdict[str, list[Item]](list)
    for item in typed.values():
        first = item
        while first.get("history_id"):
            first = typed[first["history_id"]]
        found[first["id"]].append(item)
    return list(found.values())


def _led(generation: Generation, conversation: Conversation) -> list[Led]:
    """What led the answers of a conversation, where it was told how sure they are."""
    told, found = dict[str, list[ChatMessage]](), list[Led]()
    conversations = Conversations()
    by = {BY_SEARCH: generation.sureness, BY_PLANS: generation.sureness_of_plans}
    noted = {name: each.noted for name, each in by.items() if isinstance(each, _Noting)}
    for item in conversation:
        history = told.get(item.get("history_id") or "", [])
        for each in noted.values():
            each.clear()
        answer = _answer(generation, conversations, item["question"], history)
        said = ((MessageRole.USER, item["question"]), (MessageRole.ASSISTANT, answer.text))
        told[item["id"]] = [*history, *(ChatMessage(role=role, content=text) for role, text in said)]
        lead = next((each.key for each in answer.citations if each.key), "")
        name = BY_PLANS if lead in noted[BY_PLANS] else BY_SEARCH
        known = noted[name].get(lead, {})
        none_there = not item["gold"] and known.get(NONE)  # which is right, whatever is led by
        if known and answer.status is Status.ANSWERED and not none_there:
            found.append(Led(name, known, _is_accepted(lead, item), writer(item["id"])))
    return found


def _is_accepted(lead: str, item: Item) -> bool:
    """Whether a paragraph is one of those that answer a question, or of a resolution that does as a whole."""
    accepted = {paragraph_of(key) for key in (*item["gold"], *item.get("also_ok", ()))}
    return paragraph_of(lead) in accepted or lead.partition("/")[0] in accepted


def _answer(
    generation: Generation, conversations: Conversations, question: str, history: Sequence[ChatMessage]
) -> Answer:
    turn = Turn(generation, Settings(), None, conversations, _DAY, _DAY)
    return next(each for each in turn.answers(question, history) if isinstance(each, Answer))


def _fitted(led: Sequence[Led]) -> _Fitted:
    """By boosted trees."""
    from sklearn.ensemble import GradientBoostingClassifier

    columns = tuple(sorted({name for each in led for name in each.known}))
    values = np.array([[each.known.get(name, 0.0) for name in columns] for each in led], np.float32)
    right = np.array([each.right for each in led])
    model = GradientBoostingClassifier(
        n_estimators=_TREES,
        learning_rate=_RATE,
        max_leaf_nodes=_LEAVES,
        min_samples_leaf=_AT_A_LEAF,
        max_features=_LOOKED_AT,
        random_state=0,
    ).fit(values, right)
    grown = [each.tree_ for each in model.estimators_[:, 0]]
    roots = np.cumsum([0, *(tree.node_count for tree in grown)])[:-1]
    share = right.mean()
    trees = Trees(
        roots=roots.astype(np.int32),
        column=np.concatenate([tree.feature for tree in grown]).astype(np.int32),
        bound=np.concatenate([tree.threshold for tree in grown]),
        low=_places(roots, [tree.children_left for tree in grown]),
        high=_places(roots, [tree.children_right for tree in grown]),
        value=_RATE * np.concatenate([tree.value[:, 0, 0] for tree in grown]),
        bias=np.array([np.log(share / (1 - share))]),
    )
    return _Fitted(Sureness(columns, trees), model.feature_importances_)


def _places(roots: NDArray[np.int64], within: Sequence[NDArray[np.int64]]) -> NDArray[np.int32]:
    """The places of nodes among those of all trees, which are given ``within`` each tree."""
    return np.concatenate([root + each for root, each in zip(roots, within, strict=True)]).astype(np.int32)


def _folds(led: Sequence[Led]) -> Iterator[tuple[list[Led], list[Led]]]:
    """Those of most writers and those of the others, each writer once among the others."""
    of = {who: place % _FOLDS for place, who in enumerate(sorted({each.writer for each in led}))}
    for fold in range(_FOLDS):
        yield [each for each in led if of[each.writer] != fold], [each for each in led if of[each.writer] == fold]


def _card(by: str, led: Sequence[Led], fitted: _Fitted) -> str:
    """How well right ones are told from others, on writers of whom it was not learned, and what counts."""
    sures, right = list[float](), list[bool]()
    for others, unseen in _folds(led):
        sureness = _fitted(others).sureness
        sures += [sureness.of("", each.known) for each in unseen]
        right += [each.right for each in unseen]
    lines = [
        "",
        f"## By {by}",
        "",
        f"{len(led):,} answers of {len({each.writer for each in led})} writers, {np.mean(right):.3f} of them led by an accepted paragraph. Of two "
        f"answers, one right and one not, the right one is surer in {_ranked(sures, right):.3f}.",
        "",
        "| surer than | of the right | of the others |",
        "| --- | --- | --- |",
    ]
    sure, is_right = np.array(sures), np.array(right)
    lines += [
        f"| {step} | {(sure[is_right] >= step).mean():.3f} | {(sure[~is_right] >= step).mean():.3f} |"
        for step in _STEPS
    ]
    lines += ["", "| column | counts |", "| --- | --- |"]
    counted = sorted(zip(fitted.counts, fitted.sureness.columns, strict=True), key=lambda each: (-each[0], each[1]))
    lines += [f"| {name} | {count:.3f} |" for count, name in counted if count >= _COUNTS]
    return "\n".join(lines) + "\n"


def _ranked(sure: Sequence[float], right: Sequence[bool]) -> float:
    """The share of pairs of a right and another answer in which the right one is surer."""
    of_right, others = (np.array([s for s, r in zip(sure, right, strict=True) if r is want]) for want in (True, False))
    return float(((of_right[:, None] > others).mean() + (of_right[:, None] >= others).mean()) / 2)


_HEAD = f"""# How sure an answer is of what it leads with

Answers to the questions of `tests/questions/by_role_unseen` that a search or plans gave, with what was known of the paragraph that led each and
whether it is an accepted one. Columns are those of `assistant.retrieval.sure` and `assistant.telling.beside.read_so`; boosted trees. Made by `python -m
assistant.learned.train_sure`; {_FOLDS} folds by writer: all figures are on writers that it has not seen.
"""


if __name__ == "__main__":
    sys.exit(main())
