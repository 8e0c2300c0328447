"""The built-in digests load, hold together, and say what the official texts say."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.resolution import Kind, TextStatus
from ingest.starter import BrokenDigest, load_starter, read_digest
from ingest.starter.check import FORMULAE, check, check_runs

CORPUS = Path(__file__).parent.parent.parent / "shared" / "corpus"

GOOD = """
number = 9901
date = 2091-05-04
meeting = 31
subject = "a lighthouse on an invented island"
agenda = "The lighthouse"
topics = ["Lighthouses"]
cites = [9900]
[vote]
yes = 14
abstain = 1
abstaining = ["FRA"]
[[paragraph]]
key = "pp2"
text = "Worried about the dark,"
[[paragraph]]
key = "op1"
text = "Decides:"
[[paragraph]]
key = "op1(a)"
text = "To light the lamp;"
"""


def test_every_digest_loads_in_the_order_of_the_numbers() -> None:
    digests = load_starter()
    numbers = [digest.number for digest in digests]
    assert numbers == sorted(set(numbers))
    assert all(digest.status is TextStatus.DIGEST for digest in digests)
    assert all(digest.composition == () for digest in digests)


def test_every_digest_has_operative_paragraphs_numbered_from_one() -> None:
    for digest in load_starter():
        operative = [row for row in digest.paragraphs if row.kind is Kind.OPERATIVE and not row.path]
        for part in {row.part for row in operative}:
            numbers = [int(row.number) for row in operative if row.part == part]
            assert numbers == list(range(1, len(numbers) + 1)), digest.symbol


def test_a_good_file_is_read(tmp_path: Path) -> None:
    file = tmp_path / "9901.toml"
    file.write_text(GOOD)
    digest = read_digest(file)
    assert [row.key for row in digest.paragraphs] == ["9901/pp2", "9901/op1", "9901/op1(a)"]
    assert digest.vote is not None and digest.vote.abstaining == ("FRA",)
    assert digest.related == (9900,)


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ('key = "op1(a)"', 'key = "op2(a)"', "stands without or before 9901/op2"),
        ('key = "op1(a)"', 'key = "op1"', "there twice"),
        ('key = "op1(a)"', 'key = "pp1"', "out of order"),
        ('key = "op1(a)"', 'key = "paragraph 1"', "is not a key"),
        ("yes = 14", "yes = 13", "add up"),
        ('["FRA"]', '["FRA", "GBR"]', "1 votes, but the members named are FRA, GBR"),
        ("meeting = 31", "meeting = 31\ntitle = 'no'", "title"),
        ("cites = [9900]", "cites = [9901]", "among those that it cites"),
        ("number = 9901", "number = 9902", "holds resolution 9902"),
        ("[vote]", "[vote", "broken"),
    ],
)
def test_a_broken_file_is_named_with_the_reason(tmp_path: Path, old: str, new: str, reason: str) -> None:
    file = tmp_path / "9901.toml"
    assert old in GOOD
    file.write_text(GOOD.replace(old, new))
    with pytest.raises(BrokenDigest, match="9901.toml") as caught:
        read_digest(file)
    assert reason in str(caught.value)


def test_eight_words_of_a_text_are_found_and_names_are_excused(tmp_path: Path) -> None:
    digest = tmp_path / "9901.toml"
    digest.write_text(
        GOOD.replace("To light the lamp;", "To polish every second lamp with soft green cloth on Mondays;").replace(
            "Worried about the dark,", "Thanking the Committee on Lamps and Lenses of the Northern Harbour Board,"
        )
    )
    official = tmp_path / "text.txt"
    official.write_text(
        "1. Asks the keepers to polish every second lamp with\nsoft, green cloth daily;\n"
        "2. Greets the Committee on Lamps and Lenses of the Northern Harbour Board."
    )
    problems = check_runs([read_digest(digest)], [official])
    assert problems == [
        "9901/op1(a): official words of text.txt: polish every second lamp with soft green cloth",
        "9901/op1(a): official words of text.txt: to polish every second lamp with soft green",
    ]


def test_formulae_are_excused_by_pattern() -> None:
    assert any(pattern.search("Decides to remain actively seized of the matter.") for pattern in FORMULAE)


def test_the_digests_agree_with_the_official_texts() -> None:
    if not CORPUS.is_dir():
        pytest.skip("the official texts are not beside this checkout (../shared/corpus)")
    assert check(CORPUS, load_starter()) == []
