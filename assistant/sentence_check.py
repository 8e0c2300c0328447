"""Whether what a sentence says stands in the texts it cites: names, dates, numbers, verbs, negations, words.

This is a comparison of words and no understanding. It is strict where an error would be wrong law: a sentence passes only
when nothing in it is foreign to the text. A true sentence in words of its own can therefore be marked; a sentence
that passes can still draw a false picture of what it repeats.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import cached_property
from itertools import pairwise

from assistant.paraphrase import (
    ACTS,
    ADVISED,
    ALIKE,
    LIMITS,
    MAY_REPORTS,
    MODALS,
    MUST_REPORTS,
    NEGATIONS,
    RELATIONS,
    REPORTED_BY,
    SHOULD_REPORTS,
    STRONG,
    WEAK,
    claims_nothing,
    same,
)
from assistant.sentences import citations_in
from assistant.terms import FUNCTION_WORDS, stem
from assistant.tokens import Token, tokens_of
from ingest.bodies import places_in
from ingest.wording import FORCE

_ALWAYS = frozenset("security council united nations un unsc resolution".split())
_AT_LEAST = frozenset(("at least", "no fewer", "not fewer", "no less", "not less", "minimum of", "more than"))
_AT_MOST = frozenset(("up to", "at most", "no more", "not more", "not exceed", "maximum of", "less than", "fewer than"))
_ENDING = frozenset("until by before till ending expire expires expiring to".split())
_BEGINNING = frozenset("from since after starting beginning".split())
_GAP = 5  # tokens: a longer stretch that differs is another wording, not an altered word
_SHOWN = 4  # words named in one reason
_HEAD = 5  # tokens: a verb so early in a sentence can be the one that opens the paragraph
_DEMONYM = re.compile(r"(?:ian|ean|ese|an|n|i|ish)$")


@dataclass(frozen=True)
class Source:
    """What a sentence may say: ``passages`` are the words it cites, each checked for itself in their order;
    ``context`` what else is known of them (symbol, day of adoption, description): it allows names, dates and numbers, and
    no statement. ``dates`` are days in ISO form that may be named as the end of what the passages decide."""

    passages: tuple[str, ...]
    context: str = ""
    dates: frozenset[str] = frozenset()
    adopted: str = ""

    @cached_property
    def tokens(self) -> list[Token]:
        return [token for passage in self.passages for token in tokens_of(passage)]

    @cached_property
    def aligned(self) -> list[Token]:
        """The tokens without references to resolutions, which are checked by themselves and blanked in a sentence."""
        return [token for passage in self.passages for token in tokens_of(without_references(passage))]

    @cached_property
    def norms(self) -> frozenset[str]:
        norms = {token.norm for token in self.tokens}
        # "shall not apply to" is what people call an exemption.
        exempts = any(a.word == "not" and b.norm == "appli" for a, b in pairwise(self.tokens))
        return frozenset(norms | ({stem("exempt")} if exempts else set()))

    @cached_property
    def beside(self) -> list[Token]:
        return tokens_of(self.context)

    @cached_property
    def openings(self) -> frozenset[str]:
        """The verbs that open the passages."""
        heads = [tokens_of(passage[:60])[:3] for passage in self.passages]
        return frozenset(next((t.word for t in head if t.word in FORCE), "") for head in heads)

    @cached_property
    def years(self) -> frozenset[str]:
        """The years that are named, or in which the texts were adopted."""
        dates = [token.norm[1:5] for token in (*self.tokens, *self.beside) if token.kind == "date"]
        return frozenset([*dates, *(day[:4] for day in self.dates)])

    @cached_property
    def acts(self) -> frozenset[str]:
        """The verbs by which the Council acts in these words."""
        return frozenset(ACTS[token.word] for token in self.tokens if token.word in ACTS)

    def holds(self, norm: str) -> bool:
        """Whether the passages have this stem, or one that may stand for it."""
        return norm in self.norms or any(same(norm, other) for other in self.norms)


def without_references(text: str) -> str:
    """``text`` with its references to resolutions blanked out."""
    for found in citations_in(text):
        text = text[: found.start] + " " * (found.end - found.start) + text[found.end :]
    return text


@dataclass
class _Checking:
    """One sentence beside its source."""

    said: list[Token]
    source: Source
    reasons: list[str] = field(default_factory=list)

    def add(self, reason: str) -> None:
        if reason not in self.reasons:
            self.reasons.append(reason)


def faults(sentence: str, source: Source, own_words: float = 0.0) -> list[str]:
    """Why ``sentence`` (its citations blanked out) is not supported by ``source``; empty where it is.

    ``own_words`` is the share of its words of content (0 to 1) that may be foreign to the source.
    """
    checking = _Checking(tokens_of(sentence), source)
    if not checking.said:
        return []
    for rule in (_dates, _numbers, _names, _acts, _modals, _relations, _alterations, _subjects):
        rule(checking)
    _words(checking, own_words)
    return checking.reasons


# --- facts ------------------------------------------------------------------------------------------------------


def _dates(check: _Checking) -> None:
    for at, token in enumerate(check.said):
        if token.kind == "symbol" and token.norm not in check.source.norms:
            check.add(f"“{token.raw}” does not stand in what is cited.")
        if token.kind != "date":
            continue
        before = check.said[at - 1].word if at else ""
        if token.norm[1:] in check.source.dates and before not in _BEGINNING:
            continue
        if token.norm[1:] == check.source.adopted and before not in _ENDING | _BEGINNING:
            continue
        places = [i for i, each in enumerate(check.source.tokens) if each.kind == "date" and _is_day(token, each)]
        if not places:
            check.add(f"The date “{token.raw}” does not stand in what is cited.")
            continue
        sides = {_side(check.source.tokens, i) for i in places}
        side = _side(check.said, at)
        if side and None not in sides and side not in sides:
            check.add(f"“{before} {token.raw}” is not how what is cited puts this date.")


def _is_day(said: Token, known: Token) -> bool:
    """Whether a date, or the part of it that is given, is a known one."""
    one, other = said.norm[1:].split("-"), known.norm[1:].split("-")
    if said.norm.startswith("@--"):
        return other[-2:] == one[-2:] and len(other) >= 3
    if len(one) == 2:
        return known.norm.startswith(said.norm)
    return said.norm == known.norm


def _side(tokens: Sequence[Token], at: int) -> str | None:
    """Whether a date is given as an end or a beginning."""
    for token in reversed(tokens[max(0, at - 2) : at]):
        if token.word in _ENDING:
            return "end"
        if token.word in _BEGINNING:
            return "beginning"
    return None


def _numbers(check: _Checking) -> None:
    source = check.source.tokens
    for at, token in enumerate(check.said):
        if token.kind != "number" or not _counts(check.said, at):
            continue
        places = [i for i, each in enumerate(source) if each.kind == "number" and each.norm == token.norm]
        if places:
            around = _beside(check.said, at)
            is_year = len(token.norm) == 5 and token.norm[1:3] in {"19", "20"}
            if around and not is_year and not any(
                any(same(one, other) for one in around for other in _beside(source, i)) for i in places
            ):
                check.add(f"“{_phrase(check.said, at)}” does not stand in what is cited: the number belongs to something else there.")
                continue
            bound = _bound(check.said, at)
            if bound and all(_bound(source, i) not in (bound,) for i in places):
                check.add(f"“{bound} {token.raw}” is not the limit that what is cited sets.")
            continue
        if _as_months(check.said, at) & {months for i in range(len(source)) for months in _as_months(source, i)}:
            continue
        if token.norm[1:] in check.source.years:
            continue
        around = _beside(check.said, at)
        beside = [i for i, each in enumerate(check.source.beside) if each.norm == token.norm]
        if any(around & _beside(check.source.beside, i) for i in beside):
            continue
        check.add(f"The number “{token.raw}” does not stand in what is cited.")


def _counts(tokens: Sequence[Token], at: int) -> bool:
    """Whether a token is a number, and not the pronoun "one" or the article "a"."""
    token = tokens[at]
    if token.word in {"a", "an"}:
        return False
    if token.word != "one":
        return True
    follows = tokens[at + 1].word if at + 1 < len(tokens) else ""
    return bool(follows) and not claims_nothing(follows) and (not at or tokens[at - 1].word not in {"no", "any", "the"})


def _beside(tokens: Sequence[Token], at: int) -> frozenset[str]:
    """The stems of the words of content next to a number: what it counts."""
    after = [t.norm for t in tokens[at + 1 : at + 4] if t.kind == "word" and not claims_nothing(t.word)]
    before = [t.norm for t in tokens[max(0, at - 2) : at] if t.kind == "word" and not claims_nothing(t.word)]
    return frozenset(after[:2] or before)


def _bound(tokens: Sequence[Token], at: int) -> str:
    before = " ".join(token.word for token in tokens[max(0, at - 2) : at])
    if before in _AT_LEAST:
        return "at least"
    return "up to" if before in _AT_MOST else ""


def _as_months(tokens: Sequence[Token], at: int) -> frozenset[int]:
    """A period in years or months, as months."""
    if tokens[at].kind != "number" or not tokens[at].norm[1:].isdigit():
        return frozenset()
    unit = next((t.norm for t in tokens[at + 1 : at + 3] if t.norm in {"year", "month"}), "")
    return frozenset([int(tokens[at].norm[1:]) * (12 if unit == "year" else 1)]) if unit else frozenset()


def _phrase(tokens: Sequence[Token], at: int) -> str:
    return " ".join(token.raw for token in tokens[at : at + 3])


def _names(check: _Checking) -> None:
    """Words with a capital inside a sentence, words in capitals, and places at its beginning."""
    allowed = {token.norm for token in check.source.beside}
    unknown = [
        token.raw
        for token in check.said
        if token.kind == "word"
        and token.capital
        and not (token.opens and not token.raw[1:2].isupper() and not places_in(token.raw))
        and token.word not in _ALWAYS
        and not (claims_nothing(token.word) and not token.raw.isupper())
        and token.word not in ACTS
        and not check.source.holds(token.norm)
        and token.norm not in allowed
        and not _stands_for(token, [*check.source.tokens, *check.source.beside])
    ]
    for at, token in enumerate(check.said):
        if token.is_name and (head := _head(check.said, at)) and not (allowed & {token.norm}):
            heads = {each.norm for i, each in enumerate(check.source.tokens) if _head(check.source.tokens, i) == head}
            if heads and token.norm not in heads:
                check.add(f"“{head} of {token.raw}” does not stand in what is cited.")
    if unknown:
        check.add(f"{_listed(unknown)} {'does' if len(set(unknown)) == 1 else 'do'} not stand in what is cited.")


def _head(tokens: Sequence[Token], at: int) -> str:
    """What a name is the complement of: "Government" in "the Government of the Sarran Islands"."""
    before = [token.word for token in tokens[max(0, at - 3) : at]]
    if before[-2:] == ["of", "the"]:
        return before[-3] if len(before) > 2 else ""
    return before[-2] if len(before) > 1 and before[-1] == "of" else ""


def _stands_for(token: Token, tokens: Sequence[Token]) -> bool:
    """Whether a name is the acronym of names there, part of a name whose acronym is there, or the adjective of a place."""
    if token.raw.isupper() and len(token.raw) > 2:
        capitals = [each.word for each in tokens if each.capital]
        return any(_spells(token.word, capitals[i : i + 9]) for i in range(len(capitals)))
    bare = _DEMONYM.sub("", token.word)
    return len(bare) >= 4 and any(
        each.capital and (each.word.startswith(bare) and len(each.word) - len(bare) <= 2) for each in tokens
    )


def _spells(acronym: str, words: Sequence[str]) -> bool:
    """Whether beginnings of ``words``, in their order and from the first on, make the acronym."""
    if not acronym:
        return True
    if not words:
        return False
    head, *rest = words
    return any(
        head.startswith(acronym[:n]) and _spells(acronym[n:], rest) for n in range(min(len(head), len(acronym), 5), 0, -1)
    )


# --- force and negation -----------------------------------------------------------------------------------------


def _acts(check: _Checking) -> None:
    """A verb by which the Council acts must be the text's own."""
    for at, token in enumerate(check.said):
        act = ACTS.get(token.word)
        if act is None:
            continue
        if act in check.source.acts:
            if token.word.endswith("s") and not _of_the_same(check, at, act):
                check.add(f"What is cited “{token.raw}” something else.")
            continue
        if check.source.acts & REPORTED_BY.get(act, set()):
            continue
        if act == "require" and any(each.word in STRONG for each in check.source.tokens):
            continue
        check.add(f"What is cited does not say “{token.raw}”.")


