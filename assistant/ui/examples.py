"""Questions to click in an empty chat: one of each kind, all about the landmark resolutions of the built-in set."""

from __future__ import annotations

EXAMPLES: tuple[str, ...] = (
    "What does paragraph 1 of resolution 242 (1967) say?",
    "Which duties does resolution 1373 (2001) place on all States about terrorist financing?",
    "What may Member States do to protect civilians in Libya under resolution 1973 (2011)?",
    "Which supplies does the arms embargo in paragraph 9 of resolution 1970 (2011) let through?",
    "Does resolution 1701 (2006) act under Chapter VII of the Charter?",
    "Until when is the mandate of CTED extended?",
    "What must States refrain from doing for non-State actors under resolution 1540 (2004)?",
    "Who abstained in the vote on resolution 678 (1990)?",
)
