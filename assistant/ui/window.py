"""The window: builds the page and serves it."""

from __future__ import annotations

import webbrowser
from collections.abc import Callable
from pathlib import Path
from typing import Any

import gradio as gr

from assistant.apart.collecting import collect_seldom
from assistant.evaluation.feedback import Feedback
from assistant.pages.app import pages
from assistant.pages.frame.assets import address
from assistant.pages.frame.kit import Kit
from assistant.pages.frame.rendering import fill as fill_page
from assistant.settings import Settings
from assistant.terminal import say
from assistant.ui.bringing import Bringing, Panel
from assistant.ui.chat import Handlers
from assistant.ui.corpus import Answering
from assistant.ui.examples import EXAMPLES
from assistant.ui.guard.keeping import Keeping
from assistant.ui.guard.programs import Programs
from assistant.ui.guard.server import Page, serve
from assistant.ui.guard.settings import WindowSettings
from assistant.ui.limits import ANY, Fields
from assistant.ui.markup import fill
from assistant.ui.sources import key_html
from assistant.ui.talk.turns import LONGEST
from ingest.errors import UnscError

__all__ = ["WindowNotOpened", "build", "launch", "start"]

_ASSETS = Path(__file__).parent / "assets"
_BUILT = Path(gr.__file__).parent / "templates" / "frontend" / "assets"
_STYLES = ("frame/fonts.css", "frame/tokens.css", "frame/head.css", "ui/head.css", "ui/talk.css", "ui/paper.css")
_SHARED = ("keys", "leaving", "theme")
_TITLE = "Security Council resolutions"
_AT_ONCE = 8  # questions answered side by side; Gradio's own default is one


class WindowNotOpened(UnscError):
    """The window's address cannot be used."""

    def __init__(self, host: str, port: int) -> None:
        super().__init__(
            f"The window cannot listen on {host}, port {port}: another program holds it, or the address is not of "
            "this machine. Close the other window, or choose another port."
        )


def launch(
    assistant: Answering,
    settings: Settings,
    *,
    open_browser: bool,
    bringing: Bringing | None = None,
    programs: Programs | None = None,
    published: Callable[[], str | None] = lambda: None,
    keeping: Keeping | None = None,
) -> None:
    """Open the window and serve it until the program is interrupted; ``programs`` are served beside it, and so are the pages, for
    which ``published`` tells which generation of the index is the newest. ``keeping`` is what is asked of everybody."""
    given = settings.window
    window, url = start(
        assistant,
        given.host,
        given.port,
        open_browser=open_browser,
        settings=given,
        bringing=bringing,
        programs=programs,
        published=published,
        keeping=keeping,
        feedback=Feedback(settings.data),
    )
    collect_seldom()
    say(f"The window is open at {url} (Ctrl+C closes it).")
    if given.host in ("0.0.0.0", "::") and not given.names:  # noqa: S104 - compared, not listened on
        say("From other machines it is refused until UNSC_WINDOW__NAMES says under which name it is opened there.")
    window.block_thread()


def start(
    assistant: Answering,
    host: str,
    port: int,
    *,
    open_browser: bool = False,
    settings: WindowSettings | None = None,
    bringing: Bringing | None = None,
    programs: Programs | None = None,
    published: Callable[[], str | None] = lambda: None,
    keeping: Keeping | None = None,
    feedback: Feedback | None = None,
) -> tuple[Page, str]:
    """Serve the window in the background; return it and its address. ``close()`` of the window ends it. Readers can say what is wrong
    with an answer where there is a place to keep it, ``feedback``.

    Port 0 takes a free one. Raises :class:`WindowNotOpened` where the address cannot be used.
    """
    offered = bringing if bringing and (settings or WindowSettings()).downloads else None
    window = build(assistant, offered, feedback)
    kept = keeping or Keeping()
    try:
        url = serve(
            window,
            host,
            port,
            settings or WindowSettings(),
            at_once=_AT_ONCE,
            theme=_theme(),
            css_paths=[_ASSETS / f"{name}.css" for name in ("window", "comparison", "timeline", "bringing")],
            head=_head(),
            top=lambda who: fill_page("ui/header.html", kept.prefix, here="", who=who),
            icon=_ASSETS / "icon.svg",
            programs=programs,
            views=pages(Kit(assistant, published, settings, bringing), kept.admission, _BUILT),
            keeping=kept,
        )
    except OSError as error:
        raise WindowNotOpened(host, port) from error
    if open_browser:
        webbrowser.open(url)
    return window, url


