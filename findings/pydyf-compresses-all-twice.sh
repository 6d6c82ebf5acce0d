#!/usr/bin/env bash
# pydyf 0.13.0: `PDF.write(…, identifier=True)` compresses every stream of the file twice, and so does an identifier of
# one's own: the bytes of all objects are made once for the file and once more for the hash in its trailer, since nothing
# of an object is kept. WeasyPrint asks for an identifier in each PDF/A. A file without one is compressed once.
# Expected: the hash is taken of the bytes that were written, or a given identifier spares it (ISO 32000-1, 14.4: the
# two strings are there to tell files apart, however they are made).
set -eu
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q --disable-pip-version-check pydyf==0.13.0 2>/dev/null
cat > "$folder/twice.py" <<'PY'
import io
import zlib

import pydyf

PAGES = 12
compressed: list[int] = []
of_zlib = zlib.compressobj


def compressobj(*words, **more):
    """Count the streams that are begun to be compressed."""
    compressed.append(1)
    return of_zlib(*words, **more)


pydyf.zlib.compressobj = compressobj


def count(**asked) -> int:
    """Return how many streams are compressed while a file of some pages is written."""
    pdf = pydyf.PDF()
    for number in range(PAGES):
        stream = pydyf.Stream([b"0 0 m 9 9 l S"] * 500, compress=True)
        pdf.add_object(stream)
        size = pydyf.Array([0, 0, 200, 200])
        pdf.add_page(pydyf.Dictionary({"Type": "/Page", "Parent": pdf.pages.reference, "MediaBox": size,
                                       "Contents": stream.reference}))
    compressed.clear()
    out = io.BytesIO()
    pdf.write(out, **asked)
    assert out.getvalue().endswith(b"%%EOF\n")
    return len(compressed)


print("pydyf", pydyf.__version__, "with", PAGES, "pages")
none, made, own = count(), count(identifier=True), count(identifier=b"ours")
print("streams compressed: no identifier", none, "| made by pydyf", made, "| of one's own", own)
assert none == PAGES, "the control differs"
assert (made, own) == (2 * PAGES, 2 * PAGES), "it is otherwise now"
PY
"$folder/venv/bin/python" "$folder/twice.py"
# seen on Debian 12, 2026-11-30:
# pydyf 0.13.0 with 12 pages
# streams compressed: no identifier 12 | made by pydyf 24 | of one's own 24
