"""What an answer shows, read from its JSON form alone: a run that was kept can be judged again later."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from assistant.answer import ClaimVerdict, Status, Verdict
from assistant.evaluation.measures import is_one_of, says
from ingest.countries import country_name
from ingest.tables import rows

Shown = Mapping[str, Any]  # an answer as ``unsc ask --json`` prints it


def cited(shown: Shown) -> list[str]:
    """The keys of the paragraphs and resolutions that are cited, in the order of the answer."""
    return [c["key"] for c in shown.get("citations", ()) if c["verdict"] != Verdict.NOT_SUPPORTED and c["key"]]


def paragraphs_cited(shown: Shown) -> list[str]:
    return [key for key in cited(shown) if "/" in key]


def words(shown: Shown) -> str:
    """The text and all that is quoted."""
    return "\n".join([text(shown), *(citation["quote"] for citation in shown.get("citations", ()))])


def text(shown: Shown) -> str:
    return str(shown.get("answer", ""))


def is_refused(shown: Shown) -> bool:
    return shown.get("status") == Status.REFUSED


def same_paragraph(key: str, accepted: Collection[str]) -> bool:
    """Whether ``key`` is accepted, or a sub-paragraph of one that is."""
    return is_one_of(key, accepted) or any(is_one_of(key.partition("(")[0], {each}) for each in accepted)


def accepts(accepted: Collection[str], key: str) -> bool:
    """As :func:`same_paragraph`; a bare number among ``accepted`` is the resolution with all that stands in it."""
    return same_paragraph(key, accepted) or key.partition("/")[0] in accepted


def said(shown: Shown, wanted: str) -> bool:
    """Whether the answer says ``wanted``: "yes" and "no" as its answer, a resolution by its number, a member by its name
    or its code in the vote, all else as :func:`says` has it."""
    if wanted.lower() in ("yes", "no"):
        return _as_answer(shown, wanted.lower())
    if says(words(shown), wanted) or (wanted.isdecimal() and says(words(shown), f"S/RES/{wanted}")):
        return True
    code = _member(wanted)
    vote = shown.get("vote") or {}
    named = [*vote.get("against", ()), *vote.get("abstaining", ()), *vote.get("not_participating", ())]
    return bool(code) and (code in named or says(words(shown), country_name(code)))


def verdict_of(shown: Shown) -> str:
    """``holds``, ``contradicted`` or ``silent``, as the answer has it; empty where it does not decide.

    Of several claims that were checked the worst counts, and one that is undecided leaves those that hold undecided:
    that a resolution exists does not make true what is said of it. Where none was checked the status speaks.
    """
    found = {claim["verdict"] for claim in shown.get("checked", ())}
    if not found:
        by_status = {Status.ANSWERED: "holds", Status.CORRECTED: "contradicted", Status.REFUSED: "silent"}
        return {status.value: verdict for status, verdict in by_status.items()}.get(str(shown.get("status")), "")
    worst_first = (ClaimVerdict.CONTRADICTED, ClaimVerdict.SILENT, ClaimVerdict.UNDECIDED, ClaimVerdict.HOLDS)
    worst = next(verdict for verdict in worst_first if verdict in found)
    return "" if worst is ClaimVerdict.UNDECIDED else worst.value


def leads_with(shown: Shown, accepted: Collection[str]) -> bool:
    """Whether the first citation is an accepted one."""
    first: Sequence[str] = cited(shown)[:1]
    return any(accepts(accepted, key) for key in first)


_QUOTED = re.compile(r"“[^”]*”")
_OPENING = re.compile(r"(?:^|[.!?:;]\s+|\n\W*)(yes|no)\b(?=\s*(?:[,.;:!–—-]|$)|\s+longer\b)", re.IGNORECASE)
_BEGINS_WITH_NO = re.compile(r"\W*no\b", re.IGNORECASE)
_NO_LONGER = re.compile(r"\bno longer\b", re.IGNORECASE)


def _as_answer(shown: Shown, wanted: str) -> bool:
    if shown.get("checked"):
        return {"holds": "yes", "contradicted": "no", "silent": "no"}.get(verdict_of(shown)) == wanted
    own = _QUOTED.sub(" ", text(shown))
    if wanted == "no" and (_BEGINS_WITH_NO.match(own) or _NO_LONGER.search(own)):
        return True
    return wanted in {match[1].lower() for match in _OPENING.finditer(own)}


def _member(name: str) -> str:
    """The code of the member of this name, or of the only one whose name begins with it; empty where there is none."""
    begins = [(row["iso3"], row["name"].lower()) for row in rows("countries.csv")]
    exact = {code for code, full in begins if full == name.lower()}
    codes = exact or {code for code, full in begins if len(name) > 4 and full.startswith(name.lower())}
    return next(iter(codes)) if len(codes) == 1 else ""
