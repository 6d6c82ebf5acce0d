"""Load the workspace: every YAML file of data/ and of the editions, and the styles, into typed records with their
origins.

In: the root folder. Out: a Dataset and every problem of form (D…). Nothing is selected and no reference is followed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from pydantic import ValidationError

from generator.base import codes
from generator.base.diagnostics import Code, Diagnostic, Origin
from generator.records.load.dataset import (
    SAY_IT,
    Dataset,
    Entry,
    PathInRecord,
    entries,
    is_limited,
    level,
    plain,
    unknown_visibilities,
    unwrap,
    with_excerpts,
)
from generator.records.load.names import another_id, bad_file_name, is_copy, is_id
from generator.records.load.parse import Map, parsed
from generator.records.load.styles import link_styles
from generator.records.load.texts import decode
from generator.records.load.validate import diagnose
from generator.records.schema import ALWAYS_PUBLIC, COLLECTIONS, Edition, Record, SectionProse
from generator.records.schema.base import VISIBILITIES, Visibility
from generator.records.schema.signatures import Signatures
from generator.records.schema.templates import Template
from generator.records.style import Style

__all__ = [
    "SAY_IT",
    "SIGNATURES",
    "Dataset",
    "Entry",
    "PathInRecord",
    "entries",
    "is_limited",
    "level",
    "load",
    "plain",
    "with_excerpts",
]

SIGNATURES = "signatures.yaml"
"""Name of the file beside edition.yaml that says who signed which sentence."""


def load(root: Path, editions: Iterable[str] | None = None) -> tuple[Dataset, list[Diagnostic]]:
    """Read data/ and the named editions (None: all), with those before them, below `root`; return what they say and
    what is wrong with it."""
    return _Loader(root).load(editions)


class _Loader:
    """What is gathered while the files are read."""

    def __init__(self, root: Path):
        self.root = root
        self.problems: list[Diagnostic] = []
        self.records: dict[str, dict[str, Entry]] = {name: {} for name in COLLECTIONS}
        self.lines: dict[str, list[str]] = {}
        self.broken: set[str] = set()
        self.closed: dict[str, Visibility] = {}
        self.signatures: dict[str, Entry] = {}

    def load(self, wanted: Iterable[str] | None) -> tuple[Dataset, list[Diagnostic]]:
        self._data(self.root / "data", None)
        editions: dict[str, Entry] = {}
        sections: dict[str, dict[str, Entry]] = {}
        known = sorted(p.name for p in (self.root / "briefings").glob("*") if p.is_dir())
        todo = [name for name in known if wanted is None or name in set(wanted)]
        for name in todo:
            self._edition(self.root / "briefings" / name, editions, sections)
            # what became of things since the edition before can't be told without it
            before = getattr(editions[name].record, "predecessor", None) if name in editions else None
            if before in known and before not in todo:
                todo.append(before)
        styles = self._styles()
        dataset = Dataset(
            self.root,
            self.records,
            editions,
            sections,
            self.lines,
            frozenset(self.broken),
            self.closed,
            styles,
            self.signatures,
        )
        return dataset, self.problems

    # ── files ─────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _data(self, folder: Path, default: Visibility | None) -> None:
        """Read a folder of data/: its defaults first, then its files, then its folders."""
        default = self._default(folder / "defaults.yaml", default)
        files = sorted(folder.glob("*.yaml")) if folder.is_dir() else []
        for path in files:
            if path.name == "defaults.yaml":
                continue
            if path.name == "country.yaml":
                self._one(path, "countries", folder.name, default)
            elif folder.name in COLLECTIONS:
                self._one(path, folder.name, path.stem, default)
            elif path.stem in COLLECTIONS:
                self._many(path, path.stem, default)
            else:
                self._problem(
                    codes.UNKNOWN_FILE,
                    f"`{path.name}` holds no kind of record that is known",
                    path,
                    f"name it after one of: {', '.join(COLLECTIONS)}; or put it into such a folder",
                )
        for inner in sorted(p for p in folder.glob("*") if p.is_dir()):
            self._data(inner, default)
        for path in sorted(folder.glob("*.yml")):
            self._problem(
                codes.UNKNOWN_FILE,
                f"`{path.name}` is not read: files of records end in .yaml",
                path,
                f"call it `{path.stem}.yaml`",
            )

    def _edition(self, folder: Path, editions: dict[str, Entry], sections: dict[str, dict[str, Entry]]) -> None:
        own = sections.setdefault(folder.name, {})
        for path in sorted(folder.glob("*.yaml")):
            if path.name == SIGNATURES:
                self._signed(path)
                continue
            model, name = (Edition, folder.name) if path.name == "edition.yaml" else (SectionProse, path.stem)
            tree = self._read(path)
            collection = "editions" if model is Edition else "sections"
            entry = self._entry(tree, model, collection, name, path, "public") if tree is not None else None
            if entry is None:
                self.broken.add(f"{folder.name}/{name}" if model is SectionProse else folder.name)
            elif model is Edition:
                editions[folder.name] = entry
            else:
                own[name] = entry
        if folder.name not in editions and folder.name not in self.broken:
            self._problem(
                codes.NO_EDITION,
                f"the folder `{folder.name}` has no edition.yaml",
                folder / "edition.yaml",
                "write one, or copy it from another edition",
            )
            self.broken.add(folder.name)

    def _signed(self, path: Path) -> None:
        """Read who signed an edition: names of people, so no line of this file is shown."""
        self.closed[self._name(path)] = "internal"
        tree = self._read(path)
        entry = self._entry(tree, Signatures, "signatures", path.stem, path, "internal") if tree is not None else None
        if entry is not None:
            self.signatures[path.parent.name] = entry

    def _styles(self) -> Mapping[str, Style]:
        templates: dict[str, Entry] = {}
        for path in sorted((self.root / "templates").glob("*/template.yaml")):
            tree, name = self._read(path), path.parent.name
            if tree is not None and (entry := self._entry(tree, Template, "styles", name, path, "public")):
                templates[name] = entry
        styles, problems = link_styles(self.root, templates)
        self.problems += problems
        return styles

    def _default(self, path: Path, default: Visibility | None) -> Visibility | None:
        if not path.is_file():
            return default
        tree = self._read(path) or Map()
        said: Visibility | None = tree.get("visibility")
        for key in tree:
            if key != "visibility":
                line, column = tree.at[key][:2]
                self.problems.append(
                    codes.UNKNOWN_FIELD.at(
                        Origin(self._name(path), line + 1, column + 1),
                        f"`{key}` is not a default",
                        "defaults.yaml holds one line, such as `visibility: public`",
                        width=len(key),
                    )
                )
        if said in VISIBILITIES:
            return said
        if "visibility" in tree:
            _, _, line, column = tree.at["visibility"]
            self.problems.append(
                codes.UNKNOWN_WORD.at(
                    Origin(self._name(path), line + 1, column + 1),
                    "`visibility` does not know this word",
                    f"write one of: {', '.join(VISIBILITIES)}",
                )
            )
        return "internal"  # closed where it is not clear

    def _read(self, path: Path) -> Map | None:
        name = self._name(path)
        data = path.read_bytes()
        text, unreadable = decode(data, name)
        self.problems += unreadable
        if text is None:
            self.lines[name] = data.decode("utf-8", "replace").split("\n")
            self._may_hold(data.decode("latin-1"))
            return None
        text = text.replace("\r\n", "\n").replace("\r", "\n")  # https://yaml.org/spec/1.2.2/#54-line-break-characters
        self.lines[name] = text.split("\n")
        tree, problems = parsed(text, name)
        self.problems += problems
        if tree is None:
            self._may_hold(text)
        return tree

    def _may_hold(self, text: str) -> None:
        """Note what looks like names of records in a file that can't be read: nobody is told that they do not exist."""
        self.broken.update(re.findall(r"([a-z0-9][a-z0-9.-]*)[\"']?\s*:(?!\S)", text))

    # ── records ───────────────────────────────────────────────────────────────────────────────────────────────────────

    def _one(self, path: Path, collection: str, name: str, default: Visibility | None) -> None:
        before = len(self.problems)
        tree = self._read(path)
        if tree is None:
            self._broken(name, path, default)
        else:
            self._doubled(self.problems[before:], Map({name: tree}), collection)
            self._add(tree, collection, name, path, default)

    def _many(self, path: Path, collection: str, default: Visibility | None) -> None:
        before = len(self.problems)
        tree = self._read(path)
        if tree is None:
            self._broken(f"{collection}/*", path, default)
            return
        self._doubled(self.problems[before:], tree, collection)
        for name, value in tree.items():
            line, column = tree.at[name][0] + 1, tree.at[name][1] + 1
            if isinstance(value, Map):
                self._add(value, collection, name, path, default, line, column)
            else:
                self._broken(name, path, default)
                self.problems.append(
                    codes.WRONG_TYPE.at(
                        Origin(self._name(path), line, column),
                        f"`{name}` should be lines of `name: value`",
                        "write its fields below it, each on a line of its own",
                        width=len(name),
                    )
                )

    def _doubled(self, problems: list[Diagnostic], records: Map, collection: str) -> None:
        """Note what a name that is given twice may hide, so that nobody is told that it does not exist."""
        twice = {d.about for d in problems if d.kind is codes.DUPLICATE_KEY}
        if twice & records.keys():
            self.broken.update((f"{collection}/*", "sources/*"))
        elif twice:
            self.broken.update(records)
            nested = (value.get("sources") for value in records.values() if isinstance(value, Map))
            if any(isinstance(sources, Map) and twice & sources.keys() for sources in nested):
                self.broken.add("sources/*")

    def _broken(self, name: str, path: Path, fallback: Visibility | None) -> None:
        """Note a record that could not be read: it may exist, and its file is as closed as the record could be."""
        self.broken.add(name)
        file = self._name(path)
        self.closed[file] = max(fallback or "internal", self.closed.get(file, "public"), key=VISIBILITIES.index)

    def _add(
        self,
        tree: Map,
        collection: str,
        name: str,
        path: Path,
        default: Visibility | None,
        line: int = 1,
        column: int = 1,
    ) -> None:
        fallback: Visibility = default or ("public" if collection in ALWAYS_PUBLIC else "internal")
        entry = self._entry(tree, COLLECTIONS[collection], collection, name, path, fallback, line, column)
        unsaid = default is None and collection not in ALWAYS_PUBLIC and "visibility" not in tree
        if entry is None:
            self._broken(name, path, fallback)
        else:
            self._put(collection, name, replace(entry, unsaid=unsaid))
        # a source that stands inside the record that cites it: closed as the record is, unless it says otherwise
        said = level(tree["visibility"]) if "visibility" in tree else fallback
        around = entry.visibility if entry else said
        inner, at_least = unwrap(tree.get("sources"), "public")
        if isinstance(inner, Map) and is_copy(tree.get("id"), name, path):
            self.broken.update(inner)  # they stand in the other file
        elif isinstance(inner, Map) and collection != "sources":
            for key, value in inner.items():
                if isinstance(value, Map):
                    place = (inner.at[key][0] + 1, inner.at[key][1] + 1)
                    nested = self._entry(
                        value, COLLECTIONS["sources"], "sources", key, path, around, *place, quiet=True
                    )
                    if nested is not None:
                        visibility = max(nested.visibility, at_least, key=VISIBILITIES.index)
                        quiet_yet = unsaid and "visibility" not in value
                        self._put("sources", key, replace(nested, visibility=visibility, unsaid=quiet_yet))
                    else:
                        self._broken(key, path, max(around, at_least, key=VISIBILITIES.index))

    def _put(self, collection: str, name: str, entry: Entry) -> None:
        first = self.records[collection].setdefault(name, entry)
        if first is not entry:
            place = entry.origin("id") if "id" in entry.tree else entry.origin()
            self.problems.append(
                codes.DUPLICATE_ID.at(
                    place,
                    f"`{name}` stands already in {first.file}:{first.line}",
                    "give one of the two another id",
                    width=len(name),
                )
            )

    def _entry(
        self,
        tree: Map,
        model: type[Record],
        collection: str,
        name: str,
        path: Path,
        fallback: Visibility,
        line: int = 1,
        column: int = 1,
        quiet: bool = False,
    ) -> Entry | None:
        """Return the tree as a record of `model`, or None after saying what is wrong; `quiet`: what is wrong with its
        fields was said already."""
        file = self._name(path)
        whole = tree
        tree, around = unwrap(tree, "public")
        if not isinstance(tree, Map):
            if not quiet:
                self.problems.append(
                    codes.WRONG_TYPE.at(
                        Origin(file, line, column),
                        f"`{name}` should be lines of `name: value`",
                        "write its fields below it, each on a line of its own",
                    )
                )
            return None
        limits: dict[PathInRecord, Visibility] = {}
        values = plain(tree, limits)
        if (limits or tree is not whole) and not quiet:
            for _, _, row, place in unknown_visibilities(whole):
                self.problems.append(
                    codes.UNKNOWN_WORD.at(
                        Origin(file, row + 1, place + 1),
                        "`visibility` does not know this word",
                        f"write one of: {', '.join(VISIBILITIES)}",
                    )
                )
        given = values.setdefault("id", name)
        if isinstance(given, str) and given != name:
            _, _, row, column = tree.at["id"]
            self.problems.append(another_id(given, name, path, Origin(file, row + 1, column + 1)))
            values["id"] = name if is_id(name) else given
        elif given == name == path.stem and not is_id(name) and "id" not in tree:
            self.problems.append(bad_file_name(name, file))
            values["id"] = "nameless"
        try:
            record = model.model_validate(values)
        except ValidationError as error:
            if not quiet:
                said = level(tree["visibility"]) if "visibility" in tree else fallback
                is_open = not limits and said == around == "public"
                self.problems += diagnose(error, model, tree, file, is_open, line, column)
            return None
        visibility = max(record.visibility or fallback, around, key=VISIBILITIES.index)
        return Entry(record, collection, file, tree, visibility, limits, line, column)

    # ── places ────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _name(self, path: Path) -> str:
        return path.relative_to(self.root).as_posix()

    def _problem(self, code: Code, message: str, path: Path, help: str) -> None:
        self.problems.append(code.at(Origin(self._name(path)), message, help))
