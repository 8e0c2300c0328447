"""Mandate decisions and times, read from invented paragraphs."""

from __future__ import annotations

import datetime as dt

import pytest

from ingest.annotating.annotate import annotate
from ingest.annotating.time_expressions import Role, end_of, find_times
from ingest.annotations import Action, BodyKind, MandateDecision
from ingest.mandates.mandate import mandate_decisions
from ingest.mandates.names import link_mandates
from ingest.resolution import Resolution
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
        ("Decides to withdraw UNMAZ effective 30 June 2031", Action.END, dt.date(2031, 6, 30)),
    ],
)
def test_what_is_decided_on_a_mission(text: str, action: Action, until: dt.date) -> None:
    decision = only(text)
    assert (decision.acronym, decision.action, decision.until, decision.key) == ("UNMAZ", action, until, "7201/op1")


def test_a_judge_who_goes_on_is_no_extension_of_the_tribunal() -> None:
    text = "Decides that Judge Almar shall continue to sit in the International Tribunal for Azuria until 1 May 2032"
    assert read(text) == ()
    assert only("Decides to extend the International Tribunal for Azuria until 1 May 2032").until == dt.date(2032, 5, 1)


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


def test_what_is_set_up_lasts_as_long_as_its_deployment_is_authorized_for() -> None:
    group = "Decides to establish the United Nations Oar Group in Haiti (UNOGH) and authorizes {} deployment for a single period of up to thirty days, of nine rowers"
    for whose in ("the", "its"):
        founded = only(group.format(whose))
        assert (founded.until, founded.computed) == (dt.date(2031, 4, 13), True)
    assert (
        only(
            "Decides to establish the United Nations Oar Group in Haiti (UNOGH) and authorizes the deployment of nine rowers"
        ).until
        is None
    )


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


def linked(
    *texts: str | list[Item], about: str = "The situation in Haiti", every: int = 0
) -> list[tuple[MandateDecision, ...]]:
    """The decisions of resolutions 7221, 7222, … after names have been brought together; each cites those before it. ``every`` so many
    years one is adopted."""
    made = []
    for number, text in enumerate(texts, 7221):
        day = ADOPTED.replace(year=ADOPTED.year + every * (number - 7221))
        one = resolution(number, day.year, text if isinstance(text, list) else [text], date=day)
        rows = annotate(one.paragraphs, known=lambda _: True)
        decided = mandate_decisions(rows, one.date, about)
        known = {"paragraphs": tuple(rows), "mandate_decisions": decided, "related": tuple(range(7221, number))}
        made.append(one.model_copy(update=known))
    return [one.mandate_decisions for one in link_mandates(made)]


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("until the 1st of October 2031", dt.date(2031, 10, 1)),
        ("for a further period, ending on IS June 2031", dt.date(2031, 6, 15)),
        ("until 3O June 2031", dt.date(2031, 6, 30)),
        ("for a further period of six months, that is, until! 19 September 2031", dt.date(2031, 9, 19)),
        ("for a period of no longer than two years", dt.date(2033, 3, 14)),
    ],
)
def test_days_as_a_scan_or_a_drafter_has_them(text: str, end: dt.date) -> None:
    assert end_of(find_times(text, ADOPTED), ADOPTED)[1] == end


def test_a_mandate_extended_at_a_given_strength_is_extended_and_a_redeployment_is_not() -> None:
    decision = only("Decides to extend the mandate of UNMAZ at the troop levels authorized before until 31 March 2032")
    assert decision.action is Action.EXTEND
    moved = only("Decides to extend until 31 March 2032 the temporary redeployment from UNMAZ to UNOBO of two boats")
    assert moved.action is Action.CHANGE


def test_the_name_of_one_body_does_not_run_on_into_the_next() -> None:
    text = "Decides that the mandate of the United Nations Operation in Azuria and of the Coral forces beside it shall be extended until 1 May 2031"
    assert only(text).body == "United Nations Operation in Azuria"


