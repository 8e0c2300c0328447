"""Kinds of answer about an invented regime: what later changed, definitions, reports, measures, several things at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.answer import Answer, CheckedSentence, SentenceVerdict, Status
from assistant.draft import Draft
from assistant.operations.record import Record
from assistant.plan import plans_from_line, plans_to_line
from assistant.reading.zero.by_plan import by_plan, by_plans
from assistant.reading.zero.changes import read_changes
from assistant.reading.zero.citing import read_citing
from assistant.reading.zero.definitions import read_definition
from assistant.reading.zero.dialogue.several import parts_of, together
from assistant.reading.zero.question import Question, understand
from assistant.reading.zero.reports import read_reports
from assistant.telling.later import told
from assistant.timeline.effect_words import Effect
from assistant.timeline.later import later_decisions
from ingest.annotating.annotate import annotate
from ingest.annotations import ReportRequest
from ingest.mandates.mandate import mandate_decisions
from ingest.mandates.names import link_mandates
from ingest.resolution import Resolution
from tests.decided import corpus_of
from tests.factories import Item, resolution
from vectorstore.catalogue import Catalogue, write_catalogue

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


def read(question: str) -> Question:
    return understand(question, known=TEXTS.__contains__)


@pytest.mark.parametrize(
    ("key", "effects"),
    [
        ("7501/op1", [("7502/op1", Effect.EXTENDED), ("7503/op1", Effect.EXCEPTED), ("7504/op1", Effect.ENDED)]),
        ("7501/op2", [("7502/op1", Effect.EXTENDED), ("7504/op2", Effect.ON_CONDITIONS)]),
        ("7501/op7", [("7502/op2", Effect.EXTENDED)]),
        ("7501/op5", []),
    ],
)
def test_later_decisions_are_told_by_what_they_do(
    catalogue: Catalogue, key: str, effects: list[tuple[str, Effect]]
) -> None:
    row = catalogue.paragraph(key)
    assert row is not None
    assert [(each.row.key, each.effect) for each in later_decisions(row, catalogue)] == effects


def test_nothing_counts_that_came_after_the_day(catalogue: Catalogue) -> None:
    row = catalogue.paragraph("7501/op1")
    assert row is not None
    later = later_decisions(row, catalogue, until=dt.date(2032, 12, 31))
    assert told(later)[0] == (
        "extended by S/RES/7502 (2032), para. 1 (until 1 March 2033); exceptions in S/RES/7503 (2032), para. 1"
    )


def test_what_changed_a_paragraph_is_quoted_and_silence_is_said(catalogue: Catalogue) -> None:
    draft = became("Was paragraph 1 of resolution 7501 later amended?", catalogue)
    assert "ended by S/RES/7504 (2033), para. 1" in draft.text
    assert {"7501/op1", "7503/op1", "7504/op1"} <= {each.key for each in draft.citations if each.quote}
    unchanged = became("What later changed paragraph 5 of 7501?", catalogue)
    assert "No later decision in the corpus names S/RES/7501 (2031), para. 5" in unchanged.text


def became(asked: str, catalogue: Catalogue) -> Draft:
    draft = by_plans(read_changes(read(asked)), corpus_of(catalogue, dt.date(2035, 6, 1)), even_none=True)
    assert draft is not None
    assert plans_from_line(plans_to_line(draft.plans)) == draft.plans
    return draft


@pytest.mark.parametrize(
    "question",
    [
        "What does paragraph 1 of resolution 7501 say?",
        "What was changed by resolution 7503?",
        "Was the rule on lamp oil in resolution 7501 later amended?",
    ],
)
def test_what_a_text_did_itself_or_a_part_of_it_that_is_described_is_not_read_so(question: str) -> None:
    assert read_changes(read(question)) == ()


def defined(question: Question, catalogue: Catalogue) -> Draft | None:
    return by_plan(read_definition(question), corpus_of(catalogue, dt.date(2035, 6, 1)))


def test_an_acronym_is_spelt_out_from_the_text_that_introduces_it(catalogue: Catalogue) -> None:
    draft = defined(read("What does HABELL stand for?"), catalogue)
    assert draft is not None
    assert draft.text.startswith("HABELL stands for “Haiti Bell Mission”: so S/RES/7501 (2031), para. 7")
    assert draft.citations[0].quote == "Haiti Bell Mission"
    assert defined(read("What does HALAMP stand for?"), catalogue) is None


def test_a_term_is_defined_where_the_words_define_it(catalogue: Catalogue) -> None:
    draft = defined(read("How is “bell founder” defined in resolution 7501?"), catalogue)
    assert draft is not None
    assert [each.key for each in draft.citations] == ["7501/op4"]
    assert defined(read("How is a lighthouse defined in resolution 7501?"), catalogue) is None
    assert defined(read("Who founded the bells?"), catalogue) is None


def test_reports_are_told_with_their_days_and_rhythms(catalogue: Catalogue) -> None:
    corpus = corpus_of(catalogue, dt.date(2035, 6, 1))
    plan = read_reports(read("What reports did 7501 ask for and by when?"))
    assert plans_from_line(str(plan)) == (Record(resolutions=(7501,), fields=("reports",)),)
    assert read_reports(read("What did the report that 7501 mentions say of the bells?")) is None
    draft = by_plan(plan, corpus)
    assert draft is not None
    assert (
        "S/RES/7501 (2031), para. 5: report by the Secretary-General to the Security Council, due 1 June 2031"
        in draft.text
    )
    assert "“every ninety days”" in draft.text
    notes = catalogue.annotations(7501)
    asked = {key for key, each in notes.items() if any(isinstance(note, ReportRequest) for note in each)}
    assert {each.key for each in draft.citations} == asked == {"7501/op5", "7501/op6"}
    none = by_plan(read_reports(read("Which reports does resolution 7502 request?")), corpus)
    assert none is not None
    assert none.text.startswith("No paragraph of S/RES/7502 (2032) asks for a report")


@pytest.mark.parametrize(
    ("question", "plan", "said", "numbers"),
    [
        ("Which resolutions cite 7501?", 'cites(place="7501")', "is cited by 3 resolutions: S/RES/7502 (2032), S/RES/7503 (2032)", ("7502", "7503", "7504")),
        ("Which resolutions cite 7501 in their operative part?", 'cites(place="7501", part="operative")', "is cited in operative paragraphs by 3", ("7502", "7503", "7504")),
        ("Which resolutions cite 7501 in their preamble?", 'cites(place="7501", part="preambular")', "is cited in preambular paragraphs by no resolution", ()),
        ("Which resolutions of 2033 cite 7501?", 'cites(place="7501", where=where(since="2033-01-01", until="2033-12-31"))', "1 resolution: S/RES/7504", ("7504",)),
        ("Which resolutions does 7503 cite?", 'cites(place="7503", direction="cited")', "S/RES/7503 (2032) cites 1 resolution: S/RES/7501 (2031)", ("7501",)),
    ],
)  # fmt: skip
def test_citations_are_read_run_and_told(
    question: str, plan: str, said: str, numbers: tuple[str, ...], catalogue: Catalogue
) -> None:
    corpus = corpus_of(catalogue, dt.date(2034, 1, 1))
    asked = read_citing(read(question), corpus)
    assert str(asked) == plan
    draft = by_plan(asked, corpus)
    assert draft is not None
    assert said in draft.text
    assert "resolutions of lower numbers are not in it" in draft.text
    assert draft.resolutions == numbers
    assert {each.key.split("/")[0] for each in draft.citations} == ({"7503"} if "direction" in plan else {*numbers})


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        ("What does 7501 say about bells and what does 7503 say about rifles?",
         ["What does 7501 say about bells", "what does 7503 say about rifles?"]),
        ("When does HABELL's mandate end? Who voted against 7502?", ["When does HABELL's mandate end?", "Who voted against 7502?"]),
        ("How many resolutions were adopted in 2032, and how many of them unanimously?",
         ["How many resolutions were adopted in 2032", "How many resolutions were adopted in 2032 unanimously?"]),
        ("Summarise 7501; who abstained on it?", ["Summarise 7501", "who abstained on it?"]),
        ("What does 7501 ask for and by when?", None),
        ("Who voted for 7501 and who voted against it?", None),
        ("Did the Council lift the embargo on Haiti, and when?", None),
        ("How do 7501 and 7502 differ and what does 7503 change?", None),
        ("Which bells are named? Which lamps?", None),
    ],
)  # fmt: skip
def test_a_question_is_split_only_where_each_part_stands(question: str, parts: list[str] | None) -> None:
    assert parts_of(question, TEXTS.__contains__) == (parts or [question])


def test_answers_are_put_together_under_their_headings() -> None:
    def answer(text: str, status: Status, *evidence: str) -> Answer:
        return Answer(question=text, standalone=f"{text}?", status=status, text=f"{text}.", evidence=evidence)

    whole = together(
        "Both?", [answer("First", Status.ANSWERED, "1/op1", "1/op2"), answer("Second", Status.REFUSED, "2/op1")]
    )
    assert (whole.status, whole.standalone) == (Status.ANSWERED, "First? Second?")
    assert whole.text == "1. First?\n\nFirst.\n\n2. Second?\n\nSecond."
    assert whole.evidence == ("1/op1", "2/op1", "1/op2")
    checked = CheckedSentence(text="Second.", start=0, end=7, verdict=SentenceVerdict.NOT_SUPPORTED)
    marked = answer("Second", Status.ANSWERED).model_copy(update={"sentences": (checked,)})
    (moved,) = together("Both?", [answer("First", Status.ANSWERED), marked]).sentences
    assert moved.verdict is SentenceVerdict.NOT_SUPPORTED
    assert whole.text[moved.start : moved.end] == "Second."
    assert (
        together("Neither?", [answer("First", Status.REFUSED), answer("Second", Status.REFUSED)]).status
        is Status.REFUSED
    )


def test_whether_a_resolution_still_stands_is_told_by_later_decisions(catalogue: Catalogue) -> None:
    assert "ended by S/RES/7504 (2033), para. 1" in became("Is resolution 7501 still in force?", catalogue).text
    own = became("Is resolution 7502 still valid?", catalogue)
    assert "Its own words name an end: 1 March 2033 (S/RES/7502 (2032), para. 1)" in own.text
    assert own.evidence[0] == "7502/op1"
    assert "No text says whether it still holds." in became("Is resolution 7503 still valid?", catalogue).text
    several = became("Were resolutions 7501 and 7503 ended?", catalogue)
    assert (len(several.plans), "7504/op1" in several.evidence) == (2, True)
