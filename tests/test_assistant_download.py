"""``unsc download`` and ``unsc update``, and the offer in the window, against a site on loopback."""

from __future__ import annotations

import json
import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from assistant import cli
from assistant.bringing.orders import newest_known
from assistant.bringing.running import Bringing
from assistant.bringing.status import StatusFile, read_status
from assistant.settings import Settings
from assistant.ui.window import start
from tests.download_sites import Fault, Sites, akn, document, repository, serving, sites, votes
from tests.factories import WordEmbedding
from tests.invented import open_assistant
from tests.window_browser import WARNINGS, tab
from tests.window_double import Assistant, shoals
from vectorstore.catalogue import Catalogue, write_catalogue
from vectorstore.generations.disk import current, folder

pytestmark = WARNINGS


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Sites]:
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
    with serving(sites()) as served:
        for name, value in served.environment(tries=2).items():
            monkeypatch.setenv(name, value)
        yield served


@pytest.fixture
def words(monkeypatch: pytest.MonkeyPatch) -> WordEmbedding:
    embedding = WordEmbedding()
    monkeypatch.setattr("assistant.bringing.opening.load_embedding", lambda *_, **__: embedding)
    return embedding


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli.app, [str(each) for each in arguments])


def result(*arguments: str | Path) -> Any:
    done = run(*arguments, "--json")
    assert done.exit_code == 0, done.stderr + done.stdout
    return json.loads(done.stdout)


def catalogue_of(data: Path) -> Catalogue:
    generation = current(data)
    assert generation is not None
    return Catalogue.open(folder(data, generation) / "catalogue.sqlite")


@pytest.mark.usefixtures("words")
def test_from_nothing_to_an_index_in_one_command(site: Sites, tmp_path: Path) -> None:
    data = tmp_path / "data"
    dry = result("download", "--dry-run", "--data", data)
    assert [row["source"] for row in dry["sources"]] == ["unxml", "cr-unsc", "documents"]
    assert all(row["size"] for row in dry["sources"][:2])
    assert not data.exists()
    told = run("download", "--dry-run", "--data", data).stdout
    assert "would come" in told
    assert "United Nations" in told
    done = result("download", "--ingest", "--data", data)
    assert [(len(row["fetched"]), row["problem"]) for row in done["sources"]] == [(9, ""), (2, ""), (1, "")]
    assert done["ingestion"]["resolutions"] == 8
    catalogue = catalogue_of(data)
    assert catalogue.numbers() == [11, 12, *range(9001, 9007)]
    record = catalogue.record(9005)
    assert record is not None
    assert record.vote is not None
    assert (record.vote.yes, record.vote.abstain) == (14, 1)
    again = result("download", "--ingest", "--data", data)
    assert again["ingestion"]["unchanged"]
    assert newest_known(data) == (9006, 2031)


def test_an_update_reads_what_is_newer_and_embeds_nothing_else(
    site: Sites, tmp_path: Path, words: WordEmbedding
) -> None:
    data = tmp_path / "data"
    site.pdfs.clear()
    refused = run("update", "--data", data)
    assert refused.exit_code == 2
    result("download", "--ingest", "--source", "unxml", "--data", data)
    assert "Nothing is newer than what the index holds (S/RES/9005 (2031))" in run("update", "--data", data).stdout
    new = {f"2031/English/S_RES-{n}-31{n}E.xml": akn(n, 2031, f"Decides to dig well {n};") for n in range(9006, 9016)}
    years = votes(*((n, 2031) for n in (*range(9004, 9016), 9018)))  # of the last one the text is still to come
    site.commit(files := {**repository(), **new, "data_extract/2031.json": years})
    site.pdfs["S/RES/9016(2031)"] = document(9016, 2031)
    site.log.clear()
    before = len(words.asked)
    told = result("update", "--data", data)
    assert told["ingestion"]["added"] == 12
    assert len(site.asked("/raw/")) == 11
    assert site.asked("codeload") == []
    assert catalogue_of(data).numbers()[-2:] == [9016, 9018]
    assert newest_known(data) == (9016, 2031)
    rows = catalogue_of(data).paragraphs_of
    assert len(words.asked) - before <= sum(len(rows(number)) for number in range(9006, 9017))
    assert not set(words.asked[before:]) & set(words.asked[:before])
    assert "Nothing is newer" in run("update", "--data", data).stdout
    site.commit({**files, "2031/English/S_RES-9018-319018E.xml": akn(9018, 2031, "Decides to fill well 9018;")})
    assert result("update", "--data", data)["ingestion"]["replaced"] == 1
    assert newest_known(data) == (9018, 2031)


@pytest.mark.usefixtures("words")
def test_a_chain_that_a_new_text_extends_is_right_at_the_next_question(site: Sites, tmp_path: Path) -> None:
    data = tmp_path / "data"
    site.pdfs.clear()
    mission = "2031/English/S_RES-9005-3100001E.xml"
    words = "Decides to extend the mandate of UNMAZ until 1 May 2032;"
    site.commit(before := {**repository(), mission: akn(9005, 2031, words)})
    result("download", "--ingest", "--source", "unxml", "--data", data)
    assistant = open_assistant(data)
    question = "Until when is the mandate of UNMAZ extended?"
    assert "1 May 2032" in assistant.ask(question).text
    later = "2031/English/S_RES-9010-3100009E.xml"
    site.commit({**before, later: akn(9010, 2031, words.replace("2032", "2033"))})
    assert result("update", "--data", data)["ingestion"]["added"] == 1
    answer = assistant.ask(question)
    assert "1 May 2033" in answer.text
    assert "9010/op1" in [citation.key for citation in answer.citations]


