"""Check that the id in a record agrees with the name of its file or its key."""

from __future__ import annotations

import os
import re
from pathlib import Path

from generator.base import codes
from generator.base.diagnostics import Diagnostic, Origin
from generator.base.file_names import find_original

_ID = re.compile(r"[a-z0-9]+(?:[.-][a-z0-9]+)*")


def is_id(name: object) -> bool:
    """Tell whether a record may be called so."""
    return isinstance(name, str) and _ID.fullmatch(name) is not None


_TAKEN = frozenset({"defaults", "country"})
"""What files are called that hold something else than a record of their folder: who may see the others, a country."""


def may_be_called(name: object) -> bool:
    """Tell whether a new record may be called so: it may have a file of that name, and that is no other file's."""
    return is_id(name) and name not in _TAKEN


def make_slug(text: str) -> str:
    """Return words as an id has them: the letters of any script as Latin ones, small, with hyphens between words."""
    from anyascii import anyascii

    return "-".join(re.findall(r"[a-z0-9]+", anyascii(text).lower().replace("'", "")))


def is_copy(given: object, name: str, path: Path) -> bool:
    """Tell whether a file says an id after which another file beside it is named."""
    # `os.path` says of a name that is too long for a file that there is none
    beside = os.path.join(path.parent, f"{given}.yaml")
    return given != name and path.stem == name and is_id(given) and os.path.isfile(beside)


def report_other_id(given: str, name: str, path: Path, place: Origin) -> Diagnostic:
    """Return the diagnostic (D108) for a record that says another id than the name under which it stands."""
    message = f"`{given}` stands under the name `{name}`"
    help = f"write `id: {name}`" if path.stem == name else f"call both `{name}` or both `{given}`"
    if path.name == "edition.yaml" and is_id(given) and os.path.isdir(os.path.join(path.parent.parent, given)):
        message = f"this folder is a copy of the edition `{given}`"
        help = (
            f"delete it, and make the next edition with `briefing new edition {name if is_id(name) else 'NAME'} --from"
            f" {given}`, which marks what it takes over; or write `id: {name}` where it is to stay a copy"
        )
    elif is_copy(given, name, path):
        message = f"this id has a file already: {place.file.removesuffix(path.name)}{given}.yaml"
        help = "give the new record an id of its own, and name the file after it"
    elif path.stem == name and not is_id(name):
        help = (
            f"call the file `{given}.yaml`"
            if is_id(given)
            else "name the file after its record, in small letters, digits and hyphens"
        )
    return codes.ID_IS_NOT_THE_NAME.at(place, message, help, width=len(given))


def report_bad_file_name(name: str, file: str) -> Diagnostic:
    """Return the diagnostic (D106) for a file whose name is no id, and whose record has no other."""
    near = make_slug(find_original(name) or name)
    help = f"call it `{near}.yaml`, or otherwise" if near else "call it"
    return codes.BAD_VALUE.at(
        Origin(file),
        f"`{name}`, the name of this file, has not the form that an id needs",
        f"{help} in small letters, digits and hyphens",
    )
