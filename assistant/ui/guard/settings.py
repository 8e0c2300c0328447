"""Who may reach the window and what programs call, and how much of it: the settings of what listens."""

from __future__ import annotations

import re
from ipaddress import ip_network
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, SecretStr, field_validator

_IN_A_PATH, _IN_A_HEADER = frozenset("._~-"), frozenset("-")  # beside letters and digits
_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9._-]{0,251}[a-z0-9])?|\[[0-9a-f:.]{2,45}\])(?::[0-9]{1,5})?")


class _Group(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class WindowSettings(_Group):
    """The chat window."""

    host: str = Field(default="127.0.0.1", description="Address the window listens on.")
    port: int = Field(default=7860, ge=0, le=65535, description="Port the window listens on; 0 takes a free one.")
    names: str = Field(
        default="",
        description="Further names the window may be opened under, with commas between them, such as "
        "unsc.example.org or localhost:8080. Requests under other names than these and the loopback ones are refused.",
    )
    waiting: int = Field(
        default=300, ge=1, le=5000, description="Questions that may wait for their turn; others are told to come later."
    )
    chats: int = Field(
        default=500, ge=10, le=10000, description="Chats kept in memory; beyond it the longest unused is forgotten."
    )
    workers: int = Field(
        default=2, ge=1, le=64, description="Processes that answer beside the page, each of some 1.1 GB: one a core."
    )
    deadline: float = Field(
        default=20.0,
        gt=0,
        description="Seconds of work on one question, without the time a language model takes; one that takes longer is ended.",
    )

    downloads: bool = Field(
        default=True, description="Whether readers may start a download of official texts in the window."
    )
    uploads: bool = Field(
        default=False, description="Whether readers may send documents, which are read into the index."
    )
    upload_files: int = Field(default=20, ge=1, le=1000, description="Documents that may be sent at a time.")
    upload_megabytes: float = Field(
        default=50.0, gt=0, le=2000, description="Megabytes that may be sent at a time; forty times as much is kept."
    )
    upload_types: str = Field(
        default="xml pdf txt csv json zip", description="Ends of the names of documents that may be sent."
    )
    rate: int = Field(
        default=1200,
        ge=0,
        description="Pages, questions and texts a minute for one person or address; more are told to wait. 0: any number.",
    )
    prefix: str = Field(
        default="", description="Path below which a server in front passes requests on, unchanged: /unsc. Empty: none."
    )
    proxies: str = Field(
        default="",
        description="Addresses of servers in front, with commas: 127.0.0.1 or 10.0.0.0/8. What they say of who asks "
        "(X-Forwarded-For, and `UNSC_USERS__HEADER`) is believed; of others it is not.",
    )

    @field_validator("prefix")
    @classmethod
    def _prefix(cls, value: str) -> str:
        first, *parts = value.split("/")
        if value and (first or not parts or not all(is_of(each, _IN_A_PATH) and each[0] != "." for each in parts)):
            raise ValueError(f"{value!r} is no path of an address; give one like /unsc")
        return value

    @field_validator("proxies")
    @classmethod
    def _proxies(cls, value: str) -> str:
        for each in _listed(value):
            ip_network(each)  # says itself what is wrong
        return value

    @field_validator("names")
    @classmethod
    def _names(cls, value: str) -> str:
        for name in _listed(value):
            if not _HOST.fullmatch(name.lower()):
                raise ValueError(f"{name!r} is no name of a host; give names like unsc.example.org or 192.0.2.7:7860")
        return value

    @property
    def types(self) -> frozenset[str]:
        """The ends of names, in small letters and without a dot."""
        return frozenset(each.lower().removeprefix(".") for each in _listed(self.upload_types))

    @property
    def servers_in_front(self) -> tuple[str, ...]:
        return _listed(self.proxies)

    @property
    def further_names(self) -> tuple[str, ...]:
        return _listed(self.names)


class DoorSettings(_Group):
    """What programs may do: over HTTP (`/api/v1`) and the Model Context Protocol (`/mcp`), at the address of the window."""

    token: SecretStr = Field(
        default=SecretStr(""),
        description="Token that programs send as `Authorization: Bearer …`; empty: none is asked for.",
    )
    origins: str = Field(
        default="",
        description="Pages that may call it from a browser (CORS), with commas: https://desk.example.org. Empty: none.",
    )
    rate: int = Field(
        default=600, ge=0, description="Calls a minute from one address; more are told to wait. 0: any number."
    )
    at_once: int = Field(
        default=64, ge=1, le=1000, description="Calls worked on or waiting at a time; others come later."
    )
    largest: int = Field(default=65_536, ge=1024, le=10_000_000, description="Bytes of a request.")
    seconds: float = Field(
        default=120.0,
        gt=0,
        description="Seconds after which a call that has not ended is given up; a slow language model needs more.",
    )

    @field_validator("origins")
    @classmethod
    def _origins(cls, value: str) -> str:
        for origin in _listed(value):
            scheme, _, name = origin.lower().partition("://")
            if scheme not in ("http", "https") or not _HOST.fullmatch(name):
                raise ValueError(f"{origin!r} is no origin of a page; give origins like https://desk.example.org")
        return value

    @property
    def granted(self) -> frozenset[str]:
        """The origins, as a browser writes them."""
        return frozenset(map(str.lower, _listed(self.origins)))


class UserSettings(_Group):
    """Who may use pages, chat and doors: people with a password of their own, or whom a server in front names. Without either
    everybody who reaches the address."""

    file: Path | None = Field(
        default=None,
        description="File of names and hashed passwords, which `unsc users add` writes. Empty: no passwords.",
    )
    header: str = Field(
        default="",
        description="Header in which a server in front (`UNSC_WINDOW__PROXIES`) names who asks, such as X-Remote-User. Empty: none.",
    )
    hours: float = Field(default=12.0, gt=0, description="Hours after which whoever signed in does so again.")
    sessions: int = Field(
        default=1000, ge=1, description="People signed in at a time; beyond it the longest unused sign in again."
    )

    @field_validator("header")
    @classmethod
    def _header(cls, value: str) -> str:
        if value and not is_of(value, _IN_A_HEADER):
            raise ValueError(f"{value!r} is no name of a header; give one like X-Remote-User")
        return value


class WatchSettings(_Group):
    """What whoever runs it for others sees of it."""

    log: Literal["text", "json"] = Field(
        default="text", description="Form of the log: text, or JSON, one object a line."
    )
    requests: bool = Field(
        default=False,
        description="Whether each request is logged: what it was for, its status, its time, and who asked.",
    )
    words: bool = Field(
        default=False, description="Whether the log may hold words: questions, and addresses with what stands in them."
    )
    metrics: bool = Field(default=False, description="Whether `/metrics` tells numbers in the text form of Prometheus.")


def _listed(text: str) -> tuple[str, ...]:
    return tuple(text.replace(",", " ").split())


def is_of(word: str, marks: frozenset[str]) -> bool:
    """Whether it is a word of ASCII letters, digits and some marks."""
    return 0 < len(word) <= 64 and word.isascii() and all(each.isalnum() or each in marks for each in word)