def test_a_mission_of_an_organization_is_the_one_that_the_resolution_names() -> None:
    text = (
        "Decides to authorize the States of the Coral Union to maintain a mission in Haiti for another six months, "
        "free to guard the piers by all necessary measures, and underlines that AMHAZ may guard the ferries"
    )
    decision = only(text)
    assert (decision.acronym, decision.action, decision.until) == ("AMHAZ", Action.EXTEND, dt.date(2031, 9, 14))


def test_experts_asked_for_behind_the_names_of_others() -> None:
    text = (
        "Requests the Secretary-General to create, within three weeks of the adoption of this resolution, in close consultation with the "
        "committee of resolution 1205 (1998) (hereinafter “the Committee”), for a period of six months a Panel of Experts on lamps"
    )
    decision = only(text)
    assert (decision.kind, decision.action, decision.until) == (
        BodyKind.PANEL,
        Action.ESTABLISH,
        dt.date(2031, 9, 14),
    )


def test_who_sits_on_a_panel_is_no_decision_on_its_mandate() -> None:
    assert read("Requests the Secretary-General to appoint up to four experts to the Panel of Experts") == ()


def test_a_period_named_by_the_paragraph_that_set_it() -> None:
    found = linked(
        "Decides to establish UNMAZ for an initial period until 31 December 2031",
        "Decides to prolong the first period mentioned in paragraph 1 of resolution 7221 (2031) until 31 March 2032",
    )
    assert [(d.acronym, d.until) for d in found[1]] == [("UNMAZ", dt.date(2032, 3, 31))]


def test_a_mission_without_a_name_is_that_of_the_resolutions_cited() -> None:
    found = linked(
        "Decides to establish UNMAZ for an initial period until 31 December 2031",
        "Decides to prolong the mandate of the United Nations mission on the piers until 31 March 2032",
    )
    assert [(d.acronym, d.until) for d in found[1]] == [("UNMAZ", dt.date(2032, 3, 31))]
    assert linked("Decides to extend the mandate of the United Nations mission until 31 March 2032") == [()]


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("Decides that UNMAZ shall, as from 1 July 2031, bear the title of the United Nations Harbour Mission in Haiti (UNHAH)", True),
        ("Decides that UNMAZ, last extended by resolution 1205 (1998), shall be called the United Nations Harbour Mission in Haiti (UNHAH)", True),
        ("Endorses the decision to reconfigure UNMAZ into the United Nations Harbour Mission in Haiti (UNHAH)", True),
        (
            "Authorizes Member States to establish for a period of one year the United Nations Harbour Mission in Haiti (UNHAH) as a legal successor to UNMAZ",
            False,
        ),
    ],
)  # fmt: skip
def test_one_body_goes_on_as_another(text: str, ends: bool) -> None:
    decisions = read(text)
    assert [(d.acronym, d.succeeds) for d in decisions if d.action is Action.ESTABLISH] == [("UNHAH", "UNMAZ")]
    assert [(d.acronym, d.becomes) for d in decisions if d.action is Action.END] == (
        [("UNMAZ", "UNHAH")] if ends else []
    )


def test_a_name_given_to_what_is_set_up_is_no_succession() -> None:
    text = "Decides to establish the United Nations Harbour Mission in Haiti, which shall be known as UNHAH, until 1 May 2031"
    assert [d.succeeds for d in read(text)] == [""]


def test_what_a_body_is_to_do_is_no_decision_on_other_bodies() -> None:
    chapeau: Item = (
        "Decides to extend the mandate of UNMAZ until 31 March 2032 with the following tasks:",
        ["to continue to coordinate with UNOBO", "to maintain the lamps of the Harbour Authority"],
    )
    assert [d.acronym for d in read(chapeau)] == ["UNMAZ"]


def test_a_mandate_set_out_until_a_day() -> None:
    decision = only("Decides that UNMAZ shall have the following mandate until 31 December 2031: guarding piers")
    assert (decision.acronym, decision.until) == ("UNMAZ", dt.date(2031, 12, 31))
    decision = only("Decides that until 30 April 2032, the mandate of UNMAZ shall be the following:")
    assert decision.until == dt.date(2032, 4, 30)


