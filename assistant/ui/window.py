"""The window: builds the page, answers in it, and serves it."""

from __future__ import annotations

import logging
import re
import socket
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import gradio as gr
from llama_index.core.llms import ChatMessage, MessageRole

from assistant.answer import Answer
from assistant.settings import Settings
from assistant.ui.corpus import Answering, digests_only
from assistant.ui.examples import EXAMPLES
from assistant.ui.markup import fill
from assistant.ui.reader import resolution_html
from assistant.ui.render import answer_html, day, draft_html, failure_html, first_number, question_html
from assistant.ui.sources import sources_html
from ingest.errors import UnscError
from vectorstore.filters import Filters

__all__ = ["WindowNotOpened", "build", "launch", "start"]

_HERE = Path(__file__).parent
_LOG = logging.getLogger(__name__)
_TITLE = "Security Council resolutions"
_PAUSE = 0.2  # seconds between two updates of a growing answer: the page redraws the message each time
_AT_ONCE = 8  # questions answered side by side; Gradio's own default is one
# The page may speak with its own server only. Gradio compiles its templates in the page, hence 'unsafe-eval'.
_POLICY = (
    "default-src 'self' 'unsafe-inline' 'unsafe-eval' data: blob:; object-src 'none'; base-uri 'self'; "
    "form-action 'self'"
)


class WindowNotOpened(UnscError):
    """The window's address cannot be used."""

    def __init__(self, host: str, port: int) -> None:
        super().__init__(
            f"The window cannot listen on {host}, port {port}: another program holds it, or the address is not of "
            "this machine. Close the other window, or choose another port."
        )


class WrongLimit(UnscError):
    """A limit below the question cannot be read."""

    def __init__(self, problem: str) -> None:
        super().__init__(f"{problem} Change or empty the limits below the question and ask again.")


@dataclass(frozen=True, slots=True)
class Turn:
    """A question that was put, and its answer, or why there is none."""

    question: str
    answer: Answer | None = None
    failure: str = ""


Turns = tuple[Turn, ...]
Message = dict[str, str]


def launch(assistant: Answering, settings: Settings, *, open_browser: bool) -> None:
    """Open the window and serve it until the program is interrupted."""
    window, url = start(assistant, settings.window.host, settings.window.port, open_browser=open_browser)
    print(f"The window is open at {url} (Ctrl+C closes it).")  # noqa: T201 - said on the terminal that started it
    window.block_thread()


def start(assistant: Answering, host: str, port: int, *, open_browser: bool = False) -> tuple[gr.Blocks, str]:
    """Serve the window in the background; return it and its address. ``Blocks.close()`` ends it.

    Port 0 takes a free one. Raises :class:`WindowNotOpened` where the address cannot be used.
    """
    window = build(assistant)
    script = (_HERE / "browser.js").read_text(encoding="utf-8")
    try:
        _, url, _ = window.launch(
            server_name=host,
            server_port=port or _free_port(host),
            inbrowser=open_browser,
            prevent_thread_lock=True,
            quiet=True,
            share=False,
            ssr_mode=False,
            mcp_server=False,
            enable_monitoring=False,
            footer_links=[],
            theme=_theme(),
            css_paths=_HERE / "window.css",
            head=f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}"><script>{script}</script>',
            favicon_path=str(_HERE / "icon.svg"),
        )
    except OSError as error:
        raise WindowNotOpened(host, port) from error
    return window, url


def build(assistant: Answering) -> gr.Blocks:
    """The page and what happens in it. All state of a chat is in the session's ``gr.State``."""
    page = _Page(assistant)

    def read(request: list[Any]) -> str:  # Gradio marks the function itself, which a bound method does not allow
        return page.read(request)

    window: gr.Blocks
    with gr.Blocks(title=_TITLE, analytics_enabled=False, fill_height=True, fill_width=True) as window:
        turns = gr.State(())
        with gr.Row(elem_id="masthead"):
            gr.HTML(fill("header.html", title=_TITLE), elem_id="title", apply_default_css=False)
            clear = gr.Button("New chat", elem_id="clear", size="sm", variant="secondary", min_width=90, scale=0)
        banner = gr.HTML(elem_id="banner", apply_default_css=False)
        with gr.Row(elem_id="desk", equal_height=False):
            with gr.Column(elem_id="talk", scale=3, min_width=300):
                chat = gr.Chatbot(
                    elem_id="chat",
                    show_label=False,
                    label="Questions and answers",
                    container=False,
                    height=None,
                    layout="panel",
                    buttons=[],
                    autoscroll=False,  # the script keeps the question in view instead of the end of its answer
                    latex_delimiters=[],
                    # Every message is made by our templates, which escape all that is not theirs; Gradio's sanitizer
                    # would take the keys of the citations away.
                    sanitize_html=False,
                    allow_tags=False,
                    group_consecutive_messages=False,
                    placeholder=fill("welcome.html"),
                    examples=[{"text": text, "display_text": text} for text in EXAMPLES],
                )
                question = gr.Textbox(
                    elem_id="question",
                    show_label=False,
                    label="Your question",
                    placeholder="Ask about a resolution…",
                    lines=1,
                    max_lines=6,
                    max_length=4000,
                    submit_btn="Ask",
                    container=False,
                )
                with gr.Row(elem_id="limits"):
                    year_from = _limit("Years from", "limit-from", "1946")
                    year_to = _limit("to", "limit-to", "today")
                    resolution = _limit("Resolution", "limit-resolution", "any")
            with gr.Column(elem_id="shelf", scale=2, min_width=300):
                sources = gr.HTML(sources_html((), assistant.catalogue), elem_id="sources", apply_default_css=False)
        colophon = gr.HTML(page.footer(), elem_id="colophon", apply_default_css=False)
        gr.HTML(
            fill("reader.html"),
            elem_id="reader",
            apply_default_css=False,
            server_functions=[read],
            # The drawer asks its own server for a resolution: a click never leaves the page or touches the chat.
            js_on_load="(window.unsc ??= {}).server = server;",
        )

        asking: dict[str, Any] = {
            "fn": page.respond,
            "inputs": [question, year_from, year_to, resolution, turns],
            "outputs": [chat, sources, turns, question],
            "api_visibility": "private",
            "show_progress": "hidden",
            "concurrency_limit": _AT_ONCE,
            "concurrency_id": "questions",
        }
        asked = [
            question.submit(**asking),
            chat.example_select(_chosen, None, question, **_QUIET).then(**asking),
            window.load(_prefilled, None, question, **_QUIET).then(**asking),
        ]
        # Read anew with every page: the index may have changed since the window was opened.
        window.load(lambda: (page.banner(), page.footer()), None, [banner, colophon], **_QUIET)
        window.load(None, js="() => { unsc.begin(); }", **_QUIET)
        question.stop(page.stopped, turns, [chat, question], cancels=asked, **_QUIET)
        clear.click(page.cleared, None, [chat, sources, turns, question], cancels=asked, **_QUIET)
    window.queue(default_concurrency_limit=_AT_ONCE, api_open=False)
    return window


