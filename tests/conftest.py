"""What several test modules need: the corpus of official texts beside the checkout, read once, and a browser."""

from __future__ import annotations

import gc
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

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


@pytest.fixture(scope="module")
def collected() -> Iterator[None]:
    """Collect what Gradio left while its warnings are still ignored, and not in some later test."""
    yield
    gc.collect()


@pytest.fixture(scope="module")
def url(catalogue: Any) -> Iterator[str]:
    """The address, without a slash at its end, of a window over the ``catalogue`` of the test module."""
    from tests.window_client import opened
    from tests.window_double import Assistant

    with opened(Assistant(catalogue)) as (_, address):
        yield address.rstrip("/")


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    """A headless Chromium; the test is skipped where it or Playwright is missing."""
    from tests.window_browser import BROWSERS, FLAGS

    api = pytest.importorskip("playwright.sync_api", reason="needs playwright: pip install -e '.[test]'")
    path = next(filter(None, map(shutil.which, BROWSERS)), None)
    if path is None:
        pytest.skip(f"needs a Chromium on the path: {', '.join(BROWSERS)}")
    with api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield browser
        browser.close()
