"""Every answer to the development questions keeps the promise: each citation resolves, each quotation is verbatim.

The index holds the official texts of the resolutions that the questions are about, with a simple embedding: what is
found does not matter here, what is shown does.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from pathlib import Path
from typing import Any

import pytest

from assistant.answer import Answer, Status, Verdict
from assistant.assistant import Assistant
from assistant.settings import Settings
from ingest.citation import find_citations, parse_citation
from ingest.pinpoint import Pinpoint
from ingest.pipeline import Report
from tests.factories import WordEmbedding
from vectorstore.building.build import build
from vectorstore.index import Index, current

EVALUATION = Path(__file__).resolve().parents[2] / "shared" / "evaluation"
FILES = ("facts", "refuse", "votes", "expiry", "list", "followup", "compare")
TODAY = dt.date(2026, 11, 24)


def questions() -> list[str]:
    rows: list[dict[str, Any]] = []
    for name in FILES:
        path = EVALUATION / f"{name}.jsonl"
        if not path.is_file():
            pytest.skip("needs the development questions in ../shared/evaluation")
        rows += [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
    return [turn["q"] if "turns" in row else row["question"] for row in rows for turn in row.get("turns", [row])]


@pytest.fixture(scope="module")
def assistant(official: Report, tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    data = tmp_path_factory.mktemp("development")
    named = set(
        re.findall(r"\d+(?=/)", "".join(path.read_text("utf-8") for path in sorted(EVALUATION.glob("*.jsonl"))))
    )
    build(data, [one for one in official.resolutions if str(one.number) in named], WordEmbedding())
    embedding = WordEmbedding()
    return Assistant(
        lambda: Index.open(data, embedding), lambda: current(data), Settings(data=data), today=lambda: TODAY
    )


@pytest.fixture(scope="module")
def answers(assistant: Assistant) -> list[Answer]:
    return [assistant.ask(question) for question in questions()]


def test_every_citation_resolves(assistant: Assistant, answers: list[Answer]) -> None:
    catalogue = assistant.catalogue
    for answer in answers:
        for citation in answer.citations:
            assert citation.verdict is not Verdict.NOT_SUPPORTED, (answer.question, citation)
            pinpoint = parse_citation(citation.citation)
            assert pinpoint is not None, citation
            assert citation.key == pinpoint.key, (answer.question, citation)
            record = catalogue.record(pinpoint.resolution)
            assert record is not None
            assert catalogue.resolve(pinpoint) or pinpoint.kind is None, (answer.question, citation)
        for key in answer.evidence:
            assert catalogue.record(Pinpoint.parse(key).resolution) is not None, (answer.question, key)


def test_every_quotation_is_verbatim(assistant: Assistant, answers: list[Answer]) -> None:
    quoted = 0
    for answer in answers:
        for citation in answer.citations:
            if citation.verdict is Verdict.QUOTED:
                paragraph = assistant.catalogue.paragraph(citation.key)
                assert paragraph is not None, (answer.question, citation)
                assert citation.quote
                assert paragraph.words[citation.start : citation.end] == citation.quote, (answer.question, citation)
                quoted += 1
    assert quoted > len(answers) / 2


def test_every_pinpoint_in_the_text_is_among_the_citations(assistant: Assistant, answers: list[Answer]) -> None:
    """What the text says outside quotations is covered by a checked citation, or names what does not exist."""
    for answer in answers:
        if answer.status is not Status.ANSWERED:
            continue
        shown = {citation.key for citation in answer.citations}
        spoken = re.sub(r"“(?:[^“”]|“[^”]*”)*”", " words. ", answer.text)  # they hold quotations, and part two places
        for found in find_citations(spoken, known=assistant.catalogue.numbers().__contains__):
            if found.pinpoint.kind is not None and "S/RES/" in spoken[found.start : found.end]:
                assert found.pinpoint.key in shown, (
                    answer.question,
                    spoken[max(0, found.start - 120) : found.end + 40],
                )
