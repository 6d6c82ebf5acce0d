"""Make a style of one's own: a folder in templates/ that extends another, or a copy of another.

In: a style. Out: its new folder, whole or not at all.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

from generator.authoring.fmt.files import lay_out_new
from generator.base.file_names import is_foreign
from generator.base.files import write_folder
from generator.base.inputs import SHIPPED
from generator.records.style import Style, read_style_file, read_style_text


def copy_style(root: Path, id: str, style: Style) -> list[Path]:
    """Write templates/`id`/ with all files of the style, those of the styles it extends too, and return its files.

    Raises BriefingError (O502) where there is such a folder already, or it can't be made.
    """
    own = style.folders[0]
    files = {"template.yaml": _of_its_own(read_style_text(own / "template.yaml"), id, style).encode()}
    for folder in style.folders:
        for path in sorted(p for p in folder.rglob("*") if p.is_file() and not p.is_symlink()):
            inner = path.relative_to(folder)
            if not any(part.startswith((".", "~$")) for part in inner.parts):
                files.setdefault(inner.as_posix(), _whole(style, inner.as_posix(), path))
    for name in [name for name in files if name.startswith("labels/")]:
        files[name] += _kind_line(id, style).encode()
    for name in [name for name in files if name.endswith(".yaml")]:
        files[name] = lay_out_new(files[name].decode("utf-8"), f"templates/{id}/{name}").encode()
    return write_folder(root / "templates" / id, files, root)


def take_style(root: Path, name: str) -> list[Path]:
    """Write templates/`name`/ as the program has it, and return its files.

    Raises BriefingError (O502) where there is such a folder already, or it can't be made.
    """
    folder = SHIPPED / name
    found = [path for path in sorted(folder.rglob("*")) if path.is_file() and not is_foreign(path.name)]
    files = {path.relative_to(folder).as_posix(): read_style_file(path) for path in found}
    return write_folder(root / "templates" / name, files, root)


def extend_style(root: Path, id: str, style: Style) -> list[Path]:
    """Write templates/`id`/, which extends the style and has commented samples of what it can say otherwise; return its
    files.

    Raises BriefingError (O502) where there is such a folder already, or it can't be made.
    """
    files = {
        "template.yaml": lay_out_new(
            f"{_HEAD}{_said(id)}extends: {style.name}\n{_CHOICES}{_OUTLINE}", f"templates/{id}/template.yaml"
        ),
        **{
            f"labels/{lang}.yaml": lay_out_new(
                f"# What this style says otherwise than {style.name}: any line of its labels/{lang}.yaml, with other"
                f" words.\n{_kind_line(id, style)}",
                f"templates/{id}/labels/{lang}.yaml",
            )
            for lang in style.languages()
        },
        "paper.css": _SHEET.replace("STYLE", style.name),
    }
    return write_folder(root / "templates" / id, {name: text.encode() for name, text in files.items()}, root)


def _whole(style: Style, name: str, path: Path) -> bytes:
    """Return a file for a copy: sheets and labels add to those of the styles extended, and stand one below the
    other."""
    if name == "paper.css":
        return b"\n".join(read_style_file(file) for file in reversed([*style.files(name)]))
    if name.startswith("labels/"):
        lines: dict[str, str] = {}
        for file in reversed([*style.files(name)]):
            text = read_style_text(file)
            said = {match[1] for match in re.finditer(r"^([a-z_0-9]+):", text, re.M)}
            lines = {key: re.sub(rf"^(?:{'|'.join(said)}):.*\n", "", old, flags=re.M) for key, old in lines.items()}
            lines[file.parent.parent.name] = text if text.endswith("\n") else text + "\n"
        return "\n".join(lines.values()).encode()
    return read_style_file(path)


def _of_its_own(text: str, id: str, style: Style) -> str:
    """Return template.yaml of the copy: it extends nothing, and serves a kind of its own, since each kind has one
    style."""
    text = re.sub(r"^(?:extends|kinds):.*\n", "", text, flags=re.M)
    text = re.sub(r"^(title:.*\n)", lambda m: f"{m[1]}kinds: [{_kind(id)}]\n", text, count=1, flags=re.M)
    if not re.search(r"^notes:", text, re.M):
        text = f"{text.rstrip()}\nnotes: {style.notes}\n"
    if style.fonts:
        line = f"fonts: {json.dumps(dict(style.fonts))}\n"
        text, found = re.subn(r"^fonts:.*\n(?: .*\n)*", lambda _: line, f"{text.rstrip()}\n", count=1, flags=re.M)
        text += "" if found else line
    return text


def _kind(id: str) -> str:
    kind = re.sub(r"[^a-z0-9]+", "_", id).strip("_")
    return kind if kind[0].isalpha() else f"paper_{kind}"


def _kind_line(id: str, style: Style) -> str:
    name = id.replace("-", " ").replace(".", " ").capitalize()
    return f"\n# the kind of paper, on its cover\nkind_{_kind(id)}: {json.dumps(name)}\n"


def _said(id: str) -> str:
    return (
        f"title: {id.replace('-', ' ').capitalize()}  # what papers of this style are, in a few words\nkinds:"
        f" [{_kind(id)}]\n"
    )


_HEAD = """\
# A style of its own: what this folder does not have is taken from the style that it extends.
# `briefing template check` says what is wrong with it, `briefing template fields` what paper.docx may place.
"""

_CHOICES = """\
# notes: links             # sources in the text, in place of footnotes
# repeated_notes: short    # what a note has told is told by its short name and the number of that note
# recommendations: at_end  # all of them before the annexes, in place of those of each theme
"""
_OUTLINE = """\
# what a new paper begins with; as in the style that it extends where nothing is said
# outline:
#   - {section: overview, title: Overview, kind: overview}
"""

_SHEET = """\
/* What papers of this style have otherwise than STYLE: read after its style sheet, and counts more.
   Fonts, sizes, colours, spaces and margins are those of the named styles in Word, for every format: copy paper.docx of that
   style here and change it in Word. What Word cannot say stands here. Take a line out of its comment to try it. */

/* a colour for the PDF and the web alone: a heading needs 4.5 to 1 against the paper */
/* html { --accent: #5b2a6e; --tint: #f5eef8 } */

/* the PDF: sizes in points, lengths in millimetres */
/* @media print { .paper h1 { font-size: 20pt; line-height: 24pt } } */

/* the page on screens */
/* @media screen { h1 { font-size: 1.75rem } } */
"""  # noqa: E501
