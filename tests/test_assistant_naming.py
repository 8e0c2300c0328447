"""Of several bodies of one name, the one at the place that is named is meant."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from assistant.plan import Subject, SubjectKind
from assistant.reading.entries import Entry
from assistant.reading.naming import Naming
from ingest.annotations import Action, MandateDecision


def force(name: str, title: str, place: str) -> Entry:
    decision = MandateDecision(body=title, action=Action.ESTABLISH, key="9001/op1", date=dt.date(2031, 1, 1))
    kept = Subject(kind=SubjectKind.MISSION, name=name)
    return Entry(kept, title, "", place, "", title, (name, title), frozenset(), frozenset(), (decision,))


FORCES = (
    force("LFX", "Lantern Force in Haiti", "Haiti"),
    force("lantern force (Iraq)", "lantern force (Iraq)", "Iraq"),
    force("kite force (Chad)", "kite force (Chad)", "Chad"),
)


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("LFX until when", "LFX"),
        ("LFX in Haiti until when", "LFX"),
        ("LFX Iraq until when", "lantern force (Iraq)"),
        ("until when is the LFX in Chad", "LFX"),  # the force there goes by another name
    ],
)
def test_a_name_means_the_body_of_that_name_at_the_place_beside_it(asked: str, meant: str) -> None:
    assert [each.subject.name for each in Naming(FORCES).mentions_in(asked) if each.subject] == [meant]


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("is LFX in Haiti under a joint command", ["LFX"]),
        ("is LFX in Haiti like the joint command in Iraq", ["LFX", "Joint Command"]),
        ("who is in the joint command", ["Joint Command"]),
    ],
)
def test_words_beside_a_body_at_the_place_name_none_elsewhere(asked: str, meant: list[str]) -> None:
    forces = (*FORCES, force("Joint Command", "Joint Command", "Iraq"))
    assert [each.subject.name for each in Naming(forces).mentions_in(asked) if each.subject] == meant


@pytest.mark.parametrize(("asked", "meant"), [("the mission in Iraq", "Oar Force"), ("the kite mission in Iraq", "KM")])
def test_a_mission_is_not_meant_for_being_called_a_mission(asked: str, meant: str) -> None:
    newer = force("Oar Force", "Oar Force", "Iraq")
    newest = MandateDecision(body="Oar Force", action=Action.EXTEND, key="9009/op1", date=dt.date(2035, 1, 1))
    mission = replace(force("KM", "Kite Mission in Iraq", "Iraq"), words=frozenset(("kite", "mission")))
    bodies = (replace(newer, decisions=(*newer.decisions, newest)), mission)
    assert [each.subject.name for each in Naming(bodies).mentions_in(asked) if each.subject] == [meant]
