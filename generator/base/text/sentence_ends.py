"""Where one sentence of prose ends and the next begins.

In: a paragraph, as it is written with its citations, notes and links, or as it is printed. Out: the places at which a
sentence begins.

Rules of our own, measured on the 604 ends in the block texts of the first four editions, each of which an author had
put on a line (places taken for an end that are none, and ends that were missed): these rules 0 and 0; sentencex 1.0.32
12 and 2 (`Ar.|Rukh.Khak`, `Alga Kazakhstan!| submit`), nupunkt 0.8.0 6 and 2, segtok 1.5.11 6 and 2, syntok 1.4.4 15
and 0; pysbd 0.3.4 0 and 0, but a hundred times slower, and without a release since 2021. Where it is not sure, a text
stays on one line: an author can always break it after a stop, and such a break stays.
"""

from __future__ import annotations

import re


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_TITLES = _set(
    """mr mrs ms mx dr prof hon rev fr st ste gen col maj capt lt sgt cmdr adm gov sen rep pres amb messrs mmes mt ft
    fig figs nos art arts para paras sec secs vol vols"""
)
"""Words that, with a capital and a stop, go on with a name or number: `Mr. Zapt`, `St. Elphberg`, `Art. 5`."""

_NUMBERED = _set("no nos nr art arts para paras sec secs ch chs vol vols pt pts fig figs p pp n nn c ca approx")
"""Words that a stop shortens where a number follows: `No. 2`, `art. 5`; elsewhere they end a sentence: `She said
no.`"""

_NEVER = _set("vs v cf viz e.g i.e eg ie incl excl resp")
"""Words after which no sentence ends."""

_MAYBE = _set(
    """etc a.m p.m jr sr al ibid inc ltd llc plc co corp bros dept univ ave blvd rd jan feb mar apr jun jul aug sep sept
    oct nov dec mon tue tues wed thu thur thurs fri sat sun"""
)
"""Words after whose stop a sentence ends where the next word is one that begins sentences."""

_SMALL = frozenset({"etc", "a.m", "p.m", "al", "ibid"})
"""Those of them that are written small; the others are shortened where they have a capital (`He sat. She stood.`)."""

_MONTHS = _set("january february march april may june july august september october november december")

_STARTERS = _set(
    """the a an this that these those he she it they we you i his her its their our your in on at by from for with to
    of as after before since during until when while where if although though but and or yet so however moreover
    nevertheless meanwhile then there here one two three four five six seven eight nine ten several many some most
    all both each every another other no not nor according among under over since such what who which how why only
    also later earlier"""
)
"""Words that begin sentences and, written with a capital, are no names."""

_STOP = re.compile(r"(?:\.\.\.|[.!?…])[.!?…]*")
_CLOSERS = "”’\"'»)]*_"
_OPENERS = "“‘\"'«([*_"
_WORD_BEFORE = re.compile(r"[\w.’'-]*$")
_BRACKET = re.compile(r"\\.|[\[\]]", re.S)
_KEYED = re.compile(r"(?:^|[\s;,])@")


def find_sentence_starts(text: str) -> list[int]:
    """Return the places in a paragraph, without line breaks, at which a sentence begins; the first is not among
    them."""
    hidden = _hidden(text)
    found: list[int] = []
    for stop in _STOP.finditer(text):
        if stop.start() in hidden:
            continue
        after = _after(text, stop.end(), hidden)
        if (
            after is not None
            and _ends(text, stop, after, hidden)
            and _balanced(text, found[-1] if found else 0, after, hidden)
        ):
            found.append(after)
    return found


def is_closed(line: str) -> bool:
    """Tell whether a line ends as a sentence, or what leads to a list, does: its author meant the break after it."""
    hidden = _hidden(line)
    shown = "".join(c for i, c in enumerate(line) if i not in hidden).rstrip()
    return shown.rstrip(_CLOSERS).endswith((".", "!", "?", "…", ":", ";"))


def _after(text: str, place: int, hidden: dict[int, int]) -> int | None:
    """Return where the next word begins, after closing marks, citations and notes; None where no space comes first."""
    while place < len(text):
        if place in hidden:
            place = hidden[place]
        elif text[place] in _CLOSERS:
            place += 1
        else:
            break
    # two spaces, or a no-break space, are the author's: a line break would not say the same
    if text[place : place + 1] != " " or text[place + 1 : place + 2] in ("", " "):
        return None
    return place + 1


