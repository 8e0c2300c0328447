"""A language model that plans by calling operations: a real server on loopback plays capable models, whose answers are made of results."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from assistant.answer import Answer, Verdict
from tests.decided import with_decisions
from tests.factories import Item, resolution
from tests.invented import open_assistant
from tests.islands import publish_islands
from tests.openai_server import OpenAIServer, Reply, openai_server
from tests.planning_model import Planner, Results, Step

EXTENDED: dict[str, Any] = {"body": {"name": "UNMAZ"}, "deeds": ["extend"]}
MISSIONS: dict[str, Any] = {"source": "bodies", "where": {"bodies": ["mission"], "in_force": "2034-01-01"}}


def end(name: str, **more: Any) -> tuple[str, dict[str, Any]]:
    return "chain", {"subject": name, "view": "end", **more}


def each_end(results: Results) -> list[tuple[str, dict[str, Any]]]:
    return [
        end(name) for name in ("UNMAZ", "UNOBO", "UNTEC") if any(name in row["name"] for row in results[-1]["rows"])
    ]


def last_two(results: Results) -> list[tuple[str, dict[str, Any]]]:
    numbers = sorted({int(row["key"].partition("/")[0]) for row in results[-1]["rows"]})[-2:]
    return [("compare", {"resolutions": numbers})]


def looked_up(results: Results) -> list[tuple[str, dict[str, Any]]]:
    keys = list(dict.fromkeys(row["key"] for result in results for row in result["rows"] if row.get("key")))
    return [("lookup", {"places": keys[:3]})]


def the_rest(results: Results) -> list[tuple[str, dict[str, Any]]]:
    return [("search", {"text": "lighthouses and drums", "page": 2, "cursor": results[-1]["cursor"]})]


SEARCH = ("search", {"text": "protect civilians"})
CONVERSATIONS: list[tuple[str, list[Step]]] = [
    ("Which missions protect civilians, I wonder, and what did each of their last renewals change?",
     [[SEARCH], [("chain", {"subject": "UNMAZ", "view": "history"}), ("chain", {"subject": "UNOBO", "view": "history"})],
      last_two]),
    ("Who lets the Focal Point act, and since which day, as a keeper of drums would ask?",
     [[("search", {"text": "Focal Point for De-listing requests"})], looked_up]),
    ("Tell the story of the lighthouses and of those who guard them", [[("search", {"text": "lighthouses"})], looked_up]),
    ("Which missions were there early in 2034 and how long may each of them stay?", [[("select", MISSIONS)], each_end]),
    ("How often was UNMAZ prolonged, and how did the votes on that go?",
     [[("select", {"where": EXTENDED, "measure": "count"}), ("votes", {"resolutions": [8002, 8003]})]]),
    ("Did the ceiling of UNMAZ rise from text to text, and by which words?",
     [[("chain", {"subject": "UNMAZ", "view": "ceiling"})], [("lookup", {"places": ["8001/op2", "8002/op2", "8003/op2"]})]]),
    ("What holds for drums on Haiti today and who may be excepted from it?",
     [[("standing", {"subject": "Haiti sanctions"})], [("lookup", {"places": ["8101/op2"]})]]),
    ("What became of the ban on arms that the first text on Haiti imposed?",
     [[("effects", {"place": "8101/op1"})], looked_up]),
    ("Who recalls the whistles and what do they recall exactly?",
     [[("cites", {"place": "8101"})], [("lookup", {"places": ["8121/op3", "8101/op2"]})]]),
    ("Lay the first and the last text on UNMAZ beside each other and tell what the pilots do",
     [[("compare", {"resolutions": [8001, 8003]}), ("search", {"text": "pilots who were trained"})]]),
    ("Which texts had two abstentions and what were they on, in their own words?",
     [[("select", {"where": {"voting": {"abstain": [2, 2]}}})], [("lookup", {"places": ["8001/op1", "8021/op1"]})]]),
    ("Whom did Brazil vote against, and does UNTEC go on?",
     [[("select", {"where": {"voting": {"members": [["BRA", "against"]]}}, "measure": "count"}), end("UNTEC")]]),
    ("Which mission ends last of all and with how many men?",
     [[end("UNMAZ"), end("UNOBO"), end("UNTEC")], [("chain", {"subject": "UNOBO", "view": "ceiling"})]]),
    ("Give the words on mangroves, millers and wells together", [[("search", {"text": "mangroves"}),
     ("search", {"text": "millers weirs"}), ("search", {"text": "wells grain corridors"})]]),
    ("How was the vote on what founded UNOBO and what did that text ask for?",
     [[("votes", {"resolutions": {"op": "chain", "subject": "UNOBO", "view": "first"}})], [("lookup", {"places": ["8011"]})]]),
    ("How did things stand for UNMAZ in the middle of 2032, before they changed?",
     [[end("UNMAZ", as_of="2032-06-01")], [("lookup", {"places": ["8002/op1"]})]]),
    ("What do trawlers and raiders have to do with Libya?", [[("search", {"text": "raiders seized trawlers"}),
     ("chain", {"subject": "Libya sanctions", "view": "history"})], looked_up]),
    ("Tell how the fullest of the years went and how three of its texts came about, one after the other",
     [[("select", {"group": "year", "measure": "count", "order": "most"})], [("record", {"resolutions": [8001, 8011, 8101]})]]),
    ("Tell the days of the texts on Azuria and how the first of them begins",
     [[("record", {"resolutions": [8001, 8002, 8003]}), ("lookup", {"places": ["8001/op1"]})]]),
    ("Does the third text on UNMAZ ask it to hand over a lighthouse, and to whom?",
     [[("check", {"claim": "It asks UNMAZ to hand over the northern lighthouse", "resolution": 8003})],
      [("lookup", {"places": ["8003/op3"]})]]),
    ("What was the founding of UNTEC and what is it to advise on?",
     [[("chain", {"subject": "UNTEC", "view": "first"})], [("lookup", {"places": ["8021/op2"]})]]),
    ("Were the restraints on Haiti renewed, until when, and with which urging?",
     [[("chain", {"subject": "Haiti", "view": "history"})], [("lookup", {"places": ["8102"]})]]),
    ("Which texts did China abstain on, and are they on missions?",
     [[("select", {"where": {"voting": {"members": [["CHN", "abstaining"]]}}, "measure": "count"}), SEARCH]]),
    ("Read me everything on lighthouses and drums page by page",
     [[("search", {"text": "lighthouses and drums", "page": 2})], the_rest]),
    ("What is UNOBO to plant, where, and who told it so?", [[("search", {"text": "plant mangroves along the canals"})], looked_up]),
    ("How many texts are on Azuria, and with which of them did its mission begin?",
     [[("select", {"where": {"matter": "Azuria"}, "measure": "count"}), ("chain", {"subject": "UNMAZ", "view": "first"})]]),
    ("Which committee minds the drums, and who sits in it?", [[("search", {"text": "Committee drums whistles"})],
     [("lookup", {"places": ["8101/op3"]})]]),
    ("What is said of dusk, of drums and of boats?", [[("search", {"text": "muffle drums after dusk"}),
     ("search", {"text": "fishing boats laid up"})]]),
    ("How did the words on the ceiling move between the second text and the third?",
     [[("compare", {"resolutions": [8002, 8003], "aspect": "ceiling"})]]),
    ("Who were permanent members in those years, and did they like the texts on Corvia?",
     [[("council", {"since": "2020-01-01", "until": "2020-12-31", "seats": "permanent"}), ("votes", {"resolutions": [8021]})]]),
]  # fmt: skip


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("index")
    publish_islands(folder)
    return folder


@pytest.fixture
def server() -> Iterator[OpenAIServer]:
    with openai_server() as running:
        yield running


def ask(data: Path, server: OpenAIServer, question: str, **llm: Any) -> Answer:
    return open_assistant(data, server.base_url, **{"calls": 12, **llm}).ask(question)


def keys_in(value: Any) -> set[str]:
    """Every string in plain values."""
    if isinstance(value, dict | list):
        inside = list(value.values()) if isinstance(value, dict) else value
        return {key for each in inside for key in keys_in(each)}
    return {str(value)}


def test_there_are_thirty_conversations() -> None:
    assert len(CONVERSATIONS) == 30


@pytest.mark.parametrize(("question", "steps"), CONVERSATIONS, ids=[question[:40] for question, _ in CONVERSATIONS])
def test_an_answer_made_of_results_is_supported_by_them(
    question: str, steps: list[Step], data: Path, server: OpenAIServer
) -> None:
    server.enqueue(Planner(*steps))
    answer = ask(data, server, question)
    assert answer.notice == ""
    assert answer.writer.startswith("scripted (plan.v1 ")
    assert [(each.text, each.reasons) for each in answer.unsupported] == []
    assert answer.sentences
    assert [step.failed for step in answer.steps] == [""] * len(answer.steps)
    assert len(server.requests) == len(steps) + 1
    shown = keys_in([json.loads(step.result) for step in answer.steps])
    assert {citation.key for citation in answer.citations} <= shown, "nothing is cited that no result has"
    assert all(citation.verdict is not Verdict.NOT_SUPPORTED for citation in answer.citations)
    assert answer.citations or "[result 1]" in answer.text


FALL = "The ceiling fell from “up to 1,450 military personnel” (S/RES/8501 (2031), para. 1) to 1,300 (S/RES/8502 (2032), para. 1)."


@pytest.mark.parametrize(
    ("said", "supported"),
    [
        (FALL, True),
        (FALL.replace("fell", "rose"), False),
        (FALL.replace("to 1,300", "to 1,200"), False),
        ("S/RES/8502 (2032) is silent on the tides (S/RES/8501 (2031), para. 3).", True),
        ("S/RES/8502 (2032) is silent on bakers (S/RES/8502 (2032), para. 2).", False),
    ],
)
def test_what_a_comparison_worked_out_may_be_said_of_its_cells(
    said: str, supported: bool, tmp_path: Path, server: OpenAIServer
) -> None:
    older: list[Item] = ["Decides that UNMAZ shall comprise up to 1,450 military personnel",
             ("Requests UNMAZ to guard with its troops:", ["the lamps of the northern beacons", "the sheds of the herring fleet"]),
             "Calls upon the troops of UNMAZ to learn the tides"]  # fmt: skip
    newer: list[Item] = [
        "Decides that UNMAZ shall comprise up to 1,300 military personnel",
        "Urges bakers to bake before dawn",
    ]
    texts = (resolution(8501, 2031, older), resolution(8502, 2032, newer))
    publish_islands(tmp_path, [with_decisions(each) for each in texts])
    fine = "The Council decides that UNMAZ shall comprise up to 1,450 military personnel (S/RES/8501 (2031), para. 1)."
    server.enqueue(Reply(calls=[("compare", {"resolutions": [8501, 8502]})]), Reply(f"{fine} {said}"))
    answer = ask(tmp_path, server, "How did the words on UNMAZ move between 8501 and 8502?", repair=False)
    assert answer.notice == ""
    assert [each.text for each in answer.unsupported] == ([] if supported else [said])
