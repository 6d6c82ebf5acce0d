"""Write docs/records.md: every kind of record, every block of a section, and all their fields.

In: the reference. Out: the page. A part that several records have in common, such as names, is told once.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pydantic import BaseModel

from generator.authoring.record_reference.examples import find_example
from generator.authoring.record_reference.fields import BLOCK, RecordField, list_kinds, list_own
from generator.authoring.record_reference.tell import say_printed, say_type, say_visibility, tell
from generator.authoring.record_reference.words import FILES
from generator.base.files import write_file

PAGE = Path(__file__).parents[3] / "docs" / "records.md"

PICTURES = "pictures/blocks"
"""The folder of docs/ with a picture of each kind of block."""

_INTRO = """\
# Records and their fields

<!-- from generator/records/schema/ and the invented records of generator/authoring/record_reference/example/;
     `python -m generator.authoring.record_reference.page` writes it anew -->

Everything that a record can say, in the order in which `briefing fmt` puts it. `briefing explain case.proceedings`
tells the same of one field in the terminal, and *Fields* in the preview; editors complete it
([let your editor help](prose.md#let-your-editor-help)). Any value may be written as
`{value: …, visibility: partner}` to close it to others; otherwise a field is seen by whoever may see its record.
Examples are invented. `briefing new case` makes a record, and asks for what it needs.
"""


def write_page() -> str:
    """Return docs/records.md."""
    kinds = [kind for kind in list_kinds() if not kind.startswith(BLOCK)]
    blocks = [kind for kind in list_kinds() if kind.startswith(BLOCK)]
    shown: dict[type[BaseModel], str] = {}
    links = ", ".join(f"[{kind}](#{_anchor(kind)})" for kind in kinds)
    named = ", ".join(f"[{kind.removeprefix(BLOCK)}](#{_anchor(kind)})" for kind in blocks)
    parts = [_INTRO.rstrip(), f"Records: {links}. Blocks of a section: {named}."]
    for kind in kinds:
        parts += _tell_kind(kind, shown)
    known = "What stands in `blocks:` of a section’s file. A block is known by the name that it begins with."
    parts.append(f"# Blocks of a section\n\n{known}")
    for kind in blocks:
        parts += _tell_kind(kind, shown)
    return "\n\n".join(parts) + "\n"


def _tell_kind(kind: str, shown: dict[type[BaseModel], str]) -> Iterator[str]:
    """Yield the parts of the page that tell of one kind of record or block."""
    told = tell(kind)
    yield f"## {kind}"
    yield told.meaning
    if kind.startswith(BLOCK):
        name = kind.removeprefix(BLOCK)
        yield f"![How the block `{name}` looks on paper]({PICTURES}/{name}.png)"
    else:
        yield f"- **Stands in** {_coded(FILES[kind])}\n- **Who may see it**: {told.visibility}."
    if told.example:
        yield f"```yaml\n{told.example}\n```"
    shown.setdefault(list_kinds()[kind], kind)
    yield from _tell_fields(kind, shown)


def _tell_fields(path: str, shown: dict[type[BaseModel], str]) -> Iterator[str]:
    """Yield the table of the fields right below a path, then those of their parts that were not shown yet."""
    own = list_own(path)
    inner: list[str] = []
    rows = ["| field | what it holds | printed | example |", "|---|---|---|---|"]
    for field in own:
        link = ""
        if field.part:
            if field.part not in shown:
                shown[field.part] = field.path
                inner.append(field.path)
            there = shown[field.part]
            link = f" Its fields: [{there}](#{_anchor(there)})."
        rows.append(f"| `{field.name}` | {_say(field)}{link} | {_cell(say_printed(field))} | {_example(field)} |")
    yield "\n".join(rows)
    for part in inner:
        yield f"### {part}"
        yield from _tell_fields(part, shown)


def _say(field: RecordField) -> str:
    closed = say_visibility(field.path)
    own = f" *Who may see it*: {closed}." if closed != "as the record" and not field.path.startswith(BLOCK) else ""
    said = say_type(field)
    return _cell(f"{field.meaning} *{said[0].upper()}{said[1:]}.*{own}")


def _example(field: RecordField) -> str:
    """Return the example of a field in a cell; one of many lines begins there, and stands above as a whole."""
    lines = (find_example(field.path) or "").split("\n")
    shown = [line if len(line) < _LONGEST else f"{line[:_LONGEST].rstrip()} …" for line in lines[:_MOST]]
    if len(lines) > _MOST:
        shown.append("…")
    return "<br>".join(_code(line) for line in shown)


_LONGEST, _MOST = 60, 3


def _code(line: str) -> str:
    """Return a line as code in a cell; blanks at its beginning are kept."""
    bare = line.lstrip(" ")
    mark = "``" if "`" in bare else "`"
    return f"{'&nbsp;' * (len(line) - len(bare))}{mark}{_cell(bare)}{mark}"


def _cell(words: str) -> str:
    return words.replace("|", "\\|")


def _coded(words: str) -> str:
    path, comma, rest = words.partition(",")
    return f"`{path}`{comma}{rest}" if " " not in path else words


def _anchor(heading: str) -> str:
    """Return the anchor that GitHub gives to a heading."""
    return "".join(c for c in heading.lower() if c.isalnum() or c in "-_ ").replace(" ", "-")


if __name__ == "__main__":
    write_file(PAGE, write_page().encode())
