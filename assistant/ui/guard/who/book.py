"""The file of people: a name and a hashed password a line."""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
import secrets
import string
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from assistant.errors import WrongInput, WrongSettings

__all__ = ["Book", "Hashed"]

_NAME = frozenset(f"{string.ascii_letters}{string.digits}_.@-")
_SHORTEST, _LONGEST = 10, 200  # characters of a password
_COST, _BLOCKS, _TIMES = 2**15, 8, 3  # scrypt: 32 MiB, some 0.3 s
_MEMORY = 128 * 2**20  # bytes that a hash of the file may ask for


@dataclass(frozen=True, slots=True)
class Hashed:
    """A password as it is kept (scrypt): what was hashed cannot be had from it again."""

    cost: int
    blocks: int
    times: int
    salt: bytes
    digest: bytes

    @classmethod
    def of(cls, password: str) -> Hashed:
        salt = secrets.token_bytes(16)
        return cls(_COST, _BLOCKS, _TIMES, salt, _hash(password, salt, _COST, _BLOCKS, _TIMES))

    @classmethod
    def read(cls, text: str) -> Hashed:
        """Raises ``ValueError`` where it is none."""
        kind, cost, blocks, times, salt, digest = text.split("$")
        if kind != "scrypt":
            raise ValueError(kind)
        return cls(int(cost), int(blocks), int(times), base64.b64decode(salt), base64.b64decode(digest))

    def fits(self, password: str) -> bool:
        """Takes the same time whatever is wrong with it."""
        return hmac.compare_digest(_hash(password, self.salt, self.cost, self.blocks, self.times), self.digest)

    def __str__(self) -> str:
        told = (base64.b64encode(each).decode() for each in (self.salt, self.digest))
        return "$".join(("scrypt", str(self.cost), str(self.blocks), str(self.times), *told))


_NOBODY = Hashed(_COST, _BLOCKS, _TIMES, bytes(16), bytes(32))  # compared with where a name is not known


class Book:
    """The people of a file, which is read again when it has changed."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self._seen: tuple[int, int] | None = None
        self._people: dict[str, Hashed] = {}

    @property
    def people(self) -> dict[str, Hashed]:
        """By name; nobody where there is no file. Raises :class:`WrongSettings` where it is damaged."""
        try:
            state = self.file.stat()
            if (seen := (state.st_mtime_ns, state.st_size)) != self._seen:
                lines = [line for line in self.file.read_text("utf-8").splitlines() if line.strip()]
                self._people = {name: Hashed.read(text) for name, _, text in (line.partition(":") for line in lines)}
                self._seen = seen
        except FileNotFoundError:  # nobody yet
            if self._people or self._seen is not None:
                self._people, self._seen = {}, None
        except (OSError, ValueError) as error:
            raise WrongSettings(
                f"{self.file} cannot be read as names and passwords ({type(error).__name__}). Write it anew: unsc users add NAME"
            ) from None
        return self._people

    def fits(self, name: str, password: str) -> bool:
        """Whether it is the password of that name; a name that is not known takes as long."""
        known = self.people.get(name)
        return (known or _NOBODY).fits(password[:_LONGEST]) and known is not None

    def put(self, name: str, password: str) -> bool:
        """Write a name with its password; whether it is new. Raises :class:`WrongInput` for one that cannot be used."""
        if not 0 < len(name) <= 64 or not _NAME.issuperset(name) or name[0] in ".@-":
            raise WrongInput(
                "A name has up to 64 letters, digits, dots, dashes and @, and begins with a letter or digit."
            )
        if not _SHORTEST <= len(password) <= _LONGEST:
            raise WrongInput(f"A password has {_SHORTEST} to {_LONGEST} characters. Choose another one.")
        people = dict(self.people)
        is_new = name not in people
        self._write({**people, name: Hashed.of(password)})
        return is_new

    def remove(self, name: str) -> None:
        """Raises :class:`WrongInput` where the name is not there."""
        people = dict(self.people)
        if people.pop(name, None) is None:
            raise WrongInput(f"There is no {name!r} in {self.file}. unsc users list tells who is.")
        self._write(people)

    def _write(self, people: dict[str, Hashed]) -> None:
        """Whole or not at all, for its owner alone: whoever owns the folder, for whom root may write it."""
        self.file.parent.mkdir(parents=True, exist_ok=True)
        new = self.file.with_name(f".{self.file.name}.{os.getpid()}")
        with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
            file.writelines(f"{name}:{hashed}\n" for name, hashed in sorted(people.items()))
        folder = self.file.parent.stat()
        with suppress(OSError):
            os.chown(new, folder.st_uid, folder.st_gid)
        new.replace(self.file)


def _hash(password: str, salt: bytes, cost: int, blocks: int, times: int) -> bytes:
    words = password.encode("utf-8", "replace")
    return hashlib.scrypt(words, salt=salt, n=cost, r=blocks, p=times, maxmem=_MEMORY, dklen=32)