def _of_the_same(check: _Checking, at: int, act: str) -> bool:
    """Whether what a verb is said of stands behind that verb in the text, near enough."""
    text = check.source.aligned
    objects = [t.norm for t in check.said[at + 1 : at + 7] if t.kind == "word" and not claims_nothing(t.word)]
    objects = [norm for norm in objects if norm in check.source.norms][:1]
    near = [{t.norm for t in text[i : i + 12]} for i, each in enumerate(text) if ACTS.get(each.word) == act]
    return not objects or any(norm in around for around in near for norm in objects)


def _modals(check: _Checking) -> None:
    has = {token.word for token in check.source.tokens}
    acts = check.source.acts
    for token in check.said:
        kind, acting = (
            (STRONG, MUST_REPORTS)
            if token.word in STRONG
            else (WEAK, MAY_REPORTS)
            if token.word in WEAK and token.raw != "May"
            else (ADVISED, SHOULD_REPORTS)
            if token.word in ADVISED
            else (frozenset[str](), set[str]())
        )
        if kind and not has & kind and not acts & acting:
            check.add(f"What is cited does not say “{token.raw}”.")


def _relations(check: _Checking) -> None:
    """Words of quantity and of time must stand in the text, or one that says the same."""
    has = {token.word for token in check.source.tokens} | {token.word for token in check.source.beside}
    for token in check.said:
        alike = ALIKE.get(token.word)
        if alike is not None and not has & alike:
            check.add(f"“{token.raw}” does not stand in what is cited.")


