"""List every placeholder of a template, with examples from the newest edition, as text, JSON or Markdown.

In: the table of placeholders and the slots of a paper. Out: rows. `python -m generator.runs.style_reference` writes
docs/template-fields.md anew.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from generator.base.diagnostics import BriefingError
from generator.base.files import write_file
from generator.formats.docx.template.placeholders import INLINE, PLACEHOLDERS, write_tag
from generator.formats.docx.template.slots import Slot, SlotContent, make_fields
from generator.formats.html_template import OFFERED
from generator.formats.specimen import make_specimen
from generator.paper.document import (
    Box,
    Document,
    Paragraph,
    Section,
    Table,
    find_leaves_of_blocks,
    join_inlines,
    model,
)
from generator.paper.make import make
from generator.paper.workspace import Workspace

STYLE = "dialogue-paper"
PAGE = Path("docs", "template-fields.md")
_SHOWN = 72
_TYPES = {"each": "several", "group": "group", **dict.fromkeys(INLINE, "words")}


class TemplateField(NamedTuple):
    """A name that paper.docx may place: how it is `written`, its type, its meaning, an example, and whether the paper
    would lack something without it."""

    name: str
    written: str
    type: str
    meaning: str
    example: str
    needed: bool


def list_template_fields(root: Path, style: str) -> list[TemplateField]:
    """Return a row for each placeholder and each label; examples are from the newest public edition of the style, and
    from a specimen where that has none. Raises BriefingError where the labels of the style can't be read."""
    workspace = Workspace(root, [])
    found = workspace.dataset.styles.get(style)
    labels, more = workspace.labels(found, "en") if found else (None, ())
    if labels is None:
        about_styles = (d for d in workspace.problems_of_data() if d.origin.file.startswith("templates/"))
        raise BriefingError([*about_styles, *more])
    papers = [*_newest(root, style), make_specimen(labels)]
    examples: dict[str, str] = {}
    for paper in papers:
        for slot in make_fields(paper).slots:
            if text := _example(slot, paper):
                examples.setdefault(slot.name, text)
    rows = []
    for name, known in PLACEHOLDERS.items():
        type = _TYPES.get(known.kind, "blocks")
        example = "" if "<" in name else examples.get(name, "")
        rows.append(
            TemplateField(name, write_tag(name, known.kind, known.optional), type, known.meaning, example, known.needed)
        )
        if name == "labels.<key>":
            rows += [
                TemplateField(
                    f"labels.{key}", write_tag(f"labels.{key}", "words"), "words", f"the label `{key}`", text, False
                )
                for key, text in labels.items()
            ]
    return rows


def render_text(rows: list[TemplateField]) -> str:
    """Return the rows as lines of text: how the name is written, what it is, an example."""
    return "\n".join(
        f"{row.written or row.name}\n    {row.type}{', needed' if row.needed else ''}: {row.meaning}"
        + (f"\n    for example: {row.example}" if row.example else "")
        for row in rows
    )


def render_json(rows: list[TemplateField]) -> str:
    """Return the rows as JSON."""
    return json.dumps([row._asdict() for row in rows], ensure_ascii=False, indent=1)


def write_reference_page(root: Path) -> str:
    """Return the page about what templates may place."""
    rows = [
        row
        for row in list_template_fields(root, STYLE)
        if not row.name.startswith("labels.") or row.name == "labels.<key>"
    ]
    table = [
        f"| {_cell(row.written) or f'`{row.name}`'} | {row.type}{', needed' if row.needed else ''} | {row.meaning} |"
        f" {_plain(row.example)} |"
        for row in rows
    ]
    offered = [f"| `{name}` | {meaning} |" for name, meaning in OFFERED.items()]
    return "\n".join([_INTRO, *table, _LABELS, *offered, "", *_model()])


_INTRO = """\
# What a template may place

<!-- from the code; `python -m generator.runs.style_reference` writes it anew -->

`briefing template fields` prints this page with the fixed words of a style, `--format json` for machines. `briefing template check`
says what is wrong with a template, and where.

## In paper.docx

A name of **words** stands within a paragraph and takes its look. A name of **blocks** has a paragraph of its own, and a `p` in its
tag: what comes in its place looks as the named styles of the template say. What is **needed** has to be placed, once: the paper
would lose it. Examples are from the newest edition.

| written | type | what it is | example |
|---|---|---|---|"""  # noqa: E501

_LABELS = """
The labels of a style are the lines of its labels/en.yaml: `{{ labels.contents }}` is the line `contents`. All words of a template
are labels, so that every format has them.

## In paper.html.j2

| name | what it is |
|---|---|"""  # noqa: E501


def _model() -> Iterator[str]:
    """Yield what can be written behind `document` and a dot, and behind what that gives."""
    yield "What `document` is made of; what is not in it, no template can reach:\n"
    for cls in vars(model).values():
        if dataclasses.is_dataclass(cls) and isinstance(cls, type) and cls.__module__ == model.__name__:
            about = " ".join((cls.__doc__ or "").split())
            yield f"**{cls.__name__}**" + (f": {about}" if not about.startswith(f"{cls.__name__}(") else "") + "<br>"
            yield "; ".join(f"`{field.name}`: {_cell(str(field.type))}" for field in dataclasses.fields(cls)) + "\n"


def _newest(root: Path, style: str) -> list[Document]:
    """Return the public document of the newest edition of the style; nothing where none can be made."""
    names = sorted(path.parent.name for path in (root / "briefings").glob("[!._]*/edition.yaml"))
    workspace = Workspace(root, names)
    editions = [
        (entry.record.as_of, name) for name, entry in workspace.dataset.editions.items() if entry.record.style == style
    ]
    for _, name in sorted(editions, key=lambda one: (str(one[0]), one[1]), reverse=True):
        if made := make(workspace, name, "public", "en", anew=True).document:
            return [made]
    return []


def _example(slot: Slot, paper: Document) -> str:
    """Return the first words of what fills the slot."""
    if slot.name == "contents":
        found = next((line.title for line in paper.numbers.contents), "")
    elif slot.name == "page_of_pages":
        found = paper.labels["page"].format(page=1, pages=16)
    else:
        found = next((text for text in _texts(slot.kind, slot.content) if text.strip()), "")
    return found if len(found) <= _SHOWN else found[:_SHOWN].rsplit(" ", 1)[0] + " …"


def _texts(kind: str, content: SlotContent) -> Iterator[str]:
    match content:
        case Section(title=title):
            yield join_inlines(title)
        case Box(title=title, blocks=blocks):
            if kind == "box-title":
                yield join_inlines(title)
            else:
                yield from (join_inlines(inlines) for _, inlines in find_leaves_of_blocks(blocks))
        case Table(caption=caption, head=head, body=body):
            if kind == "caption" and caption:
                yield join_inlines(caption.inlines)
            for row in head if kind == "head" else body:
                yield " | ".join(join_inlines(p.inlines) for cell in row.cells for p in cell.blocks)
        case tuple():
            blocks = tuple(
                block
                for block in content
                if isinstance(block, Paragraph | Table | Box | model.ItemList | model.Picture)
            )
            yield from (join_inlines(inlines) for _, inlines in find_leaves_of_blocks(blocks))
            if not blocks:
                yield join_inlines(content)  # type: ignore[arg-type]


def _cell(code: str) -> str:
    """Return code for a cell of a table."""
    return f"`{code.replace('|', chr(92) + '|')}`" if code else ""


def _plain(text: str) -> str:
    return text.replace("|", "\\|")


if __name__ == "__main__":
    write_file(PAGE, write_reference_page(Path.cwd()).encode())
