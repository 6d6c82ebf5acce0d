"""Make the pictures of docs/pictures anew: `python -m tests.guides.pictures [NAME …]`, all of them where no name is
said.

Each is made of what a reader of the guides would see: the workspace is a copy of the real one, in which the guide was
followed up to that place. It takes pdftoppm, LibreOffice and Chromium.
"""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image, ImageChops

from tests.formats.test_case_list import workspace as case_list
from tests.support.commands import run
from tests.support.guides import ROOT, follow, served, workspace
from tests.support.newcomer import EDITION as FIRST
from tests.support.newcomer import begin_from_nothing
from tests.support.workspaces import EDITION

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

PICTURES = ROOT / "docs" / "pictures"
PAPER = "eu-kazakhstan-2020-11"
NEXT = "eu-kazakhstan-2024-11"
COLOURS = 64
"""A picture has no more: small files, and letters are still smooth. They are chosen so that a colour of few dots, such
as that of a heading, is kept."""


# ── how a picture is taken ────────────────────────────────────────────────────────────────────────────────────────────


def page_of(pdf: Path, number: int, dots: int = 75) -> Image.Image:
    """Return a page of a PDF; `dots` an inch."""
    command = ["pdftoppm", "-r", str(dots), "-f", str(number), "-l", str(number), "-png", str(pdf)]
    return Image.open(io.BytesIO(subprocess.run(command, capture_output=True, check=True).stdout)).convert("RGB")


def page_with(pdf: Path, words: str) -> int:
    """Return the number of the first page that has these words."""
    text = subprocess.run(["pdftotext", str(pdf), "-"], capture_output=True, check=True).stdout.decode()
    return next(number for number, page in enumerate(text.split("\f"), 1) if words in " ".join(page.split()))


def in_word(docx: Path) -> Path:
    """Return the Word file as LibreOffice shows it, with its tracked changes: a PDF."""
    with tempfile.TemporaryDirectory() as profile:
        where = f"-env:UserInstallation={Path(profile).as_uri()}"
        command = [
            "soffice",
            where,
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            str(docx.parent / "shown"),
            str(docx),
        ]
        subprocess.run(command, capture_output=True, check=True, timeout=120)
    return docx.parent / "shown" / f"{docx.stem}.pdf"


