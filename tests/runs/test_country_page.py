"""The page of a country: which papers stand on it, in which order, with what, and what never does."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from generator.base.diagnostics import BriefingError, render_github, render_json, render_text
from generator.paper.workspace import Workspace
from generator.records.load.parse import parse
from generator.runs.country_page import CountryPage, find_paper_files, make_page
from tests.support import canaries
from tests.support.workspaces import BRIEFING, EDITION, FILES, told, with_pages, write

# such a page is put together from whole papers
pytestmark = pytest.mark.slow

CASE = "data/ruritania/cases/rassendyll.yaml"
COUNTRY = "data/ruritania/country.yaml"
ORGANISATIONS = "data/ruritania/organisations.yaml"
FILE = f"{BRIEFING}/edition.yaml"

RATED = (
    FILES[COUNTRY]
    + """\
ratings:
  - {rated_by: bureau, rating: narrowed, date: 2019, by: gazette-1}
  - {rated_by: bureau, rating: closed, date: 2020-11, by: gazette-2}
watch_list:
  - {listed_by: council, date: 2020-03-01, text: The courts are no longer free., by: gazette-1}
  - {listed_by: bureau, as_of: 2020-12, text: Too late to be told.}
"""
)


def edition(id: str, as_of: str, more: str = "") -> dict[str, str]:
    """Return an edition without sections, as of a day."""
    text = (
        FILES[FILE]
        .replace(EDITION, id)
        .replace("as_of: 2020-11-26", f"as_of: {as_of}")
        .replace("title: Key concerns", f"title: {id}: concerns")
    )
    text = text.replace("[overview, expression]", "[]").replace("annexes: [prisoners]", "annexes: []")
    return {f"briefings/{id}/edition.yaml": text.replace(f"{id}: concerns in Ruritania", f"Concerns of {as_of}") + more}


def workspace(root: Path, changes: dict[str, str | bytes | None] | dict[str, str] = {}) -> Path:  # noqa: B006
    return with_pages(write(root, changes))


def page(root: Path, out: Path | None = None) -> CountryPage:
    editions = sorted(path.name for path in (root / "briefings").iterdir())
    made = make_page(Workspace(root, editions), "ruritania", out or root / "build")
    assert made is not None
    return made


def text(root: Path) -> str:
    return page(root).files["index.md"].data.decode()


def refused(root: Path) -> BriefingError:
    with pytest.raises(BriefingError) as raised:
        page(root)
    return raised.value


def test_papers_stand_newest_first_and_notices_at_their_place(tmp_path: Path) -> None:
    root = workspace(
        tmp_path,
        {COUNTRY: RATED, **edition("ruritania-2018", "2018"), **edition("ruritania-2020-02", "2020-02-29")},
    )
    found = re.findall(r"^(?:> )?####? (.*)", text(root), re.M)
    assert found == [
        "Key concerns in Ruritania",
        "Between the papers of 29 February 2020 and 26 November 2020",
        "Put on the watch list of Council of Zenda, 1 March 2020",
        "Concerns of 2020-02-29",
        "Concerns of 2018",
    ]
    assert "As of 26 November 2020\n\n## Papers, rounds, events and notices" in text(root)
    assert "Too late" not in text(root)


def test_a_notice_of_the_day_of_a_paper_stands_above_it(tmp_path: Path) -> None:
    changes = {COUNTRY: FILES[COUNTRY] + "watch_list: [{listed_by: council, as_of: 2020-11-26}]\n"}
    found = re.findall(r"^(?:> )?### (.*)", text(workspace(tmp_path, changes)), re.M)
    assert found == ["On the watch list of Council of Zenda, as of 26 November 2020", "Key concerns in Ruritania"]


@pytest.mark.parametrize(
    ("as_of", "said"),
    [
        ("2018-12-31", "no rating known to us"),
        ("2019-06-30", "no rating known to us"),  # a year counts as its last day
        (
            "2019-12-31",
            "narrowed (SBR, 2019). Source: [Strelsau Gazette, news item of 3 May 2020, later than this paper]",
        ),
        ("2020-11-29", "narrowed (SBR, 2019). Source: [Strelsau Gazette, news item of 3 May 2020]"),  # so does a month
        ("2020-11-30", "closed (SBR, November 2020). Source: [example.org/2]"),
    ],
)
def test_the_rating_is_that_of_the_day_of_the_paper(as_of: str, said: str, tmp_path: Path) -> None:
    root = workspace(tmp_path, {COUNTRY: RATED, **edition("ruritania-then", as_of)})
    (root / FILE).unlink()
    for other in (root / BRIEFING).iterdir():
        other.unlink()
    (root / BRIEFING).rmdir()
    assert f"**Civic space:** {said}" in text(root)


def test_each_who_rates_is_told_with_its_last_word(tmp_path: Path) -> None:
    changes = {
        COUNTRY: (
            RATED.replace("date: 2020-11, by", "date: 2020-10, by").replace(
                "watch_list", "  - {rated_by: council, rating: poor, date: 2020-01}\nwatch_list"
            )
        )
    }
    found = re.findall(r"^\*\*Civic space:\*\* (.*?\))", text(workspace(tmp_path, changes)), re.M)
    assert found == ["closed (SBR, October 2020)", "poor (Council of Zenda, January 2020)"]


def test_a_paper_is_told_with_kind_dialogue_days_abstract_and_status(tmp_path: Path) -> None:
    more = "abstract: |\n  Words about [](country:ruritania).\n  And more.\n"
    for status, line in (("final", None), ("reconstruction", "A reconstruction, put")):
        files = {FILE: re.sub("status: .*", f"status: {status}", FILES[FILE]) + more}
        found = text(workspace(tmp_path / status, files))
        assert (
            "Briefing paper\u00a0· Zenda Human Rights Dialogue, round 3, 26 November 2020\u00a0· As of 26 November"
            " 2020\u00a0· Period from 1 October 2019 to 26 November 2020" in found
        )
        assert "\nWords about Ruritania. And more.\n" in found
        assert (line in found) if line else ("A reconstruction" not in found)


def test_what_is_wrong_with_an_abstract_is_told_with_its_place(tmp_path: Path) -> None:
    error = refused(workspace(tmp_path, {FILE: FILES[FILE] + "abstract: Words about [him](case:rassendil).\n"}))
    (problem,) = error.diagnostics
    assert (problem.code, problem.origin.file, problem.origin.line) == ("R101", FILE, 18)
    assert "did you mean `case:rassendyll`?" in (problem.help or "")


def test_what_became_of_a_prisoner_is_on_the_page(tmp_path: Path) -> None:
    held = text(workspace(tmp_path / "held"))
    free = {
        CASE: (
            FILES[CASE].replace(
                "timeline:\n",
                "timeline:\n  - {date: 2020-10, text: He was let go., status: released, by: bureau-watch}\n",
            )
        )
    }
    freed = text(workspace(tmp_path / "freed", free))
    assert "**Its list of prisoners:** 1 held on that day, 1 of whom nothing is known for that day" in held
    assert "**Its list of prisoners:** 1 no longer held, 1 of whom nothing is known for that day" in freed
    died = {CASE: free[CASE].replace("He was let go., status: released", "He died., status: deceased")}
    dead = text(workspace(tmp_path / "dead", died))
    assert "**Its list of prisoners:** 1 deceased, 1 of whom nothing is known for that day" in dead


def test_links_lead_to_the_files_that_there_are(tmp_path: Path) -> None:
    root = workspace(tmp_path)
    assert "](<" not in text(root).replace("](<https", "")
    out = tmp_path / "papers"
    (out / EDITION).mkdir(parents=True)
    for name in (f"{EDITION}.pdf", f"{EDITION}.partner.docx", f"{EDITION}.md", "notes.html"):
        (out / EDITION / name).write_text("x", "utf-8")
    assert list(find_paper_files(out, EDITION, "en")) == ["pdf", "md"]
    made = page(root, out)
    found = made.files["index.md"].data.decode()
    assert f"- [PDF](<../{EDITION}/{EDITION}.pdf>)\n- [Markdown](<../{EDITION}/{EDITION}.md>)\n" in found
    html = made.files["index.html"].data.decode()
    assert f'<a href="../{EDITION}/{EDITION}.pdf">PDF</a>' in html
    assert "partner" not in html
    for address in re.findall(r'href="(\.\./[^"]*)"', html):
        assert (out / "ruritania" / address).resolve().is_file()


def test_the_asks_of_the_newest_paper_are_linked_on_top(tmp_path: Path) -> None:
    expression = f"{BRIEFING}/expression.yaml"
    root = workspace(tmp_path, {expression: FILES[expression] + "  - asks: [repeal]\n"})
    out = tmp_path / "papers"
    (out / EDITION).mkdir(parents=True)
    assert "#expression" not in page(root, out).files["index.md"].data.decode()  # no web page to lead to
    (out / EDITION / f"{EDITION}.html").write_text("x", "utf-8")
    found = page(root, out).files["index.md"].data.decode()
    linked = f"The asks on one page, in the newest paper (26 November 2020)](<../{EDITION}/{EDITION}.html#expression>)"
    assert linked in found
    assert found.index(linked) < found.index("### ")


def test_the_asks_of_a_paper_of_the_same_day_are_linked_too(tmp_path: Path) -> None:
    expression = f"{BRIEFING}/expression.yaml"
    list_of_the_day = edition("ruritania-2020-11-list", "2020-11-26")
    root = workspace(tmp_path, {expression: FILES[expression] + "  - asks: [repeal]\n", **list_of_the_day})
    (root / "build" / EDITION).mkdir(parents=True)
    (root / "build" / EDITION / f"{EDITION}.html").write_text("x", "utf-8")
    found = text(root)
    assert found.index("### Concerns of 2020-11-26") < found.index("### Key concerns")
    assert f"(26 November 2020)](<../{EDITION}/{EDITION}.html#expression>)" in found


def test_the_page_asks_for_nothing_else(tmp_path: Path) -> None:
    html = page(workspace(tmp_path)).files["index.html"].data.decode()
    assert "default-src 'none'" in html
    assert not re.search(r"<(?:link|script|img|iframe)|@import|url\(", html)
    assert 'class="contents"' not in html  # nothing to list


def test_the_same_files_give_the_same_bytes(tmp_path: Path) -> None:
    one, two = page(workspace(tmp_path / "one")), page(workspace(tmp_path / "two"))
    assert {name: file.data for name, file in one.files.items()} == {
        name: file.data for name, file in two.files.items()
    }


def test_faults_of_sections_are_no_faults_of_the_page_and_those_of_the_data_are(tmp_path: Path) -> None:
    broken = {f"{BRIEFING}/overview.yaml": "kind: overview\ntitle: [\n"}
    assert "Key concerns" in text(workspace(tmp_path / "one", broken))
    error = refused(workspace(tmp_path / "two", {CASE: FILES[CASE].replace("gender: male", "gender: mael")}))
    assert [d.code for d in error.diagnostics] == ["D105"]


def test_a_notice_without_a_day_has_no_place(tmp_path: Path) -> None:
    error = refused(workspace(tmp_path, {COUNTRY: FILES[COUNTRY] + "watch_list:\n  - {listed_by: council}\n"}))
    (problem,) = error.diagnostics
    assert (problem.code, problem.origin.file, problem.origin.line) == ("D203", COUNTRY, 6)


def test_a_style_of_its_own_without_a_record_is_told(tmp_path: Path) -> None:
    """What the workspace has of that name counts, and nothing of the program stands in for it."""
    root = write(tmp_path)
    (root / "templates/digest").mkdir()
    error = refused(root)
    assert [d.code for d in error.diagnostics] == ["P404"]
    assert "the folder of the style `digest` has no template.yaml" in told(list(error.diagnostics))


# ── what stands between papers ────────────────────────────────────────────────────────────────────────────────────────

EARLIER = edition("ruritania-2019", "2019-12-31")
EVENTS = "data/ruritania/events.yaml"
FIGURES = "data/ruritania/figures.yaml"
TARLENHEIM = "data/ruritania/cases/tarlenheim.yaml"


def meanwhile(root: Path) -> str:
    """Return what the page has of the time between two papers."""
    found = re.search(r"^### Between the papers .*?(?=^### |^## |^> )", text(root), re.M | re.S)
    assert found, text(root)
    return found[0]


def test_an_event_between_two_papers_stands_there_with_day_words_and_source(tmp_path: Path) -> None:
    found = text(workspace(tmp_path, EARLIER))
    assert re.findall(r"^### (.*)", found, re.M) == [
        "Key concerns in Ruritania",
        "Between the papers of 31 December 2019 and 26 November 2020",
        "Concerns of 2019-12-31",
    ]
    assert (
        "- **2 May 2020, Strelsau:** March of 2 May. People marched."
        " Source: [Strelsau Gazette, news item of 3 May 2020](<" in found
    )


def test_events_stand_by_their_last_day_and_notices_between_them(tmp_path: Path) -> None:
    more = """\
