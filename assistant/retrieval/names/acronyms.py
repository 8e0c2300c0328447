"""Acronyms and the names they stand for: one is searched for where the other is asked for. The texts introduce most of
them; those of some bodies are in no text, and stand in a table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from assistant.retrieval.names.place_names import table
from assistant.terms import acronyms, stem, words
from assistant.understanding.english import english

_SAYS_NOTHING = frozenset(map(stem, "united nations un of the in for and to on".split()))
_FEWEST_WORDS = 2  # a name of fewer telling words ("Security Council" without "united nations") is everywhere


def acronyms_known(introduced: Iterable[str]) -> frozenset[str]:
    """``introduced``, those that texts introduce, with those of the tables of bodies and places."""
    places = (name for row in table("places.csv") for name in row["name"].split(";") if name.isupper())
    return frozenset((*introduced, *(row["acronym"] for row in table("acronyms.csv")), *places))


def typed_small(known: Iterable[str]) -> dict[str, str]:
    """Acronyms by their small letters ("icc"), but for those that are a word then, or too short to be told from one."""
    return {small: each for each in known if len(small := each.lower()) >= _SHORTEST and small not in english()}


_SHORTEST = 3  # letters


class Names:
    """``known`` maps each acronym to its full name (:attr:`vectorstore.index.Index.names`)."""

    def __init__(self, known: Mapping[str, str]) -> None:
        self._known = {row["acronym"]: row["name"] for row in table("acronyms.csv")} | dict(known)
        self._by_first: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for acronym, name in self._known.items():
            phrase = _telling(name)
            if len(phrase) >= _FEWEST_WORDS:
                self._by_first.setdefault(phrase[0], []).append((phrase, acronym))

    def full(self, acronym: str) -> str:
        """The full name, or nothing where the texts introduce none."""
        return self._known.get(acronym, "")

    def words_for(self, question: str) -> str:
        """The full names of the acronyms in ``question``, and the acronyms of the full names in it."""
        found = [name for acronym in acronyms(question) if (name := self.full(acronym))]
        asked = _telling(question)
        for place, word in enumerate(asked):
            for phrase, acronym in self._by_first.get(word, ()):
                if asked[place : place + len(phrase)] == phrase:
                    found.append(acronym)
        return " ".join(dict.fromkeys(found))


def _telling(text: str) -> tuple[str, ...]:
    """Stems in order, without the words that many names have."""
    return tuple(each for word in words(text) if (each := stem(word)) not in _SAYS_NOTHING)
