"""What a record tells that is read out of the words: reports, days, Chapter VII, verbs; of all paragraphs or of some."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest

from assistant.draft import Draft
from assistant.operations import run
from assistant.operations.corpus import Corpus
from assistant.operations.record import Record
from assistant.plan import plans_from_line
from assistant.telling import tell
from tests.decided import corpus_of, decided

TEXTS = {
    7601: (dt.date(2031, 3, 1), [
        "Demands that the lamps be lit",
        "Acting under Chapter VII of the Charter of the United Nations, decides that all States shall seal their wells by 1 May 2031",
        "Requests the Secretary-General to report to the Security Council on the wells by 1 June 2031",
    ]),
    7602: (dt.date(2032, 3, 1), ["Urges the keepers to brief those who visit the lamps", "Recalls Chapter VII of the Charter"]),
}  # fmt: skip


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Corpus]:
    with decided(tmp_path_factory.mktemp("in_words"), TEXTS) as catalogue:
        yield corpus_of(catalogue, dt.date(2035, 6, 1))


def told(corpus: Corpus, line: str) -> Draft:
    (plan,) = plans_from_line(line)
    assert isinstance(plan, Record)
    assert plans_from_line(str(plan)) == (plan,)
    return tell(run(plan, corpus), corpus)


def test_where_it_acts_under_the_chapter_is_told_to_each_paragraph_that_is_asked_about(corpus: Corpus) -> None:
    line = 'record(resolutions=[7601], fields=["chapter_vii", "verbs"], paragraphs=["7601/op1"])'
    draft = told(corpus, line)
    assert "S/RES/7601 (2031), para. 1 does not stand under these words." in draft.text
    assert "The verb of S/RES/7601 (2031), para. 1 is “demands”" in draft.text
    assert "does not decide it" in draft.text
    assert {"7601/op1", "7601/op2"} <= {each.key for each in draft.citations if each.quote}
    assert draft.resolutions is None, "it is told of, and not found"


def test_words_that_only_speak_of_the_chapter_are_shown_as_such(corpus: Corpus) -> None:
    draft = told(corpus, 'record(resolutions=[7602], fields=["chapter_vii"])')
    assert draft.text.startswith("No paragraph of S/RES/7602 (2032) invokes Chapter VII")
    assert "without acting under them" in draft.text
    assert [each.key for each in draft.citations] == ["7602/op2"]


def test_other_days_than_those_of_reports_are_told_apart(corpus: Corpus) -> None:
    draft = told(corpus, 'record(resolutions=[7601], fields=["deadlines", "reports"])')
    days, reports = draft.text.index("Days and periods that"), draft.text.index("asks for reports or briefings")
    assert days < reports
    assert draft.evidence == ("7601/op2", "7601/op3")


def test_where_reports_may_be_asked_for_and_none_was_read_the_words_are_shown(corpus: Corpus) -> None:
    draft = told(corpus, 'record(resolutions=[7602], fields=["date", "reports"])')
    assert draft.resolutions == ("7602",)
    assert "No request for a report was read" in draft.text
    assert "7602/op1" in draft.evidence


def test_the_paragraphs_that_show_a_field_can_be_taken_by_another_plan(corpus: Corpus) -> None:
    (plan,) = plans_from_line('lookup(places=record(resolutions=[7601], fields=["reports"]))')
    assert run(plan, corpus).places[0] == "7601/op3"
