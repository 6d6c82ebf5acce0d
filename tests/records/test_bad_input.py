"""What an author gets wrong is told with its place, its line and how to mend it; all of it at once; and no file is
touched."""

from __future__ import annotations

import os
import re
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from generator.base.diagnostics import BriefingError
from generator.paper.document import find_leaves, join_inlines
from generator.runs.build import make_files
from generator.runs.press import Press
from tests.support import documents
from tests.support.commands import run
from tests.support.workspaces import BRIEFING, EDITION, FILES, STYLE, assembled, edited, prose, told, write

Changes = Mapping[str, str | bytes | None]

CASE = "data/ruritania/cases/rassendyll.yaml"
SOURCES = "data/ruritania/sources.yaml"
OVERVIEW = f"{BRIEFING}/overview.yaml"

ONE_EACH: dict[str, Changes] = {
    "ask-made-nowhere": {
        f"{BRIEFING}/asks.yaml": "kind: overview\ntitle: Asks\nblocks:\n  - asks: [release, repeal]\n",
        **edited(f"{BRIEFING}/edition.yaml", "outline: [overview, ", "outline: [asks, overview, "),
        **edited(f"{BRIEFING}/expression.yaml", "[repeal, release]", "[release]"),
    },
    "copied-edition": {
        "briefings/ruritania-2021/edition.yaml": FILES[f"{BRIEFING}/edition.yaml"],
        **edited(f"{BRIEFING}/prisoners.yaml", "    marks: {tarlenheim: new}\n", ""),
        f"{BRIEFING}/edition.yaml": FILES[f"{BRIEFING}/edition.yaml"] + "predecessor: ruritania-2021\n",
    },
    "fault-of-another-country": {
        "data/zaptinar/country.yaml": "names: {preferred: Zaptinar}\nadjective: Zaptinar\n",
        "data/zaptinar/cases/zaptov.yaml": "names: {preferred: Orlan Zaptov}\noccupatoin: poet\n",
    },
    "transfer-nowhere": edited(CASE, "detention:\n", "transfers: [{date: 2020-05-04, reason: full}]\ndetention:\n"),
    "judge-without-source": edited(CASE, "        court: Second Court\n",
                                   "        court: Second Court\n        judges: [{name: Michael Elphberg}]\n"),
    "part-of-no-article": edited(CASE, '{provision: ru-code/13, part: "2"}', "{offence: insult, items: [1, 5]}"),
    "parts-in-one-word": edited(CASE, 'part: "2"', "part: '2, items 1, 5'"),
    "commuted-to-nothing": edited(CASE, "    stages:\n", "    stages:\n      - {date: 2020-06-23, stage: commuted}\n"),
    "stated-twice": {
        f"{BRIEFING}/verified.yaml": """\
statements:
  - as_of: 2020-11-25
    by: gazette-2
    cases: [rassendyll, rassendyll, tarlenheim]
    except: tarlenheim
"""
    },
    "rounds-without-dialogue": {
        f"{BRIEFING}/edition.yaml": FILES[f"{BRIEFING}/edition.yaml"].replace(
            'dialogue: zenda-dialogue\nround: "3"\n', ""
        ),
        OVERVIEW: FILES[OVERVIEW] + "  - rounds: since_predecessor\n",
    },
    "broken-yaml": edited(CASE, "gender: male", "gender: [male"),
    "unclosed-quotation": edited(CASE, "gender: male", 'gender: "male'),
    "colon-in-text": edited(CASE, "occupation: journalist", "occupation: journalist: and poet"),
    "tab": edited(CASE, "  - {date: 2020-05,", "\t- {date: 2020-05,"),
    "no-colon": edited(CASE, "gender: male", "gender male"),
    "no-colon-at-the-top": edited(OVERVIEW, "kind: overview\n", "kind overview\n"),
    "no-colon-above": edited(CASE,
        "timeline:\n  - {date: 2020-05, text: His house was searched., place: Strelsau, event: march-2020,"
        " by: weekly-1}",
        "basis\n  already_public: gazette-1"),
    "no-space-after-colon": edited(CASE, "gender: male", "gender:male"),
    "no-space-after-colon-in-item": edited(CASE, "  - as_of: 2020-11-25", "  - as_of:2020-11-25"),
    "no-break-space": edited(CASE, "gender: male", "gender:\u00a0male"),
    "no-space-after-dash": edited(f"{BRIEFING}/edition.yaml", "[overview, expression]",
        "\n  - overview\n  -expression\n  - press"),
    "no-dash": edited(f"{BRIEFING}/edition.yaml", "[overview, expression]", "\n  - overview\n  expression\n  - press"),
    "no-dash-before-field": edited(CASE, "      - date: 2020-06-22", "        date: 2020-06-22"),
    "text-too-far-left": edited(CASE, "      He is held", "He is held"),
    "text-a-little-too-far-left": edited(f"{BRIEFING}/expression.yaml", "      The prosecutor", "    The prosecutor"),
    "unfinished-merge": edited(CASE, "gender: male",
        "<<<<<<< HEAD\ngender: male\n=======\ngender: female\n>>>>>>> other"),
    "text-begins-with-a-star": edited(OVERVIEW, "- text: |\n      This paper", "- text: **This** paper"),
    "text-begins-with-a-link": edited(OVERVIEW, "- text: |\n      This paper is about [Ruritania](country:ruritania).",
        "- text: [Ruritania](country:ruritania) is told of."),
    "text-begins-with-a-quotation": edited(CASE, "lead: Sentenced for a post.", 'lead: "Sentenced" for a post.'),
    "text-begins-with-an-open-quotation": edited(CASE, "occupation: journalist", "occupation: 'journalist"),
    "text-begins-with-a-citation": edited(OVERVIEW, "- text: |\n      This paper", "- text: @gazette-1 told; it"),
    "text-begins-with-more-than": edited(OVERVIEW, "- text: |\n      This paper", "- text: >300 people; this paper"),
    "text-behind-the-sign": edited(OVERVIEW, "- text: |\n      This paper", "- text: | This paper"),
    "text-not-further-in": edited(OVERVIEW, "- text: |\n      This paper", "- text: |\n  This paper"),
    "text-of-prose-with-a-colon": edited(OVERVIEW, "- text: |\n      This paper", "- text: It says: this paper"),
    "text-behind-a-number-sign": edited(CASE, "lead: Sentenced for a post.", "lead: Sentenced for post #1 of many."),
    "text-behind-an-ampersand": edited(CASE, "lead: Sentenced for a post.", "lead: &c sentenced."),
    "list-on-the-line-of-its-name": edited(CASE, "timeline:\n  - {date: 2020-05,", "timeline: - {date: 2020-05,"),
    "fence-of-markdown": {CASE: "```yaml\n" + FILES[CASE] + "```\n"},
    "name-without-its-field": edited(CASE, "names: {preferred: Rudolf Rassendyll, native: {ru: Рудольф Рассендилл},"
        " variants: [Rudolph Rassendyl]}", "names: Rudolf Rassendyll"),
    "basis-without-its-field": edited(CASE, "basis: {already_public: gazette-1}", "basis: consent"),
    "list-without-dashes": edited(CASE, "timeline:\n  - {date: 2020-05, text: His house was searched., place:"
        " Strelsau, event: march-2020, by: weekly-1}", "timeline:\n  date: 2020-05\n  text: His house was searched."),
    "block-as-words": edited(OVERVIEW, "- text: |\n      This paper is about [Ruritania](country:ruritania).",
        "- This paper is about Ruritania."),
    "section-without-blocks": {OVERVIEW: "kind: overview\ntitle: Overview\ntext: This paper is about Ruritania.\n"},
    "misspelt-block": edited(f"{BRIEFING}/prisoners.yaml", "- prisoners: [rassendyll,", "- prisoner: [rassendyll,"),
    "misspelt-block-of-prose": edited(OVERVIEW, "- text: |", "- Text: |"),
    "misspelt-needed-field": edited(CASE, "names: {preferred:", "Names: {preferred:"),
    "comma-in-braces": edited(CASE, "text: His house was searched.,", "text: His house was searched, and more.,"),
    "ids-with-a-comma": edited(
        CASE, "criterion: a, by: bureau-watch}]", 'criterion: a, by: "bureau-watch, weekly-1"}]'),
    "ids-with-a-blank": edited(f"{BRIEFING}/prisoners.yaml",
        "profiles: [rassendyll, tarlenheim]", "profiles: rassendyll tarlenheim"),
    "word-file-as-record": {CASE: b"PK\x03\x04\x14\x00\x06\x00"},
    "rich-text-as-record": {CASE: "{\\rtf1\\ansi names: x}\n"},
    "duplicate-key": edited(CASE, "gender: male", "gender: male\ngender: female"),
    "nested-duplicate-key": edited(CASE, "stage: arrested,", "stage: arrested, stage: charged,"),
    "duplicate-id": {"data/zenda/sources.yaml": "gazette-1: {kind: news}\n"},
    "duplicate-nested-id": edited(CASE, "  weekly-1: {", "  gazette-2: {kind: news}\n  weekly-1: {"),
    "duplicate-record": {
        **edited(SOURCES, "gazette-2: {kind: news, url", "gazette-1: {kind: news, url"),
        **edited("data/ruritania/laws/ru-code.yaml", '  "13":', '  "12":'),
    },
    "copied-file": {"data/ruritania/cases/copy.yaml": FILES[CASE]},
    "copied-by-a-file-manager": {"data/ruritania/cases/rassendyll (1).yaml": FILES[CASE],
        "data/ruritania/cases/Fritz T.yaml": "names: {preferred: Fritz T}\n"},
    "nothing-says-a-visibility": {
        "data/ruritania/defaults.yaml": None,
        "data/ruritania/cases/sapt.yaml": "names: {preferred: A Sapt}\nproceedings: [{charges: [ru-code/99]}]\n",
    },
    "unknown-field": edited(CASE, "gender: male", "gendre: male"),
    "wrong-type": edited(CASE, "names: {preferred: Rudolf Rassendyll,", "names: {preferred: [Rudolf, Rassendyll],"),
    "wrong-number": edited("data/ruritania/figures.yaml", "value: 1200", "value: many"),
    "missing-field": edited(CASE, "  - as_of: 2020-11-25\n    lead", "  - lead"),
    "missing-field-in-collection": edited("data/ruritania/recommendations.yaml", "  addressee: government\n  messenger",
        "  messenger"),
    "empty-id": edited("data/ruritania/recommendations.yaml", "  addressee: government\n  messenger",
        "  addressee: \"\"\n  messenger"),
    "unknown-word": edited(CASE, "gender: male", "gender: man"),
    "impossible-date": edited(CASE, "date: 2020-06-22", "date: 2020-06-31"),
    "date-in-words": edited(CASE, "date: 2020-06-22", "date: 22 June 2020"),
    "wrong-length": edited(CASE, "length: 3 years,", "length: three years,"),
    "unknown-source": edited(CASE, "by: weekly-1}\n      - date", "by: wekly-1}\n      - date"),
    "unknown-source-in-prose": prose("A sentence.[@gazette-1; @gazete-2]"),
    "unknown-case": edited(f"{BRIEFING}/prisoners.yaml", "profiles: [rassendyll,", "profiles: [rassendil,"),
    "unknown-case-in-prose": prose("He, [Rassendyll](case:rasendyll), wrote."),
    "unknown-law": edited(CASE, "charges: [ru-code/12,", "charges: [ru-code/21,"),
    "unknown-law-in-prose": prose("Under [Article 21](law:ru-code/21)."),
    "unknown-theme": edited(f"{BRIEFING}/expression.yaml", "theme: expression", "theme: expresion"),
    "unknown-section": edited(f"{BRIEFING}/edition.yaml", "outline: [overview,", "outline: [overvew,"),
    "unknown-style": edited(f"{BRIEFING}/edition.yaml", "style: dialogue-paper", "style: dialog-paper"),
    "style-outside": edited(f"{BRIEFING}/edition.yaml", "style: dialogue-paper", "style: ../../etc"),
    "id-outside": edited(CASE, "id: rassendyll", "id: ../../rassendyll"),
    "source-not-for-the-audience": edited(SOURCES, "gazette-2: {", "gazette-2: {visibility: partner, "),
    "case-not-for-the-audience": edited(CASE, "gender: male", "visibility: internal"),
    "event-after-the-day": edited("data/ruritania/events.yaml", "date: 2020-05-02", "date: 2020-12-02"),
    "empty-note": prose("A sentence.^[ ]"),
    "note-in-note": prose("A sentence.^[Told ^[twice] here.]"),
    "citation-in-note": prose("A sentence.^[Told here.[@gazette-1]]"),
    "unclosed-note": prose("A sentence.^[Told here."),
    "bad-citation": prose("A sentence.[@gazette-1, p. 3]"),
    "not-a-citation": prose("One.[gazette-1] Two [no-such-id]. Three (@gazete-2).\nFour @gazette-1."
                            " Five.[see gazette-1; gazette-2] Six.^[See @code-text.]"),
    "dated-after-its-source": {
        **edited("data/ruritania/events.yaml", "date: 2020-05-02", "date: 2020-05-04"),
        **edited(CASE,
            "{date: 2020-05, text: His house was searched., place: Strelsau, event: march-2020, by: weekly-1}",
            "{date: 2021-05, text: His house was searched., by: gazette-1}\n"
            "  - {as_of: 2020-05-10, text: It is so., by: [gazette-1, bureau-watch]}"),
    },
    "may-be-later": {
        **edited("data/ruritania/events.yaml", "date: 2020-05-02", "date: 2020"),
        **edited(CASE,
            "{date: 2020-05, text: His house was searched., place: Strelsau, event: march-2020, by: weekly-1}",
            "{date: 2020-11, text: He was set free., status: released, by: bureau-watch}"),
        **edited("data/ruritania/country.yaml", "  - {name: Strelsau}",
            "  - {name: Strelsau}\n  - {from: 2020, name: Zenda, by: code-text}"),
    },
    "unknown-round": edited(f"{BRIEFING}/edition.yaml", 'round: "3"', 'round: "13"'),
    "dialogue-of-another-country": edited("data/dialogues.yaml", "parties: [council, government]",
        "parties: [council]"),
    "status-without-evidence": edited("data/ruritania/recommendations.yaml", "  text: Release those who are held.",
        "  text: Release those who are held.\n  status: [{date: 2020-05, status: open}]"),
    "unknown-demand": edited("data/ruritania/recommendations.yaml", "  text: Release those who are held.",
        "  text: Release those who are held.\n  demands: [Release them]\n"
        "  status: [{date: 2020-05, status: open, demands: [2], evidence: They are held., by: gazette-2}]"),
    "nobody-raised": edited(CASE, "{raised_by: council, date: 2020-07,", "{date: 2020-07,"),
    "prints-nothing": {OVERVIEW: "title: Overview\nblocks:\n  - profiles: []\n  - text: Words.\n"},
    "count-against-table": edited(f"{BRIEFING}/prisoners.yaml", "caption: Those who are held",
        "caption: Eleven people"),
    "not-in-custody": edited("data/ruritania/cases/tarlenheim.yaml", "Tarlenheim}\n",
        "Tarlenheim}\ntimeline: [{date: 2020-03, text: He was freed., status: released, by: gazette-2}]\n"),
    "another-kind": prose("He, [Rudolf Rassendyll](person:rassendyll), and [her](case:hentzau)."),
    "unclosed-citation": prose("A sentence.[@gazette-1"),
    "control-character": edited(CASE, "occupation: journalist", "occupation: jour\x1b[31mnalist"),
    "escaped-control-character": edited(CASE, "occupation: journalist", 'occupation: "jour\\x07nalist"'),
    "turned-writing": edited(CASE, "occupation: journalist", "occupation: jour\u202enalist"),
    "words-against-record": prose("He is [released](case:rassendyll/status)."),
    "number-against-record": prose("[Over 1,200](figure:marchers) marched."),
    "article-against-record": prose("Under [Article 13](law:ru-code/12)."),
    "impossible-timeline": edited(CASE, "timeline:\n",
        "timeline:\n  - {date: 2019-01-05, text: He died., status: deceased, by: gazette-1}\n"),
    "judged-before-arrest": edited(CASE, "date: 2020-04-17", "date: 2020-07-17"),
    "not-utf-8": {CASE: FILES[CASE].encode("cp1251", "replace")},
    "alias": edited(CASE, "gender: male", "gender: &g male\nplace: *g"),
    "tag": edited(CASE, "gender: male", "gender: !!python/object/apply:os.system [touch x]"),
    "two-documents": edited(CASE, "gender: male", "---\ngender: male"),
    "empty-file": {CASE: ""},
    "list-as-file": {CASE: "- a\n- b\n"},
    "words-as-file": {SOURCES: "nothing here\n"},
    "deep-nesting": edited(CASE, "gender: male", "gender: " + "[" * 5000 + "]" * 5000),
    "unknown-file": {"data/ruritania/casse.yaml": "a: {}\n", "data/ruritania/cases/sapt.yml": "id: sapt\n"},
    "no-edition-file": {f"{BRIEFING}/edition.yaml": None},
    "script-link": prose("See [this](javascript:alert(1)) and [that](data:text/html,x)."),
    "script": prose("<script>alert(1)</script>"),
    "address-of-a-source": edited(SOURCES, 'url: "https://example.org/1?a=1&b=2"', 'url: "javascript:alert(1)"'),
    "address-with-space": prose("See [this](<https://example.org/a b>)."),
    "leftover-marks": prose("A **bold word, a `code`, a <b>tag</b>, &nbsp; and\n• a point.\n\n---"),
    "markup-in-a-title": edited(OVERVIEW, "title: Overview", "title: An **overview** [@gazette-1]"),
    "glued-note": prose("The paper[@gazette-1]has a note."),
    "leftover-link": prose("See [Rudolf] (case:rassendyll) and [Rudolf](case: rassendyll)."),
    "list-start": prose("2020. The year began."),
    "heading-in-prose": prose("# A heading"),
    "unknown-place": prose("See [above](#prss)."),
    "unknown-link": prose("See [him](cse:rassendyll)."),
    "stands-twice": edited(f"{BRIEFING}/prisoners.yaml", "profiles: [rassendyll, tarlenheim]",
        "profiles: [rassendyll, rassendyll]"),
    "nothing-asked": {OVERVIEW: """\
kind: overview
title: Overview
blocks:
  - handover: [rassendyll, tarlenheim]
    asks: [repeal]
"""},
    "logo-outside": edited("data/ruritania/organisations.yaml", "  short: SBR\n",
        "  short: SBR\n  logo: {file: data/../../logo.png, alt: A tower}\n"),
    "no-photograph": edited(CASE, "gender: male", "gender: male\nphotograph: {file: data/../../1.jpg, alt: A man,"
        " credit: A. Nobody, basis: {already_public: gazette-1}}"),
    "child-without-consent": edited(CASE, "gender: male", "gender: male\ndate_of_birth: {date: 2004-03}"),
    "deep-list": prose("\n".join(" " * 2 * n + f"- {n}" for n in range(12))),
    "deep-section": {
        f"{BRIEFING}/overview.yaml": "title: Overview\nblocks: "
        + "".join(f"[{{section: s{n}, title: T, blocks: " for n in range(4)) + "[]" + "}]" * 4 + "\n"
    },
    "unknown-visibility": edited(CASE, "gender: male", "gender: {value: male, visibility: publick}"),
    "not-a-number": edited("data/ruritania/figures.yaml", "value: 1500", "value: nan"),
    "missing-label": {"templates/dialogue-paper/labels/en.yaml": (STYLE / "labels" / "en.yaml").read_text("utf-8")
        .replace("\nnote_see: See\n", "\n").replace('"{day} {month} {year}"', '"{day.__class__} {month}"')},
    "windows-lines": {name: text.replace("\n", "\r\n")
        for name, text in prose("One line.\nAnother line.[@gazete-1]").items()},
    "byte-order-mark": {name: "\ufeff" + text
        for name, text in edited(CASE, "id: rassendyll", "idd: rassendyll").items()},
    "folded": edited(f"{BRIEFING}/prisoners.yaml", "      not exhaustive.", "      not\n      exhaustive.[@gazete-1]"),
    "quoted": {OVERVIEW: 'title: Overview\nblocks:\n  - text: "He said \\"no\\" to all and\n      went.[@gazete-1]"\n'},
    "flow": {OVERVIEW: "{title: Overview, blocks: [{text: 'It''s so [@gazete-1]', by: gazete-2}]}\n"},
    "audience": {f"{BRIEFING}/edition.yaml": FILES[f"{BRIEFING}/edition.yaml"] + "audience: partners\n"},
}  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("name", ONE_EACH)
def test_a_fault_is_told_with_its_place_and_what_to_do(
    name: str, tmp_path: Path, golden: Callable[[str, str], None]
) -> None:
    _, problems = assembled(write(tmp_path, ONE_EACH[name]))
    assert problems, "nothing was found"
    text = told(problems)
    assert not re.search(r"Traceback|pydantic|Error\b|generator\.|<class|\x1b", text)
    golden(f"bad-input/{name}.txt", text)


