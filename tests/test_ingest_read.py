"""The readers on invented files in the forms that users have."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from ingest.edition import Edition, Form
from ingest.errors import UnknownForm, UnreadableText
from ingest.read import NotAResolution, read_file

GOLD = """9002 (1961). Resolution of 3 March 1961
[S/4900]

The Security Council,

Having considered the state of the bridges over the
northern river, 3

Deeply concerned at the rust found by the inspec-
tors of the Council,

1. Urges that the bridges be painted immediately;

2. Calls upon all States to lend their brushes, and
in particular those States that border on the river;

3. Requests the Secretary-General to report:
(a) On the colour chosen;
(b) On the paint that is left.

Adopted at the 950th meeting
by 9 votes to none, with 2 abstentions (France, Union of
Soviet Socia- list Republics).


3 Official Records of the bridges, document S/4899.
4 One member (China) did not participate in the voting.
"""

MASTHEAD = """UNITED NATIONS
Security Council

S
Distr. GENERAL S/RES/9003 (1996) 9 February 1996

RESOLUTION 9003 (1996)
Adopted by the Security Council at its 4999th meeting, on 9 February 1996
The Security Council,
Welcoming the report of the lighthouse keepers on the fog of the past winter and the measures taken against it,
Noting that the lamps burn again,

96-02987 (E)

/...

S/RES/9003 (1996) Page 2
1. Decides to extend the watch of the lighthouse keepers until 8 May 1996 and to review it in the light of the fog, the
/...

S/RES/9003 (1996) Page 3
wind and the number of ships that are seen from the towers on the northern and the southern shore;
2. Requests the keepers:
(a) to count the ships that pass;
(b) to report on them at the end of every month in the usual way.
"""

PAGE = """Search engine for the United Nations Security Council Resolutions


Resolution 9004

The situation in the harbour

Abstract

S/RES/9004 (2018)
Security Council Distr.: General 3 May 2018
Resolution 9004 (2018)
Adopted by the Security Council at its 8300th meeting, on 3 May 2018
The Security Council, Recalling resolution 9003 (1996), Noting the silt in the harbour, and the state of the
S/RES/9004 (2018)
18-00001 2 /3
quays, Taking note of the dredgers, 1. Decides to dredge the harbour; 2. Requests a report on the silt by June;
3. Decides to remain seized of the matter.

