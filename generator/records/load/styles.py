"""The styles of the workspace and those that come with the program, each with those that it extends.

In: the records of templates/*/template.yaml. Out: Styles, and what is wrong between them (R106, P404, P405).
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from generator.base import codes
from generator.base.diagnostics import Diagnostic, Origin, suggest
from generator.base.inputs import TEMPLATES
from generator.base.style_folders import find_style_folder, list_style_files
from generator.records.load.dataset import Entry
from generator.records.schema.templates import Template
from generator.records.style import PlannedSection, Style


def link_styles(root: Path, templates: Mapping[str, Entry[Template]]) -> tuple[Mapping[str, Style], list[Diagnostic]]:
    """Return the styles by name; one that extends what is not there, or in the end itself, is left out and told."""
    styles: dict[str, Style] = {}
    problems: list[Diagnostic] = []
    for name, entry in templates.items():
        chain = [name]
        while (after := templates[chain[-1]].record.extends) in templates and after not in chain:
            assert after is not None
            chain.append(after)
        if after in chain:
            # told of the styles that are in the circle, not of those that only lead into it
            if after == name:
                shown = " → ".join(f"`{one}`" for one in (*chain, name))
                problems.append(
                    codes.STYLES_IN_A_CIRCLE.at(
                        entry.origin("extends"),
                        f"a style can't extend itself: {shown}",
                        "let one of them extend another style, or none",
                        width=len(chain[1] if chain[1:] else name),
                    )
                )
        elif after is None:
            styles[name] = _style(root, [templates[one].record for one in chain])
        elif len(chain) == 1:
            problems += report_missing_style(root, after, entry.origin("extends"))
    return styles, problems


def report_missing_style(root: Path, name: str, origin: Origin) -> list[Diagnostic]:
    """Return what to say of the name of a style that has no record: nothing where its template.yaml is at fault, which
    was said."""
    folder = root / TEMPLATES / name
    if (folder / "template.yaml").is_file():
        return []
    if folder.is_dir():
        message, help = (
            f"the folder of the style `{name}` has no template.yaml",
            "write one with the lines `title: …` and `kinds: […]`",
        )
        return [codes.NO_TEMPLATE.at(Origin(f"templates/{name}/template.yaml"), message, help)]
    known = [path.parent.name for path in list_style_files(root)]
    help = suggest(name, known, f"there are: {', '.join(known) or 'none'}")
    return [codes.UNKNOWN_STYLE.at(origin, f"there is no style `{name}` in templates/", help, width=len(name))]


def _style(root: Path, chain: list[Template]) -> Style:
    """Return the style of a chain of records, its own first: what it does not say is said by those that it extends."""
    own = chain[0]
    outline = next((record.outline for record in chain if record.outline), ())
    return Style(
        own.id,
        tuple(find_style_folder(root, record.id) for record in chain),
        own.kinds,
        next((record.notes for record in chain if record.notes), "footnotes"),
        tuple(PlannedSection(planned.section, planned.title, planned.kind) for planned in outline),
        next((record.recommendations for record in chain if record.recommendations), "per_theme"),
        {name: ours for record in reversed(chain) for name, ours in record.fonts.items()},
        next((record.citations for record in chain if record.citations), "as_written"),
        next((record.repeated_notes for record in chain if record.repeated_notes), "full"),
    )
