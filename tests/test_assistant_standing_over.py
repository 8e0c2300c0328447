"""What holds on a matter for a mission that is over is told after its end: on an invented corpus, with a real index."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from assistant.answer import Answer
from assistant.assistant import Assistant
from assistant.operations.standing import Standing
from assistant.plan import Subject, SubjectKind
from ingest.mandates.names import link_mandates
from tests.decided import with_decisions
from tests.factories import resolution
from tests.invented import open_assistant, publish

TEXTS = {
    9101: (dt.date(2031, 3, 14), [
        "Decides to establish the United Nations Mission in Liberia (UNMIL) until 2 August 2032",
        "Authorizes UNMIL to guard the lanterns of the harbour",
    ]),
    9102: (dt.date(2032, 7, 30), ["Decides to terminate the mandate of UNMIL with effect from 2 August 2032"]),
    9111: (dt.date(2031, 3, 1), [
        "Decides that all States shall freeze the accounts of flute thieves in Yemen",
        "Decides to renew until 1 March 2038 the measures on Yemen imposed by paragraph 1 of resolution 9110 (2030)",
    ]),
    9112: (dt.date(2032, 3, 1), [
        "Decides that funds of those listed by this Council or its Sanctions Committees that pay for boats with relief, and for humanitarian assistance, are permitted to flow",
    ]),
    9103: (dt.date(2034, 1, 9), ["Urges the keepers of the lighthouse to sleep"]),
}  # fmt: skip


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    data: Path = tmp_path_factory.mktemp("over")
    publish(data, link_mandates([with_decisions(resolution(n, d.year, ops, date=d)) for n, (d, ops) in TEXTS.items()]))
    return open_assistant(data)


def asked(assistant: Assistant, as_of: dt.date) -> Answer:
    subject = Subject(kind=SubjectKind.MISSION, name="UNMIL")
    return assistant.run([Standing(subject=subject, matter="guard the lanterns of the harbour")], as_of=as_of)


def test_what_a_mission_may_do_is_told_after_its_end(assistant: Assistant) -> None:
    over = asked(assistant, dt.date(2034, 6, 1))
    assert over.citations[0].key == "9102/op1"
    assert "9101/op2" in [each.key for each in over.citations]
    assert "terminated, with effect from 2 August 2032" in over.text.split("\n")[0]


def test_while_it_goes_on_the_paragraph_that_holds_leads(assistant: Assistant) -> None:
    assert asked(assistant, dt.date(2031, 9, 1)).citations[0].key == "9101/op2"


def test_the_slot_that_a_matter_names_leads_what_holds_on_it(assistant: Assistant) -> None:
    subject = Subject(kind=SubjectKind.MEASURES, name="Yemen sanctions")
    plan = Standing(subject=subject, matter="humanitarian exemption for the accounts of flute thieves")
    assert assistant.run([plan], as_of=dt.date(2034, 6, 1)).citations[0].key == "9112/op1"
