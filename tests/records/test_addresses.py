"""Addresses that no reader can or should open are refused, with what to write."""

from __future__ import annotations

import re
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.base.diagnostics import render_json
from generator.formats.native import write_native
from generator.records.schema.sources import check_address
from tests.support.lint import spots
from tests.support.workspaces import assembled, built, edited, prose, told, write

WRONG = {
    "https://user:secret@example.org/x": "name or password of a user",
    "https://user@example.org/x": "name or password of a user",
    "https://example.org@evil.example/": "name or password of a user",
    "https://example.org/?a=1&amp;b=2": "an address has `&` there",
    "https://example.org/?a=1&#38;b=2": "an address has `&` there",
    "https://example.org/x&nbsp;": "was pasted from a page’s source",
    "https://example.org/x&quot;": "was pasted from a page’s source",
    "https://example.org:99999/x": "no number of a port",
    "https://example.org:abc/x": "no number of a port",
    "https://example.org:/x": "no number of a port",
    "https://example.org:0/x": "no number of a port",
    "https://example..org/": "its host is not written right",
    "https://.example.org": "its host is not written right",
    "https://example.org./x": "its host is not written right",
    "https://-a.org": "its host is not written right",
    "https://exa_.org": "its host is not written right",
    "https://example.org/x>": "an address has no >",
    "https://example.org/“x”": "an address has no “",
    "https://example.org/a\\b": "an address has no \\",
    "https://192.168.0.1/x": "your own machine or network",
    "http://127.0.0.1:8000/": "your own machine or network",
    "http://printer.local/": "your own machine or network",
    "http://[::1/x": "Invalid IPv6 URL",
    "https://https://example.org": "begins with https://",
}

RIGHT = [
    "https://example.org:8443/x",
    "https://example.org/@name/1",
    "https://example.org/?a=1&amplitude=2&copy=3;x",
    "https://example.org/a_(b)?c[0]=1&d=~e'f,g;h!$*+",
    "https://пример.рф/статья",
    "https://xn--e1afmkfd.xn--p1ai/",
    "https://a_b.example.org/",
    "HTTPS://EXAMPLE.ORG/",
    "https://web.archive.org/web/2020/https://example.org/?a=1&b=2",
    "https://8.8.8.8/",
]


@pytest.mark.parametrize(("address", "said"), WRONG.items())
def test_a_wrong_address_is_refused(address: str, said: str) -> None:
    with pytest.raises(ValueError, match=re.escape(said)) as caught:
        check_address(address)
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize("address", RIGHT)
def test_a_right_address_stays_as_it_is(address: str) -> None:
    assert check_address(address) == address


@given(st.text("a:@/.[]%&;#?1-", max_size=25))
def test_any_text_is_an_address_or_refused(text: str) -> None:
    with suppress(ValueError):
        assert check_address(f"https://{text}") == f"https://{text}"


def test_addresses_of_sources_and_links_are_told_at_their_places(tmp_path: Path) -> None:
    changes = edited("data/ruritania/sources.yaml", "url: https://example.org/2,", "url: https://example.org:x/2,")
    text = "A [page](https://a:secret@example.org/x) and [one](https://example.org/?a=1&amp;b=2)."
    root = write(tmp_path, {**changes, **prose(text)})
    _, problems = assembled(root)
    assert [problem.code for problem in problems] == ["T112", "D106"], told(problems)
    assert [spot[:8] for spot in spots(root, problems)] == ["[page](h", "h"]
    assert not any("secret" in problem.message for problem in problems)


def test_what_markdown_reads_in_a_link_is_what_is_meant(tmp_path: Path) -> None:
    """CommonMark reads `&amp;` in the address of a link as the sign that it stands for."""
    document = built(write(tmp_path, prose("A [page](https://example.org/?a=1&amp;b=2).")))
    assert "<page https://example.org/?a=1&b=2>" in write_native(document).decode()


def test_no_message_shows_the_password_in_an_address(tmp_path: Path) -> None:
    """Neither that of a source (D106) nor that of a link in words (T112), while their places stay true."""
    source = edited("data/ruritania/sources.yaml", "https://example.org/2,", "https://rudolf:s3cret@example.org/2,")
    link = prose("See [this](https://rudolf:s3cret@example.org/), they said.")
    found = assembled(write(tmp_path / "a", source))[1] + assembled(write(tmp_path / "b", link))[1]
    assert {one.code for one in found} >= {"D106", "T112"}
    said = told(found) + render_json(found)
    assert "s3cret" not in said
    assert "https://" + "…" * len("rudolf:s3cret") + "@example.org/" in said
