"""What a selection names for its conditions: the place that is to be cited, a body, a leading verb, words between marks."""

from __future__ import annotations

from collections.abc import Sequence, Set

from assistant.plan import Deed, Subject, SubjectKind
from assistant.reading.conversation.pieces import brackets
from assistant.reading.lexicon import Arguments, Found, words_in
from assistant.reading.mentions import Mentions
from assistant.reading.selection.claims import Claims
from assistant.reading.selection.vocabulary import SMALL, Query
from assistant.reading.view_words import asking_words
from assistant.terms import stem

_SAID_OF_IT = "said of it"  # of what is to be cited


def cited_in(claims: Claims, mentions: Mentions, roots: Set[int] = frozenset()) -> str | None:
    """The one place that is to be cited; empty where none is named, ``None`` where a number asks for something else. ``roots`` are numbers that
    only tell which body is meant, unless something is to cite them: "the boarding of ferries off Azuria (9102)"."""
    cites = "citing" in Query(claims).values("cue")
    of_a_name = [f for f in mentions.references if f.pinpoint.resolution in roots and not (f.pinpoint.kind or cites)]
    for each in of_a_name:
        claims.take_span(each.start, each.end, "body")
    references = [found for found in mentions.references if found not in of_a_name]
    if mentions.understood.unknown or len(references) > 1:
        return None
    if not references:
        return ""
    found = references[0]
    claims.take_span(found.start, found.end, "resolution")
    cues = [words.last for value, words in Query(claims).saying("cue") if value == "citing"]
    at = next((place for place, word in enumerate(claims.words) if word.start >= found.start), 0)
    if not any(place <= at for place in cues):
        return None
    claims.take(max(place for place in cues if place <= at), at, _SAID_OF_IT)  # "the Azuria resolution 1234"
    behind = next((place for place, word in enumerate(claims.words) if word.start >= found.end), len(claims.words))
    apart = "," in claims.between(behind - 1) and claims.plain(behind) in ("the", "a", "an", "its", "which")
    if apart or claims.plain(behind) in ("on", "about", "concerning"):  # what the cited resolution is on
        last = len(claims.words) - 1
        ends = next((place for place in range(behind, last) if "," in claims.between(place)), last)
        claims.take(behind, ends + 1, _SAID_OF_IT)
    return found.pinpoint.key


def bodies_in(mentions: Mentions, query: Query, claims: Claims) -> tuple[tuple[Subject, ...], list[Deed]]:
    """The bodies or measures of which renewals, ends or beginnings are asked for, of each apart."""
    deeds = list(dict.fromkeys(Deed(value) for value, words in query.saying("deed") if not _tells_which(words, claims)))
    of_it = [word.start for at, word in enumerate(claims.words) if claims.read_as(at) in (_SAID_OF_IT, _ASIDE)]
    named = [each for each in mentions.named if each.start not in of_it]
    subjects = tuple(dict.fromkeys(each.subject for each in named if each.subject is not None))
    if not deeds or not 0 < len(subjects) <= _TOGETHER:
        return (), []
    for each in mentions.named:
        claims.take_span(each.start, each.end, "body")
    for at, word in enumerate(claims.words):
        if word.plain in OF_A_TERM:
            claims.take(at, at + 1, "mandate")
    for place in mentions.places:
        claims.take_span(place.start, place.end, "where it is")
    return subjects, deeds


_TOGETHER = 4  # bodies that are gone through one after the other


def decided_on(mentions: Mentions) -> tuple[str, ...]:
    """The keys of the paragraphs of which it is asked which texts extended or ended them, where nothing else is named by a number."""
    named = dict.fromkeys(f.pinpoint.key for f in mentions.references if f.pinpoint.kind and not f.section)
    alone = 0 < len(named) <= _PLACES and len(named) == len({f.pinpoint.key for f in mentions.references})
    return tuple(named) if alone and Query(Claims(mentions.text)).values("deed") else ()


_PLACES = 3  # paragraphs that are gone through one after the other


def names_a_list(mentions: Mentions) -> bool:
    """Whether a list is named, as measures have one, and none is asked for: "the Azuria list"."""
    words = [word.plain for word in words_in(mentions.text)]
    return words[-1:] == ["list"] and len(words) > 1 and not {"resolutions", "texts"} & {*words}


def _tells_which(deed: Found[Arguments], claims: Claims) -> bool:
    """Whether a deed only says which body is meant: "UNMAZ, created by 9101"."""
    behind = (claims.plain(deed.last + 1), claims.plain(deed.last + 2))
    return claims.plain(deed.last) == "by" and any(word.isdigit() for word in behind)


