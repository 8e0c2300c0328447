"""Acronyms and the names they stand for: one is searched for where the other is asked for. The texts introduce most of
them; those of some bodies are in no text, and stand in a table."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from assistant.retrieval.names.place_names import table
from assistant.terms import acronyms, stem, words
from assistant.understanding.english import english

_SAYS_NOTHING = frozenset(map(stem, "united nations un of the in for and to on".split()))
_SMALL = frozenset("of the and for in on to against du de la des et".split())
_SHORTEST, _HARDLY = 3, 5  # letters of an acronym, and how many times as often as it the texts must write its name
_MARKS = "?!.,;:()[]“”\"'"
_FEWEST_WORDS = 2  # a name of fewer telling words ("Security Council" without "united nations") is everywhere


def acronyms_known(introduced: Iterable[str]) -> frozenset[str]:
    """``introduced``, those that texts introduce, with those of the tables of bodies and places."""
    places = (name for row in table("places.csv") for name in row["name"].split(";") if name.isupper())
    return frozenset((*introduced, *(row["acronym"] for row in table("acronyms.csv")), *places))


class Names:
    """``known`` maps each acronym to its full name (:attr:`vectorstore.index.Index.names`); ``held`` tells in how many paragraphs something
    stands."""

    def __init__(self, known: Mapping[str, str], held: Callable[[str], int] = lambda _: 0) -> None:
        self._held = held
        self._known = {row["acronym"]: row["name"] for row in table("acronyms.csv")} | dict(known)
        self._by_first: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for acronym, name in self._known.items():
            phrase = _telling(name)
            if len(phrase) >= _FEWEST_WORDS:
                self._by_first.setdefault(phrase[0], []).append((phrase, acronym))

    def full(self, acronym: str) -> str:
        """The full name, or nothing where the texts introduce none."""
        return self._known.get(acronym, "")

    def in_full(self, question: str) -> str:
        """A question with the full names of what texts mostly write in full for its acronyms, which may be typed small."""
        return " ".join(map(self._in_full, question.split(" ")))

    def _in_full(self, word: str) -> str:
        acronym = word.strip(_MARKS)
        name = _spelled(self._meant(acronym), acronym.upper())
        mostly = bool(name) and self._held(name) > _HARDLY * self._held(acronym)
        return word.replace(acronym, name) if mostly else word

    def _meant(self, word: str) -> str:
        """The full name for an acronym that may be typed small; empty for a word that is one of English too."""
        return "" if len(word) < _SHORTEST or word.lower() in english() else self.full(word.upper())

    def words_for(self, question: str) -> str:
        """The full names of the acronyms in ``question``, and the acronyms of the full names in it."""
        typed = (word for word in words(question) if self._meant(word))
        found = [name for acronym in (*acronyms(question), *map(str.upper, typed)) if (name := self.full(acronym))]
        asked = _telling(question)
        for place, word in enumerate(asked):
            for phrase, acronym in self._by_first.get(word, ()):
                if asked[place : place + len(phrase)] == phrase:
                    found.append(acronym)
        return " ".join(dict.fromkeys(found))


def _spelled(name: str, initials: str) -> str:
    """The words of a name, from the first on, that begin with the initials, small words left aside; empty where they do not."""
    left, words = initials, list[str]()
    for word in name.split():
        if not left:
            break
        words.append(word)
        if word.lower() not in _SMALL:
            if word[:1].upper() != left[0]:
                return ""
            left = left[1:]
    return "" if left else " ".join(words)


def _telling(text: str) -> tuple[str, ...]:
    """Stems in order, without the words that many names have."""
    return tuple(each for word in words(text) if (each := stem(word)) not in _SAYS_NOTHING)
