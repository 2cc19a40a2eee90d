"""A camera take holds each picture at the time it was taken, and the sound spoken with it.

There is no camera on a machine that tests: a film stands for one, read by the very same child.
"""

from __future__ import annotations

import subprocess
import sys
from collections import deque
from pathlib import Path

import av
import numpy as np
import pytest

from studio.media import probe
from studio.media.recording.camera import Camera, cameras
from studio.media.recording.camera_frame import CameraFrame, preview_of
from studio.media.recording.film_take import FilmTake, finish_film, unfinished_film
from studio.media.recording.listening import Listening
from studio.media.recording.takes import Part, Take, keep_take, mend_takes
from studio.model import SAMPLE_RATE
from studio.sentences import Refused
from tests.helpers.clicking_microphone import ClickingMicrophone
from tests.helpers.looped_sound import LoopedSound
from tests.helpers.make_media import counted, film, plain, read_count
from tests.helpers.source_tree import ROOT
from tests.studio.media.playing.test_play import wait_until

SIZE = (160, 96)


def planes(shade: int) -> np.ndarray:
    grey = np.full((SIZE[1] * 3 // 2, SIZE[0]), 128, np.uint8)
    grey[: SIZE[1]] = shade
    return grey


def read_back(path: Path) -> tuple[list[float], list[np.ndarray], np.ndarray]:
    """Times and pictures (H, W, 3) of a film, and its sound (N,) float32, gaps filled with silence."""
    times, pictures = [], []
    sound = np.zeros(0, np.float32)
    with av.open(str(path)) as container:
        for frame in container.decode(video=0):
            times.append(float(frame.time))
            pictures.append(frame.to_ndarray(format="rgb24"))
    with av.open(str(path)) as container:
        if container.streams.audio:
            for frame in container.decode(audio=0):
                first = round(frame.time * SAMPLE_RATE)
                sound = np.concatenate([sound, np.zeros(max(0, first - len(sound)), np.float32)])
                sound = np.concatenate([sound, frame.to_ndarray()[0].astype(np.float32) / 2**31])
    return times, pictures, sound


def test_pictures_keep_their_uneven_times_and_lie_with_their_sound_though_the_clocks_drift(tmp_path):
    # The sound card's clock runs 0.1 % fast: 48,048 samples a second of the machine's.
    drift = 1.001
    voice = np.zeros(12 * SAMPLE_RATE, np.float32)
    taken = [0.5 + 1.0 * second + wobble for second in range(9) for wobble in (0.0, 0.031, 0.072, 0.4, 0.433)]
    flashes = [0.5 + second for second in range(9)]
    for flash in flashes:
        first = round(flash * drift * SAMPLE_RATE)
        voice[first : first + 480] = 0.8
    loop = LoopedSound(voice=voice, jitter_s=0.002)
    loop.now = lambda: loop.time / SAMPLE_RATE / drift
    told = loop.microphone.read
    loop.microphone.read = lambda: [block._replace(moment=block.moment / drift) for block in told()]
    listening = Listening(loop.microphone, now=loop.now)
    listening.start(by_hand=True)
    take = FilmTake(tmp_path / "Camera 1.mov", listening)
    frames = deque(taken)
    for step in range(1000):
        loop.turn(0.01)
        listening.take()
        if step == 45:
            take.begin()
        while frames and frames[0] + 0.05 < loop.now():
            moment = frames.popleft()
            take.add(CameraFrame(moment, *SIZE, planes(235 if moment in flashes else 20)))
            wait_until(lambda: take._waiting == 0)
    path = take.end()
    listening.close()
    times, pictures, sound = read_back(path)
    assert (len(times), take.dropped) == (len(taken), 0)
    assert np.abs(np.diff(times) - np.diff(taken) * drift).max() < 0.002
    lit = np.array([at for at, picture in zip(times, pictures, strict=True) if picture.mean() > 128])
    clicks = np.flatnonzero((sound > 0.4) & (np.concatenate([[0], sound[:-1]]) < 0.4)) / SAMPLE_RATE
    assert len(lit) == len(clicks) == len(flashes)
    assert np.abs(lit - clicks).max() < 0.002
    facts = probe(path)
    assert (facts.variable, facts.colour, facts.channels) == (True, "BT.601", 1)


def test_after_a_pause_the_film_goes_on_right_there(tmp_path):
    take = FilmTake(tmp_path / "Camera 1.mov", None)
    for begin in (10.0, 50.0):
        take.begin()
        for number in range(5):
            take.add(CameraFrame(begin + number / 25, *SIZE, planes(100)))
        take.pause()
    times, _pictures, sound = read_back(take.end())
    assert len(times) == 10
    assert np.diff(times).max() < 0.05
    assert not len(sound)
    assert not unfinished_film(take.path).exists()


def test_a_camera_that_gives_nothing_leaves_no_file(tmp_path):
    take = FilmTake(tmp_path / "Camera 1.mov", None)
    take.begin()
    with pytest.raises(Refused, match="no picture"):
        take.end()
    assert list(tmp_path.iterdir()) == []


def test_a_film_of_a_program_that_was_killed_is_mended(tmp_path):
    path = tmp_path / "Camera 1.mov"
    take = FilmTake(path, None)
    take.begin()
    keep_take(Take("camera", (Part(0, 0, 48_000),), path=str(path)))
    for number in range(75):
        take.add(CameraFrame(number / 25, *SIZE, planes(number)))
        wait_until(lambda: take._waiting == 0)
    left = tmp_path / "left"
    left.mkdir()
    grown = unfinished_film(path).read_bytes()
    (left / unfinished_film(path).name).write_bytes(grown[: len(grown) - 100])
    keep_take(Take("camera", (Part(0, 0, 48_000),), path=str(left / path.name)))
    take.end()
    (mended,) = mend_takes(left)
    assert (mended.whole, mended.begin) == (True, 48_000)
    times, _, _ = read_back(left / path.name)
    # All but what the encoder held and the last, unfinished second.
    assert 25 <= len(times) < 75


@pytest.fixture(scope="module")
def stand_in(tmp_path_factory):
    """A film that flashes every half second, counted by its pictures."""
    path = tmp_path_factory.mktemp("camera") / "camera.mp4"
    return film(path, lambda n: plain((235,) * 3, SIZE) if n % 15 == 10 else counted(n, SIZE), frames=60)


def test_what_the_child_gives_becomes_a_film_in_step_with_the_microphone(stand_in, tmp_path):
    microphone = ClickingMicrophone()
    listening = Listening(microphone)
    listening.start()
    wait_until(lambda: listening.ready)
    take = FilmTake(tmp_path / "Camera 1.mov", listening)
    seen: list[CameraFrame] = []

    def came(frame: CameraFrame) -> None:
        if len(seen) == 3:
            take.begin()
        seen.append(frame)
        if frame.planes[: frame.height].mean() > 200:
            microphone.clicks.append(frame.moment)
        take.add(frame)

    camera = Camera(came)
    camera.open(str(stand_in))
    wait_until(lambda: camera.state == "gone", 30)
    wait_until(lambda: listening.count > 0 and listening.moment_of(listening.count) > seen[-1].moment)
    camera.close()
    path = take.end()
    listening.close()
    assert len(seen) == 60
    assert take.dropped == 0
    assert "no pictures any more" in camera.sentence
    spacing = np.diff([frame.moment for frame in seen])
    assert spacing == pytest.approx(np.full(59, 1 / 30), abs=0.002)
    times, pictures, sound = read_back(path)
    assert times[0] == 0
    lit = np.array([at for at, picture in zip(times, pictures, strict=True) if picture.mean() > 200])
    clicks = np.flatnonzero((sound > 0.4) & (np.concatenate([[0], sound[:-1]]) < 0.4)) / SAMPLE_RATE
    assert len(lit) == len(clicks) == 4
    assert np.abs(lit - clicks).max() < 0.002
    numbers = [read_count(picture) for picture in pictures if picture.mean() < 200]
    assert numbers == [n for n in range(60 - len(times), 60) if n % 15 != 10]


def test_a_camera_that_is_not_there_is_told_in_plain_words(tmp_path):
    camera = Camera(lambda _frame: None)
    camera.open(str(tmp_path / "nothing.mp4"))
    wait_until(lambda: camera.state != "opening")
    assert "cannot be opened" in camera.sentence
    camera.close()


def test_the_list_of_cameras_is_always_given():
    assert isinstance(cameras(), tuple)


def test_a_preview_is_no_larger_than_its_place():
    frame = CameraFrame(0.0, *SIZE, planes(235))
    assert preview_of(frame, (80, 80)).shape == (48, 80, 4)
    assert preview_of(frame, (800, 800)).shape == (96, 160, 4)
    assert preview_of(frame, (80, 80))[..., :3].min() > 250


def test_the_child_that_holds_the_camera_has_no_pyav():
    code = "import sys, studio.media.recording.camera_child; print('av' in sys.modules, 'cv2' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "True"]


def test_finishing_a_film_that_is_not_there_says_so(tmp_path):
    with pytest.raises(OSError, match=r"part"):
        finish_film(tmp_path / "Camera 1.mov")
