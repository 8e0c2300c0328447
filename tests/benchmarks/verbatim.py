"""Whether every citation of many answers resolves, and every quotation stands word for word in its paragraph.

``python -m tests.benchmarks.verbatim --data DIR --questions FOLDER… [--as-of 2026-11-24]``

Asks each question of the JSON lines files in the folders, conversations turn by turn, and looks each citation up in the
catalogue. What is marked as not supported is left out, for readers see the mark.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import re
from collections.abc import Iterator
from pathlib import Path

from llama_index.core.llms import ChatMessage

from assistant.answer import Answer, Verdict
from assistant.build import assemble
from assistant.plan import plans_to_line
from assistant.settings import load_settings
from ingest.pinpoint import Pinpoint
from vectorstore.catalogue import Catalogue


def wrong_citations(answer: Answer, catalogue: Catalogue) -> Iterator[str]:
    """The citations of an answer that name nothing, or quote what is not there."""
    for citation in answer.citations:
        if citation.verdict is Verdict.NOT_SUPPORTED:
            continue
        if "/" not in citation.key:
            if catalogue.record(int(citation.key)) is None:
                yield f"{citation.key}: no such resolution"
            continue
        row = catalogue.paragraph(citation.key)
        if row is None:
            yield f"{citation.key}: no such paragraph"
        elif citation.quote not in row.words:
            yield f"{citation.key}: not its words: {citation.quote[:80]}"


def wrong_words(answer: Answer, catalogue: Catalogue) -> Iterator[str]:
    """The pieces of what stands in quotation marks in the text, between marks of what is left out, that no cited paragraph has, nor one
    above it; short ones, and those of the question as it was typed or read, are no quotations."""
    asked = f"{answer.question} {plans_to_line(answer.plans)}".casefold()
    keys = {c.key for c in answer.citations if "/" in c.key}
    keys |= {up.key for key in keys for up in _above(Pinpoint.parse(key))}
    held = " ".join(" ".join(row.words.split()) for row in catalogue.paragraphs(keys).values())
    for quotation in _QUOTED.findall(answer.text) if answer.writer == "extractive" else ():
        for piece in quotation.split("…"):
            words = " ".join(piece.split()).rstrip(" ,;.")
            if len(words) >= _SHORTEST and words not in held and words.casefold() not in asked:
                yield f"not the words of what is cited: {words[:80]}"


_QUOTED = re.compile(r"“([^“”\n]*)”")
_SHORTEST = 25  # characters


def _above(pinpoint: Pinpoint) -> Iterator[Pinpoint]:
    while (parent := pinpoint.parent) is not None:
        yield parent
        pinpoint = parent


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--questions", type=Path, nargs="+", required=True)
    parser.add_argument("--as-of", type=dt.date.fromisoformat)
    arguments = parser.parse_args()
    assistant = assemble(load_settings(data=arguments.data))
    answers = citations = wrong = 0
    for file in (file for folder in arguments.questions for file in sorted(folder.glob("*.jsonl"))):
        for line in file.read_text("utf-8").splitlines():
            item = json.loads(line)
            history: list[ChatMessage] = []
            for asked in [turn["q"] for turn in item.get("turns", ())] or [item.get("question")]:
                if not asked:
                    continue
                answer = assistant.ask(asked, history, as_of=arguments.as_of)
                history += [ChatMessage(role="user", content=asked), ChatMessage(role="assistant", content=answer.text)]
                answers, citations = answers + 1, citations + len(answer.citations)
                for said in (*wrong_citations(answer, assistant.catalogue), *wrong_words(answer, assistant.catalogue)):
                    wrong += 1
                    print(f"{item['id']}: {said}")
    print(f"{answers:,} answers, {citations:,} citations, {wrong} wrong")


if __name__ == "__main__":
    main()