fair:
  title: the fair!
  date: 2020-02
  end: 2020-06
  text: It went on.
  by: gazette-2
storm: {title: storm, date: 2020-01-09, by: gazette-2}
"""
    notice = "watch_list: [{listed_by: council, date: 2020-03-01, by: gazette-1}]\n"
    root = workspace(tmp_path, {**EARLIER, EVENTS: FILES[EVENTS] + more, COUNTRY: FILES[COUNTRY] + notice})
    assert re.findall(r"^(?:> )?####? (.*)|^- \*\*(.*?:)\*\* (.*?[.!])", text(root), re.M) == [
        ("Key concerns in Ruritania", "", ""),
        ("Between the papers of 31 December 2019 and 26 November 2020", "", ""),
        ("", "26 November 2020:", "Round 3 of the Zenda Human Rights Dialogue, Zenda."),
        ("", "February 2020 to June 2020:", "The fair!"),
        ("", "2 May 2020, Strelsau:", "March of 2 May."),
        ("Put on the watch list of Council of Zenda, 1 March 2020", "", ""),
        ("", "9 January 2020:", "Storm."),
        ("Concerns of 2019-12-31", "", ""),
    ]


def test_what_happened_at_some_time_within_a_span_stands_there_so(tmp_path: Path) -> None:
    more = """\
