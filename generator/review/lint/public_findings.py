"""Report what stands in public words: each of them is looked at once, however many records and subjects say it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from generator.base.diagnostics import Code, Diagnostic
from generator.review.lint.shared import Shared, Sought
from generator.review.lint.subject import Subject

Spots = tuple[tuple[int, int], ...]


def report_each(
    code: Code,
    subject: Subject,
    find: Callable[..., Iterable[tuple[int, int]]],
    sought: tuple[Sought, ...],
    message: str,
    help: str,
    *about: Any,
) -> Iterator[Diagnostic]:
    """Yield a finding for each place in public words at which `find`, asked of a text, whether it is an address, and
    what more it is `about`, finds something: where it begins, and how long it is. It is asked of texts alone that hold
    one of the words or patterns that are `sought`, without which it finds nothing."""
    words, addresses = subject.shared.ask(_find_each, find, sought, *about)
    for said in subject.public if words or addresses else ():
        for start, length in (addresses if said.is_address else words).get(said.text, ()):
            yield code.at(said.at(start), message, help, width=length)


def _find_each(
    shared: Shared, find: Callable[..., Iterable[tuple[int, int]]], sought: tuple[Sought, ...], *about: Any
) -> tuple[Mapping[str, Spots], Mapping[str, Spots]]:
    return (
        shared.words.find_each(lambda text: find(text, False, *about), *sought),
        shared.addresses.find_each(lambda text: find(text, True, *about), *sought),
    )
