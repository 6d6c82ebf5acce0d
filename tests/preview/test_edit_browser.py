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
from tests.preview.test_browser import AXE, LAID_OUT, SOON, browser, faults, missing, started
from tests.support import guides
from tests.support.places import ROOT
from tests.support.workspaces import BRIEFING, FILES, write

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
    second.get_by_role("button", name="Add the field").last.click()
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


# ── the invented country, with a paper that has all that a form is for ────────────────────────────────────────────────

PAPER, OVERVIEW, PROSE, PRISONERS = (
    f"{BRIEFING}/{name}.yaml" for name in ("edition", "overview", "expression", "prisoners")
)
RASSENDYLL, RECOMMENDATIONS = "data/ruritania/cases/rassendyll.yaml", "data/ruritania/recommendations.yaml"
MICHAEL = "data/ruritania/cases/michael-elphberg.yaml"
CARRIED = {OVERVIEW: FILES[OVERVIEW].replace("  - text: |", "  - carried_over: ruritania-2018-03\n    text: |")}


@pytest.fixture
def country(tmp_path: Path) -> Path:
    return write(tmp_path, CARRIED, style=True)


@pytest.fixture
def editor(browser: Browser, country: Path) -> Iterator[Page]:
    """The preview of that country with forms, in a window; nothing in it may go wrong."""
    context = browser.new_context(viewport={"width": 1400, "height": 900})
    page = context.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda said: wrong.extend(line for line in faults(said) if "409" not in line))
    with started(country, EDITION, "--edit") as address:
        page.goto(address)
        expect(page.get_by_role("tab", name="Edit")).to_be_attached(timeout=SOON)
        yield page
        context.close()
    assert wrong == []


def holds(root: Path, file: str, *words: str) -> None:
    """Assert that a file holds these words."""
    text = (root / file).read_text("utf-8")
    assert [word for word in words if word not in text] == []


def everything(root: Path) -> dict[str, bytes]:
    """Return what stands in the files that forms may write."""
    files = [path for top in ("data", "briefings") for path in (root / top).rglob("*.yaml")]
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in files}


def looks_right(page: Page) -> None:
    """Whatever is shown is right for axe, and fits on a telephone: nothing is wider, each control can be come by."""
    if not AXE.is_file():
        missing("axe-core, a package of npm (.ci/setup puts it into .venv/node)")
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text("utf-8"))
    size = page.viewport_size
    assert size
    page.set_viewport_size({"width": 375, "height": 700})
    found = page.evaluate("axe.run(document.querySelector('.panel')).then(told => told.violations)")
    assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found] == []
    assert page.evaluate(OUT_OF_REACH) == []
    page.set_viewport_size(size)


OUT_OF_REACH = """() => {
  const broad = [document.documentElement, document.querySelector('#edit')];
  const wide = broad.filter((one) => one.scrollWidth > one.clientWidth);
  const away = [document.scrollingElement, document.body].filter((one) => one.scrollHeight > innerHeight);
  const controls = [...document.querySelectorAll('button, input, select, textarea, summary')];
  const shown = controls.filter((one) => one.checkVisibility({ visibilityProperty: true }) && !one.disabled);
  const lost = shown.filter((one) => {
    one.scrollIntoView({ block: 'center' });
    const { left, right, top, height, width } = one.getBoundingClientRect();
    const there = document.elementFromPoint(left + width / 2, top + height / 2);
    return left < 0 || right > innerWidth || !(one === there || one.contains(there));
  });
  return [...wide, ...away, ...lost].map((one) => one.outerHTML.slice(0, 200));
}"""
"""What is wider than a telephone or goes away with a form, and the controls that are not within it or lie below
something else."""


def who_may_see_it_is_changed_and_what_comes_of_it_is_said(page: Page, root: Path) -> None:
    expect(page.locator("#status")).to_contain_text("Up to date", timeout=LAID_OUT)  # else it may go away meanwhile
    page.frame_locator("#frames iframe:not(.coming)").get_by_text("Rudolf Rassendyll").last.click()
    here = form(page)
    expect(page.locator("#edit h2")).to_have_text("case rassendyll", timeout=SOON)
    more = here.locator(":scope > .part > .more")
    more.get_by_label("Add a field").select_option(label="Visibility")
    more.get_by_role("button", name="Add the field").click()
    visibility = group(here, "visibility")
    visibility.get_by_label("Visibility", exact=True).select_option("internal")
    expect(visibility).to_contain_text("Nobody outside the organisation ever reads it")
    expect(page.locator(".kept")).to_contain_text("S101", timeout=SOON)
    looks_right(page)
    saved(page)
    holds(root, RASSENDYLL, "visibility: internal\n")


