"""Which of what is followed a name means: by its place, by the number of measures, by a person and an office."""

from __future__ import annotations

import datetime as dt
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.plan import Subject, SubjectKind
from assistant.reading.conversation.carry import bodies_named
from assistant.reading.entries import Entry
from assistant.reading.named.naming import Naming
from assistant.reading.subjects import Subjects
from assistant.retrieval.names.persons import names_of_a_term
from assistant.terms import stem
from ingest.annotations import Action, MandateDecision
from tests.decided import decided, reader_of
from tests.factories import resolution
from vectorstore.catalogue import Catalogue, write_catalogue


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


def entry(kind: SubjectKind, name: str, *, lane: str = "", words: str = "", root: int = 9101, day: int = 1) -> Entry:
    """What is followed in Haiti under a name, decided in a resolution of which the root is told."""
    made = MandateDecision(body=name, action=Action.ESTABLISH, key=f"{root}/op1", date=dt.date(2031, 1, day))
    own = frozenset(map(stem, words.split()))
    return Entry(Subject(kind=kind, name=name), name, "", "Haiti", lane, name, (), own, frozenset((root,)), (made,))


OFFICES = (
    entry(SubjectKind.MEASURES, "Haiti sanctions"),
    entry(SubjectKind.OFFICE, "Ombudsperson of Haiti", root=9105, day=2),
    replace(entry(SubjectKind.MEASURES, "Togo sanctions", root=9111, day=3), place="Togo"),
    replace(entry(SubjectKind.OFFICE, "Ombudsperson of Togo", root=9115, day=4), place="Togo"),
)


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("9101 ombudsperson", "Ombudsperson of Haiti"),
        ("what does the 9105 Ombudsperson do", "Ombudsperson of Haiti"),
        ("9111 ombudsperson", "Ombudsperson of Togo"),
        ("the ombudsperson", "Ombudsperson of Togo"),  # the newest one
    ],
)
def test_an_office_is_meant_by_the_number_of_the_measures_that_it_is_for(asked: str, meant: str) -> None:
    assert [each.subject.name for each in Naming(OFFICES).mentions_in(asked) if each.subject] == [meant]


def test_the_numbers_of_an_office_are_also_those_of_the_measures_at_its_place() -> None:
    naming, (measures, office, *_) = Naming(OFFICES), OFFICES
    assert naming.numbers_of(office) == {9101, 9105}
    assert naming.numbers_of(measures) == {9101}
    assert naming.numbers_of(replace(office, place="")) == {9105}


REGIME = entry(SubjectKind.MEASURES, "Haiti sanctions")
ON_ARMS = entry(SubjectKind.MEASURES, "Haiti arms embargo", lane="arms embargo")
ON_PETROLEUM = entry(SubjectKind.MEASURES, "Haiti petroleum", lane="petroleum")
TANKERS = entry(SubjectKind.AUTHORIZATION, "tankers", words="petroleum illicit export vessel lamp", root=9102)
LAMPS = entry(SubjectKind.AUTHORIZATION, "lamps", words="petroleum vessel lamp", root=9103)


@pytest.mark.parametrize(
    ("followed", "asked", "meant"),
    [
        ((ON_ARMS, LAMPS, TANKERS), "Haiti petroleum measures", "tankers"),
        ((ON_ARMS, ON_PETROLEUM, TANKERS), "Haiti petroleum measures", "Haiti petroleum"),
        ((ON_ARMS, LAMPS), "Haiti petroleum measures", "Haiti petroleum"),  # two words of what is authorized are too few
        ((ON_ARMS, TANKERS), "Haiti arms embargo", "Haiti arms embargo"),
        ((TANKERS,), "Haiti timber ban", "Haiti timber"),  # no authorization is called so
    ],
)  # fmt: skip
def test_petroleum_measures_are_an_authorization_where_no_measures_are_on_petroleum(
    followed: tuple[Entry, ...], asked: str, meant: str
) -> None:
    naming = Naming((REGIME, *followed))
    (mention,) = naming.mentions_in(asked, dt.date(2035, 1, 1))
    assert mention.subject is not None
    assert mention.subject.name == meant
    assert mention.kind is mention.subject.kind


def test_an_authorization_of_later_is_not_what_measures_were_then() -> None:
    later = replace(TANKERS, decisions=(TANKERS.decisions[0].model_copy(update={"date": dt.date(2034, 1, 1)}),))
    (mention,) = Naming((REGIME, ON_ARMS, later)).mentions_in("Haiti petroleum measures", dt.date(2033, 1, 1))
    assert mention.subject == Subject(kind=SubjectKind.MEASURES, name="Haiti petroleum")


CALLED = {"HT": "Harbour Tribunal for Haiti", "HTT": "Harbour Tribunal for Togo", "LB": "Lamp Board"}


