"""What other tools do with the same content: each a cold process. `python -m tests.benchmarks.peers weasyprint …` is
one."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from tests.benchmarks.measure import Command


def pandoc() -> str:
    """Return the program that PyPI's pypandoc_binary brings."""
    import pypandoc

    return str(pypandoc.get_pandoc_path())


def commands(root: Path, edition: str, built: Path, work: Path) -> dict[str, Command]:
    """Return the peers' commands over the same content: our Markdown for Pandoc and Typst, our Word file for
    LibreOffice (where it is installed), the page from which our PDF is laid out for bare WeasyPrint."""
    program = pandoc()
    markdown = str(built / f"{edition}.md")
    subprocess.run([program, markdown, "-t", "typst", "-s", "-o", str(work / "paper.typ")], check=True)
    page = _page(root, edition, work / "page.html")
    me = (sys.executable, "-m", "tests.benchmarks.peers")
    here = Path.cwd()
    found = {
        "Pandoc: md to docx": Command((program, markdown, "-o", str(work / "pandoc.docx")), work),
        "Typst: typ to pdf": Command((*me, "typst", str(work / "paper.typ"), str(work / "typst.pdf")), here),
        "WeasyPrint, bare": Command((*me, "weasyprint", *page, str(work / "bare.pdf")), here),
    }
    if office := shutil.which("soffice"):
        profile = work.parent / "office-profile"  # one for all sizes: it is made by the first run
        convert = (office, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", "pdf",
            "--outdir", str(work))  # fmt: skip
        if not profile.exists():
            subprocess.run([*convert, str(built / f"{edition}.docx")], capture_output=True)
        found["LibreOffice: docx to pdf"] = Command((*convert, str(built / f"{edition}.docx")), work)
    return found


def _page(root: Path, edition: str, file: Path) -> tuple[str, str]:
    """Write the page from which the PDF is laid out, with its style sheet; return it with the folder of its fonts."""
    from generator.formats.html import render_page
    from generator.formats.stylesheet import build_stylesheet
    from generator.paper.make import make
    from generator.paper.workspace import Workspace

    paper = make(Workspace(root, [edition]), edition)
    assert paper.document
    assert paper.style
    page = render_page(paper.document, paper.style, "paper")
    # fonts and margins come from paper.docx: paper.css as it lies there makes a third more pages
    linked = '<link rel="stylesheet" href="paper.css">'
    assert linked in page
    sheet = build_stylesheet(paper.style, "paper")
    file.write_text(page.replace(linked, f"<style>{sheet}</style>"), "utf-8")
    return str(file), str(paper.style.folders[0])


def _weasyprint(page: str, folder: str, out: str) -> None:
    import weasyprint

    base = Path(folder).resolve().as_uri() + "/"
    weasyprint.HTML(string=Path(page).read_text("utf-8"), base_url=base).write_pdf(out, pdf_variant="pdf/ua-1")


def _typst(source: str, out: str) -> None:
    import typst

    typst.compile(source, output=out)


def _yaml(root: str) -> None:
    """Read the files of data/ to events, with the parser that the project uses, and keep nothing."""
    from ruamel.yaml.cyaml import CParser  # type: ignore[attr-defined]
    from ruamel.yaml.error import MarkedYAMLError
    from ruamel.yaml.events import StreamEndEvent

    for path in Path(root, "data").rglob("*.yaml"):
        get_event = CParser(path.read_text("utf-8")).get_event
        try:
            while type(get_event()) is not StreamEndEvent:
                pass
        except MarkedYAMLError:
            continue  # an address in brackets, which this parser does not read


if __name__ == "__main__":
    {"weasyprint": _weasyprint, "typst": _typst, "yaml": _yaml}[sys.argv[1]](*sys.argv[2:])
