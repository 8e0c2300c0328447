"""All editions of one number become one ``Resolution``.

The words come whole from the most trusted form and are never mixed. Facts are taken field by field; where sources
disagree, the value of the first in trust is kept (the date: of the majority) and the disagreement is a remark.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from ingest.annotating.annotate import annotate
from ingest.annotating.chapter_vii import chapter_vii
from ingest.annotating.topics import topics_of
from ingest.council import composition
from ingest.edition import Ballot, Edition, Form
from ingest.mandates.mandate import mandate_decisions
from ingest.merging.annexes import borrowed_annexes
from ingest.merging.ballots import vote_of
from ingest.merging.held_against import differences
from ingest.pinpoint import Kind, Pinpoint
from ingest.resolution import Resolution, TextStatus

__all__ = ["link_quotations", "merge"]

_TEXT_FORMS = (Form.AKOMA_NTOSO, Form.PDF, Form.GOLD, Form.PLAIN, Form.RECORD_PAGE, Form.OCR, Form.STARTER)
# Records are made to hold facts; a text tells them by the way.
_FACT_FORMS = (Form.DATA_EXTRACT, Form.LIBRARY, Form.DATA_SET, *_TEXT_FORMS, Form.VOTES, Form.INDEX)


def merge(editions: Iterable[Edition], known: Callable[[int], bool] | None = None) -> Resolution:
    """One resolution from at least one edition of the same number. ``quoted_in`` is what a record page says, if any."""
    ordered = _trusted(sorted(editions, key=lambda edition: (_FACT_FORMS.index(edition.form), edition.source)))
    facts = _Facts(ordered)
    text = _best_text(ordered)
    year = text.year if text else ordered[0].year
    date = facts.majority_date(year)
    council = composition(year, date) or facts.first("composition", ())
    ballot = facts.ballot()
    annexes, lender = borrowed_annexes(text, ordered) if text else ((), None)
    paragraphs = annotate((*text.paragraphs, *annexes), known) if text else ()
    own = ordered[0].number
    agenda, subject = facts.first("agenda", ""), facts.first("subject", "")
    subjects = facts.first("subjects", ())
    topics = facts.first("topics", ()) or topics_of(agenda, subject, subjects)
    if topics:
        facts.origins.setdefault("topics", "derived from agenda item, description and subjects")
    if council:
        facts.origins.setdefault("composition", "table of the members of the Council")
    if text is not None:
        facts.origins["text"] = f"{text.form}: {text.source}"
    if lender is not None:
        facts.origins["annexes"] = f"{lender.form}: {lender.source}"
    return Resolution(
        number=own,
        year=year,
        date=date,
        meeting=facts.first("meeting", None),
        draft=facts.first("draft", ""),
        subject=subject,
        agenda=agenda,
        topics=topics,
        subjects=subjects,
        sponsors=facts.first("sponsors", ()),
        vote=vote_of(ballot, council) if ballot else None,
        composition=council,
        related=tuple(sorted({Pinpoint.parse(key).resolution for one in paragraphs for key in one.cites} - {own})),
        status=text.status if text else TextStatus.ABSENT,
        quoted_in=facts.first("quoted_in", ()),
        paragraphs=paragraphs,
        footnotes=text.footnotes if text else (),
        differences=differences(text, ordered) if text else (),
        chapter_vii=chapter_vii(paragraphs),
        mandate_decisions=mandate_decisions(paragraphs, date, f"{agenda}; {subject}"),
        origins=facts.origins,
        remarks=tuple(dict.fromkeys((*facts.remarks, *(remark for one in ordered for remark in one.remarks)))),
    )


def link_quotations(resolutions: Sequence[Resolution]) -> list[Resolution]:
    """Fill ``quoted_in`` over a whole set: the resolutions whose text cites each one.

    What a record page says is kept for resolutions that are not in the set; of the others their own text decides.
    """
    held = {resolution.number for resolution in resolutions}
    quoting: dict[int, set[int]] = {}
    for resolution in resolutions:
        for number in resolution.related:
            quoting.setdefault(number, set()).add(resolution.number)
    for resolution in resolutions:
        if "quoted_in" in resolution.origins:
            quoting.setdefault(resolution.number, set()).update(set(resolution.quoted_in) - held)
    return [
        resolution.model_copy(update={"quoted_in": tuple(sorted(quoting.get(resolution.number, ())))})
        for resolution in resolutions
    ]


def _trusted(editions: list[Edition]) -> list[Edition]:
    """Leave out texts whose heading names another resolution, where a text with the right heading is at hand."""
    right = [edition for edition in editions if not edition.contradicted]
    return right if any(edition.paragraphs for edition in right) else editions


def _best_text(editions: Sequence[Edition]) -> Edition | None:
    """The edition in the most trusted form; of two in the same form, the one with more words.

    A text without any operative paragraph is a fragment and comes after all others. One in whose numbers there is a gap
    has lost a paragraph and comes after those that count through as many.
    """
    texts = [edition for edition in editions if edition.paragraphs]
    if not texts:
        return None

    complete = max((len(numbers) for one in texts if not _has_gap(numbers := _numbers(one))), default=0)

    def rank(one: Edition) -> tuple[bool, bool, int, int]:
        fragment = all(part.kind is not Kind.OPERATIVE for part in one.paragraphs)
        numbers = _numbers(one)
        lost = _has_gap(numbers) and len(numbers) <= complete
        return fragment, lost, _TEXT_FORMS.index(one.form), -sum(len(part.words) for part in one.paragraphs)

    return min(texts, key=rank)


def _numbers(edition: Edition) -> set[tuple[str, int]]:
    """Part and printed number of every operative paragraph."""
    operative = (part for part in edition.paragraphs if part.kind is Kind.OPERATIVE and part.numbered and not part.path)
    return {(part.part, int(part.number)) for part in operative}


def _has_gap(numbers: set[tuple[str, int]]) -> bool:
    return any(number > 1 and (part, number - 1) not in numbers for part, number in numbers)


class _Facts:
    """Takes facts from editions in order of trust and keeps book of where they came from."""

    def __init__(self, editions: Sequence[Edition]) -> None:
        self._editions = editions
        self.origins: dict[str, str] = {}
        self.remarks: list[str] = []

    def first(self, field: str, empty: Any) -> Any:
        """The first value that is not empty; other values of a meeting or a draft become a remark."""
        values = [(value, one) for one in self._editions if (value := getattr(one, field)) not in (None, "", ())]
        if not values:
            return empty
        value, origin = values[0]
        self.origins[field] = f"{origin.form}: {origin.source}"
        if field in {"meeting", "draft"}:
            for other, edition in values[1:]:
                if other != value:
                    self.remarks.append(
                        f"{field.capitalize()} {value} in {origin.source}, {other} in {edition.source}."
                    )
        return value

    def majority_date(self, year: int) -> dt.date | None:
        """The date of the year that most editions give, on a tie that of the first; all other dates become a remark."""
        dated = [(one.date, one) for one in self._editions if one.date is not None]
        votes = Counter(date for date, _ in dated if date.year == year)
        if not votes:
            return None
        order = [date for date, _ in dated]
        best = max(votes, key=lambda date: (votes[date], -order.index(date)))
        origin = next(one for date, one in dated if date == best)
        self.origins["date"] = f"{origin.form}: {origin.source}"
        for date, edition in dated:
            if date != best:
                self.remarks.append(f"Date {best.isoformat()} followed; {edition.source} has {date.isoformat()}.")
        return best

    def ballot(self) -> Ballot | None:
        """The fullest vote: a count before "unanimously", names of other sources added to the same count."""
        ballots = [(one.ballot, one) for one in self._editions if one.ballot is not None]
        if not ballots:
            return None
        best, origin = max(
            ballots,
            key=lambda pair: (
                pair[0].in_parts,  # a table counts those who voted on the parts
                pair[0].yes is not None or pair[0].without_vote,
                -self._editions.index(pair[1]),
            ),
        )
        best, origin = _unanimous(ballots) or (best, origin) if best.no or best.abstain else (best, origin)
        self.origins["vote"] = f"{origin.form}: {origin.source}"
        for other, edition in ballots:
            if other.yes is None or best.yes is None or other is best:
                continue
            if (other.yes, other.no, other.abstain) != (best.yes, best.no, best.abstain):
                self.remarks.append(f"Vote {_counts(best)} in {origin.source}, {_counts(other)} in {edition.source}.")
                continue
            update = {
                field: getattr(other, field)
                for field in ("in_favour", "against", "abstaining", "absent")
                if not getattr(best, field) and getattr(other, field)
            }
            best = best.model_copy(update=update)
        return best


def _unanimous(ballots: Sequence[tuple[Ballot, Edition]]) -> tuple[Ballot, Edition] | None:
    """The unanimous vote where one source says the word and another counts nobody against it or abstaining.

    A text that carries the last line of the resolution before it gives a count that is not its own.
    """
    if not any(ballot.unanimous and ballot.yes is None for ballot, _ in ballots):
        return None
    return next((pair for pair in ballots if pair[0].yes and not pair[0].no and not pair[0].abstain), None)


def _counts(ballot: Ballot) -> str:
    return f"{ballot.yes}-{ballot.no or 0}-{ballot.abstain or 0}"
