"""Begin a workspace: what somebody needs for a first paper, and an invented example that can be thrown away.

In: a folder, and a few answers. Out: data/, briefings/ and the settings that stand beside them, all or none. What is
written is what files/ holds, with the answers in it.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from string import Template

from generator.authoring.editor_schemas.schemas import make_file_schemas
from generator.authoring.editor_schemas.settings import make_vscode_settings, name_schema_file
from generator.authoring.fmt.files import lay_out_new
from generator.base.files import write_files
from generator.records.schema.base import Visibility

PLACES = ("data", "briefings", "templates", "README.md", ".gitignore", ".pre-commit-config.yaml", ".vscode", "build")
"""What a workspace has at its top."""

SENTENCES: Mapping[str, str] = {
    "en": "This paper is about human rights in $country.",
}
"""The first sentence of the first paper, in the languages in which one can be begun."""

_FILES = Path(__file__).parent / "files"
_NAMED_OTHERWISE = {"gitignore": ".gitignore", "pre-commit-config.yaml": ".pre-commit-config.yaml"}


@dataclass(frozen=True, slots=True)
class Answers:
    """What is known of a first paper: who writes it, about which country, for which dialogue, in which language; of
    which day it tells, who may see a record that does not say so itself, and who reads the paper."""

    organisation: str
    short: str
    country: str
    adjective: str
    dialogue: str
    title: str
    as_of: date
    language: str
    visibility: Visibility
    audience: Visibility

    @property
    def country_id(self) -> str:
        """The folder of the country in data/."""
        return make_id(self.country)

    @property
    def edition(self) -> str:
        """The folder of the paper in briefings/."""
        return f"{self.country_id}-{self.as_of.isoformat()[:7]}"


def make_id(name: str) -> str:
    """Return an id for a name: its letters in Latin ones, small, with hyphens; empty where nothing is left of it."""
    from anyascii import anyascii

    return re.sub(r"[^a-z0-9]+", "-", anyascii(name.replace("’", "").replace("'", "")).lower()).strip("-")


def list_taken(folder: Path, names: Iterable[str] = PLACES) -> list[str]:
    """Return what a folder has already of what a workspace has at its top."""
    return [name for name in names if os.path.lexists(folder / name)]


def begin_workspace(folder: Path, answers: Answers) -> list[Path]:
    """Write the workspace and return its files, those for editors aside.

    Raises BriefingError (O501) where one of them can't be written, or came to be there meanwhile; then none is.
    """
    words = _fill_in(answers)
    files = {}
    for path in sorted(path for path in _FILES.rglob("*") if path.is_file()):
        name = _name(path.relative_to(_FILES).as_posix(), answers)
        text = re.sub(r"^ *\n", "", _fill(path, words), flags=re.M) if _is_record(name) else _fill(path, words)
        files[name] = lay_out_new(text, name) if _is_record(name) else text
    schemas = make_file_schemas()
    beside = {f"build/schema/{name_schema_file(s.name)}": json.dumps(s.schema, ensure_ascii=False) for s in schemas}
    beside[".vscode/settings.json"] = make_vscode_settings("", schemas, "build/schema")
    every = {folder / name: f"{text.rstrip()}\n".encode() for name, text in (files | beside).items()}
    write_files(every, folder, was=dict.fromkeys(every), within=folder)
    return [folder / name for name in files]


def _name(name: str, answers: Answers) -> str:
    """Return where a file of files/ is written."""
    name = re.sub("^data/country/", f"data/{answers.country_id}/", name)
    name = re.sub("^briefings/first/", f"briefings/{answers.edition}/", name)
    return _NAMED_OTHERWISE.get(name, name)


def _is_record(name: str) -> bool:
    return name.startswith(("data/", "briefings/"))


def _fill(path: Path, words: Mapping[str, str]) -> str:
    return Template(path.read_text("utf-8")).substitute(words)


def _fill_in(answers: Answers) -> dict[str, str]:
    """Return what stands for each name in files/: values as YAML takes them, which a string of JSON is
    (https://yaml.org/spec/1.2.2/#12-yaml-history)."""
    ids = {
        "organisation_id": make_id(answers.short or answers.organisation),
        "country": answers.country_id,
        "dialogue_id": make_id(answers.dialogue),
        "edition": answers.edition,
    }
    said = {
        "organisation": answers.organisation,
        "country_name": answers.country,
        "dialogue": answers.dialogue,
        "title": answers.title,
        "government": f"the authorities of {answers.country}",
    }
    quoted = {name: json.dumps(text, ensure_ascii=False) for name, text in said.items()}
    plain = re.sub(r"([\\`*_\[\]<>@^{}&])", r"\\\1", answers.country)  # as prose has it, and no mark of Markdown
    return {
        **ids,
        **quoted,
        "organisation_plain": answers.organisation,
        "short_line": _line("short", answers.short),
        "adjective_line": _line("adjective", answers.adjective),
        "since": _year_before(answers.as_of).isoformat(),
        "as_of": answers.as_of.isoformat(),
        "language": answers.language,
        "visibility": answers.visibility,
        "audience": answers.audience,
        "paper_is_about": Template(SENTENCES[answers.language]).substitute(country=plain),
    }


def _line(field: str, said: str) -> str:
    """Return a line of YAML; none where nothing is said."""
    return f"{field}: {json.dumps(said, ensure_ascii=False)}" if said else ""


def _year_before(day: date) -> date:
    return day.replace(year=day.year - 1, day=28 if (day.month, day.day) == (2, 29) else day.day)
