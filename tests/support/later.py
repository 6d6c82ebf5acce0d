"""A second edition about the invented country, two years later, with what happened meanwhile: each entry can be
changed."""

from __future__ import annotations

from collections.abc import Mapping

from tests.support.workspaces import BRIEFING, EDITION, FILES

LATER = "ruritania-2022-06"
LATER_BRIEFING = f"briefings/{LATER}"
CASES = "data/ruritania/cases"

MEANWHILE: Mapping[str, str] = {
    f"{BRIEFING}/prisoners.yaml": """\
kind: annex
title: People in prison
landscape: true
blocks:
  - prisoners: [rassendyll, tarlenheim, sapt, bertrand, strofzin]
""",
    f"{LATER_BRIEFING}/edition.yaml": f"""\
id: {LATER}
kind: dialogue_paper
title: Key concerns in Ruritania, again
short_title: Ruritania
country: ruritania
authors: [bureau]
period: {{from: 2022-01, to: 2022-06-30}}
as_of: 2022-06-30
style: dialogue-paper
status: reconstruction
by: gazette-1
outline: [overview]
annexes: [prisoners, changes]
predecessor: {EDITION}
""",
    f"{LATER_BRIEFING}/overview.yaml": """\
kind: overview
title: Overview
blocks:
  - text: |
      [Jakob Detchard](case:detchard) was arrested.
  - recommendations: [release, repeal]
""",
    f"{LATER_BRIEFING}/prisoners.yaml": """\
kind: annex
title: People in prison
landscape: true
blocks:
  - prisoners: [rassendyll, tarlenheim, sapt, bertrand, strofzin, detchard]
""",
    f"{LATER_BRIEFING}/changes.yaml": """\
kind: annex
title: What changed
landscape: true
blocks:
  - changes: [cases, recommendations, figures, ratings, laws]
  - scorecard: [repeal, release]
""",
    # freed on parole, then dead
    f"{CASES}/tarlenheim.yaml": """\
names: {preferred: Fritz Tarlenheim}
basis: {already_public: gazette-1}
proceedings:
  - stages:
      - {date: 2020-03-01, stage: convicted, sentence: {kind: imprisonment, length: 4 years}, by: gazette-1}
      - {date: 2021-10-01, stage: parole_granted, status: released, by: watch-2022}
timeline:
  - {date: 2021-11-24, text: He died at home., status: deceased, by: watch-2022}
""",
    # of whom nothing is known after the first paper
    f"{CASES}/sapt.yaml": """\
names: {preferred: Colonel Sapt}
basis: {already_public: gazette-1}
timeline:
  - {as_of: 2020-11-26, text: He is in prison., status: imprisoned, verified: true, by: gazette-2}
""",
    # somebody looked, and found him where he was
    f"{CASES}/bertrand.yaml": """\
names: {preferred: Bertrand Bersonin}
basis: {already_public: gazette-1}
timeline:
  - {as_of: 2020-11-26, text: He is in prison., status: imprisoned, verified: true, by: gazette-2}
  - {as_of: 2022-06-01, text: He is in prison still., status: imprisoned, verified: true, by: watch-2022}
""",
    f"{CASES}/strofzin.yaml": """\
names: {preferred: Anton Strofzin}
basis: {already_public: gazette-1}
timeline:
  - {as_of: 2020-11-26, text: He is in prison., status: imprisoned, by: gazette-2}
  - {date: 2022-02-03, text: A court let him go., status: released, by: watch-2022}
""",
    f"{CASES}/detchard.yaml": """\
names: {preferred: Jakob Detchard}
basis: {already_public: gazette-1}
proceedings:
  - charges: [ru-code/13]
    stages:
      - {date: 2022-05-04, stage: arrested, by: watch-2022}
      - {date: 2022-05-06, stage: remanded, by: watch-2022}
      - {date: 2022-07-09, stage: convicted, sentence: {kind: imprisonment, length: 2 years}, by: watch-2022}
""",
    "data/ruritania/sources.yaml": FILES["data/ruritania/sources.yaml"]
    + "watch-2022: {kind: report, publisher: bureau, published: 2022-12, url: https://example.org/watch}\n",
    "data/ruritania/country.yaml": """\
names: {preferred: Ruritania}
adjective: Ruritanian
capital:
  - {name: Strelsau}
  - {from: 2021-05-01, name: Rudolfsburg}
ratings:
  - {rated_by: council, rating: narrowed, date: 2019, by: gazette-2}
  - {rated_by: council, rating: closed, date: 2022-03, by: watch-2022}
  - {rated_by: council, rating: open, date: 2022-09, by: watch-2022}
""",
    "data/ruritania/figures.yaml": FILES["data/ruritania/figures.yaml"]
    + """\
charged:
  what: people charged after the march
  unit: people
  values:
    - {value: 40, qualifier: over, as_of: 2020-08, by: gazette-2}
    - {value: 61, as_of: 2022-04, by: watch-2022}
    - {value: 75, as_of: 2022-08, by: watch-2022}
""",
    "data/ruritania/recommendations.yaml": f"""\
repeal:
  theme: expression
  addressee: government
  text: Repeal [Article 12](law:ru-code/12) of the code;
  first_edition: {EDITION}
  status:
    - {{date: 2020-11-26, status: open, evidence: Two were charged., by: gazette-2}}
    - {{date: 2022-05, status: partly_met, evidence: The penalty was halved., by: watch-2022}}
    - {{date: 2022-08, status: met, evidence: It was repealed., by: watch-2022}}
  raised_by:
    - {{raised_by: council, date: 2020-11-26, text: At the third round., by: gazette-2}}
    - {{raised_by: council, date: 2022-11-30, text: At the fourth., by: watch-2022}}
release:
  theme: expression
  addressee: government
  text: Release those who are held.
  first_edition: {LATER}
""",
    "data/ruritania/laws/ru-code.yaml": FILES["data/ruritania/laws/ru-code.yaml"].replace(
        '  "13":\n    title: insult\n', '  "13":\n    title: insult\n    in_force_from: 2021-04-01\n    by: gazette-2\n'
    ),
}  # fmt: skip
