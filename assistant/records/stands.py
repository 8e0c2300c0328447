"""How a provision stands, in one line."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from contextlib import suppress

from assistant.wording import counted, cut_short, day_in_words
from ingest.annotating.time_expressions import find_times
from ingest.annotations import Action, BodyKind
from ingest.pinpoint import resolution_of
from ingest.resolution import Paragraph
from vectorstore.catalogue import Catalogue
from vectorstore.lineage.alignment import Version, link_of, stems_of
from vectorstore.lineage.model import Change, Link
from vectorstore.lineage.standing import Standing, State

_NEAR = 0.6  # share of the words of two paragraphs that both have, from which one says the other again
_IN_A_DAY = 2  # dashes: 2027-07-01
_CLAUSE = 200  # characters that are shown of what lapses
_FIGURES = 4  # figures and days that a line shows from each side
# How a sentence says what a later decision does.
DONE = {
    Change.EXTENDED: "extended by",
    Change.WIDENED: "applied further by",
    Change.APPLIED_IF: "to apply again, on conditions, by",
    Change.EXCEPTED: "exceptions in",
    Change.CHANGED: "changed by",
    Change.REPLACED: "replaced by",
    Change.ON_CONDITIONS: "an end, on conditions, in",
    Change.SUSPENDED: "suspended by",
    Change.ENDED: "ended by",
}
_LABELS = {State.RESTATED: "said again", State.TAKEN_OVER: "spoken of later"}
# what is told beside a provision that holds
BESIDE = (Change.WIDENED, Change.APPLIED_IF, Change.EXCEPTED, Change.ON_CONDITIONS)


def label(stands: Standing, catalogue: Catalogue) -> str:
    """How a provision stands, in a word or two."""
    if stands.with_body:
        return "mandate over"
    state = State.TAKEN_OVER if _is_only_near(stands, catalogue) else stands.state
    return _LABELS.get(state, state.value)


def in_words(stands: Standing, catalogue: Catalogue) -> str:
    """One line for a reader, such as ``Changed by S/RES/9102 (2032), para. 4: 300 boats → 500 boats (computed from the words of both)``."""
    if stands.with_body:
        return _with_body(stands, catalogue)
    by = catalogue.paragraph(stands.by) if stands.by else None
    name = by.citation if by is not None else stands.by
    until = day_in_words(stands.until) if stands.until else ""
    end = f"; until {until}" if until else _without_end(by, catalogue)
    beside = "".join(f"; {each}" for each in done_beside(stands))
    match stands.state:
        case _ if _is_only_near(stands, catalogue):
            return _speaks_of_it(name)
        case State.RESTATED:
            return f"Said again in {name} (computed from the words of both){end}{beside}"
        case State.CHANGED if stands.versions:
            figures = figures_in_words(_through(stands, catalogue), catalogue)
            return (
                f"Changed by {name}{f': {figures}' if figures else ''} (computed from the words of both){end}{beside}"
            )
        case State.LAPSED:
            own = by is not None and by.resolution == resolution_of(stands.key)
            how = "with" if own else "as last said in" if stands.versions else "as extended by"
            said = f", {how} {name}" if by is not None and stands.by != stands.key else ""
            part = _of_a_part(stands, catalogue)
            return f"Lapsed on paper on {until}{part}{said}{_beyond_the_texts(stands.until, catalogue)}"
        case State.SPENT:
            return "Spent: the day on which it was due is over"
        case State.HOLDS:
            if ended := next((e for e in reversed(stands.named) if e.change is Change.ON_CONDITIONS), None):
                again = next((e for e in reversed(stands.named) if e.change is Change.APPLIED_IF), None)
                by_it = f"; {DONE[Change.APPLIED_IF]} {again.row.citation}" if again else ""
                return f"Ended on conditions by {ended.row.citation}{by_it}; whether they were met the texts do not say"
            known = f", as far as {counted(stands.looked_at, 'later text')} on the same subject tell"
            none = ": no later text on the same subject"
            return f"Holds{f' until {until}' if until else ''}{known if stands.looked_at else none}{beside}"
        case State.TAKEN_OVER:
            return _speaks_of_it(name)
        case State.NOT_KNOWN | State.LEFT_OUT:  # that no text says it again is too often wrong to be told
            return ""
        case State.ENDED if became := _became(by, catalogue):
            return f"{became} by {name}"
        case State.REPLACED if stands.successor != stands.by and (last := catalogue.paragraph(stands.successor)):
            return f"Replaced by {name}; last said in {last.citation}{end}"
        case State.ENDED | State.REPLACED:
            return f"{stands.state.value.capitalize()} by {name}{end}"
        case state:
            return f"{state.value.capitalize()} by {name}{end}{beside}"


def _speaks_of_it(name: str) -> str:
    return f"A later text speaks of the matter: {name} (computed from the words of both)"


def _is_only_near(stands: Standing, catalogue: Catalogue) -> bool:
    """Whether a paragraph and its newest version neither decide on a mandate nor have figures of one kind nor most of their words in
    common: from version to version a paragraph may come to say something else."""
    if stands.state not in (State.RESTATED, State.CHANGED) or not stands.versions:
        return False
    last = stands.versions[-1]
    rows = list(catalogue.paragraphs([stands.key, last.later]).values())
    if len(rows) == 1 or not last.computed:
        return False
    way = _through(stands, catalogue)
    lost, gained = ({each.partition(" ")[2] for each in values} - {""} for values in (way.lost, way.gained))
    decided = {each.key for row in rows for each in catalogue.mandates_of(row.resolution)}
    own, other = (stems_of(row.words) for row in rows)
    alike = 2 * len(own & other) >= _NEAR * (len(own) + len(other))
    return not (alike or lost & gained or all(row.key in decided for row in rows))


def _with_body(stands: Standing, catalogue: Catalogue) -> str:
    """That a body has ended on which the text of a paragraph decides: of the paragraph itself no text says so."""
    by = catalogue.paragraph(stands.by)
    if by is not None and (became := _became(by, catalogue)):
        return f"{became} by {by.citation}"
    ended = "was ended" if stands.state is State.ENDED else "ran out on paper"
    until = f" on {day_in_words(stands.until)}" if stands.until else ""
    said = f" ({by.citation})" if by is not None else ""
    return f"Its text decides on {stands.with_body}, whose mandate {ended}{until}{said}{_beyond_the_texts(stands.until, catalogue)}"


def _became(by: Paragraph | None, catalogue: Catalogue) -> str:
    """``UNFA became UNFB on 1 July 2033``, of a decision that has a body go on under another name."""
    decided = catalogue.mandates_of(by.resolution) if by is not None else []
    new = next(
        (d for d in decided if by is not None and d.key == by.key and d.action is Action.END and d.becomes), None
    )
    if new is None:
        return ""
    since = f" on {day_in_words(new.until)}" if new.until else ""
    return f"{new.acronym or new.body} became {new.becomes}{since}"


def _beyond_the_texts(until: dt.date | None, catalogue: Catalogue) -> str:
    """That a day lies behind the last text: what was decided by then is not known."""
    last = catalogue.last_day() if until is not None else None
    return f"; the texts end on {day_in_words(last)}" if last is not None and until is not None and until > last else ""


def _of_a_part(stands: Standing, catalogue: Catalogue) -> str:
    """Of a paragraph that renews some measures to a day and reaffirms others without one: the words of what lapses."""
    row = catalogue.paragraph(stands.key)
    decided = [d for d in catalogue.mandates_of(row.resolution) if d.key == row.key] if row is not None else []
    if row is None or not decided or any(d.until is None or d.kind is not BodyKind.MEASURES for d in decided):
        return ""
    start, end = min(d.start for d in decided), max(d.end or len(row.words) for d in decided)
    words = cut_short(row.words[start:end], _CLAUSE).rstrip(" ,;").removesuffix(" and").rstrip(",")
    return f", as far as it says “{words}”" if "affirms" in row.words[end:] else ""


def _through(stands: Standing, catalogue: Catalogue) -> Link:
    """The link from a paragraph to its newest version, with what changed on the whole way."""
    first, last = stands.versions[0], stands.versions[-1]
    if first is last:
        return first
    rows = catalogue.paragraphs([stands.key, last.later])
    if len(rows) < len({stands.key, last.later}):
        return last
    records = {number: catalogue.record(number) for number in map(resolution_of, rows)}
    adopted = {number: record.date if record is not None else None for number, record in records.items()}
    return link_of(Version(rows[stands.key], rows[last.later], last.likeness), adopted)


def _without_end(by: Paragraph | None, catalogue: Catalogue) -> str:
    """That the decision in a later paragraph names no end, where it is read to be open-ended."""
    own = [d for d in catalogue.mandates_of(by.resolution) if d.key == by.key] if by is not None else []
    return "; without an end date" if own and all(d.open_ended and d.action is Action.EXTEND for d in own) else ""


def done_beside(stands: Standing) -> list[str]:
    """What later decisions did beside a provision that holds, the newest of each sort: ``exceptions in S/RES/9102 (2032), para. 4``."""
    newest = {each.change: each for each in (*stands.within, *stands.named)}
    return [f"{DONE[change]} {newest[change].row.citation}" for change in BESIDE if change in newest]


def figures_in_words(link: Link, catalogue: Catalogue) -> str:
    """``300 boats → 500 boats``; empty where the figures are the same and only the word behind them is another, or one text has none.
    Days only as they are written: that on which a period ends stands in neither text."""
    lost, gained = ({value.partition(" ")[0] for value in values} for values in (link.lost, link.gained))
    if lost == gained:
        return ""
    sides = (_written(link.lost, link.earlier, catalogue), _written(link.gained, link.later, catalogue))
    if not all(sides):
        return ""  # one side alone would not tell which it is
    return " → ".join(", ".join(map(_value, values[:_FIGURES])) for values in sides)


def _written(values: Sequence[str], key: str, catalogue: Catalogue) -> list[str]:
    """The figures, and of the days those that the words of a paragraph have."""
    row = catalogue.paragraph(key)
    days = {each.day.isoformat() for each in find_times(row.words, None) if each.day} if row is not None else set()
    return [value for value in values if value in days or value.count("-") != _IN_A_DAY]


def _value(value: str) -> str:
    """``2027-07-01`` → ``1 July 2027``; ``500000 barrels`` → ``500,000 barrels``."""
    with suppress(ValueError):
        return day_in_words(dt.date.fromisoformat(value))
    figure, _, unit = value.partition(" ")
    return f"{int(figure):,} {unit}".rstrip() if figure.isdigit() else value
