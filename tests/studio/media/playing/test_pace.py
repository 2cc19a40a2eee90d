"""A machine that is too slow gets smaller pictures first, then fewer; one that keeps up again gets the large ones."""

from __future__ import annotations

from itertools import pairwise

from studio.media.playing.pace import Pace

FRAME_S = 1 / 30
FULL, MIDDLE, HALF = (540, 960), (360, 640), (270, 480)


def drawn(pace, pictures, seconds, ahead):
    for _ in range(pictures):
        pace.drew(seconds, ahead)
    return pace.size(*FULL)


def test_pictures_that_are_done_in_time_stay_large():
    pace = Pace(FRAME_S)
    assert drawn(pace, 500, 0.02, 7) == FULL
    assert pace.smaller == 0


def test_pictures_get_smaller_while_they_take_too_long_and_grow_again_where_there_is_room():
    pace = Pace(FRAME_S)
    assert drawn(pace, 6, 0.05, 1) == MIDDLE
    assert drawn(pace, 12, 0.04, 0) == HALF
    assert drawn(pace, 12, 0.04, 0) == HALF
    assert drawn(pace, 300, 0.019, 7) == HALF, "the larger would take too long"
    assert drawn(pace, 50, 0.01, 7) == MIDDLE
    assert drawn(pace, 100, 0.005, 7) == FULL
    assert pace.smaller > 350


def test_what_was_tried_in_vain_is_tried_again_later_and_later():
    pace, tried, tried_before = Pace(FRAME_S), [], False
    for picture in range(2_000):
        large = pace.size(*FULL) == FULL
        if large and pace.smaller and not tried_before:
            tried.append(picture)
        tried_before = large
        pace.drew(0.03 if large else 0.01, 0 if large else 7)
    waits = [later - sooner for sooner, later in pairwise(tried)]
    assert len(waits) >= 3
    assert all(later > 1.5 * sooner for sooner, later in pairwise(waits))


def test_a_short_queue_at_the_start_makes_nothing_smaller():
    assert drawn(Pace(FRAME_S), 200, 0.01, 1) == FULL


def test_behind_for_long_the_picture_drawn_is_one_that_will_be_done_in_time():
    pace = Pace(FRAME_S)
    drawn(pace, 20, 0.09, 0)
    assert pace.next_step(5, 4) == 5
    assert pace.next_step(6, 10) == 10
    assert pace.next_step(11, 14) == 14 + 3
    assert pace.next_step(18, 17) == 18
