"""What happens in the window: a question is answered, stopped, cleared; a resolution is read.

The handlers hold the assistant and nothing of any chat: the turns of a chat travel in its session's state.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import gradio as gr
from llama_index.core.llms import ChatMessage, MessageRole
from markupsafe import Markup

from assistant.answer import Answer
from assistant.errors import WrongInput
from assistant.limits import in_words
from assistant.ui.chips import Shown, ShownStep, shown_plans, shown_steps
from assistant.ui.choices import Choices, WrongLimit
from assistant.ui.comparison import rows_html
from assistant.ui.corpus import Answering, digests_only
from assistant.ui.downloads import Wanted, parcel
from assistant.ui.guard.log import log_failure
from assistant.ui.limits import read_limits
from assistant.ui.markup import fill
from assistant.ui.pictures import pictures_of
from assistant.ui.reader import resolution_html
from assistant.ui.render import answer_html, draft_html, failure_html, question_html
from assistant.ui.sources import sources_html
from assistant.wording import day_in_words
from ingest.errors import UnscError
from vectorstore.catalogue import Catalogue
from vectorstore.filters import Filters

LONGEST = 4000  # characters of a question
_KEPT = 50  # questions of a chat that are kept with their answers
_ROOM = 4_000_000  # characters of a chat that are kept
_NUMBERS = 200  # characters of the numbers of a comparison
_PAUSE = 0.2  # seconds between two updates of a growing answer: the page redraws the message each time
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Turn:
    """A question that was put, and its answer, or why there is none; ``said`` is that as a message of the chat.

    ``before`` counts the answers that the chat gave before, those included that are no longer kept.
    """

    question: str
    said: str
    answer: Answer | None = None
    before: int = 0


Turns = tuple[Turn, ...]
Message = dict[str, str]
Update = tuple[Any, Any, Any, Any]
"""New values of the chat, the sources, the turns and the box of the question."""


class Handlers:
    """The handlers of one window. Holds the assistant, what its corpus offers, and nothing of any chat."""

    def __init__(self, assistant: Answering) -> None:
        self._assistant = assistant
        self._offered: tuple[Catalogue, Choices] | None = None

    def respond(self, question: str, turns: Turns, *limits: str | None) -> Iterator[Update]:
        """Answer one question: the growing text at most five times a second, the verified answer last.

        ``limits`` are the values of :class:`assistant.ui.limits.Fields`.
        """
        question = (question or "").strip()[: LONGEST + 1]
        if not question:
            yield gr.skip(), gr.skip(), gr.skip(), gr.skip()
            return
        before = [*_messages(turns), _user(question)]
        yield [*before, _said(draft_html(""))], gr.skip(), gr.skip(), gr.Textbox("", submit_btn=False, stop_btn="Stop")
        answer: Answer | None = None
        failure = ""
        filters: Filters | None = None
        try:
            shown = time.monotonic()
            if len(question) > LONGEST:
                raise WrongInput(f"A question has {LONGEST:,} characters at most. Ask a shorter one.")
            filters = read_limits(limits, self._assistant.catalogue) if limits else None
            for piece in self._assistant.stream(question, _history(turns), filters=filters):
                if isinstance(piece, Answer):
                    answer = piece
                elif time.monotonic() - shown >= _PAUSE:
                    yield [*before, _said(draft_html(piece))], gr.skip(), gr.skip(), gr.skip()
                    shown = time.monotonic()
        except UnscError as error:
            failure = str(error)
        except Exception as error:  # noqa: BLE001
            # The edge: whatever went wrong, the reader's chat stays and the log tells where.
            log_failure(_LOG, "no answer to a question", error)
            failure = "Something went wrong while the answer was looked up. Ask again; the program's log has the cause."
        if answer is None and not failure:
            failure = "The answer did not arrive. Ask again."
        answered = _answered(turns)
        within = in_words(filters) if filters else ()
        said = (
            answer_html(answer, answered, self._pictures(answer), within, self._plans(answer), self._steps(answer))
            if answer
            else failure_html(failure)
        )
        turns = _kept((*turns, Turn(question, said, answer, answered)))
        yield (
            _messages(turns),
            sources_html([t.answer for t in turns if t.answer], self._assistant.catalogue, turns[0].before),
            turns,
            gr.Textbox(submit_btn="Ask", stop_btn=False),
        )

    def chosen(self, example: gr.SelectData, turns: Turns, *limits: str | None) -> Iterator[Update]:
        """Answer an example that was clicked."""
        yield from self.respond(str(example.value["text"]), turns, *limits)

    def linked(self, turns: Turns, request: gr.Request) -> Iterator[Update]:
        """Answer the question in the address, ``?q=…``; one of ``?draft=…`` is filled in and waits for the reader."""
        if draft := str(request.query_params.get("draft", "")).strip()[:LONGEST]:
            yield gr.skip(), gr.skip(), gr.skip(), gr.Textbox(draft)
        else:
            yield from self.respond(str(request.query_params.get("q", ""))[:LONGEST], turns)

    def limited(self, *limits: str | None) -> str:
        """The limits that are set, told beside the box, or why one cannot be read."""
        try:
            filters = read_limits(limits, self._assistant.catalogue)
        except WrongLimit as error:
            return fill("limits.html", limits=(), problem=str(error))
        return fill("limits.html", limits=in_words(filters), problem="") if filters else ""

    def choices(self) -> Choices:
        """What can be chosen as a limit; worked out once for an index."""
        catalogue = self._assistant.catalogue
        if self._offered is None or self._offered[0] is not catalogue:
            self._offered = catalogue, Choices.of(catalogue)
        return self._offered[1]

    def stopped(self, turns: Turns) -> tuple[list[Message], Any]:
        """The reader stopped an answer: the chat goes back to what is whole."""
        return _messages(turns), gr.Textbox(submit_btn="Ask", stop_btn=False)

    def cleared(self) -> tuple[list[Message], str, Turns, Any]:
        """A new chat."""
        return [], sources_html((), self._assistant.catalogue), (), gr.Textbox("", submit_btn="Ask", stop_btn=False)

    def read(self, request: Sequence[Any]) -> str:
        """A resolution for the reader; ``request`` is a key and the bounds of a quotation, from the browser."""
        key, start, end = (*request, 0, 0)[:3]
        try:
            return resolution_html(self._assistant.catalogue, str(key), int(start or 0), int(end or 0))
        except (UnscError, ValueError) as error:
            return fill("missing.html", title="Nothing to open", message=str(error))

    def _pictures(self, answer: Answer) -> list[Markup]:
        try:
            return self._assistant.consult(pictures_of, answer) if answer.compared or answer.timeline else []
        except Exception as error:  # noqa: BLE001 - the text of the answer stands without them
            log_failure(_LOG, "no picture for an answer", error)
            return []

    def _plans(self, answer: Answer) -> list[Shown]:
        try:
            return self._assistant.consult(shown_plans, answer.plans) if answer.plans else []
        except Exception as error:  # noqa: BLE001 - the line of the plan stands in their place
            log_failure(_LOG, "no chips for a plan", error)
            return []

    def _steps(self, answer: Answer) -> list[ShownStep]:
        try:
            return self._assistant.consult(shown_steps, answer.steps) if answer.steps else []
        except Exception as error:  # noqa: BLE001 - the answer stands without its trace
            log_failure(_LOG, "no trace for an answer", error)
            return []

    def download(self, turns: Turns, request: gr.EventData) -> dict[str, str]:
        """An answer of this chat as a file, for the browser to save; or ``{"failure": …}``."""
        try:
            wanted = Wanted.read(request._data or {})
            answers = [turn.answer for turn in turns if turn.answer is not None]
            at = wanted.turn - (turns[0].before if turns else 0)
            if not 0 <= at < len(answers):
                raise WrongInput("The answer is no longer part of this chat. Ask the question again.")
            return self._assistant.consult(parcel, answers[at], wanted)
        except UnscError as error:
            return {"failure": str(error)}

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


def _history(turns: Turns) -> list[ChatMessage]:
    history: list[ChatMessage] = []
    for turn in turns:
        if turn.answer is not None:
            history.append(ChatMessage(role=MessageRole.USER, content=turn.question))
            history.append(ChatMessage(role=MessageRole.ASSISTANT, content=turn.answer.text))
    return history


def _answered(turns: Turns) -> int:
    return turns[-1].before + (turns[-1].answer is not None) if turns else 0


def _kept(turns: Turns) -> Turns:
    """The newest turns of a chat, as many as there is room for: the memory of the program is not the reader's to fill."""
    first, room = len(turns) - 1, _ROOM - len(turns[-1].said)
    while first > max(0, len(turns) - _KEPT) and (room := room - len(turns[first - 1].said)) >= 0:
        first -= 1
    return turns[first:]


def _messages(turns: Turns) -> list[Message]:
    lost = [_said(fill("earlier.html"))] if turns and turns[0].before else []
    return [*lost, *(message for turn in turns for message in (_user(turn.question), _said(turn.said)))]


def _user(question: str) -> Message:
    return {"role": "user", "content": question_html(question)}


def _said(html: str) -> Message:
    return {"role": "assistant", "content": html}
