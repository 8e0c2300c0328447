"""Sanctions regimes in other words than "prevent" and "freeze": invented texts, one for each class of wording."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.timeline import Timeline, timeline
from assistant.timeline.ceilings import _plausible, ceilings_in
from assistant.timeline.drawing.table import told_together
from assistant.timeline.model import Deed, Entry
from assistant.timeline.regimes.named_days import counted_from, named_days
from assistant.timeline.regimes.provision_matters import matter_of
from ingest.annotating.annotate import annotate
from ingest.mandates.mandate import mandate_decisions
from ingest.mandates.names import link_mandates
from ingest.resolution import Kind, Resolution
from tests.factories import Item, resolution
from vectorstore.catalogue import Catalogue, write_catalogue

# number: day, paragraphs, what they cite; all on Nepal but 7590, which is on the freezes of every regime
TEXTS: dict[int, tuple[dt.date, list[Item], dict[str, tuple[str, ...]]]] = {
    7500: (dt.date(2031, 1, 10), [
        "Calls upon all States to exercise vigilance over the export of kites and ammunition to Nepal;",
    ], {}),
    7501: (dt.date(2031, 3, 1), [
        ("Decides that all States shall:", [
            "Prevent the supply of arms and ammunition to Nepal from their ports;",
            "Prohibit any training related to the items in subparagraph (a) above;",
        ]),
        "Decides that all States shall freeze the funds and economic resources of the persons whom the Committee names in Nepal;",
        "Decides that Nepal shall not export coal or copper, and that all Member States shall prohibit their purchase from Nepal;",
        "Decides that all Member States are authorized to, and shall, seize and dispose of items that paragraph 1 forbids to bring to Nepal;",
        "Decides that the measures imposed by paragraph 2 above shall not apply to funds needed for food in Nepal;",
        "Decides that the provisions of paragraph 2 shall apply to persons designated by the Committee as endangering the calm of Nepal;",
        "Decides to establish, by its rules of procedure, a Committee of the Security Council to watch over these measures on Nepal;",
        "Reaffirms that all measures on Nepal serve the calm of its valleys;",
    ], {"7501/op5": ("7501/op2",), "7501/op6": ("7501/op2",)}),
    7502: (dt.date(2032, 3, 1), [
        "Decides that the measures imposed by paragraph 1 of resolution 7501 (2031) shall also apply to drums made in Nepal;",
        "Decides that the individuals listed in the annex shall be subject to the measures imposed by paragraph 2 of resolution 7501 (2031) "
        "on Nepal;",
        "Decides that all States shall deny any aircraft permission to land in their territory if it comes from Nepal;",
        "Calls upon all Member States to inspect all cargo to and from Nepal in their ports;",
        "Decides that the mandate of the Committee shall also apply to the measures in this resolution on Nepal;",
        "Decides that the restrictions imposed by paragraph 3 of resolution 7501 (2031) are suspended for a period of six months in Nepal;",
    ], {"7502/op1": ("7501/op1",), "7502/op2": ("7501/op2",), "7502/op6": ("7501/op3",)}),
    7504: (dt.date(2033, 1, 5), [
        "Approves the guidelines for the measures imposed by paragraph 2 of resolution 7501 (2031) on Nepal;",
        ("Urges all States to take voluntary measures against Nepal, such as the following:", [
            "Suspension of all new loans;",
            "Dancing in the valleys;",
        ]),
        "Decides that the Sherpa Office will each year tell the Council what it does, which will include the arms of resolution 7501 (2031) in Nepal;",
        "Decides not to renew the measures in paragraph 3 of resolution 7501 (2031) on Nepal;",
        "Decides that the owner is primarily responsible for notifying the Committee of any supplies to Nepal;",
        "Recalls its decision that the measures imposed by paragraph 2 of resolution 7501 (2031) shall terminate with respect to that person in Nepal;",
        "Reaffirms that activities indicating that someone in Nepal is eligible for listing include the sale of kites;",
        "Requests the Committee on Nepal to establish, maintain and update a list of kites;",
        "Decides that all States shall allow the Envoy to Nepal such legal capacity as travel and offices need;",
    ], {"7504/op1": ("7501/op2",), "7504/op3": ("7501",), "7504/op4": ("7501/op3",), "7504/op6": ("7501/op2",)}),
    7503: (dt.date(2033, 3, 1), [
        "Decides that, with the exception of prohibitions related to arms, all prohibitions on Nepal established by resolution 7501 (2031) and "
        "subsequent relevant resolutions shall no longer apply;",
    ], {"7503/op1": ("7501",)}),
    7590: (dt.date(2032, 12, 9), [
        "Decides that the payment of funds for relief is permitted and is no violation of the asset freezes imposed by this Council or "
        "its Sanctions Committees, and shall be exempted from them;",
    ], {}),
    7599: (dt.date(2035, 1, 2), ["Decides to remain seized of the matter."], {}),
}  # fmt: skip


def published(path: Path, texts: dict[int, tuple[dt.date, list[Item], dict[str, tuple[str, ...]]]]) -> Catalogue:
    made: list[Resolution] = []
    for number, (day, items, cites) in texts.items():
        one = resolution(number, day.year, items, [], date=day)
        rows = tuple(row.model_copy(update={"cites": cites.get(row.key, ())}) for row in annotate(one.paragraphs))
        made.append(one.model_copy(update={"paragraphs": rows, "mandate_decisions": mandate_decisions(rows, day)}))
    write_catalogue(path / "catalogue.sqlite", link_mandates(sorted(made, key=lambda each: each.number)))
    return Catalogue.open(path / "catalogue.sqlite")


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalogue]:
    opened = published(tmp_path_factory.mktemp("regimes"), TEXTS)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def nepal(catalogue: Catalogue) -> Timeline:
    return timeline("Nepal sanctions", catalogue)


def told(made: Timeline, key: str) -> set[tuple[str, str]]:
    return {(entry.lane, entry.deed.value) for entry in made.entries if entry.key == key}


@pytest.mark.parametrize(
    ("key", "lane", "deed"),
    [
        ("7500/op1", "arms embargo", "called for"),
        ("7501/op1(a)", "arms embargo", "established"),
        ("7501/op2", "asset freeze", "established"),
        ("7501/op3", "minerals", "established"),
        ("7501/op4", "seizure and disposal", "established"),
        ("7501/op5", "asset freeze", "exempted"),
        ("7501/op6", "designation criteria", "widened"),
        ("7501/op7", "Committee", "established"),
        ("7502/op1", "arms embargo", "widened"),
        ("7502/op2", "asset freeze", "designated"),
        ("7502/op3", "flights", "established"),
        ("7502/op4", "cargo inspection", "called for"),
        ("7502/op5", "Committee", "changed"),
        ("7502/op6", "minerals", "eased"),
        ("7504/op1", "asset freeze", "changed"),
        ("7504/op2(a)", "trade support", "called for"),
        ("7504/op4", "minerals", "ended"),
        ("7504/op7", "designation criteria", "changed"),
        ("7504/op8", "Committee", "changed"),
        ("7590/op1", "asset freeze", "exempted"),
    ],
)
def test_each_wording_is_told_as_what_it_does(key: str, lane: str, deed: str, nepal: Timeline) -> None:
    assert (lane, deed) in told(nepal, key)


@pytest.mark.parametrize("key", ["7501/op8", "7504/op2(b)", "7504/op3", "7504/op6", "7504/op9"])
def test_what_only_repeats_or_is_on_something_else_is_no_event(key: str, nepal: Timeline) -> None:
    assert told(nepal, key) == set()


def test_who_notifies_is_told(nepal: Timeline) -> None:
    assert "exempted" in {deed for _, deed in told(nepal, "7504/op5")}


def test_a_point_on_the_items_before_it_is_on_the_same_matter(nepal: Timeline) -> None:
    assert {lane for lane, _ in told(nepal, "7501/op1(b)")} == {"arms embargo"}


def test_an_end_of_all_keeps_what_it_excepts(nepal: Timeline) -> None:
    ended = {entry.lane for entry in nepal.entries if entry.key == "7503/op1" and entry.deed is Deed.ENDED}
    assert {"asset freeze", "minerals", "flights"} <= ended
    assert "arms embargo" not in ended
    assert "arms embargo without an end date" in nepal.standing.text
    assert "asset freeze" not in nepal.standing.text


def test_as_of_an_earlier_day_later_texts_do_not_count(catalogue: Catalogue) -> None:
    made = timeline("Nepal sanctions", catalogue, dt.date(2032, 1, 1))
    assert "flights" not in made.lanes
    assert "asset freeze without an end date" in made.standing.text
    assert made.standing.covered is True


def test_a_regime_that_nothing_renewed_is_said_to_have_run_out(tmp_path: Path) -> None:
    texts: dict[int, tuple[dt.date, list[Item], dict[str, tuple[str, ...]]]] = {
        7601: (dt.date(2031, 3, 1), [
            "Decides that all Member States shall, for a period of one year, take measures to prevent the supply of arms to Nepal;",
        ], {}),
        7699: (dt.date(2035, 1, 2), ["Decides to remain seized of the matter."], {}),
    }  # fmt: skip
    made = timeline("Nepal sanctions", published(tmp_path, texts))
    assert made.standing.covered is False
    assert "ran out on 1 March 2032" in made.standing.text
    assert "no text renews or ends it" in made.standing.text


def test_what_has_ended_is_only_recalled_beside_what_goes_on(tmp_path: Path) -> None:
    both = ("7601/op1", "7601/op2")
    texts: dict[int, tuple[dt.date, list[Item], dict[str, tuple[str, ...]]]] = {
        7601: (dt.date(2031, 1, 10), [
            "Decides that all States shall prevent the supply of arms and ammunition to Nepal;",
            "Decides that all States shall freeze the funds and economic resources of the kite makers of Nepal;",
        ], {}),
        7602: (dt.date(2032, 1, 10), [
            "Decides to terminate the measures imposed by paragraph 2 of resolution 7601 (2031) on Nepal;",
        ], {"7602/op1": ("7601/op2",)}),
        7603: (dt.date(2033, 1, 10), [
            "Decides to extend until 10 January 2034 the measures imposed by paragraphs 1 and 2 of resolution 7601 (2031) on Nepal;",
        ], {"7603/op1": both}),
    }  # fmt: skip
    catalogue = published(tmp_path, texts)
    try:
        made = timeline("Nepal sanctions", catalogue)
    finally:
        catalogue.close()
    assert told(made, "7602/op1") == {("asset freeze", "ended")}
    assert told(made, "7603/op1") == {("arms embargo", "extended")}
    assert not made.gaps


def test_an_end_on_terms_is_not_said_to_be_in_force(tmp_path: Path) -> None:
    texts: dict[int, tuple[dt.date, list[Item], dict[str, tuple[str, ...]]]] = {
        7701: (dt.date(2031, 3, 1), ["Decides that all States shall prevent the supply of arms to Nepal;"], {}),
        7702: (dt.date(2032, 3, 1), [
            "Decides to terminate the measures imposed on Nepal by resolution 7701 (2031) on the day after the return of its king;",
        ], {"7702/op1": ("7701",)}),
        7799: (dt.date(2035, 1, 2), ["Decides to remain seized of the matter."], {}),
    }  # fmt: skip
    made = timeline("Nepal sanctions", published(tmp_path, texts))
    assert made.standing.covered is None
    assert "terms from which no day can be computed" in made.standing.text
    assert "in force" not in made.standing.text


def test_a_day_counted_from_one_that_the_text_names(tmp_path: Path) -> None:
    rows = resolution(7801, 2031, ["Harvest Day is the date 90 days after the adoption of this plan."], []).paragraphs
    days = named_days(rows, dt.date(2031, 1, 1))
    assert days == {"Harvest Day": dt.date(2031, 4, 1)}
    assert counted_from("until the date five years after the ABCD Harvest Day", days) == dt.date(2036, 4, 1)
    assert counted_from("until the date five years after the Seed Day", days) is None


@pytest.mark.parametrize(
    ("words", "matter"),
    [
        ("shall prevent the supply, using their flag vessels or aircraft, of arms to Nepal", "arms embargo"),
        ("shall prevent the import of rough diamonds", "diamonds"),
        ("shall inspect all cargo, including arms", "cargo inspection"),
        ("shall reduce the staff of its diplomatic missions", "diplomatic contacts"),
        ("shall prevent the import of all commodities", "trade"),
        ("shall be calm", "other measures"),
    ],
)
def test_the_matter_is_the_one_named_first_unless_it_is_wide(words: str, matter: str) -> None:
    assert matter_of(words) == matter


def test_what_a_paragraph_does_alike_is_one_line() -> None:
    one = Entry(Deed.ENDED, "diamonds", dt.date(2031, 1, 1), "1/op1", "para. 1", "S/RES/1", "", "words")
    other = Entry(Deed.ENDED, "timber", dt.date(2031, 1, 1), "1/op1", "para. 1", "S/RES/1", "", "words")
    assert [entry.lane for entry in told_together([one, other])] == ["diamonds, timber"]


def test_a_difference_is_added_up_where_the_text_says_of_what() -> None:
    day = dt.date(2031, 1, 1)
    texts = [
        "Decides that UNMAZ shall consist of up to 4,000 troops;",
        "Decides to increase the authorized troop strength of UNMAZ by 500 troops, from the current authorized levels;",
        "Decides to deploy an additional 300 troops to UNMAZ;",
    ]
    rows = resolution(7901, 2031, texts, []).paragraphs
    found = [c for row in rows if row.verb for c in ceilings_in(row, day, "UNMAZ", ["UNMAZ"], alone=True)]
    assert [(c.figure, c.added_up) for c in _plausible(found)] == [(4000, False), (4500, True), (None, False)]


def test_phrases_are_found_as_they_are_printed(catalogue: Catalogue) -> None:
    found = {row.key for row in catalogue.printing(["its Sanctions Committees", "drums made"], Kind.OPERATIVE)}
    assert found == {"7502/op1", "7590/op1"}
    assert catalogue.printing(["DRUMS MADE"], Kind.OPERATIVE) == []
