"""Style and script of the sheet's page, from page.css and page.js; the script shows and hides lines, and does nothing
else."""

from importlib.resources import files

_HERE = files(__package__)

STYLE = "\n" + (_HERE / "page.css").read_text("utf-8")

SCRIPT = "\n" + (_HERE / "page.js").read_text("utf-8")
