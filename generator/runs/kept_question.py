"""Ask what was kept of the very files that an edition is made from: of its paper (kept_paper.py), of its sheet of
sources (kept_sheet.py).

In: those files, and what is asked for. Out: bytes that were kept under a secret that follows from them; None where
there are none, and then everything is read.

It is sealed (generator/base/kept/) with names, hashes, sizes and times of all its files, of which the manifests beside
papers tell only those of open files, so that words that must not go out lie nowhere but where the data does. While the
file of names behind pseudonyms is at hand, nothing is kept and nothing recalled. It is pickled, since that takes a
twentieth of putting it together; what is read back may be made of few classes alone (`find_class`).
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Callable, Collection
from dataclasses import dataclass, is_dataclass
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from generator.base.diagnostics import Origin
from generator.base.inputs import SHIPPED, TEMPLATES
from generator.base.kept import is_kept, keep, recall
from generator.base.look import Look, have_settled, look
from generator.base.seen import pack
from generator.paper.protected_values import AtLeast, Protected, Value
from generator.records.style import PlannedSection, Style
from generator.runs.inputs import Inputs
from generator.runs.kept_inputs import FOLDERS
from generator.runs.made_from import Unlisted

if TYPE_CHECKING:
    from generator.records.schema.base import Visibility

_DOCUMENT = ("generator.paper.document.model", "generator.paper.document.inlines")
_CLASSES = {
    (kind.__module__, kind.__qualname__): kind
    for kind in (Origin, Style, PlannedSection, Value, Protected, AtLeast, Unlisted, type(Path()), frozenset)
}


What = Literal["paper", "sheet", "sheet files"]
"""What is kept. Finished files look as their style says, of which all counts; the others know nothing of that."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked for, made of which inputs, by a `secret` that follows from all of that; `begun` is when it was
    begun to read them, in nanoseconds, `files` are all that authors had written then, and `styles` what lay in
    templates/."""

    secret: bytes
    inputs: Inputs
    files: Look
    styles: Look
    begun: int

    def recall(self, what: What) -> bytes | None:
        """Return what was kept of these very files; None where nothing was."""
        return recall(self._hide(what))

    def keep(self, what: What, write: Callable[[], bytes], unread: Collection[str] = ()) -> None:
        """Keep what `write` returns, where its files are still what they were when they were hashed, and no other has
        come: else nobody knows what was read. Those that were left `unread` count as they were before."""
        now = self.inputs.look_after(unread) if self.inputs.files_before else self.files.look_again()
        if now is None or now.rows != self.files.rows or not self.styles.holds():
            return
        if not have_settled(map(itemgetter(1), self.inputs.seen.values()), self.begun) or self.inputs.changed_meanwhile(
            now.root, now
        ):
            return
        if self.files.is_settled() and self.styles.is_settled():
            keep(self._hide(what), write())

    def _hide(self, what: What) -> bytes:
        look = self.inputs.fingerprint.encode() if what == "sheet files" else b""
        return hashlib.sha256(b"\0".join((what.encode(), look, self.secret))).digest()


def ask(
    root: Path,
    edition: str,
    audience: Visibility | None,
    lang: str,
    inputs: Inputs,
    begun: int,
    names: str | None,
) -> Question | None:
    """Return the question for a paper or its sheet; None where nothing may be kept of the answer: `names` is the mark
    of the file of names behind pseudonyms, where it is at hand, and on Windows times tell too little. Of links, pipes
    and devices no hash tells whether they may be read: where there are any, all is read.

    Style sheets, paper.docx and the templates of pages count by their names alone: they have no part in a document, and
    who changes the look builds again and again.
    """
    if names is not None or sys.platform == "win32" or not is_kept():
        return None
    files, styles = inputs.files_before or look(root, FOLDERS), look(root, [TEMPLATES])
    if files is None or styles is None:
        return None
    # a kept style says where its files stand: in this workspace, or beside this copy of the program and no other
    places = str(root), str(root.resolve()), str(SHIPPED)
    hasher = hashlib.sha256(b"paper\0" + repr((places, edition, audience, lang)).encode())
    hasher.update(repr((inputs.program, *inputs.versions.items())).encode())
    # of all that authors wrote, whatever edition it is of: records name other editions, and the gate tells whom papers
    # name that were issued of them
    hasher.update(files.sign() + pack(row[:1] for row in styles.rows))
    looks = {name for name in inputs.files if name.startswith(_STYLES) and _is_look(name)}
    said = [one for one in inputs.files.items() if one[0] not in looks]
    hasher.update("\0".join(map(" ".join, said)).encode("utf-8", "surrogatepass"))
    hasher.update(pack((one[0], *inputs.seen[one[0]]) for one in said if one[0].startswith(_STYLES)))
    hasher.update("\0".join(sorted(looks)).encode("utf-8", "surrogatepass"))
    return Question(hasher.digest(), inputs, files, styles, begun)


_STYLES = f"{TEMPLATES}/"


def _is_look(name: str) -> bool:
    """Tell whether a file of a style is read by who writes finished files alone: what lies in a folder of its own may
    be a font, of which pictures are made, whatever it is called."""
    return name.startswith(_STYLES) and name.count("/") == 2 and name.endswith((".css", ".docx", ".html.j2"))


def find_class(module: str, name: str) -> Any:
    """Return a class that a paper is made of, of its document, its style or what is protected from its readers; None
    for every other name."""
    if found := _CLASSES.get((module, name)):
        return found
    found = getattr(sys.modules[module], name, None) if module in _DOCUMENT else None
    return found if is_dataclass(found) else None
