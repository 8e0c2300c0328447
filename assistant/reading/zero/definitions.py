"""What an acronym stands for, and where a term is defined: asked for in words, read by patterns."""

from __future__ import annotations

import re

from assistant.operations.define import Define
from assistant.reading.zero.question import Question

_X = r"[“\"'‘]?(?P<acronym>[A-Z][A-Za-z-]*[A-Z][A-Za-z]*(?: I{1,3})?)[”\"'’]?"
_STANDS_FOR = re.compile(
    rf"\b(?i:what|which)\b.{{0,30}}?\b(?:does|do|did|is|are|was)\b (?:the (?:acronym|abbreviation|letters|name|short form) )?{_X} (?:stand(?:s|ing)? for|short for|an? (?:acronym|abbreviation) (?:for|of)|abbreviated from)\b"
    rf"|\b(?i:full|official|long|complete) (?:name|form|title) (?:of|for|behind) (?:the )?{_X.replace('acronym', 'full')}"
    rf"|\b(?i:spell|write) out {_X.replace('acronym', 'spelt')}|\b(?i:acronym|abbreviation) {_X.replace('acronym', 'short')}"
    rf"|^\W*(?i:(?:who or )?what)(?:'s| is| was| are) (?:the )?{_X.replace('acronym', 'bare')}\W*$",
)
_Q = r"[“\"'‘]?"
_TERM = r"(?P<{0}>[\w’' /-]+?)"
_END = r"[”\"'’]?\s*(?=$|[?.,;]|\b(?:in|by|under|according to|for the purposes?) )"
_DEFINITION = re.compile(
    rf"\bhow (?:is|are|was|were) (?:the terms? )?{_Q}{_TERM.format('defined')}[”\"'’]?\s+(?:defined|to be understood|understood)\b"
    rf"|\bhow (?:does|do|did) .{{0,60}}?\bdefines? (?:the terms? )?{_Q}{_TERM.format('defines')}{_END}"
    rf"|\bdefinitions? of (?:the terms? )?{_Q}{_TERM.format('of')}{_END}"
    rf"|\bwhat (?:does|do|did|is|was) .{{0,60}}?\b(?:mean|meant) by (?:the terms? )?{_Q}{_TERM.format('by')}{_END}"
    rf"|\b(?:what|who) (?:counts|qualifies|count|qualify|is regarded|is considered|falls) (?:as|under) (?:an? |the terms? )?{_Q}{_TERM.format('counts')}{_END}"
    rf"|^\W*(?:please )?define (?:the terms? )?{_Q}{_TERM.format('define')}{_END}",
    re.IGNORECASE,
)
_WORDS = 6  # of a term


def read_definition(question: Question) -> Define | None:
    """The term or the acronym that is asked about; ``None`` where nothing of the kind is asked."""
    asked = question.standalone
    if (match := _STANDS_FOR.search(asked)) is not None:
        return Define(term=next(each for each in match.groups() if each)[:_LONGEST])
    if (match := _DEFINITION.search(asked)) is not None:
        term = next(each for each in match.groups() if each)
        term = re.sub(r"^(?:an?|the|which|what)\s+|^\W+|\W+$", "", term.strip(), flags=re.IGNORECASE)
        return Define(term=term[:_LONGEST], resolutions=question.numbers) if 0 < len(term.split()) <= _WORDS else None
    return None


_LONGEST = 100  # characters of a term