# ── all of it in one run ──────────────────────────────────────────────────────────────────────────────────────────────

TOGETHER: Changes = {
    "data/ruritania/cases/broken.yaml": "names: {preferred: [x\n",
    "data/ruritania/cases/tabbed.yaml": "names:\n\tpreferred: A Tab\n",
    "data/ruritania/cases/twice.yaml": "names: {preferred: A Twice}\ngender: male\ngender: male\n",
    "data/ruritania/cases/control.yaml": "names: {preferred: A\x07 Control}\n",
    "data/ruritania/cases/field.yaml": "names: {preferred: A Field}\noccupatoin: poet\n",
    "data/ruritania/cases/type.yaml": "names: {preferred: [A, Type]}\n",
    "data/ruritania/cases/date.yaml": "names: {preferred: A Date}\ntimeline: [{date: 2020-02-30, text: It was.}]\n",
    "data/ruritania/cases/refers.yaml": "names: {preferred: A Reader}\nrelated: rasendyll\n"
        "proceedings: [{charges: [ru-code/99], stages: [{stage: charged, by: gazette-9}]}]\n",
    "data/ruritania/cases/impossible.yaml": "names: {preferred: A Ghost}\n"
        "timeline: [{date: 2019, text: He died., status: deceased},"
        " {date: 2020-03, text: He was seized., status: detained}]\n",
    "data/ruritania/events/march-2020.yaml": "title: another march\ndate: 2020\n",
    "data/ruritania/sources.yaml": FILES["data/ruritania/sources.yaml"]
    + "secret: {kind: monitoring, visibility: internal}\n",
    OVERVIEW: FILES[OVERVIEW].replace("title: Overview", "title: Overview\ntheme: opinion") + """\
  - text: |
      Empty.^[] Nested.^[One ^[two] three.] Hidden.[@secret] Unknown.[@gazette-7]
      He is [released](case:rassendyll/status) and [somebody else](case:rassendyll).
""",
}  # fmt: skip

