"""Forms in a real browser: somebody who knows no YAML adds the prisoner of docs/add-a-case.md, and corrects a date."""

from __future__ import annotations

import re
import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from generator.authoring.fmt.files import lay_out_new
from generator.runs.sign import sign
from tests.preview.test_browser import AXE, SOON, browser, faults, missing, started
from tests.support import guides
from tests.support.places import ROOT

pytestmark = pytest.mark.ci

__all__ = ["browser"]
EDITION = "ruritania-2020-11"
CASE = "data/ruritania/cases/antonia-zapt.yaml"


def blocks() -> list[str]:
    """Return what the guide has to be written, in order."""
    return [step.text for step in guides.steps(guides.text_of("add-a-case")) if step.kind == "yaml"]


def by_hand() -> str:
    """Return the case as the guide has it, laid out by `briefing fmt` as the guide tells."""
    (case,) = [content for name, where, content in guides.files(blocks()[1]) if name == CASE]
    return lay_out_new(case, CASE)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The country to practise in, in a repository, and nobody in it yet."""
    folder = tmp_path_factory.mktemp("forms")
    shutil.copytree(ROOT / "templates", folder / "templates")
    for inner in ("data", "briefings"):
        (folder / inner).mkdir()
    guides.follow("add-a-case", folder, until="briefing new case")
    (folder / "data" / "ruritania" / "cases").mkdir(exist_ok=True)
    for words in (
        ["init", "-q"],
        ["add", "."],
        ["-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "-qm", "Begin"],
        ["config", "user.name", "A. Zaptinar"],
        ["config", "user.email", "a@example.org"],
    ):
        subprocess.run(["git", "-C", str(folder), *words], check=True)
    return folder


@pytest.fixture(scope="module")
def page(browser: Browser, root: Path) -> Iterator[Page]:
    """The preview with forms, in a window; nothing in it may go wrong."""
    context = browser.new_context(viewport={"width": 1400, "height": 900})
    page = context.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on(
        "console", lambda said: wrong.extend(line for line in faults(said) if "409" not in line and "404" not in line)
    )
    with started(root, EDITION, "--edit") as address:
        page.goto(address)
        page.get_by_role("tab", name="Edit").click()
        yield page
        context.close()
    assert wrong == []


def form(page: Page) -> Locator:
    return page.locator("#edit form")


def fill(home: Locator, label: str, words: str) -> None:
    home.get_by_label(label, exact=True).first.fill(words)


def add(home: Locator, to: str) -> Locator:
    """Press the button that adds to a list; return what was added, in which the cursor stands."""
    home.get_by_role("button", name=f"Add to {to}", exact=True).first.click()
    return home.page.locator(":focus")


def group(home: Locator, path: str) -> Locator:
    return home.locator(f'[data-path="{path}"]')


def saved(page: Page) -> None:
    save = page.get_by_role("button", name="Save", exact=True)
    expect(save).to_be_enabled(timeout=SOON)
    save.click()
    expect(page.locator("#edit-said")).to_contain_text("Saved in", timeout=SOON)


def somebody_who_knows_no_yaml_adds_the_prisoner_of_the_guide(page: Page, root: Path) -> None:
    began = time.monotonic()
    page.get_by_role("button", name="Add a case").click()
    here = form(page)
    names = group(here, "names")
    fill(names, "Preferred (needed)", "Antonia Zapt")
    expect(here.get_by_label("Id (small letters, digits and hyphens)")).to_have_value("antonia-zapt")
    fill(here, "Occupation", "poet")
    fill(here, "Place", "Hofbau")
    add(group(here, "basis"), "already public").fill("zapt-1")
    for name, kind, publisher, url in (
        ("zapt-1", "news", "gazette", "https://example.org/zapt"),
        ("zapt-2", "monitoring", "bureau", ""),
        ("zapt-3", "statement", "council", "https://example.org/statement"),
    ):
        sources = group(here, "sources")
        sources.get_by_label("Name of another in sources").fill(name)
        sources.get_by_role("button", name="Add to sources").click()
        source = group(here, f"sources/{name}")
        source.get_by_label("Kind (needed)").select_option(kind)
        add(source, "publisher").fill(publisher)
        if url:
            fill(source, "Url", url)
        if kind == "news":
            fill(source, "Language", "ru")
    add(here, "proceedings")
    one = group(here, "proceedings/0")
    add(one, "charges").fill("ru-code/12")
    add(one, "stages")
    first = group(one, "proceedings/0/stages/0")
    fill(first, "Date", "2020-13")
    expect(first.locator(".is-date .fault").first).to_contain_text("2024-05", timeout=SOON)
    fill(first, "Date", "2020-08-01")
    first.get_by_label("Stage (needed)").select_option("arrested")
    add(first, "by").fill("zapt-1")
    add(one, "stages")
    second = group(one, "proceedings/0/stages/1")
    fill(second, "Date", "2020-10-12")
    second.get_by_label("Stage (needed)").select_option("convicted")
    second.get_by_label("Add a field").last.select_option(label="Sentence")
    sentence = group(second, "proceedings/0/stages/1/sentence")
    sentence.get_by_label("Kind (needed)").select_option("imprisonment")
    fill(sentence, "Length", "2 years")
    add(second, "by").fill("zapt-1")
    add(second, "by").fill("zapt-2")
    expect(page.locator(".lines")).to_contain_text("+names: {preferred: Antonia Zapt}", timeout=SOON)
    saved(page)
    assert (root / CASE).read_text("utf-8") == by_hand()
    assert time.monotonic() - began < 60


def a_click_on_a_row_opens_its_record_and_a_date_is_corrected(page: Page, root: Path) -> None:
    page.get_by_role("button", name="Close").click()
    paper = page.frame_locator("#frames iframe:not(.coming)")
    row = paper.get_by_text("Antonia Zapt").last
    expect(row).to_be_attached(timeout=SOON)
    row.click()
    here = form(page)
    stage = group(here, "proceedings/0/stages/0")
    expect(stage).to_be_attached(timeout=SOON)
    date = stage.get_by_label("Date", exact=True)
    date.fill("2020-08-44")
    expect(stage.locator(".is-date > .fault").first).to_contain_text("date", timeout=SOON)
    expect(page.get_by_role("button", name="Save", exact=True)).to_be_disabled(timeout=SOON)
    date.fill("2020-08-02")
    expect(page.locator(".lines .went")).to_have_count(1, timeout=SOON)
    saved(page)
    assert (root / CASE).read_text("utf-8") == by_hand().replace("2020-08-01", "2020-08-02")


def what_somebody_else_changed_meanwhile_is_kept_and_asked_about(page: Page, root: Path) -> None:
    path = root / CASE
    before = path.read_text("utf-8")
    here = form(page)
    fill(here, "Place", "Zenda")
    expect(page.locator(".lines")).to_contain_text("+place: Zenda", timeout=SOON)
    path.write_text(before.replace("poet", "painter").replace("Hofbau", "Strelsau"), "utf-8")
    fill(here, "Place", "Zenda Castle")
    expect(page.locator(".conflict")).to_contain_text("Strelsau", timeout=SOON)
    expect(page.get_by_role("button", name="Save", exact=True)).to_be_disabled(timeout=SOON)
    page.get_by_role("button", name="Keep what is here").click()
    saved(page)
    assert path.read_text("utf-8") == before.replace("poet", "painter").replace("Hofbau", "Zenda Castle")
    page.get_by_role("button", name="Undo the last change").click()
    expect(page.locator("#edit-said")).to_contain_text("as it was before", timeout=SOON)
    assert path.read_text("utf-8") == before.replace("poet", "painter").replace("Hofbau", "Strelsau")


def axe_finds_nothing_in_a_form(page: Page, root: Path, width: int) -> None:
    if not AXE.is_file():
        missing("axe-core, a package of npm (.ci/setup puts it into .venv/node)")
    page.set_viewport_size({"width": width, "height": 800})
    page.evaluate(AXE.read_text("utf-8"))
    page.get_by_role("tab", name="Edit").click()
    if width == 1400:
        page.get_by_role("button", name="Add a case").click()
        fill(group(form(page), "names"), "Preferred (needed)", "Rudolf Zapt")
        expect(page.locator(".lines")).to_be_attached(timeout=SOON)
    finds_nothing(page)


def finds_nothing(page: Page) -> None:
    """Ask axe of the panel, and whether it can be read without being moved to the side."""
    found = page.evaluate("axe.run(document.querySelector('.panel')).then(told => told.violations)")
    assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found] == []
    wide = page.evaluate("document.querySelector('#edit').scrollWidth - document.querySelector('#edit').clientWidth")
    assert wide <= 0


def what_was_written_is_committed_and_nothing_else(page: Page, root: Path) -> None:
    page.set_viewport_size({"width": 1400, "height": 900})
    (root / "data" / "ruritania" / "other.txt").write_text("not of the forms")
    page.once("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Close").click()
    page.get_by_role("button", name=re.compile("^Commit 1 file")).click()
    expect(page.get_by_label("What was changed")).not_to_be_empty(timeout=SOON)
    page.get_by_role("button", name="Commit", exact=True).click()
    expect(page.locator("#edit-said")).to_contain_text("Committed as", timeout=SOON)
    told = subprocess.run(["git", "-C", str(root), "show", "--stat", "--format=%B"], capture_output=True, text=True)
    assert "antonia-zapt.yaml" in told.stdout
    assert "1 file changed" in told.stdout


def a_text_gets_its_second_language_and_is_corrected(page: Page, root: Path) -> None:
    before = (root / CASE).read_text("utf-8")
    page.frame_locator("#frames iframe:not(.coming)").get_by_text("Antonia Zapt").last.click()
    field = group(form(page), "occupation")
    field.get_by_role("button", name="Add a language… (occupation)").click()
    expect(field.get_by_label("The words above are in")).to_have_value("en")
    field.get_by_label("Language to add").fill("Klingon, perhaps")
    field.get_by_role("button", name="Add the language").click()
    expect(field.get_by_role("alert")).to_contain_text("such as en or ru")
    field.get_by_label("Language to add").fill("Russian")
    page.keyboard.press("Enter")
    expect(field.get_by_label("Occupation, Russian")).to_be_focused()
    page.keyboard.type("художник")
    finds_nothing(page)
    expect(page.locator(".lines")).to_contain_text("+occupation: {en: painter, ru: художник}", timeout=SOON)
    field.get_by_label("Occupation, Russian").fill("художница")
    saved(page)
    both = "occupation: {en: painter, ru: художница}"
    assert (root / CASE).read_text("utf-8") == before.replace("occupation: painter", both)


def a_field_is_closed_to_some_readers_and_opened_again(page: Page, root: Path) -> None:
    before = (root / CASE).read_text("utf-8")
    field = group(form(page), "place")
    field.get_by_role("button", name="Who may read this… (place)").click()
    expect(field.get_by_label("Who may read place", exact=True)).to_be_focused()
    field.get_by_label("Who may read place", exact=True).select_option("partner")
    expect(field.locator(".consequence")).to_contain_text("it is in no public paper. For others it is left out")
    page.set_viewport_size({"width": 390, "height": 800})
    finds_nothing(page)
    saved(page)
    closed = before.replace("place: Strelsau", "place: {value: Strelsau, visibility: partner}")
    assert (root / CASE).read_text("utf-8") == closed
    field.get_by_label("Place", exact=True).fill("Zenda")
    field.get_by_role("button", name="As the record").click()
    expect(field.get_by_role("button", name="Who may read this… (place)")).to_be_focused()
    saved(page)
    assert (root / CASE).read_text("utf-8") == before.replace("place: Strelsau", "place: Zenda")
    expect(group(form(page), "proceedings/0/stages/0/alleged").get_by_role("button")).to_have_count(0)


def what_was_compared_is_signed_and_taken_back(page: Page, root: Path) -> None:
    file = root / "briefings" / EDITION / "signatures.yaml"
    page.get_by_role("button", name="Close").click()
    page.get_by_role("button", name="Sign off…").click()
    page.get_by_role("button", name="The cases", exact=True).click()
    line = page.locator(".signing .claim").filter(has_text="Antonia Zapt").first
    expect(line).to_contain_text("https://example.org/zapt", timeout=SOON)
    finds_nothing(page)
    page.set_viewport_size({"width": 1400, "height": 900})
    page.get_by_label("Your name").fill("A. Reader")
    expect(page.locator("button.save")).to_be_disabled()
    line.get_by_role("checkbox").check()
    page.get_by_role("button", name="Sign 1 line", exact=True).click()
    expect(page.locator("#edit-said")).to_contain_text("1 line signed by A. Reader", timeout=SOON)
    made = file.read_bytes()
    file.unlink()
    day, block = (re.search(rf"{name}: (\S+)", made.decode()) for name in ("date", "block"))
    assert day
    assert block
    sign(root, EDITION, "A. Reader", day[1], blocks=[block[1]])
    assert file.read_bytes() == made
    page.get_by_role("button", name="Close").click()
    page.get_by_role("button", name="Undo the last change").click()
    expect(page.locator("#edit-said")).to_contain_text("as it was before", timeout=SOON)
    assert not file.exists()


def test_records_are_added_corrected_and_committed_by_forms(page: Page, root: Path) -> None:
    """One after the other in one window: each goes on from what the one before it wrote."""
    somebody_who_knows_no_yaml_adds_the_prisoner_of_the_guide(page, root)
    a_click_on_a_row_opens_its_record_and_a_date_is_corrected(page, root)
    what_somebody_else_changed_meanwhile_is_kept_and_asked_about(page, root)
    for width in (1400, 390):
        axe_finds_nothing_in_a_form(page, root, width)
    what_was_written_is_committed_and_nothing_else(page, root)
    a_text_gets_its_second_language_and_is_corrected(page, root)
    a_field_is_closed_to_some_readers_and_opened_again(page, root)
    what_was_compared_is_signed_and_taken_back(page, root)
