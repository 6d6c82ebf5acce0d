"""The sheet as a workbook: a row for each claim, and on a second sheet one for each source of each claim, with its
link."""

from __future__ import annotations

from generator.formats.workbook import WorkbookSheet, write_workbook
from generator.paper.document import Link, join_inlines
from generator.review.sheet.model import SheetLine, SourceSheet


def write_sheet_xlsx(sheet: SourceSheet) -> bytes:
    """Return the workbook; the same sheet gives the same bytes. Raises BriefingError (O322) for a cell too long."""
    labels = sheet.labels
    heads = ["number", "state", "claim", "rests", "behind", "signature", "section", "kind", "place", "id"]
    claims = WorkbookSheet(
        labels["sheet_claim"],
        tuple(labels[f"sheet_{head}"] for head in heads),
        tuple(_claim(sheet, line) for line in sheet.lines),
        (5.0, 10.0, 60.0, 50.0, 32.0, 24.0, 24.0, 14.0, 34.0, 24.0),
        frozen=3,
        named=False,
        title=sheet.title,
        facts=(sheet.counts, labels["sheet_how_to"]),
    )
    rows = tuple(
        (
            str(line.claim.number),
            "" if how == "cited" else labels[f"sheet_{how}"],
            source.id,
            source.words(),
            source.url,
            source.archive_url,
            ", ".join(source.stated_in),
            line.claim.text,
        )
        for line in sheet.lines
        for how, source in line.sources
    )
    stated = labels["sheet_stated_in"].format(name="").rstrip(": ")
    columns = (
        labels["sheet_number"],
        labels["sheet_rests"],
        labels["sheet_source_id"],
        labels["sheet_told"],
        labels["column_address"],
        labels["sheet_archive"],
        stated,
        labels["sheet_claim"],
    )
    sources = WorkbookSheet(
        labels["sheet_sources"],
        columns,
        rows,
        (5.0, 16.0, 28.0, 44.0, 60.0, 30.0, 24.0, 60.0),
        frozen=3,
        named=False,
        linked=(4, 5),
    )
    return write_workbook(sheet.document, (claims, sources))


def _claim(sheet: SourceSheet, line: SheetLine) -> tuple[str, ...]:
    claim, labels = line.claim, sheet.labels
    text = "\n".join(f"{head}: {said}" if n else said for n, (head, said) in enumerate(claim.cells)) or claim.text
    notes = [f"{number}: {_said(said)}" for number, said in line.notes]
    sources = [
        source.id if how == "cited" else f"{source.id} ({labels[f'sheet_{how}']})" for how, source in line.sources
    ]
    records = [f"{record}: {said}" if said else record for record, said in line.records]
    state = {"signed": labels["sheet_done"], "changed": labels["sheet_changed"], "unsigned": ""}[line.state]
    return (
        str(claim.number),
        state,
        text,
        "\n".join([*notes, *sources]),
        "\n".join(records),
        "\n".join([*line.signed, *line.lost]),
        line.section,
        line.kind,
        line.place,
        claim.id,
    )


def _said(inlines: object) -> str:
    assert isinstance(inlines, tuple)
    more = [inline.url for inline in inlines if isinstance(inline, Link) and inline.url not in join_inlines((inline,))]
    return " ".join([join_inlines(inlines), *more])
