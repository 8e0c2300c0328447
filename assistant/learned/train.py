"""Trains the router from questions with known kinds: ``python -m assistant.learned.train --data DIR tests/questions``.

The same questions over the same corpus give the same bytes. Figures are those of writers that the model has not seen: the folds
are by the prefix of an item's id, which names its writer, and never by item. scikit-learn is needed here and nowhere else.
"""

from __future__ import annotations

import json
import random
import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.generation import Generation
from assistant.learned.heads import FOLDS, Decision, Learnt, Told, learned
from assistant.learned.shorten import shortened
from assistant.learned.training import in_processes, trained_by, write
from assistant.reading.features import features_of, of_each_word, places_of
from assistant.reading.lexicon import words_in
from assistant.reading.mentions import Reader
from assistant.reading.router import DECLINED, MATTER, MODEL, ROUTER, SELECT, Head

_OF_FILE = {"facts": "search", "expiry": "chain.end", "votes": "votes", "compare": "compare", "list": "select"}
_OF_REFUSAL = {
    "false_premise": "search",
    "true_premise": "search",
    "control": "search",
    "silent": "search",
    "out_of_scope": "decline",
}
_SHORTER = 1  # shorter forms of each example
_SEED = 20


@dataclass(frozen=True, slots=True)
class Example:
    """One question with its kind; ``writer`` is who wrote it. ``slots`` are the arguments of a selection that are known."""

    question: str
    kind: str
    writer: str
    slots: tuple[tuple[str, str], ...] = ()
    form: str = "sentences"


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
    typed = {item["id"] for item in items(folder / _BY_ROLE)}
    for item in _of_kinds(folder):
        if item.get("bare"):  # "same for the other one": what is asked stands in the turns before
            continue
        form = "typed by role" if item["id"] in typed else "sentences"
        for part in item.get("parts", ()):
            yield Example(part["words"], part["kind"], writer(item["id"]), form=form)
        if not item.get("parts"):
            slots = tuple((name, str(item[name])) for name in SLOTS_OF_SELECT if name in item)
            yield Example(item["question"], item["kind"], writer(item["id"]), slots, form)


_BY_ROLE = "kinds_by_role.jsonl"


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
            *(
                Example(shortened(example.question, dice), example.kind, example.writer, form="shortened")
                for _ in range(_SHORTER)
            ),
        )
    ]


def main(arguments: Sequence[str] | None = None) -> int:
    """Train, report, and write the weights with their card."""
    return trained_by(_train, __doc__, arguments)


def _train(questions: Path, generation: Generation, out: Path) -> None:
    examples = with_shorter(examples_in(questions))
    asked = (example.question for example in examples)
    read = in_processes(_read, generation.reader, asked, at_once=_AT_ONCE)
    embedding = generation.index.embedding
    vectors = embedding.embed_many([text for text, _ in read])
    told = [
        Told(places, example.writer, example.form, vector)
        for (_, places), example, vector in zip(read, examples, vectors, strict=True)
    ]
    within = [place for place, example in enumerate(examples) if example.kind != DECLINED]
    reach = [DECLINED if example.kind == DECLINED else "within" for example in examples]
    decisions = {
        "kind": Decision([told[place] for place in within], [examples[place].kind for place in within]),
        "reach": Decision(told, reach),
        MATTER: Decision(*_matter(questions, generation.reader)),
    }
    for name in SLOTS_OF_SELECT:
        places = [place for place, example in enumerate(examples) if name in dict(example.slots)]
        slots = [dict(examples[place].slots)[name] for place in places]
        decisions[name] = Decision([told[place] for place in places], slots)
    tasks = [(name, fold) for name in decisions for fold in (None, *range(FOLDS))]
    fits = dict(zip(tasks, in_processes(_fitted, decisions, tasks), strict=True))
    heads = {
        name: learned(decision, fits[name, None], [fits[name, fold] for fold in range(FOLDS)])
        for name, decision in decisions.items()
    }
    for file, title, names in (
        (ROUTER, "The router", ("kind", "reach")),
        (SELECT, "The arguments of a selection", (*SLOTS_OF_SELECT, MATTER)),
    ):
        card = "\n".join((f"# {title}\n", *(f"## {name}\n\n{heads[name][1]}" for name in names)))
        write(out / file, _values({name: heads[name][0] for name in names}, embedding.fingerprint), card)


_AT_ONCE = 200  # examples


def _read(reader: Reader, question: str) -> tuple[str, NDArray[np.int64]]:
    """The text of a question as it was read, and its features."""
    mentions = reader.mentions(question)
    return mentions.text, places_of(features_of(mentions))


def _fitted(decisions: Mapping[str, Decision], task: tuple[str, int | None]) -> Learnt:
    name, without = task
    return decisions[name].fitted(without)


def _matter(folder: Path, reader: Reader) -> tuple[list[Told], list[str]]:
    """The words of the questions whose matter is known, and whether each belongs to it."""
    words: list[Told] = []
    said: list[str] = []
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
            words.append(Told(places_of(marked), writer(item["id"]), "words"))
            said.append("yes" if start >= 0 and start <= word.start < start + len(item["matter"]) else "no")
    return words, said


def _of_kinds(folder: Path) -> list[dict[str, Any]]:
    """The items that name their kind."""
    return [item for path in sorted(folder.glob("kinds*.jsonl")) for item in items(path)]


def _values(heads: Mapping[str, Head], model: str) -> dict[str, NDArray[Any]]:
    """Weights as halves of floats, with the embedding that they were learned of."""
    values: dict[str, NDArray[Any]] = {MODEL: np.array(model)}
    for name, head in heads.items():
        values |= {
            f"{name}.kinds": np.array(head.kinds),
            f"{name}.weights": head.weights.astype(np.float16),
            f"{name}.bias": head.bias.astype(np.float32),
            f"{name}.heat": np.array(head.heat, np.float32),
        }
        if head.meaning is not None:
            values[f"{name}.meaning"] = head.meaning.astype(np.float32)
    return values


if __name__ == "__main__":
    sys.exit(main())
