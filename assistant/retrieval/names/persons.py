"""What a term is called that is named by a person and an office: "Ms. Ada Vane as Registrar of the Harbour Tribunal"."""

from __future__ import annotations

from collections.abc import Mapping


def names_of_a_term(name: str, place: str, written: Mapping[str, str]) -> list[str]:
    """The person, the surname, and the office with the acronym of its body, by ``written``: acronym → name; of several bodies the one at
    ``place``. Empty for what is named otherwise."""
    title, _, rest = name.partition(" ")
    person, _, appointed = rest.partition(" as ")
    office, _, body = appointed.partition(" of the ")
    if not (title and person and office and body):
        return []
    bodies = [acronym for acronym, full in written.items() if body.casefold() in full.casefold()]
    if len(bodies) > 1:
        bodies = [acronym for acronym in bodies if place and place in written[acronym]]
    called = [
        each for body in bodies for each in (f"{body} {office}", f"{office} of the {body}", f"{office} of {body}")
    ]
    return [person, person.split()[-1], f"{office} of the {body}", *called]
