"""Check the data, the editions and their templates; write nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from generator.base import codes
from generator.base.diagnostics import Diagnostic
from generator.paper.issued import is_final, list_issued
from generator.paper.make import Paper, make
from generator.paper.named_since import find_papers_out
from generator.paper.select.withheld import find_withheld_entries
from generator.paper.undone import find_undone
from generator.paper.workspace import Workspace
from generator.records.load import Dataset
from generator.review.lint import lint, make_subjects
from generator.review.since_issued import compare_with_issued
from generator.runs.country_page import write_page
from generator.runs.known_program import tell_program
from generator.runs.trial import open_passed, try_files


def check_workspace(
    root: Path, editions: Iterable[str], tell: Callable[[Dataset], None] = lambda dataset: None
) -> list[Diagnostic]:
    """Return every finding about the data and the editions, in each language, with their templates for Word and the
    web, and the pages of their countries; of a final edition, also what would be otherwise today than in the papers
    that were issued. `tell` gets what was read.
    """
    wanted = list(editions)
    workspace = Workspace(root, wanted, program=tell_program(root))
    dataset, problems = workspace.dataset, workspace.all_problems()
    tell(dataset)
    papers: list[Paper] = []
    passed = open_passed(workspace)
    whole = {path.name for path in (root / "briefings").glob("[!._]*") if path.is_dir()} <= set(wanted)
    for name in wanted:
        entry = dataset.editions.get(name)
        if entry is None:
            continue
        record = entry.record
        final = is_final(dataset, name)
        kept = list_issued(root, name) if final else []
        own = [(record.audience, lang) for lang in record.languages]
        for audience, lang in dict.fromkeys([*own, *kept]):
            paper = make(workspace, name, audience, lang, anew=True)
            problems += (one for one in paper.problems if one.kind is not codes.FAULT_OF_ANOTHER_COUNTRY)
            if paper.document and (audience, lang) in own:
                papers.append(paper)
            elif (audience, lang) in own:
                whole = False  # what only this paper uses can't be told from what nobody uses
            if final:
                issued = make(workspace, name, audience, lang)
                problems += issued.problems
                if issued.document and paper.document:
                    problems += compare_with_issued(issued.document, paper.document, dataset, audience)
                paper = issued
            problems += try_files(workspace, paper, audience, passed)
    if passed is not None:
        passed.keep(whole)
        passed.close()
    problems = _add_undone(problems, dataset, wanted)
    readers = dict.fromkeys(paper.selected.audience for paper in papers if paper.selected)
    problems += [found for audience in readers for found in find_withheld_entries(dataset, audience)]
    # of a paper that was asked for, its own document tells
    problems += [one for one in find_papers_out(workspace) if one.origin.file.split("/")[1] not in wanted]
    problems += _faults_of_pages(workspace)
    lines = _read_lines(workspace)
    made = ((paper.selected, paper.document) for paper in papers if paper.selected and paper.document)
    problems += lint(make_subjects(dataset, made, whole, lines), lines, workspace.protected("public"))
    return workspace.explained(dict.fromkeys(problems))


def _add_undone(problems: Iterable[Diagnostic], dataset: Dataset, wanted: Iterable[str]) -> list[Diagnostic]:
    """Return the findings with what is still to do in drafts, which an empty section then needn't say itself."""
    drafts = (name for name, entry in dataset.editions.items() if name in wanted and entry.record.status == "draft")
    undone = [one for name in drafts for one in find_undone(dataset, name, "hint")]
    said = {one.origin.file for one in undone}
    return [one for one in problems if one.kind is not codes.PRINTS_NOTHING or one.origin.file not in said] + undone


def _read_lines(workspace: Workspace) -> Mapping[str, list[str]]:
    """Return the lines of every file of words: of data and papers, and of the labels of every style, lists' too."""
    for style in workspace.dataset.styles.values():
        for lang in style.languages():
            workspace.labels(style, lang)
    return workspace.lines


def _faults_of_pages(workspace: Workspace) -> list[Diagnostic]:
    """Return what is wrong with the pages of the countries that the named editions are about."""
    records = [entry.record for name in workspace.editions if (entry := workspace.dataset.editions.get(name))]
    pages = {(record.country, lang) for record in records for lang in record.languages}
    return [
        problem
        for country, lang in sorted(pages)
        for problem in write_page(workspace, country, workspace.root / "build", ["html"], lang)[1]
    ]
