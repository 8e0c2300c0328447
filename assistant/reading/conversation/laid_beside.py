"""A follow-up that lays what was spoken of beside another text: "compare that with 9102", "is it stronger in 9103?"."""

from __future__ import annotations

from assistant.operations.compare import Compare
from assistant.plan import Plan
from assistant.reading.conversation.follow_up import FollowUp

_LIKELY = 0.5
_OTHER = 3  # words that say what is compared, and of which the question before says nothing


def laid_beside(asked: FollowUp) -> tuple[Plan, ...]:
    """The text in focus beside the one that is named, in what was asked before where it says nothing else."""
    numbers = asked.mentions.numbers
    if len(numbers) != 1 or not asked.focus.number or numbers[0] == asked.focus.number:
        return ()
    if asked.kind != "compare" or asked.chances["compare"] < _LIKELY or not 0 < len(asked.left) <= _OTHER:
        return ()  # a number alone asks the same of another text
    return (Compare(resolutions=(asked.focus.number, numbers[0]), aspect=asked.focus.text),)