raid:
  title: raid
  date: 2020-02
  end: 2020-06
  within: true
  place: Zenda
  text: Two officers were tried.
  accused_of: the theft of a crown
  by: gazette-2
"""
    found = meanwhile(workspace(tmp_path / "page", {**EARLIER, EVENTS: FILES[EVENTS] + more}))
    assert (
        "- **Between February 2020 and June 2020 (when is not told), Zenda:** Raid. Two officers were tried." in found
    )
    assert "tried. The accusation: the theft of a crown. Source:" in found
    # it may have been later than a day within the span
    late = more.replace("end: 2020-06", "end: 2020-12")
    assert "Raid." not in text(workspace(tmp_path / "late", {**EARLIER, EVENTS: FILES[EVENTS] + late}))


def test_a_round_stands_there_with_place_what_was_said_and_source(tmp_path: Path) -> None:
    found = meanwhile(workspace(tmp_path, EARLIER))
    assert (
        "- **26 November 2020:** Round 3 of the Zenda Human Rights Dialogue, Zenda. They talked. Source: ["
    ) in found


def test_a_full_stop_comes_behind_whose_word_it_is(tmp_path: Path) -> None:
    event = "raid: {title: raid, date: 2020-03, text: Some were hurt., reported: true, by: gazette-2}\n"
    found = meanwhile(workspace(tmp_path, {**EARLIER, EVENTS: FILES[EVENTS] + event}))
    assert "Raid. Some were hurt, reportedly. Source: " in found


def test_papers_of_one_title_have_their_day_in_the_heading(tmp_path: Path) -> None:
    twin = {
        name: words.replace("title: Concerns of 2019-12-31", "title: Key concerns in Ruritania")
        if isinstance(words, str)
        else words
        for name, words in EARLIER.items()
    }
    heads = re.findall(r"^### (Key.*)", text(workspace(tmp_path, twin)), re.M)
    assert len(set(heads)) == len(heads) == 2
    assert all(re.search(r" \(.*20(19|20)\)$", head) for head in heads)


def test_a_death_stands_there_by_its_day_or_one_by_which_it_had_happened(tmp_path: Path) -> None:
    died = "timeline: [{date: 2020-03-02, text: He fell., status: deceased, by: gazette-2}]\n"
    found = meanwhile(workspace(tmp_path / "day", {**EARLIER, TARLENHEIM: FILES[TARLENHEIM] + died}))
    assert "- **2 March 2020:** Fritz Tarlenheim. He fell. Source: [example.org/2](<https://example.org/2>)" in found
    died = died.replace("date: 2020-03-02", "as_of: 2020-03")
    found = meanwhile(workspace(tmp_path / "month", {**EARLIER, TARLENHEIM: FILES[TARLENHEIM] + died}))
    # of the time before, nothing is told of him: he may have died long ago
    perhaps = ", perhaps before the paper of 31 December 2019"
    assert f"- **By the end of March 2020{perhaps}:** Fritz Tarlenheim. He fell." in found
    alive = died.replace("timeline: [", "timeline: [{date: 2020-01-09, text: He was seen., status: at_risk}, ")
    found = meanwhile(workspace(tmp_path / "alive", {**EARLIER, TARLENHEIM: FILES[TARLENHEIM] + alive}))
    assert "- **By the end of March 2020:** Fritz Tarlenheim. He fell." in found


def test_a_number_stands_there_where_no_paper_gives_it(tmp_path: Path) -> None:
    said = "People on the march: over 1,500."
    assert said not in meanwhile(workspace(tmp_path / "given", EARLIER))
    untold = {f"{BRIEFING}/expression.yaml": "title: Expression\nblocks: [{text: Words.}]\n"}
    assert said in meanwhile(workspace(tmp_path / "untold", {**EARLIER, **untold}))


def test_the_heading_has_the_days_of_the_papers_and_not_those_of_what_happened(tmp_path: Path) -> None:
    more = "fair: {title: fair, date: 2020-03, by: gazette-2}\nold: {title: old, date: 2020-02, by: gazette-2}\n"
    between = edition("ruritania-2020-03", "2020-03")
    found = text(workspace(tmp_path, {**EARLIER, **between, EVENTS: FILES[EVENTS] + more}))
    assert re.findall(r"^### (.*)|^- \*\*(.*?):", found, re.M) == [
        ("Key concerns in Ruritania", ""),
        ("Between the papers of March 2020 and 26 November 2020", ""),
        ("", "26 November 2020"),
        ("", "2 May 2020, Strelsau"),
        ("Concerns of 2020-03", ""),
        ("Between the papers of 31 December 2019 and March 2020", ""),
        ("", "March 2020"),
        ("", "February 2020"),
        ("Concerns of 2019-12-31", ""),
    ]


def test_what_may_have_been_before_the_older_paper_says_so(tmp_path: Path) -> None:
    more = """\
