"""Small workspaces about an invented country, written into a folder of the test's own."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from generator.base.diagnostics import Diagnostic, render_text
from generator.paper.document import Document
from generator.paper.make import make
from generator.paper.workspace import Workspace
from generator.records.load.parse import parse
from generator.records.schema.base import Visibility
from tests.support.places import ROOT

STYLE = ROOT / "templates" / "dialogue-paper"
EDITION = "ruritania-2020-11"
BRIEFING = f"briefings/{EDITION}"

FILES: Mapping[str, str] = {
    "data/themes.yaml": """\
expression:
  title: Freedom of expression
  order: 1
  standards: treaty-19
""",
    "data/standards.yaml": """\
treaty-19:
  title: Treaty of Hentzau, Article 19
  body: Congress of Hentzau
  adopted: 1966-12-16
  article: "19"
  summary: Protects opinion.
  url: https://example.org/treaty
""",
    "data/dialogues.yaml": """\
zenda-dialogue:
  visibility: public
  title: Zenda Human Rights Dialogue
  parties: [council, government]
  rounds:
    "3": {date: 2020-11-26, place: Zenda, outcome: They talked., by: zenda-statement}
  sources:
    zenda-statement: {visibility: public, kind: statement, publisher: council, url: https://example.org/round}
""",
    "data/ruritania/defaults.yaml": "visibility: public\n",
    "data/ruritania/country.yaml": """\
names: {preferred: Ruritania}
adjective: Ruritanian
capital:
  - {name: Strelsau}
""",
    "data/ruritania/organisations.yaml": """\
bureau:
  names: {preferred: Strelsau Bureau for Rights}
  short: SBR
  kind: ngo
  country: ruritania
council:
  names: {preferred: Council of Zenda}
  kind: international
  place: Zenda
government:
  names: {preferred: the authorities of Ruritania}
  kind: state_body
  country: ruritania
gazette:
  names: {preferred: Strelsau Gazette}
  kind: media
  history:
    - {date: 2001, status: founded, by: gazette-1}
""",
    "data/ruritania/people.yaml": """\
hentzau:
  names: {preferred: Rupert Hentzau}
  occupation: prosecutor
  affiliations: [government]
  about: He brought the charge.
  by: gazette-1
""",
    "data/ruritania/events.yaml": """\
march-2020:
  title: march of 2 May
  wordings: [march in Strelsau]
  date: 2020-05-02
  place: Strelsau
  text: People marched.
  figures: marchers
  cases: rassendyll
  by: gazette-1
""",
    "data/ruritania/figures.yaml": """\
marchers:
  what: people on the march
  unit: people
  values:
    - {value: 1200, qualifier: over, as_of: 2020-05-02, by: gazette-1}
    - {value: 1500, qualifier: over, as_of: 2020-06, by: gazette-2}
  event: march-2020
""",
    "data/ruritania/recommendations.yaml": """\
repeal:
  theme: expression
  addressee: government
  messenger: council
  text: Repeal [Article 12](law:ru-code/12) of the code;
  cases: rassendyll
  provisions: [ru-code/12]
  standards: treaty-19
  events: march-2020
release:
  theme: expression
  addressee: government
  text: Release those who are held.
""",
    "data/ruritania/sources.yaml": """\
gazette-1: {kind: news, publisher: gazette, url: "https://example.org/1?a=1&b=2", language: ru, published: 2020-05-03}
gazette-2: {kind: news, url: https://example.org/2, language: ru}
bureau-watch: {kind: monitoring, publisher: bureau}
code-text: {kind: law, url: https://example.org/code, language: ru}
""",
    "data/ruritania/laws/ru-code.yaml": """\
title: Criminal Code
country: ruritania
adopted: 1999
provisions:
  "12":
    title: slander
    wordings: [defamation]
    penalties: [{text: Two years., by: code-text}]
    texts: code-text
  "13":
    title: insult
""",
    "data/ruritania/cases/rassendyll.yaml": """\
id: rassendyll
names: {preferred: Rudolf Rassendyll, native: {ru: Рудольф Рассендилл}, variants: [Rudolph Rassendyl]}
gender: male
occupation: journalist
affiliations: [{organisation: gazette, role: editor}]
place: Strelsau
basis: {already_public: gazette-1}
sources:
  weekly-1: {kind: news, publisher: Zenda Weekly, language: ru, url: https://example.org/w1}
proceedings:
  - charges: [ru-code/12, {provision: ru-code/13, part: "2"}]
    about: A post.
    stages:
      - {date: 2020-04-17, stage: arrested, by: weekly-1}
      - date: 2020-06-22
        stage: convicted
        court: Second Court
        sentence: {kind: imprisonment, length: 3 years, bans: [{from: writing, length: 5 years}]}
        by: [weekly-1, bureau-watch]
timeline:
  - {date: 2020-05, text: His house was searched., place: Strelsau, event: march-2020, by: weekly-1}
detention:
  - {as_of: 2020-07-01, place: Zenda Castle, health: He is ill., by: bureau-watch}
recognitions:
  - {recognised_by: bureau, as_of: 2020-11-01, by: bureau-watch}
criteria: [{criterion: a, by: bureau-watch}]
profile:
  - as_of: 2020-11-25
    lead: Sentenced for a post.
    text: |
      [Rudolf Rassendyll](case:rassendyll) wrote a post.[@weekly-1]
      He is held in a castle.[@bureau-watch]
raised_by:
  - {raised_by: council, date: 2020-07, text: It asked., by: weekly-1}
related: tarlenheim
""",
    "data/ruritania/cases/tarlenheim.yaml": """\
names: {preferred: Fritz Tarlenheim}
basis: {consent: {scope: public, giver: person, date: 2020-01}}
""",
    f"{BRIEFING}/edition.yaml": f"""\
id: {EDITION}
kind: dialogue_paper
title: Key concerns in Ruritania
short_title: Ruritania
country: ruritania
dialogue: zenda-dialogue
round: "3"
authors: [bureau]
date: 2020-11
period: {{from: 2019-10-01, to: 2020-11-26}}
as_of: 2020-11-26
style: dialogue-paper
status: reconstruction
by: gazette-1
keywords: [Ruritania]
outline: [overview, expression]
annexes: [prisoners]
""",
    f"{BRIEFING}/overview.yaml": """\
kind: overview
title: Overview
blocks:
  - text: |
      This paper is about [Ruritania](country:ruritania).
""",
    f"{BRIEFING}/expression.yaml": """\
kind: theme
title: Freedom of expression
theme: expression
blocks:
  - text: |
      In May, [over 1,500](figure:marchers) people took part in the [march of 2 May](event:march-2020).[@gazette-1]
      The prosecutor [Rupert Hentzau](person:hentzau) charged **many**.[see, for instance, @gazette-1; @gazette-2]

      - **[](case:rassendyll)** was charged under [Article 12](law:ru-code/12).[@code-text]
      - Others were warned.^[The words were *careful*.]
    by: gazette-1
  - section: press
    title: The press
    blocks:
      - box: law
        kind: law
        title: The law on slander
        lead: Words can cost years.
        text: |
          See [the part on the press](#press) and [an address](https://example.org/law).[@bureau-watch]
  - recommendations: [repeal, release]
""",
    f"{BRIEFING}/prisoners.yaml": """\
kind: annex
title: People in prison
landscape: true
blocks:
  - prisoners: [rassendyll, tarlenheim]
    caption: Those who are held
    remark: >-
      The list is
      not exhaustive.
    marks: {tarlenheim: new}
  - profiles: [rassendyll, tarlenheim]
""",
}


def write(root: Path, changes: Mapping[str, str | bytes | None] = {}, *, style: bool = False) -> Path:
    """Write the workspace below `root`, with files changed, added or (None) left out; return its folder.

    The style's folder holds its words alone, and with `style` also what the Word file and the web page are made from.
    """
    files = {name: text for name, text in {**FILES, **changes}.items() if text is not None}
    for folder in {name.rpartition("/")[0] for name in files}:
        (root / folder).mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        with open(f"{root}/{name}", "wb", buffering=0) as file:
            file.write(text.encode() if isinstance(text, str) else text)
    target = root / "templates" / "dialogue-paper"
    if style:
        shutil.copytree(STYLE, target, dirs_exist_ok=True)
    else:
        (target / "labels").mkdir(parents=True, exist_ok=True)
        for name in ("template.yaml", "labels/en.yaml"):
            if not (target / name).exists():
                shutil.copy(STYLE / name, target / name)
    return root


def with_pages(root: Path) -> Path:
    """Add to a workspace what the pages of countries are made from; return its folder."""
    shutil.copytree(STYLE.parent / "digest", root / "templates" / "digest", dirs_exist_ok=True)
    for name in ("paper.html.j2", "paper.css"):
        shutil.copy(STYLE / name, root / "templates" / "dialogue-paper" / name)
    return root


def edited(name: str, old: str, new: str) -> dict[str, str]:
    """Return the change of one file in which `old`, which stands there once, is replaced."""
    assert FILES[name].count(old) == 1, f"{old!r} stands {FILES[name].count(old)} times in {name}"
    return {name: FILES[name].replace(old, new)}


def prose(text: str) -> dict[str, str]:
    """Return the change of the overview to a text of its own."""
    lines = "\n".join(f"      {line}".rstrip() for line in text.split("\n"))
    return {f"{BRIEFING}/overview.yaml": f"kind: overview\ntitle: Overview\nblocks:\n  - text: |\n{lines}\n"}


def assembled(
    root: Path, audience: Visibility | None = None, lang: str = "en", edition: str = EDITION
) -> tuple[Document | None, list[Diagnostic]]:
    """Return the numbered document of the workspace and everything that is wrong, as a build tells it."""
    workspace = Workspace(root, [edition], audience or "public")
    paper = make(workspace, edition, audience, lang, anew=True)
    return paper.document, workspace.explained(paper.problems)


def built(root: Path, audience: Visibility | None = None) -> Document:
    """Return the numbered document of a workspace in which nothing is wrong; there may be warnings."""
    document, problems = assembled(root, audience)
    problems = [problem for problem in problems if problem.severity == "error"]
    assert not problems, told(problems)
    assert document is not None
    return document


def told(problems: list[Diagnostic]) -> str:
    """Return the diagnostics as the command prints them."""
    return "\n\n".join(render_text(problem) for problem in problems) + ("\n" if problems else "")


def values(name: str) -> dict[str, Any]:
    """Return the plain values of a file of the workspace."""
    tree, problems = parse(FILES[name], name)
    assert tree is not None
    assert not problems
    plain: dict[str, Any] = json.loads(json.dumps(tree))
    return plain
