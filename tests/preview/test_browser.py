"""The preview as a reader has it: the real command, in a real browser, on workspaces of the test's own."""

from __future__ import annotations

import contextlib
import http.server
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Error, Frame, Locator, Page, expect, sync_playwright

from generator.preview.carried_marks import group_by_block
from tests.records.test_statements import SAPT, VERIFIED
from tests.support.commands import run
from tests.support.later import LATER, MEANWHILE
from tests.support.letters import letters
from tests.support.long_lists import write_long_list
from tests.support.places import ROOT
from tests.support.workspaces import BRIEFING, EDITION, FILES, write

pytestmark = pytest.mark.ci

AXE = ROOT / ".venv" / "node" / "node_modules" / "axe-core" / "axe.min.js"
REAL = "eu-kazakhstan-2020-11"
SOON, LAID_OUT = 20_000, 90_000
"""In milliseconds: what a busy machine may take at most."""


# ── the command and the browser ───────────────────────────────────────────────────────────────────────────────────────


def missing(what: str) -> None:
    assert not os.environ.get("CI"), f"{what} is missing"
    pytest.skip(f"needs {what}")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not program:
        missing("Chromium")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield opened
        opened.close()


@dataclass
class Opened:
    """The preview of a workspace in a browser."""

    root: Path
    page: Page
    asked: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    @property
    def paper(self) -> Frame:
        """The frame of the paper that is shown."""
        frame = None
        while frame is None:  # a new one may just take the place of the last
            frame = self.page.locator("#frames iframe:not(.coming)").element_handle(timeout=SOON).content_frame()
        return frame

    def laid_out(self) -> Frame:
        """Wait until the pages are those of the newest PDF."""
        expect(self.status).to_contain_text("Up to date", timeout=LAID_OUT)
        expect(self.page.frame_locator("#frames iframe:not(.coming)").locator(".sheet").nth(1)).to_be_attached(
            timeout=SOON
        )
        return self.paper

    @property
    def status(self) -> Locator:
        return self.page.locator("#status")

    def edit(self, name: str, old: str, new: str) -> None:
        path = self.root / name
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), "utf-8")

    def sees(self, words: str) -> None:
        """Wait until the paper has these words."""
        shown = self.page.frame_locator("#frames iframe:not(.coming)").get_by_text(words).first
        expect(shown).to_be_attached(timeout=SOON)


def faults(said: ConsoleMessage) -> list[str]:
    """Return what the browser calls an error, save that this test's own looking into the frame runs no script there."""
    blocked = said.text.startswith("Blocked script execution in")
    return [said.text] if said.type == "error" and not blocked else []


@contextmanager
def started(root: Path, edition: str, *words: str) -> Iterator[str]:
    """Run the command in a workspace; yield the address that it prints."""
    command = [sys.executable, "-m", "generator", "preview", edition, "--no-browser", *words]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, cwd=root, env=environment, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout
            yield process.stdout.readline().split(": ", 1)[1].strip()
        finally:
            process.terminate()


@contextmanager
def preview(browser: Browser, root: Path, edition: str) -> Iterator[Opened]:
    """Open in the browser what the command shows of a workspace."""
    with started(root, edition) as address, looked_at(browser, root, address) as opened:
        yield opened


@contextmanager
def looked_at(browser: Browser, root: Path, address: str) -> Iterator[Opened]:
    """Open in the browser what a preview shows; whatever is asked for is on this machine, and of the preview."""
    context = browser.new_context(viewport={"width": 1400, "height": 900})
    page = context.new_page()
    opened = Opened(root, page)
    page.on("request", lambda request: opened.asked.append(request.url))
    page.on("pageerror", lambda error: opened.faults.append(str(error)))
    page.on("console", lambda said: opened.faults.extend(faults(said)))
    page.goto(address)
    yield opened
    here = address.partition("/?")[0]
    assert [url for url in opened.asked if not url.startswith((here, "data:", "blob:"))] == []
    context.close()


@pytest.fixture(scope="module")
def unchanged(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str]]:
    """A workspace in which no test saves anything, and the address of its preview: each test has a window of its
    own."""
    root = write(tmp_path_factory.mktemp("unchanged"), MEANWHILE, style=True)
    with started(root, EDITION) as address:
        yield root, address


@pytest.fixture
def quiet(browser: Browser, unchanged: tuple[Path, str]) -> Iterator[Opened]:
    with looked_at(browser, *unchanged) as opened:
        yield opened


@pytest.fixture
def invented(tmp_path: Path) -> Path:
    """A workspace with two editions about an invented country."""
    return write(tmp_path, MEANWHILE, style=True)