raid: {title: raid, date: 2019-11, end: 2020-02, within: true, by: gazette-2}
flood: {title: flood, date: 2020-03, by: gazette-2}
fair: {title: fair, date: 2019-12, end: 2020-04, by: gazette-2}
"""
    middle = edition("ruritania-2020-03", "2020-03-15")
    found = text(workspace(tmp_path, {**EARLIER, **middle, EVENTS: FILES[EVENTS] + more}))
    told = dict(re.findall(r"^- \*\*(.*?):\*\* (\w+)", found, re.M))
    assert {what: when for when, what in told.items()} == {
        "Round": "26 November 2020",
        "March": "2 May 2020, Strelsau",
        # it went on from the one to the other: nothing is in doubt
        "Fair": "December 2019 to April 2020",
        "Flood": "March 2020, perhaps before the paper of 15 March 2020",
        "Raid": (
            "Between November 2019 and February 2020 (when is not told), perhaps before the paper of 31 December 2019"
        ),
    }


def test_a_number_of_two_events_stands_there_once_and_not_beside_words_that_give_it(tmp_path: Path) -> None:
    untold = {f"{BRIEFING}/expression.yaml": "title: Expression\nblocks: [{text: Words.}]\n"}
    twin = "fair: {title: fair, date: 2020-06, figures: marchers, by: gazette-2}\n"
    number = "People on the march: over 1,500"
    found = text(workspace(tmp_path / "twins", {**EARLIER, **untold, EVENTS: FILES[EVENTS] + twin}))
    assert found.count(number) == 1
    # the event of before the first paper is left out, and with it no number
    before = FILES[EVENTS].replace("2020-05-02", "2019-05-02") + twin
    assert number in meanwhile(workspace(tmp_path / "before", {**EARLIER, **untold, EVENTS: before}))
    given = {**EARLIER, **untold, EVENTS: FILES[EVENTS].replace("People marched", "More than 1,500 marched")}
    assert "1,500 marched." in meanwhile(workspace(tmp_path / "given", given))
    assert number not in meanwhile(workspace(tmp_path / "given", given))
    # a day or a length of time is no number of people
    few = FILES[FIGURES].replace("value: 1500, qualifier: over", "value: 2")
    words = FILES[EVENTS].replace("People marched", "They got 2 days")
    other = {**EARLIER, **untold, EVENTS: words, FIGURES: few}
    assert "People on the march: 2." in meanwhile(workspace(tmp_path / "days", other))


def test_a_number_of_an_abstract_is_not_told_again(tmp_path: Path) -> None:
    untold = {f"{BRIEFING}/expression.yaml": "title: Expression\nblocks: [{text: Words.}]\n"}
    abstract = {FILE: FILES[FILE] + 'abstract: "[Over 1,500](figure:marchers) marched."\n'}
    found = text(workspace(tmp_path, {**EARLIER, **untold, **abstract}))
    assert found.count("1,500") == 1


def test_the_day_of_an_event_stands_there_once(tmp_path: Path) -> None:
    more = """\
