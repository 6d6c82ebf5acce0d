"""Look for faults everywhere, and write nothing."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from generator.build.content import document_of, explained, style_of
from generator.build.formats import Press
from generator.build.pages import recorded_pages
from generator.diagnostics import Diagnostic
from generator.load import load
from generator.resolve import resolve
from generator.schema import Edition


def check_workspace(root: Path, editions: Iterable[str]) -> list[Diagnostic]:
    """Return every finding about the data and the editions, in each language, with their templates for Word and the web."""
    wanted = list(editions)
    dataset, problems = load(root, wanted)
    problems += resolve(dataset)
    for name in wanted:
        entry = dataset.editions.get(name)
        if entry is None:
            continue
        record = entry.record
        assert isinstance(record, Edition)
        for lang in record.languages:
            document, more = document_of(dataset, name, record.audience, lang)
            problems += more
            if document:
                style = style_of(dataset, name)
                pages, notices = recorded_pages(root, document, style, record.audience)
                with Press(["docx", "html"]) as press:
                    files, more = press.print(document, style, pages)
                problems += [*notices, *more, *(n for file in files for n in file.notices)]
    return explained(problems, dataset, "public")
