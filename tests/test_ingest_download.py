"""Downloads against a site on loopback that behaves like the sources, and misbehaves on order."""

from __future__ import annotations

import datetime as dt
import io
import json
import stat
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from email.utils import format_datetime
from pathlib import Path
from typing import Any

import pytest

from assistant.bringing.orders import order_of
from assistant.settings import Settings
from ingest.download import unxml
from ingest.download.checks import digest_of
from ingest.download.ledger import Ledger, locked
from ingest.download.order import Order, Outcome
from ingest.download.packed import is_safe
from ingest.download.patience import Patience
from ingest.download.run import bring
from ingest.download.sources import Source
from ingest.download.unxml_files import is_wanted, newest_of
from ingest.download.web import Site, retry_after
from ingest.errors import DownloadError
from tests.download_sites import (
    Fault,
    Sites,
    akn,
    blob,
    corpus_record,
    document,
    packed,
    repository,
    serving,
    sites,
    votes,
)

TODAY = dt.date(2032, 5, 1)
HASTY = Patience(timeout=1, tries=1, first_pause=0)
PATIENT = Patience(timeout=1, tries=4, first_pause=0)


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def site() -> Iterator[Sites]:
    with serving(sites()) as served:
        yield served


@pytest.fixture
def by_archive(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unxml, "ONE_BY_ONE", 0)


def order(site: Sites, tmp_path: Path, **more: Any) -> Order:
    settings = Settings(data=tmp_path / "data", download=site.settings(**more.pop("addresses", {})))
    return replace(order_of(settings), folder=tmp_path / "downloads", today=TODAY, **more)


