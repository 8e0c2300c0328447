"""What a clause says of the paragraphs that it names, and of which of them it says nothing."""

from __future__ import annotations

import datetime as dt

import pytest

from ingest.annotating.annotate import annotate
from ingest.resolution import Paragraph
from tests.factories import resolution
from vectorstore.lineage.alignment import Version, link_of
from vectorstore.lineage.model import Change
from vectorstore.lineage.said import links_said

_EARLIER: list[object] = [
    "Decides that all States shall prevent the sale of arms to the harbours of Haiti",
    "Decides that no State shall deliver tubas to the harbours of Haiti",
    (
        "Decides that the Gull Mission in Haiti shall carry out the following:",
        ["to count the gulls on every roof", "to help the Group of Pilots with its charts"],
    ),
    "Decides that the measures in paragraph 1 above shall not apply to arms of the coast guard of Haiti",
    "Decides to suspend the measures imposed by resolution 7001 (2029) for a period of 90 days",
    "Decides to create a fund for broken windows and to establish a commission that will administer it",
    "Decides that no claim shall lie for tubas that were not delivered to Haiti",
    "Decides that all States shall prevent the entry of tuba players from Somalia",
    (
        "Decides that the following shall apply:",
        [
            "the Secretary-General shall appoint a Panel of pilots",
            "all States shall freeze the tubas of Haiti",
        ],
    ),
]


def _rows(number: int, year: int, ops: list[object]) -> tuple[Paragraph, ...]:
    return annotate(resolution(number, year, ops, date=dt.date(year, 1, 1)).paragraphs, {7001, 8001, 8002}.__contains__)  # type: ignore[arg-type]


_ROWS = _rows(8001, 2031, _EARLIER)
_PROCEDURE = "Adopts the procedure in the annex to this resolution for counting tubas"


def _said(words: str) -> dict[str, str]:
    """What a paragraph of a later text says, by key of what it says it of."""
    [row] = _rows(8002, 2033, [words])
    given = {8001: _ROWS, 8002: (row,)}
    links = links_said(row, "", lambda number: given.get(number, ()), dt.date(2033, 1, 1))
    return {link.earlier.removeprefix("8001/"): link.change.value for link in links}


@pytest.mark.parametrize("day", ["until 1 May 2034", "on 1 May 2034, for a period of 90 days at first"])
def test_what_goes_on_when_its_suspension_ends_has_no_day_of_that(day: str) -> None:
    words = (
        f"Decides to terminate the suspension of the measures set out in paragraph 2 of resolution 8001 (2031) {day}"
    )
    [row] = _rows(8002, 2033, [words])
    given = {8001: _ROWS, 8002: (row,)}
    (link,) = links_said(row, "", lambda number: given.get(number, ()), dt.date(2033, 1, 1))
    assert (link.change, link.until) == (Change.EXTENDED, None)