@pytest.fixture
def real(tmp_path: Path) -> Path:
    """A copy of this repository's papers."""
    for name in ("data", "briefings", "templates"):
        shutil.copytree(ROOT / name, tmp_path / name)
    return tmp_path


def place(paper: Frame, words: str) -> dict[str, float]:
    """Return where in the app's window the middle of these words is."""
    box = paper.get_by_text(words).first.bounding_box()
    assert box
    return {"x": box["x"] + box["width"] / 2, "y": box["y"] + box["height"] / 2}


HIGHLIGHTED = """name => [...(CSS.highlights.get(name) ?? [])].map(range => {
  const words = range.cloneContents()
  words.querySelectorAll('.number, sup.call, .note').forEach(no => no.remove())
  return words.textContent
}).join(' ').replace(/\\s+/g, ' ')"""


def chosen(opened: Opened) -> str:
    """Return the words that are highlighted as chosen."""
    words: str = opened.paper.evaluate(HIGHLIGHTED, "chosen")
    return words


def eventually(said: Callable[[], Any], expected: Any) -> None:
    """Wait until it says what is expected; the frame that is asked may just give way to a new one."""
    end = time.monotonic() + SOON / 1000
    found: Any = None
    while time.monotonic() < end:
        with contextlib.suppress(Error):
            if (found := said()) == expected:
                return
        time.sleep(0.05)
    raise AssertionError(found)


# ── the paper ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def assert_pages_of_the_pdf(opened: Opened, pdf: Path) -> None:
    """As many sheets as the PDF has pages, and on each the letters that pdftotext finds there."""
    if not shutil.which("pdftotext"):
        missing("pdftotext of poppler-utils")
    text = subprocess.run(["pdftotext", "-raw", pdf, "-"], capture_output=True, check=True, text=True).stdout
    printed = [letters(page).replace("•", "") for page in text.split("\f")[:-1]]
    sheets = opened.paper.evaluate(
        "[...document.querySelectorAll('.sheet')].map(sheet => sheet.textContent"
        " + [...sheet.querySelectorAll('[data-page]')].map(link => link.dataset.page).join(''))"
    )
    assert len(sheets) == len(printed)
    for number, (sheet, page) in enumerate(zip(sheets, printed, strict=True), 1):
        assert sorted(letters(sheet).replace("•", "")) == sorted(page), f"page {number}: {sheet!r}"
    grown = opened.paper.evaluate(
        "document.querySelectorAll('.sheet').forEach(s => { s.style.contentVisibility = 'visible' }),"
        " [...document.querySelectorAll('.sheet')].filter(s => s.offsetHeight > parseFloat(s.style.minHeight) +"
        " 2).length"
    )
    assert grown == 0


@pytest.mark.parametrize("edition", [REAL, "monitor-kazakhstan-2022-05"])
def test_the_sheets_are_the_pages_of_the_pdf(browser: Browser, real: Path, edition: str) -> None:
    assert run(real, "build", edition, "--format", "pdf").code == 0
    (pdf,) = (real / "build").rglob("*.pdf")
    with preview(browser, real, edition) as opened:
        opened.laid_out()
        assert_pages_of_the_pdf(opened, pdf)
        assert opened.faults == []


def words_of(opened: Opened) -> str:
    """Return all the words of the paper; none while a new one takes its place."""
    with contextlib.suppress(Error):
        return str(opened.paper.evaluate("document.body.textContent"))
    return ""


SHEETS = """() => {
  const sheets = document.querySelector('.sheets').cloneNode(true)
  for (const one of sheets.querySelectorAll('.changed')) one.classList.remove('changed')
  for (const one of sheets.querySelectorAll('[class=""]')) one.removeAttribute('class')
  return sheets.outerHTML
}"""


def test_an_edit_is_seen_where_the_reader_is(browser: Browser, real: Path) -> None:
    name, old = f"briefings/{REAL}/association.yaml", "then joined a video flash mob"
    with preview(browser, real, REAL) as opened:
        paper = opened.laid_out()
        paper.evaluate("window.frameOfBefore = true")
        paper.get_by_text("Two activists have been imprisoned").first.scroll_into_view_if_needed()
        paper.evaluate("scrollBy(0, 137)")
        following = "Askar Ibrayev, a civic activist"
        before = place(paper, following)
        seconds = []
        for n in range(1, 5):
            new = f"then {'really ' * n}joined a video flash mob"
            begun = time.monotonic()
            opened.edit(name, old, new)
            while new not in words_of(opened):
                assert time.monotonic() < begun + SOON / 1000
                time.sleep(0.01)
            seconds.append(time.monotonic() - begun)
            old = new
            expect(opened.status).not_to_contain_text("Up to date", timeout=SOON)
            if n in (1, 4):  # those between are saved while the pages are still being laid out
                expect(opened.status).to_contain_text("Up to date", timeout=LAID_OUT)
        print(f"saved → seen: median {statistics.median(seconds):.2f} s of {[round(one, 2) for one in seconds]}")
        after = place(opened.paper, following)
        assert after["y"] == pytest.approx(before["y"], abs=2)
        assert opened.paper.evaluate("scrollY") > 1000
        # the words were put into the sheets that stood there, which are those of a page that is loaded
        assert opened.paper.evaluate("window.frameOfBefore === true")
        shown = opened.paper.evaluate(SHEETS)
        opened.page.reload()
        assert opened.laid_out().evaluate(SHEETS) == shown
        assert opened.faults == []


