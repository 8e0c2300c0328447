"""Real footnotes in a Word document. python-docx (1.2) has no means for them, so the part is written here.

ECMA-376, part 1, 17.11: the notes stand in a part of their own, ``word/footnotes.xml``, which the document's part relates to;
notes of type ``separator`` and ``continuationSeparator`` come first and are named in the settings; a note's text and its mark in the
document share an id and the style of their number. Links in notes are relationships of the part of the notes.
"""

from __future__ import annotations

from typing import Any

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import XmlPart
from docx.oxml import OxmlElement
from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import parse_xml
from docx.shared import Pt
from docx.text.paragraph import Paragraph

_TEXT, _MARK = "FootnoteText", "FootnoteReference"
_EMPTY = f"""<w:footnotes {nsdecls("w", "r")}>
<w:footnote w:type="separator" w:id="-1"><w:p><w:pPr><w:spacing w:after="0" w:line="240" w:lineRule="auto"/></w:pPr><w:r><w:separator/></w:r></w:p></w:footnote>
<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:pPr><w:spacing w:after="0" w:line="240" w:lineRule="auto"/></w:pPr><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>
</w:footnotes>"""


class Footnotes:
    """The footnotes of one document, numbered from 1 in the order in which they are added."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._root: Any = parse_xml(_EMPTY)
        self._part = XmlPart(
            PackURI("/word/footnotes.xml"), CONTENT_TYPE.WML_FOOTNOTES, self._root, document.part.package
        )
        document.part.relate_to(self._part, RELATIONSHIP_TYPE.FOOTNOTES)
        self._count = 0
        self._add_styles()
        self._name_separators()

    def add(self, paragraph: Paragraph, text: str, link: str = "") -> int:
        """Put a mark at the end of ``paragraph`` and the note below; return its number."""
        self._count += 1
        run = paragraph.add_run()
        run._r.append(_properties(_MARK))
        run._r.append(_element("w:footnoteReference", ("w:id", str(self._count))))
        note = _element("w:footnote", ("w:id", str(self._count)))
        words: Any = OxmlElement("w:p")
        layout: Any = OxmlElement("w:pPr")
        layout.append(_element("w:pStyle", ("w:val", _TEXT)))
        words.append(layout)
        number: Any = OxmlElement("w:r")
        number.append(_properties(_MARK))
        number.append(OxmlElement("w:footnoteRef"))
        words.append(number)
        words.append(_run(f" {text}"))
        if link:
            words.append(_run(" "))
            hyperlink: Any = OxmlElement("w:hyperlink")
            hyperlink.set(qn("r:id"), self._part.relate_to(link, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
            hyperlink.append(_run(link))
            words.append(hyperlink)
        note.append(words)
        self._root.append(note)
        return self._count

    def _add_styles(self) -> None:
        styles = self._document.styles
        text: Any = styles.add_style("footnote text", WD_STYLE_TYPE.PARAGRAPH, builtin=True)
        text.base_style = styles["Normal"]
        text.font.size = Pt(9)
        text.paragraph_format.space_after = Pt(0)
        text.element.set(qn("w:styleId"), _TEXT)
        mark: Any = styles.add_style("footnote reference", WD_STYLE_TYPE.CHARACTER, builtin=True)
        mark.font.superscript = True
        mark.element.set(qn("w:styleId"), _MARK)

    def _name_separators(self) -> None:
        settings: Any = self._document.settings.element
        named: Any = OxmlElement("w:footnotePr")
        for identifier in ("-1", "0"):
            named.append(_element("w:footnote", ("w:id", identifier)))
        after = settings.find(qn("w:compat"))  # the order of the settings is fixed
        if after is not None:
            after.addprevious(named)
        else:
            settings.append(named)


def _element(name: str, *attributes: tuple[str, str]) -> Any:
    element: Any = OxmlElement(name)
    for attribute, value in attributes:
        element.set(qn(attribute), value)
    return element


def _properties(style: str) -> Any:
    properties: Any = OxmlElement("w:rPr")
    properties.append(_element("w:rStyle", ("w:val", style)))
    return properties


def _run(text: str) -> Any:
    run: Any = OxmlElement("w:r")
    words: Any = _element("w:t", ("xml:space", "preserve"))
    words.text = text
    run.append(words)
    return run
