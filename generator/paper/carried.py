"""Check that everything an edition took over from an old one has been confirmed; report what has not.

In: the dataset and an edition. Out: diagnostics (T120, T121). A text waits as long as its block says `carried_over` and
its words are those of the old edition; where some of its sentences were rewritten, each that was not waits alone. What
a list took over waits name by name. It is confirmed by taking the line away, so that nothing is confirmed by being
overlooked.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.base import codes
from generator.base.diagnostics import Diagnostic, Origin, Severity
from generator.paper.assemble.places import TextPlace
from generator.records.load import Dataset, Entry, PathInRecord, is_limited
from generator.records.load.parse import Map, Seq
from generator.records.load.texts import find_texts
from generator.records.schema import SectionProse
from generator.records.schema.base import Visibility
from generator.records.schema.editions import CARRIED_OVER, LIST_WORDS, LISTS

_WORDS = {"text": ("text",), "box": ("title", "lead", "text"), "section": ("title",), "blocks": ("title",)}
"""Fields with words of an author, by the key that tells what a block is (`blocks`: the section itself)."""

_CALLED = {"text": "this text", "box": "this box", "section": "this heading", "blocks": "this heading"}


def check_carried(dataset: Dataset, edition: str, audience: Visibility) -> list[Diagnostic]:
    """Return what waits to be confirmed: warnings, and errors where the edition is final; hints about marks left
    over."""
    entry = dataset.editions.get(edition)
    if entry is None:
        return []
    record = entry.record
    severity: Severity = "error" if record.status == "final" else "warning"
    before = _Before(dataset)
    found: list[Diagnostic] = []
    sections = dataset.sections.get(edition, {})
    for section in (sections[name] for name in (*record.outline, *record.annexes) if name in sections):
        for path, block in _marked(section.tree, ()):
            check = _Check(dataset, section, path, block, record.predecessor, before, severity, audience)
            found += (
                check.listed() if isinstance(_value(block, CARRIED_OVER), Seq) or check.kind in LISTS else check.words()
            )
    return found


class _Before:
    """The words of old editions, by id."""

    def __init__(self, dataset: Dataset):
        self._dataset = dataset
        self._texts: dict[str, list[str]] = {}

    def has(self, old: str | None, words: str) -> bool:
        """Tell whether the old edition has these words, however its lines were broken; True where nothing is known of
        it: what can't be compared is not confirmed."""
        if old is None or old not in self._dataset.editions:
            return True
        if old not in self._texts:
            self._texts[old] = [
                f" {_flat(text)} "
                for entry in self._dataset.sections.get(old, {}).values()
                for text in find_texts(entry.tree)
            ]
        return any(f" {_flat(words)} " in text for text in self._texts[old])


class _Check:
    """The check of one block."""

    def __init__(
        self,
        dataset: Dataset,
        section: Entry[SectionProse],
        path: PathInRecord,
        block: Map,
        predecessor: str | None,
        before: _Before,
        severity: Severity,
        audience: Visibility,
    ):
        self.dataset, self.section, self.path, self.block = dataset, section, path, block
        self.predecessor, self.before, self.severity = predecessor, before, severity
        self.closed = section.above(audience, (*path, CARRIED_OVER))
        self.kind = next(key for key in (*LISTS, "box", "section", "text", "blocks") if key in block)
        self.said = section.origin(*path, CARRIED_OVER)

    def words(self) -> Iterator[Diagnostic]:
        """Yield what of the block's words waits: the whole of it, or those sentences that were not rewritten."""
        old = str(_value(self.block, CARRIED_OVER))
        whence = "an old edition" if self.closed else f"`{old}`"
        same: list[tuple[Origin, str]] = []
        rewritten = False
        for field in _WORDS[self.kind]:
            for place, line in self._lines(field):
                if self.before.has(old, line):
                    same.append((place, line))
                else:
                    rewritten = True
        if not same:
            yield self._left(self.said, len(old), f"the words here are no longer those of {whence}")
        elif not rewritten:
            yield self._waits(
                self.said,
                len(old),
                f"{_CALLED[self.kind]} was taken over from {whence}, and nobody has confirmed it",
                "rewrite it; or, if it holds as it stands, with the sources that it names, take this line away:"
                " `briefing confirm` does it",
            )
        else:
            for place, line in same:
                yield self._waits(
                    place,
                    len(line),
                    f"this sentence was taken over from {whence}, and nobody has confirmed it",
                    f"rewrite it; or, if it holds as it stands, take `{CARRIED_OVER}` away, on line {self.said.line}",
                )

    def listed(self) -> Iterator[Diagnostic]:
        """Yield what of the block's list, and of the words beside it, waits."""
        old = self.predecessor
        whence = f"`{old}`" if old else "an old edition"
        ids = _names(_value(self.block, LISTS[self.kind])) if self.kind in LISTS else []
        waiting = _value(self.block, CARRIED_OVER)
        for index, name in enumerate(_names(waiting)):
            place = self.section.origin(*self.path, CARRIED_OVER, *([index] if isinstance(waiting, Seq) else []))
            called = "what this line names" if self.closed else f"`{name}`"
            if name in LIST_WORDS and name in self.block:
                if all(self.before.has(old, line) for _, line in self._lines(name)):
                    yield self._waits(
                        place,
                        len(name),
                        f"the {name} was taken over from {whence}, and nobody has confirmed it",
                        "rewrite it; or, if it holds as it stands, take it away here",
                    )
                else:
                    yield self._left(place, len(name), f"the {name} is no longer that of {whence}")
            elif name in ids:
                yield self._waits(
                    place,
                    len(name),
                    f"{called} was taken over from {whence}, and nobody has confirmed it",
                    "take it out of the list; or, if it still belongs there, take it away here",
                )
            else:
                yield self._left(place, len(name), f"{called} does not stand in the list any more")

    def _lines(self, field: str) -> Iterator[tuple[Origin, str]]:
        """Yield each line of a field's words, in every language, with its place."""
        value = _value(self.block, field)
        texts = value.items() if isinstance(value, Map) else [("", value)]
        for lang, text in texts:
            if not isinstance(text, str):
                continue
            origin = self.section.origin(*self.path, field, *([lang] if lang else []))
            place = TextPlace(self.section.file, self.dataset.lines.get(self.section.file, []), origin, text)
            for number, line in enumerate(text.split("\n")):
                if line.strip():
                    yield place.at(place.line(number)), line.strip()

    def _waits(self, place: Origin, width: int, message: str, help: str) -> Diagnostic:
        return codes.CARRIED_OVER.at(place, message, help, width=width, severity=self.severity)

    def _left(self, place: Origin, width: int, message: str) -> Diagnostic:
        return codes.NOTHING_CARRIED_OVER.at(place, message, "take this line away", width=width)


def _marked(node: Map, path: PathInRecord) -> Iterator[tuple[PathInRecord, Map]]:
    """Yield every block that is marked, with its path; the section itself first."""
    if _value(node, CARRIED_OVER) not in (None, Seq()):
        yield path, node
    blocks = _value(node, "blocks")
    for index, item in enumerate(blocks if isinstance(blocks, Seq) else ()):
        inner = _open(item)
        if isinstance(inner, Map):
            yield from _marked(inner, (*path, "blocks", index))


def _open(node: object) -> object:
    return node["value"] if isinstance(node, Map) and is_limited(node) else node


def _value(block: Map, field: str) -> object:
    return _open(block.get(field))


def _names(value: object) -> list[str]:
    return [value] if isinstance(value, str) else [str(_open(item)) for item in value] if isinstance(value, Seq) else []


def _flat(text: str) -> str:
    return " ".join(text.split())
