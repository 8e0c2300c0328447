"""The page of the corpus: what is counted, and what readers may bring in, within which bounds."""

from __future__ import annotations

import csv
import io
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from assistant.bringing.running import Bringing
from assistant.pages.corpus.shown import shown
from assistant.settings import Settings
from assistant.ui.guard.settings import WindowSettings
from tests.invented import CORPUS
from tests.invented_files import write_file
from tests.window_browser import WARNINGS, Tab
from tests.window_client import opened
from tests.window_double import Assistant
from vectorstore.catalogue import Catalogue, write_catalogue

pytestmark = WARNINGS
SENDING = WindowSettings(uploads=True, upload_files=3, upload_megabytes=0.2)


class Busy(Bringing):
    """Reads for as long as the test says."""

    busy = False

    def read(self, folder: Path) -> None:
        self.busy = folder.is_dir()

    @property
    def running(self) -> bool:
        return self.busy


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    path = tmp_path_factory.mktemp("corpus") / "catalogue.sqlite"
    write_catalogue(path, CORPUS)
    return Catalogue.open(path)


@pytest.fixture
def serve(catalogue: Catalogue, tmp_path: Path) -> Iterator[Callable[[WindowSettings], httpx.Client]]:
    """Serves a window with these settings over the catalogue; its data lie in the folder of the test."""
    open_now: list[Any] = []

    def serve(settings: WindowSettings) -> httpx.Client:
        window = opened(Assistant(catalogue), settings=settings, bringing=Bringing(Settings(data=tmp_path)))
        _, url = window.__enter__()
        client = httpx.Client(base_url=url, timeout=30, trust_env=False, headers={"Origin": url.rstrip("/")})
        open_now.extend((client, window))
        return client

    yield serve
    for each in reversed(open_now):
        each.__exit__(None, None, None)


def test_what_is_counted(catalogue: Catalogue):
    told = shown(catalogue)
    assert told.resolutions == len(CORPUS)
    assert told.missing == ("1–7000",)
    assert told.digests == 1
    assert [row.name for row in told.rows] == ["2030s"]
    held = {what: count for what, count, _ in told.rows[0].held}
    assert held["Vote"] == 5
    assert held["Official text"] == 4
    assert held["Members by name"] == 1


def test_the_page_and_its_table(serve: Callable[[WindowSettings], httpx.Client]):
    client = serve(WindowSettings(downloads=False))
    page = client.get("/corpus")
    assert page.status_code == 200
    assert "whoever runs this program" in page.text
    assert "<form method" not in page.text
    rows = list(csv.DictReader(io.StringIO(client.get("/corpus.csv").content.decode("utf-8-sig"))))
    assert [row["number"] for row in rows] == [str(each.number) for each in CORPUS]


def test_nothing_is_taken_in_or_fetched_unless_a_setting_allows_it(
    serve: Callable[[WindowSettings], httpx.Client], tmp_path: Path
):
    client = serve(WindowSettings(downloads=False))
    for path in ("/corpus/texts", "/corpus/download", "/corpus/stop"):
        assert client.post(path, files={"files": ("a.txt", b"x")}).status_code == 404, path
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "http://127.0.0.1:1", ""])
def test_a_page_elsewhere_sends_nothing(serve: Callable[[WindowSettings], httpx.Client], tmp_path: Path, origin: str):
    client = serve(SENDING)
    del client.headers["Origin"]
    headers = {"Origin": origin} if origin else {}
    for path in ("/corpus/texts", "/corpus/download", "/corpus/stop"):
        assert client.post(path, files={"files": ("a.txt", b"x")}, headers=headers).status_code == 403, path
    assert list(tmp_path.iterdir()) == []


def test_what_is_too_many_too_large_or_of_another_type_is_told_and_not_kept(
    serve: Callable[[WindowSettings], httpx.Client], tmp_path: Path
):
    client = serve(SENDING)
    many = [("files", (f"{n}.txt", b"x")) for n in range(5)]
    cases: list[tuple[Any, str]] = [
        (many, "at most 3 files"),
        ([("files", ("a.txt", b"x" * 900_000))], "At most 0.2 MB"),
        ([("files", ("a.txt", b"x" * 5_000_000))], "At most 0.2 MB"),
        ([("files", ("a.exe", b"x"))], "Documents of the types"),
        ([("files", ("<img src=x onerror=alert(1)>.svg", b"x"))], "Documents of the types"),
        ([("others", ("a.txt", b"x"))], "No file was chosen"),
    ]
    for files, told in cases:
        answer = client.post("/corpus/texts", files=files)
        assert answer.status_code == 422, told
        assert told in answer.text
        assert "<img" not in answer.text
    assert client.post("/corpus/texts", content=b"{}", headers={"Content-Type": "text/plain"}).status_code == 422
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_documents_are_read_and_their_report_is_shown(serve: Callable[[WindowSettings], httpx.Client], tmp_path: Path):
    client = serve(SENDING)
    text = write_file(tmp_path / "mine", 9301).read_bytes()
    files = [("files", ("../../S_RES_9301.txt", text)), ("files", ("broken.pdf", b"%PDF-1.7\nnot really"))]
    answer = client.post("/corpus/texts", files=files)
    assert (answer.status_code, answer.headers["location"]) == (303, "/corpus#bringing")
    kept = sorted(path.name for path in (tmp_path / "uploads").rglob("*") if path.is_file())
    assert kept == ["01-S_RES_9301.txt", "02-broken.pdf"]
    assert client.post("/corpus/texts", files=files).status_code == 422  # one at a time
    end = time.monotonic() + 120
    while "data-running" in (page := client.get("/corpus").text):
        assert time.monotonic() < end
        time.sleep(0.3)
    assert "The last run" in page
    assert "1 new" in page
    assert "Passed over: 1 file" in page
    assert "broken.pdf" in page
    assert "The index now holds" in page
    assert str(tmp_path) not in page


def test_a_document_is_sent_by_the_page_which_tells_how_far_it_is(chromium: Any, catalogue: Catalogue, tmp_path: Path):
    bringing = Busy(Settings(data=tmp_path))
    context = chromium.new_context(viewport={"width": 390, "height": 800})
    try:
        with opened(Assistant(catalogue), settings=SENDING, bringing=bringing) as (_, url):
            tab = Tab(context, f"{url}corpus", ready="html[data-ready=true]")
            tab.page.locator("#files").set_input_files(write_file(tmp_path / "mine", 9302))
            tab.page.get_by_role("button", name="Send and read").click()
            tab.page.locator("#bringing[data-running] [role=status]").wait_for()
            assert len(list((tmp_path / "uploads").rglob("*.txt"))) == 1
            bringing.busy = False
            tab.page.locator("#bringing:not([data-running])").wait_for()
            assert tab.wrong == []
    finally:
        context.close()
