"""A small invented corpus in the official layout, and an assistant that answers from a script."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from llama_index.core.llms import ChatMessage

from assistant.answer import Answer, Citation, Status, Verdict, VoteResult
from ingest.errors import UnscError
from ingest.resolution import Force, Kind, Paragraph, Resolution, TextStatus, Vote
from vectorstore.catalogue import Catalogue
from vectorstore.filters import Filters

ATTACK = "<img src=x onerror=\"document.title='broken'\"> [link](https://example.org/) <b>bold</b> {{7*7}} ${7*7}"


def paragraph(number: int, kind: Kind, at: str, text: str, **more: object) -> Paragraph:
    year = {9001: 1999, 9002: 2004, 9003: 2021}[number]
    return Paragraph.model_validate(
        {"resolution": number, "year": year, "kind": kind, "number": at, "text": text, **more}
    )


def lagoon() -> Resolution:
    """Resolution 9001 (1999), invented: a mission on a lagoon, with sub-points, closing words and an annex."""
    rows = [
        paragraph(9001, Kind.PREAMBULAR, "1", "Recalling the reports of the Harbour Commission on the Lagoon of Maru,"),
        paragraph(
            9001, Kind.PREAMBULAR, "2", "Deeply concerned by the silting of the northern channel, " + ATTACK + ","
        ),
        paragraph(9001, Kind.HEADING, "1", "Lighthouses", section=()),
        paragraph(
            9001,
            Kind.OPERATIVE,
            "1",
            "Decides that all ferries crossing the lagoon shall carry two lanterns:",
            closing="and that the lanterns shall burn from dusk to dawn;",
            verb="Decides",
            force=Force.DECISION,
        ),
        paragraph(9001, Kind.OPERATIVE, "1", "A green lantern at the bow;", path=("a",)),
        paragraph(9001, Kind.OPERATIVE, "1", "A red lantern at the stern, of either", path=("b",)),
        paragraph(9001, Kind.OPERATIVE, "1", "glass, or", path=("b", "i")),
        paragraph(9001, Kind.OPERATIVE, "1", "horn;", path=("b", "ii")),
        *(
            paragraph(
                9001,
                Kind.OPERATIVE,
                str(n),
                f"Requests the Harbour Master to report on buoy number {n} within "
                "ninety days, with a chart of the soundings taken since the previous report and the names of the "
                "pilots who took them;",
                verb="Requests",
                force=Force.INSTRUCTION,
            )
            for n in range(2, 12)
        ),
        paragraph(
            9001,
            Kind.OPERATIVE,
            "12",
            "Authorizes the Lagoon Mission to remove wrecks that block the northern "
            f"channel {ATTACK} until 30 June 2001;",
            verb="Authorizes",
            force=Force.AUTHORIZATION,
        ),
        paragraph(
            9001, Kind.OPERATIVE, "13", "Decides to remain seized of the matter.", verb="Decides", force=Force.DECISION
        ),
        paragraph(9001, Kind.ANNEX, "1", "The channel is buoyed from the sea inwards.", annex="A"),
        paragraph(9001, Kind.ANNEX, "2", "Wrecks are marked in green.", annex="A"),
    ]
    return Resolution(
        number=9001,
        year=1999,
        date=dt.date(1999, 3, 4),
        meeting=3981,
        draft="S/1999/9001",
        subject="on navigation in the Lagoon of Maru",
        agenda="The situation on the Lagoon of Maru",
        topics=("Navigation", "Salvage"),
        sponsors=("Norway", "Peru"),
        related=(9002,),
        quoted_in=(9003, *range(100, 130)),
        vote=Vote(yes=13, abstain=2, abstaining=("CHN", "RUS")),
        composition=("CHN", "FRA", "RUS", "GBR", "USA", "NAM"),
        paragraphs=tuple(rows),
        footnotes=("The chart is annexed to document S/1999/100.",),
    )


def shoals() -> Resolution:
    """Resolution 9002 (2004), invented: known only by a digest."""
    return Resolution(
        number=9002,
        year=2004,
        date=dt.date(2004, 5, 6),
        subject="on the outer shoals",
        status=TextStatus.DIGEST,
        paragraphs=(
            paragraph(
                9002,
                Kind.OPERATIVE,
                "1",
                "The Council asks all coastal States to light the outer shoals.",
                verb="Requests",
                force=Force.INSTRUCTION,
                numbered=False,
            ),
        ),
    )


class Assistant:
    """Answers by a word of the question, over a real catalogue; records what it was asked."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self.heard: list[tuple[str, list[str], Filters | None]] = []

    def stream(
        self,
        question: str,
        history: Sequence[ChatMessage] = (),
        *,
        as_of: dt.date | None = None,
        filters: Filters | None = None,
    ) -> Iterator[str | Answer]:
        self.heard.append((question, [m.content or "" for m in history], filters))
        if "storm" in question:
            raise UnscError("The harbour is closed. Try again after the storm.")
        answer = self._answer(question)
        for end in range(20, len(answer.text), 20):
            yield answer.text[:end]
        yield answer

    def consult(self, function: Callable[..., Any], *given: Any) -> Any:
        return function(self.catalogue, *given)

    def told(
        self,
        question: str,
        history: Sequence[ChatMessage],
        then: Callable[[Catalogue, Answer], Any],
        *,
        as_of: dt.date | None = None,
        filters: Filters | None = None,
    ) -> Iterator[str | tuple[Answer, Any]]:
        for each in self.stream(question, history, as_of=as_of, filters=filters):
            yield each if isinstance(each, str) else (each, self.consult(then, each))

    def _answer(self, question: str) -> Answer:
        if "wrecks" in question:
            row = self.catalogue.paragraph("9001/op12")
            assert row is not None
            quote = "remove wrecks that block the northern channel"
            start = row.words.index(quote)
            return self._made(
                question,
                f"The Lagoon Mission may “{quote}” (S/RES/9001 (1999), para. 12).\n\n"
                "It rests on:\n- the lanterns of S/RES/9001 (1999), para. 1 (b)\n"
                f"- a claim about S/RES/9001 (1999), para. 77 and {ATTACK}",
                citations=(
                    Citation(
                        key=row.key,
                        citation=row.citation,
                        quote=quote,
                        start=start,
                        end=start + len(quote),
                        verdict=Verdict.QUOTED,
                    ),
                    Citation(key="9001/op1(b)", citation="S/RES/9001 (1999), para. 1 (b)", verdict=Verdict.RETRIEVED),
                    Citation(key="", citation="S/RES/9001 (1999), para. 77", verdict=Verdict.NOT_SUPPORTED),
                ),
                evidence=("9001/op12", "9001/op1(b)", "9001/op1", "9001/op3", "9001/pp2"),
            )
        if "shoals" in question:
            return self._made(
                question,
                "Coastal States are asked to light them (S/RES/9002 (2004), operative para. 1).",
                standalone="What are coastal States asked to do about the outer shoals?",
                citations=(
                    Citation(
                        key="9002/op1", citation="S/RES/9002 (2004), operative para. 1", verdict=Verdict.RETRIEVED
                    ),
                ),
                notice="The language model did not answer; these are the words of the texts.",
            )
        if "vote" in question:
            return self._made(
                question,
                "13 in favour, none against, 2 abstentions.",
                vote=VoteResult(yes=13, no=0, abstain=2, abstaining=("CHN", "RUS")),
                resolutions=("9001",),
            )
        return self._made(question, "No text that was found answers this.", status=Status.REFUSED)

    def _made(self, question: str, text: str, **more: object) -> Answer:
        values = {
            "question": question,
            "standalone": question,
            "status": Status.ANSWERED,
            "text": text,
            "corpus_end": self.catalogue.last_day(),
            **more,
        }
        return Answer.model_validate(values)
