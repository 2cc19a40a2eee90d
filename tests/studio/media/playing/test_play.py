"""Playback follows the clock of the sound: late pictures are dropped, the beat never waits."""

from __future__ import annotations

from contextlib import closing
from fractions import Fraction
from threading import Event, Lock
from time import monotonic

import numpy as np
import pytest

from effects import all_effects
from studio.edits import add_effect, append
from studio.effect import Effect, Effects, Param
from studio.media import make_asset, probe
from studio.media.playing.play import Playback
from studio.media.playing.sound_out import SilentClock, open_clock
from studio.model import Applied, At, Canvas, Clip, Footage, Item, Layer, Project, Span
from studio.sentences import Refused
from tests.helpers.make_media import clicks, counted, film, read_count, wav

EFFECTS = Effects(all_effects())
BOX = (180, 320)


class HandClock:
    """A sound card turned by hand: what was written is heard when the test says so."""

    def __init__(self) -> None:
        self.lock = Lock()
        self.running = False
        self.turned = 0
        self.gone = False
        self.written: list[np.ndarray] = []

    def start(self):
        self.running = True

    def stop(self):
        self.running, self.turned = False, 0
        self.written = []

    def write(self, samples):
        with self.lock:
            self.written.append(samples.copy())

    def count(self):
        with self.lock:
            return sum(map(len, self.written))

    def wanted(self):
        return max(0, self.turned + 48_000 - self.count())

    def heard(self):
        return min(self.turned, self.count()) if self.running else 0

    def lost(self):
        return self.gone

    def close(self):
        self.stop()


def wait_until(true, seconds=10.0):
    until, pause = monotonic() + seconds, Event()
    while not true():
        assert monotonic() < until, "it never came"
        pause.wait(0.002)


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    path = tmp_path_factory.mktemp("play") / "film.mp4"
    film(path, lambda n: counted(n, (180, 320)), frames=90, sound=clicks(3, [0.5, 1.5, 2.5]))
    asset = make_asset(probe(path), asset_id="a")
    clip = Clip(id="c", content=Footage(asset="a"), window=Span(Fraction(0), Fraction(3)))
    return append(Project(id="p", canvas=Canvas(width=180, height=320), assets=(asset,)), clip)


@pytest.fixture
def clock():
    return HandClock()


@pytest.fixture
def playback(clock):
    made = Playback(EFFECTS, clock=lambda: clock)
    yield made
    made.close()


def turn_to(clock, playback, frame):
    """Let the clock reach the middle of that frame and wait until its picture is there."""
    goal = round((frame + 0.5) * 1600)
    wait_until(lambda: clock.count() >= goal or clock.count() >= 144_000)
    clock.turned = goal
    found = []

    def shown():
        picture = playback.frame_due()
        if picture is not None:
            found.append(read_count(picture))
        return bool(found) and found[-1] >= frame

    wait_until(shown)
    return found[-1]


def test_each_frame_comes_when_its_sound_is_heard(clock, playback, project):
    playback.play(project, Fraction(0), BOX)
    wait_until(lambda: clock.running)
    assert [turn_to(clock, playback, frame) for frame in range(20)] == list(range(20))
    assert playback.counts.dropped == 0
    assert playback.position() == Fraction(39, 2) / 30


def test_it_begins_where_it_is_told(clock, playback, project):
    playback.play(project, Fraction(2), BOX)
    wait_until(lambda: clock.running)
    wait_until(lambda: (picture := playback.frame_due()) is not None and read_count(picture) == 60)
    assert playback.position() == 2
    clock.turned = 480
    assert playback.position() == 2 + Fraction(1, 100)


def test_the_sound_given_is_the_sound_of_the_moment(clock, playback, project):
    playback.play(project, Fraction(1), BOX)
    wait_until(lambda: clock.running)
    clock.turned = 40_000
    wait_until(lambda: clock.count() >= 48_000)
    heard = np.abs(np.concatenate(clock.written)[:, 0])
    assert abs(int(np.argmax(heard > 0.3)) - 24_000) <= 48


def test_the_level_told_is_that_of_what_is_heard(clock, playback, project):
    assert playback.level() is None
    playback.play(project, Fraction(1), BOX)
    wait_until(lambda: clock.running)
    clock.turned = 12_000
    assert playback.level().left_db < -40
    clock.turned = 24_500
    wait_until(lambda: playback.level().left_db > -12)


def test_late_pictures_are_dropped_and_counted(clock, playback, project):
    playback.play(project, Fraction(0), BOX)
    wait_until(lambda: clock.running)
    wait_until(lambda: len(playback._run.pictures) >= 7)
    turn_to(clock, playback, 2)
    assert turn_to(clock, playback, 6) == 6
    assert (playback.counts.shown, playback.counts.dropped) == (2, 5)


def test_a_leap_of_the_clock_is_followed(clock, playback, project):
    playback.play(project, Fraction(0), BOX)
    wait_until(lambda: clock.running)
    for goal in range(8000, 96_000, 8000):
        wait_until(lambda goal=goal: clock.count() >= goal)
        clock.turned = goal
    assert turn_to(clock, playback, 62) >= 62


def test_pausing_keeps_the_place_and_silences(clock, playback, project):
    playback.play(project, Fraction(0), BOX)
    wait_until(lambda: clock.running)
    turn_to(clock, playback, 9)
    playback.pause()
    assert playback.position() == Fraction(19, 2) / 30
    assert not playback.playing
    assert not clock.running
    assert playback.frame_due() is None