Topics
International Peace and Security, Harbours
Year
2018
Title
The situation in the harbour
Related with resolutions
9003
Quoted in resolutions
9005
Security Council Composition
CHN FRA RUS GBR USA BOL
"""

AKN = """<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><statement name="{name}">
<meta><workflow><step date="2031-02-03" outcome="draftResolution" as="S/2031/9" by="France and Mexico"/>
<step date="2031-02-03" outcome="adopted" as="S/PV.11001" by="Adopted 13-0-2, 11001st meeting"/></workflow></meta>
<coverPage><p>{symbol}</p><p>3 February 2031</p>
<p>Adopted by the Security Council at its 11001st meeting, on3 February 2031</p></coverPage>
<preamble><formula><p>The Security Council,</p></formula>
<container><p>Recalling the wells,<authorialNote marker="1"><p>See the map.</p></authorialNote></p></container></preamble>
<mainBody><paragraph eId="para_77"><num>1.</num><list><intro><p>Decides to dig:</p></intro>
<point><num>(a)</num><content><p>a well;</p></content></point>
<sublist><point><num>2.</num><content><p>Requests a report on the well.</p></content></point></sublist>
</list></paragraph></mainBody>
<attachments><attachment><doc name="annex"><mainBody><paragraph><heading>Annex: Wells</heading></paragraph>
<container><table><tr><td><p>1</p></td><td><p>North well</p></td></tr></table></container></mainBody></doc>
</attachment></attachments></statement></akomaNtoso>"""


def read(tmp_path: Path, name: str, text: str | bytes) -> Edition:
    path = tmp_path / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    editions = read_file(path)
    assert len(editions) == 1
    return editions[0]


def keys(edition: Edition) -> list[str]:
    return [paragraph.key.split("/", 1)[1] for paragraph in edition.paragraphs]


def test_revised_text(tmp_path: Path) -> None:
    edition = read(tmp_path, "S_RES_9002_1961_EN.txt", GOLD)
    assert edition.form is Form.GOLD
    assert (edition.date, edition.meeting, edition.draft) == (dt.date(1961, 3, 3), 950, "S/4900")
    assert keys(edition) == ["pp1", "pp2", "op1", "op2", "op3", "op3(a)", "op3(b)"]
    assert edition.paragraphs[0].text.endswith("over the northern river,")  # the footnote mark is gone
    assert "inspectors" in edition.paragraphs[1].text
    assert len(edition.footnotes) == 2


def test_the_vote_in_the_last_line(tmp_path: Path) -> None:
    ballot = read(tmp_path, "S_RES_9002_1961_EN.txt", GOLD).ballot
    assert ballot is not None
    assert (ballot.yes, ballot.no, ballot.abstain) == (9, 0, 2)
    assert ballot.abstaining == ("FRA", "SUN")
    assert ballot.absent == ("CHN",)


def test_masthead_with_page_furniture(tmp_path: Path) -> None:
    edition = read(tmp_path, "S-RES-9003(1996).txt", MASTHEAD)
    assert (edition.form, edition.date, edition.meeting) == (Form.PLAIN, dt.date(1996, 2, 9), 4999)
    assert keys(edition) == ["pp1", "pp2", "op1", "op2", "op2(a)", "op2(b)"]
    assert "the fog, the wind and the number" in edition.paragraphs[2].text
    assert not any("/..." in paragraph.text or "S/RES/" in paragraph.text for paragraph in edition.paragraphs)


def test_misread_numbers_behind_blank_lines_and_clauses_above_paragraph_1(tmp_path: Path) -> None:
    text = GOLD.replace("1. Urges", "i. Urges").replace("2. Calls", "2, calls").replace("3. Requests", "3. _ Requests")
    text = text.replace("Deeply concerned", "Reaffirms its care for the bridges,\n\nDeeply concerned")
    edition = read(tmp_path, "S_RES_9002_1961_EN_GOLD.txt", text)
    assert [key for key in keys(edition) if key.startswith("op")][-5:] == ["op1", "op2", "op3", "op3(a)", "op3(b)"]
    plain = MASTHEAD.replace("Noting that", "Reaffirms its fondness of the keepers,\nNoting that")
    assert keys(read(tmp_path, "S-RES-9003(1996).txt", plain))[:4] == ["pp1", "pp2", "pp3", "op1"]


def test_headings_and_page_numbers_that_stand_beside_a_number(tmp_path: Path) -> None:
    text = MASTHEAD.replace("2. Requests", "*** 2. Requests").replace(
        "/...\n\nS/RES/9003 (1996) Page 3", "2\n\nS/RES/9003(1996)) Page 3"
    )
    text += "Length of the watch 3. Urges haste, 4. Expressing its thanks, looks to the lamps.\n7\n"
    found = read(tmp_path, "S-RES-9003(1996).txt", text)
    assert keys(found) == ["pp1", "pp2", "op1", "op2", "op2(a)", "op2(b)", "heading1", "op3", "op4"]
    assert found.paragraphs[-2].section == ("Length of the watch",)


def test_points_behind_a_heading_and_round_bullets(tmp_path: Path) -> None:
    text = (
        MASTHEAD
        + "Tasks by night and on days without any sight at all\n(c) to sound the horn;\nTasks by day\n· To rest;\n3. Urges haste.\n"
    )
    found = read(tmp_path, "S-RES-9003(1996).txt", text)
    assert [key for key in keys(found) if not key.startswith("heading")][-4:] == ["op2(a)", "op2(b)", "op2(c)", "op3"]


def test_windows_encoding(tmp_path: Path) -> None:
    edition = read(tmp_path, "S-RES-9003(1996).txt", MASTHEAD.replace("lamps", "l\u00e2mpadas").encode("cp1252"))
    assert "l\u00e2mpadas" in edition.paragraphs[1].text


def test_record_page_is_run_apart(tmp_path: Path) -> None:
    edition = read(tmp_path, "page.txt", PAGE)
    assert (edition.number, edition.year, edition.form, edition.meeting) == (9004, 2018, Form.RECORD_PAGE, 8300)
    assert keys(edition) == ["pp1", "pp2", "pp3", "op1", "op2", "op3"]
    assert edition.topics == ("International Peace and Security", "Harbours")
    assert edition.agenda == "The situation in the harbour"
    assert edition.composition[:2] == ("CHN", "FRA")
    assert "state of the quays," in edition.paragraphs[1].text


def test_akoma_ntoso(tmp_path: Path) -> None:
    edition = read(tmp_path, "S_RES_9005-3100001E.xml", AKN.format(name="resolution", symbol="S/RES/9005 (2031)"))
    assert keys(edition) == ["pp1", "op1", "op1(a)", "op2", "annex", "annex/1"]
    assert edition.paragraphs[0].text == "Recalling the wells,"
    assert edition.footnotes == ("1 See the map.",)


def test_the_record_inside_akoma_ntoso(tmp_path: Path) -> None:
    edition = read(tmp_path, "S_RES_9005-3100001E.xml", AKN.format(name="resolution", symbol="S/RES/9005 (2031)"))
    assert (edition.draft, edition.meeting, edition.date) == ("S/2031/9", 11001, dt.date(2031, 2, 3))
    assert edition.sponsors == ("France", "Mexico")
    assert edition.ballot is not None
    assert (edition.ballot.yes, edition.ballot.abstain) == (13, 2)


def test_file_name_decides_and_a_remark_is_made(tmp_path: Path) -> None:
    edition = read(tmp_path, "S_RES_9006-3100001E.xml", AKN.format(name="resolution", symbol="S/RES/9005 (2031)"))
    assert edition.number == 9006
    assert edition.contradicted
    assert "9005" in edition.remarks[0]


@pytest.mark.parametrize(
    ("name", "symbol"), [("S_PRST_2031_1.xml", "S/PRST/2031/1"), ("S_2031_9-3100001E.xml", "S/2031/9")]
)
def test_statements_and_drafts_are_no_resolutions(tmp_path: Path, name: str, symbol: str) -> None:
    path = tmp_path / name
    path.write_text(AKN.format(name="statement", symbol=symbol), encoding="utf-8")
    with pytest.raises(NotAResolution, match=symbol):
        read_file(path)


def test_entities_are_not_opened(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("the hidden words", encoding="utf-8")
    body = AKN.format(name="resolution", symbol="S/RES/9005 (2031)").replace("a well;", "a well &e;")
    edition = read(tmp_path, "S_RES_9005-3100001E.xml", f'<!DOCTYPE a [<!ENTITY e SYSTEM "{secret.as_uri()}">]>{body}')
    assert not any("hidden" in paragraph.text for paragraph in edition.paragraphs)


def test_broken_xml_is_unreadable(tmp_path: Path) -> None:
    path = tmp_path / "S_RES_9005-3100001E.xml"
    path.write_text("<akomaNtoso><statement>", encoding="utf-8")
    with pytest.raises(UnreadableText, match="well-formed"):
        read_file(path)


def test_unknown_form(tmp_path: Path) -> None:
    path = tmp_path / "notes.md"
    path.write_text("# Shopping list\n\n- paint\n", encoding="utf-8")
    with pytest.raises(UnknownForm):
        read_file(path)


def test_voting_records(tmp_path: Path) -> None:
    record = {
        "symbol": "S/RES/9005 (2031)",
        "resolution_number": "Resolution 9005 (2031)",
        "adoption_date": "3\u00a0February 2031",
        "adoption_meeting": "11001st meeting",
        "adoption_type": "Adopted 2-0-1, 11001st meeting",
        "agenda_item_name": "The situation of the wells.",
        "resolution_title": "Security Council resolution 9005 (2031) [on renewal of the wells until 1 Mar. 2032]",
        "MS_in_favour_count": "15",
        "MS_in_favour": ["FRANCE", "MEXICO"],
        "MS_against_count": "0",
        "MS_against": [],
        "MS_abstaining_count": "0",
        "MS_abstaining": ["CHINA"],
        "sponsors": ["MEXICO"],
        "subjects": [["WELLS", "UNBIS Thesaurus"], ["The situation of the wells.", "S/"]],
        "draft_resolution": "S/2031/9",
    }
    edition = read(tmp_path, "2031.json", json.dumps(record) + "\n")
    assert edition.ballot is not None
    assert (edition.ballot.yes, edition.ballot.no, edition.ballot.abstain) == (2, 0, 1)  # two of three witnesses
    assert edition.ballot.abstaining == ("CHN",)
    assert (edition.subject, edition.agenda) == ("renewal of the wells until 1 Mar. 2032", "The situation of the wells")
    assert (edition.date, edition.subjects, edition.sponsors) == (dt.date(2031, 2, 3), ("WELLS",), ("Mexico",))


def test_a_broken_line_makes_the_whole_record_unreadable(tmp_path: Path) -> None:
    path = tmp_path / "2031.json"
    path.write_text('{"symbol": "S/RES/9005 (2031)", "resolution_number": ""}\n{"symbol": \n', encoding="utf-8")
    with pytest.raises(UnreadableText, match="Line 2"):
        read_file(path)
