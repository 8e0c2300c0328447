"""How evidence is ranked, and when it is too weak: the settings of the retrieval."""

from __future__ import annotations

from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field


class Fusion(StrEnum):
    """How several rankings of paragraphs become one."""

    RECIPROCAL_RANK = "reciprocal-rank"
    SCALED_SCORE = "scaled-score"


class RetrievalSettings(BaseModel):
    """How evidence is ranked: rankings fused, multiplied by what is known about each paragraph."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    fusion: Fusion = Field(
        default=Fusion.RECIPROCAL_RANK,
        description="How rankings become one: reciprocal-rank (places count) or scaled-score (distances count).",
    )
    rank_constant: float = Field(
        default=60.0,
        ge=0,
        description="The k of reciprocal rank fusion: the larger, the less the first places stand out.",
    )
    lexical: float = Field(default=0.56, ge=0, description="Weight of the words (BM25 of a paragraph in its context).")
    bare: float = Field(default=0.3, ge=0, description="Weight of the words of the paragraph alone, without context.")
    dense: float = Field(default=0.8, ge=0, description="Weight of the meaning (cosine of the embeddings).")
    whole_resolution: float = Field(default=0.8, ge=0, description="Weight of the words of the whole resolution.")
    centre: float = Field(
        default=0.6, ge=0, description="Weight of the meaning of the whole resolution (mean of its paragraphs)."
    )
    best_of_resolution: float = Field(
        default=0.35,
        ge=0,
        description="Share that a paragraph takes from the scores of its resolution's best paragraphs.",
    )
    expansion: float = Field(
        default=1.0,
        ge=0,
        description="What words of the Council's register count that stand for words of the question.",
    )
    bare_inside: float = Field(default=1.0, ge=0, description="As `bare`, inside a resolution that the question names.")
    dense_inside: float = Field(default=0.8, ge=0, description="As `dense`, inside a named resolution.")
    lexical_inside: float = Field(default=0.2, ge=0, description="As `lexical`, inside a named resolution.")
    candidates: int = Field(
        default=400, ge=10, description="Paragraphs taken from each ranking before they are added up."
    )
    whole: int = Field(
        default=12, ge=0, le=16, description="Resolutions all of whose paragraphs are weighed, best as a whole."
    )
    weighed: int = Field(default=300, ge=50, description="Paragraphs that are read and weighed by all evidence.")
    evidence: int = Field(default=50, ge=1, description="Paragraph keys kept as evidence.")
    operative: float = Field(default=1.6, gt=0, description="Factor for an operative paragraph.")
    decision: float = Field(
        default=1.2,
        gt=0,
        description="Factor for a verb that decides, demands or authorizes, when the question asks what was decided.",
    )
    preambular: float = Field(
        default=0.6, gt=0, description="Factor for a preambular paragraph, when the question asks what was decided."
    )
    boilerplate: float = Field(default=0.3, gt=0, description="Factor for closing formulae such as remaining seized.")
    adopted_then: float = Field(
        default=2.0, gt=0, description="Factor for a resolution adopted in a year named in the question."
    )
    adopted_that_month: float = Field(
        default=1.8, gt=0, description="Further factor where the month is named and fits too."
    )
    adopted_that_day: float = Field(
        default=2.5, gt=0, description="Further factor where the day is named and fits too."
    )
    during_event: float = Field(
        default=2.5,
        gt=0,
        description="Factor for a resolution adopted during an event that the question names; its root where the event lasted long.",
    )
    in_office: float = Field(
        default=1.25,
        ge=1,
        description="Factor for a resolution adopted while a person named in the question was in office; a divisor outside.",
    )
    same_place: float = Field(
        default=1.3, gt=0, description="Factor for a resolution on a State or region that the question names."
    )
    elsewhere: float = Field(
        default=0.7, gt=0, description="Factor for a resolution on other States or regions than the question names."
    )
    verb: float = Field(
        default=1.35, gt=0, description="Factor for a paragraph whose leading verb is named in the question."
    )
    term: float = Field(
        default=1.6, gt=0, description="Factor for a paragraph that says until when or how long, when that is asked."
    )
    number: float = Field(
        default=1.6,
        gt=0,
        description="Factor for a paragraph that counts something, when it is asked how many or how much.",
    )
    act: float = Field(
        default=1.8,
        gt=0,
        description="Factor for a paragraph that does what is asked about: establishes, ends, extends, allows, bans.",
    )
    founding: float = Field(
        default=2.4,
        gt=0,
        description="Factor for a paragraph that sets up, sends or authorizes somebody, when it is asked which body or who was to do something.",
    )
    copy_of_better: float = Field(
        default=0.7, gt=0, le=1, description="Factor for a paragraph that repeats the opening words of a better one."
    )
    names: float = Field(
        default=0.2, ge=0, description="How much more a paragraph counts that holds all names in the question."
    )
    other_bodies: float = Field(
        default=0.6,
        gt=0,
        le=1,
        description="Factor for a resolution in which nothing was found on the mission or panel that the question names.",
    )
    order_of_time: float = Field(
        default=0.8, ge=0, description="How strongly questions for the newest or the first decision prefer it."
    )


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
