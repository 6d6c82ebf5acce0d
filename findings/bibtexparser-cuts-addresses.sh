#!/usr/bin/env bash
# bibtexparser 2.1.0: with LatexDecodingMiddleware, the documented way to read LaTeX, an address is cut at its first per
# cent sign: `https://example.org/a%20b` becomes `https://example.org/a`, since LaTeX has comments from there on. Zotero
# and BibLaTeX write addresses verbatim. Nothing is said.
# Expected: the address as it stands, at least in the fields that BibLaTeX reads verbatim (biblatex manual, “Data
# Types”: verbatim and uri).
# Needs Python 3.11 or newer.
set -eu
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q --disable-pip-version-check bibtexparser==2.1.0
"$folder/venv/bin/python" - <<'PY'
import bibtexparser
from bibtexparser.middlewares import LatexDecodingMiddleware

text = "@online{a, url = {https://example.org/a%20b?x=1}, title = {Up by 5\\% or more}}"
library = bibtexparser.parse_string(text, append_middleware=[LatexDecodingMiddleware()])
fields = {field.key: field.value for field in library.entries[0].fields}
print(fields)
assert fields["url"] == "https://example.org/a"
PY