def state(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def problems(outcomes: list[Outcome]) -> list[str]:
    return [done.problem for done in outcomes if done.problem]


def held(folder: Path) -> Any:
    return json.loads((folder / ".downloads.json").read_text("utf-8"))


def test_everything_ordered_comes_and_only_that(site: Sites, tmp_path: Path) -> None:
    outcomes = bring(order(site, tmp_path), patience=HASTY)
    assert problems(outcomes) == []
    found = state(tmp_path / "downloads")
    assert {name for name in found if not name.startswith(".")} == {
        "UNxml-SCresolutions/Pre-2020/2018/S_RES_9001_N1800001.xml",
        "UNxml-SCresolutions/Pre-2020/2019/S_RES_9002_1900001e.xml",
        "UNxml-SCresolutions/2030/English/S_RES_9003 (2030)-3000001E.xml",
        "UNxml-SCresolutions/2031/English/SC_9004_2031-E.xml",
        "UNxml-SCresolutions/2031/English/S_RES-9005-3100001E.xml",
        "UNxml-SCresolutions/2031/English/S_PRST_2031_11.xml",
        "UNxml-SCresolutions/Not adopted/English/S_2031_212-3105680E.xml",
        "UNxml-SCresolutions/data_extract/2030.json",
        "UNxml-SCresolutions/data_extract/2031.json",
        "CR-UNSC/CR-UNSC_2031-06-30_EN_TXT_BEST.zip",
        "CR-UNSC/CR-UNSC_2031-06-30_ALL_CSV_META.zip",
        "documents.un.org/S_RES_9006_2031.pdf",
        "documents.un.org/S_RES_9007_2032.pdf",
    }
    assert found["UNxml-SCresolutions/2031/English/SC_9004_2031-E.xml"] == akn(9004, 2031)
    assert found["documents.un.org/S_RES_9006_2031.pdf"] == document(9006, 2031)
    assert [done.newest for done in outcomes] == [(9005, 2031), None, (9007, 2032)]
    [agent] = site.agents
    assert agent.startswith("unsc-assistant/")
    # The year turns where a number is missing in the old one, and three missing numbers end the search.
    asked = [path.partition("RES%2F")[2].partition("&")[0] for path, _, _ in site.asked("symbol")]
    assert asked[:3] == ["9006%282031%29", "9007%282031%29", "9007%282032%29"]
    assert asked[3:] == ["9008%282032%29", "9009%282032%29", "9010%282032%29"]


def test_a_second_run_asks_what_there_is_and_fetches_nothing(site: Sites, tmp_path: Path) -> None:
    bring(order(site, tmp_path), patience=HASTY)
    before = state(tmp_path / "downloads")
    site.log.clear()
    outcomes = bring(order(site, tmp_path), patience=HASTY)
    assert [(done.kept, done.fetched, done.size) for done in outcomes] == [(9, [], 0), (2, [], 0), (2, [], 0)]
    assert not [path for path, _, _ in site.log if "/raw/" in path or "/content" in path or "codeload" in path]
    assert state(tmp_path / "downloads") == before
    # What was changed or lost on this disk is fetched again.
    changed = tmp_path / "downloads/UNxml-SCresolutions/2031/English/SC_9004_2031-E.xml"
    changed.write_bytes(b"<x/>")
    (tmp_path / "downloads/CR-UNSC/CR-UNSC_2031-06-30_EN_TXT_BEST.zip").unlink()
    assert sum(len(done.fetched) for done in bring(order(site, tmp_path), patience=HASTY)) == 2
    assert state(tmp_path / "downloads") == before


def test_a_dry_run_tells_sizes_and_leaves_nothing(site: Sites, tmp_path: Path) -> None:
    outcomes = bring(order(site, tmp_path, dry=True), patience=HASTY)
    xml = {path: data for path, data in repository().items() if is_wanted(path)}
    archives = corpus_record()
    assert [done.size for done in outcomes] == [
        sum(map(len, xml.values())),
        len(archives["CR-UNSC_2031-06-30_EN_TXT_BEST.zip"]) + len(archives["CR-UNSC_2031-06-30_ALL_CSV_META.zip"]),
        len(document(9006, 2031)) + len(document(9007, 2032)),
    ]
    assert not (tmp_path / "downloads").exists()


@pytest.mark.usefixtures("by_archive")
def test_an_archive_gives_the_same_as_single_files(site: Sites, tmp_path: Path) -> None:
    outcomes = bring(order(site, tmp_path, sources=(Source.UNXML,)), patience=HASTY)
    assert outcomes[0].checked == "git's hash of each file"
    assert (len(site.asked("codeload")), site.asked("/raw/")) == (1, [])
    one = state(tmp_path / "downloads")
    assert len([name for name in one if not name.startswith(".")]) == 9
    site.archives[outcomes[0].version] = b""
    unxml.ONE_BY_ONE = 60
    bring(order(site, tmp_path / "other", sources=(Source.UNXML,)), patience=HASTY)
    assert state(tmp_path / "other/downloads") == one


@pytest.mark.parametrize("shut", ["truncated", "limit"])
def test_without_the_list_of_files_the_hash_of_the_archive_is_recorded(site: Sites, tmp_path: Path, shut: str) -> None:
    name = next(iter(site.commits))
    if shut == "truncated":
        site.truncated = True
    else:
        soon = str(int(dt.datetime.now(dt.UTC).timestamp()) + 3000)
        limit = {"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": soon}
        site.faults.append(Fault("status", "/repos/", times=99, status=403, headers=limit))
    [done] = bring(order(site, tmp_path, sources=(Source.UNXML,)), patience=HASTY)
    assert (done.problem, done.version, len(done.fetched)) == ("", name, 9)
    assert "archive" in done.checked
    assert done.notes
    ledger = held(tmp_path / "downloads")["unxml"]
    assert ledger["archive"] == digest_of_bytes(site.archives[name])
    assert ledger["files"]["UNxml-SCresolutions/2031/English/SC_9004_2031-E.xml"] == f"git:{blob(akn(9004, 2031))}"


def digest_of_bytes(data: bytes) -> str:
    import hashlib

    return f"sha256:{hashlib.sha256(data).hexdigest()}"


STEPS = [
    "/commits/",
    "/git/trees/",
    "/archive/",
    "/codeload/",
    "/versions/",
    "records/15154519",
    "/content",
    "/symbol/",
    "/doc/",
]
KINDS = ["cut", "drop", "status", "forbidden", "html", "longer", "changed", "loop", "away", "error", "gzip"]


@pytest.mark.usefixtures("by_archive")
@pytest.mark.parametrize("step", STEPS)
def test_whatever_goes_wrong_at_a_step_the_end_is_as_if_nothing_had(tmp_path: Path, step: str) -> None:
    """Every fault, ten times with a cut at another byte each, and the state at the end is the undisturbed one."""
    with serving(sites()) as site:
        undisturbed = tmp_path / "undisturbed"
        assert problems(bring(order(site, undisturbed), patience=HASTY)) == []
        wanted = state(undisturbed / "downloads")
        disturbed = tmp_path / "disturbed"
        # A document has no hash beside it: one that is changed and still whole is taken for what it says it is.
        kinds = [kind for kind in KINDS if step != "/doc/" or kind not in {"longer", "changed"}]
        for kind in kinds:
            for round_ in range(10 if kind == "cut" else 1):
                status = 403 if kind == "forbidden" else 503
                site.faults = [Fault("status" if kind == "forbidden" else kind, step, after=97 * round_, status=status)]
                for problem in problems(bring(order(site, disturbed), patience=HASTY)):
                    assert problem.count("\n") == 0
                    assert problem.endswith(".")
                named = {n: d for n, d in state(disturbed / "downloads").items() if not n.startswith(".")}
                assert named.items() <= wanted.items()  # nothing bears a name that is not whole
                if kind != "cut":  # a whole run between, and what it brought is taken away again
                    (disturbed / "downloads/documents.un.org/S_RES_9007_2032.pdf").unlink(missing_ok=True)
                    (disturbed / "downloads/UNxml-SCresolutions/2031/English/SC_9004_2031-E.xml").unlink(
                        missing_ok=True
                    )
                    (disturbed / "downloads/CR-UNSC/CR-UNSC_2031-06-30_EN_TXT_BEST.zip").unlink(missing_ok=True)
        site.faults = []
        assert problems(bring(order(site, disturbed), patience=HASTY)) == []
        assert state(disturbed / "downloads") == wanted
        assert {p.name for p in disturbed.iterdir()} == {"downloads"}  # nothing beside it


@pytest.mark.parametrize("packed_commit", [True, False])
def test_interrupted_ten_times_anywhere_it_goes_on(
    site: Sites, tmp_path: Path, packed_commit: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unxml, "ONE_BY_ONE", 0 if packed_commit else 60)
    bring(order(site, tmp_path / "undisturbed"), patience=HASTY)
    folder = tmp_path / "disturbed"
    for stop in range(1, 11):
        steps = iter(range(stop))

        def interrupt(what: str, done: int, total: int | None, steps: Iterator[int] = steps) -> None:
            if next(steps, None) is None:
                raise KeyboardInterrupt

        try:
            bring(order(site, folder), patience=HASTY, progress=interrupt)
        except KeyboardInterrupt:
            continue
    assert problems(bring(order(site, folder), patience=HASTY)) == []
    assert state(folder / "downloads") == state(tmp_path / "undisturbed/downloads")


def test_it_goes_on_where_it_stopped_and_starts_anew_where_the_file_has_changed(site: Sites, tmp_path: Path) -> None:
    site.faults = [Fault("cut", "TXT_BEST", after=300)]
    wanted = order(site, tmp_path, sources=(Source.CR_UNSC,))
    assert "Run the command again" not in problems(bring(wanted, patience=HASTY))[0]
    assert problems(bring(wanted, patience=HASTY)) == []
    assert [row[1:] for row in site.asked("TXT_BEST")] == [("", 200), ("bytes=300-", 206)]
    # A server that does not know parts sends the whole, and one that has another version by now does as well.
    for ranges in (False, True):
        site.log.clear()
        site.records = {"15154520": corpus_record("2031-12-31" if ranges else "2031-09-30")}
        site.ranges = ranges
        site.faults = [Fault("cut", "TXT_BEST", after=300)]
        assert problems(bring(wanted, patience=PATIENT)) == []
        assert [row[1] for row in site.asked("TXT_BEST")] == ["", "bytes=300-"]
        assert site.asked("TXT_BEST")[-1][2] == (206 if ranges else 200)
    names = {path.name for path in (tmp_path / "downloads/CR-UNSC").iterdir()}
    assert names == {"CR-UNSC_2031-12-31_EN_TXT_BEST.zip", "CR-UNSC_2031-12-31_ALL_CSV_META.zip"}


def test_a_document_that_changes_between_two_parts_is_fetched_whole(site: Sites, tmp_path: Path) -> None:
    wanted = order(site, tmp_path, sources=(Source.DOCUMENTS,), symbols=((9006, 2031),))
    site.faults = [Fault("cut", "/doc/", after=500)]
    assert problems(bring(wanted, patience=HASTY))
    site.pdfs["S/RES/9006(2031)"] = document(9006, 2031, "Decides to count the boats anew;")
    assert problems(bring(wanted, patience=HASTY)) == []
    assert [row[1:] for row in site.asked("/doc/")] == [("", 200), ("bytes=500-", 200)]
    assert (tmp_path / "downloads/documents.un.org/S_RES_9006_2031.pdf").read_bytes() == site.pdfs["S/RES/9006(2031)"]


def test_a_part_that_is_whole_already_or_too_long_is_recognised(site: Sites, tmp_path: Path) -> None:
    wanted = order(site, tmp_path, sources=(Source.DOCUMENTS,), symbols=((9006, 2031),))
    body = site.pdfs["S/RES/9006(2031)"]
    for left in (body, body + b"more"):
        site.faults = [Fault("cut", "/doc/", after=500)]
        bring(wanted, patience=HASTY)
        [part] = (tmp_path / "downloads/.partial").glob("*.part")
        part.write_bytes(left)
        site.log.clear()
        assert problems(bring(wanted, patience=PATIENT)) == []
        assert site.asked("/doc/")[0][2] == 416
        target = tmp_path / "downloads/documents.un.org/S_RES_9006_2031.pdf"
        assert target.read_bytes() == body
        target.unlink()


def test_it_waits_as_long_as_it_is_asked_to_and_longer_each_time_otherwise(site: Sites, tmp_path: Path) -> None:
    pauses: list[float] = []
    patience = replace(PATIENT, tries=9, first_pause=1.0, longest_pause=8.0, sleep=pauses.append)
    later = format_datetime(dt.datetime.now(dt.UTC) + dt.timedelta(seconds=6), usegmt=True)
    site.faults = [
        Fault("status", "/versions/", status=429, headers={"Retry-After": "7"}),
        Fault("status", "/versions/", status=503, headers={"Retry-After": later}),
        *(Fault("status", "/versions/", status=500) for _ in range(4)),
    ]
    wanted = order(site, tmp_path, sources=(Source.CR_UNSC,))
    assert problems(bring(wanted, patience=patience)) == []
    assert pauses[0] == 7
    assert 3 < pauses[1] <= 6
    assert all(
        low <= pause <= high for pause, low, high in zip(pauses[2:], (2.8, 5.6, 5.6, 5.6), (4, 8, 8, 8), strict=True)
    )
    site.faults = [Fault("status", "/versions/", status=429, headers={"Retry-After": "3600"})]
    [problem] = problems(bring(wanted, patience=patience))
    assert "asks to come back later" in problem
    assert len(pauses) == 6


def test_a_server_that_falls_silent_is_asked_for_the_rest(site: Sites, tmp_path: Path) -> None:
    site.faults = [Fault("slow", "TXT_BEST")]
    wanted = order(site, tmp_path, sources=(Source.CR_UNSC,))
    assert problems(bring(wanted, patience=replace(PATIENT, timeout=0.3))) == []
    assert [row[2] for row in site.asked("TXT_BEST")] == [200, 206]


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (Fault("status", "/content", status=403, times=9), "is refused (403)"),
        (Fault("html", "/content", times=9), "answers with a web page"),
        (Fault("loop", "/content", times=99), "leads in a circle"),
        (Fault("away", "/content", times=9), "leads away to http://127.0.0.2"),
        (Fault("error", "/content", times=9), "does not exist there"),
        (Fault("longer", "/content", times=9), "were announced"),
        (Fault("shorter", "/content", times=9), "were announced"),
        (Fault("changed", "/content", times=9), "its hash differs"),
        (Fault("gzip", "/content", times=9), "comes compressed"),
        (Fault("drop", "/content", times=99), "after 4 attempts"),
    ],
    ids=lambda value: value.kind if isinstance(value, Fault) else "",
)
def test_what_is_not_the_file_is_said_in_one_line_with_what_to_do(
    site: Sites, tmp_path: Path, fault: Fault, said: str
) -> None:
    site.faults = [replace(fault)]
    outcomes = bring(order(site, tmp_path), patience=PATIENT)
    [problem] = problems(outcomes)
    assert said in problem
    assert "`unsc ingest FILE`" in problem
    assert "UNSC_DOWNLOAD__CR_UNSC" in problem
    assert "\n" not in problem
    assert not (tmp_path / "downloads/CR-UNSC").exists()
    assert [len(done.fetched) for done in outcomes] == [9, 0, 2]  # the other sources are not kept


