"""The loop: the model is asked, the operations that it calls are run, their results go back to it, until it writes an answer."""

from __future__ import annotations

import logging
from collections.abc import Generator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any

from llama_index.core.base.llms.types import ChatMessage, MessageRole, TextBlock, ToolCallBlock

from assistant.answer import Progress, SentenceVerdict, Status, Step
from assistant.checking.computed import cited_results
from assistant.checking.polarity import tells_of_the_evidence
from assistant.checking.verify import cleaned, verify_text
from assistant.draft import Draft
from assistant.errors import NoAnswerFromModel, UnscError, WrongInput
from assistant.operations.check import Check
from assistant.operations.corpus import Corpus
from assistant.operations.offered import Offered, Paging, offered
from assistant.operations.search import Search
from assistant.plan import Plan, plan_from_json
from assistant.reasoning.asked import Asked
from assistant.reasoning.budget import Budget
from assistant.reasoning.results import Found, found
from assistant.reasoning.tools import arguments_of, told, tools
from assistant.reasoning.weighed import weighed
from assistant.settings import LLMSettings, Settings
from assistant.ui.guard.log import log_failure
from assistant.writing.calls import Call
from assistant.writing.generative import REPAIR, helps, is_better, last, marks, one_line
from assistant.writing.model import Chat, Reply, tokens_of
from prompts import fingerprint, render

PROMPT = "plan.v1"
_LOG = logging.getLogger(__name__)
_WORDS = 300
_WRONG = 2  # calls that are wrong and may be mended
_AT_ONCE = 16  # calls of one reply that are looked at
_ROOM, _LEAST = 0.12, 2000  # the share of the model's window for one result, and the least characters of one
_ROOM_TO_WORK = 6000  # tokens of the window that are left for results beside schemas, prompt and answer
_NAMED = 200  # characters of a call as it is shown
_EVIDENCE = 60  # paragraphs of the answer's evidence
_PER_TOKEN = 3


@dataclass(frozen=True, slots=True)
class Reasoned:
    """What came of it: a checked draft, or ``why`` there is none; the steps and the tokens in either case."""

    draft: Draft | None
    steps: tuple[Step, ...] = ()
    tokens: int = 0
    why: str = ""


def can_reason(chat: Chat, settings: LLMSettings) -> bool:
    """Whether a model may call operations, and its window holds their schemas."""
    if not settings.calls or not chat.takes_tools:
        return False
    schemas = tokens_of([], list(tools(lambda *_: None).values()))
    return settings.context_tokens - settings.answer_tokens - schemas >= _ROOM_TO_WORK


