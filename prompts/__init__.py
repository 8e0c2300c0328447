"""What is said to a language model: one template a file, each with its version in its name.

A template is never edited after a release: a change is a new file with the next version, so that an answer's
``name.version`` and fingerprint tell exactly what the model was asked.
"""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

_FOLDER = Path(__file__).parent
# Prompts are plain text and never shown as HTML: escaping would change the words of a resolution.
_TEMPLATES = Environment(
    loader=FileSystemLoader(_FOLDER),
    undefined=StrictUndefined,
    autoescape=False,  # noqa: S701
    trim_blocks=True,
    lstrip_blocks=True,
    keep_trailing_newline=False,
)


def render(name: str, **variables: object) -> str:
    """The prompt ``name`` (such as ``answer.v1``) with its variables filled in.

    Raises ``jinja2.UndefinedError`` for a variable the template uses and nobody gave, ``jinja2.TemplateNotFound`` for
    a name that does not exist.
    """
    return _TEMPLATES.get_template(f"{name}.jinja").render(**variables)


@cache
def fingerprint(name: str) -> str:
    """Twelve hex digits of the template's bytes, line ends folded."""
    text = (_FOLDER / f"{name}.jinja").read_text("utf-8").replace("\r\n", "\n")
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def names() -> list[str]:
    """The prompts there are, by name."""
    return sorted(path.name.removesuffix(".jinja") for path in _FOLDER.glob("*.jinja"))
