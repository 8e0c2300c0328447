"""A draft becomes an answer: its quotations are checked once more, what readers must know of the texts is added, and what the question
takes for granted is put right."""

from __future__ import annotations

import datetime as dt
from dataclasses import fields
from functools import reduce

from assistant.answer import Answer, ClaimVerdict, Status, Verdict
from assistant.checking.verify import verify_quotations
from assistant.draft import Draft
from assistant.folded import folded, is_asked_for_whole
from assistant.generation import Generation
from assistant.operations.chain import Chain
from assistant.operations.check import Check, CheckResult
from assistant.operations.corpus import Corpus
from assistant.operations.select import Select
from assistant.operations.votes import Votes
from assistant.present import SAID_OF_THE_END, present_notes
from assistant.reading.assumptions import (
    asked_to_be_named,
    asks_for_more,
    asks_how_it_stands,
    asks_where_or_why,
    asks_whether,
    left_open,
    resolution_meant,
)
from assistant.reading.conversation.carry import Focus
from assistant.reading.conversation.pointers import points_at_a_text, pronouns_in
from assistant.reading.conversation.times import is_of_then
from assistant.reading.mentions import Mentions
from assistant.reading.selection.as_times import is_counted_from
from assistant.reading.view_words import has_word_of
from assistant.records.extent import corpus_end
from assistant.records.matters.use_of_force import asks_for_force, authorizing_force
from assistant.retrieval.query import Query
from assistant.telling.beside.no_end import with_no_end
from assistant.telling.nothing import statements_apart
from ingest.pinpoint import resolution_of
from ingest.resolution import TextStatus
from vectorstore.catalogue import Catalogue


def finished(draft: Draft, question: Query, generation: Generation, *, as_of: dt.date | None, today: dt.date) -> Answer:
    """The verified answer. Raises :class:`~assistant.errors.BrokenQuotation` where a quotation is not what the store holds."""
    catalogue = generation.catalogue
    draft = with_no_end(draft, question.asked, generation.subjects, generation.lineage, as_of or today)
    verify_quotations(draft.citations, catalogue)
    quoted = catalogue.paragraphs(
        c.key for c in draft.citations if c.verdict is not Verdict.NOT_SUPPORTED and "/" in c.key
    )
    end_said = any(said in draft.text for said in (SAID_OF_THE_END, corpus_end(catalogue)))
    notes = (
        present_notes(question, list(quoted.values()), catalogue, as_of=as_of, today=today)
        if draft.status is not Status.REFUSED and not end_said
        else []
    )
    notes += _digests(draft, catalogue)
    if question.statements and (said := statements_apart(question.statements)) not in draft.text:
        notes.append(said)
    return Answer(
        question=question.asked,
        standalone=question.standalone,
        text="\n\n".join([*folded([draft.text], [is_asked_for_whole(draft)]), *([" ".join(notes)] if notes else [])]),
        corpus_end=catalogue.last_day(),
        as_of=as_of,
        **{name: getattr(draft, name) for name in _HANDED_ON},
    )


_HANDED_ON = ({each.name for each in fields(Draft)} & {*Answer.model_fields}) - {"text"}
"""What an answer has of its draft as it is."""


def yes_or_no(draft: Draft, mentions: Mentions) -> str:
    """The answer to whether something is still in force or over, where nothing else is asked of it and it is there; empty for other questions."""
    lasts, is_over = has_word_of(mentions.text, "lasting"), has_word_of(mentions.text, "over")
    understood = mentions.understood
    asked = lasts != is_over and not (understood.dates or understood.year_from) and asks_how_it_stands(mentions)
    if draft.goes_on is None or draft.status is Status.CORRECTED or not asked:
        return ""
    if is_of_then(mentions.text):
        return ""  # by the day that was told before, and not by now
    return "Yes. " if draft.goes_on is lasts else "No. "


def _digests(draft: Draft, catalogue: Catalogue) -> list[str]:
    """A warning for each cited resolution whose stored words are not the official ones."""
    numbers = sorted(
        {resolution_of(c.key) for c in draft.citations if c.key and c.verdict is not Verdict.NOT_SUPPORTED}
    )
    records = [record for number in numbers if (record := catalogue.record(number)) is not None]
    digests = [record.symbol for record in records if record.status is TextStatus.DIGEST]
    if not digests:
        return []
    return [
        f"The words given for {', '.join(digests)} are a digest, not the official text; read official texts in with: unsc ingest PATH"
    ]


