"""Keep what a paper is written and judged from, for the next build of the very same files: another format of it, or one
that was deleted, then costs neither reading nor putting together.

In: the files that an edition is made from, and what is asked for. Out: the paper as it was put together, and what the
last gate needs; None where nothing is kept, and then everything is read. Only what a build found no error in is kept.

It is sealed (generator/base/kept/) with names, hashes, sizes and times of all its files, of which the manifests beside
papers tell only those of open files, so that words that must not go out lie nowhere but where the data does. While the
file of names behind pseudonyms is at hand, nothing is kept and nothing recalled. It is pickled, since that takes a
twentieth of putting it together; what is read back may be made of the classes of the document alone (`_find_class`).
"""

from __future__ import annotations

import hashlib
import io
import pickle
import sys
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, is_dataclass
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator.base.diagnostics import Diagnostic, Origin, has_errors, list_rows, read_rows
from generator.base.inputs import SHIPPED, TEMPLATES
from generator.base.kept import is_kept, keep, recall
from generator.base.kept.reader import Reader
from generator.base.look import Look, have_settled, look
from generator.base.seen import pack
from generator.paper.document import Document
from generator.paper.protected_values import AtLeast, Protected, Value
from generator.records.style import PlannedSection, Style
from generator.runs.inputs import Inputs
from generator.runs.kept_inputs import FOLDERS
from generator.runs.made_from import Unlisted

if TYPE_CHECKING:
    from generator.records.schema.base import Visibility

_DOCUMENT = ("generator.paper.document.model", "generator.paper.document.inlines")
_CLASSES = {
    (kind.__module__, kind.__qualname__): kind
    for kind in (Origin, Style, PlannedSection, Value, Protected, AtLeast, Unlisted, type(Path()), frozenset)
}


@dataclass(frozen=True, slots=True)
class KeptPaper:
    """A paper as it was put together, with its `problems`, none of them an error.

    `protected` is what must not stand in files made of it, `papers_out` what there is to tell of papers that are out.
    `told` are findings about it and about files made of it, each time all of them together, as they are shown.
    `unlisted` are those of its files that are not told its audience.
    """

    document: Document
    style: Style
    audience: Visibility
    problems: tuple[Diagnostic, ...]
    protected: Protected
    papers_out: tuple[Diagnostic, ...]
    unlisted: Unlisted
    told: Mapping[tuple[Diagnostic, ...], tuple[Diagnostic, ...]]


@dataclass(frozen=True, slots=True)
class Question:
    """Which paper is asked for, made of which inputs; `begun` is when it was begun to read them, in nanoseconds,
    `files` are all that authors had written then, and `styles` what lay in templates/."""

    secret: bytes
    inputs: Inputs
    files: Look
    styles: Look
    begun: int

    def recall(self, hand_on: Callable[[bytes], object] | None = None) -> KeptPaper | None:
        """Return what was kept of these very files; None where nothing was. It is handed on first, as it was kept, for
        who reads the document beside this process (`read_document`)."""
        found = recall(self.secret)
        if found and hand_on:
            hand_on(found)
        return _read(found) if found else None

    def keep(self, paper: KeptPaper, unread: Collection[str] = ()) -> None:
        """Keep a paper, where its files are still what they were when they were hashed, and no other has come: else
        nobody knows what was read. Those that were left `unread` count as they were before."""
        told = [finding for findings in paper.told for finding in findings]
        if has_errors([*paper.problems, *paper.papers_out, *told]):
            return
        now = self.inputs.look_after(unread) if self.inputs.files_before else self.files.look_again()
        if now is None or now.rows != self.files.rows or not self.styles.holds():
            return
        if not have_settled(map(itemgetter(1), self.inputs.seen.values()), self.begun) or self.inputs.changed_meanwhile(
            now.root, now
        ):
            return
        if self.files.is_settled() and self.styles.is_settled():
            keep(self.secret, _write(paper))