COUNT_SEARCHES = """
for (const name of ["querySelector", "querySelectorAll"]) {
  const own = Element.prototype[name];
  Element.prototype[name] = function (...words) {
    window.searches = (window.searches ?? 0) + this.matches(".sheets, .sheet, .flow");
    return own.apply(this, words);
  };
}
"""
"""Counts how often all of a paper, or of a sheet, is searched."""


def test_before_pages_are_known_only_what_is_in_sight_of_a_long_list_is_laid_out(
    browser: Browser, tmp_path: Path
) -> None:
    page = browser.new_page(viewport={"width": 1400, "height": 900})
    page.add_init_script(COUNT_SEARCHES)
    page.route("**/layout*", lambda route: route.fulfill(json={"version": 0, "pages": []}))
    with started(write_long_list(tmp_path, 12), EDITION) as address:
        page.goto(address)
        last = page.frame_locator("#frames iframe:not(.coming)").locator("section.profile").last.locator("p").first
        expect(last).to_be_attached(timeout=SOON)
        drawn = "(one) => one.checkVisibility({ contentVisibilityAuto: true })"
        assert not last.evaluate(drawn)
        expect(page.locator("#status")).not_to_contain_text("Opening", timeout=SOON)
        # all of the paper is searched a few times, and not for each of its sentences
        searches = page.locator("#frames iframe:not(.coming)").content_frame.locator("body").evaluate("window.searches")
        assert 0 < searches < 30 < len(page.request.get(urljoin(address, "/claims")).json()["blocks"])
        last.evaluate("(one) => one.scrollIntoView()")
        end = time.monotonic() + SOON / 1000
        while not last.evaluate(drawn):
            assert time.monotonic() < end
            page.wait_for_timeout(20)
    page.close()


def test_broken_and_mended(browser: Browser, invented: Path) -> None:
    case = "data/ruritania/cases/rassendyll.yaml"
    with preview(browser, invented, EDITION) as opened:
        opened.laid_out()
        sheets = opened.paper.locator(".sheet").count()
        opened.edit(case, "date: 2020-04-17", "date: 17 April")
        problem = opened.page.locator(".problem.error").first
        expect(problem).to_contain_text(f"{case}:", timeout=SOON)
        line = (invented / case).read_text("utf-8")[: (invented / case).read_text("utf-8").index("17 April")].count(
            "\n"
        ) + 1
        expect(problem).to_contain_text(f"{case}:{line}")
        expect(problem.locator("mark")).to_have_text("17 April")
        expect(problem.get_by_role("link", name="Open in editor")).to_have_attribute(
            "href", re.compile(rf"vscode://file/.*rassendyll\.yaml:{line}:\d+")
        )
        expect(opened.status).to_contain_text("This is the last good paper: 1 error")
        assert opened.paper.locator(".sheet").count() == sheets
        opened.edit(case, "date: 17 April", "date: 2020-04-17")
        expect(opened.page.locator(".problem.error")).to_have_count(0, timeout=SOON)
        expect(opened.status).to_contain_text("Up to date", timeout=LAID_OUT)


def test_a_new_error_brings_its_tab_up_and_the_status_leads_to_it(browser: Browser, invented: Path) -> None:
    case = "data/ruritania/cases/rassendyll.yaml"
    with preview(browser, invented, EDITION) as opened:
        opened.laid_out()
        opened.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        problems, sentence = opened.page.locator("#problems"), opened.page.locator("#details-tab")
        sentence.click()
        expect(problems).to_be_hidden()
        opened.edit(case, "date: 2020-04-17", "date: 17 April")
        expect(problems).to_be_visible(timeout=SOON)
        sentence.click()
        opened.edit(case, "gender: male", "gender: male ")  # the same error, in another version, is no news
        opened.status.get_by_role("button", name=re.compile("the last good paper: 1 error")).click()
        expect(problems).to_be_visible()
        error = problems.locator(".problem.error")
        expect(error.locator("button").first).to_be_focused()
        error.get_by_role("button", name="Copy path").click()
        expect(error.get_by_role("button", name="Copied")).to_be_visible()
        assert re.fullmatch(rf"{case}:\d+", opened.page.evaluate("navigator.clipboard.readText()"))
        assert opened.faults == []


