"""The same in substance: what only carries a text forward is no change, and what changes a duty is never passed over."""

from __future__ import annotations

import re

import pytest

from assistant.compare.aligning.substance import comparable
from assistant.compare.by_topic.aspects import topics
from assistant.compare.by_topic.literals import needed
from assistant.compare.changes import IN_SUBSTANCE, Change, compare_texts, effective_verb

LAMPS = "ensure that the lamps of the northern beacons do not dazzle the whales that pass the strait"


def change(old: str, new: str) -> tuple[Change, str]:
    step = compare_texts(old, new, effective_verb(old, ""), effective_verb(new, ""))
    return step.change, step.detail


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (f"Requests the guards to {LAMPS} under the authorization in paragraph 7 above", f"Requests the guards to {LAMPS} under the authorizations in paragraphs 9 and 10"),
        (f"Requests UNMAZ to {LAMPS}", f"Requests UNMEL to {LAMPS}"),
        (f"Requests the Beacon Observer Mission to {LAMPS}", f"Requests the Mission to {LAMPS}"),
        (f"Requests the pilots, as proposed in the report of 3 May 2031, to {LAMPS}", f"Requests the pilots, as proposed in the report of 9 June 2033, to {LAMPS}"),
        (f"Requests the pilots, as proposed in the 3 May 2031 report, to {LAMPS}", f"Requests the pilots, as proposed in the 9 June 2033 report, to {LAMPS}"),
        (f"Requests the Special Envoy, Ms. Ada Lamp, to {LAMPS}", f"Requests the Special Envoy to {LAMPS}"),
        (f"Requests the pilots to cooperate with the Security Council and {LAMPS}", f"Requests the pilots to co-operate with the Council and to {LAMPS}"),
        (f"Calls on the pilots to {LAMPS}", f"Reemphasizes its call on the pilots to {LAMPS}"),
        (f"Requests the pilots, consistent with resolution 8501 (2031) of 3 May 2031, to {LAMPS}", f"Requests the pilots, consistent with resolution 8501 (2031), to {LAMPS}"),
        (f"Stresses once again that the pilots should {LAMPS}", f"Reaffirms that the pilots should {LAMPS}"),
        (f"Decides that all pilots shall {LAMPS} in accordance with the Statute of the Mission", f"Decides that all pilots shall {LAMPS} pursuant to the Statute"),
        (f"Decides that the pilots shall {LAMPS}", f"Reaffirms its decision that the pilots shall {LAMPS}"),
    ],
)  # fmt: skip
def test_what_carries_a_text_forward_is_no_change(old: str, new: str) -> None:
    assert comparable(old, new)
    assert change(old, new) == (Change.SAME, IN_SUBSTANCE)


