"""Which resolution lifted measures: the last decision of a regime, not what renewed or only eased them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest

from assistant.draft import Draft
from assistant.reading.zero.kinds.lifting import answer_lifting
from assistant.reading.zero.question import understand
from tests.decided import decided
from tests.factories import Item
from vectorstore.catalogue import Catalogue

DAY = dt.date(2035, 1, 1)
TEXTS: dict[int, tuple[dt.date, list[Item]]] = {
    1201: (dt.date(1993, 3, 1), ["Decides that all States shall prevent the sale of petroleum or of arms and ammunition to Nepal"]),
    1202: (dt.date(1995, 3, 1), ["Decides to terminate the measures imposed on Nepal by paragraph 1 of resolution 1201 (1993)"]),
    1203: (dt.date(2022, 3, 1), ["Decides that all States shall prevent the sale of arms to Nepal"]),
    1204: (dt.date(2022, 4, 1), ["Decides that all States shall prevent the sale of arms to Bhutan"]),
}  # fmt: skip


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalogue]:
    with decided(tmp_path_factory.mktemp("catalogue"), TEXTS, {"1202/op1": ("1201/op1",)}) as opened:
        yield opened


def told(text: str, catalogue: Catalogue, as_of: dt.date | None = None) -> Draft | None:
    return answer_lifting(understand(text, known=TEXTS.__contains__), catalogue, as_of=as_of, today=DAY)


@pytest.mark.parametrize(
    "question",
    ["Which resolution lifted the sanctions on Nepal?", "By which text was the Nepalese arms embargo lifted?"],
)
def test_the_end_of_a_regime_is_told_and_that_a_newer_one_has_none(question: str, catalogue: Catalogue) -> None:
    draft = told(question, catalogue)
    assert draft is not None
    assert draft.evidence == ("1202/op1",)
    assert "Nothing was found that ended the measures on Nepal imposed since 2022." in draft.text


def test_of_a_time_without_another_regime_no_other_is_told(catalogue: Catalogue) -> None:
    draft = told("Which resolution ended the embargo against Nepal?", catalogue, dt.date(2000, 1, 1))
    assert draft is not None
    assert "Nothing was found" not in draft.text


@pytest.mark.parametrize(
    "question",
    [
        "Which resolution lifted the arms embargo on Bhutan?",  # none did
        "Which resolution lifted the arms embargo on Nepal in 2022?",
        "Which resolution lifted the sanctions on Nepal and Bhutan?",
        "Which resolution removed a Nepalese trader from the sanctions list?",
        "Which resolutions lifted sanctions on Nepal?",
        "Which resolution ended the mission in Nepal?",
    ],
)
def test_what_was_not_lifted_or_is_another_matter_is_left_to_others(question: str, catalogue: Catalogue) -> None:
    assert told(question, catalogue) is None
