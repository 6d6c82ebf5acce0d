"""Many small things that are kept in one file: each is found by its own secret, and one that is spoilt by nobody."""

from __future__ import annotations

import pickle
import struct
from contextlib import closing
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest

from generator.base.kept import VARIABLE
from generator.base.kept.parts import open_parts
from generator.base.kept.reader import Reader

NAME = b"of this workspace"
SAID = {f"secret {number}".encode(): f"Rudolf Rassendyll {number} ".encode() * 20 for number in range(9)}


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv(VARIABLE)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "briefing"


def add(said: dict[bytes, bytes], whole: bool = False) -> None:
    with closing(open_parts(NAME)) as parts:
        for secret, content in said.items():
            parts.add(secret, content)
        parts.keep(whole)


def found() -> set[bytes]:
    """Return the secrets under which something is found, which is what was kept under each."""
    with closing(open_parts(NAME)) as parts:
        there = {secret for secret in SAID if parts.recall(secret) is not None}
        assert all(parts.recall(secret) == SAID[secret] for secret in there)
        return there


def test_each_is_found_by_its_own_secret(place: Path) -> None:
    assert found() == set()
    add(SAID)
    assert found() == set(SAID)
    for name, secret in ((NAME, b"another secret"), (b"of another workspace", b"secret 1")):
        with closing(open_parts(name)) as parts:
            assert parts.recall(secret) is None
    (path,) = place.iterdir()
    assert path.stat().st_mode & 0o077 == 0
    assert b"Rassendyll" not in path.read_bytes()


def test_what_is_added_stands_beside_what_was_there(place: Path) -> None:
    secrets = list(SAID)
    add({secret: SAID[secret] for secret in secrets[:5]})
    add({secret: SAID[secret] for secret in secrets[5:]})
    assert found() == set(SAID)


def test_what_nobody_asks_for_goes_once_all_was_asked_for(place: Path) -> None:
    add(SAID)
    secrets = list(SAID)
    for whole, used, left in ((False, 1, 9), (True, 8, 9), (True, 3, 4)):
        with closing(open_parts(NAME)) as parts:
            for secret in secrets[:used]:
                assert parts.recall(secret)
            parts.add(secrets[8], SAID[secrets[8]])
            parts.keep(whole)
        assert len(found()) == left


def test_what_is_spoilt_was_never_there(place: Path) -> None:
    add(SAID)
    (path,) = place.iterdir()
    whole = path.read_bytes()
    head = struct.calcsize("<I") + len(SAID) * struct.calcsize("<20sI")
    for at in range(0, len(whole), 7):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 0xFF]) + whole[at + 1 :])
        assert len(found()) == len(SAID) - 1 or at < head
        with closing(open_parts(NAME)) as parts:  # no memory is asked for that the file has not
            assert all(place + size <= len(whole) for place, size in parts._places.values())
        path.write_bytes(whole[:at])
        assert len(found()) < len(SAID)
    add(SAID)
    assert found() == set(SAID)


def test_a_link_in_its_place_is_not_followed(place: Path, tmp_path: Path) -> None:
    add(SAID)
    (path,) = place.iterdir()
    other = path.rename(tmp_path / "other")
    path.symlink_to(other)
    assert found() == set()
    add(SAID)
    assert found() == set(SAID)
    assert not path.is_symlink()


def test_nothing_is_made_of_classes_that_are_not_named() -> None:
    def read(kept: object) -> object:
        return Reader(BytesIO(pickle.dumps(kept)), lambda module, name: date if name == "date" else None).load()

    assert read([date(2020, 5, 2), "words"]) == [date(2020, 5, 2), "words"]
    for one in (Path("x"), print, BytesIO):
        with pytest.raises(pickle.UnpicklingError):
            read(one)
