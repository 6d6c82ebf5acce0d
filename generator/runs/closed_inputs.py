"""Tell which of the files that a paper is made from are not told its audience: those that it may not know of, and, of a
final paper, data that had no part in it."""

from __future__ import annotations

from collections.abc import Collection

from generator.base.inputs import ISSUED, VERIFIED
from generator.paper.issued import is_final
from generator.paper.select import list_closed_files
from generator.paper.workspace import Workspace
from generator.records.load import SIGNATURES, list_read
from generator.records.schema.base import VISIBILITIES, Visibility, is_above
from generator.runs.archive.by_part import by_part
from generator.runs.made_from import Unlisted


def find_unlisted(workspace: Workspace, name: str, files: Collection[str], audience: Visibility) -> Unlisted:
    """Return which of the files of an edition, or of the page of a country, a list for its audience does not name."""
    return by_part(workspace, lambda used: _find_unlisted(used, name, files, audience))


def _find_unlisted(workspace: Workspace, name: str, files: Collection[str], audience: Visibility) -> Unlisted:
    final = is_final(workspace.dataset, name)
    counted = [file for file in files if not file.startswith("data/")] if final else files
    open_files = _list_open_files(workspace, audience)
    protected = workspace.protected(audience)
    listed = [file for file in counted if file in open_files or file.startswith("templates/")]
    if protected.find("\n".join(listed)):  # of all at once it takes half the time, and mostly there is nothing
        listed = [file for file in listed if not any(protected.find(file))]
    return Unlisted(frozenset(files).difference(listed), len(listed) == len(counted))


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
