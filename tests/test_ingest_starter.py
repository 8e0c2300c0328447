"""The built-in digests load, hold together, and say what the official texts say."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.resolution import Kind, TextStatus
from ingest.starter import BrokenDigest, load_starter, read_digest
from ingest.starter.check import check, check_paragraphs, check_readings, check_record, main
from ingest.starter.copied import FORMULAE, check_runs
from ingest.starter.official import annex_points, official_files
from ingest.tables import rows

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


def test_the_landmarks_and_whole_chains_of_mandates_are_there() -> None:
    landmarks = {242, 338, 678, 687, 1244, 1267, 1325, 1373, 1540, 1701, 1970, 1973, 2118, 2178, 2231, 2334, 2664}
    executive_directorate = {1535, 1805, 1963, 2129, 2395, 2617, 2810}
    minusca, unmiss, minusma = {2709, 2759, 2800}, {1996, 2155, 2779, 2820}, {2100, 2690}
    women = {1325, 1820, 1888, 1889, 1960, 2106, 2122, 2242, 2467, 2493}
    missions = {2790, 2793, 2795, 2796, 2797, 2798, 2802, 2808, 2809, 2813, 2814, 2815, 2822, 2824}
    sanctions = {1718, 2734, 2789, 2791, 2794, 2801, 2806, 2816, 2819, 2821, 2825}
    justice, gaza = {827, 1593, 1966}, {2712, 2728, 2735, 2803}
    numbers = {digest.number for digest in load_starter()}
    assert landmarks | executive_directorate | minusca | unmiss | minusma <= numbers
    assert women | missions | sanctions | justice | gaza | {350, 1612, 1816, 2286} <= numbers
    assert len(numbers) >= 80


def test_topics_are_those_that_the_rest_of_the_corpus_uses() -> None:
    known = {row["topic"] for row in rows("topics.csv")}
    assert {topic for digest in load_starter() for topic in digest.topics} <= known


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
    assert digest.vote is not None
    assert digest.vote.abstaining == ("FRA",)
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
    with pytest.raises(BrokenDigest, match=r"9901\.toml") as caught:
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


@pytest.mark.parametrize(
    ("digest_words", "problem"),
    [
        ("Decides to light 12 lamps by 1 May 2092;", ""),
        ("Decides to light 13 lamps;", "9901/op1: 13 not in the official paragraph"),
        ("Decides to light the lamps by 12 May 2092;", "9901/op1: date 12 May 2092 not in the official paragraph"),
        ("Urges to light the lamps;", "9901/op1: begins 'Urges to light the lamps;'"),
    ],
)
def test_figures_dates_and_verbs_must_be_those_of_the_paragraph(
    tmp_path: Path, digest_words: str, problem: str
) -> None:
    file = tmp_path / "9901.toml"
    head, _ = GOOD.split("[[paragraph]]", 1)
    file.write_text(f'{head}[[paragraph]]\nkey = "op1"\ntext = "{digest_words}"\n')
    found = list(check_paragraphs(read_digest(file), [{"op1": "Decides that twelve lamps burn from 1 May 2092 on;"}]))
    assert [line[: len(problem)] for line in found] == ([problem] if problem else [])


def test_a_digest_reads_like_the_official_paragraph(tmp_path: Path) -> None:
    file = tmp_path / "9901.toml"
    file.write_text(GOOD.replace("Decides:", "Decides, as in paragraph 2 of resolution 1373 (2001):"))
    digest = read_digest(file)
    assert list(check_readings(digest, digest.paragraphs)) == []
    file.write_text(GOOD.replace("Decides:", "Urges:"))
    official = read_digest(file).paragraphs
    assert list(check_readings(digest, official)) == [
        "9901/op1: verb 'decides' (decision), official 'urges' (exhortation)",
        "9901/op1: is read as citing 1373/op2, which the official paragraph does not cite",
        "9901/op1(a): verb 'decides' (decision), official 'urges' (exhortation)",
    ]


def test_a_missing_and_an_invented_paragraph_are_told(tmp_path: Path) -> None:
    file = tmp_path / "9901.toml"
    file.write_text(GOOD)
    official = {"pp1": "Worried about fog,", "op1": "Decides:", "op1(a)": "To light it;", "op2": "Asks for oil."}
    assert list(check_paragraphs(read_digest(file), [official])) == [
        "9901/pp2: no such paragraph in the official text",
        "9901/op2: no digest of this operative paragraph",
    ]


def test_date_meeting_and_vote_must_be_those_of_the_records(tmp_path: Path) -> None:
    file = tmp_path / "9901.toml"
    file.write_text(GOOD)
    row = {"meeting": "S/PV.32", "date": "2091-05-05", "draft": "", "vote_yes": "13", "vote_no": "0"}
    row |= {"vote_abstain": "2", "vote_nonvoting": "0"}
    assert list(check_record(read_digest(file), row, {9901: {"N": set(), "A": {"FRA", "GBR"}}})) == [
        "date 2091-05-04, official 2091-05-05",
        "meeting 31, official 32",
        "vote (14, 0, 1), official (13, 0, 2)",
        "abstaining or absent ['FRA'], recorded ['FRA', 'GBR']",
    ]


def test_a_vote_that_only_the_words_on_the_adoption_tell_is_compared(tmp_path: Path) -> None:
    file = tmp_path / "9901.toml"
    file.write_text(GOOD)
    row = {"meeting": "S/PV.31 (Resumption 1)", "date": "2091-05-04", "draft": "", "vote_yes": "", "vote_no": ""}
    row |= {"vote_abstain": "", "vote_nonvoting": "", "adoption": "Adopted 13-1-1, 31st meeting"}
    assert list(check_record(read_digest(file), row, {})) == ["vote (14, 0, 1), official (13, 1, 1)"]
    row["adoption"] = "Adopted 14-0-1, 31st meeting"
    assert list(check_record(read_digest(file), row, {})) == []


def test_a_member_that_took_no_part_may_be_missing_from_the_voting_records(tmp_path: Path) -> None:
    file = tmp_path / "9901.toml"
    file.write_text(GOOD.replace("yes = 14", 'yes = 13\nnot_participating = 1\nabsent = ["GBR"]'))
    row = {"meeting": "S/PV.31", "date": "2091-05-04", "draft": "", "vote_yes": "13", "vote_no": "0"}
    row |= {"vote_abstain": "1", "vote_nonvoting": "1", "adoption": ""}
    for recorded in ({"FRA"}, {"FRA", "GBR"}):
        assert list(check_record(read_digest(file), row, {9901: {"N": set(), "A": recorded}})) == []
    problem = "abstaining or absent ['FRA', 'GBR'], recorded ['GBR']"
    assert list(check_record(read_digest(file), row, {9901: {"N": set(), "A": {"GBR"}}})) == [problem]


def test_points_of_a_printed_annex_are_found() -> None:
    text = (
        "2. Asks for oil. Annex 1 Rules 1. Lamps burn. Annex 2 More rules: 1. Oil is clean. 2. Glass is clear, at 3 m."
    )
    assert annex_points(text)["annex2/2"] == "Glass is clear, at 3 m."


def test_the_check_says_how_to_call_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 2
    assert "usage: python -m ingest.starter.check CORPUS" in capsys.readouterr().out


def test_formulae_are_excused_by_pattern() -> None:
    assert any(pattern.search("decides to remain actively seized of the matter") for pattern in FORMULAE)


def test_the_digests_agree_with_the_official_texts() -> None:
    if not CORPUS.is_dir():
        pytest.skip("the official texts are not beside this checkout (../shared/corpus)")
    # The best text of each resolution is enough here; the command compares with every edition and takes longer.
    best = [file for file in official_files(CORPUS) if {"akn", "gold"} & set(file.parts)]
    assert check(CORPUS, load_starter(), best) == []
