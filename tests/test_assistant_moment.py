"""Which decision of a chain a question asks for: the one that first said it, the one that ended it, or the one that holds."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from assistant.operations.chain import Chain
from assistant.plan import Subject, SubjectKind
from assistant.reading.conversation.carry import Focus
from assistant.reading.mentions import Reader
from assistant.reading.slots import SLOTS, Asked
from assistant.reading.slots.ends import asks_for_first_terms, first_term
from assistant.reading.slots.moment import Moment, began_later, began_then, founding_text, moment_asked, was_over
from assistant.reading.subjects import Subjects
from assistant.retrieval.as_it_stands import as_it_began, as_it_stands
from assistant.retrieval.evidence import Evidence
from tests.decided import corpus_of, decided, read_by, reader_of, told
from vectorstore.catalogue import Catalogue
from vectorstore.index import Hit
from vectorstore.lineage.reading import Lineage
from vectorstore.lineage.standing import State, standing

DAY = dt.date(2035, 6, 1)
FLARES = (
    "Decides that UNMIG shall let pass such flares as Member States find necessary for boats in distress, lamp keepers or pilots, after notice "
    "to the Committee and where it does not object within {} working days of such notice"
)
TEXTS: dict[int, Any] = {
    9301: (
        dt.date(2031, 3, 1),
        [
            (
                "Decides that all States shall take the necessary measures:",
                ["to prevent the import of pearls from Kenya", "to prevent the landing of ferries from Kenya"],
            ),
            "Decides that boats with relief may use the piers of Meru and Embu",
        ],
    ),
    9302: (
        dt.date(2032, 3, 1),
        ["Decides to extend until 1 March 2033 the decision in paragraph 2 of resolution 9301 (2031), for Meru alone"],
    ),
    9303: (
        dt.date(2033, 2, 1),
        ["Decides that the measures imposed by paragraph 1 of resolution 9301 (2031) shall cease to have effect"],
    ),
    9311: (
        dt.date(2031, 5, 1),
        [
            "Decides to establish the United Nations Mission in Ghana (UNMIG) until 31 March 2033",
            "Decides that UNMIG shall consist of up to 7,000 military personnel and 900 police",
            FLARES.format("two"),
        ],
    ),
    9313: (
        dt.date(2032, 3, 20),
        [
            "Decides to extend the period of notice in paragraph 3 of resolution 9311 (2031) from two to four working days"
        ],
    ),
    9314: (
        dt.date(2033, 3, 20),
        [
            "Decides to extend the mandate of UNMIG until 31 March 2036",
            "Decides that UNMIG shall comprise up to 5,000 military personnel and 900 police",
            FLARES.format("four"),
        ],
    ),
    9321: (dt.date(2031, 6, 1), ["Decides to establish the United Nations Mission in Togo (UNMIT)"]),
    9322: (dt.date(2032, 6, 1), ["Decides to extend the mandate of UNMIT until 1 June 2033"]),
    9331: (dt.date(2031, 7, 1), ["Decides that all States shall prevent the sale of arms and ammunition to Haiti"]),
    9332: (
        dt.date(2032, 7, 1),
        ["Decides to lift the arms embargo imposed on Haiti by paragraph 1 of resolution 9331 (2031)"],
    ),
}
CITES = {"9332/op1": ("9331/op1",), "9302/op1": ("9301/op2",), "9313/op1": ("9311/op3",), "9303/op1": ("9301/op1",)}
UNMIG, UNMIT = (Subject(kind=SubjectKind.MISSION, name=name) for name in ("UNMIG", "UNMIT"))
ARMS = Subject(kind=SubjectKind.MEASURES, name="Haiti arms embargo")
CEILING = Chain(subject=UNMIG, view="ceiling")


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalogue]:
    with decided(Path(tmp_path_factory.mktemp("moment")), TEXTS, CITES) as opened:
        yield opened


@pytest.fixture(scope="module")
def reader(catalogue: Catalogue) -> Reader:
    subjects = Subjects(catalogue)
    return reader_of(subjects)


def plans(catalogue: Catalogue, reader: Reader, question: str, focus: Focus | None = None) -> list[str]:
    subjects = Subjects(catalogue)
    return [str(part.plans[0]) for part in read_by(reader, subjects, question, focus or Focus(), DAY).parts]


def found(catalogue: Catalogue, *keys: str) -> Evidence:
    hits = tuple(Hit(key, 1.0 - place / 10) for place, key in enumerate(keys))
    return Evidence(hits, catalogue.paragraphs(keys))


@pytest.mark.parametrize(
    ("question", "moment"),
    [
        ("the piers of the original text on Kenya", Moment.BEGINNING),
        ("pearls of Kenya, which paragraph", Moment.DEED),
        ("the text that imposed the ban on pearls of Kenya", Moment.DEED),
        ("pearls of Kenya, which paragraph lifted the ban", Moment.NOW),
        ("must I tell of the pearls of Kenya", Moment.NOW),
        ("who landed the pearls of Kenya in 2031", Moment.THEN),
    ],
)
def test_the_moment_is_told_by_the_words_for_it(reader: Reader, question: str, moment: Moment) -> None:
    assert moment_asked(reader.mentions(question, DAY)) is moment


def test_what_was_ended_leads_unless_its_end_is_asked_for(catalogue: Catalogue) -> None:
    lineage = Lineage(catalogue)
    evidence = found(catalogue, "9303/op1", "9301/op2")
    assert as_it_stands(evidence, lineage, DAY, ends=False, said=["pearl"]).keys[0] == "9301/op1(a)"
    assert as_it_stands(evidence, lineage, DAY, ends=False, said=["lantern"]).keys[0] == "9303/op1"
    assert as_it_stands(evidence, lineage, DAY).keys[0] == "9303/op1"
    imposed = found(catalogue, "9301/op1")
    assert as_it_stands(imposed, lineage, DAY, ends=False).keys[0] == "9301/op1"
    assert as_it_stands(imposed, lineage, DAY).keys[0] == "9303/op1"


def test_what_first_said_it_leads_where_the_beginning_is_asked_for(catalogue: Catalogue) -> None:
    began = as_it_began(found(catalogue, "9302/op1", "9303/op1"), Lineage(catalogue))
    assert began.keys == ("9301/op2", "9303/op1", "9302/op1")
    assert {*began.keys} <= {*began.paragraphs}


def test_a_beginning_behind_two_things_is_that_of_both(catalogue: Catalogue, reader: Reader) -> None:
    then = str(CEILING.but(day=dt.date(2031, 5, 1)))
    assert plans(catalogue, reader, "UNMIG military + police numbers at start") == [then]
    troops, police = CEILING.but(unit="troops"), CEILING.but(unit="police", day=dt.date(2031, 5, 1))
    assert plans(catalogue, reader, "UNMIG military now + police numbers at start") == [str(troops), str(police)]


def test_what_a_ceiling_was_cut_from_is_the_one_before(catalogue: Catalogue, reader: Reader) -> None:
    spoken = Focus(subjects=(UNMIG,), resolutions=(9314,), lead="9314/op2", plans=(CEILING,), text="how strong is it")
    (plan,) = plans(catalogue, reader, "what was it cut from", spoken)
    assert plan == str(CEILING.but(day=dt.date(2033, 3, 19)))
    text = told(str(CEILING), corpus_of(catalogue, DAY)).text
    assert text.startswith("5,000 troops (before: 7,000) and 900 police, from 20 March 2033")


def test_what_changed_a_paragraph_is_read_in_the_text_that_says_it_again(catalogue: Catalogue) -> None:
    row = catalogue.paragraph("9313/op1")
    assert row is not None
    stands = standing(row, Lineage(catalogue), DAY)
    assert (stands.state, stands.current) == (State.RESTATED, "9314/op3")


def test_what_changed_the_newest_version_is_what_changed_one_before(catalogue: Catalogue) -> None:
    draft = told('effects(place="9314/op3")', corpus_of(catalogue, DAY))
    assert "Later decisions on S/RES/9311 (2031), para. 3: changed by S/RES/9313 (2032), para. 1." in draft.text
    assert draft.text.startswith("S/RES/9314 (2033), para. 3 says again what S/RES/9311 (2031), para. 3 said")


def test_of_what_became_of_a_paragraph_the_newest_decision_leads(catalogue: Catalogue) -> None:
    draft = told('effects(place="9311/op3")', corpus_of(catalogue, DAY))
    assert [each.key for each in draft.citations] == ["9313/op1", "9311/op3"]
    assert draft.resolutions == ("9313",)


def asked(
    catalogue: Catalogue, reader: Reader, question: str, kind: str = "chain.end", focus: Focus | None = None
) -> Asked:
    return Asked(kind, reader.mentions(question, DAY), focus or Focus(), Subjects(catalogue), DAY)


def filled(catalogue: Catalogue, reader: Reader, view: str, question: str, focus: Focus | None = None) -> list[str]:
    """The plans of a question of which the view that it asks for is known."""
    return [str(plan) for plan in SLOTS[f"chain.{view}"](asked(catalogue, reader, question, f"chain.{view}", focus))]


@pytest.mark.parametrize("question", ["list all on UNMIG from start to finish", "list all on UNMIG from start to now"])
def test_from_start_to_finish_is_the_whole_history_and_no_matter_of_it(
    catalogue: Catalogue, reader: Reader, question: str
) -> None:
    assert filled(catalogue, reader, "history", question) == ['chain(subject=mission("UNMIG"), view="history")']
    more = question.replace("from", "with oars from")
    assert filled(catalogue, reader, "history", more) != ['chain(subject=mission("UNMIG"), view="history")']


@pytest.mark.parametrize(
    ("question", "line"),
    [
        ("for how long was UNMIG set up at first", ['lookup(places=["9311/op1"])']),
        ("for how long was UNMIT set up at first", []),  # the text that set it up sets no term
        ("for how long were UNMIG and UNMIT set up at first", []),
        ("for how long was UNMIG first extended", ['chain(subject=mission("UNMIG"))']),
        ("for how long is UNMIG set up", ['chain(subject=mission("UNMIG"))']),
    ],
)
def test_how_long_a_mission_ran_at_first_is_the_term_of_its_founding_text(
    catalogue: Catalogue, reader: Reader, question: str, line: list[str]
) -> None:
    assert filled(catalogue, reader, "end", question) == line


def test_a_first_term_is_asked_for_of_missions_alone_and_not_where_one_is_extended(
    catalogue: Catalogue, reader: Reader
) -> None:
    def first(question: str, *subjects: Subject) -> bool:
        return asks_for_first_terms(subjects, reader.mentions(question, DAY))

    assert first("how long was it set up initially", UNMIG)
    assert not first("how long was it set up", UNMIG)
    assert not first("how long was it extended initially", UNMIG)
    assert not first("how long is it set up now, as initially", UNMIG)
    assert not first("how long was it set up initially", UNMIG, ARMS)
    assert not first("how long was it set up initially")


def test_the_first_term_is_one_of_the_founding_text_and_not_of_what_extended_it(
    catalogue: Catalogue, reader: Reader
) -> None:
    of = asked(catalogue, reader, "how long at first")
    assert first_term(of.subjects.entry(UNMIG)) == "9311/op1"
    assert first_term(of.subjects.entry(UNMIT)) == ""
    assert first_term(None) == "", "nothing is known of it"


@pytest.mark.parametrize(
    ("question", "over", "later"),
    [
        ("when did the 2034 embargo on Haiti end", True, False),
        ("when did the 2031 embargo on Haiti end", False, False),
        ("when did the 2032 embargo on Haiti end", False, False),  # it was ended in that year
        ("when did the embargo on Haiti end, by 2034", False, False),  # a time, and no name
        ("who was under the embargo on Haiti in 2030", False, True),
        ("who lit UNMIG in 2030", False, True),
        ("what did the 2040 UNMIG do", False, False),  # it never was ended
    ],
)
def test_measures_called_by_a_year_after_their_end_and_those_begun_after_the_time_asked_of_are_others(
    catalogue: Catalogue, reader: Reader, question: str, over: bool, later: bool
) -> None:
    of = asked(catalogue, reader, question)
    (mention,) = of.mentions.named
    assert mention.subject is not None
    assert was_over(mention, of) is over
    assert began_later(mention.subject, of) is later


def test_of_measures_that_were_over_before_the_year_by_which_they_are_called_nothing_is_followed(
    catalogue: Catalogue, reader: Reader
) -> None:
    assert filled(catalogue, reader, "end", "when did the 2034 embargo on Haiti end") == []
    assert filled(catalogue, reader, "end", "when did the embargo on Haiti end") == [str(Chain(subject=ARMS))]


@pytest.mark.parametrize(
    ("question", "then", "line"),
    [
        ("what ended UNMIG, set up in 2031", True, 'chain(subject=mission("UNMIG"))'),
        ("when did UNMIG end, as of 2032", False, 'chain(subject=mission("UNMIG"), day="2032-12-31")'),
    ],
)
def test_the_year_in_which_something_began_tells_what_ended_and_not_as_of_when(
    catalogue: Catalogue, reader: Reader, question: str, then: bool, line: str
) -> None:
    assert began_then(UNMIG, asked(catalogue, reader, question)) is then
    assert filled(catalogue, reader, "end", question) == [line]


def test_the_month_before_is_counted_from_the_text_in_focus_for_a_mission_that_is_named(
    catalogue: Catalogue, reader: Reader
) -> None:
    spoken, then = Focus(lead="9302/op1", text="what was extended"), dt.date(2032, 2, 29)
    for question, focus, day in (
        ("UNMIG end date the month before", spoken, then),
        ("UNMIG end date the month before", Focus(), None),  # before what, is not known
        ("UNMIG end date", spoken, None),
        ("UNMIG end date as of 1 May 2031, and not the month before", spoken, dt.date(2031, 5, 1)),
    ):
        assert filled(catalogue, reader, "end", question, focus) == [str(Chain(subject=UNMIG, day=day))], question


@pytest.mark.parametrize(
    ("question", "number"),
    [
        ("who paid UNMIG originally", 9311),
        ("who paid the first boat of UNMIG", 0),  # it may have come later
        ("who paid UNMIG and UNMIT originally", 0),
        ("who paid UNMIG under the embargo on Haiti", 0),
        ("who paid under the embargo on Haiti", 0),  # no mission
        ("who paid the rowers originally", 0),
    ],
)
def test_the_founding_text_is_that_of_the_one_mission_that_is_named(
    catalogue: Catalogue, reader: Reader, question: str, number: int
) -> None:
    assert founding_text(reader.mentions(question, DAY), Subjects(catalogue)) == number