def _alterations(check: _Checking) -> None:
    """Where the sentence follows the words of the text, no word may be another and no "not" may be gone or new."""
    text = [_aligned(token) for token in check.source.aligned]
    said = [_aligned(token) for token in check.said]
    blocks = [b for b in SequenceMatcher(None, text, said, autojunk=False).get_matching_blocks() if b.size]
    in_text = {b.a + i: b.b + i for b in blocks for i in range(b.size)}
    in_said = {b.b + i: b.a + i for b in blocks for i in range(b.size)}
    _negations(check, in_text, in_said)
    for at, token in enumerate(check.said):  # the verb in front of words that the text puts behind another verb
        behind = in_said.get(at + 1, 0)
        if token.word in FORCE and behind and (there := check.source.aligned[behind - 1]).word in FORCE:
            if there.word != token.word and not _licensed(token, [there]):
                check.add(f"“{token.raw}” is not what the text has there: “{there.raw}”.")
    for one, other in pairwise(blocks):
        old = check.source.aligned[one.a + one.size : other.a]
        new = check.said[one.b + one.size : other.b]
        if max(one.size, other.size) < 2 or not 0 < len(new) <= _GAP or not 0 < len(old) <= _GAP:
            continue
        lost = any(each.word not in FUNCTION_WORDS and not _licensed(each, new) for each in old)
        one_for_one = len(old) == len(new) == 1 and not {old[0].word, new[0].word} <= FUNCTION_WORDS
        for token in new:
            weighs = _weighs(token) or token.is_name or one_for_one or (lost and token.word not in FUNCTION_WORDS)
            if weighs and not _licensed(token, old):
                check.add(f"“{token.raw}” is not what the text has there: “{' '.join(each.raw for each in old)}”.")


    last = blocks[-1] if blocks else None
    if last is not None and last.size > 1:  # behind the last common words: a figure in the place of another one
        for old_one, new_one in zip(
            check.source.aligned[last.a + last.size :][:_GAP], check.said[last.b + last.size :], strict=False
        ):
            if new_one.kind in {"number", "date"} and old_one.kind == new_one.kind and old_one.norm != new_one.norm:
                check.add(f"“{new_one.raw}” is not what the text has there: “{old_one.raw}”.")


