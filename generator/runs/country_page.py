"""Build the page of a country: its public papers, newest first, with links to those of their files that were built; no
drafts.

It stands in a folder of its own beside the papers: build/<country>/index.html and index.md. A page is for everybody:
what is not public has no place on it. Like a paper it is a function of files: those of the workspace, and which papers
there are.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from generator.base.diagnostics import Diagnostic, Origin, has_errors, stop_at_errors
from generator.runs.last_build import name_paper_file
from generator.runs.press import Finished, print_at_once

if TYPE_CHECKING:
    from generator.paper.workspace import Workspace
    from generator.records.load import Dataset

STYLE = "digest"
"""The folder in templates/ by which a country's page is dressed."""

PAGE_FORMATS = ("html", "md")

PAGE = "index"
"""The name of its files, without their endings."""

LINKED = ("html", "pdf", "docx", "md", "json")
"""Formats of papers to which a page leads, in their order there."""


@dataclass(frozen=True, slots=True)
class CountryPage:
    """A finished page: its files by name, and what there is to tell."""

    files: Mapping[str, Finished]
    notices: tuple[Diagnostic, ...]


def find_paper_files(out: Path, edition: str, lang: str) -> dict[str, str]:
    """Return the addresses of an edition's public papers in `out`, by format, as seen from a page there."""
    names = {format: name_paper_file(edition, format, "public", lang) for format in LINKED}
    return {format: f"../{edition}/{name}" for format, name in names.items() if (out / edition / name).is_file()}


def fingerprint_page(inputs: Mapping[str, str], out: Path, lang: str) -> str:
    """Fingerprint what a country page is made from: the inputs of its editions, and their built papers."""
    hasher = hashlib.blake2b(digest_size=16)
    for edition in sorted(inputs):
        hasher.update(f"\0{edition} {inputs[edition]} {' '.join(find_paper_files(out, edition, lang))}".encode())
    return hasher.hexdigest()


def make_page(
    workspace: Workspace, country: str, out: Path, formats: Iterable[str] = PAGE_FORMATS, lang: str = "en"
) -> CountryPage | None:
    """Return the page of a country, which leads to the papers that are in `out`; None where none of its editions is
    public and no draft.

    Raises BriefingError with everything that is wrong with the data, the editions' own records, or the page's style.
    """
    from generator.paper.named_since import find_papers_out
    from generator.runs.leaks import find_leaks

    # what is wrong with the sections of an edition is told where its paper is made
    records = {f"briefings/{id}/edition.yaml": id for id in _editions(workspace.dataset, country, lang)}
    problems = workspace.problems_of_data(records.values())
    problems += [p for file, id in records.items() for p in workspace.problems(id) if p.origin.file == file]
    files, more = write_page(workspace, country, out, formats, lang)
    if not has_errors([*problems, *more]):
        more += find_leaks({f"{PAGE}.{f.format}": f.data for f in files}, workspace.protected("public"))
    found = workspace.explained([*problems, *more, *find_papers_out(workspace)], "public")
    files = stop_at_errors(found, files)
    return (
        CountryPage({name_paper_file(PAGE, file.format, "public", lang): file for file in files}, tuple(found))
        if files
        else None
    )


def write_page(
    workspace: Workspace, country: str, out: Path, formats: Iterable[str], lang: str
) -> tuple[tuple[Finished, ...], list[Diagnostic]]:
    """Return the files of a country's page, and what is wrong with its words, its style or its files; no files where
    none of its editions is public and no draft."""
    from generator.paper.assemble.country_page import ListedPaper, assemble_country_page
    from generator.paper.document.numbering import number
    from generator.paper.guard import find_protected_words
    from generator.records.load.styles import report_missing_style

    dataset = workspace.dataset
    problems: list[Diagnostic] = []
    papers = []
    for id in _editions(dataset, country, lang):
        chosen, _ = workspace.selected(id, "public", lang)
        style = dataset.styles.get(chosen.record.style) if chosen else None
        if chosen is None or style is None or chosen.record.kind not in style.kinds:
            continue
        if chosen.record.status == "draft":
            continue  # nobody has agreed to it yet, whoever may read it
        words, more = workspace.labels(style, lang)
        problems += more
        if words is not None:
            papers.append(ListedPaper(chosen, words, find_paper_files(out, id, lang)))
    if not papers:
        return (), problems
    if (style := dataset.styles.get(STYLE)) is None:
        return (), [*problems, *report_missing_style(dataset.root, STYLE, Origin(f"templates/{STYLE}/template.yaml"))]
    labels, more = workspace.labels(style, lang)
    problems += more
    document, unfit = assemble_country_page(papers, labels, dataset.lines, style.notes) if labels else (None, [])
    problems += unfit
    if document is None:
        return (), problems
    problems += find_protected_words(document, workspace.protected("public"))
    numbered = number(document)
    # a page of links has no need of numbers and a table of contents
    numbered = replace(numbered, numbers=replace(numbered.numbers, headings={}, contents=()))
    files, unwritten = print_at_once(formats, numbered, style, None)
    return files, [*problems, *unwritten, *(notice for file in files for notice in file.notices)]


def _editions(dataset: Dataset, country: str, lang: str) -> list[str]:
    """Return the editions about a country that are written in a language."""
    return [
        id
        for id, entry in sorted(dataset.editions.items())
        if entry.record.country == country and lang in entry.record.languages
    ]
