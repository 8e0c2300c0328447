"""What the command line shows to people: tables, paragraphs, answers, progress."""

from __future__ import annotations

import datetime as dt
import shlex
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from io import StringIO
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, Task, TextColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

from assistant.answer import Answer, Verdict
from assistant.bringing.ingesting import Ingestion
from assistant.commands.console import Terminal
from assistant.wording import counted, day_in_words
from ingest.resolution import Paragraph
from vectorstore.filters import Filters
from vectorstore.lexical import Hit

_STAGES = {"read": "Reading files", "merge": "Merging editions", "embed": "Embedding paragraphs"}
_SKIPPED_SHOWN = 20


class _Rate(ProgressColumn):
    def render(self, task: Task) -> Text:
        speed = task.finished_speed or task.speed
        return Text(f"{speed:,.0f}/s" if speed else "")


@contextmanager
def progress_bar() -> Iterator[Callable[[str, int, int], None]]:
    """A bar for each stage on standard error, with rate and remaining time; and a word where it is interrupted."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), _Rate(), TimeRemainingColumn())
    console = Terminal(error=True)
    with _interrupted(console), Progress(*columns, console=console) as bars:
        tasks = {}

        def advance(stage: str, done: int, total: int) -> None:
            if stage == "publish":
                bars.console.print(said_of_step(done, total))
                return
            if stage not in tasks:
                tasks[stage] = bars.add_task(_STAGES.get(stage, stage), total=total)
            bars.update(tasks[stage], completed=done, total=total)

        yield advance


def said_of_step(vectors: int, searchable: int) -> str:
    """What can be done from now on, where so many of the searched paragraphs have a vector."""
    if not vectors:
        return (
            "The texts can be asked from now on, and are found by their words; lists, votes, chains and comparisons are "
            "complete. Meaning follows, the newest resolutions first."
        )
    return f"Published with the meaning of {vectors:,} of {searchable:,} paragraphs; all are found by their words."


@contextmanager
def _interrupted(console: Console) -> Iterator[None]:
    try:
        yield
    except KeyboardInterrupt:
        console.print("Interrupted. What was read and embedded is kept: run the command again to go on.")
        raise


def render_ingestion(done: Ingestion, data: Path, console: Console) -> None:
    """The report of an ingestion: what is known now, what was new, what was passed over and why."""
    manifest, report = done.manifest, done.report
    until = f", up to {day_in_words(manifest.last_day)}" if manifest.last_day else ""
    known = f"{counted(manifest.resolutions, 'resolution')} with {counted(manifest.paragraphs, 'paragraph')}"
    if done.unchanged:
        built = "the vectors that were missing were added" if done.completed else "nothing was built"
        console.print(Text(f"Nothing has changed in {counted(report.files, 'file')}; {built}."))
    console.print(Text(f"{data} {'holds' if done.unchanged else 'now holds'} {known}{until}."))
    changes = (
        f"{len(done.added):,} new, {len(done.replaced):,} with a better or changed text, {len(done.kept):,} as before"
    )
    if not done.unchanged:
        as_before = f", {report.files - report.anew:,} of them as they were" if report.anew < report.files else ""
        console.print(Text(f"Read: {counted(report.files, 'file')}{as_before}; {changes}."))
    if done.removed:
        console.print(Text(f"Removed with their sources: {counted(len(done.removed), 'resolution')}."))
    for step in done.steps:
        how = f"with meaning for {step.vectors / step.searchable:.0%}" if step.vectors else "by words"
        console.print(Text(f"Answered {how} after {step.seconds:,.0f} s."))
    for form, count in report.forms.items():
        console.print(Text(f"  {form}: {count:,}"))
    for kind, count in report.others.items():
        console.print(Text(f"Recognised, and not answered from: {counted(count, kind)}."))
    if unknown := [skipped for skipped in report.skipped if not skipped.kind]:
        console.print(Text(f"Passed over: {counted(len(unknown), 'file')}."))
        for skipped in sorted(unknown, key=lambda each: not each.broken)[:_SKIPPED_SHOWN]:
            console.print(Text(f"  {skipped.path}: {skipped.reason}"))
        if len(unknown) > _SKIPPED_SHOWN:
            console.print(Text(f"  and {len(unknown) - _SKIPPED_SHOWN:,} more (--json lists all)"))


def ingestion_lines(done: Ingestion, data: Path) -> list[str]:
    """The same, a line each."""
    written = StringIO()
    render_ingestion(done, data, Terminal(file=written, soft_wrap=True))
    return written.getvalue().splitlines()


def ingestion_json(done: Ingestion) -> dict[str, Any]:
    """The same for programs."""
    return {
        "resolutions": done.manifest.resolutions,
        "paragraphs": done.manifest.paragraphs,
        "last_day": done.manifest.last_day and done.manifest.last_day.isoformat(),
        "generation": done.manifest.generation,
        "unchanged": done.unchanged,
        "completed": done.completed,
        "added": len(done.added),
        "replaced": len(done.replaced),
        "kept": len(done.kept),
        "removed": len(done.removed),
        "steps": [
            {
                "generation": each.generation,
                "seconds": round(each.seconds, 1),
                "vectors": each.vectors,
                "of": each.searchable,
            }
            for each in done.steps
        ],
        "files": done.report.files,
        "anew": done.report.anew,
        "forms": done.report.forms,
        "others": done.report.others,
        "skipped": [each.model_dump() for each in done.report.skipped],
    }


def render_hits(hits: Sequence[Hit], rows: Mapping[str, Paragraph], console: Console) -> None:
    """Found paragraphs as a table."""
    table = Table("citation", "key", "words", show_lines=True)
    for hit in hits:
        row = rows[hit.key]
        table.add_row(
            Text(row.citation), Text(hit.key), Text(row.words if len(row.words) < 400 else f"{row.words[:400]} …")
        )
    console.print(table if hits else "Nothing was found.")


def said_of_filters(filters: Filters, passing: int, last_day: dt.date | None) -> list[str]:
    """What a reader must know of the filters of a search, where ``passing`` paragraphs meet them."""
    notes = []
    if not passing:
        notes.append(
            "No paragraph meets these options; leave one out, or see `unsc show` for how a resolution is filed."
        )
    if filters.in_force is not None:
        notes.append(
            f"In force on paper on {day_in_words(filters.in_force)}, by the decisions up to {day_in_words(last_day)}: each "
            "names a later end or says that there is none. A decision that names no end is not among them."
        )
    return notes


def _whole(answer: Answer) -> str:
    """The command that prints all of what an answer tells a part of; empty where there is none."""
    if answer.compared is not None:
        return f"unsc compare {' '.join(map(str, answer.compared.comparison.numbers))}"
    return f"unsc timeline {shlex.quote(answer.timeline)}" if answer.timeline else ""


def render_answer(answer: Answer, console: Console) -> None:
    """An answer with its notice before it and its citations, each with its verdict, below."""
    if answer.notice:
        console.print(Text(f"Note: {answer.notice}", style="yellow"))
    if answer.standalone != answer.question:
        console.print(Text(f"Understood as: {answer.standalone}", style="italic"))
    console.print(Text(answer.text))
    if whole := _whole(answer):
        console.print(Text(f"\nAll of it: {whole}", style="dim"))
    if answer.plan:
        console.print(Text(f"\nPlan: {answer.plan}", style="dim"))
    for number, step in enumerate(answer.steps, 1):
        tokens = f", {counted(step.tokens, 'token')}" if step.tokens else ""
        failed = f": {step.failed}" if step.failed else ""
        said = f"  {number}. {step.plan or step.called} ({step.seconds:.2f} s{tokens}){failed}"
        console.print(Text(said, style="dim"))
    if answer.citations:
        console.print(Text("\nCitations", style="bold"))
    for citation in answer.citations:
        style = "red" if citation.verdict is Verdict.NOT_SUPPORTED else ""
        console.print(Text(f"  {citation.verdict.value:13}  {citation.citation}", style=style))
    if answer.unsupported:
        console.print(Text("\nSentences that are not supported by what they cite", style="bold"))
    for sentence in answer.unsupported:
        console.print(Text(f"  {sentence.text}", style="red"))
        for reason in sentence.reasons:
            console.print(Text(f"    {reason}"))
    if answer.tokens is not None:
        console.print(Text(f"\n{answer.writer}: {counted(answer.tokens, 'token')}", style="dim"))