@pytest.mark.parametrize(
    ("name", "place", "called"),
    [
        (
            "Ms. Ada Mary Vane as Registrar of the Lamp Board", "",
            ["Ada Mary Vane", "Vane", "Registrar of the Lamp Board", "LB Registrar", "Registrar of the LB", "Registrar of LB"],
        ),
        (
            "Mr. Ivo Quill as Prosecutor of the Harbour Tribunal", "Togo",
            ["Ivo Quill", "Quill", "Prosecutor of the Harbour Tribunal", "HTT Prosecutor", "Prosecutor of the HTT", "Prosecutor of HTT"],
        ),
        ("Mr. Ivo Quill as Prosecutor of the Harbour Tribunal", "", ["Ivo Quill", "Quill", "Prosecutor of the Harbour Tribunal"]),
        ("Ms. Ada Vane, Registrar of the Lamp Board", "", []),  # no office that she is appointed to is told
        ("Lamp Board", "", []),
    ],
)  # fmt: skip
def test_a_term_is_called_by_its_person_and_by_the_acronym_and_the_office(
    name: str, place: str, called: list[str]
) -> None:
    assert names_of_a_term(name, place, CALLED) == called


def test_a_term_that_is_followed_is_named_by_surname_and_by_acronym_and_office(tmp_path: Path) -> None:
    body = "Ms. Ada Vane as Registrar of the International Criminal Tribunal for Rwanda"
    made = resolution(9301, 2031, ["Decides to extend the term of Ms. Ada Vane"])
    extended = MandateDecision(body=body, action=Action.EXTEND, key="9301/op1", date=made.date, place="Rwanda")
    write_catalogue(tmp_path / "catalogue.sqlite", [made.model_copy(update={"mandate_decisions": (extended,)})])
    with closing(Catalogue.open(tmp_path / "catalogue.sqlite")) as catalogue:
        subjects = Subjects(catalogue)
        for asked in ("until when is vane there", "ICTR registrar until", "who is the Registrar of the ICTR"):
            (mention,) = subjects.mentions(asked, dt.date(2032, 1, 1))
            assert mention.subject == Subject(kind=SubjectKind.TERMS, name=body), asked


def test_a_term_of_a_table_ends_on_the_day_that_its_text_names(tmp_path: Path) -> None:
    term = "Recommends that he sweep the piers for a second term of office from 1 January 2032 to 31 December 2036"
    with decided(tmp_path, {2580: (dt.date(2031, 6, 1), [term])}) as catalogue:
        subjects = Subjects(catalogue)
        (mention,) = subjects.mentions("until when is Guterres there", dt.date(2032, 1, 1))
        assert mention.subject is not None
        entry = subjects.entry(mention.subject, dt.date(2032, 1, 1))
        assert bodies_named(reader_of(subjects).mentions("did they ask Guterres for lamps")) == []  # who does it
    assert entry is not None
    assert (entry.subject.kind, entry.decisions[-1].until) == (SubjectKind.TERMS, dt.date(2036, 12, 31))


def test_the_numbers_of_an_office_that_is_followed_are_told_by_subjects(tmp_path: Path) -> None:
    texts = {
        9401: (dt.date(2031, 3, 1), [
            "Decides that all States shall prevent the sale of arms and related materiel to Haiti",
            "Decides to establish a Committee of the Security Council to watch the measures on Haiti"]),
        9405: (dt.date(2032, 3, 1), ["Decides to establish an Office of the Ombudsperson for the measures on Haiti until 1 May 2033"]),
    }  # fmt: skip
    with decided(tmp_path, texts) as catalogue:
        subjects = Subjects(catalogue)
        (mention,) = subjects.mentions("9401 ombudsperson", dt.date(2032, 6, 1))
        assert mention.subject == Subject(kind=SubjectKind.OFFICE, name="Office of the Ombudsperson")
        entry = subjects.entry(mention.subject, dt.date(2032, 6, 1))
        assert entry is not None
        assert 9401 not in entry.roots
        assert subjects.numbers_of(entry) == {9401, 9405}


NUMBERED = (
    entry(SubjectKind.PANEL, "Panel on Haiti", root=9102),
    replace(force("TFX", "Torch Force in Togo", "Togo"), roots=frozenset((9103,))),
)


@pytest.mark.parametrize(
    ("asked", "name", "span"),
    [
        ("the Haiti panel (9102), until when", "Panel on Haiti", "Haiti panel (9102"),
        ("until when is TFX (9103) there", "TFX", "TFX (9103"),
        ("the Haiti panel (9109), until when", "Panel on Haiti", "Haiti panel"),  # another number
        ("until when is TFX (9102) there", "TFX", "TFX"),  # that of the panel
        ("until when is TFX 9103 there", "TFX", "TFX"),  # in no brackets
        ("until when is TFX, as told (9103)", "TFX", "TFX"),  # behind something else
    ],
)
def test_a_number_in_brackets_by_which_something_is_called_belongs_to_its_name(
    asked: str, name: str, span: str
) -> None:
    (mention,) = Naming(NUMBERED).mentions_in(asked)
    assert mention.subject is not None
    assert mention.subject.name == name
    assert asked[mention.start : mention.end] == span