_QUIET: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}


class _Page:
    """The handlers of one window. Holds the assistant and nothing of any chat."""

    def __init__(self, assistant: Answering) -> None:
        self._assistant = assistant

    def respond(
        self, question: str, year_from: str, year_to: str, resolution: str, turns: Turns
    ) -> Iterator[tuple[Any, Any, Any, Any]]:
        """Answer one question: the growing text at most five times a second, the verified answer last."""
        question = (question or "").strip()
        if not question:
            yield gr.skip(), gr.skip(), gr.skip(), gr.skip()
            return
        before = [*_messages(turns), _user(question)]
        yield [*before, _said(draft_html(""))], gr.skip(), gr.skip(), gr.Textbox("", submit_btn=False, stop_btn="Stop")
        answer: Answer | None = None
        failure = ""
        try:
            shown = time.monotonic()
            filters = _filters(year_from, year_to, resolution)
            for piece in self._assistant.stream(question, _history(turns), filters=filters):
                if isinstance(piece, Answer):
                    answer = piece
                elif time.monotonic() - shown >= _PAUSE:
                    yield [*before, _said(draft_html(piece))], gr.skip(), gr.skip(), gr.skip()
                    shown = time.monotonic()
        except UnscError as error:
            failure = str(error)
        except Exception:  # noqa: BLE001
            # The edge: whatever went wrong, the reader's chat stays and the log tells why.
            _LOG.exception("no answer to a question")
            failure = "Something went wrong while the answer was looked up. Ask again; the program's log has the cause."
        if answer is None and not failure:
            failure = "The answer did not arrive. Ask again."
        turns = (*turns, Turn(question, answer, failure))
        yield (
            _messages(turns),
            sources_html([t.answer for t in turns if t.answer], self._assistant.catalogue),
            turns,
            gr.Textbox(submit_btn="Ask", stop_btn=False),
        )

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
            last_day=day(catalogue.last_day()),
        )


def _free_port(host: str) -> int:
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.bind((host, 0))
        return int(probe.getsockname()[1])


def _chosen(choice: gr.SelectData) -> str:
    return str(choice.value["text"])


def _prefilled(request: gr.Request) -> str:
    """``?q=…`` in the address asks a question."""
    return str(request.query_params.get("q", ""))[:4000]


def _filters(year_from: str, year_to: str, resolution: str) -> Filters | None:
    first, last = _year(year_from), _year(year_to)
    if first and last and first > last:
        raise WrongLimit(f"No year is both from {first} on and up to {last}.")
    number = first_number(resolution.strip())
    if resolution.strip() and not number:
        raise WrongLimit(f"“{resolution.strip()}” is not the number of a resolution.")
    limits = Filters(first, last, int(number) if number else None)
    return None if limits == Filters() else limits


def _year(text: str) -> int | None:
    text = text.strip()
    if text and not re.fullmatch(r"\d{4}", text):
        raise WrongLimit(f"“{text}” is not a year in four digits.")
    return int(text) if text else None


def _history(turns: Turns) -> list[ChatMessage]:
    history: list[ChatMessage] = []
    for turn in turns:
        if turn.answer is not None:
            history.append(ChatMessage(role=MessageRole.USER, content=turn.question))
            history.append(ChatMessage(role=MessageRole.ASSISTANT, content=turn.answer.text))
    return history


def _messages(turns: Turns) -> list[Message]:
    messages: list[Message] = []
    answered = 0
    for turn in turns:
        messages.append(_user(turn.question))
        if turn.answer is not None:
            messages.append(_said(answer_html(turn.answer, answered)))
            answered += 1
        else:
            messages.append(_said(failure_html(turn.failure)))
    return messages


def _user(question: str) -> Message:
    return {"role": "user", "content": question_html(question)}


def _said(html: str) -> Message:
    return {"role": "assistant", "content": html}


def _limit(label: str, elem_id: str, placeholder: str) -> gr.Textbox:
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


def _theme() -> gr.themes.Base:
    # Names of system fonts only: nothing is fetched.
    sans = ["system-ui", "Segoe UI", "Roboto", "Helvetica Neue", "Liberation Sans", "Arial", "sans-serif"]
    return gr.themes.Base(primary_hue="blue", neutral_hue="slate", font=sans, font_mono=["ui-monospace", "monospace"])
