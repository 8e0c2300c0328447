"""Paragraphs as llama-index nodes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from llama_index.core.schema import BaseNode, NodeRelationship, RelatedNodeInfo, TextNode, TransformComponent

from ingest.resolution import Paragraph, Resolution
from vectorstore.context import contexts, searchable

Metadata = dict[str, str | int]


def metadata(paragraph: Paragraph, resolution: Resolution) -> Metadata:
    """Flat facts about a paragraph, as Chroma and llama-index's filters take them.

    ``date`` is an integer such as 20171221, so that ranges compare; 0 where the day is not known. ``section`` joins the
    headings above the paragraph with " > ".
    """
    return {
        "number": paragraph.resolution,
        "year": paragraph.year,
        "date": int(f"{resolution.date:%Y%m%d}") if resolution.date else 0,
        "kind": paragraph.kind.value,
        "paragraph": paragraph.number,
        "verb": paragraph.verb,
        "force": paragraph.force.value if paragraph.force else "",
        "section": " > ".join(paragraph.section),
    }


def to_node(paragraph: Paragraph, resolution: Resolution) -> TextNode:
    """A node with the paragraph's own words and nothing else in its text; its id is the key."""
    facts = metadata(paragraph, resolution)
    return TextNode(
        id_=paragraph.key,
        text=paragraph.words,
        metadata=facts,
        # Models read the text alone. The context stands in it where it is wanted.
        excluded_embed_metadata_keys=list(facts),
        excluded_llm_metadata_keys=list(facts),
        relationships={NodeRelationship.SOURCE: RelatedNodeInfo(node_id=str(paragraph.resolution))},
    )


def to_nodes(resolutions: Sequence[Resolution]) -> list[TextNode]:
    """The searchable paragraphs of resolutions, in order."""
    return [to_node(p, resolution) for resolution in resolutions for p in resolution.paragraphs if searchable(p)]


class SearchTexts(TransformComponent):
    """Puts the context in front of each node's words; the words of the nodes that are given stay as they are."""

    contexts: dict[str, str]

    @classmethod
    def of(cls, resolutions: Sequence[Resolution]) -> SearchTexts:
        """For the paragraphs of these resolutions."""
        return cls(contexts={key: text for resolution in resolutions for key, text in contexts(resolution).items()})

    def __call__(self, nodes: Sequence[BaseNode], **kwargs: Any) -> list[TextNode]:
        """Nodes without a known context come back as they are."""
        return [self._with_context(node) for node in nodes if isinstance(node, TextNode)]

    def _with_context(self, node: TextNode) -> TextNode:
        context = self.contexts.get(node.node_id)
        return node.model_copy(update={"text": f"{context}\n{node.text}"}) if context else node
