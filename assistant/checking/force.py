"""Force of a sentence: who decides, shall or may do something, all or some, before or after."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.checking.paraphrase import (
    ACTS,
    ADVISED,
    ALIKE,
    MAY_REPORTS,
    MODALS,
    MUST_REPORTS,
    NEGATIONS,
    REPORTED_BY,
    SHOULD_REPORTS,
    STRONG,
    WEAK,
    claims_nothing,
    same,
)
from assistant.checking.source import Checking, Source
from assistant.checking.tokens import Token
from assistant.checking.words import weighs
from ingest.wording import FORCE

_HEAD = 5  # tokens: a verb so early in a sentence can be the one that opens the paragraph


def acts(check: Checking) -> None:
    """A verb by which the Council acts must be the text's own."""
    for at, token in enumerate(check.said):
        act = ACTS.get(token.word)
        if act is None:
            used = (
                token.raw.islower() and token.word in FORCE and any(t.word == token.word for t in check.source.aligned)
            )
            if used and not _of_the_same(check, at, token.word):
                check.add(f"What is cited “{token.raw}” something else.")
            continue
        agent = check.said[at - 1] if at else token
        if token.word == act and at and _is_agent(agent) and not _acts_itself(check, agent, act):
            check.add(f"It is not “{agent.raw}” that “{token.raw}” in what is cited.")
        if act in check.source.acts:
            if token.word.endswith("s") and not _of_the_same(check, at, act):
                check.add(f"What is cited “{token.raw}” something else.")
            continue
        if check.source.acts & REPORTED_BY.get(act, set()):
            continue
        if act == "require" and any(each.word in STRONG for each in check.source.tokens):
            continue
        check.add(f"What is cited does not say “{token.raw}”.")


def _is_agent(token: Token) -> bool:
    """Whether a word can be the subject of the verb behind it: "the authorities condemn"."""
    return token.kind == "word" and weighs(token) and token.word not in MODALS | NEGATIONS | {"and", "or"}


def _acts_itself(check: Checking, agent: Token, act: str) -> bool:
    text = check.source.tokens
    return any(
        each.norm == agent.norm and any(ACTS.get(t.word) == act for t in text[i + 1 : i + 5])
        for i, each in enumerate(text)
    )


def _of_the_same(check: Checking, at: int, act: str) -> bool:
    """Whether what a verb is said of stands behind that verb in the text, near enough."""
    text = check.source.aligned
    objects = [t.norm for t in check.said[at + 1 : at + 7] if t.kind == "word" and not claims_nothing(t.word)]
    objects = [norm for norm in objects if norm in check.source.norms][:1]
    near = [
        {t.norm for t in text[i : i + 12]} for i, each in enumerate(text) if act in (each.word, ACTS.get(each.word))
    ]
    return not objects or any(norm in around for around in near for norm in objects)


def modals(check: Checking) -> None:
    """ "shall", "may", "should" need one of their kind in the text before the same verb, or an act that amounts to it."""
    for at, token in enumerate(check.said):
        kind, acting = _kind(token)
        if not kind:
            continue
        doing = next((t for t in check.said[at + 1 : at + 5] if not _is_adverb(t)), token)
        places = [i for i, each in enumerate(check.source.tokens) if each.norm == doing.norm]
        verbs = [i for i in places if not i or check.source.tokens[i - 1].word not in _BEFORE_NOUNS]
        if doing.word in _TO_BE or not places:
            has = {each.word for each in check.source.tokens}
            good = bool(has & kind or check.source.acts & acting)
        else:
            good = any(_governor(check.source.tokens, i) in kind | acting for i in verbs)
        if not good:
            check.add(f"What is cited does not say “{token.raw} {doing.raw}”.")


def _is_adverb(token: Token) -> bool:
    return token.word in NEGATIONS or (token.word.endswith("ly") and token.norm not in _NO_ADVERBS)


_NO_ADVERBS = frozenset("appli suppli compli repli reli impli multipli assembl fami".split())
_TO_BE = frozenset("be have not".split())
_BEFORE_NOUNS = frozenset("of under the this a an any such its their".split())
_FAR = 60  # tokens: how far before its verb a modal verb or an act can stand


def _kind(token: Token) -> tuple[frozenset[str], frozenset[str]]:
    """The modal verbs of the kind of this one, and the acts that amount to it."""
    if token.word in STRONG:
        return STRONG, frozenset(MUST_REPORTS)
    if token.word in WEAK and token.raw != "May":
        return WEAK, frozenset(MAY_REPORTS)
    return (ADVISED, frozenset(SHOULD_REPORTS)) if token.word in ADVISED else (frozenset(), frozenset())


def _governor(tokens: Sequence[Token], at: int) -> str:
    """The modal verb or the act that stands before a verb, the closest one."""
    place = _governs(tokens, at)
    return ACTS.get(tokens[place].word, tokens[place].word) if place is not None else ""


def _governs(tokens: Sequence[Token], at: int) -> int | None:
    for i in range(at - 1, max(0, at - _FAR) - 1, -1):
        word = tokens[i].word
        if word in MODALS or (word in ACTS and (not word.endswith("ed") or tokens[i + 1].word == "to")):
            return i
    return None


