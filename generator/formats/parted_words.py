"""Read the words of a page that nothing but a tag parts: `<span>Lawyer</span><span>Name</span>` are one word where the
tags are taken out, and two where a style sheet sets them apart, as it may any two elements
(https://www.w3.org/TR/css-display-3/).

In: markup. Out: its blocks in which that happens, with a blank for each tag. They are read in addition: where a tag
stands within a word, the other reading has it whole.
"""

from __future__ import annotations

import re

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
_TAG = re.compile(r"<[^>]*>")
_PARTED = re.compile(r"(?:(?<=[\w;])|(?<=[^\x00-\x7f]))(?:<[^<>]*>)+(?=[\w&]|[^\x00-\x7f])")
"""Tags with a letter before and behind them; what is written as `&…;` may be one."""


def read_parted(markup: str) -> str:
    """Return the blocks of some markup in which tags alone part words, each on lines of its own, a blank for each tag.
    The first block and the last one are among them: they may go on in markup before and behind."""
    blocks = BREAKS.split(markup)
    inner = (one for one in blocks[1:-1] if "<" in one and _PARTED.search(one))
    return "\n".join(_TAG.sub(" ", one) for one in (blocks[0], *inner, *blocks[1:][-1:]))