def test_a_landing_page_for_a_number_is_a_note_and_for_a_symbol_a_refusal(site: Sites, tmp_path: Path) -> None:
    site.landing_for_missing = True
    wanted = order(site, tmp_path, sources=(Source.DOCUMENTS,), known=(9005, 2031))
    [done] = bring(wanted, patience=HASTY)
    assert (done.problem, len(done.fetched)) == ("", 2)
    assert any("S/RES/9008(2032) leads to a web page" in note for note in done.notes)
    [problem] = problems(bring(replace(wanted, symbols=((1, 1946),)), patience=HASTY))
    assert "web page" in problem
    site.landing_for_missing = False
    [problem] = problems(bring(replace(wanted, symbols=((1, 1946),)), patience=HASTY))
    assert problem.startswith("S/RES/1(1946) is not there")


HOSTILE: dict[str, list[tuple[Any, bytes]]] = {
    "up": [("SC-x/../../outside.xml", b"<a/>")],
    "absolute": [("/tmp/outside.xml", b"<a/>")],
    "backslash": [("SC-x\\..\\outside.xml", b"<a/>")],
    "twice": [("SC-x/2031/English/a.xml", b"<a/>"), ("SC-x/2031/English/a.xml", b"<b/>")],
    "bomb": [("SC-x/2031/English/a.xml", b"<a/>" + b" " * 40_000_000)],
    "large": [("SC-x/2031/English/a.xml", b" " * 50_000_001)],
}


