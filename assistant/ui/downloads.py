"""An answer as a file: what the download buttons below it give.

The file is made in memory and handed to the browser with the answer to its request: nothing is written to the disk of
the program, and no address serves it to others.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from assistant.answer import Answer
from assistant.errors import WrongInput
from assistant.export import export
from assistant.export.media import TYPES
from assistant.export.sheets import Sheet
from assistant.export.styles import Style
from assistant.timeline.drawing.chart import svg
from assistant.ui.pictures import followed_in
from assistant.ui.talk.blocks import tables_of
from vectorstore.catalogue import Catalogue

FORMS = {"docx": "Word", "md": "Markdown", "xlsx": "Excel", "csv": "CSV", "bib": "BibTeX"}
CHART = "svg"
STYLES = {Style.UN: "United Nations", Style.OSCOLA: "OSCOLA", Style.BLUEBOOK: "Bluebook"}
_LONGEST = 60  # characters of a name


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the reader asked for. ``turn`` counts the answers of the chat from 0; ``rows`` asks for all of a comparison."""

    turn: int
    form: str
    style: str
    rows: bool = False

    @classmethod
    def read(cls, request: Mapping[str, Any]) -> Wanted:
        """From the browser. Raises :class:`WrongInput` for what is no request."""
        try:
            turn = int(request["turn"])
        except (KeyError, TypeError, ValueError):
            raise WrongInput("The answer to be saved is not named. Ask the question again.") from None
        form = str(request.get("form", ""))
        if form not in (*FORMS, CHART):
            raise WrongInput(f"{form!r} is no form of a file. Choose one of: {', '.join((*FORMS, CHART))}.")
        return cls(turn, form, str(request.get("style", Style.UN)), bool(request.get("rows")))


def parcel(catalogue: Catalogue, answer: Answer, wanted: Wanted) -> dict[str, str]:
    """Name, media type and content (Base64) of the file. Raises :class:`WrongInput` where there is nothing to write."""
    return {
        "name": f"{_name(answer, wanted)}.{wanted.form}",
        "type": TYPES[wanted.form],
        "content": base64.b64encode(_content(answer, wanted, catalogue)).decode("ascii"),
    }


def _content(answer: Answer, wanted: Wanted, catalogue: Catalogue) -> bytes:
    if wanted.form == CHART:
        followed = followed_in(answer, catalogue)
        if followed is None:
            raise WrongInput("This answer has no chart. Ask for a timeline.")
        return svg(followed).encode()
    subject = answer.compared.comparison if wanted.rows and answer.compared else answer
    sheet = _listed(answer) if wanted.form == "csv" and subject is answer else None
    return export(subject, wanted.form, catalogue, style=wanted.style, sheet=sheet)


def _listed(answer: Answer) -> Sheet | None:
    """The longest table of an answer as it is shown; days as 2031-05-01."""
    table = max(tables_of(answer), key=lambda each: len(each.rows), default=None)
    if table is None:
        return None
    rows = tuple(tuple(cell.sort or cell.text for cell in row) for row in table.rows)
    return Sheet("List", tuple(head.lower() for head in table.heads), rows)


def _name(answer: Answer, wanted: Wanted) -> str:
    """``comparison-2709-2759``, ``timeline-unmiss``, else the words of the question."""
    if wanted.rows and answer.compared:
        words = f"comparison {' '.join(map(str, answer.compared.comparison.numbers))}"
    elif answer.timeline:
        words = f"timeline {answer.timeline}"
    else:
        words = answer.standalone or answer.question
    plain = re.sub(r"[^a-z0-9]+", "-", words.lower()).strip("-")
    return plain[:_LONGEST].strip("-") or "answer"
