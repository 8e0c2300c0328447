"""Second verbs, addressees, deadlines and reports are read out of the words, each with its span."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from ingest.annotating.annotate import annotate
from ingest.annotating.paragraphs import annotations_of
from ingest.annotations import (
    Action,
    Addressee,
    AddresseeKind,
    Deadline,
    DeadlineKind,
    Force,
    MandateDecision,
    ReportRequest,
    SecondVerb,
)
from ingest.resolution import Resolution
from tests.factories import Item, resolution

ADOPTED = dt.date(2031, 3, 14)


def annotated(*ops: Item, **fields: Any) -> tuple[Resolution, dict[str, Any]]:
    made = resolution(7001, 2031, ops=ops, date=ADOPTED, **fields)
    made = made.model_copy(update={"paragraphs": annotate(made.paragraphs)})
    return made, annotations_of(made)


def of_type(kind: type, *ops: Item, key: str = "7001/op1", **fields: Any) -> list[Any]:
    made, found = annotated(*ops, **fields)
    words = {row.key: row.words for row in made.paragraphs}
    for place, every in found.items():
        assert all(words[place][each.start : each.end].strip() for each in every)
    return [each for each in found.get(key, ()) if isinstance(each, kind)]


def test_second_verbs_bear_their_force_and_span() -> None:
    text = "Decides that the ferries shall sail at night, requests the harbour master to light the piers, and further calls upon all fishermen to wait"
    first, second = of_type(SecondVerb, text)
    assert (first.verb, first.force, text[first.start : first.end]) == ("requests", Force.INSTRUCTION, "requests")
    assert (second.verb, second.force, text[second.start : second.end]) == (
        "calls upon",
        Force.EXHORTATION,
        "further calls upon",
    )


@pytest.mark.parametrize(
    "text",
    [
        "Welcomes the report of the keeper who condemns the fires and demands new lamps",
        "Urges the pilots to choose a route that avoids reefs, supports trade and takes less time",
        "Notes the boats which the guild requests",
        "Decides to remain seized of the matter",
    ],
)
def test_verbs_of_other_subjects_are_no_second_verbs(text: str) -> None:
    assert of_type(SecondVerb, text) == []


def test_a_request_in_the_infinitive_is_a_second_verb() -> None:
    (verb,) = of_type(SecondVerb, "Decides to request the Secretary-General to send two surveyors")
    assert (verb.verb, verb.force) == ("requests", Force.INSTRUCTION)


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("Requests the Secretary-General and his Special Representative to visit the piers", ["the Secretary-General", "the Special Representative"]),
        ("Calls upon all Member States, in particular neighbouring States, and regional organizations to lend boats", ["all States", "States", "regional organizations"]),
        ("Demands that the parties and all armed groups leave the harbour", ["the parties", "armed groups"]),
        ("Urges the Government of Kenya and Uganda to share the lake", ["Kenya", "Uganda"]),
        ("Decides that the Committee established pursuant to resolution 7003 (2032) shall list the trawlers", ["the 7003 Committee"]),
        ("Decides that, for a first year, all States shall inspect the nets", ["all States"]),
        ("Requests, as a matter of urgency, the Panel of Experts to count the nets", ["the Panel of Experts"]),
        ("Reiterates its call on both sides to keep the truce", ["the parties"]),
        ("Authorizes UNMAZ to inspect cargo", ["UNMAZ"]),
        ("Decides that the measures of the harbour are lifted", []),
        ("Welcomes the efforts of the Secretary-General", []),
        ("Calls for new boats", []),
    ],
)  # fmt: skip
def test_addressees(text: str, labels: list[str]) -> None:
    assert [each.label for each in of_type(Addressee, text)] == labels


def test_an_addressee_has_its_kind_its_verb_and_its_words() -> None:
    text = "Welcomes the lamps, and urges the Central African Republic to trim them"
    (one,) = of_type(Addressee, text)
    assert (one.kind, one.verb, text[one.start : one.end]) == (
        AddresseeKind.STATE,
        "urges",
        "the Central African Republic",
    )


@pytest.mark.parametrize(
    ("text", "kind", "day", "computed"),
    [
        ("Requests the registrar to report by 1 March 2032", DeadlineKind.REPORT_DUE, dt.date(2032, 3, 1), False),
        ("Requests the registrar, within 60 days, to submit a report on the nets", DeadlineKind.REPORT_DUE, dt.date(2031, 5, 13), True),
        ("Requests the registrar to report within thirty days of the adoption of this resolution", DeadlineKind.REPORT_DUE, dt.date(2031, 4, 13), True),
        ("Requests the registrar to report no later than 30 days after receiving the maps", DeadlineKind.REPORT_DUE, None, False),
        ("Decides to extend the mandate of UNMAZ until 31 March 2032", DeadlineKind.MANDATE_END, dt.date(2032, 3, 31), False),
        ("Decides to renew for a period of six months the mandate of UNMAZ", DeadlineKind.MANDATE_END, dt.date(2031, 9, 14), True),
        ("Decides to renew until 5 May 2032 the measures on nets imposed last year", DeadlineKind.EXPIRY, dt.date(2032, 5, 5), False),
        ("Decides to review the bans by 4 June 2031", DeadlineKind.REVIEW, dt.date(2031, 6, 4), False),
        ("Calls upon the guilds to notify the registrar by 4 June 2031", DeadlineKind.NOTIFICATION, dt.date(2031, 6, 4), False),
        ("Decides that guilds shall notify the registrar of what they burn within 30 days", DeadlineKind.NOTIFICATION, None, False),
        ("Requests the guilds to notify the registrar within 30 days of the adoption of this resolution", DeadlineKind.NOTIFICATION, dt.date(2031, 4, 13), True),
        ("Demands that the boats leave by 20 April 2031", DeadlineKind.OTHER, dt.date(2031, 4, 20), False),
        ("Requests the registrar, from 5 May 2031 and within one year, to report on the nets", DeadlineKind.REPORT_DUE, dt.date(2032, 5, 5), True),
        ("Requests the registrar to report in November 2031", DeadlineKind.REPORT_DUE, dt.date(2031, 11, 30), True),
    ],
)  # fmt: skip
def test_deadlines(text: str, kind: DeadlineKind, day: dt.date | None, computed: bool) -> None:
    (one,) = of_type(Deadline, text)
    assert (one.kind, one.day, one.computed) == (kind, day, computed)
    assert one.phrase in text


def test_days_that_have_passed_are_no_deadlines() -> None:
    assert (
        of_type(Deadline, "Recalls its decision to keep the piers open until 1 May 2030 and the letter of 2 June 2030")
        == []
    )


def test_a_period_counts_from_the_day_that_is_named_right_before_it() -> None:
    days = of_type(
        Deadline, "Requests UNMAZ to close its piers on 5 May 2031 and to leave from this date and within one year"
    )
    assert [each.day for each in days] == [dt.date(2031, 5, 5), dt.date(2032, 5, 5)]
    apart = of_type(Deadline, "Requests UNMAZ to leave from 5 May 2031 on and the registrar to report within 60 days")
    assert apart[-1].day == dt.date(2031, 5, 13)


def test_a_list_of_days_and_the_end_of_the_mandate() -> None:
    days = of_type(Deadline, "Requests the registrar to report on 15 April 2031, 15 June 2031 and 10 October 2031")
    assert [(each.day.month, each.kind) for each in days] == [(month, DeadlineKind.REPORT_DUE) for month in (4, 6, 10)]
    decision = MandateDecision(body="UNMAZ", action=Action.EXTEND, until=dt.date(2032, 3, 31), key="7001/op1")
    (before,) = of_type(
        Deadline,
        "Decides to extend the mandate of UNMAZ",
        "Requests the registrar to report before the end of its mandate",
        key="7001/op2",
        mandate_decisions=(decision,),
    )
    assert (before.day, before.computed) == (dt.date(2032, 3, 31), True)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Requests the Secretary-General to report to the Council every 90 days on the nets",
         {"reporter": ("the Secretary-General",), "recipient": "the Security Council", "every": "every 90 days"}),
        ("Requests the Panel of Experts to provide to the Committee by 1 May 2031 a midterm report",
         {"reporter": ("the Panel of Experts",), "recipient": "the Committee", "due": dt.date(2031, 5, 1), "when": "by 1 May 2031"}),
        ("Requests the Secretary-General to keep the Council regularly informed of the tides",
         {"form": "information", "recipient": "the Security Council", "every": "regularly"}),
        ("Requests the Panel of Experts to report by the end of May 2031", {"reporter": ("the Panel of Experts",)}),
        ("Directs CTED to report to the CTC by 2 June 2031", {"recipient": "the CTC", "due": dt.date(2031, 6, 2)}),
        ("Requests that the Secretary-General reports to the Council every three months on the nets",
         {"form": "report", "recipient": "the Security Council", "every": "every three months", "reporter": ("the Secretary-General",)}),
        ("Requests that the Registrar report back to the Committee by 2 June 2031",
         {"form": "report", "recipient": "the Committee", "due": dt.date(2031, 6, 2)}),
        ("Invites the Chair to brief the Council as soon as possible", {"form": "briefing", "when": "as soon as possible"}),
        ("Requests the Secretary-General to include the catch in his regular reports", {"form": "part of a report"}),
    ],
)  # fmt: skip
def test_reports(text: str, expected: dict[str, Any]) -> None:
    (one,) = of_type(ReportRequest, text)
    assert {name: getattr(one, name) for name in expected} == expected


@pytest.mark.parametrize(
    "text",
    [
        "Welcomes the report of the registrar to the Council",
        "Notes the intention of the registrar to report to the Council",
        "Welcomes that the Registrar reports to the Council every three months",
        "Requests the Registrar to ensure that the annual reports to the Council are bound in leather",
        "Requests the registrar to see that the divers who report lost nets get lamps",
        "Decides that UNMAZ shall watch the piers and report",
        "Requests the registrar to guard the maps under the present resolution and information on tides",
        "Requests the registrar to deliver lamps to the divers and help fishers who report lost nets",
    ],
)
def test_what_is_not_asked_for_is_no_report(text: str) -> None:
    assert of_type(ReportRequest, text) == []


def test_a_sub_point_has_the_addressee_of_the_opening_words() -> None:
    _, found = annotated(
        ("Welcomes the lamps and requests the Secretary-General:", ["to report to the Council by 2 May 2031"])
    )
    (report,) = [each for each in found["7001/op1(a)"] if isinstance(each, ReportRequest)]
    assert report.reporter == ("the Secretary-General",)
    _, found = annotated(
        ("Requests UNMAZ to wait, and decides that the tasks are:", ["to report to the Council by 2 May 2031"])
    )
    (report,) = [each for each in found["7001/op1(a)"] if isinstance(each, ReportRequest)]
    assert report.reporter == ()


def test_long_and_odd_paragraphs_take_linear_time() -> None:
    for piece in (
        "the Secretary-General and ",
        "to submit, ",
        "requests, and ",
        "until 1 May 2032, ",
        "All States, in the ",
        "(" * 20,
    ):
        annotated("Requests " + piece * 3000)
