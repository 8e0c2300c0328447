"""What came after a mission and before it, in an invented corpus."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.errors import NotThere
from assistant.reading.entries import entries_of
from assistant.timeline import timeline
from tests.decided import corpus_of, decided, told
from vectorstore.catalogue import Catalogue

TODAY = dt.date(2035, 6, 1)
TEXTS = {  # number: day, paragraphs
    7101: (dt.date(2031, 3, 14), ["Decides to establish the United Nations Mission in Haiti (UNMAZ) until 31 March 2032"]),
    7102: (dt.date(2032, 3, 30), [
        "Decides to establish the United Nations Team in Haiti (UNTAZ) until 31 March 2033",
        "Requests the Secretary-General to move all tasks and hand over the functions of UNMAZ to UNTAZ",
        "Requests the transfer of two helicopters from UNMAZ to UNPOD",
    ]),
    7103: (dt.date(2033, 2, 2), ["Decides to establish the United Nations Office in Angola (UNPOD) until 2 February 2034"]),
    7104: (dt.date(2034, 2, 1), ["Decides to establish the United Nations Force in Angola (UNFAN) until 2 February 2035"]),
    7105: (dt.date(2034, 3, 1), ["Decides to establish the United Nations Group in Chad (UNGIC) until 2 February 2035"]),
}  # fmt: skip


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalogue]:
    with decided(tmp_path_factory.mktemp("timeline_succession"), TEXTS) as opened:
        yield opened


@pytest.mark.parametrize(
    ("line", "said", "key"),
    [
        ('chain(subject=mission("UNMAZ"), view="after")', "UNMAZ was followed by UNTAZ", "7102/op2"),
        ('chain(subject=mission("UNTAZ"), view="before")', "UNTAZ came after UNMAZ", "7102/op2"),
        ('chain(subject=mission("UNPOD"), view="after")', "no text says that the one follows the other", "7104/op1"),
    ],
)
def test_it_is_told_with_the_paragraph(catalogue: Catalogue, line: str, said: str, key: str) -> None:
    draft = told(line, corpus_of(catalogue, TODAY))
    assert said in draft.text
    assert draft.evidence[0] == key
    assert "UNPOD came after UNMAZ" not in draft.text  # helicopters that are lent hand no tasks over


def test_the_first_decision_on_the_next_mission_is_told_too(catalogue: Catalogue) -> None:
    draft = told('chain(subject=mission("UNMAZ"), view="after")', corpus_of(catalogue, TODAY))
    assert draft.evidence == ("7102/op2", "7102/op1")


def test_where_nothing_follows_it_says_so_with_the_last_decision(catalogue: Catalogue) -> None:
    draft = told('chain(subject=mission("UNGIC"), view="after")', corpus_of(catalogue, TODAY))
    assert draft.text.startswith("No decision on missions that was read says that one followed UNGIC")
    assert draft.evidence == ("7105/op1",)


def test_a_plan_asks_for_one_side_or_both(catalogue: Catalogue) -> None:
    corpus = corpus_of(catalogue, TODAY)
    before = told('chain(subject="UNTAZ", view="before")', corpus).text
    both = told('chain(subject="UNTAZ", view="neighbours")', corpus).text
    assert "UNTAZ came after UNMAZ" in before
    assert "followed UNTAZ" not in before
    assert "UNTAZ came after UNMAZ" in both
    assert "No decision on missions that was read says that one followed UNTAZ" in both
    first = told('chain(subject="UNMAZ", view="neighbours")', corpus)
    assert first.text.startswith("UNMAZ was followed by"), "the side on which none is known is told last"
    with pytest.raises(NotThere):  # not yet set up
        told('chain(subject="UNTAZ", view="after", day="2031-01-01")', corpus)


def test_who_goes_to_two_leaves_neither_of_them_and_what_is_set_up_beside_a_mission_follows_it_not(
    tmp_path: Path,
) -> None:
    texts = {
        7201: (dt.date(2031, 3, 1), ["Decides to establish the United Nations Mission in Haiti (UNMAZ) until 1 March 2033"]),
        7202: (dt.date(2032, 3, 1), [
            "Decides to establish the United Nations Team in Haiti (UNTAZ) until 1 March 2034",
            "Decides to establish the United Nations Force in Haiti (UNPAZ) until 1 March 2034",
            "Underscores the need for a smooth transition from UNMAZ to UNTAZ and to UNPAZ",
        ]),
        7203: (dt.date(2034, 2, 1), [
            "Decides to extend the mandate of UNTAZ until 1 March 2036",
            "Decides to establish the United Nations Harbour Office in Haiti (UNHOH) until 1 March 2036",
        ]),
    }  # fmt: skip
    with decided(tmp_path, texts) as opened:
        after = {name: [each.name for each in timeline(name, opened, TODAY).after] for name in ("UNMAZ", "UNTAZ")}
    assert after == {"UNMAZ": ["UNTAZ", "UNPAZ"], "UNTAZ": []}


SECOND = {
    7201: (dt.date(2031, 3, 14), ["Decides to establish the United Nations Togo Verification Mission (UNTOV) until 31 March 2032"]),
    7202: (dt.date(2032, 6, 1), ["Decides to establish the United Nations Togo Verification Mission II (UNTOV II) until 1 June 2033"]),
}  # fmt: skip


def test_the_second_mission_of_a_name_comes_after_the_first(tmp_path: Path) -> None:
    with decided(tmp_path, SECOND) as catalogue:
        corpus = corpus_of(catalogue, TODAY)
        after = told('chain(subject=mission("UNTOV"), view="after")', corpus)
        before = told('chain(subject=mission("UNTOV II"), view="before")', corpus)
    assert after.text.startswith("UNTOV was followed by UNTOV II: S/RES/7202 (2032), para. 1")
    assert "It is the next mission in that place" in after.text
    assert before.text.startswith("UNTOV II came after UNTOV: S/RES/7202 (2032), para. 1")
    assert "It is the mission before it in that place" in before.text


MISNAMED = {
    7211: (dt.date(2031, 3, 14), ["Decides to establish the United Nations Mission in Togo (UNMIT) until 31 March 2032"]),
    7212: (dt.date(2032, 3, 14), ["Decides to establish the United Nations Operation in Togo (UNOTO) until 1 June 2033"]),
    7213: (dt.date(2033, 6, 1), ["Decides that the mandate of the United Nations Mission in Togo shall be extended until 1 July 2033"]),
}  # fmt: skip


def test_a_term_under_the_name_of_a_mission_that_was_gone_is_one_of_the_mission_that_ran_out(tmp_path: Path) -> None:
    with decided(tmp_path, MISNAMED) as catalogue:
        entries = {entry.acronym: [d.resolution for d in entry.decisions] for entry in entries_of(catalogue)}
    assert entries == {"UNMIT": [7211], "UNOTO": [7212, 7213]}


FOUNDED = {
    425: (dt.date(1978, 3, 19), ["Recalls the harbour", "Urges calm", "Decides to send at once a force of rowers to Lebanon under its authority"]),
    426: (dt.date(1978, 3, 20), ["Decides that the United Nations Interim Force in Lebanon (UNIFIL) shall be established until 19 September 1978"]),
}  # fmt: skip


def test_what_is_known_to_have_set_a_mission_up_is_its_first_decision(tmp_path: Path) -> None:
    with decided(tmp_path, FOUNDED) as catalogue:
        draft = told('chain(subject=mission("UNIFIL"), view="first")', corpus_of(catalogue, TODAY))
    assert draft.citations[0].key == "425/op3"
    assert "says: “Decides to send at once a force of rowers" in draft.text
