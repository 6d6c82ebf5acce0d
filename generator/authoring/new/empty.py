"""Make an empty paper from the outline of a style.

In: a style. Out: a new folder with edition.yaml and a file for each section, whole or not at all. What only an author
can say stands there as lines that tell what to write.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from generator.authoring.fmt.files import lay_out_new
from generator.authoring.new.edition import TO_DO
from generator.base.files import write_folder
from generator.records.style import PlannedSection, Style

_TO_DO: Mapping[str, str] = {
    "title": "what the paper is called",
    "short_title": "the same in few words, for the head of each page",
    "authors": "ids of organisations, in signing order",
    "dialogue": "the id of the dialogue, where it is for one",
    **TO_DO,
}
"""Fields that only an author can say."""


def write_empty_edition(root: Path, id: str, style: Style, country: str, as_of: str) -> list[Path]:
    """Write briefings/`id`/ with the sections that the style's outline names, and return its files.

    Raises BriefingError (O502) where there is such a folder already, or it can't be made.
    """
    annexes = [planned.id for planned in style.outline if planned.kind == "annex"]
    outline = [planned.id for planned in style.outline if planned.kind != "annex"]
    lines = [f"id: {id}", f"kind: {style.kinds[0]}"]
    if style.kinds[1:]:
        lines.append(f"# or one of: {', '.join(style.kinds[1:])}")
    lines += [f"# to do, {name}: {what}" for name, what in _TO_DO.items()]
    lines += [f"country: {country}", f"as_of: {as_of}", f"style: {style.name}", "status: draft"]
    lines.append(f"outline: [{', '.join(outline)}]")
    if annexes:
        lines.append(f"annexes: [{', '.join(annexes)}]")
    files = {"edition.yaml": "\n".join(lines) + "\n"}
    files |= {f"{planned.id}.yaml": _section(planned) for planned in style.outline}
    made = {name: lay_out_new(text, f"briefings/{id}/{name}").encode() for name, text in files.items()}
    return write_folder(root / "briefings" / id, made, root)


def _section(planned: PlannedSection) -> str:
    # a string or an object of JSON is one of YAML, too (https://yaml.org/spec/1.2.2/#12-yaml-history)
    title = planned.title if isinstance(planned.title, str) else dict(planned.title)
    return (
        f"kind: {planned.kind}\ntitle: {json.dumps(title, ensure_ascii=False)}\n# to do: its text, boxes and"
        " tables\nblocks: []\n"
    )
