"""The sources of official texts as one site on loopback: real HTTP, the addresses and answers of each, and faults on order."""

from __future__ import annotations

import hashlib
import io
import json
import threading
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from assistant.settings import DownloadSettings
from tests.pdf_double import Set, pdf_of

CONCEPT = "7319780"
LANDING = b"<!DOCTYPE html>\n<html><head><title>Welcome</title></head><body>Please accept our cookies.</body></html>"
_EPOCH = (2031, 1, 1, 0, 0, 0)


@dataclass
class Fault:
    """What goes wrong, at a path that holds ``at``, so many ``times``.

    ``kind`` is ``cut`` (after ``after`` bytes of the body), ``drop``, ``status`` (with ``headers``), ``html``, ``longer``,
    ``shorter``, ``changed``, ``slow``, ``loop``, ``away``, ``error`` or ``gzip``.
    """

    kind: str
    at: str = ""
    times: int = 1
    after: int = 0
    status: int = 503
    headers: dict[str, str] = field(default_factory=dict)


@dataclass
class Sites:
    """``commits`` maps a commit to its files, the newest last; ``records`` a record to its files, likewise; ``pdfs`` a symbol
    to its document. ``faults`` are used up from the front. ``log`` holds ``(path, Range header, status)`` of each request."""

    commits: dict[str, dict[str, bytes]] = field(default_factory=dict)
    archives: dict[str, bytes] = field(default_factory=dict)
    records: dict[str, dict[str, bytes]] = field(default_factory=dict)
    pdfs: dict[str, bytes] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    log: list[tuple[str, str, int]] = field(default_factory=list)
    agents: set[str] = field(default_factory=set)
    ranges: bool = True
    tags: bool = True
    truncated: bool = False
    landing_for_missing: bool = False
    url: str = ""
    lock: threading.Lock = field(default_factory=threading.Lock)

    def commit(self, files: Mapping[str, bytes]) -> str:
        """Publish a commit and its archive; the name is that of its content."""
        told = "\n".join(f"{path} {blob(data)}" for path, data in sorted(files.items()))
        name = hashlib.sha1(told.encode()).hexdigest()
        self.commits.pop(name, None)
        self.commits[name] = dict(files)
        self.archives[name] = packed({f"SCresolutions-{name}/{p}": d for p, d in files.items()}, comment=name)
        return name

    def settings(self, **more: Any) -> DownloadSettings:
        """Settings with the addresses of this site, and little patience."""
        given: dict[str, Any] = {
            "unxml_archive": f"{self.url}/UNxml/archive/{{commit}}.zip",
            "unxml_api": f"{self.url}/repos/UNxml",
            "unxml_files": f"{self.url}/raw/{{commit}}/{{path}}",
            "cr_unsc": f"{self.url}/api/records/{CONCEPT}",
            "documents": f"{self.url}/symbol/access",
            "first_pause": 0,
            "timeout": 2,
        }
        return DownloadSettings(**{**given, **more})

    def environment(self, **more: Any) -> dict[str, str]:
        """The same as variables, for another process."""
        return {
            f"UNSC_DOWNLOAD__{name.upper()}": str(value)
            for name, value in self.settings(**more).model_dump(exclude_none=True).items()
        }

    def take(self, path: str) -> Fault | None:
        with self.lock:
            for index, fault in enumerate(self.faults):
                if fault.at in path:
                    fault.times -= 1
                    if fault.times <= 0:
                        del self.faults[index]
                    return fault
        return None

    def asked(self, part: str) -> list[tuple[str, str, int]]:
        return [row for row in self.log if part in row[0]]


def blob(data: bytes) -> str:
    return hashlib.sha1(b"blob %d\x00" % len(data) + data).hexdigest()