def test_page_numbers_are_recorded_by_a_button(browser: Browser, invented: Path) -> None:
    pages = invented / BRIEFING / "pages.json"
    assert not pages.exists()
    with preview(browser, invented, EDITION) as opened:
        opened.laid_out()
        problem = opened.page.locator(".problem").filter(has_text="O401")
        button = problem.get_by_role("button", name="Record the page numbers")
        button.click()
        expect(problem.locator("button[aria-busy]")).to_be_disabled()
        expect(problem).to_have_count(0, timeout=LAID_OUT)
        assert json.loads(pages.read_text("utf-8"))["public/en"]["engine"] == "LibreOffice"
        opened.edit(f"{BRIEFING}/overview.yaml", "title: Overview", "title: At a glance")
        expect(opened.page.locator(".problem").filter(has_text="O403").locator("button.mend")).to_be_visible(
            timeout=SOON
        )
        assert opened.faults == []


def test_what_was_taken_over_is_confirmed_in_the_margin(browser: Browser, invented: Path) -> None:
    """A line and a button beside each block that waits; pressed, its mark goes from the file and the margin."""
    new_edition = run(invented, "new", "edition", "next", "--from", EDITION, "--as-of", "2022-11-30")
    assert new_edition.code == 0, new_edition.err
    overview = invented / "briefings" / "next" / "overview.yaml"
    before = overview.read_text("utf-8")
    with preview(browser, invented, "next") as opened:
        opened.laid_out()
        shown = opened.page.frame_locator("#frames iframe:not(.coming)")
        buttons = shown.locator("button.waits")
        number = opened.paper.locator("button.waits").count()
        files = [path for path in overview.parent.glob("*.yaml") if path.stem != "edition"]
        waiting = sum(len(group_by_block(path.read_text("utf-8"))) for path in files)
        assert number == waiting > 5
        # it stands in the margin, at the height of what it is about, and is no word of the paper
        words = shown.get_by_text("This paper is about").first.bounding_box()
        beside = buttons.nth(1).bounding_box()
        assert words
        assert beside
        assert 0 < beside["x"] < beside["x"] + beside["width"] < words["x"]
        assert abs(beside["y"] - words["y"]) < 8
        assert buttons.nth(1).inner_text() == ""
        with_mouse = shown.get_by_role("button", name="Confirm: this was taken over from an old paper").nth(1)
        with_mouse.click()
        expect(buttons).to_have_count(number - 1, timeout=SOON)
        text = overview.read_text("utf-8")
        assert text == before.replace(f"    carried_over: {EDITION}\n", "", 1)
        with_key = shown.get_by_role("button", name="entries were taken over").first
        with_key.focus()
        with_key.press("Enter")
        expect(buttons).to_have_count(number - 2, timeout=SOON)
        assert sum(len(group_by_block(path.read_text("utf-8"))) for path in files) == number - 2
        expect(opened.page.locator("#details")).to_be_hidden()  # no sentence was chosen by it
        assert opened.faults == []
        assert frame_violations(opened.paper, browser) == []


def test_a_field_is_looked_up_beside_the_paper(quiet: Opened) -> None:
    """By its name, by words of what it means, and from one field to those in it."""
    page = quiet.page
    page.get_by_role("tab", name="Fields").click()
    panel = page.locator("#fields")
    expect(panel.locator("summary").filter(has_text="block.prisoners")).to_be_visible(timeout=SOON)
    search = page.get_by_label("Name or words")
    search.fill("case.proceedings.stages.court")
    shown = panel.locator("details[open]")
    expect(shown).to_contain_text("Printedthe profile")
    expect(shown.locator("pre")).to_have_text("court: City Court")
    search.fill("the bold first sentence")
    expect(panel.locator("summary").filter(has_text="case.profile.lead")).to_be_visible()
    search.fill("case.profile")
    panel.get_by_role("button", name="lead", exact=True).click()
    expect(shown).to_contain_text("case.profile.lead")
    expect(search).to_have_value("case.profile.lead")
    expect(search).to_be_focused()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert quiet.faults == []


def test_a_cell_leads_to_its_own_line(quiet: Opened) -> None:
    case = "data/ruritania/cases/rassendyll.yaml"
    lines = (quiet.root / case).read_text("utf-8").split("\n")
    row = quiet.laid_out().locator("tr[id]").filter(has_text="Rassendyll").first
    written = quiet.page.locator("#details .written").first
    for words, begins in (("Rassendyll", "names:"), ("Article 12", "- charges:"), ("3 years", "sentence:")):
        cell = row.locator("td, th").filter(has_text=words).first
        # in its corner, once it stands still: sheets are drawn as they are seen
        cell.click(position={"x": 8, "y": 8})
        line = next(number for number, said in enumerate(lines, 1) if begins in said)
        expect(written).to_contain_text(f"{case}:{line} ", timeout=SOON)
    assert quiet.faults == []


