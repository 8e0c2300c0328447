"""Official PDFs, scanned texts, tables, library records and archives: invented files in the layout of each."""

from __future__ import annotations

import datetime as dt
import zipfile
from pathlib import Path

import pytest

from ingest.edition import Edition, Form
from ingest.errors import UnreadableText
from ingest.merging.merge import merge
from ingest.pipeline import read_sources
from ingest.read import NotAResolution, read_file
from ingest.rejected import RejectedDraft, merge_drafts
from ingest.resolution import Vote
from tests.pdf_double import pdf_of, resolution_pages


def read(tmp_path: Path, name: str, content: str | bytes) -> list[Edition | RejectedDraft]:
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return list(read_file(path))


def edition(tmp_path: Path, name: str, content: str | bytes) -> Edition:
    (one,) = read(tmp_path, name, content)
    assert isinstance(one, Edition)
    return one


def words(one: Edition) -> dict[str, str]:
    return {paragraph.key.split("/", 1)[1]: paragraph.words for paragraph in one.paragraphs}


# Official PDF ---------------------------------------------------------------------------------------------------


def test_pdf(tmp_path: Path) -> None:
    one = edition(tmp_path, "download.pdf", pdf_of(resolution_pages()))
    assert (one.number, one.year, one.form) == (9101, 2031, Form.PDF)
    assert (one.date, one.meeting) == (dt.date(2031, 3, 3), 11002)
    assert words(one) == {
        "pp1": "Recalling the long-standing custom of the ferrymen and the troop- and police-contributing islands,",
        "pp2": "Calls to mind the lamps of the piers,",  # above paragraph 1, whatever its first word
        "heading1": "Watch on the northern piers",
        "op1": "Decides that the ferrymen shall:\nand that they shall rest on the seventh day;",
        "op1(a)": "count the boats that pass and those that lie still at night;",
        "op1(b)": "keep the lamps; and",
        "op2": "Decides to remain seized of the matter.",
        "annex": "Annex",
        "annex/1": "North pier;",
        "annex/2": "South pier.",
    }
    assert one.footnotes == ("1 See the map of lamps.",)


def test_a_scan_without_text_and_a_cut_pdf_say_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(UnreadableText, match="scan without text"):
        read(tmp_path, "scan.pdf", pdf_of([[]]))
    with pytest.raises(UnreadableText, match="Download the file again"):
        read(tmp_path, "cut.pdf", pdf_of(resolution_pages())[:300])


# Scanned text ---------------------------------------------------------------------------------------------------

SCAN = """UNITEDUNITED
SNATIONSNATIONS
Security Council
Distr.
GENERAL
S/RES/9102 (1999)
4 March 1999
RESOLUTION 9102 (1999)
Adopted by the Security Council at its 3344th meeting,
on 4 March 1999
The Security Council,
Recalling its resolution on the harbour and the statements of the
harbour master on the tides of the past winter,
Calls to mind also the letters of the pilots of the northern and the
southern channel,
1. Decides that the pilots shall:
(a) Enter the harbour by day alone;
(6) Leave it by day or by night, as the tide and the wind allow
99-11387 (E) /...
S/RES/9102 (1999)
399-11387
them;
(c) Report on both at the end of each month of the year;
Lights of the harbour
2 Requests the harbour master to keep the lights that are set out
in the annex of this text;
3. Decides to remain seized of the matter.
Annex
Lights
1. The light of the northern pier.
2. The light of the southern pier.
"""


def test_scanned_text(tmp_path: Path) -> None:
    one = edition(tmp_path, "1999-N9911387.txt", SCAN)
    assert (one.number, one.year, one.form, one.date) == (9102, 1999, Form.OCR, dt.date(1999, 3, 4))
    found = words(one)
    assert list(found) == [
        "pp1", "pp2", "op1", "op1(a)", "op1(b)", "op1(c)", "heading1", "op2", "op3", "annex", "heading2", "annex/1", "annex/2",
    ]  # fmt: skip
    assert found["op1(b)"] == "Leave it by day or by night, as the tide and the wind allow them;"
    assert found["op2"].endswith("that are set out in the annex of this text;")


def test_an_attachment_without_a_title_is_no_paragraph_of_the_resolution(tmp_path: Path) -> None:
    text = SCAN.replace("Annex\nLights\n", "Rules\n")
    found = words(edition(tmp_path, "1999-N9911387.txt", text))
    assert found["annex/1"] == "The light of the northern pier."
    assert [key for key in found if key.startswith("op") and "(" not in key] == ["op1", "op2", "op3"]