def packed(files: Mapping[str, bytes], comment: str = "", level: int = 6) -> bytes:
    """A zip archive, the same bytes each time."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as archive:
        archive.comment = comment.encode()
        for name, data in sorted(files.items()):
            archive.writestr(zipfile.ZipInfo(name, _EPOCH), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


@contextmanager
def serving(sites: Sites) -> Iterator[Sites]:
    class Handler(_Handler):
        site = sites

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    sites.url = f"http://127.0.0.1:{server.server_port}"
    try:
        yield sites
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class _Handler(BaseHTTPRequestHandler):
    site: Sites
    protocol_version = "HTTP/1.1"

    def log_message(self, *args: Any) -> None:
        pass

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        path = unquote(parts.path)
        self.site.agents.add(self.headers.get("User-Agent", ""))
        fault = self.site.take(self.path)
        if fault and self._spoil(fault):
            return
        self._route(path, parse_qs(parts.query), fault)

    def _route(self, path: str, query: dict[str, list[str]], fault: Fault | None) -> None:
        site, steps = self.site, path.strip("/").split("/")
        match steps:
            case ["repos", "UNxml", "commits", _]:
                self._json({"sha": list(site.commits)[-1]}, fault)
            case ["repos", "UNxml", "git", "trees", name] if name in site.commits:
                self._json(tree_of(name, site.commits[name], truncated=site.truncated), fault)
            case ["UNxml", "archive", name]:
                name = list(site.commits)[-1] if name == "HEAD.zip" else name.removesuffix(".zip")
                self._redirect(f"/codeload/{name}")
            case ["codeload", name] if name in site.archives:
                # Made while it is sent: neither its length is known nor can it be gone on with.
                self._send(site.archives[name], "application/zip", fault, streamed=True)
            case ["raw", name, *rest] if "/".join(rest) in site.commits.get(name, {}):
                self._send(site.commits[name]["/".join(rest)], "text/plain; charset=utf-8", fault)
            case ["api", "records", record, "versions", "latest"] if record == CONCEPT and site.records:
                self._redirect(f"/api/records/{list(site.records)[-1]}")
            case ["api", "records", record] if record in site.records:
                self._json(record_of(site.url, record, site.records[record]), fault)
            case ["api", "records", record, "files", name, "content"] if name in site.records.get(record, {}):
                self._send(site.records[record][name], "application/octet-stream", fault)
            case ["symbol", "access"]:
                symbol = query["s"][0]
                if symbol not in site.pdfs and site.landing_for_missing:
                    self._send(LANDING, "text/html", None)
                else:
                    self._redirect(f"/doc/{symbol.replace('/', '_')}.pdf" if symbol in site.pdfs else "/error")
            case ["doc", name]:
                self._send(site.pdfs[name.removesuffix(".pdf").replace("_", "/")], "application/pdf", fault)
            case _:
                self._answer(404, b"{}", {"Content-Type": "application/json"})

    def _spoil(self, fault: Fault) -> bool:
        """Answer in the place of the source; false where its own answer is only damaged."""
        match fault.kind:
            case "drop":
                self.close_connection = True
            case "status":
                self._answer(fault.status, b"no", {"Content-Type": "text/plain", **fault.headers})
            case "html":
                self._answer(200, LANDING, {"Content-Type": "text/html"})
            case "loop":
                other = self.path.removesuffix("&again") if self.path.endswith("&again") else f"{self.path}&again"
                self._redirect(other)
            case "away":
                self._redirect("http://127.0.0.2:9/elsewhere")
            case "error":
                self._redirect("/error?code=1")
            case _:
                return False
        return True

    def _json(self, value: Any, fault: Fault | None) -> None:
        self._send(json.dumps(value).encode(), "application/json", fault)

    def _redirect(self, place: str) -> None:
        self._answer(302, b"", {"Location": place})

    def _answer(self, status: int, body: bytes, headers: Mapping[str, str]) -> None:
        with self.site.lock:
            self.site.log.append((self.path, self.headers.get("Range", ""), status))
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _send(self, body: bytes, kind: str, fault: Fault | None, *, streamed: bool = False) -> None:
        wrong = fault.kind if fault else ""
        if wrong == "longer":
            body += b"<!-- more -->"
        elif wrong == "shorter":
            body = body[:-7]
        elif wrong == "changed":
            middle = len(body) // 2
            body = body[:middle] + bytes([body[middle] ^ 1]) + body[middle + 1 :]
        tag = f'"{hashlib.md5(body).hexdigest()}"'
        status, start = 200, 0
        asked = self.headers.get("Range", "")
        if asked and self.site.ranges and not streamed and self.headers.get("If-Range", tag) in {tag, ""}:
            start = int(asked.removeprefix("bytes=").removesuffix("-"))
            status = 206 if start < len(body) else 416
        with self.site.lock:
            self.site.log.append((self.path, asked, status))
        self.send_response(status)
        self.send_header("Content-Type", kind)
        if self.site.tags and not streamed:
            self.send_header("ETag", tag)
        if wrong == "gzip":
            self.send_header("Content-Encoding", "gzip")
        if status == 416:
            self.send_header("Content-Range", f"bytes */{len(body)}")
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        if status == 206:
            self.send_header("Content-Range", f"bytes {start}-{len(body) - 1}/{len(body)}")
        rest = body[start:]
        sent = rest[: fault.after] if fault and wrong == "cut" else rest
        if streamed:
            self._stream(sent, whole=sent == rest)
            return
        self.send_header("Content-Length", str(len(rest)))
        self.end_headers()
        if wrong == "slow":  # the first bytes, and then nothing until the other side has had enough
            self.wfile.write(sent[: len(sent) // 2])
            self.wfile.flush()
            self.rfile.read(1)
            self.close_connection = True
            return
        self.wfile.write(sent)
        self.close_connection = sent != rest

    def _stream(self, body: bytes, *, whole: bool) -> None:
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        for at in range(0, len(body), 1 << 16):
            piece = body[at : at + (1 << 16)]
            self.wfile.write(b"%x\r\n%s\r\n" % (len(piece), piece))
        if whole:
            self.wfile.write(b"0\r\n\r\n")
        self.close_connection = not whole


def tree_of(name: str, files: Mapping[str, bytes], *, truncated: bool = False) -> dict[str, Any]:
    folders = sorted({path.rpartition("/")[0] for path in files if "/" in path})
    rows: list[dict[str, Any]] = [
        {"path": folder, "mode": "040000", "type": "tree", "sha": hashlib.sha1(folder.encode()).hexdigest()}
        for folder in folders
    ]
    rows += [
        {"path": path, "mode": "100644", "type": "blob", "sha": blob(data), "size": len(data)}
        for path, data in sorted(files.items())
    ]
    return {"sha": name, "tree": rows, "truncated": truncated}


def record_of(url: str, record: str, files: Mapping[str, bytes]) -> dict[str, Any]:
    return {
        "id": int(record),
        "conceptrecid": CONCEPT,
        "files": [
            {
                "key": name,
                "size": len(data),
                "checksum": f"md5:{hashlib.md5(data).hexdigest()}",
                "links": {"self": f"{url}/api/records/{record}/files/{name}/content"},
            }
            for name, data in files.items()
        ],
    }


AKN = """<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><statement name="{name}">
<coverPage><p>{symbol}</p><p>3 February {year}</p>
<p>Adopted by the Security Council at its 11001st meeting, on 3 February {year}</p></coverPage>
<preamble><formula><p>The Security Council,</p></formula><container><p>Recalling the wells,</p></container></preamble>
<mainBody><paragraph><num>1.</num><content><p>{words}</p></content></paragraph>
<paragraph><num>2.</num><content><p>Decides to remain seized of the matter.</p></content></paragraph></mainBody>
</statement></akomaNtoso>"""


def akn(
    number: int, year: int, words: str = "Decides to dig a well;", symbol: str = "", name: str = "resolution"
) -> bytes:
    """An invented resolution as Akoma Ntoso XML."""
    return AKN.format(symbol=symbol or f"S/RES/{number} ({year})", year=year, words=words, name=name).encode()


def votes(*symbols: tuple[int, int]) -> bytes:
    """The records of a year, a line each."""
    rows = [
        {
            "symbol": f"S/RES/{number} ({year})",
            "resolution_number": f"Resolution {number} ({year})",
            "adoption_date": f"3 February {year}",
            "adoption_meeting": "11001st meeting",
            "adoption_type": "Adopted 14-0-1, 11001st meeting",
            "agenda_item_name": "The situation of the wells.",
            "resolution_title": f"Security Council resolution {number} ({year}) [on the wells]",
        }
        for number, year in symbols
    ]
    return "".join(f"{json.dumps(row)}\n" for row in rows).encode()


def repository() -> dict[str, bytes]:
    """A small repository with all that occurs there: three ways of naming files, other languages, stray files."""
    return {
        "README.md": b"# Resolutions\n",
        "Pre-2020/2018/S_RES_9001_N1800001.xml": akn(9001, 2018),
        "Pre-2020/2019/S_RES_9002_1900001e.xml": akn(9002, 2019),
        "2030/English/S_RES_9003 (2030)-3000001E.xml": akn(9003, 2030),
        "2030/French/S_RES_9003 (2030)-3000001F.xml": akn(9003, 2030, "Décide de creuser un puits ;"),
        "2031/English/SC_9004_2031-E.xml": akn(9004, 2031),
        "2031/English/S_RES-9005-3100001E.xml": akn(9005, 2031, "Decides to extend the mandate until 1 May 2032;"),
        "2031/English/S_PRST_2031_11.xml": akn(0, 2031, symbol="S/PRST/2031/11"),
        "2031/English/test": b"\n",
        "Not adopted/English/S_2031_212-3105680E.xml": akn(0, 2031, symbol="S/2031/212"),
        "data_extract/2030.json": votes((9003, 2030)),
        "data_extract/2031.json": votes((9004, 2031), (9005, 2031)),
    }


TEXT = """{number} ({year}). Resolution of 3 May {year}