def test_a_paper_that_was_never_made(browser: Browser, invented: Path) -> None:
    path = invented / BRIEFING / "overview.yaml"
    text = path.read_text("utf-8")
    path.write_text(text + "  - {", "utf-8")
    with preview(browser, invented, EDITION) as opened:
        expect(opened.page.locator("#no-paper")).to_be_visible(timeout=SOON)
        expect(opened.page.locator(".problem.error").first).to_contain_text("overview.yaml")
        path.write_text(text, "utf-8")
        opened.sees("This paper is about")
        expect(opened.page.locator("#no-paper")).to_be_hidden()


# ── sentences ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_sentence_says_where_it_is_written_and_what_it_rests_on(browser: Browser, invented: Path) -> None:
    file = f"{BRIEFING}/expression.yaml"
    line = FILES[file][: FILES[file].index("In May")].count("\n") + 1
    with preview(browser, invented, EDITION) as opened:
        paper = opened.laid_out()
        paper.get_by_text("people took part in the").first.scroll_into_view_if_needed()
        opened.page.mouse.click(**place(paper, "march of 2 May"))
        details = opened.page.locator("#details")
        expect(details.locator("blockquote")).to_contain_text("In May, over 1,500 people took part", timeout=SOON)
        expect(details.locator(".written").first).to_contain_text(f"{file}:{line}")
        expect(details.get_by_role("link", name="https://example.org/1?a=1&b=2").first).to_have_attribute(
            "target", "_blank"
        )
        expect(details.locator(".sources")).to_contain_text("note 1")
        assert chosen(opened) == "In May, over 1,500 people took part in the march of 2 May."
        # it stays chosen when it is written anew, and when another sentence comes before it
        opened.edit(f"{BRIEFING}/overview.yaml", "This paper is", "One more. This paper is")
        opened.sees("One more. This paper")
        eventually(lambda: chosen(opened), "In May, over 1,500 people took part in the march of 2 May.")
        opened.edit(file, "In May,", "In early May,")
        opened.sees("In early May,")
        eventually(lambda: chosen(opened), "In early May, over 1,500 people took part in the march of 2 May.")
        expect(details.locator("blockquote")).to_contain_text("In early May", timeout=SOON)
        assert opened.faults == []


def test_links_of_the_paper_lead_nowhere_else(quiet: Opened) -> None:
    paper = quiet.laid_out()
    paper.get_by_text("an address").first.click()
    paper.locator(".contents a").last.click()
    eventually(lambda: paper.evaluate("scrollY > 300"), True)
    assert [frame.url.partition("?")[0].rpartition("/")[2] for frame in quiet.page.frames[1:]] == ["page"]
    assert len(quiet.page.context.pages) == 1


def test_the_keyboard(quiet: Opened) -> None:
    quiet.laid_out()
    quiet.page.locator("#larger").focus()
    quiet.page.keyboard.press("Tab")
    assert quiet.paper.evaluate("document.activeElement.className") == "sheets"
    for _ in range(3):
        quiet.page.keyboard.press("n")
    third = chosen(quiet)
    quiet.page.keyboard.press("n")
    assert chosen(quiet) not in ("", third)
    quiet.page.keyboard.press("p")
    assert chosen(quiet) == third
    expect(quiet.page.locator("#spoken")).to_have_text(third)
    quiet.page.keyboard.press("Enter")
    expect(quiet.page.locator("#details")).to_be_focused()
    expect(quiet.page.locator("#details blockquote")).to_have_text(third)
    quiet.page.keyboard.press("Escape")
    before = quiet.paper.locator(".sheet").first.bounding_box()
    quiet.page.keyboard.press("-")
    after = quiet.paper.locator(".sheet").first.bounding_box()
    assert before
    assert after
    assert after["width"] < before["width"]
    # the paper is one stop: the next Tab is in the panel
    quiet.page.keyboard.press("Tab")
    assert quiet.page.evaluate("document.activeElement.id") == "details-tab"


