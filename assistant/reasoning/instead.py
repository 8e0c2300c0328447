"""The answer that is made without the language model where that failed, with one line that says why."""

from __future__ import annotations

from assistant.answer import Answer
from assistant.draft import unique
from assistant.reasoning.reasoner import Reasoned
from assistant.writing.generative import BELOW


def instead(answer: Answer, reasoned: Reasoned) -> Answer:
    """``answer`` with why it is not the model's, what that cost, and below it, marked, what the model wrote and no text supports."""
    why = f"{reasoned.why} The answer below is made without it."
    told = {
        "notice": " ".join(filter(None, [why, answer.notice])),
        "tokens": reasoned.tokens + (answer.tokens or 0),
        "steps": reasoned.steps,
    }
    if (draft := reasoned.draft) is None:
        return answer.model_copy(update=told)
    below = draft.after(f"{answer.text}\n\n{BELOW}")
    citations = unique([*answer.citations, *draft.citations])
    return answer.model_copy(
        update={**told, "text": below.text, "citations": citations, "sentences": (*answer.sentences, *below.sentences)}
    )
