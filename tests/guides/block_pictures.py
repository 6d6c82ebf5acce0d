"""Make the pictures of docs/pictures/blocks anew: `python -m tests.guides.block_pictures [BLOCK …]`, all of them where
none is named. They show how each block of a section looks.

Each is cut out of the web page of the paper whose files are the examples of the reference. It takes Chromium.
"""

from __future__ import annotations

import io
import sys
import tempfile
from pathlib import Path

from PIL import Image, ImageDraw

from generator.authoring.record_reference.fields import BLOCK, list_kinds
from tests.guides.pictures import browser, built, trimmed
from tests.support.places import ROOT
from tests.support.reference import PHOTOGRAPH, write_example

BLOCKS = ROOT / "docs" / "pictures" / "blocks"
PAPER = "zaptinar-2022-06"
COLOURS = 32

_STANDS = {
    "text": ("overview.1",), "box": ("box.slander",), "section": ("expression.press",),
    "recommendations": ("expression.recommendations",), "prisoners": ("people.prisoners",),
    "profiles": ("people.profiles", "profile."), "changes": ("changes.changes",), "scorecard": ("changes.scorecard",),
    "picture": ("people.picture",), "case_boxes": ("case-box.",), "handover": ("asks.handover",),
    "asks": ("asks.asks",), "to_name": ("asks.to-name",), "rounds": ("overview.rounds",),
    "definition": ("box.people.definition",),
}  # fmt: skip
"""With what the ids of a block's parts begin, in the paper of the examples."""

_AROUND = """begins => {
  const own = [...document.querySelectorAll('[id], [data-block]')].filter(one =>
    begins.some(begin => one.id.startsWith(begin) || one.dataset.block?.startsWith(begin)))
  const around = own.map(one => (one.closest('.box, figure, table') ?? one).getBoundingClientRect())
  const boxes = around.filter(box => box.height)
  const [left, right] = [Math.min(...boxes.map(b => b.left)), Math.max(...boxes.map(b => b.right))]
  const [top, bottom] = [Math.min(...boxes.map(b => b.top)), Math.max(...boxes.map(b => b.bottom))]
  return {x: left + scrollX, y: top + scrollY, width: right - left, height: bottom - top}
}"""
"""Return the rectangle around everything whose id begins so."""


def draw_portrait() -> bytes:
    """Return a picture of nobody: a head and shoulders, grey on white."""
    image = Image.new("RGB", (240, 300), "#dfe4ea")
    pen = ImageDraw.Draw(image)
    pen.ellipse((75, 60, 165, 170), fill="#8794a3")
    pen.ellipse((30, 185, 210, 420), fill="#8794a3")
    data = io.BytesIO()
    image.save(data, "PNG")
    return data.getvalue()


def main(names: list[str]) -> None:
    BLOCKS.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, browser(1400, 900) as page:
        root = write_example(Path(folder))
        (root / PHOTOGRAPH).write_bytes(draw_portrait())
        page.goto(built(root, PAPER, "html").as_uri())
        for kind in names or [one.removeprefix(BLOCK) for one in list_kinds() if one.startswith(BLOCK)]:
            box = page.evaluate(_AROUND, list(_STANDS[kind]))
            clip = {"x": box["x"] - 4, "y": box["y"] - 4, "width": box["width"] + 8, "height": box["height"] + 8}
            shot = page.screenshot(full_page=True, clip=clip)
            path = BLOCKS / f"{kind}.png"
            image = trimmed(Image.open(io.BytesIO(shot)).convert("RGB"), 10)
            image.quantize(COLOURS, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE).save(
                path, optimize=True
            )
            print(f"{path.relative_to(ROOT)}: {image.width} × {image.height}, {path.stat().st_size // 1000} kB")


if __name__ == "__main__":
    main(sys.argv[1:])
