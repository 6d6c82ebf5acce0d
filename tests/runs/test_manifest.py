"""The bytes of a manifest are those of `json.dumps`, however its files are called."""

from __future__ import annotations

import json
from dataclasses import asdict

from hypothesis import given
from hypothesis import strategies as st

from generator.runs.manifest import FORM, MadeFrom, Manifest, Output, hash_file, parse_manifest, write_manifests

WORDS = st.text('ab"\\\n{}: ж\u2028\x01') | st.sampled_from(["inputs", '"inputs": {}', "null"])
MADE = st.builds(
    MadeFrom,
    WORDS,
    st.dictionaries(WORDS, WORDS | st.none(), max_size=3),
    st.booleans(),
    WORDS | st.none(),
    st.booleans() | st.none(),
    WORDS,
    st.dictionaries(WORDS, WORDS, max_size=2),
)


@given(st.lists(MADE, min_size=1, max_size=3), st.lists(st.tuples(WORDS, st.integers(0, 2)), max_size=4))
def test_a_manifest_is_written_as_ever(made: list[MadeFrom], outputs: list[tuple[str, int]]) -> None:
    manifest = Manifest("public", {name: Output(name, "x", 1, made[which % len(made)]) for name, which in outputs})
    keys = {id(one): hash_file(json.dumps(asdict(one), sort_keys=True).encode())[:16] for one in made}
    files = manifest.outputs.values()
    said = {
        "form": FORM,
        "audience": "public",
        "outputs": {
            one.name: {"sha256": one.sha256, "bytes": one.bytes, "made_from": keys[id(one.made_from)]} for one in files
        },
        "made_from": {keys[id(one.made_from)]: asdict(one.made_from) for one in files},
    }
    whole = (json.dumps(said, indent=1, sort_keys=True, ensure_ascii=False) + "\n").encode("utf-8", "backslashreplace")
    assert write_manifests([manifest, manifest]) == (whole, whole)
    assert parse_manifest(whole) == manifest
