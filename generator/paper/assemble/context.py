"""What all steps of the assembly share: the edition, the labels of its style, and what was gathered so far."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from generator.base import codes
from generator.base.diagnostics import Code, Diagnostic, Origin, Severity, find_nearest_word
from generator.paper.document import BlockId, Label, Note, share_label
from generator.paper.select import SelectedEdition
from generator.records.load import SAY_IT, Entry
from generator.records.resolve.held import Reading
from generator.records.resolve.wordings import KINDS
from generator.records.schema import Case
from generator.records.style import NoteStyle

if TYPE_CHECKING:
    from generator.paper.assemble.kept_pictures import KeptPictures
    from generator.paper.assemble.memory import Memory

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Context:
    """`targets` are the blocks that tell of a record (`case:max-bokayev` → its profile), `anchors` the ids of boxes and
    sections that prose may refer to, `recommendations` their numbers in this paper (R1), `fonts` the style's sheet of
    fonts, for pictures, `root` the folder of the workspace, for logos; `moved` are the sections whose recommendations
    go to the end of the body; `notes`, `cited`, the sources of each note, each with its short name, or none
    where an author has introduced it, `problems`, `once`, what may stand once only and where it is named,
    `gathered`, what goes to the end and from where, `numbered`, by section the number of each person in its lists,
    `categories`, by section the headings under which each of them stands, `listed`, who is in a table of prisoners
    anywhere, `read`, the places of words whose markup was read, and `readings`, how each person stands on the day of
    the paper, grow while it is assembled; `memory` is what is known of the version before, where there is one, and
    `kept` are the pictures of earlier runs."""

    edition: SelectedEdition
    labels: Mapping[str, str]
    lines: Mapping[str, list[str]]
    note_style: NoteStyle = "footnotes"
    fonts: Path | None = None
    moved: frozenset[str] = frozenset()
    root: Path | None = None
    targets: dict[str, BlockId] = field(default_factory=dict)
    recommendations: dict[str, str] = field(default_factory=dict)
    anchors: dict[str, BlockId] = field(default_factory=dict)
    notes: dict[str, Note] = field(default_factory=dict)
    cited: dict[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    problems: list[Diagnostic] = field(default_factory=list)
    once: dict[BlockId, Origin | None] = field(default_factory=dict)
    gathered: list[tuple[str, Origin]] = field(default_factory=list)
    numbered: dict[str, dict[str, int]] = field(default_factory=dict)
    categories: dict[str, dict[str, tuple[str, ...]]] = field(default_factory=dict)
    listed: set[str] = field(default_factory=set)
    read: set[Origin] = field(default_factory=set)
    readings: dict[str, tuple[Case, Reading]] = field(default_factory=dict)
    memory: Memory | None = None
    kept: KeptPictures | None = None

    def remember(self, entry: Entry[Any], what: tuple[object, ...], make: Callable[[Context], T]) -> T:
        """Return what `make` makes of a record; where there is a memory, it may be what it made for the version before.
        `what` is all that it is made from beside the record and the context that it is given."""
        return make(self) if self.memory is None else self.memory.remember(self, entry, what, make)

    def ask(self, function: Callable[..., T], *arguments: object) -> T:
        """Return what `function` says of the edition; whoever notes what is asked notes this answer alone, whatever it
        follows from."""
        noted: Callable[..., T] | None = getattr(self.edition, "ask", None)
        return noted(function, arguments) if noted else function(self.edition, *arguments)

    def label(self, key: str, strong: bool = False) -> Label:
        """Return the style's words for a key."""
        return share_label(key, self.labels[key], strong)

    def problem(
        self,
        code: Code,
        message: str,
        origin: Origin,
        help: str,
        width: int = 1,
        severity: Severity | None = None,
    ) -> None:
        """Add what is wrong at a place of the data; `width` is that of the words at fault."""
        self.problems.append(code.at(origin, message, help, width=width, severity=severity))

    def absent(self, what: str, collection: str, id: str, origin: Origin, width: int, prefix: str = "") -> None:
        """Say why a record named here is not among those picked (D204, R101, R107, S101); silent where its
        file is broken.

        `what` is what an author calls such a record, `prefix` what stands before its id (`case:`, `@`):
        where it is a kind of mention, a record of that id and of another kind is proposed first.
        """
        edition = self.edition
        if collection == "cases" and id in edition.withdrawn:
            self.problem(
                codes.CONSENT_WITHDRAWN,
                f"the person of this {what} asked to be named no more, or took the consent back: no paper names them",
                origin,
                "take it out here, in every form; `briefing withdraw` lists where else the person stands",
                width,
            )
        elif id in edition.withheld[collection]:
            self.problem(
                codes.NOT_FOR_THIS_AUDIENCE,
                f"{what} `{id}` is not for the audience `{edition.audience}`",
                origin,
                (
                    SAY_IT
                    if id in edition.unsaid[collection]
                    else "take it out here, or word this differently for this audience; how it is opened:"
                    " `briefing explain S101`"
                ),
                width,
            )
        elif id in edition.later[collection]:
            self.problem(
                codes.NOT_YET,
                f"{what} `{id}` is dated after the day on which this paper ends ({edition.as_of.isoformat()})",
                origin,
                "take it out here, or correct one of the two dates",
                width,
            )
        elif id in edition.unclear[collection]:
            self.problem(
                codes.MAY_BE_LATER,
                f"{what} `{id}` may be before or after {edition.as_of.isoformat()}, the day on which this paper ends,"
                " and none of its sources is known to have appeared within its date by then",
                origin,
                "write its day, or name a source that appeared by then, or take it out here",
                width,
            )
        elif id not in edition.broken and f"{collection}/*" not in edition.broken:
            other = next(
                (
                    f"{kind}:{id}"
                    for kind, name in KINDS.items()
                    if prefix.endswith(":") and id in edition.records[name]
                ),
                None,
            )
            near = other or (
                f"{prefix}{close}" if (close := find_nearest_word(id, edition.records[collection])) else None
            )
            help = f"did you mean `{near}`?" if near else f"add a record `{id}` to {collection}"
            self.problem(codes.UNKNOWN_ID, f"there is no {what} `{id}`", origin, help, width)