def build(assistant: Answering, bringing: Bringing | None = None, feedback: Feedback | None = None) -> Page:
    """The page and what happens in it. All state of a chat is in the session's ``gr.State``.

    With ``bringing`` it offers to download official texts.
    """
    page = Handlers(assistant, feedback)

    def read(request: list[Any]) -> str:  # Gradio marks the function itself, which a bound method does not allow
        return page.read(request)

    def rows(numbers: str) -> str:
        return page.rows(numbers)

    def offered() -> list[gr.Dropdown]:
        choices = page.choices()
        return [gr.Dropdown(choices=[ANY, *each]) for each in (choices.verbs, choices.bodies, choices.topics)]

    window: Page
    with Page(title=_TITLE, analytics_enabled=False, fill_height=True, fill_width=True) as window:
        turns = gr.State(())
        banner = gr.HTML(page.banner(), elem_id="banner", apply_default_css=False)
        panel = Panel.laid_out(bringing, assistant) if bringing else None
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
                    # Every message is made by our templates, which escape all that is not theirs: none is Markdown, which would be
                    # read again in all of them with each answer, and Gradio's sanitizer would take the keys of the citations away.
                    render_markdown=False,
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
                    max_length=LONGEST,
                    submit_btn="Ask",
                    container=False,
                )
                with gr.Row(elem_id="limits"):
                    fields = Fields.laid_out()
                in_effect = gr.HTML(elem_id="in-effect", apply_default_css=False)
            with gr.Column(elem_id="shelf", scale=2, min_width=300):
                gr.HTML(key_html(), elem_id="sources", apply_default_css=False)
        with gr.Row(elem_id="foot"):
            colophon = gr.HTML(page.footer(), elem_id="colophon", apply_default_css=False)
            opener = gr.Button(
                "Official texts…", elem_id="bring", size="sm", min_width=90, scale=0, visible=panel is not None
            )
        drawer = gr.HTML(
            fill("reader.html") + fill("talk/chats.html") + fill("talk/help.html"),
            elem_id="reader",
            apply_default_css=False,
            server_functions=[read, rows],
            # The drawer asks its own server for a resolution: a click never leaves the page or touches the chat.
            js_on_load="Object.assign((window.unsc ??= {}), { server, trigger });",
        )

        limits = fields.all
        answering: dict[str, Any] = {
            **_QUIET,
            "outputs": [chat, turns, question],
            "concurrency_limit": _AT_ONCE,
            "concurrency_id": "questions",
            # What is asked before the answer before is over waits for it. Gradio would let it go without a word.
            "trigger_mode": "always_last",
        }
        asked: list[Any] = [
            question.submit(page.respond, [question, turns, *limits], **answering),
            chat.example_select(page.chosen, [turns, *limits], **answering),
        ]
        # What the script asks: suggestions, questions that were edited, those of a chat that is opened or of the address.
        put = {**answering, "outputs": [*answering["outputs"], *limits]}
        asked.append(drawer.retry(page.put, [turns, *limits], **put))
        asked[-1].then(page.limited, limits, in_effect, **_QUIET)
        # Read anew with every page: the index may have changed since the window was opened.
        window.load(lambda: (page.banner(), page.footer()), None, [banner, colophon], **_QUIET)
        if panel and bringing:
            tick = panel.attach(window, opener, bringing, assistant)
            tick.then(lambda: (page.banner(), page.footer()), None, [banner, colophon], **_QUIET)
        window.load(offered, None, [fields.verb, fields.body, fields.topic], **_QUIET)
        gr.on(fields.changes(), page.limited, limits, in_effect, trigger_mode="always_last", **_QUIET)
        window.load(None, js="() => { (window.unsc ??= {}).loaded = true; }", **_QUIET)
        stopped = question.stop(page.stopped, turns, [chat, question], cancels=asked, **_QUIET)
        stopped.then(
            page.stopped, turns, [chat, question], **_QUIET
        )  # a piece that was on its way may come after the first
        _on_answers(page, drawer, turns)
        drawer.clear(page.cleared, None, [chat, turns, question], cancels=asked, **_QUIET)
        drawer.clear(lambda: ("",) * (len(limits) + 1), None, [*limits, in_effect], **_QUIET)
    window.queue(api_open=False)  # `serve` puts a queue with bounds in its place
    return window


def _on_answers(page: Handlers, drawer: gr.HTML, turns: gr.State) -> None:
    """A file and a remark depend on the chat of this session, so the script asks by an event and not by a function of the server."""
    parcel, reply = gr.JSON(visible=False), gr.JSON(visible=False)
    packed = drawer.click(page.download, turns, parcel, **_QUIET)
    packed.then(None, parcel, None, js="(parcel) => { unsc.save(parcel); }", **_QUIET)
    noted = drawer.like(page.remark, turns, reply, **_QUIET)
    noted.then(None, reply, None, js="(reply) => { unsc.noted(reply); }", **_QUIET)


def _head() -> str:
    """What the head of the page loads; the addresses are relative, so that a path prefix holds."""
    font = address("frame/fonts/source-sans-3-normal.woff2")[1:]
    modules = [f"ui/{path.name}" for path in sorted(_ASSETS.glob("*.js"))] + [f"frame/{each}.js" for each in _SHARED]
    return (
        f'<script src="{address("frame/early.js")[1:]}"></script>'
        f'<link rel="preload" href="{font}" as="font" type="font/woff2" crossorigin>'
        + "".join(f'<link rel="stylesheet" href="{address(style)[1:]}">' for style in _STYLES)
        # Modules import each other one after the other; so they all come at once.
        + "".join(f'<link rel="modulepreload" href="{address(module)[1:]}">' for module in modules)
        + f'<script type="module" src="{address("ui/ask.js")[1:]}"></script>'
    )


_QUIET: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}


def _theme() -> gr.themes.Base:
    # Names only: nothing is fetched from elsewhere.
    sans = ["Source Sans 3", "Sans until then", "system-ui", "sans-serif"]
    return gr.themes.Base(primary_hue="blue", neutral_hue="slate", font=sans, font_mono=["ui-monospace", "monospace"])
