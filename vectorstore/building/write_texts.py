"""What a generation derives from the words: the catalogue, the lexical indexes, what filters ask, the names that are introduced."""

from __future__ import annotations

import json
from collections.abc import Sequence
from concurrent.futures.process import BrokenProcessPool
from contextlib import closing
from pathlib import Path

from llama_index.core.schema import TextNode

from ingest.acronyms import learn
from ingest.processes import pool_of
from ingest.rejected import RejectedDraft
from ingest.resolution import Resolution
from vectorstore.catalogue import SCHEMA_VERSION, Catalogue, write_catalogue
from vectorstore.columns import Columns
from vectorstore.context import whole
from vectorstore.errors import DamagedIndex, NoIndex
from vectorstore.generations import disk as generations
from vectorstore.generations.inventory import program_version, read_inventory
from vectorstore.index import BARE, LEXICAL, NAMES, WHOLE
from vectorstore.lexical import LexicalIndex
from vectorstore.nodes import SearchTexts
from vectorstore.tables.annotation_table import Annotated

_MINIMUM_FOR_A_PROCESS = 5000  # texts: below, starting one takes longer than it saves
_Texts = tuple[list[str], list[str]]


def write_texts(
    data: Path,
    folder: Path,
    resolutions: Sequence[Resolution],
    nodes: Sequence[TextNode],
    drafts: Sequence[RejectedDraft],
    *,
    anew: bool = False,
) -> None:
    """Write all of it into the folder of a new generation; ``anew`` takes nothing over from the published one."""
    keys = [node.node_id for node in nodes]
    indexes: dict[str, _Texts] = {
        LEXICAL: (keys, [node.text for node in SearchTexts.of(resolutions)(nodes)]),
        BARE: (keys, [node.text for node in nodes]),
        WHOLE: ([str(each.number) for each in resolutions], [whole(each) for each in resolutions]),
    }
    if len(nodes) < _MINIMUM_FOR_A_PROCESS:
        _write_rows(data, folder, resolutions, nodes, drafts, anew)
        _write_lexical(folder, indexes)
        return
    try:
        with pool_of(1) as pool:  # half of the work each
            beside = pool.submit(_write_lexical, folder, indexes)
            _write_rows(data, folder, resolutions, nodes, drafts, anew)
            beside.result()
    except BrokenProcessPool:  # ended from outside, as happens where memory runs short
        _write_lexical(folder, indexes)


def _write_rows(
    data: Path,
    folder: Path,
    resolutions: Sequence[Resolution],
    nodes: Sequence[TextNode],
    drafts: Sequence[RejectedDraft],
    anew: bool,
) -> None:
    Columns.write(folder, nodes)
    annotated = None if anew else _annotated(data, resolutions)
    before = annotated.catalogue if annotated else None
    write_catalogue(folder / generations.CATALOGUE, resolutions, drafts, annotated, before)
    names = learn(node.text for node in nodes)
    (folder / NAMES).write_text(json.dumps(names, ensure_ascii=False, indent=0), "utf-8")


def _write_lexical(folder: Path, indexes: dict[str, _Texts]) -> None:
    for name, (keys, texts) in indexes.items():
        LexicalIndex.build(folder / name, keys, texts)


def _annotated(data: Path, resolutions: Sequence[Resolution]) -> Annotated | None:
    """The published resolutions that are as they were, where the same program wrote them: what it read out of their words it
    would read again."""
    try:
        manifest = generations.read_manifest(data)
        inventory = read_inventory(data)
        known = inventory is not None and inventory.program == program_version()
        if not known or manifest.schema_version != SCHEMA_VERSION:
            return None
        if generations.faults(data, manifest, only={generations.CATALOGUE}):
            return None
    except (NoIndex, DamagedIndex):
        return None
    path = generations.folder(data, manifest.generation) / generations.CATALOGUE
    now = {each.number: _annotates(each) for each in resolutions}
    with closing(Catalogue.open(path)) as before:
        same = {each.number for each in before.resolutions() if now.get(each.number) == _annotates(each)}
    return Annotated(path, frozenset(same))


def _annotates(resolution: Resolution) -> tuple[object, ...]:
    """Everything that annotations are made from."""
    return resolution.date, resolution.paragraphs, resolution.mandate_decisions
