"""What each paragraph does and cites: leading verb, neutral force label, keys of the passages it refers to."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from ingest.citation import find_citations
from ingest.pinpoint import Kind, Pinpoint
from ingest.resolution import Force, Paragraph
from ingest.wording import FORCE, OPERATIVE_VERB, participle, unusual_verb

__all__ = ["annotate", "force_of", "verb_of"]

# "Acting under Chapter VII …, decides", "Upon full cessation of hostilities, calls upon"
_LATER_VERB = re.compile(
    rf"(?:[,;:]|^In this (?:context|regard|connection))\s+(?:and\s+)?(?={OPERATIVE_VERB.pattern})", re.IGNORECASE
)
_POINT = re.compile(r"\([a-z]{1,4}\)\s*\(?")  # a paragraph that opens with its first point
_NUMBER = re.compile(r"\d")
_BRITISH = re.compile(r"(?<=\w)ises$")
_REACH = 600  # characters within which the verb of a paragraph must stand


def annotate(paragraphs: Iterable[Paragraph], known: Callable[[int], bool] | None = None) -> tuple[Paragraph, ...]:
    """The same paragraphs with ``verb``, ``force`` and ``cites``.

    ``known`` says which resolutions exist. A sub-paragraph without a verb of its own has that of its paragraph;
    references of a resolution to itself are left out.
    """
    annotated: list[Paragraph] = []
    verbs: dict[Pinpoint, tuple[str, Force | None]] = {}
    lead: tuple[str, Force | None] = ("", None)
    for paragraph in paragraphs:
        verb, force = _verb_and_force(paragraph, verbs)
        if paragraph.kind is Kind.OPERATIVE and not paragraph.path:
            # "Resolves:" as a paragraph of its own above numbered ones that start with "That"
            if not paragraph.numbered:
                lead = (verb, force) if paragraph.text.rstrip().endswith((":", "that")) else ("", None)
            elif not verb:
                verb, force = lead
        verbs[paragraph.pinpoint] = verb, force
        cites = _cites(paragraph, known)
        annotated.append(paragraph.model_copy(update={"verb": verb, "force": force, "cites": cites}))
    return tuple(annotated)


def verb_of(text: str) -> str:
    """The leading present-tense verb in lower case and in the spelling with -ize; "calls upon" for both its forms.

    Adverbs are left out ("Further decides" is "decides"). A verb behind an opening clause counts if it follows a comma.
    """
    text = _POINT.sub("", text)
    match = OPERATIVE_VERB.match(text)
    if match is None:
        later = _LATER_VERB.search(text, 0, _REACH)
        match = OPERATIVE_VERB.match(text, later.end()) if later else None
    if match is None:
        return {"calls": "calls upon"}.get(unusual := unusual_verb(text), unusual)
    verb = american if (american := _BRITISH.sub("izes", match["verb"].lower())) in FORCE else match["verb"].lower()
    if verb == "calls":
        return "calls for" if re.match(r"\s+(?:also\s+)?for\b", text[match.end() :]) else "calls upon"
    return verb


def force_of(verb: str) -> Force | None:
    """The neutral label of a verb; ``None`` for a verb that has none."""
    return FORCE.get(verb.split(" ", 1)[0])


def _verb_and_force(paragraph: Paragraph, verbs: dict[Pinpoint, tuple[str, Force | None]]) -> tuple[str, Force | None]:
    if paragraph.kind is Kind.PREAMBULAR:
        return participle(paragraph.text), None
    if paragraph.kind is not Kind.OPERATIVE:
        return "", None
    parent = paragraph.pinpoint.parent
    inherited = next((verbs[up] for up in _above(parent) if up in verbs), ("", None))
    own = OPERATIVE_VERB.match(paragraph.text)
    if parent is not None and not (own and (paragraph.text[:1].isupper() or not inherited[0])):
        return inherited
    verb = verb_of(paragraph.text)
    return verb, force_of(verb)


def _above(pinpoint: Pinpoint | None) -> Iterator[Pinpoint]:
    while pinpoint is not None:
        yield pinpoint
        pinpoint = pinpoint.parent


def _cites(paragraph: Paragraph, known: Callable[[int], bool] | None) -> tuple[str, ...]:
    # Without a number nothing but the resolution itself is named, as in "the present resolution".
    if paragraph.kind is Kind.HEADING or not _NUMBER.search(paragraph.words):
        return ()
    found = find_citations(paragraph.words, context=paragraph.resolution, known=known)
    keys = dict.fromkeys(one.pinpoint.key for one in found if one.pinpoint.resolution != paragraph.resolution)
    return tuple(keys)
