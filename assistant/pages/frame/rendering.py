"""Templates into pages: every value is escaped, and a name that is missing is an error."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, PrefixLoader, StrictUndefined

from assistant.pages.frame.assets import address

_PAGES = Path(__file__).parents[1]
_WINDOW = _PAGES.parent / "ui" / "templates"

_ENVIRONMENT = Environment(
    loader=ChoiceLoader([FileSystemLoader(_PAGES), PrefixLoader({"ui": FileSystemLoader(_WINDOW)})]),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def fill(template: str, root: str, **values: Any) -> str:
    """A page. ``root`` is the path prefix under which the server is reached, without a slash at its end."""

    def to(path: str) -> str:
        return root + path

    def asset(place: str) -> str:
        return root + address(place)

    return _ENVIRONMENT.get_template(template).render(to=to, asset=asset, **values)