def test_states_are_allowed_to_act_for_a_time() -> None:
    decision = only(
        "Decides to authorize, for a period of one year, Member States to inspect ferries off the coast of Haiti"
    )
    assert (decision.kind, decision.until) == (BodyKind.AUTHORIZATION, dt.date(2032, 3, 14))
    _, forces = read(
        "Decides to extend the mandate of UNMAZ until 31 March 2032",
        "Authorizes French forces to use their boats until the end of UNMAZ’s mandate in support of it",
    )
    assert (forces.kind, forces.until, forces.computed) == (BodyKind.AUTHORIZATION, dt.date(2032, 3, 31), True)


def test_what_renews_the_provisions_by_which_states_may_act_renews_no_measures() -> None:
    first, second, third = linked(
        "Decides to authorize, for a period of one year, Member States to inspect ferries off the coast of Haiti",
        "Decides to renew the provisions set out in paragraph 1 of resolution 7221 (2031) until 30 June 2033",
        "Decides to renew, until 30 June 2034, the provisions set out in paragraph 1 of resolution 7222 (2031)",
    )
    assert [each.kind for (each,) in (first, second, third)] == [BodyKind.AUTHORIZATION] * 3
    assert {each.body for (each,) in (first, second, third)} == {"authorizations (Haiti)"}


def test_what_authorizes_in_the_words_of_what_still_runs_goes_on_with_it() -> None:
    said = "Decides to authorize, for a period of {}, Member States to inspect ferries off the coast of Haiti"
    first, again, other = linked(
        said.format("one year"),
        said.format("two years"),
        "Decides to authorize, for a period of one year, Member States to carry seed and medicine to the farms of Haiti by air",
    )
    assert [(d.action, d.roots) for (d,) in (first, again, other)] == [
        (Action.ESTABLISH, (7221,)),
        (Action.EXTEND, (7222, 7221)),
        (Action.ESTABLISH, (7223,)),
    ]


def test_a_misprinted_acronym_is_the_one_of_the_place() -> None:
    found = linked(
        "Decides to establish the United Nations Mission in Haiti (UNMIHA) for an initial period of six months",
        "Decides that the mandate of UMMIHA is extended for a final period of four months",
    )
    assert [d.acronym for d in found[1]] == ["UNMIHA"]


@pytest.mark.parametrize(
    "text",
    [
        "Decides that the embargo on arms shall no longer apply to the sale of flares to the coast guard",
        "Decides to discontinue the expansion of the mandate of UNMAZ to the outer reefs",
    ],
)
def test_the_end_of_a_part_is_a_change(text: str) -> None:
    assert only(text).action is Action.CHANGE


@pytest.mark.parametrize(
    "text",
    [
        "Decides that the requirement shall remain in place unless the Committee decides by consensus on the measures on arms",
        "Decides that the measures on arms will not be completely lifted until the piers are rebuilt",
        "Extends until 15 January 2032 the reporting request that paragraph 10 of resolution 1205 (1998) makes",
        "Approves the establishment of the position of Harbour Master of UNMAZ",
        "Decides to terminate the mandate of the Envoy for Ferries",
    ],
)
def test_what_is_not_decided_on_a_mandate(text: str) -> None:
    assert read(text, "Takes note of the report on UNMAZ") == ()


def test_a_period_begins_on_the_day_that_another_paragraph_gives() -> None:
    first = "Decides to establish UNMAZ for an initial period of 12 months"
    second = "Decides that UNMAZ shall begin on 26 April 2031, and that this will commence the 12 month period provided for in paragraph 1"
    assert read(first, second)[0].until == dt.date(2032, 4, 26)


def test_personnel_authorized_in_steps_end_with_the_last() -> None:
    text = "Authorizes Member States to deploy up to 1,700 personnel to AMHAZ until 30 May 2031, and 1,400 personnel to AMHAZ from 1 June 2031 to 31 July 2031"
    decision = only(text)
    assert (decision.acronym, decision.action, decision.until) == ("AMHAZ", Action.EXTEND, dt.date(2031, 7, 31))