def test_a_problem_leads_to_its_sentence(browser: Browser, invented: Path) -> None:
    overview = f"{BRIEFING}/overview.yaml"
    with preview(browser, invented, EDITION) as opened:
        opened.laid_out()
        opened.edit(
            overview, "This paper is about [Ruritania](country:ruritania).", "The courts of TODO decide nothing."
        )
        opened.sees("The courts of TODO")
        problem = opened.page.locator(".problem", has_text=overview).first
        expect(problem).to_be_visible(timeout=SOON)
        opened.paper.evaluate("scrollTo(0, document.body.scrollHeight)")
        problem.locator("button[data-key]").click()
        eventually(lambda: chosen(opened), "The courts of TODO decide nothing.")
        eventually(lambda: opened.paper.evaluate("scrollY < innerHeight"), True)


def test_many_of_one_kind_are_folded(browser: Browser, invented: Path) -> None:
    with preview(browser, invented, EDITION) as opened:
        opened.laid_out()
        sentences = "\n      ".join(f"Court {n} of TODO decides." for n in range(6))
        opened.edit(f"{BRIEFING}/overview.yaml", "This paper is about [Ruritania](country:ruritania).", sentences)
        folded = opened.page.locator("details", has_text="T501")
        expect(folded.locator("summary .count")).to_have_text("6", timeout=SOON)
        expect(opened.page.locator("h3.error")).to_have_text("6 errors")
        expect(folded.locator("button[data-key]").first).to_be_hidden()
        folded.locator("summary").click()
        folded.locator("button[data-key]").nth(4).click()
        eventually(lambda: chosen(opened), "Court 4 of TODO decides.")


# ── what else there is ────────────────────────────────────────────────────────────────────────────────────────────────


def test_pickers_and_changes(browser: Browser, invented: Path) -> None:
    folder = invented / "templates" / "plain"
    folder.mkdir()
    (folder / "template.yaml").write_text(
        "title: Plain\nkinds: [dialogue_paper]\nextends: dialogue-paper\nnotes: links\n", "utf-8"
    )
    with preview(browser, invented, EDITION) as opened:
        page = opened.page
        paper = opened.laid_out()
        footnotes = paper.locator(".note").count()
        page.locator("#style").select_option("plain")
        eventually(lambda: opened.paper.locator(".note").count() < footnotes, True)
        assert "style=plain" in page.url
        opened.laid_out().evaluate("scrollTo(0, 900)")
        page.locator("#audience").select_option("partner")
        eventually(lambda: "audience=partner" in page.url, True)
        opened.laid_out()
        eventually(lambda: opened.paper.evaluate("scrollY > 500"), True)
        page.reload()
        opened.laid_out()
        expect(page.locator("#style")).to_have_value("plain")
        expect(page.locator("#audience")).to_have_value("partner")
        expect(page.locator("#changes-tab")).to_be_hidden()
        page.locator("#edition").select_option(LATER)
        opened.sees("Jakob Detchard")
        page.get_by_role("tab", name=f"Changes since {EDITION}").click()
        report = page.frame_locator("#changes-view iframe:not(.coming)")
        expect(report.get_by_role("heading", level=1)).to_contain_text(f"{EDITION} → {LATER}", timeout=SOON)
        opened.edit(f"briefings/{LATER}/overview.yaml", "was arrested", "was seized")
        expect(report.get_by_text("seized").first).to_be_attached(timeout=SOON)
        opened.laid_out().evaluate("scrollTo({ top: 200, behavior: 'instant' })")
        page.go_back()
        expect(page.locator("#changes-view")).to_be_hidden()
        eventually(lambda: opened.paper.evaluate("scrollY"), 200)
        page.go_back()
        expect(page.locator("#edition")).to_have_value(EDITION, timeout=SOON)


def test_people_are_ticked_for_one_statement(browser: Browser, invented: Path) -> None:
    write(invented, {**MEANWHILE, **SAPT}, style=True)
    with preview(browser, invented, EDITION) as opened:
        page = opened.page
        opened.laid_out()
        page.get_by_role("tab", name="People").click()
        command = page.locator("#statement-command")
        expect(command).to_contain_text(f"briefing verify-all {EDITION} --as-of 2020-11-26 --by SOURCE", timeout=SOON)
        rassendyll = page.get_by_label(re.compile("Rudolf Rassendyll"))
        expect(rassendyll).to_be_checked()
        expect(page.get_by_label(re.compile("Johann Sapt"))).to_be_checked()
        page.locator("#statement-by").fill("bureau-watch")
        page.locator("#statement-day").fill("2020-11-20")
        page.locator("#statement-day").press("Tab")
        expect(command).to_contain_text("--as-of 2020-11-20 --by bureau-watch --write", timeout=SOON)
        rassendyll.uncheck()
        expect(command).to_contain_text("--by bureau-watch --except rassendyll --write")
        assert violations(page) == []
        page.locator("#statement-status").select_option("pretrial")
        expect(page.get_by_label(re.compile("Rudolf Rassendyll"))).to_be_disabled(timeout=SOON)
        page.locator("#statement-status").select_option("")
        expect(page.get_by_label(re.compile("Rudolf Rassendyll"))).to_be_enabled(timeout=SOON)
        # what is wrong is told, and what was ticked stays
        page.locator("#statement-day").fill("2020-12")
        page.locator("#statement-day").press("Tab")
        expect(page.locator(".refused")).to_contain_text("2020-12 is or may be after 2020-11-26", timeout=SOON)
        page.locator("#statement-day").fill("2020-11-20")
        page.locator("#statement-day").press("Tab")
        expect(page.locator(".refused")).to_be_hidden(timeout=SOON)
        words = command.text_content() or ""
        assert words.endswith("--except rassendyll --write")
        assert not (invented / VERIFIED).exists()  # the preview writes no record
        assert run(invented, *words.split()[1:]).code == 0
        expect(page.get_by_label(re.compile("Johann Sapt"))).to_be_disabled(timeout=LAID_OUT)
        assert opened.faults == ["Failed to load resource: the server responded with a status of 409 (Conflict)"]


