"""Trains the router from questions with known kinds: ``python -m assistant.learned.train --data DIR tests/questions``.

The same questions over the same corpus give the same bytes. Figures are those of writers that the model has not seen: the folds
are by the prefix of an item's id, which names its writer, and never by item. scikit-learn is needed here and nowhere else.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.build import assemble
from assistant.learned.shorten import shortened
from assistant.reading.features import DIMENSIONS, features_of, of_each_word, places_of
from assistant.reading.lexicon import words_in
from assistant.reading.mentions import Reader
from assistant.reading.router import DECLINED, MATTER, ROUTER, SELECT, Head
from assistant.settings import load_settings
from assistant.terminal import say

_OF_FILE = {"facts": "search", "expiry": "chain.end", "votes": "votes", "compare": "compare", "list": "select"}
_OF_REFUSAL = {
    "false_premise": "search",
    "true_premise": "search",
    "control": "search",
    "silent": "search",
    "out_of_scope": "decline",
}
_SHORTER = 1  # shorter forms of each example
_FOLDS, _SEED, _C = 5, 20, 10.0


@dataclass(frozen=True, slots=True)
class Example:
    """One question with its kind; ``writer`` is who wrote it. ``slots`` are the arguments of a selection that are known."""

    question: str
    kind: str
    writer: str
    slots: tuple[tuple[str, str], ...] = ()


def examples_in(folder: Path) -> Iterator[Example]:
    """The questions whose kind their file tells, and those of ``kinds.jsonl``, where each item names it."""
    for name, kind in _OF_FILE.items():
        for item in items(folder / f"{name}.jsonl"):
            listed = (
                (("measure", "count" if item.get("kind") == "count" else "rows"), ("source", "resolutions"))
                if kind == "select"
                else ()
            )
            yield Example(item["question"], kind, writer(item["id"]), listed)
    for item in items(folder / "refuse.jsonl"):
        if item.get("kind") in _OF_REFUSAL:
            yield Example(item["question"], _OF_REFUSAL[item["kind"]], writer(item["id"]))
    for item in _of_kinds(folder):
        if item.get("bare"):  # "same for the other one": what is asked stands in the turns before
            continue
        for part in item.get("parts", ()):
            yield Example(part["words"], part["kind"], writer(item["id"]))
        if not item.get("parts"):
            slots = tuple((name, str(item[name])) for name in SLOTS_OF_SELECT if name in item)
            yield Example(item["question"], item["kind"], writer(item["id"]), slots)


SLOTS_OF_SELECT = ("source", "group", "measure", "column", "order", "limit")


def items(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()] if path.is_file() else []


def writer(identity: str) -> str:
    """``mfb0123`` → ``mfb``: the letters of an id stand for the one who wrote it."""
    match = re.match(r"[A-Za-z]+", identity)
    return match.group() if match else identity


def with_shorter(examples: Iterable[Example]) -> list[Example]:
    """The examples, and shorter forms of each, always the same ones."""
    dice = random.Random(_SEED)  # noqa: S311 - repeatable, and no secret
    return [
        each
        for example in examples
        for each in (
            example,
            *(Example(shortened(example.question, dice), example.kind, example.writer) for _ in range(_SHORTER)),
        )
    ]


def main(arguments: Sequence[str] | None = None) -> int:
    """Train, report, and write the weights with their card."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("questions", type=Path)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--out", type=Path, default=Path(__file__).parent)
    chosen = parser.parse_args(arguments)
    reader = assemble(load_settings(data=chosen.data)).reader
    examples = with_shorter(examples_in(chosen.questions))
    rows = [_row(example, reader) for example in examples]
    within = [place for place, example in enumerate(examples) if example.kind != DECLINED]
    inside = [examples[place] for place in within]
    kind, card = _head([rows[place] for place in within], [example.kind for example in inside], inside)
    said = [DECLINED if example.kind == DECLINED else "within" for example in examples]
    reach, of_reach = _head(rows, said, [replace(e, kind=each) for e, each in zip(examples, said, strict=True)])
    card += "\n" + of_reach.replace("# The router", "## whether it is out of reach")
    _write(chosen.out / ROUTER, {"kind": kind, "reach": reach})
    heads, cards = {}, []
    for name in SLOTS_OF_SELECT:
        places = [place for place, example in enumerate(examples) if name in dict(example.slots)]
        own = [examples[place] for place in places]
        heads[name], of_slot = _head([rows[place] for place in places], [dict(each.slots)[name] for each in own], own)
        cards.append(of_slot.replace("# The router", f"## {name}"))
    heads[MATTER], of_matter = _matter(chosen.questions, reader)
    cards.append(of_matter)
    _write(chosen.out / SELECT, heads)
    (chosen.out / "router.md").write_text(card, "utf-8")
    (chosen.out / "select.md").write_text("# The arguments of a selection\n\n" + "\n".join(cards), "utf-8")
    say(card + "\n".join(cards))
    return 0


