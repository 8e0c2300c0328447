"""Exports of answers and comparisons, opened again with the libraries that readers use."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import docx
import openpyxl
import pytest
from docx.opc.constants import RELATIONSHIP_TYPE
from typer.testing import CliRunner

from assistant.answer import Answer, Citation, Status, Verdict
from assistant.cli import app
from assistant.compare.comparison import compare
from assistant.compare.model import Comparison
from assistant.compare.told import Told
from assistant.errors import WrongInput
from assistant.export import FORMS, export, write
from assistant.export.bibtex import to_bibtex
from assistant.export.sheets import harmless
from assistant.export.styles import Style, cite
from assistant.timeline.model import Ceiling, Deed, Entry, Gap, Sort, Standing, Timeline
from ingest.pinpoint import Pinpoint
from ingest.resolution import TextStatus
from tests.factories import resolution
from tests.invented import publish
from vectorstore.catalogue import Catalogue, write_catalogue

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
TODAY = dt.date(2035, 6, 1)
LAMPS = "Decides that the lamps of the harbour shall burn until 30 June 2032, as resolution 8302 (2032) will recall"
TEXTS = [
    resolution(8301, 2031, [LAMPS, ("Requests UNMAZ:", ["to count the ferries", "=SUM(A1:A9) to count the boats"])],
               ["Recalling its earlier texts", "Noting a third passage on beacons"], date=dt.date(2031, 9, 5), subject="lamps & ferries, 100% of them"),
    resolution(8302, 2032, ["Decides that the lamps of the harbour shall burn until 31 May 2033", "-40 lamps are kept"],
               ["Noting a third passage on beacons"], date=dt.date(2032, 5, 9)),
    resolution(8303, 2033, ["Urges caravans to share wells"], date=dt.date(2033, 1, 2), status=TextStatus.DIGEST),
]  # fmt: skip
QUOTE = "Decides that the lamps of the harbour shall burn until 30 June 2032"


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalogue]:
    path: Path = tmp_path_factory.mktemp("export") / "catalogue.sqlite"
    write_catalogue(path, TEXTS)
    opened = Catalogue.open(path)
    yield opened
    opened.close()


@pytest.fixture
def answer() -> Answer:
    return Answer(
        question="Until when do the lamps burn? <|*_x_*|>",
        standalone="Until when do the lamps of the harbour burn?",
        status=Status.ANSWERED,
        text=f"S/RES/8301 (2031), para. 1: “{LAMPS}”\n\n- See also S/RES/8302 (2032), para. 1.\n"
        "- The rest is in S/RES/8302 (2032), para. 9 [not supported].\n\n1. = the first lamp",
        citations=(
            Citation(key="8301/op1", citation="S/RES/8301 (2031), para. 1", quote=QUOTE, end=len(QUOTE), verdict=Verdict.QUOTED),
            Citation(key="8302/op1", citation="S/RES/8302 (2032), para. 1", verdict=Verdict.RETRIEVED),
            Citation(key="", citation="S/RES/8302 (2032), para. 9", verdict=Verdict.NOT_SUPPORTED),
            Citation(key="8303/op1", citation="S/RES/8303 (2033), para. 1", verdict=Verdict.RETRIEVED),
        ),
        corpus_end=dt.date(2033, 1, 2),
    )  # fmt: skip


@pytest.fixture(scope="module")
def compared(catalogue: Catalogue) -> Comparison:
    return compare(catalogue, [8301, 8302])


@pytest.mark.parametrize(
    ("key", "numbered", "un", "oscola", "bluebook"),
    [
        ("8301", True, "", "", ""),
        ("8301/op2(a)", True, ", para. 2 (a)", ", para 2(a)", ", ¶ 2(a)"),
        ("8301/op2(a)(i)", True, ", para. 2 (a) (i)", ", para 2(a)(i)", ", ¶ 2(a)(i)"),
        ("8301/op1", False, ", operative para. 1", ", operative para 1", ", operative ¶ 1"),
        ("8301/pp5", True, ", preambular para. 5", ", preambular para 5", ", pmbl. ¶ 5"),
        ("8301/A/op4", True, ", part A, para. 4", ", part A, para 4", ", pt. A, ¶ 4"),
        ("8301/annexB/5", True, ", annex B, para. 5", ", annex B, para 5", ", annex B, ¶ 5"),
        ("8301/annex/p3", True, ", annex, passage 3", ", annex, passage 3", ", annex, passage 3"),
    ],
)
def test_styles(key: str, numbered: bool, un: str, oscola: str, bluebook: str) -> None:
    place = Pinpoint.parse(key)
    record = TEXTS[0]
    assert cite(place, record, Style.UN, numbered=numbered) == f"Security Council resolution 8301 (2031){un}"
    assert (
        cite(place, record, Style.OSCOLA, numbered=numbered)
        == f"UNSC Res 8301 (5 September 2031) UN Doc S/RES/8301{oscola}"
    )
    assert cite(place, record, Style.BLUEBOOK, numbered=numbered) == f"S.C. Res. 8301{bluebook} (Sept. 5, 2031)"


def test_a_day_that_is_not_known_is_the_year() -> None:
    record = TEXTS[0].model_copy(update={"date": None})
    assert cite(Pinpoint.parse("8301/op1"), record, Style.BLUEBOOK) == "S.C. Res. 8301, ¶ 1 (2031)"
    assert cite(Pinpoint.parse("8301/op1"), record, Style.OSCOLA) == "UNSC Res 8301 (2031) UN Doc S/RES/8301, para 1"


def opened(content: bytes) -> tuple[Any, dict[str, str], list[str]]:
    """The document as python-docx opens it, its footnotes by id, and the ids of the marks in the text in order.

    Checks what Word checks before it opens a file: every relationship leads to a part, every part has a type, and each
    id that is used stands in the part or among its relationships.
    """
    archive = zipfile.ZipFile(io.BytesIO(content))
    names = set(archive.namelist())
    types = ElementTree.fromstring(archive.read("[Content_Types].xml"))
    typed = {each.get("PartName", "").lstrip("/") for each in types} | {each.get("Extension", "") for each in types}
    for name in names - {"[Content_Types].xml"}:
        assert name in typed or name.rsplit(".", 1)[-1] in typed
    document = docx.Document(io.BytesIO(content))
    part = document.part.part_related_by(RELATIONSHIP_TYPE.FOOTNOTES)
    assert str(part.partname).lstrip("/") in names
    for each in (document.part, part):
        used = re.findall(r'r:(?:id|embed)="(\w+)"', each.blob.decode())
        assert set(used) <= set(each.rels)
        assert all(rel.is_external or str(rel.target_part.partname).lstrip("/") in names for rel in each.rels.values())
    root = ElementTree.fromstring(part.blob)
    notes = {note.get(f"{W}id", ""): "".join(note.itertext()).strip() for note in root}
    body = ElementTree.fromstring(document.part.blob)
    marks = [mark.get(f"{W}id", "") for mark in body.iter(f"{W}footnoteReference")]
    assert len(marks) == len(set(marks))
    assert set(marks) == {n for n in notes if int(n) > 0}
    settings = ElementTree.fromstring(archive.read("word/settings.xml"))
    order = [child.tag for child in settings]
    assert order.index(f"{W}footnotePr") == order.index(f"{W}compat") - 1
    assert [each.get(f"{W}id") for each in settings.find(f"{W}footnotePr") or []] == ["-1", "0"]
    styles = {each.get(f"{W}styleId") for each in ElementTree.fromstring(archive.read("word/styles.xml"))}
    assert {each.get(f"{W}val") for tree in (root, body) for tag in ("rStyle", "pStyle", "tblStyle") for each in tree.iter(f"{W}{tag}")} <= styles  # fmt: skip
    return document, notes, marks


def test_word_has_a_footnote_for_each_verified_citation_and_for_no_other(answer: Answer, catalogue: Catalogue) -> None:
    document, notes, marks = opened(export(answer, "docx", catalogue, style="oscola", today=TODAY))
    cited = [notes[mark] for mark in marks]
    assert [note.split(" https")[0] for note in cited] == [
        "UNSC Res 8301 (5 September 2031) UN Doc S/RES/8301, para 1.",
        "UNSC Res 8302 (9 May 2032) UN Doc S/RES/8302, para 1. Retrieved; nothing is quoted from it.",
        "UNSC Res 8303 (2 January 2033) UN Doc S/RES/8303, para 1. Retrieved; nothing is quoted from it. A digest, not the official text.",
    ]
    assert all("https://docs.un.org/en/S/RES/" in note for note in cited)
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    for fact in (answer.question, "2 January 2033", "1 June 2035", answer.standalone):
        assert fact in text
    assert "[not supported]" in text
    assert text.index("Not supported") < text.rindex("S/RES/8302 (2032), para. 9")
    first = next(p for p in document.paragraphs if LAMPS in p.text)
    assert (
        len(first._p.findall(f".//{W}footnoteReference")) == 1
    )  # the resolution that the quoted words cite is no source


def test_word_holds_a_comparison(compared: Comparison, catalogue: Catalogue) -> None:
    document, notes, marks = opened(export(compared, "docx", catalogue, style="bluebook", today=TODAY))
    assert "S.C. Res. 8301, ¶ 1 (Sept. 5, 2031)." in notes[marks[0]] or len(marks) > 3
    assert any(note.startswith("S.C. Res. 8301, ¶ 2(a) (Sept. 5, 2031).") for note in notes.values())
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    assert "no passage found" in cells
    assert any("30 June 2032" in cell and "31 May 2033" in cell for cell in cells)  # the redline
    struck = [r for t in document.tables for c in t._cells for p in c.paragraphs for r in p.runs if r.font.strike]
    assert struck


def test_markdown_has_footnotes(answer: Answer, compared: Comparison, catalogue: Catalogue) -> None:
    text = export(answer, "md", catalogue, today=TODAY).decode()
    assert "[^1]: Security Council resolution 8301 (2031), para. 1. <https://docs.un.org/en/S/RES/8301(2031)>" in text
    assert text.count("para. 1[^1]") == 1
    assert "\\<\\|\\*\\_x\\_\\*\\|\\>" in text
    assert "1\\. = the first lamp" in text
    assert "## Not supported" in text
    table = export(compared, "md", catalogue, today=TODAY).decode()
    assert re.search(r"~~30 June 2032[^|]*~~ \*\*31 May 2033\*\*", table)
    assert "*no passage found*" in table
    assert table.count("a third passage") == 1
    assert "*the same words*[^" in table
    assert set(re.findall(r"\[\^(\d+)\](?!:)", table)) == set(re.findall(r"^\[\^(\d+)\]:", table, re.MULTILINE))
    assert "Texts known up to:** 2 January 2033" in table


def test_tables_have_columns_for_citations(answer: Answer, compared: Comparison, catalogue: Catalogue) -> None:
    lines = list(csv.DictReader(io.StringIO(export(answer, "csv", catalogue, today=TODAY).decode())))
    assert [line["verdict"] for line in lines] == ["quoted", "retrieved", "not supported", "retrieved"]
    assert [line["key"] for line in lines] == ["8301/op1", "8302/op1", "", "8303/op1"]
    assert lines[0]["quotation"] == QUOTE
    assert lines[0]["texts known up to"] == "2 January 2033"
    rows = list(csv.DictReader(io.StringIO(export(compared, "csv", catalogue, style="oscola", today=TODAY).decode())))
    assert len(rows) == sum(not row.beside for row in compared.rows)
    boats = next(row for row in rows if row["8301 key"] == "8301/op2(b)")
    assert boats["8301 citation"] == "UNSC Res 8301 (5 September 2031) UN Doc S/RES/8301, para 2(b)"
    assert boats["exported on"] == "1 June 2035"


def test_no_cell_is_a_formula(answer: Answer, compared: Comparison, catalogue: Catalogue) -> None:
    hostile = answer.model_copy(update={"question": "=1+1", "text": "@here\n+1\n-1\n\tx"})
    for subject in (hostile, compared):
        book = openpyxl.load_workbook(io.BytesIO(export(subject, "xlsx", catalogue, today=TODAY)))
        cells = [cell for sheet in book for line in sheet.iter_rows() for cell in line if cell.value is not None]
        assert cells
        assert {cell.data_type for cell in cells} == {"s"}
        assert not [cell for cell in cells if str(cell.value).startswith(("=", "+", "-", "@"))]
        for line in csv.reader(io.StringIO(export(subject, "csv", catalogue, today=TODAY).decode())):
            assert not [value for value in line if value.startswith(("=", "+", "-", "@"))]
    text = export(compared, "csv", catalogue, today=TODAY).decode()
    assert "'=SUM(A1:A9)" in text
    assert harmless(" =1") == "' =1"
    assert len(harmless("x" * 40_000)) < 32_767
    assert harmless("a\x00b\x1bc") == "abc"


def test_bibtex_holds_the_verified_resolutions(answer: Answer, catalogue: Catalogue) -> None:
    text = export(answer, "bib", catalogue, today=TODAY).decode()
    assert re.findall(r"@misc\{([\w-]+),", text) == ["unsc-res-8301", "unsc-res-8302", "unsc-res-8303"]
    assert r"lamps \& ferries, 100\% of them, adopted on 5 September 2031" in text
    assert text.count("{") == text.count("}")
    assert "% Texts known up to: 2 January 2033" in text
    assert all(line.startswith("%") for line in text.split("\n\n")[0].splitlines())


def test_no_title_and_no_question_opens_an_entry_of_bibtex() -> None:
    hostile = 'a title},\n}\n@comment{x, % \\{ @string{y = "z"}\r@misc{unsc-res-1, \x1b[31m'
    record = resolution(8390, 2031, subject=hostile)
    text = to_bibtex([record], [f"Question: {hostile}", f"@comment{{{hostile}"])
    remarks, entry = text.strip().split("\n\n")
    assert re.findall(r"@\w+\s*[{(]", text) == ["@misc{"]
    assert all(line.startswith("% ") for line in remarks.splitlines())
    assert "@" not in remarks
    depth = [entry[: at + 1].count("{") - entry[: at + 1].count("}") for at in range(len(entry))]
    assert depth[-1] == 0
    assert 0 not in depth[entry.index("{") : -1], "nothing closes the entry before its end"
    assert "\x1b" not in text


@pytest.mark.parametrize("form", FORMS)
def test_characters_that_no_file_may_hold_are_left_out(form: str, answer: Answer, catalogue: Catalogue) -> None:
    bad = answer.model_copy(update={"question": "a\x00b\x0bc\ud800", "text": "x\x1fy\ufffe"})
    assert export(bad, form, catalogue, today=TODAY)


def test_an_answer_that_compares_holds_its_rows_as_a_table(compared: Comparison, catalogue: Catalogue) -> None:
    row = next(row for row in compared.rows if all(cell and cell.key.endswith("/op1") for cell in row.cells.values()))
    listed = "End date: changed.\n- S/RES/8301 (2031), para. 1"
    answer = Answer(
        question="Compare", standalone="Compare", status=Status.ANSWERED, text=f"Two, compared:\n\n{listed}\n\nAll rows: elsewhere",
        citations=(Citation(key="8301/op1", citation="S/RES/8301 (2031), para. 1", quote=QUOTE, end=len(QUOTE), verdict=Verdict.QUOTED),),
        compared=Told(compared, (row,)), listed=listed,
    )  # fmt: skip
    text = export(answer, "md", catalogue, today=TODAY).decode()
    assert "changed.\n" not in text
    assert (
        text.index("Two, compared") < text.index("| Change | Resolution | Words |") < text.index("All rows: elsewhere")
    )
    assert "Further sources" not in text  # the table cites it
    document, _, marks = opened(export(answer, "docx", catalogue, today=TODAY))
    assert len(document.tables) == 1
    assert len(marks) == 2


@pytest.fixture
def timeline() -> Timeline:
    entry = Entry(
        Deed.EXTENDED, "lamps", dt.date(2031, 9, 5), "8301/op1", "S/RES/8301 (2031), para. 1", "S/RES/8301 (2031)", TEXTS[0].link,
        QUOTE, until=dt.date(2032, 6, 30), vote="14-0-1", chapter_vii=True,
    )  # fmt: skip
    gap = Gap("lamps", dt.date(2032, 7, 1), dt.date(2032, 7, 9), "8301/op1", "8302/op1", "the text says why")
    standing = Standing(dt.date(2035, 6, 1), False, dt.date(2032, 6, 30), "The lamps are out.")
    ceiling = Ceiling("troops", 1450, dt.date(2031, 9, 5), "8301/op1", "S/RES/8301 (2031), para. 1", "up to 1,450")
    return Timeline(
        "lamps", "Lamps of Azuria", "LAMPS", Sort.MISSION, "Azuria", (entry,), (), (gap,), (ceiling,), (), (), standing,
        dt.date(2033, 1, 2), "S/RES/8303 (2033)",
    )  # fmt: skip


def test_a_timeline_is_exported(timeline: Timeline, catalogue: Catalogue) -> None:
    document, notes, marks = opened(export(timeline, "docx", catalogue, style="oscola", today=TODAY))
    assert notes[marks[0]].startswith("UNSC Res 8301 (5 September 2031) UN Doc S/RES/8301, para 1.")
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert "The lamps are out." in text
    assert "1 July 2032 to 9 July 2032 (9 days)" in text
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    assert "lamps: extended\nuntil 30 June 2032\nvote 14-0-1\nChapter VII" in cells
    (line,) = csv.DictReader(io.StringIO(export(timeline, "csv", catalogue, style="bluebook", today=TODAY).decode()))
    assert (line["citation"], line["until"]) == ("S.C. Res. 8301, ¶ 1 (Sept. 5, 2031)", "2032-06-30")
    assert line["texts known up to"] == "2 January 2033"
    assert "unsc-res-8301" in export(timeline, "bib", catalogue, today=TODAY).decode()


def test_what_cannot_be_written_is_said(answer: Answer, catalogue: Catalogue, tmp_path: Path) -> None:
    for path, style in (("a.pdf", "un"), ("a", "un"), ("a.md", "apa"), ("none/a.md", "un")):
        with pytest.raises(WrongInput, match=r"\.$"):
            write(answer, tmp_path / path, catalogue, style=style)
    assert not list(tmp_path.iterdir())
    assert write(answer, tmp_path / "A.MD", catalogue).read_text("utf-8").startswith("# Answer")
    assert [path.name for path in tmp_path.iterdir()] == ["A.MD"]


def test_the_commands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(tmp_path / "data", TEXTS)
    monkeypatch.setenv("UNSC_DATA", str(tmp_path / "data"))
    run = CliRunner().invoke
    out = tmp_path / "rows.docx"
    assert run(app, ["compare", "8301", "8302", "-o", str(out), "--style", "oscola"]).exit_code == 0
    assert any(note.startswith("UNSC Res 8301") for note in opened(out.read_bytes())[1].values())
    assert "[^1]" in run(app, ["compare", "8301", "8302", "--format", "md"]).stdout
    rows = tmp_path / "rows.json"
    assert run(app, ["compare", "8301", "8302", "--json", "-o", str(rows)]).exit_code == 0
    assert rows.read_text("utf-8").startswith("{")
    for wrong in (
        ["compare", "8301", "8302", "--format", "docx"],
        ["compare", "8301", "8302", "-o", str(tmp_path / "a.pdf")],
        ["compare", "8301", "8302", "--json", "--style", "apa"],
        ["ask", "lamps", "--export", str(tmp_path / "a.pdf")],
        ["ask", "--batch", "-", "--export", str(tmp_path / "a.md")],
    ):
        result = run(app, wrong)
        assert result.exit_code == 2, wrong
        assert result.stderr.startswith("unsc: ")