def _aligned(token: Token) -> str:
    if token.word in STRONG:
        return "shall"
    return "may" if token.word in WEAK else token.norm


def _weighs(token: Token) -> bool:
    """Whether another word in a token's place changes what is said."""
    if token.kind != "word":
        return True
    if token.word in NEGATIONS | LIMITS | RELATIONS | MODALS:
        return True
    return not claims_nothing(token.word)


def _licensed(token: Token, old: Sequence[Token]) -> bool:
    if token.word in MODALS and any(each.word == "to" for each in old):
        return True  # "authorizes UNMAZ to inspect" → "UNMAZ may inspect": another rule looks at these
    if any(token.norm == each.norm or (token.kind == "word" and same(token.norm, each.norm)) for each in old):
        return True
    act = ACTS.get(token.word)
    return act is not None and any(ACTS.get(each.word) in REPORTED_BY.get(act, set()) | {act} for each in old)


def _negations(check: _Checking, in_text: dict[int, int], in_said: dict[int, int]) -> None:
    text, said = check.source.aligned, check.said
    for at, token in enumerate(text):
        if token.word not in NEGATIONS | LIMITS or at in in_text:
            continue
        head = next((i for i in range(at + 1, min(at + 5, len(text))) if _weighs(text[i])), None)
        helper = at - 1 if at and text[at - 1].word in _HELPERS else None
        lost_head = head is not None and head in in_text and not _negated(said, in_text[head])
        lost_helper = helper is not None and helper in in_text and not _negated(said, in_text[helper] + 2)
        near = any(i in in_text for i in range(at - 3, at)) or (head is not None and head + 1 in in_text)
        if (lost_head and near) or lost_helper:
            check.add(f"“{token.raw}” of the text is missing.")
    for at, token in enumerate(said):
        if token.word not in NEGATIONS | LIMITS or at in in_said:
            continue
        near = next((in_said[i] for i in (at + 1, at + 2, at - 1, at - 2, at + 3) if i in in_said), None)
        around = text[max(0, near - 6) : near + 6] if near is not None else text
        here = said[max(0, at - 4) : at + 5]
        inserted = at - 1 in in_said and in_said.get(at + 1) == in_said[at - 1] + 1
        denials = -1 if inserted else sum(each.word in NEGATIONS | LIMITS | _DENIALS for each in around)
        if denials < sum(each.word in NEGATIONS | LIMITS | _DENIALS for each in here):
            check.add(f"“{token.raw}” does not stand in what is cited.")


