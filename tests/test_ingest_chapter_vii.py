"""Chapter VII read from invented texts: whole resolution, from a paragraph on, single paragraphs, Article 41, none."""

from __future__ import annotations

import pytest

from ingest.annotating.chapter_vii import chapter_vii
from ingest.annotations import Extent
from tests.factories import resolution

FORMULA = "Acting under Chapter VII of the Charter of the United Nations"


def test_a_preamble_that_acts_covers_the_whole_resolution() -> None:
    scope = chapter_vii(
        resolution(7101, 2031, ["Decides to close the harbour"], ["Noting the storm", FORMULA]).paragraphs
    )
    assert (scope.extent, scope.keys, scope.purpose) == (Extent.WHOLE, ("7101/pp2",), False)


def test_a_preamble_that_acts_to_an_end_says_so() -> None:
    pps = ["Determined to keep the pilots safe, and to this end acting under Chapter VII of the Charter"]
    scope = chapter_vii(resolution(7101, 2031, ["Decides to close the harbour"], pps).paragraphs)
    assert (scope.extent, scope.purpose) == (Extent.WHOLE, True)


@pytest.mark.parametrize(
    "text",
    [
        f"{FORMULA}, authorizes UNMAZ to tow stranded boats",
        "Decides, acting under Chapter VII of the Charter of the United Nations, to end the ban on lamps",
        "Decides, under Chapter VII of the Charter of the United Nations, to end the ban on lamps",
        "Authorizes UNMAZ, under Chapter VII of the Charter of the United Nations, to tow boats",
    ],
)
def test_a_paragraph_that_acts_covers_itself(text: str) -> None:
    scope = chapter_vii(resolution(7101, 2031, ["Welcomes the calm", text, "Decides to remain seized"]).paragraphs)
    assert (scope.extent, scope.keys, scope.article_only) == (Extent.PARAGRAPHS, ("7101/op2",), False)


def test_a_formula_at_the_end_of_a_paragraph_opens_what_follows() -> None:
    ops = [
        "Welcomes the calm, including:\nB\nActing under Chapter VII of the Charter of the United Nations,",
        "Decides it",
    ]
    scope = chapter_vii(resolution(7101, 2031, ops).paragraphs)
    assert (scope.extent, scope.first) == (Extent.FROM_PARAGRAPH, "7101/op2")


def test_a_formula_in_the_preamble_of_a_later_part_opens_that_part_alone() -> None:
    made = resolution(
        7101,
        2031,
        ["Welcomes the calm", "Decides to ban lamps"],
        ["Noting the calm", "Acting under Chapter VII of the Charter"],
    )
    noting, acting, calm, ban = made.paragraphs
    assert chapter_vii([noting, acting, calm, ban]).extent is Extent.WHOLE
    scope = chapter_vii([noting, calm, acting, ban])
    assert (scope.extent, scope.keys, scope.first) == (Extent.FROM_PARAGRAPH, (acting.key,), ban.key)


def test_an_article_alone_is_told_apart_from_the_chapter() -> None:
    scope = chapter_vii(
        resolution(7101, 2031, ["Decides, acting under Article 41 of the Charter, to ban lamps"]).paragraphs
    )
    assert (scope.extent, scope.articles, scope.article_only) == (Extent.PARAGRAPHS, ("41",), True)


@pytest.mark.parametrize(
    "text",
    [
        "Recalling resolution 7003 (2032), adopted under Chapter VII of the Charter",
        "Decides to impose measures under Chapter VII of the Charter if the lamps stay dark",
        "Commending the committee established by the Council acting under Chapter VII of the Charter in its work",
        "Emphasizes the Chapter VII mandate of UNMAZ",
        "Affirms its readiness to consider measures under Article 41 of the Charter",
    ],
)
def test_speaking_of_the_chapter_is_not_acting_under_it(text: str) -> None:
    assert chapter_vii(resolution(7101, 2031, [text], [text]).paragraphs).extent is Extent.NONE
