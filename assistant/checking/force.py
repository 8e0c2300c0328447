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
from assistant.checking.source import Checking
from assistant.checking.tokens import Token
from assistant.checking.words import weighs
from ingest.wording import FORCE

_HEAD = 5  # tokens: a verb so early in a sentence can be the one that opens the paragraph


def acts(check: Checking) -> None:
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


def _of_the_same(check: Checking, at: int, act: str) -> bool:
    """Whether what a verb is said of stands behind that verb in the text, near enough."""
    text = check.source.aligned
    objects = [t.norm for t in check.said[at + 1 : at + 7] if t.kind == "word" and not claims_nothing(t.word)]
    objects = [norm for norm in objects if norm in check.source.norms][:1]
    near = [{t.norm for t in text[i : i + 12]} for i, each in enumerate(text) if ACTS.get(each.word) == act]
    return not objects or any(norm in around for around in near for norm in objects)


def modals(check: Checking) -> None:
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
            or not (token.word in MODALS or (token.word == "to" and check.said[at - 1].is_name))
        ):
            continue
        doing = next((t for t in check.said[at + 1 : at + 4] if t.word not in NEGATIONS and t.word[-2:] != "ly"), None)
        agent = check.said[at - 1]
        if doing is None or not (weighs(agent) or agent.is_name) or agent.kind != "word":
            continue
        acting = [
            i
            for i, each in enumerate(text)
            if each.norm == doing.norm and any(t.word in MODALS or t.word == "to" for t in text[max(0, i - 3) : i])
        ]
        agents = [i for i, each in enumerate(text) if same(agent.norm, each.norm)]
        if acting and agents and not any(i < j for i in agents for j in acting):
            check.add(f"It is not “{agent.raw}” that “{token.raw} {doing.raw}” in what is cited.")
