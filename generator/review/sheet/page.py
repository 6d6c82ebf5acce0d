"""Read the CSS and JavaScript of the sheet's page; the script only shows and hides lines."""

from importlib.resources import files

_HERE = files(__package__)

STYLE = "\n" + (_HERE / "page.css").read_text("utf-8")

SCRIPT = "\n" + (_HERE / "page.js").read_text("utf-8")