def test_of_all_committees_at_a_place_the_first_is_the_oldest_one_unless_one_is_named(tmp_path: Path) -> None:
    committee = "Decides to establish a Committee of the Security Council to watch the {} of {}"
    texts = {
        9411: (dt.date(2031, 3, 1), [committee.format("lamps", "Haiti")]),
        9412: (dt.date(2032, 3, 1), [committee.format("boats", "Haiti")]),
        9410: (dt.date(2030, 3, 1), [committee.format("boats", "Togo")]),
    }
    with decided(tmp_path, texts) as catalogue:
        subjects = Subjects(catalogue)

        def meant(asked: str, *, of_all: bool) -> str:
            (mention,) = subjects.mentions(asked, dt.date(2033, 1, 1))
            found = subjects.oldest_like(mention, of_all=of_all)
            return found.name if found is not None else ""

        assert meant("the first committee on Haiti", of_all=True) == "9411 Committee"
        assert meant("the committee on Haiti", of_all=False) == "9412 Committee", "the newest one"
        assert meant("the first deed of the 9412 Committee", of_all=True) == "9412 Committee"
        assert meant("the first committee on Togo", of_all=True) == "9410 Committee"


@pytest.mark.parametrize(
    ("asked", "name", "span"),
    [
        ("haiti rough diamonds - embargo ended by", "Haiti diamonds", "haiti rough diamonds - embargo"),
        ("haiti, embargo on rough diamonds", "Haiti diamonds", "haiti, embargo on rough diamonds"),
        ("haiti embargo, timber and diamonds", "Haiti arms embargo", "haiti embargo"),  # on which of both is not said
        ("haiti embargo until when, and who sells diamonds", "Haiti arms embargo", "haiti embargo"),  # far from it
        ("haiti travel ban, diamonds", "Haiti travel ban", "haiti travel ban"),  # says what it is on
    ],
)
def test_measures_are_on_the_goods_that_stand_beside_them(asked: str, name: str, span: str) -> None:
    (mention,) = Naming((REGIME, ON_ARMS)).mentions_in(asked)
    assert mention.subject is not None
    assert mention.subject.name == name
    assert asked[mention.start : mention.end] == span


@pytest.mark.parametrize(
    ("asked", "kinds"),
    [
        ("haiti sanctions panel, still there", [SubjectKind.PANEL]),
        ("haiti sanctions, panel until when", [SubjectKind.MEASURES, SubjectKind.PANEL]),
        ("panel and sanctions of haiti", [SubjectKind.PANEL, SubjectKind.MEASURES]),
    ],
)
def test_a_sanctions_panel_is_a_panel_and_no_sanctions(asked: str, kinds: list[SubjectKind]) -> None:
    followed = (REGIME, entry(SubjectKind.PANEL, "Panel on Haiti", root=9102))
    assert [each.kind for each in Naming(followed).mentions_in(asked)] == kinds


@pytest.mark.parametrize(
    ("asked", "name"),
    [
        ("the 1987 arms embargo on Togo", None),  # a year, and no measures there are followed
        ("the 1987 arms embargo", "Haiti arms embargo"),
        ("the 1987 arms embargo on Haiti", "Haiti arms embargo"),
        ("the 787 arms embargo on Togo", "Haiti arms embargo"),  # no year
    ],
)
def test_a_number_that_may_be_a_year_names_nothing_elsewhere(asked: str, name: str | None) -> None:
    followed = (replace(REGIME, roots=frozenset((1987, 787))), ON_ARMS)
    found = [each.subject.name for each in Naming(followed).mentions_in(asked) if each.subject]
    assert found == ([name] if name else [])


@pytest.mark.parametrize(
    ("asked", "name"),
    [
        ("the first UN Mission in Haiti", "OMH"),
        ("first mission in haiti, until when", "OMH"),
        ("the UN Mission in Haiti, first extended when", "MIH"),
        ("first extension of MIH", "MIH"),
    ],
)
def test_the_first_mission_at_a_place_is_the_oldest_there_whatever_it_is_called(asked: str, name: str) -> None:
    named = force("MIH", "Mission in Haiti", "Haiti")
    newer = replace(named, decisions=(named.decisions[0].model_copy(update={"date": dt.date(2035, 1, 1)}),))
    older = force("OMH", "Haiti Observer Mission", "Haiti")
    assert [each.subject.name for each in Naming((newer, older)).mentions_in(asked) if each.subject] == [name]