@pytest.mark.usefixtures("words")
def test_what_one_source_refuses_is_said_and_the_rest_is_read(site: Sites, tmp_path: Path) -> None:
    data, to = tmp_path / "data", tmp_path / "to"
    site.faults = [Fault("status", "/versions/", status=403, times=9)]
    done = run("download", "--ingest", "--to", to, "--data", data)
    assert done.exit_code == 2
    assert "Not brought: " in done.stdout
    assert "refused (403)" in done.stdout
    assert catalogue_of(data).numbers() == [9001, 9002, 9003, 9004, 9005, 9006]
    assert (to / "UNxml-SCresolutions").is_dir()
    assert not (data / "downloads").exists()


def test_a_symbol_a_source_and_a_language_are_checked(site: Sites, tmp_path: Path) -> None:
    done = result("download", "--symbol", "S/RES/9006 (2031)", "--to", tmp_path)
    assert [row["source"] for row in done["sources"]] == ["documents"]
    assert (tmp_path / "documents.un.org/S_RES_9006_2031.pdf").is_file()
    for wrong in (("--symbol", "9006"), ("--language", "Klingon")):
        assert run("download", *wrong, "--to", tmp_path).exit_code == 2
    french = result("download", "--source", "unxml", "--language", "french", "--to", tmp_path)
    assert french["sources"][0]["files"] == 10


def test_a_status_is_told_as_a_whole(tmp_path: Path) -> None:
    path = tmp_path / "status.json"
    told = StatusFile(path)
    told.bytes()("a.zip", 10, 100)
    status = read_status(path)
    assert status is not None
    assert (status.stage, status.what, status.done, status.total, status.over) == ("download", "a.zip", 10, 100, False)
    told.close(["all"], "")
    assert (read_status(path) or status).over
    path.write_text("{")
    assert read_status(path) is None


def until(true: Any, seconds: float = 120) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end
        time.sleep(0.05)


def test_one_download_at_a_time_can_be_stopped(site: Sites, tmp_path: Path) -> None:
    bringing = Bringing(Settings(data=tmp_path))
    assert bringing.status() is None
    site.faults = [Fault("slow", "/raw/", times=99)]
    bringing.start(newer_only=False)
    first = bringing._process
    bringing.start(newer_only=False)
    assert bringing._process is first
    until(lambda: site.asked("/raw/"))
    until(lambda: (status := bringing.status()) is not None and status.stage == "download")
    assert Bringing(Settings(data=tmp_path)).running  # another window sees it, and does not end it
    Bringing(Settings(data=tmp_path)).stop()
    assert bringing.running
    bringing.stop()
    until(lambda: not bringing.running)
    status = bringing.status()
    assert status is not None
    assert "What came is kept" in status.problem
    # One that is killed without a word is told as ended.
    site.faults = [Fault("slow", "/commits/", times=99)]
    bringing.start(newer_only=True)
    until(lambda: site.asked("/commits/"))
    assert bringing._process is not None
    os.kill(bringing._process.pid, signal.SIGKILL)
    until(lambda: not bringing.running)
    status = bringing.status()
    assert status is not None
    assert status.problem.startswith("It ended before it was done")


def test_the_window_offers_brings_and_reports(chromium: Any, site: Sites, tmp_path: Path, collected: None) -> None:
    write_catalogue(tmp_path / "catalogue.sqlite", [shoals()])
    assistant = Assistant(Catalogue.open(tmp_path / "catalogue.sqlite"))
    data = tmp_path / "data"

    def refresh() -> None:
        if current(data):
            assistant.catalogue = catalogue_of(data)

    window, url = start(assistant, "127.0.0.1", 0, bringing=Bringing(Settings(data=data), refresh))
    try:
        with tab(chromium, url) as opened:
            page = opened.page
            panel = page.locator("#bringing")
            panel.get_by_text("Bring the official texts?").wait_for()
            assert "Nothing is fetched unless" in panel.inner_text() or panel.locator("details").count() == 1
            assert "United Nations" in (panel.text_content() or "")
            assert site.log == []  # nothing is fetched unasked
            page.locator("#bring-close").click()
            panel.wait_for(state="hidden")
            page.locator("#bring").click()
            site.faults = [Fault("slow", "/raw/", times=1)]
            page.locator("#bring-all").click()
            panel.locator("progress").wait_for()
            page.reload()  # it is found again where it is
            panel.locator("progress").wait_for()
            assert page.locator("#bring-stop").is_visible()
            assert opened.ask("What about the shoals?").is_visible()  # answered meanwhile
            panel.get_by_text("Done.").wait_for(timeout=180_000)
            assert "now holds 8 resolutions" in panel.inner_text()
            page.locator("#banner .banner").wait_for(state="detached")
            assert "8 resolutions" in page.locator("#colophon").inner_text()
            assert page.locator("#bring-newer").is_visible()
    finally:
        window.close(verbose=False)