def _ends(text: str, stop: re.Match[str], after: int, hidden: dict[int, int]) -> bool:
    following = _shown(text, after, hidden).lstrip("*_")
    first = following.lstrip(_OPENERS)[:1]
    if not (first.isupper() or first.isdigit() or (first and first.isalpha() and not first.islower())):
        return False
    if following.startswith("(") and not _aside(following):
        return False
    before = _WORD_BEFORE.search(_shown_before(text, stop.start(), hidden))
    word = before[0] if before else ""
    if stop[0] in ("!", "?"):
        # a name with a stop of its own goes on (`Alga Kazakhstan! against …` has no capital anyway)
        return True
    if stop[0] in ("...", "…"):
        return _word(following) in _STARTERS
    if stop[0] != ".":
        return True
    closed = text[stop.end() : stop.end() + 1] not in (" ", "")
    likely = closed or _word(following) in _STARTERS
    short, capital = word.lower().strip("’'-"), word[:1].isupper()
    if (
        short in _NEVER
        or (short.isdigit() and _word(following) in _MONTHS)
        or (first.isdigit() and short in _NUMBERED)
        or (capital and short in _TITLES)
    ):
        return False
    if short in _MAYBE and (capital or short in _SMALL):
        return likely
    # initials and the like: Z. Zapt, U.S.
    initials = word != "I" and capital and all(len(part) <= 1 for part in word.split("."))
    return likely if initials else not ("." in word and all(len(part) <= 1 for part in word.split(".")))


def _aside(following: str) -> bool:
    """Tell whether what stands in parentheses is a sentence of its own: its stop stands inside."""
    depth = 0
    for place, char in enumerate(following):
        depth += (char == "(") - (char == ")")
        if depth == 0:
            return following[:place].rstrip("*_").endswith((".", "!", "?", "…"))
    return False


def _balanced(text: str, start: int, end: int, hidden: dict[int, int]) -> bool:
    """Tell whether nothing that is opened in a sentence is closed only after it: a quotation of two sentences is
    one."""
    said = "".join(c for i, c in enumerate(text[start:end], start) if i not in hidden)
    if any(said.count(a) > said.count(b) and b in text[end:] for a, b in ("“”", "«»", "()")):
        return False
    bare, rest = (re.sub(r"\\.", "", part) for part in (text[start:end], text[end:]))
    if bare.count("[") > bare.count("]") and "]" in rest:
        return False
    single, singles = bare.replace("**", ""), rest.replace("**", "")
    return not any(
        part.count(mark) % 2 and mark in after
        for part, after, mark in ((said, rest, '"'), (bare, rest, "**"), (single, singles, "*"))
    )


def _word(text: str) -> str:
    found = re.match(r"[\w’']+", text.lstrip(_OPENERS))
    return found[0].lower() if found else ""


def _shown(text: str, place: int, hidden: dict[int, int]) -> str:
    return "".join(text[i] for i in range(place, min(len(text), place + 400)) if i not in hidden)


def _shown_before(text: str, place: int, hidden: dict[int, int]) -> str:
    return "".join(text[i] for i in range(max(0, place - 60), place) if i not in hidden and text[i] not in "*[")


def _hidden(text: str) -> dict[int, int]:
    """Return the places of what is not read as words (citations, notes, where links lead), each with the place after
    it."""
    spans = []
    opened: list[int] = []
    for mark in _BRACKET.finditer(text):
        if mark[0] == "[":
            opened.append(mark.start())
        elif mark[0] == "]" and opened:
            start, close = opened.pop(), mark.start()
            after = text[close + 1 : close + 2]
            if text[start - 1 : start] == "^":
                spans.append((start - 1, close + 1))
            elif after in ("(", "{"):
                end = text.find(")" if after == "(" else "}", close)
                spans += [(start, start + 1), (close, end + 1 if end > 0 else close + 1)]
            elif _KEYED.search(text, start + 1, close) or text[start + 1 : start + 2] == "@":
                spans.append((start, close + 1))
    found: dict[int, int] = {}
    for start, end in sorted(spans, key=lambda span: span[0] - span[1]):
        for place in range(start, end):
            found.setdefault(place, end)
    return found