PLAIN = """UNITED NATIONS
Security Council

RESOLUTION 9102 (1999)
Adopted by the Security Council at its 3344th meeting, on 4 March 1999
The Security Council,
Recalling its resolution on the harbour and the statements of the harbour master on the tides of the past winter,
Calling to mind also the letters of the pilots of the northern and the southern channel,
1. Decides that the pilots shall enter the harbour by day and leave it by day or by night as the wind allows them;
2. Requests the harbour master to keep the lights that are set out in the annex of this text all the year;
3. Decides to remain seized of the matter.
"""


def test_annexes_come_from_a_scan_that_counts_the_same_paragraphs(tmp_path: Path) -> None:
    plain = edition(tmp_path, "S-RES-9102(1999).txt", PLAIN)
    scan = edition(tmp_path, "1999-N9911387.txt", SCAN)
    merged = merge([plain, scan])
    assert merged.origins["text"].startswith("plain text")
    assert merged.origins["annexes"] == "scanned text: 1999-N9911387.txt"
    assert [row.key for row in merged.paragraphs][-4:] == [
        "9102/annex",
        "9102/heading1",
        "9102/annex/1",
        "9102/annex/2",
    ]
    other = edition(tmp_path, "1999-N9911387.txt", SCAN.replace("3. Decides to remain seized of the matter.\n", ""))
    assert "annexes" not in merge([plain, other]).origins


# Record page, a paragraph a line --------------------------------------------------------------------------------

PAGE = """Resolution 9103

The situation in the harbour

The Security Council,
Recalling resolution 9102 (1999), Noting its annex,
Taking note of the silt,
1. Decides to dredge the harbour:
(a) in spring;
(b) in autumn;
2. Decides to remain seized of the matter.

Topics
Harbours
Year
2018
Title
The situation in the harbour
Related with resolutions
9102
Quoted in resolutions
9104
Security Council Composition
CHN FRA RUS GBR USA BOL
"""


def test_record_page_with_a_paragraph_a_line(tmp_path: Path) -> None:
    one = edition(tmp_path, "page.txt", PAGE)
    assert (one.number, one.year, one.form, one.topics) == (9103, 2018, Form.RECORD_PAGE, ("Harbours",))
    assert list(words(one)) == ["pp1", "pp2", "op1", "op1(a)", "op1(b)", "op2"]
    assert words(one)["pp1"] == "Recalling resolution 9102 (1999), Noting its annex,"


# Tables ---------------------------------------------------------------------------------------------------------

VOTES = """Vote in the DB,UN classification,Vote outcome,Vote outcome typology-Observable,Resolution number,Date,Official full title,Title-Observable,Yes,No,Abstentions,Non-Voting,Total,(of which veto),CHINA,FRANCE,RUSSIAN FEDERATION/USSR,UNITED KINGDOM,UNITED STATES,KOREA,BOSNIA
1,S/RES/9104(2031),adopted,adopted (majority),9104,2031-04-05,Security Council resolution 9104 (2031) [on lamps],lamps,4,0,2,1,7,0,A,Y,Y,Y,Y,A,NV
2,S/RES/9105(2031),adopted,adopted (majority),9105,2031-04-06,Security Council resolution 9104 (2031) [on lamps],lamps,7,0,0,0,7,0,Y,Y,Y,Y,Y,Y,Y
3,S/2031/77,vetoed,not adopted (veto),-,2031-04-07,Draft on oars,oars,5,2,0,0,7,1,N,Y,Y,Y,Y,Y,N
4,S/PV.9,lack of maj.,not adopted (lack of majority),-,1946-04-07,Oral,oral,?,?,?,?,?,0,?,?,?,?,?,,
"""  # fmt: skip


def test_vote_table(tmp_path: Path) -> None:
    first, second, veto, oral = read(tmp_path, "votes.csv", VOTES)
    assert isinstance(first, Edition)
    assert first.ballot is not None
    assert (first.number, first.date, first.subject) == (9104, dt.date(2031, 4, 5), "lamps")
    assert (first.ballot.yes, first.ballot.abstaining, first.ballot.absent) == (4, ("CHN", "KOR"), ("BIH",))
    assert isinstance(second, Edition)
    assert second.subject == ""  # the title is that of another resolution
    assert isinstance(veto, RejectedDraft)
    assert (veto.symbol, veto.subject, veto.vetoed_by) == ("S/2031/77", "oars", ("CHN",))
    assert isinstance(oral, RejectedDraft)
    assert oral.vote is None