def a_note_is_put_where_the_cursor_stands(page: Page, root: Path) -> None:
    page.locator("#edit").get_by_role("button", name="Freedom of expression", exact=True).click()
    text = group(form(page), "blocks/0/text")
    box = text.locator("textarea")
    box.evaluate("box => { const at = box.value.indexOf('Others were warned.') + 19; box.setSelectionRange(at, at) }")
    text.get_by_label("Note at the cursor").fill("strelsau bureau for RIGHTS")
    text.get_by_role("button", name="Add the note").click()
    expect(box).to_have_value(re.compile(re.escape("Others were warned.[@bureau-watch]^[")))
    saved(page)
    holds(root, PROSE, "      - Others were warned.[@bureau-watch]^[The words were *careful*.]\n    by: gazette-1\n")


def what_was_taken_over_is_confirmed(page: Page, root: Path) -> None:
    page.locator("#edit").get_by_role("button", name="Overview", exact=True).click()
    here = form(page)
    here.get_by_role("button", name="It holds: confirm").click()
    expect(group(here, "blocks/0/text").locator("textarea")).to_be_focused()
    expect(page.locator(".lines .went")).to_have_count(2, timeout=SOON)
    saved(page)
    assert (root / OVERVIEW).read_text("utf-8") == FILES[OVERVIEW]


def an_event_is_added(page: Page, root: Path) -> None:
    page.get_by_role("button", name="Add an event").click()
    here = form(page)
    fill(here, "Title (needed)", "trial of 3 June")
    fill(here, "Date (needed)", "2020-06-03")
    add(group(here, "by"), "by").fill("gazette-2")
    saved(page)
    holds(root, "data/ruritania/events.yaml", "trial-of-3-june: {title: trial of 3 June, date: 2020-06-03, by: gaz")
    expect(page.locator(".lists")).to_contain_text("[words](event:trial-of-3-june)")


def a_recommendation_is_added_by_names(page: Page, root: Path) -> None:
    page.get_by_role("button", name="Add a recommendation").click()
    here = form(page)
    fill(here, "Theme (needed)", "freedom of Expression")
    here.get_by_label("Theme (needed)").press("Tab")
    expect(here.get_by_label("Theme (needed)")).to_have_value("expression", timeout=SOON)
    fill(here, "Text (needed)", "Let [Rudolf Rassendyll](case:rassendyll) go.")
    expect(here.get_by_label("Id (small letters")).to_have_value("let-rudolf-rassendyll-go")
    add(group(here, "cases"), "cases").fill("rudolph rassendyl")
    fill(here, "Addressee (needed)", "authorities in Ruritania")
    near = group(here, "addressee").get_by_role("button", name="the authorities of Ruritania (government)")
    expect(near).to_be_visible(timeout=SOON)
    expect(group(here, "addressee").locator(":scope > .fault")).to_be_empty()
    looks_right(page)
    near.click()
    saved(page)
    holds(root, RECOMMENDATIONS, "let-rudolf-rassendyll-go: {theme: expression, addressee: government, text:")
    holds(root, RECOMMENDATIONS, "cases: rassendyll}\n")


def it_is_put_into_a_list(page: Page, root: Path) -> None:
    page.get_by_role("button", name="Put it there").click()
    expect(page.locator("#edit-said")).to_contain_text("stands in Freedom of expression: recommendations", timeout=SOON)
    holds(root, PROSE, "  - recommendations: [repeal, release, let-rudolf-rassendyll-go]\n")


def a_section_is_added_with_its_place(page: Page, root: Path) -> None:
    page.get_by_role("button", name="Order of the sections").click()
    expect(page.locator("#edit h2")).to_have_text(f"edition {EDITION}", timeout=SOON)
    page.get_by_role("button", name="Add a section…").click()
    here = form(page)
    fill(here, "Title", "Freedom of assembly")
    here.get_by_label("What it is in the paper").select_option("theme")
    fill(here, "Theme", "freedom of expression")
    expect(page.locator(".lines .came")).to_have_count(5, timeout=SOON)
    expect(page.locator(".lines")).to_contain_text("+outline: [overview, expression, freedom-of-assembly]")
    looks_right(page)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("#edit h2")).to_have_text("section freedom-of-assembly", timeout=SOON)
    holds(root, f"{BRIEFING}/freedom-of-assembly.yaml", "kind: theme\ntitle: Freedom of assembly\ntheme: expression\n")
    holds(root, PAPER, "outline: [overview, expression, freedom-of-assembly]\n")


# ── by keyboard alone ─────────────────────────────────────────────────────────────────────────────────────────────────

