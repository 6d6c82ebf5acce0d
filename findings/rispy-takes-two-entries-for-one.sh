#!/usr/bin/env bash
# rispy 0.10.0: of a file whose entry is not closed by `ER  -`, the entry is lost at the end of the file, and taken
# together with the next one elsewhere: the title of the one stands beside the address of the other. Nothing is said.
# Expected: an error, as of any other file that breaks off.
# Needs Python 3.11 or newer.
set -eu
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q --disable-pip-version-check rispy==0.10.0
"$folder/venv/bin/python" - <<'PY'
import rispy

one, two = "TY  - NEWS\nTI  - Zapt is free\n", "TY  - NEWS\nUR  - https://example.org/tarlenheim\nER  - \n"
both, last = rispy.loads(one + two), rispy.loads(one)
print("an unclosed entry and a closed one:", both)
print("an unclosed entry alone:", last)
assert len(both) == 1 and both[0]["title"] == "Zapt is free" and both[0]["urls"] == ["https://example.org/tarlenheim"]
assert last == []
PY
