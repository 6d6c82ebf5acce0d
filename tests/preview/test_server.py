"""The server of the preview: who may ask, what is answered, and that it follows what is saved."""

from __future__ import annotations

import asyncio
import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from lxml import html as parser

from generator.base.diagnostics import Origin
from generator.preview.choice import Choice
from generator.preview.editor import make_editor_address
from generator.preview.paper import link_style_files
from generator.preview.rebuild import rebuild
from generator.preview.screen_css import adapt_paper_css
from generator.preview.sentence_details import collect_claims, count_letters_by_block, describe_claim
from generator.preview.watch import is_work, read_burst, watch_changes
from tests.support import canaries
from tests.support.commands import run
from tests.support.later import LATER, MEANWHILE
from tests.support.letters import letters
from tests.support.preview import REPOSITORY, Preview, previewed, until
from tests.support.workspaces import BRIEFING, EDITION, FILES, edited, prose, write

CASE = "data/ruritania/cases/rassendyll.yaml"
SOURCES = "data/ruritania/sources.yaml"
HUSHED = "HUSHED"

CLOSED = {
    # a confidential lead, a confidential source with what rests on it, a confidential person
    CASE: (
        FILES[CASE]
        .replace("lead: Sentenced for a post.", f"lead: {{value: {HUSHED} lead., visibility: confidential}}")
        .replace("health: He is ill.", f"health: {{value: {HUSHED} health., visibility: confidential}}")
        .replace("occupation: journalist", f"occupation: {{value: {HUSHED} work, visibility: confidential}}")
    ),
    SOURCES: MEANWHILE[SOURCES] + f"hushed: {{visibility: confidential, kind: news, publisher: {HUSHED} Daily}}\n",
    "data/ruritania/cases/hushed.yaml": f"visibility: confidential\nnames: {{preferred: {HUSHED} Person}}\n",
    f"{BRIEFING}/prisoners.yaml": FILES[f"{BRIEFING}/prisoners.yaml"],
    # words that check finds
    f"{BRIEFING}/overview.yaml": (
        FILES[f"{BRIEFING}/overview.yaml"].replace(
            "blocks:\n", "blocks:\n  - text: |\n      This is a placeholder: TODO.[@gazette-2]\n"
        )
    ),
}


