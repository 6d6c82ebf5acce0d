"""Make the smallest record of a kind from a few answers, laid out as `fmt` has it, with next steps in comments.

In: a dataset, the name of a kind, checked answers. Out: the whole text of the file in which the record stands, and its
path; nothing is written before `write_record`. Forms in the browser, `briefing new` and `briefing init` all ask it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path, PurePosixPath
from typing import Any

from generator.authoring.fmt.files import lay_out_new
from generator.authoring.new.answers import Checked, find_story_day
from generator.authoring.new.ids import make_id
from generator.authoring.new.in_paper import Named, name_in_paper
from generator.authoring.new.next_steps import list_next_steps
from generator.authoring.new.place import add_to_file, find_default, find_place
from generator.authoring.new.questions import COLLECTION, OPEN, Step, list_questions
from generator.authoring.new.yaml_values import write_lines
from generator.base.diagnostics import BriefingError
from generator.base.files import write_files
from generator.records.load import Dataset
from generator.records.load.found import Found
from generator.records.load.make_entry import make_entry
from generator.records.load.parse import Map, parse
from generator.records.schema import COLLECTIONS
from generator.records.schema.base import Visibility

WHO: Mapping[str, str] = {
    "internal": "the authors alone; partner or public where it may go out",
    "confidential": "confidential readers, never partners or everybody",
    "partner": "partners, not everybody",
    "public": "everybody",
}
"""Who reads a record of each visibility, in words."""


@dataclass(frozen=True, slots=True)
class NewRecord:
    """A record that is to be written: its collection and id, its file (a path in the workspace) and the line on which
    it begins, who may see it (`by_folder`: as the defaults.yaml of its folder says).

    `files` has the whole text of every file that is new or changes, `was` what each held before (None: it was not
    there); `named` is where a paper names it.
    """

    collection: str
    id: str
    path: str
    line: int
    visibility: Visibility
    by_folder: bool
    files: Mapping[str, str]
    was: Mapping[str, bytes | None]
    named: Named | None = None

    @property
    def text(self) -> str:
        """The whole text of the file in which the record stands."""
        return self.files[self.path]


def make_record(dataset: Dataset, kind: str, said: Checked) -> NewRecord:
    """Return the record of a kind that says what the answers say.

    Raises BriefingError where a file in which it has to stand, or be named, can't be read (D00x), or is laid out so
    that nothing can be put into it (D013).
    """
    collection = COLLECTION[kind]
    id = make_id(dataset, kind, said)
    path, many = find_place(dataset, kind, id, said)
    fields, folder = _fill(dataset, kind, said), find_default(dataset.root, path)
    # what is published law stays so in a folder that is closed for what is told of people
    seen: Visibility = "public" if kind in OPEN else said.get("visibility", "internal")  # type: ignore[assignment]
    if folder == seen or (folder is None and kind in OPEN):
        fields.pop("visibility", None)  # one line of its defaults.yaml speaks for all records of the folder
    lines = [
        f"visibility: {seen}  # {WHO[seen]}"
        if key == "visibility" else line
        for key, value in fields.items()
        for line in write_lines({key: value})
    ]  # fmt: skip
    lines += [f"# {step}" for step in list_next_steps(kind, id, said)]
    own = "\n".join([f"{id}:", *(f"  {line}" for line in lines)] if many else lines) + "\n"
    laid = lay_out_new(own, path)
    text, line, was = add_to_file(dataset.root, path, laid) if many else (laid, 1, None)
    _judge(dataset, collection, id, path, text)
    files, held = {path: text}, {path: was}
    name = f"data/{id}/defaults.yaml"
    if kind == "country" and not (dataset.root / name).exists():
        files[name], held[name] = _DEFAULTS.format(seen=seen, who=WHO[seen]), None
    named = name_in_paper(dataset, kind, id, said) if "paper" in said else None
    if named:
        files |= named.files
        held |= named.was
    return NewRecord(collection, id, path, line, seen, "visibility" not in fields, files, held, named)


def write_record(root: Path, made: NewRecord) -> list[Path]:
    """Write what was made, all or nothing, and return its files.

    Raises BriefingError (O501) where a file can't be written, or is no longer what it was when the record was made.
    """
    files = {root / name: text.encode() for name, text in made.files.items()}
    write_files(files, root, was={root / name: held for name, held in made.was.items()}, within=root)
    return list(files)


_DEFAULTS = """\
# Who may see the records of this folder that do not say it themselves: public, partner, confidential, or internal.
visibility: {seen}  # {who}
"""


def _fill(dataset: Dataset, kind: str, said: Checked) -> dict[str, Any]:
    """Return the fields of the record, in the order of its model."""
    tree: dict[str, Any] = {}
    for question in list_questions(kind):
        answer = said.get(question.key)
        if answer is None or (answer == question.otherwise and question.key != "visibility") or not question.path:
            continue
        value: Any = answer
        if isinstance(answer, tuple):
            value = answer[0] if len(answer) == 1 else list(answer)
        _put(tree, question.path, value)
    _put_together(dataset, kind, said, tree)
    tree.setdefault("visibility", "public" if kind in OPEN else "internal")
    if kind == "country":
        del tree["visibility"]
    order = {field.alias or name: place for place, (name, field) in enumerate(_fields(kind).items())}
    return dict(sorted(tree.items(), key=lambda item: order[item[0]]))


def _fields(kind: str) -> Mapping[str, Any]:
    return COLLECTIONS[COLLECTION[kind]].model_fields


def _put(tree: Any, path: tuple[Step, ...], value: Any) -> None:
    """Put a value at a path, and the lists and mappings that it needs."""
    for step, after in pairwise(path):
        inner: Any = [] if isinstance(after, int) else {}
        if isinstance(step, int):
            if step == len(tree):
                tree.append(inner)
            tree = tree[step]
        else:
            tree = tree.setdefault(step, inner)
    if isinstance(path[-1], int):
        tree.append(value)
    else:
        tree[path[-1]] = value


def _put_together(dataset: Dataset, kind: str, said: Checked, tree: dict[str, Any]) -> None:
    """Put in what several answers say together."""
    if kind == "case" and "source" in said and "stage" in said:
        tree["proceedings"][0]["stages"][0]["by"] = said["source"]
    if kind == "case" and "story" in said:
        cited = f"[@{said['source']}]" if "source" in said else ""
        tree["profile"] = [{"as_of": find_story_day(dataset, said), "text": f"{said['story']}{cited}"}]
    if kind == "dialogue" and "round" in said:
        held = {key: said[key] for key in ("date", "place") if key in said}
        tree["rounds"] = {said["round"]: held}
    if kind == "law":
        tree["country"] = said["country"]
        if "article" in said:
            tree["provisions"] = {said["article"]: {"title": said["article_title"]}}
    if kind == "theme":
        last = max((entry.record.order for entry in dataset.themes.values()), default=0)
        tree["order"] = said.get("order", str(last + 1))


def _judge(dataset: Dataset, collection: str, id: str, path: str, text: str) -> None:
    """Raise BriefingError with what would keep the new text from being loaded: only what loads is written."""
    tree, problems = parse(text.replace("\r\n", "\n"), path)
    found = Found(dataset.root, problems)
    if tree is not None and not problems:
        own = tree.get(id) if PurePosixPath(path).stem == collection else tree
        if isinstance(own, Map):
            name = PurePosixPath(path).parent.name if collection == "countries" else id
            make_entry(found, own, COLLECTIONS[collection], collection, name, dataset.root / path, "internal")
    if found.problems:
        raise BriefingError(found.problems)
