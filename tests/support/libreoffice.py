"""LibreOffice as a reader with a mind of its own: it accepts or rejects every tracked change of a Word file.

A macro in Basic does it, in a profile made for this one run: Debian's LibreOffice without a screen has no Python.
"""

from __future__ import annotations

import atexit
import os
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Literal

import pytest

_LIBRARY = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" library:readonly="false"
 library:passwordprotected="false"><library:element library:name="Changes"/></library:library>
"""
_MODULE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Changes" script:language="StarBasic">
Function Named(title As String, content) As com.sun.star.beans.PropertyValue
    Dim made As New com.sun.star.beans.PropertyValue
    made.Name = title
    made.Value = content
    Named = made
End Function

Sub Decide(folder As String, commands As String, filter As String)
    On Error GoTo Failed
    Dim paper As Object, dispatcher As Object, every, n As Integer
    dispatcher = createUnoService("com.sun.star.frame.DispatchHelper")
    every = Split(commands, " ")
    For n = 0 To UBound(every)
        paper = StarDesktop.loadComponentFromURL(folder &amp; "/" &amp; n &amp; ".docx", "_blank", 0, Array(Named("Hidden", True)))
        If every(n) &lt;&gt; "Show" Then
            dispatcher.executeDispatch(paper.CurrentController.Frame, ".uno:" &amp; every(n) &amp; "AllTrackedChanges", "", 0, Array())
        End If
        paper.storeToURL(folder &amp; "/decided/" &amp; n, Array(Named("FilterName", filter)))
        paper.close(True)
    Next n
Failed:
    StarDesktop.terminate()
End Sub

Sub Restyle(folder As String, title As String, numbers As String, filter As String)
    On Error GoTo Failed
    Dim paper As Object, pages As Object, changed As Object, said, n As Integer
    said = Split(numbers, " ")
    paper = StarDesktop.loadComponentFromURL(folder &amp; "/0.docx", "_blank", 0, Array(Named("Hidden", True)))
    changed = paper.StyleFamilies.getByName("ParagraphStyles").getByName(title)
    changed.CharColor = CLng(said(0))
    changed.CharHeight = CDbl(said(1))
    pages = paper.StyleFamilies.getByName("PageStyles")
    For n = 0 To pages.Count - 1
        If pages.getByIndex(n).isInUse() Then
            pages.getByIndex(n).LeftMargin = CLng(said(2))
        End If
    Next n
    paper.storeToURL(folder &amp; "/decided/0", Array(Named("FilterName", filter)))
    paper.close(True)
Failed:
    StarDesktop.terminate()
End Sub
</script:module>
"""  # noqa: E501
Decision = Literal["accept", "reject", "show"]
FILTERS = {
    "docx": "MS Word 2007 XML",
    "odt": "writer8",
    "pdf": "writer_pdf_Export",
    "fodt": "OpenDocument Text Flat XML",
}


@cache
def _profile(program: str) -> Path:
    """Return a profile with the macro in it; LibreOffice writes over what it finds in a profile that it has not
    made."""
    folder = Path(tempfile.mkdtemp(prefix="libreoffice-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    where = f"-env:UserInstallation={folder.as_uri()}"
    subprocess.run(
        [program, where, "--headless", "--terminate_after_init"], capture_output=True, timeout=120, check=False
    )
    library = folder / "user" / "basic" / "Standard"
    (library / "script.xlb").write_text(_LIBRARY)
    (library / "Changes.xba").write_text(_MODULE)
    return folder


def decided(data: bytes, decision: Decision, form: str = "docx") -> bytes:
    """Return the Word file as LibreOffice saves it when it has accepted or rejected every change, or just opened it."""
    return all_decided([(data, decision)], form)[0]


def all_decided(files: Sequence[tuple[bytes, Decision]], form: str = "docx") -> list[bytes]:
    """Return the Word files as LibreOffice saves them, each with its own decision; LibreOffice is started once for
    all."""
    commands = " ".join(decision.capitalize() for _, decision in files)
    return _run("Decide", [data for data, _ in files], (commands,), form)


def restyled(data: bytes, style: str, colour: int, points: int, margin: int) -> bytes:
    """Return the Word file as LibreOffice saves it when somebody has given the style of paragraphs a colour (0xRRGGBB)
    and a size, and the pages a left margin (in hundredths of a millimetre)."""
    (changed,) = _run("Restyle", [data], (style, f"{colour} {points} {margin}"), "docx")
    return changed


def _run(macro: str, files: Sequence[bytes], words: Sequence[str], form: str) -> list[bytes]:
    """Return what the macro makes of the files: it gets their folder, the words, and how to save."""
    program = shutil.which("soffice")
    if program is None:
        assert not os.environ.get("CI"), "LibreOffice is missing"
        pytest.skip("LibreOffice is not installed")
    profile = f"-env:UserInstallation={_profile(program).as_uri()}"
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        targets = [folder / "decided" / str(n) for n in range(len(files))]
        (folder / "decided").mkdir()
        for n, data in enumerate(files):
            (folder / f"{n}.docx").write_bytes(data)
        said = ",".join(f'"{word}"' for word in (folder.as_uri(), *words, FILTERS[form]))
        command = [program, profile, "--headless", "--norestore", f"macro:///Standard.Changes.{macro}({said})"]
        done = subprocess.run(command, capture_output=True, timeout=60 + 10 * len(files), check=False)
        told = (done.stdout + done.stderr).decode(errors="replace")
        for n, target in enumerate(targets):
            assert target.exists(), f"LibreOffice has not saved file {n} of {len(files)}: {told}"
        return [target.read_bytes() for target in targets]