@contextmanager
def browser(width: int, height: int) -> Iterator[Page]:
    """Give a page of a browser of that size."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        try:
            yield chromium.new_page(viewport={"width": width, "height": height}, reduced_motion="reduce")
        finally:
            chromium.close()


def shot(page: Page) -> Image.Image:
    return Image.open(io.BytesIO(page.screenshot())).convert("RGB")


def cut(image: Image.Image, share: float) -> Image.Image:
    """Return the upper part of a page."""
    return image.crop((0, 0, image.width, round(image.height * share)))


def trimmed(image: Image.Image, margin: int = 16) -> Image.Image:
    """Return a picture without the white around it."""
    box = ImageChops.difference(image, Image.new("RGB", image.size, "white")).getbbox()
    assert box is not None
    left, top, right, bottom = box
    return image.crop(
        (
            max(left - margin, 0),
            max(top - margin, 0),
            min(right + margin, image.width),
            min(bottom + margin, image.height),
        )
    )


def beside(*images: Image.Image) -> Image.Image:
    """Return pictures beside each other, with a grey line between them."""
    height = max(image.height for image in images)
    joined = Image.new("RGB", (sum(image.width for image in images) + 2 * len(images) - 2, height), "#c8c8c8")
    at = 0
    for image in images:
        joined.paste(image, (at, 0))
        at += image.width + 2
    return joined


def above(*images: Image.Image) -> Image.Image:
    """Return pictures below each other, on white."""
    joined = Image.new("RGB", (max(image.width for image in images), sum(image.height for image in images)), "white")
    at = 0
    for image in images:
        joined.paste(image, (0, at))
        at += image.height
    return joined


def built(root: Path, edition: str, *formats: str) -> Path:
    done = run(root, "build", edition, "--format", ",".join(formats))
    assert done.code == 0, done.err
    return root / "build" / edition / f"{edition}.{formats[0]}"


# ── the pictures ──────────────────────────────────────────────────────────────────────────────────────────────────────


def first_page(root: Path) -> Image.Image:
    return page_of(built(workspace(root), PAPER, "pdf"), 1)


def page_with_box(root: Path) -> Image.Image:
    pdf = built(workspace(root), PAPER, "pdf")
    return page_of(pdf, page_with(pdf, "Slander leaves the Criminal Code An offence"))


def list_of_cases(root: Path) -> Image.Image:
    return page_of(built(case_list(root), EDITION, "pdf"), 1)


def preview(root: Path) -> Image.Image:
    follow("next-edition", workspace(root), until="briefing preview")
    written = root / "briefings" / NEXT / "annex-changes.yaml"
    with served(root, NEXT, "--edit") as address, browser(1280, 800) as page:
        page.goto(address)
        page.get_by_text("Up to date").first.wait_for(timeout=120_000)  # the pages are laid out
        # what a writer sees most: a paper that has followed what was saved
        written.write_text(written.read_text("utf-8").replace("What changed", "What has changed"), "utf-8")
        page.get_by_text("being laid out").first.wait_for(timeout=30_000)
        page.get_by_text("Up to date").first.wait_for(timeout=120_000)
        sheet = page.frame_locator("iframe").first
        sentence = sheet.get_by_text("In 2022 the requirements for registering a political party were simplified").first
        sentence.scroll_into_view_if_needed()
        sentence.click()
        page.get_by_role("tab", name="Sentence").click()
        page.get_by_text(re.compile(r"^\d+ sources$")).first.wait_for()
        return shot(page)


def editing(root: Path) -> Image.Image:
    """A row was clicked, and a date in the form is being corrected: the lines that would be written stand below it."""
    return _correct_date(root, 960, lambda page: page.locator("#edit form").get_by_label("Date", exact=True).first)


def written(root: Path) -> Image.Image:
    """The end of the same form: what would be written, and the button that saves it."""
    return _correct_date(root, 640, lambda page: page.get_by_role("button", name="Save", exact=True))


def _correct_date(root: Path, height: int, find: Callable[[Page], Locator]) -> Image.Image:
    """Return a window of that height in which a date was corrected in a form, with what `find` finds in sight."""
    follow("add-a-case", workspace(root), until="briefing fmt")
    with served(root, EDITION, "--edit") as address, browser(1280, height) as page:
        page.goto(address)
        page.get_by_text("Up to date").first.wait_for(timeout=120_000)
        page.frame_locator("iframe").first.locator("td, th").get_by_text("Antonia Zapt").first.click()
        date = page.locator("#edit form").get_by_label("Date", exact=True).first
        date.wait_for()
        date.fill("2020-08-02")
        page.get_by_role("button", name="Save", exact=True).wait_for(timeout=30_000)
        find(page).scroll_into_view_if_needed()
        return shot(page)


def template(root: Path) -> Image.Image:
    follow("change-the-look", workspace(root), until="briefing template fields")
    return trimmed(page_of(in_word(root / "templates" / "our-paper" / "paper.docx"), 1))


def two_styles(root: Path) -> Image.Image:
    old = built(workspace(root / "old"), PAPER, "pdf")
    follow("change-the-look", workspace(root / "new"))
    new = root / "new" / "build" / PAPER / f"{PAPER}.pdf"
    words = "Media freedom and freedom of expression Freedom of expression and"
    return beside(*(cut(page_of(pdf, page_with(pdf, words), 60), 0.5) for pdf in (old, new)))


def both_sides(root: Path) -> Image.Image:
    follow("read-a-diff", workspace(root), until="briefing check")
    with browser(1200, 760) as page:
        page.goto((root / "changes.html").as_uri())
        page.evaluate("document.querySelector('#recommendations').scrollIntoView()")
        return shot(page)


def redline(root: Path) -> Image.Image:
    follow("read-a-diff", workspace(root), until="briefing check")
    pdf = in_word(root / "redline.docx")
    return cut(page_of(pdf, page_with(pdf, "Overview"), 80), 0.72)


def sheet(root: Path) -> Image.Image:
    follow("read-a-diff", workspace(root), until="--sign-off")
    with browser(1280, 720) as page:
        page.goto((root / "build/eu-kazakhstan-2024-04/eu-kazakhstan-2024-04.sources.html").as_uri())
        return shot(page)


def one_case(root: Path) -> Image.Image:
    follow("add-a-case", workspace(root), until="status: released")
    pdf = root / "build" / "ruritania-2020-11" / "ruritania-2020-11.pdf"
    row = cut(page_of(pdf, page_with(pdf, "2 years in prison"), 80), 0.32)
    return above(row, cut(page_of(pdf, page_with(pdf, "wrote a poem"), 80), 0.2))


def of_somebody_new(root: Path) -> Image.Image:
    begin_from_nothing(root)
    pdf = root / "build" / FIRST / f"{FIRST}.pdf"
    return beside(*(cut(page_of(pdf, number, 70), 0.8) for number in (1, 2)))


MADE: Mapping[str, Callable[[Path], Image.Image]] = {
    "page-1": first_page,
    "page-box": page_with_box,
    "case-list": list_of_cases,
    "preview": preview,
    "edit-form": editing,
    "edit-lines": written,
    "template-in-word": template,
    "our-paper": two_styles,
    "diff-html": both_sides,
    "redline": redline,
    "sources-sheet": sheet,
    "one-case": one_case,
    "first-paper": of_somebody_new,
}


def main(names: list[str]) -> None:
    for name in names or MADE:
        with tempfile.TemporaryDirectory() as folder:
            image = MADE[name](Path(folder))
        path = PICTURES / f"{name}.png"
        image.quantize(COLOURS, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE).save(path, optimize=True)
        print(f"{path.relative_to(ROOT)}: {image.width} × {image.height}, {path.stat().st_size // 1000} kB")


if __name__ == "__main__":
    main(sys.argv[1:])