rally: {title: rally of 9 June 2020, date: 2020-06-09, by: gazette-2}
strikes: {title: strikes of 2020, date: 2020-06, by: gazette-2}
law: {title: law of 1999, date: 2020-06-03, by: gazette-2}
"""
    found = meanwhile(workspace(tmp_path, {**EARLIER, EVENTS: FILES[EVENTS] + more}))
    assert "- **9 June 2020:** Rally. " in found
    assert "- **June 2020:** Strikes. " in found
    assert "- **3 June 2020:** Law of 1999. " in found


def test_a_source_that_is_younger_than_the_page_is_not_called_younger_than_a_paper(tmp_path: Path) -> None:
    sources = "data/ruritania/sources.yaml"
    late = {sources: FILES[sources].replace("published: 2020-05-03", "published: 2020-12-03")}
    found = meanwhile(workspace(tmp_path, {**EARLIER, **late}))
    assert "[Strelsau Gazette, news item of 3 December 2020, later than the newest paper here]" in found
    assert "this paper" not in found


def test_a_paper_says_of_which_months_its_documents_tell_nothing(tmp_path: Path) -> None:
    sources = "data/ruritania/sources.yaml"
    covers = FILES[sources].replace(
        "kind: news, publisher", "kind: news, covers: {from: 2020-03, to: 2020-11}, publisher"
    )
    found = text(workspace(tmp_path, {sources: covers, FILE: FILES[FILE] + "abstract: Words.\n"}))
    assert "account of March to November 2020; of October 2019 to February 2020 none does," in found


def test_a_death_without_a_day_is_counted_among_what_is_left_out(tmp_path: Path) -> None:
    died = "timeline: [{text: He fell., status: deceased, by: gazette-2}]\n"
    found = text(workspace(tmp_path, {TARLENHEIM: FILES[TARLENHEIM] + died}))
    assert "So are the deaths of which no day is on record (1)." in found
    assert "no day is on record" not in text(workspace(tmp_path / "none"))


def test_what_came_before_the_first_paper_or_after_the_newest_is_counted_or_left_out(tmp_path: Path) -> None:
    more = """\
