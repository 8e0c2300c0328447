"""The parser on invented texts in the official layout: one test a trap."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.parsing.blocks import Block, Role, annex_label
from ingest.parsing.markers import repair_markers
from ingest.parsing.outline import Outline
from ingest.parsing.parse import parse_blocks
from ingest.pinpoint import Pinpoint
from ingest.resolution import Paragraph

FORMULA = Block("The Security Council,", role=Role.FORMULA)


def parse(blocks: Sequence[Block]) -> tuple[Paragraph, ...]:
    paragraphs = parse_blocks(blocks, 9001, 2031)
    for paragraph in paragraphs:
        assert paragraph.text
        assert Pinpoint.parse(paragraph.key).key == paragraph.key
    assert len({paragraph.key for paragraph in paragraphs}) == len(paragraphs)
    return paragraphs


def by_key(blocks: Sequence[Block]) -> dict[str, Paragraph]:
    return {paragraph.key.split("/", 1)[1]: paragraph for paragraph in parse(blocks)}


def keys(blocks: Sequence[Block]) -> list[str]:
    return list(by_key(blocks))


def test_preamble_and_operative_paragraphs() -> None:
    blocks = [
        FORMULA,
        Block("Recalling its visit to the orchard,"),
        Block("Mindful of the coming frost,"),
        Block("Decides to prune the trees;", "1."),
        Block("Decides to remain seized of the matter.", "2."),
    ]
    assert keys(blocks) == ["pp1", "pp2", "op1", "op2"]


def test_roman_numerals_under_letters_and_letters_after_h() -> None:
    blocks = [Block("Requests the gardener:", "1.")]
    blocks += [Block(f"to do task {letter};", f"({letter})") for letter in "abcdefgh"]
    blocks += [
        Block("the ninth task:", "(i)"),
        Block("at dawn;", "(i)"),
        Block("at dusk;", "(ii)"),
        Block("rest.", "(j)"),
    ]
    assert keys(blocks)[-4:] == ["op1(i)", "op1(i)(i)", "op1(i)(ii)", "op1(j)"]


def test_closing_words_belong_to_the_paragraph() -> None:
    blocks = [
        Block("Decides that no one shall carry:", "1."),
        Block("ladders;", "(a)"),
        Block("saws;", "(b)"),
        Block("except that this prohibition shall not apply at harvest;"),
        Block("Requests a report.", "2."),
    ]
    first = by_key(blocks)["op1"]
    assert first.closing.startswith("except that")
    assert first.words == f"{first.text}\n{first.closing}"


def test_quoted_replacement_stays_in_its_paragraph() -> None:
    blocks = [
        Block("Decides that paragraph 4 shall be replaced by the following:", "1."),
        Block("“Decides that the gate shall stay open at night;”"),
        Block("Urges patience.", "2."),
    ]
    found = by_key(blocks)
    assert list(found) == ["op1", "op2"]
    assert found["op1"].text.endswith("open at night;”")


def test_paragraph_nested_by_mistake_and_bullets() -> None:
    blocks = [Block("Notes the plan;", f"{number}.") for number in (1, 2, 3)] + [
        Block("Decides the mandate:", "4."),
        Block("Protection:", "(a)"),
        Block("to watch the walls,", "•"),
        Block("to watch the gate.", "•"),
        Block("Decides to reduce the number of guards;", "5."),
    ]
    found = by_key(blocks)
    assert found["op4(a)"].text.count("•") == 2
    assert "op5" in found


def test_numbers_after_a_colon_are_points_of_a_list() -> None:
    blocks = [
        Block("Endorses the following steps:", "1."),
        Block("a fence around the orchard;", "1."),
        Block("a well;", "2."),
        Block("Requests a report.", "2."),
    ]
    assert keys(blocks) == ["op1", "op1(1)", "op1(2)", "op2"]


def test_headings_become_rows_and_sections() -> None:
    blocks = [
        Block("Protection of the orchard", role=Role.HEADING),
        Block("Decides to build a wall;", "1."),
        Block("Reporting", role=Role.HEADING),
        Block("Requests a report.", "2."),
    ]
    found = by_key(blocks)
    assert found["op1"].section == ("Protection of the orchard",)
    assert found["op2"].section == ("Reporting",)
    assert found["heading2"].text == "Reporting"


def test_headings_between_the_points_of_a_list() -> None:
    blocks = [
        Block("Decides that the mission shall:", "1."),
        Block("Watching", role=Role.HEADING),
        Block("watch the walls;", "(a)"),
        Block("Counting", role=Role.HEADING),
        Block("count the baskets;", "(b)"),
        Block("Requests a report.", "2."),
    ]
    found = by_key(blocks)
    assert [key for key in found if key.startswith("op")] == ["op1", "op1(a)", "op1(b)", "op2"]
    assert found["op1(b)"].section == ("Counting",)
    assert found["op2"].section == ()


def lettered(second: int) -> list[Block]:
    return [
        Block("A"),
        Block("Urges calm;", "1."),
        Block("Urges haste.", "2."),
        Block("B"),
        Block("Regretting the delay,"),
        Block("Urges courage.", f"{second}."),
    ]


def test_parts_that_restart() -> None:
    assert keys(lettered(1)) == ["A/op1", "A/op2", "B/pp1", "B/op1"]


def test_sections_that_run_on() -> None:
    found = by_key(lettered(3))
    assert found["op3"].section == ("B",)
    assert "pp1" in found


def test_annexes_have_their_own_numbers_and_duplicates_are_told_apart() -> None:
    blocks = [
        Block("Approves the rules in annex B.", "1."),
        Block("Annex A: Rules", role=Role.HEADING),
        Block("Ladders are stored upright.", "1."),
        Block("Saws are stored:", "2."),
        Block("dry;", "(a)"),
        Block("List of tools", role=Role.HEADING),
        Block("Ladder", "1."),
        Block("Annex B", role=Role.HEADING),
        Block("A statement without a number."),
        Block("Depth of wells", "1.1."),
    ]
    annex_a = ["annexA", "annexA/1", "annexA/2", "annexA/2(a)", "heading1", "annexA/1~2"]
    assert keys(blocks) == ["op1", *annex_a, "annexB", "annexB/p1", "annexB/1.1"]


def test_unnumbered_operative_paragraphs_are_counted_by_position() -> None:
    found = by_key(
        [FORMULA, Block("Having examined the application of the valley,"), Block("Recommends its admission.")]
    )
    assert found["op1"].numbered is False
    assert found["op1"].citation == "S/RES/9001 (2031), operative para. 1"


def test_a_paragraph_that_opens_with_its_first_point() -> None:
    blocks = [
        Block("Urges calm;", "1."),
        Block("", "2."),
        Block("The gate should be locked.", "(a)"),
        Block("So should the well.", "(b)"),
    ]
    found = by_key(blocks)
    assert list(found) == ["op1", "op2", "op2(a)", "op2(b)"]
    assert found["op2"].text == "(a) The gate should be locked."


def test_misread_numbers_are_repaired_between_sure_neighbours() -> None:
    blocks = [
        Block("Urges calm;", "1."),
        Block("S. Urges haste;"),
        Block("Requests:", "3."),
        Block("one;", "(1)"),
        Block("two;", "(ii)"),
        Block("Decides:", "4."),
        Block("one;", "(a)"),
        Block("two;", "(6)"),
        Block("three.", "(c)"),
    ]
    points = ["op4", "op4(a)", "op4(b)", "op4(c)"]
    assert keys(repair_markers(blocks)) == ["op1", "op2", "op3", "op3(i)", "op3(ii)", *points]


def test_letters_that_look_like_the_number_are_repaired_in_the_last_paragraph_too() -> None:
    blocks = [
        *(Block("Urges calm;", f"{number}.") for number in range(1, 11)),
        Block("ll. Further urges calm;"),
        Block("‘12. Decides to go home."),
    ]
    assert keys(repair_markers(blocks))[-2:] == ["op11", "op12"]
    assert by_key(repair_markers(blocks))["op11"].text == "Further urges calm;"
    for text in ("S. Decides to go home.", "B. Decides to go home."):
        read = keys(repair_markers([*(Block("Urges calm;", f"{n}.") for n in range(1, 5)), Block(text)]))
        assert ("op5" in read) == text.startswith("S"), text  # an S is a 5, a B is none


def test_passages_between_the_numbers_of_an_annex_belong_to_the_paragraph_above() -> None:
    found = by_key(
        [
            Block("Endorses the plan.", "1."),
            Block("Annex B"),
            Block("Gardeners may water the beds:", "1."),
            Block("the roses;", "(a)"),
            Block("the herbs.", "(b)"),
            Block("This paragraph shall apply until the first frost.", ""),
            Block("Gardeners are to:", "2."),
            Block("prune the trees:", "(a)"),
            Block("the tall ones;", "(i)"),
            Block("the short ones;", "(ii)"),
            Block("This task does not extend to the hedge.", ""),
            Block("sweep the paths.", "(b)"),
            Block("The undersigned may review all of this.", ""),
        ]
    )
    assert found["annexB/1"].closing == "This paragraph shall apply until the first frost."
    assert found["annexB/2(a)"].closing == "This task does not extend to the hedge."
    assert "annexB/2(b)" in found
    assert found["annexB/p1"].text == "The undersigned may review all of this."


def test_outline_keeps_levels() -> None:
    outline = Outline()
    markers = ("(a)", "(i)", "(ii)", "(b)", "(i)", "a.", "b.", "(c)")
    path = ["".join(outline.place(marker, after_colon=False)) for marker in markers]
    assert path == ["a", "ai", "aii", "b", "bi", "bia", "bib", "c"]


def test_annex_headings() -> None:
    assert annex_label("Designation Annex") == ""
    assert annex_label("Gardeners of the Annex") is None
    assert annex_label("Annex B: Statement") == "B"
    assert annex_label("ANNEX") == ""
    assert annex_label("Annex II to resolution 9001 (2031)") == "II"
    assert annex_label("Annex I lists the members of the party;") is None
    assert annex_label("Annexation of the orchard") is None
