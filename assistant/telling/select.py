"""How a selection is told: what was found first, its rows or table, then how it was counted and what is not known."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from assistant.answer import Status
from assistant.draft import Draft, mention, mention_resolution, quotation, unique
from assistant.operations.corpus import Corpus
from assistant.operations.relations import VOTES
from assistant.operations.result import Coverage, Line
from assistant.operations.select import Select, SelectResult
from assistant.records.extent import corpus_end, not_held
from assistant.retrieval.names.places import places_asked
from assistant.telling.beside.selected import said_in, saying_earlier, speaking_later
from assistant.telling.bodies import bodies_notes, lasting, of_bodies, unsure_in_words
from assistant.telling.votes import on, standing_in_words
from assistant.wording import counted, day_in_words, joined

_SHOWN = 300  # rows of an answer
_FEW = 5  # so few that are counted are told with what they are on, and that are listed with their votes
_OTHER_END = 5  # groups at the other end of a ranking
_CITED = _SHOWN  # rows that bear a citation: all that are told


def tell(result: SelectResult, corpus: Corpus) -> Draft:
    """The draft with its table as ``listed``, the numbers as ``resolutions``."""
    plan = result.plan
    assert isinstance(plan, Select)
    notes = coverage_in_words(result.coverage, corpus) + _unread(result)
    if plan.source == "bodies":
        notes = f"{bodies_notes(plan, corpus.catalogue)} {notes}"
    if not result.found:
        return Draft(
            f"{_when(plan)}None (0): no {result.unit}{_none_of(plan, corpus)}. {notes}",
            resolutions=(),
            status=Status.ANSWERED,
        )
    told = result.lines[:_SHOWN]
    if plan.measure in ("count", "share") and not plan.group:  # the number stands in front; these are its rows
        shown = result.resolutions if len(result.resolutions) <= _SHOWN else ()
        records = [record for number in shown if (record := corpus.catalogue.record(number)) is not None]
        rows = [f"- {each.symbol}{on(each) if len(records) <= _FEW else ''}" for each in records]
        rows = rows if plan.measure == "count" else []
    else:
        rows = [
            f"{_row(line, plan)}{_vote(line, plan, corpus, few=len(told) <= _FEW)}{_about(line, plan, corpus)}"
            for line in told
        ]
    found = len(result.lines) if plan.limit or plan.column else result.total
    if found > _SHOWN:
        rows.append(f"- and {found - _SHOWN:,} more")
    if result.other_end:
        last = "least" if plan.order == "most" else "most"
        rows.append(
            f"The {last}: {'; '.join(_row(line, plan).removeprefix('- ') for line in result.other_end[:_OTHER_END])}."
        )
    if result.unsure:
        rows += [unsure_in_words(result), *(_row(line, plan) for line in result.unsure)]
    table = "\n".join(rows)
    if result.closest:
        margin = _rounded(result.closest[0].value or 0)
        which = joined([line.name for line in result.closest[:_OTHER_END]])
        notes = f"By another reading, the margin of votes in favour over votes against, the closest is {which}, with a margin of {margin}. {notes}"
    cited = [line for line in (*told, *result.unsure) if line.witness][:_CITED]
    paragraphs = corpus.catalogue.paragraphs(line.witness for line in cited if "/" in line.witness)
    citations = []
    for line in cited:
        record = corpus.catalogue.record(line.numbers[0]) if line.numbers and not plan.group else None
        if line.witness in paragraphs:
            citations.append(mention(paragraphs[line.witness]))
        elif record is not None:
            citations.append(mention_resolution(record))
    of_numbers = plan.source in ("resolutions", "paragraphs", "decisions", "bodies")
    only = f" {rows[0].removeprefix('- ')}" if len(rows) == 1 else f"\n{table}"
    if (
        plan.measure == "rows"
        and len(told) == 1
        and result.worded
        and (row := paragraphs.get(told[0].witness)) is not None
    ):
        only += f"\n\n{row.citation}: {said_in(row, ' '.join((*result.worded.ways, *result.worded.together)))}"
        citations = [quotation(row), *citations]
    later, spoken = speaking_later(result, plan, corpus)
    earlier, said = saying_earlier(result, plan, corpus)
    citations = [*map(quotation, later), *citations, *map(quotation, earlier)]
    witnesses = [line.witness for line in (*told, *result.unsure) if line.witness]
    listed = plan.measure in ("rows", "count") and not plan.group and of_numbers
    return Draft(
        f"{spoken}{_lead(result, plan)}{only}{said}\n\n{notes}",
        unique(citations),
        resolutions=tuple(map(str, result.resolutions)) if listed else None,
        evidence=tuple(dict.fromkeys([*(row.key for row in later), *witnesses])),
        listed=table if len(rows) > 1 else "",
    )


def _none_of(plan: Select, corpus: Corpus) -> str:
    """Of what nothing was found, and what was asked of it: of the resolutions that are given, or of all."""
    if plan.source == "bodies":
        return of_bodies(plan)
    records = [corpus.catalogue.record(number) for number in plan.where.numbers]
    of = f"of {joined([record.symbol for record in records if record])}" if any(records) else "in the corpus"
    of += f" on {joined(plan.where.places, 'or')}" if plan.where.places else ""
    return f" {of} {_lacks(plan)}"


def _lacks(plan: Select) -> str:
    phrase = plan.where.phrase
    return f"have the {'words' if ' ' in phrase else 'word'} “{phrase}”" if phrase else "meet this"


def _lead(result: SelectResult, plan: Select) -> str:
    if plan.group:
        groups = counted(result.total, plan.group)
        if plan.order in ("most", "least") and plan.limit:
            first = result.lines[0]
            value = f"{_rounded(first.value or 0)}{' %' if first.of is not None else ''}"
            return f"{first.name}: {value}, the {plan.order} of {groups} and {result.counted}:"
        return f"{result.counted}{_on_matter(result, plan) if result.worded else ''}, by {plan.group}:"
    match plan.measure:
        case "rows" if plan.limit == 1 and plan.order in ("newest", "oldest"):
            return f"The {'last' if plan.order == 'newest' else 'first'} of {result.counted}{_on_matter(result, plan)}:"
        case "rows":
            if not plan.limit:
                passed = f", not narrowed down by “{'”, “'.join(plan.passing)}”" if plan.passing else ""
                return f"{result.counted}{of_bodies(plan) if plan.source == 'bodies' else _on_matter(result, plan)}{passed}:"
            if plan.order in ("most", "least") and len(result.lines) > 1:
                leading = _row(result.lines[0], plan).removeprefix("- ")
                return f"{leading}, the {plan.order} of {result.counted}; the first {len(result.lines)}:"
            if plan.order in ("most", "least"):
                return f"The {plan.order} of {result.counted}:"
            return f"{counted(len(result.lines), 'row')} of {result.counted}, {plan.order} first:"
        case "share" if result.lines and result.lines[0].value is not None:
            line = result.lines[0]
            return f"{_when(plan)}{_rounded(line.value or 0)} %: {round((line.value or 0) * (line.of or 0) / 100):,} of {result.counted}."
        case "count" if result.missing:
            absent = joined(list(map(str, result.missing)))
            verb = "is" if len(result.missing) == 1 else "are"
            every = counted(result.rows + len(result.missing), "resolution")
            return f"{_when(plan)}{every}. Of them {absent} {verb} not in the corpus."
        case "count":
            told = plan.source == "drafts" or result.worded
            on_matter = _on_matter(result, plan) if told else ""
            return f"{_when(plan)}{result.counted}{on_matter}{_of_all(result, plan)}."
        case _:
            return f"{_when(plan)}{result.counted}:"


def _on_matter(result: SelectResult, plan: Select) -> str:
    """How what is told was found: by an expression as texts write it, resolutions by words of the matter, drafts by what their titles and items
    name; or on what all texts are asked for."""
    matter, worded = plan.where.matter, result.worded
    if worded.ways and (plan.where.phrase or matter):
        one = "words" if any(" " in way for way in worded.ways) else "word"
        several = " in their texts, none of which is described as on it"
        undescribed = several if result.total > 1 else " in its text, which is not described as on it"
        undescribed = "" if plan.where.phrase else undescribed
        return f" with the {one} {joined([f'“{way}”' for way in worded.ways], 'or')}{undescribed}"
    if worded.together:
        words = joined([f"“{word}”" for word in worded.together])  # each by itself: together they are no quotation
        alone = "" if plan.source == "paragraphs" else " in one paragraph (others may say it in other words)"
        return f" with all of the words {words}{alone}"
    if _is_of_a_body(plan) and plan.where.body is not None:
        return f" on {plan.where.body.name}"
    if plan.source != "drafts" or not matter:
        read = " ".join(word for word in matter.split() if word.lower().strip(",") not in result.unread)
        return f" found by the words “{read}”" if read else ""
    places = sorted(places_asked(matter))
    where = f", which name {joined(places, 'or')}" if places else ""
    return f" found by “{matter}” in titles, agenda items and names by which drafts are known{where}"


def _of_all(result: SelectResult, plan: Select) -> str:
    """Of how many, where more than their time is asked of them: a count under conditions is no count of all."""
    conditions = plan.where.model_copy(update={"since": None, "until": None})
    looked_at = result.coverage.looked_at if plan.source == "resolutions" else 0
    return f", of {looked_at:,} that were looked at" if conditions and looked_at > result.rows else ""


def _when(plan: Select) -> str:
    """``2015: ``, where the conditions hold one year; ``1960s: ``, ``March 2022: ``, ``1990 to 1995: ``."""
    since, until = plan.where.since, plan.where.until
    if not since or not until:
        return ""
    whole = (since.month, since.day, until.month, until.day) == (1, 1, 12, 31)
    if since.year == until.year:
        return f"{since.year}: " if whole else f"{since:%B %Y}: " if since.month == until.month else ""
    if whole and since.year % 10 == 0 and until.year == since.year + 9:
        return f"{since.year}s: "
    return f"{since.year} to {until.year}: " if whole else ""


def _vote(line: Line, plan: Select, corpus: Corpus, *, few: bool) -> str:
    """How the vote on a row went, where it is by their votes that rows are chosen or ranked, all texts on a body are told, or few."""
    by_votes = plan.where.voting is not None or plan.column in VOTES or _is_of_a_body(plan) or few
    record = corpus.catalogue.record(line.numbers[0]) if by_votes and not plan.group and line.numbers else None
    if record is None or record.vote is None or plan.source != "resolutions":
        return ""
    return f" ({standing_in_words(record)})"


def _is_of_a_body(plan: Select) -> bool:
    """Whether all texts on a body or on measures are asked for."""
    return plan.source == "resolutions" and plan.where.body is not None and not plan.where.deeds


def _about(line: Line, plan: Select, corpus: Corpus) -> str:
    """What a resolution that is listed is on."""
    listed = plan.source == "resolutions" and not plan.group and plan.measure == "rows" and plan.column != "days"
    record = corpus.catalogue.record(line.numbers[0]) if listed and line.numbers else None
    about = (record.subject or record.agenda).strip(" .") if record is not None else ""
    return f": {about}" if about else ""


def _unread(result: SelectResult) -> str:
    """The words of the question of which nothing was made."""
    unread = (*result.unread, *(result.plan.passing if isinstance(result.plan, Select) else ()))
    if not unread:
        return ""
    words = ", ".join(f"“{word}”" for word in unread)
    return f" Not read as a condition, so nothing is left out for it: {words}."


def _row(line: Line, plan: Select) -> str:
    day = f", {day_in_words(line.date)}" if line.date and not plan.group and plan.measure == "rows" else ""
    name = line.name if line.name != "all" else {"count": "in all", "share": "share"}.get(plan.measure, plan.measure)
    if line.value is None:
        return f"- {name}{lasting(line) if line.lasts else day}"
    value = _rounded(line.value)
    of = f" % of {line.of:,}" if line.of is not None else ""
    column = f" {_SAID.get(plan.column, plan.column)}" if plan.column and plan.measure == "rows" else ""
    return f"- {name}{day}: {value}{of}{column}"


def _rounded(value: float) -> str:
    """With one digit, halves up, as people round: ``56.3`` for 56.25; ``1,204`` for a whole number."""
    rounded = Decimal(repr(value)).quantize(Decimal("0.1"), ROUND_HALF_UP)
    return f"{rounded:,}".removesuffix(".0")


_SAID = {
    "for": "votes in favour", "against": "votes against", "abstaining": "abstentions", "margin": "votes in favour less votes against", "paragraphs": "operative paragraphs",
    "preambular": "preambular paragraphs", "cited": "resolutions cite it by number and year", "cites": "resolutions cited", "days": "days after the one before",
}  # fmt: skip


def coverage_in_words(coverage: Coverage, corpus: Corpus) -> str:
    """How it was counted, over how many, of how many nothing is known, and where the corpus ends."""
    lacking = "".join(
        f" Of {counted(lack.count, coverage.unit.removesuffix('s'))} among them there is no record of {lack.what}; nothing is said of these{_some(lack.numbers, lack.count)}."
        for lack in coverage.lacking
    )
    how = f" Counted: {coverage.how}." if coverage.how else ""
    if coverage.differing:
        doubt = f", {len(coverage.in_doubt)} of them in doubt" if coverage.in_doubt else ""
        lacking += f" The stored texts of {counted(len(coverage.differing), 'resolution')} found differ in this{_some(coverage.differing, len(coverage.differing))}; the better reading is counted{doubt}."
    unit = coverage.unit
    many = (
        f"{coverage.looked_at:,} {unit}"
        if unit.startswith("bodies")
        else counted(coverage.looked_at, unit.removesuffix("s"))
    )
    return f"Looked at: {many} in the corpus, {corpus_end(corpus.catalogue)}.{not_held(corpus.catalogue)}{lacking}{how}"


def _some(numbers: Sequence[int], count: int) -> str:
    if not numbers:
        return ""
    return f" ({', '.join(map(str, numbers))}{', …' if count > len(numbers) else ''})"