_HELPERS = MODALS | frozenset("is are was were be do does did has have had will would decides decided".split())
_DENIALS = frozenset(
    """prohibit prohibits prohibited prohibition prevent prevents refrain ban banned deny denied forbid forbidden exempt exemption exemptions
    fail fails failed failure cease ceases lack lacks refuse refused exclude excluding excluded lift terminate""".split()
)


def _negated(said: Sequence[Token], at: int) -> bool:
    return any(token.word in NEGATIONS | LIMITS for token in said[max(0, at - 4) : at])


def _up_to_and(tokens: Sequence[Token]) -> list[str]:
    words = [token.word for token in tokens]
    return words[: words.index("and")] if "and" in words else words


_BETWEEN = frozenset("also further again hereby then therefore once re".split())
_SPEAKERS = frozenset("council it resolution paragraph text unsc and".split())


def _subjects(check: _Checking) -> None:
    """Who shall or may do something: the word before the verb must stand before it in the text as well."""
    text = check.source.tokens
    for at, token in enumerate(check.said):
        if token.word in FORCE and token.raw.islower() and at:
            agent = next((t for t in reversed(check.said[:at]) if t.word not in _BETWEEN and not t.word.endswith("ly")), token)
            own = any(
                each.norm == agent.norm and token.word in _up_to_and(text[i + 1 : i + 5])
                for i, each in enumerate(text)
            )
            # The verb that opens a paragraph is the Council's, whoever is named before it further on.
            own = own and (at > _HEAD or token.word not in check.source.openings)
            named = agent.is_name or (agent.capital and agent.opens and agent.word not in FORCE)
            if named and agent.word not in _SPEAKERS and not own:
                check.add(f"It is not “{agent.raw}” that “{token.raw}” in what is cited.")
    for at, token in enumerate(check.said[:-1]):
        if not at or token.raw == "May" or not (token.word in MODALS or (token.word == "to" and check.said[at - 1].is_name)):
            continue
        doing = next((t for t in check.said[at + 1 : at + 4] if t.word not in NEGATIONS and t.word[-2:] != "ly"), None)
        agent = check.said[at - 1]
        if doing is None or not (_weighs(agent) or agent.is_name) or agent.kind != "word":
            continue
        acting = [
            i
            for i, each in enumerate(text)
            if each.norm == doing.norm and any(t.word in MODALS or t.word == "to" for t in text[max(0, i - 3) : i])
        ]
        agents = [i for i, each in enumerate(text) if same(agent.norm, each.norm)]
        if acting and agents and not any(i < j for i in agents for j in acting):
            check.add(f"It is not “{agent.raw}” that “{token.raw} {doing.raw}” in what is cited.")


