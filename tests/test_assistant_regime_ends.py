"""What is over with a measure that is lifted, what goes on, and what is not known; on invented texts."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from assistant.records.stands import in_words
from assistant.telling.chains.end import chain_told
from assistant.timeline import Timeline, timeline
from assistant.timeline.regimes.kinds import chain_on
from assistant.timeline.regimes.provision_matters import matter_of
from tests.decided import decided
from tests.factories import Item
from vectorstore.lineage.reading import Lineage
from vectorstore.lineage.standing import standing

_DAY = dt.date(2036, 6, 1)
_BAN = "Decides that all States shall prevent the sale or supply of arms and related materiel"
_RAIDERS = f"{_BAN} to Haiti, in order to keep the raiders of the northern shore from obtaining any, and that this shall not apply to the coast guard"
_LAST: tuple[dt.date, list[Item]] = (dt.date(2035, 12, 1), ["Decides to remain seized of the matter"])
_TEXTS: dict[int, tuple[dt.date, list[Item]]] = {
    9201: (dt.date(2031, 1, 1), [f"{_BAN} to Haiti"]),
    9202: (dt.date(2032, 1, 1), [f"{_BAN} to Haiti and financing or other assistance for it, but for its police, which is exempt from this for its work"]),
    9203: (dt.date(2033, 1, 1), [
        "Decides to lift the arms embargo on Haiti established in resolution 9201 (2031) as amended",
        _RAIDERS,
    ]),
    9204: (dt.date(2034, 1, 1), [_RAIDERS]),
}  # fmt: skip


def _regime(path: Path, texts: dict[int, tuple[dt.date, list[Item]]]) -> Timeline:
    with decided(path, texts, {"9203/op1": ("9201",)}) as catalogue:
        return timeline("Haiti sanctions", catalogue, _DAY)


def test_what_amended_an_embargo_ends_with_it_and_what_is_set_up_instead_is_one_measure(tmp_path: Path) -> None:
    made = _regime(tmp_path, _TEXTS)
    running = [term.key for term in made.terms if term.lane.startswith("arms embargo") and term.end is None]
    assert running == ["9203/op2"]


def test_experts_whose_day_came_after_the_texts_are_not_said_to_have_run_out(tmp_path: Path) -> None:
    panel = "Decides to establish, until 1 May 2036, the Panel of Experts on Haiti"
    made = _regime(tmp_path, {**_TEXTS, 9205: (dt.date(2035, 5, 1), [panel]), 9206: _LAST})
    assert "On paper, and passed since: Panel of Experts until 1 May 2036" in made.standing.text
    assert "ran out" not in made.standing.text


def test_an_answer_says_first_that_an_embargo_was_lifted_and_then_what_remains(tmp_path: Path) -> None:
    texts: dict[int, tuple[dt.date, list[Item]]] = {
        9201: _TEXTS[9201],
        9202: (dt.date(2033, 1, 1), [
            "Decides to lift the arms embargo on Haiti established in resolution 9201 (2031)",
            _BAN.replace("that all", "that, until 1 January 2034, all") + " to armed groups in Haiti",
        ]),
        9203: (dt.date(2033, 12, 1), ["Decides to extend until 1 January 2037 the measures imposed by paragraph 2 of resolution 9202 (2033)"]),
    }  # fmt: skip
    with decided(tmp_path, texts, {"9202/op1": ("9201",), "9203/op1": ("9202/op2",)}) as catalogue:
        chain = chain_on("Haiti arms embargo", "Haiti", catalogue.mandates(), catalogue)
        told = chain_told(chain, Lineage(catalogue), _DAY)
    assert told is not None
    assert told.text.startswith("Lifted by S/RES/9202 (2033), para. 1, on 1 January 2033 (“Decides to lift the arms")
    remains = told.text.partition("what remains: the ")[2]
    assert remains.startswith("measures are in force on paper until 1 January 2037")
    assert "9202/op1" in [each.key for each in told.citations]


def test_a_ban_on_arms_that_names_money_is_no_freeze_and_subsequent_resolutions_end_with_the_first(
    tmp_path: Path,
) -> None:
    texts: dict[int, tuple[dt.date, list[Item]]] = {
        9201: (dt.date(2031, 1, 1), ["Decides that all States shall freeze the assets of the leaders of Haiti"]),
        9202: (dt.date(2032, 1, 1), [f"{_BAN} to Haiti, and of financial assistance for it, and the funds and assets that pay for it"]),
        9203: (dt.date(2033, 1, 1), ["Decides to terminate the measures on Haiti imposed by resolution 9190 (2030) and subsequent related resolutions"]),
    }  # fmt: skip
    with decided(tmp_path, texts, {"9203/op1": ("9190",)}) as catalogue:
        decisions = catalogue.mandates()
        freeze = [d.key for d in chain_on("Haiti asset freeze", "Haiti", decisions, catalogue)]
        before = [d for d in decisions if d.resolution < 9203]
        assert [d.key for d in chain_on("Haiti asset freeze", "Haiti", before, catalogue)] == ["9201/op1"]
    assert freeze[-1] == "9203/op1"


def test_of_a_paragraph_that_renews_some_and_reaffirms_others_the_line_names_what_lapses(tmp_path: Path) -> None:
    renews = "Decides to renew until 14 November 2034 the measures imposed by paragraph 1 of resolution 9201 (2031)"
    texts: dict[int, tuple[dt.date, list[Item]]] = {
        9201: _TEXTS[9201],
        9202: (dt.date(2033, 11, 14), [f"{renews}, and reaffirms the provisions of paragraphs 14 to 17 of resolution 9190 (2030)"]),
        9203: _LAST,
    }  # fmt: skip
    with decided(tmp_path, texts, {"9202/op1": ("9201/op1",)}) as catalogue:
        row = catalogue.paragraph("9202/op1")
        assert row is not None
        said = in_words(standing(row, Lineage(catalogue), _DAY), catalogue)
    assert said == f"Lapsed on paper on 14 November 2034, as far as it says “{renews}”"


def test_carriers_named_by_the_way_and_weapons_of_one_sort_are_told_apart() -> None:
    assert matter_of("shall prevent the sale, using their flag vessels and aircraft, of arms") == "arms embargo"
    assert matter_of("shall prohibit the procurement of chemical weapons and related goods") == "chemical weapons"


def test_what_only_serves_measures_whose_day_has_passed_is_not_said_to_be_in_force(tmp_path: Path) -> None:
    texts: dict[int, tuple[dt.date, list[Item]]] = {
        9201: (dt.date(2035, 5, 1), [
            f"{_BAN} to Haiti".replace("that all", "that, until 1 May 2036, all"),
            "Decides to authorize all States to, and that all States shall, upon discovery of items whose supply to Haiti is prohibited by "
            "paragraph 1 of this resolution, seize and dispose of them",
        ]),
        9202: _LAST,
    }  # fmt: skip
    with decided(tmp_path, texts, {"9201/op2": ("9201/op1",)}) as catalogue:
        made = timeline("Haiti sanctions", catalogue, _DAY)
    assert "seizure and disposal" in made.lanes
    assert made.standing.text.startswith("Haiti sanctions: no text has a measure in force on 1 June 2036.")
    assert "On paper, and passed since: arms embargo until 1 May 2036" in made.standing.text
