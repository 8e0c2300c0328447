"""Broken, garbled and hostile files: an error by file, bounded memory, and the rest of the run goes on."""

from __future__ import annotations

import contextlib
import os
import re
import time
import tracemalloc
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import ingest.files.archive
import ingest.pipeline
import ingest.read
from ingest.edition import Edition
from ingest.errors import IngestError, MalformedKey, UnknownForm, UnreadableText
from ingest.files.limited import Limited, Limits
from ingest.merging.merge import merge
from ingest.parsing.blocks import Block
from ingest.parsing.parse import parse_blocks
from ingest.pinpoint import Pinpoint
from ingest.pipeline import read_sources
from ingest.read import READERS, pdf, read_file, reader_of
from ingest.resolution import Resolution
from tests import test_ingest_forms as forms
from tests import test_ingest_read as texts
from tests.pdf_double import pdf_of, pdf_that_multiplies, pdf_that_swells, resolution_pages

# One good file for each reader, by the name under which it could lie on a disk.
GOOD: dict[str, bytes] = {
    "paper.pdf": pdf_of(resolution_pages()),
    "S_RES_9001-1.xml": texts.AKN.format(name="resolution", symbol="S/RES/9001 (2031)").encode(),
    "records.xml": forms.marc(("191", "S/RES/9106(2031)", [("269", {"a": "2031-05-06"})])).encode(),
    "2031.json": b'{"symbol": "S/RES/9107(2031)", "resolution_number": 9107, "adoption_date": "2031-05-07"}\n',
    "votes.csv": forms.VOTES.encode(),
    "index.csv": forms.INDEX.encode(),
    "full.csv": forms.CR_UNSC.encode(),
    "edges.csv": b"source_res_no,cited_res_no,cited_year_as_printed,year_matches\n5,3,1946,1\n",
    "page.txt": forms.PAGE.encode(),
    "1999-N9911387.txt": forms.SCAN.encode(),
    "S_RES_9002_1961_EN_GOLD.txt": texts.GOLD.encode(),
    "S_RES_9004_1999_EN.txt": texts.MASTHEAD.replace("9003", "9004").encode(),
    "S-RES-9003(1996).txt": texts.MASTHEAD.encode(),
}
QUICK = settings(
    max_examples=15,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
EACH = settings(QUICK, max_examples=8)  # for tests that run once a form
names = st.sampled_from(sorted(GOOD))


def run(folder: Path, name: str, content: bytes) -> None:
    """Read a file between two good ones: whatever happens to it, they are read."""
    for path in folder.iterdir():
        path.unlink()
    (folder / name).write_bytes(content)
    (folder / "S-RES-9901(1996).txt").write_text(forms.PLAIN.replace("9102", "9901"))
    report = read_sources([folder], processes=1)
    assert 9901 in [one.number for one in report.resolutions]
    assert all(skipped.reason.endswith(".") or not skipped.broken for skipped in report.skipped)


def test_every_reader_has_a_good_file_here(tmp_path: Path) -> None:
    found = set()
    for name, content in GOOD.items():
        (tmp_path / name).write_bytes(content)
        found.add(reader_of(tmp_path / name))
    assert found == set(READERS)


@pytest.mark.parametrize("name", sorted(GOOD))
@EACH
@given(share=st.floats(0, 1))
def test_truncated(tmp_path: Path, name: str, share: float) -> None:
    run(tmp_path, name, GOOD[name][: int(len(GOOD[name]) * share)])


@pytest.mark.parametrize("name", sorted(GOOD))
@EACH
@given(data=st.data())
def test_garbled(tmp_path: Path, name: str, data: st.DataObject) -> None:
    content = bytearray(GOOD[name])
    for _ in range(data.draw(st.integers(1, 12))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    run(tmp_path, name, bytes(content))


@QUICK
@given(name=names, data=st.data())
def test_spliced(tmp_path: Path, name: str, data: st.DataObject) -> None:
    """The head of one form over pieces of another, lines repeated or left out."""
    lines = GOOD[name].splitlines(keepends=True)
    other = GOOD[data.draw(names)].splitlines(keepends=True)
    pool = st.sampled_from(
        [*lines, *other, b"(a) ", b"1. Decides\n", b"\f", b"\xff\xfe", b"The Security Council,\n", b"Annex\n"]
    )
    run(tmp_path, name, b"".join([*lines[:3], *data.draw(st.lists(pool, max_size=30))]))


@QUICK
@given(name=names, text=st.text(max_size=400))
def test_any_text_behind_the_head(tmp_path: Path, name: str, text: str) -> None:
    run(tmp_path, name, GOOD[name][:400] + text.encode("utf-8", "replace"))


ENTITIES = """<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "{seed}">
<!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">
<!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;"><!ENTITY e "&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;">
<!ENTITY f SYSTEM "file:///etc/hostname">]>"""


@pytest.mark.parametrize(
    "body",
    [
        '<akomaNtoso><statement name="resolution"><preface><p>S/RES/9001 (2031)</p></preface><mainBody><p>&e;&f;</p></mainBody></statement></akomaNtoso>',
        '<collection xmlns="http://www.loc.gov/MARC21/slim"><record><datafield tag="191"><subfield code="a">S/RES/9001(2031)&e;&f;'
        "</subfield></datafield></record></collection>",
    ],
)
def test_entities_are_neither_opened_nor_multiplied(tmp_path: Path, body: str) -> None:
    path = tmp_path / "bomb.xml"
    path.write_text(ENTITIES.format(seed="lol" * 1000) + body)
    tracemalloc.start()
    try:
        found = list(read_file(path))
    except IngestError:
        found = []
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 20_000_000
    assert "lollol" not in str(found)


@pytest.mark.parametrize("bracket", ["(", "[", "{", "((a) ", "(a) (i) ", "1. "])
@pytest.mark.parametrize(
    "form", ["S-RES-9003(1996).txt", "page.txt", "1999-N9911387.txt", "S_RES_9002_1961_EN_GOLD.txt"]
)
def test_brackets_without_end(tmp_path: Path, form: str, bracket: str) -> None:
    """Many brackets in a text that is recognised are read in a time that grows with their number."""
    path = tmp_path / form
    path.write_bytes(GOOD[form][:600] + bracket.encode() * 20_000)
    with contextlib.suppress(IngestError):
        assert read_file(path)


def test_deep_brackets_in_json_and_xml_are_errors(tmp_path: Path) -> None:
    record = '{"symbol": "S/RES/9107(2031)", "resolution_number": ' + "[" * 200_000
    (tmp_path / "2031.json").write_text(record)
    (tmp_path / "S_RES_9001-1.xml").write_text("<akomaNtoso>" + "<p>" * 200_000)
    report = read_sources([tmp_path], processes=1)
    assert [skipped.broken for skipped in report.skipped] == [True, True]


def test_a_text_beyond_all_bounds_is_not_opened(tmp_path: Path) -> None:
    path = tmp_path / "S-RES-9003(1996).txt"
    with path.open("wb") as file:  # a sparse file: 100 MB that take no room
        file.write(texts.MASTHEAD.encode() + b"(" * ingest.read.HEAD)
        file.truncate(100_000_000)
    tracemalloc.start()
    with pytest.raises(UnreadableText, match="100 MB; files of this form are read up to 2 MB"):
        read_file(path)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 2_000_000
    (tmp_path / "brackets.txt").write_bytes(b"(" * 1_000_000)
    with pytest.raises(UnknownForm):
        read_file(tmp_path / "brackets.txt")


def test_a_quotation_that_never_closes_does_not_swallow_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ingest.read.table._LARGEST_FIELD", 10_000)
    path = tmp_path / "votes.csv"
    path.write_text(forms.VOTES + '5,"' + "x\n" * 20_000)
    with pytest.raises(UnreadableText, match="breaks the rules of CSV"):
        read_file(path)


def test_a_table_with_a_broken_header_is_of_no_known_form(tmp_path: Path) -> None:
    (tmp_path / "votes.csv").write_bytes(b"a,b\rc,d\n1,2,3,4\n")
    with pytest.raises(UnknownForm):
        read_file(tmp_path / "votes.csv")


@pytest.mark.parametrize("name", sorted(GOOD))
@settings(QUICK, max_examples=3)
@given(line=st.integers(0, 60), times=st.integers(50, 200))
def test_a_line_again_and_again(tmp_path: Path, name: str, line: int, times: int) -> None:
    """A line of the file many hundred times: as many paragraphs, rows or pages, in memory that is bounded by them."""
    lines = GOOD[name].splitlines(keepends=True)
    line %= len(lines)
    content = b"".join([*lines[:line], lines[line] * times, *lines[line:]])
    tracemalloc.start()
    try:
        run(tmp_path, name, content)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 2_000_000 + 60 * len(content)


@pytest.mark.parametrize("name", sorted(GOOD))
def test_beyond_the_largest_file_of_its_form(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(GOOD[name] + b"\n" * ingest.read.HEAD)
    reader = reader_of(path)
    with path.open("ab") as file:  # sparse: it takes no room
        file.truncate(ingest.read.LARGEST.get(reader, ingest.read.LARGEST_TEXT) + 1)
    with pytest.raises(UnreadableText, match="files of this form are read up to"):
        read_file(path)


def test_the_time_grows_with_the_points_and_not_with_their_square(monkeypatch: pytest.MonkeyPatch) -> None:
    """Points that all bear the same letter: places are looked up a bounded number of times each, whatever their number."""
    made: list[int] = []
    compared = Pinpoint.__eq__
    monkeypatch.setattr(Pinpoint, "__eq__", lambda a, b: made.append(1) or compared(a, b))
    parse_blocks([Block("Decides:", "1."), *(Block("a well;", "(a)") for _ in range(2_000))], 9001, 2031)
    assert len(made) < 20_000


def test_signs_that_look_like_letters_and_digits_name_no_place(tmp_path: Path) -> None:
    """A superscript is a letter and an Arabic digit a digit to many tests of characters, and neither stands in a key."""
    words = "Recalling resolution 910² (1994), annex É to resolution 911 (1994) and paragraph 3 (٣) of resolution 912 (1994),"
    content = GOOD["S-RES-9003(1996).txt"].replace(b"1. ", f"{words}\n\n1. ".encode(), 1)
    (tmp_path / "S-RES-9003(1996).txt").write_bytes(content)
    report = read_sources([tmp_path], processes=1)
    assert [one.number for one in report.resolutions] == [9003]
    assert all(Pinpoint.parse(key) for one in report.resolutions[0].paragraphs for key in (one.key, *one.cites))


def test_a_resolution_that_cannot_be_put_together_does_not_end_the_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(editions: list[Edition], known: object) -> Resolution:
        if editions[0].number == 9003:
            raise MalformedKey("9003/?")
        return merge(editions)

    monkeypatch.setattr("ingest.pipeline.merge", breaks)
    (tmp_path / "S-RES-9003(1996).txt").write_bytes(GOOD["S-RES-9003(1996).txt"])
    (tmp_path / "page.txt").write_bytes(GOOD["page.txt"])
    report = read_sources([tmp_path], processes=1)
    assert [one.number for one in report.resolutions] == [9103]
    assert [one.path for one in report.broken] == ["S-RES-9003(1996).txt"]


# PDFs that exhaust whoever reads them ---------------------------------------------------------------------------

SMALL = Limits(memory=60_000_000, processor=1, seconds=60)


@pytest.mark.parametrize(
    ("content", "said"),
    [(pdf_that_swells(150_000_000), "60 MB of memory"), (pdf_that_multiplies(7, 12), "1 s of work|60 MB of memory")],
    ids=["swells", "multiplies"],
)
def test_a_pdf_takes_no_more_than_its_limits(tmp_path: Path, content: bytes, said: str) -> None:
    limited = Limited(pdf.read_here, SMALL)
    (hostile := tmp_path / "S_RES_9001.pdf").write_bytes(content)
    (good := tmp_path / "paper.pdf").write_bytes(GOOD["paper.pdf"])
    try:
        for _ in range(2):
            with pytest.raises(UnreadableText, match=said) as error:
                limited(hostile)
            assert "\n" not in str(error.value)
            assert str(error.value).endswith(".")
            assert [edition.number for edition in limited(good)] == [9101]
        assert _peak(limited) < 400_000, "kilobytes"
    finally:
        limited.close()


def _peak(limited: Limited) -> int:
    """Kilobytes that the reading process has taken at most."""
    status = Path(f"/proc/{limited._process.pid}/status")
    if not status.is_file():
        pytest.skip("needs /proc")
    return int(re.search(r"VmHWM:\s+(\d+)", status.read_text())[1])


def _sleeps(path: Path) -> list[str]:
    if path.name == "slow":
        time.sleep(600)
    if path.name == "dies":
        os.abort()
    return [path.name]


def test_a_reader_that_hangs_or_dies_is_replaced() -> None:
    limited = Limited(_sleeps, Limits(memory=60_000_000, processor=1, seconds=5))
    try:
        assert limited(Path("quick")) == ["quick"]
        with pytest.raises(UnreadableText, match="slow takes more than 5 s"):
            limited(Path("slow"))
        with pytest.raises(UnreadableText, match="dies breaks the library that reads it"):
            limited(Path("dies"))
        assert limited(Path("quick")) == ["quick"]
    finally:
        limited.close()


def test_processes_that_read_pdfs_have_limited_ones_of_their_own(tmp_path: Path) -> None:
    for number in range(3):
        (tmp_path / f"{number}.pdf").write_bytes(GOOD["paper.pdf"])
    (tmp_path / "swells.pdf").write_bytes(pdf_that_swells(1000))
    with ingest.pipeline._pool(2, 1000) as pool:
        assert pool is not None
        read = list(pool.map(read_numbers, sorted(tmp_path.iterdir())))
    assert read == [[9101], [9101], [9101], []]


def read_numbers(path: Path) -> list[int]:
    try:
        return [found.number for found in read_file(path) if isinstance(found, Edition)]
    except IngestError:
        return []


def test_a_pdf_of_too_many_pieces_or_signs_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (paper := tmp_path / "paper.pdf").write_bytes(GOOD["paper.pdf"])
    for limit, said in (("_MOST_OBJECTS", "too many pieces"), ("_MOST_CHARACTERS", "too much text")):
        with monkeypatch.context() as patch:
            patch.setattr(pdf, limit, 20)
            with pytest.raises(UnreadableText, match=said):
                pdf.read_here(paper)


# Archives -------------------------------------------------------------------------------------------------------


def test_an_archive_that_swells_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ingest.files.archive, "_MOST_BYTES", 3_000_000)
    with zipfile.ZipFile(tmp_path / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as packed:
        for index in range(4):
            packed.writestr(f"{index}.txt", b"\0" * 1_000_000)
    (tmp_path / "page.txt").write_bytes(GOOD["page.txt"])
    report = read_sources([tmp_path], processes=1)
    assert [one.number for one in report.resolutions] == [9103]
    assert "unpacks to more than" in report.skipped[0].reason


def test_all_archives_of_a_run_share_what_they_may_unpack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ingest.files.archive, "_MOST_BYTES", 1_500_000)
    for name in ("a.zip", "b.zip"):
        with zipfile.ZipFile(tmp_path / name, "w") as packed:
            packed.writestr(f"{name}-page.txt", GOOD["page.txt"])
            packed.writestr("x.bin", os.urandom(1_000_000))
    report = read_sources([tmp_path], processes=1)
    assert [one.number for one in report.resolutions] == [9103]
    assert [Path(one.path).name for one in report.broken] == ["b.zip"]
    assert "left for the archives of this run" in report.broken[0].reason


def test_files_of_all_archives_are_counted_together(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ingest.files.archive, "_MOST_MEMBERS", 5)
    for name in ("a.zip", "b.zip"):
        with zipfile.ZipFile(tmp_path / name, "w") as packed:
            for index in range(3):
                packed.writestr(f"{index}.txt", "x")
    (told,) = read_sources([tmp_path], processes=1).broken
    assert "b.zip holds 3 files, 2 more can be read in this run" in told.reason


def test_an_archive_of_archives_of_zeros_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ingest.files.archive, "_ALWAYS", 100_000)
    inner = tmp_path / "inner.zip"
    with zipfile.ZipFile(inner, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("zeros.txt", b"\0" * 5_000_000)
    (folder := tmp_path / "files").mkdir()
    with zipfile.ZipFile(folder / "outer.zip", "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("inner.zip", inner.read_bytes())
        packed.writestr("zeros.txt", b"\0" * 5_000_000)
    (told,) = read_sources([folder], processes=1).broken
    assert "unpacks to more than" in told.reason


def test_a_directory_that_is_too_large_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, limit in (("a.zip", zipfile.ZIP_FILECOUNT_LIMIT), ("b.zip", 10)):
        with monkeypatch.context() as patch:
            patch.setattr(zipfile, "ZIP_FILECOUNT_LIMIT", limit)  # the second one in the larger form
            with zipfile.ZipFile(tmp_path / name, "w") as packed:
                for index in range(40):
                    packed.writestr(f"{index}.txt", "x")
    assert read_sources([tmp_path], processes=1).broken == []
    monkeypatch.setattr(ingest.files.archive, "_LARGEST_DIRECTORY", 1000)
    told = read_sources([tmp_path], processes=1).broken
    assert [one.reason.partition(" has a directory of ")[0] for one in told] == ["a.zip", "b.zip"]


def test_too_many_members(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ingest.files.archive, "_MOST_MEMBERS", 5)
    with zipfile.ZipFile(tmp_path / "many.zip", "w") as packed:
        for index in range(6):
            packed.writestr(f"{index}.txt", "x")
    assert "holds 6 files" in read_sources([tmp_path]).skipped[0].reason


@QUICK
@given(data=st.data())
def test_garbled_archives(tmp_path: Path, data: st.DataObject) -> None:
    with zipfile.ZipFile(tmp_path.parent / "good.zip", "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("page.txt", GOOD["page.txt"])
    content = bytearray((tmp_path.parent / "good.zip").read_bytes())
    for _ in range(data.draw(st.integers(1, 8))):
        content[data.draw(st.integers(4, len(content) - 1))] = data.draw(st.integers(0, 255))
    run(tmp_path, "garbled.zip", bytes(content))


@pytest.mark.parametrize(
    "name", ["/etc/passwd", "..\\..\\up.txt", "a/../../../up.txt", "con:\0.txt", "x" * 300 + ".txt", "..."]
)
def test_no_name_in_an_archive_leads_out_of_it(tmp_path: Path, name: str) -> None:
    archive, into = tmp_path / "a.zip", tmp_path / "into"
    into.mkdir()
    with zipfile.ZipFile(archive, "w") as packed:
        packed.writestr(zipfile.ZipInfo(name), b"x")
    before = {path for path in tmp_path.rglob("*") if into not in path.parents}
    for member in ingest.files.archive.unpack(archive, into):
        assert into in member.path.resolve().parents
    assert {path for path in tmp_path.rglob("*") if into not in path.parents} == before


def test_a_reading_process_that_is_killed_is_told_in_a_sentence() -> None:
    with ingest.pipeline._pool(2, 1000) as pool, pytest.raises(IngestError, match="run the command again"):
        list(ingest.pipeline._run(pool, os._exit, [9], "read", None))
