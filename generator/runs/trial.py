"""Write papers for Word and the web as a trial, and tell what is wrong with the files, which nobody gets.

In: a paper. Out: what there is to tell of its files. Where that was nothing, this alone is kept for the next run: a
mark, sealed (generator/base/kept/) with all from which it follows: the document with its places and pictures, the style
with every file of its folders, the recorded pages, all that is protected from its readers in each form, program and
libraries. So of several papers those are tried again that have something of what was saved. Of what there was to tell
nothing is kept: then the files are written each time.

What goes out is never passed so: `build` writes, judges and searches each file that it puts in its place.
"""

from __future__ import annotations

import hashlib
import pickle
from collections.abc import Mapping
from dataclasses import dataclass

from generator.base import codes
from generator.base.diagnostics import Diagnostic
from generator.base.kept.parts import Parts, open_parts
from generator.base.look import Look, look
from generator.paper.document import BlockId, Document
from generator.paper.make import Paper
from generator.paper.workspace import Workspace
from generator.records.schema.base import Visibility
from generator.records.style import Style
from generator.runs.leaks import find_leaks
from generator.runs.page_numbers import read_pages
from generator.runs.press import load_writers, print_at_once


def open_passed(workspace: Workspace) -> Parts | None:
    """Return the marks of earlier trials; None where nothing may be kept, as while the true names under pseudonyms are
    at hand (known_program.py)."""
    if workspace.program is None or workspace.dataset.pseudonyms:
        return None
    place = str(workspace.root.resolve()).encode("utf-8", "surrogatepass")
    return open_parts(hashlib.sha256(b"trials of\0" + place).digest())


def try_files(workspace: Workspace, paper: Paper, audience: Visibility, passed: Parts | None) -> list[Diagnostic]:
    """Return what is wrong with a paper's files for Word and the web; a trial is not made anew that has `passed`."""
    document, style = paper.document, paper.style
    if not document or not style:
        return []
    pages, notices = read_pages(workspace.root, document, style, audience)
    trial = _ask(workspace, document, style, pages, audience) if passed is not None else None
    found: list[Diagnostic] = []
    if not (passed is not None and trial and passed.recall(trial.secret) is not None):
        found = _try(workspace, document, style, pages, audience)
        if passed is not None and trial and not found and trial.holds():
            passed.add(trial.secret, b"")
    if workspace.dataset.editions[document.id].record.status == "draft":
        # each sentence that is written moves them; they are asked for when the paper is issued
        notices = tuple(notice for notice in notices if notice.kind is not codes.NO_PAGES)
    return [*notices, *found]


def _try(
    workspace: Workspace, document: Document, style: Style, pages: Mapping[BlockId, int] | None, audience: Visibility
) -> list[Diagnostic]:
    """Return what there is to tell of the files once they are written."""
    if len(workspace.editions) > 1:
        load_writers(["docx"])  # once, and not in each of the processes that write one paper
    files, found = print_at_once(["docx", "html"], document, style, pages)
    found += find_leaks({f"{document.id}.{f.format}": f.data for f in files}, workspace.protected(audience))
    return [*found, *(notice for file in files for notice in file.notices)]


@dataclass(frozen=True, slots=True)
class _Trial:
    """A trial, by a `secret` that follows from all that decides what there is to tell of it; `folders` are those of
    the style as they were read for it, each with the hash of what its files say."""

    secret: bytes
    folders: tuple[tuple[Look, bytes], ...]

    def holds(self) -> bool:
        """Tell whether the files of the style are still what they were: else nobody knows which of them were tried."""
        return all(one.holds() and one.hash_contents() == said for one, said in self.folders)


def _ask(
    workspace: Workspace, document: Document, style: Style, pages: Mapping[BlockId, int] | None, audience: Visibility
) -> _Trial | None:
    """Return the trial of a paper; None where a file of its style can't be read, or a link stands among them."""
    folders = []
    for folder in style.folders:
        seen = look(folder.parent, [folder.name])
        said = seen and seen.hash_contents()
        if not seen or not said:
            return None
        folders.append((seen, said))
    hashed = _Hashed()
    pickler = pickle.Pickler(hashed, pickle.HIGHEST_PROTOCOL)
    # each part in full and none by where it stood before: which equal parts are one object differs from run to run, by
    # what of the records was read anew
    pickler.fast = True
    protected = tuple(workspace.protected(audience).values())
    pickler.dump((workspace.program, [said for _, said in folders], style, pages, audience, protected, document))
    return _Trial(hashed.hasher.digest(), tuple(folders))


class _Hashed:
    """A file that keeps the hash of what is written to it and nothing else: all of it would take as much room as a
    document."""

    def __init__(self) -> None:
        self.hasher = hashlib.sha256(b"trial\0")

    def write(self, data: bytes) -> int:
        """Take more into the hash."""
        self.hasher.update(data)
        return len(data)
