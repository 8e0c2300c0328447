"""Answers, resolutions, comparisons, timelines and matrices of tasks as files: Markdown, Word, spreadsheets, BibTeX.

One call, for every kind of subject and every form::

    write(answer, Path("answer.docx"), catalogue, style="oscola")

Only verified citations (quoted, retrieved) become footnotes or have a key; those that are not supported keep their mark in the
text and are listed apart. The question, the last day of the texts and the date of the export stand in every file.
"""

from __future__ import annotations

import datetime as dt
import os
from contextlib import suppress
from pathlib import Path

from assistant.answer import Answer
from assistant.compare.model import Comparison
from assistant.errors import WrongInput
from assistant.export.bibtex import to_bibtex
from assistant.export.document import Citing, Document
from assistant.export.markdown import to_markdown
from assistant.export.of_answer import answer_document, verified
from assistant.export.of_comparison import comparison_document
from assistant.export.of_resolution import resolution_document, resolution_sheet
from assistant.export.of_timeline import matrix_document, matrix_sheet, timeline_document, timeline_sheet
from assistant.export.sheets import Sheet, answer_sheet, comparison_sheet, to_csv
from assistant.export.styles import Style
from assistant.timeline.matrix import Matrix
from assistant.timeline.model import Timeline
from ingest.pinpoint import resolution_of
from ingest.resolution import Resolution
from vectorstore.catalogue import Catalogue

__all__ = ["FORMS", "NOT_PRINTED", "Style", "export", "form_of", "save", "style_of", "write"]

FORMS = ("docx", "md", "xlsx", "csv", "bib")
NOT_PRINTED = frozenset(("docx", "xlsx"))

Subject = Answer | Comparison | Matrix | Resolution | Timeline


def write(
    subject: Subject, path: Path, catalogue: Catalogue, *, style: str = "un", today: dt.date | None = None
) -> Path:
    """Write ``subject`` in the form of the path's suffix, and return the path. A file that is there is replaced as a whole.

    Raises :class:`WrongInput` for a suffix or a style that is not known, and where the file cannot be written.
    """
    return save(export(subject, form_of(path), catalogue, style=style, today=today), path)


def save(content: bytes, path: Path) -> Path:
    """Write the file as a whole or not at all. Raises :class:`WrongInput` where it cannot be written."""
    beside = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        beside.write_bytes(content)
        beside.replace(path)
    except OSError as error:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        raise WrongInput(f"{path} cannot be written ({error.strerror}). Choose another file.") from None
    return path


def export(
    subject: Subject,
    form: str,
    catalogue: Catalogue,
    *,
    style: str = "un",
    today: dt.date | None = None,
    sheet: Sheet | None = None,
) -> bytes:
    """The content of the file, for who writes it elsewhere. ``form`` is one of :data:`FORMS`; text is UTF-8. A ``sheet`` stands in the
    place of the citations in CSV: what the answer lists."""
    if form not in FORMS:
        raise WrongInput(f"{form!r} is no form of export. Choose one of: {', '.join(FORMS)}.")
    citing = Citing(catalogue, style_of(style))
    day = today or dt.date.today()
    match subject:
        case Answer():
            document, text = answer_document(subject, citing, day), subject.text
        case Comparison():
            document, text = comparison_document(subject, citing, day), ""
        case Matrix():
            document, text = matrix_document(subject, citing, day), ""
        case Resolution():
            document, text = resolution_document(subject, citing, day), ""
        case Timeline():
            document, text = timeline_document(subject, citing, day), ""
    match form:
        case "docx":
            from assistant.export.word import to_docx

            return to_docx(document)
        case "md":
            return to_markdown(document).encode()
        case "bib":
            return to_bibtex(_records(subject, citing), _remarks(document)).encode()
        case "csv":
            return to_csv(sheet or _sheet(subject, citing), document, text).encode()
        case _:
            from assistant.export.workbook import to_xlsx

            return to_xlsx(_sheet(subject, citing), document, text)


def form_of(path: Path) -> str:
    """The form that a path's suffix names. Raises :class:`WrongInput` for another one."""
    form = path.suffix[1:].lower()
    if form not in FORMS:
        raise WrongInput(
            f"{path.name} names no form of export. End it with one of: {', '.join(f'.{f}' for f in FORMS)}."
        )
    return form


def style_of(name: str) -> Style:
    """The citation style of this name. Raises :class:`WrongInput` for another one."""
    try:
        return Style(name.lower())
    except ValueError:
        raise WrongInput(f"{name!r} is no citation style. Choose one of: {', '.join(Style)}.") from None


def _sheet(subject: Subject, citing: Citing) -> Sheet:
    match subject:
        case Answer():
            return answer_sheet(subject, citing)
        case Comparison():
            return comparison_sheet(subject, citing)
        case Matrix():
            return matrix_sheet(subject)
        case Resolution():
            return resolution_sheet(subject, citing)
        case _:
            return timeline_sheet(subject, citing)


def _records(subject: Subject, citing: Citing) -> list[Resolution]:
    """The resolutions of the verified citations, or those compared or that decide; ascending."""
    match subject:
        case Answer():
            numbers = {resolution_of(citation.key) for citation in verified(subject)}
        case Comparison():
            numbers = set(subject.numbers)
        case Matrix():
            numbers = {column.number for column in subject.columns}
        case Resolution():
            return [subject]
        case _:
            numbers = set(subject.resolutions)
    return [record for number in sorted(numbers) if (record := citing.record(number)) is not None]


def _remarks(document: Document) -> list[str]:
    return [document.title, *(f"{name}: {value}" for name, value in document.facts)]