INDEX = """res_no,symbol,year,date,title,topic_short,agenda,meeting,draft,vote_yes,vote_no,vote_abstain,vote_nonvoting,adoption,chapter_vii,sponsors,subjects,date_conflict
9104,S/RES/9104(2031),2031,2031-04-05,Security Council resolution 9104 (2031) [on lamps],Lamps,The lamps.,S/PV.11010,S/2031/70,013,,,,"Adopted 13-0-2, 11010th meeting",Chapter VII,FRANCE|MEXICO,LAMPS|PIERS,bd=2031-05-04
9105,S/RES/9105(2031),2031,2031-04-06,Security Council resolution 9104 (2031) [on lamps],Lamps,The lamps,S/PV.11011,,15,0,0,0,"Adopted unanimously, 11011th meeting",,,,
"""  # fmt: skip


def test_index(tmp_path: Path) -> None:
    first, second = read(tmp_path, "index.csv", INDEX)
    assert isinstance(first, Edition)
    assert first.ballot is not None
    assert (first.subject, first.agenda, first.meeting, first.draft) == ("lamps", "The lamps", 11010, "S/2031/70")
    assert (first.ballot.yes, first.ballot.abstain) == (13, 2)
    assert (first.sponsors, first.subjects) == (("France", "Mexico"), ("LAMPS", "PIERS"))
    assert "bd 2031-05-04" in first.remarks[0]
    assert isinstance(second, Edition)
    assert second.subject == ""


CR_UNSC = '''body,doc_id,doctype,draft,meeting_no,res_no,symbol,year,date,title,topic,agenda_information,subjects,vote_summary,vote_yes,vote_no,vote_abstention,text
S,S_RES_0012_1946_EN.txt,RES,S/1,8,12,S/RES/12 (1946),1946,1946-02-03,Resolution 12 (1946) [on oars],on oars,S/Agenda 1 The oars,OARS|BOATS,NA,9,NA,2,"12 (1946). Resolution of 3 February 1946

The Security Council,

Having considered the oars of the boats on the northern
river and the southern river,

1. Urges that the oars be painted;

2. Requests a report, in which ""oar"" is defined.

Adopted at the 8th meeting
by 9 votes to none, with 2 abstentions (France, Egypt).
"
S,S_RES_0013_1946_EN.txt,RES,NA,NA,13,S/RES/13 (1946),1946,NA,NA,NA,NA,NA,NA,NA,NA,NA,NA
S,S_RES_0014_1946_EN.txt,RES,NA,NA,14,S/RES/14 (1946),1946,NA,NA,NA,NA,NA,NA,NA,NA,NA,"The Security Council,"
'''  # fmt: skip


def test_research_data_set(tmp_path: Path) -> None:
    text, facts, bare, broken = read(tmp_path, "CR-UNSC_EN_CSV_FULL.csv", CR_UNSC)
    assert isinstance(text, Edition)
    assert isinstance(facts, Edition)
    assert (text.form, text.number, list(words(text))) == (Form.GOLD, 12, ["pp1", "op1", "op2"])
    assert text.source == "CR-UNSC_EN_CSV_FULL.csv: S_RES_0012_1946_EN.txt"
    assert (facts.form, facts.date, facts.meeting, facts.draft) == (Form.DATA_SET, dt.date(1946, 2, 3), 8, "S/1")
    assert (facts.subject, facts.subjects) == ("oars", ("OARS", "BOATS"))
    assert isinstance(bare, Edition)
    assert bare == Edition(number=13, year=1946, form=Form.DATA_SET, source="CR-UNSC_EN_CSV_FULL.csv")
    assert isinstance(broken, Edition)
    assert broken.remarks  # its text says nothing; the row's facts stay


@pytest.mark.parametrize(
    ("head", "reason"),
    [
        ("source_res_no,cited_res_no,cited_year_as_printed,year_matches\n5,3,1946,1\n", "citations"),
        ("year,iso3,name,permanent\n1946,FRA,France,True\n", "members"),
    ],
)
def test_companion_tables_are_left_out_with_the_reason(tmp_path: Path, head: str, reason: str) -> None:
    with pytest.raises(NotAResolution, match=reason):
        read(tmp_path, "table.csv", head)


# Library records ------------------------------------------------------------------------------------------------

RECORD = """<ns0:record><ns0:datafield tag="{tag}" ind1=" " ind2=" "><ns0:subfield code="a">{symbol}</ns0:subfield></ns0:datafield>
{fields}</ns0:record>"""


def marc(*records: tuple[str, str, list[tuple[str, dict[str, str]]]]) -> str:
    shown = ""
    for tag, symbol, fields in records:
        body = "".join(
            f'<ns0:datafield tag="{name}">'
            + "".join(f'<ns0:subfield code="{code}">{value}</ns0:subfield>' for code, value in subfields.items())
            + "</ns0:datafield>"
            for name, subfields in fields
        )
        shown += RECORD.format(tag=tag, symbol=symbol, fields=body)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<collection xmlns:ns0="http://www.loc.gov/MARC21/slim">'
        + shown
        + "</collection>"
    )


