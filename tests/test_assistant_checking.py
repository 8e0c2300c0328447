"""Sentences of a generated answer beside an invented text: what passes, and what is marked."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.answer import SentenceVerdict
from assistant.checking.sentences import citations_in, sentences_in
from assistant.checking.tokens import tokens_of
from assistant.checking.verify import verify_text
from assistant.draft import Draft
from tests.factories import resolution
from tests.invented import CORPUS
from vectorstore.catalogue import Catalogue, write_catalogue

HARBOUR = resolution(
    7020, 2033, subject="the harbour of Port Sarra", agenda="The situation in Azuria",
    pps=["Recalling its decision that all pilots shall carry lanterns"],
    ops=[
        "Decides to extend the mandate of UNMAZ until 31 March 2034, and further decides to conduct by 30 June 2033 a review",
        "Decides that all States shall prevent the sale of flares and lamp oil to the Coral Front, and decides further that this "
        "measure shall not apply to flares carried by rescue boats",
        "Authorizes UNMAZ, acting in cooperation with the harbour master, to take all necessary measures to protect fishermen "
        "under threat of attack, while excluding a garrison on the island of Sarra, and requests the harbour master to inform "
        "the Secretary-General of the measures, which shall be reported to the Council",
        "Decides that UNMAZ shall comprise up to 2,500 troops and at least thirty pilots, and that nothing in this paragraph "
        "shall oblige a State to send pilots",
        "Calls upon Azuria to withdraw its trawlers from the Sarran reef before the monsoon, as set out in paragraph 3 of resolution 7003 "
        "(2032)",
        ("Requests the Secretary-General:", ["to report every six months on the ferries", "to publish a chart of the wrecks"]),
        "Decides that the pilots of the reef shall extend the pier until 31 March 2034, with a view to the implementation "
        "of resolution 7003 (2032)",
        "Decides that GUPAT will sail under the guidance of MOPAT until 1 May 2034, and decides to count the lamps by "
        "9 June 2033, invites GUPAT to sail at night, and invites the Secretary-General to hand over the lamps",
        "Requests the pilots to implement the plan and urges the ferrymen of MOPAT to fully implement the charter",
    ],
)  # fmt: skip


@pytest.fixture(scope="module")
def texts(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    path = tmp_path_factory.mktemp("checking") / "catalogue.sqlite"
    write_catalogue(path, [*CORPUS, HARBOUR])
    return Catalogue.open(path)


def checked(text: str, texts: Catalogue) -> Draft:
    keys = [row.key for number in texts.numbers() for row in texts.paragraphs_of(number)]
    return verify_text(Draft(text), frozenset(keys), texts)


def cite(at: str, text: str) -> str:
    return f"{text} (S/RES/7020 (2033), para. {at})."


TRUE = [
    ("1", "The Council decides to extend the mandate of UNMAZ until 31 March 2034"),
    ("1", "The mandate of UNMAZ runs until 31 March 2034"),
    ("1", "Resolution 7020 (2033), adopted on 1 January 2033, renews the mandate of UNMAZ until March 31, 2034"),
    ("1", "By 30 June 2033, a review is to be conducted"),
    ("2", "All States must prevent the sale of lamp oil to the Coral Front"),
    ("2", "The ban does not apply to flares carried by rescue boats"),
    ("2", "Flares carried by rescue boats are exempt from the measure"),
    ("3", "UNMAZ may take all necessary measures to protect fishermen under threat of attack"),
    ("3", "The harbour master is requested to inform the Secretary-General of the measures"),
    ("4", "UNMAZ shall comprise up to 2500 troops and at least 30 pilots"),
    ("4", "No State is obliged to send pilots"),
    ("5", "The Council asks Azuria to withdraw its trawlers from the Sarran reef, as set out in paragraph 3 of resolution 7003 (2032)"),
    ("6", "The Secretary-General is requested to report every six months on the ferries"),
    ("6 (b)", "The Secretary-General is requested to publish a chart of the wrecks"),
    ("7", "With a view to the implementation of resolution 7003 (2032), the Council decides that the pilots shall extend the pier"),
    ("8", "The Secretary-General is invited to hand over the lamps"),
    ("9", "Requests the pilots to implement the plan and urges the ferrymen of MOPAT to fully implement the charter"),
    ("8", "GUPAT will sail under the guidance of MOPAT until 1 May 2034"),
]  # fmt: skip
FALSE = [
    ("1", "The Council decides to extend the mandate of UNMAZ until 31 March 2035", "31 March 2035"),
    ("1", "The Council decides to extend the mandate of UNMAZ until 30 June 2033", "30 June 2033"),
    ("1", "The Council decides to extend the mandate of UNMAZ from 31 March 2034", "from"),
    ("1", "The Council decides to extend the mandate of UNMAZ until 1 January 2033", "1 January 2033"),
    ("1", "The Council decides to extend the mandate of UNTIL until 31 March 2034", "UNTIL"),
    ("1", "The Council recommends to extend the mandate of UNMAZ until 31 March 2034", "recommends"),
    ("1", "The Secretary-General decides to extend the mandate of UNMAZ until 31 March 2034", "decides"),
    ("1", "The Council decides not to extend the mandate of UNMAZ", "not"),
    ("2", "The measure applies to flares carried by rescue boats", "not"),
    ("2", "All States shall sell flares and lamp oil to the Coral Front", "prevent"),
    ("2", "All States should prevent the sale of flares to the Coral Front", "should"),
    ("2", "Some States shall prevent the sale of flares to the Coral Front", "Some"),
    ("2", "The Coral Front shall prevent the sale of flares to all States", "Front"),
    ("2", "All States shall prevent the sale of weapons and lamp oil to the Coral Front", "weapons"),
    ("2", "All States shall prevent the sale of flares to the Sarran Front", "Sarran"),
    ("3", "UNMAZ must take all necessary measures to protect fishermen", "must"),
    ("3", "The harbour master is authorized to take all necessary measures to protect fishermen", "master"),
    ("3", "UNMAZ may attack fishermen", "may"),
    ("3", "UNMAZ may take all necessary measures to protect fishermen, including a garrison on the island of Sarra", "excluding"),
    ("4", "UNMAZ shall comprise at least 2,500 troops", "limit"),
    ("4", "UNMAZ shall comprise up to 2,500 pilots", "2,500"),
    ("4", "UNMAZ shall comprise forty pilots", "forty"),
    ("4", "A State shall send pilots", "nothing"),
    ("5", "The Council demands that Azuria withdraw its trawlers from the Sarran reef", "demands"),
    ("5", "The Council calls upon Azuria to withdraw its trawlers after the monsoon", "after"),
    ("5", "The Council calls upon Azuria to withdraw its trawlers by the Sarran reef before the monsoon", "by Sarran"),
    ("5", "The Council calls upon Azuria to withdraw its trawlers, as set out in paragraph 2 of resolution 7003 (2032)", "7003"),
    ("6", "The Secretary-General is requested to report every six weeks on the ferries", "six"),
    ("6 (b)", "The Secretary-General is requested to publish a chart of the wrecks within 4 weeks", "4"),
    ("7", "The Council decides to extend the mandate of UNMAZ until 31 March 2035", "31 March 2035"),
    ("17", "The Council decides to extend the mandate of UNMAZ until 31 March 2034", "does not exist"),
    ("3", "The Council authorizes the harbour master to take all necessary measures", "master"),
    ("3", "UNMAZ is requested to inform the Secretary-General of the measures", "UNMAZ"),
    ("8", "The Council invites the Secretary-General to sail", "General"),
    ("8", "MOPAT will sail until 1 May 2034", "MOPAT"),
    ("8", "The count of the lamps ends on 1 May 2034", "1 May 2034"),
    ("2", "Acting under Chapter VII, the Council decides that all States shall prevent the sale of flares", "VII"),
]  # fmt: skip


@pytest.mark.parametrize(("at", "text"), TRUE)
def test_what_the_text_says_is_supported(texts: Catalogue, at: str, text: str) -> None:
    draft = checked(cite(at, text), texts)
    assert [(s.verdict, s.reasons) for s in draft.sentences] == [(SentenceVerdict.SUPPORTED, ())]
    assert draft.text == cite(at, text)


@pytest.mark.parametrize(("at", "text", "why"), FALSE)
def test_what_the_text_does_not_say_is_marked_with_the_reason(texts: Catalogue, at: str, text: str, why: str) -> None:
    draft = checked(cite(at, text), texts)
    (sentence,) = draft.sentences
    assert sentence.verdict is SentenceVerdict.NOT_SUPPORTED
    assert any(why in reason for reason in sentence.reasons), sentence.reasons
    assert draft.text == f"{cite(at, text)} [not supported]"


A, B = "(S/RES/7020 (2033), para. 1)", "(S/RES/7020 (2033), para. 2)"
EXTENDS, BANS = "The Council extends the mandate of UNMAZ", "All States shall prevent the sale of flares"


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        (f"{EXTENDS} {A}, and {BANS.lower().replace('states', 'States')} {B}.", 0),
        (f"{EXTENDS} {B}, and {BANS.lower().replace('states', 'States')} {A}.", 1),  # each under the other's citation
        (f"{EXTENDS}. It does so until 31 March 2034 {A}.", 0),  # covered by the next citation of the paragraph
        (f"{EXTENDS} {A}. {BANS}.", 1),
        (f"{EXTENDS}.\n\n{BANS} {B}.", 1),
        (f"[S/RES/7020 (2033), para. 1] adopted 2033-01-01\n{EXTENDS}.", 0),  # as the model was shown it
        (f"[S/RES/7020 (2033), para. 1] adopted 2033-01-01\n{BANS}.", 1),
        (f"[S/RES/7020 (2033), para. 1] adopted 2033-01-01\n\n{EXTENDS}.", 1),
        (f"The texts say the following:\n- {EXTENDS} {A}\n- {BANS} {B}", 0),
        (f"{EXTENDS} {A}:\n- until 31 March 2034\n- until 31 March 2035", 1),
        (f"1. {EXTENDS}. {A}\n2. {BANS}. [S/RES/7020 (2033), para. 2]", 0),
        (f"“Decides to extend the mandate of UNMAZ until 31 March 2034” {A}.", 0),
        (f"“Decides to extend the mandate of UNMAZ until 31 March 2043” {A}.", 1),
        (f"{EXTENDS} {A}.\n\nSources:\n- S/RES/7020 (2033), para. 2\n- 7020 (2033)", 0),  # bare citations say nothing
        (f"{EXTENDS} {A}.\n\nSources:\n- S/RES/7020 (2033), para. 19", 1),
        (f"Does the Council extend the mandate of UNMAZ {A}?", 1),  # nor does a question
        (f"What does the Council extend? {EXTENDS} {A}.", 1),
        ("The passages do not answer the question.", 0),
        ("The resolution does not answer the question.", 1),
        ("The passages contain no information on this.", 0),
        ("The texts say no.", 1),
        ("The texts end on 7 July 2033.", 0),
        ("Answer: 7 July 2033.", 1),  # the day on which the texts end is no answer to "when"
        ("According to the texts it ended on 7 July 2033.", 1),
        ("The texts end on 8 July 2033.", 1),
        ("In short:", 0),
        ("Yes.", 1),
        ("There are three exceptions:", 1),
        ("It cites nothing, e.g. para. 2 of No. 7 of the U.N. list.", 1),
        (f"{EXTENDS} (S/RES/7020 (2034), para. 1).", 1),  # the year is another
    ],
)
def test_each_sentence_needs_a_citation_that_covers_it(texts: Catalogue, text: str, marked: int) -> None:
    draft = checked(text, texts)
    assert [s.text for s in draft.sentences if s.verdict is SentenceVerdict.NOT_SUPPORTED] == [
        s.text for s in draft.sentences if draft.text.startswith(" [not supported]", s.end)
    ]
    assert draft.text.count("[not supported]") == marked, draft.sentences


def test_a_text_outside_the_evidence_supports_nothing(texts: Catalogue) -> None:
    draft = verify_text(Draft(cite("1", EXTENDS)), frozenset({"7001/op1"}), texts)
    assert "not among the texts that were found" in draft.sentences[0].reasons[0]


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("UNMAZ shall comprise up to 2,500 troops (S/RES/7020 (2033)).", SentenceVerdict.NOT_SUPPORTED),
        ("7020 (2033) flares are carried by rescue boats.", SentenceVerdict.NOT_SUPPORTED),
        ("It says “to report every six months on the ferries” (S/RES/7020 (2033)).", SentenceVerdict.SUPPORTED),
        ("S/RES/7020 (2033) is on the harbour of Port Sarra.", SentenceVerdict.SUPPORTED),
    ],
)
def test_a_resolution_as_a_whole_supports_its_record_and_what_is_quoted(
    texts: Catalogue, text: str, verdict: SentenceVerdict
) -> None:
    (sentence,) = checked(text, texts).sentences
    assert sentence.verdict is verdict
    assert ("It names no paragraph." in sentence.reasons) is (verdict is SentenceVerdict.NOT_SUPPORTED)


def test_sentences_are_cut_at_their_ends_alone() -> None:
    text = (
        "See para. 2 of S/RES/7020 (2033), para. 2. Mr. A. Bell spoke. “It ends. It goes on.” was said (S/RES/7020 (2033), "
        "paras. 1 and 2). Then it went on e.g. at 3.5 knots! (S/RES/7020 (2033), para. 3)\n\n- one item\n  that goes on\n"
        "2) another. And one more?"
    )
    found = sentences_in(text, citations_in(text))
    assert [sentence.text for sentence in found] == [
        "See para. 2 of S/RES/7020 (2033), para. 2.",
        "Mr. A. Bell spoke.",
        "“It ends. It goes on.” was said (S/RES/7020 (2033), paras. 1 and 2).",
        "Then it went on e.g. at 3.5 knots! (S/RES/7020 (2033), para. 3)",
        "one item\n  that goes on",
        "another.",
        "And one more?",
    ]
    assert all(text[sentence.start : sentence.end] == sentence.text for sentence in found)


@pytest.mark.parametrize(
    ("text", "norms"),
    [
        ("31 December 2017, December 31, 2017 and 2017-12-31", ["@2017-12-31", "@2017-12-31", "and", "@2017-12-31"]),
        ("two thousand five hundred, 2,500 and 2 500", ["#2500", "#2500", "and", "#2500"]),
        ("thirty-five days or a year", ["#35", "day", "or", "#1", "year"]),
        ("５０ per cent, 50%", ["#50", "percent", "#50", "percent"]),
        ("S/2031/375", ["s/2031/375"]),
        ("It doesn’t", ["it", "not"]),
    ],
)
def test_figures_and_dates_are_compared_by_value(text: str, norms: list[str]) -> None:
    assert [token.norm for token in tokens_of(text)] == norms


def test_a_share_of_own_words_can_be_allowed(texts: Catalogue) -> None:
    keys = frozenset(row.key for row in texts.paragraphs_of(7020))
    text = cite("1", "The Council wisely decides to extend the whole mandate of UNMAZ until 31 March 2034")
    for share, marks in ((0.0, 1), (0.5, 0)):
        draft = verify_text(Draft(text), keys, texts, own_words=share)
        assert draft.text.count("[not supported]") == marks


def test_a_long_text_is_checked_in_reasonable_steps(texts: Catalogue, tmp_path: Path) -> None:
    draft = checked(" ".join([cite("3", TRUE[7][1])] * 60 + ["“" * 50, "(" * 50, "a." * 500]), texts)
    assert len(draft.sentences) >= 60