# --- words ------------------------------------------------------------------------------------------------------


_OTHER_RULES = ACTS.keys() | _ALWAYS | NEGATIONS | LIMITS | RELATIONS | MODALS


def _words(check: _Checking, own_words: float) -> None:
    """Words of content must stand in the passages, or in what is known of them; most of them in the passages themselves."""
    content = [
        t for t in check.said if t.kind == "word" and not claims_nothing(t.word) and t.word not in _OTHER_RULES
    ]
    if not content:
        return
    beside = {token.norm for token in check.source.beside}
    held = [token for token in content if check.source.holds(token.norm) or _stands_for(token, check.source.tokens)]
    foreign = [t for t in content if t not in held and t.norm not in beside and not _stands_for(t, check.source.beside)]
    if len(foreign) > own_words * len(content):
        told = " ".join(check.reasons)
        foreign = [token for token in foreign if f"“{token.raw}”" not in told] or foreign
        check.add(f"{_listed(t.raw for t in foreign)}: not in what is cited.")
    elif 2 * len(held) < len(content):
        check.add("Little of this stands in what is cited.")
    elif len(held) > 3 and 3 * sum(_adjacent(check, held)) < len(held):
        check.add("What is cited has these words, but not together.")


def _adjacent(check: _Checking, held: Sequence[Token]) -> Iterator[bool]:
    """For each word of content: whether a neighbour of it in the sentence is near it in the text as well."""
    places: dict[str, list[int]] = {}
    for i, token in enumerate(check.source.tokens):
        places.setdefault(token.norm, []).append(i)
    norms = [token.norm for token in held]
    for i, norm in enumerate(norms):
        around = {*norms[max(0, i - 1) : i], *norms[i + 1 : i + 2]}
        yield any(abs(a - b) <= 5 for a in places.get(norm, ()) for other in around for b in places.get(other, ()))


def _listed(words: Sequence[str] | Iterator[str]) -> str:
    distinct = list(dict.fromkeys(words))
    shown = ", ".join(f"“{word}”" for word in distinct[:_SHOWN])
    return f"{shown} and {len(distinct) - _SHOWN} more" if len(distinct) > _SHOWN else shown
