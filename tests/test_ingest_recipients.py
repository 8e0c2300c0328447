"""To whom supplies are barred is read from the clause that bars them, where that is not a whole place."""

from __future__ import annotations

import pytest

from ingest.recipients import recipients_in

_BARS = "Decides that all States shall prevent the direct or indirect supply, sale or transfer"


@pytest.mark.parametrize(
    ("words", "whom"),
    [
        (f"{_BARS}, to all armed groups in the hills of East Azuria, by their nationals or from their territories, of tubas", "to all armed groups in the hills of East Azuria"),
        (f"{_BARS}, from or through their territories, of tubas and the provision of any assistance, to individuals and entities on the list;", "to individuals and entities on the list"),
        (f"{_BARS} to, or for the benefit of, the entities designated by the Committee from or through their territories of tubas", "to, or for the benefit of, the entities designated by the Committee"),
        (f"{_BARS} to Azuria, from or through their territories or by their nationals or individuals under their laws, of tubas", ""),
        ("Calls for more assistance to individuals and groups that play the tuba", ""),
    ],
)  # fmt: skip
def test_whom_an_embargo_is_on(words: str, whom: str) -> None:
    span = recipients_in(words)
    assert (words[slice(*span)] if span else "") == whom
