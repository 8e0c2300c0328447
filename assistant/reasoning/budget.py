"""What one question may cost while a language model calls operations: calls, tokens and seconds."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from assistant.settings import LLMSettings

_LAST = 0.25  # the share of the time that is kept for the answer


@dataclass
class Budget:
    """What is left. Time runs from the moment in which it is made."""

    settings: LLMSettings
    clock: Callable[[], float] = time.monotonic
    calls: int = 0  # that were used
    tokens: int = 0
    last: int = 0  # tokens of the last request
    began: float = field(init=False)

    def __post_init__(self) -> None:
        self.began = self.clock()

    @property
    def end(self) -> float:
        """The moment, on the clock, at which the answer must be whole."""
        return self.began + self.settings.seconds

    @property
    def calls_left(self) -> int:
        return max(0, self.settings.calls - self.calls)

    @property
    def tokens_left(self) -> int:
        return max(0, self.settings.tokens - self.tokens)

    @property
    def seconds_left(self) -> int:
        return max(0, int(self.end - self.clock()))

    def spend(self, tokens: int) -> None:
        """A request was made that cost so many tokens."""
        self.tokens += tokens
        self.last = tokens

    @property
    def over(self) -> str:
        """What is used up, so that the model must answer; empty while it may go on. A request costs what the one before did, or more."""
        if not self.calls_left:
            return "calls"
        if self.tokens_left < 2 * self.last + self.settings.answer_tokens:
            return "tokens"
        return "time" if self.end - self.clock() < _LAST * self.settings.seconds else ""

    def __str__(self) -> str:
        return f"Left: {self.calls_left} calls, {self.tokens_left:,} tokens, {self.seconds_left} seconds."
