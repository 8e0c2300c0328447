"""The limits a reader sets: how they are read and told, and what an answer says of them."""

from __future__ import annotations

import datetime as dt

import pytest

from assistant.answer import Status
from assistant.assistant import Assistant
from assistant.limits import in_words
from assistant.ui.choices import Choices, WrongLimit
from assistant.ui.limits import read_limits
from ingest.mandates.mandate import mandate_decisions
from ingest.mandates.names import link_mandates
from ingest.pinpoint import Kind
from ingest.resolution import Resolution
from tests.invented import CORPUS, open_assistant, publish
from vectorstore.filters import Filters


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    data = tmp_path_factory.mktemp("limits")
    publish(data, link_mandates([decided(each) for each in CORPUS]))
    return open_assistant(data)


def decided(one: Resolution) -> Resolution:
    return one.model_copy(update={"mandate_decisions": mandate_decisions(one.paragraphs, one.date)})


def values(**given: str) -> list[str]:
    names = ("year_from", "year_to", "resolution", "kind", "verb", "body", "topic", "chapter_vii", "in_force")
    return [given.get(name, "") for name in names]


@pytest.mark.parametrize(
    ("filters", "said"),
    [
        (Filters(1990, 1999), ("adopted 1990–1999",)),
        (Filters(2001, 2001), ("adopted in 2001",)),
        (Filters(year_from=1990), ("adopted from 1990 on",)),
        (Filters(year_to=1990, resolution=242), ("adopted up to 1990", "resolution 242")),
        (
            Filters(kind=Kind.ANNEX, verb="demands", body="UNMAZ"),
            ("annexes", "leads with “demands”", "decides on UNMAZ"),
        ),
        (Filters(topic="Salvage", chapter_vii=False), ("filed under Salvage", "does not invoke Chapter VII")),
        (Filters(in_force=dt.date(2032, 1, 2)), ("in force on paper on 2 January 2032",)),
        (Filters(), ()),
    ],
)
def test_limits_are_told_in_words(filters: Filters, said: tuple[str, ...]) -> None:
    assert in_words(filters) == said


def test_limits_are_read(assistant: Assistant) -> None:
    catalogue = assistant.catalogue
    assert read_limits(values(), catalogue) is None
    assert read_limits([None] * 9, catalogue) is None
    given = values(
        year_from=" 2031 ", resolution="S/RES/7001 (2031)", kind="operative", verb="Decide", chapter_vii="yes"
    )
    assert read_limits(given, catalogue) == Filters(2031, None, 7001, Kind.OPERATIVE, "decide", chapter_vii=True)
    for written in ("2032-01-02", "2 January 2032", "January 2, 2032"):
        assert read_limits(values(in_force=written), catalogue) == Filters(in_force=dt.date(2032, 1, 2))
    assert read_limits(values(in_force="today", body="UNMAZ – the mission"), catalogue) == Filters(
        in_force=dt.date.today(), body="UNMAZ"
    )


@pytest.mark.parametrize(
    ("given", "problem"),
    [
        ({"year_from": "19"}, "“19” is not a year in four digits"),
        ({"year_from": "2000", "year_to": "1990"}, "No year is both from 2000 on and up to 1990"),
        ({"resolution": "the last"}, "“the last” is not the number of a resolution"),
        ({"resolution": "9999"}, "There is no resolution 9999 in the corpus"),
        ({"verb": "juggles"}, "No paragraph leads with the verb “juggles”"),
        ({"verb": "%"}, "No paragraph leads with the verb “%”"),
        ({"body": "the Circus"}, "No resolution decides on the mandate of a body, or on measures, named “the Circus”"),
        ({"topic": "…"}, "No resolution is filed under “…”"),
        ({"in_force": "someday"}, "“someday” is not a day"),
        ({"in_force": "2032"}, "“2032” is not a day"),
        ({"in_force": "2032-02-31"}, "“2032-02-31” is not a day"),
        ({"in_force": "between 2032-01-01 and 2032-02-01"}, "is not a day"),
    ],
)
def test_what_cannot_be_read_is_told(assistant: Assistant, given: dict[str, str], problem: str) -> None:
    with pytest.raises(WrongLimit, match="Change or empty the limits") as raised:
        read_limits(values(**given), assistant.catalogue)
    assert problem in str(raised.value)


def test_choices_are_those_of_the_corpus_and_each_is_met(assistant: Assistant) -> None:
    choices = Choices.of(assistant.catalogue)
    assert choices.verbs[0] == ("decides", "decides")
    assert [read for read, value in choices.bodies if value == "UNMAZ"] != []
    for name, offered in (("verb", choices.verbs), ("body", choices.bodies), ("topic", choices.topics)):
        for read, value in offered:
            assert read_limits(values(**{name: value}), assistant.catalogue) is not None
            assert read_limits(values(**{name: read}), assistant.catalogue) is not None


def test_limits_that_leave_nothing_are_said(assistant: Assistant) -> None:
    answer = assistant.ask("Who guards the lighthouses?", filters=Filters(year_from=1950, year_to=1960))
    assert answer.status is Status.REFUSED
    assert answer.text.startswith("No paragraph of the corpus meets the limits that are set: adopted 1950–1960.")
    assert not answer.citations


def test_what_is_named_outside_the_limits_is_refused_and_not_replaced(assistant: Assistant) -> None:
    answer = assistant.ask("What does paragraph 1 of resolution 7001 say?", filters=Filters(year_from=2032))
    assert answer.status is Status.REFUSED
    assert "S/RES/7001 (2031) lies outside the limits that are set: adopted from 2032 on." in answer.text
    inside = assistant.ask("What does paragraph 1 of resolution 7002 say?", filters=Filters(year_from=2032))
    assert inside.status is Status.ANSWERED
    assert not inside.notice


def test_a_search_that_finds_nothing_says_within_what(assistant: Assistant) -> None:
    answer = assistant.ask("How are quantum computers taxed?", filters=Filters(kind=Kind.PREAMBULAR))
    assert answer.status is Status.REFUSED
    assert answer.text.endswith("Only what meets the limits was searched: preambular paragraphs.")


def test_an_answer_that_goes_beyond_the_limits_says_so(assistant: Assistant) -> None:
    answer = assistant.ask("Until when is UNMAZ mandated?", filters=Filters(year_to=2032))
    assert "Not all of this is within the limits (adopted up to 2032)" in answer.notice
    free = assistant.ask("Until when is UNMAZ mandated?")
    assert "limits" not in free.notice


def test_lists_and_counts_keep_to_kind_and_verb(assistant: Assistant) -> None:
    every = assistant.ask("List the resolutions on Azuria")
    some = assistant.ask("List the resolutions on Azuria", filters=Filters(verb="authorizes"))
    assert set(some.resolutions or ()) < set(every.resolutions or ())
    assert [str(number).split("/")[-1].split()[0] for number in some.resolutions or ()] == ["7001"]
    assert "Only what is within the limits counts: leads with “authorizes”." in some.text
