"""Look for faults everywhere, and write nothing."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from generator.base.diagnostics import Diagnostic
from generator.paper.issued import is_final, issued_to, kept_document
from generator.paper.make import document_of, explained, style_of
from generator.paper.select import select
from generator.records.load import load
from generator.records.resolve import resolve
from generator.records.schema import Edition
from generator.review.lint import lint, subject_of
from generator.review.since_issued import compare
from generator.runs.country_page import has_pages, write_page
from generator.runs.page_numbers import recorded_pages
from generator.runs.press import Press


def check_workspace(root: Path, editions: Iterable[str]) -> list[Diagnostic]:
    """Return every finding about the data and the editions, in each language, with their templates for Word and the
    web, and the pages of their countries; of a final edition, also what would be otherwise today than in the papers
    that were issued.
    """
    wanted = list(editions)
    dataset, problems = load(root, wanted)
    problems += resolve(dataset)
    papers = []
    whole = {path.name for path in (root / "briefings").glob("[!._]*") if path.is_dir()} <= set(wanted)
    for name in wanted:
        entry = dataset.editions.get(name)
        if entry is None:
            continue
        record = entry.record
        assert isinstance(record, Edition)
        kept = issued_to(root, name) if is_final(dataset, name) else []
        own = [(record.audience, lang) for lang in record.languages]
        for audience, lang in dict.fromkeys([*own, *kept]):
            document, more = document_of(dataset, name, audience, lang)
            problems += more
            chosen, _ = select(dataset, name, audience, lang)
            if chosen and document and (audience, lang) in own:
                papers.append((chosen, document))
            elif (audience, lang) in own:
                whole = False  # what only this paper uses can't be told from what nobody uses
            if is_final(dataset, name):
                issued, more = kept_document(dataset, name, audience, lang)
                problems += more
                if issued and document:
                    problems += compare(issued, document, dataset, audience)
                document = issued
            if document:
                style = style_of(dataset, name)
                pages, notices = recorded_pages(root, document, style, audience)
                with Press(["docx", "html"]) as press:
                    files, more = press.print(document, style, pages)
                problems += [*notices, *more, *(n for file in files for n in file.notices)]
    if has_pages(root):
        records = [entry.record for name in wanted if (entry := dataset.editions.get(name))]
        pages_of = {
            (record.country, lang) for record in records if isinstance(record, Edition) for lang in record.languages
        }
        for country, lang in sorted(pages_of):
            problems += write_page(dataset, country, root / "build", ["html"], lang)[1]
    problems += lint(subject_of(dataset, chosen, document, whole) for chosen, document in papers)
    return explained(dict.fromkeys(problems), dataset, "public")
