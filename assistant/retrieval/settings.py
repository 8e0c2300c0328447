"""How much evidence is looked at, and when it is too weak: the settings of the retrieval."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field


class RetrievalSettings(BaseModel):
    """How many paragraphs are looked at."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    candidates: int = Field(default=400, ge=10, description="Paragraphs taken from each ranking.")
    whole: int = Field(
        default=12, ge=0, le=16, description="Resolutions all of whose paragraphs are taken, best as a whole."
    )
    weighed: int = Field(default=200, ge=50, description="Paragraphs that are read and put in order.")
    evidence: int = Field(default=50, ge=1, description="Paragraph keys kept as evidence.")


class Thresholds(BaseModel):
    """When evidence is too weak to answer from."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    similarity: float = Field(
        default=0.42, ge=0, le=1, description="Lowest cosine similarity of the best paragraph, with `coverage`."
    )
    coverage: float = Field(
        default=0.15,
        ge=0,
        le=1,
        description="Lowest share of the question's words in a best paragraph, with `similarity`.",
    )
    strong_similarity: float = Field(
        default=0.55, ge=0, le=1, description="Cosine similarity that is enough by itself when any word is shared."
    )
    strong_coverage: float = Field(
        default=0.75, ge=0, le=1, description="Share of the question's words that is enough by itself."
    )
    quoted_beside_best: float = Field(
        default=0.72,
        ge=0,
        le=1,
        description="A paragraph is quoted beside the best one when its score reaches this share of the best score.",
    )
    quotations: int = Field(default=3, ge=1, description="Paragraphs quoted at most in one answer.")
    own_words: float = Field(
        default=0.0,
        ge=0,
        le=1,
        description="Share of the words of a model's sentence that need not stand in what it cites before it is marked.",
    )
