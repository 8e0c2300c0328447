"""Merging editions, completing votes, annotating, and whole runs over folders."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest

from ingest.annotating.annotate import force_of, verb_of
from ingest.annotating.topics import topics_of
from ingest.council import composition
from ingest.countries import find_countries
from ingest.edition import Ballot, Edition, Form
from ingest.errors import IngestError
from ingest.merging.ballots import vote_of
from ingest.merging.merge import link_quotations, merge
from ingest.parsing.votes import read_ballot
from ingest.pinpoint import Kind
from ingest.pipeline import read_sources
from ingest.read import read_file
from ingest.resolution import Force, Paragraph, TextStatus
from ingest.wording import participle
from tests import test_ingest_read as texts


def edition(form: Form, text: str = "", **facts: object) -> Edition:
    words = Paragraph(resolution=1990, year=2011, kind=Kind.OPERATIVE, number="1", text=text)
    given = {"number": 1990, "year": 2011, "form": form, "source": f"{form.name}.txt"}
    return Edition.model_validate({**given, "paragraphs": (words,) if text else (), **facts})


def test_best_text_and_facts_with_their_origins() -> None:
    day = dt.date(2011, 6, 27)
    resolution = merge(
        [
            edition(Form.PLAIN, "Decides to rest;", date=day, meeting=6567),
            edition(Form.AKOMA_NTOSO, "Decides to act on resolution 1973 (2011);", date=day, meeting=6568),
            edition(Form.DATA_EXTRACT, agenda="The situation in Somalia", date=dt.date(2011, 6, 26), draft="S/2011/3"),
        ]
    )
    assert resolution.paragraphs[0].text.startswith("Decides to act")
    assert (resolution.date, resolution.meeting) == (day, 6568)
    assert resolution.origins["text"] == "Akoma Ntoso XML: AKOMA_NTOSO.txt"
    assert resolution.origins["agenda"].startswith("voting record")
    assert any("6567" in remark for remark in resolution.remarks)
    assert any("2011-06-26" in remark for remark in resolution.remarks)
    assert resolution.topics == ("Somalia",)
    assert resolution.related == (1973,)
    assert resolution.paragraphs[0].cites == ("1973",)


def test_metadata_alone_is_a_resolution_without_text() -> None:
    resolution = merge([edition(Form.DATA_EXTRACT, agenda="Peacekeeping operations")])
    assert resolution.status is TextStatus.ABSENT
    assert resolution.paragraphs == ()


def test_a_text_under_a_wrong_name_yields_to_one_with_the_right_heading() -> None:
    wrong = edition(Form.GOLD, "Decides something else;", contradicted=True)
    assert merge([wrong, edition(Form.PLAIN, "Decides the thing;")]).paragraphs[0].text == "Decides the thing;"
    assert merge([wrong]).paragraphs[0].text == "Decides something else;"


def test_a_text_that_lost_a_paragraph_yields_to_one_that_counts_through(tmp_path: Path) -> None:
    lost = re.sub(r"2\. Calls upon.*?river;\n", "", texts.GOLD, flags=re.DOTALL)
    whole = "Resolution 9002 (1961)\n\nThe Security Council,\n\n1. Urges calm;\n\n2. Urges haste;\n\n3. Requests a report.\n"
    editions = []
    for name, text in (("S_RES_9002_1961_EN_GOLD.txt", lost), ("S-RES-9002(1961).txt", whole)):
        (tmp_path / name).write_text(text)
        editions += read_file(tmp_path / name)
    assert merge(editions).origins["text"].endswith("S-RES-9002(1961).txt")
    (tmp_path / "S_RES_9002_1961_EN_GOLD.txt").write_text(texts.GOLD)
    editions[0] = read_file(tmp_path / "S_RES_9002_1961_EN_GOLD.txt")[0]
    assert merge(editions).origins["text"].endswith("GOLD.txt")


def test_quoted_in_is_computed_over_the_set() -> None:
    citing = merge([edition(Form.PLAIN, "Recalls resolutions 1267 (1999) and 1373 (2001);")])
    cited = merge([Edition(number=1373, year=2001, form=Form.DATA_EXTRACT, source="2001.json")])
    assert [one.quoted_in for one in link_quotations([cited, citing])] == [(1990,), ()]


def test_quoted_in_of_a_record_page_counts_for_what_is_not_at_hand() -> None:
    page = merge([edition(Form.RECORD_PAGE, number=1980, quoted_in=(1990, 2100))])
    citing = merge([edition(Form.GOLD, "Recalls the piers")])
    assert page.quoted_in == (1990, 2100)
    assert [one.quoted_in for one in link_quotations([page, citing])] == [(2100,), ()], "1990 does not cite it"


def test_composition_is_historic() -> None:
    assert composition(2017)[:5] == ("CHN", "FRA", "RUS", "GBR", "USA")
    assert len(composition(1965)) == 11
    assert "TWN" in composition(1971, dt.date(1971, 10, 24))
    assert "CHN" in composition(1971, dt.date(1971, 12, 6))
    assert "SUN" in composition(1991, dt.date(1991, 4, 3))
    assert composition(1900) == ()


def test_votes_are_completed_from_the_composition() -> None:
    council = composition(1973)
    vote = vote_of(Ballot(yes=14, no=0, abstain=0, absent=("CHN",)), council)
    assert (vote.yes, vote.not_participating, vote.absent) == (14, 1, ("CHN",))
    assert len(vote.in_favour) == 14
    unnamed = vote_of(Ballot(yes=13, no=0, abstain=2), council)
    assert unnamed.in_favour == ()
    assert vote_of(Ballot(unanimous=True), council).in_favour == council


def test_a_misread_count_is_corrected_from_the_others() -> None:
    vote = vote_of(Ballot(yes=73, no=0, abstain=2, abstaining=("DDR", "SUN")), composition(1981))
    assert (vote.yes, len(vote.in_favour)) == (13, 13)


def test_members_who_are_left_over_did_not_participate() -> None:
    council = composition(2024)
    named = tuple(code for code in council if code not in {"MOZ", "RUS", "DZA"})
    vote = vote_of(Ballot(yes=12, no=0, abstain=2, in_favour=named, abstaining=("MOZ", "RUS")), council)
    assert (vote.not_participating, vote.absent) == (1, ("DZA",))


@pytest.mark.parametrize(("year", "stranger", "member"), [(1966, "DZA", "ARG"), (1964, "CZE", "CSK")])
def test_a_name_that_is_no_members_stands_for_the_one_member_that_has_none(
    year: int, stranger: str, member: str
) -> None:
    council = composition(year)
    others = tuple(code for code in council if code != member)
    counted = vote_of(Ballot(yes=len(council), no=0, abstain=0, in_favour=(stranger, *others)), council)
    assert set(counted.in_favour) == set(council)
    fewer = vote_of(Ballot(yes=len(council) - 1, no=0, abstain=0, in_favour=(stranger, *others[1:])), council)
    assert member not in fewer.in_favour  # two members have no name: which of them is meant is not known


def test_who_abstained_is_not_among_those_in_favour_whatever_a_list_says() -> None:
    council = composition(1972)
    twice = tuple(code for code in council if code not in ("USA", "YUG"))  # for a member that is not in it
    counted = vote_of(Ballot(yes=13, no=0, abstain=2, in_favour=twice, abstaining=("GBR", "USA")), council)
    assert {*counted.in_favour} == {*council} - {"GBR", "USA"}
    assert counted.abstaining == ("GBR", "USA")


@pytest.mark.parametrize(
    ("line", "counts"),
    [
        ("Adopted at the 12th meeting by 9 votes to none, with I abstention (Poland).", (9, 0, 1)),
        ("Adopted at the 12th meeting by 8 votes to 2 (Cuba, Yemen), with 1 absten-\ntion (China).", (8, 2, 1)),
        ("Adopted at the 12th meeting by\n14 to none.", (14, 0, 0)),
        ("Adopted at the 12th meeting by 12 votes to none, with\n2abstentions (Japan, Cuba).", (12, 0, 2)),
    ],
)
def test_adoption_lines(line: str, counts: tuple[int, int, int]) -> None:
    ballot = read_ballot(line, "")
    assert ballot is not None
    assert (ballot.yes, ballot.no, ballot.abstain) == counts


def test_a_draft_that_was_voted_on_in_parts_has_no_vote_as_a_whole() -> None:
    note = "7 The draft was voted on paragraph by para-\ngraph. No vote was taken on the text as a whole."
    ballot = read_ballot("Adopted at the 12th meeting.", note)
    assert ballot is not None
    vote = vote_of(ballot, ("FRA", "GBR"))
    assert (vote.in_parts, vote.without_vote, vote.in_favour) == (True, True, ())


def test_country_names_with_slips() -> None:
    text = "Matta, United Kingdom of Great Britain and Northern Ireland, Union of Soviet Socia- list Republics, Nowhereland"
    codes, unknown = find_countries(text)
    assert codes == ("MLT", "GBR", "SUN")
    assert unknown == ("nowhereland",)


@pytest.mark.parametrize(
    ("text", "verb", "force"),
    [
        ("Further decides that all States shall wait;", "decides", Force.DECISION),
        ("Strongly urges the parties to wait;", "urges", Force.EXHORTATION),
        ("Authorises the mission to wait;", "authorizes", Force.AUTHORIZATION),
        ("Calls on all States to wait;", "calls upon", Force.EXHORTATION),
        ("Acting under Chapter VII of the Charter, decides to wait;", "decides", Force.DECISION),
        ("The Security Council requests the members to wait;", "requests", Force.INSTRUCTION),
        ("Takes note of the wait;", "takes", Force.EVALUATION),
        ("Recalls its wait;", "recalls", Force.RECALL),
        ("Retterates its wish to wait;", "reiterates", Force.RECALL),
        ("Lakes note of the wait;", "takes", Force.EVALUATION),
        ("\u0421alls upon all to wait;", "calls upon", Force.EXHORTATION),
        ("Calling upon all to wait;", "calls upon", Force.EXHORTATION),
        ("Reiterating its wish to wait;", "reiterates", Force.RECALL),
        ("Request all to wait;", "requests", Force.INSTRUCTION),
        ("States its intention to wait;", "states", Force.EVALUATION),
        ("States should wait;", "", None),
        ("Ensure that all wait;", "", None),
        ("The orchard shall wait;", "", None),
    ],
)
def test_verbs(text: str, verb: str, force: Force | None) -> None:
    assert verb_of(text) == verb
    assert force_of(verb) == force


def test_participles() -> None:
    assert participle("Deeply concerned by the frost,") == "deeply concerned"
    assert participle("Acting under Chapter VII,") == "acting"


def test_topics_keep_the_order_of_the_agenda() -> None:
    agenda = "Threats to international peace and security caused by terrorist acts"
    assert topics_of(agenda, "", ()) == ("International Peace and Security", "Terrorism")


def resolution_text(number: int, words: str) -> str:
    return (
        f"Resolution {number} (1975)\nof {number - 360} March 1975\n\nThe Security Council,\n\nRecalling the flood,\n\n"
        f"1. {words};\n\n2. Decides to remain seized of the matter.\n\nAdopted unanimously at the 1800th meeting.\n"
    )


def test_a_run_over_a_folder(tmp_path: Path) -> None:
    def put(name: str, text: str) -> None:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")

    put("deep/S_RES_0365_1975_EN_GOLD.txt", resolution_text(365, "Urges calm"))
    put("S_RES_0367_1975_EN_GOLD.txt", resolution_text(367, "Recalls resolution 365 (1975)"))
    put("README.md", "Some words on the folder.")
    put("S_RES_0368.xml", "<akomaNtoso>")
    stages: list[tuple[str, int, int]] = []
    report = read_sources([tmp_path], lambda *stage: stages.append(stage), processes=1)
    assert [one.number for one in report.resolutions] == [365, 367]
    assert report.resolutions[0].quoted_in == (367,)
    assert report.resolutions[0].vote is not None
    assert report.resolutions[0].vote.yes == 15
    assert 366 in report.gaps
    assert 365 not in report.gaps
    assert {Path(one.path).name: one.broken for one in report.skipped} == {"README.md": False, "S_RES_0368.xml": True}
    assert stages[-1] == ("merge", 2, 2)


def test_runs_are_alike_in_any_number_of_processes(tmp_path: Path) -> None:
    for copy in "abcd":
        (tmp_path / copy).mkdir()
        for number in range(361, 381):
            path = tmp_path / copy / f"S_RES_{number:04d}_1975_EN_GOLD.txt"
            path.write_text(resolution_text(number, f"Urges {copy}"), encoding="utf-8")
    alone, together = (read_sources([tmp_path], processes=count) for count in (1, 2))
    assert alone.resolutions == together.resolutions
    assert len(alone.resolutions) == 20


def test_a_missing_path_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(IngestError, match="does not exist"):
        read_sources([tmp_path / "nothing"])
