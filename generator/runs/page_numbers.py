"""Store and read the page numbers of the Word file's contents.

No one but a layout engine knows pages, so the numbers are an input: briefings/<edition>/pages.json holds them with a
fingerprint of what was laid out. Where the fingerprint no longer fits, the contents have no numbers, and the build says
so.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from generator.base import codes
from generator.base.diagnostics import BriefingError, Diagnostic, Origin
from generator.base.files import write_file
from generator.base.inputs import read_input
from generator.formats.native import write_native
from generator.paper.document import BlockId, Document
from generator.records.style import Style, read_style_file

if TYPE_CHECKING:
    from generator.formats.docx.pages import Layout
    from generator.records.schema.base import Visibility


def locate_pages_file(root: Path, edition: str) -> Path:
    """Return where an edition's recorded pages are."""
    return root / "briefings" / edition / "pages.json"


def make_layout_key(audience: Visibility, lang: str) -> str:
    """Return the key of a recorded layout; an edition has one for each audience and language."""
    return f"{audience}/{lang}"


def fingerprint_layout(document: Document, style: Style) -> str:
    """Fingerprint what decides the page numbers: the words, their order, and the Word template."""
    digest = hashlib.sha256(write_native(document))
    template = style.file("paper.docx")
    digest.update(read_style_file(template) if template.is_file() else b"")
    return digest.hexdigest()


def read_pages(
    root: Path, document: Document, style: Style, audience: Visibility
) -> tuple[Mapping[BlockId, int] | None, tuple[Diagnostic, ...]]:
    """Return the recorded pages of the document's headings; None with a warning where there are none that fit."""
    path = locate_pages_file(root, document.id)
    place = Origin(path.relative_to(root).as_posix())
    key = make_layout_key(audience, document.lang)
    help = _tell_command(document, audience)
    none = "the contents of the Word file have no page numbers: none are recorded"
    try:
        layouts = json.loads(read_input(path, root))
        if isinstance(layouts, dict) and layouts and key not in layouts:
            whose = f"{none} for `--audience {audience}` in `{document.lang}`"
            return None, (codes.NO_PAGES.at(place, whose, help),)
        recorded = layouts[key]
        pages, found = recorded["pages"], recorded["fingerprint"]
    except FileNotFoundError:
        return None, (codes.NO_PAGES.at(place, none, help),)
    except BriefingError as error:
        return None, error.diagnostics
    except (ValueError, KeyError, TypeError, RecursionError):
        return None, (codes.UNREADABLE_PAGES.at(place, "the recorded page numbers can't be read", help),)
    if found != fingerprint_layout(document, style):
        return None, (
            codes.STALE_PAGES.at(
                place,
                "the contents of the Word file have no page numbers: the paper has changed since they were recorded",
                help,
            ),
        )
    return pages, ()


def _tell_command(document: Document, audience: Visibility) -> str:
    """Return what to do where a layout is missing: of a paper for few, or in another language, the command has to say
    so, or it would record that of the edition's own audience and language."""
    few = f" --audience {audience}" if audience != "public" else ""
    other = f" --lang {document.lang}" if document.lang != "en" else ""
    return f"run `briefing paginate {document.id}{few}{other}`"


def record_pages(
    root: Path, document: Document, style: Style, audience: Visibility, engine: str, layout: Layout
) -> Path:
    """Write the layout beside the edition and return the file; other audiences' and languages' layouts stay."""
    path = locate_pages_file(root, document.id)
    try:
        layouts = json.loads(read_input(path, root))
    except (FileNotFoundError, ValueError, RecursionError):
        layouts = {}
    layouts = layouts if isinstance(layouts, dict) else {}
    layouts[make_layout_key(audience, document.lang)] = {
        "engine": engine,
        "fingerprint": fingerprint_layout(document, style),
        "fonts": layout.fonts,
        "pages": dict(layout.pages),
    }
    write_file(path, (json.dumps(layouts, indent=1, sort_keys=True) + "\n").encode(), root)
    return path
