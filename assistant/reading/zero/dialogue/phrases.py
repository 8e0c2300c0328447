"""The noun phrases of a question, and pronouns replaced by them: word classes and order, no parser."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from assistant.terms import CORPUS_WORDS, FUNCTION_WORDS, acronyms

_TOKEN = re.compile(r"\w[\w'’/-]*|[^\w\s]")
LINKS = frozenset("of on for in with against into to from at".split())
_ARTICLES = frozenset(("the", "a", "an"))
# What questions do with a noun, and what is said of it: never part of its name.
_VERBS = frozenset(
    """act acts add adds adopt adopts allow allows apply applies appoint authorise authorises authorize authorizes begin begins bring brings
    brought came change changes come comes compare consist cover covers create creates demand demands deploy do end ends expire expires extend
    extends find follow follows forbid forbids forbade gave get gets give gives went go goes grew grow grown happen happens impose imposes
    include includes keep keeps kept last lasts leave leaves left let lets lift lifts made make makes meet mention mentions name names
    prohibit prohibits put refer refers renew renews replace replaces require requires run runs see send sends sent set sets sit sits stand
    stands stay stays start starts stop stops take takes took terminate terminates use uses want wants watch watches word work works became
    become becomes deal deals differ imply implies contain contains recall recalls define defines describe establish establishes found
    concern concerns up still first latest long many much big large due now today exactly around ago yet later earlier
    currently originally initially roughly about january february march april may june july august september october november december
    those each both all day date year month regarding concerning according under per left wound wind winds dissolve dissolves finish finishes lapse lapses
    somebody someone anybody anyone nobody everybody everyone somewhere
    serve serves sell sells buy buys pay pays
    represent represents own owns enter enters entered hit hits run cover overlap remain remains expect expects happen happened sunset""".split()
)
_DONE_AFTER_DID = frozenset(
    "ban freeze order report ask demand request limit task call force cut lift fund target".split()
)
_NOUNS_IN_LY = frozenset("supply family assembly reply anomaly monopoly".split())
_NOUNS_AFTER_A_NOUN = frozenset("part list point points provisions".split())
_KEPT = frozenset("armed displaced united detained".split())  # look like participles, and belong to names
_ACT = re.compile(
    r"^(?:set-?up|creation|establishment|(?:current |present |latest )?mandate|extension|renewal|status|end|expiry|wording|role|task|purpose|start|"
    r"deployment|closure|lifting) (?:of|for) (?:the |a |an )?",
    re.IGNORECASE,
)
_MATTER = re.compile(r"\b(?:about|regarding|concerning|say on|as to)\s+(?:the |a |an )?", re.IGNORECASE)
_BODY = re.compile(
    r"\b(?:mission|force|operation|office|panel|committee|tribunal|court|commission|directorate|mechanism|presence|observers?|inspectors|authority|"
    r"group of experts|monitoring (?:group|team)|transitional administration|ombudsperson|peacekeepers|team)\b",
    re.IGNORECASE,
)
_MEASURE = re.compile(
    r"\b(?:embargo|bans?|sanctions?|freeze|blockade|measures|regime|zone|restrictions|exemptions?|prohibition|carve-out|authori[sz]ation)\b",
    re.IGNORECASE,
)


_LIKE_A_BODY = re.compile(r"UN[A-Z]{2,}|[A-Z]+FOR|MI[NP][A-Z]+|MON[A-Z]+|ON[A-Z]{2,}|ISAF|AMI[A-Z]+")
_ARMED_GROUPS = frozenset(("UNITA", "UNRF"))
_MAKES = re.compile(
    r"\b(?:sets? up|setting up|creat(?:es?|ed|ing)|establish(?:es|ed|ing)?|deploy(?:s|ed)?)\b", re.IGNORECASE
)
_FOR_WHOM = re.compile(r"\s+(?:for|in|over|on|to|by|with)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Subject:
    """What a conversation is about, as it is called in a sentence: ``UNMAZ``, ``the arms embargo on Azuria``.

    ``lasts`` tells that it is a body or a measure, which begins and ends; a matter does not.
    """

    text: str
    lasts: bool = False

    @property
    def thing(self) -> bool:
        """Whether "it" can mean this: a body, a measure, or what has a name of its own."""
        return self.lasts or any(word[:1].isupper() for word in self.text.split()[1:])

    @property
    def acronym(self) -> bool:
        return bool(re.fullmatch(r"[A-Z][A-Za-z-]*[A-Z][A-Za-z]*(?: (?:and|I{1,3}) ?[A-Z-]*)*", self.text))


def noun_phrases(text: str) -> list[str]:
    """The noun phrases of ``text`` in order, without their article: ``arms embargo on Azuria``."""
    found: list[list[str]] = [[]]
    tokens = _TOKEN.findall(text)
    for i, token in enumerate(tokens):
        if _is_noun(tokens, i):
            found[-1].append(token)
        elif (
            token.lower() in LINKS
            and found[-1]
            and _goes_on(tokens, i + 1)
            and not (token.lower() == "to" and found[-1][-1][0].isupper())  # "sends Azuria to the Court"
        ) or (token.lower() in _ARTICLES and found[-1] and found[-1][-1] in LINKS):
            found[-1].append(token.lower())
        elif found[-1]:
            found.append([])
    return [" ".join(phrase) for phrase in found if phrase]


def _goes_on(tokens: list[str], i: int) -> bool:
    if i < len(tokens) and tokens[i].lower() in _ARTICLES:
        i += 1
    return i < len(tokens) and _is_noun(tokens, i)


def _is_noun(tokens: list[str], i: int) -> bool:
    while i and tokens[i].lower() in _NOUNS_AFTER_A_NOUN:  # "the civilian part", but "which part"
        i -= 1
    word = re.sub(r"['’]s$", "", tokens[i].lower())
    if (
        i and word in _DONE_AFTER_DID and tokens[i - 1].lower() in ("did", "does")
    ):  # "what did 9103 ban", the number left out
        return False
    if not word[0].isalpha() or word in FUNCTION_WORDS or word in _VERBS:
        return False
    if word.endswith("ly") and word not in _NOUNS_IN_LY and not tokens[i][0].isupper():
        return False
    if word in CORPUS_WORDS:
        return False
    if not word.endswith("ed") or word in _KEPT or tokens[i][0].isupper():
        return True
    # "the proposed court" but "a court was proposed", "who proposed a court"
    after_article = i > 0 and tokens[i - 1].lower() in _ARTICLES
    if len(word) < 5 or not after_article or i + 1 == len(tokens):
        return len(word) < 5
    return tokens[i + 1].lower() in _NOUNS_AFTER_A_NOUN or _is_noun(tokens, i + 1)


def subject_of(question: str, bodies: Collection[str] = ()) -> Subject | None:
    """What ``question`` (its references blanked out) is about: a body or a measure before any other matter.

    ``bodies`` are the acronyms of bodies that are known.
    """
    named = [
        name
        for name in acronyms(question)
        if name in bodies or (_LIKE_A_BODY.fullmatch(name) and name not in _ARMED_GROUPS)
    ]
    if named:
        pair = " and ".join(named[:2])
        return Subject(pair if pair in question else named[0], lasts=True)
    question = re.sub(r"\b(?:in|into|by|of) force\b", " ", question, flags=re.IGNORECASE)
    phrases = [_ACT.sub("", phrase) for phrase in noun_phrases(question)]
    for pattern in (_BODY, _MEASURE):
        lasting = [phrase for phrase in phrases if pattern.search(phrase)]
        if lasting:
            return Subject(as_written(max(lasting, key=lambda phrase: len(phrase.split())), question), lasts=True)
    if made := _MAKES.search(question):  # "which court did it set up in Azuria": what is made stands before
        ahead, after = question[: made.start()], question[made.end() :]
        of_it = noun_phrases(ahead if _FOR_WHOM.match(after) else after)
        if of_it:
            return Subject(as_written(of_it[0], question), lasts=True)
    if matter := _MATTER.search(question):
        phrases = noun_phrases(question[matter.end() :]) or phrases
    return Subject(as_written(phrases[0], question)) if phrases else None


def matters_of(question: str) -> list[str]:
    """The noun phrases of ``question``, each once, without "set-up of" and the like in front."""
    return list(dict.fromkeys(_ACT.sub("", phrase) for phrase in noun_phrases(question)))[:4]


def joined(phrases: Sequence[str]) -> str:
    """``crossings, aid and Azuria``."""
    return " and ".join(filter(None, (", ".join(phrases[:-1]), *phrases[-1:])))


def as_written(phrase: str, question: str) -> str:
    """``phrase`` with "the" where ``question`` has it so, or where it needs one."""
    return f"the {phrase}" if f"the {phrase}".lower() in question.lower() else with_article(phrase)


def agreeing(said: str, noun: str) -> str:
    """``said`` with the verb in front of ``noun`` in its number: ``were the ban`` → ``was the ban``."""
    head = re.split(r" (?:of|on|for|in|against) ", noun)[0]
    plural = head.endswith("s") and not head.endswith(("ss", "is", "us"))
    pairs = (("was", "were"), ("is", "are"), ("does", "do"), ("has", "have"))
    for one, many in pairs:
        wrong, right = (one, many) if plural else (many, one)
        said = re.sub(rf"\b{wrong} (?={re.escape(noun)})", f"{right} ", said)
        said = re.sub(rf"\b{wrong.title()} (?={re.escape(noun)})", f"{right.title()} ", said)
    return said


def with_article(phrase: str) -> str:
    """``phrase`` with "the" where its first word is no name, and where it is a name in front of a noun."""
    words = phrase.split()
    names = words[0][:1].isupper() and (len(words) == 1 or all(word[:1].isupper() for word in words))
    plural = not any(word in LINKS for word in words) and words[-1].endswith("s") and not _MEASURE.search(phrase)
    return phrase if names or plural or words[0].lower() in _ARTICLES else f"the {phrase}"


_ITS = re.compile(r"\b(?:its|their)\s+((?:[\w-]++\s*+)+)", re.IGNORECASE)
# Pronouns that stand for a thing; "that" and "this" only where no noun follows them.
_STANDS_ALONE = (
    r"(?=\s*(?:[?.,;!)]|$)|\s+\w+ed\s*(?:[?.,]|$)|\s+(?:is|are|was|were|has|have|had|did|does|do|will|would|can|could|still|also|ever|with|in|to|of|by|for|under|"
    r"against|from|since|until|after|change[ds]?|mean|apply|applies|end|ends|expire[ds]?|run|last|decided?|say|come|and|or)\b)"
)
PRONOUN = re.compile(
    rf"\b(?:it|they|them|(?:this|that|these|those){_STANDS_ALONE}|(?:these|those)(?= \w+ed\b))\b(?!['’])", re.IGNORECASE
)
POSSESSIVE = re.compile(r"\b(?:its|their)\b", re.IGNORECASE)
BACK = re.compile(
    r"\b(?:the|this|that|these|those|said)\s+(?:same\s+)?(mission|force|operation|office|panel|committee|tribunal|court|body|commission|group|"
    r"team|mechanism|embargo|ban|sanctions|measures?|regime|freeze|mandate|authori[sz]ation|experts|troops|presence|zone)\b"
    r"(?!\s+(?:of|on|in|for|against|to|into|from|under|by)\s+(?:the\s+)?[\w-])",
    re.IGNORECASE,
)
_SINGULAR = re.compile(r"\bit\b(?!['’])", re.IGNORECASE)
_KEEPS_ITS_HEAD = frozenset(("mandate", "experts", "troops"))


def in_place_of_pronoun(question: str, name: str) -> str:
    """``question`` with its first pronoun replaced by ``name``; unchanged where it has none.

    ``its last extension`` → ``the last extension of NAME``; ``the mission`` → ``NAME``; ``the mandate`` → ``the mandate of NAME``.
    """
    if match := _ITS.search(question):
        run = _noun_run(match[1])
        if run:
            return f"{question[: match.start()]}the {run.removeprefix('own ')} of {name}{question[match.start(1) + len(run) :]}"
    if match := _SINGULAR.search(question) or PRONOUN.search(question):
        return agreeing(f"{question[: match.start()]}{name}{question[match.end() :]}", name)
    if match := BACK.search(question):
        said = f"the {match[1]} of {name}" if match[1].lower() in _KEEPS_ITS_HEAD else name
        return f"{question[: match.start()]}{said}{question[match.end() :]}"
    return question


_AFTER_ITS_NOUN = frozenset(
    "cut set put made sent brought given held left lost won begun be been begin expire apply come run say go get take make do keep leave stay serve operate return enter last have cover".split()
)


def _noun_run(text: str) -> str:
    """The words at the start of ``text`` that belong to one noun, adjectives included."""
    run: list[str] = []
    all_words = text.split()
    for word, following in zip(all_words, [*all_words[1:], ""], strict=True):
        low = word.lower()
        verb = low.endswith("ed") or low in _AFTER_ITS_NOUN
        if low == "and" and run and following.lower() not in FUNCTION_WORDS | _VERBS | _AFTER_ITS_NOUN | {""}:
            run.append(word)  # "its soldiers and police"
            continue
        if (low in FUNCTION_WORDS and low not in ("own", "first", "most", "main")) or (verb and run):
            break
        run.append(word)
    return " ".join(run)
