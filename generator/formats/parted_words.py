"""Read the words of a page that nothing but a tag parts: `<span>Lawyer</span><span>Name</span>` are one word where the
tags are taken out, and two where a style sheet sets them apart, as it may any two elements
(https://www.w3.org/TR/css-display-3/).

In: markup, its tags apart. Out: its blocks in which that happens, with a blank for each tag. They are read in addition:
where a tag stands within a word, the other reading has it whole.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

BREAKS = re.compile(
    r"</?(?:[\w.-]+:)?(?:"
    # HTML: what is a block or stands in the place of one (https://html.spec.whatwg.org/multipage/rendering.html)
    r"p|tr|tc|td|th|li|h[1-6]|div|br|hr|dt|dd|dl|ul|ol|menu|dir|table|caption|thead|tbody|tfoot|section|article|aside|nav"
    r"|header|footer|main|address|blockquote|figure|figcaption|details|summary|fieldset|legend|form|pre|body|head|style"
    r"|script|title|option|optgroup|select|button|input|textarea|label|img|picture|iframe|object|embed|video|audio|canvas"
    r"|svg|math|desc|text|tspan"
    # Word (ISO/IEC 29500-1, 17.3.3): ends of lines, tabs, hyphens, and whatever stands between words without a letter
    r"|tab|ptab|cr|noBreakHyphen|sym|pgNum|drawing|pict|oMath|txbxContent|fldChar|(?:foot|end)noteRef(?:erence)?"
    r"|annotationRef|(?:day|month|year)(?:Short|Long)"
    # workbooks: cells, rows, strings
    r"|c|row|si"
    r")\b[^>]*>",
    re.IGNORECASE,
)
"""Tags at which a word ends, whatever the look."""


def read_parted(parts: Sequence[str], ends: Mapping[str, bool]) -> str:
    """Return the blocks of some markup in which tags alone part words, each on a line of its own, a blank for each tag.
    Of the `parts` each second one is tags that stand together, and `ends` says of them whether a word ends there
    whatever the look. The first block and the last one are among those returned: they may go on in markup before and
    behind."""
    read: list[str] = []
    begin, parted = 0, True
    for at in range(1, len(parts), 2):
        tags = parts[at]
        if ends[tags]:
            if parted:
                read.append(" ".join(parts[begin:at:2]))
            begin, parted = at + 1, False
        elif not parted and tags != "<wbr>":  # which says that a word may be broken there, and is one
            parted = _is_letter(parts[at - 1][-1:], ";") and _is_letter(parts[at + 1][:1], "&")
    read.append(" ".join(parts[begin::2]))
    return "\n".join(read)


def _is_letter(one: str, of_entity: str) -> bool:
    """Tell whether a letter stands at an end of some words, or what is written as `&…;` and may be one."""
    return one.isalnum() or one == of_entity or one > "\x7f"
