"""What holds on a matter for a mission, or one of several measures, that is over is told after its end: on an invented corpus, with a real index."""

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
    9121: (dt.date(2031, 3, 1), [
        "Decides that all States shall prevent the sale of arms and related materiel to Haiti",
        "Decides that all States shall prevent the import of round logs and timber products from Haiti",
        "Decides that all States shall prevent the import of rough diamonds from Haiti",
        "Requests the wardens of Haiti to brand what lies in its yards",
    ]),
    9122: (dt.date(2032, 3, 1), ["Decides to lift the measures on timber imposed on Haiti by paragraph 2 of resolution 9121 (2031)"]),
    9123: (dt.date(2033, 3, 1), ["Decides to renew until 1 March 2034 the measures on arms imposed on Haiti by paragraph 1 of resolution 9121 (2031)"]),
    9124: (dt.date(2033, 9, 1), [
        "Decides to lift the measures on arms imposed on Haiti by paragraph 1 of resolution 9121 (2031)",
        "Decides to lift the measures on diamonds imposed on Haiti by paragraph 3 of resolution 9121 (2031)",
    ]),
    9103: (dt.date(2034, 1, 9), ["Urges the keepers of the lighthouse to sleep"]),
}  # fmt: skip


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    data: Path = tmp_path_factory.mktemp("over")
    cites = {f"{n}/op{at}": (f"9121/op{to}",) for n, at, to in ((9122, 1, 2), (9123, 1, 1), (9124, 1, 1), (9124, 2, 3))}
    made = [with_decisions(resolution(n, d.year, ops, date=d), cites) for n, (d, ops) in TEXTS.items()]
    publish(data, link_mandates(made))
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


@pytest.mark.parametrize(
    ("name", "day", "lead"),
    [
        ("Haiti timber", dt.date(2033, 6, 1), "9122/op1"),  # arms and diamonds go on
        ("Haiti timber", dt.date(2034, 6, 1), "9122/op1"),  # they were ended later
        ("Haiti timber", dt.date(2031, 6, 1), "9121/op4"),
        ("Haiti arms embargo", dt.date(2033, 6, 1), "9121/op4"),  # it goes on: what holds on the matter
        ("Haiti sanctions", dt.date(2033, 6, 1), "9121/op4"),
        ("Haiti arms embargo", dt.date(2034, 6, 1), "9124/op1"),
    ],
)
def test_the_end_of_a_measure_that_was_ended_alone_leads_and_none_while_it_goes_on(
    assistant: Assistant, name: str, day: dt.date, lead: str
) -> None:
    plan = Standing(
        subject=Subject(kind=SubjectKind.MEASURES, name=name), matter="which wardens brand what lies in its yards"
    )
    answer = assistant.run([plan], as_of=day)
    assert answer.citations[0].key == lead, answer.text
