"""Where a template would give something away that is no word of the paper: each with its paragraph.

In: paper.docx. Out: faults: fields that print a user or a folder (P117), pictures and links that lead out of the file
(P118), objects of other programs (P119), endnotes (P105). `briefing build` and `briefing template check` say the same.
"""

from __future__ import annotations

import posixpath
from pathlib import Path

from generator.base.diagnostics import Origin
from generator.formats.docx.allowed.clean import clean_template
from generator.formats.docx.template.faults import Fault
from generator.formats.docx.template.places import read_paragraphs
from generator.formats.word_file import read_word_file
from generator.records.style import name_style_file


def locate_giveaways(template: Path) -> list[Fault]:
    """Return what the template would give away, in order of its parts; raises OSError, BadZipFile, KeyError or
    XMLSyntaxError where it can't be read."""
    found = clean_template(read_word_file(template)).found
    if not found:
        return []
    spots = {(p.spot.part, p.spot.number): p.spot for part in read_paragraphs(template).values() for p in part}
    faults = []
    for kind, message, help, part, paragraph in found:
        spot = None if paragraph is None else spots.get((part, paragraph))
        if spot is None:
            message = f"{posixpath.basename(part).removesuffix('.xml')}: {message}"
        text = spot.text if spot else ""
        diagnostic = kind.at(
            Origin(name_style_file(template)), message, help, excerpt=text or None, width=max(1, len(text))
        )
        faults.append(Fault(diagnostic, spot))
    return list(dict.fromkeys(faults))