def test_a_word_that_is_no_name_and_joins_nothing_tells_texts_apart() -> None:
    assert not comparable(f"Requests the pilots to {LAMPS}", f"Requests the skippers to {LAMPS}")
    assert comparable(f"Requests the pilots to {LAMPS}", f"Requests the Pilots' Office to {LAMPS}, pilots")


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        (f"Requests the pilots to {LAMPS}", f"Requests the skippers to {LAMPS}", Change.REWORDED),
        (f"Decides that Azuria shall {LAMPS}", f"Decides that Boro shall {LAMPS}", Change.REWORDED),
        (f"Decides that the Government of Azuria shall {LAMPS}", f"Decides that the Government of Boro shall {LAMPS}", Change.REWORDED),
        (f"Decides that the pilots shall {LAMPS}", f"Decides that the pilots shall not {LAMPS}", Change.REWORDED),
        (f"Decides that the pilots shall {LAMPS}", f"Decides that the pilots may {LAMPS}", Change.REWORDED),
        (f"Decides that the pilots shall {LAMPS}", f"Decides that the pilots shall, as appropriate, {LAMPS}", Change.REWORDED),
        (f"Decides that all pilots shall {LAMPS}", f"Decides that some pilots shall {LAMPS}", Change.REWORDED),
        (f"Decides that the pilots shall {LAMPS} until 3 May 2031", f"Decides that the pilots shall {LAMPS} until 9 June 2033", Change.FIGURE),
        (f"Decides that 40 pilots shall {LAMPS}", f"Decides that 60 pilots shall {LAMPS}", Change.FIGURE),
        (f"Lifts the ban of paragraph 4 of resolution 8501 (2031) on pilots that {LAMPS}", f"Lifts the ban of paragraph 5 of resolution 8502 (2032) on pilots that {LAMPS}", Change.REWORDED),
        ("AMBER TRADING COMPANY", "CORAL TRADING COMPANY", Change.REWORDED),
        (f"Requests the pilots to {LAMPS}", f"Urges the pilots to {LAMPS}", Change.VERB),
        (f"Requests the pilot Ada Lamp to {LAMPS}", f"Requests the pilot Bert Wick to {LAMPS}", Change.REWORDED),
        (f"Requests the pilots to {LAMPS} until the 3 May 2031 feast", f"Requests the pilots to {LAMPS} until the 9 June 2033 feast", Change.FIGURE),
    ],
)  # fmt: skip
def test_what_changes_a_duty_is_told(old: str, new: str, kind: Change) -> None:
    assert change(old, new)[0] is kind


@pytest.mark.parametrize(
    ("old", "new", "detail"),
    [
        (f"Demands that the pilots {LAMPS}", f"Decides that the pilots shall {LAMPS}", "stronger verb: demands → decides"),
        ("Takes note of the oars", "Condemns the theft of the sails", "stronger verb: takes note → condemns"),
        ("Deplores the theft of the oars", "Condemns the theft of the sails", "stronger verb: deplores → condemns"),
        ("Condemns the theft of the oars", "Strongly condemns the theft of the sails", "stronger verb: condemns → strongly condemns"),
        ("Condemns in the strongest terms the theft", "Condemns the theft of the sails", "weaker verb: most strongly condemns → condemns"),
        ("Urges the thieves to repent", "Urges the thieves to repent, and demands that they return the oars", 'stronger: "demands" is new'),
        ("Insists on the oars, and authorizes the pilots to fetch them", "Insists on the oars and the sails", 'weaker: "authorizes" is gone'),
        ("Requests the oars, and urges the pilots to row", "Requests the oars and the sails", ""),
    ],
)  # fmt: skip
def test_verbs_make_a_duty_stronger_or_weaker(old: str, new: str, detail: str) -> None:
    assert change(old, new) == (Change.VERB if detail else Change.REWORDED, detail)


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        (r"\barms embargo\b|\bban on\b", {"arms embargo", "ban on"}),
        (r"\b(?:lamps?|beacons)\b.{0,40}\bkeepers\b", {"keepers"}),
        (r"\bfro(?:st|zen)\b", {"fro"}),
        (r"\b(?:ice|snow)(?:fall)?\b", {"ice", "snow"}),
        (r"colou?r", {"colo"}),
        (r"(?:frost)?", None),
        (r"\w+", None),
        (r"frost(?!bite)", {"frost"}),
        (r"frost|\d+", None),
        (r"(?:ab){2}", None),
    ],
)
def test_words_without_which_a_pattern_cannot_match(pattern: str, words: set[str] | None) -> None:
    assert needed(pattern) == words


def test_no_text_on_a_topic_is_passed_over() -> None:
    samples = """Calls for a cease-fire. The truce was kept. Decides to extend the mandate until 3 May 2031. A freeze of funds.
        Hostages were released. All necessary measures. Reports every three months. Foreign forces shall withdraw. Status of
        Forces Agreement. The tribunal has jurisdiction. Piracy and armed robbery at sea. No legal validity.""".split(
        "."
    )
    for topic in topics():
        for sample in samples:
            if topic.pattern.search(sample):
                assert any(word in sample.lower() for word in topic.needed), (topic.name, sample)
        assert re.compile(topic.worded)
