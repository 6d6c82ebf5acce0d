"""What a record says is worked out once, and never taken for what another record says."""

from __future__ import annotations

import gc

from generator.base.once_each import once_each


class _Thing:
    def __init__(self, number: int):
        self.number = number


def test_work_is_done_once_for_an_object_and_what_is_asked_of_it() -> None:
    asked: list[tuple[int, int]] = []

    @once_each
    def add(thing: _Thing, more: int = 0) -> int:
        asked.append((thing.number, more))
        return thing.number + more

    one, copy = _Thing(1), _Thing(1)
    assert [add(one, 2), add(one, 2), add(one), add(copy, 2)] == [3, 3, 1, 3]
    assert asked == [(1, 2), (1, 0), (1, 2)]  # a copy is another object


def test_an_object_that_takes_the_place_of_one_that_is_gone_has_answers_of_its_own() -> None:
    @once_each
    def read(thing: _Thing) -> int:
        return thing.number

    for number in range(200):  # ids are given again
        assert read(_Thing(number)) == number
    gc.collect()
    closed = next(cell.cell_contents for cell in read.__closure__ or () if isinstance(cell.cell_contents, dict))
    assert not closed
