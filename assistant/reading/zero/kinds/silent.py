"""Where a named resolution is silent on what a question takes for granted: a number, a sum, an act, the use of force.

What is said is literal: which words do not stand in the text. Whether the text means the same in other words is left
to the reader, who is shown the nearest paragraphs.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answer import Status
from assistant.draft import Draft
from assistant.reading.zero.question import Question
from assistant.records.votes import vote_in_words
from assistant.terms import content_stems, proper_names, stem, stems
from ingest.pinpoint import Kind
from ingest.resolution import Paragraph, Resolution

_COUNT = (
    r"(?:\d[\d,. ]*|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|twenty\w*|thirty\w*|forty\w*|"
    r"fifty|sixty|seventy|eighty|ninety|hundred\w*|thousand\w*|battalions?|compan(?:y|ies)|brigades?)"
)
# What is counted → the words of the texts for it.
_COUNTED: tuple[tuple[str, re.Pattern[str], str], ...] = tuple(
    (name, re.compile(rf"\bhow\s+many\s+(?:[\w-]+\s+){{0,3}}?(?:{asked})\b", re.IGNORECASE), texts)
    for name, asked, texts in (
        (
            "soldiers or troops", "soldiers|troops|peacekeepers|blue\\s+helmets|fighters",
            r"troops?|soldiers?|infantry|battalions?|contingents?|peacekeepers|uniformed|military\s+(?:personnel|component|strength)|force\s+(?:levels?|strength)|force\s+of\s+(?:up\s+to\s+)?\d",
        ),
        ("police", "police|policemen|officers|constables", r"police|officers|gendarmes?|units?|personnel"),
        ("observers", "observers|monitors", r"observers?|monitors?|military|personnel|unarmed"),
        ("experts", "experts|investigators", r"experts?|members|persons|investigators"),
    )
)  # fmt: skip
_SUM = re.compile(r"\bhow\s+(?:much\s+(?:money|cash|funding|aid)|many\s+(?:us\s+)?(?:dollars|euros))\b", re.IGNORECASE)
# What is asked for by its name → the words of which one must stand in a text that has it.
_ASKED_FOR: tuple[tuple[str, re.Pattern[str], str], ...] = tuple(
    (name, re.compile(rf"\b(?:what|which|how\s+(?:high|large|big))\s+(?:\w+\s+){{0,2}}?(?:{asked})\b", re.IGNORECASE), texts)
    for name, asked, texts in (
        ("a quota or a share", "quotas?|percentages?|share|proportion", r"quota|per\s+cent|percent|\bproportion|one\s+(?:half|third|quarter)|two\s+thirds|%"),
        ("a penalty", "penalt(?:y|ies)|fines?|punishments?", r"penal|punish|\bfines?\b|prosecut"),
        ("a budget", "budget", r"budget|[$€£]|dollars?"),
        ("a headquarters or seat", "headquarters|seat", r"headquarter|\bseat\b|based\s+in|located"),
        ("a deadline", r"deadlines?|time\s+limits?", r"\d{4}|\bdays?\b|\bmonths?\b|\bweeks?\b|\byears?\b|immediate|forthwith|without\s+delay"),
    )
)  # fmt: skip
_MONEY = re.compile(r"[$€£]|\bdollars?\b|\bUSD\b|\bmillions?\b|\bbillions?\b|\bper\s+cent\b", re.IGNORECASE)
_FORCE = re.compile(
    r"\b(?:authori[sz]\w*|allow\w*|permit\w*|approv\w*|sanction(?:s|ed)|order\w*|mandat\w*)\b(?:\s+[\w’'-]+){0,4}?\s+(?:use\s+of\s+(?:military\s+|armed\s+)?force|"
    r"military\s+(?:action|intervention|strikes?|force)|invasion|(?:air\s*)?strikes?|raids?|bombing|war|(?:armed\s+)?attacks?)\b",
    re.IGNORECASE,
)
_MEANS = re.compile(
    r"\ball\s+(?:the\s+)?(?:necessary|needed|appropriate|requisite|available)\s+(?:means|measures|action|steps)\b|\bnecessary\s+(?:means|action)\b|\bauthori[sz]\w*[^.;]{0,200}\bnecessary\s+measures\b|\ball\s+measures\b|"
    r"\bmeans\s+(?:necessary|at\s+their\s+disposal)\b|\buse\s+(?:of\s+)?(?:armed\s+|military\s+)?force\b|\bmeasures\s+(?:as\s+may\s+be\s+)?(?:necessary|commensurate)\b|\bresist\b|\brepel\b",
    re.IGNORECASE,
)
# An act that a question ascribes to a resolution → stems of which one must stand in a text that does it.
_ACTS: tuple[tuple[str, re.Pattern[str], tuple[str, ...]], ...] = tuple(
    (name, re.compile(rf"\b(?:{asked})\b", re.IGNORECASE), stems)
    for name, asked, stems in (
        ("recognizes anything", r"recogni[sz](?:e|es|ed|ing)(?! to\b| that\b)", ("recogni", "acknowledg", "independen")),
        ("expels anybody", r"expel(?:s|led|ling)?|expulsion|(?:thr[eo]w|kick|cast)\w*\b.{0,40}\bout\s+of", ("expel", "expul", "deport")),
        ("annexes anything", r"annex(?:es|ed)\s+(?!to\b)(?=\w)", ("annex",)),
        ("convicts anybody", r"convict(?:s|ed)?|(?:was|were|been)\s+found\s+guilty", ("convict", "guilt", "sentenc")),
        ("apologizes", r"apologi[sz](?:e|es|ed)", ("apolog",)),
        ("partitions anything", r"partition(?:s|ed)?", ("partition", "divi")),
        ("declares war", r"declar(?:e|es|ed)\s+war", ("war",)),
        ("refers anything", r"refer(?:s|red)?\s+(?:[\w’']+\s+){1,6}to\s+(?:the\s+)?(?:icc|international\s+criminal\s+court|prosecutor)", ("refer",)),
    )
)  # fmt: skip
# Strong words that change what a clause means → the words of which one must stand in a text that says so.
_QUALITIES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(rf"\b(?:{asked})\b", re.IGNORECASE), texts)
    for asked, texts in (
        ("permanent|permanently", r"permanent(?!\s+(?:members?|representative|mission))"),
        ("indefinite|indefinitely|unlimited", r"indefinite|unlimited|open-ended|until\s+further"),
        ("compulsory|compulsorily|mandatory|obligatory", r"compulsory|mandatory|obligat|obliged|shall|required"),
        ("automatic|automatically", r"automatic"),
        ("retroactive|retroactively", r"retroactiv"),
        (
            "in full|the (?:whole|full|entire) (?:cost|bill|price)",
            r"in full|100 per cent|entire(?:ty)?|full (?:amount|cost)|all (?:the )?(?:costs|expenses)|\bwhole\b",
        ),
        (
            "(?<!one and a )half(?! (?:a|an) )|one third|a third(?= of\\b)|two thirds|three quarters|a quarter(?= of\\b)|\\d+ ?(?:per cent|percent|%)",
            r"\bhalf|third|quarter|per cent|percent|%",
        ),
        (
            "(?:bind|appl(?:y|ie)|cover|address(?:e)?|forbid|ban|oblige|concern)s? only|only (?:bind|applie|cover|address(?:e)?|forbid|ban|oblige)s|to [A-Z]\\w+ alone",
            r"\bonly\b|sole|exclusiv|\balone\b|limited to|restricted to|strictly",
        ),
        ("secret|secretly", r"secret\b|confidential"),
    )
)
_YES_OR_NO = re.compile(
    r"^\W*(?:and\s+|but\s+)?(?:does|did|do|is|are|was|were|has|have|can|may|could)\b|\bwhether\b", re.IGNORECASE
)


def silent_on(question: Question, record: Resolution, rows: Sequence[Paragraph]) -> list[Draft]:
    """A correction for each thing that the question takes for granted and that no word of the text says.

    A question that only asks whether it is so takes nothing for granted; what the text does not say is told all the same.
    """
    text = "\n".join(row.words for row in rows)
    operative = "\n".join(row.words for row in rows if row.kind in {Kind.OPERATIVE, Kind.ANNEX})
    asked = question.standalone
    said = []
    for name, pattern, written in _COUNTED:
        counted = rf"\b{_COUNT}\b(?:\s+\(\d[\d,]*\))?(?:\s+[\w-]+){{0,4}}?\s+(?:{written})\b|\b(?:{written})\b(?:\s+[\w-]+){{0,6}}?\s+{_COUNT}\b"
        if pattern.search(asked) and not re.search(counted, text, re.IGNORECASE):
            said.append(f"{record.symbol} names no number of {name}.")
    said += [
        f"{record.symbol} names no such thing as {name.removeprefix('a ')}: no word for it stands in its text."
        for name, pattern, written in _ASKED_FOR
        if pattern.search(asked) and not re.search(written, text, re.IGNORECASE)
    ]
    if _SUM.search(asked) and not _MONEY.search(text):
        said.append(f"{record.symbol} names no sum of money.")
    if _FORCE.search(asked) and not _MEANS.search(operative):
        said.append(
            f"No operative paragraph of {record.symbol} speaks of the use of force or of “all necessary means” or measures."
        )
    said += [
        f"No paragraph of {record.symbol} {name}: none has such a word for it."
        for name in _acts_without(question, rows)
    ]
    for pattern, written in _QUALITIES:
        match = pattern.search(_OF_MEMBERS.sub(" ", question.topic))
        if match and not re.search(_near(written, question, match[0]), text, re.IGNORECASE):
            said.append(f"“{match[0]}” or a word like it does not stand in {record.symbol} for this.")
    said += _wrong_counts(asked, record)
    status = Status.ANSWERED if _YES_OR_NO.search(asked) else Status.CORRECTED
    return [Draft(each, status=status) for each in said]


_OF_MEMBERS = re.compile(r"\bpermanent (?:members?|five)\b", re.IGNORECASE)


def _near(written: str, question: Question, quality: str) -> str:
    """The quality within a clause's reach of another word of the question."""
    beside = [stem for stem in content_stems(question.topic.replace(quality, " ")) if len(stem) > 3]
    if not beside:
        return written
    words = "|".join(re.escape(each) for each in beside)
    return rf"(?:{written})[^.;]{{0,80}}\b(?:{words})|\b(?:{words})[^.;]{{0,80}}(?:{written})"


