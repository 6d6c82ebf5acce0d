"""Say from what a paper was made, in so far as its audience may know."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
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
    # what a commit was compared with, where that was read, may have been saved a moment before that, whoever left it
    # unread for the paper
    known = commit is None or (commit.read is not None and commit.read.isdisjoint(unread))
    meanwhile = inputs.changed_meanwhile(root, inputs.look_after(unread) if known else None)
    folders = _list_folders(inputs) if commit and commit.changed else ()
    return MadeFrom(
        edition=name,
        inputs={file: None if file in meanwhile else hashes[file] for file in listed},
        all_listed=unlisted.all_listed,
        commit=commit.id if commit else None,
        as_committed=not any(file.startswith(folders) for file in commit.changed) if commit else None,
        program=inputs.program,
        versions=inputs.versions,
    )


def _list_folders(inputs: Inputs) -> tuple[str, ...]:
    """Return the folders of which every file is among the inputs, or would be if it were there still."""
    return ("data/", "templates/", *{f"{name.rpartition('/')[0]}/" for name in inputs.files})
