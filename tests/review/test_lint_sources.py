"""Rules about sources and records: for each, what it finds and what looks like it and is right."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.base.text.same_address import find_tracking, normalise_address, strip_tracking
from tests.support.lint import linted, spots
from tests.support.workspaces import BRIEFING, EDITION, FILES, prose, write

SOURCES = "data/ruritania/sources.yaml"


def with_sources(root: Path, *lines: str) -> Path:
    """Write the workspace with these sources alone among its loose ones beside those that it needs."""
    return write(root, {SOURCES: FILES[SOURCES] + "".join(f"{line}\n" for line in lines)})


def added(root: Path, code: str, *lines: str) -> list[str]:
    """Return what a rule says of the sources that were added."""
    first = len(FILES[SOURCES].splitlines())
    found = linted(with_sources(root, *lines), code)
    return [d.message for d in found if d.origin.file == SOURCES and d.origin.line > first]


# ── language and date ─────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("{kind: news, url: https://example.org/9, published: 2020}", "in which language it is"),
        ("{kind: news, url: https://example.org/9, language: ru}", "when it appeared"),
        ("{kind: report, url: https://example.org/9}", "in which language it is or when it appeared"),
        ("{kind: statement, publisher: council}", "when it appeared"),
        ("{kind: law, url: https://example.org/9}", "in which language it is"),
        ("{kind: monitoring, url: https://example.org/9}", "in which language it is"),
    ],
)
def test_sources_that_lack_something_are_found(source: str, said: str, tmp_path: Path) -> None:
    assert added(tmp_path, "D301", f"new: {source}") == [f"the source `new` does not say {said}"]


@pytest.mark.slow
@pytest.mark.parametrize(
    "source",
    [
        "{kind: news, url: https://example.org/9, language: ru, published: 2020}",
        "{kind: law, url: https://example.org/9, language: ru}",
        "{kind: monitoring, publisher: bureau}",
        "{kind: report, publisher: bureau, published: 2020-03}",
        "{kind: news, url: https://example.org/9, stated_in: gazette-1}",
        "{kind: statement, stated_in: [gazette-1, gazette-2]}",
        "{kind: monitoring, url: https://example.org/9, language: ru}",
    ],
)
def test_sources_that_say_what_they_can_are_left_alone(source: str, tmp_path: Path) -> None:
    assert added(tmp_path, "D301", f"new: {source}") == []


# ── which document it is ──────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "source",
    [
        "{kind: statement, publisher: council, stated_in: gazette-1}",
        "{kind: report, publisher: bureau, language: en, stated_in: gazette-1}",
        "{kind: social_media, publisher: bureau, platform: Facebook, stated_in: gazette-1}",
        "{kind: information, publisher: council, stated_in: gazette-1}",
    ],
)
def test_sources_that_no_reader_could_identify_are_found(source: str, tmp_path: Path) -> None:
    kind = source.split()[1].rstrip(",").replace("_", " ")
    assert added(tmp_path, "D318", f"new: {source}") == [
        f"nothing tells the source `new` from another {kind} of its publisher"
    ]


@pytest.mark.parametrize(
    "more",
    [
        "url: https://example.org/9",
        "title: On the march",
        "published: 2020",
        "number: E-1/2020",
        "about: the march",
        "covers: {from: 2020-03, to: 2020-05}",
    ],
)
def test_one_word_of_it_tells_a_source_from_others(more: str, tmp_path: Path) -> None:
    assert added(tmp_path, "D318", f"new: {{kind: statement, publisher: council, {more}}}") == []


def test_two_sources_of_which_the_same_is_said_are_found(tmp_path: Path) -> None:
    lines = [f"{id}: {{kind: statement, publisher: council, published: 2020-03-01}}" for id in ("a-new", "b-new")]
    (message,) = added(tmp_path, "D318", *lines)
    assert message == "the source `b-new` has the same publisher, kind, title and day as `a-new`"
    told_apart = [lines[0], lines[1].replace("}", ", about: the march}")]
    assert added(tmp_path, "D318", *told_apart) == []


# ── one address twice ─────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.slow
@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://example.org/9", "https://example.org/9"),
        ("https://example.org/9", "http://example.org/9"),
        ("https://example.org/9", "https://www.example.org/9/"),
        ("https://example.org/9", "https://EXAMPLE.org:443/9"),
        ("https://example.org/9", "https://example.org/9#comments"),
        ("https://example.org/9", "https://example.org/9?utm_source=mail&fbclid=x"),
        ("https://example.org/9?a=1&b=2", "https://example.org/9?b=2&a=1"),
        ("https://example.org/слово", "https://example.org/%D1%81%D0%BB%D0%BE%D0%B2%D0%BE"),
        ("https://www.facebook.com/groups/x/9/", "https://web.facebook.com/groups/x/9"),
        ("https://facebook.com/x/9", "https://m.facebook.com/x/9"),
        ("https://example.org/", "https://example.org"),
        ("https://example.org/9#:~:text=word", "https://example.org/9#:~:text=word"),
    ],
)
def test_one_address_in_two_spellings_is_found(one: str, other: str, tmp_path: Path) -> None:
    lines = [f'{id}: {{kind: law, language: ru, url: "{url}"}}' for id, url in (("a-new", one), ("b-new", other))]
    (message,) = added(tmp_path, "D302", *lines)
    assert message.startswith("the source `a-new` (data/ruritania/sources.yaml:")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://example.org/9", "https://example.org/90"),
        ("https://example.org/9", "https://ru.example.org/9"),
        ("https://example.org/9?id=1", "https://example.org/9?id=2"),
        ("https://example.org/laws#pos=12", "https://example.org/laws#pos=13"),
        ("https://example.org/9", "https://example.org/9/more"),
        ("https://example.org/Word", "https://example.org/word"),
        ("https://example.org/en/9", "https://example.org/ru/9"),
        ("https://example.org/9", "https://example.com/9"),
        ("https://example.org:8080/9", "https://example.org/9"),
        ("https://youtube.com/watch?v=AbC", "https://youtube.com/watch?v=abc"),
        ("https://example.org/9.html", "https://example.org/9.pdf"),
    ],
)
def test_two_addresses_are_two(one: str, other: str, tmp_path: Path) -> None:
    lines = [f'{id}: {{kind: law, language: ru, url: "{url}"}}' for id, url in (("a-new", one), ("b-new", other))]
    assert added(tmp_path, "D302", *lines) == []


def test_a_normal_address_stays_as_it_is() -> None:
    for url in ("https://www.example.org/a/?b=2&a=1#x", "http://example.org", "https://example.org/a%20b"):
        address, place = normalise_address(url)
        assert normalise_address(f"https:{address}#{place}") == (address, place)


# ── tracking ──────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("url", "names", "clean"),
    [
        ("https://example.org/1?utm_source=a&id=7", ["utm_source"], "https://example.org/1?id=7"),
        ("https://example.org/1?id=7&fbclid=x", ["fbclid"], "https://example.org/1?id=7"),
        ("https://example.org/1?gclid=x&yclid=y", ["gclid", "yclid"], "https://example.org/1"),
        ("https://example.org/1?UTM_Medium=a", ["UTM_Medium"], "https://example.org/1"),
        (
            "https://www.facebook.com/x/9?__tn__=-R&__cft__[0]=AZ",
            ["__tn__", "__cft__[0]"],
            "https://www.facebook.com/x/9",
        ),
        ("https://www.instagram.com/p/x/?igshid=a", ["igshid"], "https://www.instagram.com/p/x/"),
        ("https://youtu.be/x?si=abc", ["si"], "https://youtu.be/x"),
        ("https://example.org/1#utm_source=a", ["utm_source"], "https://example.org/1"),
        ("https://example.org/1?mc_cid=a&_ga=b", ["mc_cid", "_ga"], "https://example.org/1"),
        ("https://twitter.com/a/status/1?s=20&t=x", ["s", "t"], "https://twitter.com/a/status/1"),
    ],
)
def test_tracking_parameters_are_found_and_taken_out(url: str, names: list[str], clean: str) -> None:
    assert [name for name, _ in find_tracking(url)] == names
    assert strip_tracking(url) == clean
    assert all(url[offset:].startswith(name) for name, offset in find_tracking(url))


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/1?id=7&page=2",
        "https://example.org/?doc_id=31577399#pos=1770;-36",
        "https://www.facebook.com/permalink.php?story_fbid=18&id=10",
        "https://www.facebook.com/x/photos/a.2/29/?type=3&theater",
        "https://www.youtube.com/watch?v=snP78j24Z1Y&t=30",
        "https://example.org/?source=7&ref=9&uid=3",
        "https://example.org/1?s=protest&t=news",
        "https://example.org/zakon/?dok=05552&uro=080131#:~:text=",
        "https://example.org/utm_source/fbclid",
        "https://example.org/1?q=utm_source",
        "https://example.org/1?gallery=3&utmost=1",
    ],
)
def test_parameters_that_pages_need_are_left_alone(url: str) -> None:
    assert list(find_tracking(url)) == []
    assert strip_tracking(url) == url


def test_tracking_is_found_at_its_place_in_data_and_prose(tmp_path: Path) -> None:
    changes = prose("See [a page](https://example.org/8?id=1&gclid=x).")
    changes[SOURCES] = FILES[SOURCES] + 'new: {kind: law, language: ru, url: "https://example.org/9?fbclid=x"}\n'
    root = write(tmp_path, changes)
    found = linted(root, "D303")
    assert spots(root, found) == ["gclid", "fbclid"]
    assert found[1].help == "write https://example.org/9"


# ── shortened addresses ───────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "host", ["bit.ly", "t.co", "goo.gl", "www.tinyurl.com", "clck.ru", "vk.cc", "maps.app.goo.gl", "BIT.LY"]
)
def test_shorteners_are_found(host: str, tmp_path: Path) -> None:
    assert len(added(tmp_path, "D304", f"new: {{kind: law, language: ru, url: https://{host}/3x}}")) == 1


@pytest.mark.slow
@pytest.mark.parametrize(
    "url",
    [
        "https://youtu.be/CfslrjrcIPA",
        "https://t.me/channel/9",
        "https://rabbit.ly/9",
        "https://bit.ly.example.org/9",
        "https://at.co/9",
        "https://example.org/bit.ly/9",
        "https://example.org/?u=https://t.co/9",
        "https://ut.co.kz/9",
        "https://google.com/9",
        "https://fb.com/9",
    ],
)
def test_other_short_hosts_are_left_alone(url: str, tmp_path: Path) -> None:
    assert added(tmp_path, "D304", f'new: {{kind: law, language: ru, url: "{url}"}}') == []


def test_shorteners_are_found_in_prose_and_archives(tmp_path: Path) -> None:
    changes = prose("See [a page](https://bit.ly/3x).")
    changes[SOURCES] = (
        FILES[SOURCES] + "new: {kind: law, language: ru, url: https://example.org/9, archive_url: https://is.gd/x}\n"
    )
    assert len(linted(write(tmp_path, changes), "D304")) == 2


# ── languages ─────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.slow
@pytest.mark.parametrize(
    ("language", "url"),
    [
        ("en", "https://rus.example.org/a/9.html"),
        ("en", "https://example.org/ru/news/9"),
        ("ru", "https://example.org/en/news/9"),
        ("ru", "https://example.org/kk/9"),
        ("ru", "https://example.org/kz/9"),
        ("en", "https://ru.example.org/9"),
        ("ru", "https://example.org/doc/E-9_EN.html"),
        ("ru", "https://example.org/dialogue-and-subcommittee_en"),
        ("ru", "https://example.org/9?lang=en"),
        ("en", "https://example.org/9?id=3&lang=ru-RU"),
    ],
)
def test_languages_against_addresses_are_found(language: str, url: str, tmp_path: Path) -> None:
    assert len(added(tmp_path, "D305", f'new: {{kind: law, language: {language}, url: "{url}"}}')) == 1


@pytest.mark.slow
@pytest.mark.parametrize(
    ("language", "url"),
    [
        ("ru", "https://rus.example.org/a/9.html"),
        ("kk", "https://example.org/kz/9"),
        ("ru", "https://example.org/ka/codes/489.htm"),
        ("ru", "https://example.kz/9"),
        ("en", "https://kz.example.org/9"),
        ("ru", "https://example.org/uk/9"),
        ("en", "https://example.ru/9"),
        ("ru", "https://en.example.org/ru/9"),
        ("fr", "https://example.org/documents/en-route/9"),
        ("ru", "https://example.org/articles/what/the/en/word/means"),
        ("ru", "https://example.org/9?hl=en"),
        ("en", "https://ru.org/9"),
    ],
)
def test_addresses_that_say_nothing_for_sure_are_left_alone(language: str, url: str, tmp_path: Path) -> None:
    assert added(tmp_path, "D305", f'new: {{kind: law, language: {language}, url: "{url}"}}') == []


def test_a_source_without_a_language_is_not_judged(tmp_path: Path) -> None:
    assert added(tmp_path, "D305", "new: {kind: law, url: https://example.org/ru/9}") == []


# ── unused records ────────────────────────────────────────────────────────────────────────────────────────────────────


def unused(root: Path) -> set[str]:
    return {d.message for d in linted(root, "D306")}


def test_what_nothing_refers_to_is_told(tmp_path: Path) -> None:
    changes = {
        "data/ruritania/cases/zapt.yaml": "names: {preferred: Antonia Zapt}\nsources:\n  zapt-1: {kind: law}\n",
        "data/ruritania/figures.yaml": FILES["data/ruritania/figures.yaml"]
        + "fined:\n  what: people fined\n  values: [{value: 3, as_of: 2020-06, by: gazette-1}]\n  event: march-2020\n",
        "data/ruritania/people.yaml": FILES["data/ruritania/people.yaml"]
        + "black:\n  names: {preferred: Michael Black}\n",
        SOURCES: FILES[SOURCES] + "loose: {kind: law}\n",
        # a theme stands ready to be chosen
        "data/themes.yaml": FILES["data/themes.yaml"] + "torture: {title: Torture, order: 9}\n",
    }
    assert unused(write(tmp_path, changes)) == {
        "nothing refers to the case `zapt`",
        "nothing refers to the source `zapt-1`",
        "nothing refers to the figure `fined`",
        "nothing refers to the person `black`",
        "nothing refers to the source `loose`",
    }


def test_what_anything_refers_to_is_used(tmp_path: Path) -> None:
    changes = {
        "data/ruritania/cases/zapt.yaml": "names: {preferred: Antonia Zapt}\nrelated: rassendyll\n",
        "data/ruritania/people.yaml": FILES["data/ruritania/people.yaml"]
        + "black:\n  names: {preferred: Michael Black}\n",
        SOURCES: FILES[SOURCES] + "loose: {kind: law}\n",
        **prose("[](case:zapt) and Michael Black wrote.[@gazette-1; see @loose]"),
    }
    assert unused(write(tmp_path, changes)) == set()


def test_a_case_that_not_everybody_may_see_is_told_by_its_place_alone(tmp_path: Path) -> None:
    text = "names: {preferred: Antonia Zapt}\nvisibility: internal\n"
    gone = "names: {preferred: Marga Rix}\nvisibility: internal\n"
    gone += "basis: {consent: {scope: public, giver: person, date: 2020-01, withdrawn: 2020-06}}\n"
    root = write(tmp_path, {"data/ruritania/cases/zapt.yaml": text, "data/ruritania/cases/rix.yaml": gone})
    [found] = linted(root, "D306")
    assert (found.origin.file, found.message) == ("data/ruritania/cases/zapt.yaml", "unused record")
    assert "zapt" not in (found.help or "").casefold()
    root = write(
        tmp_path,
        {"data/ruritania/cases/zapt.yaml": text + "related: rix\n", **prose("Antonia Zapt wrote.[@gazette-1]")},
    )
    assert linted(root, "D306") == []


def test_one_edition_alone_does_not_tell_what_others_use(tmp_path: Path) -> None:
    root = write(tmp_path, {"data/ruritania/cases/zapt.yaml": "names: {preferred: Antonia Zapt}\n"})
    assert not linted(root, "D306", editions=[EDITION])


# ── publishers ────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("publisher", ["burau", "gazete", "[bureau, counil]", "bureau-of-zenda", "un", "heute"])
def test_a_publisher_that_is_written_like_an_id_is_found(publisher: str, tmp_path: Path) -> None:
    source = f"source-9: {{kind: monitoring, publisher: {publisher}}}"
    assert len(added(tmp_path, "D307", source)) == 1


@pytest.mark.parametrize(
    "publisher", ["bureau", "[bureau, council]", "Zenda Weekly", "Rudolf Rassendyll", "example.org", "Bureau"]
)
def test_a_publisher_may_be_a_name(publisher: str, tmp_path: Path) -> None:
    assert added(tmp_path, "D307", f"source-9: {{kind: monitoring, publisher: {publisher}}}") == []


# ── countries and sections ────────────────────────────────────────────────────────────────────────────────────────────

ANOTHER = {
    "data/zenda/defaults.yaml": "visibility: public\n",
    "data/zenda/country.yaml": "names: {preferred: Zenda}\n",
    "data/zenda/cases/flavia.yaml": "names: {preferred: Flavia Zenda}\n",
    "data/zenda/recommendations.yaml": "amend: {theme: expression, addressee: council, text: Amend it.}\n",
}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("block", "found"),
    [
        ("  - prisoners: [rassendyll, flavia]\n", ["flavia"]),
        ("  - profiles: [flavia, tarlenheim]\n", ["flavia"]),
        ("  - scorecard: [repeal, amend]\n", ["amend"]),
        ("  - {picture: custody, cases: [flavia]}\n", ["flavia"]),
        ("  - {box: hers, title: Hers, text: A story., cases: flavia}\n", ["flavia"]),
        ("  - prisoners: [rassendyll, tarlenheim]\n", []),
        ("  - text: Of [Zenda](country:zenda) is [Flavia Zenda](case:flavia).\n", []),  # prose may tell of anybody
    ],
)
def test_a_record_of_another_country_in_a_list_is_found(block: str, found: list[str], tmp_path: Path) -> None:
    annex = f"kind: annex\ntitle: People in prison\nblocks:\n{block}"
    root = write(tmp_path, {**ANOTHER, f"{BRIEFING}/prisoners.yaml": annex}, style=True)
    assert spots(root, linted(root, "D349")) == found


def test_a_record_that_no_country_owns_may_stand_in_every_list(tmp_path: Path) -> None:
    case = "visibility: public\nnames: {preferred: Flavia Zenda}\n"
    lists = FILES[f"{BRIEFING}/prisoners.yaml"].replace("profiles: [rassendyll", "profiles: [flavia, rassendyll")
    root = write(tmp_path, {"data/cases/flavia.yaml": case, f"{BRIEFING}/prisoners.yaml": lists})
    assert linted(root, "D349") == []


def test_a_section_that_no_outline_names_is_found(tmp_path: Path) -> None:
    files = {f"{BRIEFING}/{name}.yaml": "title: The press\nblocks: [{text: Words.}]\n" for name in ("press", "radio")}
    edition = FILES[f"{BRIEFING}/edition.yaml"].replace("annexes: [prisoners]", "annexes: [prisoners, radio]")
    (finding,) = linted(write(tmp_path, {**files, f"{BRIEFING}/edition.yaml": edition}), "T558")
    assert (finding.origin.file, finding.origin.line) == (f"{BRIEFING}/press.yaml", 1)
    assert "`press` stands neither in the outline nor among the annexes" in finding.message


def test_a_section_that_waits_is_excused_above_its_title(tmp_path: Path) -> None:
    text = "kind: section\n# check: off T558 for the next paper\ntitle: The press\nblocks: [{text: Words.}]\n"
    root = write(tmp_path, {f"{BRIEFING}/press.yaml": text})
    assert linted(root, "T558", "T590", "T591") == []
