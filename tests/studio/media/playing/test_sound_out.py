"""A sound card that plays late, as all do: what was heard is counted to the very last sample."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest

from studio.media.playing.sound_out import DeviceClock

BLOCK, LATE_S = 480, 0.04


class CardByHand:
    """Opened as `sounddevice.OutputStream` is; asks for a block of 10 ms whenever the test says so."""

    def __init__(self, *, callback, **_told):
        self._callback = callback
        self.latency, self.time, self.active = LATE_S, 100.0, False

    def start(self):
        self.active = True

    def abort(self):
        self.active = False

    close = abort

    def ask(self, blocks):
        for _ in range(blocks):
            out = np.zeros((BLOCK, 2), np.float32)
            self._callback(
                out, BLOCK, SimpleNamespace(currentTime=self.time, outputBufferDacTime=self.time + LATE_S), 0
            )
            self.time += BLOCK / 48_000


@pytest.fixture
def card():
    return []


@pytest.fixture
def clock(card):
    def opened(**told):
        card.append(CardByHand(**told))
        return card[0]

    return DeviceClock(opened)


def test_what_the_card_was_given_is_heard_as_late_as_the_card_is(card, clock):
    clock.write(np.ones((48_000, 2), np.float32))
    clock.start()
    card[0].ask(50)
    assert clock.heard() == 50 * BLOCK - round(LATE_S * 48_000)


def test_all_is_heard_in_the_end_though_the_card_goes_on_asking(card, clock):
    clock.write(np.ones((4_800, 2), np.float32))
    clock.start()
    card[0].ask(30)
    assert clock.heard() == 4_800


def test_a_card_that_asks_is_not_lost(card, clock):
    assert not clock.lost()
    clock.start()
    card[0].ask(1)
    assert not clock.lost()
    clock.stop()
    assert not clock.lost()
