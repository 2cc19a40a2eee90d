"""Film strips and waveforms, made beside the main thread."""

import threading
from fractions import Fraction

import numpy as np
import pytest

from studio.jobs import Jobs
from studio.model import Asset
from studio.ui.timeline.pictures import MOST_BYTES, TimelinePictures

ASSET = Asset("m", "/words/m", "video", "Word", Fraction(60), 90, 160, Fraction(30), has_sound=True, fingerprint="m")


class Painted:
    """A decoded picture whose red says its second."""

    def __init__(self, moment, box):
        self.width, self.height = box
        self.opaque = True
        self._red = int(moment)

    def rgba(self):
        pixels = np.full((self.height, self.width, 4), 255, np.uint8)
        pixels[..., 0] = self._red
        return pixels

    def i420(self):
        return None


class Words:
    """Sources that remember on which thread they were asked, and for what."""

    def __init__(self):
        self.asked = []
        self.gate = threading.Event()
        self.gate.set()

    def picture(self, asset, moment, box):
        self.gate.wait(5)
        self.asked.append((moment, threading.current_thread() is threading.main_thread()))
        return Painted(moment, box)

    def samples(self, asset, first, count, track=0):
        return None


class Home:
    """Results wait here until the test takes them in."""

    def __init__(self):
        self.waiting = []
        self.came = threading.Condition()

    def post(self, call):
        with self.came:
            self.waiting.append(call)
            self.came.notify()

    def take(self, count):
        for _ in range(count):
            with self.came:
                assert self.came.wait_for(lambda: bool(self.waiting), 5)
                call = self.waiting.pop(0)
            call()


@pytest.fixture
def home():
    return Home()


@pytest.fixture
def words():
    return Words()


@pytest.fixture
def pictures(qapp, home, words):
    jobs = Jobs(home.post, workers=2)
    made = TimelinePictures(
        jobs, lambda: words, peaks_of=lambda asset, track: np.array([[-0.5, 0.25], [0.0, 0.125]]) / (track + 1)
    )
    yield made
    words.gate.set()
    made.close()
    jobs.close()


def ask(pictures, seconds, step=1.0):
    pictures.begin()
    found = [pictures.tile(ASSET, second, step, 64) for second in seconds]
    pictures.end()
    return found


def test_a_tile_is_not_there_at_once_and_there_later(pictures, home, words):
    assert ask(pictures, [7]) == [None]
    home.take(1)
    [tile] = ask(pictures, [7])
    assert (tile.width(), tile.height()) == (36, 64)
    assert tile.pixelColor(5, 5).red() == 7
    assert words.asked == [(7, False)]


def test_tiles_are_shared_by_all_that_show_nearly_the_same_moment(pictures, home, words):
    ask(pictures, [7.1, 7.4, 7.9])
    home.take(1)
    assert None not in ask(pictures, [7.0, 7.5, 7.99])
    assert len(words.asked) == 1


def test_what_scrolled_away_is_not_made(pictures, home, words):
    words.gate.clear()
    ask(pictures, range(30))
    ask(pictures, [40])
    words.gate.set()
    home.take(3)
    assert {moment for moment, _ in words.asked} == {0, 1, 40}


def test_while_zooming_a_near_tile_stands_in(pictures, home):
    ask(pictures, [8])
    home.take(1)
    [stand_in] = ask(pictures, [8.4], step=0.5)
    assert stand_in.pixelColor(5, 5).red() == 8


def test_memory_is_bounded(pictures, home):
    pictures._bytes = MOST_BYTES - 10
    ask(pictures, [1, 2])
    home.take(2)
    assert len(pictures._tiles) == 1


def test_peaks_come_once(pictures, home):
    assert pictures.peaks(ASSET) is None
    assert pictures.peaks(ASSET) is None
    home.take(1)
    peaks = pictures.peaks(ASSET)
    assert peaks.levels.tolist() == [0.5, 0.125]
    assert (peaks.per_second, peaks.loudest) == (100, 0.5)
    assert pictures.peaks(ASSET, 3) is None
    home.take(1)
    assert pictures.peaks(ASSET, 3).levels.tolist() == [0.125, 0.03125]
    assert pictures.peaks(ASSET) is peaks


def test_a_file_that_is_gone_is_known_to_be_and_looked_for_again(pictures, home, tmp_path):
    from msgspec.structs import replace

    asset = replace(ASSET, path=str(tmp_path / "clip.mp4"))
    assert not pictures.missing(asset)
    home.take(1)
    assert pictures.missing(asset)
    (tmp_path / "clip.mp4").write_bytes(b"")
    pictures.look_again()
    pictures.missing(asset)
    home.take(1)
    assert not pictures.missing(asset)


def test_pictures_that_come_are_painted_together(pictures, home, qtbot):
    ask(pictures, [1, 2])
    with qtbot.waitSignal(pictures.changed, timeout=2000):
        home.take(2)


def test_a_file_that_cannot_be_read_stays_grey_and_is_not_asked_for_again(pictures, home, words):
    words.picture = lambda asset, moment, box: None
    ask(pictures, [3])
    home.take(1)
    assert ask(pictures, [3]) == [None]
    assert not pictures._wanted
    assert not pictures._making