def taken_for_granted(answer: Answer, mentions: Mentions, corpus: Corpus, *, there: int = 0) -> CheckResult | None:
    """What the text or the record of a resolution says to what a question takes for granted of it; ``None`` where nothing is to be told.
    Undecided, with the clause that comes nearest, where its words alone do not tell. ``there`` is the resolution in focus, where a pronoun
    stands for it; 0 else."""
    whether = asks_if(mentions, there)
    voted = _voted_on(answer)
    if voted is not None:  # what is said of a vote is held against its record, however it is asked
        result = Check(claim=_without_the_subject(mentions, answer), resolution=voted, of_vote=True).run(corpus)
        # "who abstained" says that somebody did, and asks for more
        return None if result.verdict is ClaimVerdict.HOLDS and not whether else result
    if answer.compared is not None or corpus.filters is not None:
        return None
    number = there or resolution_meant(mentions, corpus.generation.adopted_in, corpus.generation.nearest)
    if number is None and asks_for_force(mentions.text):
        number = _that_authorizes(mentions, corpus) or (_led_on(answer, mentions, corpus) if whether else None)
    if number in _years_of(answer):
        return None
    if number is None or answer.status is Status.REFUSED or not (whether or mentions.numbers):
        return None
    if any(is_counted_from(found, mentions.text) for found in mentions.references) and _is_of_times(answer):
        return None
    if answer.resolutions is not None:  # a list may be of what went by the vote on this one; it was not vetoed
        result = Check(claim=mentions.text, resolution=number, of_vote=True).run(corpus)
        return result if mentions.numbers and result.voting is not None and result.voting.vetoed else None
    opened = left_open(mentions.text)
    if asked_to_be_named(
        mentions.text
    ):  # what is asked to be named is looked for as it was typed: a name may be no slip
        words = (each for each in mentions.changes if " " not in each.read)
        opened = reduce(lambda text, word: text.replace(word.read, word.written), words, opened)
    check = Check(claim=opened or mentions.text, resolution=number)
    # who asks who or what, or goes on from what was told, paraphrases what is to be found: words are no sign there
    said = not there and (whether or asks_where_or_why(mentions.text))
    if not said:
        return check.by_what_is_known(corpus)
    # that it holds is told only to who asks whether; a model decides what is undecided
    return check.run(corpus, only_wrong=not whether and corpus.generation.generative is None)


def _years_of(answer: Answer) -> set[int]:
    """The years from which what is listed was chosen: there a number was read as one."""
    return {plan.where.since.year for plan in answer.plans if isinstance(plan, Select) and plan.where.since}


def asks_if(mentions: Mentions, there: int) -> bool:
    """Whether it is asked if something is so; of a text that is pointed at also by the mark alone: "so it did?"."""
    by_its_mark = bool(there) and mentions.text.rstrip().endswith("?") and not asks_for_more(mentions.text)
    return asks_whether(mentions.text) or by_its_mark


def _that_authorizes(mentions: Mentions, corpus: Corpus) -> int | None:
    """The newest resolution on the one body that a question names which authorizes it to use force; ``None`` where none does."""
    named = {each.subject for each in mentions.named if each.subject is not None}
    entry = corpus.generation.subjects.entry(named.pop(), corpus.day) if len(named) == 1 else None
    decided = [d.resolution for d in entry.decisions if d.date and d.date <= corpus.day] if entry is not None else []
    names = tuple(each.lower() for each in entry.names) if entry is not None else ()

    def authorizes(number: int) -> bool:
        row, _ = authorizing_force(corpus.catalogue.paragraphs_of(number))
        said = row.words.lower() if row is not None else ""
        return any(name in said for name in names)  # and not only those that take over from it

    return next(filter(authorizes, dict.fromkeys(reversed(decided))), None)


def _led_on(answer: Answer, mentions: Mentions, corpus: Corpus) -> int | None:
    """The resolution that leads an answer, where its text names the places that the question names."""
    lead = answer.citations[0].key if answer.citations else ""
    places = [each.meaning for each in mentions.places]
    number = resolution_of(lead) if lead and places else 0
    return number if number and corpus.generation.subjects.share_in([number], places) == 1 else None


def pointed_at(mentions: Mentions, focus: Focus, answer: Answer) -> int:
    """The resolution in focus, where a pronoun stands for it in what a question leaves open and the answer is on it; 0 else."""
    # of a text that a search came upon without being sure nothing is said but what its words are
    sure = not (focus.found and focus.doubted) or bool(asked_to_be_named(mentions.text))
    of_force = asks_for_force(mentions.text) and bool(pronouns_in(mentions.text))  # "may they use force"
    alone = (of_force or points_at_a_text(left_open(mentions.text))) and not mentions.references and sure
    lead = answer.citations[0].key if answer.citations else ""
    return focus.number if alone and lead and resolution_of(lead) == focus.number else 0


def _is_of_times(answer: Answer) -> bool:
    """Whether it selects or follows something, where a resolution may be named for its day alone."""
    return bool(answer.plans) and all(isinstance(plan, Select | Chain) for plan in answer.plans)


def _without_the_subject(mentions: Mentions, answer: Answer) -> str:
    """A question without the name of what the vote is taken to be on: a State in it is no voter."""
    text, plan = mentions.text, answer.plans[0]
    for each in reversed(mentions.named) if isinstance(plan, Votes) and plan.subject is not None else ():
        text = f"{text[: each.start]}{text[each.end :]}"
    return text.strip() or mentions.text


def _voted_on(answer: Answer) -> int | None:
    """The one resolution whose vote was asked for by its number or of which it is sure that it is meant; of any other nothing is denied."""
    plan = answer.plans[0] if len(answer.plans) == 1 else None
    unsure = not isinstance(plan, Votes) or plan.others or plan.guessed or answer.vote is None
    numbers = plan.numbers if isinstance(plan, Votes) and not unsure else ()
    return numbers[0] if len(numbers) == 1 else None
