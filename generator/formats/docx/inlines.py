"""Inlines → the XML of Word's runs, as text: it is parsed once, when the file is judged.

In: inlines and the `Pen` that keeps what is known while writing. Out: WordprocessingML.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.base import codes
from generator.base.diagnostics import BriefingError, Origin
from generator.base.text.addresses import SOFT_BREAK, split_at_breaks
from generator.base.text.direction import mark_ends
from generator.base.text.hyphens import SOFT_HYPHEN
from generator.formats.docx.names import NOTE_MARK, add_region, make_uri
from generator.formats.docx.styles import Styles
from generator.paper.document import UNKNOWN_MARK, BlockId, Inline, Label, Link, Mention, NoteCall, Reference, Run

_ORDER = ("rStyle", "rFonts", "b", "bCs", "i", "iCs", "caps", "smallCaps", "strike", "color", "spacing", "w", "kern",
          "position", "sz", "szCs", "highlight", "u", "effect", "bdr", "shd", "fitText", "vertAlign", "rtl", "cs", "em",
          "lang")  # fmt: skip
"""Properties of a run stand in this order (ECMA-376 part 1, 17.3.2.28: a sequence)."""

FIRST_BOOKMARK = 1000
"""Ids of bookmarks begin here; lower ones are the template's own."""

FIELD_BEGIN = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
FIELD_SEPARATE = '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
FIELD_END = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'

_TO_ESCAPE = re.compile(r'[&<>"\t\n\r]')
_WHITE = str.maketrans("\t\n\r", "   ")


@dataclass(slots=True)
class Pen:
    """What is known while a part of the file is written.

    `anchors` are bookmark names by block, `numbers` note numbers by note, `headings` those of sections by block,
    `levels` those of the contents by block, `next_number` the next free one of a list. Filled on the way: `called`,
    the notes in order of their calls; `links`, relationship ids by address; `restarts`, the list style of each list
    that starts anew; `pictures`, the PNGs in their order; `pending`, bookmarks that wait for the next paragraph. With
    `named`, paragraphs and rows say of which block they are, for a comparison with those of another paper; no file may
    say so. With `live`, the number of a note that words lead to is a field, which Word keeps right.
    """

    styles: Styles
    anchors: Mapping[BlockId, str]
    numbers: Mapping[str, int]
    headings: Mapping[BlockId, str] = field(default_factory=dict)
    levels: Mapping[BlockId, int] = field(default_factory=dict)
    next_number: int = 1
    called: list[str] = field(default_factory=list)
    links: dict[str, str] = field(default_factory=dict)
    restarts: list[str] = field(default_factory=list)
    pictures: list[bytes] = field(default_factory=list)
    pending: list[str] = field(default_factory=list)
    bookmarked: int = FIRST_BOOKMARK
    named: bool = False
    live: bool = False


def escape(text: str) -> str:
    """Return the text fit for XML text and attributes; tabs and line ends, which Word would act on, become blanks."""
    if not _TO_ESCAPE.search(text):
        return text
    text = text.translate(_WHITE)
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def build_runs(inlines: tuple[Inline, ...], pen: Pen, *, style: str = "", base: Mapping[str, str] | None = None) -> str:
    """Return the runs of the inlines.

    `style` is the name of the paragraph's style: in one that is bold, strong words need no style of their own (two
    would cancel each other out, 17.7.3). `base` are properties that the template gave to the run it replaces.
    """
    bold = style.lower() in pen.styles.bold
    parts: list[str] = []
    for inline in inlines:
        match inline:
            case Run():
                parts.append(_run(inline.text, pen, inline.strong and not bold, inline.emphasis, inline.lang, base))
            case Label():
                look = "Not Known" if inline.key == UNKNOWN_MARK else ""
                parts.append(_run(inline.text, pen, inline.strong and not bold, False, None, base, look))
            case NoteCall():
                parts.append(_call(inline, pen))
            case Link():
                shown = "".join(run.text for run in inline.runs)
                look = "Address" if shown == inline.url else "Hyperlink"
                where = f'r:id="{_link(inline.url, pen)}"'
                parts.append(_hyperlink(where, inline.runs, look, pen, bold, base))
            case Mention(target=None):
                for run in inline.runs:
                    parts.append(_run(run.text, pen, run.strong and not bold, run.emphasis, run.lang, base))
            case Mention() | Reference():
                name = pen.anchors.get(inline.target or "")
                if name is None:
                    raise KeyError(inline.target)
                if pen.live and name.startswith(NOTE_MARK):
                    parts.append(build_field(f"NOTEREF {name} \\h", "".join(run.text for run in inline.runs)))
                    continue
                parts.append(_hyperlink(f'w:anchor="{name}"', inline.runs, "Internal Link", pen, bold, base))
    return "".join(parts)


