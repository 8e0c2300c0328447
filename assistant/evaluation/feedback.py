"""What readers find of answers: kept in one file below the data folder, listed, and made into questions with known answers.

A line of the file is a remark as JSON. It is only ever added to, up to a size; nothing of it is sent anywhere.
"""

from __future__ import annotations

import datetime as dt
import json
import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal
from uuid import uuid4

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from assistant.answer import Answer
from assistant.errors import WrongInput
from assistant.evaluation.items import AsTyped
from ingest.citation import find_citations
from ingest.errors import MalformedKey
from ingest.pinpoint import Pinpoint

__all__ = ["NAME", "Feedback", "Kept", "Remark", "exported"]

NAME = "feedback.jsonl"
_ROOM = 5_000_000  # bytes of the file
_CITED, _BEFORE = 40, 6  # citations, and questions asked before, that a remark keeps

Finding = Literal["wrong paragraph", "not supported", "missing", "other"]


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class Remark(_Value):
    """What a reader says of the answer with the number ``turn``; ``right`` cites the paragraphs that answer it, where they are known."""

    turn: int = Field(ge=0)
    finding: Finding
    right: str = Field(default="", max_length=300)
    words: str = Field(default="", max_length=2000)

    @classmethod
    def read(cls, sent: Mapping[str, Any] | None) -> Remark:
        """From the browser. Raises :class:`WrongInput` for what is none."""
        try:
            return cls.model_validate(sent or {})
        except ValidationError:
            raise WrongInput("Say what is wrong: choose one, and write 2,000 characters at most.") from None

    @property
    def gold(self) -> tuple[str, ...]:
        """The keys of the paragraphs that are named. Raises :class:`WrongInput` where words are no citation of any."""
        found = [each.pinpoint.key for each in find_citations(self.right, known=lambda _: True)] or [
            *_keys(self.right.replace(",", " ").split())
        ]
        if self.right.strip() and not found:
            raise WrongInput(
                "The paragraph cannot be read. Write it as S/RES/2709 (2023), para. 30, or leave it empty."
            )
        return tuple(key for key in dict.fromkeys(found) if not any(each.startswith(f"{key}/") for each in found))


class Before(_Value):
    """A question that was asked before in the same chat, and what its answer cited."""

    question: str
    cited: tuple[str, ...] = ()


class Kept(_Value):
    """A remark as it is kept, with what was asked and answered."""

    id: str
    at: dt.datetime
    finding: Finding
    words: str = ""
    gold: tuple[str, ...] = ()
    question: str
    before: tuple[Before, ...] = ()
    as_of: str = ""
    limits: tuple[str, ...] = ()
    plan: str = ""
    status: str = ""
    cited: tuple[str, ...] = ()
    writer: str = ""


class Feedback:
    """The file of remarks in a folder."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / NAME

    def keep(
        self,
        remark: Remark,
        answer: Answer,
        before: Sequence[Answer | None],
        as_of: str = "",
        limits: Sequence[str] = (),
    ) -> Kept:
        """Add a remark on an answer, given after others. Raises :class:`WrongInput` where it cannot be read or kept."""
        kept = Kept(
            id=f"feedback-{uuid4().hex[:12]}",
            at=dt.datetime.now(dt.UTC).replace(microsecond=0),
            finding=remark.finding,
            words=remark.words.strip(),
            gold=remark.gold,
            question=answer.question,
            before=tuple(Before(question=a.question, cited=_cited(a)) for a in before if a is not None)[-_BEFORE:],
            as_of=as_of,
            limits=tuple(limits),
            plan=answer.plan,
            status=answer.status.value,
            cited=_cited(answer),
            writer=answer.writer,
        )
        line = f"{kept.model_dump_json(exclude_defaults=True)}\n".encode()
        try:
            opened = os.open(self.path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
            try:
                if os.fstat(opened).st_size + len(line) > _ROOM:
                    raise WrongInput(
                        "There is no room for more remarks. Whoever runs this can move feedback.jsonl away."
                    )
                os.write(opened, line)  # in one piece, so that two at once do not mix
            finally:
                os.close(opened)
        except OSError as error:
            raise WrongInput(f"The remark cannot be kept ({error.strerror}). Tell it to whoever runs this.") from None
        return kept

    def all(self) -> list[Kept]:
        """Every remark, the oldest first; a line that is none is left out. Raises :class:`WrongInput` where the file cannot be read."""
        try:
            lines = self.path.read_text("utf-8", errors="replace").splitlines() if self.path.exists() else []
        except OSError as error:
            raise WrongInput(f"{self.path} cannot be read ({error.strerror}).") from None
        return [kept for line in lines if (kept := _read(line)) is not None]


def exported(remarks: Sequence[Kept], folder: Path) -> dict[str, int]:
    """Write the remarks as items that ``unsc evaluate`` reads, and tell how many each file holds.

    ``as_typed.jsonl`` has those that name the right paragraph, each after what was asked before it, whose answers nobody objected to.
    ``to_complete.jsonl`` has the rest in the same form: someone who knows the right paragraph writes it into ``gold``.
    """
    sets: dict[str, list[dict[str, Any]]] = {"as_typed": [], "to_complete": []}
    for kept in remarks:
        sets["as_typed" if kept.gold else "to_complete"] += _items(kept)
    folder.mkdir(parents=True, exist_ok=True)
    for name, items in sets.items():
        lines = "".join(f"{json.dumps(item, ensure_ascii=False)}\n" for item in items)
        (folder / f"{name}.jsonl").write_text(lines, "utf-8")
    return {name: len(items) for name, items in sets.items()}


def _items(kept: Kept) -> Iterator[dict[str, Any]]:
    history_id = None
    for nth, before in enumerate(kept.before, 1):
        item = AsTyped(id=f"{kept.id}-{nth}", question=before.question, history_id=history_id, gold=before.cited)
        history_id = item.id
        yield item.model_dump(exclude_defaults=True)
    item = AsTyped(id=kept.id, question=kept.question, history_id=history_id, gold=kept.gold, kind=kept.finding)
    more = {"words": kept.words, "as_of": kept.as_of, "cited": list(kept.cited), "plan": kept.plan}
    yield item.model_dump(exclude_defaults=True) | {"gold": list(kept.gold)} | {n: v for n, v in more.items() if v}


def _cited(answer: Answer) -> tuple[str, ...]:
    return tuple(dict.fromkeys(c.key for c in answer.citations if c.key))[:_CITED]


def _keys(words: Sequence[str]) -> Iterator[str]:
    for word in words:
        try:
            yield Pinpoint.parse(word).key
        except MalformedKey:
            return


def _read(line: str) -> Kept | None:
    try:
        return Kept.model_validate_json(line)
    except ValidationError:
        return None
