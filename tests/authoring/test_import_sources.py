"""`briefing import sources` and `briefing export sources`: what is new, what is known; unknown stays unknown, nothing
is half imported, the same file twice changes nothing, and what goes out comes back equal."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.authoring.import_sources import read_library
from generator.base.diagnostics import BriefingError
from generator.records.csl_items import KINDS, read_item, write_item
from generator.records.load import load
from generator.records.schema import Source
from tests.support.commands import Ran, run
from tests.support.workspaces import FILES, write

SOURCES = "data/ruritania/sources.yaml"

BIB = r"""@string{gz = "Strelsau Gazette"}
@article{zaptov2020,
  title = {A {B}ig \"{o} story \& 50% <i>more</i>},
  author = {Zaptov, Rudolf and {Zaptinar Bureau for Rights}},
  journaltitle = gz,
  entrysubtype = {newspaper},
  date = {2020-05},
  url = {https://example.org/a\_b%20c?utm_source=mail&id=1},
  langid = {russian},
}
@online{key2, title={One}, date={2020-05-03/2020-05-04}, url={http://www.example.org/2/}, urldate={2020-06-01}}
@online{key2, title={One}, year=2020, month=mar, url={http://localhost/x}}
@report{r, title={Rep}, institution={Zenda Institute}, date={2019}, doi={10.1234/abc}, number={7}, langid={elvish}}
"""
RIS = """TY  - NEWS
TI  - Заптов свободен
T2  - Strelsau Gazette
DA  - 2020/05/03/
UR  - https://example.org/1?b=2&a=1
LA  - ru-RU
ER  -

TY  - BLOG
TI  - A page
AU  - Zaptinar Bureau
PY  - 2011
ER  -
"""


def take(root: Path, name: str, text: str | bytes, *words: str) -> Ran:
    """Write a library into a workspace, and import it."""
    (root / name).write_bytes(text.encode() if isinstance(text, str) else text)
    return run(root, "import", "sources", name, *words)


def text_of(root: Path) -> str:
    """Return the file of sources."""
    return (root / SOURCES).read_text("utf-8")


@pytest.mark.slow
def test_a_library_is_listed_then_written_and_the_same_again_changes_nothing(tmp_path: Path) -> None:
    root = write(tmp_path)
    ran = take(root, "l.bib", BIB)
    assert ran.code == 0, ran.err
    assert ran.out == (
        "new: 3\n"
        "  gazette-2020-05  A Big ö story & 50% more (news; gazette; 2020-05) [line 2]\n"
        "  web-page-2020-03  One (web_page; 2020-03) [line 12]\n"
        "  zenda-institute-2019  Rep (report; Zenda Institute; 2019) [line 13]\n"
        "known: 1\n"
        "  gazette-2  the same address; the record lacks title, accessed [line 11]\n"
        "nothing was written; --write writes 3 sources to data/ruritania/sources.yaml\n"
    )
    for said in (
        "l.bib:2:1: warning D463 left-out-of-import: entry `zaptov2020`: `author`",
        "l.bib:11:1: warning D463 left-out-of-import: entry `key2`: `issued` is left out: it is no single day",
        "l.bib:12:1: warning D463 left-out-of-import: entry `key2`: `URL`",
        "l.bib:13:1: warning D463 left-out-of-import: entry `r`: `language` is left out: “elvish”",
    ):
        assert said in ran.err
    assert text_of(root) == FILES[SOURCES]
    assert take(root, "l.bib", BIB, "--write").code == 0
    written = text_of(root)
    assert written.startswith(FILES[SOURCES])
    dataset, problems = load(root, [])
    assert not problems
    source = dataset.sources["gazette-2020-05"].record
    assert source.model_dump(mode="json", exclude_none=True, exclude_defaults=True) == {
        "id": "gazette-2020-05", "kind": "news", "publisher": ["gazette"], "title": "A Big ö story & 50% more",
        "url": "https://example.org/a_b%20c?id=1", "language": "ru", "published": "2020-05",
    }  # fmt: skip
    assert dataset.sources["zenda-institute-2019"].record.url == "https://doi.org/10.1234/abc"
    assert SOURCES not in run(root, "fmt", "--check", "data").out
    again = take(root, "l.bib", BIB, "--write")
    assert again.out.endswith("nothing is new, and nothing was written\n")
    assert text_of(root) == written


def test_ris_tells_the_same(tmp_path: Path) -> None:
    root = write(tmp_path)
    ran = take(root, "l.ris", RIS)
    assert ran.code == 0, ran.err
    assert "  zaptinar-bureau-2011  A page (web_page; Zaptinar Bureau; 2011) [line 9]" in ran.out
    assert "  gazette-1  the same address; the record lacks title [line 1]" in ran.out


def test_what_an_entry_is_is_not_guessed(tmp_path: Path) -> None:
    root = write(tmp_path)
    book = json.dumps([{"id": "b", "type": "book", "title": "B", "issued": {"date-parts": [["2020", 5]]}}])
    ran = take(root, "l.json", book, "--write")
    assert ran.code == 1
    assert "l.json:1:1: error D462 unreadable-entry: entry `b`: what it is can't be told by its type “book”" in ran.err
    assert text_of(root) == FILES[SOURCES]
    assert "report-2020-05" in take(root, "l.json", book, "--write", "--kind", "book=report").out
    assert "report-2020-05: {kind: report, title: B, published: 2020-05}" in text_of(root)
    assert "did you mean `report`?" in take(root, "l.json", book, "--kind", "book=reprot").err


def test_a_country_without_sources_gets_a_file(tmp_path: Path) -> None:
    root = write(tmp_path, {"data/zaptinar/country.yaml": "names: {preferred: Zaptinar}\nadjective: Zaptinar\n"})
    assert "say the country" in take(root, "l.ris", RIS).err
    ran = take(root, "l.ris", RIS, "--country", "zaptinar", "--write")
    assert ran.code == 0, ran.err
    made = (root / "data/zaptinar/sources.yaml").read_text("utf-8")
    assert (
        made == "zaptinar-bureau-2011: {kind: web_page, publisher: Zaptinar Bureau, title: A page, published: 2011}\n"
    )


# ── what can't be read ────────────────────────────────────────────────────────────────────────────────────────────────

BAD: dict[str, tuple[str, str | bytes, str]] = {
    "no bib": ("l.bib", "@online{a, title={Broken, date={2020}\n}\n@misc{b, title={x}}\n", "l.bib:1:1: error D462"),
    "field twice": ("l.bib", "\n@misc{b, title={x}, title={y}}\n", "l.bib:2:1: error D462"),
    "empty bib": ("l.bib", "% nothing\n", "it holds no entry"),
    "ris not closed": ("l.ris", RIS.rpartition("ER")[0], "l.ris:9:1: error D462 unreadable-entry: this"),
    "ris two in one": ("l.ris", RIS.replace("ER  -\n\n", ""), "l.ris:1:1: error D462 unreadable-entry: this"),
    "no ris": ("l.ris", "<html>\n", "l.ris:1:1: error D462 unreadable-entry: this line stands in no entry"),
    "no list": ("l.json", "{}", "it is no list of items"),
    "no json": ("l.json", '[\n{"id": "a"},\n{"id": b}]', "l.json:3:1: error D461"),
    "no end": ("l.json", '[{"id": "a", "type": "webpage"}', "the list is not closed"),
    "no number": ("l.json", '[{"id": NaN}]', "l.json:1:1: error D461"),
    "deep": ("l.json", "[" + "[" * 100_000, "error D461"),
    "odd fields": ("l.json", '[{"type": ["webpage"], "custom": true, "author": 1, "title": {}}]', "by its type"),
    "no item": ("l.json", "[1]", "is no item"),
    "other ending": ("l.xml", "<x/>", "of no kind that is read here"),
    "not utf-8": ("l.ris", RIS.encode("cp1251"), "l.ris:2:1: error D461"),
    "large": ("l.ris", b"x" * 20_000_001, "is larger than 20 megabytes"),
    "bad field": ("l.json", '[{"type": "webpage", "custom": {"briefing": {"archive_url": "javascript:1"}}}]',
                  "`archive_url` can't stand in a record"),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_of_a_library_that_cannot_be_read_whole_nothing_is_taken(tmp_path: Path, name: str) -> None:
    file, text, said = BAD[name]
    root = write(tmp_path)
    ran = take(root, file, text, "--write")
    assert ran.code == 1, ran.out
    assert said in ran.err
    assert "nothing was taken" in ran.err
    assert text_of(root) == FILES[SOURCES]


def test_a_file_of_sources_that_cannot_go_on_is_left_alone(tmp_path: Path) -> None:
    flow = (
        "{gazette-1: {kind: news}, gazette-2: {kind: news}, bureau-watch: {kind: monitoring}, code-text: {kind: law}}\n"
    )
    root = write(tmp_path, {SOURCES: flow})
    ran = take(root, "l.ris", RIS, "--write")
    assert ran.code == 1
    assert "nothing can be put at the end of `data/ruritania/sources.yaml`" in ran.err
    assert text_of(root) == flow


def test_hostile_words_are_only_words(tmp_path: Path) -> None:
    root = write(tmp_path)
    item = {
        "id": "x\n: [",
        "type": "webpage",
        "title": "\u202eA\x07\x1b[2J: [b]\n- c #d <script>alert(1)</script>&lt;b&gt;",
        "publisher": "=cmd|' /C calc'!A0",
        "URL": "javascript:alert(1)",
        "custom": {"briefing": {"visibility": "public"}},
        "language": "../../etc",
        "issued": {"date-parts": [[99999999999999999999]]},
        "accessed": {"raw": "01.05.2020"},
    }
    ran = take(root, "l.json", json.dumps([item]), "--write")
    assert ran.code == 0, ran.err
    dataset, problems = load(root, [])
    assert not problems
    (source,) = (entry.record for id, entry in dataset.sources.items() if id.startswith("cmd"))
    assert source.title == "A[2J: [b] - c #d"
    assert (source.url, source.language, source.published, source.accessed, source.visibility) == (None,) * 5
    assert "\x1b" not in ran.out + ran.err


NAMES = st.sampled_from(["literal", "family", "date-parts", "raw", "season", "briefing", "kind"])
PLAIN = st.none() | st.booleans() | st.integers() | st.text("a1-. <&ж", max_size=12)
ANYTHING = st.recursive(
    PLAIN, lambda inner: st.lists(inner, max_size=2) | st.dictionaries(NAMES, inner, max_size=2), max_leaves=4
)
FIELDS = (
    "id",
    "type",
    "title",
    "URL",
    "DOI",
    "language",
    "issued",
    "accessed",
    "author",
    "publisher",
    "custom",
    "genre",
)


@given(st.dictionaries(st.sampled_from(FIELDS), ANYTHING))
def test_any_item_is_read_or_told(item: dict[str, Any]) -> None:
    read = read_item(item)
    assert isinstance(read.fields, dict)


@given(st.text('@{}\\"%=,ab1 \n-TYERI', max_size=60), st.sampled_from(["l.bib", "l.ris", "l.json"]))
def test_any_text_is_read_or_told(text: str, name: str) -> None:
    with contextlib.suppress(BriefingError):
        assert read_library(name, text)


# ── the way out, and back ─────────────────────────────────────────────────────────────────────────────────────────────

DATES = st.sampled_from(["2020", "2020-05", "2020-05-03", "0999-12-31"])
WORDS = st.text("aZжқ 日ö&<>'\":#-[]{}|@=1.", min_size=1, max_size=30).map(str.strip).filter(bool)
RECORDS = st.fixed_dictionaries(
    {"id": st.just("zapt-1"), "kind": st.sampled_from(KINDS)},
    optional={
        "publisher": st.lists(WORDS, min_size=1, max_size=3),
        "title": WORDS | st.dictionaries(st.sampled_from(["en", "kk", "zh-Hant"]), WORDS, min_size=1),
        "number": st.sampled_from(["7", "E-006448/2020"]),
        "url": st.sampled_from(["https://example.org/1?a=1&b=2", "https://example.org/ж%20#c"]),
        "language": st.sampled_from(["ru", "kaa"]),
        "published": DATES,
        "accessed": DATES,
        "archive_url": st.just("https://example.org/old"),
        "platform": WORDS,
        "about": WORDS,
        "covers": st.just({"from": "2019-10", "to": "2020-11"}),
        "stated_in": st.lists(st.sampled_from(["a-1", "b-2"]), unique=True),
    },
)


@given(RECORDS)
def test_what_is_written_is_read_as_the_same_record(fields: dict[str, Any]) -> None:
    source = Source.model_validate(fields)
    item = json.loads(json.dumps(write_item(source, lambda id: f"called {id}")))
    read = read_item(item)
    assert read.kind_known
    assert read.left == ()
    assert Source.model_validate({**read.fields, "id": item["id"]}) == source
    # what CSL has fields for is there for programs that know no `custom`
    foreign = read_item({name: value for name, value in item.items() if name != "custom"})
    for name in ("number", "url", "language", "published", "accessed"):
        assert foreign.fields.get(name) == fields.get(name)


@pytest.mark.slow
def test_an_export_comes_back_whole(tmp_path: Path) -> None:
    root, empty = write(tmp_path / "a"), tmp_path / "b"
    ran = run(root, "export", "sources", "--audience", "internal", "--out", "out.json")
    assert ran.code == 0, ran.err
    write(empty, {name: None for name in FILES if name.startswith(("data/ruritania", "data/dialogues"))})
    (empty / "data/ruritania").mkdir()
    (empty / "data/ruritania/country.yaml").write_text(FILES["data/ruritania/country.yaml"], "utf-8")
    assert take(empty, "out.json", (root / "out.json").read_bytes(), "--write").code == 0
    before, after = (load(one, [])[0].sources for one in (root, empty))
    plain = {id: entry.record.model_copy(update={"visibility": None, "id": id}) for id, entry in before.items()}
    assert {id: entry.record.model_copy(update={"id": id}) for id, entry in after.items()} == plain
    assert take(root, "out.json", (root / "out.json").read_bytes()).out.endswith(
        "nothing is new, and nothing was written\n"
    )


CLOSED: Mapping[str, str] = {
    SOURCES: FILES[SOURCES] + "secret: {kind: report, title: Zaptic, visibility: internal}\n"
    "half: {kind: report, title: {value: Zaptoc, visibility: internal}, stated_in: [secret, gazette-1]}\n",
}


@pytest.mark.slow
def test_an_export_has_what_its_readers_may_see_and_nothing_else(tmp_path: Path) -> None:
    root = write(tmp_path, CLOSED)
    assert run(root, "export", "sources").code == 0
    made = (root / "build/export/sources.public.json").read_text("utf-8")
    assert '"id": "half"' in made
    assert not {word for word in ("Zaptic", "Zaptoc", "secret") if word in made}
    assert run(root, "export", "sources", "--audience", "internal", "--out", "all.json").code == 0
    assert {word for word in ("Zaptic", "Zaptoc") if word in (root / "all.json").read_text("utf-8")} == {
        "Zaptic",
        "Zaptoc",
    }


def test_an_export_whose_words_name_somebody_withheld_is_not_written(tmp_path: Path) -> None:
    hidden = {
        "data/ruritania/cases/secret.yaml": "visibility: internal\nnames: {preferred: Anton Zaptovsky}\n",
        SOURCES: FILES[SOURCES] + "telling: {kind: news, title: Anton Zaptovsky is held}\n",
    }
    root = write(tmp_path, hidden)
    ran = run(root, "export", "sources")
    assert ran.code == 1
    assert "S105" in ran.err
    assert "Zaptovsky" not in ran.err
    assert not (root / "build").exists()


def test_an_export_that_names_somebody_of_whom_no_basis_tells_is_not_written(tmp_path: Path) -> None:
    root = write(tmp_path, {
        "data/ruritania/cases/bare.yaml": "names: {preferred: Anton Zaptovsky}\n",
        SOURCES: FILES[SOURCES] + "telling: {kind: news, title: Anton Zaptovsky is held}\n",
    })  # fmt: skip
    ran = run(root, "export", "sources")
    assert (ran.code, "S105" in ran.err, "Zaptovsky" in ran.err) == (1, True, False)
    assert not (root / "build").exists()


@pytest.mark.parametrize("kind", ["sources", "uwazi"])
def test_nothing_is_exported_of_data_that_could_not_be_read(tmp_path: Path, kind: str) -> None:
    """The last gate looks for the names that it could read."""
    root = write(tmp_path, {"data/ruritania/cases/broken.yaml": "visibility: internal\nnames: {preferred: Zap\n"})
    ran = run(root, "export", kind)
    assert (ran.code, ran.out, (root / "build").exists()) == (1, "", False)
    assert "data/ruritania/cases/broken.yaml:" in ran.err


@pytest.mark.parametrize("kind", ["sources", "uwazi"])
def test_what_is_wrong_with_the_data_is_told_without_who_is_hidden(tmp_path: Path, kind: str) -> None:
    root = write(tmp_path, {
        "data/ruritania/cases/hidden.yaml": "visibility: internal\nnames: {preferred: Anton Zaptovsky}\n",
        "data/ruritania/cases/bad.yaml": "names: {preferred: X}\nAnton Zaptovsky: held\n",
    })  # fmt: skip
    ran = run(root, "export", kind)
    assert (ran.code, "Zaptovsky" in ran.err) == (1, False)
    assert "bad.yaml:2" in ran.err


def test_a_body_whose_name_is_closed_is_not_named_as_publisher(tmp_path: Path) -> None:
    body = "zb:\n  names: {preferred: {value: Zab, visibility: internal}}\n  kind: ngo\n"
    file = "data/ruritania/organisations.yaml"
    root = write(tmp_path, {
        file: FILES[file] + body, SOURCES: FILES[SOURCES] + "told: {kind: report, publisher: zb, title: Report}\n"
    })  # fmt: skip
    assert run(root, "export", "sources").code == 0
    made = (root / "build/export/sources.public.json").read_text("utf-8")
    assert '"told"' in made
    assert not {word for word in ("Zab", '"zb"') if word in made}