class Reasoner:
    """Answers one question."""

    def __init__(self, chat: Chat, settings: Settings, corpus: Corpus) -> None:
        self._chat = chat
        self._settings = settings.llm
        self._corpus = corpus
        self._own_words = settings.thresholds.own_words
        self._tools = tools(self._found)
        self._budget = Budget(settings.llm, chat.clock)
        self._results: dict[int, Found] = {}
        self._steps: list[Step] = []
        self._wrong = 0
        self._known: frozenset[str] = frozenset()

    def answer(self, asked: Asked) -> Generator[str, None, Reasoned]:
        """The steps and the text so far; returns what came of it. Closing the iterator ends the request to the model."""
        self._known = frozenset(passage.key for turn in asked.turns for passage in turn.cited)
        messages = [
            ChatMessage(role=MessageRole.SYSTEM, content=self._prompt(asked)),
            ChatMessage(role=MessageRole.USER, content=asked.question),
        ]
        try:
            reply = yield from self._until_text(messages)
            draft = self._checked(reply)
            if marks(draft) and self._settings.repair and self._budget.tokens_left > 2 * self._budget.last:
                yield draft.text
                draft = yield from self._repaired(messages, reply, draft)
        except NoAnswerFromModel as error:
            return self._ended(None, str(error))
        if not helps(draft) or not (self._results or self._known):
            said = "answered without calling an operation" if not self._steps else "wrote nothing that a text supports"
            return self._ended(draft if marks(draft) else None, f"The language model {said}.")
        return self._ended(self._whole(draft), "")

    def _ended(self, draft: Draft | None, why: str) -> Reasoned:
        return Reasoned(draft, tuple(self._steps), self._budget.tokens, why)

    def _prompt(self, asked: Asked) -> str:
        end = self._corpus.last_day
        return render(
            PROMPT,
            calls=self._budget.calls_left,
            tokens=f"{self._budget.tokens_left:,}",
            seconds=self._budget.seconds_left,
            day=self._corpus.day.isoformat(),
            corpus_end=end.isoformat() if end else "an unknown day",
            words=_WORDS,
            parts=asked.parts,
            turns=asked.turns,
        )

    def _until_text(self, messages: list[ChatMessage]) -> Generator[str, None, Reply]:
        while True:
            self._budget.last = max(self._budget.last, tokens_of(messages, list(self._tools.values())))
            over = self._budget.over
            reply = yield from self._said(messages, over)
            if not reply.calls:
                return reply
            if over:
                raise NoAnswerFromModel(
                    f"The language model went on calling operations when it had no more {over}. Raise "
                    f"UNSC_LLM__{'SECONDS' if over == 'time' else over.upper()}, or choose another model."
                )
            yield from self._called(reply, messages)

    def _said(self, messages: list[ChatMessage], over: str) -> Generator[str, None, Reply]:
        """What the model says to the messages; where something is used up it is told to answer."""
        told_to = f"You have no more {over}: call nothing more. Answer now, by the same rules, with what you have."
        asked = [*messages, ChatMessage(role=MessageRole.USER, content=told_to)] if over else messages
        self._make_room(asked)
        options = {"tool_choice": "none"} if over else {}
        deadline = min(self._budget.end, self._chat.deadline())
        pieces = self._chat.stream(asked, deadline, list(self._tools.values()), **options)
        try:
            for piece in pieces:
                if isinstance(piece, Reply):
                    self._budget.spend(piece.tokens)
                    return piece
                yield piece or self._shown
        finally:
            pieces.close()  # type: ignore[attr-defined]
        raise AssertionError("a chat ends with its reply")

    @property
    def _shown(self) -> Progress:
        """The steps so far, for who waits."""
        return Progress("\n".join(f"{n}. {step.plan or step.called}" for n, step in enumerate(self._steps, 1)))

    def _make_room(self, messages: Sequence[ChatMessage]) -> None:
        """Leave out the oldest results where the model's window does not hold all."""
        room = self._settings.context_tokens - self._settings.answer_tokens
        for message in messages:
            if tokens_of(messages, list(self._tools.values())) <= room:
                return
            if message.role is MessageRole.TOOL and len(message.content or "") > _LEAST:
                head, *_, end, left = (message.content or "").splitlines()
                gone = "It was left out to make room. Call it again where it is needed."
                message.blocks = [TextBlock(text="\n".join((head, gone, end, left)))]

    def _called(self, reply: Reply, messages: list[ChatMessage]) -> Generator[str, None, None]:
        """Run what a reply calls, and add it and the results to the messages."""
        calls = reply.calls[:_AT_ONCE]
        blocks = [ToolCallBlock(tool_call_id=c.id, tool_name=c.name, tool_kwargs=c.arguments) for c in calls]
        messages.append(ChatMessage(role=MessageRole.ASSISTANT, blocks=[TextBlock(text=reply.text), *blocks]))
        self._budget.tokens += yield from weighed(
            [plan for call in calls[: self._budget.calls_left] if (plan := _plan_of(call)) is not None],
            self._corpus,
            self._chat,
            self._settings.rerank,
        )
        for nth, call in enumerate(calls):
            number = len(self._steps) + 1
            shown = self._step(call, number, 0 if nth else reply.tokens)
            content = f"BEGIN RESULT {number}\n{shown}\nEND RESULT {number}\n{self._budget}"
            own = {"tool_call_id": call.id, "name": call.name}
            messages.append(ChatMessage(role=MessageRole.TOOL, content=content, additional_kwargs=own))
            yield self._shown
        if self._wrong > _WRONG:
            raise NoAnswerFromModel(
                f"The language model called operations wrongly {self._wrong} times (last: {self._steps[-1].failed}) and was stopped."
            )

    def _step(self, call: Call, number: int, tokens: int) -> str:
        """Run one call; what the model is shown of it."""
        began = self._chat.clock()
        step = Step(called=cleaned(f"{call.name}({call.arguments})")[:_NAMED], tokens=tokens)
        try:
            if not self._budget.calls_left:
                raise NoAnswerFromModel("It was not run: no calls are left.")
            self._budget.calls += 1
            offered(call.name)
            result: Found = self._tools[call.name].fn(**arguments_of(call))
        except UnscError as error:
            self._wrong += isinstance(error, WrongInput)
            failed = str(error)
        except Exception as error:  # noqa: BLE001 - the arguments are not ours: whatever they do, the answer goes on
            log_failure(_LOG, f"{call.name[:40]}, called by a model, failed", error)
            failed = "It could not be run. Call it with other arguments."
        else:
            self._results[number] = result
            seconds = self._chat.clock() - began
            self._steps.append(
                step.model_copy(update={"plan": result.plan, "result": result.shown, "seconds": seconds})
            )
            return result.shown
        self._steps.append(step.model_copy(update={"failed": failed, "seconds": self._chat.clock() - began}))
        return f"ERROR: {one_line(failed)}"

    def _found(self, operation: Offered, arguments: Mapping[str, Any]) -> Found:
        room = max(_LEAST, int(self._settings.context_tokens * _ROOM) * _PER_TOKEN)
        return found(operation, arguments, self._corpus, room)

    def _checked(self, reply: Reply) -> Draft:
        """The draft of a reply, every sentence held against all that was found."""
        keys = dict.fromkeys(key for each in self._results.values() for key in each.keys)
        said_of: dict[str, str] = {}
        for each in self._results.values():
            for key, said in each.said_of.items():
                said_of[key] = f"{said_of.get(key, '')} {said}".strip()
        name = f"{self._settings.model} ({PROMPT} {fingerprint(PROMPT)})"
        draft = Draft(reply.text, evidence=tuple(keys), writer=name, notice=reply.notice)
        results = {number: each.passages for number, each in self._results.items()} or {0: ()}  # none is there to cite
        evidence = frozenset(keys) | self._known
        return verify_text(draft, evidence, self._corpus.catalogue, self._own_words, said_of, results)

    def _repaired(self, messages: list[ChatMessage], reply: Reply, draft: Draft) -> Generator[str, None, Draft]:
        """The draft, or a better one that the model made of it."""
        wrong = [each for each in draft.sentences if each.verdict is SentenceVerdict.NOT_SUPPORTED]
        said = ChatMessage(role=MessageRole.ASSISTANT, content=cleaned(reply.text))
        asked = ChatMessage(role=MessageRole.USER, content=render(REPAIR, sentences=wrong))
        try:
            again = [*messages, said, asked]
            self._make_room(again)
            pieces = self._chat.stream(again, self._budget.end, list(self._tools.values()), tool_choice="none")
            second = yield from last(pieces, instead=draft.text)
        except NoAnswerFromModel:  # then the first version stands, with its marks
            return draft
        self._budget.spend(second.tokens)
        other = self._checked(second)
        if second.calls or not is_better(other, draft):
            return draft
        return replace(other, writer=f"{other.writer[:-1]}, {REPAIR} {fingerprint(REPAIR)})")

    def _whole(self, draft: Draft) -> Draft:
        """The draft with how what it cites was counted, and its trace."""
        cited = [(n, self._results[n]) for n in cited_results(draft.text) if n in self._results]
        notes = [f"Result {number}: {each.plan}. {each.coverage}" for number, each in cited]
        nothing = (
            not draft.citations and not cited and all(map(tells_of_the_evidence, (s.text for s in draft.sentences)))
        )
        first = dict.fromkeys(citation.key for citation in draft.citations if citation.key)
        return replace(
            draft,
            text="\n\n".join([draft.text, *notes]),
            status=Status.REFUSED if nothing else draft.status,
            evidence=tuple(dict.fromkeys([*first, *draft.evidence]))[:_EVIDENCE],
            plans=tuple(step.plan for step in self._steps if step.plan is not None),
            steps=tuple(self._steps),
            tokens=self._budget.tokens,
            fingerprint=told(PROMPT, REPAIR),
        )


def _plan_of(call: Call) -> Plan | None:
    """What is called, where the model is asked about its result."""
    with suppress(UnscError):
        if call.name in (Check.op, Search.op):
            own = {name: value for name, value in arguments_of(call).items() if name not in Paging.model_fields}
            return plan_from_json({**own, "op": call.name})
    return None