def test_library_records(tmp_path: Path) -> None:
    fields = [
        ("245", {"a": "Resolution 9106 (2031) /", "b": "[on the ferries]"}),
        ("269", {"a": "2031-05-06"}),
        ("650", {"a": "FERRIES"}),
        ("991", {"a": "S/", "b": "X", "c": "The ferries.", "d": "FERRIES"}),
        ("993", {"a": "S/2031/88"}),
        ("993", {"a": "S/PV.11020"}),
        ("996", {"a": "Adopted 13-0-2, 11020th meeting"}),
    ]
    votes = [("967", {"a": "1", "c": code, "d": vote}) for code, vote in (("FRA", "Y"), ("CHN", "A"), ("USA", "N"))]
    text = marc(
        ("191", "S/RES/9106(2031)", fields),
        ("191", "A/RES/9/1", []),
        ("791", "S/RES/9107(2031)", [*votes, ("269", {"a": "2031-05-07"})]),
    )
    first, second = read(tmp_path, "records.xml", text)
    assert isinstance(first, Edition)
    assert first.ballot is not None
    assert (first.subject, first.agenda, first.draft, first.meeting) == (
        "the ferries",
        "The ferries",
        "S/2031/88",
        11020,
    )
    assert (first.date, first.subjects, first.ballot.abstain) == (dt.date(2031, 5, 6), ("FERRIES",), 2)
    assert isinstance(second, Edition)
    assert second.ballot is not None
    assert (second.ballot.in_favour, second.ballot.abstaining, second.ballot.against) == (("FRA",), ("CHN",), ("USA",))


def test_records_of_the_general_assembly_are_left_out(tmp_path: Path) -> None:
    with pytest.raises(NotAResolution, match=r"such as A/C\.3/9/L\.1"):
        read(tmp_path, "records.xml", marc(("191", "A/C.3/9/L.1", [])))


# Rejected drafts ------------------------------------------------------------------------------------------------


def test_drafts_of_two_sources_become_one_and_several_votes_under_one_symbol_stay_apart() -> None:
    day = dt.date(2031, 4, 7)
    table = RejectedDraft(symbol="S/2031/77", date=day, subject="oars", vetoed_by=("CHN",), source="votes.csv")
    file = RejectedDraft(symbol="S/2031/77", date=day, agenda="The oars", sponsors=("France",), source="draft.xml")
    (one,) = merge_drafts([table, file])
    assert (one.subject, one.agenda, one.vetoed_by) == ("oars", "The oars", ("CHN",))
    assert (one.origins["subject"], one.origins["agenda"]) == ("votes.csv", "draft.xml")
    assert len(merge_drafts([table, table.model_copy(update={"subject": "sails"})])) == 2


def test_of_two_counts_of_a_vote_the_one_is_taken_that_the_members_can_have_cast() -> None:
    day = dt.date(1999, 4, 7)  # of a year whose members are known
    right = RejectedDraft(symbol="S/1999/9977", date=day, vote=Vote(yes=13, no=1, abstain=1), source="votes.csv")
    wrong = right.model_copy(
        update={"vote": Vote(yes=14, no=1, abstain=1), "source": "draft.xml", "sponsors": ("France",)}
    )
    (one,) = merge_drafts([right, wrong])
    assert (one.vote, one.origins["vote"]) == (right.vote, "votes.csv")
    (alone,) = merge_drafts([wrong])
    assert alone.vote == wrong.vote


# Archives -------------------------------------------------------------------------------------------------------


def test_an_archive_is_read_as_a_folder(tmp_path: Path) -> None:
    archive = tmp_path / "all.zip"
    with zipfile.ZipFile(archive, "w") as packed:
        packed.writestr("deep/down/1999-N9911387.txt", SCAN)
        packed.writestr("../../outside.txt", PAGE)
        packed.writestr("votes.csv", VOTES)
        packed.writestr("inner.zip", b"PK\x03\x04 nothing")
        packed.writestr("deep/.hidden", "x")
    report = read_sources([archive])
    assert [one.number for one in report.resolutions] == [9102, 9103, 9104, 9105]
    assert [draft.symbol for draft in report.drafts] == ["S/PV.9", "S/2031/77"]
    assert [one.path for one in report.skipped] == ["all.zip/inner.zip"]
    assert not (tmp_path.parent / "outside.txt").exists()
    with zipfile.ZipFile(archive) as packed:
        packed.extractall(tmp_path / "folder")
    archive.unlink()
    assert read_sources([tmp_path / "folder"]).resolutions == report.resolutions
