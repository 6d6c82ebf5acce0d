"""The bytes of a manifest are those of `json.dumps`, however its files are called."""

from __future__ import annotations

import json
import random
from dataclasses import asdict

from generator.runs.manifest import FORM, MadeFrom, Manifest, Output, hash_file, parse_manifest, write_manifests
from tests.support.examples import examples

LETTERS = 'ab"\\\n{}: ж\u2028\x01'


def _word(chance: random.Random) -> str:
    odd = chance.choice(("inputs", '"inputs": {}', "null", ""))
    return odd if chance.random() < 0.3 else "".join(chance.choices(LETTERS, k=chance.randint(0, 9)))


def _make(chance: random.Random) -> Manifest:
    def some() -> dict[str, str]:
        return {_word(chance): _word(chance) for _ in range(chance.randint(0, 3))}

    made = [
        MadeFrom(
            _word(chance),
            {name: chance.choice([None, said]) for name, said in some().items()},
            True,
            None,
            None,
            "p",
            some(),
        )
        for _ in range(chance.randint(1, 3))
    ]
    return Manifest("public", {name: Output(name, "x", 1, chance.choice(made)) for name in some()})


def _write(manifest: Manifest) -> bytes:
    outputs, made = {}, {}
    for name, one in manifest.outputs.items():
        key = hash_file(json.dumps(asdict(one.made_from), sort_keys=True).encode())[:16]
        made[key] = asdict(one.made_from)
        outputs[name] = {"sha256": one.sha256, "bytes": one.bytes, "made_from": key}
    said = {"form": FORM, "audience": "public", "outputs": outputs, "made_from": made}
    return (json.dumps(said, indent=1, sort_keys=True, ensure_ascii=False) + "\n").encode("utf-8", "backslashreplace")


def test_a_manifest_is_written_as_ever() -> None:
    chance = random.Random(4)
    for _ in range(examples(200)):
        manifest, other = _make(chance), _make(chance)
        assert write_manifests([manifest, other, manifest]) == tuple(map(_write, (manifest, other, manifest)))
        assert parse_manifest(_write(manifest)) == manifest
