"""The words that open paragraphs: present-tense verbs of operative paragraphs, participles of preambular ones.

The lists were drawn up by counting the first words of the numbered paragraphs of all resolutions.
"""

from __future__ import annotations

import difflib
import re
from functools import lru_cache

from rapidfuzz import fuzz, process

from ingest.one_of import ways
from ingest.resolution import Force

# Verb as the Council writes it (third person, British and American spellings) -> what it does.
FORCE: dict[str, Force] = {
    **dict.fromkeys(
        (
            "addresses adopts appoints approves decides declares demands determines dissolves establishes extends imposes insists"
            " mandates orders renews requires resolves revises terminates lifts transmits forwards nominates"
        ).split(),
        Force.DECISION,
    ),
    **dict.fromkeys("authorizes authorises empowers".split(), Force.AUTHORIZATION),
    **dict.fromkeys("asks directs entrusts instructs requests".split(), Force.INSTRUCTION),
    **dict.fromkeys(
        ("advises appeals calls encourages exhorts implores invites recommends reminds suggests urges warns").split(),
        Force.EXHORTATION,
    ),
    **dict.fromkeys(
        (
            "accepts acknowledges agrees appreciates applauds asserts believes censures clarifies commends concludes"
            " concurs condemns congratulates considers deems denounces deplores deprecates desires draws emphasises"
            " emphasizes endorses expects expresses finds gives highlights holds honours indicates intends lends looks"
            " maintains mourns notes observes pays pledges records recognises recognizes regrets rejects relies"
            " re-emphasizes reemphasizes reposes salutes shares signals stands stresses supports takes thanks"
            " underlines underscores understands undertakes welcomes announces anticipates remains continues"
        ).split(),
        Force.EVALUATION,
    ),
    **dict.fromkeys(
        "affirms confirms reaffirms re-affirms recalls reconfirms reiterates re-iterates repeats restates".split(),
        Force.RECALL,
    ),
}

# Verbs that are nouns elsewhere ("States should …"): known at the head of a numbered paragraph only.
_ONLY_AT_HEAD = {"states": Force.EVALUATION, "issues": Force.EXHORTATION}
FORCE |= _ONLY_AT_HEAD

_ADVERBS = (
    "(?:"
    + ways(
        r"Also Again Once\s+again Further Furthermore Strongly Strongest Solemnly Hereby Urgently Deeply Fully",
        "Firmly Highly Warmly Gravely Profoundly Formally Unequivocally Categorically Vigorously Earnestly",
        "Specifically Particularly Especially Additionally Accordingly Therefore Likewise Unreservedly",
        "Consequently Explicitly Vehemently Emphatically Resolutely Seriously Equally Expressly Provisionally",
        "Finally Immediately Sincerely Continually Continuously Moreover Instead Reluctantly Utterly Unanimously",
        "Promptly Actively Now Next",
    )
    + ")"
)
_VERBS = "|".join(sorted(FORCE.keys() - _ONLY_AT_HEAD, key=len, reverse=True))
# "Decides", "Further decides", "Strongly urges", "The Security Council requests", "Decides also"
OPERATIVE_VERB = re.compile(
    rf"(?:The\s+Security\s+Council\s*,?\s+)?(?P<phrase>(?:{_ADVERBS}\s*,?\s+){{0,3}}(?P<verb>{_VERBS}))(?![\w-])",
    re.IGNORECASE,
)
# The same at the head of a line, where it must be written with a capital.
OPERATIVE_OPENING = re.compile(
    rf"(?:It is resolved\b|(?:The\s+Security\s+Council\s*,?\s+(?={_VERBS})|(?=[A-Z]))(?i:(?:{_ADVERBS}\s*,?\s+){{0,3}}(?:{_VERBS}))(?![\w-]))"
)
_PARTICIPLES = (
    "(?:"
    + ways(
        "[A-Z][a-z]+(?:-[a-z]+)?ing Alarmed Anguished Anxious Appalled Aware Cognizant Committed Concerned",
        "Conscious Convinced Desirous Determined Dismayed Distressed Disturbed Encouraged Grieved Guided",
        "Horrified Indignant Inspired Mindful Motivated Outraged Persuaded Resolved Satisfied Saddened Shocked",
        "Troubled Whereas Willing Worried Confident Gratified Impressed Disappointed Prepared Faithful",
    )
    + ")"
)
# "Recalling", "Deeply concerned", "Strongly condemning", "Having considered", "Also welcoming"
PREAMBULAR_OPENING = re.compile(
    rf"(?:{_PARTICIPLES}|{_ADVERBS}\s*,?\s+(?:[a-z-]+ing|alarmed|aware|concerned|conscious|convinced|determined|dismayed"
    r"|disturbed|distressed|grieved|mindful|shocked|committed|encouraged|appalled|troubled))(?![\w-])"
)


def participle(text: str) -> str:
    """The opening participle of a preambular paragraph in lower case ("deeply concerned"), or the empty string."""
    match = PREAMBULAR_OPENING.match(text)
    return " ".join(match[0].lower().replace(",", "").split()) if match else ""


def unusual_verb(text: str) -> str:
    """The verb of a numbered paragraph that is printed in another form or was misread, as in ``FORCE``; else empty.

    "Calling upon", "Request", "Retterates", "It is resolved", "States its intention".
    """
    if text.startswith("It is resolved"):
        return "resolves"
    plain = re.sub(r"^\W+", "", text).replace("\u0421", "C")  # a Cyrillic capital in a file of 2017
    plain = re.sub(rf"^(?:{_ADVERBS}\s*,?\s+)+", "", plain, flags=re.IGNORECASE)
    word = re.match(r"[A-Z][A-Za-z]{3,}", plain)
    if word is None:
        return ""
    low = word[0].lower()
    if low in _ONLY_AT_HEAD:
        follows = re.match(r"\s+(?:its|the|that|a|an)\b", plain[word.end() :])
        return low if follows else ""
    stem = low.removesuffix("ing")
    candidates = (f"{stem}s", f"{stem}es", f"{stem[:-1]}s") if stem != low else (low, f"{low}s", f"{low}es")
    return next((verb for verb in candidates if verb in FORCE), "") or _misread(low)


@lru_cache(maxsize=4096)  # the same few words begin most paragraphs, and each is compared with every verb
def _misread(word: str) -> str:
    # The likeness by common letters is never below that of difflib, and a hundred times as fast: few verbs are left to it.
    near = [verb for verb, _, _ in process.extract(word, FORCE.keys(), scorer=fuzz.ratio, limit=None, score_cutoff=79)]
    close = difflib.get_close_matches(word, near, n=3, cutoff=0.8)
    return next((verb for verb in close if abs(len(verb) - len(word)) < 2), "")
