"""An answer by plans is told behind a doubt where what it leads with is likely not what was asked for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from llama_index.core.base.llms.types import ChatMessage, MessageRole

from assistant.answer import Answer, Status
from assistant.draft import mention, quotation
from assistant.operations.chain import Chain
from assistant.operations.search import Search
from assistant.plan import Plan, Subject, SubjectKind
from assistant.retrieval.evidence import Evidence
from assistant.retrieval.sure.doubt import NEAR
from assistant.retrieval.sure.sureness import BY_PLANS, trained
from assistant.telling.beside.read_so import NONE, OTHERWISE, READ_SO, AsRead, as_sure_as_read, columns_of
from tests.decided import corpus_of, decided
from vectorstore.catalogue import Catalogue
from vectorstore.lexical import Hit
from vectorstore.lineage.reading import Lineage

DAY = dt.date(2035, 6, 1)
TEXTS: dict[int, Any] = {
    9001: (dt.date(2031, 3, 14), ["Decides to establish the Sandbar Mission in Liberia until 31 March 2032"]),
    9002: (dt.date(2032, 3, 20), ["Requests the Sandbar Panel to report on the lighthouse by 1 May 2032"]),
}
FOLLOWED = Chain(subject=Subject(kind=SubjectKind.MISSION, name="UNMIL"), view="ceiling")


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalogue]:
    with decided(Path(tmp_path_factory.mktemp("sure")), TEXTS) as opened:
        yield opened


def corpus(catalogue: Catalogue, chances: dict[str, float], sure: float = 0.0) -> Any:
    """A corpus in which a search finds what the chances say, and plans are as sure as ``sure``, in log-odds."""
    evidence = Evidence(tuple(Hit(key, chance) for key, chance in chances.items()), {}, chances=chances)
    generation = SimpleNamespace(
        lineage=Lineage(catalogue),
        index=SimpleNamespace(of_each_word=lambda _: None),
        reader=SimpleNamespace(mentions=lambda text, day: mentioned(text)),
        retriever=SimpleNamespace(evidence=lambda query, as_of: evidence),
        sureness_of_plans=SimpleNamespace(of=lambda key, known: 1 / (1 + np.exp(-sure))),
    )
    made: Any = corpus_of(catalogue, DAY)
    return SimpleNamespace(generation=generation, catalogue=made.catalogue, day=DAY, as_of=None)


def mentioned(text: str) -> Any:
    return SimpleNamespace(text=text, free=(), understood=SimpleNamespace(of_its_regimes=text))


def answer(catalogue: Catalogue, key: str, *plans: Plan, text: str = "It stays.", quoted: bool = True) -> Answer:
    row = catalogue.paragraph(key)
    assert row is not None
    cited = quotation(row) if quoted else mention(row)
    return Answer(
        question="q", standalone="q", status=Status.ANSWERED, text=text, citations=(cited,), plans=plans, corpus_end=DAY
    )


def read(*before: str, **chances: float) -> AsRead:
    return AsRead(
        mentioned("until when"), chances, [ChatMessage(role=MessageRole.USER, content=each) for each in before]
    )


def test_what_is_known_tells_whether_a_search_has_the_same_and_how_the_question_was_read(catalogue: Catalogue) -> None:
    own = answer(catalogue, "9001/op1", FOLLOWED)
    same, other = ({"9001/op1": chance, "9002/op1": 1 - chance} for chance in (0.9, 0.1))
    agreed = columns_of(own, read("first?", search=0.3, select=0.2), corpus(catalogue, same))
    differing = columns_of(own, read(), corpus(catalogue, other))
    assert agreed["a search has it"] > 0 > differing["a search has it"]
    assert differing["a search has another"] > agreed["a search has another"] == 0.0
    assert (agreed["the likeliest kind"], agreed["for the ceiling"], agreed["by votes"]) == (0.3, 1.0, 0.0)
    assert agreed["before the next kind"] == pytest.approx(0.1)
    assert (agreed["likely search"], agreed["alone, a search has it"]) == (0.3, 0.9)
    few = "few words after another question"
    assert (agreed[few], differing[few]) == (1.0, 0.0)
    assert columns_of(answer(catalogue, "9001/op1", FOLLOWED, text="No decision."), read(), corpus(catalogue, same))[
        NONE
    ]


def test_what_ships_trusts_what_a_search_has_as_well(catalogue: Catalogue) -> None:
    head = trained(BY_PLANS)
    known = columns_of(answer(catalogue, "9001/op1", FOLLOWED), read(), corpus(catalogue, {}))
    assert {*known} == {*head.columns}
    agreed = {
        "a search has it": 3.0,
        "a search has its texts": 4.0,
        "the likeliest kind": 0.99,
        "before the next kind": 0.98,
    }
    agreed |= {"the word said least in the beginning": 0.9, "the word said least in the answer": 0.9}
    assert head.of("", known | agreed) > max(0.94, head.of("", known | {NONE: 1.0}))
    assert head.of("", known | agreed) > head.of("", known | agreed | {NONE: 1.0})


def test_what_is_not_sure_says_so_and_shows_what_a_search_finds_where_that_is(catalogue: Catalogue) -> None:
    own, found = answer(catalogue, "9001/op1", FOLLOWED), answer(catalogue, "9002/op1", text="The panel reports.")
    unsure, sure = corpus(catalogue, {"9002/op1": 1.0}), corpus(catalogue, {"9002/op1": 1.0}, sure=3.0)
    assert as_sure_as_read(own, read(), lambda: [found], sure) is own
    told = as_sure_as_read(own, read(), lambda: ["so far", found], unsure)
    assert told.text.startswith(f"{READ_SO}\n\nIt stays.\n\n{OTHERWISE} S/RES/9002 (2032), ")
    assert told.text.endswith("para. 1: “Requests the Sandbar Panel to report on the lighthouse by 1 May 2032”")
    assert [each.key for each in told.citations] == ["9001/op1", "9002/op1"], "what was asked for first leads"
    for nothing in (
        found.model_copy(update={"text": f"{NEAR} The panel reports."}),
        found.model_copy(update={"is_weak": True}),
        answer(catalogue, "9002/op1", quoted=False),
        own,
    ):
        alone = as_sure_as_read(own, read(), lambda each=nothing: [each], unsure)  # type: ignore[misc]
        assert alone.text == f"{READ_SO}\n\nIt stays."
        assert alone.citations == own.citations


@pytest.mark.parametrize(
    "change", [{"plans": ()}, {"plans": (Search(text="until when"),)}, {"status": Status.CORRECTED}, {"citations": ()}]
)
def test_nothing_is_doubted_that_a_search_found_that_puts_right_or_that_leads_with_nothing(
    catalogue: Catalogue, change: dict[str, object]
) -> None:
    own = answer(catalogue, "9001/op1", FOLLOWED).model_copy(update=change)
    assert as_sure_as_read(own, read(), list, corpus(catalogue, {"9002/op1": 1.0})) is own
