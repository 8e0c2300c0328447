"""The form of an answer: the thing asked for first, with its place; words cut around it and never before it; nothing said twice."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from types import SimpleNamespace
from typing import cast

import pytest

from assistant.answer import Answer, Status
from assistant.draft import Draft
from assistant.finished import yes_or_no
from assistant.folded import CAME_ABOUT, folded, is_asked_for_whole
from assistant.operations.lookup import Lookup
from assistant.operations.search import Search
from assistant.plan import Subject, SubjectKind
from assistant.reading.mentions import Mentions
from assistant.reading.named.naming import Mention
from assistant.retrieval.query import Query
from assistant.retrieval.wanted import Value
from assistant.telling.beside.later import marked
from assistant.telling.chains.scope import authorized
from assistant.telling.together import together
from assistant.writing.stretches import Sought, in_quotes, stretches
from ingest.annotating.annotate import annotate
from ingest.resolution import Paragraph
from tests.factories import resolution
from vectorstore.catalogue import Catalogue
from vectorstore.lineage.model import Change, Later
from vectorstore.lineage.standing import Standing, State

SHIPS = (
    "Decides that all harbours shall turn away, in every season and without regard to the flag under which they sail, vessels that "
    "carry salt, further decides that this provision shall not apply to vessels of the islands, whether they come by the northern "
    "channel or by the southern one, that carry salt for the fisheries in an amount of up to 500 barrels in each year, provided that "
    "(a) the master of the harbour counts the barrels, and requests the Pilots to publish by 1 July 2034 how often they were asked to help;"
)


def row(words: str, *, closing: str = "") -> Paragraph:
    (paragraph,) = annotate(resolution(9001, 2033, ops=[words]).paragraphs)
    return paragraph.model_copy(update={"closing": closing}) if closing else paragraph


def cut(words: str, *stems: str, limit: int = 250, values: Iterable[Value] = ()) -> str:
    paragraph = row(words)
    return in_quotes(paragraph, stretches(paragraph, Sought(dict.fromkeys(stems, 1.0), frozenset(values)), limit))


def test_a_short_paragraph_is_shown_whole() -> None:
    assert cut("Decides to count the lamps;", "lamp") == "“Decides to count the lamps;”"


def test_words_are_cut_around_what_carries_the_answer_with_its_verb_and_what_bounds_it() -> None:
    shown = cut(SHIPS, "barrel", "fisheri")
    assert "up to 500 barrels in each year" in shown
    assert "further decides that this provision shall not apply" in shown
    assert "provided that (a) the master of the harbour counts the barrels" in shown
    assert len(shown) < len(SHIPS)


def test_the_kind_of_value_that_is_asked_for_is_shown_before_others() -> None:
    said = (
        "Decides that the keepers of the northern harbours may buy 400 lamps, 30 anchors and 20 sails for the boats that carry salt to the "
        "islands, further decides that the Guild of Pilots shall watch over the harbours and over the keepers until 3 March 2034, and "
        "that it shall write down what it has seen there in a book that is open to all the keepers and all the pilots of the islands;"
    )
    assert "until 3 March 2034" in cut(said, "keeper", limit=120, values=[Value.DAY])
    assert "400 lamps" in cut(said, "keeper", limit=120, values=[Value.COUNT])


def test_no_figure_that_is_asked_for_is_left_out_between_words_that_are_shown() -> None:
    said = (
        "Decides that the Guild shall go on with up to 1,900 rowers in the boats of the northern harbours and of the islands that lie before them, "
        "whoever owns the boats, and 2,070 pilots, who know the reefs and the lights and the currents between them and are at home on the coast, "
        "among them keepers of the lamps with 20 years behind them, and recalls its wish to look at this again before the spring;"
    )
    shown = cut(said, "keeper", "lamp", "behind", limit=90, values=[Value.COUNT])
    assert "keepers of the lamps" in shown
    assert "2,070 pilots" in shown


def test_what_is_let_through_is_shown_with_what_is_kept_out() -> None:
    said = (
        "Calls upon the keepers to agree on the lights, on the buoys and on the ropes of the harbours, and on a channel that is free of boats "
        "other than those of the Guild and of the Pilots, and to tell the masters of the harbours of the northern and the southern islands;"
    )
    assert "free of boats other than those of the Guild and of the Pilots" in cut(said, "channel", limit=100)


def test_a_period_in_words_is_shown_as_a_figure_is() -> None:
    said = (
        "Decides that what the pilots earn may be released for bread, for lamps and for the repair of boats, whatever the season and the "
        "harbour, after the keeper has told the Guild of the purpose, and in the absence of a word against it within seven working days;"
    )
    shown = in_quotes(row(said), stretches(row(said), Sought({"bread": 1.0}), 90, 1))
    assert "within seven working days" in shown


def test_a_stretch_goes_on_to_the_end_of_its_clause_where_what_it_is_about_may_stand() -> None:
    parts = "rafts, sails, oars and anchors of every make, with the ropes and the paint that are used to keep them in good order, "
    goal = "to the smugglers of the northern bay and to whoever sails with them"
    first = f"Decides that all harbours shall for a further year prevent the sale or the hire of {parts}{goal}"
    second = "and requests the Pilots to write down at noon what they see from the tower, how many gulls fly over the mole, and which way the wind blows"
    third = ", to hang the list on the door of the chapel before the evening bell, and to send it once a month with the post boat to the islands;"
    shown = cut(f"{first}, {second}{third}", "raft", "sail")
    assert goal in shown
    assert shown.endswith(f"{goal} …”")


def test_what_is_little_longer_than_its_room_is_shown_whole_where_it_leads() -> None:
    words = f"Decides to lend {'a lamp, ' * 45}and an oar;"
    assert cut(words, "lamp") == f"“{words}”"
    assert len(cut(words, "lamp", limit=130)) < len(words) / 2


def test_what_denies_is_not_left_out_between_words_that_are_shown() -> None:
    said = (
        "Decides that the ban on salt which was imposed upon the harbours of the northern islands by the decisions of the spring, as they "
        "were put down in the register of the Pilots and read out to the masters of the ships, shall not apply to the carriage of casks "
        "by the brothers of the abbey, whichever of the landing places of the bay they may choose for it in the course of the season, "
        "from one cellar to another cellar;"
    )
    assert "shall not apply" in cut(said, "cellar", limit=120)


def test_what_is_to_be_done_is_not_left_out_between_whom_it_is_said_of_and_the_words_that_are_shown() -> None:
    said = (
        "Decides that the measures which were imposed upon the smugglers in the spring, as they were put down in the register of the Pilots and "
        "read out to the masters of the ships at the beginning of the season, shall also apply to whoever lends them a barge, in the north or "
        "in the south, in the season of the herring or out of it, and whoever takes a cask from them on the quays of the bay;"
    )
    assert "shall also apply to whoever lends them a barge" in cut(said, "cask", "quay", limit=90)


def test_what_a_clause_denies_at_its_end_is_shown_where_there_is_room() -> None:
    said = (
        "Decides that the sale, the lending or the gift of oars, ropes and lamps to the brothers of the abbey, to the keepers of the tower, to "
        "the eldest of the pilots, to the widows of the fishermen of the northern islands, or to whoever else has the leave of the Guild for as "
        "long as he acts with that leave and within the season for which it was given, is open to all and is never a breach of the ban;"
    )
    assert "is never a breach of the ban" in cut(said, "oar")
    assert "never" not in cut(said, "oar", limit=120)


def test_every_condition_of_what_is_allowed_is_shown_to_its_end() -> None:
    said = (
        "Decides to allow the Guild to lend the lamps that are kept in the northern tower to the masters of the harbours for a season, as the "
        "Pilots proposed in their letter of the spring, which was read out to all of them on the day on which the boats came home, provided "
        "that each master signs for the lamps that he takes, in the presence of two keepers of the tower, of whom one is to be the eldest, "
        "and subject to the prior written consent of the Pilots, and requests the Guild to write down in its book who has taken what, and to "
        "read the book out at noon of each Sunday before the door of the tower, where all who come by boat can hear it, unless it rains;"
    )
    shown = cut(said, "lamp")
    assert "provided that each master signs for the lamps that he takes" in shown
    assert "subject to the prior written consent of the Pilots" in shown
    assert "unless it rains" not in shown, "it bounds what another clause asks for"
    assert len(shown) < len(said) * 0.8


def test_a_measure_is_shown_with_the_later_clause_that_excepts_from_it() -> None:
    said = (
        "Decides that all harbours shall turn away the barges of the smugglers, whatever the load that they carry and whoever stands at the "
        "helm, be it by day or by night, in the season of the herring or out of it, with a pilot on board or without one, from the north, from "
        "the south and from the islands, in fair weather and in foul, and decides that this measure shall not apply to barges in distress;"
    )
    assert "shall not apply to barges in distress" in cut(said, "barg")


def test_few_words_go_on_to_a_mark_that_stands_little_behind_them() -> None:
    said = (
        "Affirms that the rules of the northern harbour are written by the Master of the Harbour and Keeper of the Lamps, after a word with "
        "the eldest of the pilots, and that they hang on the door of the tower, where all who come by boat can read them, by day and by night;"
    )
    assert "by the Master of the Harbour and Keeper of the Lamps" in cut(said, "rule", limit=90)


def test_a_figure_or_day_is_sought_where_one_is_asked_for_and_not_cut_in_two() -> None:
    assert "500 barrels" in cut(SHIPS, values=Value)
    for limit in range(60, 330, 3):
        shown = cut(SHIPS, "pilot", "publish", limit=limit)
        assert not re.search(r"by 1( July)?[ ”]*…", shown), limit


@pytest.mark.parametrize("limit", range(40, 400, 20))
def test_what_is_shown_stands_in_the_paragraph(limit: int) -> None:
    for stems in ((), ("salt",), ("pilot", "help"), ("barrel", "flag", "season")):
        shown = cut(SHIPS, *stems, limit=limit)
        parts = [part.strip() for part in shown.strip("“”").split("…") if part.strip()]
        places = [SHIPS.find(part) for part in parts]
        assert min(places) >= 0
        assert places == sorted(places)


def test_words_before_the_verb_are_a_clause_of_their_own() -> None:
    said = "At the wish of the harbours " * 12 + "requests the Pilots to count the lamps;"
    assert cut(said, "wish").startswith("“At the wish")
    paragraph = row(said).model_copy(update={"verb": "requests"})
    assert "count the lamps" in in_quotes(paragraph, stretches(paragraph, Sought({"lamp": 1.0}), 100))


def test_where_points_stand_between_the_words_a_mark_stands() -> None:
    paragraph = row("Decides that the Pilots shall:", closing="and that they shall be paid;")
    shown = in_quotes(paragraph, [(0, len(paragraph.words))])
    assert shown == "“Decides that the Pilots shall: … and that they shall be paid;”"


def part(asked: str, text: str) -> Answer:
    return Answer(question=asked, standalone=asked, status=Status.ANSWERED, text=text)


def test_of_several_things_nothing_is_said_twice() -> None:
    end = "The texts end with the last one."
    answer = together("lamps and boats?", [part("lamps?", f"Ten lamps.\n\n{end}"), part("boats?", f"Two.\n\n{end}")])
    assert answer.text == f"1. lamps?\n\nTen lamps.\n\n2. boats?\n\nTwo.\n\n{end}"
    twice = together("lamps?", [part("lamps?", "Ten lamps."), part("lamps?", "Three are lit.")])
    assert twice.standalone == "lamps?"


def test_what_answers_two_things_is_told_once_and_whole_under_both() -> None:
    counted = "Ten lamps.\n\nHow it came about:\n- 12 → 10 lamps"
    same = together("lamps, cut from?", [part("lamps", counted), part("cut from?", counted)])
    assert same.text == counted
    taken = together(
        "lamps, how many?", [part("lamps", f"Taken is the pier.\n\n{counted}"), part("how many?", counted)]
    )
    assert taken.text.count("Ten lamps.") == 1
    end = "The texts end with the last one."
    three = [
        part("lamps", f"{counted}\n{end}"),
        part("cut from?", f"{counted}\n{end}"),
        part("boats?", f"Two.\n\n{end}"),
    ]
    assert together("?", three).text == f"1. Lamps? cut from?\n\n{counted}\n{end}\n\n2. boats?\n\nTwo.\n\n{end}"


def test_of_many_words_only_what_answers_each_part_is_told() -> None:
    beside = "See also:\n- " + "word " * 300
    answer = together("a and b?", [part("a?", f"Ten lamps.\n\n{beside}"), part("b?", f"Two boats.\n\n{beside}more")])
    assert "word" not in answer.text
    assert "Ten lamps." in answer.text


LEAD, WORDS, END = "Ten lamps.", "“The Pilots shall count each of the lamps.”", "The corpus ends on 1 May 2031."


def words(number: int) -> str:
    return " ".join(["lamp"] * number)


def test_of_a_short_answer_nothing_is_folded() -> None:
    text = "\n\n".join([LEAD, WORDS, f"See also:\n- {words(380)}"])
    assert folded([text]) == [text]


def test_of_a_long_answer_what_comes_near_and_what_was_before_go_first_and_then_what_stands_last() -> None:
    blocks = [LEAD, WORDS, f"See also:\n- {words(200)}", words(190), f"{CAME_ABOUT}:\n- {words(200)}", END]
    assert folded(["\n\n".join(blocks)]) == ["\n\n".join([LEAD, WORDS, blocks[3], END])]
    behind = [f"“{words(200)}”", f"“{words(300)}”"]
    assert folded(["\n\n".join([LEAD, WORDS, *behind, END])]) == ["\n\n".join([LEAD, WORDS, behind[0], END])]
    mark, digest = "S/RES/9901 (2031), para. 2: Ended in 2032.", "The words given for S/RES/9901 are a digest."
    told = "\n\n".join([LEAD, WORDS, behind[1], mark, behind[0], digest])
    assert folded([told]) == ["\n\n".join([LEAD, WORDS, behind[1], mark, digest])]  # what is said of it stays
    alone = "\n\n".join([LEAD, words(500), END])
    assert folded([alone]) == [alone]  # the words that carry it stay, however many


def test_what_a_part_before_has_quoted_is_not_quoted_again_where_all_is_long() -> None:
    again = f"Two boats.\nWhat is counted: {WORDS}\nFirst in 2029."
    first, second = folded(["\n\n".join([LEAD, WORDS]), f"{again}\n\n{words(375)}"], [False, False])
    assert (first, second) == (f"{LEAD}\n\n{WORDS}", f"Two boats.\nFirst in 2029.\n\n{words(375)}")


def test_what_is_asked_for_whole_is_told_whole() -> None:
    near = f"{LEAD}\n\n{WORDS}\n\nSee also:\n- {words(500)}"
    assert folded([near, near], [True, False]) == [near, f"{LEAD}\n\n{WORDS}"]
    assert is_asked_for_whole(Draft("", plans=(Lookup(places=("9901/op1",)),)))
    assert is_asked_for_whole(Draft("", listed="slots"))
    assert not is_asked_for_whole(Draft("", plans=(Search(text="lamps"),)))


def test_an_authorization_is_cut_around_what_may_be_done() -> None:
    aim = "with a view to the safety of all who sail by night, " * 3
    said = f"Decides, {aim}to authorize, for a period of 12 months, Member States, in order to keep the peace of the harbours and of all who call at them, to board barges with lamps off Zambia;"
    shown = authorized(row(said))
    assert shown.endswith("… to board barges with lamps off Zambia;”")
    assert "to authorize, for a period of 12 months, Member States" in shown
    short = "Authorizes the divers to lift the barges off Zambia;"
    assert authorized(row(short)) == f"“{short}”"
    assert authorized(row(f"Recalls the barges; {aim}")).startswith("“Recalls the barges")


@pytest.mark.parametrize(
    ("asked", "goes_on", "said"),
    [
        ("Is UNMAZ still operating?", True, "Yes. "),
        ("UNMAZ still alive", False, "No. "),
        ("Has UNMAZ expired?", True, "No. "),
        ("Is UNMAZ over?", False, "Yes. "),
        ("Is UNMAZ still operating?", None, ""),  # the texts end before its last day
        ("Until when is UNMAZ still operating?", True, ""),
        ("Was UNMAZ extended?", True, ""),
        ("UNMAZ mandate ended when", True, ""),  # asks for the day
        ("UNMAZ still there, who counts the lamps", True, ""),
        ("Does UNMAZ still have to report the lamps?", True, ""),  # of something else
    ],
)
def test_whether_something_is_still_in_force_or_over_is_answered_first(
    asked: str, goes_on: bool | None, said: str
) -> None:
    at = asked.index("UNMAZ")
    named = Mention(at, at + len("UNMAZ"), SubjectKind.MISSION, Subject(kind=SubjectKind.MISSION, name="UNMAZ"))
    mentions = Mentions(asked, asked, (), Query(asked=asked, standalone=asked), (named,), ())
    assert yes_or_no(Draft("UNMAZ …", goes_on=goes_on), mentions) == said


def test_a_remark_is_told_only_where_it_is_sure() -> None:
    day = dt.date(2033, 3, 1)
    unread = cast(
        "Catalogue", SimpleNamespace(last_day=lambda: day, paragraph=lambda _: None)
    )  # nothing else is looked up for these
    decided, called = row("Decides to lend the lamps;"), row("Calls upon the harbours to lend their lamps;")
    assert marked(decided, Standing(decided.key, State.LAPSED, until=day), unread).endswith(
        "Lapsed on paper on 1 March 2033."
    )
    assert not marked(called, Standing(called.key, State.LAPSED, until=day), unread), "a call has no term"
    acted = Later(row=row("Excepts the ferries;"), change=Change.EXCEPTED)
    holds = marked(decided, Standing(decided.key, State.HOLDS, named=(acted,), looked_at=26), unread)
    assert holds == f"{decided.citation}: Exceptions in {acted.row.citation}."
    assert not marked(decided, Standing(decided.key, State.HOLDS, looked_at=26), unread)