def ask(
    root: Path,
    edition: str,
    audience: Visibility | None,
    lang: str,
    inputs: Inputs,
    begun: int,
    names: str | None,
) -> Question | None:
    """Return the question for a paper; None where nothing may be kept of the answer: `names` is the mark of the
    file of names behind pseudonyms, where it is at hand, and on Windows times tell too little. Of links, pipes and
    devices no hash tells whether they may be read: where there are any, all is read.

    Style sheets, paper.docx and the templates of pages count by their names alone: they have no part in a document, and
    who changes the look builds again and again.
    """
    if names is not None or sys.platform == "win32" or not is_kept():
        return None
    files, styles = inputs.files_before or look(root, FOLDERS), look(root, [TEMPLATES])
    if files is None or styles is None:
        return None
    # a kept style says where its files stand: in this workspace, or beside this copy of the program and no other
    places = str(root), str(root.resolve()), str(SHIPPED)
    hasher = hashlib.sha256(b"paper\0" + repr((places, edition, audience, lang)).encode())
    hasher.update(repr((inputs.program, *inputs.versions.items())).encode())
    # of all that authors wrote, whatever edition it is of: records name other editions, and the gate tells whom papers
    # name that were issued of them
    hasher.update(files.sign() + pack(row[:1] for row in styles.rows))
    looks = {name for name in inputs.files if name.startswith(_STYLES) and _is_look(name)}
    said = [one for one in inputs.files.items() if one[0] not in looks]
    hasher.update("\0".join(map(" ".join, said)).encode("utf-8", "surrogatepass"))
    hasher.update(pack((one[0], *inputs.seen[one[0]]) for one in said if one[0].startswith(_STYLES)))
    hasher.update("\0".join(sorted(looks)).encode("utf-8", "surrogatepass"))
    return Question(hasher.digest(), inputs, files, styles, begun)


_STYLES = f"{TEMPLATES}/"


def _is_look(name: str) -> bool:
    """Tell whether a file of a style is read by who writes finished files alone: what lies in a folder of its own may
    be a font, of which pictures are made, whatever it is called."""
    return name.startswith(_STYLES) and name.count("/") == 2 and name.endswith((".css", ".docx", ".html.j2"))


def _write(paper: KeptPaper) -> bytes:
    findings = [*paper.problems, *paper.papers_out]
    for raw, shown in paper.told.items():
        findings += [*raw, *shown]
    sizes = (len(paper.problems), len(paper.papers_out), [(len(a), len(b)) for a, b in paper.told.items()])
    parts = paper.audience, paper.protected, paper.unlisted
    # one after the other: who writes a file needs no more than the first
    written = (paper.document, paper.style), (parts, sizes, list_rows(findings))
    return b"".join(pickle.dumps(one, pickle.HIGHEST_PROTOCOL) for one in written)


def read_document(kept: bytes) -> tuple[Document, Style]:
    """Return the document of a paper, and its style, from what was kept of it."""
    document, style = Reader(io.BytesIO(kept), _find_class).load()
    return document, style


def _read(kept: bytes) -> KeptPaper:
    stream = io.BytesIO(kept)
    document, style = Reader(stream, _find_class).load()
    (audience, protected, unlisted), (own, out, told), rows = Reader(stream, _find_class).load()
    findings = iter(read_rows(rows))

    def take(number: int) -> tuple[Diagnostic, ...]:
        return tuple(next(findings) for _ in range(number))

    problems, papers_out = take(own), take(out)
    pairs: Sequence[tuple[int, int]] = told
    return KeptPaper(
        document, style, audience, problems, protected, papers_out, unlisted,
        {take(raw): take(shown) for raw, shown in pairs},
    )  # fmt: skip


def _find_class(module: str, name: str) -> Any:
    """Return a class that a paper is made of, of its document or its style; None for every other name."""
    if found := _CLASSES.get((module, name)):
        return found
    found = getattr(sys.modules[module], name, None) if module in _DOCUMENT else None
    return found if is_dataclass(found) else None
