"""What holds of a provision on a day, and a search led by it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from assistant.answer import Status
from assistant.draft import Draft, quotation
from assistant.reading.subjects import Subjects
from assistant.records.record import record_json, record_of, standings_of
from assistant.records.stands import in_words
from assistant.retrieval.as_it_stands import as_it_stands, without_terms_unasked
from assistant.retrieval.evidence import Evidence
from assistant.telling.beside.later import with_standing
from ingest.annotations import Action, BodyKind, MandateDecision
from tests.decided import decided_assistant
from tests.factories import resolution
from vectorstore.catalogue import Catalogue, write_catalogue
from vectorstore.index import Hit
from vectorstore.lineage.reading import Lineage
from vectorstore.lineage.standing import State, standing

_DAY = dt.date(2036, 1, 1)
_BOATS = "Decides that no more than {} fishing boats shall leave the harbour of Azuria between sunset and sunrise"
_LIGHTS = "Decides that all lighthouses on the cliffs of Azuria shall be dark from dusk until the bells of the morning"
_BELLS = "Requests UNMAZ to ring the bells of every chapel in the northern valley whenever fog is coming"


def _decided(key: str, year: int, acronym: str = "", until: dt.date | None = None) -> MandateDecision:
    body, kind = ("Mission in Azuria", BodyKind.MISSION) if acronym else ("measures (Azuria)", BodyKind.MEASURES)
    return MandateDecision(
        body=body, acronym=acronym, kind=kind, place="Azuria", action=Action.EXTEND, until=until, key=key, date=dt.date(year, 1, 1)
    )  # fmt: skip


@pytest.fixture
def catalogue(tmp_path: Path) -> Catalogue:
    ends = "Decides that the measures imposed by paragraph 2 of resolution 9001 (2031) are terminated"
    renewed = "Decides to extend the mandate of UNMAZ until 1 May {}"
    made = [
        resolution(9001, 2031, ops=[_BOATS.format("2,000"), _LIGHTS], mandate_decisions=(_decided("9001/op1", 2031),)),
        resolution(
            9002, 2032, ops=[ends, _BOATS.format("500")], cites={"9002/op1": ("9001/op2",)},
            mandate_decisions=(_decided("9002/op1", 2032),),
        ),
        resolution(
            9003, 2033, ops=[renewed.format(2034), _BELLS],
            mandate_decisions=(_decided("9003/op1", 2033, "UNMAZ", dt.date(2034, 5, 1)),),
        ),
        resolution(
            9004, 2034, ops=[renewed.format(2037), "Urges all sailors to learn to swim"],
            mandate_decisions=(_decided("9004/op1", 2034, "UNMAZ", dt.date(2037, 5, 1)),),
        ),
    ]  # fmt: skip
    write_catalogue(tmp_path / "catalogue.sqlite", made)
    return Catalogue.open(tmp_path / "catalogue.sqlite")


@pytest.mark.parametrize(
    ("key", "state", "by"),
    [
        ("9001/op1", State.CHANGED, "9002/op2"),
        ("9002/op2", State.HOLDS, ""),
        ("9001/op2", State.ENDED, "9002/op1"),
        ("9003/op1", State.CHANGED, "9004/op1"),
        ("9003/op2", State.LEFT_OUT, ""),
    ],
)
def test_a_provision_stands_as_later_texts_leave_it(catalogue: Catalogue, key: str, state: State, by: str) -> None:
    row = catalogue.paragraph(key)
    assert row is not None
    found = standing(row, Lineage(catalogue), _DAY)
    assert (found.state, found.by) == (state, by)


def test_it_stands_otherwise_on_an_earlier_and_on_a_later_day(catalogue: Catalogue) -> None:
    lineage, row = Lineage(catalogue), catalogue.paragraph("9001/op2")
    renewal = catalogue.paragraph("9004/op1")
    assert row is not None
    assert renewal is not None
    assert standing(row, lineage, dt.date(2031, 6, 1)).state is State.HOLDS
    lapsed = standing(renewal, lineage, dt.date(2038, 1, 1))
    assert (lapsed.state, lapsed.until) == (State.LAPSED, dt.date(2037, 5, 1))
    assert "1 May 2037" in in_words(lapsed, catalogue)


def test_the_line_shows_what_changed_and_that_it_is_computed(catalogue: Catalogue) -> None:
    row = catalogue.paragraph("9001/op1")
    assert row is not None
    said = in_words(standing(row, Lineage(catalogue), _DAY), catalogue)
    assert "S/RES/9002 (2032), para. 2" in said
    assert "2,000 fishing → 500 fishing" in said
    assert "computed" in said


def test_programs_are_told_how_each_paragraph_stands(catalogue: Catalogue) -> None:
    record = catalogue.record(9001)
    assert record is not None
    rows = catalogue.paragraphs_of(9001)
    told = record_json(record_of(record, catalogue), rows, standings_of(rows, catalogue, _DAY))
    first, second = (paragraph["standing"] for paragraph in told["paragraphs"])
    assert first["versions"][0]["key"] == "9002/op2"
    assert first["versions"][0]["computed"] is True
    assert (second["state"], second["by"]) == ("ended", "9002/op1")


def test_what_is_found_gives_its_place_to_what_holds(catalogue: Catalogue) -> None:
    keys = ["9001/op1", "9003/op2", "9001/op2", "9004/op2"]
    hits = tuple(Hit(key, score) for key, score in zip(keys, (4.0, 3.5, 3.0, 2.9), strict=True))
    found = as_it_stands(Evidence(hits, catalogue.paragraphs(keys)), Lineage(catalogue), _DAY)
    assert found.keys[:4] == ("9002/op2", "9004/op2", "9003/op2", "9002/op1")
    assert set(found.keys[4:]) == {"9001/op1", "9001/op2"}
    assert set(found.keys) <= set(found.paragraphs)


@pytest.mark.parametrize(("asked", "lead"), [((), "9102/op2"), (("9102/op1",), "9102/op1")])
def test_a_body_that_goes_on_leads_only_where_its_term_is_asked(
    tmp_path: Path, asked: tuple[str, ...], lead: str
) -> None:
    panel = MandateDecision(
        body="Panel on Azuria", kind=BodyKind.PANEL, place="Azuria", action=Action.EXTEND, key="9102/op1", date=_DAY
    )  # fmt: skip
    extends = "Decides to extend the mandate of the Panel, which hears of bells, boats and lighthouses"
    text = resolution(9102, 2032, ops=[extends, _BELLS, _LIGHTS], mandate_decisions=(panel,))
    write_catalogue(tmp_path / "bodies.sqlite", [text])
    catalogue = Catalogue.open(tmp_path / "bodies.sqlite")
    hits = (Hit("9102/op1", 1.0), Hit("9102/op2", 0.7), Hit("9102/op3", 0.2))
    found = without_terms_unasked(Evidence(hits, catalogue.paragraphs(e.key for e in hits)), asked, catalogue)
    assert found.keys[0] == lead
    assert sorted(found.keys) == ["9102/op1", "9102/op2", "9102/op3"]


def _led_by(catalogue: Catalogue, key: str) -> Draft:
    row = catalogue.paragraph(key)
    assert row is not None
    return Draft(row.words, (quotation(row),), status=Status.ANSWERED)


def test_an_answer_led_by_an_old_paragraph_says_first_what_took_its_place(catalogue: Catalogue) -> None:
    told = with_standing(_led_by(catalogue, "9001/op1"), Subjects(catalogue), Lineage(catalogue), _DAY)
    assert told.text.startswith("S/RES/9001 (2031), para. 1: Changed by S/RES/9002 (2032), para. 2")
    assert f"“{_BOATS.format('500')}”" in told.text, "with the words that decide now"
    assert {citation.key for citation in told.citations} == {"9001/op1", "9002/op2"}


def test_who_asks_of_now_is_led_by_what_ended_a_measure_and_who_names_it_by_its_words(catalogue: Catalogue) -> None:
    subjects, lineage = Subjects(catalogue), Lineage(catalogue)
    told = with_standing(_led_by(catalogue, "9001/op2"), subjects, lineage, _DAY)
    named = with_standing(_led_by(catalogue, "9001/op2"), subjects, lineage, _DAY, named=True)
    assert told.text.startswith("S/RES/9001 (2031), para. 2: Ended by S/RES/9002 (2032), para. 1")
    assert [citation.key for citation in told.citations] == ["9002/op1", "9001/op2"]
    assert [citation.key for citation in named.citations] == ["9001/op2", "9002/op1"]
    later = with_standing(_led_by(catalogue, "9001/op2"), subjects, lineage, _DAY, of_now=False)
    assert "“Decides that the measures" in told.text
    assert "“Decides that the measures" not in later.text, "its words only for who asks of now"
    past = with_standing(_led_by(catalogue, "9001/op2"), subjects, lineage, _DAY, of_now=False, dated=True)
    assert past.text.endswith("S/RES/9001 (2031), para. 2: Ended by S/RES/9002 (2032), para. 1.")


def test_an_answer_led_by_what_holds_names_the_versions_before(catalogue: Catalogue) -> None:
    draft = _led_by(catalogue, "9002/op2")
    told = with_standing(draft, Subjects(catalogue), Lineage(catalogue), _DAY)
    assert told.text.startswith(draft.text)
    assert told.text.endswith("S/RES/9001 (2031), para. 1.")
    assert told.citations[: len(draft.citations)] == draft.citations
    assert [each.key for each in told.citations[len(draft.citations) :]] == ["9001/op1"]


_FLARES = (
    "Decides that the embargo does not apply to flares for lighthouses where the Committee does not object within {}"
)


def test_a_number_in_the_name_of_measures_does_not_bind_a_search_to_the_text_that_imposed_them(tmp_path: Path) -> None:
    embargo = "Decides that all States shall prevent the sale of arms and related materiel to Haiti"
    renewal = (
        "Decides to renew until 1 March 2040 the measures on Haiti imposed by paragraph 1 of resolution 9201 (2031)"
    )
    agenda = "The question concerning Haiti"
    assistant = decided_assistant(
        tmp_path,
        resolution(9201, 2031, date=dt.date(2031, 3, 1), agenda=agenda, ops=[embargo, _FLARES.format("48 hours")]),
        resolution(9202, 2035, date=dt.date(2035, 3, 1), agenda=agenda, ops=[renewal, _FLARES.format("three days")]),
    )
    asked = "9201 arms embargo, within how many days may the Committee object to flares for lighthouses"
    assert assistant.ask(asked, as_of=_DAY).citations[0].key == "9202/op2"
    assert assistant.ask(f"{asked}, which para", as_of=_DAY).citations[0].key.startswith("9201/")
