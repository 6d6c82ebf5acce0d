"""Issue an edition: make it final, and keep the document that goes out."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from generator.base import codes
from generator.base.diagnostics import BriefingError, Diagnostic, Origin, has_errors, stop_at_errors
from generator.base.files import write_files
from generator.base.inputs import read_input
from generator.formats.json import write_json
from generator.paper.document.read_json import read_document
from generator.paper.issued import find_misfit, locate_issued_file, report_broken_document
from generator.paper.make import choose_audience, make
from generator.paper.undone import find_undone
from generator.paper.workspace import Workspace
from generator.records.load import Dataset, Entry
from generator.records.load.parse import Map
from generator.records.load.yaml_edits import Edit, apply_edits, compose, find_end, find_key, find_start
from generator.records.schema import Edition
from generator.records.schema.base import Visibility
from generator.runs.last_build import name_paper_file
from generator.runs.leaks import find_leaks
from generator.runs.page_numbers import read_pages
from generator.runs.press import PAPER_FORMATS, print_at_once


def issue(root: Path, edition: str, audience: Visibility | None, lang: str) -> tuple[list[Path], list[Diagnostic]]:
    """Keep the edition's document for an audience in a language and set its status to final; return the files that were
    written, and what there is to tell (warnings, hints).

    Raises BriefingError where anything is wrong with the data, with the edition, with what it took over, or with its
    papers, where something is still to be done, and where it was issued already or is a reconstruction; then nothing
    was changed.
    """
    workspace = Workspace(root, [edition], audience or "public")
    dataset = workspace.dataset
    entry = dataset.editions.get(edition)
    if entry is None:
        raise BriefingError(workspace.explained(workspace.all_problems()))
    reader = choose_audience(dataset, edition, audience)
    path = locate_issued_file(root, edition, reader, lang)
    paper = make(workspace.with_dataset(_as_final(dataset, entry)), edition, audience, lang, anew=True)
    document, style = paper.document, paper.style
    problems = [*paper.problems, *_refusal(entry, path, root), *find_undone(dataset, edition)]
    if document and style:
        # every format is made of what a later build will read, so that nothing is kept of which no paper can be made
        kept = write_json(document)
        name = path.relative_to(root).as_posix()
        again, more = read_document(kept.decode(), name)
        problems += more
        if again and (wrong := find_misfit(again, edition, lang)):
            problems.append(report_broken_document(name, wrong))
        elif again:
            pages, notices = read_pages(root, document, style, reader)
            files, more = print_at_once(PAPER_FORMATS, again, style, pages)
            problems += [*notices, *more, *(notice for file in files for notice in file.notices)]
            if not has_errors(problems):
                named = {path.name: kept, **{name_paper_file(edition, f.format, reader, lang): f.data for f in files}}
                problems += find_leaks(named, workspace.protected(reader))
    found = workspace.explained(problems)
    stop_at_errors(found, document)
    whole = root / entry.file
    before = read_input(whole, root)
    write_files({path: kept, whole: _final_text(before)}, root, was={path: None, whole: before})
    return [path, whole], found


def _refusal(entry: Entry[Edition], path: Path, root: Path) -> list[Diagnostic]:
    """Return why an edition can't be issued at all."""
    record = entry.record
    if record.status == "reconstruction":
        return [
            codes.RECONSTRUCTION.at(
                entry.origin("status"),
                "this is a reconstruction: others issued the paper, and it can't be issued again",
                "set `status: draft` if it is to become a paper of its own",
                width=len(record.status),
            )
        ]
    if path.exists():
        return [
            codes.ISSUED_ALREADY.at(
                Origin(path.relative_to(root).as_posix()),
                "the edition was issued to this audience already, and what was issued stays as it was",
                "make the next edition with `briefing new edition`",
            )
        ]
    return []


def _as_final(dataset: Dataset, entry: Entry[Edition]) -> Dataset:
    """Return the dataset in which the edition is final already: the paper has to say so before the file does."""
    tree = Map(entry.tree)
    tree.at = entry.tree.at
    tree["status"] = "final"
    final = replace(entry, record=entry.record.model_copy(update={"status": "final"}), tree=tree)
    return replace(dataset, editions={**dataset.editions, final.record.id: final})


def _final_text(data: bytes) -> bytes:
    """Return edition.yaml with its status set to final, and otherwise as it was written."""
    text = data.decode("utf-8")
    said = find_key(compose(text), "status")
    assert said is not None  # the schema asks for it
    value = find_key(said[1], "value")
    node = value[1] if value else said[1]
    return apply_edits(text, [Edit(find_start(node), find_end(node, text), "final")]).encode()
