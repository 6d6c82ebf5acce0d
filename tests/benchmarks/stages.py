"""The time of each stage of one build, in one process: `python -m tests.benchmarks.stages ROOT EDITION` prints JSON."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_times: dict[str, float] = {}


@contextmanager
def _stage(name: str) -> Iterator[None]:
    start = time.perf_counter()
    yield
    _times[name] = time.perf_counter() - start


def main(root: Path, edition: str) -> None:
    """Print the seconds of each stage. Imports of a writer count apart from what it does."""
    with _stage("import: data to document"):
        from generator.paper.assemble import assemble
        from generator.paper.document.numbering import number
        from generator.paper.select import select
        from generator.records.load import load
        from generator.records.load.labels import load_labels
        from generator.records.resolve import resolve
    with _stage("load"):
        dataset, problems = load(root, [edition])
    with _stage("resolve"):
        problems += resolve(dataset)
    with _stage("select"):
        chosen, more = select(dataset, edition, None, "en")
    problems += more
    assert chosen, problems
    style = dataset.styles[chosen.record.style]
    labels, more = load_labels(root, style, "en")[:2]
    problems += more
    assert labels is not None, problems
    with _stage("assemble"):
        document, more = assemble(chosen, labels, dataset.lines, style.notes)
    problems += more
    assert not [p for p in problems if p.severity == "error"], problems
    with _stage("number"):
        document = number(document)
    with _stage("import: Word"):
        import generator.formats.docx.check.file
        import generator.formats.docx.finish
        import generator.formats.docx.template.render
    with _stage("write Word"):
        docx = generator.formats.docx.write_docx(document, style.file("paper.docx"))
    with _stage("check Word"):
        assert not generator.formats.docx.check.file.check_docx(docx, document)
    with _stage("write HTML"):
        from generator.formats.html import write_html

        write_html(document, style)
    with _stage("write Markdown"):
        from generator.formats.markdown import write_markdown

        write_markdown(document)
    with _stage("write JSON"):
        from generator.formats.json import write_json

        write_json(document)
    print(json.dumps(_times))


if __name__ == "__main__":
    from generator.base.gc import pause_collection

    with pause_collection():  # as a build is
        main(Path(sys.argv[1]), sys.argv[2])
