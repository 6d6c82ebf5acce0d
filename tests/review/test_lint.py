"""What `briefing check` does with rules: excuses, severities, forms of output, and nothing that is not public."""

from __future__ import annotations

import json
import re
from pathlib import Path

import jsonschema
import pytest

from generator.base import codes
from generator.base.diagnostics import Origin
from generator.paper.protected_values import Protected
from generator.records.load import load
from generator.review.lint.docs import PAGE, write_rules_page
from generator.review.lint.redact import redact
from generator.review.lint.rules import RULES
from generator.review.lint.sarif import render_sarif
from tests.support.commands import run
from tests.support.lint import linted, spots
from tests.support.workspaces import BRIEFING, EDITION, FILES, edited, prose, write

SCHEMA = Path(__file__).parent / "schemas" / "sarif-2.1.0-rtm.5.json"
"""The official schema, as npm's @microsoft/jest-sarif 1.0.0-beta.0 ships it."""

SOURCES = "data/ruritania/sources.yaml"


def sources(*lines: str) -> dict[str, str]:
    """Return the change of the sources with lines added."""
    return {SOURCES: FILES[SOURCES] + "".join(f"{line}\n" for line in lines)}


# ── the table ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_each_rule_has_a_code_of_its_own() -> None:
    assert len({rule.CODE for rule in RULES}) == len(RULES)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.CODE.id)
def test_each_rule_is_documented(rule: object) -> None:
    text = rule.__doc__ or ""
    for lead in ("What it finds:", "Why:", "Example", "What to do:"):
        assert re.search(rf"^{lead}", text, re.M), lead
    assert rule.CODE.id[0] in "TD"  # type: ignore[attr-defined]


def test_the_page_about_the_rules_is_current() -> None:
    assert PAGE.read_text("utf-8") == write_rules_page(), "run: python -m generator.review.lint.docs"


def test_the_invented_country_has_no_faults_but_those_it_is_known_for(tmp_path: Path) -> None:
    found = {
        (d.code, d.origin.file)
        for d in linted(write(tmp_path))
        if d.severity != "hint" and (d.code < "D320" or "T500" < d.code < "T530")
    }
    assert found <= {
        ("D301", SOURCES),
        ("D301", "data/dialogues.yaml"),
        ("D301", "data/ruritania/cases/rassendyll.yaml"),
    }


# ── excuses ───────────────────────────────────────────────────────────────────────────────────────────────────────────

SHORT = "short-1: {kind: law, language: ru, url: https://bit.ly/3x}"


@pytest.mark.slow
def test_an_excuse_on_the_line_or_the_line_above_covers_its_rule_there(tmp_path: Path) -> None:
    assert len(linted(write(tmp_path, sources(SHORT)), "D304")) == 1
    for lines in (
        (f"{SHORT}  # check: off D304 the site has no other",),
        ("# check: off D304: the site has no other", SHORT),
        ("# check: off D304 the site has no other", "# and this is another comment", "", SHORT),
        ("# check: off D306, D304 the site has no other", SHORT),
    ):
        assert not linted(write(tmp_path, sources(*lines)), "D304", "T590", "T591"), lines


def test_an_excuse_covers_no_other_rule_and_no_other_place(tmp_path: Path) -> None:
    root = write(tmp_path, sources("# check: off D303 no", SHORT))
    assert [d.code for d in linted(root, "D304", "T591")] == ["T591", "D304"]
    root = write(
        tmp_path, sources("# check: off D304 no", SHORT, SHORT.replace("short-1", "short-2").replace("3x", "4x"))
    )
    assert [d.origin.line for d in linted(root, "D304")] == [len(root.joinpath(SOURCES).read_text().splitlines())]


@pytest.mark.slow
def test_an_excuse_without_a_reason_excuses_nothing(tmp_path: Path) -> None:
    for comment in ("# check: off D304", "# check: off D304 ", "# check: off D304 –"):
        found = linted(write(tmp_path, sources(f"{SHORT}  {comment}")), "D304", "T590", "T591")
        assert [d.code for d in found] == ["D304", "T590"]


@pytest.mark.parametrize(
    "comment", ["# check: off because", "# check: off D999 a reason", "# check: off S101 a reason"]
)
def test_an_excuse_has_to_name_a_rule(comment: str, tmp_path: Path) -> None:
    (found,) = linted(write(tmp_path, sources(comment, "short-1: {kind: law}")), "T591")
    assert "rule" in found.message


def test_an_excuse_that_covers_nothing_any_more_is_told(tmp_path: Path) -> None:
    root = write(tmp_path, sources("# check: off D304 the site has no other", SHORT.replace("bit.ly", "example.org")))
    (found,) = linted(root, "T591")
    assert "covers no finding of D304" in found.message
    assert found.origin.line == len(FILES[SOURCES].splitlines()) + 1
    # what other editions may need is not judged where one alone is looked at
    assert not linted(root, "T591", editions=[EDITION])


BLOCK = """\
kind: overview
title: Overview
blocks:
  # check: off T504 "{words}" that is how the house is numbered
  - text: |
      She is a poet.
      She lives in flat 12bis.
      He lives in flat 14bis.
"""


@pytest.mark.slow
def test_in_a_text_of_several_lines_an_excuse_names_some_words(tmp_path: Path) -> None:
    name = f"{BRIEFING}/overview.yaml"
    root = write(tmp_path, {name: BLOCK.format(words="flat 12bis")})
    assert spots(root, linted(root, "T504", "T591")) == ["14bis"]
    root = write(tmp_path, {name: BLOCK.format(words="flat 99bis")})
    assert [d.code for d in linted(root, "T504", "T591")] == ["T591", "T504", "T504"]
    # without words it is about the line below, which has no finding
    root = write(tmp_path, {name: BLOCK.format(words="x").replace(' "x"', "")})
    assert [d.code for d in linted(root, "T504", "T591")] == ["T591", "T504", "T504"]


