"""Who sat in the Council: by year, by resolution, by State; and questions that only mention its members."""

from __future__ import annotations

import datetime as dt

import pytest

from assistant.reading.zero.kinds.composition import answer_composition
from assistant.reading.zero.question import understand
from ingest.council import composition
from tests.factories import resolution
from vectorstore.catalogue import Catalogue, write_catalogue

ADOPTED = dt.date(1990, 11, 29)
TODAY = dt.date(2026, 11, 1)


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    path = tmp_path_factory.mktemp("catalogue") / "catalogue.sqlite"
    members = composition(ADOPTED.year, ADOPTED)
    write_catalogue(path, [resolution(7101, 1990, ["Decides"], date=ADOPTED, composition=members)])
    return Catalogue.open(path)


def told(text: str, catalogue: Catalogue) -> str:
    draft = answer_composition(understand(text, known={7101}.__contains__), catalogue, today=TODAY)
    return draft.text if draft else ""


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Who were the members of the Security Council in 1990?", "15 members: China, France, Soviet Union"),
        ("Which States sat on the Council when resolution 7101 was adopted?", "on 29 November 1990, the Security Council"),
        ("Was Cuba on the Council when resolution 7101 was adopted?", "Cuba was an elected member"),
        ("Were France and Cuba members of the Security Council in 1990?", "France was a permanent member of the Security Council. In 1990 Cuba was an elected member"),
        ("Was Germany a member of the Security Council in 1990?", "Germany was not a member"),
        ("Which were the non-permanent members of the Security Council in 1966?", "the elected members of the Security Council were"),
        ("Who were the elected members in 1990?", "In 1990 the elected members of the Security Council were"),
        ("In which years did Cuba sit on the Security Council?", "1949–1950, 1956–1957 and 1990–1991"),
        ("Who sits on the Security Council now?", "In 2026 the Security Council had 15 members"),
        ("Who was a member of the Council in 2090?", "are not known here"),
    ],
)  # fmt: skip
def test_members_are_told(question: str, said: str, catalogue: Catalogue) -> None:
    assert said in told(question, catalogue)


@pytest.mark.parametrize(
    "question",
    [
        "Which members of the Council abstained on 7101?",
        "What does 7101 ask the members of the Council?",
        "Are all members of the Security Council bound by resolution 7101?",
        "What is the composition of the 1267 Committee?",
    ],
)
def test_members_who_are_only_mentioned(question: str, catalogue: Catalogue) -> None:
    assert told(question, catalogue) == ""
