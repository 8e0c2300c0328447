"""What several test modules need: the corpus of official texts beside the checkout, read once."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.pipeline import Report, read_sources

SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture(scope="session")
def official() -> Report:
    """Every official text of ``../shared/corpus``, merged; the test is skipped where the corpus is missing."""
    sources = [SHARED / "corpus" / part for part in ("akn", "text/gold", "text/plain")]
    if not all(source.is_dir() for source in sources):
        pytest.skip("needs the corpus of official texts in ../shared/corpus")
    return read_sources(sources)