old: {title: old event, date: 2018, by: gazette-2}
late: {title: late event, date: 2021, by: gazette-2}
"""
    found = text(workspace(tmp_path, {**EARLIER, EVENTS: FILES[EVENTS] + more}))
    assert "ld event" not in found
    assert "ate event" not in found
    assert "and what is later than 26 November 2020, the day of the newest paper." in found
    assert (
        "Left out, too, is what is on record of the time up to 31 December 2019, the day of the first paper (rounds,"
        " events and deaths: 1)." in found
    )


def test_events_of_another_country_do_not_stand_there(tmp_path: Path) -> None:
    other = {
        "data/zenda/defaults.yaml": "visibility: public\n",
        "data/zenda/country.yaml": "names: {preferred: Zenda}\n",
        "data/zenda/events.yaml": "ball: {title: ball at Zenda, date: 2020-04, by: gazette-1}\n",
        "data/zenda/cases/flavia.yaml": "names: {preferred: Flavia}\nbasis: {already_public: gazette-1}\n"
        "timeline: [{date: 2020-04, text: She died., status: deceased, by: gazette-2}]\n",
    }
    found = text(workspace(tmp_path, {**EARLIER, **other}))
    assert "Zenda Human" in found
    assert "all at Zenda" not in found
    assert "Flavia" not in found


def test_a_draft_never_stands_there(tmp_path: Path) -> None:
    draft = {name: value.replace("status: reconstruction", "status: draft") for name, value in EARLIER.items()}
    assert "Concerns of 2019" not in text(workspace(tmp_path / "one", draft))
    alone = {FILE: FILES[FILE].replace("status: reconstruction", "status: draft")}
    root = workspace(tmp_path / "alone", alone)
    assert make_page(Workspace(root, [EDITION]), "ruritania", root / "build") is None


def test_the_page_says_what_it_leaves_out(tmp_path: Path) -> None:
    assert "## What this page leaves out\n\nDrafts are left out" in text(workspace(tmp_path))


# ── what is not public ────────────────────────────────────────────────────────────────────────────────────────────────


def test_only_public_papers_stand_there(tmp_path: Path) -> None:
    root = workspace(
        tmp_path,
        {
            **edition("canary-1", "2021", "audience: partner\n"),
            **edition("canary-2", "2020", "visibility: internal\n"),
            **edition("ruritania-2019", "2019", "abstract: {value: CANARY, visibility: confidential}\n"),
        },
    )
    made = page(root)
    everything = "".join(file.data.decode() for file in made.files.values()).lower()
    assert "canary" not in everything
    assert "As of 26 November 2020\n\n## Papers" in made.files["index.md"].data.decode()
    assert "Concerns of 2019" in made.files["index.md"].data.decode()


def test_no_public_paper_no_page(tmp_path: Path) -> None:
    root = workspace(tmp_path, {FILE: FILES[FILE] + "audience: partner\n"})
    assert make_page(Workspace(root, [EDITION]), "ruritania", root / "build") is None


def test_a_closed_country_has_no_page(tmp_path: Path) -> None:
    error = refused(workspace(tmp_path, {COUNTRY: FILES[COUNTRY] + "visibility: internal\n"}))
    assert "S101" in {d.code for d in error.diagnostics}
    assert "Ruritania" not in "".join(d.message for d in error.diagnostics)


def test_who_is_not_to_be_named_rates_and_lists_nothing(tmp_path: Path) -> None:
    closed = FILES[ORGANISATIONS].replace("  kind: international", "  kind: international\n  visibility: internal")
    changes = {ORGANISATIONS: closed, COUNTRY: RATED + "  - {listed_by: bureau, date: 2020-05}\n"}
    found = text(workspace(tmp_path, changes))
    assert "Council" not in found
    assert "courts" not in found
    assert "watch list of SBR, May 2020" in found


@pytest.fixture(scope="module")
def complete(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Any]]:
    files = canaries.complete()
    file = "data/ruritania/country.yaml"
    tree, _ = parse(RATED, file)
    assert tree is not None
    files[file] = files[file] | {
        "watch_list": [
            {
                "listed_by": "council",
                "date": "2020-03-01",
                "as_of": "2020-03-02",
                "text": "Some words.",
                "by": ["gazette-1"],
            }
        ]
    }
    files[FILE] = files[FILE] | {"abstract": "Some words about a paper.", "status": "reconstruction"}
    # the edition and the event whose titles are canaries are not asked for here: they would be public ones
    files = {name: value for name, value in files.items() if name != "briefings/canary/edition.yaml"}
    files["data/ruritania/events.yaml"] = {"march-2020": files["data/ruritania/events.yaml"]["march-2020"]}
    return with_pages(write(tmp_path_factory.mktemp("pages"), canaries.whole(files))), files


def seen(text: str) -> list[str]:
    return [token for token in canaries.TOKENS if token in text.lower()]


def all_of(root: Path) -> str:
    """Return everything that comes of making the page: its files, or its messages in three forms."""
    editions = sorted(path.name for path in (root / "briefings").iterdir())
    try:
        made = make_page(Workspace(root, editions), "ruritania", root / "build")
    except BriefingError as error:
        found = error.diagnostics
        return "\n".join([*map(render_text, found), render_json(found), *map(render_github, found)])
    return "".join(file.data.decode() for file in made.files.values()) if made else ""


def test_the_complete_page_has_no_canary_and_tells_what_it_should(complete: tuple[Path, dict[str, Any]]) -> None:
    found = text(complete[0])
    assert not seen(found)
    for words in (
        "Some words about a paper.",
        "Put on the watch list of Council",
        "March of 2 May",
        "Civic space",
    ):
        assert words in found


@pytest.mark.ci
@pytest.mark.parametrize("kind", canaries.MODELS)
def test_no_internal_field_is_on_the_page_or_in_a_message(kind: str, complete: tuple[Path, dict[str, Any]]) -> None:
    root, files = complete
    file = canaries.MODELS[kind][0]
    leaks = []
    done: set[str] = set()
    list_of = ""
    for path, owner in canaries.plantings(files, kind):
        list_of = owner or list_of
        # of the same field of several items of a list the first, and of the items of a list one
        field = owner or f"an item of {list_of}"
        if field in done:
            continue
        done.add(field)
        (root / file).write_text(canaries.written({file: canaries.plant(files, kind, path)[file]})[file], "utf-8")
        if found := seen(all_of(root)):
            leaks.append((path, found))
    (root / file).write_text(canaries.written({file: files[file]})[file], "utf-8")
    assert not leaks


def test_the_canaries_are_found_where_they_are_public(complete: tuple[Path, dict[str, Any]]) -> None:
    root, files = complete
    for kind, path in (
        ("editions", ("title",)),
        ("editions", ("abstract",)),
        ("countries", ("names", "preferred")),
        ("countries", ("watch_list", 0, "text")),
        ("events", ("title",)),
        ("events", ("text",)),
    ):
        file = canaries.MODELS[kind][0]
        planted = canaries.written({file: canaries.plant(files, kind, path)[file]})[file]
        (root / file).write_text(planted.replace('"internal"', '"public"'), "utf-8")
        assert seen(all_of(root)), (kind, path)
        (root / file).write_text(canaries.written({file: files[file]})[file], "utf-8")
