"""The preview among enemies: other users of the machine, other programs in the browser, templates that call elsewhere,
and files that come and go while it runs."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from generator.preview.choice import read_editions
from generator.preview.paper import link_style_files
from tests.support.later import LATER, MEANWHILE
from tests.support.preview import REPOSITORY, Preview, previewed, until
from tests.support.workspaces import BRIEFING, EDITION, prose, write


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write(tmp_path / "workspace", MEANWHILE, style=True)


# ── who may ask ───────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="the browser of this test is a shell script")
def test_what_a_browser_is_started_with_opens_nothing_a_second_time(root: Path, tmp_path: Path) -> None:
    """Every user of the machine can read with which words a program was started."""
    told, browser = tmp_path / "told", tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\nprintf %s "$1" > {told}.part && mv {told}.part {told}\n')
    browser.chmod(0o755)
    command = [sys.executable, "-m", "generator", "preview", EDITION]
    environment = {**os.environ, "PYTHONPATH": str(REPOSITORY), "PYTHONUNBUFFERED": "1", "BROWSER": f"{browser} %s"}
    with subprocess.Popen(command, cwd=root, env=environment, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        printed = process.stdout.readline().split(": ", 1)[1].strip()
        while not told.exists():
            assert process.poll() is None
        given = told.read_text()
        assert given.partition("key=")[0] == printed.partition("key=")[0]
        assert given != printed
        assert [_status(given), _status(given), _status(printed), _status(printed)] == [303, 403, 303, 303]
        process.terminate()


def _status(address: str) -> int:
    parts = urlsplit(address)
    with socket.create_connection((parts.hostname or "", parts.port or 0), timeout=60) as wire:
        wire.sendall(
            f"GET {parts.path}?{parts.query} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n".encode()
        )
        return int(wire.recv(100).split()[1])


@pytest.mark.slow
def test_cookies_of_other_programs_do_not_close_it(root: Path) -> None:
    """Cookies know no ports: those of every program on this machine come along."""
    with previewed(root, EDITION) as preview:
        name = preview.cookie.partition("=")[0]
        for other in ('a={"b": 1}', "[x]=1", 'a="b', "=", f"{name}=old", "a"):
            for cookies in (f"{other}; {preview.cookie}", f"{preview.cookie}; {other}"):
                assert preview.ask("/choices", cookie=cookies).status == 200, cookies
            assert preview.ask("/choices", cookie=other).status == 403, other
        assert preview.ask("/choices").headers["x-dns-prefetch-control"] == "off"


# ── what a page calls ─────────────────────────────────────────────────────────────────────────────────────────────────


@contextlib.contextmanager
def listener() -> Iterator[tuple[str, list[object]]]:
    """Yield the address of a server, and who called it."""
    calls: list[object] = []
    with socket.create_server(("127.0.0.1", 0)) as server:

        def accept() -> None:
            with contextlib.suppress(OSError):
                while True:
                    connection, caller = server.accept()
                    calls.append(caller)
                    connection.close()

        threading.Thread(target=accept, daemon=True).start()
        yield f"localhost:{server.getsockname()[1]}", calls


@pytest.mark.parametrize(
    "link",
    [
        '<link rel=preconnect href="//THERE">',
        "<LINK href=http://THERE/ rel='preconnect'>",
        '<link title="<p>" rel="preconnect" href="//THERE">',
        '<link/rel="preconnect"/href="//THERE">',
        '<link rel="preconnect" href="&#32;//THERE">',
        "<link rel=preconnect href=&#32;//THERE>",
        '<link rel="preconnect"\nhref="ht\ntp://THERE">',
        '<link rel="stylesheet" title=" rel=x" href="//THERE/x">',
    ],
)
def test_links_that_call_elsewhere_are_none(link: str) -> None:
    assert link_style_files(f"<p>{link}</p>", "x", 1) == f"<p><no-{link[1:]}</p>"


def test_the_page_cannot_be_taken_away() -> None:
    kept = '<meta charset="utf-8"><META name="author" content="A &lt;b&gt;"/>'
    away = [
        '<meta http-equiv="refresh" content="0; url=/diff">',
        "<META HTTP-EQUIV=refresh content=0>",
        '<meta/http-equiv="refresh"/content="0">',
        '<meta name="a" content="b" http-equiv="refresh">',
        '<meta charset="utf-8" http-equiv="refresh" content="0">',
    ]
    for one in away:
        assert link_style_files(kept + one, "x", 1) == f"{kept}<no-meta{one[5:]}"


@pytest.mark.ci
def test_a_template_calls_nobody(root: Path) -> None:
    """Neither when the page is shown, nor when something in it is clicked that leads elsewhere."""
    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not program:
        assert not os.environ.get("CI"), "Chromium is missing"
        pytest.skip("needs Chromium")
    from playwright.sync_api import expect, sync_playwright

    evil = (
        '<link rel=preconnect href="//THERE"><link rel="preconnect" href="&#32;//THERE">'
        '<map name="m"><area shape="default" href="http://THERE/area"></map>'
        '<img usemap="#m" id="mapped" alt="" style="width: 50px; height: 50px" '
        'src="data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA=">'
        '<div id="shadow"><template shadowrootmode="closed"><a href="http://THERE/shadow">a link</a></template></div>'
        '<svg id="drawn" width="50" height="50"><a href="http://THERE/svg"><rect width="50" height="50"/></a></svg>'
    )
    page = root / "templates" / "dialogue-paper" / "paper.html.j2"
    with listener() as (there, calls), sync_playwright() as playwright:
        page.write_text(page.read_text("utf-8").replace("<main>", "<main>" + evil.replace("THERE", there)), "utf-8")
        # as the browser is that people have: the one of tests keeps from calling ahead
        ahead = ["--disable-background-networking", "--enable-automation"]
        opened = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"], ignore_default_args=ahead)
        shown = opened.new_page()
        with previewed(root, EDITION) as preview:
            shown.goto(preview.address)
            expect(shown.locator("#status")).to_contain_text("Up to date", timeout=90_000)
            frame = shown.frame_locator("#frames iframe:not(.coming)")
            for target in ("#mapped", "#shadow", "#drawn"):
                frame.locator(target).click(force=True)
            expect(frame.locator("#mapped")).to_be_attached()
            assert "key=" not in shown.url
            assert all(one.url.startswith(preview.address.partition("?")[0]) for one in shown.frames)
        opened.close()
    assert calls == []


# ── what comes and goes ───────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.slow
def test_an_edition_that_was_renamed_leaves_a_way_to_the_others(root: Path) -> None:
    with previewed(root, EDITION) as preview:
        shutil.rmtree(root / BRIEFING)
        for path in ("/", f"/?edition={EDITION}"):
            answer = preview.ask(path)
            assert (answer.status, answer.headers["location"]) == (303, f"/?edition={LATER}")
        assert preview.ask(f"/?edition={LATER}&lang=fr").headers["location"] == f"/?edition={LATER}"
        assert preview.ask(f"/?edition={LATER}").status == 200
        shutil.rmtree(root / "briefings")
        assert preview.ask("/").status == 200


@pytest.mark.skipif(sys.platform != "linux", reason="names are Unicode there")
def test_a_folder_whose_name_is_no_unicode_is_no_edition(root: Path) -> None:
    os.mkdir(os.fsencode(root / "briefings") + b"/\xfe")
    assert list(read_editions(root)) == [EDITION, LATER]


@pytest.mark.slow
def test_a_folder_that_is_put_in_the_place_of_another_is_followed(root: Path, tmp_path: Path) -> None:
    case = root / "data" / "ruritania" / "cases" / "rassendyll.yaml"
    with previewed(root, EDITION) as preview, preview.events() as events:
        until(events, "page")
        shutil.copytree(root / "data", tmp_path / "kept")
        shutil.rmtree(root / "data")
        gone = _next(events, lambda page: not page["ok"])
        shutil.copytree(tmp_path / "kept", root / "data")
        back = _next(events, lambda page: page["ok"] and page["version"] > gone)
        text = case.read_text("utf-8")
        case.write_text(text + "nonsense: 1\n", "utf-8")
        _next(events, lambda page: not page["ok"] and page["version"] > back)
        case.write_text(text, "utf-8")
        _next(events, lambda page: page["ok"] and page["version"] > back)
        overview = root / BRIEFING / "overview.yaml"
        overview.write_text(prose("After that.")[f"{BRIEFING}/overview.yaml"], "utf-8")
        _next(events, lambda page: "After that." in preview.get("/page").text)


def _next(events: Iterator[tuple[str, dict[str, Any]]], fits: Callable[[dict[str, Any]], object]) -> int:
    """Return the version of the next page that fits."""
    return next(int(page["version"]) for name, page in events if name == "page" and fits(page))


@pytest.mark.slow
def test_the_last_good_page_keeps_its_dress_when_its_style_is_gone(root: Path) -> None:
    sheet = "/paper/dialogue-paper/paper.css"
    with previewed(root, EDITION) as preview, preview.events() as events:
        until(events, "page")
        dress = preview.ask(sheet).body
        for name in ("template.yaml", "paper.css"):
            (root / "templates/dialogue-paper" / name).unlink()
        assert until(events, "page", 2)["ok"] is False
        assert preview.get("/page").status == 200
        assert preview.ask(sheet).body == dress


@pytest.mark.ci
def test_it_ends_while_a_template_goes_on_for_ever(root: Path) -> None:
    page = root / "templates" / "dialogue-paper" / "paper.html.j2"
    endless = "{% for i in range(90000) %}{% for j in range(90000) %}{% endfor %}{% endfor %}"
    with previewed(root, EDITION) as preview:
        until_shown(preview)
        with preview.events() as events:
            page.write_text(page.read_text("utf-8").replace("<main>", "<main>" + endless), "utf-8")
            time.sleep(2)  # it is at work on it, and may be for four seconds
            assert preview.get("/page").status == 200
            assert until(events, "page", 2)["ok"] is False
        page.write_text(page.read_text("utf-8") + " ", "utf-8")
        time.sleep(2)
        assert preview.stop(signal.SIGINT) == (0, "Keep this open while you write; Ctrl-C ends it.\n")


def until_shown(preview: Preview) -> None:
    with preview.events() as events:
        until(events, "laid", 1)
