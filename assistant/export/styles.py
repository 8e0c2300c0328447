"""How a paragraph is cited in print: the styles of the United Nations, OSCOLA and the Bluebook.

====================  ==================================================================================
style                 resolution 2395 (2017), paragraph 2, sub-paragraph (a)
====================  ==================================================================================
:attr:`Style.UN`      Security Council resolution 2395 (2017), para. 2 (a)
:attr:`Style.OSCOLA`  UNSC Res 2395 (21 December 2017) UN Doc S/RES/2395, para 2(a)
:attr:`Style.BLUEBOOK`  S.C. Res. 2395, ¶ 2(a) (Dec. 21, 2017)
====================  ==================================================================================

Sources. UN: *United Nations Editorial Manual*, "Footnotes and other references": the organ, number and year, no title, then
"para."; preambular paragraphs by position. OSCOLA: Oxford Law Faculty, *OSCOLA 2006: Citing International Law*, "UN documents":
``UNSC Res 1373 (28 September 2001) UN Doc S/RES/1373``; abbreviations bear no full stops, a pinpoint follows a comma.
Bluebook: *The Bluebook: A Uniform System of Citation*, rule 21.7 (United Nations sources), with rule 3.3 (¶), table T12 (months)
and table T16 (``pmbl.``, ``annex``, ``pt.``): the pinpoint stands before the date in parentheses. Where the day of adoption is not
known, the year stands for it in all three.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

from assistant.wording import day_in_words
from ingest.pinpoint import Kind, Pinpoint
from ingest.resolution import Resolution

_MONTHS = "Jan. Feb. Mar. Apr. May June July Aug. Sept. Oct. Nov. Dec.".split()  # Bluebook, table T12


class Style(StrEnum):
    """The citation styles there are; the values are those of ``--style``."""

    UN = "un"
    OSCOLA = "oscola"
    BLUEBOOK = "bluebook"


def cite(pinpoint: Pinpoint, record: Resolution, style: Style, *, numbered: bool = True) -> str:
    """The citation of a place. ``numbered=False`` is for an operative paragraph that bears no printed number."""
    return _STYLES[style](pinpoint, record, numbered)


def _un(place: Pinpoint, record: Resolution, numbered: bool) -> str:
    symbol = place.citation(record.year, numbered=numbered)
    return symbol.replace("S/RES/", "Security Council resolution ", 1)


def _oscola(place: Pinpoint, record: Resolution, numbered: bool) -> str:
    day = day_in_words(record.date) or str(record.year)
    whole = f"UNSC Res {record.number} ({day}) UN Doc S/RES/{record.number}"
    return ", ".join([whole, *_pieces(place, numbered, para="para ", preamble="preambular para ", part="part ")])


def _bluebook(place: Pinpoint, record: Resolution, numbered: bool) -> str:
    date = record.date
    day = f"{_MONTHS[date.month - 1]} {date.day}, {date.year}" if date else str(record.year)
    pieces = _pieces(place, numbered, para="¶ ", preamble="pmbl. ¶ ", part="pt. ")
    return f"{', '.join([f'S.C. Res. {record.number}', *pieces])} ({day})"


_STYLES: dict[Style, Callable[[Pinpoint, Resolution, bool], str]] = {
    Style.UN: _un,
    Style.OSCOLA: _oscola,
    Style.BLUEBOOK: _bluebook,
}


def _pieces(place: Pinpoint, numbered: bool, *, para: str, preamble: str, part: str) -> list[str]:
    """Part, annex and paragraph, one each; sub-paragraphs closed up: ``1(a)(i)``."""
    pieces = [f"{part}{place.part}"] if place.part else []
    match place.kind:
        case Kind.OPERATIVE:
            pieces.append(f"{'' if numbered else 'operative '}{para}{place.number}")
        case Kind.PREAMBULAR:
            pieces.append(f"{preamble}{place.number}")
        case Kind.HEADING:
            pieces.append(f"heading {place.number}")
        case Kind.ANNEX:
            pieces.append(f"annex {place.annex}".rstrip())
            if place.number.startswith("p"):
                pieces.append(f"passage {place.number[1:]}")
            elif place.number:
                pieces.append(f"{para}{place.number}")
        case None:
            pass
    path = "".join(f"({step})" for step in place.path)
    again = "" if place.occurrence == 1 else f" [{place.occurrence}]"
    if pieces:
        pieces[-1] += path + again
    return pieces
