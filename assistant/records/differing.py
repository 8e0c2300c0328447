"""Where the stored texts of a resolution differ, in words."""

from __future__ import annotations

from collections.abc import Iterable

from ingest.resolution import Difference, Reads, Resolution


def difference_in_words(each: Difference) -> str:
    """``texts differ: “VI” here, “VII” in the other; “VII” is counted with (two of three texts)``, or that it is in doubt."""
    what = f"“{each.better}” is counted with ({each.why})" if each.better else "which of them is right is in doubt"
    return f"stored texts differ ({each.reads.value}): “{each.kept}” in the one quoted, “{each.other}” in {each.source}; {what}"


def slips_of_chapter(record: Resolution, keys: Iterable[str]) -> str:
    """What is said beside "acts under Chapter VII" where the words quoted read otherwise; else empty."""
    slips = [each for each in record.differences if each.reads is Reads.CHAPTER and each.is_slip and each.key in keys]
    return "".join(
        f" The words quoted read “Chapter {e.kept}”, a slip: {e.source} has “{e.other}” ({e.why})." for e in slips
    )


def count_in_words(record: Resolution) -> str:
    """``3, 1 of them in doubt``; empty where the texts do not differ, or there is but one."""
    doubtful = sum(not each.better for each in record.differences)
    doubt = f", {doubtful} of them in doubt" if doubtful else ""
    return f"in {len(record.differences)} places{doubt}" if record.differences else ""
