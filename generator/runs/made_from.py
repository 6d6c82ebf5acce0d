"""Say from what a paper was made, in so far as its audience may know."""

from __future__ import annotations

from pathlib import PurePosixPath

from generator.base.inputs import VERIFIED
from generator.paper.issued import FOLDER as ISSUED
from generator.paper.issued import is_final
from generator.paper.select import list_closed_files
from generator.paper.workspace import Workspace
from generator.records.load import SIGNATURES, list_read
from generator.records.schema.base import VISIBILITIES, Visibility, is_above
from generator.runs.archive.by_part import by_part
from generator.runs.fingerprint import Inputs
from generator.runs.git_revision import Commit
from generator.runs.manifest import MadeFrom


def say_made_from(
    workspace: Workspace, name: str, inputs: Inputs, audience: Visibility, commit: Commit | None
) -> MadeFrom:
    """Return from what the files of an edition, or of the page of a country, were made.

    A file that was saved while they were made is listed without a hash: nobody knows which state of it went in.
    """
    return by_part(workspace, lambda one: _say_made_from(one, name, inputs, audience, commit))


def _say_made_from(
    workspace: Workspace, name: str, inputs: Inputs, audience: Visibility, commit: Commit | None
) -> MadeFrom:
    final = is_final(workspace.dataset, name)
    hashes = inputs.files
    counted = [file for file in hashes if not file.startswith("data/")] if final else [*hashes]
    open_files = _list_open_files(workspace, audience)
    protected = workspace.protected(audience)
    listed = [file for file in counted if file in open_files or file.startswith("templates/")]
    if protected.find("\n".join(listed)):  # of all at once it takes half the time, and mostly there is nothing
        listed = [file for file in listed if not any(protected.find(file))]
    meanwhile = inputs.changed_meanwhile(workspace.root)
    return MadeFrom(
        edition=name,
        inputs={file: None if file in meanwhile else hashes[file] for file in listed},
        all_listed=len(listed) == len(counted),
        commit=commit.id if commit else None,
        as_committed=not any(_concerns(file, inputs) for file in commit.changed) if commit else None,
        program=inputs.program,
        versions=inputs.versions,
    )


def _concerns(file: str, inputs: Inputs) -> bool:
    """Tell whether a file is among the inputs, or would be if it were there still."""
    folders = ("data/", "templates/", *{f"{PurePosixPath(name).parent.as_posix()}/" for name in inputs.files})
    return file.startswith(folders)


_NOT_FOR_ALL = (f"/{SIGNATURES}", f"/{VERIFIED}")


def _list_open_files(workspace: Workspace, audience: Visibility) -> frozenset[str]:
    """Return the files of data/ and briefings/ that were read and hold nothing above the audience.

    Whose name is not printed may have it in the record's id, which is the name of the file. Who signed is in no paper.
    """
    dataset = workspace.dataset
    closed = set(list_closed_files(dataset, audience))
    closed |= {entry.file for entry in list_read(dataset.cases).values() if entry.record.display != "full_name"}
    found = (dataset.lines.keys() | dataset.aside.keys()) - closed
    # an edition that nobody asked for may be one of which these readers do not know
    found -= {
        file
        for file in found
        if file.endswith(_NOT_FOR_ALL) and (file.endswith(SIGNATURES) or file.split("/")[1] not in dataset.editions)
    }
    for id, entry in dataset.editions.items():
        folder = f"briefings/{id}/"
        if is_above(entry.record.audience, audience):
            found = {file for file in found if not file.startswith(folder)}
            continue
        found.add(f"{folder}pages.json")
        issued = workspace.root / folder / ISSUED
        for path in issued.glob("*.json") if issued.is_dir() else ():
            said = path.stem.partition("-")[0]
            if said in VISIBILITIES and not is_above(said, audience):
                found.add(path.relative_to(workspace.root).as_posix())
    return frozenset(found)
