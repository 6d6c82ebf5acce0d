"""Say from what a paper was made, in so far as its audience may know."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from generator.runs.git_revision import Commit
from generator.runs.inputs import Inputs
from generator.runs.manifest import MadeFrom


class Unlisted(NamedTuple):
    """The `files` that no list for an audience names, and whether it names all that counts nevertheless."""

    files: frozenset[str]
    all_listed: bool


def say_made_from(
    root: Path, name: str, inputs: Inputs, unlisted: Unlisted, commit: Commit | None, unread: Collection[str] = ()
) -> MadeFrom:
    """Return from what the files of an edition, or of the page of a country, were made.

    A file that was saved while they were made is listed without a hash: nobody knows which state of it went in. Of
    those that were left `unread` it is known: that of which the hash was known before.
    """
    hashes = inputs.files
    listed = [file for file in hashes if file not in unlisted.files]
    # what a commit was compared with may have been saved a moment before that, whoever left it unread
    meanwhile = inputs.changed_meanwhile(root, None if commit else inputs.look_after(unread))
    return MadeFrom(
        edition=name,
        inputs={file: None if file in meanwhile else hashes[file] for file in listed},
        all_listed=unlisted.all_listed,
        commit=commit.id if commit else None,
        as_committed=not any(_concerns(file, inputs) for file in commit.changed) if commit else None,
        program=inputs.program,
        versions=inputs.versions,
    )


def _concerns(file: str, inputs: Inputs) -> bool:
    """Tell whether a file is among the inputs, or would be if it were there still."""
    folders = ("data/", "templates/", *{f"{PurePosixPath(name).parent.as_posix()}/" for name in inputs.files})
    return file.startswith(folders)