def addressed(check: Checking) -> None:
    """Who is requested, authorized, called upon to do what: the words behind that verb must name them in the text, and the
    same verb must govern what is to be done."""
    text = check.source.tokens
    for at, token in enumerate(check.said):
        act = ACTS.get(token.word)
        if act not in _ADDRESSED & check.source.acts:
            continue
        helper = next((i for i in range(at - 1, max(0, at - 4), -1) if check.said[i].word in _PASSIVE), 0)
        passive = token.word.endswith("ed") and helper
        to = at + 1 if passive else _to(check.said, at)
        agent = check.said[helper - 1] if passive else check.said[to - 1]
        if not (passive or (token.word.endswith("s") and to > at + 1)):
            continue
        if agent.kind != "word" or not (weighs(agent) or agent.is_name):
            continue
        asked = (
            check.said[to + 1]
            if check.said[to : to + 1] and check.said[to].word == "to" and check.said[to + 1 :]
            else token
        )
        places = [i for i, each in enumerate(text) if each.norm == asked.norm]
        governors = {_governs(text, i) for i in places} if asked is not token else set()
        if passive and governors and not any(i is not None and ACTS.get(text[i].word) == act for i in governors):
            check.add(f"What is cited does not say “{token.raw} to {asked.raw}”.")
        named = [i for i, each in enumerate(text) if ACTS.get(each.word) == act and _names(text, i, agent)]
        if not named and passive:
            check.add(f"It is not “{agent.raw}” that {check.said[helper].word} “{token.raw}” in what is cited.")
        elif (
            governors
            and not governors & set(named)
            and any(i is not None and ACTS.get(text[i].word) == act for i in governors)
        ):
            check.add(f"It is not “{agent.raw}” that what is cited “{token.raw}” to “{asked.raw}”.")


def _to(tokens: Sequence[Token], at: int) -> int:
    """The place of the "to" behind a verb and whom it addresses; the verb's own where there is none."""
    for i in range(at + 1, min(at + 9, len(tokens))):
        if tokens[i].word == "to":
            return i
        if tokens[i].pause or tokens[i].word in _AFTER_NAMES:
            break
    return at


def _names(text: Sequence[Token], act: int, agent: Token) -> bool:
    """Whether a verb of the text is followed by this name, as the one whom it addresses."""
    behind = text[act + 1 : act + 12]
    end = next((n for n, t in enumerate(behind) if t.word in _AFTER_NAMES), 12)
    before = text[max(0, act - 6) : act] if text[act].word.endswith("ed") else []
    return any(same(agent.norm, t.norm) for t in [*behind[:end], *before])


_ADDRESSED = frozenset("authorize request call urge encourage invite direct instruct require".split())
_PASSIVE = frozenset("is are was were be been".split())
_AFTER_NAMES = frozenset("that to which who acting under within whose".split())


def relations(check: Checking) -> None:
    """Words of quantity and of time must stand in the text, or one that says the same."""
    has = {token.word for token in check.source.tokens} | {token.word for token in check.source.beside}
    for token in check.said:
        alike = ALIKE.get(token.word)
        if alike is not None and not has & alike:
            check.add(f"“{token.raw}” does not stand in what is cited.")


def _up_to_and(tokens: Sequence[Token]) -> list[str]:
    words = [token.word for token in tokens]
    return words[: words.index("and")] if "and" in words else words


_BETWEEN = frozenset("also further again hereby then therefore once re".split())
_SPEAKERS = frozenset("council it resolution paragraph text unsc and".split())


def _is_subject(source: Source, name: int, verb: int) -> bool:
    """Whether a name can be the subject of a verb: it stands before it, in its clause, in opening words, or in an earlier
    clause where no other name stands in between."""
    if name >= verb:
        return False
    if source.clauses[name] == source.clauses[verb] or name in source.opening:
        return True
    own = [t for i, t in enumerate(source.tokens[:verb]) if source.clauses[i] == source.clauses[verb]]
    return not any(token.is_name for token in own)


def _infinitive(text: Sequence[Token], at: int) -> bool:
    """Whether a "to" stands before a verb, or before the adverb in front of it: "to fully implement"."""
    return text[at - 1].word == "to" or (text[at - 2].word == "to" and _is_adverb(text[at - 1]))


def subjects(check: Checking) -> None:
    """Who shall or may do something: the word before the verb must stand before it in the text as well."""
    text = check.source.tokens
    for at, token in enumerate(check.said):
        if token.word in FORCE and token.raw.islower() and at:
            agent = next(
                (t for t in reversed(check.said[:at]) if t.word not in _BETWEEN and not t.word.endswith("ly")), token
            )
            own = any(
                each.norm == agent.norm and token.word in _up_to_and(text[i + 1 : i + 5]) for i, each in enumerate(text)
            )
            # The verb that opens a paragraph is the Council's, whoever is named before it further on.
            own = own and (at > _HEAD or token.word not in check.source.openings)
            named = agent.is_name or (agent.capital and agent.opens and agent.word not in FORCE)
            if named and agent.word not in _SPEAKERS and not own:
                check.add(f"It is not “{agent.raw}” that “{token.raw}” in what is cited.")
    for at, token in enumerate(check.said[:-1]):
        if (
            not at
            or token.raw == "May"
            or not (token.word in MODALS | {"will"} or (token.word == "to" and check.said[at - 1].is_name))
        ):
            continue
        doing = next((t for t in check.said[at + 1 : at + 4] if not _is_adverb(t)), None)
        agent = check.said[at - 1]
        if doing is None or not (weighs(agent) or agent.is_name) or agent.kind != "word":
            continue
        acting = [
            i
            for i, each in enumerate(text)
            if each.norm == doing.norm
            and (_infinitive(text, i) or any(t.word in MODALS for t in text[max(0, i - 6) : i]))
        ]
        agents = [i for i, each in enumerate(text) if same(agent.norm, each.norm)]
        if acting and agents and not any(_is_subject(check.source, i, j) for i in agents for j in acting):
            check.add(f"It is not “{agent.raw}” that “{token.raw} {doing.raw}” in what is cited.")
