"""How what holds on a matter is told: the paragraph that stands, word for word, then what it took the place of."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby

from assistant.answer import Status
from assistant.draft import Draft, mention, unique
from assistant.operations.corpus import Corpus
from assistant.operations.standing import CardResult, StandingResult
from assistant.present import last_text
from assistant.records.cards.slot import Slot
from assistant.records.cards.words import SlotKind
from assistant.records.stands import in_words
from assistant.retrieval.support import WARNING
from assistant.telling.beside.begins import with_its_beginning
from assistant.telling.beside.exempted import with_exemptions
from assistant.telling.beside.later import with_standing
from assistant.telling.chains.end import chain_told
from assistant.telling.nothing import nothing_found
from assistant.wording import day_in_words, joined
from ingest.annotations import ReportRequest, SecondVerb
from ingest.resolution import Paragraph
from vectorstore.catalogue import Catalogue


def tell(result: StandingResult | CardResult, corpus: Corpus) -> Draft:
    """The draft; a refusal where nothing fits."""
    if isinstance(result, CardResult):
        return _card(result, corpus)
    if not result.found:
        return replace(nothing_found(corpus.catalogue), evidence=result.places)
    evidence = result.evidence
    weak = result.support == "weak"
    over = chain_told(result.over, corpus.generation.lineage, corpus.day) if result.over else None
    told = [each.key for each in over.citations if each.quote and each.quote in over.text] if over is not None else []
    draft = corpus.generation.extractive.answer(result.question, evidence.hits, evidence.paragraphs, told=told)
    draft = replace(draft, evidence=evidence.keys)
    generation = corpus.generation
    draft = with_exemptions(draft, result.question.topic, generation.lineage, generation.index, corpus.day)
    draft = with_its_beginning(draft, corpus.catalogue)
    draft = with_standing(draft, generation.subjects, generation.lineage, corpus.day)
    if over is not None:
        draft = replace(
            draft.after(over.text),
            citations=unique([*over.citations, *draft.citations]),
            evidence=tuple(dict.fromkeys([*over.evidence, *draft.evidence])),
        )
    return draft.after(WARNING) if weak and draft.status is Status.ANSWERED else draft


def _card(result: CardResult, corpus: Corpus) -> Draft:
    """All that holds, a heading for each kind of slot."""
    card, catalogue = result.card, corpus.catalogue
    blocks = [f"{card.title}, as of {day_in_words(card.day)}. {last_text(catalogue)}."]
    if not card.slots:
        return Draft(f"{blocks[0]} Nothing of it holds any more, as far as the texts tell.", status=Status.REFUSED)
    for kind, slots in groupby(card.slots, key=lambda slot: slot.kind):
        told = [
            line if i else f"- {line}" for slot in slots for i, line in enumerate(lines_of(slot, catalogue, _LONGEST))
        ]
        blocks.append("\n".join([f"{kind.value.capitalize()}:", *told]))
    rows = catalogue.paragraphs(result.places)
    return Draft("\n\n".join(blocks), tuple(map(mention, rows.values())), evidence=result.places, listed="slots")


_LONGEST = 220  # characters of a paragraph in a list of all that holds
_EXEMPTIONS = 4  # exemptions of one measure that are named, the newest


def lines_of(slot: Slot, catalogue: Catalogue, longest: int) -> list[str]:
    """``S/RES/9102 (2032), para. 4 (first in S/RES/9001 (2031), para. 2): Decides that …``, how it stands, exemptions, who decides."""
    rows = catalogue.paragraphs([slot.key, slot.imposed, *slot.exempted])
    row, first = rows[slot.key], rows.get(slot.imposed)
    begins = _asked_from(slot, row, catalogue) if len(row.words) > longest else 0
    words = " ".join(row.words[begins:].split())
    cut = words if len(words) <= longest else f"{words[:longest].rsplit(' ', 1)[0]} …"
    cut = f"… {cut}" if begins else cut
    since = f" (first in {first.citation})" if first is not None and first.key != row.key else ""
    exempted = [rows[key].citation for key in slot.exempted if key in rows][-_EXEMPTIONS:]
    more = [
        in_words(slot.stands, catalogue),
        f"Exempted: {joined(exempted)}" if exempted else "",
        f"Who decides: {slot.who}" if slot.who else "",
    ]
    return [f"{row.citation}{since}: {cut}", *(f"  {each}" for each in more if each)]


def _asked_from(slot: Slot, row: Paragraph, catalogue: Catalogue) -> int:
    """Where the words that ask for a report begin, in a paragraph that asks for other things first."""
    marks = catalogue.annotations(row.resolution).get(row.key, ())
    asked = next((each.start for each in marks if isinstance(each, ReportRequest)), 0)
    if slot.kind is not SlotKind.REPORT:
        return 0
    return max((each.start for each in marks if isinstance(each, SecondVerb) and each.start <= asked), default=0)