def test_a_body_that_takes_over_begins_on_that_day() -> None:
    decision = only(
        "Decides to establish the United Nations Mission in Azuria (UNMAZ) for an initial period of six months; and requests that "
        "authority be transferred from the coastal force to UNMAZ on 1 May 2031"
    )
    assert (decision.since, decision.until) == (dt.date(2031, 5, 1), dt.date(2031, 11, 1))


def test_a_body_that_shall_close_ends_on_that_day() -> None:
    found = read(
        "Decides to extend the mandate of UNMAZ, as set out in resolution 1401 (2030), for a final period of six months, and that the Mission shall close by 20 September 2031"
    )
    assert [(d.acronym, d.action, d.until) for d in found] == [
        ("UNMAZ", Action.EXTEND, dt.date(2031, 9, 14)),
        ("UNMAZ", Action.END, dt.date(2031, 9, 20)),
    ]


def test_what_ends_after_a_time_unless_extended_has_a_first_period() -> None:
    decision = only(
        "Decides that these measures on Haiti shall terminate nine months from the adoption of this text, unless the Council sees fit to renew them before"
    )
    assert (decision.action, decision.until, decision.computed) == (Action.ESTABLISH, dt.date(2031, 12, 14), True)


@pytest.mark.parametrize(
    ("when", "begins"),
    [
        ("on 15 June 2031, unless the Council determines before then that the shore is calm", dt.date(2031, 6, 15)),
        ("two months after the date of adoption of this resolution, unless the Council decides", dt.date(2031, 5, 14)),
        ("immediately", None),
    ],
)
def test_measures_begin_on_the_day_on_which_they_come_into_force(when: str, begins: dt.date | None) -> None:
    ban = (
        "Decides that all States shall, for a period of twelve months, prevent the supply of arms and weapons to Haiti"
    )
    first, *_ = read(ban, f"Decides that the measures imposed by paragraph 1 above shall come into force {when}")
    start = begins or ADOPTED
    assert first.until == start.replace(year=start.year + 1)


@pytest.mark.parametrize("whom", ["with respect to such persons", "in respect of such persons or firms if, and"])
def test_measures_that_end_for_some_persons_go_on(whom: str) -> None:
    found = read(
        "Decides that all States shall freeze the funds and assets of those who arm the shore of Haiti, and decides further that these measures "
        f"shall cease to apply {whom} at the time when the Committee removes them from its list"
    )
    assert [decision.action for decision in found] == [Action.ESTABLISH]


def test_supply_sale_or_transfer_is_a_matter_of_measures() -> None:
    decision = only(
        "Decides that all States shall, for the purposes of keeping the shore of Haiti calm and of preventing all those who wish to break its peace from reaching it, "
        "take the necessary measures to prevent the direct or indirect supply, sale or transfer of small boats"
    )
    assert (decision.kind, decision.action) == (BodyKind.MEASURES, Action.ESTABLISH)


@pytest.mark.parametrize(
    ("text", "until"),
    [
        ("Decides to extend, for the purpose of aligning the renewal of the lamps and the mandate of the Panel of Experts, the mandate of "
         "the Panel of Experts until 12 October 2032", dt.date(2032, 10, 12)),
        ("Decides to confirm the extension of the decisions in paragraph 2 of resolution 7001 (2031) until 10 July 2032", dt.date(2032, 7, 10)),
        ("Authorizes the deployment until 1 September 2032 of an Interim Harbour Force in Borunda", dt.date(2032, 9, 1)),
    ],
)  # fmt: skip
def test_reasons_confirmations_and_deployments(text: str, until: dt.date) -> None:
    rows = annotate(resolution(7009, 2032, [text]).paragraphs)
    assert [decision.until for decision in mandate_decisions(rows, dt.date(2032, 3, 1))] == [until]


def test_what_is_established_is_not_who_is_assisted() -> None:
    text = "Decides that the Committee shall be assisted by an Office of the Ombudsperson, to be established until 1 June 2033"
    rows = annotate(resolution(7009, 2032, [text]).paragraphs)
    assert [decision.body for decision in mandate_decisions(rows, dt.date(2032, 3, 1))] == [
        "Office of the Ombudsperson"
    ]


