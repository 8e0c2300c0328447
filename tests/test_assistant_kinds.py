"""Kinds of answer about an invented regime: what later changed, definitions, reports, measures, several things at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.answer import Answer, CheckedSentence, SentenceVerdict, Status
from assistant.operations import run
from assistant.operations.corpus import Corpus
from assistant.plan import plans_from_line
from assistant.telling.beside.later import told as told_of_later
from assistant.telling.together import together
from ingest.annotating.annotate import annotate
from ingest.annotations import ReportRequest
from ingest.mandates.mandate import mandate_decisions
from ingest.mandates.names import link_mandates
from ingest.resolution import Resolution
from tests.decided import corpus_of, told
from tests.factories import Item, resolution
from vectorstore.catalogue import Catalogue, write_catalogue
from vectorstore.lineage import Change
from vectorstore.lineage.reading import Lineage

TEXTS: dict[int, tuple[dt.date, list[Item]]] = {
    7501: (dt.date(2031, 3, 1), [
        ("Decides that all States shall prevent the sale or supply of arms to Haiti, and that this measure shall not apply to:",
         ["Flares for lifeboats;", "Signal guns of lighthouses."]),
        "Decides that all States shall freeze the funds of the Keepers of the Bell",
        "Decides that the measures imposed by paragraph 2 above do not apply to funds needed for lamp oil",
        "Decides that the term “bell founder” includes any person who casts bells for the Keepers",
        "Requests the Secretary-General to report to the Security Council on the bells by 1 June 2031",
        "Requests the Committee to submit a report to the Council on the lamps every ninety days",
        "Decides to establish the Haiti Bell Mission (HABELL) until 1 March 2032",
    ]),
    7502: (dt.date(2032, 2, 20), [
        "Decides to renew until 1 March 2033 the measures imposed by paragraphs 1 and 2 of resolution 7501 (2031)",
        "Decides to extend the mandate of HABELL until 1 March 2033",
    ]),
    7503: (dt.date(2032, 9, 1), [
        "Decides that the measures imposed by paragraph 1 of resolution 7501 (2031) shall not apply to rifles of the coast guard",
        "Reaffirms paragraph 2 of resolution 7501 (2031)",
    ]),
    7504: (dt.date(2033, 2, 1), [
        "Decides to lift the measures imposed by paragraph 1 of resolution 7501 (2031) with immediate effect",
        "Decides to terminate the measures imposed by paragraph 2 of resolution 7501 (2031) once the Keepers return the bell",
    ]),
}  # fmt: skip


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalogue]:
    made: list[Resolution] = []
    for number, (day, texts) in TEXTS.items():
        one = resolution(number, day.year, texts, date=day, subject="the situation in Haiti")
        rows = annotate(one.paragraphs, TEXTS.__contains__)
        made.append(one.model_copy(update={"paragraphs": rows, "mandate_decisions": mandate_decisions(rows, day)}))
    path: Path = tmp_path_factory.mktemp("kinds") / "catalogue.sqlite"
    write_catalogue(path, link_mandates(made))
    opened = Catalogue.open(path)
    yield opened
    opened.close()


@pytest.fixture
def corpus(catalogue: Catalogue) -> Corpus:
    return corpus_of(catalogue, dt.date(2035, 6, 1))


@pytest.mark.parametrize(
    ("key", "effects"),
    [
        ("7501/op1", [("7502/op1", Change.EXTENDED), ("7503/op1", Change.EXCEPTED), ("7504/op1", Change.ENDED)]),
        ("7501/op2", [("7502/op1", Change.EXTENDED), ("7504/op2", Change.ON_CONDITIONS)]),
        ("7501/op7", [("7502/op2", Change.EXTENDED)]),
        ("7501/op5", []),
    ],
)
def test_later_decisions_are_told_by_what_they_do(
    catalogue: Catalogue, key: str, effects: list[tuple[str, Change]]
) -> None:
    row = catalogue.paragraph(key)
    assert row is not None
    assert [(each.row.key, each.change) for each in Lineage(catalogue).later(row)] == effects


def test_nothing_counts_that_came_after_the_day(catalogue: Catalogue) -> None:
    row = catalogue.paragraph("7501/op1")
    assert row is not None
    later = Lineage(catalogue).later(row, dt.date(2032, 12, 31))
    assert told_of_later(later)[0] == (
        "extended by S/RES/7502 (2032), para. 1 (until 1 March 2033); exceptions in S/RES/7503 (2032), para. 1"
    )


def test_what_changed_a_paragraph_is_quoted_and_silence_is_said(corpus: Corpus) -> None:
    draft = told('effects(place="7501/op1")', corpus)
    assert "ended by S/RES/7504 (2033), para. 1" in draft.text
    assert {"7501/op1", "7503/op1", "7504/op1"} <= {each.key for each in draft.citations if each.quote}
    unchanged = told('effects(place="7501/op5")', corpus)
    assert "No later decision in the corpus names S/RES/7501 (2031), para. 5" in unchanged.text


def test_how_a_mission_stood_is_told_with_the_newest_decision_since(corpus: Corpus) -> None:
    then = told('chain(subject=mission("HABELL"), day="2031-06-01")', corpus)
    first, since = then.text.split("\n")[:2]
    assert "until 1 March 2032, as of 1 June 2031" in first
    assert since == "Since then, up to 1 June 2035: S/RES/7502 (2032), para. 2 (extended until 1 March 2033)."
    assert then.citations[0].key == "7501/op7"
    assert "Since then" not in told('chain(subject=mission("HABELL"), day="2032-06-01")', corpus).text
    assert "Since then" not in told('chain(subject=mission("HABELL"))', corpus).text


def test_an_acronym_is_spelt_out_from_the_text_that_introduces_it(corpus: Corpus) -> None:
    draft = told('define(term="HABELL")', corpus)
    assert draft.text.startswith("HABELL stands for “Haiti Bell Mission”: so S/RES/7501 (2031), para. 7")
    assert draft.citations[0].quote == "Haiti Bell Mission"
    assert not is_sure('define(term="HALAMP")', corpus)


def test_a_term_is_defined_where_the_words_define_it(corpus: Corpus) -> None:
    draft = told('define(term="bell founder", resolutions=[7501])', corpus)
    assert [each.key for each in draft.citations] == ["7501/op4"]
    assert not is_sure('define(term="lighthouse", resolutions=[7501])', corpus)


def is_sure(line: str, corpus: Corpus) -> bool:
    (plan,) = plans_from_line(line)
    return run(plan, corpus).is_sure


def test_reports_are_told_with_their_days_and_rhythms(catalogue: Catalogue, corpus: Corpus) -> None:
    draft = told('record(resolutions=[7501], fields=["reports"])', corpus)
    assert (
        "S/RES/7501 (2031), para. 5: report by the Secretary-General to the Security Council, due 1 June 2031"
        in draft.text
    )
    assert "“every ninety days”" in draft.text
    notes = catalogue.annotations(7501)
    asked = {key for key, each in notes.items() if any(isinstance(note, ReportRequest) for note in each)}
    assert {each.key for each in draft.citations} == asked == {"7501/op5", "7501/op6"}
    none = told('record(resolutions=[7502], fields=["reports"])', corpus)
    assert none.text.startswith("No paragraph of S/RES/7502 (2032) asks for a report")


@pytest.mark.parametrize(
    ("plan", "said", "numbers"),
    [
        ('cites(place="7501")', "is cited by 3 resolutions: S/RES/7502 (2032), S/RES/7503 (2032)", ("7502", "7503", "7504")),
        ('cites(place="7501", part="operative")', "is cited in operative paragraphs by 3", ("7502", "7503", "7504")),
        ('cites(place="7501", part="preambular")', "is cited in preambular paragraphs by no resolution", ()),
        ('cites(place="7501", where=where(since="2033-01-01", until="2033-12-31"))', "1 resolution: S/RES/7504", ("7504",)),
        ('cites(place="7503", direction="cited")', "S/RES/7503 (2032) cites 1 resolution: S/RES/7501 (2031)", ("7501",)),
    ],
)  # fmt: skip
def test_citations_are_told(plan: str, said: str, numbers: tuple[str, ...], corpus: Corpus) -> None:
    draft = told(plan, corpus)
    assert said in draft.text
    assert "resolutions of lower numbers are not in it" in draft.text
    assert draft.resolutions == numbers
    assert {each.key.split("/")[0] for each in draft.citations} == ({"7503"} if "direction" in plan else {*numbers})


def test_answers_are_put_together_under_their_headings() -> None:
    def answer(text: str, status: Status, *evidence: str) -> Answer:
        return Answer(question=text, standalone=f"{text}?", status=status, text=f"{text}.", evidence=evidence)

    whole = together(
        "Both?", [answer("First", Status.ANSWERED, "1/op1", "1/op2"), answer("Second", Status.REFUSED, "2/op1")]
    )
    assert (whole.status, whole.standalone) == (Status.ANSWERED, "First? Second?")
    assert whole.text == "1. First?\n\nFirst.\n\n2. Second?\n\nNot found. Second."
    assert whole.evidence == ("1/op1", "2/op1", "1/op2")
    checked = CheckedSentence(text="Second.", start=0, end=7, verdict=SentenceVerdict.NOT_SUPPORTED)
    marked = answer("Second", Status.ANSWERED).model_copy(update={"sentences": (checked,)})
    again = together("Both?", [answer("First", Status.ANSWERED), marked])
    (moved,) = again.sentences
    assert moved.verdict is SentenceVerdict.NOT_SUPPORTED
    assert again.text[moved.start : moved.end] == "Second."
    assert (
        together("Neither?", [answer("First", Status.REFUSED), answer("Second", Status.REFUSED)]).status
        is Status.REFUSED
    )


def test_whether_a_resolution_still_stands_is_told_by_later_decisions(corpus: Corpus) -> None:
    assert "ended by S/RES/7504 (2033), para. 1" in told('effects(place="7501")', corpus).text
    own = told('effects(place="7502")', corpus)
    assert "Its own words name an end: 1 March 2033 (S/RES/7502 (2032), para. 1)" in own.text
    assert own.evidence[0] == "7502/op1"
    assert "No text says whether it still holds." in told('effects(place="7503")', corpus).text
    several = told('effects(place="7501"); effects(place="7503")', corpus)
    assert (len(several.plans), "7504/op1" in several.evidence) == (2, True)
