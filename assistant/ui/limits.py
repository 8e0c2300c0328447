"""The limits below the question: their fields, what can be chosen in them, and how they are read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import gradio as gr

from assistant.limits import CHAPTER_VII, KINDS
from assistant.ui.choices import NAME, Choice, WrongLimit, read_day
from assistant.ui.render import first_number
from ingest.pinpoint import Kind
from vectorstore.catalogue import Catalogue
from vectorstore.filters import Filters

NAMES = ("year_from", "year_to", "resolution", "kind", "verb", "body", "topic", "chapter_vii", "in_force")
"""What the limits are called in an address."""
ANY: Choice = ("any", "")
_LONGEST = 300  # characters of a limit; the longest name of a subject has some 200


@dataclass(frozen=True, slots=True)
class Fields:
    """The fields below a question: the day as which it is asked, and the limits in the order of :data:`NAMES`."""

    as_of: gr.Textbox
    year_from: gr.Textbox
    year_to: gr.Textbox
    resolution: gr.Textbox
    kind: gr.Dropdown
    verb: gr.Dropdown
    body: gr.Dropdown
    topic: gr.Dropdown
    chapter_vii: gr.Dropdown
    in_force: gr.Textbox

    @classmethod
    def laid_out(cls) -> Fields:
        """The fields in the row in which this is called; those that are seldom used are folded."""
        as_of = _short("As of", "limit-as-of", "today")
        year_from, year_to = _short("Years from", "limit-from", "1946"), _short("to", "limit-to", "today")
        resolution = _short("Resolution", "limit-resolution", "any")
        with gr.Accordion("More limits", open=False, elem_id="more-limits"):
            with gr.Row(elem_id="more-fields"):
                kinds = [(read.removesuffix(" paragraphs"), kind.value) for kind, read in KINDS.items()]
                kind = _choice("Paragraphs", "limit-kind", kinds)
                verb = _choice("Leading verb", "limit-verb")
                body = _choice("Body or measures", "limit-body")
                topic = _choice("Topic or subject", "limit-topic")
                chapters = [(read, "yes" if under else "no") for under, read in CHAPTER_VII.items()]
                chapter_vii = _choice("Chapter VII", "limit-chapter", chapters)
                in_force = _short("In force on", "limit-in-force", "2025-06-30, or today")
            gr.HTML(
                '<p class="about-limits">Limits bound what is searched, listed and counted. In force on paper: the newest '
                "decision on a body or measure whose end is later, or said to be open; one that names no end is not "
                "among them.</p>",
                apply_default_css=False,
            )
        return cls(as_of, year_from, year_to, resolution, kind, verb, body, topic, chapter_vii, in_force)

    @property
    def all(self) -> list[Any]:
        return [getattr(self, name) for name in self.__slots__]

    def changes(self) -> list[Any]:
        """The events on which a reader has changed a limit: a choice, and a text that is left or confirmed."""
        chosen = [field.input for field in self.all if isinstance(field, gr.Dropdown)]
        written = [event for field in self.all if isinstance(field, gr.Textbox) for event in (field.blur, field.submit)]
        return chosen + written


def read_limits(values: Sequence[str | None], catalogue: Catalogue) -> Filters | None:
    """The filters of the values of the limits; ``None`` where all are empty. Raises :class:`WrongLimit`."""
    year_from, year_to, resolution, kind, verb, body, topic, chapter_vii, in_force = ((v or "").strip() for v in values)
    if any(len(value or "") > _LONGEST for value in values):
        raise WrongLimit(f"A limit has more than {_LONGEST} characters.")
    first, last = _year(year_from), _year(year_to)
    if first and last and first > last:
        raise WrongLimit(f"No year is both from {first} on and up to {last}.")
    if kind not in ("", *Kind) or chapter_vii not in ("", "yes", "no"):
        raise WrongLimit(f"“{kind or chapter_vii}” is none of the choices.")
    limits = Filters(
        first,
        last,
        _number(resolution, catalogue),
        Kind(kind) if kind else None,
        verb.lower(),
        body.partition(NAME)[0],
        topic,
        {"yes": True, "no": False}.get(chapter_vii),
        read_day(in_force),
    )
    if verb and limits.verbs.isdisjoint(each.casefold() for each, _ in catalogue.verbs()):
        raise WrongLimit(f"No paragraph leads with the verb “{verb}”.")
    if body and not catalogue.numbers(Filters(body=limits.body)):
        raise WrongLimit(f"No resolution decides on the mandate of a body, or on measures, named “{body}”.")
    if topic and not catalogue.numbers(Filters(topic=topic)):
        raise WrongLimit(f"No resolution is filed under “{topic}”.")
    return None if limits == Filters() else limits


def _year(text: str) -> int | None:
    if text and not re.fullmatch(r"\d{4}", text):
        raise WrongLimit(f"“{text}” is not a year in four digits.")
    return int(text) if text else None


def _number(text: str, catalogue: Catalogue) -> int | None:
    if not text:
        return None
    number = first_number(text)
    if not number:
        raise WrongLimit(f"“{text}” is not the number of a resolution.")
    if catalogue.record(int(number)) is None:
        raise WrongLimit(f"There is no resolution {number} in the corpus.")
    return int(number)


def _short(label: str, elem_id: str, placeholder: str) -> gr.Textbox:
    return gr.Textbox(
        "",
        label=label,
        elem_id=elem_id,
        placeholder=placeholder,
        lines=1,
        max_lines=1,
        max_length=24,
        min_width=60,
        scale=0,
        container=True,
        html_attributes=gr.InputHTMLAttributes(autocomplete="off", spellcheck=False),
    )


def _choice(label: str, elem_id: str, choices: Sequence[Choice] = ()) -> gr.Dropdown:
    """A field to choose from; without ``choices`` they come from the corpus, and anything else can be written too."""
    return gr.Dropdown(
        [ANY, *choices],
        value="",
        label=label,
        elem_id=elem_id,
        allow_custom_value=not choices,
        filterable=not choices,
        min_width=60,
        scale=0,
    )