def test_a_force_for_not_more_than_some_months() -> None:
    decision = only(
        "Authorizes the immediate deployment of a Coastal Interim Force for a period of not more than three months"
    )
    assert (decision.action, decision.until) == (Action.ESTABLISH, dt.date(2031, 6, 14))


def test_support_that_is_extended_to_a_force_extends_no_force() -> None:
    assert not read(
        "Authorizes UNMAZ to extend the necessary logistical support to the harbour watch of the Multinational Force for a period of up to 30 days"
    )


def test_a_committee_and_a_panel_dissolved_in_one_sentence_both_end() -> None:
    found = read(
        "Decides further to dissolve, with immediate effect, the Committee established by paragraph 4 of resolution 7001 (2029) on Haiti and the Panel of "
        "Experts established pursuant to paragraph 5 of resolution 7001 (2029)"
    )
    assert [(d.kind, d.action, d.until) for d in found] == [
        (BodyKind.COMMITTEE, Action.END, ADOPTED),
        (BodyKind.PANEL, Action.END, ADOPTED),
    ]


@pytest.mark.parametrize(
    ("text", "action", "until"),
    [
        ("Decides to extend the mandate of UNMAZ, expiring on 1 June 2031, until 2 December 2031", Action.EXTEND, dt.date(2031, 12, 2)),
        (
            "Authorizes the deployment within UNMAZ of up to 900 troops, including up to 20 observers, until 15 May 2031, with a mandate to",
            Action.EXTEND,
            dt.date(2031, 5, 15),
        ),
        (
            "Decides to establish for an initial period of 12 months a peace-keeping operation for the region, with both military and civilian "
            "components, under the name “United Nations Administration for Lower Azuria” (UNALA)",
            Action.ESTABLISH,
            dt.date(2032, 3, 14),
        ),
    ],
)  # fmt: skip
def test_deployments_within_a_mission_names_given_and_days_in_passing(
    text: str, action: Action, until: dt.date
) -> None:
    decision = only(text)
    assert (decision.kind, decision.action, decision.until) == (BodyKind.MISSION, action, until)


def test_what_helps_to_create_conditions_sets_up_nothing() -> None:
    assert (
        read(
            "Requests the Secretary-General to report on progress towards helping to create the calm in which UNMAZ can leave"
        )
        == ()
    )


def test_a_period_that_begins_on_an_event_has_no_computed_end() -> None:
    decision = only(
        "Decides that the provisions of resolution 1205 (2030) shall remain in force for a new period of 90 days beginning at noon on the day "
        "after the President of the Council has told the members that the report is there"
    )
    assert (decision.action, decision.until, decision.computed) == (Action.EXTEND, None, False)


def test_a_period_of_another_paragraph_is_not_counted_from_the_adoption() -> None:
    found = read(
        "Decides that the provisions of resolution 1205 (2030) shall remain in force for a period of 90 days beginning on 1 April 2031",
        "Decides that paragraph 2 of resolution 1206 (2030) shall remain in force and shall apply to the 90-day period referred to in paragraph 1 above",
    )
    assert [decision.until for decision in found] == [dt.date(2031, 6, 30)] * 2


def test_an_exception_gives_an_extension_no_end() -> None:
    text = (
        "Decides that the provisions of resolution 1205 (2030) shall remain in force, except that States are authorized to buy salt within a "
        "period of 90 days beginning on 1 April 2031"
    )
    assert read(text) == ()


