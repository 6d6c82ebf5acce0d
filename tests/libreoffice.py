"""LibreOffice as a reader with a mind of its own: it accepts or rejects every tracked change of a Word file.

A macro in Basic does it, in a profile made for this one run: Debian's LibreOffice without a screen has no Python.
"""

from __future__ import annotations

import atexit
import os
import shutil
import subprocess
import tempfile
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

Sub Decide(command As String, source As String, target As String, filter As String)
    On Error GoTo Failed
    Dim paper As Object, dispatcher As Object
    paper = StarDesktop.loadComponentFromURL(source, "_blank", 0, Array(Named("Hidden", True)))
    dispatcher = createUnoService("com.sun.star.frame.DispatchHelper")
    If command &lt;&gt; "" Then
        dispatcher.executeDispatch(paper.CurrentController.Frame, ".uno:" &amp; command, "", 0, Array())
    End If
    paper.storeToURL(target, Array(Named("FilterName", filter)))
    paper.close(True)
Failed:
    StarDesktop.terminate()
End Sub
</script:module>
"""
Decision = Literal["accept", "reject", "show"]
_COMMANDS = {"accept": "AcceptAllTrackedChanges", "reject": "RejectAllTrackedChanges", "show": ""}
FILTERS = {
    "docx": "MS Word 2007 XML",
    "odt": "writer8",
    "pdf": "writer_pdf_Export",
    "fodt": "OpenDocument Text Flat XML",
}


@cache
def _profile(program: str) -> Path:
    """Return a profile with the macro in it; LibreOffice writes over what it finds in a profile that it has not made."""
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
    program = shutil.which("soffice")
    if program is None:
        assert not os.environ.get("CI"), "LibreOffice is missing"
        pytest.skip("LibreOffice is not installed")
    profile = f"-env:UserInstallation={_profile(program).as_uri()}"
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder, "paper.docx"), Path(folder, f"decided.{form}")
        source.write_bytes(data)
        words = ",".join(f'"{word}"' for word in (_COMMANDS[decision], source.as_uri(), target.as_uri(), FILTERS[form]))
        command = [program, profile, "--headless", "--norestore", f"macro:///Standard.Changes.Decide({words})"]
        done = subprocess.run(command, capture_output=True, timeout=100, check=False)
        assert target.exists(), (done.stdout + done.stderr).decode(errors="replace")
        return target.read_bytes()