def _hyperlink(
    where: str, words: tuple[Run, ...], look: str, pen: Pen, bold: bool, base: Mapping[str, str] | None
) -> str:
    # an address that is printed whole stays as it is, to be copied: Word breaks it at its slashes
    breaks = look == "Hyperlink"
    inner = "".join(
        _run(
            SOFT_BREAK.join(split_at_breaks(r.text)) if breaks else r.text,
            *(pen, r.strong and not bold, r.emphasis, r.lang, base, look),
        )
        for r in words
    )
    return f'<w:hyperlink {where} w:history="1">{inner}</w:hyperlink>'


def _run(
    text: str,
    pen: Pen,
    strong: bool,
    emphasis: bool,
    lang: str | None,
    base: Mapping[str, str] | None,
    look: str = "",
) -> str:
    if not text:
        return ""
    properties = ""
    if strong or emphasis or lang or base or look:
        properties = _properties(pen, strong, emphasis, lang, base, look)
    return f"<w:r>{properties}{build_words(text)}</w:r>"


def build_words(text: str) -> str:
    """Return the words within a run. A soft hyphen has an element of its own: as a letter Word prints it."""
    words = escape(mark_ends(text)).replace(SOFT_HYPHEN, '</w:t><w:softHyphen/><w:t xml:space="preserve">')
    return f'<w:t xml:space="preserve">{words}</w:t>'


def _properties(
    pen: Pen, strong: bool, emphasis: bool, lang: str | None, base: Mapping[str, str] | None, look: str
) -> str:
    has: dict[str, str] = dict(base or {})
    if look:
        # the run has one style, that of the link: strong words in it need the properties themselves
        has |= {"b": "<w:b/>"} if strong else {}
        has |= {"i": "<w:i/>"} if emphasis else {}
    else:
        look = "Intense Emphasis" if strong and emphasis else "Strong" if strong else "Emphasis" if emphasis else ""
    if look:
        has["rStyle"] = f'<w:rStyle w:val="{pen.styles.id(look)}"/>'
    if lang:
        has["lang"] = f'<w:lang w:val="{escape(add_region(lang))}"/>'
    return "<w:rPr>" + "".join(has[tag] for tag in _ORDER if tag in has) + "</w:rPr>"


def build_field(instruction: str, shown: str, properties: str = "") -> str:
    """Return a field that shows `shown` until somebody updates it."""
    text = f'<w:r>{properties}<w:t xml:space="preserve">{escape(shown)}</w:t></w:r>'
    return f"{FIELD_BEGIN}{build_instruction(instruction)}{FIELD_SEPARATE}{text}{FIELD_END}"


def build_instruction(text: str) -> str:
    """Return the run that says what a field shows."""
    return f'<w:r><w:instrText xml:space="preserve"> {escape(text)} </w:instrText></w:r>'


def _call(call: NoteCall, pen: Pen) -> str:
    """The call carries the note's number as its id: LibreOffice pairs calls and notes by order, Word by id."""
    number = pen.numbers.get(call.note)
    if number is None:
        raise BriefingError(
            [
                codes.CALL_WITHOUT_ITS_NOTE.at(
                    call.origin or Origin(call.note), f"note {call.note} is called here, where no note can be"
                )
            ]
        )
    pen.called.append(call.note)
    look = pen.styles.id("footnote reference")
    mark = f'<w:r><w:rPr><w:rStyle w:val="{look}"/></w:rPr><w:footnoteReference w:id="{number}"/></w:r>'
    if call.note not in pen.anchors:
        return mark
    pen.bookmarked += 1
    n = pen.bookmarked - 1
    return f'<w:bookmarkStart w:id="{n}" w:name="{pen.anchors[call.note]}"/>{mark}<w:bookmarkEnd w:id="{n}"/>'


def _link(url: str, pen: Pen) -> str:
    address = make_uri(url)
    return pen.links.setdefault(address, f"link{len(pen.links) + 1}")
