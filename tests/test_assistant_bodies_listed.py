"""Which missions and committees were set up or ended, in an invented corpus; and lists of States admitted."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest

from assistant.draft import Draft
from assistant.reading.zero.kinds.bodies_listed import answer_bodies_listed
from assistant.reading.zero.kinds.in_force_now import answer_in_force_now
from assistant.reading.zero.question import understand
from tests.decided import decided
from vectorstore.catalogue import Catalogue

TEXTS = {  # number: day, paragraphs
    7421: (dt.date(2031, 1, 1), ["Decides to establish the United Nations Mission in Haiti (UNMAZ) until 31 March 2032"]),
    7422: (dt.date(2032, 2, 1), ["Decides to extend the mandate of UNMAZ for a final period until 1 April 2032",
                                 "Decides to establish the United Nations Office in Haiti (UNOHA) until 1 April 2038"]),
    7423: (dt.date(2032, 3, 1), ["Authorizes the African Union to establish the African Union Mission in Chad (AMUC) until 1 May 2038"]),
    7424: (dt.date(2033, 4, 1), ["Decides to establish the United Nations Team in Sudan (UNTIS) until 1 May 2036",
                                 "Decides to establish a Committee of the Security Council to watch over the measures imposed on Sudan"]),
    7425: (dt.date(2034, 1, 1), ["Decides to terminate the mandate of UNTIS on 1 February 2034"]),
}  # fmt: skip


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalogue]:
    with decided(tmp_path_factory.mktemp("bodies_listed"), TEXTS) as opened:
        yield opened


def ask(catalogue: Catalogue, text: str) -> Draft | None:
    question = understand(text, known=set(catalogue.numbers()).__contains__)
    return answer_bodies_listed(question, catalogue.records(None), catalogue)


@pytest.mark.parametrize(
    ("question", "numbers"),
    [
        ("Which missions were established in 2032?", ("7422", "7423")),
        ("Which UN missions were established in 2032?", ("7422",)),  # one of the African Union is none
        ("Which UN missions in Haiti has the Council set up?", ("7421", "7422")),
        ("How many missions were set up between 2031 and 2033?", ("7421", "7422", "7423", "7424")),
        ("Which missions did the Council terminate in 2034?", ("7425",)),
        ("Which missions in Haiti have been closed?", ("7422",)),  # a final extension ends it
        ("Which committees did the Council establish?", ("7424",)),
        ("Which resolutions set up the successive UN missions in Haiti, from UNMAZ to UNOHA?", ("7421", "7422")),
        ("Which missions were established to protect harbours?", None),  # more is asked than place and time
        ("Which missions set up the buffer zone?", None),
        ("Which missions are still deployed?", None),
    ],
)
def test_missions_and_committees(catalogue: Catalogue, question: str, numbers: tuple[str, ...] | None) -> None:
    draft = ask(catalogue, question)
    assert (draft.resolutions if draft else None) == numbers


def test_a_force_that_others_lead_is_no_mission_of_the_united_nations(catalogue: Catalogue) -> None:
    for who, keys in (("UN ", {"7422/op2"}), ("", {"7422/op2", "7423/op1"})):
        question = understand(f"Which {who}missions are still running?", known=set(catalogue.numbers()).__contains__)
        draft = answer_in_force_now(question, catalogue, as_of=None, today=dt.date(2036, 6, 1))
        assert draft is not None
        assert keys <= set(draft.evidence)
        assert ("7423/op1" in draft.evidence) is (not who)
