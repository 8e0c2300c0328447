"""An answer as a message of the chat, with all that stands beside its text: worked out where the answer was, whose texts are at hand there."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from typing import TypeVar

from assistant.answer import Answer
from assistant.ui.chips import shown_plans, shown_steps
from assistant.ui.guard.log import log_failure
from assistant.ui.pictures import pictures_of
from assistant.ui.render import answer_html
from assistant.ui.sources import sources_html
from assistant.ui.talk.suggestions import suggestions
from vectorstore.catalogue import Catalogue

T = TypeVar("T")

_LOG = logging.getLogger(__name__)


def shown_answer(catalogue: Catalogue, answer: Answer, *, turn: int, within: Sequence[str], remarks: bool) -> str:
    """The answer of the number ``turn`` as HTML, sought ``within`` limits; with ``remarks`` a reader can say what is wrong with it.

    The text stands without a picture, a plan, a trace or suggestions where one of them cannot be made: the log has the cause.
    """
    return answer_html(
        answer,
        turn,
        _unless_failed("no picture for an answer", lambda: pictures_of(catalogue, answer)),
        within,
        _unless_failed("no chips for a plan", lambda: shown_plans(catalogue, answer.plans)),
        _unless_failed("no trace for an answer", lambda: shown_steps(catalogue, answer.steps)),
        _unless_failed("nothing to ask next", lambda: suggestions(catalogue, answer)),
        sources=sources_html(answer, catalogue),
        remarks=remarks,
    )


def _unless_failed(what: str, made: Callable[[], Sequence[T]]) -> Sequence[T]:
    try:
        return made()
    except Exception as error:  # noqa: BLE001 - the text of the answer stands without it
        log_failure(_LOG, what, error)
        return ()
