"""Every regular expression of the packages, and the strings on which it could go round: made from its own parse tree.

A pattern that repeats what can repeat, or that repeats alternatives that begin alike, takes a number of steps that grows with
a high power of the length, or doubles with every word. Run as a program this module tries patterns, each under a bound on
*processor time* that the system holds (a regular expression cannot be interrupted from inside), and prints the name of the
one it is at, so that whoever started it knows which one it was ended on.
"""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
import signal
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from re import _constants as sre  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from types import ModuleType
from typing import Any

from assistant.reading.fence import LONGEST_READ, read_of

LENGTH = LONGEST_READ  # characters of a pumped string
SECONDS = 0.5  # of the processor for one pattern on one string: a square of the length takes 10 ms, its cube 5 s
_USES = frozenset(("compile", "search", "match", "fullmatch", "sub", "subn", "split", "findall", "finditer"))
_MANY = 6  # a repetition that may go on for longer than this is pumped
_TAILS = ("!", " x?")
_COMMON = ("a", "A", "1", " ", "a ", "A ", "Aa ", "1 ", "the ", "and ", "of ", ", ", "a, ", "a, a and ", "a-", "a’s ", "1, ", "(", ")", "“", "x y. ", "1 (a) ", "?", "\n", "a\n", "resolution 1 ", "1990 ", "UN ")  # fmt: skip


@dataclass(frozen=True)
class Used:
    """One pattern: where it is written, the pattern itself, and its flags."""

    where: str
    pattern: str
    flags: int


def modules_of(*packages: str) -> Iterator[ModuleType]:
    for name in packages:
        package = importlib.import_module(name)
        yield package
        for found in pkgutil.walk_packages(package.__path__, f"{name}."):
            if not found.name.endswith("__main__"):
                yield importlib.import_module(found.name)


def patterns_of(module: ModuleType) -> Iterator[Used]:
    """The patterns that a module writes: compiled ones among its values, and those given to a function of ``re``."""
    found: dict[tuple[str, int], str] = {}
    for name, value in vars(module).items():
        for each in _compiled(value):
            found.setdefault((each.pattern, each.flags & ~re.UNICODE), f"{module.__name__}.{name}")
    for node in ast.walk(ast.parse(Path(module.__file__ or "").read_text("utf-8"))):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and isinstance(node.func.value, ast.Name)
            and node.func.value.id == "re"
            and node.func.attr in _USES
            and node.args
        ):
            text = _value(node.args[0], module)
            flags = next((_value(each.value, module) for each in node.keywords if each.arg == "flags"), None)
            place = {"compile": 1, "search": 2, "match": 2, "fullmatch": 2, "findall": 2, "finditer": 2}.get(
                node.func.attr
            )
            if flags is None and place and len(node.args) > place:
                flags = _value(node.args[place], module)
            if isinstance(text, str):
                found.setdefault((text, int(flags or 0)), f"{module.__name__}:{node.lineno}")
    for (pattern, flags), where in found.items():
        yield Used(where, pattern, flags)


def _compiled(value: Any, depth: int = 0) -> Iterator[re.Pattern[str]]:
    if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
        yield value
    elif depth < 4 and isinstance(value, dict):
        for each in [*value, *value.values()]:
            yield from _compiled(each, depth + 1)
    elif depth < 4 and isinstance(value, (tuple, list, set, frozenset)):
        for each in value:
            yield from _compiled(each, depth + 1)


def _value(node: ast.expr, module: ModuleType) -> Any:
    """What an expression gives in its module; a name that only a function knows stands for a word."""
    known = defaultdict(lambda: "word", vars(module) | {"__builtins__": __builtins__})
    try:
        return eval(compile(ast.Expression(node), "pattern", "eval"), {}, known)  # our own source
    except Exception:  # noqa: BLE001 - whatever a function-local object would have to be
        return None