_NUMBERS = {"no": 0, "a": 1, "one": 1, "a single": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_VOTES = re.compile(
    rf"\b(?P<count>{'|'.join(sorted(_NUMBERS, key=len, reverse=True))}|\d{{1,2}})\s+(?:(?:negative|dissenting)\s+votes?|"
    r"(?:votes?|members?|states?|countries)\s+(?:\w+\s+)?(?P<against>against)|(?P<abstain>abstentions?))\b",
    re.IGNORECASE,
)


def _wrong_counts(asked: str, record: Resolution) -> list[str]:
    """Numbers of votes that the question takes for granted and that are not those of the record."""
    vote = record.vote
    said: list[str] = []
    if vote is None:
        return said
    for match in _VOTES.finditer(asked):
        count = match["count"].lower()
        claimed = int(count) if count.isdecimal() else _NUMBERS[count]
        actual = vote.abstain if match["abstain"] else vote.no
        if claimed != actual:
            said.append(f"{record.symbol} was adopted {vote_in_words(vote)}.")
    return list(dict.fromkeys(said))


def silent_in(question: Question, rows: Sequence[Paragraph]) -> list[Draft]:
    """The same for a question that names no resolution: an act of which none of the best paragraphs has a word."""
    if question.references or _YES_OR_NO.search(question.standalone):
        return []
    said = (
        f"No paragraph that was found {name}: none has such a word for it." for name in _acts_without(question, rows)
    )
    return [Draft(each, status=Status.CORRECTED) for each in said]


# "is asked not to expel", "was recognized": no deed of the Council
_OF_OTHERS = re.compile(
    r"\b(?:to|not|never|be|is|are|was|were|been|who|that|about|of|for|from|on|against|without|the)\s+$", re.IGNORECASE
)


def _acts_without(question: Question, rows: Sequence[Paragraph]) -> list[str]:
    """The acts in the question for which no paragraph has a word beside another word of the question."""
    names = {stem(name) for name in proper_names(f"x {question.topic}")}
    missing = []
    for name, pattern, written in _ACTS:
        match = pattern.search(question.topic)
        if match is None or _OF_OTHERS.search(question.topic[: match.start()]):
            continue
        beside = set(content_stems(question.topic.replace(match.group(), " "))) - names
        if not any(
            any(each in row.words.lower() for each in written) and (not beside or beside & stems(row.words))
            for row in rows
        ):
            missing.append(name)
    return missing
