"""The guides in docs/ as something that can be done: their commands, and what they tell to write into which file.

A block `sh` is run, and what stands in the block without a language after it is printed; where that has an error, the
last command ends with 1, and else with 0. A block `yaml` or `css` names each file before what is written into it; a
block
`diff` names its file, too, and is applied. What a reader does otherwise stands in a comment, `<!-- test: … -->`, and is
done here.
"""

from __future__ import annotations

import http.cookiejar
import itertools
import os
import re
import shutil
import signal
import subprocess
import sys
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from tests.support.commands import run
from tests.support.places import ROOT

GUIDES = ("next-edition", "change-the-look", "read-a-diff", "add-a-case")
COMMAND = ".venv/bin/briefing"


class Step(NamedTuple):
    """What a guide says next: `kind` is the language of a block, `shown` for one without, `reader` for what a reader
    does."""

    kind: str
    text: str


def text_of(guide: str) -> str:
    return (ROOT / "docs" / f"{guide}.md").read_text("utf-8")


def steps(text: str) -> Iterator[Step]:
    for found in re.finditer(r"^```(\w*)\n(.*?)^```$|^<!-- test: (.*?) -->$", text, re.M | re.S):
        yield Step("reader", found[3]) if found[3] else Step(found[1] or "shown", found[2])


# ── what is done ──────────────────────────────────────────────────────────────────────────────────────────────────────


def files(text: str) -> Iterator[tuple[str, str, str]]:
    """Yield (name, where, content) of each file that a block has: a comment that names it comes before its content."""
    parts = re.split(
        r"^(?:#|/\*) ((?:data|briefings|templates)/[^,\s]+)(?:, (at its end))?(?: \*/)?\n", text, flags=re.M
    )
    assert parts[0] == "", text
    return zip(parts[1::3], (where or "" for where in parts[2::3]), parts[3::3], strict=True)


def write(root: Path, text: str) -> None:
    """Write a block into the files that it names, each as the whole of it or at its end."""
    for name, where, content in files(text):
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text((path.read_text("utf-8") if where else "") + content, "utf-8")


def change(root: Path, text: str) -> None:
    """Take out the lines with −, put in those with + where they stand; the others show the place."""
    name, *block = text.splitlines()
    lines = (root / name).read_text("utf-8").splitlines()
    at = 0
    for line in block:
        mark, words = line[0], line[1:]
        if mark != "+":
            at = lines.index(words, at)
        if mark == "-":
            del lines[at]
            continue
        if mark == "+":
            lines.insert(at, words)
        at += 1
    (root / name).write_text("\n".join(lines) + "\n", "utf-8")


def confirm(root: Path) -> None:
    """Take away all that says that something was carried over."""
    for path in (root / "briefings" / "eu-kazakhstan-2024-11").glob("*.yaml"):
        text = re.sub(
            r"^ *carried_over: \S+\n|^( *)carried_over:\n(?:\1  - .*\n)+", "", path.read_text("utf-8"), flags=re.M
        )
        path.write_text(text, "utf-8")


def colour(root: Path) -> None:
    import docx
    from docx.shared import RGBColor

    template = root / "templates" / "our-paper" / "paper.docx"
    document = docx.Document(str(template))
    document.styles["Heading 1"].font.color.rgb = RGBColor.from_string("8A1C1C")
    document.save(str(template))


def rename(old: str, new: str) -> Callable[[Path], None]:
    def renamed(root: Path) -> None:
        import docx

        template = root / "templates" / "our-paper" / "paper.docx"
        document = docx.Document(str(template))
        (paragraph,) = [one for one in document.paragraphs if old in one.text]
        paragraph.text = paragraph.text.replace(old, new)
        document.save(str(template))

    return renamed


def spell(old: str, new: str) -> Callable[[Path], None]:
    """Return what writes a name otherwise where it stands first in the annex."""

    def spelt(root: Path) -> None:
        change(root, f"briefings/eu-kazakhstan-2024-11/annex-prisoners.yaml\n-      - {old}\n+      - {new}")

    return spelt


READER: Mapping[str, Callable[[Path], None]] = {
    "the reader confirms all that is left": confirm,
    "the reader misspells the name": spell("zhambyl-kobeyzinov", "zhambyl-kobeyzinof"),
    "the reader mends the name": spell("zhambyl-kobeyzinof", "zhambyl-kobeyzinov"),
    "in Word, Heading 1 of our-paper gets the colour 8A1C1C": colour,
    "in Word, {{ cover.title }} of our-paper becomes {{ cover.titel }}": rename("cover.title", "cover.titel"),
    "in Word, {{ cover.titel }} of our-paper becomes {{ cover.title }}": rename("cover.titel", "cover.title"),
}


def command(root: Path, line: str, shown: str) -> None:
    program, *words = [word.strip('"') for word in re.findall(r'"[^"]*"|\S+', line)]
    assert program == COMMAND, line
    if words[0] == "preview":
        with served(root, *words[1:]) as address:
            ask(address)
        return
    if words[0] == "paginate" and not shutil.which("soffice") and not os.environ.get("CI"):
        return
    done = run(root, *words)
    printed = f"{done.out}\n{done.err}"
    assert done.code == int(re.search(r"\berror [A-Z]\d", shown) is not None), f"{line}\n{printed}"
    assert "Traceback" not in printed
    at = 0
    for said in shown.splitlines():
        assert said in printed[at:], f"{line} does not print {said!r}, but:\n{printed}"
        at = printed.index(said, at) + len(said)


@contextmanager
def served(root: Path, *words: str) -> Iterator[str]:
    """Run `briefing preview` with these words, and give the address that it prints; it is ended with what is inside."""
    with subprocess.Popen(
        [sys.executable, "-m", "generator", "preview", *words, "--no-browser"],
        cwd=root,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as server:
        try:
            assert server.stdout is not None
            yield server.stdout.readline().split()[-1]
        finally:
            server.send_signal(signal.SIGINT)
            server.wait(30)


def ask(address: str) -> None:
    """Ask for the page as a browser would."""
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))
    with browser.open(address, timeout=30) as answer:
        assert answer.status == 200
        assert "<html" in answer.read().decode()


def workspace(root: Path) -> Path:
    """Copy what a reader works on into the folder, and return it."""
    for folder in ("data", "briefings", "templates"):
        shutil.copytree(ROOT / folder, root / folder)
    return root


def follow(guide: str, root: Path, until: str = "") -> None:
    """Do in the workspace what the guide says, up to the first step that has `until` in it, where something is said."""
    script = [*steps(text_of(guide)), Step("end", "")]
    for step, after in itertools.pairwise(script):
        if until and until in step.text:
            return
        match step.kind:
            case "sh":
                lines = step.text.splitlines()
                for line in lines:
                    command(root, line, after.text if after.kind == "shown" and line == lines[-1] else "")
            case "yaml" | "css":
                write(root, step.text)
            case "diff":
                change(root, step.text)
            case "reader":
                READER[step.text](root)
            case kind:
                assert kind == "shown", f"a block `{kind}` is nothing that is tried"
    assert not until, f"{guide} has no step with {until!r}"