def test_the_paper_in_another_language(browser: Browser, invented: Path) -> None:
    labels = invented / "templates/dialogue-paper/labels"
    words = (labels / "en.yaml").read_text("utf-8").replace("contents: In this paper", "contents: In diesem Papier")
    (labels / "de.yaml").write_text(words, "utf-8")
    with (invented / BRIEFING / "edition.yaml").open("a", encoding="utf-8") as edition:
        edition.write("languages: [en, de]\n")
    with preview(browser, invented, EDITION) as opened:
        opened.sees("In this paper")
        language = opened.page.get_by_label("Language")
        assert language.locator("option").all_text_contents() == ["English", "German"]
        language.select_option("de")
        opened.sees("In diesem Papier")
        assert "lang=de" in opened.page.url
        opened.laid_out()
        with opened.page.expect_download(timeout=LAID_OUT) as download:
            opened.page.get_by_role("button", name="Word", exact=True).click()
        assert download.value.suggested_filename == f"{EDITION}.de.docx"
        language.select_option("en")
        opened.sees("In this paper")


def test_downloads_are_what_build_writes(browser: Browser, invented: Path) -> None:
    assert run(invented, "build", EDITION, "--format", "docx,pdf").code == 0
    with preview(browser, invented, EDITION) as opened:
        opened.laid_out()
        for button, ending in (("Word", "docx"), ("PDF", "pdf")):
            (built,) = (invented / "build").rglob(f"*.{ending}")
            with opened.page.expect_download(timeout=LAID_OUT) as download:
                opened.page.get_by_role("button", name=button, exact=True).click()
            assert download.value.suggested_filename == built.name
            assert Path(download.value.path()).read_bytes() == built.read_bytes()
        opened.edit("data/ruritania/cases/rassendyll.yaml", "date: 2020-04-17", "date: 17 April")
        expect(opened.page.locator(".problem.error").first).to_be_visible(timeout=SOON)
        opened.page.get_by_role("button", name="Word", exact=True).click()
        expect(opened.status).to_contain_text("There is no Word file", timeout=SOON)


def test_a_hostile_template(browser: Browser, invented: Path) -> None:
    """It runs nothing and fetches nothing, though another server would gladly answer."""
    asked: list[str] = []

    class Bait(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(200)
            self.send_header("Access-Control-Allow-Origin", "*")
            self.end_headers()

        def log_message(self, format: str, *args: Any) -> None:
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Bait) as bait:
        threading.Thread(target=bait.serve_forever, daemon=True).start()
        there = f"http://localhost:{bait.server_address[1]}"
        style = invented / "templates" / "dialogue-paper"
        page = style / "paper.html.j2"
        evil = (
            "<script>document.body.dataset.ran = 'yes'; parent.document.title = 'ran';"
            " fetch('THERE/fetch')</script><img src=\"THERE/img\" onerror=\"document.body.dataset.ran = 'yes';"
            " parent.document.title = 'ran'\"><p onclick=\"parent.document.title = 'ran'\" id=bait>bait <a"
            ' href="javascript:parent.document.title=\'ran\'">link</a></p><iframe src="THERE/iframe"></iframe><object'
            ' data="THERE/object"></object><video src="THERE/video"></video><meta http-equiv="refresh" content="0;'
            ' url=THERE/refresh"><link rel="stylesheet" href="THERE/css"><form action="THERE/form"><button'
            ' id=send>send</button></form><style>@import "THERE/import";</style>'
        ).replace("THERE", there)
        page.write_text(page.read_text("utf-8").replace("<main>", "<main>" + evil), "utf-8")
        with (style / "paper.css").open("a", encoding="utf-8") as css:
            css.write(
                f'\nbody {{ background: url("{there}/css-image") }} @media print {{ h1 {{ cursor: url({there}/cursor),'
                " auto } }\n"
            )
        with preview(browser, invented, EDITION) as opened:
            opened.sees("This paper is about")
            title = opened.page.title()
            paper = opened.paper
            for target in ("#bait", "#bait a", "#send"):
                paper.locator(target).click(force=True)
            expect(opened.status).to_contain_text(re.compile("Up to date"), timeout=LAID_OUT)
            assert opened.paper.evaluate("document.body.dataset.ran") is None
            assert opened.page.title() == title
            assert "preview" in title
            assert len(opened.page.context.pages) == 1
            # the browser tells of what it was asked to fetch and refused; what counts is that nobody was reached
            opened.asked.clear()
        bait.shutdown()
    assert asked == []


