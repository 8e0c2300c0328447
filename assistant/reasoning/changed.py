"""What a comparison worked out of a row, in the words that a sentence may use beside those of the paragraphs."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from assistant.compare.changes import Change
from vectorstore.catalogue import Catalogue

_WORDS = {
    Change.SAME: "same unchanged keeps stays remains repeats identical",
    Change.REWORDED: "reworded other words",
    Change.FIGURE: "changes changed from to",
    Change.VERB: "verb changes changed from to",
    Change.ADDED: "adds added new",
    Change.DROPPED: "drops dropped gone",
    Change.MOVED: "moves moved",
    Change.PASSED: "adds added new drops dropped gone only in between",
}
_FELL = "fell falls reduced reduces lower lowered lowers decreased smaller fewer ceiling"
_ROSE = "rose rises raised raises higher increased increases larger more ceiling"
_NUMBER = re.compile(r"\d[\d,]*")


def changed(row: Mapping[str, Any], catalogue: Catalogue) -> str:
    """Words for a row as data: its change, which texts are silent, and of one figure on either side which way it went."""
    kind = Change(row["change"])
    said = [row["aspect"], row["change"], row["detail"], _WORDS[kind]]
    silent = [catalogue.record(int(number)) for number, cell in row["cells"].items() if cell is None]
    said += [f"{record.symbol} is silent, says nothing" for record in silent if record is not None]
    figures = [int(each.replace(",", "")) for each in _NUMBER.findall(row["detail"])]
    if kind is Change.FIGURE and len(figures) == 2:
        said.append(_FELL if figures[1] < figures[0] else _ROSE)
    return " ".join(said)
