"""Several things asked at once: a question is cut where each piece is a question of its own.

Whether a piece is one is not told by its wording but by whether it can be planned: "UNMAZ until when, troops, and who abstained?" is
three plans on one subject.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import pairwise

from assistant.checking.paraphrase import PRO_SENTENCES
from assistant.operations.chain import Chain
from assistant.operations.votes import Votes
from assistant.plan import Plan, SubjectKind
from assistant.reading.assumptions import ASKING, AUXILIARIES, asks_for_more
from assistant.reading.conversation.pieces import begins_asking, pieces_of
from assistant.reading.conversation.pointers import pointers_in, points_back
from assistant.reading.conversation.times import is_of_time
from assistant.reading.lexicon import words_in
from assistant.reading.mentions import Mentions
from assistant.reading.selection.states import without_votes
from assistant.reading.selection.units import MONTHS
from assistant.reading.slots.as_of import as_of_in
from assistant.reading.view_words import asks_for_an_end, words_of
from assistant.retrieval.names.events import events_at
from assistant.terms import CORPUS_WORDS, FUNCTION_WORDS, content_words, stem

_SENTENCES = re.compile(r"(?<=[?;])\s+(?=\w)|(?<=\w\w[.])\s+(?=\w)|\n+")


def sentences_of(text: str) -> list[str]:
    """The questions of a text that asks several, in order, as their marks part them; what says nothing of its own, and what is no
    question by its mark, stays with the one before it. A full stop parts what asks by its form from a question. One is the whole text,
    and so are too many."""
    kept: list[str] = []
    for piece in _SENTENCES.split(text):
        stays = piece.rstrip().endswith((".", "!")) or not content_words(piece)
        stays = stays or (kept[-1:] and kept[-1].endswith(".") and not _asks_and_asks(kept[-1], piece))
        if kept and stays:
            kept[-1] = f"{kept[-1]} {piece}"
        else:
            kept.append(piece)
    return [piece.rstrip(" .") for piece in kept] if 1 < len(kept) <= _FEW else [text]


def _asks_and_asks(piece: str, following: str) -> bool:
    """Whether two sentences are questions, though a full stop stands between them."""
    asks = any(word.plain in ASKING | AUXILIARIES for word in words_in(piece))
    return asks and (following.rstrip().endswith("?") or begins_asking(following))


def cut(mentions: Mentions, is_question: Callable[[str, Sequence[str]], bool]) -> list[str]:
    """The pieces of a question that are questions of their own, in order; what is none stays with the piece before it.

    ``is_question`` tells of a piece, after the pieces before it, whether it is one. One piece is the whole text.
    """
    kept: list[str] = []
    for piece in pieces_of(mentions):
        if kept and not is_question(piece, kept):
            kept[-1] = f"{kept[-1]}, {piece}"
        else:
            kept.append(piece)
    return kept if len(kept) > 1 else [mentions.text]


def alternatives_of(mentions: Mentions) -> list[str]:
    """A question with each of two things alone that it sets against each other: "oil vs gas cap" is "oil cap" and "gas cap". Empty where
    there are none, where only one is a name ("boats vs Borea"), and where their difference is asked for."""
    text, words = mentions.text, words_in(mentions.text)
    at = next((at for at, word in enumerate(words) if word.plain in _AGAINST), 0)
    if not 0 < at < len(words) - 1 or {stem(word.plain) for word in words} & (words_of("comparing") - _AGAINST):
        return []
    named = [(each.start, each.end) for each in mentions.named]
    named += [(each.start, each.end) for each in mentions.places]
    named += [(each.start, each.end) for each in mentions.references]
    named += [(a.start, b.end) for a, b in pairwise(words) if a.plain in MONTHS and b.plain.isdecimal()]
    before = next((start for start, end in named if end == words[at - 1].end), None)
    behind = next((end for start, end in named if start == words[at + 1].start), None)
    if (before is None) is not (behind is None):
        return []
    start, end = before or words[at - 1].start, behind or words[at + 1].end
    return [f"{text[: words[at].start].rstrip()}{text[end:]}", f"{text[:start]}{text[words[at + 1].start :]}"]


_AGAINST = frozenset(("vs", "versus"))


def may_be_parts(pieces: Sequence[Mentions]) -> bool:
    """Whether pieces are few and short, and each says more than names; one behind another may be the name of what is followed."""
    short = 1 < len(pieces) <= _FEW and all(len(words_in(piece.text)) <= _SHORT for piece in pieces)
    said = says_more_than_names(pieces[0]) and all(
        piece.subjects or says_more_than_names(piece) for piece in pieces[1:]
    )
    return short and said and not are_names_joined(pieces)


_FEW, _SHORT = 5, 7  # pieces of a question, and words of each, that are tried


def says_more_than_names(mentions: Mentions) -> bool:
    """Whether a piece says more than the names of things, words that point at some, or the time in which a question places itself."""
    words = words_in(mentions.text)
    if as_of_in(mentions.text) and all(word.plain in FUNCTION_WORDS or is_of_time(word) for word in words):
        return False
    spans = [(each.start, each.end) for each in mentions.named] + [(each.start, each.end) for each in mentions.places]
    spans += [(each.start, each.end) for each in pointers_in(mentions.text)]
    spans += [(each.start, each.end) for each in mentions.references]
    if mentions.named:  # where a mission was, and no event that is asked about: "UNMAZ salt strip"
        spans += [(start, end) for start, end, _ in events_at(mentions.text)]
    own = [
        word.plain
        for word in words
        if word.plain not in PRO_SENTENCES and not any(start <= word.start < end for start, end in spans)
    ]
    if not _KINDS.isdisjoint(own):  # an apposition: "UNMAZ, the mission in Azuria"
        own = [word for word in own if word not in _KINDS and (word not in FUNCTION_WORDS or word in ASKING)]
    unsaid = all((word in FUNCTION_WORDS and word not in _SAYING) or word.isdecimal() for word in own)
    unfinished = unsaid and bool(_AUXILIARIES & {*own})
    if len(words) == 1 and words[0].plain in ASKING:
        return False  # "which was cut, and when"
    # "Where does 7201" wants a verb, and "Azuria 1966" says of nothing what is asked
    return not all(word.isdecimal() for word in own) and not unfinished


def is_a_heading(mentions: Mentions) -> bool:
    """Whether a piece only names what the next one asks about, or when: "in UNMAZ, …", "and in 2031, …", "Azuria April 2031, …"."""
    spans = [(each.start, each.end) for each in mentions.named] + [(each.start, each.end) for each in mentions.places]
    spans += [(each.start, each.end) for each in mentions.references]
    own = [word for word in words_in(mentions.text) if not any(start <= word.start < end for start, end in spans)]
    named = bool(spans) and all(
        word.plain in _PLACING or stem(word.plain) in _AT_WHICH or is_of_time(word) for word in own
    )
    return named or not says_more_than_names(mentions) or is_only_a_time(mentions)


_PLACING = frozenset("in on at for of under with re about and or vs versus the its back to again".split())
_AT_WHICH = words_of("peak") | words_of("beginning")  # "UNMAZ at its peak, …"


def is_only_a_time(mentions: Mentions) -> bool:
    """Whether a piece says nothing but in which time something is asked: "and in 2031, …"."""
    of_time = [word for word in words_in(mentions.text) if is_of_time(word)]
    left = (word.plain for word in words_in(mentions.text) if word not in of_time)
    return bool(mentions.days and of_time) and all(word in FUNCTION_WORDS and word not in ASKING for word in left)


_AUXILIARIES = frozenset("do does did".split())
_SAYING = frozenset("tell show give get explain say mean".split())  # "what did it tell Azuria"


def asks_for_a_vote_alone(mentions: Mentions) -> bool:
    """Whether a question has no word beside those for votes and those that tell a time: "how many in favour", "against in 2031?"."""
    words = words_in(without_votes(mentions.text))
    return all(word.plain in FUNCTION_WORDS or word.plain == "many" or is_of_time(word) for word in words)


_KINDS = frozenset(kind.value for kind in SubjectKind)


def says_a_matter(piece: str) -> bool:
    """Whether a piece has a word that does not only ask for a text, a paragraph, or whether and until when something holds."""
    asking = words_of("end") | {stem("many")}  # "how many days"
    return any(stem(word) not in asking and word not in CORPUS_WORDS for word in content_words(piece))


def asks_where_alone(piece: str) -> bool:
    """Whether a piece asks for no more than the text and the paragraph, which every answer names: "which resolution", "para"."""
    words = {word.plain for word in words_in(piece)} - FUNCTION_WORDS
    return bool(words) and words <= _WHERE


_WHERE = frozenset("resolution resolutions paragraph paragraphs para text number".split())


def own_of(plans: tuple[Plan, ...], whole: tuple[Plan, ...], piece: str, before: Mentions) -> tuple[Plan, ...]:
    """The plans of a piece, without the day that it has as the whole has it: it is that of the piece ``before`` as well, unless that has a word
    for now, or the piece says nothing but that day. "Boats and oars in 1999"."""
    if of_any_unit(plans) != of_any_unit(whole) or not says_a_matter(piece) or before.understood.present:
        return plans
    return tuple(plan.but(day=None) if isinstance(plan, Chain) else plan for plan in plans)


def of_any_unit(plans: tuple[Plan, ...]) -> tuple[Plan, ...]:
    """The plans, those on a ceiling whatever of it is counted: "troops and police at the start" asks one thing."""
    return tuple(plan.but(unit="") if isinstance(plan, Chain) and plan.unit else plan for plan in plans)


def is_asked(piece: str) -> bool:
    """Whether a piece asks by its form: it begins with a word that asks, and says something that is asked."""
    return begins_asking(piece) and says_a_matter(piece)


def is_asked_of_a_heading(heading: str, piece: str) -> bool:
    """Whether a piece says no matter of its own and does not point at one, behind one that asks nothing: "the oars of Azuria, until when"."""
    return asks_nothing(heading) and not (says_a_matter(piece) or points_back(piece))


def is_the_vote_on_it(plans: Sequence[Plan], heading: str, piece: Mentions) -> bool:
    """Whether a piece asks for the vote on the text that the one before it describes, which asks nothing: "oars for Azuria, how was the vote"."""
    described = any(isinstance(plan, Votes) and plan.text for plan in plans)
    described = described and _DRAFTS.isdisjoint(word.plain for word in words_in(heading))  # which may have no text
    return described and asks_nothing(heading) and asks_for_a_vote_alone(piece)


_DRAFTS = frozenset(("draft", "drafts"))


def asks_nothing(piece: str) -> bool:
    """Whether a piece does not ask by its form: it only says what is asked about."""
    return not (piece.rstrip().endswith("?") or is_asked(piece) or asks_for_more(piece))


def is_asked_of_what_is_before(mentions: Mentions) -> bool:
    """Whether a piece asks for an end and names nothing that ends: "who may board, and until what date"."""
    named = mentions.subjects or mentions.references or mentions.places or points_back(mentions.text)
    return asks_for_an_end(mentions) and not named and not says_a_matter(mentions.text)


def are_names_joined(pieces: Sequence[Mentions]) -> bool:
    """Whether a piece ends with a place and the next begins with one: "asks Gabon and Kenya to …" is one thing."""
    return any(
        any(each.end == len(before.text) for each in before.places) and any(each.start == 0 for each in piece.places)
        for before, piece in pairwise(pieces)
    )