def _matter(folder: Path, reader: Reader) -> tuple[Head, str]:
    """Learned word by word from the questions whose matter is known."""
    rows: list[NDArray[np.int64]] = []
    said: list[str] = []
    words: list[Example] = []
    for item in _of_kinds(folder):
        start = item["question"].find(item["matter"]) if item.get("matter") else 0
        if "matter" not in item or start < 0:
            continue
        mentions = reader.mentions(item["question"])
        if mentions.text != item["question"] and item["matter"] not in mentions.text:
            continue
        start = mentions.text.find(item["matter"]) if item["matter"] else -1
        found = words_in(mentions.text)
        for word, marked in zip(found, of_each_word(found, mentions.rarity), strict=True):
            rows.append(places_of(marked))
            said.append("yes" if start >= 0 and start <= word.start < start + len(item["matter"]) else "no")
            words.append(Example(word.printed, said[-1], writer(item["id"])))
    head, card = _head(rows, said, words)
    return head, card.replace("# The router", "## matter, word by word")


def _of_kinds(folder: Path) -> list[dict[str, Any]]:
    """The items that name their kind."""
    return [item for path in sorted(folder.glob("kinds*.jsonl")) for item in items(path)]


def _head(rows: Sequence[NDArray[np.int64]], said: Sequence[str], examples: Sequence[Example]) -> tuple[Head, str]:
    """One decision learned from examples, and its card."""
    kinds = tuple(sorted(set(said)))
    labels = np.array([kinds.index(each) for each in said])
    writers = sorted({example.writer for example in examples})
    fold_of = {writer: place % _FOLDS for place, writer in enumerate(writers)}
    folds = np.array([fold_of[example.writer] for example in examples])
    told = np.zeros((len(examples), len(kinds)), np.float64)
    for fold in range(_FOLDS):
        weights, bias = _fitted(rows, labels, folds != fold, len(kinds))
        for place in np.flatnonzero(folds == fold).tolist():
            told[place] = _sums(rows[place], weights, bias)
    heat = _heat(told, labels)
    card = _card(examples, kinds, labels, told / heat)
    weights, bias = _fitted(rows, labels, np.ones(len(examples), np.bool_), len(kinds))
    return Head(kinds, weights, bias, heat), card


def _write(path: Path, heads: Mapping[str, Head]) -> None:
    """Weights as halves of floats; the same heads give the same bytes."""
    values: dict[str, NDArray[Any]] = {}
    for name, head in heads.items():
        values |= {
            f"{name}.kinds": np.array(head.kinds),
            f"{name}.weights": head.weights.astype(np.float16),
            f"{name}.bias": head.bias.astype(np.float32),
            f"{name}.heat": np.array(head.heat, np.float32),
        }
    np.savez_compressed(path, allow_pickle=False, **values)


def _row(example: Example, reader: Reader) -> NDArray[np.int64]:
    return places_of(features_of(reader.mentions(example.question)))


def _sums(columns: NDArray[np.int64], weights: NDArray[np.float32], bias: NDArray[np.float32]) -> NDArray[np.float64]:
    return np.asarray(weights[columns].sum(axis=0) / max(1.0, len(columns) ** 0.5) + bias, np.float64)


