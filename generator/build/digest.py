"""Build the page of a country: all its public papers, newest first, with links to those of their files that were built.

It stands in a folder of its own beside the papers: build/<country>/index.html and index.md. A page is for everybody: what
is not public has no place on it. Like a paper it is a function of files: those of the workspace, and which papers there are.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from generator.build.formats import Finished, Press
from generator.build.output import file_name
from generator.build.shared import Shared
from generator.diagnostics import BriefingError, Diagnostic, Origin

STYLE = "digest"
"""The folder in templates/ by which a country's page is dressed."""

FORMATS = ("html", "md")

PAGE = "index"
"""The name of its files, without their endings."""

LINKED = ("html", "pdf", "docx", "md", "json")
"""Formats of papers to which a page leads, in their order there."""


@dataclass(frozen=True, slots=True)
class Page:
    """A finished page: its files by name, and what there is to tell."""

    files: Mapping[str, Finished]
    notices: tuple[Diagnostic, ...]


def files_of(out: Path, edition: str, lang: str) -> dict[str, str]:
    """Return the addresses of an edition's public papers in `out`, by format, as seen from a page there."""
    names = {format: file_name(edition, format, "public", lang) for format in LINKED}
    return {format: f"../{edition}/{name}" for format, name in names.items() if (out / edition / name).is_file()}


def page_inputs(inputs: Mapping[str, str], out: Path, lang: str) -> str:
    """Return a fingerprint of what a page is made from: the inputs of all its editions, and which of their papers there are."""
    digest = hashlib.blake2b(digest_size=16)
    for edition in sorted(inputs):
        digest.update(f"\0{edition} {inputs[edition]} {' '.join(files_of(out, edition, lang))}".encode())
    return digest.hexdigest()


def make_page(
    shared: Shared, country: str, out: Path, formats: Iterable[str] = FORMATS, lang: str = "en"
) -> Page | None:
    """Return the page of a country, which leads to the papers that are in `out`; None where none of its editions is public.

    Raises BriefingError with everything that is wrong with the data, the editions' own records, or the page's style.
    """
    from generator.assemble.digest import Paper, digest
    from generator.build.content import explained
    from generator.editions import select
    from generator.load.labels import load_labels
    from generator.load.styles import missing_style
    from generator.numbering import number
    from generator.schema import Edition

    dataset = shared.dataset
    lines: dict[str, list[str]] = dataset.lines  # type: ignore[assignment]
    problems = shared.problems_of_data()
    papers = []
    for id in sorted(dataset.editions):
        record = dataset.editions[id].record
        assert isinstance(record, Edition)
        if record.country != country or lang not in record.languages:
            continue
        problems += [p for p in shared.problems(id) if p.origin.file == f"briefings/{id}/edition.yaml"]
        # what is wrong with its sections is told where its paper is made
        chosen, _ = select(dataset, id, "public", lang)
        style = dataset.styles.get(record.style)
        if chosen is None or style is None or chosen.record.kind not in style.kinds:
            continue
        words, more = load_labels(dataset.root, style, lang, lines)
        problems += more
        if words is not None:
            papers.append(Paper(chosen, words, files_of(out, id, lang)))
    if not papers and not any(p.severity == "error" for p in problems):
        return None
    files: tuple[Finished, ...] = ()
    if (style := dataset.styles.get(STYLE)) is None:
        problems += missing_style(dataset.root, STYLE, Origin(f"templates/{STYLE}/template.yaml"))
    elif papers:
        labels, more = load_labels(dataset.root, style, lang, lines)
        problems += more
        document, more = digest(papers, labels, lines, style.notes) if labels else (None, [])
        problems += more
        if document:
            numbered = number(document)
            # a page of links has no need of numbers and a table of contents
            numbered = replace(numbered, numbers=replace(numbered.numbers, headings={}, contents=()))
            with Press(formats) as press:
                files, more = press.print(numbered, style, None)
            problems += [*more, *(notice for file in files for notice in file.notices)]
    found = explained(dict.fromkeys(problems), dataset, "public")
    if any(problem.severity == "error" for problem in found):
        raise BriefingError(found)
    return Page({file_name(PAGE, file.format, "public", lang): file for file in files}, tuple(found))
