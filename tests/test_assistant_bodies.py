"""Which missions, panels and measures were set up, ended, hold or run out: read from words, selected, told, in an invented corpus."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from assistant.draft import Draft
from assistant.errors import NotThere
from assistant.operations import run
from assistant.operations.chain import Chain
from assistant.operations.conditions import Conditions
from assistant.plan import Deed, SubjectKind, Where, plans_from_line, plans_to_line
from assistant.reading.bodies import bodies
from assistant.reading.lexicon import words_in
from assistant.reading.places import places_among
from assistant.reading.selection.bodies import read_bodies
from assistant.reading.subjects import Subjects
from assistant.telling import tell
from ingest.annotations import Action
from tests.decided import corpus_of, decided
from vectorstore.catalogue import Catalogue

TODAY = dt.date(2035, 6, 1)
TEXTS = {  # number: day, paragraphs; the corpus ends on 1 February 2035
    7421: (dt.date(2031, 1, 1), ["Decides to establish the United Nations Mission in Haiti (UNMAZ) until 31 March 2032"]),
    7422: (dt.date(2032, 2, 1), ["Decides to extend the mandate of UNMAZ for a final period until 1 April 2033",
                                 "Decides to establish the United Nations Office in Haiti (UNOHA) until 1 April 2038"]),
    7423: (dt.date(2032, 3, 1), ["Authorizes the African Union to establish the African Union Mission in Chad (AMUC) until 1 May 2038"]),
    7424: (dt.date(2033, 4, 1), ["Decides to establish the United Nations Operation in Sudan (UNTIS) until 1 May 2036",
                                 "Decides to establish a Committee of the Security Council to watch over the measures imposed on Sudan"]),
    7425: (dt.date(2034, 1, 1), ["Decides to terminate the mandate of UNTIS on 1 February 2034",
                                 "Decides to establish the United Nations Force in Angola (UNFAN) until 1 April 2035"]),
    7426: (dt.date(2035, 2, 1), ["Decides to renew until 1 July 2036 the measures on arms imposed on Haiti by paragraph 2 of resolution 7421 (2031)"]),
}  # fmt: skip


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalogue]:
    with decided(tmp_path_factory.mktemp("bodies"), TEXTS) as opened:
        yield opened


def asked(text: str) -> Any:
    """What the reading asks of mentions, for a question without references and names."""
    places = tuple(places_among(words_in(text)))
    understood = SimpleNamespace(unknown=())
    return SimpleNamespace(text=text, references=(), named=(), places=places, understood=understood)


def told(catalogue: Catalogue, line: str) -> Draft:
    corpus = corpus_of(catalogue, TODAY)
    return tell(run(plans_from_line(f'select(source="bodies", where=where({line}))')[0], corpus), corpus)


@pytest.mark.parametrize(
    ("question", "line"),
    [
        ("Which missions are still deployed?", 'bodies=["mission"], in_force="2035-06-01"'),
        ("which countries are under UN sanctions now", 'bodies=["measures"], in_force="2035-06-01"'),  # which all are
        ("which countries are under an arms embargo", 'bodies=["measures"], part="arms embargo", in_force="2035-06-01"'),
        ("which arms embargoes are in force", 'bodies=["measures"], part="arms embargo", in_force="2035-06-01"'),
        ("list countries that had a rough diamond import ban", 'bodies=["measures"], part="diamonds"'),
        ("how many states in Africa are subject to a travel ban", 'places=["Africa"], bodies=["measures"], part="travel ban", in_force="2035-06-01"'),
        ("how many UN missions in Africa now", 'places=["Africa"], bodies=["mission"], of_un=True, in_force="2035-06-01"'),
        ("Which mandates expire in March 2036?", 'ends=["2036-03-01", "2036-03-31"]'),
        ("Which panels of experts were active on 1 March 2034?", 'bodies=["panel"], in_force="2034-03-01"'),
        ("Which missions closed in 2034?", 'bodies=["mission"], ends=["2034-01-01", "2034-12-31"]'),
        ("Which resolutions terminated missions in 2034?", 'since="2034-01-01", until="2034-12-31", bodies=["mission"], deeds=["end"]'),
        ("List the missions that the Council has set up in Haiti.", 'places=["Haiti"], bodies=["mission"], deeds=["establish"]'),
        ("Which sanctions committees have been terminated?", 'bodies=["committee"], deeds=["end"]'),
        ("authorizations that lapse before 31 January 2036", 'bodies=["authorization"], ends=["2035-06-01", "2036-01-30"]'),
        ("missions ending in the next 3 months", 'bodies=["mission"], ends=["2035-06-01", "2035-09-01"]'),
        ("Which sanctions expire within 60 days?", 'bodies=["measures"], ends=["2035-06-01", "2035-07-31"]'),
        ("panel mandates that run out next month", 'bodies=["panel"], ends=["2035-07-01", "2035-07-31"]'),
        ("missions expiring next quarter", 'bodies=["mission"], ends=["2035-07-01", "2035-09-30"]'),
        ("mandates due before 1 March", 'ends=["2035-06-01", "2036-02-29"]'),
        ("which missions expire in June", 'bodies=["mission"], ends=["2035-06-01", "2035-06-30"]'),
        ("missions that end by 3 June", 'bodies=["mission"], ends=["2035-06-01", "2035-06-03"]'),
        ("Which committees still exist?", 'bodies=["committee"], in_force="2035-06-01"'),
        ("list panels of experts", 'bodies=["panel"], in_force="2035-06-01"'),
        ("give me every sanctions regime and when they end", 'bodies=["measures"], in_force="2035-06-01"'),
        ("all committees w founding resolutions", 'bodies=["committee"], in_force="2035-06-01"'),
        ("all missions ever", 'bodies=["mission"]'),
    ],
)  # fmt: skip
def test_every_word_of_a_question_for_bodies_is_a_condition(question: str, line: str) -> None:
    plan = read_bodies(asked(question), TODAY)
    assert plan is not None
    assert str(plan) == f'select(source="bodies", where=where({line}))'
    assert plans_to_line(plans_from_line(str(plan))) == str(plan)


@pytest.mark.parametrize(
    "question", ["first mandatory sanctions of the council?", "which was the first sanctions regime"]
)
def test_the_first_measures_are_asked_for(question: str) -> None:
    plan = read_bodies(asked(question), TODAY)
    assert str(plan) == 'select(source="bodies", where=where(bodies=["measures"], deeds=["establish"]), limit=1)'


@pytest.mark.parametrize(("imposed", "shown"), [({7421}, [7421]), (set(), [])])
def test_measures_were_set_up_by_the_oldest_text_that_a_later_one_goes_back_to(
    catalogue: Catalogue, imposed: set[int], shown: list[int]
) -> None:
    where = Where(bodies=(SubjectKind.MEASURES,), deeds=(Deed.ESTABLISH,))
    entries = [replace(each, roots=each.roots | {7421}) for each in Subjects(catalogue).entries]
    found = bodies(entries, where, TODAY, TODAY, lambda number: dt.date(2031, 1, 1) if number in imposed else None)
    assert [each.shown.resolution for each in found] == shown


@pytest.mark.parametrize(
    "question",
    ["is there an arms embargo", "arms embargo still on?", "travel ban and timber ban in countries", "the first missions in Haiti", "the sanctions regime in Haiti", "Which missions were established to protect harbours?", "Which missions end soon?", "Which missions?",
     "Which resolutions on missions are still in force?", "Is the mission still running?", "Which missions were active in 2031 and 2033?"],
)  # fmt: skip
def test_a_question_with_another_word_is_none_for_bodies(question: str) -> None:
    assert read_bodies(asked(question), TODAY) is None


def test_what_ended_after_the_corpus_is_set_apart(catalogue: Catalogue) -> None:
    draft = told(catalogue, 'bodies=["mission"], in_force="2035-06-01"')
    holding, _, beyond = draft.text.partition("1 mission more: its last day came after the last text in the corpus")
    assert holding.startswith("2 missions in force on paper on 1 June 2035")
    assert "(UNOHA): S/RES/7422 (2032), para. 2, until 1 April 2038" in holding
    assert "AMUC" in holding
    assert "(UNFAN): S/RES/7425 (2034), para. 2, until 1 April 2035" in beyond
    assert "UNTIS" not in draft.text  # it ended while the corpus went on
    assert {citation.key for citation in draft.citations} == {"7422/op2", "7423/op1", "7425/op2"}
    assert "The corpus ends with S/RES/7426 (1 February 2035)" in draft.text


@pytest.mark.parametrize(
    ("line", "keys"),
    [
        ('bodies=["mission"], of_un=True, in_force="2034-03-01"', {"7422/op2", "7425/op2"}),  # one of the African Union is none
        ('bodies=["mission"], places=["Africa"], in_force="2034-03-01"', {"7423/op1", "7425/op2"}),
        ('bodies=["mission"], places=["Haiti"]', {"7421/op1", "7422/op2"}),
        ('bodies=["mission"], deeds=["establish"], since="2032-01-01", until="2032-12-31"', {"7422/op2", "7423/op1"}),
        ('bodies=["mission"], deeds=["end"]', {"7422/op1", "7425/op1"}),  # a final extension ends it
        ('bodies=["mission"], ends=["2033-01-01", "2034-12-31"]', {"7422/op1", "7425/op1"}),
        ('ends=["2036-07-01", "2036-07-31"]', {"7426/op1"}),
        ('bodies=["committee"], deeds=["establish"]', {"7424/op2"}),
    ],
)  # fmt: skip
def test_each_body_is_shown_by_the_decision_that_the_conditions_are_on(
    catalogue: Catalogue, line: str, keys: set[str]
) -> None:
    draft = told(catalogue, line)
    assert set(draft.evidence) == keys
    assert {*(draft.resolutions or ())} == {key.partition("/")[0] for key in keys}


def test_of_measures_it_says_what_is_not_counted(catalogue: Catalogue) -> None:
    draft = told(catalogue, 'bodies=["measures"], in_force="2035-06-01"')
    assert draft.evidence == ("7426/op1",)
    assert "Those without an end go on because no decision that was read ends them." in draft.text


GOING_ON = {  # the measures on Chad are ended with their committee, those on Sudan are not; of those on Angola others are ended
    7431: (dt.date(2031, 1, 1), ["Decides that all States shall prevent the sale of arms to Chad",
                                 "Decides to establish a Committee of the Security Council to watch over the measures imposed on Chad"]),
    7432: (dt.date(2032, 1, 1), ["Decides that all States shall prevent the sale of arms to Sudan",
                                 "Decides to establish a Committee of the Security Council to watch over the measures imposed on Sudan"]),
    7433: (dt.date(2033, 1, 1), ["Decides to terminate the measures on arms imposed on Chad by paragraph 1 of resolution 7431 (2031)"]),
}  # fmt: skip


def test_measures_of_a_kind_are_told_by_what_has_them_in_force_or_imposed_them(tmp_path: Path) -> None:
    of_arms = 'bodies=["measures"], part="arms embargo"'
    with decided(tmp_path, GOING_ON) as catalogue:
        assert told(catalogue, f'{of_arms}, in_force="2035-06-01"').evidence == ("7432/op1",)
        assert told(catalogue, f'{of_arms}, in_force="2032-06-01"').evidence == ("7431/op1", "7432/op1")
        ever = told(catalogue, of_arms)
        assert ever.evidence == ("7431/op1", "7432/op1")
        assert "“arms embargo” at any time, by what imposed each, the last time" in ever.text
        assert "- Chad, arms embargo: S/RES/7431 (2031), para. 1, 1 January 2031" in ever.text
        assert told(catalogue, 'bodies=["measures"], part="timber", in_force="2035-06-01"').evidence == ()


def test_measures_and_committees_go_on_until_a_decision_ends_them(tmp_path: Path) -> None:
    with decided(tmp_path, GOING_ON) as catalogue:
        assert told(catalogue, 'bodies=["measures"], in_force="2035-06-01"').evidence == ("7432/op1",)
        assert told(catalogue, 'bodies=["measures"], in_force="2032-06-01"').evidence == ("7431/op1", "7432/op1")
        draft = told(catalogue, 'bodies=["committee"], in_force="2035-06-01"')
        assert draft.evidence == ("7432/op2",), "a committee goes with its measures"
        assert "No text says how long a committee stays" in draft.text


def test_the_text_that_set_a_mission_up_stands_beside_its_newest(tmp_path: Path) -> None:
    texts = {
        7441: (dt.date(2031, 1, 1), ["Decides to establish the United Nations Mission in Haiti (UNMAZ) until 31 March 2032"]),
        7442: (dt.date(2032, 3, 1), ["Decides to extend the mandate of UNMAZ until 1 April 2036"]),
    }  # fmt: skip
    with decided(tmp_path, texts) as catalogue:
        draft = told(catalogue, 'bodies=["mission"], in_force="2032-06-01"')
        assert "(UNMAZ), set up by S/RES/7441 (2031): S/RES/7442 (2032), para. 1, until 1 April 2036" in draft.text


def test_none_is_told_as_none_with_what_was_looked_at(catalogue: Catalogue) -> None:
    draft = told(catalogue, 'bodies=["mission"], ends=["2033-09-01", "2033-09-30"]')
    assert draft.text.startswith(
        "None (0): no missions whose end, by the newest decision on each, comes from 1 September 2033"
    )
    assert "Looked at: 5 missions" in draft.text
    assert draft.resolutions == ()


LASTING = {  # the paragraphs that a table names for missions whose texts name neither a term nor an acronym
    73: (dt.date(1949, 8, 11), ["Thanks the mediator"] * 5 + ["Asks for observers of the truce"]),
    143: (dt.date(1960, 7, 14), ["Thanks the envoy", "Decides to send help to the harbours"]),
}


def test_missions_that_no_text_extends_are_followed_by_the_paragraphs_they_rest_on(tmp_path: Path) -> None:
    with decided(tmp_path, LASTING) as catalogue:
        corpus = corpus_of(catalogue, TODAY)

        def chain(view: str, name: str) -> Draft:
            return tell(run(plans_from_line(f'chain(subject="{name}", view="{view}")')[0], corpus), corpus)

        lasting = chain("end", "Truce Supervision Organization")
        assert "(UNTSO) is open-ended; no end date" in lasting.text
        assert [citation.quote for citation in lasting.citations] == ["Asks for observers of the truce"]
        assert "no end was read" in chain("end", "ONUC").text, "of it only the beginning is known"
        assert chain("first", "ONUC").citations[0].key == "143/op2"
        with pytest.raises(NotThere):  # its paragraphs are not in this catalogue
            chain("end", "UNMOGIP")


REGIME = {
    7441: (dt.date(2031, 1, 1), ["Decides that all States shall freeze the funds of the raiders of Haiti",
                                 "Decides that all States shall prevent the supply of arms to Haiti"]),
    7442: (dt.date(2032, 1, 1), ["Decides to impose a ban on all flights to Haiti"]),
    7443: (dt.date(2033, 1, 1), ["Decides to terminate the ban on flights to Haiti imposed by paragraph 1 of resolution 7442 (2032)"]),
}  # fmt: skip


def test_measures_that_go_on_are_not_said_to_be_lifted_where_the_newest_decision_ends_one(tmp_path: Path) -> None:
    with decided(tmp_path, REGIME, {"7443/op1": ("7442/op1",)}) as catalogue:
        corpus = corpus_of(catalogue, TODAY)
        draft = tell(run(plans_from_line('chain(subject=measures("Haiti sanctions"))')[0], corpus), corpus)
        assert draft.text.startswith("Haiti sanctions: in force on 1 June 2035: ")
        assert "asset freeze without an end date (S/RES/7441 (2031), para. 1)" in draft.text
        assert "Decisions that ended some of them: S/RES/7443 (2033), para. 1" in draft.text
        assert draft.evidence[-1] == "7443/op1"


def test_an_end_in_another_paragraph_is_that_of_what_the_text_sets_up(tmp_path: Path) -> None:
    day, end = (
        dt.date(2031, 1, 1),
        "Decides that the authorizations in this resolution for Haiti shall remain until 1 May 2036",
    )
    first = "Authorizes Member States to establish the Lantern Protection Force in Haiti (LAPFO)"
    with decided(tmp_path, {7451: (day, [first, end])}) as catalogue:
        corpus = corpus_of(catalogue, TODAY)
        text = tell(run(plans_from_line('chain(subject="LAPFO")')[0], corpus), corpus).text
        assert "1 May 2036" in text.partition(".")[0]


def test_a_body_whose_texts_add_a_name_to_its_acronym_is_followed_from_its_first_text(tmp_path: Path) -> None:
    sets_up = (
        "Authorizes Member States to establish for a further period of twelve months a multinational harvest force"
    )
    texts = {
        7431: (dt.date(2031, 1, 1), [f"{sets_up} (FORMAZ) in Haiti"]),
        7432: (dt.date(2032, 1, 1), [f"{sets_up} (FORMAZ HARVEST) in Haiti"]),
    }
    with decided(tmp_path, texts) as opened:
        entries = [e for e in Subjects(opened).entries if e.subject.kind is SubjectKind.MISSION]
        assert [(e.subject.name, [d.resolution for d in e.decisions]) for e in entries] == [
            ("FORMAZ HARVEST", [7431, 7432])
        ]
        assert "FORMAZ" in entries[0].names
        first = tell(run(plans_from_line('chain(subject=mission("FORMAZ"), view="first")')[0], corpus_of(opened, TODAY)), corpus_of(opened, TODAY))  # fmt: skip
        assert first.citations[0].key == "7431/op1"
        course = tell(run(plans_from_line('chain(subject=mission("FORMAZ"), view="history")')[0], corpus_of(opened, TODAY)), corpus_of(opened, TODAY))  # fmt: skip
        assert "2 decisions from 1 January 2031" in course.text


@pytest.mark.parametrize(
    ("first", "extended"),
    [
        ("from 1 March 2031 until 1 March 2032", [7462, 7463]),  # what begins on a day is no extension
        ("until 1 March 2032", [7461, 7462, 7463]),
    ],
)
def test_what_lets_a_body_begin_on_a_day_is_not_among_its_extensions(
    tmp_path: Path, first: str, extended: list[int]
) -> None:
    extend = "Decides to extend the mandate of the Mission of Rowers in Haiti (MUFHA)"
    texts = {
        7461: (dt.date(2031, 1, 10), [f"{extend} {first}"]),
        7462: (dt.date(2032, 2, 20), [f"{extend} until 1 March 2033"]),
        7463: (dt.date(2033, 2, 20), [f"{extend} from 1 March 2033 until 1 March 2034"]),
    }
    with decided(tmp_path, texts) as catalogue:
        (entry,) = Subjects(catalogue).entries
        assert {each.action for each in entry.decisions} == {Action.EXTEND}
        where = Where(body=entry.subject, deeds=(Deed.EXTEND,))
        kept = Conditions(corpus_of(catalogue, TODAY)).resolutions(where)
        assert [record.number for record in kept.records] == extended
        set_up = Conditions(corpus_of(catalogue, TODAY)).resolutions(Where(body=entry.subject, deeds=(Deed.ESTABLISH,)))
        assert [record.number for record in set_up.records] == [7461], "which no text calls so"
        found = run(Chain(subject=entry.subject, view="first"), corpus_of(catalogue, TODAY))
        assert found.is_sure is ("from" in first), "where the text says from which day on it is"
