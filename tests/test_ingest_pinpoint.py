"""What is read off a key without parsing it agrees with what the parser says."""

from __future__ import annotations

import pytest

from ingest.pinpoint import Kind, Pinpoint, mark_of, paragraph_of


@pytest.mark.parametrize(
    "key",
    [
        "9001/op1", "9001/op12(a)(iv)", "9001/op3~2", "9001/op3(b)~12", "9001/A/op4(a)", "9001/pp5", "9001/heading3",
        "9001/annex/1(a)", "9001/annexB/p12", "9001/annexII/5.1(c)~2",
    ],
)  # fmt: skip
def test_kind_and_paragraph_of_a_key(key: str) -> None:
    parsed = Pinpoint.parse(key)
    assert [kind for kind in Kind if mark_of(kind) in key] == [parsed.kind]
    assert paragraph_of(key) == parsed.paragraph.key


def test_a_whole_resolution_has_no_kind() -> None:
    assert not any(mark_of(kind) in key for kind in Kind for key in ("9001", "9001/A"))
    assert paragraph_of("9001/A") == "9001/A"
