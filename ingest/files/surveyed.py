"""Every file of a survey, and of the archives in it: what is known of each, and what must be read."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

from ingest.errors import IngestError
from ingest.files.archive import Budget, Member, is_archive, unpack
from ingest.files.readings import Memory, Outline, Reading, Skipped, Source
from ingest.files.sources import Survey, digest_of, member_key, reader_version


class SurveyedFiles:
    """Every file of a survey, those inside archives included: what is known of each, and what must be read."""

    def __init__(self, surveyed: Survey, memory: Memory, unpacked: Path) -> None:
        self.unread: list[tuple[str, Member]] = []
        self.outlines: dict[str, Outline] = {}
        self.lost: list[Source] = []
        self._memory = memory
        self._unpacked = unpacked
        self._budget = Budget()
        self._members: dict[str, list[tuple[str, str]]] = {}  # path of the source → key and name of each file in it
        self._unlasting: dict[str, Outline] = {}
        self._broken: dict[str, Skipped] = {}
        self._sources = sorted((*surveyed.given, *surveyed.others), key=lambda source: source.path)
        known = memory.outlines(key for source in self._sources for key in _expected(source))
        current = {key: outline for key, (version, outline) in known.items() if version == reader_version()}
        for source in tuple(self._sources):
            keys = _expected(source)
            if keys and all(key in current for key in keys):
                self._take(source, keys, current)
            elif os.path.isfile(source.path):  # noqa: PTH113 (False, too, where it cannot be looked at)
                self._open(source, current)
            elif keys and self._understood(outlines := {key: known[key][1] for key in keys if key in known}, keys):
                self._take(source, keys, outlines)  # read by another version, which is better than nothing
            else:
                self.lost.append(source)

    def _understood(self, outlines: Mapping[str, Outline], keys: Sequence[str]) -> bool:
        """Whether what another version of the readers kept is complete and can still be merged."""
        editions = {mention.edition for outline in outlines.values() for mention in outline.mentions}
        return len(outlines) == len(set(keys)) and self._memory.editions(editions).keys() == editions

    def _take(self, source: Source, keys: Sequence[str], outlines: Mapping[str, Outline]) -> None:
        self._members[source.path] = [(key, name) for key, name in zip(keys, _names(source, keys), strict=True)]
        self.outlines |= {key: outlines[key] for key in keys}

    def _open(self, source: Source, current: Mapping[str, Outline]) -> None:
        path = Path(source.path)
        try:
            digest = digest_of(path)
            if digest != source.digest:  # changed since an earlier run, and not given to this one
                source = source.model_copy(update={"digest": digest, "packed": is_archive(path), "modified": 0})
                self._sources = [source if each.path == source.path else each for each in self._sources]
            if source.packed:
                into = self._unpacked / str(len(self._members))
                into.mkdir()
                members = [(member_key(digest_of(m.path), m.path.name), m) for m in unpack(path, into, self._budget)]
            else:
                members = [(member_key(source.digest, path.name), Member(path, source.path))]
        except IngestError as error:
            self._broken[source.path] = Skipped(path=source.path, reason=str(error), broken=True)
            members = []
        except OSError as error:
            self._broken[source.path] = Skipped(
                path=source.path, reason=f"{path.name} cannot be opened ({error.strerror}).", broken=True
            )
            members = []
        self._members[source.path] = [(key, member.name) for key, member in members]
        for key, member in members:
            if key in current:
                self.outlines[key] = current[key]
            elif key not in self.outlines:
                self.outlines[key] = Outline()  # until it is read
                self.unread.append((key, member))

    def learn(self, readings: Sequence[tuple[str, Reading]]) -> None:
        """Take in what was read, and keep it, so that an interrupted run does not read it again."""
        lasting = {key: reading for key, reading in readings if reading.lasting}
        self.outlines |= self._memory.keep(reader_version(), lasting)
        for key, reading in readings:
            if not reading.lasting:
                self._unlasting[key] = self.outlines[key] = Outline(reason=reading.reason, broken=reading.broken)

    def sources(self) -> list[Source]:
        """All sources with what they gave, in the order of their paths."""
        return [self._described(source) for source in self._sources if source.path in self._members]

    def _described(self, source: Source) -> Source:
        members = self._members[source.path]
        outlines = [(name, self.outlines[key]) for key, name in members]
        skipped = [
            Skipped(path=name, reason=o.reason, broken=o.broken, kind=o.kind) for name, o in outlines if o.reason
        ]
        if source.path in self._broken:
            skipped.append(self._broken[source.path])
        lasting = source.path not in self._broken and not any(key in self._unlasting for key, _ in members)
        mentions = [mention for _, outline in outlines for mention in outline.mentions]
        return source.model_copy(
            update={
                "reader": reader_version() if lasting else "",
                "members": tuple(key for key, _ in members),
                "names": tuple(name for _, name in members) if source.packed else (),
                "gave": tuple(sorted({mention.number for mention in mentions})),
                "forms": dict(Counter(str(mention.form) for mention in mentions)),
                "skipped": tuple(skipped),
            }
        )


def _expected(source: Source) -> Sequence[str]:
    """The keys of the files in a source; none where an archive was not opened yet."""
    return source.members if source.packed else (member_key(source.digest, Path(source.path).name),)


def _names(source: Source, keys: Sequence[str]) -> Sequence[str]:
    return source.names if source.packed else (source.path,) * len(keys)
