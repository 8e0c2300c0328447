"""Drafts that failed: how members are known to have voted on them, and a search for what failed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from llama_index.core.base.llms.types import ChatMessage, MessageRole

from assistant.answer import Answer, Citation, Status, Verdict
from assistant.assistant import Assistant
from assistant.operations import run
from assistant.operations.conditions import Conditions
from assistant.operations.search import Search
from assistant.operations.select import Select, SelectResult
from assistant.operations.votes import Votes, VotesResult
from assistant.plan import Position, Voting, Where
from assistant.reading.conversation.carry import Focus
from assistant.records.draft_matters import stood_so
from ingest.rejected import RejectedDraft
from ingest.resolution import Vote
from tests.decided import corpus_of, told
from tests.factories import WordEmbedding
from tests.invented import CORPUS, open_assistant
from vectorstore.building.build import build
from vectorstore.catalogue import Catalogue, write_catalogue

DAY = dt.date(2035, 6, 1)
ON_LAMPS = {"agenda": "The situation in Haiti", "subject": "lamps of the harbour"}
NAMED = RejectedDraft(
    symbol="S/2031/1", date=dt.date(2031, 5, 1), vetoed_by=("RUS",), **ON_LAMPS,
    vote=Vote(yes=12, no=1, abstain=2, in_favour=("FRA", "KEN"), against=("RUS",), abstaining=("CHN", "IND")),
)  # fmt: skip
COUNTED = NAMED.model_copy(update={"symbol": "S/2031/2", "vote": Vote(yes=12, no=1, abstain=2, against=("RUS",))})
NO_ABSTENTION = NAMED.model_copy(update={"symbol": "S/2031/3", "vote": Vote(yes=14, no=1, against=("RUS",))})
NO_VOTE = NAMED.model_copy(update={"symbol": "S/2031/4", "vote": None})
BOTH_VETOED = COUNTED.model_copy(update={"symbol": "S/2031/5", "vetoed_by": ("RUS", "CHN")})
NO_VETO = RejectedDraft(
    symbol="S/2031/6", date=dt.date(2031, 6, 1), vote=Vote(yes=7, no=3, abstain=5, against=("KEN", "USA", "IND")), **ON_LAMPS
)  # fmt: skip
ABSTAINED = (("RUS", Position.AGAINST), ("CHN", Position.ABSTAINING))


@pytest.mark.parametrize(
    ("draft", "member", "stood"),
    [
        (NAMED, ("CHN", Position.ABSTAINING), True),
        (NAMED, ("KEN", Position.ABSTAINING), False),
        (NAMED, ("KEN", Position.FOR), True),
        (NAMED, ("CHN", Position.FOR), False),
        (COUNTED, ("CHN", Position.ABSTAINING), None),  # some did, and nobody knows who
        (COUNTED, ("CHN", Position.FOR), None),
        (NO_VOTE, ("CHN", Position.ABSTAINING), None),
        (NO_ABSTENTION, ("CHN", Position.ABSTAINING), False),
        (BOTH_VETOED, ("CHN", Position.ABSTAINING), False),  # it vetoed it
        (NAMED, ("SUN", Position.AGAINST), False),
        (NO_VOTE, ("RUS", Position.AGAINST), True),
        (NO_VETO, ("KEN", Position.AGAINST), True),
        (NO_VETO, ("", Position.AGAINST), True),  # no State is meant
    ],
)
def test_how_a_member_stood_on_a_draft_is_known_unknown_or_not_so(
    draft: RejectedDraft, member: tuple[str, Position], stood: bool | None
) -> None:
    assert stood_so(draft, Voting(members=(member,))) is stood


@pytest.mark.parametrize(
    ("draft", "stood"),
    [(NAMED, True), (COUNTED, None), (NO_VOTE, None), (NO_ABSTENTION, False), (BOTH_VETOED, False), (NO_VETO, False)],
)
def test_all_members_stood_so_or_one_did_not_or_of_one_nobody_knows(draft: RejectedDraft, stood: bool | None) -> None:
    assert stood_so(draft, Voting(vetoed=True, members=ABSTAINED)) is stood
    assert stood_so(draft, Voting(vetoed=True)) is True


def test_who_only_voted_against_a_draft_did_not_veto_it() -> None:
    against = ("KEN", Position.AGAINST)
    assert stood_so(NO_VETO, Voting(members=(against,))) is True
    assert stood_so(NO_VETO, Voting(vetoed=True, members=(against,))) is False


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalogue]:
    path = tmp_path_factory.mktemp("drafts") / "catalogue.sqlite"
    write_catalogue(path, CORPUS[:1], [NAMED, COUNTED, NO_ABSTENTION, NO_VOTE, BOTH_VETOED, NO_VETO])
    with closing(Catalogue.open(path)) as opened:
        yield opened


def test_drafts_of_which_nobody_knows_who_abstained_are_listed_apart(catalogue: Catalogue) -> None:
    plan = Select(source="drafts", where=Where(voting=Voting(vetoed=True, members=ABSTAINED)))
    kept = Conditions(corpus_of(catalogue, DAY)).drafts(plan.where)
    assert [draft.symbol for draft in kept] == ["S/2031/1", "S/2031/2", "S/2031/4"]
    result = run(plan, corpus_of(catalogue, DAY))
    assert isinstance(result, SelectResult)
    assert [line.name.split()[0] for line in result.lines] == ["S/2031/1"]
    assert [line.name.split()[0] for line in result.unsure] == ["S/2031/2", "S/2031/4"]
    text = told(str(plan), corpus_of(catalogue, DAY)).text
    said = "2 failed drafts of which it is not on record which members abstained or voted in favour:"
    sure, found, unsure = text.partition(said)
    assert found
    assert "S/2031/1" in sure
    assert "S/2031/2" in unsure
    assert not any(f"S/2031/{number}" in text for number in (3, 5, 6))


def test_with_votes_no_draft_is_told_of_which_nobody_knows_how_members_stood(catalogue: Catalogue) -> None:
    plan = Votes(where=Where(voting=Voting(vetoed=True, members=ABSTAINED)))
    result = run(plan, corpus_of(catalogue, DAY))
    assert isinstance(result, VotesResult)
    assert [draft.symbol for draft in result.drafts] == ["S/2031/1"]
    text = told(str(plan), corpus_of(catalogue, DAY)).text
    assert [number for number in range(1, 7) if f"S/2031/{number}" in text] == [1]
    of_all = run(Votes(where=Where(matter="lamps")), corpus_of(catalogue, DAY))
    assert isinstance(of_all, VotesResult)
    assert len(of_all.drafts) + of_all.more == 6, "of no member anything is said"


def test_of_drafts_that_only_are_to_be_vetoed_all_is_known(catalogue: Catalogue) -> None:
    vetoed = Select(source="drafts", where=Where(voting=Voting(vetoed=True, members=ABSTAINED[:1])))
    result = run(vetoed, corpus_of(catalogue, DAY))
    assert isinstance(result, SelectResult)
    assert len(result.lines) == 5
    assert result.unsure == ()
    assert "not on record" not in told(str(vetoed), corpus_of(catalogue, DAY)).text


TRIBUNAL = RejectedDraft(
    symbol="S/2015/562", date=dt.date(2015, 7, 29), subject="a tribunal", vetoed_by=("RUS",), vote=Vote(yes=11, no=1, abstain=3)
)  # fmt: skip


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    folder: Path = tmp_path_factory.mktemp("searched")
    build(folder, CORPUS, WordEmbedding(), drafts=[TRIBUNAL])
    opened = open_assistant(folder)
    yield opened
    opened.index.close()


@pytest.mark.parametrize(
    ("text", "failed"),
    [
        ("MH17 tribunal, ferry piers of the island", True),
        ("MH17 and the ferry piers of the island", False),  # nothing that failed
        ("MH17 tribunal, ferry piers of resolution 7001", False),  # a text is named
    ],
)
def test_a_search_for_what_failed_as_a_draft_is_corrected_with_the_draft(
    assistant: Assistant, text: str, failed: bool
) -> None:
    answer = assistant.run([Search(text=text)])
    assert answer.citations[0].key.startswith("7001/")
    assert ("S/2015/562 of 29 July 2015: 11 votes to 1" in answer.text) is failed
    assert answer.text.startswith("No resolution of the corpus is on this") is failed
    assert (answer.status is Status.CORRECTED) is failed
    assert not (failed and answer.stands_out)


FAILED, ADOPTED = "MH17 tribunal, ferry piers of the island", "ferry piers of the island"


@pytest.mark.parametrize(
    ("after", "text", "near", "again"),
    [
        (FAILED, ADOPTED, 0, False),  # searched for together with what was asked before
        (ADOPTED, FAILED, 0, True),
        (FAILED, FAILED, 7001, False),
        (ADOPTED, FAILED, 7001, True),
    ],
)
def test_what_the_question_before_was_told_of_a_draft_that_failed_is_not_told_again(
    assistant: Assistant, after: str, text: str, near: int, again: bool
) -> None:
    answer = assistant.run([Search(text=text, after=after, near=near)])
    assert answer.citations[0].key.startswith("7001/")
    assert ("S/2015/562" in answer.text) is again
    assert (answer.status is Status.CORRECTED) is again


def test_after_a_draft_was_told_its_vote_is_asked_for_and_not_that_on_the_text_that_came_nearest(
    assistant: Assistant,
) -> None:
    first = "which resolution set up the MH17 tribunal, ferry piers of the island"
    history = [ChatMessage(role=MessageRole.USER, content=first)]
    history.append(ChatMessage(role=MessageRole.ASSISTANT, content=assistant.ask(first).text))
    vetoed = assistant.ask("vetoed by whom", history)
    assert vetoed.plan == 'votes(drafts=["S/2015/562"])'
    assert vetoed.text.startswith(
        "The draft S/2015/562 of 29 July 2015: 11 votes to 1, with 3 abstentions; vetoed by Russian"
    )
    assert assistant.ask("did Russia vote against it?", history).plan == 'votes(drafts=["S/2015/562"], members=["RUS"])'
    assert "drafts" not in assistant.ask("who voted against 7001", history).plan, "another text is named"


@pytest.mark.parametrize(
    ("told", "drafts"),
    [
        ("The draft S/2015/562 was not adopted. S/RES/7001 (2031), para. 1: “Notes S/2015/1”", ("S/2015/562",)),
        ("S/RES/7001 (2031) was adopted. The draft S/2015/562 was not.", ()),  # the adopted one is spoken of
    ],
)
def test_a_draft_is_spoken_of_where_it_is_told_before_a_resolution(
    assistant: Assistant, told: str, drafts: tuple[str, ...]
) -> None:
    cited = Citation(key="7001/op1", citation="S/RES/7001 (2031), para. 1", verdict=Verdict.QUOTED)
    answer = Answer(
        question="?", standalone="?", status=Status.ANSWERED, text=told, citations=(cited,), evidence=(cited.key,)
    )
    assert Focus().after(assistant.reader.mentions("the lamps?", DAY), answer).symbols == drafts
