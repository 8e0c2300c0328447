"""What is shown of a long paragraph that leads on to points: the clause that governs them, to its end."""

from __future__ import annotations

from assistant.retrieval.wanted import Value
from assistant.writing.stretches import Sought, in_quotes, stretches, value_told
from ingest.annotating.annotate import annotate
from tests.factories import resolution

TURNED_AWAY = (
    "Decides that all harbours shall turn away the barges of the smugglers, whatever the load that they carry and whoever stands at the "
    "helm, be it by day or by night, in the season of the herring or out of it, with a pilot on board or without one, from the north, from "
    "the south and from the islands, in fair weather and in foul"
)
LENDING = (
    "and decides that the lending of lamps, of oars and of ropes to the masters of the northern harbours, to the keepers of the towers and to "
    "the eldest of the pilots, which was put down in the register of the Guild in the spring, which was read out on the quay to all who came by "
    "boat and to all who came on foot, and of which the Guild has kept a copy in the chest that stands behind the door of the chapel"
)


def shown(words: str, *stems: str, limit: int = 90) -> str:
    (row,) = annotate(resolution(9001, 2033, ops=[words]).paragraphs)
    return in_quotes(row, stretches(row, Sought(dict.fromkeys(stems, 1.0)), limit))


def test_what_leads_on_to_points_is_shown_to_its_end_though_nothing_in_it_was_sought() -> None:
    last = "and further decides that this ban on oars leaves out"
    assert shown(f"{TURNED_AWAY}, {last}:", "barg").endswith(f"{last}:”")
    assert last not in shown(f"{TURNED_AWAY}, {last} ferries;", "barg"), "no points follow"


def test_of_a_last_clause_that_is_long_itself_its_beginning_and_its_end_are_shown() -> None:
    told = shown(f"{TURNED_AWAY}, {LENDING}, shall not be open to:", "barg")
    assert "decides that the lending of lamps" in told
    assert told.endswith("shall not be open to:”")
    assert "read out on the quay" not in told


def test_the_words_that_state_a_value_that_is_asked_for_are_told_alone() -> None:
    words = f"{TURNED_AWAY}, save for up to 400 troops in a season that ends on 1 May 2034, and for up to 30 barrels of the pilots, and for 75 per cent of the amount of oars of the smugglers;"
    (row,) = annotate(resolution(9001, 2033, ops=[words]).paragraphs)

    def told(*stems: str, values: frozenset[Value] = frozenset((Value.COUNT,))) -> str:
        cut = value_told(row, Sought(dict.fromkeys(stems, 1.0), values))
        return in_quotes(row, [cut]) if cut is not None else ""

    assert told("oar") == "“… save for up to 400 troops in a season that ends on 1 May 2034 …”", "no day is cut in two"
    assert told("pilot").startswith("“… and for up to 30 barrels")
    assert "400 troops" in told("smuggler", "oar"), "a share is no count"
    assert "75 per cent" in told(values=frozenset((Value.SHARE,)))
    assert told("barg", values=frozenset()) == ""
