"""A stream of a PDF is as long as it says, whatever byte its data ends in."""

from __future__ import annotations

import re
import zlib

import pytest

from generator.formats.pdf.repair import load_weasyprint


@pytest.mark.slow
def test_data_that_ends_in_a_carriage_return_has_an_end_of_line_of_its_own() -> None:
    load_weasyprint()
    import pydyf

    texts = (b"BT %d ET" % number for number in range(20_000))
    unlucky = [text for text in texts if zlib.compress(text, 9)[-1:] == b"\r"]
    assert unlucky
    for text in [b"BT 0 ET", *unlucky]:
        written = pydyf.Stream([text], compress=True).data
        # as a strict reader has it: all between the two words, but for one end of line before the second
        body = re.sub(rb"(\r\n|\n|\r)endstream\Z", b"", written.partition(b"stream\n")[2])
        length = re.search(rb"/Length (\d+)", written)
        assert length
        assert len(body) == int(length[1])
        assert zlib.decompress(body) == text
