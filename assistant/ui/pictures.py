"""What stands in an answer beside its text: the table of a comparison, the chart of a timeline."""

from __future__ import annotations

import datetime as dt

from markupsafe import Markup

from assistant.answer import Answer
from assistant.timeline import Timeline, UnknownBody, timeline
from assistant.ui.comparison import comparison_html
from assistant.ui.timeline import timeline_html
from vectorstore.catalogue import Catalogue


def pictures_of(catalogue: Catalogue, answer: Answer) -> list[Markup]:
    """As HTML, made by our templates; empty for an answer that is text alone."""
    pictures = [comparison_html(answer.compared)] if answer.compared else []
    followed = followed_in(answer, catalogue)
    pictures += [timeline_html(followed)] if followed else []
    return [Markup(picture) for picture in pictures]  # noqa: S704 - every value in them is escaped


def followed_in(answer: Answer, catalogue: Catalogue) -> Timeline | None:
    """The timeline that an answer tells, as of its day: the day asked for, else today, or the corpus's last day if later."""
    if not answer.timeline:
        return None
    days = [day for day in (dt.date.today(), catalogue.last_day()) if day is not None]
    try:
        return timeline(answer.timeline, catalogue, answer.as_of or max(days))
    except UnknownBody:  # the index has changed since the answer was made
        return None