def test_it_connects_again_by_itself(browser: Browser, invented: Path) -> None:
    context = browser.new_context()
    page = context.new_page()
    opened = Opened(invented, page)
    with started(invented, EDITION) as address:
        page.goto(address)
        opened.laid_out()
        port = address.partition("/?")[0].rpartition(":")[2]
    expect(opened.status).to_contain_text("The preview has stopped", timeout=SOON)
    opened.edit(f"{BRIEFING}/overview.yaml", "This paper", "This short paper")
    with started(invented, EDITION, "--port", port) as address:
        context.new_page().goto(address)
        opened.sees("This short paper")
        expect(opened.status).to_contain_text("Up to date", timeout=LAID_OUT)
    context.close()


# ── for everybody ─────────────────────────────────────────────────────────────────────────────────────────────────────

ASIDE = """async (doc) => (await axe.run(document, { iframes: false })).violations
  .filter(found => ['serious', 'critical'].includes(found.impact))
  .map(found => `${found.id}: ${found.nodes.map(node => node.html.slice(0, 120)).join(' | ')}`)"""


def violations(page: Page) -> list[str]:
    """Return what axe calls serious or critical; frames are judged apart."""
    if not AXE.is_file():
        missing("axe-core (make test installs it)")
    page.evaluate(AXE.read_text("utf-8"))
    found: list[str] = page.evaluate(ASIDE)
    return found


def frame_violations(frame: Frame, browser: Browser) -> list[str]:
    """Judge a copy of what stands in a frame: no script runs in the frame itself, and so no judge."""
    css = frame.evaluate(
        "[...document.styleSheets, ...document.adoptedStyleSheets].flatMap(sheet => [...sheet.cssRules]).map(rule =>"
        " rule.cssText).join('\\n')"
    )
    html = frame.evaluate("document.documentElement.outerHTML")
    copy = browser.new_page()
    copy.set_content(re.sub(r"<link\b[^>]*>", "", html))
    copy.add_style_tag(content=css)
    found = violations(copy)
    copy.close()
    return found


def test_axe_finds_nothing(browser: Browser, invented: Path) -> None:
    with preview(browser, invented, LATER) as opened:
        page = opened.page
        opened.laid_out()
        views: dict[str, list[str]] = {"paper": violations(page), "frame": frame_violations(opened.paper, browser)}
        opened.paper.get_by_text("was arrested").first.click()
        expect(page.locator("#details blockquote")).to_be_visible(timeout=SOON)
        views["details"] = violations(page)
        page.emulate_media(color_scheme="dark")
        views["details, dark"] = violations(page)
        opened.edit("data/ruritania/cases/rassendyll.yaml", "date: 2020-04-17", "date: 17 April")
        page.get_by_role("tab", name=re.compile("Problems")).click()
        expect(page.locator(".problem.error").first).to_be_visible(timeout=SOON)
        views["problems, dark"] = violations(page)
        page.emulate_media(color_scheme="light")
        views["problems"] = violations(page)
        page.set_viewport_size({"width": 400, "height": 800})
        views["narrow"] = violations(page)
        width = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
        assert width[0] <= width[1]
        opened.edit("data/ruritania/cases/rassendyll.yaml", "date: 17 April", "date: 2020-04-17")
        expect(opened.status).to_contain_text("Up to date", timeout=LAID_OUT)
        page.set_viewport_size({"width": 1400, "height": 900})
        page.get_by_role("tab", name="Fields").click()
        page.get_by_label("Name or words").fill("case.names")
        views["fields"] = violations(page)
        page.get_by_role("tab", name=re.compile("Changes")).click()
        expect(page.frame_locator("#changes-view iframe:not(.coming)").get_by_role("heading", level=1)).to_be_visible(
            timeout=SOON
        )
        views["changes"] = violations(page)
    assert {view: found for view, found in views.items() if found} == {}, json.dumps(views, indent=1)
