"""What is stored already, and which of two readings of one resolution is the better one."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.annotating.annotate import annotate
from ingest.annotating.chapter_vii import chapter_vii
from ingest.council import composition
from ingest.edition import Form
from ingest.mandates.mandate import mandate_decisions
from ingest.mandates.names import link_mandates
from ingest.resolution import Resolution, TextStatus
from ingest.starter import load_starter


def digests() -> list[Resolution]:
    """The built-in digests with what a text source is given too: verbs, references, Chapter VII, mandates, the Council
    of the year."""
    return link_mandates([_completed(digest) for digest in load_starter()])


def _completed(digest: Resolution) -> Resolution:
    paragraphs = annotate(digest.paragraphs)
    return digest.model_copy(
        update={
            "paragraphs": paragraphs,
            "composition": digest.composition or composition(digest.year, digest.date),
            "chapter_vii": chapter_vii(paragraphs),
            "mandate_decisions": mandate_decisions(paragraphs, digest.date, f"{digest.agenda}; {digest.subject}"),
        }
    )


def together(stored: Sequence[Resolution], new: Sequence[Resolution]) -> list[Resolution]:
    """One resolution for each number: the better text of the two, the newer where both are alike; ascending."""
    best = {resolution.number: resolution for resolution in stored}
    for resolution in new:
        old = best.get(resolution.number)
        best[resolution.number] = resolution if old is None else better(old, resolution)
    return [best[number] for number in sorted(best)]


def better(old: Resolution, new: Resolution) -> Resolution:
    """The one whose text is more to be trusted, with the facts of the other where it is silent itself."""
    kept, other = (new, old) if trust(new) <= trust(old) else (old, new)
    filled = {
        name: getattr(other, name)
        for name in (
            "date",
            "meeting",
            "draft",
            "subject",
            "agenda",
            "topics",
            "subjects",
            "sponsors",
            "vote",
            "composition",
        )
        if not getattr(kept, name) and getattr(other, name)
    }
    origins = {name: other.origins[name] for name in filled if name in other.origins}
    return kept.model_copy(update={**filled, "origins": {**kept.origins, **origins}}) if filled else kept


_STATUS = (TextStatus.OFFICIAL, TextStatus.DIGEST, TextStatus.ABSENT)


def trust(resolution: Resolution) -> tuple[int, int]:
    """Rank of a text, lowest best: official before digest before none, then the forms in their order of trust."""
    form = resolution.origins.get("text", "").partition(":")[0]
    forms = [str(each) for each in Form]
    return _STATUS.index(resolution.status), forms.index(form) if form in forms else len(forms)
