"""Who the authors are: contacts, what they say of themselves, and their logos, at the end of the paper."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageCms, ImageOps

from generator.formats.html_letters import read_html_letters
from generator.paper.document import Document, Link, Section, find_leaves, find_pictures, join_inlines
from generator.paper.document.read_json import read_document
from generator.runs.build import make_files
from tests.support import judges
from tests.support.logos import DRAWING, TELLING_SVG, make_jpeg, make_png, make_telling_jpeg, make_telling_png
from tests.support.pdf_letters import pdf_letters
from tests.support.workspaces import EDITION, assembled, built, edited, told, write

ORGANISATIONS = "data/ruritania/organisations.yaml"
LOGO = "data/logos/bureau.png"


def told_of(logo: str = f"{{file: {LOGO}, alt: A tower over water}}") -> dict[str, str]:
    """Return the change by which the author has contacts, words about itself and a logo."""
    return edited(
        ORGANISATIONS,
        "  short: SBR\n",
        f"""  short: SBR
  url: https://sbr.example.org/
  about: It keeps count of who is held.
  contacts:
    - {{role: press, email: press@sbr.example.org, phone: +1 555 0100}}
    - {{role: office, address: "1 Castle Street, Strelsau"}}
  logo: {logo}
""",
    )


def last(document: Document) -> Section:
    return document.sections[-1]


def words(document: Document) -> list[str]:
    return [join_inlines(inlines) for id, inlines in find_leaves(document) if id.startswith("authors.about")]


def test_contacts_and_words_about_the_author_end_the_paper(tmp_path: Path) -> None:
    document = built(write(tmp_path, {**told_of(), LOGO: make_png(300, 100)}))
    assert words(document) == [
        "About the authors", "Strelsau Bureau for Rights", "A tower over water", "It keeps count of who is held.",
        "Press · press@sbr.example.org · +1 555 0100", "Office · 1 Castle Street, Strelsau", "https://sbr.example.org/",
    ]  # fmt: skip
    mail = [i.url for _, inlines in find_leaves(document) for i in inlines if isinstance(i, Link) and "mailto" in i.url]
    assert mail == ["mailto:press@sbr.example.org"]
    assert [line.title for line in document.numbers.contents][-1] == "About the authors"


def test_where_no_record_says_anything_there_is_no_such_section(tmp_path: Path) -> None:
    url = edited(ORGANISATIONS, "  short: SBR\n", "  short: SBR\n  url: https://sbr.example.org/\n")
    for number, changes in enumerate(({}, url)):
        assert last(built(write(tmp_path / str(number), changes))).id == "prisoners"


def test_who_may_not_see_a_contact_does_not(tmp_path: Path) -> None:
    closed = {name: text.replace("phone: +1 555 0100", 'phone: {value: "+1 555 0100", visibility: partner}')
              for name, text in told_of().items()}  # fmt: skip
    root = write(tmp_path, {**closed, LOGO: make_png(300, 100)})
    assert "Press · press@sbr.example.org" in words(built(root))
    assert "Press · press@sbr.example.org · +1 555 0100" in words(built(root, "partner"))


# ── logos ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("wide", "high", "size"), [(300, 100, (42.0, 14.0)), (1000, 100, (60.0, 6.0)), (50, 100, (7.0, 14.0))]
)
def test_a_logo_has_the_size_of_logos(wide: int, high: int, size: tuple[float, float], tmp_path: Path) -> None:
    (logo,) = find_pictures(built(write(tmp_path, {**told_of(), LOGO: make_png(wide, high)})).sections)
    assert (logo.width, logo.height) == size
    assert logo.alt == "A tower over water"


def test_nothing_that_stands_beside_the_points_goes_out(tmp_path: Path) -> None:
    jpeg = "data/logos/bureau.jpg"
    for name, data in ((LOGO, make_png(30, 10, "Rupert Hentzau")), (jpeg, make_jpeg(30, 10, "Rupert Hentzau"))):
        assert b"Rupert Hentzau" in data
        root = write(tmp_path / Path(name).suffix, {**told_of(f"{{file: {name}, alt: A tower}}"), name: data})
        (logo,) = find_pictures(built(root).sections)
        assert logo.png.startswith(b"\x89PNG")
        assert b"Hentzau" not in logo.png


def test_a_drawing_stands_in_pages_and_the_png_beside_it_in_word(tmp_path: Path) -> None:
    svg = "data/logos/bureau.svg"
    root = write(tmp_path, {**told_of(f"{{file: {svg}, alt: A tower}}"), svg: DRAWING, LOGO: make_png(300, 100)})
    (logo,) = find_pictures(built(root).sections)
    assert logo.svg == DRAWING


@pytest.mark.parametrize(
    ("file", "data", "why"),
    [
        ("data/logos/none.png", None, "there is no file"),
        (LOGO, b"GIF89a", "no PNG and no JPEG"),
        ("data/logos/bureau.svg", DRAWING.replace("<circle", "<script/><circle"), "more than draw"),
        ("data/logos/bureau.svg", DRAWING.replace("<circle", '<circle onclick="x()"'), "more than draw"),
        (
            "data/logos/bureau.svg",
            DRAWING.replace("<circle", '<image href="https://example.org/a.png"/><circle'),
            "more",
        ),
        ("data/logos/bureau.svg", DRAWING, "there is no file `data/logos/bureau.png`"),
        ("data/../../bureau.png", None, "outside data/"),
    ],
)
def test_what_is_no_harmless_picture_of_the_workspace_is_told_of(
    file: str, data: str | bytes | None, why: str, tmp_path: Path
) -> None:
    root = write(
        tmp_path / "workspace", {**told_of(f"{{file: {file}, alt: A tower}}"), **({file: data} if data else {})}
    )
    document, problems = assembled(root)
    errors = [problem for problem in problems if problem.severity == "error"]
    assert [problem.code for problem in errors] == ["D264"], told(problems)
    assert why in errors[0].message
    assert document is None or not list(find_pictures(document.sections))


def test_a_photograph_is_shown_the_right_way_up_in_its_colours_and_names_nobody(tmp_path: Path) -> None:
    jpeg = "data/logos/bureau.jpg"
    data = make_telling_jpeg(40, 20, turned=6)
    (logo,) = find_pictures(built(write(tmp_path, {**told_of(f"{{file: {jpeg}, alt: A}}"), jpeg: data})).sections)
    with Image.open(BytesIO(data)) as photograph, Image.open(BytesIO(logo.png)) as shown:
        profile = ImageCms.ImageCmsProfile(BytesIO(photograph.info["icc_profile"]))
        meant = ImageCms.profileToProfile(
            ImageOps.exif_transpose(photograph), profile, ImageCms.createProfile("sRGB"), outputMode="RGB"
        )
        assert isinstance(meant, Image.Image)
        assert (shown.size, shown.tobytes(), shown.info) == ((20, 40), meant.tobytes(), {})
    assert b"Planted" not in logo.png


def test_a_drawing_names_nobody(tmp_path: Path) -> None:
    svg = "data/logos/bureau.svg"
    changes = {**told_of(f"{{file: {svg}, alt: A}}"), svg: TELLING_SVG, LOGO: make_telling_png(300, 100)}
    (logo,) = find_pictures(built(write(tmp_path, changes)).sections)
    assert logo.svg is not None
    assert "Planted" not in logo.svg
    assert "SBR" in logo.svg
    assert b"Planted" not in logo.png


def test_a_logo_without_words_for_it_is_a_fault(tmp_path: Path) -> None:
    _, problems = assembled(write(tmp_path, {**told_of(f"{{file: {LOGO}}}"), LOGO: make_png(30, 10)}))
    assert "D104" in {problem.code for problem in problems}


@pytest.mark.ci
def test_every_format_shows_the_logo_with_its_words(tmp_path: Path) -> None:
    root = write(tmp_path, {**told_of(), LOGO: make_png(300, 100)}, style=True)
    made = make_files(root, EDITION, ["docx", "pdf", "html", "md", "json"])
    files = {file.format: file.data for file in made.files}
    with zipfile.ZipFile(BytesIO(files["docx"])) as word:
        body = word.read("word/document.xml").decode()
        assert 'descr="A tower over water"' in body
        (logo,) = find_pictures(made.document.sections)
        assert word.read("word/media/picture1.png") == logo.png
    assert "mailto:press@sbr.example.org" in files["html"].decode()
    assert 'alt="A tower over water"' in files["html"].decode()
    for found, _ in (read_html_letters(files["html"]), pdf_letters(files["pdf"])):
        assert ("authors.about.bureau.logo", "A tower over water") in [
            (id, " ".join(text.split())) for id, text in found
        ]
    assert "A tower over water" in files["md"].decode()
    again, problems = read_document(files["json"].decode(), "paper.json")
    assert not problems
    assert again is not None
    assert [p.png for p in find_pictures(again.sections)] == [logo.png]
    (tmp_path / "paper.pdf").write_bytes(files["pdf"])
    (tmp_path / "paper.docx").write_bytes(files["docx"])
    for profile in ("ua1", "3a"):
        assert judges.pdf_profile(tmp_path / "paper.pdf", profile) == []
    for judge in judges.OF_WORD_FILES.values():
        assert judge(tmp_path / "paper.docx") == []
