"""The words that carry a question: stems of its content words, and the names it uses."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

import Stemmer

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_ENGLISH = Stemmer.Stemmer("english")

PASSIVE = frozenset(("is", "was", "been", "are", "were", "being"))  # before a verb that something is done by others

# Words that say that something is asked, not what about.
FUNCTION_WORDS = frozenset(
    """a an and are as at be but by for if in into is it no not of on or such that the their then there these they this to
    was will with about above after again against all also am any anything because been before being below between both can could did do
    does doing down during each ever few first from further had has have having he her here hers him his how i its just
    me more most my nor now off once only other our out over own please same she should so some than them through too
    under until up very via we were what when where whether which while who whom whose why would yes you your let may
    might must shall one ones tell show give get explain say says said mean means exactly every""".split()
)

# Words that any question about the corpus may hold, whatever it is about.
CORPUS_WORDS = frozenset(
    """resolution resolutions security council un unsc united nations text paragraph paragraphs para subparagraph subparagraphs operative op pinpoint pinpoints
    preambular pp clause clauses provision provisions adopt adopted adoption year decide decides decided decision
    content contents summary summarise summarize overview main point points key part list quote cite corpus""".split()
)


@lru_cache(maxsize=32_768)  # the words of all texts, some 4 MB
def stem(word: str) -> str:
    return str(_ENGLISH.stemWord(word.lower()))


def words(text: str) -> list[str]:
    """Lower-case words in order, possessive endings removed."""
    found: list[str] = _WORD.findall(text.lower())
    return [*map(_without_ending, found)] if _has_endings(text) else found


def _has_endings(text: str) -> bool:
    return "'s" in text or "’s" in text or "'S" in text or "’S" in text


def _without_ending(word: str) -> str:
    return word[:-2] if word.endswith(("'s", "’s")) else word


def one_spelling(text: str) -> str:
    """A text in lower case in one spelling of its words, where English has two ("licence", "license"): a key for comparing, and no text."""
    return _TWO_WAYS.sub(lambda found: _ONE_WAY[found.group()], text.lower())


_ONE_WAY = {
    "ence": "ense",
    "enced": "ensed",
    "ences": "enses",
    "encing": "ensing",
    "ise": "ize",
    "ised": "ized",
    "ises": "izes",
    "ising": "izing",
    "isation": "ization",
    "isations": "izations",
    "yse": "yze",
    "ysed": "yzed",
    "our": "or",
    "ours": "ors",
    "oured": "ored",
    "ouring": "oring",
    "tre": "ter",
    "tres": "ters",
    "tred": "tered",
    "tring": "tering",
    "bre": "ber",
    "bres": "bers",
    "gramme": "gram",
    "grammes": "grams",
}
"""Endings of British words, with the American ones."""
_TWO_WAYS = re.compile(rf"(?<=[^\W_]{{2}})(?:{'|'.join(sorted(_ONE_WAY, key=len, reverse=True))})\b")


def content_words(text: str) -> list[str]:
    """The words of ``text`` that are neither function words nor said of every resolution; each once, in order."""
    kept = (word for word in words(text) if word not in FUNCTION_WORDS and word not in CORPUS_WORDS)
    return list(dict.fromkeys(word for word in kept if not word.isdecimal() and (len(word) > 1)))


def content_stems(text: str) -> list[str]:
    """Stems of :func:`content_words`; each once, in order."""
    return list(dict.fromkeys(map(stem, content_words(text))))


@lru_cache(maxsize=2048)
def stems(text: str) -> frozenset[str]:
    """The stem of every word of a text; one question asks for those of the same paragraphs several times."""
    return _stems(text)


def _stems(text: str) -> frozenset[str]:
    found = set(_WORD.findall(text.lower()))
    return frozenset(map(stem, map(_without_ending, found) if _has_endings(text) else found))


def stems_of_all(texts: Iterable[str]) -> frozenset[str]:
    """The stem of every word of some texts; a word that many of them have is looked at once."""
    return _stems("\n".join(texts))


_ACRONYM = re.compile(r"\b[A-Z][A-Z-]*[A-Z]\b")
_MOST_NAMES = 12
# Known to every reader and in nearly no text: their absence from a resolution says nothing.
_COMMON_ACRONYMS = frozenset(
    """UN UNSC SC US USA UK EU SYSTEM USSR OP PP RES NOT AND ALL UPDATE ADMIN DEBUG IGNORE NEW NOTE DEVELOPER URGENT IMPORTANT MODE
    OVERRIDE UNBOUND""".split()
)


def acronyms(text: str) -> list[str]:
    """Names written in capitals, such as ``UNMISS``; each once, in order, and no more than a question can name."""
    found = [name for name in dict.fromkeys(_ACRONYM.findall(text)) if name not in _COMMON_ACRONYMS and len(name) > 2]
    return found[:_MOST_NAMES]


_NAME = re.compile(r"(?<=[\w,;'’)] )[A-Z][^\W\d_]{3,}(?![A-Z])")
NO_NAMES = frozenset(
    """January February March April June July August September October November December Monday Council Security United
    Nations Resolution Resolutions Chapter Charter Secretary General Member Members States State Article Committee Special Representative
    Envoy President Experts Observers Court Minister Government Force Mission Group Panel Office Party Assembly Commission Tribunal North South East West
    Prime Foreign Republic
    African European Asian American Arab Caribbean Balkan Pacific Western Eastern Northern Southern Africa Europe Asia America""".split()
)


def proper_names(text: str) -> list[str]:
    """Words inside a sentence that are written with a capital, such as ``Darfur``; each once, in order."""
    return [name for name in dict.fromkeys(_NAME.findall(text)) if name not in NO_NAMES and not name.isupper()]