_MISSION = {"op3": "extended", "op3(a)": "extended", "op3(b)": "extended"}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("Decides to call upon all States to terminate the measures imposed by paragraph 2 of resolution 8001 (2031)", {"op2": "ended"}),
        ("Decides that the measures in paragraph 2 of resolution 8001 (2031) shall be terminated if the Council so decides", {"op2": "ended on conditions"}),
        ("Decides that, if Haiti sells tubas again, then after thirty days the provisions of paragraph 2 of resolution 8001 (2031) shall apply as before", {"op2": "applied again on conditions"}),
        ("Decides that the measures in paragraph 2 of resolution 8001 (2031) shall also apply to drums", {"op2": "applied further"}),
        ("Decides, in accordance with paragraph 2 of resolution 8001 (2031), to lift the fog", {}),
        ("Authorizes States to lend tubas to Haiti so as to enable it to increase the concerts of paragraph 2 of resolution 8001 (2031)", {}),
        ("Decides to maintain its measures under continuous review in the light of paragraph 2 of resolution 8001 (2031)", {}),
        ("Decides to lower the ceiling, unless it decides to extend the measures imposed by paragraph 2 of resolution 8001 (2031)", {}),
        ("Decides to renew the measures imposed by paragraph 1 of resolution 8001 (2031), with the exception of paragraph 2 of that resolution", {"op1": "extended"}),
        ("Clarifies that paragraph 1 above shall supersede and replace paragraph 2 of resolution 8001 (2031), but that paragraph 1 of resolution 8001 (2031) shall remain in effect", {"op1": "extended", "op2": "replaced"}),
        ("Decides to replace paragraph 1 of resolution 8001 (2031): keepers are called upon to search boats that carry what paragraph 2 of that resolution forbids", {"op1": "replaced"}),
        ("Decides that the measures imposed by paragraph 2 of resolution 8001 (2031), are replaced by paragraph 4 below and shall no longer apply to flutes", {"op2": "replaced"}),
        ("Decides that paragraph 2 of resolution 8001 (2031) shall apply to the new 90-day period referred to in paragraph 1 above", {"op2": "extended"}),
        ("Decides that the restrictions referred to in paragraph 5 of resolution 8001 (2031) shall be suspended until 1 May 2033", {"op5": "extended"}),
        ("Decides that the measures imposed by paragraph 2 of resolution 8001 (2031) shall be suspended until 1 May 2033", {"op2": "suspended"}),
        ("Decides to extend until 1 May 2034 the mandate of the Gull Mission in Haiti as set out in paragraph 3 of resolution 8001 (2031), and determines that its charts shall include the reefs", _MISSION),
        ("Decides to extend until 1 May 2034 the mandate of the Group that reads the letters of paragraph 3 of resolution 8001 (2031)", {}),
        ("Decides to lift the arms embargo established by resolution 8001 (2031)", {"op1": "ended", "op4": "ended"}),
        ("Decides to lift the embargoes, bans and other measures imposed on Haiti by resolution 8001 (2031)", {"op1": "ended", "op4": "ended", "op9": "ended", "op9(b)": "ended"}),
        ("Decides to end its hearings on the windows of paragraphs 2 and 6 of resolution 8001 (2031)", {"op2": "ended", "op6": "ended"}),
        ("Decides to hear no more of the windows as set out in paragraphs 2 and 6 of resolution 8001 (2031) and that upon its last letter the Commission shall be dissolved", {"op6": "ended on conditions"}),
        ("Decides that the measures specified in paragraph 9 of resolution 8001 (2031) shall also apply to flutes", {"op9": "applied further", "op9(b)": "applied further"}),
        ("Decides that, in addition to the provisions of paragraph 4 of resolution 8001 (2031), the measures of paragraph 1 of that resolution shall not apply to whistles", {"op1": "excepted from"}),
        ("Decides to extend the measures imposed by paragraph 1 of resolution 8001 (2031) and to modify the number of keepers in paragraph 6 of resolution 8001 (2031) to be two", {"op1": "extended", "op6": "changed"}),
        ("Recognizing the calm, decides to authorize the reduction of the number of tubas set out in paragraph 2 of resolution 8001 (2031)", {"op2": "changed"}),
        ("Decides not to renew the measures in paragraph 2 of resolution 8001 (2031)", {"op2": "ended"}),
        ("Decides to confirm, as it was asked in 2032, the extension of paragraph 2 of resolution 8001 (2031) until 1 May 2034", {"op2": "extended"}),
        ("Decides to dissolve the commission established under resolution 8001 (2031)", {}),
        ("Asserts that the embargo in paragraph 2 of resolution 8001 (2031) is not to be applied to harps", {"op2": "excepted from"}),
        ("Reaffirms paragraph 2 of resolution 8001 (2031) and further decides that the measures on arms imposed by paragraph 1 of that resolution shall not apply to whistles", {"op1": "excepted from"}),
    ],
)  # fmt: skip
def test_a_clause_does_to_a_paragraph_what_it_says_of_it(words: str, said: dict[str, str]) -> None:
    assert _said(words) == said


def test_a_long_list_of_what_is_renewed_reaches_its_last_paragraph() -> None:
    boats = "except for the sale of rowing boats, canoes and rafts to the pilots of the northern harbours and to their families, in every season, "
    words = f"Decides to renew until 1 May 2034, as the pilots of the harbours of Haiti have asked for it in their letters, the provisions of paragraph 1 of resolution 8001 (2031), {boats}in paragraph 2 of resolution 8001 (2031)"
    assert _said(words) == {"op1": "extended", "op2": "extended"}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Requests the clerk to answer within 3 working days", "Requests the clerk to answer within three working days"),
        ("Recalls resolution 7001 (2029) of 4 March and the bells", "Recalls resolution 7001 (2029) of 4 March, 8001 (2031) of 9 May and the bells"),
        ("Approves the list of bells 26 between the towers", "Approves the list of bells between the towers"),
    ],
)  # fmt: skip
def test_days_of_texts_marks_of_notes_and_numbers_in_words_are_no_change(before: str, after: str) -> None:
    [one], [other] = _rows(8002, 2033, [before]), _rows(8003, 2034, [after])
    link = link_of(Version(one, other, 0.9), {8002: dt.date(2033, 1, 1), 8003: dt.date(2034, 1, 1)})
    assert (link.lost, link.gained) == ((), ())


def test_what_replaces_the_procedure_of_a_resolution_replaces_the_paragraph_that_adopted_it() -> None:
    before = _rows(8001, 2031, [_PROCEDURE, "Requests the Secretary-General to buy a tuba"])
    words = f"{_PROCEDURE}, which replaces the procedure set out in resolution 8001 (2031) and will apply to tubas bought later"
    [row] = _rows(8002, 2033, [words])
    given = {8001: before, 8002: (row,)}
    links = links_said(row, "", lambda number: given.get(number, ()), dt.date(2033, 1, 1))
    assert [(link.earlier, link.change) for link in links] == [("8001/op1", Change.REPLACED)]