@pytest.fixture(scope="module")
def quiet(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    """A preview of a workspace in which nothing changes."""
    root = write(tmp_path_factory.mktemp("quiet"), {**MEANWHILE, **CLOSED}, style=True)
    (root / "secret.css").write_text("a {}")
    with previewed(root, EDITION) as preview:
        yield preview


# ── who may ask ───────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.slow
def test_only_the_browser_with_the_key_is_answered(quiet: Preview) -> None:
    paths = (
        "/",
        "/choices",
        "/page",
        "/events",
        "/problems",
        "/layout",
        "/claims",
        "/claim/1",
        "/diff",
        "/download/pdf",
        "/static/index.html",
        "/paper/dialogue-paper/paper.css",
        "/?key=",
        "/?key=wrong",
        "/page?key=wrong",
    )
    for path in paths:
        answer = quiet.ask(path, cookie=None)
        assert answer.status == 403, path
        assert "Open the address" in answer.text
        assert "set-cookie" not in answer.headers
    name = quiet.cookie.split("=")[0]
    assert quiet.ask("/page", cookie=f"{name}=wrong").status == 403
    assert quiet.ask("/page", cookie=f"{name}=").status == 403
    key = quiet.first.partition("key=")[2]
    assert quiet.ask("/page", cookie=f"{name}={key}").status == 403  # the key in the history of a browser is no cookie
    assert quiet.ask(f"/page?key={key}", cookie=None).status == 403


@pytest.mark.slow
def test_the_key_is_traded_for_a_cookie_and_leaves_the_address(quiet: Preview) -> None:
    answer = quiet.ask(f"{quiet.first}&edition={LATER}", cookie=None)
    assert answer.status == 303
    assert answer.headers["location"] == f"/?edition={LATER}"
    cookie = answer.headers["set-cookie"]
    assert cookie.startswith(f"briefing-preview-{quiet.port}=")
    assert {"httponly", "samesite=strict", "path=/"} <= {part.strip().lower() for part in cookie.split(";")}


@pytest.mark.parametrize(
    "host", ["example.org", "example.org:8400", "127.0.0.1.example.org", "0.0.0.0", "[::1]:8400", ""]
)
def test_another_host_is_refused(quiet: Preview, host: str) -> None:
    # a page that makes its own name lead to this machine would else read what stands here
    answer = quiet.ask("/choices", Host=host)
    assert answer.status == 400
    assert quiet.edition not in answer.text
    assert quiet.ask(quiet.first, cookie=None, Host=host).status == 400


def test_localhost_is_this_machine(quiet: Preview) -> None:
    assert quiet.ask("/choices", Host=f"localhost:{quiet.port}").status == 200


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE"])
def test_nothing_can_be_sent(quiet: Preview, method: str) -> None:
    answer = quiet.ask("/choices", method=method)
    assert answer.status == 405
    assert answer.headers["allow"] == "GET, HEAD"


def test_only_a_page_of_the_preview_can_have_something_written(quiet: Preview) -> None:
    token = quiet.get("/choices").json()["deed"]
    own = f"http://127.0.0.1:{quiet.port}"
    refused: dict[str, dict[str, str]] = {
        "no token": {"Origin": own},
        "a wrong one": {"Origin": own, "X_Deed": token[::-1]},
        "the cookie's": {"Origin": own, "X_Deed": quiet.cookie.partition("=")[2]},
        "no origin": {"X_Deed": token},
        "another site": {"Origin": "http://example.org", "X_Deed": token},
        "another port": {"Origin": "http://127.0.0.1:1", "X_Deed": token},
        "a sandboxed frame, as that of the paper": {"Origin": "null", "X_Deed": token},
        "the browser says so": {"Origin": own, "X_Deed": token, "Sec_Fetch_Site": "cross-site"},
        "the browser says so of a port": {"Origin": own, "X_Deed": token, "Sec_Fetch_Site": "same-site"},
    }
    for what, headers in refused.items():
        assert quiet.ask("/paginate", method="POST", **headers).status == 403, what
    for headers in refused.values():
        assert quiet.ask("/confirm?section=overview&mark=0&version=1", method="POST", **headers).status == 403
    assert quiet.ask("/paginate", method="POST", cookie=None, Origin=own, X_Deed=token).status == 403
    assert quiet.ask("/paginate", method="POST", Host="example.org", Origin="http://example.org").status == 400
    assert quiet.ask("/paginate", Origin=own, X_Deed=token).status == 405
    styled = quiet.ask("/paginate?style=case_list", method="POST", Origin=own, X_Deed=token)
    assert styled.status == 404  # asked for by the preview itself, of a style that is not there
    assert not list(quiet.root.glob("briefings/*/pages.json"))


@pytest.mark.slow
def test_only_what_the_reader_sees_is_confirmed(tmp_path: Path) -> None:
    """Another version of the paper, a file that changed since, a mark that is not there: nothing is written."""
    root = write(tmp_path, MEANWHILE, style=True)
    assert run(root, "new", "edition", "next", "--from", EDITION, "--as-of", "2022-11-30").code == 0
    with previewed(root, "next") as preview:
        own = {"Origin": f"http://127.0.0.1:{preview.port}", "X_Deed": preview.get("/choices").json()["deed"]}
        told = preview.get("/carried").json()
        first = told["marks"][0]
        assert first == {"section": "overview", "mark": 0, "block": "overview", "number": 1, "listed": False}
        path = root / "briefings" / "next" / "overview.yaml"
        before = path.read_text("utf-8")

        def ask(**said: object) -> int:
            words = "&".join(f"{name}={value}" for name, value in (first | {"version": told["version"]} | said).items())
            return preview.ask(f"/confirm?{words}", method="POST", **own).status

        assert [ask(version=told["version"] + 1), ask(section="../x"), ask(mark=99), ask(mark="x")] == [
            409,
            404,
            404,
            404,
        ]
        assert path.read_text("utf-8") == before
        path.write_text(before + "# by somebody else\n", "utf-8")
        assert ask() == 409
        assert path.read_text("utf-8") == before + "# by somebody else\n"


@pytest.mark.slow
def test_head_is_answered_without_a_body(quiet: Preview) -> None:
    for path in ("/page", "/choices", "/events"):
        answer = quiet.ask(path, method="HEAD")
        assert (answer.status, answer.body) == (200, b""), path


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_other_sites_are_refused_even_with_the_cookie(quiet: Preview, site: str) -> None:
    assert quiet.ask("/choices", Sec_Fetch_Site=site).status == 403
    assert quiet.ask("/choices", Sec_Fetch_Site="same-origin").status == 200


def test_every_answer_says_what_browsers_have_to_keep_to(quiet: Preview) -> None:
    for path in (
        "/",
        "/choices",
        "/page",
        "/nothing",
        "/page?edition=none",
        "/paper/dialogue-paper/paper.css",
        "/claims",
    ):
        headers = quiet.ask(path).headers
        assert headers["x-content-type-options"] == "nosniff", path
        assert headers["referrer-policy"] == "no-referrer"
        assert headers["content-security-policy"].startswith("default-src 'none';")
        assert "access-control-allow-origin" not in headers
        if not path.startswith("/static"):
            assert headers["cache-control"] in ("no-store", "no-cache")
    policy = quiet.ask("/page").headers["content-security-policy"]
    assert "script-src 'none'" in policy
    assert "sandbox allow-same-origin allow-scripts" in policy
    assert "frame-ancestors 'none'" in quiet.ask("/").headers["content-security-policy"]
    assert "no-store" in quiet.ask("/page", cookie=None).headers["cache-control"]


def test_nothing_listens_on_other_addresses(quiet: Preview) -> None:
    told = Path(f"/proc/{quiet.process.pid}/net/tcp")
    if not told.exists():
        pytest.skip("this system does not tell")
    port = f":{quiet.port:04X}"
    local = [line.split()[1] for line in told.read_text().splitlines()[1:]]
    assert {place for place in local if place.endswith(port)} == {f"0100007F{port}"}


@pytest.mark.slow
@pytest.mark.parametrize(
    "path",
    [
        "/static/../server.py",
        "/static/%2e%2e/server.py",
        "/static/..%2fserver.py",
        "/static/..%5cserver.py",
        "/static/%2e%2e%2fguard.py",
        "/static//etc/passwd",
        "/static/%2fetc%2fpasswd",
        "/static/index.html%00.js",
        "/paper/dialogue-paper/../../data/themes.yaml",
        "/paper/dialogue-paper/%2e%2e/%2e%2e/data/themes.yaml",
        "/paper/dialogue-paper/..%2f..%2fdata%2fthemes.yaml",
        "/paper/../data/themes.yaml",
        "/paper/%2e%2e/secret.css",
        "/paper/..%2f/secret.css",
        "/paper/dialogue-paper//etc/hostname",
        "/paper/dialogue-paper/%2fetc%2fhostname",
        "/paper/dialogue-paper/template.yaml",
        "/paper/dialogue-paper/paper.html.j2",
        "/paper/dialogue-paper/paper.docx",
        "/paper/dialogue-paper/labels/en.yaml",
        "/paper/none/paper.css",
        "/paper//paper.css",
        "/paper/dialogue-paper/fonts/",
        "/paper/dialogue-paper/fonts",
        "/download/json",
        "/download/..%2fpdf",
        "/claim/0",
        "/claim/99999",
        f"/claim/{'9' * 5000}",
        "/claim/-1",
        "/claim/one",
        "/secret.css",
        "/%2e%2e/secret.css",
    ],
)
def test_nothing_but_what_there_is_is_served(quiet: Preview, path: str) -> None:
    answer = quiet.ask(path)
    assert answer.status == 404
    assert set(answer.json()) == {"message"}


@pytest.mark.slow
def test_a_link_out_of_the_styles_is_not_served(tmp_path: Path) -> None:
    root = write(tmp_path, style=True)
    (root / "secret.css").write_text("a {}")
    (root / "templates" / "dialogue-paper" / "out.css").symlink_to(root / "secret.css")
    with previewed(root, EDITION) as preview:
        assert preview.ask("/paper/dialogue-paper/out.css").status == 404


@pytest.mark.parametrize(
    "query",
    [
        {"edition": "none"},
        {"edition": "../data"},
        {"edition": f"../briefings/{EDITION}"},
        {"audience": "everyone"},
        {"lang": "fr"},
        {"style": "none"},
        {"style": "../dialogue-paper"},
    ],
)
def test_what_is_not_there_can_not_be_chosen(quiet: Preview, query: dict[str, str]) -> None:
    for path in (
        "/choices",
        "/page",
        "/events",
        "/problems",
        "/layout",
        "/claims",
        "/claim/1",
        "/diff",
        "/download/pdf",
    ):
        answer = quiet.get(path, **query)
        assert answer.status == 404, path
        assert next(iter(query.values())) in answer.json()["message"]


# ── what is answered ──────────────────────────────────────────────────────────────────────────────────────────────────


def test_what_there_is_to_choose_from(quiet: Preview) -> None:
    told = quiet.get("/choices").json()
    assert told["chosen"] == {"edition": EDITION, "audience": "public", "lang": "en", "style": "dialogue-paper"}
    assert told["audiences"] == ["public", "partner", "confidential", "internal"]
    assert [edition["id"] for edition in told["editions"]] == [EDITION, LATER]
    assert told["editions"][1] == {
        "id": LATER,
        "title": "Key concerns in Ruritania, again",
        "languages": ["en"],
        "kind": "dialogue_paper",
        "style": "dialogue-paper",
        "audience": "public",
        "predecessor": EDITION,
    }
    assert [style["id"] for style in told["styles"]] == ["dialogue-paper"]
    other = quiet.get("/choices", edition=LATER, audience="confidential").json()["chosen"]
    assert (other["edition"], other["audience"]) == (LATER, "confidential")


def test_the_page_is_that_of_the_pdf_and_asks_for_files_that_are_there(quiet: Preview) -> None:
    answer = quiet.get("/page")
    page = parser.fromstring(answer.text)
    assert answer.headers["x-version"] == "1"
    assert "paper" in page.get("class").split()
    links = page.xpath("//link/@href")
    assert [link.partition("?")[0] for link in links] == [
        "/paper/dialogue-paper/fonts/fonts.css",
        "/paper/dialogue-paper/paper.css",
    ]
    fonts, sheet = (quiet.get(link) for link in links)
    assert sheet.headers["content-type"].startswith("text/css")
    assert "@media" not in sheet.text
    assert "@page" not in sheet.text
    assert ".paper h1" in sheet.text
    for name in set(re.findall(r"url\(([\w.-]+)\)", fonts.text)):
        font = quiet.ask(f"/paper/dialogue-paper/fonts/{name}")
        assert font.status == 200
        assert font.headers["content-type"] == "font/ttf"
        assert font.body == (quiet.root / "templates/dialogue-paper/fonts" / name).read_bytes()


def test_each_sentence_has_its_letters_and_its_place(quiet: Preview) -> None:
    page = parser.fromstring(quiet.get("/page").text)
    for note in page.xpath("//*[contains(@class, 'call') or contains(@class, 'note') or contains(@class, 'number')]"):
        note.drop_tree()
    told = quiet.get("/claims").json()
    assert told["version"] == 1
    for block, claims in told["blocks"].items():
        (element,) = page.xpath("//*[@id=$id]", id=block)
        words = element.get("alt") or element.text_content()
        assert sum(claim["letters"] for claim in claims) == len(letters(words)), block
    numbers = [claim["n"] for claims in told["blocks"].values() for claim in claims]
    assert sorted(numbers) == list(range(1, len(numbers) + 1))


def test_details_of_a_sentence(quiet: Preview, golden: Callable[[str, str | bytes], None]) -> None:
    blocks = quiet.get("/claims").json()["blocks"]
    told = {}
    for claims in blocks.values():
        for claim in claims:
            one = quiet.get(f"/claim/{claim['n']}", version=1).json()
            if one["text"].startswith(
                ("In May", "The prosecutor", "Others were", "Rudolf Rassendyll wrote", "Rudolf Rassendyll was")
            ):
                told[one["text"]] = one
    words = json.dumps(told, ensure_ascii=False, indent=1).replace(quiet.root.as_posix(), "")
    golden("preview/details.json", words + "\n")
    march = next(one for text, one in told.items() if text.startswith("In May"))
    lines = (quiet.root / march["file"]).read_text().split("\n")
    assert lines[march["line"] - 1].strip().startswith("In May")
    place = f"{march['file']}:{march['line']}:{march['column']}"
    assert march["editor"] == f"vscode://file{quiet.root.as_posix()}/{place}"


def test_a_sentence_of_another_version_is_not_told(quiet: Preview) -> None:
    assert quiet.get("/claim/1", version=1).status == 200
    assert quiet.get("/claim/1", version=7).status == 409


@pytest.mark.slow
def test_no_answer_for_the_public_holds_what_is_closed(quiet: Preview) -> None:
    with quiet.events() as events:
        until(events, "laid", 1)

    def everything(**query: str) -> str:
        claims = quiet.get("/claims", **query)
        numbers = [claim["n"] for block in claims.json()["blocks"].values() for claim in block]
        paths = ["/page", "/problems", "/claims", "/layout", *(f"/claim/{n}" for n in numbers)]
        return "\n".join(quiet.get(path, **query).text for path in paths)

    assert HUSHED not in everything(audience="public")
    assert HUSHED not in everything()
    assert f"{HUSHED} lead." in everything(audience="confidential")
    assert HUSHED not in quiet.get("/diff", edition=LATER, audience="public").text


@pytest.mark.slow
def test_problems_have_their_place_and_the_sentence_there(quiet: Preview) -> None:
    with quiet.events() as events:
        until(events, "checked", 1)
    told = quiet.get("/problems").json()
    assert told["checked"] is True
    found = next(problem for problem in told["problems"] if problem["file"] == f"{BRIEFING}/overview.yaml")
    assert "TODO" in found["excerpt"]
    claim = quiet.get(f"/claim/{found['claim']}").json()
    assert claim["text"].startswith("This is a placeholder")
    assert (claim["file"], claim["line"]) == (found["file"], found["line"])
    assert found["block"] in quiet.get("/claims").json()["blocks"]
    # what is wrong with a record stands where the paper first tells of it
    record = next(problem for problem in told["problems"] if problem["file"] == CASE)
    assert "Rassendyll" in quiet.get(f"/claim/{record['claim']}").json()["text"]
    order = [problem["severity"] for problem in told["problems"]]
    assert order == sorted(order, key=["error", "warning", "hint"].index)
    # what `check` tells of this edition, all of it
    checked = json.loads(run(quiet.root, "check", EDITION, "--format", "json").out)
    places = {(one["code"], one["file"], one["line"], one["message"]) for one in told["problems"]}
    assert {(one["code"], one["file"], one["line"], one["message"]) for one in checked} <= places


@pytest.mark.slow
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Linux tells of each process")
def test_what_a_sentence_waits_for_goes_before_checks_and_layouts(quiet: Preview) -> None:
    with quiet.events() as events:
        until(events, "checked", 1)
    server = quiet.process.pid
    started = Path(f"/proc/{server}/task/{server}/children").read_text("utf-8").split()
    behind = min(19, os.getpriority(os.PRIO_PROCESS, server) + 4)
    assert behind in [os.getpriority(os.PRIO_PROCESS, int(one)) for one in started]


@pytest.mark.slow
def test_the_pages_of_the_pdf(quiet: Preview) -> None:
    with quiet.events() as events:
        until(events, "laid", 1)
    told = quiet.get("/layout").json()
    assert told["version"] == 1
    page = parser.fromstring(quiet.get("/page").text)
    assert len(told["pages"]) > 2
    for place in told["pages"]:
        assert {"width", "height", "margins", "start", "notes", "boxes"} <= set(place)
        if place["start"]:
            assert page.xpath("//*[@data-block=$id]", id=place["start"]["block"])
        assert all(page.xpath("//*[@id=$id]", id=note) for note in place["notes"])
    assert told["pages"][0]["start"]["letters"] == 0


@pytest.mark.slow
def test_what_changed_since_the_edition_before(quiet: Preview) -> None:
    told = quiet.get("/diff", edition=LATER)
    printed = run(quiet.root, "diff", EDITION, LATER, "--format", "html")
    assert told.text == printed.out
    assert "script-src 'none'" in told.headers["content-security-policy"]
    assert quiet.get("/diff").status == 404


@pytest.mark.ci
@pytest.mark.parametrize("edition", [EDITION, LATER])
def test_files_are_those_of_build(quiet: Preview, edition: str) -> None:
    built = run(quiet.root, "build", edition, "--format", "docx,pdf")
    assert built.code == 0, built.err
    for format in ("docx", "pdf"):
        answer = quiet.get(f"/download/{format}", edition=edition)
        name = f"{edition}.{format}"
        assert answer.headers["content-disposition"] == f'attachment; filename="{name}"'
        assert answer.body == (quiet.root / "build" / edition / name).read_bytes()
    other = quiet.get("/download/docx", edition=edition, audience="confidential")
    assert f'"{edition}.confidential.docx"' in other.headers["content-disposition"]


# ── what is saved ─────────────────────────────────────────────────────────────────────────────────────────────────────


def save(path: Path, text: str) -> None:
    """Put a file in its place as editors do, whole."""
    beside = path.with_name(f".{path.name}.tmp")
    beside.write_text(text)
    beside.replace(path)


@pytest.mark.ci
def test_it_follows_what_is_saved_and_keeps_the_last_good_page(tmp_path: Path) -> None:
    root = write(tmp_path, style=True)
    path = root / BRIEFING / "overview.yaml"
    with previewed(root) as preview, preview.events() as events:
        assert preview.edition == EDITION
        assert until(events, "page")["ok"] is True

        save(path, prose("This sentence is new.")[f"{BRIEFING}/overview.yaml"])
        news = until(events, "page", 2)
        assert news["ok"] is True
        page = preview.get("/page")
        assert "This sentence is new." in page.text
        assert page.headers["x-version"] == str(news["version"])

        # an error: the page stays, the problem is told, no file is made
        save(path, prose("This one cites [@nobody].")[f"{BRIEFING}/overview.yaml"])
        broken = until(events, "page", news["version"] + 1)
        assert broken["ok"] is False
        assert preview.get("/page").body == page.body
        assert preview.get("/page").headers["x-version"] == str(news["version"])
        told = preview.get("/problems").json()
        assert told["version"] == broken["version"]
        first = told["problems"][0]
        assert (first["severity"], first["code"], first["file"], first["line"]) == (
            "error",
            "R101",
            f"{BRIEFING}/overview.yaml",
            5,
        )
        assert "nobody" in first["excerpt"]
        for format in ("docx", "pdf"):
            refused = preview.get(f"/download/{format}")
            assert refused.status == 409
            assert refused.json()["problems"][0]["code"] == "R101"

        # it can't be read at all
        save(path, "kind: overview\ntitle: [\n")
        worse = until(events, "page", broken["version"] + 1)
        assert worse["ok"] is False
        assert preview.get("/page").body == page.body

        save(path, prose("All is well.")[f"{BRIEFING}/overview.yaml"])
        mended = until(events, "page", worse["version"] + 1)
        assert mended["ok"] is True
        assert "All is well." in preview.get("/page").text
        assert not [one for one in preview.get("/problems").json()["problems"] if one["severity"] == "error"]
        assert until(events, "laid", mended["version"])["version"] == mended["version"]
        assert preview.get("/layout").json()["version"] == mended["version"]


@pytest.mark.slow
def test_a_paper_that_never_was_whole(tmp_path: Path) -> None:
    root = write(tmp_path, prose("It cites [@nobody]."), style=True)
    with previewed(root, EDITION) as preview:
        assert preview.get("/page").status == 204
        assert preview.get("/layout").json() == {"version": 0, "pages": []}
        assert preview.get("/claims").json()["blocks"] == {}
        assert preview.get("/problems").json()["problems"][0]["code"] == "R101"
        assert preview.get("/claim/1").status == 404


@pytest.mark.slow
def test_a_template_that_does_not_work(tmp_path: Path) -> None:
    root = write(tmp_path, style=True)
    with previewed(root, EDITION) as preview, preview.events() as events:
        until(events, "page")
        page = preview.get("/page").body
        sheet = root / "templates/dialogue-paper/paper.css"
        css, dress = sheet.read_text(), preview.ask("/paper/dialogue-paper/paper.css").body
        save(sheet, css + "\nh1 { color: red\n")
        broken = until(events, "page", 2)
        told = preview.get("/problems").json()["problems"][0]
        assert (broken["ok"], told["code"], told["file"]) == (False, "P206", "templates/dialogue-paper/paper.css")
        assert preview.get("/page").body == page
        assert preview.ask("/paper/dialogue-paper/paper.css").body == dress
        save(sheet, css + "\nh1 { color: red }\n")
        mended = until(events, "page", broken["version"] + 1)
        assert mended["ok"] is True
        assert "color: red" in preview.ask("/paper/dialogue-paper/paper.css").text.replace("color:red", "color: red")


@pytest.mark.slow
def test_what_editors_leave_beside_files_is_no_change(tmp_path: Path) -> None:
    root = write(tmp_path, style=True)
    with previewed(root, EDITION) as preview, preview.events() as events:
        until(events, "page")
        for name in (
            ".overview.yaml.swp",
            "overview.yaml~",
            "4913",
            ".#overview.yaml",
            "#overview.yaml#",
            "pages.json",
        ):
            (root / BRIEFING / name).write_text("")
        (root / "build").mkdir()
        (root / "build" / "some.yaml").write_text("")
        time.sleep(0.5)
        save(root / BRIEFING / "overview.yaml", prose("Now it is saved.")[f"{BRIEFING}/overview.yaml"])
        assert until(events, "page", 2)["version"] == 2


@pytest.mark.ci
@pytest.mark.skipif(os.name == "nt", reason="needs links")
def test_what_links_lead_to_is_followed(tmp_path: Path) -> None:
    """A record may be a link to a file elsewhere in the workspace: who saves that one saves the record."""

    async def look() -> list[str]:
        stop, bursts = asyncio.Event(), 0
        told: list[str] = []

        async def count() -> None:
            nonlocal bursts
            async for _ in watch_changes(tmp_path, stop):
                bursts += 1

        watching = asyncio.create_task(count())
        await asyncio.sleep(0.4)
        for name in ("shared/a.yaml", "top.yaml", "shared/in/b.yaml", "shared/in/.b.yaml.swp", "shared/other.yaml"):
            before = bursts
            save(tmp_path / name, "id: other\n")
            await asyncio.sleep(0.4)
            told += [name] if bursts > before else []
        stop.set()
        await watching
        return told

    for folder in ("data/x", "briefings/e", "templates/s", "shared/in"):
        (tmp_path / folder).mkdir(parents=True)
    for name in ("shared/a.yaml", "shared/in/b.yaml", "shared/other.yaml", "top.yaml"):
        (tmp_path / name).write_text("id: one\n")
    (tmp_path / "data/x/a.yaml").symlink_to("../../shared/a.yaml")
    (tmp_path / "data/in").symlink_to("../shared/in")
    (tmp_path / "briefings/e/top.yaml").symlink_to("../../top.yaml")
    (tmp_path / "data/x/away.yaml").symlink_to("/etc/hostname")
    assert asyncio.run(look()) == ["shared/a.yaml", "top.yaml", "shared/in/b.yaml"]


@pytest.mark.ci
def test_lines_that_move_need_no_new_layout(tmp_path: Path) -> None:
    root = write(tmp_path, style=True)
    path = root / BRIEFING / "overview.yaml"
    with previewed(root, EDITION) as preview, preview.events() as events:
        until(events, "laid", 1)
        before = preview.get("/layout").json()
        save(path, "# a remark\n" + path.read_text())
        until(events, "laid", 2)
        assert preview.get("/layout").json() == {**before, "version": 2}
        n = next(n for n in range(1, 20) if preview.get(f"/claim/{n}").json()["file"] == f"{BRIEFING}/overview.yaml")
        assert preview.get(f"/claim/{n}").json()["line"] == 6
        sheet = root / "templates/dialogue-paper/paper.css"
        save(sheet, sheet.read_text() + "\n@page { size: A5 }\n")
        until(events, "laid", 3)
        now = preview.get("/layout").json()
        assert now["version"] == 3
        assert now["pages"][0]["width"] < before["pages"][0]["width"]


@pytest.mark.parametrize(
    ("path", "counts"),
    [
        ("data/ruritania/cases/rassendyll.yaml", True),
        ("templates/x/paper.css", True),
        ("briefings/a/issued/public-en.json", True),
        ("templates/x/paper.docx", True),
        ("templates/x/~$paper.docx", False),
        ("templates/x/.~lock.paper.docx#", False),
        ("data/.git/index", False),
        ("briefings/a/pages.json", False),
        ("data/x.yaml.swp", False),
        ("data/x.yaml~", False),
        ("data/4913", False),
        ("data/.x.yaml.new", False),
        ("data/x.yaml___jb_tmp___", False),
        ("data/#x.yaml#", False),
        ("data/__pycache__/x.pyc", False),
    ],
)
def test_what_counts_as_a_change(path: str, counts: bool) -> None:
    assert is_work(Path(path)) is counts


@pytest.mark.parametrize(
    ("saved", "dress", "editions"),
    [
        (["briefings/a/overview.yaml", "briefings/b/edition.yaml"], False, {"a", "b"}),
        (["briefings/a/overview.yaml", "data/themes.yaml"], False, None),
        (["briefings/a/verified.yaml"], False, None),
        (["briefings/a"], False, None),
        (["templates/x/paper.css"], True, None),
        (["/elsewhere/a.yaml"], True, None),
    ],
)
def test_whom_a_burst_of_changes_concerns(saved: list[str], dress: bool, editions: set[str] | None) -> None:
    burst = read_burst(Path("/w"), [Path("/w", name) for name in saved])
    assert (burst.dress, burst.editions) == (dress, editions)


@pytest.mark.slow
def test_several_papers_are_kept_up_to_date_at_once(tmp_path: Path) -> None:
    root = write(tmp_path, MEANWHILE, style=True)
    with previewed(root) as preview, preview.events() as later, preview.events(edition=EDITION) as earlier:
        assert preview.edition == LATER  # it looks at the latest day
        until(later, "page")
        until(earlier, "page")
        case = root / CASE
        save(case, case.read_text().replace("Rudolf Rassendyll,", "Rudolf of Zenda,"))
        assert until(later, "page", 2)["version"] == until(earlier, "page", 2)["version"] == 2
        # what stands in the folder of the later one is nothing to the one before it; that one's is read for both
        save(root / f"briefings/{LATER}/edition.yaml", (root / f"briefings/{LATER}/edition.yaml").read_text() + "\n")
        assert until(later, "page", 3)["version"] == 3
        save(root / f"{BRIEFING}/overview.yaml", "# a remark\n" + (root / f"{BRIEFING}/overview.yaml").read_text())
        assert (until(later, "page", 4)["version"], until(earlier, "page", 3)["version"]) == (4, 3)


@pytest.mark.ci
def test_another_style_is_shown_and_taken_home(tmp_path: Path) -> None:
    other = {
        "templates/plain/template.yaml": (
            "title: Plain\nkinds: [dialogue_paper]\nextends: dialogue-paper\nnotes: links\n"
        ),
        "templates/plain/paper.css": ".paper h1 { color: #123456 }\n",
    }
    root = write(tmp_path, other, style=True)
    with previewed(root, EDITION) as preview:
        styles = preview.get("/choices").json()["styles"]
        assert {"id": "plain", "title": "Plain"} in styles
        page = preview.get("/page", style="plain")
        assert "/paper/plain/paper.css" in page.text
        assert "note_2" not in page.text  # sources stand in the text
        assert "note_2" in preview.get("/page").text
        assert "#123456" in preview.ask("/paper/plain/paper.css").text
        assert "#123456" not in preview.ask("/paper/dialogue-paper/paper.css").text
        assert preview.ask("/paper/plain/fonts/fonts.css").status == 200  # of the style that it extends
        assert preview.get("/download/docx", style="plain").body != preview.get("/download/docx").body


@pytest.mark.ci
def test_the_second_process_may_die(tmp_path: Path) -> None:
    root = write(tmp_path, style=True)
    children = Path("/proc")
    if not children.is_dir():
        pytest.skip("this system does not tell of processes")
    with previewed(root, EDITION) as preview, preview.events() as events:
        until(events, "laid", 1)
        for path in children.glob("[0-9]*/stat"):
            try:
                pid, parent = path.parent.name, path.read_text().rpartition(")")[2].split()[1]
                command = (path.parent / "cmdline").read_text()
            except OSError:
                continue
            if parent == str(preview.process.pid) and "spawn_main" in command:
                os.kill(int(pid), signal.SIGKILL)
        save(root / BRIEFING / "overview.yaml", prose("After that.")[f"{BRIEFING}/overview.yaml"])
        assert until(events, "laid", 2)["version"] == 2
        assert preview.get("/layout").json()["version"] == 2


# ── the command ───────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.ci
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_it_ends_when_it_is_told_to_even_while_a_browser_listens(tmp_path: Path, how: int) -> None:
    root = write(tmp_path, style=True)
    with previewed(root, EDITION) as preview, preview.events() as events:
        until(events, "page")
        code, err = preview.stop(how)
        assert code == 0
        assert "Traceback" not in err
        assert err.strip() == "Keep this open while you write; Ctrl-C ends it."
        assert "page" not in [name for name, _ in events]  # the stream has ended, too


def test_misuse_is_told_as_by_other_commands(tmp_path: Path, quiet: Preview) -> None:
    root = write(tmp_path, style=True)
    ran = run(root, "preview", "--no-browser", "ruritania-2020-12")
    assert (ran.code, ran.out) == (2, "")
    assert f"did you mean `{EDITION}`?" in ran.err
    taken = run(root, "preview", "--no-browser", EDITION, "--port", str(quiet.port))
    assert taken.code == 2
    assert f"port {quiet.port} is taken" in taken.err
    assert run(root, "preview", "--editor", "ed").code == 2
    assert run(tmp_path.parent, "preview").code == 2


@pytest.mark.slow
def test_nothing_of_it_is_loaded_by_other_commands(tmp_path: Path) -> None:
    root = write(tmp_path)
    script = (
        "import sys; import generator.cli; {**generator.cli.briefing.commands};"
        "print([n for n in ('starlette', 'uvicorn', 'watchfiles', 'anyio', 'asyncio')"
        " if n in sys.modules])"
    )
    ran = subprocess.run(
        [sys.executable, "-c", script],
        cwd=root,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(REPOSITORY)},
    )
    assert ran.stdout.strip() == "[]", ran.stderr


