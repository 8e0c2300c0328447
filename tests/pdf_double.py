"""A PDF of invented text, set like an official document: a writer of a few lines, enough for the reader's tests."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Set:
    """A piece of text set at a place; ``font`` is R (roman) or B (bold)."""

    x: float
    y: float
    text: str
    size: float = 10
    font: str = "R"


def pdf_of(pages: Sequence[Sequence[Set]]) -> bytes:
    """A whole file: catalogue, pages, two fonts, one content stream a page."""
    kids = " ".join(f"{5 + 2 * index} 0 R" for index in range(len(pages)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman /Encoding /WinAnsiEncoding >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Times-Bold /Encoding /WinAnsiEncoding >>",
    ]
    for index, page in enumerate(pages):
        stream = "\n".join(
            f"BT /{one.font} {one.size} Tf 1 0 0 1 {one.x} {one.y} Tm ({_escaped(one.text)}) Tj ET" for one in page
        )
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /Font << /R 3 0 R /B 4 0 R >> >>"
            f" /Contents {6 + 2 * index} 0 R >>"
        )
        objects.append(f"<< /Length {len(stream.encode('cp1252'))} >>\nstream\n{stream}\nendstream")
    data, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(data))
        data += f"{number} 0 obj\n{body}\nendobj\n".encode("cp1252")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = (
        f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\n"
    )
    return data + f"{end}startxref\n{len(data)}\n%%EOF\n".encode()


def pdf_of_objects(objects: Sequence[bytes]) -> bytes:
    """A file of these objects, numbered from 1; the first is the catalogue."""
    data, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start, table = len(data), b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return data + b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + table + end


def pdf_that_swells(size: int) -> bytes:
    """One page whose drawing unpacks to so many bytes, each of them an operation."""
    stream = zlib.compress(b"q " * (size // 2), 9)
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R >>"
    drawing = b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(stream), stream)
    return pdf_of_objects(
        [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>", page, drawing]
    )


def pdf_that_multiplies(depth: int, times: int) -> bytes:
    """One page on which a form is drawn that draws another several times, and so on; the last one draws a letter."""
    forms = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /XObject << /X 5 0 R >> >> >>",
        b"<< /Length 5 >>\nstream\n/X Do\nendstream",
    ]
    for level in range(depth):
        last = level == depth - 1
        drawing = b"BT /F 9 Tf (x) Tj ET" if last else b"/X Do\n" * times
        used = b"/Font << /F << /Type /Font /Subtype /Type1 /BaseFont /Times-Roman >> >>"
        if not last:
            used = b"/XObject << /X %d 0 R >>" % (len(forms) + 2)
        head = b"<< /Type /XObject /Subtype /Form /BBox [0 0 612 792] /Resources << %s >> /Length %d >>"
        forms.append(head % (used, len(drawing)) + b"\nstream\n" + drawing + b"\nendstream")
    return pdf_of_objects(forms)


def _escaped(text: str) -> str:
    return text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


def resolution_pages() -> list[list[Set]]:
    """Resolution 9101 (2031) of the invented Council: two pages, furniture in mid-sentence, a footnote, an annex."""
    return [
        [
            Set(123, 734, "United Nations", 14), Set(457, 735.5, "S", 20), Set(469, 735.5, "/RES/9101 (2031)"),
            Set(123, 705, "Security Council", 20, "B"), Set(397, 705, "Distr.: General"), Set(397, 693, "3 March 2031"),
            Set(65, 44, "31-01234 (E)"), Set(123, 567, "Resolution 9101 (2031)", 14, "B"),
            Set(123, 541, "Adopted by the Security Council at its 11002nd meeting, on", 12, "B"),
            Set(123, 528, "3 March 2031", 12, "B"),
            Set(147, 503, "The Security Council,"),
            Set(147, 485, "Recalling the long-"), Set(123, 473, "standing custom of the ferrymen and the troop- and"),
            Set(123, 461, "police-contributing islands,"),
            Set(147, 443, "Calls to mind the lamps"), Set(252, 446.5, "1", 6.5), Set(258, 443, "of the piers,"),
            Set(123, 419, "Watch on the northern piers", 10, "B"),
            Set(147, 401, "1. Decides that the ferrymen shall:"),
            Set(147, 383, "(a) count the boats that pass and those"),
            Set(99, 94, "__________________", 8, "B"), Set(117, 83, "1", 5.5), Set(123, 80, "See the map of lamps.", 8.5),
        ],
        [
            Set(60, 733, "S/RES/9101 (2031)", 8.5, "B"), Set(524, 38, "31-01234", 7), Set(60, 36.7, "2/3", 8.5, "B"),
            Set(123, 709, "that lie still at night;"),
            Set(147, 691, "(b) keep the lamps; and"),
            Set(123, 673, "and that they shall rest on the seventh day;"),
            Set(147, 655, "2. Decides to remain seized of the matter."),
        ],
        [
            Set(484, 733, "S/RES/9101 (2031)", 8.5, "B"), Set(532, 36.7, "3/3", 8.5, "B"), Set(60, 38, "31-01234", 7),
            Set(123, 707, "Annex", 12, "B"), Set(123, 683, "1. North pier;"), Set(123, 665, "2. South pier."),
        ],
    ]  # fmt: skip
