"""What the day of one paper cuts from the records of another country brings no finding there: those records are whole
on the day of that country's own paper."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.lint import linted
from tests.support.workspaces import EDITION, write

OTHER = "zaptinar-2024-11"
ZAPTINAR = {
    "data/zaptinar/defaults.yaml": "visibility: public\n",
    "data/zaptinar/country.yaml": "names: {preferred: Zaptinar}\n",
    "data/zaptinar/sources.yaml": """\
zapt-report: {kind: report, publisher: zapt-watch, published: 2024-10-01, language: en, url: https://example.net/r}
zapt-late: {kind: report, publisher: zapt-watch, published: 2024-11-01, language: en, url: https://example.net/l}
""",
    "data/zaptinar/organisations.yaml": """\
zapt-watch:
  names: {preferred: Zaptinar Watch}
  kind: ngo
  about: >-
    It counted over 900 people on the march of May 2024, and was at the Granite Court on 2 June 2024, when Milly Quill
    was sentenced to 3 years in prison and brought to Quartz Fortress.
  by: zapt-report
zapt-state:
  names: {preferred: the authorities of Zaptinar}
  kind: state_body
""",
    "data/zaptinar/figures.yaml": """\
zapt-marchers:
  what: people on the march of May
  unit: people
  values:
    - {value: 500, as_of: 2020-05, by: zapt-report}
    - {value: 900, qualifier: over, as_of: 2024-05, by: zapt-report}
""",
    "data/zaptinar/cases/quill.yaml": """\
names: {preferred: Milly Quill}
basis: {already_public: zapt-report}
proceedings:
  - stages:
      - {date: 2024-05-17, stage: arrested, by: zapt-report}
      - date: 2024-06-02
        stage: convicted
        court: Granite Court
        sentence: {kind: imprisonment, length: 3 years}
        by: [zapt-report, zapt-late]
detention:
  - {as_of: 2024-07-01, place: Quartz Fortress, by: zapt-report}
""",
    "data/zaptinar/recommendations.yaml": """\
zapt-release:
  theme: expression
  addressee: zapt-state
  text: Release Milly Quill, whom the Granite Court sentenced to 3 years in prison on 2 June 2024;
  cases: quill
  by: zapt-report
""",
    f"briefings/{OTHER}/edition.yaml": f"""\
id: {OTHER}
kind: dialogue_paper
title: Zaptinar
short_title: Zaptinar
country: zaptinar
authors: [zapt-watch]
date: 2024-11
as_of: 2024-11-26
style: dialogue-paper
status: reconstruction
by: zapt-report
outline: [people]
""",
    f"briefings/{OTHER}/people.yaml": """\
kind: section
title: People
blocks:
  - prisoners: quill
  - profiles: quill
  - recommendations: zapt-release
  - text: "[Over 900](figure:zapt-marchers) people were on the march of May 2024.[@zapt-late]"
""",
}
"""A country whose records tell of 2024, with the paper of that year; the other paper ends four years before."""


@pytest.mark.slow
@pytest.mark.parametrize("editions", [[EDITION], [EDITION, OTHER], None], ids=["the older", "both", "all"])
def test_a_cut_by_the_day_of_one_paper_brings_no_finding_in_another_country(
    editions: list[str] | None, tmp_path: Path
) -> None:
    root = write(tmp_path, ZAPTINAR)
    own = {(one.code, one.origin) for one in linted(root, editions=[OTHER])}
    found = linted(root, editions=editions)
    more = [one for one in found if "zaptinar" in one.origin.file and (one.code, one.origin) not in own]
    assert more == []


def test_a_name_that_no_record_has_is_found_in_whatever_country(tmp_path: Path) -> None:
    """The rule is no blunter for it: a slip in the other country is told."""
    bodies = "data/zaptinar/organisations.yaml"
    slip = {bodies: ZAPTINAR[bodies].replace("Quartz Fortress", "Quarry Fortress")}
    found = linted(write(tmp_path, ZAPTINAR | slip), "T506", editions=[EDITION])
    assert [one.origin.file for one in found] == [bodies]
    assert "Quarry" in found[0].message