EXPECTED = {
    "D001", "D002", "D004", "D006", "D101", "D102", "D103", "D107", "D201", "R101", "R105", "S101", "T102", "T103",
}  # fmt: skip


def _break_the_templates(style: Path) -> None:
    """Put an unknown variable and a broken tag into paper.docx, and an unknown variable into paper.html.j2."""
    _change_word(style, _said("By {{ autor }}") + _said("Never {% if x closed"))
    _change_page(style, "<body", "<p>{{ documnet.id }}</p><body")


def _said(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def _change_word(style: Path, first: str, old: str = "", new: str = "") -> None:
    """Put XML at the beginning of paper.docx's body, and replace words of it."""
    path = style / "paper.docx"
    with zipfile.ZipFile(path) as file:
        parts = {name: file.read(name) for name in file.namelist()}
    body = parts["word/document.xml"].decode().replace("<w:body>", f"<w:body>{first}", 1)
    assert old in body
    parts["word/document.xml"] = body.replace(old, new).encode()
    with zipfile.ZipFile(path, "w") as file:
        for name, data in parts.items():
            file.writestr(name, data)


def _change_page(style: Path, old: str, new: str) -> None:
    page = style / "paper.html.j2"
    text = page.read_text("utf-8")
    assert old in text
    page.write_text(text.replace(old, new), "utf-8")


TEMPLATES: dict[str, tuple[str, Callable[[Path], None]]] = {
    "word-missing-placeholder": ("docx", lambda style: _change_word(style, "", "{{ cover.title }}", "A title")),
    "word-unknown-variable": ("docx", lambda style: _change_word(style, _said("By {{ autor }}"))),
    "word-broken-tag": ("docx", lambda style: _change_word(style, _said("Never {% if x closed"))),
    "word-missing": ("docx", lambda style: (style / "paper.docx").unlink()),
    "page-missing-placeholder": ("html", lambda style: _change_page(style, "document.cover.paragraphs()", "[]")),
    "page-unknown-variable": ("html", lambda style: _change_page(style, "<body", "<p>{{ documnet.id }}</p>\n<body")),
    "page-broken-tag": ("html", lambda style: _change_page(style, "<body", "{% if x \n<body")),
    "page-missing": ("html", lambda style: (style / "paper.html.j2").unlink()),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", TEMPLATES)
def test_a_fault_of_a_template_is_told_with_its_file_and_text(
    name: str, tmp_path: Path, golden: Callable[[str, str], None]
) -> None:
    root = write(tmp_path, style=True)
    format, spoil = TEMPLATES[name]
    spoil(root / "templates" / "dialogue-paper")
    with pytest.raises(BriefingError) as raised:
        make_files(root, EDITION, [format])
    text = told([d for d in raised.value.diagnostics if d.severity == "error"])
    golden(f"bad-input/{name}.txt", re.sub(r"(paper\.html\.j2):\d+:", r"\1:N:", re.sub(r"(?m)^\d+ \|", "N |", text)))


def _contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.slow
def test_all_faults_are_told_in_one_run_and_no_file_is_touched(tmp_path: Path) -> None:
    root = write(tmp_path, style=True)
    first = run(root, "build", EDITION, "--format", "md,json,html")
    assert first.code == 0, first.err
    before = _contents(root / "build")
    assert {Path(name).suffix for name in before} >= {".md", ".json", ".html"}

    write(root, TOGETHER)
    _break_the_templates(root / "templates" / "dialogue-paper")
    ran = run(root, "build", EDITION, "--format", "docx,html,md,json")
    assert ran.code == 1
    assert ran.out == ""
    found = {(match[2], match[1]) for match in re.finditer(r"^(\S+?):\d+:\d+: error ([DRTSPO]\d+)", ran.err, re.M)}
    assert {code for code, _ in found} >= EXPECTED
    for name in TOGETHER:
        assert any(place == name for _, place in found) or name == "data/ruritania/sources.yaml", (
            f"nothing about {name}"
        )
    assert any(code.startswith("P1") and place.endswith("paper.docx") for code, place in found)
    assert any(code.startswith("P2") and place.endswith("paper.html.j2") for code, place in found)
    assert "documnet" in ran.err
    assert "autor" in ran.err
    assert not re.search(r"Traceback|pydantic|[A-Z]\w+Error|<class", ran.err)
    assert "no file was touched" in ran.err
    assert _contents(root / "build") == before


def test_a_single_fault_stops_a_build_of_every_format(tmp_path: Path) -> None:
    root = write(tmp_path, ONE_EACH["unknown-field"])
    with pytest.raises(BriefingError) as raised:
        make_files(root, EDITION, ["md", "json"])
    assert [d.code for d in raised.value.diagnostics] == ["D103"]


# ── what is allowed, though it looks odd ──────────────────────────────────────────────────────────────────────────────


def test_windows_line_ends_a_byte_order_mark_and_flow_style_change_nothing(tmp_path: Path) -> None:
    plain, _ = assembled(write(tmp_path / "plain"))
    odd, problems = assembled(
        write(tmp_path / "odd", {n: "\ufeff" + t.replace("\n", "\r\n") for n, t in FILES.items()})
    )
    assert not problems, told(problems)
    assert odd == plain
    old_mac, problems = assembled(write(tmp_path / "mac", {n: t.replace("\n", "\r") for n, t in FILES.items()}))
    assert not problems, told(problems)
    assert old_mac == plain


def test_words_in_brackets_and_addresses_are_no_citations(tmp_path: Path) -> None:
    said = (
        "He said “[sic] [Our Right] […] in [2020] at [Nur-Sultan] \\[well-known] [words]{lang=kk} a@b.example @name"
        " \\@a-1”."
    )
    document, problems = assembled(write(tmp_path, prose(f"{said} [Hentzau](https://example.org/@a-b).")))
    assert not problems, told(problems)
    assert document is not None
    assert "[Nur-Sultan] [well-known] words a@b.example @name @a-1" in " ".join(
        join_inlines(i) for _, i in find_leaves(document)
    )


TEMPLATE_WORDS = "{{ document.id }} {% raw %} {# c #} ${x} <script>alert(1)</script> & &amp; %s {0} `rm` \\u0041"


@pytest.mark.slow
def test_no_word_of_the_data_is_executed(tmp_path: Path) -> None:
    """Template tags, HTML and format strings in the data are words, also where markup without effect is told and a
    build stops: they come out as they went in."""
    said = TEMPLATE_WORDS.replace("\\", "\\\\")
    root = write(
        tmp_path,
        {
            **prose(f"It said {said} in words.[@gazette-1]^[And {said} in a note.]"),
            **edited(CASE, "occupation: journalist", f"occupation: 'said {TEMPLATE_WORDS}'"),
            **edited(SOURCES, "publisher: bureau}", f"publisher: ['{TEMPLATE_WORDS}']}}"),
        },
        style=True,
    )
    document, problems = assembled(root)
    assert {problem.code for problem in problems} == {"T108"}
    assert document
    with Press(["docx", "html", "md", "json"]) as press:
        finished, problems = press.print(document, documents.STYLE, None)
    assert not problems
    text = " ".join(join_inlines(inlines) for _, inlines in find_leaves(document))
    notes = " ".join(join_inlines(note.inlines) for note in document.notes.values())
    assert TEMPLATE_WORDS in text
    assert "Said " + TEMPLATE_WORDS in text
    assert TEMPLATE_WORDS in notes
    files = {file.format: file.data for file in finished}
    assert b"<script>alert" not in files["html"]
    assert files["html"].decode().count("&lt;script&gt;alert(1)&lt;/script&gt;") >= 4
    assert files["html"].decode().count("{{ document.id }}") >= 4
    assert files["json"].decode().count("{{ document.id }} {% raw %}") >= 4
    assert files["md"].decode().count("{{ document.id }} {% raw %}") >= 4
    with zipfile.ZipFile(_saved(tmp_path, files["docx"])) as file:
        for part in ("word/document.xml", "word/footnotes.xml"):
            assert "{{ document.id }} {% raw %}" in re.sub(r"<[^>]+>", "", file.read(part).decode()), part


def _saved(folder: Path, data: bytes) -> Path:
    path = folder / "paper.docx"
    path.write_bytes(data)
    return path


@pytest.mark.slow
@pytest.mark.parametrize(
    "text", ["[" * 30_000, "^[" * 10_000, "*" * 30_000, "a [b](" * 5_000, "@" * 30_000, "word " * 100_000]
)
def test_huge_texts_are_read_or_refused_in_reasonable_time(text: str, tmp_path: Path) -> None:
    _, problems = assembled(write(tmp_path, prose(text)))
    assert all(len(line) < 1000 for line in told(problems).split("\n"))


def test_a_name_of_an_id_never_leaves_the_workspace(tmp_path: Path) -> None:
    root = write(
        tmp_path / "inside",
        {
            **edited(f"{BRIEFING}/edition.yaml", "outline: [overview,", "outline: [../../../secret, overview,"),
            "../secret.yaml": "title: Secret\nblocks: []\n",
        },
    )
    _, problems = assembled(root)
    assert [d.name for d in problems] == ["unknown-id"]
    assert os.path.exists(root / "../secret.yaml")


@pytest.mark.parametrize("format", ["md", "html", "json", "docx"])
def test_lists_that_stand_too_deep_are_told_in_every_format(format: str, tmp_path: Path) -> None:
    root = write(tmp_path, prose("\n".join(" " * 2 * n + f"- {n}" for n in range(30))), style=True)
    with pytest.raises(BriefingError) as error:
        make_files(root, EDITION, [format])
    told = {one.origin.file for one in error.value.diagnostics if one.severity == "error"}
    assert told == {f"{BRIEFING}/overview.yaml"}
