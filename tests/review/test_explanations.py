"""What `briefing explain` and docs/codes.md say of each code is there and current; its examples do what they say."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from generator.base import codes
from generator.base.codes import ALL, BY_ID
from generator.base.diagnostics import BriefingError, Code, Diagnostic
from generator.formats.stylesheet import find_stylesheet_faults
from generator.review.explanations import LEADS, PAGE, read_explanations, read_headings, write_codes_page
from generator.review.lint.rules import RULES
from generator.runs.build import make_files
from tests.records.test_bad_input import CASE, EDITION, ONE_EACH, TEMPLATES, Changes
from tests.support.commands import run
from tests.support.lint import linted
from tests.support.places import ROOT
from tests.support.workspaces import BRIEFING, FILES, assembled, edited, prose, told, write

# ── the texts ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_each_code_has_an_explanation_and_each_explanation_a_code() -> None:
    assert list(read_explanations().keys() - BY_ID.keys()) == []
    assert list(BY_ID.keys() - read_explanations().keys()) == []
    assert len(read_headings()) + len(RULES) == len(ALL)


@pytest.mark.slow
def test_each_explanation_is_headed_by_the_name_of_its_code() -> None:
    assert [(code.id, code.name) for code in ALL if code.id in dict(read_headings())] == read_headings()


@pytest.mark.parametrize("code", ALL, ids=lambda code: code.id)
def test_each_explanation_says_what_is_asked_of_it(code: Code) -> None:
    leads = re.findall(rf"^({'|'.join(LEADS)})[^\n]*:", read_explanations()[code.id], re.M)
    assert leads == list(LEADS)


def test_the_page_is_current() -> None:
    assert PAGE.read_text("utf-8") == write_codes_page(), "run: python -m generator.review.explanations"


def test_each_code_of_the_page_can_be_linked_to() -> None:
    text = write_codes_page()
    heads = {head.lower().replace(" ", "-") for head in re.findall(r"^## (.+)$", text, re.M)}
    assert set(re.findall(r"^\| \[\w+\]\(#([\w-]+)\)", text, re.M)) == heads
    rules = (ROOT / "docs" / "rules.md").read_text("utf-8")
    linked = set(re.findall(r"\]\(rules\.md#([\w-]+)\)", text))
    assert linked <= {head.lower().replace(" ", "-") for head in re.findall(r"^## (.+)$", rules, re.M)}
    assert len(linked) == len(RULES)


# ── the examples ──────────────────────────────────────────────────────────────────────────────────────────────────────

PRINTED = {id: re.findall(r"^```text\n(.*?)^```$", text, re.M | re.S) for id, text in read_explanations().items()}
"""What each explanation says is printed."""

DATA = "data/ruritania"
SECTION = f"{BRIEFING}/overview.yaml"
PRISONERS = f"{BRIEFING}/prisoners.yaml"
WHOLE_EDITION = f"{BRIEFING}/edition.yaml"

Place = Callable[[str], Changes]


def instead(name: str, old: str) -> Place:
    """Return how an example gets into a file: in the place of what stands there."""
    return lambda example: edited(name, old, example)


def below(name: str, line: str) -> Place:
    """Return how an example gets into a file: below a line."""
    return lambda example: edited(name, line, f"{line}{example}\n")


def fault(name: str) -> Place:
    """Return how an example is made that shows no input: as the test of bad input makes it."""
    return lambda example: ONE_EACH[name]


def _predecessor(example: str) -> Changes:
    return edited(WHOLE_EDITION, "status: reconstruction", f"status: draft\n{example}")


def _carried_over(example: str) -> Changes:
    """Put the example into a later edition, that takes over a sentence of the known one."""
    later = "briefings/ruritania-2020-12"
    lines = example.replace("\n", "\n  ")
    return {
        f"{later}/edition.yaml": FILES[WHOLE_EDITION]
        .replace("status: reconstruction", "status: draft\npredecessor: ruritania-2020-11")
        .replace(EDITION, "ruritania-2020-12", 1)
        .replace("outline: [overview, expression]\nannexes: [prisoners]", "outline: [overview]"),
        f"{later}/overview.yaml": f"kind: overview\ntitle: Overview\nblocks:\n  {lines}\n",
    }


def _block(example: str) -> Changes:
    lines = example.removeprefix("blocks:\n").replace("\n", "\n  ")
    return edited(SECTION, "blocks:\n", f"blocks:\n  {lines.strip()}\n")


def _source(example: str) -> Changes:
    return {f"{DATA}/sources.yaml": FILES[f"{DATA}/sources.yaml"] + f"{example}\n"}


EXAMPLES: Mapping[str, Place] = {
    "D001": instead(CASE, "occupation: journalist"),
    "D002": lambda example: {CASE: FILES[CASE].partition("timeline:")[0] + example.replace("→", "\t") + "\n"},
    "D003": lambda example: {CASE: example},
    "D004": instead(CASE, "gender: male"),
    "D005": instead(CASE, "gender: male"),
    "D006": lambda example: edited(CASE, "occupation: journalist", example.replace("�", "\u202e")),
    "D007": fault("not-utf-8"),
    "D008": fault("unknown-file"),
    "D009": fault("no-edition-file"),
    "D010": instead(CASE, "gender: male"),
    "D011": fault("deep-nesting"),
    "D101": lambda example: {CASE: re.sub("names: .*", example, FILES[CASE])},
    "D102": instead(CASE, "date: 2020-06-22"),
    "D103": instead(CASE, "gender: male"),
    "D104": instead(CASE, "profile:\n  - as_of: 2020-11-25\n    lead: Sentenced for a post."),
    "D105": instead(CASE, "gender: male"),
    "D106": instead(CASE, "length: 3 years"),
    "D107": lambda example: {"data/zenda/sources.yaml": f"{example}\n"},
    "D108": instead(CASE, "id: rassendyll"),
    "D201": instead(CASE, "timeline:"),
    "D202": instead(f"{DATA}/events.yaml", "date: 2020-05-02"),
    "D204": instead(CASE, "timeline:"),
    "D224": instead(f"{DATA}/recommendations.yaml", "  text: Release those who are held."),
    "D225": instead(CASE, "raised_by:\n  - {raised_by: council, date: 2020-07, text: It asked., by: weekly-1}"),
    "D226": instead(f"{DATA}/recommendations.yaml", "  text: Release those who are held."),
    "D227": lambda example: {
        f"{BRIEFING}/verified.yaml": example,
        f"{DATA}/cases/zapt.yaml": "names: {preferred: Zapt}\n",
    },
    "D241": lambda example: edited(CASE, "    stages:\n", f"    stages:\n      {example.strip()}\n"),
    "D242": instead(CASE, '{provision: ru-code/13, part: "2"}'),
    "D243": lambda example: {CASE: f"{FILES[CASE]}{example}\n"},
    "R101": prose,
    "R102": prose,
    "R104": prose,
    "R105": prose,
    "R106": instead(WHOLE_EDITION, "style: dialogue-paper"),
    "R107": instead(f"{DATA}/events.yaml", "date: 2020-05-02"),
    "R108": instead(WHOLE_EDITION, 'round: "3"'),
    "R109": below(f"{DATA}/cases/tarlenheim.yaml", "names: {preferred: Fritz Tarlenheim}\n"),
    "R110": _block,
    "R111": _predecessor,
    "R120": instead(WHOLE_EDITION, "kind: dialogue_paper"),
    "R141": instead("data/dialogues.yaml", "  parties: [council, government]"),
    "R166": fault("ask-made-nowhere"),
    "D015": fault("fault-of-another-country"),
    "R167": fault("rounds-without-dialogue"),
    "S101": below(CASE, "id: rassendyll\n"),
    "S122": instead(f"{DATA}/cases/tarlenheim.yaml", "basis: {consent: {scope: public, giver: person, date: 2020-01}}"),
    "S129": below(CASE, "gender: male\n"),
    "D264": below("data/ruritania/organisations.yaml", "  short: SBR\n"),
    "D265": below(CASE, "gender: male\n"),
    "T101": prose,
    "T102": prose,
    "T103": prose,
    "T104": prose,
    "T105": prose,
    "T106": prose,
    "T107": instead(SECTION, "title: Overview"),
    "T108": prose,
    "T109": prose,
    "T110": _block,
    "T111": instead(PRISONERS, "profiles: [rassendyll, tarlenheim]"),
    "T112": prose,
    "T113": prose,
    "T114": instead(PRISONERS, "caption: Those who are held"),
    "T120": _carried_over,
    "T130": _block,
    "T176": _block,
    "T141": prose,
    "T152": _block,
    "T590": _source,
    "T591": _source,
    "P402": fault("missing-label"),
    "P403": fault("missing-label"),
}

OF_TEMPLATES: Mapping[str, str] = {
    "P101": "word-missing-placeholder",
    "P102": "word-unknown-variable",
    "P103": "word-broken-tag",
    "P107": "word-missing",
    "P112": "word-missing-placeholder",
    "P201": "page-missing",
    "P202": "page-broken-tag",
    "P203": "page-unknown-variable",
    "P205": "page-missing-placeholder",
}
"""The fault of a template, as the test of bad input makes it, that an example is about."""


def test_each_code_that_an_author_meets_has_an_example_that_is_tried() -> None:
    golden = (ROOT / "tests" / "golden" / "bad-input").glob("*.txt")
    met = {code for path in golden for code in re.findall(r": \w+ ([A-Z]\d{3}) [\w-]+:", path.read_text("utf-8"))}
    assert len(met) > 50
    assert met <= EXAMPLES.keys() | OF_TEMPLATES.keys()


def shown(code: str) -> str:
    """Return what an explanation shows as written by an author; nothing where it shows none."""
    blocks = re.findall(r"^```(?!text)\w+\n(.*?)\n```$", read_explanations()[code], re.M | re.S)
    return blocks[0] if blocks else ""


def check(code: str, problems: list[Diagnostic]) -> None:
    """Look whether what an explanation says is printed was told, line by line, and of this code."""
    assert code in {problem.code for problem in problems}, told(problems)
    text = told([problem for problem in problems if problem.code == code])
    for line in "".join(PRINTED[code]).splitlines():
        assert line in text, f"{line!r} is not in\n{text}"


@pytest.mark.slow
@pytest.mark.parametrize("code", EXAMPLES)
def test_an_example_gives_what_it_says(code: str, tmp_path: Path) -> None:
    changes = EXAMPLES[code](shown(code))
    root = write(tmp_path, changes, style=code == "T130")
    if code.startswith("T59"):
        check(code, list(linted(root)))
        return
    edition = next((name.split("/")[1] for name in changes if name.startswith("briefings/")), EDITION)
    check(code, assembled(root, edition=edition)[1])


@pytest.mark.slow
@pytest.mark.parametrize("code", OF_TEMPLATES)
def test_an_example_of_a_template_gives_what_it_says(code: str, tmp_path: Path) -> None:
    root = write(tmp_path, style=True)
    format, spoil = TEMPLATES[OF_TEMPLATES[code]]
    spoil(root / "templates" / "dialogue-paper")
    with pytest.raises(BriefingError) as raised:
        make_files(root, EDITION, [format])
    check(code, list(raised.value.diagnostics))


def test_the_example_of_a_style_sheet_gives_what_it_says() -> None:
    check("P206", find_stylesheet_faults(shown("P206"), "paper.css"))


@pytest.mark.slow
def test_the_example_of_a_fault_in_the_page_gives_what_it_says(tmp_path: Path) -> None:
    root = write(tmp_path, style=True)
    template = root / "templates" / "dialogue-paper" / "paper.html.j2"
    template.write_text(template.read_text("utf-8").replace("<body", f"{shown('P204')}\n<body"), "utf-8")
    with pytest.raises(BriefingError) as raised:
        make_files(root, EDITION, ["html"])
    check("P204", list(raised.value.diagnostics))


def test_what_is_said_to_be_printed_is_of_the_code_and_as_bad_as_it_is() -> None:
    for id, printed in PRINTED.items():
        for severity, code, name in re.findall(r"^(error|warning|hint) (\w+) ([\w-]+):", "".join(printed), re.M):
            assert (code, name) == (id, BY_ID[id].name)
            stands_in = (codes.MISSING_STYLE, codes.MISSING_LABEL)  # a warning or a hint where another stands in for it
            assert severity == BY_ID[id].severity or BY_ID[id] in stands_in


# ── the command ───────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("word", ["D102", "d102", "bad-date", "BAD-DATE"])
def test_a_code_is_explained_by_its_id_or_name_in_any_case(word: str, tmp_path: Path) -> None:
    ran = run(tmp_path, "explain", word)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("D102 bad-date (error)\n\nWhat it finds: a date that no calendar has")
    assert "\n    date: 2020-06-31\n" in ran.out
    assert "```" not in ran.out


def test_a_rule_is_explained_by_its_own_words(tmp_path: Path) -> None:
    ran = run(tmp_path, "explain", "T504")
    assert ran.code == 0
    assert "digits glued to a word" in ran.out


def test_without_a_code_all_are_listed(tmp_path: Path) -> None:
    assert run(tmp_path, "explain").out.splitlines() == [f"{code.id}  {code.name}" for code in ALL]


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("bad-dat", "there is no code and no field `bad-dat`; did you mean `bad-date`?"),
        ("D1022", "there is no code and no field `D1022`; did you mean `D102`?"),
        ("zzzzzz", "there is no code and no field `zzzzzz`; `briefing explain` alone lists codes"),
    ],
)
def test_an_unknown_code_is_refused_with_the_one_most_like_it(word: str, said: str, tmp_path: Path) -> None:
    ran = run(tmp_path, "explain", word)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