def hostile(entries: list[tuple[Any, bytes]]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries:
            archive.writestr(name, data)
    return out.getvalue()


def link(target: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo("SC-x/2031/English")
    entry.create_system = 3
    entry.external_attr = (stat.S_IFLNK | 0o777) << 16
    return entry


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("kind", [*HOSTILE, "link", "many", "lying"])
def test_a_hostile_archive_is_not_opened_and_writes_nothing(
    site: Sites, tmp_path: Path, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from ingest.download import packed as opener

    site.truncated = True  # no list of files holds it back
    name = next(iter(site.commits))
    if kind == "link":
        entries: list[tuple[Any, bytes]] = [(link("/tmp"), b"/tmp"), ("SC-x/2031/English/a.xml", b"<a/>")]
        site.archives[name] = hostile(entries)
    elif kind == "many":
        monkeypatch.setattr(opener, "_MOST_ENTRIES", 9)
    elif kind == "lying":  # the directory claims less than comes
        data = hostile([("SC-x/2031/English/a.xml", b"<a/>" + b"x" * 5000)])
        site.archives[name] = data.replace((5004).to_bytes(4, "little"), (40).to_bytes(4, "little"))
    else:
        site.archives[name] = hostile(HOSTILE[kind])
    before = set(tmp_path.parent.rglob("*"))
    [problem] = problems(bring(order(site, tmp_path, sources=(Source.UNXML,)), patience=HASTY))
    assert problem.startswith(("The archive is not opened", "The archive cannot be unpacked"))
    assert not (tmp_path / "downloads/UNxml-SCresolutions").exists()
    after = {
        path for path in set(tmp_path.parent.rglob("*")) - before if not path.is_relative_to(tmp_path / "downloads")
    }
    assert after == set()
    assert not list((tmp_path / "downloads").rglob("*.zip"))  # it is not taken up again


@pytest.mark.usefixtures("by_archive")
def test_an_archive_that_is_not_of_the_commit_is_refused(site: Sites, tmp_path: Path) -> None:
    name = next(iter(site.commits))
    files = {**repository(), "2031/English/SC_9004_2031-E.xml": akn(9004, 2031, "Decides to fill the well;")}
    site.archives[name] = packed({f"SC-{name}/{p}": d for p, d in files.items()}, comment=name)
    [problem] = problems(bring(order(site, tmp_path, sources=(Source.UNXML,)), patience=HASTY))
    assert "was changed on the way" in problem
    site.truncated = True
    site.archives[name] = packed({f"SC-{name}/{p}": d for p, d in files.items()}, comment="f" * 40)
    [problem] = problems(bring(order(site, tmp_path, sources=(Source.UNXML,)), patience=HASTY))
    assert "was asked for" in problem


def test_a_folder_or_an_archive_on_this_disk_stands_in(site: Sites, tmp_path: Path) -> None:
    bring(order(site, tmp_path / "net"), patience=HASTY)
    mirror = tmp_path / "mirror"
    for path, data in repository().items():
        (mirror / "un" / path).parent.mkdir(parents=True, exist_ok=True)
        (mirror / "un" / path).write_bytes(data)
    for path, data in corpus_record().items():
        (mirror / "cr").mkdir(exist_ok=True)
        (mirror / "cr" / path).write_bytes(data)
    (mirror / "pdf").mkdir()
    for number, year in ((9006, 2031), (9007, 2032)):
        (mirror / "pdf" / f"S_RES_{number}_{year}.pdf").write_bytes(document(number, year))
    (mirror / "un.zip").write_bytes(site.archives[next(iter(site.commits))])
    site.log.clear()
    for archive in ("un", "un.zip"):
        addresses = {
            "unxml_archive": str(mirror / archive),
            "cr_unsc": str(mirror / "cr"),
            "documents": str(mirror / "pdf"),
        }
        assert problems(bring(order(site, tmp_path / archive, addresses=addresses), patience=HASTY)) == []
        found = {n: d for n, d in state(tmp_path / archive / "downloads").items() if not n.startswith(".")}
        assert found == {n: d for n, d in state(tmp_path / "net/downloads").items() if not n.startswith(".")}
    assert site.log == []


def test_a_new_commit_brings_its_changes_one_by_one_and_takes_what_is_gone(site: Sites, tmp_path: Path) -> None:
    wanted = order(site, tmp_path, sources=(Source.UNXML,), languages=("English", "French"))
    bring(wanted, patience=HASTY)
    french = "other languages/2030/French/S_RES_9003 (2030)-3000001F.xml"
    assert french in state(tmp_path / "downloads")
    files = repository()
    moved = files.pop("2030/English/S_RES_9003 (2030)-3000001E.xml")
    files["Pre-2031/2030/S_RES_9003_N3000001.xml"] = moved
    files["2031/English/SC_9004_2031-E.xml"] = akn(9004, 2031, "Decides to dig two wells;")
    site.commit(files)
    site.log.clear()
    [done] = bring(replace(wanted, languages=("English",)), patience=HASTY)
    assert (len(done.fetched), done.removed, done.kept) == (2, 1, 7)
    assert len(site.asked("/raw/")) == 2
    found = state(tmp_path / "downloads")
    assert french in found
    assert "UNxml-SCresolutions/Pre-2031/2030/S_RES_9003_N3000001.xml" in found
    assert not (tmp_path / "downloads/UNxml-SCresolutions/2030").exists()


def test_an_update_brings_what_is_newer_and_nothing_else(site: Sites, tmp_path: Path) -> None:
    wanted = order(site, tmp_path, newer_only=True, known=(9004, 2031))
    outcomes = bring(wanted, patience=HASTY)
    names = {path.name for done in outcomes for path in done.fetched}
    assert names == {"S_RES-9005-3100001E.xml", "2031.json", "S_RES_9006_2031.pdf", "S_RES_9007_2032.pdf"}
    assert site.asked("/content") == []
    # What came from here before is brought again when it has changed, and is told as newer until it is read.
    files = {**repository(), "2031/English/S_RES-9008-3100001E.xml": akn(9008, 2031)}
    files["data_extract/2031.json"] = votes((9004, 2031), (9005, 2031), (9008, 2031))
    site.commit(files)
    outcomes = bring(wanted, patience=HASTY)
    assert {p.name for done in outcomes for p in done.fetched} == {"S_RES-9008-3100001E.xml", "2031.json"}
    assert {p.name for done in outcomes for p in done.newer} >= {"S_RES-9005-3100001E.xml", "S_RES_9006_2031.pdf"}
    # A newer version of the corpus is told, and not fetched.
    bring(order(site, tmp_path, sources=(Source.CR_UNSC,)), patience=HASTY)
    site.records["15154520"] = corpus_record("2031-12-31")
    notes = [note for done in bring(wanted, patience=HASTY) for note in done.notes]
    assert any("15154520" in note for note in notes)
    site.faults = [Fault("drop", "/versions/", times=9)]
    outcomes = bring(wanted, patience=HASTY)  # an answer that only a note needs keeps nothing
    assert problems(outcomes) == []
    assert any("could not be asked" in note for done in outcomes for note in done.notes)
    site.faults = [Fault("drop", "/repos/", times=9)]
    [problem] = problems(bring(wanted, patience=HASTY))
    assert "could not be had" in problem
    assert site.asked("codeload") == []


def test_one_process_downloads_into_a_folder_at_a_time(site: Sites, tmp_path: Path) -> None:
    with locked(tmp_path / "downloads"), pytest.raises(DownloadError, match="Another process"):
        bring(order(site, tmp_path), patience=HASTY)


def test_a_ledger_leads_nowhere_else(site: Sites, tmp_path: Path) -> None:
    (tmp_path / "keep.xml").write_text("<a/>")
    folder = tmp_path / "downloads"
    folder.mkdir()
    row = {"unxml": {"version": "x", "archive": "", "whole": True, "files": {"../keep.xml": "git:0"}}}
    (folder / ".downloads.json").write_text(json.dumps(row), "utf-8")
    assert Ledger(folder).held(Source.UNXML).files == {}
    bring(order(site, tmp_path), patience=HASTY)
    assert (tmp_path / "keep.xml").exists()


def test_paths_of_the_repository_and_what_is_taken_of_them() -> None:
    assert [path for path in repository() if is_wanted(path)] == [
        path for path in repository() if path.startswith(("Pre", "Not", "data")) or "English/S" in path
    ]
    assert newest_of(repository()) == (9005, 2031)
    assert is_wanted("2031/French/x.xml", ("English", "French"))
    for path in ("../x", "/x", "a//b", "a/./b", "a\\b", "a\x00b", "x" * 500, ""):
        assert not is_safe(path)


def test_redirects_stay_with_the_source() -> None:
    import httpx

    site = Site(Source.UNXML, ("https://github.com/UNxml/x.zip",))
    assert site.allows(httpx.URL("https://codeload.github.com/x"))
    assert not site.allows(httpx.URL("http://codeload.github.com/x"))
    assert not site.allows(httpx.URL("https://github.com.example.org/x"))
    assert not site.allows(httpx.URL("https://evilgithub.com/x"))
    mirror = Site(Source.UNXML, ("http://mirror.example.org/x",), frozenset({".example.net"}))
    assert mirror.allows(httpx.URL("http://mirror.example.org/y"))
    assert mirror.allows(httpx.URL("https://files.example.net/y"))
    assert not mirror.allows(httpx.URL("https://codeload.github.com/x"))


def test_how_long_a_server_asks_to_wait() -> None:
    now = dt.datetime(2031, 1, 1, tzinfo=dt.UTC)
    assert retry_after({"retry-after": "5"}, now) == 5
    assert retry_after({"retry-after": "Wed, 01 Jan 2031 00:00:09 GMT"}, now) == 9
    assert retry_after({"retry-after": "soon"}, now) is None
    assert retry_after({"x-ratelimit-remaining": "0", "x-ratelimit-reset": str(int(now.timestamp()) + 60)}, now) == 60
    assert retry_after({}, now) is None


def test_hashes(tmp_path: Path) -> None:
    path = tmp_path / "hello"
    path.write_bytes(b"hello\n")
    assert digest_of(path, "git") == "git:ce013625030ba8dba906f756967f9e9ca394464a"
    assert digest_of(path, "md5") == "md5:b1946ac92492d2347c6235b4d2611184"
