"""What the collector passes over goes all the same: what nothing refers to at once, what goes in circles later."""

from __future__ import annotations

import gc
import weakref

from generator.base.gc import collect_all, keep_from_collection


class Thing:
    """Something that may refer to itself."""

    own: Thing | None = None


def test_what_is_kept_from_collection_goes_when_all_is_looked_through() -> None:
    assert gc.isenabled()
    try:
        with keep_from_collection():
            assert not gc.isenabled()
            plain, ring = Thing(), Thing()
            ring.own = ring
        assert gc.isenabled()
        gone, goes = weakref.ref(plain), weakref.ref(ring)
        del plain, ring
        gc.collect()
        assert gone() is None
        assert goes() is not None
    finally:
        collect_all()
    assert goes() is None
