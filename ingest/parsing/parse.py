"""From blocks to paragraphs: preamble, operative paragraphs, sub-paragraphs, sections, parts, annexes.

The parser walks once over the blocks. What a number means follows from what came before it: paragraph 5 after
paragraph 4 is a paragraph even where a file nests it, ``1.`` after "the following:" is a point of a list, and a number
behind an annex heading belongs to the annex.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.errors import UnreadableText
from ingest.parsing.blocks import FORMULA, Block, Role, annex_label, lettered, looks_like_heading
from ingest.parsing.drafts import Draft, following_markers, printed_numbers, restarting_parts
from ingest.parsing.outline import Outline, is_bullet, readings
from ingest.parsing.passages import Passages, Zone
from ingest.pinpoint import Kind, Pinpoint
from ingest.resolution import Paragraph
from ingest.wording import OPERATIVE_OPENING, PREAMBULAR_OPENING

__all__ = ["parse_blocks", "restarting_parts"]

_MOST_BLOCKS = 20_000  # the longest resolution has 3,000
_NUMBER = re.compile(r"(\d{1,3})[.,]?", re.ASCII)
_DECIMAL = re.compile(r"(\d{1,3}(?:\.\d{1,3})+)\.?", re.ASCII)
_CONNECTIVES = {"Therefore", "Now therefore", "And"}
_QUOTES = ("“", '"', "”", "‘", "«")


def parse_blocks(blocks: Sequence[Block], number: int, year: int) -> tuple[Paragraph, ...]:
    """All paragraphs of one resolution in document order, with unique keys.

    Raises :class:`UnreadableText` for more blocks than a document can have.
    """
    if len(blocks) > _MOST_BLOCKS:
        raise UnreadableText(f"A text of more than {_MOST_BLOCKS} paragraphs is no resolution. Give one in a file.")
    parser = _Parser(number, restarting_parts(blocks), printed_numbers(blocks), following_markers(blocks))
    for block in blocks:
        parser.take(block)
    return parser.paragraphs(year)


class _Parser(Passages):
    def take(self, block: Block) -> None:
        self._position += 1
        if self._position in self._parts:
            self._open_part(block.text.rstrip("."))
        elif block.role is Role.ATTACHMENT or (not block.marker and annex_label(block.text) is not None):
            self._open_annex(block)
        elif block.role is Role.FORMULA or (block.role is Role.TEXT and FORMULA.fullmatch(block.text)):
            self._formula()
        elif block.role is Role.HEADING or self._is_heading(block):
            self._heading(f"{block.marker} {block.text}".strip())
        elif self._zone is Zone.ANNEX:
            self._in_annex(block)
        elif block.marker:
            self._marked(block)
        else:
            self._unmarked(block)

    # Openings -------------------------------------------------------------------------------------------------

    def _open_part(self, letter: str) -> None:
        self._place = Pinpoint(self._number, part=letter)
        self._counts.clear()
        self._begin(Zone.PREAMBLE)

    def _formula(self) -> None:
        if self._zone is Zone.ANNEX:  # an annexed text may repeat it
            self._in_annex(Block("The Security Council,"))
        elif self._zone is Zone.PREAMBLE and not self._counts["op"]:
            # Whatever stood before the formula was a masthead line and not part of the preamble.
            self._last = None

    def _open_annex(self, block: Block) -> None:
        label = annex_label(block.text)
        if label is None:
            if self._zone is Zone.ANNEX and not block.text:
                return
            label = ""
        self._place = replace(self._place, part="", annex=label)
        self._begin(Zone.ANNEX)
        self._counts["passage"] = 0
        if block.text:
            self._add(replace(self._place, kind=Kind.ANNEX), block.text)
            self._top = self._last = None

    def _begin(self, zone: Zone) -> None:
        self._zone = zone
        self._sections.clear()
        self._outline = Outline()
        self._top = self._last = None
        self._held = None
        self._operative = 0

    def _heading(self, text: str) -> None:
        if self._zone is Zone.BODY and self._top is not None:
            again = self._held is not None and self._held[0] is self._top
            outer = self._held[2] if self._held and again else len(self._sections)
            self._held = (self._top, self._outline, outer)
        style = "letter" if len(lettered(text)) == 1 and lettered(text) not in {"I", "V", "X"} else "roman"
        style = style if lettered(text) else "words"
        for depth, (other, _) in enumerate(self._sections):
            if other == style:
                del self._sections[depth:]
                break
        self._counts["heading"] += 1
        place = Pinpoint(self._number, Kind.HEADING, str(self._counts["heading"]), part=self._place.part)
        self._add(place, text)
        self._sections.append((style, text))
        self._top = self._last = None
        self._outline = Outline()

    def _is_heading(self, block: Block) -> bool:
        if block.role is not Role.TEXT or (block.marker and not re.fullmatch(r"[A-Z]\.|[IVX]+\.", block.marker)):
            return False
        if not looks_like_heading(block.text):
            return False
        if self._zone is Zone.PREAMBLE and (PREAMBULAR_OPENING.match(block.text) or block.text in _CONNECTIVES):
            return False
        before = self._words_before()
        return not before or bool(lettered(block.text)) or before.endswith((".", ";", ",", "and", "or", "…", "”", '"'))

    # The resolution itself ------------------------------------------------------------------------------------

    def _marked(self, block: Block) -> None:
        number = _NUMBER.fullmatch(block.marker)
        if is_bullet(block.marker):
            self._resumes(block)
            self._append(f"{block.marker} {block.text}", self._last)
        elif number and self._is_paragraph(int(number[1]), block):
            self._operative_paragraph(number[1], block.text)
        elif self._resumes(block):
            self._subparagraph(block)
        elif self._top is None and readings(block.marker) and OPERATIVE_OPENING.match(block.text):
            self._unnumbered_paragraph("")
            self._subparagraph(block)
        elif self._zone is Zone.PREAMBLE or self._top is None:
            self._append(f"{block.marker} {block.text}", self._last)
        else:
            self._append(f"{block.marker} {block.text}", self._last)

    def _resumes(self, block: Block) -> bool:
        """Whether a marker belongs to the list of the paragraph at hand; headings may stand between its points."""
        if self._zone is not Zone.BODY or not (readings(block.marker) or is_bullet(block.marker)):
            return False
        if self._top is None and self._held is not None:
            self._top, self._outline, _ = self._held
            self._last = self._draft_at(self._outline.path)
        return self._top is not None

    def _is_paragraph(self, number: int, block: Block) -> bool:
        if self._zone is Zone.PREAMBLE:
            return number <= 3 or bool(OPERATIVE_OPENING.match(block.text))
        if self._outline.expects(block.marker) and not OPERATIVE_OPENING.match(block.text):
            return False
        if number == self._operative + 1:
            return True
        in_list = self._words_before().endswith(":") and not OPERATIVE_OPENING.match(block.text)
        return not in_list and bool(self._operative < number or OPERATIVE_OPENING.match(block.text) or not self._top)

    def _operative_paragraph(self, number: str, text: str, *, numbered: bool = True) -> None:
        self._zone = Zone.BODY
        self._leave_inner_headings()
        self._operative = max(self._operative, int(number)) if numbered else self._operative
        self._counts["op"] += 1
        self._outline = Outline()
        place = replace(self._place, kind=Kind.OPERATIVE, number=number)
        if not numbered and number in self._printed:  # the printed paragraph keeps the plain key
            place = replace(place, occurrence=2)
        self._top = self._add(place, text, numbered=numbered)

    def _leave_inner_headings(self) -> None:
        """Headings between the points of the last paragraph do not stand above this one."""
        if self._held is None:
            return
        outer = self._held[2]
        self._held = None
        inner = len(self._sections) - outer - self._drafts.trailing_headings
        if inner > 0:
            del self._sections[outer : outer + inner]

    def _subparagraph(self, block: Block) -> None:
        assert self._top is not None
        path = self._outline.place(block.marker, after_colon=self._words_before().endswith(":"))
        above = self._draft_at(path[:-1]) or self._top
        if not above.text:  # "10. (a) The …": a paragraph without words of its own opens with its first point
            above.text.append(f"{block.marker} {block.text}")
        place = replace(self._top.place, path=path)
        self._add(place, block.text, numbered=self._top.numbered)

    def _unmarked(self, block: Block) -> None:
        text = block.text
        if self._top is not None and self._last is self._top and not self._top.text:  # a number without words
            self._top.text.append(text)
        elif block.role is Role.PREAMBULAR:
            self._preambular(text)
        elif self._zone is Zone.PREAMBLE:
            opens = OPERATIVE_OPENING.match(text.lstrip("".join(_QUOTES)))
            (self._unnumbered_paragraph if opens else self._preambular)(text)
        elif block.role is Role.CLOSING:
            self._outline.close_to(block.depth)
            self._append(text, self._draft_at(self._outline.path))
        elif block.role is Role.ITEM:
            self._append(text, self._last)
        elif block.role is Role.ROW:
            self._open_annex(Block("", role=Role.ATTACHMENT))
            self._in_annex(block)
        elif OPERATIVE_OPENING.match(text) and not self._words_before().endswith(":"):
            self._unnumbered_paragraph(text)
        elif self._top is None and PREAMBULAR_OPENING.match(text):
            self._preambular(text)
        elif self._top is None and self._drafts.trailing_headings:
            short = len(text) < 80 and text.endswith((",", ":"))  # "With regard to the trade in arms,"
            (self._heading if short else self._unnumbered_paragraph)(text)
        else:
            self._append(text, self._top)

    def _unnumbered_paragraph(self, text: str) -> None:
        self._operative_paragraph(str(self._counts["op"] + 1), text, numbered=False)

    def _preambular(self, text: str) -> None:
        last = self._last
        joined = (
            last is not None
            and last.place.kind is Kind.PREAMBULAR
            and (text[:1].islower() or last.text[-1].endswith(":") or len(text) < 15)
        )
        if joined:
            self._append(text, last)
            return
        self._counts["pp"] += 1
        self._add(replace(self._place, kind=Kind.PREAMBULAR, number=str(self._counts["pp"])), text)
        self._top = None

    # Annexes --------------------------------------------------------------------------------------------------

    def _in_annex(self, block: Block) -> None:
        number = _NUMBER.fullmatch(block.marker) or _DECIMAL.fullmatch(block.marker)
        if is_bullet(block.marker) and self._last is not None:
            self._append(f"{block.marker} {block.text}", self._last)
        elif number and not (self._outline.expects(block.marker) and self._top is not None):
            self._annex_paragraph(number[1], block.text)
        elif self._held is not None and self._held[1].expects(block.marker):
            self._top, self._outline, _ = self._held  # the list goes on behind an unnumbered passage
            self._held = None
            self._subparagraph(block)
        elif self._top is not None and readings(block.marker):
            self._subparagraph(block)
        elif not block.marker and self._continues(block):
            self._append(block.text, self._last)
        elif not block.marker and (inside := self._interrupted(block)) is not None:
            self._append(block.text, inside)
        else:
            self._counts["passage"] += 1
            self._annex_paragraph(f"p{self._counts['passage']}", f"{block.marker} {block.text}".strip())

    def _annex_paragraph(self, number: str, text: str) -> None:
        if not number.startswith("p"):
            self._held = None
        elif self._top is not None and not self._top.place.number.startswith("p"):
            self._held = (self._top, self._outline, 0)
        self._outline = Outline()
        self._top = self._add(replace(self._place, kind=Kind.ANNEX, number=number), text)

    def _interrupted(self, block: Block) -> Draft | None:
        """The paragraph or point that an unnumbered passage belongs to: the row of numbers goes on behind it.

        "This paragraph shall apply until …" stands between the points of paragraph 2 and paragraph 3.
        """
        if block.role is Role.ROW or self._top is None or not self._top.place.number.isdigit():
            return None
        if block.text.endswith(":") or not re.search(r"\w", block.text):  # it introduces what follows
            return None
        following = self._following[self._position]
        number = _NUMBER.fullmatch(following)
        if number and int(number[1]) == int(self._top.place.number) + 1:
            return self._top
        if not self._outline.expects(following):
            return None
        depth = self._outline.depth_of(following)
        self._outline.close_to(depth)
        return self._draft_at(self._outline.path)

    # Words ----------------------------------------------------------------------------------------------------

    def _append(self, text: str, draft: Draft | None) -> None:
        if draft is None:
            if self._zone is Zone.ANNEX:
                self._in_annex(Block(text))
            elif self._zone is Zone.PREAMBLE:
                self._preambular(text)
            else:
                self._unnumbered_paragraph(text)
        else:
            self._drafts.append(text, draft)
