"""Note all that is asked of a context while a part of a paper is made, so that it can be told later whether the same
would be made again.

In: a context, and what makes a part from it. Out: the part, with all that was asked for it and its answers (a record by
its id, the lines of a file, where the paper tells of somebody), and what was noted beside it. Whatever is asked in a
way that nobody notes raises NobodyNotes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NoReturn, TypeVar, cast

from generator.base.diagnostics import Diagnostic, Origin
from generator.paper.assemble.context import Context
from generator.paper.document import Note
from generator.paper.select import SelectedEdition
from generator.records.load import Collections, Entry

T = TypeVar("T")

STEADY = (
    "id", "record", "withheld", "later", "unclear", "unsaid", "broken", "audience", "lang", "as_of", "told",
    "withdrawn", "start", "before",
)  # fmt: skip
"""What of an edition is asked for without being noted: where any of it is another, nothing is as it was."""

BY_WORDS = frozenset(("lines", "targets", "anchors", "recommendations of the paper", "listed"))
"""What is as it was where it says the same; of a record, that it is the very same is asked."""

ABSENT = object()
"""The answer where nothing has a name."""


Key = tuple[object, ...]
"""What a part is, and what it is made from beside the context."""


class NobodyNotes(Exception):
    """Something was asked of the context in a way that nobody notes."""


@dataclass(frozen=True, slots=True)
class Made:
    """A part with all that was asked for it, and what was noted beside it."""

    part: Any
    entry: Entry[Any]
    asked: tuple[tuple[str, str, object], ...]
    wholes: tuple[tuple[str, object], ...]
    told: tuple[tuple[Callable[..., object], tuple[object, ...], object], ...]
    notes: Mapping[str, Note]
    cited: Mapping[str, tuple[tuple[str, str], ...]]
    problems: tuple[Diagnostic, ...]
    read: frozenset[Origin]

    def add_to(self, context: Context) -> None:
        """Note beside the part what was noted when it was made."""
        context.notes.update(self.notes)
        context.cited.update(self.cited)
        context.problems.extend(self.problems)
        context.read.update(self.read)


@dataclass(slots=True)
class _Log:
    asked: dict[tuple[str, str], object] = field(default_factory=dict)
    wholes: set[str] = field(default_factory=set)
    told: dict[tuple[Callable[..., object], tuple[object, ...]], object] = field(default_factory=dict)
    notes: dict[str, Note] = field(default_factory=dict)
    cited: dict[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    problems: list[Diagnostic] = field(default_factory=list)
    read: set[Origin] = field(default_factory=set)


class Noting:
    """What takes the place of a context while a part is made, and notes all that is asked of it."""

    def __init__(self, context: Context) -> None:
        self.log = _Log()
        self.edition = context.edition
        records = context.edition.records
        self.sources: dict[str, Any] = {
            **records,
            "lines": context.lines,
            "targets": context.targets,
            "anchors": context.anchors,
            "recommendations of the paper": context.recommendations,
            "listed": _Members(context.listed),
        }
        closed = cast(Any, _Closed())
        noted = {name: cast(Any, _Noted(self, name, name in records)) for name in self.sources}
        edition = _NotedEdition(self, {name: noted[name] for name in records})
        self._context = Context(
            cast(SelectedEdition, edition),
            context.labels,
            noted["lines"],
            context.note_style,
            closed,
            context.moved,
            closed,
            noted["targets"],
            noted["recommendations of the paper"],
            noted["anchors"],
            cast(Any, _Added(self, "notes")),
            cast(Any, _Added(self, "cited")),
            cast(Any, _Told(self)),
            closed,
            closed,
            closed,
            closed,
            noted["listed"],
            cast(Any, _Places(self)),
            # how people stand follows from their records and the edition's days alone
            context.readings,
        )

    def make(self, entry: Entry[Any], make: Callable[[Context], T], find_state: Callable[[str], object]) -> Made:
        """Return what is made, with all that was asked for it."""
        self.log = log = _Log()
        part = make(self._context)
        return Made(
            part,
            entry,
            tuple((name, key, answer) for (name, key), answer in log.asked.items()),
            tuple((name, find_state(name)) for name in log.wholes),
            tuple((function, arguments, answer) for (function, arguments), answer in log.told.items()),
            log.notes,
            log.cited,
            tuple(log.problems),
            frozenset(log.read),
        )


class _NotedEdition(Collections):
    """An edition of which is noted what is asked."""

    def __init__(self, noting: Noting, records: Mapping[str, Any]) -> None:
        self._noting, self.records = noting, records
        for name in STEADY:
            setattr(self, name, getattr(noting.edition, name))

    def ask(self, function: Callable[..., object], arguments: tuple[object, ...]) -> object:
        """Return what a function says of the edition, and note it."""
        answer = function(self._noting.edition, *arguments)
        self._noting.log.told[function, arguments] = answer
        return answer

    def __getattr__(self, name: str) -> NoReturn:
        raise NobodyNotes(name)


class _Noted(Mapping[str, Any]):
    """Things by name of which is noted what is asked; whoever asks for all of them depends on each."""

    def __init__(self, noting: Noting, name: str, as_whole: bool) -> None:
        self._noting, self._name, self._as_whole = noting, name, as_whole
        self._real = noting.sources[name]

    def _ask(self, key: str) -> object:
        answer = self._real.get(key, ABSENT)
        self._noting.log.asked[self._name, key] = answer
        return answer

    def __getitem__(self, key: str) -> Any:
        if (answer := self._ask(key)) is ABSENT:
            raise KeyError(key)
        return answer

    def get(self, key: str, default: Any = None) -> Any:
        """Return what has a name, or something else where nothing has."""
        return default if (answer := self._ask(key)) is ABSENT else answer

    def __contains__(self, key: object) -> bool:
        return self._ask(cast(str, key)) is not ABSENT

    def _ask_for_all(self) -> Mapping[str, Any]:
        if not self._as_whole:
            raise NobodyNotes(self._name)
        self._noting.log.wholes.add(self._name)
        return cast(Mapping[str, Any], self._real)

    def __iter__(self) -> Iterator[str]:
        return iter(self._ask_for_all())

    def __len__(self) -> int:
        return len(self._ask_for_all())


class _Members:
    """A set of which is asked, as of things by name, what is in it."""

    def __init__(self, members: set[str]) -> None:
        self._members = members

    def get(self, key: str, default: object) -> object:
        return True if key in self._members else default


def _refuse(*_: object) -> NoReturn:
    raise NobodyNotes


class _Closed:
    """What nobody notes anything of."""

    __getattr__: Callable[..., Any] = _refuse
    __getitem__ = __contains__ = __iter__ = __len__ = __bool__ = __fspath__ = __truediv__ = _refuse


class _Added(_Closed):
    """What is added beside a part, by name; nobody asks what stood there."""

    def __init__(self, noting: Noting, what: str) -> None:
        self._noting, self._what = noting, what

    def __setitem__(self, key: str, value: Any) -> None:
        getattr(self._noting.log, self._what)[key] = value


class _Told(_Closed):
    """What is wrong with a part."""

    def __init__(self, noting: Noting) -> None:
        self._noting = noting

    def append(self, problem: Diagnostic) -> None:
        self._noting.log.problems.append(problem)


class _Places(_Closed):
    """The places of words whose markup was read."""

    def __init__(self, noting: Noting) -> None:
        self._noting = noting

    def add(self, place: Origin) -> None:
        self._noting.log.read.add(place)