def test_provisions_that_go_on_carry_the_mission_and_what_it_includes_begins_it() -> None:
    texts = (
        (1035, dt.date(2031, 1, 1), "Decides to establish a United Nations Warden Force (UNWF) for a period of one year"),
        (1088, dt.date(2031, 12, 20), "Decides to extend the mandate of UNMAZ, which includes the UNWF, until 20 June 2032"),
        (1099, dt.date(2032, 6, 20), "Decides that the provisions of its resolution 1088 (2031) shall continue in force until 30 June 2032"),
        (1100, dt.date(2032, 6, 25), "Decides that paragraph 9 and the provisions of resolution 1088 (2031) shall continue in force until 9 July 2032"),
    )  # fmt: skip
    made = []
    for number, day, text in texts:
        rows = annotate(resolution(number, day.year, [text]).paragraphs)
        one = resolution(number, day.year, [text], date=day)
        made.append(one.model_copy(update={"paragraphs": rows, "mandate_decisions": mandate_decisions(rows, day)}))
    own = [d for one in link_mandates(made) for d in one.mandate_decisions if d.acronym == "UNMAZ"]
    assert [(d.key, d.action, d.until) for d in own] == [
        ("1035/op1", Action.ESTABLISH, dt.date(2032, 1, 1)),
        ("1088/op1", Action.EXTEND, dt.date(2032, 6, 20)),
        ("1099/op1", Action.EXTEND, dt.date(2032, 6, 30)),
    ]


@pytest.mark.parametrize(
    ("text", "action", "until"),
    [
        ("Decides not to renew the measures in paragraph 4 of resolution 7101 (2030) on the import of timber", Action.END, ADOPTED),
        ("Decides to extend the mandate of UNMAZ until the new Government takes office, but not later than 1 May 2031", Action.EXTEND, dt.date(2031, 5, 1)),
        ("Decides to continue UNMAZ in order to ensure a phased transition to a civilian office by 1 June 2031", Action.EXTEND, dt.date(2031, 6, 1)),
        ("Decides that the measures imposed by paragraph 4 of resolution 7101 (2030) shall end on 2 July 2031", Action.END, dt.date(2031, 7, 2)),
        ("Decides that the measures imposed by paragraph 4 of resolution 7101 (2030) shall expire 90 days from the adoption of this resolution", Action.ESTABLISH, dt.date(2031, 6, 12)),
        ("Reaffirms its decision in paragraph 1 of resolution 7101 (2030) that all States shall take the following measures: freeze the assets of raiders", Action.EXTEND, None),
    ],
)  # fmt: skip
def test_ends_in_other_words(text: str, action: Action, until: dt.date | None) -> None:
    decision = only(text)
    assert (decision.action, decision.until) == (action, until)


def test_a_numeral_misread_in_an_old_print_is_that_of_the_mission() -> None:
    decision = only("Decides to establish the United Nations Haiti Verification Mission IJ for a period of six months")
    assert decision.body == "United Nations Haiti Verification Mission II"


@pytest.mark.parametrize(
    "text",
    [
        "Decides that this resolution shall remain in force for 60 days from the receipt of a report from the Committee established by resolution 7101 (2031)",
        "Decides that the requirement to take the measures of paragraph 1 shall remain in place with respect to that individual for 60 days",
        "Decides to continue the provision of lamps to the harbour watch of Haiti until 1 May 2032",
        "Decides to continue the provision set out in subparagraph (c) to cover 400 lamplighters in Haiti until 1 May 2032",
    ],
)
def test_a_committee_named_by_the_way_one_name_and_supplies_are_no_mandate(text: str) -> None:
    assert read(text) == ()


def test_an_exemption_is_humanitarian_where_the_words_say_so() -> None:
    text = "Decides that until 1 May 2032 the arms embargo shall not apply to deliveries for {} in Haiti"
    assert only(text.format("the drummers")).body == "arms and exemption measures (Haiti)"
    assert "humanitarian exemption" in only(text.format("humanitarian workers")).body


def test_a_committee_set_up_for_no_place_has_none_where_a_later_text_names_one_by_the_way() -> None:
    made = []
    for number, words, place in (
        (7301, "Decides to establish, for a period of two years, a Committee of the Security Council on kites", ""),
        (7302, "Decides to extend the mandate of the 7301 Committee until 1 May 2036", "The wind over Haiti"),
    ):
        one = resolution(number, 2031, [words])
        rows = annotate(one.paragraphs)
        made.append(
            one.model_copy(update={"paragraphs": rows, "mandate_decisions": mandate_decisions(rows, ADOPTED, place)})
        )
    assert [d.place for d in made[1].mandate_decisions] == ["Haiti"]
    assert [(d.body, d.place) for one in link_mandates(made) for d in one.mandate_decisions] == [
        ("7301 Committee", "")
    ] * 2


