"""Say what is wrong with a template that would not render: every broken tag and unknown name, with its paragraph.

Runs only when rendering failed. Tags are read paragraph by paragraph, as an editor sees them in Word.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from jinja2 import Environment, TemplateSyntaxError, meta
from lxml import etree

from generator.diagnostics import Diagnostic, Origin, did_you_mean
from generator.style import place
from generator.writers.docx.styles import W

_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}")
_STRAY = re.compile(r"\{\{|\}\}|\{%|%\}")
_KIND = re.compile(r"^(?:\{\{|\{%)-?(?:(?:p|r|tr|tc)\s)?\s*(.*?)\s*-?(?:\}\}|%\})$")
_CLOSERS = {"endif": "if", "endfor": "for"}
_QUOTES = str.maketrans("“”‘’", "\"\"''")


def faults(template: Path, values: Mapping[str, object]) -> list[Diagnostic]:
    """Return the broken tags (P103) and unknown names (P102) of the template, in order of its paragraphs."""
    env = Environment()
    found: list[Diagnostic] = []
    for part in _parts(template):
        open_tags: list[tuple[str, str]] = []
        known = set(values)
        for text in part:
            if _STRAY.search(_TAG.sub("", text)):
                found.append(_broken(template, text, "a tag is not closed, or not opened"))
            for tag in _TAG.findall(text):
                found.extend(_judge(template, text, tag, env, open_tags, known))
        found.extend(_broken(template, text, f"`{word}` has no `end{word}`") for word, text in open_tags)
    return list(dict.fromkeys(found))


def unknown(template: Path, name: str, holder: object) -> Diagnostic:
    """Return the diagnostic of a name that rendering did not find; `holder` is what lacks it."""
    text = next(
        (text for part in _parts(template) for text in part if any(_names(tag, name) for tag in _TAG.findall(text))), ""
    )
    near = [str(key) for key in holder] if isinstance(holder, Mapping) else list(getattr(holder, "_fields", ()))
    return _unknown(template, text, name, near)


def _parts(template: Path) -> Iterator[list[str]]:
    """Yield the texts of the paragraphs of the body, and of each header and footer."""
    with zipfile.ZipFile(template) as file:
        for name in sorted(file.namelist()):
            if re.fullmatch(r"word/(document|header\d*|footer\d*)\.xml", name):
                root = etree.fromstring(file.read(name))
                yield ["".join(t.text or "" for t in p.iter(f"{W}t")) for p in root.iter(f"{W}p")]


def _judge(
    template: Path, text: str, tag: str, env: Environment, open_tags: list[tuple[str, str]], known: set[str]
) -> Iterator[Diagnostic]:
    match = _KIND.match(tag.translate(_QUOTES))
    if tag.startswith("{#") or match is None:
        return
    inner = match[1]
    source = "{{ " + inner + " }}"
    if tag.startswith("{%"):
        word, _, rest = inner.partition(" ")
        if word in _CLOSERS:
            if not open_tags or open_tags[-1][0] != _CLOSERS[word]:
                yield _broken(template, text, f"`{word}` closes nothing that is open")
            else:
                open_tags.pop()
            return
        if word in ("if", "for"):
            open_tags.append((word, text))
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
        yield _broken(template, text, str(error))
        return
    if inner.startswith("for "):
        known.update(re.findall(r"\w+", inner[4:].partition(" in ")[0]))
    for name in sorted(meta.find_undeclared_variables(tree) - known):
        yield _unknown(template, text, name, sorted(known))


def _names(tag: str, name: str) -> bool:
    return re.search(rf"\b{re.escape(name)}\b", tag) is not None


def _broken(template: Path, text: str, why: str) -> Diagnostic:
    return Diagnostic("P103", "broken-tag", why, Origin(place(template)), None, text, max(1, len(text)))


def _unknown(template: Path, text: str, name: str, near: list[str]) -> Diagnostic:
    guess = did_you_mean(name, near)
    at = max(text.find(name), 0) + 1
    return Diagnostic(
        "P102",
        "unknown-variable",
        f"nothing is called `{name}`",
        Origin(place(template), 1, at),
        f"did you mean `{guess}`?" if guess else f"known are: {', '.join(near)}" if near else None,
        text,
        len(name),
    )
