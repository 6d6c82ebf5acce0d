"""Keep the fingerprint of what papers are made from, and find it again where nothing has changed since.

In: a workspace, and which program it is. Out: the fingerprints and the hashes of an earlier run, if all files of the
workspace and of the styles beside the program are as they were then: by names, sizes, times and numbers on the disk, as
Git's index goes by them (generator/base/look.py). Whatever is not sure is read: where a link stands in the workspace,
where a file was saved just now, where one could not be read. While the file of names behind pseudonyms is at hand
nothing is kept and nothing recalled.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from generator.base.file_names import is_foreign
from generator.base.inputs import SHIPPED, TEMPLATES
from generator.base.kept import is_kept, keep, recall
from generator.base.look import Look, look
from generator.base.pseudonyms_file import find_pseudonyms

Read = tuple[str, tuple[int, int]]
"""The hash of a file, its size and its time."""

FOLDERS = ("data", "briefings")
"""What authors write."""


@dataclass(frozen=True)
class KeptInputs:
    """What is known of the very `files` of a workspace and of its `styles`, maybe nothing yet."""

    files: Look
    styles: tuple[Look, ...]
    secret: bytes

    @cached_property
    def fingerprints(self) -> Mapping[str, str]:
        """The fingerprints of editions that were asked for."""
        said = recall(*self._place(b"fingerprints"))
        return json.loads(said) if said else {}

    @cached_property
    def contents(self) -> Mapping[str, Read]:
        """The hashes of files that were read for them."""
        said = recall(*self._place(b"contents"))
        kept = json.loads(said) if said else {}
        return {name: (sha256, (size, time)) for name, (sha256, size, time) in kept.items()}

    def keep(self, fingerprints: Mapping[str, str], contents: Mapping[str, Read], now: Look | None) -> None:
        """Keep what was found, where the files are still what they were before, as somebody saw just `now`: else nobody
        knows what was read."""
        if now and now.rows == self.files.rows and all(one.holds() for one in self.styles):
            keep_under(self._place(b"contents"), {name: (one, *seen) for name, (one, seen) in contents.items()})
            keep_under(self._place(b"fingerprints"), {**self.fingerprints, **fingerprints})

    def _place(self, what: bytes) -> tuple[bytes, bytes]:
        """Return the secret under which something is kept, and its name: of a workspace the last state alone is."""
        root = str(self.files.root.resolve()).encode("utf-8", "surrogatepass")
        return hashlib.sha256(what + b"\0" + self.secret).digest(), b"\0".join((b"inputs", what, root))


def keep_under(place: tuple[bytes, bytes], said: object) -> None:
    """Keep something as JSON under a secret and a name."""
    keep(place[0], json.dumps(said).encode(), place[1])


def may_keep(root: Path) -> bool:
    """Tell whether anything may be kept of a workspace, or recalled."""
    return is_kept() and not find_pseudonyms(root)


def find_kept(root: Path, words: Iterable[str]) -> KeptInputs | None:
    """Return what is known of the files of a workspace by the program that `words` tell of; None where nothing may be
    kept, or the times of its files prove nothing."""
    looks = [look(root, FOLDERS), look(root, [TEMPLATES])]
    if root / TEMPLATES != SHIPPED:
        looks.append(look(SHIPPED.parent, [TEMPLATES]))
    seen = [one for one in looks if one and one.is_settled()]
    if len(seen) < len(looks):
        return None
    said = "\0".join([*words, *(f"{one.root}{os.sep}" for one in seen)])
    signs = b"".join(one.sign() for one in seen)
    return KeptInputs(seen[0], tuple(seen[1:]), hashlib.sha256(said.encode("utf-8", "surrogatepass") + signs).digest())


def list_authors_files(files: Look, folder: str, but: Container[str] = ()) -> Iterator[str]:
    """Yield the files of authors in a folder that was looked at, by their names, `but` for some."""
    start, foreign = f"{folder}/", set()
    for name, *_ in files.rows:  # each folder stands before what is in it
        if name not in but and name.startswith(start) and name != start:
            around, _, own = name.removesuffix("/").rpartition("/")
            if is_foreign(own) or f"{around}/" in foreign:
                foreign.add(name)
            elif not name.endswith("/"):
                yield name
