"""Filters: what passes them, and that a search inside them finds everything that does."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from assistant.assistant import Assistant
from assistant.settings import Settings
from ingest.annotations import Action, ChapterVII, Extent, MandateDecision
from ingest.mandates.chain import in_force
from ingest.pinpoint import Kind
from ingest.resolution import Resolution, Vote
from tests.factories import WordEmbedding, resolution
from vectorstore import index as index_module
from vectorstore.building.build import build
from vectorstore.catalogue import Catalogue, write_catalogue
from vectorstore.filters import VOTED, Filters
from vectorstore.generations import disk as generations
from vectorstore.generations.integrity import check_index
from vectorstore.index import Index, current
from vectorstore.vectors.matrix import MATRIX, Matrix


def decided(number: int, op: int, body: str, action: Action, day: dt.date, **fields: Any) -> MandateDecision:
    return MandateDecision(body=body, action=action, key=f"{number}/op{op}", date=day, **fields)


FOUNDED = decided(
    7101, 1, "United Nations Mission in Azuria", Action.ESTABLISH, dt.date(2031, 1, 1), acronym="UNMAZ",
    until=dt.date(2032, 1, 31),
)  # fmt: skip
EXTENDED = decided(
    7102, 1, "United Nations Mission in Azuria", Action.EXTEND, dt.date(2032, 1, 20), acronym="UNMAZ",
    until=dt.date(2033, 1, 31),
)  # fmt: skip
BANNED = decided(7103, 1, "arms measures (Azuria)", Action.ESTABLISH, dt.date(2032, 5, 1), open_ended=True)
UNSAID = decided(7104, 2, "Harbour Committee", Action.ESTABLISH, dt.date(2032, 6, 1))
CLOSED = decided(7105, 1, "arms measures (Azuria)", Action.END, dt.date(2034, 3, 1), until=dt.date(2034, 6, 30))
WHOLE = ChapterVII(extent=Extent.WHOLE, keys=("7103/pp1",))

CORPUS = [
    resolution(7101, 2031, ops=["Decides to establish UNMAZ", "Requests the registrar to count boats"],
               topics=("Azuria", "Lighthouses"), mandate_decisions=(FOUNDED,)),
    resolution(7102, 2032, date=dt.date(2032, 1, 20), ops=["Decides to extend the mandate of UNMAZ", "Calls upon all pilots to rest"],
               topics=("South Azuria",), subjects=("HARBOUR PILOTS", "LIGHTHOUSES"), mandate_decisions=(EXTENDED,)),
    resolution(7103, 2032, date=dt.date(2032, 5, 1), pps=["Acting under Chapter VII of the Charter,"],
               ops=["Decides that no weapons shall be landed", "Authorizes the harbour master to search ships"],
               chapter_vii=WHOLE, mandate_decisions=(BANNED,), subjects=("ARMS EMBARGO",)),
    resolution(7104, 2032, date=dt.date(2032, 6, 1), ops=["Urges captains to wait", "Decides to establish the Harbour Committee"],
               annex=["Weapons are listed by length"], mandate_decisions=(UNSAID,), chapter_vii=ChapterVII()),
    resolution(7105, 2034, date=dt.date(2034, 3, 1), ops=["Decides to end the ban on weapons on 30 June 2034"],
               chapter_vii=WHOLE, mandate_decisions=(CLOSED,)),
]  # fmt: skip


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    path = tmp_path_factory.mktemp("catalogue") / "catalogue.sqlite"
    write_catalogue(path, CORPUS)
    return Catalogue.open(path)


@pytest.mark.parametrize(
    ("filters", "numbers"),
    [
        (Filters(), [7101, 7102, 7103, 7104, 7105]),
        (Filters(year_from=2032, year_to=2033), [7102, 7103, 7104]),
        (Filters(adopted_by=dt.date(2032, 5, 1)), [7101, 7102, 7103]),
        (Filters(resolution=7104), [7104]),
        (Filters(resolution=7104, year_to=2031), []),
        (Filters(topic="azuria"), [7101]),  # exactly so called, before those that hold the word
        (Filters(topic="harbour"), [7102]),
        (Filters(topic="lighthouses"), [7101, 7102]),  # a topic of one, a library subject of the other
        (Filters(topic="arms  Embargo"), [7103]),
        (Filters(topic="light"), []),
        (Filters(topic="?"), []),
        (Filters(body="unmaz"), [7101, 7102]),
        (Filters(body="Mission in Azuria"), [7101, 7102]),
        (Filters(body="arms measures (Azuria)"), [7103, 7105]),
        (Filters(chapter_vii=True), [7103, 7105]),
        (Filters(chapter_vii=False, year_from=2032), [7102, 7104]),
        (Filters(in_force=dt.date(2031, 6, 1)), [7101]),
        (Filters(in_force=dt.date(2033, 1, 31)), [7102, 7103]),
        (Filters(in_force=dt.date(2034, 6, 29)), [7105]),  # an end decided in advance
        (Filters(in_force=dt.date(2034, 6, 30)), []),
        (Filters(in_force=dt.date(2032, 7, 1), chapter_vii=True), [7103]),
        (Filters(either=((Filters(2031, 2031), Filters(2034, 2034)),)), [7101, 7105]),
        (
            Filters(year_to=2032, either=((Filters(topic="harbour"), Filters(body="unmaz")), (Filters(2032, 2034),))),
            [7102],
        ),
    ],
)
def test_resolutions_that_pass(catalogue: Catalogue, filters: Filters, numbers: list[int]) -> None:
    assert catalogue.numbers(filters) == numbers
    assert [record.number for record in catalogue.records(filters)] == numbers


@pytest.mark.parametrize(
    ("verb", "keys"),
    [
        ("decide", ["7101/op1", "7102/op1", "7103/op1", "7104/op2", "7105/op1"]),
        ("Authorise", ["7103/op2"]),
        ("authorizes", ["7103/op2"]),
        ("dances", []),
    ],
)
def test_verbs_may_be_spelt_in_several_ways(catalogue: Catalogue, verb: str, keys: list[str]) -> None:
    assert [row.key for row in catalogue.select(verbs=Filters(verb=verb).verbs)] == keys


def test_how_it_was_adopted_and_on_which_item(tmp_path: Path) -> None:
    votes = [Vote(yes=15), Vote(yes=13, abstain=2), Vote(yes=12, no=1, abstain=2), Vote(yes=14, not_participating=1)]
    made = [resolution(7200 + n, 2031, vote=vote, agenda="Piers", ops=["Decides"]) for n, vote in enumerate(votes)]
    made.append(resolution(7209, 2031, vote=Vote(yes=0, without_vote=True), agenda="Buoys", ops=["Decides"]))
    write_catalogue(tmp_path / "voted.sqlite", [*made, resolution(7210, 2031, ops=["Decides"])])
    catalogue = Catalogue.open(tmp_path / "voted.sqlite")
    passing = {voted: catalogue.numbers(Filters(voted=voted)) for voted in VOTED}
    assert passing == {
        "unanimously": [7200],
        "with abstentions": [7201, 7203],
        "with votes against": [7202],
        "without a vote": [7209],
    }
    assert catalogue.numbers(Filters(agenda="piers")) == [7200, 7201, 7202, 7203]
    assert catalogue.numbers(Filters(agenda="pier")) == []


def test_call_upon_is_one_verb() -> None:
    assert "calls upon" in Filters(verb="Call upon").verbs


def test_bounds_of_a_question_narrow_those_of_the_reader() -> None:
    reader = Filters(year_from=2030, year_to=2040, verb="decides")
    assert reader.within(2032, 2050, dt.date(2035, 1, 1)) == Filters(
        2032, 2040, verb="decides", adopted_by=dt.date(2035, 1, 1)
    )
    assert reader.within(None, None, None) == reader


def test_the_resolutions_of_a_month(catalogue: Catalogue) -> None:
    assert catalogue.adopted_in(2032, 6) == [7104]
    assert catalogue.adopted_in(2033, 6) == []


def test_of_each_body_the_newest_decision_counts() -> None:
    every = [FOUNDED, EXTENDED, BANNED, UNSAID, CLOSED]
    assert in_force(every, dt.date(2032, 1, 25)) == [EXTENDED]
    assert in_force(every, dt.date(2033, 2, 1)) == [BANNED], "the mission ran out; of the committee no end is named"


# --- searching inside filters -------------------------------------------------------------------------------------

MANY = [
    *(
        resolution(n, 2040 + n % 10, ops=["Decides that harbour pilots shall be trained", "Decides on harbour pilots"])
        for n in range(7200, 7320)
    ),
    resolution(7400, 2051, ops=["Urges gardeners to prune", ("Urges bakers:", ["to knead", "to proof", "to bake", "to slice", "to sell"])],
               annex=["Ovens are swept at noon"]),
    resolution(7401, 2052, ops=["Decides to remain seized of the matter", "Urges weavers to mend"]),
]  # fmt: skip
URGED = ["7400/op1", "7400/op2", *(f"7400/op2({mark})" for mark in "abcde"), "7401/op2"]


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    data = tmp_path_factory.mktemp("many")
    build(data, [with_verbs(each) for each in MANY], WordEmbedding())
    return data


def with_verbs(each: Resolution) -> Resolution:
    """As the annotation does it: a sub-paragraph has the verb of its paragraph."""
    lead = {row.number: row.verb for row in each.paragraphs if not row.path}
    rows = [row.model_copy(update={"verb": lead[row.number]}) if row.path else row for row in each.paragraphs]
    return each.model_copy(update={"paragraphs": tuple(rows)})


def opened(data: Path) -> Index:
    return Index.open(data, WordEmbedding())


def found(assistant: Assistant, query: str, k: int, filters: Filters) -> list[str]:
    return [hit.key for hit in assistant.search(query, k, filters)]


def assistant_over(data: Path) -> Assistant:
    return Assistant(lambda: opened(data), lambda: current(data), Settings(data=data))


@pytest.mark.parametrize(
    ("filters", "keys"),
    [
        (Filters(verb="urges"), URGED),
        (Filters(kind=Kind.ANNEX), ["7400/annex/1"]),
        (Filters(kind=Kind.OPERATIVE, year_from=2052), ["7401/op1", "7401/op2"]),
        (Filters(verb="urge", year_from=2052), ["7401/op2"]),
        (Filters(verb="urge", kind=Kind.ANNEX), []),
        (Filters(kind=Kind.PREAMBULAR), []),
    ],
)
def test_a_tight_filter_gives_all_that_passes(many: Path, filters: Filters, keys: Collection[str]) -> None:
    # 240 paragraphs share every word with the query; those that pass share none.
    assert sorted(found(assistant_over(many), "harbour pilots trained", 50, filters)) == sorted(keys)


def test_what_is_named_must_pass_as_well(many: Path) -> None:
    assistant = assistant_over(many)
    assert found(assistant, "paragraph 1 of resolution 7400", 5, Filters())[0] == "7400/op1"
    assert "7400/op1" not in found(assistant, "paragraph 1 of resolution 7400", 5, Filters(verb="decides"))
    assert found(assistant, "resolution 7400", 50, Filters(kind=Kind.ANNEX)) == ["7400/annex/1"]


def test_filters_bound_answers_and_lists_too(many: Path) -> None:
    assistant = assistant_over(many)
    answer = assistant.ask("What are weavers urged to mend?", filters=Filters(verb="urges", year_from=2052))
    assert answer.evidence == ("7401/op2",)
    assert answer.citations[0].key == "7401/op2"
    counted = assistant.ask("How many resolutions were adopted in 2052?", filters=Filters(year_to=2051))
    assert "7401" not in counted.resolutions


def test_inside_a_scope_all_rows_are_compared(many: Path) -> None:
    index = opened(many)
    scope = index.scope(Filters(year_from=2045))
    keys = [key for key in index._lexical.keys if int(key[:4]) in scope.numbers]
    assert [index._lexical.keys[row] for row in scope.rows] == keys
    hits = index.dense("harbour pilots in gardens", len(keys), only=scope)
    vector = index.embedding.embed_query("harbour pilots in gardens")
    exact = {key: float(np.dot(stored, vector)) for key in keys if (stored := index._vectors.vector(key)) is not None}
    assert {hit.key: hit.score for hit in hits} == pytest.approx(exact, abs=1e-5)
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert len(index.dense("harbour pilots", 3, only=scope)) == 3


def test_a_broad_scope_asks_the_graph_and_stays_inside(many: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index_module, "_COMPARED", 0)
    index = opened(many)
    scope = index.scope(Filters(year_from=2041))
    exact = index._matrix
    assert exact is not None
    monkeypatch.setattr(Matrix, "nearest", lambda *_: pytest.fail("not needed"))
    hits = index.dense("harbour pilots trained", 20, only=scope)
    assert len(hits) == 20
    assert all(scope.holds(hit.key) for hit in hits)


def test_the_matrix_follows_a_change_of_a_few_rows(tmp_path: Path) -> None:
    corpus = [with_verbs(each) for each in MANY]
    build(tmp_path, corpus, WordEmbedding())
    build(tmp_path, [*corpus[1:-1], resolution(7401, 2052, ops=["Urges weavers to dye"])], WordEmbedding())
    assert check_index(tmp_path, WordEmbedding(), every_vector=True).faults == []
    index = opened(tmp_path)
    assert index.dense("weavers dye", 1, only={7401})[0].key == "7401/op1"


def test_a_matrix_with_another_vector_is_a_fault(tmp_path: Path) -> None:
    build(tmp_path, CORPUS, WordEmbedding())
    folder = generations.folder(tmp_path, str(current(tmp_path)))
    vectors = np.load(folder / MATRIX)
    np.save(folder / MATRIX, vectors[::-1])
    manifest = generations.read_manifest(tmp_path)
    told = manifest.model_copy(update={"files": generations.file_digests(folder)})
    (folder / "manifest.json").write_text(told.model_dump_json(), "utf-8")
    assert any("another vector" in fault for fault in check_index(tmp_path, WordEmbedding()).faults)
