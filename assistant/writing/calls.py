"""The calls of tools in a reply that comes in pieces, put together.

llama-index puts them together too, but takes the first call of each piece alone, while some servers send several in one piece,
and reads half a list of arguments as a whole one. So the pieces are read here, and the arguments stay as they were written.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from llama_index.core.base.llms.types import ChatResponse


@dataclass(frozen=True, slots=True)
class Call:
    """A tool that the model calls: its name and, as JSON in a string, its arguments. ``id`` ties the result to it."""

    id: str
    name: str
    arguments: str


@dataclass(slots=True)
class _Growing:
    place: object
    id: str = ""
    name: str = ""
    arguments: str = ""


@dataclass(slots=True)
class Calls:
    """Takes the pieces one by one, each before the next one comes."""

    _growing: list[_Growing] = field(default_factory=list)

    def take(self, response: ChatResponse) -> None:
        """Add what a piece holds of calls."""
        choices = getattr(response.raw, "choices", None) or []
        for piece in (choices[0].delta.tool_calls or []) if choices and choices[0].delta else []:
            last = self._growing[-1] if self._growing else None
            # some servers number all calls of a reply alike: then a new id begins a new one
            if last is None or last.place != piece.index or (piece.id and last.id and piece.id != last.id):
                last = _Growing(piece.index)
                self._growing.append(last)
            last.id = last.id or piece.id or ""
            if piece.function is not None:
                last.name = last.name or piece.function.name or ""
                last.arguments += piece.function.arguments or ""

    @property
    def whole(self) -> tuple[Call, ...]:
        """The calls, in order; one without an id is given its number."""
        return tuple(Call(each.id or f"call_{n}", each.name, each.arguments) for n, each in enumerate(self._growing, 1))