# ── a paper that was issued ───────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.ci
def test_sentences_of_a_paper_that_was_issued_have_their_places(tmp_path: Path) -> None:
    file = f"{BRIEFING}/edition.yaml"
    root = write(tmp_path, edited(file, "status: reconstruction", "status: draft"), style=True)
    before = _placed(root)
    assert run(root, "issue", EDITION).code == 0
    assert _placed(root) == before
    # what was issued is shown; where the files say something else today, no other sentence is told for it
    path = root / BRIEFING / "expression.yaml"
    path.write_text(path.read_text().replace("Others were warned", "Many were warned"))
    now = _placed(root)
    assert now.pop("Others were warned.") == (file, 1)
    assert now == {text: place for text, place in before.items() if text != "Others were warned."}


def _placed(root: Path) -> dict[str, tuple[str, int]]:
    """Return the place of each claim of the page; each can be told of in detail."""
    made = rebuild(root, Choice(EDITION)).made
    assert made is not None
    found = collect_claims(made)
    assert all(describe_claim(found, claim.number, root, "zed") for claim in found.claims)
    return {claim.text: (claim.origin.file, claim.origin.line) for claim in found.claims}


# ── sheets and links ──────────────────────────────────────────────────────────────────────────────────────────────────


def test_css_as_on_paper() -> None:
    css = """
    @page { margin: 1cm; @top-left { content: "x" } }
    a { color: red } @font-face { font-family: X; src: url(x.ttf) }
    @media print { b { color: url("y.png") } @page :first { margin: 0 } @media screen { c { d: e } } }
    @media screen { f { g: h } @media print { i { j: k } } } @media all, screen { l { m: n } }
    @media print and (min-width: 3cm) { o { p: q } } @media (prefers-color-scheme: dark) { r { s: t } } @media { u { v: w } }
    """  # noqa: E501
    found = " ".join(adapt_paper_css(css).split())
    assert (
        found
        == 'a { color: red } @font-face { font-family: X; src: url(x.ttf) } b { color: url("y.png") } l { m: n } u {'
        " v: w }"
    )