FOCUSED = """() => {
  const one = document.activeElement;
  const { left, right, top, bottom } = one.getBoundingClientRect();
  const style = getComputedStyle(one);
  const label = one.getAttribute('aria-label') ?? one.labels?.[0]?.textContent ?? one.textContent;
  const ring = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 1;
  const seen = bottom > 0 && top < innerHeight && right > 0 && left < innerWidth;
  return { name: label.trim(), ring: ring || ['iframe', 'body'].includes(one.localName), seen };
}"""


def tab_to(page: Page, name: str) -> None:
    """Press Tab until the control of a name has the focus, which is to be seen wherever it is."""
    for _ in range(150):
        page.keyboard.press("Tab")
        told = page.evaluate(FOCUSED)
        assert told["ring"], told
        assert told["seen"], told
        if told["name"].split(" (")[0] == name:  # Problems (10), Title (needed)
            return
    raise AssertionError(f"no way leads to {name}")


def entered(page: Page, name: str) -> None:
    tab_to(page, name)
    page.keyboard.press("Enter")


def stands_at(page: Page, words: str) -> None:
    expect(page.locator(":focus")).to_contain_text(words, timeout=SOON)


def by_keyboard_alone(page: Page, root: Path) -> None:
    """On a telephone with a keyboard: nothing is clicked from here on."""
    page.set_viewport_size({"width": 375, "height": 700})
    page.reload()
    expect(page.locator("#edit h2")).to_be_attached(timeout=SOON)
    before = everything(root)
    tab_to(page, "Problems")
    for _ in ("Sentence", "People", "Edit"):
        page.keyboard.press("ArrowRight")
    entered(page, "Add a case")
    tab_to(page, "Preferred")
    page.keyboard.type("Michael Elphberg")
    entered(page, "Add to already public")
    page.keyboard.type("strelsau gazette 2020-05-03")
    page.keyboard.press("Tab")
    expect(form(page).locator('[data-path="basis/already_public/0"] input')).to_have_value("gazette-1", timeout=SOON)
    expect(page.get_by_role("button", name="Save", exact=True)).to_be_enabled(timeout=SOON)
    entered(page, "Save")
    stands_at(page, "case michael-elphberg")
    holds(root, MICHAEL, "names: {preferred: Michael Elphberg}\nbasis: {already_public: gazette-1}\n")
    expect(page.locator(".lists")).to_contain_text("in no list yet")
    looks_right(page)
    tab_to(page, "Put it into")
    page.keyboard.press("ArrowDown")
    expect(page.locator(".lists .came")).to_contain_text("profiles", timeout=SOON)
    entered(page, "Put it there")
    stands_at(page, "In this paper: in 1 of 2 lists")
    holds(root, PRISONERS, "profiles: [rassendyll, tarlenheim, michael-elphberg]")
    entered(page, "Close")
    stands_at(page, "Edit")
    entered(page, "Order of the sections")
    expect(page.locator("input:focus")).to_have_value("overview", timeout=SOON)
    entered(page, "Move expression up")
    assert page.evaluate(FOCUSED)["name"] == "Move expression down"
    expect(page.get_by_role("button", name="Save", exact=True)).to_be_enabled(timeout=SOON)
    entered(page, "Save")
    stands_at(page, "edition")
    holds(root, PAPER, "outline: [expression, overview, freedom-of-assembly]")
    for _ in ("the order", "the list", "the case"):
        entered(page, "Undo the last change")
        stands_at(page, "Edit")
    assert everything(root) == before


def test_whatever_a_paper_needs_is_added_and_taken_back_by_forms(editor: Page, country: Path) -> None:
    """One after the other in one window, then each is taken back, and all files are again what they were before it.

    First comes what keeps the paper from being made: nothing is laid out for what follows.
    """
    editor.get_by_role("tab", name="Edit").click()
    before = []
    for step in (
        who_may_see_it_is_changed_and_what_comes_of_it_is_said,
        a_note_is_put_where_the_cursor_stands,
        what_was_taken_over_is_confirmed,
        an_event_is_added,
        a_recommendation_is_added_by_names,
        it_is_put_into_a_list,
        a_section_is_added_with_its_place,
    ):
        if before and step is not it_is_put_into_a_list:
            editor.get_by_role("button", name="Close").click()
            expect(editor.locator("#edit h2")).to_be_focused()
        before.append(everything(country))
        step(editor, country)
    by_keyboard_alone(editor, country)
    for was in reversed(before):
        editor.get_by_role("button", name="Undo the last change").click()
        expect(editor.locator("#edit-said")).to_contain_text("before", timeout=SOON)
        expect(editor.locator("#edit h2")).to_be_focused()
        # said before the next is pressed
        editor.locator("#edit-said").evaluate("said => { said.textContent = '' }")
        assert everything(country) == was
