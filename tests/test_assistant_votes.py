"""Votes: who voted how, what is said of a vote held against its record, and which resolution a question for a vote is about."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest

from assistant.answer import Answer, ClaimVerdict, Status
from assistant.assistant import Assistant
from assistant.operations import run
from assistant.operations.check import Check, CheckResult
from assistant.operations.corpus import Corpus
from assistant.operations.search import Search
from assistant.operations.votes import Votes, voted_on
from assistant.plan import Voting, plans_from_line, plans_to_line
from assistant.reading.conversation.carry import Focus
from assistant.reading.mentions import Mentions
from assistant.reading.slots.votes import with_what_else_is_meant
from assistant.retrieval.evidence import Evidence
from assistant.retrieval.query import Query
from assistant.telling import tell
from assistant.telling.check import tell as told_verdict
from assistant.ui.render import answer_html
from ingest.resolution import Vote
from tests.decided import corpus_of
from tests.factories import resolution
from tests.invented import open_assistant, publish
from vectorstore.catalogue import Catalogue, write_catalogue
from vectorstore.index import Hit

COUNCIL = ("CHN", "FRA", "SUN", "GBR", "USA", "BRA", "IND")
SPLIT = Vote(yes=4, no=1, abstain=1, not_participating=1, in_favour=("FRA", "GBR", "USA", "IND"), against=("BRA",), abstaining=("SUN",), absent=("CHN",))  # fmt: skip
ALL = Vote(yes=7, in_favour=COUNCIL)
COUNTED = Vote(yes=5, abstain=2)  # nobody is named
MADE = [
    resolution(
        number, 1985, [f"Decides to guard the {place} fields"], date=dt.date(1985, 3, 1), vote=vote, composition=COUNCIL
    )
    for number, vote, place in (
        (7501, SPLIT, "northern"), (7502, ALL, "southern"), (7503, COUNTED, "eastern"), (7504, None, "western"), (7505, Vote(yes=7, without_vote=True), "distant"),
        (7507, Vote(yes=0, without_vote=True, in_parts=True), "parted"),
    )
]  # fmt: skip
MADE.append(
    resolution(
        7506, 1986, ["Decides to guard the outer fields"], date=dt.date(1986, 3, 1), meeting=2999,
        vote=Vote(yes=2, in_favour=("BRA", "IND")), composition=("BRA", "IND"),
    )
)  # fmt: skip


MADE.append(
    resolution(
        7508, 1986, ["Decides to mend the outer fence"], date=dt.date(1986, 4, 1), meeting=3000,
        vote=Vote(yes=2, not_participating=2, in_favour=("BRA", "FRA"), absent=("IND", "SUN")), composition=("BRA", "FRA", "IND", "SUN"),
        footnotes=("4 One member (India) did not take part when it was voted; a second member (USSR) was absent.",),
    )
)  # fmt: skip


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Corpus]:
    path: Path = tmp_path_factory.mktemp("votes") / "catalogue.sqlite"
    write_catalogue(path, MADE)
    opened = Catalogue.open(path)
    yield corpus_of(opened, dt.date(2035, 6, 1))
    opened.close()


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("votes(resolutions=[7501])", "S/RES/7501 (1985) was adopted by 4 votes to 1, with 1 abstention, 1 member not participating in the vote, on 1 March 1985. "
         "Against: Brazil. Abstaining: Soviet Union. Not participating: China. In favour: France, United Kingdom, United States and India."),
        ('votes(resolutions=[7501], members=["RUS", "DEU"])', "Soviet Union abstained on S/RES/7501 (1985). Germany was no member of the Council in 1985"),
        ("votes(resolutions=[7503])", "Abstaining: 2 members, whose names are not recorded."),
        ("votes(resolutions=[7502, 7501])", "was adopted unanimously (7 votes in favour)"),
        ("votes(resolutions=[7507])", "S/RES/7507 (1985) was adopted in parts, with no vote on the text as a whole"),
        ('votes(resolutions=[7508], members=["RUS"])', "Soviet Union was absent from the vote on S/RES/7508 (1986). S/RES/7508 (1986) was adopted by 2 votes to none, "
         "1 member not participating in the vote, 1 member absent, on 1 April 1986. Not participating: India. Absent: Soviet Union."),
        ("votes(resolutions=[7504])", "The vote on S/RES/7504 (1985) is not recorded in the corpus."),
    ],
)  # fmt: skip
def test_a_vote_is_told_in_numbers_and_names(line: str, said: str, corpus: Corpus) -> None:
    (plan,) = plans_from_line(line)
    assert plans_to_line((plan,)) == line
    draft = tell(run(plan, corpus), corpus)
    assert said in draft.text
    assert (draft.vote is None) is (draft.status is Status.REFUSED) is ("7504" in line)


def test_votes_on_many_texts_are_told_as_counts_and_a_line_each_the_newest_first(corpus: Corpus) -> None:
    (plan,) = plans_from_line('votes(resolutions=[7501, 7502, 7503, 7504, 7505, 7506], members=["RUS"])')
    text = tell(run(plan, corpus), corpus).text
    counts, first, *_, last = text.partition("\n\n")[0].splitlines()
    assert counts == (
        "Russian Federation: not recorded 2, abstained 1, in favour 1, adopted without a vote 1, no member 1. 6 resolutions, 1985 to 1986."
    )
    assert first == "- S/RES/7506 (1986), 1 March 1986: Russian Federation no member; unanimously (2 votes in favour)"
    assert last.startswith("- S/RES/7501 (1985), 1 March 1985: Russian Federation abstained; by 4 votes to 1")
    assert "drafts that failed are not among them" in text


def test_it_is_told_that_no_text_gives_reasons_and_where_members_spoke(corpus: Corpus) -> None:
    (plan,) = plans_from_line('votes(resolutions=[7506], members=["BRA"], reasons=True)')
    text = tell(run(plan, corpus), corpus).text
    assert text.startswith("Brazil voted in favour of S/RES/7506 (1986).")
    assert "give no reasons of members" in text
    assert "(S/PV.2999)" in text


@pytest.mark.parametrize(
    ("claim", "number", "verdict", "said"),
    [
        ("Was it adopted unanimously?", 7501, "contradicted", "No: The vote on S/RES/7501 (1985) was not unanimous."),
        ("Was it adopted unanimously?", 7502, "holds", "Yes: S/RES/7502 (1985) was adopted unanimously (7 votes in favour)."),
        ("Was it adopted unanimously?", 7504, "undecided", "not decided"),
        ("It was adopted by 6 votes to 1.", 7501, "contradicted", "No: 4 members voted in favour of S/RES/7501 (1985)."),
        ("Who voted against it?", 7502, "contradicted", "No: No member voted against S/RES/7502 (1985)."),
        ("Who voted no on it?", 7502, "contradicted", "No: No member voted against S/RES/7502 (1985)."),
        ("It passed with no abstentions, right?", 7502, "holds", "Yes: "),
        ("Which three members abstained?", 7501, "contradicted", "No: 1 member abstained on S/RES/7501 (1985)."),
        ("Why did Russia vote against it?", 7501, "contradicted", "No: Soviet Union abstained on S/RES/7501 (1985)."),
        ("Germany voted against it, correct?", 7501, "contradicted", "Germany was no member of the Council in 1985 and had no vote on"),
        ("Why did France veto it?", 7501, "contradicted", "was adopted: no permanent member can have vetoed it. France voted in favour of"),
        ("Which permanent members voted against it?", 7501, "contradicted", "No: None of China, France, United Kingdom, Russian Federation and United States voted against"),
        ("Brazil abstained, right?", 7503, "undecided", "not decided"),
        ("Did anyone abstain?", 7505, "contradicted", "No: S/RES/7505 (1985) was adopted without a vote."),
        ("Who abstained after Brazil vetoed the first draft?", 7501, "undecided", "not decided"),
        ("Nobody voted against it, isn't that so?", 7501, "contradicted", "No: 1 member voted against S/RES/7501 (1985)."),
        ("No member opposed it, I believe.", 7501, "contradicted", "No: 1 member voted against S/RES/7501 (1985)."),
        ("Why did France oppose it?", 7501, "contradicted", "No: France voted in favour of S/RES/7501 (1985)."),
        ("Israel voted against it, didn't it?", 7501, "contradicted", "No: Israel was no member of the Council in 1985"),
        ("It was adopted with the Soviet Union abstaining and China voting against, right?", 7501, "contradicted", "China did not participate in the vote on"),
        ("It was adopted with the Soviet Union abstaining and Brazil voting against, right?", 7501, "holds", "Yes: "),
        ("Was it adopted by 5 votes with one abstention?", 7501, "undecided", "not decided"),
        ("Did France and Brazil abstain or vote against it?", 7501, "undecided", "not decided"),
    ],
)  # fmt: skip
def test_what_is_said_of_a_vote_is_held_against_its_record(
    claim: str, number: int, verdict: str, said: str, corpus: Corpus
) -> None:
    result = Check(claim=claim, resolution=number, of_vote=True).run(corpus)
    assert isinstance(result, CheckResult)
    assert result.verdict is ClaimVerdict(verdict)
    assert said in told_verdict(result, corpus).text


def _found(corpus: Corpus, *keys: str) -> Evidence:
    rows = corpus.catalogue.paragraphs(keys)
    return Evidence(tuple(Hit(key, 1.0 - 0.01 * at) for at, key in enumerate(keys)), rows)


def test_what_is_said_of_the_vote_chooses_among_resolutions_that_fit_as_well(corpus: Corpus) -> None:
    found = _found(corpus, "7502/op1", "7501/op1")
    for said, number in (
        (Voting(abstain=(1, 15)), 7501),
        (Voting(unanimous=True), 7502),
        (Voting(), 7502),
        (Voting(abstain=(3, 3)), 7502),
    ):
        assert voted_on(found, said, corpus.catalogue) == number


MAY_BE_MEANT = "See whether it is meant."


@pytest.mark.parametrize("doubted", [False, True])
def test_the_vote_on_what_was_spoken_of_is_doubted_only_where_the_answer_before_was(
    corpus: Corpus, doubted: bool
) -> None:
    asked = "who abstained"
    mentions = Mentions(asked, asked, (), Query(asked=asked, standalone=asked), (), ())
    focus = Focus(resolutions=(7501,), lead="7501/op1", found=(7501, 7502), doubted=doubted)
    plan = with_what_else_is_meant(Votes(resolutions=(7501,)), mentions, focus)
    assert isinstance(plan, Votes)
    assert (plan.others, plan.guessed) == ((7502,), doubted)
    text = tell(run(plan, corpus), corpus).text
    assert (MAY_BE_MEANT in text) is doubted
    assert ("May be meant as well:\n- S/RES/7502 (1985)" in text) is doubted


@pytest.mark.parametrize(
    ("named", "others", "guessed"),
    [((), (7502,), True), (("7501",), (), False), (("7501/op1",), (), False), (("7502",), (), True)],
)
def test_the_vote_on_a_resolution_that_was_named_in_the_turn_before_is_not_guessed(
    named: tuple[str, ...], others: tuple[int, ...], guessed: bool
) -> None:
    asked = "who abstained"
    mentions = Mentions(asked, asked, (), Query(asked=asked, standalone=asked), (), ())
    focus = Focus(resolutions=(7501,), lead="7501/op1", found=(7501, 7502), doubted=True, named=named)
    plan = with_what_else_is_meant(Votes(resolutions=(7501,)), mentions, focus)
    assert isinstance(plan, Votes)
    assert (plan.others, plan.guessed) == (others, guessed)


@pytest.mark.parametrize(("chance", "clearly"), [(0.95, True), (0.6, False)])
def test_a_text_that_a_search_clearly_finds_is_taken_without_a_doubt(
    corpus: Corpus, monkeypatch: pytest.MonkeyPatch, chance: float, clearly: bool
) -> None:
    chances = {"7501/op1": chance, "7502/op1": 1 - chance}
    evidence = replace(_found(corpus, "7501/op1", "7502/op1"), chances=chances)
    monkeypatch.setattr(Search, "run", lambda *_: SimpleNamespace(evidence=evidence))
    result = Votes(text="guarding the northern fields").run(corpus)
    assert result.clearly is clearly
    text = tell(result, corpus).text
    assert ("Taken is what a search finds clearly before all others: S/RES/7501 (1985)." in text) is clearly
    assert (MAY_BE_MEANT in text) is not clearly


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    folder = tmp_path_factory.mktemp("index")
    publish(folder, MADE)
    return open_assistant(folder)


def test_an_answer_on_a_vote_is_led_by_what_is_wrong_in_the_question(assistant: Assistant) -> None:
    asked = SimpleNamespace(
        wrong=assistant.ask("Why did Brazil abstain on resolution 7501?"),
        whether=assistant.ask("Was resolution 7502 adopted unanimously?"),
        plain=assistant.ask("Who abstained on resolution 7501?"),
        none=assistant.ask("Who abstained on resolution 7502?"),
    )
    assert asked.wrong.status is Status.CORRECTED
    assert asked.wrong.text.startswith("Brazil voted against S/RES/7501 (1985).")
    assert asked.wrong.text.count("Brazil voted against") == 1
    assert asked.whether.text.startswith("Yes. S/RES/7502 (1985) was adopted unanimously")
    assert asked.plain.text.startswith("S/RES/7501 (1985) was adopted")
    assert asked.none.text.startswith("No member abstained on S/RES/7502 (1985).")
    assert asked.none.status is Status.CORRECTED
    assert [each.checked[0].verdict for each in (asked.wrong, asked.whether)] == ["contradicted", "holds"]


def test_who_was_absent_is_told_apart_from_who_took_no_part_beside_the_answer(corpus: Corpus) -> None:
    (plan,) = plans_from_line("votes(resolutions=[7508])")
    vote = tell(run(plan, corpus), corpus).vote
    assert vote is not None
    assert (vote.not_participating, vote.there, vote.absent) == (("IND", "SUN"), ("IND",), ("SUN",))
    answer = Answer(question="?", standalone="?", status=Status.ANSWERED, text="", citations=(), vote=vote)
    heads, cells = (re.findall(f"<{cell}.*?>(.*?)</{cell}>", answer_html(answer, 0)) for cell in ("th", "td"))
    assert [(head, cells[at]) for at, head in enumerate(heads) if "Part" in head or "part" in head or head == "Absent"] == [
        ("Not participating", "1 <small>India</small>"), ("Absent", "1 <small>Soviet Union</small>"),
    ]  # fmt: skip
