"""Tell from what a file was made, and whether it, or what it was made from, was changed since.

In: a file, the manifests that may name it, a workspace where there is one. Out: what is known of it, or
BriefingError with what is wrong.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.base import codes
from generator.base.diagnostics import BriefingError, Origin
from generator.base.inputs import SHIPPED, read_input
from generator.base.style_folders import find_input
from generator.runs.manifest import MadeFrom, Output, hash_file, list_manifests, read_manifest


@dataclass(frozen=True, slots=True)
class Proved:
    """A file that is as it was made: the manifest that says so, and what it says."""

    path: Path
    manifest: Path
    output: Output


def find_manifests(path: Path, root: Path | None) -> list[Path]:
    """Return the manifests beside a file, in the folder above it, and in build/ of the workspace."""
    here = path.absolute()
    folders = [here.parent, here.parent.parent, *([root / "build"] if root else [])]
    return [one for folder in dict.fromkeys(folders) for one in list_manifests(folder)]


def prove(path: Path, manifests: Iterable[Path]) -> Proved:
    """Return which file of which manifest this is. A file may have been given another name: its content tells.

    Raises BriefingError where its content is not what a manifest says of its name (O901), and where none of them names
    it (O902), or one can't be read (O903).
    """
    sha256 = hash_file(path.read_bytes())
    read = [(one, read_manifest(one)) for one in manifests]
    for one, manifest in read:
        for output in manifest.outputs.values():
            if output.sha256 == sha256:
                return Proved(path, one, output)
    named = [
        (one, output)
        for one, manifest in read
        for output in manifest.outputs.values()
        if Path(output.name).name == path.name
    ]
    if named:
        one, output = named[0]
        raise BriefingError(
            [
                codes.CHANGED_SINCE_MADE.at(
                    Origin(path.name),
                    f"`{path.name}` is not as it was made: `{one.name}` says another hash of it",
                    "do not rely on it: ask for the file anew, or build it again; where you changed it yourself, the"
                    " next build keeps yours beside the new one",
                )
            ]
        )
    looked = ", ".join(dict.fromkeys(f"`{one.name}`" for one, _ in read))
    raise BriefingError(
        [
            codes.IN_NO_MANIFEST.at(
                Origin(path.name),
                f"nothing tells from what `{path.name}` was made: "
                + (f"it is not in {looked}" if looked else "there is no manifest beside it"),
                "say where the manifest is that came with it: --manifest FILE",
            )
        ]
    )


def find_changes(made_from: MadeFrom, files: Mapping[str, str]) -> list[str]:
    """Return the inputs of a file that are not as they were when it was made; `files` are those of now with their
    hashes. Where not all inputs are listed, others may have changed, too."""
    return sorted(name for name, sha256 in made_from.inputs.items() if files.get(name) != sha256)


def hash_inputs(root: Path, made_from: MadeFrom) -> dict[str, str]:
    """Return the inputs that are in a workspace now, with their hashes. What a manifest of somebody else names outside
    of it is not read."""
    here = root.resolve()
    found = {}
    for name in made_from.inputs:
        path = find_input(root, name).resolve()
        fence = next((one for one in (here, SHIPPED) if path.is_relative_to(one)), None)
        if fence and path.is_file():
            found[name] = hash_file(read_input(path, fence))
    return found
