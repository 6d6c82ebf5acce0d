"""Say what is wrong with the tags of a template, without rendering: each fault with its paragraph.

Runs when rendering failed, and for `briefing template check`. Tags are read paragraph by paragraph, as an editor sees
them in Word, after what Word does to them was put in order.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from jinja2 import Environment, TemplateSyntaxError, nodes

from generator.base import codes
from generator.base.diagnostics import Diagnostic, Origin, find_nearest_word
from generator.formats.docx.styles import W
from generator.formats.docx.template.placeholders import INLINE, find_placeholder, write_tag
from generator.formats.docx.template.places import NOTES, PlacedParagraph, Spot, read_paragraphs
from generator.formats.docx.template.slots import Marker
from generator.formats.docx.template.tag_meanings import (
    ROOTS,
    Meaning,
    Scope,
    UnknownName,
    find_item_type,
    find_meaning,
)
from generator.formats.docx.template.word_cleanup import TAG
from generator.records.style import name_style_file

_STRAY = re.compile(r"\{\{|\}\}|\{%|%\}")
_OPENED, _CLOSED = re.compile(r"\{\{|\{%"), re.compile(r"\}\}|%\}")
_KIND = re.compile(r"^(?:\{\{|\{%)-?(?:(p|r|tr|tc)\s)?\s*(.*?)\s*-?(?:\}\}|%\})$")
_CLOSERS = {"endif": "if", "endfor": "for"}
_WHOLE = "write each tag whole, in one paragraph: `{{ … }}`, `{%p if … %}`, `{%p endif %}`"


class Fault(NamedTuple):
    """What is wrong, and where in the file: None for what is so of the whole."""

    diagnostic: Diagnostic
    spot: Spot | None = None


def tell_fault(fault: Fault) -> Diagnostic:
    """Return the diagnostic with its place in words."""
    d = fault.diagnostic
    return replace(d, message=f"{fault.spot.where}: {d.message}") if fault.spot else d


def find_template_faults(template: Path, values: Mapping[str, object]) -> list[Diagnostic]:
    """Return the broken tags (P103) and unknown names (P102) of the template, in order of its paragraphs."""
    found = (fault.diagnostic for fault in locate_faults(template, _labels(values)))
    return list(dict.fromkeys(d for d in found if d.kind in (codes.UNKNOWN_VARIABLE, codes.BROKEN_TAG)))


def describe_unknown_name(template: Path, name: str, holder: object) -> Diagnostic:
    """Return the diagnostic of a name that rendering did not find; `holder` is what lacks it."""
    texts = (p.spot.text for part in read_paragraphs(template).values() for p in part)
    text = next((text for text in texts if any(_names(tag, name) for tag in TAG.findall(text))), "")
    near = [str(key) for key in holder] if isinstance(holder, Mapping) else list(getattr(holder, "_fields", ()))
    return _unknown(template, text, name, near)


def locate_faults(template: Path, labels: frozenset[str]) -> Iterator[Fault]:
    """Yield what is wrong with the tags of the template, by its parts; `labels` are the keys that there are.

    Broken tags (P103), unknown names (P102), names that stand where what they stand for cannot be (P110), and words
    that would be lost beside a tag (P113).
    """
    env = Environment()
    for name, part in read_paragraphs(template).items():
        if name == NOTES:
            continue
        open_tags: list[tuple[str, Spot]] = []
        scope: Scope = {**ROOTS, "loop": None}
        for placed, following in pairwise([*part, None]):
            assert placed is not None
            text = placed.spot.text
            if _STRAY.search(TAG.sub("", text)):
                yield _broken(template, placed.spot, _why_stray(text, following.spot.text if following else ""))
            tags = TAG.findall(text)
            for tag in tags:
                yield from _judge(template, placed, tag, env, open_tags, scope, labels)
            yield from _judge_beside(template, placed.spot, tags)
        for word, spot in open_tags:
            help = f"write `{{%p end{word} %}}` in a paragraph of its own below what it encloses, or take this tag away"
            yield _broken(template, spot, f"`{word}` has no `end{word}`", help)


def _labels(values: Mapping[str, object]) -> frozenset[str]:
    labels = values.get("labels")
    return frozenset(labels) if isinstance(labels, Mapping) else frozenset()


def _why_stray(text: str, following: str) -> str:
    begun, ended = TAG.sub("", text), TAG.sub("", following)
    if _OPENED.search(begun) and not _OPENED.search(ended) and _CLOSED.search(ended):
        return "a tag goes on in the next paragraph: write it in one"
    return "a tag is not closed, or not opened"


def _judge(
    template: Path,
    placed: PlacedParagraph,
    tag: str,
    env: Environment,
    open_tags: list[tuple[str, Spot]],
    scope: Scope,
    labels: frozenset[str],
) -> Iterator[Fault]:
    match = _KIND.match(tag)
    if tag.startswith("{#") or match is None:
        return
    spot, inner = placed.spot, match[2]
    source = "{{ " + inner + " }}"
    if tag.startswith("{%"):
        word, _, rest = inner.partition(" ")
        if word in _CLOSERS:
            if not open_tags or open_tags[-1][0] != _CLOSERS[word]:
                yield _broken(template, spot, f"`{word}` closes nothing that is open")
            else:
                open_tags.pop()
            return
        if word in ("if", "for"):
            open_tags.append((word, spot))
            source = f"{{% {inner} %}}{{% end{word} %}}"
        elif word == "elif":
            source = f"{{% if {rest} %}}{{% endif %}}"
        elif word == "else":
            return
        else:
            source = f"{{% {inner} %}}"
    try:
        tree = env.parse(source)
    except TemplateSyntaxError as error:
        yield _broken(template, spot, str(error))
        return
    for loop in tree.find_all(nodes.For):
        several = find_meaning(loop.iter, scope, labels)
        for variable in loop.target.find_all(nodes.Name) if not isinstance(loop.target, nodes.Name) else [loop.target]:
            scope[variable.name] = find_item_type(several) if isinstance(several, Meaning) else None
    for assigned in tree.find_all(nodes.Assign):
        scope |= {variable.name: None for variable in [assigned.target] if isinstance(variable, nodes.Name)}
    told: set[str] = set()
    for node in tree.find_all((nodes.Name, nodes.Getattr, nodes.Getitem)):
        found = find_meaning(node, scope, labels) if getattr(node, "ctx", "load") == "load" else None
        if isinstance(found, UnknownName) and found.name not in told:
            told.add(found.name)
            yield Fault(_unknown(template, spot.text, found.name, list(found.near)), spot)
    if tag.startswith("{{"):
        output = tree.find(nodes.Output)
        what = find_meaning(output.nodes[0], scope, labels) if output else None
        if isinstance(what, Meaning):
            yield from _judge_place(template, placed, what, match[1])


def _judge_place(template: Path, placed: PlacedParagraph, what: Meaning, prefix: str | None) -> Iterator[Fault]:
    """Look whether what a tag prints can stand where the tag does."""
    kind = find_placeholder(what.name).kind if what.name.startswith("labels.") or what.type is Marker else "group"
    if kind == "each":
        kind = "words"
    if kind == "group":
        message, help = (
            f"`{what.name}` is no words of its own",
            "write one of the names in it; `briefing template fields` shows them",
        )
    elif (kind in INLINE) == (prefix is None or prefix == "r"):
        table = next(placed.element.iterancestors(f"{W}tc"), None)
        if kind not in ("head", "rows", "box-title") or table is not None:
            return
        message, help = (
            f"`{what.name}` stands outside a table",
            "put it into a cell of a table, which shows how it looks",
        )
    else:
        message = f"`{what.name}` stands where it cannot be"
        where = "within a paragraph" if kind in INLINE else "in a paragraph of its own"
        help = f"write {write_tag(what.name, kind)} {where}"
    text = placed.spot.text
    yield Fault(
        codes.MISPLACED_SLOT.at(
            Origin(name_style_file(template)), message, help, excerpt=text, width=max(1, len(text))
        ),
        placed.spot,
    )


def _judge_beside(template: Path, spot: Spot, tags: list[str]) -> Iterator[Fault]:
    """A tag with `p` takes the whole paragraph: what stands beside it would be lost."""
    whole = [tag for tag in tags if re.match(r"\{[\{%]-?p\s", tag)]
    rest = TAG.sub("", spot.text).strip()
    if whole and (len(tags) > 1 or (rest and not _STRAY.search(rest))):
        message = f"`{whole[0]}` takes the whole paragraph: what stands beside it is lost"
        help = "give each tag with `p` a paragraph of its own"
        yield Fault(
            codes.WORDS_BESIDE_TAG.at(
                Origin(name_style_file(template)), message, help, excerpt=spot.text, width=max(1, len(spot.text))
            ),
            spot,
        )


def _names(tag: str, name: str) -> bool:
    return re.search(rf"\b{re.escape(name)}\b", tag) is not None


def _broken(template: Path, spot: Spot, why: str, help: str = _WHOLE) -> Fault:
    return Fault(
        codes.BROKEN_TAG.at(
            Origin(name_style_file(template)), why, help, excerpt=spot.text, width=max(1, len(spot.text))
        ),
        spot,
    )


def _unknown(template: Path, text: str, name: str, near: list[str]) -> Diagnostic:
    guess = find_nearest_word(name, near)
    at = max(text.find(name), 0) + 1
    return codes.UNKNOWN_VARIABLE.at(
        Origin(name_style_file(template), 1, at),
        f"nothing is called `{name}`",
        f"did you mean `{guess}`?" if guess else f"known are: {', '.join(near)}" if near else None,
        excerpt=text,
        width=len(name),
    )
