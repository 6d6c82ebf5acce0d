"""What a reader chose to see, and what there is to choose from.

In: what the address asks for. Out: a Choice, or in words what there is none of. What is not asked for is the edition's
own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from generator.base.diagnostics import BriefingError
from generator.base.inputs import read_input
from generator.base.style_folders import list_style_files
from generator.records.load import Entry, strip_places
from generator.records.load.parse import Map, parse_once
from generator.records.load.styles import link_styles
from generator.records.schema import Edition
from generator.records.schema.base import VISIBILITIES, Record, Text, Visibility, pick_text
from generator.records.schema.templates import Template
from generator.records.style import Style

_Kind = TypeVar("_Kind", bound=Record)


@dataclass(frozen=True, slots=True)
class Choice:
    """A paper in the browser; None where nothing was said: as the edition's file says it."""

    edition: str
    audience: Visibility | None = None
    lang: str | None = None
    style: str | None = None


class UnknownChoice(Exception):
    """There is no such edition, audience, language or style."""


def read_editions(root: Path) -> dict[str, Edition | None]:
    """Return the editions of the workspace by id; None for one whose file can't be read."""
    found = (p.name for p in (root / "briefings").glob("[!._]*") if p.is_dir())
    names = sorted(name for name in found if name.isprintable())  # no address has what is no Unicode
    return {name: _read(root / "briefings" / name / "edition.yaml", Edition) for name in names}


def read_style_records(root: Path) -> dict[str, Template]:
    """Return what the styles say of themselves, by name; those that can't be read are left out."""
    found = {path.parent.name: _read(path, Template) for path in list_style_files(root)}
    return {name: record for name, record in found.items() if record}


def _read(path: Path, model: type[_Kind]) -> _Kind | None:
    try:
        text = read_input(path, path.parents[2]).decode("utf-8-sig").replace("\r\n", "\n")
        tree, _ = parse_once(text, path.name)
        return model.model_validate({"id": path.parent.name, **strip_places(tree, {})}) if tree is not None else None
    except (OSError, UnicodeDecodeError, ValidationError, BriefingError):
        return None


def read_choice(root: Path, default: str, query: Mapping[str, str]) -> Choice:
    """Return what an address asks for; raise UnknownChoice with words for the reader where there is no such thing."""
    edition = query.get("edition") or default
    known = read_editions(root)
    if edition not in known:
        raise UnknownChoice(f"there is no edition “{edition}”")
    record = known[edition]
    audience, lang, style = (query.get(name) or None for name in ("audience", "lang", "style"))
    if audience is not None and audience not in VISIBILITIES:
        raise UnknownChoice(f"there is no audience “{audience}”")
    if record and lang is not None and lang not in record.languages:
        raise UnknownChoice(f"this edition is not written in “{lang}”")
    if style is not None and style not in _styles_for(root, record):
        raise UnknownChoice(f"there is no style “{style}” for this edition")
    if record:  # what an edition is anyway needs not be said: whoever says it sees the same paper
        audience = None if audience == record.audience else audience
        lang = None if lang == record.languages[0] else lang
        style = None if style == record.style else style
    return Choice(edition, audience, lang, style)


def complete_choice(root: Path, choice: Choice) -> Choice:
    """Return the choice with what the edition's file says where nothing was asked for; what it does not say stays
    open."""
    record = _read(root / "briefings" / choice.edition / "edition.yaml", Edition)
    if record is None:
        return choice
    return Choice(
        choice.edition,
        choice.audience or record.audience,
        choice.lang or record.languages[0],
        choice.style or record.style,
    )


def list_choices(root: Path, choice: Choice) -> dict[str, Any]:
    """Return, for the app, what there is to choose from and what is chosen."""
    known, now = read_editions(root), complete_choice(root, choice)
    return {
        "editions": [_edition(id, record) for id, record in known.items()],
        "audiences": list(VISIBILITIES),
        "styles": [
            {"id": id, "title": _words(record.title, "en") or id}
            for id, record in _styles_for(root, known[choice.edition]).items()
        ],
        "chosen": {"edition": now.edition, "audience": now.audience, "lang": now.lang, "style": now.style},
    }


def find_style(root: Path, name: str) -> Style | None:
    """Return a style by its name, with those that it extends; None where there is none."""
    templates = {
        path.parent.name: Entry(record, "styles", f"templates/{path.parent.name}/template.yaml", Map(), "public")
        for path in list_style_files(root)
        if (record := _read(path, Template))
    }
    return link_styles(root, templates)[0].get(name)


def find_latest_edition(root: Path) -> str | None:
    """Return the edition whose papers look at the latest day; None where no edition can be read."""
    days = [(record.as_of.last, id) for id, record in read_editions(root).items() if record]
    return max(days)[1] if days else None


def find_known_edition(root: Path, wanted: str) -> str | None:
    """Return the edition that is wanted where there is one, and else the latest; None where there is none at all."""
    known = read_editions(root)
    return wanted if wanted in known else find_latest_edition(root) or next(iter(known), None)


def _styles_for(root: Path, record: Edition | None) -> dict[str, Template]:
    return {
        id: find_style
        for id, find_style in read_style_records(root).items()
        if record is None or record.kind in find_style.kinds
    }


def _edition(id: str, record: Edition | None) -> dict[str, Any]:
    if record is None:
        return {"id": id}
    return {
        "id": id,
        "title": _words(record.title, record.languages[0]) or id,
        "languages": list(record.languages),
        "kind": record.kind,
        "style": record.style,
        "audience": record.audience,
        "predecessor": record.predecessor,
    }


def _words(text: Text, lang: str) -> str:
    return pick_text(text, lang) or (next(iter(text.values()), "") if isinstance(text, dict) else "")