def _fitted(
    rows: Sequence[NDArray[np.int64]], labels: NDArray[np.int64], chosen: NDArray[np.bool_], kinds: int
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Weights (features, kinds) and bias (kinds); kinds that no chosen example has are as unlikely as can be."""
    from scipy.sparse import csr_matrix
    from sklearn.linear_model import LogisticRegression

    places = np.flatnonzero(chosen).tolist()
    data = np.concatenate([np.full(len(rows[p]), 1 / max(1.0, len(rows[p]) ** 0.5), np.float32) for p in places])
    columns = np.concatenate([rows[p] for p in places])
    starts = np.concatenate([[0], np.cumsum([len(rows[p]) for p in places])])
    matrix = csr_matrix((data, columns, starts), shape=(len(places), DIMENSIONS))
    model = LogisticRegression(C=_C, class_weight="balanced", max_iter=60, tol=1e-3)
    model.fit(matrix, labels[places])
    weights = np.zeros((DIMENSIONS, kinds), np.float32)
    bias = np.full(kinds, -30, np.float32)
    if len(model.classes_) == 2:  # one line of weights tells two kinds apart: it is that of the second
        weights[:, model.classes_[1]] = model.coef_[0]
        bias[model.classes_] = 0, model.intercept_[0]
        return weights, bias
    weights[:, model.classes_] = model.coef_.T
    bias[model.classes_] = model.intercept_
    return weights, bias


def _heat(told: NDArray[np.float64], labels: NDArray[np.int64]) -> float:
    """The divisor under which the chances of unseen writers' questions are most likely."""

    def loss(heat: float) -> float:
        scaled = told / heat
        scaled -= scaled.max(axis=1, keepdims=True)
        logs = scaled - np.log(np.exp(scaled).sum(axis=1, keepdims=True))
        return float(-logs[np.arange(len(labels)), labels].mean())

    return min((step / 20 for step in range(4, 60)), key=loss)


def _card(
    examples: Sequence[Example], kinds: Sequence[str], labels: NDArray[np.int64], told: NDArray[np.float64]
) -> str:
    """What was trained on what, and how right it is on writers that it has not seen."""
    told = told - told.max(axis=1, keepdims=True)
    chances = np.exp(told) / np.exp(told).sum(axis=1, keepdims=True)
    guess, best = chances.argmax(axis=1), chances.max(axis=1)
    right = guess == labels
    sure = best > 0.9
    bins = np.minimum((best * 10).astype(int), 9)
    gap = sum(
        abs(right[bins == b].mean() - best[bins == b].mean()) * (bins == b).mean()
        for b in range(10)
        if (bins == b).any()
    )
    whole = np.arange(len(examples)) % (1 + _SHORTER) == 0
    counts = Counter(example.kind for example in examples)
    lines = [
        "# The router",
        "",
        f"{len(examples):,} examples by {len({e.writer for e in examples})} writers: questions of `tests/questions`, each with {_SHORTER} shorter forms",
        f"made by `assistant.learned.shorten`; {DIMENSIONS:,} hashed features, multinomial logistic regression (C = {_C:g}, balanced classes).",
        f"Trained by `python -m assistant.learned.train`; {_FOLDS} folds by writer: all figures are on writers that it has not seen.",
        "",
        f"- right: {right.mean():.3f}; whole sentences {right[whole].mean():.3f}, shortened {right[~whole].mean():.3f}",
        f"- where it is more than 0.9 sure ({sure.mean():.2f} of all): {right[sure].mean():.3f}",
        f"- expected gap between chance and share right: {gap:.3f}",
        "",
        "| kind | examples | found | right where told | mostly taken for |",
        "| --- | --- | --- | --- | --- |",
    ]
    for place, kind in enumerate(kinds):
        own, said = labels == place, guess == place
        wrong = Counter(kinds[g] for g in guess[own & ~right]).most_common(2)
        precision = f"{right[said].mean():.2f}" if said.any() else "–"
        others = ", ".join(f"{k} {n}" for k, n in wrong)
        lines.append(f"| {kind} | {counts[kind]:,} | {right[own].mean():.2f} | {precision} | {others} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.exit(main())