def pumped(used: Used) -> Iterator[str]:
    """Strings of :data:`LENGTH` characters on which the repetitions of a pattern go on, and then fail or do not: as they
    come through the fence."""
    yield from _common()
    units: dict[tuple[str, str], None] = {}
    for before, unit in _repeated(list(_parser.parse(used.pattern, used.flags)), ""):
        if unit:
            units[before[-200:], unit] = None
    made: set[str] = set()
    for before, unit in units:
        longest = unit * (LENGTH // len(unit))
        both = f"{before}{unit * 3}"  # where each beginning goes on for a little
        for text in (f"{before}{longest}{_TAILS[0]}", both * (LENGTH // len(both)) + _TAILS[0]):
            made.add(read_of(f"{text[: LENGTH - 4]}{text[-4:]}"))
    yield from sorted(made)


@cache
def _common() -> tuple[str, ...]:
    texts = (read_of(unit * (LENGTH // len(unit) - 4) + tail) for unit in _COMMON for tail in _TAILS)
    return tuple(dict.fromkeys(texts))


def _repeated(items: list[Any], before: str) -> Iterator[tuple[str, str]]:
    """Each long repetition of a parsed pattern: what comes before it, and what is repeated (several of each)."""
    for op, argument in items:
        if op in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT):
            _least, most, body = argument
            if most > _MANY:
                for unit in _samples(list(body)):
                    yield before, unit
            yield from _repeated(list(body), before)
        elif op is sre.SUBPATTERN:
            yield from _repeated(list(argument[3]), before)
        elif op is sre.ATOMIC_GROUP:
            yield from _repeated(list(argument), before)
        elif op is sre.BRANCH:
            for branch in argument[1]:
                yield from _repeated(list(branch), before)
        elif op in (sre.ASSERT, sre.ASSERT_NOT):
            yield from _repeated(list(argument[1]), before)
        before += _sample([(op, argument)])


def _sample(items: list[Any]) -> str:
    return next(iter(_samples(items, 1)), "")


def _samples(items: list[Any], most: int = 3) -> list[str]:
    """Some strings that parsed items match, lookarounds aside."""
    found = [""]
    for op, argument in items:
        found = [a + b for b in _each(op, argument, most) for a in found][:most]
    return list(dict.fromkeys(found))


def _each(op: Any, argument: Any, most: int) -> list[str]:
    if op is sre.LITERAL:
        return [chr(argument)]
    if op is sre.NOT_LITERAL:
        return ["a" if argument != ord("a") else "b"]
    if op is sre.ANY:
        return ["a", " "][:most]
    if op is sre.IN:
        return _of_class(argument)[:most]
    if op is sre.CATEGORY:
        return _of_class([(op, argument)])[:most]
    if op is sre.BRANCH:
        return [each for branch in argument[1] for each in _samples(list(branch), 2)][: max(most, 1)]
    if op is sre.SUBPATTERN:
        return _samples(list(argument[3]), most)
    if op is sre.ATOMIC_GROUP:
        return _samples(list(argument), most)
    if op in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT):
        least, _, body = argument
        inner = _samples(list(body), most)
        return [each * max(least, 1) for each in inner] + ([""] if not least else [])
    return [""]


def _of_class(argument: list[Any]) -> list[str]:
    pattern = re.compile(_class_text(argument))
    return [c for c in "a1 A,-.’'\n(/“;:é–_x?" if pattern.match(c)] or [
        chr(value if op is sre.LITERAL else value[0]) for op, value in argument if op in (sre.LITERAL, sre.RANGE)
    ]


_CATEGORIES = {
    sre.CATEGORY_DIGIT: r"\d", sre.CATEGORY_NOT_DIGIT: r"\D", sre.CATEGORY_SPACE: r"\s",
    sre.CATEGORY_NOT_SPACE: r"\S", sre.CATEGORY_WORD: r"\w", sre.CATEGORY_NOT_WORD: r"\W",
}  # fmt: skip


def _class_text(argument: list[Any]) -> str:
    out = ""
    for op, value in argument:
        if op is sre.NEGATE:
            out += "^"
        elif op is sre.LITERAL:
            out += re.escape(chr(value))
        elif op is sre.RANGE:
            out += f"{re.escape(chr(value[0]))}-{re.escape(chr(value[1]))}"
        elif op is sre.CATEGORY:
            out += _CATEGORIES[value]
    return f"[{out}]"


def every_pattern(*packages: str) -> list[Used]:
    """All patterns of packages, each once, in a fixed order."""
    found: dict[tuple[str, int], Used] = {}
    for module in modules_of(*packages):
        for used in patterns_of(module):
            found.setdefault((used.pattern, used.flags), used)
    return sorted(found.values(), key=lambda used: (used.where, used.pattern))


def main(start: int, seconds: float, packages: list[str]) -> None:
    """Try every pattern from the ``start``th on; before each its place is printed."""
    for nth, used in enumerate(every_pattern(*packages)):
        if nth < start:
            continue
        print(nth, used.where, repr(used.pattern)[:100], flush=True)
        pattern = re.compile(used.pattern, used.flags)
        for text in pumped(used):
            signal.setitimer(signal.ITIMER_PROF, seconds)  # nobody listens to its signal, which ends the process
            for _ in pattern.finditer(text):
                pass
            signal.setitimer(signal.ITIMER_PROF, 0)  # making the next one is not the pattern's time
    print("done", flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]), float(sys.argv[2]), sys.argv[3:])