The Security Council,

Recalling the lighthouses of the northern coast,

1. Decides that lighthouse {number} shall be painted white;

2. Requests a report on the paint.

Adopted at the 321st meeting by 9 votes to none, with 2 abstentions.
"""
TABLE = (
    "body,doc_id,doctype,draft,meeting_no,res_no,symbol,year,date,title,topic,agenda_information,subjects,vote_summary,"
    "vote_yes,vote_no,vote_abstention\n"
    "S,S_RES_0012_1946_EN.txt,RES,S/1,321,12,S/RES/12 (1946),1946,1946-05-03,Resolution 12 (1946) [on paint],on paint,"
    "The lighthouses,PAINT,NA,9,0,2\n"
)


def corpus_record(day: str = "2031-06-30") -> dict[str, bytes]:
    """The files of a version of CR-UNSC, those that nobody orders included."""
    texts = {f"S_RES_{n:04}_1946_EN_GOLD.txt": TEXT.format(number=n, year=1946).encode() for n in (11, 12)}
    table = packed({f"CR-UNSC_{day}_ALL_CSV_META.csv": TABLE.encode()})
    return {
        f"CR-UNSC_{day}_Codebook.pdf": document(1, 1946),
        f"CR-UNSC_{day}_EN_TXT_BEST.zip": packed(texts),
        f"CR-UNSC_{day}_ALL_CSV_META.zip": table,
        f"CR-UNSC_{day}_ALL_CSV_FULL.zip": table,
        f"CR-UNSC_{day}_FR_TXT_BEST.zip": packed({"x.txt": b"un"}),
    }


def document(number: int, year: int, words: str = "Decides to count the boats until 1 May 2033;") -> bytes:
    """An invented resolution as an official PDF."""
    lines = [
        (123, 734, "United Nations", 14), (457, 735, f"S/RES/{number} ({year})", 14),
        (123, 705, "Security Council", 20), (397, 693, f"3 March {year}", 10), (123, 567, f"Resolution {number} ({year})", 14),
        (123, 541, "Adopted by the Security Council at its 11002nd meeting, on", 12), (123, 527, f"3 March {year}", 12),
        (145, 499, "The Security Council,", 10), (145, 475, "Recalling resolution 9005 (2031),", 10),
        (145, 451, f"1. {words}", 10), (145, 427, "2. Decides to remain seized of the matter.", 10),
    ]  # fmt: skip
    return pdf_of([[Set(x, y, text, size) for x, y, text, size in lines]])


def sites() -> Sites:
    """All three sources, with two documents that are newer than the repository."""
    made = Sites()
    made.commit(repository())
    made.records["15154519"] = corpus_record()
    made.pdfs["S/RES/9006(2031)"] = document(9006, 2031)
    made.pdfs["S/RES/9007(2032)"] = document(9007, 2032)
    return made