def test_what_looks_like_an_excuse_in_prose_is_text(tmp_path: Path) -> None:
    root = write(tmp_path, prose("He wrote: # check: off T504 on the wall of flat 12bis."))
    assert [d.code for d in linted(root, "T504", "T590", "T591")] == ["T504"]


# ── the command ───────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.slow
def test_warnings_count_with_strict_alone_and_hints_never(tmp_path: Path) -> None:
    root = write(tmp_path, sources(SHORT))
    assert run(root, "check", "--rule", "D304").code == 0
    strict = run(root, "check", "--rule", "D304", "--strict")
    assert strict.code == 1
    assert "D304 shortened-address" in strict.out
    assert run(root, "check", "--rule", "D306", "--strict").code == 0
    assert "D306" in run(root, "check", "--rule", "D306").out


def test_a_rule_that_is_not_there_is_misuse(tmp_path: Path) -> None:
    ran = run(write(tmp_path), "check", "--rule", "D30")
    assert ran.code == 2
    assert "there is no rule `D30`; did you mean" in ran.err


@pytest.mark.slow
def test_a_build_runs_no_rule(tmp_path: Path) -> None:
    root = write(tmp_path, prose("TODO write this."))
    assert run(root, "build", EDITION, "--format", "md").code == 0
    assert run(root, "check", "--rule", "T501").code == 1


def test_sarif_is_what_its_schema_asks_for(tmp_path: Path) -> None:
    root = write(tmp_path, {**sources(SHORT), **prose("TODO write this.")})
    log = json.loads(run(root, "check", "--format", "sarif").out)
    validator = jsonschema.Draft4Validator(json.loads(SCHEMA.read_text("utf-8")))
    assert not list(validator.iter_errors(log))
    (one,) = log["runs"]
    found = {result["ruleId"]: result for result in one["results"]}
    assert found["T501"]["level"] == "error"
    assert found["D304"]["level"] == "warning"
    assert found["D306"]["level"] == "note"
    place = found["D304"]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"] == {"uri": SOURCES, "uriBaseId": "SRCROOT"}
    assert place["region"]["startLine"] == len(FILES[SOURCES].splitlines()) + 1
    for result in one["results"]:
        assert one["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
    # the schema does find faults
    log["runs"][0]["results"][0]["level"] = "hint"
    assert list(validator.iter_errors(log))


def test_sarif_of_nothing_is_a_run_without_results() -> None:
    log = json.loads(render_sarif([]))
    jsonschema.Draft4Validator(json.loads(SCHEMA.read_text("utf-8"))).validate(log)
    assert log["runs"][0]["results"] == []


def test_github_shows_hints_as_notices(tmp_path: Path) -> None:
    out = run(write(tmp_path, sources(SHORT)), "check", "--format", "github", "--rule", "D306").out
    assert out.startswith("::notice file=data/")


# ── what is not public ────────────────────────────────────────────────────────────────────────────────────────────────


def test_no_value_of_a_closed_record_is_told(tmp_path: Path) -> None:
    """Somebody is spelt as a variant in a paper for partners, and addresses of closed sources are at fault."""
    changes = {
        **edited(f"{BRIEFING}/edition.yaml", "status: reconstruction", "status: reconstruction\naudience: internal"),
        **prose("The witness Zapd was heard with Antonia Zapd, and TODO."),
        "data/ruritania/cases/zapt.yaml": (
            "visibility: internal\nnames: {preferred: Antonia Zapt, variants: [Antonia Zapd]}\noccupation: TODO"
            " poetess\n"
        ),
        "data/ruritania/sources/hidden.yaml": (
            "visibility: internal\nkind: news\nurl: https://bit.ly/secret?fbclid=secret2\nlanguage: ru\n"
        ),
        **sources("open-1: {kind: law, language: ru, url: https://bit.ly/secret}"),
    }
    root = write(tmp_path, changes)
    found = linted(root)
    assert {"T501", "T505", "D303", "D304"} <= {d.code for d in found}
    said = "\n".join(f"{d.message} {d.help}" for d in found)
    for secret in ("Zapt", "poetess", "fbclid=", "secret2", "hidden"):
        assert secret not in said, secret
    assert "`TODO` stands for words to come" in said  # the paper's own words are told


def test_what_a_finding_quotes_is_told_where_it_stands_in_the_open_too(tmp_path: Path) -> None:
    """A whole record, a field and an id are closed; what one of them says is said by an open record as well."""
    changes = {
        "data/ruritania/cases/zapt.yaml": (
            "visibility: internal\nnames: {preferred: Antonia Zapt}\noccupation: poetess\n"
        ),
        "data/ruritania/cases/rix.yaml": (
            "visibility: public\nnames: {preferred: Marga Rix}\n"
            "occupation: {value: Painter of Zenda, visibility: internal}\n"
        ),
        "data/ruritania/cases/luz.yaml": "visibility: public\nnames: {preferred: Otto Luz}\noccupation: Poetess\n",
    }
    dataset, _ = load(write(tmp_path, changes), [EDITION])
    told = {"zapt": False, "Antonia Zapt": False, "PAINTER of zenda": False, "poetess": True, "rix": True}
    for said, may_be_told in told.items():
        finding = codes.STRAY_SPACE.at(Origin(f"{BRIEFING}/edition.yaml", 1), f"`{said}` is wrong", "write it")
        (shown,) = redact([finding], dataset, Protected(()))
        assert (shown == finding) == may_be_told, said