def test_the_end_is_told_once_it_was_heard(clock, project):
    ended = Event()
    playback = Playback(EFFECTS, clock=lambda: clock, on_end=ended.set)
    playback.play(project, Fraction(14, 5), BOX)
    wait_until(lambda: clock.running)
    clock.turned = 9000
    assert not ended.is_set()
    clock.turned = 9600
    assert ended.wait(10)
    assert playback.position() == 3
    assert not playback.playing
    playback.close()


def test_an_error_ends_what_plays_and_is_told(clock, project):
    def fails(pixels, settings, moment):
        raise ZeroDivisionError("a fault of ours")

    broken = Effect(id="broken", name="Broken", kind="picture", apply=fails, params=(Param(key="much", name="Much"),))
    playback = Playback(Effects([broken]), clock=lambda: clock)
    with closing(playback):
        bad = add_effect(project, "c", applied=Applied("b", "broken", settings=(("much", 1.0),)))
        playback.play(bad, Fraction(1), BOX)
        wait_until(lambda: not playback.playing)
        assert isinstance(playback.failure, ZeroDivisionError)
        assert playback.position() == 1
        playback.play(project, Fraction(0), BOX)
        wait_until(lambda: clock.running)
        assert playback.failure is None
        assert turn_to(clock, playback, 3) == 3


def test_a_sound_device_that_has_gone_ends_it_where_it_was(clock, playback, project):
    playback.play(project, Fraction(0), BOX)
    wait_until(lambda: clock.running)
    turn_to(clock, playback, 9)
    clock.gone = True
    wait_until(lambda: not playback.playing)
    assert isinstance(playback.failure, Refused)
    assert playback.position() == Fraction(19, 2) / 30


def test_a_loop_goes_round(clock, playback, project):
    playback.play(project, Fraction(1), BOX, span=Span(Fraction(1), Fraction(1, 5)), loop=True)
    wait_until(lambda: clock.running)
    seen = []
    for frame in range(15):
        wait_until(lambda frame=frame: clock.count() >= (frame + 0.5) * 1600)
        clock.turned = round((frame + 0.5) * 1600)
        found = []

        def shown(found=found):
            picture = playback.frame_due()
            if picture is not None:
                found.append(read_count(picture))
            return bool(found)

        wait_until(shown)
        seen += found
    assert seen == [30 + frame % 6 for frame in range(15)]


def test_playing_again_plays_the_new_project(clock, playback, project):
    playback.play(project, Fraction(0), BOX)
    wait_until(lambda: clock.running)
    playback.play(project, Fraction(2), (90, 160))
    wait_until(lambda: clock.running)
    found = []
    wait_until(lambda: (picture := playback.frame_due()) is not None and not found.append(picture))
    assert found[0].shape == (160, 90, 4)
    assert read_count(found[0]) == 60


def test_without_a_device_the_machine_keeps_time(project):
    ended = Event()
    playback = Playback(EFFECTS, clock=SilentClock, on_end=ended.set)
    begun = monotonic()
    playback.play(project, Fraction(5, 2), BOX)
    assert ended.wait(10)
    assert monotonic() - begun >= 0.5
    playback.close()


def test_some_clock_is_always_there():
    clock = open_clock()
    clock.write(np.zeros((100, 2), np.float32))
    assert clock.heard() == 0
    clock.close()


def test_closing_twice_and_playing_nothing_is_no_trouble(playback):
    playback.play(Project(id="p"), Fraction(0), BOX)
    wait_until(lambda: not playback.playing)
    playback.close()
    playback.close()


@pytest.fixture(scope="module")
def six_channels(tmp_path_factory):
    """Three seconds of a tone at full scale in all six channels of 5.1."""
    path = tmp_path_factory.mktemp("six") / "six.wav"
    wave = np.sin(2 * np.pi * 1000 * np.arange(3 * 48_000) / 48_000)
    wav(path, np.repeat(wave[:, None], 6, axis=1).astype(np.float32))
    asset = make_asset(probe(path), asset_id="a")
    clip = Clip(id="c", content=Footage(asset="a"), window=Span(Fraction(0), Fraction(3)))
    sound = Layer("s", "sound", items=(Item(clip, At(Fraction(0))),))
    return Project(id="p", canvas=Canvas(width=180, height=320), assets=(asset,), sounds=(sound,))


def played(playback, clock, project, begin):
    playback.play(project, begin, BOX)
    wait_until(lambda: clock.running)
    count = round((3 - begin) * 48_000)
    clock.turned = count - 48_000
    wait_until(lambda: clock.count() >= count)
    return np.concatenate(clock.written)[:count]


def test_six_loud_channels_are_neither_clipped_nor_bent(clock, playback, six_channels):
    whole = played(playback, clock, six_channels, Fraction(0))
    assert 0.95 < np.abs(whole[4800:]).max() <= 1
    power = np.abs(np.fft.rfft(whole[48_000:96_000, 0])) ** 2
    assert power[1000] > 1e8 * (power[20:].sum() - power[1000])
    middle = played(playback, clock, six_channels, Fraction(3, 2))
    assert np.abs(middle - whole[-len(middle) :]).max() < 10 ** (-90 / 20)
