"""A stream of a PDF is as long as it says, whatever byte its data ends in."""

from __future__ import annotations

import re
import zlib

import pytest

from generator.formats.pdf.repair import load_weasyprint
from generator.formats.pdf.repair.streams import LEVEL, deflate


@pytest.mark.slow
def test_data_that_ends_in_a_carriage_return_has_an_end_of_line_of_its_own() -> None:
    load_weasyprint()
    import pydyf

    texts = (b"BT %d ET" % number for number in range(20_000))
    unlucky = [text for text in texts if zlib.compress(text, LEVEL)[-1:] == b"\r"]
    assert unlucky
    for text in [b"BT 0 ET", *unlucky]:
        written = pydyf.Stream([text], compress=True).data
        # as a strict reader has it: all between the two words, but for one end of line before the second
        body = re.sub(rb"(\r\n|\n|\r)endstream\Z", b"", written.partition(b"stream\n")[2])
        length = re.search(rb"/Length (\d+)", written)
        assert length
        assert len(body) == int(length[1])
        assert zlib.decompress(body) == text


@pytest.mark.slow
def test_a_stream_goes_on_after_what_was_compressed_before() -> None:
    load_weasyprint()
    import pydyf

    for length in (0, 1, 70_000):
        start = bytes(range(256)) * (length // 256) + b"q" * (length % 256)
        for rest in (b"", b"Q", b"0 0 m\n" * 20_000):
            stream = pydyf.Stream([rest], compress=True)
            stream.start = deflate(start)
            body = stream.data.partition(b"stream\n")[2].rpartition(b"endstream")[0]
            # zlib compares the checksum with what it has read
            assert zlib.decompress(body) == start + b"\n" + rest
