"""A follow-up becomes a question that stands for itself, and is shown as such.

The rules rewrite words, nothing is guessed by a model: ``paragraph 9 of it`` → ``paragraph 9 of resolution 2617``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from llama_index.core.base.llms.types import ChatMessage, MessageRole

from assistant.question import Known, blank
from assistant.terms import content_words, has_name
from ingest.citation import Found, find_citations

Before = Callable[[int], int | None]


@dataclass(frozen=True, slots=True)
class Thread:
    """What a conversation is about so far.

    ``question`` is the last question, standing for itself. ``named`` are the resolutions that the reader named last,
    ``cited`` the first ones that the last answer cited; ``recent`` keeps the last ones in focus, oldest first.
    """

    question: str = ""
    named: tuple[int, ...] = ()
    cited: tuple[int, ...] = ()
    recent: tuple[int, ...] = ()

    @property
    def focus(self) -> int | None:
        """The resolution that "it" means: the one named last, else the one the last answer rests on."""
        if self.named:
            return self.named[-1]
        return self.cited[0] if self.cited else None


def standalone(
    question: str, history: Sequence[ChatMessage], *, known: Known, before: Before
) -> tuple[str, tuple[int, ...]]:
    """The question standing for itself, and the resolutions the last answer rests on (evidence, not a filter).

    ``before`` gives the resolution that came before another on the same matter.
    """
    thread = Thread()
    for message in history:
        text = message.content or ""
        if message.role == MessageRole.USER:
            rewritten = rewrite(text, thread, known=known, before=before)
            thread = _asked(rewritten, thread, known)
        elif message.role == MessageRole.ASSISTANT:
            thread = _answered(text, thread, known)
    rewritten = rewrite(question, thread, known=known, before=before)
    return rewritten, (thread.cited[:1] if rewritten != question and not thread.named else ())


def _asked(rewritten: str, thread: Thread, known: Known) -> Thread:
    numbers = _numbers(find_citations(rewritten, known=known, bare=True))
    independent = bool(numbers) or not is_follow_up(rewritten, [])
    return Thread(rewritten, numbers if numbers or independent else thread.named, (), _last((*thread.recent, *numbers)))


def _answered(text: str, thread: Thread, known: Known) -> Thread:
    cited = _numbers(find_citations(text, known=known))[:2]
    recent = thread.recent if thread.named or not cited else _last((*thread.recent, cited[0]))
    return replace(thread, cited=cited, recent=recent)


def rewrite(question: str, thread: Thread, *, known: Known, before: Before) -> str:
    """``question`` with what it leaves unsaid taken from ``thread``; unchanged when it leaves nothing unsaid."""
    own = find_citations(question, known=known, bare=True)
    if not thread.question or not is_follow_up(question, own):
        return question
    if own:
        return _with_own_reference(question, own, thread, known)
    if _EACH.search(question) and len(thread.recent) > 1:
        return f"{_without_opening(question)} (resolutions {' and '.join(map(str, thread.recent[-2:]))})"
    if _BEFORE_THAT.search(question) and thread.focus is not None:
        earlier = before(thread.focus)
        if earlier is not None:
            return _about(_BEFORE_THAT.sub(" ", question), earlier, thread, known)
    if thread.named or _OF_A_TEXT.search(question):
        return _about(question, thread.focus, thread, known)
    topic = _topic(thread.question, known)
    return f"{_without_opening(question)} ({topic})" if topic else question


def is_follow_up(question: str, own: Sequence[Found]) -> bool:
    """Whether ``question`` leaves unsaid what the conversation was about."""
    content = content_words(question)
    points_back = bool(_ANAPHOR.search(question))
    if _OPENING.match(question):
        return True
    if own:
        return (len(content) == 0 and not _ASKS.search(question)) or (
            bool(_COMPARES.search(question)) and len(content) <= 3
        )
    if _BEFORE_THAT.search(question) or _OF_A_TEXT.search(question):
        return True
    if points_back and len(content) <= 4 and not has_name(question):
        return True
    return len(content) <= 2 and not has_name(question)


_OPENING = re.compile(r"\W*(?:and|or|but|also|then|so|what about|how about|what of)\b,?\s*", re.IGNORECASE)
_ANAPHOR = re.compile(
    r"\b(?:it|its|that|this|these|those|they|them|their|there|each|both|the same|such)\b", re.IGNORECASE
)
_EACH = re.compile(r"\b(?:each|both|all of them|the two|in those)\b", re.IGNORECASE)
_BEFORE_THAT = re.compile(
    r"\bthe (?:one|resolution|text) before(?: (?:it|that))?\b|\b(?:previous|preceding|earlier) (?:one|resolution|text)\b"
    r"|\bbefore (?:it|that|this)\b|\bbefore(?=\s*\?*$)",
    re.IGNORECASE,
)
_OF_A_TEXT = re.compile(
    r"\b(?:which|what|quote|show|read|the)?\s*(?:(?:operative|preambular) )?(?:paragraph|para|clause|annex)s?\b"
    r"|\b(?:that|this|the|said) (?:resolution|text)\b|¶|\bOP ?\d",
    re.IGNORECASE,
)
_COMPARES = re.compile(
    r"\b(?:compare\w*|stronger|weaker|same|different\w*|differ\w*|instead|too|likewise|versus|vs)\b", re.IGNORECASE
)
_ASKS = re.compile(
    r"\b(?:what does|what did|decide[sd]?|about|say|says|show|give|quote|read|summari[sz]e)\b", re.IGNORECASE
)
_PRONOUN = re.compile(
    r"\b(?:it|that resolution|this resolution|the resolution|that text|this text|that one|this one|there|them)\b"
    r"(?!\s+(?:is|are|was|were|anything|any)\b)",
    re.IGNORECASE,
)
_POSSESSIVE = re.compile(r"\bits\b", re.IGNORECASE)


def _with_own_reference(question: str, own: Sequence[Found], thread: Thread, known: Known) -> str:
    """``And 338?`` asks of 338 what was asked before; ``compare that with 2617`` names the other side."""
    new = f"resolution {own[-1].pinpoint.resolution}"
    if _COMPARES.search(question) and content_words(_COMPARES.sub(" ", question)) == []:
        return f"{thread.question.rstrip('?. ')}, compared with {new}?"
    if content_words(question):
        topic = _topic(thread.question, known)
        return f"{_without_opening(question)} ({topic})" if topic else question
    old = find_citations(thread.question, known=known, bare=True)
    if own[-1].pinpoint.kind is not None:
        return question
    if not old:
        return f"{thread.question.rstrip('?. ')} in {new}?"
    return f"{thread.question[: old[0].start]}{new}{thread.question[old[-1].end :]}".replace(
        "resolution resolution", "resolution"
    )


def _about(question: str, number: int | None, thread: Thread, known: Known) -> str:
    """``question`` about resolution ``number``, with the earlier topic where it has none of its own."""
    rest = _without_opening(question)
    if number is None:
        return question
    name = f"resolution {number}"
    content = content_words(_OF_A_TEXT.sub(" ", rest))
    if _POSSESSIVE.search(rest) and not _PRONOUN.search(rest):
        said = _POSSESSIVE.sub(f"{name}'s", rest, count=1)
    elif _PRONOUN.search(rest):
        said = _PRONOUN.sub(name, rest, count=1)
    elif rest.strip(" ?."):
        said = f"{rest.rstrip('?. ')} of {name}?" if re.search(r"\d\W*$", rest) else f"{rest.rstrip('?. ')} in {name}?"
    else:
        return f"{_topic_question(thread.question, known)} in {name}?"
    topic = _topic(thread.question, known)
    own_topic = bool(content) and bool(re.search(r"\babout\b", question, re.IGNORECASE))
    names_a_paragraph = bool(re.search(r"(?:paragraphs?|paras?\.?|annex|OP|PP|¶)\s*[\dIVXA-D]", question))
    return said if len(content) >= 2 or own_topic or names_a_paragraph or not topic else f"{said} ({topic})"


def _topic(question: str, known: Known) -> str:
    """What a question was about, in few words: its content words, names as written."""
    text = blank(question, find_citations(question, known=known, bare=True))
    kept = set(content_words(text))
    return " ".join(word for word in re.findall(r"[\w'’-]+", text) if re.sub(r"['’]s$", "", word.lower()) in kept)


def _topic_question(question: str, known: Known) -> str:

    return re.sub(r"\s+", " ", blank(question, find_citations(question, known=known, bare=True))).strip(" ?.")


def _without_opening(question: str) -> str:
    return _OPENING.sub("", question, count=1)


def _numbers(found: Sequence[Found]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(f.pinpoint.resolution for f in found))


def _last(numbers: Sequence[int], keep: int = 4) -> tuple[int, ...]:
    """The last different numbers, oldest first."""
    return tuple(reversed(list(dict.fromkeys(reversed(numbers)))[:keep]))
