"""All previews share one room for decoders: what was asked for the longest ago goes, nothing recent, none at work."""

from __future__ import annotations

from math import inf

from studio.render.shared_room import SharedRoom


class Worker:
    def __init__(self, *asked):
        self.asked, self.works = list(asked), False

    def held(self):
        return [(inf if self.works else asked, 100) for asked in self.asked]

    def close_older(self, than):
        if not self.works:
            self.asked = [asked for asked in self.asked if asked > than]


def test_the_oldest_are_closed_whoever_has_them_until_all_have_room():
    room, one, other = SharedRoom(300), Worker(10, 40), Worker(20, 30, 50)
    for worker in (one, other):
        room.join(worker)
    room.make_room(100)
    assert (one.asked, other.asked) == ([40], [30, 50])
    room.make_room(200)
    assert (one.asked, other.asked) == ([40], [30, 50]), "there is room for all"


def test_what_was_asked_for_a_moment_ago_stays_however_much_it_is():
    room, worker = SharedRoom(100), Worker(90, 98, 99)
    room.join(worker)
    room.make_room(100)
    assert worker.asked == [98, 99]


def test_what_one_at_work_holds_counts_and_others_make_the_room():
    room, busy, idle = SharedRoom(200), Worker(10, 20), Worker(30)
    for worker in (busy, idle):
        room.join(worker)
    busy.works = True
    room.make_room(100)
    assert (busy.asked, idle.asked) == ([10, 20], [])


def test_nobody_is_disturbed_at_work():
    room, worker = SharedRoom(0), Worker(10)
    room.join(worker)
    worker.works = True
    room.make_room(100)
    assert worker.asked == [10]
