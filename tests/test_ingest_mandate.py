"""Mandate decisions and times, read from invented paragraphs."""

from __future__ import annotations

import datetime as dt

import pytest

from ingest.annotate import annotate
from ingest.annotations import Action, BodyKind, MandateDecision
from ingest.mandate import mandate_decisions
from ingest.mandate_names import link_mandates
from ingest.resolution import Resolution
from ingest.time_expressions import Role, end_of, find_times
from tests.factories import Item, resolution

ADOPTED = dt.date(2031, 3, 14)


def read(*ops: Item, about: str = "The situation in Haiti") -> tuple[MandateDecision, ...]:
    paragraphs = annotate(resolution(7201, 2031, ops).paragraphs)
    return mandate_decisions(paragraphs, ADOPTED, about)


def only(*ops: Item) -> MandateDecision:
    (decision,) = read(*ops)
    return decision


@pytest.mark.parametrize(
    ("text", "end", "computed"),
    [
        ("until 31 March 2032", dt.date(2032, 3, 31), False),
        ("for a further period of six months, that is, until 30 September 2031", dt.date(2031, 9, 30), False),
        ("for a further period of twelve months", dt.date(2032, 3, 14), True),
        ("for an initial period of 6 months as from 1 June 2031", dt.date(2031, 12, 1), True),
        ("for a final nineteen-month period", dt.date(2032, 10, 14), True),
        ("until one year from the date of adoption of this resolution", dt.date(2032, 3, 14), True),
        ("for a period ending on 1 May 2031", dt.date(2031, 5, 1), False),
        ("to October 2, 2031", dt.date(2031, 10, 2), False),
        ("for a period of 90 days", dt.date(2031, 6, 12), True),
        ("for one month from 31 January 2032", dt.date(2032, 2, 29), True),
    ],
)
def test_ends_are_printed_or_computed(text: str, end: dt.date, computed: bool) -> None:
    _, until, was_computed = end_of(find_times(text, ADOPTED), ADOPTED)
    assert (until, was_computed) == (end, computed)


def test_days_carry_their_role_and_reporting_periods_are_no_end() -> None:
    times = find_times("to report by 1 May 2031, every six months, and to begin from 2 June 2031", ADOPTED)
    assert [(time.role, time.day) for time in times] == [
        (Role.BY, dt.date(2031, 5, 1)),
        (Role.FROM, dt.date(2031, 6, 2)),
    ]
    assert end_of(times, ADOPTED)[1] is None


@pytest.mark.parametrize(
    ("text", "action", "until"),
    [
        ("Decides to extend the mandate of UNMAZ until 31 March 2032", Action.EXTEND, dt.date(2032, 3, 31)),
        ("Decides that UNMAZ will continue to operate until 31 March 2032", Action.EXTEND, dt.date(2032, 3, 31)),
        ("Decides that the mandate of UNMAZ shall be extended for six months", Action.EXTEND, dt.date(2031, 9, 14)),
        (
            "Decides to establish a mission to be known as UNMAZ for an initial period of one year",
            Action.ESTABLISH,
            dt.date(2032, 3, 14),
        ),
        ("Decides to terminate the mandate of UNMAZ with immediate effect", Action.END, ADOPTED),
        ("Decides that UNMAZ shall cease all operations on 30 June 2031", Action.END, dt.date(2031, 6, 30)),
    ],
)
def test_what_is_decided_on_a_mission(text: str, action: Action, until: dt.date) -> None:
    decision = only(text)
    assert (decision.acronym, decision.action, decision.until, decision.key) == ("UNMAZ", action, until, "7201/op1")


def test_one_paragraph_can_decide_on_measures_and_on_experts() -> None:
    text = (
        "Decides to renew until 1 July 2032 the measures on arms imposed by paragraph 4 of resolution 1205 (1998), decides to extend, "
        "until 1 August 2032, the mandate of the Panel of Experts, and requests the Panel of Experts to report by 1 June 2032"
    )
    measures, panel = read(text)
    assert (measures.kind, measures.body, measures.until) == (
        BodyKind.MEASURES,
        "arms measures (Haiti)",
        dt.date(2032, 7, 1),
    )
    assert (panel.kind, panel.body, panel.until) == (BodyKind.PANEL, "Panel of Experts (Haiti)", dt.date(2032, 8, 1))
    assert measures.roots[0] == 1205
    assert text[panel.start : panel.end].startswith("decides to extend, until 1 August 2032")


def test_sub_points_take_the_period_of_their_opening_words() -> None:
    chapeau: Item = (
        "Decides for a period of 12 months from the date of adoption of this resolution:",
        ["To renew the measures on travel imposed on lamp smugglers"],
    )
    assert only(chapeau).until == dt.date(2032, 3, 14)


def test_the_period_of_another_paragraph_is_followed() -> None:
    first = "Decides to renew until 1 July 2032 the measures on arms"
    _, second = read(first, "Decides to renew, for the period specified in paragraph 1 above, the measures on travel")
    assert (second.body, second.until) == ("travel measures (Haiti)", dt.date(2032, 7, 1))


def test_what_goes_on_unless_decided_otherwise_is_open_ended() -> None:
    text = "Decides that the civil presence is established for an initial period of 12 months, to continue thereafter unless the Council decides otherwise"
    assert only(text).open_ended


@pytest.mark.parametrize(
    "text",
    [
        "Expresses its intention to extend the mandate of UNMAZ until 31 March 2032",
        "Urges all parties to lift the blockade of the piers by 1 May 2031",
        "Decides that the measures shall be terminated immediately if the lamps burn again",
        "Requests the Secretary-General to report on the extension of the mandate of UNMAZ until 31 March 2032",
        "Decides to remain seized of the matter until 31 March 2032",
    ],
)
def test_intentions_appeals_and_conditions_decide_nothing(text: str) -> None:
    assert read(text) == ()


def test_acronym_and_full_name_become_one_chain() -> None:
    def made(number: int, text: str) -> Resolution:
        one = resolution(number, 2031, [text])
        return one.model_copy(update={"mandate_decisions": mandate_decisions(annotate(one.paragraphs), one.date)})

    linked = link_mandates(
        [
            made(
                7211,
                "Decides to establish the United Nations Mission in Azuria (UNMAZ) for an initial period of six months",
            ),
            made(7212, "Decides to extend the mandate of UNMAZ until 31 March 2032"),
            made(7213, "Decides to extend the mandate of the United Nations Mission in Azuria until 31 March 2033"),
        ]
    )
    names = {(d.acronym, d.body) for one in linked for d in one.mandate_decisions}
    assert names == {("UNMAZ", "United Nations Mission in Azuria")}
    assert sum(len(one.mandate_decisions) for one in linked) == 3
