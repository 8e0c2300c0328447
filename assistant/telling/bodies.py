"""How bodies and measures that are selected are told: on what they were chosen, until when each lasts, and what nobody knows."""

from __future__ import annotations

import datetime as dt

from assistant.operations.result import Line
from assistant.operations.select import Select, SelectResult
from assistant.plan import Deed, SubjectKind
from assistant.present import last_text
from assistant.wording import counted, day_in_words, joined
from vectorstore.catalogue import Catalogue

_LASTING = "Counted are those of which a text names the end or says that there is none."
_WITHOUT_END = "Those without an end go on because no decision that was read ends them."
_COMMITTEES = "No text says how long a committee stays: these are those that no decision that was read ends. One goes with its measures, which may have run out."
_BY_NAME = "Read from the decisions on mandates; what a text sets up or ends without its name may be missing."


def of_bodies(plan: Select) -> str:
    """What the bodies that were chosen have in common, to stand behind their number."""
    where = plan.where
    said = (
        {True: " of the United Nations", False: " that others lead"}.get(where.of_un, "")
        if where.of_un is not None
        else ""
    )
    said += f" with a measure of the kind “{where.part}”" if where.part else ""
    said += f" in {joined(list(where.places))}" if where.places else ""
    if where.in_force is not None and where.bodies == (SubjectKind.COMMITTEE,):
        return f"{said} that no decision ended up to {day_in_words(where.in_force)}"
    if where.in_force is not None:
        return f"{said} in force on paper on {day_in_words(where.in_force)}, by the newest decision on each"
    if where.ends is not None:
        return f"{said} whose end, by the newest decision on each, comes{_span(*where.ends)}"
    if where.part:
        return f"{said} at any time, by what imposed each, the last time"
    deed = " ended" if Deed.END in where.deeds else " set up or authorized" if where.deeds else " decided on first"
    return f"{said}{deed} by decisions{_span(where.since, where.until)}"


def _span(first: dt.date | None, last: dt.date | None) -> str:
    if first and last:
        return f" on {day_in_words(first)}" if first == last else f" from {day_in_words(first)} to {day_in_words(last)}"
    return f" since {day_in_words(first)}" if first else f" up to {day_in_words(last)}" if last else " of all years"


def lasting(line: Line) -> str:
    """Until when a body lasts, to stand behind its name."""
    return f", until {day_in_words(line.until)}" if line.until else ", no end is named"


def unsure_in_words(result: SelectResult) -> str:
    """Of how many nobody knows whether they are of them, as a line before them: whether bodies go on, who abstained on drafts."""
    many = len(result.unsure)
    if result.unit == "failed drafts":
        return (
            f"{counted(many, 'failed draft')} of which it is not on record which members abstained or voted in favour:"
        )
    whose = "its last day" if many == 1 else "the last day of each"
    said = (
        counted(many, result.unit.removesuffix("s"))
        if not result.unit.startswith("bodies")
        else f"{many} {result.unit}"
    )
    return f"{said} more: {whose} came after the last text in the corpus, and whether it was put off is not known."


def bodies_notes(plan: Select, catalogue: Catalogue) -> str:
    """What must be known of how bodies are found, and that nothing is known of the time after the corpus."""
    kinds, end = {*plan.where.bodies}, f"{last_text(catalogue)}; what was decided after that day is not in it."
    if plan.where.in_force is None:
        return f"{_BY_NAME} {end}"
    if kinds == {SubjectKind.COMMITTEE}:
        return f"{_COMMITTEES} {end}"
    return f"{_LASTING} {_WITHOUT_END} {end}" if SubjectKind.MEASURES in kinds or not kinds else f"{_LASTING} {end}"