def regime_in(runs: Sequence[str], mentions: Mentions) -> Subject | None:
    """The measures on a place whose texts are asked for, where the words that are left over only name them."""
    named = list(dict.fromkeys(each.subject for each in mentions.named if each.subject is not None))
    if len(named) != 1 or named[0].kind is not SubjectKind.MEASURES or any(each.lane for each in mentions.named):
        return None
    of_texts = any(word.plain in _TEXTS for word in words_in(mentions.text))
    spans = (mentions.text[each.start : each.end] for each in mentions.named)
    return named[0] if of_texts and len(runs) == 1 and bare(runs[0]) in spans else None


_TEXTS = frozenset(("resolutions", "texts"))
OF_A_TERM = frozenset(("mandate", "mandates", "term", "terms", "authorization", "authorisation", "authority"))


def read_fields(claims: Claims) -> None:
    """What is to be told of each text, listed behind a colon ("the Azuria truce: number, year, unanimous?"), chooses and counts nothing."""
    begins = next((at for at in range(1, len(claims.words)) if ":" in claims.between(at - 1)), 0)
    fields = range(begins, len(claims.words)) if begins else range(0)
    listed = len(fields) > 1 and all("," in claims.between(at) for at in fields[:-1])
    if listed and all(stem(claims.plain(at)) in asking_words() for at in fields):
        claims.take(begins, len(claims.words), "field")


def read_asides(claims: Claims, mentions: Mentions) -> None:
    """What only says that something is included, or stands in brackets and names nothing, is no condition: "(first and second terms)", "…,
    including those on ferries"."""
    for at, word in enumerate(claims.words):
        if word.plain in _INCLUDING and claims.plain(at - 1) != "and":  # "up to and including 1955" bounds
            marked = (place + 1 for place in range(at, len(claims.words)) if _MARKS & {*claims.between(place)})
            claims.take(at, next(marked, len(claims.words)), _ASIDE)
    spans = [(each.start, each.end) for each in mentions.named]
    spans += [(each.start, each.end) for each in mentions.references]
    for begins, ends in brackets(claims.text):
        inside = claims.text[begins:ends]
        named = any(begins < end and start < ends for start, end in spans)
        if not named and inside.islower() and not any(char.isdigit() for char in inside):
            claims.take_span(begins, ends, _ASIDE)


_ASIDE, _INCLUDING = "aside", frozenset(("including", "incl"))
_MARKS = frozenset(",;:.?!()")


def read_verb(conditions: dict[str, object], claims: Claims, verbs: Sequence[str]) -> None:
    """The verb with which paragraphs lead, where one is named: "paragraphs that demand"."""
    for at, word in enumerate(claims.words):
        verb = verb_in(word.plain, verbs)
        if verb and claims.is_free(at) and word.plain not in SMALL and at:
            claims.take(at, at + 1, "verb")
            conditions["verb"] = verb
            if len(verb.split()) > 1 and claims.plain(at + 1) in ("upon", "on", "for"):
                claims.take(at + 1, at + 2, "verb")
            return


def verb_in(word: str, verbs: Sequence[str]) -> str:
    """The leading verb of which ``word`` is a form; empty where it is none."""
    return next((verb for verb in verbs if stem(verb.split()[0]) == stem(word.lower())), "")


def quoted_in(claims: Claims) -> list[str]:
    """What stands between quotation marks, double or single, which is read as it stands."""
    found: list[str] = []
    text = claims.text.translate(_ONE_MARK)
    start = _opening(text, 0)
    while start >= 0 and (end := _closing(text, start)) > start:
        if inside := text[start + 1 : end].strip():
            found.append(inside)
            claims.take_span(start, end, "quoted")
        start = _opening(text, end + 1)
    return found


def agenda_in(claims: Claims, quoted: Sequence[str]) -> str:
    """The agenda item that is named between marks; empty where none is."""
    at = next((at for at, word in enumerate(claims.words) if claims.read_as(at) == "quoted"), 0)
    said = {claims.plain(at - 1), claims.plain(at - 2)}
    if len(quoted) != 1 or "agenda" not in said or not said <= _AGENDA:
        return ""
    claims.take(at - 3 if claims.plain(at - 3) in _AGENDA else at - 2, at, "agenda")
    return quoted[0]


_AGENDA = frozenset(("agenda", "item", "the", "under"))

_ONE_MARK = str.maketrans("“”‘’", "\"\"''")


def _opening(text: str, start: int) -> int:
    """Where the next mark opens a quotation; an apostrophe stands behind a letter. -1 where none does."""
    marks = (at for at in range(start, len(text)) if text[at] in "\"'")
    return next((at for at in marks if text[at] == '"' or not text[at - 1 : at].isalnum()), -1)


def _closing(text: str, start: int) -> int:
    """Where the mark of the same kind closes it; -1 where none does."""
    marks = (at for at in range(start + 1, len(text)) if text[at] == text[start])
    return next((at for at in marks if text[at] == '"' or not text[at + 1 : at + 2].isalnum()), -1)


def bare(run: str) -> str:
    """A run without marks at its ends."""
    return run.strip(" ,;:'\"?!.")
