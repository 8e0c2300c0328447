"""The algebra of questions: a question becomes one :class:`Plan`, typed and printable; an operation runs it.

A plan is a call with named arguments, ``chain(subject=mission("UNMAZ"), view="end")``. It prints as that line, reads back from
it, and has a JSON form. An argument may be another plan, whose resolutions or places are taken. Each operation
(:mod:`assistant.operations`) is a subclass of :class:`Plan` that lives in a file of its own, so that its arguments, their
descriptions and what it does stand in one place.
"""

from __future__ import annotations

import ast
import datetime as dt
from enum import StrEnum
from typing import Annotated, Any, ClassVar, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, SerializeAsAny, ValidationError, model_validator

from assistant.errors import WrongInput
from ingest.pinpoint import Kind

Number = Annotated[int, Field(le=99_999)]
"""The number of a resolution, of five digits as keys have them."""


class Value(BaseModel):
    """A frozen value without fields that nobody knows."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class SubjectKind(StrEnum):
    """What sort of thing is followed through the resolutions."""

    MISSION = "mission"
    PANEL = "panel"
    COMMITTEE = "committee"
    OFFICE = "office"
    COURT = "court"
    MEASURES = "measures"
    AUTHORIZATION = "authorization"
    TERMS = "terms"


class Subject(Value):
    """What a question is about: an entry of the catalogue of things that resolutions decide on.

    Prints as ``mission("UNMAZ")``. A plain string is accepted where a subject is wanted; whoever runs the plan resolves it.
    """

    kind: SubjectKind | None = Field(default=None, description="What sort of thing it is; none: whatever has the name.")
    name: str = Field(
        min_length=1,
        max_length=300,
        description="The name it is followed under: an acronym (MINUSCA), a place for measures (Libya), a number for a committee (1267).",
    )

    @model_validator(mode="before")
    @classmethod
    def _from_text(cls, value: Any) -> Any:
        return {"name": value} if isinstance(value, str) else value

    def __str__(self) -> str:
        return f"{self.kind}({_literal(self.name)})" if self.kind else _literal(self.name)


class Position(StrEnum):
    """How a member stood to a resolution or a draft."""

    FOR = "for"
    AGAINST = "against"
    ABSTAINING = "abstaining"
    ABSENT = "absent"


class Deed(StrEnum):
    """What a decision does to a body or to measures."""

    ESTABLISH = "establish"
    EXTEND = "extend"
    CHANGE = "change"
    END = "end"


class Voting(Value):
    """Conditions on the vote; all that are given must hold."""

    unanimous: bool | None = Field(default=None, description="Whether all members voted for it.")
    without_vote: bool | None = Field(
        default=None, description="Whether it was adopted without a vote or by consensus."
    )
    yes: tuple[int, int] | None = Field(default=None, description="Least and most votes for it.")
    no: tuple[int, int] | None = Field(default=None, description="Least and most votes against it.")
    abstain: tuple[int, int] | None = Field(default=None, description="Least and most abstentions.")
    absent: tuple[int, int] | None = Field(
        default=None, description="Least and most members who did not take part in the vote."
    )
    members: tuple[tuple[str, Position], ...] = Field(
        default=(), description="Members (ISO 3166 alpha-3) and how each stood, such as ('CHN', 'abstaining')."
    )
    any_of: tuple[tuple[str, Position], ...] = Field(default=(), description="Members of whom at least one stood so.")
    vetoed: bool | None = Field(
        default=None, description="Of drafts that were not adopted: whether a permanent member voted against it."
    )


class Where(Value):
    """One set of conditions on resolutions and on what stands in them; all that are given must hold."""

    since: dt.date | None = Field(default=None, description="First day of adoption.")
    until: dt.date | None = Field(default=None, description="Last day of adoption.")
    numbers: tuple[Number, ...] = Field(default=(), description="Only these resolutions.")
    matter: str = Field(default="", max_length=300, description="What they are on, in words.")
    topic: str = Field(default="", max_length=200, description="How libraries file them, or their agenda item.")
    places: tuple[str, ...] = Field(
        default=(), description="Places they are on; Africa, Asia, … stand for all in them."
    )
    body: Subject | None = Field(default=None, description="A body or measures on which they decide.")
    bodies: tuple[SubjectKind, ...] = Field(default=(), description="Of bodies: those of one of these kinds.")
    part: str = Field(default="", max_length=50, description="Of measures: those of one kind, such as arms embargo.")
    of_un: bool | None = Field(default=None, description="Of missions: whether they are of the United Nations.")
    deeds: tuple[Deed, ...] = Field(default=(), description="What they decide on it: one of these.")
    voting: Voting | None = Field(default=None, description="Conditions on the vote.")
    chapter_vii: bool | None = Field(default=None, description="Whether they say that they act under Chapter VII.")
    verb: str = Field(default="", description="The operative verb a paragraph leads with, such as demands.")
    kind: Kind | None = Field(default=None, description="The kind of paragraph.")
    cites: str = Field(default="", description="The place (key) that they cite.")
    phrase: str = Field(default="", max_length=200, description="Words that stand in the text as they are.")
    in_force: dt.date | None = Field(default=None, description="A day on which what they decide holds on paper.")
    ends: tuple[dt.date, dt.date] | None = Field(default=None, description="First and last day of what runs out.")

    def __bool__(self) -> bool:
        return bool(self.model_fields_set and self != Where())

    def __str__(self) -> str:
        return _called("where", self)


class Plan(Value):
    """One operation with its arguments. Subclasses name themselves by ``op`` and are known by that name."""

    op: ClassVar[str] = ""
    example: ClassVar[dict[str, Any]] = {}  # arguments that can be given as they are
    known: ClassVar[dict[str, type[Plan]]] = {}

    def __init_subclass__(cls, **options: Any) -> None:
        super().__init_subclass__(**options)
        if cls.op:
            Plan.known[cls.op] = cls

    def __str__(self) -> str:
        return _called(self.op, self)

    def to_json(self) -> dict[str, Any]:
        """Plain values: ``{"op": "chain", "subject": {"kind": "mission", "name": "UNMAZ"}, "view": "end"}``."""
        return {"op": self.op, **self._arguments()}

    def _arguments(self) -> dict[str, Any]:
        out = self.model_dump(mode="json", exclude_defaults=True)
        for name in out:
            value = getattr(self, name)
            if isinstance(value, Plan):
                out[name] = value.to_json()
        return out

    @property
    def nested(self) -> tuple[Plan, ...]:
        """The plans whose results are arguments of this one."""
        return tuple(value for name in type(self).model_fields if isinstance(value := getattr(self, name), Plan))

    def but(self, **changes: Any) -> Self:
        """The same plan with other arguments, checked again."""
        return type(self).model_validate({**{n: getattr(self, n) for n in self.model_fields_set}, **changes})


def plan_from_json(value: Any) -> Plan:
    """The plan of a JSON form. Raises :class:`WrongInput` where no operation has the name or an argument is wrong."""
    if isinstance(value, Plan):
        return value
    if not isinstance(value, dict) or str(value.get("op")) not in Plan.known:
        raise WrongInput(f"There is no operation {_said(value)!r}. There are: {', '.join(sorted(Plan.known))}.")
    arguments = {name: each for name, each in value.items() if name != "op"}
    try:
        return Plan.known[value["op"]].model_validate(arguments)
    except ValidationError as error:
        raise WrongInput(f"The plan {value['op']}(…) cannot be run: {in_short(error)}.") from None


def _nested(value: Any) -> Any:
    return plan_from_json(value) if isinstance(value, dict) else value


Nested = Annotated[SerializeAsAny[Plan], BeforeValidator(_nested)]
"""An argument that is another plan: its resolutions or places are taken when it has been run."""

Resolutions = Annotated[
    tuple[Number, ...] | Nested, Field(description="Numbers of resolutions, or a plan that finds them.")
]
Places = Annotated[
    tuple[str, ...] | Nested,
    Field(description="Keys of resolutions, paragraphs or annexes (2395, 2395/op2), or a plan that finds them."),
]


def plans_to_line(plans: tuple[Plan, ...]) -> str:
    """Several plans as one line, parted by a semicolon."""
    return "; ".join(map(str, plans))


def is_plan(text: str) -> bool:
    """Whether a text is meant as a plan: it begins with the name of an operation and a bracket, and ends with one."""
    name, bracket, _ = text.strip().partition("(")
    return bool(bracket) and name.strip() in Plan.known and text.strip().endswith(")")


_LONGEST = 4000  # characters of a line


def plans_from_line(line: str) -> tuple[Plan, ...]:
    """The plans that a line holds. Raises :class:`WrongInput` with what is wrong in it.

    The line is read as Python reads a call with literals, and nothing in it is run.
    """
    if len(line) > _LONGEST:
        raise WrongInput(f"The plan has {len(line):,} characters; at most {_LONGEST:,} are read.")
    try:
        parsed = ast.parse(line.strip().replace("\n", " "), mode="exec")
    except (SyntaxError, ValueError, MemoryError, RecursionError):
        raise WrongInput(
            f'{line.strip()[:80]!r} is no plan. Write one as chain(subject="UNMISS", view="end").'
        ) from None
    found = [plan_from_json(_value(each.value)) for each in parsed.body if isinstance(each, ast.Expr)]
    if not found or len(found) != len(parsed.body):
        raise WrongInput(f'{line.strip()[:80]!r} is no plan. Write one as chain(subject="UNMISS", view="end").')
    return tuple(found)


def _value(node: ast.expr) -> Any:
    """A literal, a list, or a call: of an operation, of ``where``, ``voting`` or a kind of subject."""
    match node:
        case ast.Constant(value=value) if isinstance(value, str | int | float | bool | None):
            return value
        case ast.UnaryOp(op=ast.USub(), operand=ast.Constant(value=int() as value)):
            return -value
        case ast.Name(id=name):  # view=end, as people write it
            return {"true": True, "false": False, "none": None}.get(name.lower(), name)
        case ast.List(elts=items) | ast.Tuple(elts=items):
            return [_value(item) for item in items]
        case ast.Call(func=ast.Name(id=name), args=args, keywords=keywords) if all(k.arg for k in keywords):
            if name in {kind.value for kind in SubjectKind} and len(args) == 1 and not keywords:
                return {"kind": name, "name": _value(args[0])}
            if args:
                raise WrongInput(f"Arguments of {name}(…) are named, as in {name}(argument=value).")
            values = {str(k.arg): _value(k.value) for k in keywords}
            return values if name in ("where", "voting") else {"op": name, **values}
        case _:
            raise WrongInput(
                f"{ast.unparse(node)[:80]!r} is no value of a plan. Use words in quotes, numbers, lists, calls."
            )


def _called(name: str, value: Value) -> str:
    given = [
        field for field in type(value).model_fields if getattr(value, field) != type(value).model_fields[field].default
    ]
    return f"{name}({', '.join(f'{field}={_printed(getattr(value, field))}' for field in given)})"


def _printed(value: Any) -> str:
    if isinstance(value, Plan | Where | Subject):
        return str(value)
    if isinstance(value, Voting):
        return _called("voting", value)
    if isinstance(value, tuple | list):
        return f"[{', '.join(map(_printed, value))}]"
    if isinstance(value, dt.date):
        return _literal(value.isoformat())
    if isinstance(value, StrEnum):
        return _literal(value.value)
    return _literal(value)


def _literal(value: Any) -> str:
    """A literal with straight double quotes around text, which Python reads back."""
    if not isinstance(value, str):
        return repr(value)
    escaped = repr(value)[1:-1].replace("\\'", "'")
    return '"' + escaped.replace('"', '\\"') + '"'


def _said(value: Any) -> str:
    return str(value.get("op", value) if isinstance(value, dict) else value)[:80]


def in_short(error: ValidationError) -> str:
    """The first two problems, with the argument that each is in."""
    problems = error.errors(include_url=False, include_input=False)[:2]
    return "; ".join(
        f"{'.'.join(str(part) for part in each['loc'] if part != 'function-before[_nested()]')}: {each['msg']}"
        for each in problems
    )
