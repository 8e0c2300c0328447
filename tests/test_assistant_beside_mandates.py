"""Ends of mandates and of what stands beside them, in an invented corpus."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest

from assistant.operations.corpus import Corpus
from tests.decided import corpus_of, decided, told
from tests.factories import Item
from vectorstore.catalogue import Catalogue

TODAY = dt.date(2035, 6, 1)
TEXTS: dict[int, tuple[dt.date, list[Item]]] = {
    7501: (dt.date(2034, 3, 1), ["Decides to establish the United Nations Mission in Elmar (UNMEL) until 1 March 2036",
                                 "Decides to maintain the authorized ceiling of 900 ferry guards of UNMEL until 1 September 2034",
                                 "Requests the Secretary-General to provide written weekly reports on the lantern thefts until 1 May 2034"]),
    7502: (dt.date(2034, 4, 20), ["Extends the reporting request in paragraph 3 of resolution 7501 (2034) until 1 November 2034"]),
    7503: (dt.date(2034, 8, 9), ["Decides that the authorized ceiling of ferry guards of UNMEL shall stay as it is until 1 July 2035"]),
    7504: (dt.date(2034, 10, 2), ["Decides that all States shall take the necessary measures to prevent the supply of arms and weapons to raiders in Haiti",
                                  "Decides that all States shall prohibit the import of oyster pearls from Haiti"]),
    7505: (dt.date(2034, 12, 2), ["Decides that all States shall take the necessary measures to prevent the supply of arms and weapons by barge to Haiti, recalling resolution 7504 (2034)"]),
    7507: (dt.date(2033, 2, 1), ["Decides that the measures on pearls imposed by resolution 7499 (2030) concerning Haiti shall not apply to relief, and that this provision will apply to the Haiti sanctions regime until 1 February 2034"]),
    7508: (dt.date(2034, 1, 20), ["Decides that the provision introduced by paragraph 1 of resolution 7507 (2033) shall continue to apply to the Haiti sanctions regime"]),
}  # fmt: skip
CITES = {"7502/op1": ("7501/op3",), "7505/op1": ("7504",), "7507/op1": ("7499",), "7508/op1": ("7507/op1",)}


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalogue]:
    with decided(tmp_path_factory.mktemp("catalogue"), TEXTS, CITES) as opened:
        yield opened


@pytest.fixture
def corpus(catalogue: Catalogue) -> Corpus:
    return corpus_of(catalogue, TODAY)


def test_the_mandate_alone_is_answered_by_its_decision(corpus: Corpus) -> None:
    draft = told('chain(subject=mission("UNMEL"))', corpus)
    assert draft.evidence[0] == "7501/op1"


def test_what_states_may_do_at_sea_has_the_term_of_its_authorization(tmp_path_factory: pytest.TempPathFactory) -> None:
    texts: dict[int, tuple[dt.date, list[Item]]] = {
        7611: (dt.date(2034, 3, 1), ["Decides that all States shall take the necessary measures to prevent the import of charcoal from Somalia"]),
        7612: (dt.date(2034, 5, 1), ["Authorizes for a period of 12 months from the date of this resolution Member States to inspect on the high seas off the coast of Somalia vessels bound to or from Somalia which they believe carry charcoal from Somalia"]),
        7613: (dt.date(2035, 4, 1), ["Decides to extend until 30 November 2035 the authorizations in paragraph 1 of resolution 7612 (2034) to inspect vessels off the coast of Somalia"]),
    }  # fmt: skip
    cites = {"7613/op1": ("7612/op1",)}
    with decided(tmp_path_factory.mktemp("sea"), texts, cites) as catalogue:
        line = 'chain(subject=authorization("authorizations on Somalia since 7612"))'
        assert "30 November 2035" in told(line, corpus_of(catalogue, TODAY)).text


def test_what_a_named_resolution_gave_a_term_is_told_with_what_became_of_it(corpus: Corpus) -> None:
    draft = told('chain(subject=measures("Haiti sanctions"), resolution=7507)', corpus)
    assert draft.evidence[0] == "7508/op1"
    assert "established until 1 February 2034" in draft.text
    assert "ran out" not in draft.text
    assert "7504" not in draft.text  # other measures on the place
