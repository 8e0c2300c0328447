"""Every setting, and the only place that reads the environment.

A setting ``llm.base_url`` is the variable ``UNSC_LLM__BASE_URL``. Secrets are never printed and never part of the
fingerprint.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from platformdirs import user_data_path
from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError
from pydantic.fields import FieldInfo
from pydantic_settings import BaseSettings, SettingsConfigDict

from assistant.errors import WrongSettings
from assistant.retrieval.settings import RetrievalSettings, Thresholds
from assistant.ui.guard.settings import DoorSettings, UserSettings, WatchSettings, WindowSettings
from vectorstore.addresses import shown


class _Group(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class LLMSettings(_Group):
    """The language model; without a base URL answers are extractive and no model is needed."""

    base_url: str = Field(
        default="", repr=False, description="Address of an OpenAI-compatible API, ending in /v1. Empty: no model."
    )
    api_key: SecretStr = Field(
        default=SecretStr(""), description="Key sent to that API; empty for servers that need none."
    )
    model: str = Field(default="", description="Name of the model, as that API knows it.")
    timeout: float = Field(
        default=60.0,
        gt=0,
        description="Seconds to wait for the model: for its next words, and three times this for the whole answer.",
    )
    retries: int = Field(
        default=3,
        ge=0,
        le=10,
        description="Attempts after a refusal for load (429) or an error of the "
        "server (5xx), each after a longer pause.",
    )
    context_tokens: int = Field(
        default=32_768,
        ge=1024,
        description="Tokens the model can read and write together. Below some 21,000 it calls no operations: their schemas take 14,000.",
    )
    answer_tokens: int = Field(default=1024, ge=64, description="Tokens kept free for the answer.")
    answer_characters: int = Field(
        default=40_000, ge=100, description="Characters of an answer at which a model that does not end is stopped."
    )
    reply_megabytes: float = Field(
        default=16.0,
        gt=0,
        description="Megabytes of one reply, reasoning and all that is not shown included, at which it is stopped.",
    )
    temperature: float = Field(default=0.0, ge=0, le=2, description="Randomness of the model's wording.")
    rerank: int = Field(
        default=0,
        ge=0,
        le=50,
        description="Paragraphs found that the model puts in order before it answers, in a request of its own; 0: none.",
    )
    calls: int = Field(
        default=12,
        ge=0,
        le=100,
        description="Operations that the model may call for one question; 0: it calls none, and writes from what one search finds.",
    )
    tokens: int = Field(
        default=300_000,
        ge=40_000,
        description="Tokens, sent and written, that one question may cost while the model calls operations; each request sends their schemas again.",
    )
    seconds: float = Field(
        default=180.0, gt=0, description="Seconds that one question may take while the model calls operations."
    )
    repair: bool = Field(
        default=True, description="Whether the model is asked once to mend sentences that are not supported."
    )

    @property
    def server(self) -> str:
        """The address as it may be shown: without name, password and keys."""
        return shown(self.base_url)

    @property
    def configured(self) -> bool:
        return bool(self.base_url and self.model)


class EmbeddingSettings(_Group):
    """The embedding; a change needs a new ingestion, which the program says when it matters."""

    name: str = Field(
        default="minilm",
        description="Embedding: minilm (comes with the package, works offline), fastembed, or openai-compatible.",
    )
    base_url: str = Field(
        default="", repr=False, description="Address of an OpenAI-compatible embeddings API, for openai-compatible."
    )
    api_key: SecretStr = Field(default=SecretStr(""), description="Key sent to that API.")
    model: str = Field(default="", description="Name of the embedding model, for fastembed and openai-compatible.")


class ChromaSettings(_Group):
    """A Chroma server for the vectors; without an address they lie in the folder of the index."""

    url: str = Field(
        default="",
        repr=False,
        description="Address of a Chroma server for the vectors, such as http://127.0.0.1:8000. Empty: in the folder.",
    )
    token: SecretStr = Field(
        default=SecretStr(""), description="Token sent to that server (X-Chroma-Token, and as a bearer token)."
    )
    tenant: str = Field(default="default_tenant", description="Tenant on that server.")
    database: str = Field(default="default_database", description="Database on that server.")


class DownloadSettings(_Group):
    """Where official texts are fetched from when that is asked for. Each address may be a mirror or a path."""

    folder: Path | None = Field(
        default=None, description="Folder of what is downloaded. Empty: `downloads` in the folder of the index."
    )
    unxml_archive: str = Field(
        default="https://github.com/UNxml/SCresolutions/archive/{commit}.zip",
        description="Archive of a commit of the United Nations' repository, or the path of one, or of a folder with it.",
    )
    unxml_api: str = Field(
        default="https://api.github.com/repos/UNxml/SCresolutions",
        description="The repository in GitHub's interface: which commit is the newest, and the hashes of its files.",
    )
    unxml_files: str = Field(
        default="https://raw.githubusercontent.com/UNxml/SCresolutions/{commit}/{path}",
        description="One file of a commit, for updates.",
    )
    unxml_commit: str = Field(default="HEAD", description="Commit, branch or tag of the repository; HEAD: the newest.")
    cr_unsc: str = Field(
        default="https://zenodo.org/api/records/7319780",
        description="The record of CR-UNSC in Zenodo's interface, or a folder with its archives.",
    )
    documents: str = Field(
        default="https://documents.un.org/api/symbol/access",
        description="Official PDFs by their symbols, or a folder with files named S_RES_2395_2017.pdf.",
    )
    hosts: str = Field(
        default="",
        description="Further hosts that these addresses may lead on to, with commas; `.example.org`: all below.",
    )
    timeout: float = Field(default=30.0, gt=0, description="Seconds to wait for the next bytes.")
    tries: int = Field(
        default=6, ge=1, le=50, description="Failures in a row, with longer and longer pauses, before it gives up."
    )
    first_pause: float = Field(
        default=1.0, ge=0, description="Seconds of the first pause; each is twice as long as the one before."
    )
    longest_pause: float = Field(
        default=120.0, ge=0, description="Seconds of the longest pause; a source that asks for more is not waited for."
    )


class Settings(BaseSettings):
    """All settings. Read once at the start by the command line; every part is given what it needs."""

    model_config = SettingsConfigDict(env_prefix="UNSC_", env_nested_delimiter="__", frozen=True, extra="forbid")

    data: Path = Field(
        default_factory=lambda: user_data_path("unsc", appauthor=False),
        description="Folder of the index: catalogue, vectors, lexical index.",
    )
    llm: LLMSettings = Field(default_factory=LLMSettings, description="Language model.")
    embedding: EmbeddingSettings = Field(default_factory=EmbeddingSettings, description="Embedding.")
    chroma: ChromaSettings = Field(default_factory=ChromaSettings, description="Chroma server.")
    retrieval: RetrievalSettings = Field(default_factory=RetrievalSettings, description="Ranking.")
    thresholds: Thresholds = Field(default_factory=Thresholds, description="Refusals and quotations.")
    download: DownloadSettings = Field(default_factory=DownloadSettings, description="Sources of official texts.")
    window: WindowSettings = Field(default_factory=WindowSettings, description="Chat window.")
    api: DoorSettings = Field(default_factory=DoorSettings, description="Programs.")
    users: UserSettings = Field(default_factory=UserSettings, description="Who may use it.")
    watch: WatchSettings = Field(default_factory=WatchSettings, description="Log and numbers.")

    @property
    def fingerprint(self) -> str:
        """Twelve hex digits that change with every setting an answer depends on; secrets and paths do not count."""
        answering = self.model_dump(
            mode="json",
            include={"llm", "embedding", "retrieval", "thresholds"},
            exclude={"llm": {"api_key"}, "embedding": {"api_key"}},
        )
        for group in (answering["llm"], answering["embedding"]):
            group["base_url"] = shown(group["base_url"])
        return hashlib.sha256(json.dumps(answering, sort_keys=True).encode()).hexdigest()[:12]


def load_settings(**given: Any) -> Settings:
    """Settings from the environment, overridden by what is ``given``; ``None`` counts as not given.

    Raises :class:`WrongSettings` with the name of the variable and what it allows.
    """
    try:
        return Settings(**{name: value for name, value in given.items() if value is not None})
    except ValidationError as error:
        problems = "; ".join(f"{variable_name(problem['loc'])}: {problem['msg']}" for problem in error.errors())
        raise WrongSettings(
            f"These settings cannot be used. {problems}. docs/settings.md lists every setting."
        ) from None


def variable_name(path: tuple[int | str, ...]) -> str:
    """``("llm", "base_url")`` → ``UNSC_LLM__BASE_URL``."""
    return "UNSC_" + "__".join(str(step) for step in path).upper()


def settings_table() -> str:
    """Every setting as a Markdown table: variable, default, meaning."""
    rows = ["| variable | default | meaning |", "| --- | --- | --- |"]
    for path, field in _fields(Settings.model_fields):
        rows.append(f"| `{variable_name(path)}` | {_default(path, field)} | {field.description} |")
    return "\n".join(rows) + "\n"


def _fields(
    fields: Mapping[str, FieldInfo], above: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], FieldInfo]]:
    for name, field in fields.items():
        kind = field.annotation
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            yield from _fields(kind.model_fields, (*above, name))
        else:
            yield (*above, name), field


def _default(path: tuple[str, ...], field: FieldInfo) -> str:
    if path == ("data",):
        return "a folder `unsc` in the user's data directory"
    value = field.default
    if value is None:
        return "empty"
    shown = value.get_secret_value() if isinstance(value, SecretStr) else str(value)
    return f"`{shown}`" if shown else "empty"
