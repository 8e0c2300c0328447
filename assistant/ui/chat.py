"""What happens in the window: a question is answered, stopped, cleared; a resolution is read.

The handlers hold the assistant and nothing of any chat: the turns of a chat travel in its session's state.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

import gradio as gr

from assistant.answer import Answer
from assistant.errors import WrongInput
from assistant.evaluation.feedback import Feedback, Remark
from assistant.limits import in_words
from assistant.ui.choices import Choices, WrongLimit, read_day
from assistant.ui.comparison import rows_html
from assistant.ui.corpus import Answering, digests_only
from assistant.ui.downloads import Wanted, parcel
from assistant.ui.guard.log import log_failure
from assistant.ui.limits import read_limits
from assistant.ui.markup import fill
from assistant.ui.reader import resolution_html
from assistant.ui.render import draft_html, failure_html
from assistant.ui.talk.packed import unpacked
from assistant.ui.talk.shown import shown_answer
from assistant.ui.talk.turns import (
    LONGEST,
    Asked,
    Message,
    Script,
    Turn,
    Turns,
    answered,
    history,
    kept,
    messages,
    told,
)
from assistant.wording import day_in_words
from ingest.errors import UnscError
from vectorstore.catalogue import Catalogue

_NUMBERS = 200  # characters of the numbers of a comparison
_PAUSE = 0.2  # seconds between two updates of a growing answer: the page redraws the message each time
_LOG = logging.getLogger(__name__)

Update = tuple[Any, ...]
"""New values of the chat, the turns and the box of the question; where questions are put by the page's script, also of the
fields below it."""


class Handlers:
    """The handlers of one window. Holds the assistant, what its corpus offers, and nothing of any chat."""

    def __init__(self, assistant: Answering, feedback: Feedback | None = None) -> None:
        self._assistant = assistant
        self._feedback = feedback
        self._offered: tuple[Catalogue, Choices] | None = None

    def respond(self, question: str, turns: Turns, *fields: str | None) -> Iterator[Update]:
        """Answer one question: the growing text at most five times a second, the verified answer last.

        ``fields`` are the values of :class:`assistant.ui.limits.Fields`.
        """
        asked = Asked.of(question, fields)
        if not asked.question:
            yield gr.skip(), gr.skip(), gr.skip()
            return
        yield from self._answered(asked, turns, turns[-1].place + 1 if turns else 0)

    def chosen(self, example: gr.SelectData, turns: Turns, *fields: str | None) -> Iterator[Update]:
        """Answer an example that was clicked."""
        yield from self.respond(str(example.value["text"]), turns, *fields)

    def put(self, request: gr.EventData, turns: Turns, *fields: str | None) -> Iterator[Update]:
        """Answer what the page's script asks: a suggestion, a question that was edited, the questions of a chat that is opened."""
        unchanged = [gr.skip()] * len(fields)
        try:
            script = Script.read(request._data)
        except WrongInput as error:
            yield [*messages(turns), *told(Asked(""), 0, failure_html(str(error)))], *[gr.skip()] * 2, *unchanged
            return
        if script.draft is not None:
            draft = script.draft.asked(fields)
            yield gr.skip(), gr.skip(), gr.update(value=draft.question), *draft.fields
            return
        questions = script.questions(fields)
        if script.start is not None:
            turns = tuple(turn for turn in turns if turn.place < script.start)
        for asked in questions:
            place = turns[-1].place + 1 if turns else script.first
            values = unchanged if asked.fields == questions[0].fields and asked is not questions[0] else asked.fields
            for update in self._answered(asked, turns, place):
                yield *update, *values
                values = unchanged
                turns = update[1] if isinstance(update[1], tuple) else turns

    def _answered(self, asked: Asked, turns: Turns, place: int) -> Iterator[Update]:
        before = messages(turns)
        answer = unpacked(asked.kept, asked.question, self._assistant.catalogue) if asked.kept else None
        asked = replace(asked, kept="")
        if answer is None:
            waiting = gr.update(value="", submit_btn=False, stop_btn="Stop")
            yield [*before, *told(asked, place, draft_html(""))], gr.skip(), waiting
        failure = said = ""
        given = answered(turns)
        try:
            shown = time.monotonic()
            if len(asked.question) > LONGEST:
                raise WrongInput(f"A question has {LONGEST:,} characters at most. Ask a shorter one.")
            as_of, filters = read_day(asked.as_of), read_limits(asked.limits, self._assistant.catalogue)
            within = (*([f"as of {day_in_words(as_of)}"] if as_of else []), *(in_words(filters) if filters else ()))
            then = partial(shown_answer, turn=given, within=within, remarks=self._feedback is not None)
            pieces: Iterable[str | tuple[Answer, str]]
            if answer is None:
                pieces = self._assistant.told(asked.question, history(turns), then, as_of=as_of, filters=filters)
            else:
                pieces = [(answer, self._assistant.consult(then, answer))]
            for piece in pieces:
                if isinstance(piece, tuple):
                    answer, said = piece
                elif time.monotonic() - shown >= _PAUSE:
                    yield [*before, *told(asked, place, draft_html(piece))], gr.skip(), gr.skip()
                    shown = time.monotonic()
        except UnscError as error:
            failure = str(error)
        except Exception as error:  # noqa: BLE001
            # The edge: whatever went wrong, the reader's chat stays and the log tells where.
            log_failure(_LOG, "no answer to a question", error)
            failure = "Something went wrong while the answer was looked up. Ask again; the program's log has the cause."
        if not said:
            answer, said = None, failure_html(failure or "The answer did not arrive. Ask again.")
        turns = kept((*turns, Turn(asked, said, answer, given, place)))
        yield messages(turns), turns, gr.update(submit_btn="Ask", stop_btn=False)

    def limited(self, *fields: str | None) -> str:
        """The day and the limits that are set, told beside the box, or why one cannot be read."""
        asked = Asked.of("", fields)
        try:
            as_of, filters = read_day(asked.as_of), read_limits(asked.limits, self._assistant.catalogue)
        except WrongLimit as error:
            return fill("limits.html", limits=(), problem=str(error))
        limits = (*([f"as of {day_in_words(as_of)}"] if as_of else []), *(in_words(filters) if filters else ()))
        return fill("limits.html", limits=limits, problem="") if limits else ""

    def choices(self) -> Choices:
        """What can be chosen as a limit; worked out once for an index."""
        catalogue = self._assistant.catalogue
        if self._offered is None or self._offered[0] is not catalogue:
            self._offered = catalogue, Choices.of(catalogue)
        return self._offered[1]

    def stopped(self, turns: Turns) -> tuple[list[Message], Any]:
        """The reader stopped an answer: the chat goes back to what is whole."""
        return messages(turns), gr.update(submit_btn="Ask", stop_btn=False)

    def cleared(self) -> tuple[list[Message], Turns, Any]:
        """A new chat."""
        return [], (), gr.update(value="", submit_btn="Ask", stop_btn=False)

    def read(self, request: Sequence[Any]) -> str:
        """A resolution for the reader; ``request`` is a key and the bounds of a quotation, from the browser."""
        key, start, end = (*request, 0, 0)[:3]
        try:
            return resolution_html(self._assistant.catalogue, str(key), int(start or 0), int(end or 0))
        except (UnscError, ValueError) as error:
            return fill("missing.html", title="Nothing to open", message=str(error))

    def download(self, turns: Turns, request: gr.EventData) -> dict[str, str]:
        """An answer of this chat as a file, for the browser to save; or ``{"failure": …}``."""
        try:
            wanted = Wanted.read(request._data or {})
            return self._assistant.consult(parcel, self._turn(turns, wanted.turn)[-1].answer, wanted)
        except UnscError as error:
            return {"failure": str(error)}

    def remark(self, turns: Turns, request: gr.EventData) -> dict[str, str]:
        """What a reader finds of an answer is kept; ``{"said": …}`` or ``{"failure": …}`` for the page."""
        try:
            if self._feedback is None:
                raise WrongInput("Nothing is kept here. Tell it to whoever runs this.")
            remark = Remark.read(request._data)
            *before, turn = self._turn(turns, remark.turn)
            assert turn.answer is not None
            asked = turn.asked
            self._feedback.keep(remark, turn.answer, [each.answer for each in before], asked.as_of, asked.limits)
        except UnscError as error:
            return {"failure": str(error)}
        return {"said": "Kept. Thank you."}

    @staticmethod
    def _turn(turns: Turns, number: int) -> Turns:
        """The turns up to the one with an answer of this number. Raises :class:`WrongInput`."""
        for at, turn in enumerate(turns):
            if turn.answer is not None and turn.before == number:
                return turns[: at + 1]
        raise WrongInput("The answer is no longer part of this chat. Ask the question again.")

    def rows(self, numbers: str) -> str:
        """All rows of a comparison, folded by aspect; ``numbers`` is ``"2709 2759 2800"``, from the browser."""
        try:
            named = [int(number) for number in str(numbers)[:_NUMBERS].split()]
            return self._assistant.consult(rows_html, named)
        except (UnscError, ValueError) as error:
            return fill("missing.html", title="Nothing to compare", message=str(error))

    def banner(self) -> str:
        """A warning where only digests are loaded."""
        return fill("banner.html") if digests_only(self._assistant.catalogue) else ""

    def footer(self) -> str:
        """How far the corpus reaches."""
        catalogue = self._assistant.catalogue
        resolutions, paragraphs = catalogue.count()
        return fill(
            "footer.html",
            resolutions=f"{resolutions:,}",
            paragraphs=f"{paragraphs:,}",
            last_day=day_in_words(catalogue.last_day()),
        )
