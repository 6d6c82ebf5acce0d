"""Tell an editor which schema is for which file: settings of VS Code, or a line at the top of each file.

In: schemas, and where they are. Out: texts of files. Both are read by the YAML language server
(https://github.com/redhat-developer/yaml-language-server#using-inlined-schema, #associating-schemas).
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Sequence
from pathlib import Path, PurePosixPath

from generator.authoring.editor_schemas.schemas import FileSchema
from generator.records.schema.files import find_file_kind

_MODELINE = re.compile(r"# yaml-language-server: \$schema=\S+[ \t]*")


def name_schema_file(name: str) -> str:
    """Return what the file of a schema is called."""
    return f"{name}.schema.json"


def make_vscode_settings(before: str, schemas: Sequence[FileSchema], folder: str) -> str:
    """Return settings.json of VS Code with the schemas that lie in `folder` (below the workspace, with `/`); what else
    it says stays.

    Raises ValueError where `before` is no JSON object, such as one with comments.
    """
    settings = json.loads(before) if before.strip() else {}
    known = settings.get("yaml.schemas", {}) if isinstance(settings, dict) else None
    if not isinstance(known, dict):
        raise ValueError("not a JSON object")
    ours = {f"./{folder}/{name_schema_file(one.name)}": list(one.globs) for one in schemas}
    # those of another folder, or of a kind that there is no more, were ours too
    others = {
        key: value
        for key, value in known.items()
        if PurePosixPath(key).name not in {name_schema_file(s.name) for s in schemas}
    }
    settings["yaml.schemas"] = {**others, **ours}
    return json.dumps(settings, indent=2, ensure_ascii=False) + "\n"


def add_modeline(text: str, file: str, folder: str) -> str:
    """Return a YAML file with the line on top that names its schema; as it is where no schema is for it."""
    kind = find_file_kind(PurePosixPath(file))
    if kind is None:
        return text
    up = os.path.relpath(PurePosixPath(folder, name_schema_file(kind.name)), PurePosixPath(file).parent)
    line = f"# yaml-language-server: $schema={Path(up).as_posix()}"
    first, found, rest = text.partition("\n")
    if _MODELINE.fullmatch(first.rstrip("\r")):
        return f"{line}{first[len(first.rstrip(chr(13))) :]}{found}{rest}"
    return f"{line}\r\n{text}" if "\r\n" in text else f"{line}\n{text}"
