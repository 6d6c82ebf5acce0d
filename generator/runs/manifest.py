"""The manifest of what was built: each file with its hash, and from what it was made.

There is one for each audience, `manifest.json` for the public: above the papers, with all of them, and in the folder of
each edition with those of that folder alone, to go out with them. It says nothing that its audience may not read:

- A file of data is listed, with its name and hash, where all that it holds may be read. The others are not, not even
  by a hash: who has a list of names could try them all on the hash of a short record.
- That there are such is said (`all_listed`); that they were as in the commit, or not, is said with the others.

The same inputs give the same bytes.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from generator.base import codes
from generator.base.diagnostics import BriefingError, Origin

if TYPE_CHECKING:
    from generator.records.schema.base import Visibility

FORM = 1
"""Of the manifest; another number is another form."""


@dataclass(frozen=True, slots=True)
class MadeFrom:
    """From what files were made: `edition`, or the country of a page; `inputs` with the SHA-256 of each file (None: it
    was saved while the paper was being made); whether `all_listed`; the `commit`, and whether all of them were as
    committed (None: there was none)."""

    edition: str
    inputs: Mapping[str, str | None]
    all_listed: bool
    commit: str | None
    as_committed: bool | None
    program: str
    versions: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Output:
    """A file that was made, by its name from where the manifest stands."""

    name: str
    sha256: str
    bytes: int
    made_from: MadeFrom


@dataclass(frozen=True, slots=True)
class Manifest:
    """What was built for an audience."""

    audience: Visibility
    outputs: Mapping[str, Output]


def name_manifest(audience: str) -> str:
    """Return the name of the manifest for an audience."""
    return "manifest.json" if audience == "public" else f"manifest.{audience}.json"


def list_manifests(folder: Path) -> list[Path]:
    """Return the manifests that are in a folder."""
    return sorted(path for path in folder.glob("manifest*.json") if path.is_file())


def hash_file(data: bytes) -> str:
    """Return the SHA-256 of what a file holds, as `sha256sum` tells it."""
    return hashlib.sha256(data).hexdigest()


def add_outputs(
    manifest: Manifest, folder: str, files: Mapping[str, bytes], made_from: MadeFrom, there: Mapping[str, bool]
) -> Manifest:
    """Return the manifest with the files of a folder that are made now, and without those that are not `there` any
    more."""
    kept = {name: one for name, one in manifest.outputs.items() if there.get(name, True)}
    new = {
        f"{folder}/{name}": Output(f"{folder}/{name}", hash_file(data), len(data), made_from)
        for name, data in files.items()
    }
    return Manifest(manifest.audience, {**kept, **new})


def cut_out(manifest: Manifest, folder: str) -> Manifest:
    """Return the manifest of one folder, to stand in it."""
    found = {
        name.removeprefix(f"{folder}/"): one for name, one in manifest.outputs.items() if name.startswith(f"{folder}/")
    }
    return Manifest(
        manifest.audience, {name: Output(name, one.sha256, one.bytes, one.made_from) for name, one in found.items()}
    )


def put_into(manifest: Manifest, folder: str) -> Manifest:
    """Return the manifest of one folder as it stands in that above it."""
    outputs = {f"{folder}/{name}": replace(one, name=f"{folder}/{name}") for name, one in manifest.outputs.items()}
    return Manifest(manifest.audience, outputs)


def write_manifest(manifest: Manifest) -> bytes:
    """Return the manifest as JSON: keys in order, what several files are made from once."""
    return write_manifests([manifest])[0]


def write_manifests(manifests: Iterable[Manifest]) -> tuple[bytes, ...]:
    """Return each manifest as JSON; from what files are made, which they share, is written once for all of them."""
    written: dict[int, _Written] = {}
    return tuple(_write(manifest, written) for manifest in manifests)


class _Written(NamedTuple):
    """From what files are made, by the key under which it stands: `inputs` are written, and all else is not yet."""

    key: str
    said: Mapping[str, Any]
    inputs: str


def _write(manifest: Manifest, written: dict[int, _Written]) -> bytes:
    outputs = {}
    made: dict[str, _Written] = {}
    for name, one in manifest.outputs.items():
        if (same := id(one.made_from)) not in written:
            said = {field.name: getattr(one.made_from, field.name) for field in fields(MadeFrom)} | {"inputs": {}}
            listed = sorted(one.made_from.inputs.items())
            plain = _is_plain(listed)
            row = json.dumps(said, sort_keys=True).replace(_NO_INPUTS, _write_inputs(listed, plain, ascii=True))
            written[same] = _Written(hash_file(row.encode())[:16], said, _write_inputs(listed, plain))
        key = written[same].key
        made[key] = written[same]
        outputs[name] = {"sha256": one.sha256, "bytes": one.bytes, "made_from": key}
    bare = {key: one.said for key, one in made.items()}
    whole = {"form": FORM, "audience": manifest.audience, "outputs": outputs, "made_from": bare}
    parts = json.dumps(whole, indent=1, sort_keys=True, ensure_ascii=False).split(_NO_INPUTS)
    inputs = (made[key].inputs for key in sorted(made))
    text = "".join(chain.from_iterable(zip(parts, (*inputs, "\n"), strict=True)))
    return text.encode("utf-8", "backslashreplace")


_NO_INPUTS = '"inputs": {}'
"""Stands nowhere else: in a text each quotation mark has a backslash before it, and an output is never empty."""


def _write_inputs(inputs: Sequence[tuple[str, str | None]], plain: bool, ascii: bool = False) -> str:
    """Return what `json.dumps` writes of them in their place, on lines of their own or, with nothing beyond `ascii`, on
    one: an archive has ten thousand, and it takes a tenth of a second to indent these."""
    if not inputs:
        return _NO_INPUTS
    start, between, end = ("", ", ", "") if ascii else ("\n    ", ",\n    ", "\n   ")
    if plain:
        rows = f'"{between}"'.join(map('": "'.join, inputs))  # type: ignore[arg-type]  # all of them are texts
        return f'"inputs": {{{start}"{rows}"{end}}}'
    write = json.encoder.encode_basestring_ascii if ascii else json.encoder.encode_basestring
    each = (f"{write(name)}: {'null' if one is None else write(one)}" for name, one in inputs)
    return f'"inputs": {{{start}{between.join(each)}{end}}}'


def _is_plain(inputs: Iterable[tuple[str, str | None]]) -> bool:
    """Tell whether JSON writes all of these as they stand here, so that they can be written at once."""
    texts = [text for pair in inputs for text in pair]
    if None in texts:
        return False
    whole = "".join(texts)  # type: ignore[arg-type]
    return whole.isascii() and not whole.encode().translate(None, _PLAIN)


_PLAIN = bytes(set(range(32, 127)) - {*b'"\\'})
"""Letters that JSON writes as they are: of ASCII, all but quotation marks, backslashes and what nobody sees."""


def read_manifest(path: Path) -> Manifest:
    """Return what a manifest says. Raises BriefingError (O903) where it is none, or is not whole."""
    try:
        return parse_manifest(path.read_bytes())
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        reason = f": {error.strerror}" if isinstance(error, OSError) and error.strerror else ""
        raise BriefingError(
            [
                codes.UNREADABLE_MANIFEST.at(
                    Origin(path.name),
                    f"`{path.name}` can't be read as a manifest of this program{reason}",
                    "take the manifest that came with the file; where you made it yourself, build again",
                )
            ]
        ) from None


def parse_manifest(data: bytes) -> Manifest:
    """Return what the bytes of a manifest say. Raises ValueError, KeyError, TypeError or AttributeError where they
    don't."""
    said = json.loads(data.decode("utf-8"))
    if said["form"] != FORM:
        raise ValueError(said["form"])
    made = {
        key: MadeFrom(
            edition=str(row["edition"]),
            inputs={str(name): None if sha256 is None else str(sha256) for name, sha256 in row["inputs"].items()},
            all_listed=bool(row["all_listed"]),
            commit=None if row["commit"] is None else str(row["commit"]),
            as_committed=row["as_committed"],
            program=str(row["program"]),
            versions={str(name): str(version) for name, version in row["versions"].items()},
        )
        for key, row in said["made_from"].items()
    }
    outputs = {
        str(name): Output(str(name), str(row["sha256"]), int(row["bytes"]), made[row["made_from"]])
        for name, row in said["outputs"].items()
    }
    return Manifest(said["audience"], outputs)