@pytest.mark.parametrize(
    ("editor", "told"),
    [
        ("vscode", "vscode://file{}/data/a%26b%20%23%3F.yaml:3:7"),
        ("zed", "zed://file{}/data/a%26b%20%23%3F.yaml:3:7"),
        ("idea", "idea://open?file={}/data/a%26b%20%23%3F.yaml&line=3&column=7"),
        ("textmate", "txmt://open?url=file://{}/data/a%26b%20%23%3F.yaml&line=3&column=7"),
    ],
)
def test_links_to_editors(tmp_path: Path, editor: str, told: str) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "a&b #?.yaml").write_text("")
    (tmp_path / "data" / "out.yaml").symlink_to(tmp_path.parent)
    assert make_editor_address(editor, tmp_path, Origin("data/a&b #?.yaml", 3, 7)) == told.format(tmp_path.as_posix())
    for file in ("data/none.yaml", "../x", "/etc/hostname", "data/out.yaml", "data"):
        assert make_editor_address(editor, tmp_path, Origin(file)) is None


def test_links_of_a_page() -> None:
    page = (
        '<link rel=x href="paper.css"><img alt="a" src=\'fonts/a&amp;b.png\'><a href="paper.css">x</a><a'
        ' href="#n">n</a><img src="data:image/png;base64,AAAA"><img src="https://example.org/x.png"><img'
        ' src="//example.org/y"><img src="/z">'
    )
    assert (
        link_style_files(page, "my style", 3) == '<link rel=x href="/paper/my%20style/paper.css?v=3"><img alt="a"'
        ' src="/paper/my%20style/fonts/a%26b.png?v=3"><a href="paper.css">x</a><a href="#n">n</a><img'
        ' src="data:image/png;base64,AAAA"><img src="https://example.org/x.png"><img src="//example.org/y"><img'
        ' src="/z">'
    )


