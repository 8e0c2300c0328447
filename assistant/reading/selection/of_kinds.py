"""What was done to bodies of a kind, of which none is named: "mission renewals in 1999", "which panels were extended"."""

from __future__ import annotations

from assistant.plan import Deed, SubjectKind
from assistant.reading.lexicon import Arguments, Found
from assistant.reading.mentions import Mentions
from assistant.reading.selection.bodies import kind_words, regions
from assistant.reading.selection.claims import Claims
from assistant.reading.selection.named import OF_A_TERM
from assistant.reading.selection.vocabulary import SMALL, Query
from ingest.bodies import measures_of

# what a mandate may be of, where no more is said
_WITH_A_MANDATE = tuple(kind for kind in SubjectKind if kind not in (SubjectKind.MEASURES, SubjectKind.TERMS))
_ONE_OF_THEM = frozenset(("the", "this", "that", "its", "their", "each"))


def deeds_to_kinds(mentions: Mentions, query: Query, claims: Claims) -> dict[str, object]:
    """The conditions on the deed, the kind and the place, where these are all that is left of a question; else none, and nothing is read."""
    deeds = query.saying("deed")
    kinds = [
        each for each in kind_words().find(claims.words)
        if all(claims.is_free(at) for at in range(each.first, each.last)) and _is_any(each, deeds, claims)
    ]  # fmt: skip
    spans = [(each.start, each.end) for each in kinds]
    if not deeds or not kinds or any((each.start, each.end) not in spans for each in mentions.named):
        return {}
    read = [(each.first, each.last) for each in kinds] + [(words.first, words.last) for _, words in deeds]
    of_it = {at for first, last in read for at in range(first, last)}
    left = [word for at, word in enumerate(claims.words) if claims.is_free(at) and at not in of_it]
    there = [*mentions.places, *regions().find(claims.words)]
    places = [place for place in there if any(place.start <= word.start < place.end for word in left)]
    on_places = [word for word in left if any(place.start <= word.start < place.end for place in places)]
    unsaid = [word for word in left if word.plain not in (SMALL | OF_A_TERM) and word not in on_places]
    goods = all(each.meaning[1] == SubjectKind.MEASURES for each in kinds)  # "arms embargoes" are measures
    if any(not (goods and measures_of(word.plain)) for word in unsaid):
        return {}
    for word in claims.words:
        claims.take_span(word.start, word.end, "of a kind")
    found = tuple(dict.fromkeys(SubjectKind(each.meaning[1]) for each in kinds if each.meaning[1]))
    conditions: dict[str, object] = {
        "deeds": tuple(dict.fromkeys(Deed(value) for value, _ in deeds)),
        "bodies": found or _WITH_A_MANDATE,
    }
    return {**conditions, **({"places": tuple(dict.fromkeys(place.meaning for place in places))} if places else {})}


def _is_any(kind: Found[tuple[str, str]], deeds: list[tuple[str, Found[Arguments]]], claims: Claims) -> bool:
    """Whether any of a kind is meant, and not the one that is spoken of: "missions", "a mission", "mission renewals"."""
    many = claims.plain(kind.last - 1).endswith("s") or claims.plain(kind.first) in ("a", "an", "any", "every")
    done = any(words.first == kind.last and claims.plain(words.last - 1).endswith("s") for _, words in deeds)
    return (many or done) and claims.plain(kind.first - 1) not in _ONE_OF_THEM
