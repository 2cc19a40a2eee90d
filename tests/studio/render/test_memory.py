"""Memory is used again, but never while somebody sees it."""

import weakref

import numpy as np

from studio.render.memory import forget_unused, recycled

SHAPE = (333, 777, 4)


def address(array: np.ndarray) -> int:
    return array.__array_interface__["data"][0]


def test_dropped_memory_is_handed_out_again():
    first = recycled(SHAPE)
    place = address(first)
    del first
    assert address(recycled(SHAPE)) == place


def test_memory_somebody_sees_is_never_handed_out():
    first = recycled(SHAPE)
    first[...] = 7
    corner = first[:2, :2]
    del first
    for _again in range(3):
        recycled(SHAPE)[...] = 9
    assert (corner == 7).all()


def test_arrays_have_the_shape_and_type_asked_for():
    array = recycled((100, 1000), np.uint32)
    assert array.shape == (100, 1000)
    assert array.dtype == np.uint32
    assert array.flags.c_contiguous
    assert recycled((3, 3)).shape == (3, 3)


def test_memory_of_a_size_nobody_asks_for_any_more_is_given_up_and_what_somebody_sees_is_not():
    seen, unseen = recycled(SHAPE), recycled(SHAPE)
    blocks = [weakref.ref(array.base) for array in (seen, unseen)]
    del unseen
    forget_unused()
    assert all(block() is not None for block in blocks), "it was asked for a moment ago"
    forget_unused()
    assert [block() is not None for block in blocks] == [True, False]
    assert seen.shape == SHAPE
