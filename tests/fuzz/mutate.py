"""Spoil a file as hands, programs and disks do: cut, double, move and swap its parts, put in what nobody expects."""

from __future__ import annotations

import io
import random
import re
import warnings
import zipfile

_TOKENS = re.compile(r"\s+|\w+|<[^<>]*>|\{\{.*?\}\}|\{%.*?%\}|[^\w\s]", re.S)

_STRANGE = (
    "", "\x00", "\ufeff", "\u202e", "\u200b", "\ud7ff", "\U000e0041", "ß", "ﬁ", "\t", "\r", "\u2028", "'", '"', "{",
    "}", "[", "]", "|", ">", "&a ", "*a", "!!python/name:x ", "- ", ": ", "#", "? ", "---\n", "...\n", "~", "null",
    "true", "0x1", "1e999", "-1", "99999999999999999999", "2020-02-30", "2020-13", "0000", "9999-12-31", "[@x]",
    "[@", "^[", "](case:", "**", "_", "`", "{{", "}}", "{%", "%}", "{{ x }}", "{% for x in y %}", "{% endfor %}",
    "{% include 'x' %}", "<w:p>", "</w:p>", "<w:t>", "</w:t>", "<!--", "-->", "<![CDATA[", "]]>", "&#0;", "&lt;",
    "<script>", "@import url(x);", "url(", ";", "}}}}", "/*", "*/", "x" * 3000, "a: " * 50, "[" * 60, "(" * 200,
    "é" * 500,
)  # fmt: skip


def mutate(text: str, chance: random.Random) -> str:
    """Return the text with one to four of its parts spoilt."""
    for _ in range(chance.choice((1, 1, 1, 2, 4))):
        text = chance.choice((_tokens, _tokens, _lines, _letters))(text, chance)
    return text


def mutate_package(data: bytes, chance: random.Random) -> bytes:
    """Return a Word file in which a part is spoilt, gone or double, or the whole as bytes."""
    if chance.random() < 0.1:
        return _bytes(data, chance)
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = [(info.filename, package.read(info)) for info in package.infolist()]
    at = chance.randrange(len(parts))
    name, content = parts[at]
    match chance.choice(("text", "text", "text", "bytes", "gone", "name", "twice")):
        case "text":
            parts[at] = name, mutate(content.decode("utf-8", "replace"), chance).encode("utf-8", "replace")
        case "bytes":
            parts[at] = name, _bytes(content, chance)
        case "gone":
            del parts[at]
        case "name":
            parts[at] = mutate(name, chance) or "x", content
        case "twice":
            parts.append((name.replace("word/", "word/x"), content))
    out = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(out, "w") as package:
        warnings.simplefilter("ignore", UserWarning)  # two parts of one name are what was asked for
        for name, content in parts:
            package.writestr(zipfile.ZipInfo(name.replace("\x00", "")[:200] or "x"), content)
    return out.getvalue()


def _tokens(text: str, chance: random.Random) -> str:
    tokens = _TOKENS.findall(text) or [""]
    at, other = chance.randrange(len(tokens)), chance.randrange(len(tokens))
    match chance.choice(("cut", "twice", "swap", "strange", "strange", "instead", "many")):
        case "cut":
            del tokens[at : at + chance.choice((1, 1, 3, 20))]
        case "twice":
            tokens.insert(at, tokens[other])
        case "swap":
            tokens[at], tokens[other] = tokens[other], tokens[at]
        case "strange":
            tokens.insert(at, chance.choice(_STRANGE))
        case "instead":
            tokens[at] = chance.choice(_STRANGE)
        case "many":
            tokens[at] *= chance.choice((2, 50))
    return "".join(tokens)


def _lines(text: str, chance: random.Random) -> str:
    lines = text.splitlines(keepends=True) or [""]
    at, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    match chance.choice(("cut", "twice", "swap", "indent", "outdent", "end")):
        case "cut":
            del lines[at]
        case "twice":
            lines.insert(other, lines[at])
        case "swap":
            lines[at], lines[other] = lines[other], lines[at]
        case "indent":
            lines[at] = chance.choice((" ", "  ", "\t")) + lines[at]
        case "outdent":
            lines[at] = lines[at].lstrip(" ")
        case "end":
            del lines[at:]
    return "".join(lines)


def _letters(text: str, chance: random.Random) -> str:
    at = chance.randrange(len(text) + 1)
    letter = chance.choice((chr(chance.randrange(32, 127)), chr(chance.randrange(0xD7FF)), ""))
    return text[:at] + letter + text[at + chance.choice((0, 1)) :]


def _bytes(data: bytes, chance: random.Random) -> bytes:
    spoilt = bytearray(data)
    for _ in range(chance.choice((1, 3, 20))):
        if spoilt:
            spoilt[chance.randrange(len(spoilt))] = chance.randrange(256)
    return bytes(spoilt[: chance.choice((len(spoilt), len(spoilt), len(spoilt) // 2))])
