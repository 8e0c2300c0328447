"""Drafts that were not adopted: which are on a matter, by the words and places of their titles and items, and how members stood on them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from assistant.plan import Position, Voting
from assistant.reading.lexicon import words_in
from assistant.records.matters.drafts_by_name import names_by_draft
from assistant.retrieval.names.places import places_asked, places_of_title
from assistant.terms import content_stems, content_words, stem, stems, words
from assistant.understanding.english import english
from ingest.council import SEATS
from ingest.places import names_of_place, places_in
from ingest.rejected import RejectedDraft
from ingest.resolution import Resolution


def on_matter(drafts: Sequence[RejectedDraft], matter: str) -> list[RejectedDraft]:
    """The drafts that are described by the matter: by one of its places and most of its other words, and of these the best. What failed under
    a wide item ("Non-proliferation") is also known by the names of what it was on (`failed_drafts.csv`)."""
    places = places_asked(matter)
    named = (word.printed for word in words_in(matter) if places_asked(word.printed))
    of_places = stems(" ".join((*places_in(matter), *named)))
    wanted = [each for each in content_stems(matter) if each not in of_places]
    scored = []
    for draft in drafts:
        title = " ; ".join((draft.subject, draft.agenda, *names_by_draft().get(draft.symbol, ())))
        if places and not places & _named_in(title):
            continue
        found = {stem(word) for word in words(title)}
        scored.append((sum(each in found for each in wanted), draft))
    best = max((score for score, _ in scored), default=0)
    if not places and 2 * best < len(wanted):
        return []
    return [draft for score, draft in scored if score == best]


def _named_in(title: str) -> frozenset[str]:
    """The places that a title names; where it names none, those of its adjectives: "The Azurian question"."""
    return frozenset(places_in(title)) or places_asked(title)


def unknown_to(drafts: Sequence[RejectedDraft], matter: str) -> tuple[str, ...]:
    """The words of a matter that are in no title or item and no names of places, where they are no English ones, as acronyms and slips, or
    several: of these nobody knows what they choose."""
    called = (" ".join(names_by_draft().get(draft.symbol, ())) for draft in drafts)
    titles = stems(" ".join((*(f"{draft.subject} {draft.agenda}" for draft in drafts), *called)))
    places = stems(" ".join(name for place in places_in(matter) for name in (place, *names_of_place(place))))
    unknown = [word for word in content_words(matter) if stem(word) not in titles | places]
    return tuple(unknown if len(unknown) > 1 else (word for word in unknown if word not in english()))


_REGION = frozenset(("middle east", "the situation in the middle east"))


def is_on_a_region(draft: RejectedDraft) -> bool:
    """Whether title and item name no more than the Middle East: drafts on several States were put to the vote under it."""
    return {draft.subject.strip(" .").lower(), draft.agenda.strip(" .").lower()} - {""} <= _REGION


def vetoed_on(drafts: Sequence[RejectedDraft], places: Iterable[str], text: Resolution | None) -> list[RejectedDraft]:
    """Those that were vetoed and are on one of some places, or, where their titles name none, on what a ``text`` is on by its own title."""
    there = frozenset(places)
    own = frozenset(content_stems(f"{text.subject} {text.agenda}")) if text is not None else frozenset[str]()

    def is_on(draft: RejectedDraft) -> bool:
        title = f"{draft.agenda} {draft.subject}"
        said, named = {*content_stems(title)}, places_of_title(title)
        return bool(there & (named or places_asked(title))) or (not named and bool(said) and said <= own)

    return [draft for draft in drafts if draft.vetoed_by and is_on(draft)]


def stood_so(draft: RejectedDraft, voting: Voting) -> bool | None:
    """Whether all members voted as the conditions have it; ``None`` where nobody knows: of most drafts only those who
    vetoed them are on record, and how many abstained."""
    known = [_stood(draft, code, position, vetoed=bool(voting.vetoed)) for code, position in voting.members if code]
    return False if False in known else None if None in known else True


def _stood(draft: RejectedDraft, code: str, position: Position, *, vetoed: bool) -> bool | None:
    seat = {code, *SEATS.get(code, ())}
    opposed = draft.vetoed_by if vetoed or draft.vote is None else draft.vote.against
    if position is Position.AGAINST:
        return bool(seat & {*opposed})
    if seat & {*draft.vetoed_by}:
        return False
    if draft.vote is None:
        return None
    named = {Position.FOR: draft.vote.in_favour, Position.ABSTAINING: draft.vote.abstaining}.get(position, ())
    if position is Position.ABSTAINING and not draft.vote.abstain:
        return False
    return bool(seat & {*named}) if named else None
