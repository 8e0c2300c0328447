"""Questions with known answers: JSON lines, one file for each kind. A line that is wrong is told of by its number."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from assistant.errors import WrongInput


class Item(BaseModel):
    """One line of a file of questions; fields that are not known are left out."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class Fact(Item):
    """``gold`` are the keys that answer it, ``also_ok`` keys accepted in their place; ``must_say`` stands in the answer."""

    id: str
    question: str
    gold: tuple[str, ...]
    also_ok: tuple[str, ...] = ()
    must_say: tuple[str, ...] = ()
    style: str = ""

    @property
    def accepted(self) -> frozenset[str]:
        return frozenset(self.gold + self.also_ok)

    @property
    def resolutions(self) -> frozenset[str]:
        return frozenset(key.split("/")[0] for key in self.gold)


class Premise(Item):
    """A question that must be refused or corrected, or one of the same kind that must be answered, for what it takes for
    granted is true; ``must_not_say`` is what no answer may assert."""

    id: str
    kind: str = ""
    question: str
    expect: Literal["refuse", "correct", "answer"]
    gold: tuple[str, ...] = ()
    must_not_say: tuple[str, ...] = ()


class Ballot(Item):
    """A question on a vote; ``expected`` has the counts and the members (ISO 3166 alpha-3)."""

    id: str
    question: str
    resolution: str
    expected: dict[str, Any]


class Expiry(Item):
    """When something ends, as known on ``as_of``; ``status`` says whether the texts end before that day."""

    id: str
    question: str
    as_of: dt.date
    expected_date: str = ""
    status: str = ""
    gold: tuple[str, ...] = ()
    also_ok: tuple[str, ...] = ()
    must_not_say: tuple[str, ...] = ()


class Listing(Item):
    """A question for a complete set of resolutions, or for their number."""

    id: str
    question: str
    kind: str
    expected: list[str] | int
    count: int


class Turn(Item):
    """One question of a conversation, and the keys that answer it, or the counts of the vote that do."""

    q: str
    gold: tuple[str, ...] = ()
    also_ok: tuple[str, ...] = ()
    vote: dict[str, Any] | None = None


class Conversation(Item):
    """Questions put one after another."""

    id: str
    turns: tuple[Turn, ...]


class Compared(Item):
    """A comparison of resolutions: for each aspect the gold paragraph of each, ``None`` where one is silent on it."""

    id: str
    question: str
    aspects: tuple[dict[str, Any], ...]

    @property
    def gold(self) -> frozenset[str]:
        return frozenset(key for aspect in self.aspects for key in aspect["gold"].values() if key)


class Claim(Item):
    """What a question takes for granted, and how the texts stand to it; ``gold`` is the paragraph that shows it."""

    id: str
    question: str
    verdict: Literal["holds", "contradicted", "silent"]
    gold: tuple[str, ...] = ()
    type: str = ""


class AsTyped(Item):
    """What practitioners type. ``history_id`` names the item that was asked before it in the same conversation.

    ``gold`` and ``also_ok`` are the paragraphs that answer on the day of asking, ``superseded`` those that did so once;
    ``parts`` has the accepted keys of each thing that is asked. No gold: it is not in the texts, and that is the answer.
    """

    id: str
    question: str
    history_id: str | None = None
    gold: tuple[str, ...] = ()
    also_ok: tuple[str, ...] = ()
    superseded: tuple[str, ...] = ()
    must_say: tuple[str, ...] = ()
    parts: tuple[tuple[str, ...], ...] = ()
    kind: str = ""

    @property
    def accepted(self) -> frozenset[str]:
        return frozenset(self.gold + self.also_ok)


class Researched(Item):
    """What students, journalists and scholars ask. Of the fields that are given, all must hold of a right answer.

    ``expected_table`` has the accepted values of each row; ``accept_numbers`` stand beside ``expected_number``, and a
    bare number among ``gold`` and ``also_ok`` is a resolution as a whole.
    """

    id: str
    question: str
    kind: str
    history_id: str | None = None
    gold: tuple[str, ...] = ()
    also_ok: tuple[str, ...] = ()
    expected_set: tuple[str, ...] = ()
    expected_number: float | None = None
    accept_numbers: tuple[float, ...] = ()
    expected_table: dict[str, tuple[float, ...]] = Field(default_factory=dict)
    must_say: tuple[str, ...] = ()
    must_not_say: tuple[str, ...] = ()

    @property
    def accepted(self) -> frozenset[str]:
        return frozenset(self.gold + self.also_ok)


class Cited(Item):
    """A text, and the references in it in order of appearance."""

    id: str
    text: str
    refs: tuple[Any, ...] = ()
    context: int | None = Field(default=None, alias="context_resolution")


AnyItem = TypeVar("AnyItem", bound=Item)


def read_items(path: Path, kind: type[AnyItem]) -> list[AnyItem]:
    """The items of a file. Raises :class:`WrongInput` with the line that cannot be read."""
    try:
        lines = path.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise WrongInput(f"{path} cannot be read ({error}). Give a folder with files of JSON lines.") from None
    items = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            items.append(kind.model_validate_json(line))
        except ValidationError as error:
            problem = error.errors()[0]
            place = ".".join(map(str, problem["loc"])) or "the line"
            raise WrongInput(
                f"{path}, line {number}: {place}: {problem['msg']}. Correct the line or leave it out."
            ) from None
    return items