# ── what is closed ────────────────────────────────────────────────────────────────────────────────────────────────────

_PROSE = ("editions", "overview", "expression", "prisoners", "derived")


@pytest.fixture(scope="module")
def complete(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Any]]:
    """Return a workspace whose records have every field that there is, and its files."""
    files = canaries.complete()
    edition = files[f"{BRIEFING}/edition.yaml"]
    edition["annexes"].remove("derived")  # it draws pictures, which takes longer than all the rest, and has no details
    return write(tmp_path_factory.mktemp("complete"), canaries.whole(files), style=True), files


def _everything(root: Path) -> str | None:
    """Return the page and the details of all its sentences, for the public; None where there is no page."""
    made = rebuild(root, Choice(EDITION)).made
    if made is None:
        return None
    found = collect_claims(made)
    told = [describe_claim(found, claim.number, root, "vscode") for claim in found.claims]
    return (made.page + json.dumps([told, count_letters_by_block(found)], ensure_ascii=False)).lower()


@pytest.mark.ci
@pytest.mark.parametrize("kind", [kind for kind in canaries.MODELS if kind not in _PROSE])
def test_details_hold_no_field_that_is_closed(kind: str, complete: tuple[Path, dict[str, Any]]) -> None:
    root, files = complete
    whole = _everything(root)
    assert whole is not None
    assert not [token for token in canaries.TOKENS if token in whole]
    file = canaries.MODELS[kind][0]
    leaks, shown, owners = [], 0, set()
    for path, owner in canaries.plantings(files, kind):
        if owner in owners:
            continue  # the same field of another item of a list
        owners.add(owner)
        (root / file).write_text(canaries.written({file: canaries.plant(files, kind, path)[file]})[file])
        if (told := _everything(root)) is not None:
            shown += 1
            if found := [token for token in canaries.TOKENS if token in told]:
                leaks.append((path, found))
    (root / file).write_text(canaries.written({file: files[file]})[file])
    assert not leaks
    assert shown  # not every field that is taken away takes the page with it
