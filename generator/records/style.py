"""A style: how papers of some kinds look and cite, as templates/<style>/template.yaml says.

A style may extend another: then it holds only what is different. What its folder lacks is taken from the folder of the
style that it extends; style sheets and fixed words are added to those of that style, and what they say again counts.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from generator.base.inputs import MOST_BYTES, TEMPLATES, find_fence, find_real_place, read_input

NoteStyle = Literal["footnotes", "links"]
"""How sources are named: each citation a footnote, or in round brackets within the text, with the address as a link."""

Density = Literal["every_paragraph", "as_written"]
"""How densely a paper cites: once at least in every paragraph that tells facts, or where its authors wrote a note."""

Placement = Literal["per_theme", "at_end"]
"""Where recommendations stand: in the sections that name them, or together at the end of the body."""

Repeated = Literal["full", "short"]
"""How a note tells a source that a note before has told in full: in full again, or by its short name and the number of
that note."""

FONTS = "fonts/fonts.css"
"""The sheet of a style that names its font files: for the PDF, and for pictures in every format."""


@dataclass(frozen=True, slots=True)
class PlannedSection:
    """A section that a new paper of the style begins with; its `title` is one text, or one for each language."""

    id: str
    title: str | Mapping[str, str]
    kind: str = "section"


@dataclass(frozen=True, slots=True)
class Style:
    """`folders` are the style's own and those that it extends, nearest first; `kinds` are the kinds of paper it serves;
    `recommendations` is where they stand in a paper, `citations` how densely one cites, `outline` what a new one begins
    with; `repeated_notes` is how notes tell again what was told; `fonts` are the style's own, by the names of those in
    paper.docx that they stand for."""

    name: str
    folders: tuple[Path, ...]
    kinds: tuple[str, ...] = ()
    notes: NoteStyle = "footnotes"
    outline: tuple[PlannedSection, ...] = ()
    recommendations: Placement = "per_theme"
    fonts: Mapping[str, str] = field(default_factory=dict)
    citations: Density = "as_written"
    repeated_notes: Repeated = "full"

    def file(self, name: str) -> Path:
        """Return the nearest file of that name (`labels/en.yaml`); where there is none, the place where it would be."""
        return next(self.files(name), self.folders[0] / name)

    def files(self, name: str) -> Iterator[Path]:
        """Yield every file of that name, nearest first: of a file that adds to those of the styles extended."""
        return (path for path in (folder / name for folder in self.folders) if path.is_file())

    def languages(self) -> list[str]:
        """Return the languages in which it has words, by their tags."""
        return sorted({path.stem for folder in self.folders for path in folder.glob("labels/*.yaml")})


def name_style_file(path: Path) -> str:
    """Return how diagnostics call a file of a style: by the style's folder and its name, without the folders of this
    machine."""
    return "/".join(path.parts[-2:])


MOST_TEXT = 5_000_000
"""Bytes that a template of pages, a style sheet or a file of fixed words may have; the longest has 30,000."""


def read_style_file(path: Path, most: int = MOST_BYTES) -> bytes:
    """Return the bytes of a file of a style; raise BriefingError (D021 to D023) where it leads out of templates/ or is
    no file to be read."""
    return read_input(path, _fence(path), most)


def read_style_text(path: Path) -> str:
    """Return the text of a file of a style; raise as `read_style_file` does, and UnicodeDecodeError."""
    return read_style_file(path, MOST_TEXT).decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")


def is_style_file(path: Path) -> bool:
    """Tell whether there is a file of a style that may be read."""
    return path.is_file() and find_real_place(path, _fence(path)) is not None


def _fence(path: Path) -> Path:
    """Return the folder out of which no link of a style may lead; a style that stands elsewhere than in templates/, as
    those of tests do, has it around the folder that holds it."""
    styles = next((folder for folder in path.parents if folder.name == TEMPLATES), path.parent.parent)
    return find_fence(path, styles.parent) if styles.name == TEMPLATES else styles