def test_a_panel_set_up_where_a_monitoring_group_was_ended_is_a_body_of_its_own() -> None:
    found = linked(
        "Requests the Secretary-General to re-establish for a period of six months the Monitoring Group on Haiti",
        ["Decides to terminate the mandate of the Monitoring Group on Haiti, with effect from 16 December 2031",
         "Decides to establish, until 15 December 2032, the Panel of Experts on Haiti"],
        "Decides to renew until 15 December 2033 the mandate of the Panel of Experts on Haiti",
    )  # fmt: skip
    bodies = [d.body for decided in found for d in decided]
    assert bodies == ["Monitoring Group (Haiti)"] * 2 + ["Panel of Experts (Haiti)"] * 2


def test_a_second_mission_of_one_name_is_told_from_the_first_by_its_numeral() -> None:
    name = "United Nations Verification Mission in Haiti"
    found = linked(
        f"Decides to establish a {name} for a period of six months",
        f"Decides to establish the {name} II for a period of six months",
        f"Decides to extend the mandate of the {name} (UNVEH II) until 31 March 2032",
        f"Decides to extend the mandate of the {name} until 31 March 2033",
    )
    assert [d.acronym for decided in found for d in decided] == ["UNVEH", "UNVEH II", "UNVEH II", "UNVEH II"]


def test_a_name_by_which_a_mission_shall_be_known_is_its_acronym() -> None:
    name = "United Nations Restoration Mission in Haiti"
    found = linked(
        f"Decides to establish the {name}, which shall be known as UNREHA, for a period of six months",
        "Decides that the mandate of UNREHA shall terminate on 15 January 2032",
    )
    assert {(d.acronym, d.body) for decided in found for d in decided} == {("UNREHA", name)}


def test_a_request_that_falls_away_ends_no_measure() -> None:
    assert read(
        "Decides that the letters of the harbour master replace the reports requested by paragraph 7 of resolution 7101 (2030), "
        "which shall no longer be in force"
    ) == ()  # fmt: skip


def test_a_mission_that_goes_on_under_another_name_from_a_day_on_ends_on_the_day_before() -> None:
    decisions = read(
        "Decides that UNMAZ, last extended by resolution 1205 (1998), shall be called the United Nations Harbour Mission in Haiti (UNHAH)"
        " and that UNHAH shall begin the transition from 1 November 2031"
    )
    assert [(d.acronym, d.until) for d in decisions if d.action is Action.END] == [("UNMAZ", dt.date(2031, 10, 31))]


def test_a_panel_of_another_name_before_one_is_set_up_is_another_body() -> None:
    found = linked(
        "Requests the Secretary-General to extend the mandate of the Panel of Experts on Haiti until 31 October 2031",
        "Requests the Secretary-General to establish, in preparation for a Panel of Experts, a team of two lamplighters for 30 days",
        "Requests the Secretary-General to establish a Group of Experts on Haiti until 28 July 2032",
        "Decides to extend the mandate of the Group of Experts on Haiti until 31 January 2033",
        "Decides to extend the mandate of the Panel of Experts on Haiti until 31 January 2034",
        "Decides to extend the mandate of the Group of Experts on Haiti until 31 January 2035",
    )
    bodies = [[d.body for d in decided if d.kind is BodyKind.PANEL] for decided in found]
    assert bodies == [["Panel of Experts (Haiti)"], [], *[["Group of Experts (Haiti)"]] * 4]


def test_what_extends_a_mission_that_is_long_over_extends_the_one_nearly_of_its_name_that_runs() -> None:
    found = linked(
        "Decides to extend the mandate of the United Nations Lamp Mission in Haiti (UNLAMIH) until 4 April 2031",
        "Decides to establish the United Nations Lamp Operation in Haiti (UNLAH) until 4 April 2033",
        "Decides that the mandate of the United Nations Lamp Mission in Haiti shall be extended until 4 May 2033",
        every=1,
    )
    assert [[d.acronym for d in decided] for decided in found] == [["UNLAMIH"], ["UNLAH"], ["UNLAH"]]
