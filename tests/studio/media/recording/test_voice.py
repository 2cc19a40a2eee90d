"""A voice-over lands where it was spoken, to the sample, whatever the devices do not say."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import wave
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from effects import all_effects
from studio.edits import append
from studio.effect import Effects
from studio.media import make_asset, probe
from studio.media.playing.play import Playback
from studio.media.recording.listening import Listening
from studio.media.recording.round_trip import measure_round_trip
from studio.media.recording.sound_in import open_microphone
from studio.media.recording.takes import (
    Part,
    Take,
    keep_take,
    kept_takes,
    mend_takes,
    new_take_file,
    room_for_takes,
    take_of,
)
from studio.media.recording.voice_take import VoiceTake
from studio.media.recording.wav_file import GrowingWav, mend_wav
from studio.model import SAMPLE_RATE, Canvas, Clip, Footage, Project, Span
from studio.sentences import Refused
from tests.helpers.looped_sound import LoopedSound
from tests.helpers.make_media import clicks, film, plain
from tests.studio.media.playing.test_play import wait_until

EFFECTS = Effects(all_effects())
CLICKS_S = (0.5, 1.25, 1.5, 2.5)


def heard_in(path: Path) -> np.ndarray:
    """(N,) float32 of what any reader finds in a WAV of 24 bits."""
    with wave.open(str(path)) as file:
        assert (file.getnchannels(), file.getframerate(), file.getsampwidth()) == (1, SAMPLE_RATE, 3)
        raw = np.frombuffer(file.readframes(file.getnframes()), np.uint8).reshape(-1, 3)
    whole = np.zeros((len(raw), 4), np.uint8)
    whole[:, 1:] = raw
    return whole.view("<i4")[:, 0].astype(np.float32) / 2**31


def onsets(sound: np.ndarray) -> list[int]:
    """Where the clicks of `make_media.clicks` begin."""
    loud = np.flatnonzero(np.abs(sound) > 0.3)
    return [int(at) for at, before in zip(loud, [-SAMPLE_RATE, *loud[:-1]], strict=True) if at - before > 2000]


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    path = tmp_path_factory.mktemp("voice") / "film.mp4"
    film(path, lambda _n: plain((90, 90, 90), (32, 32)), frames=90, sound=clicks(3, CLICKS_S))
    asset = make_asset(probe(path), asset_id="a")
    clip = Clip(id="c", content=Footage(asset="a"), window=Span(Fraction(0), Fraction(3)))
    return append(Project(id="p", canvas=Canvas(width=32, height=32), assets=(asset,)), clip)


def listening_to(loop: LoopedSound) -> Listening:
    listening = Listening(loop.microphone, now=loop.now)
    listening.start(by_hand=True)
    turn(loop, listening, 0.3)
    return listening


def turn(loop, listening, seconds, take=None, playback=None):
    """Let time pass in steps of ten milliseconds, as a sound card and a window do."""
    for _ in range(round(seconds * 100)):
        if playback is not None:
            goal = min(loop.heard() + 2400, 144_000)
            wait_until(lambda goal=goal: loop.count() >= goal or not playback.playing)
        loop.turn(0.01)
        listening.take()
        if take is not None and playback is not None and playback.playing:
            take.follow(playback.position())


def record(loop, listening, project, path, *, at=Fraction(0), seconds=2.9, extra_s=0.0) -> Take:
    """What is recorded while the project plays from `at`."""
    playback = Playback(EFFECTS, clock=lambda: loop)
    take = VoiceTake(listening, path, extra_s=extra_s)
    take.begin(at, playing=True)
    loop.turn(0.03)
    playback.play(project, at, (32, 32))
    wait_until(lambda: loop._begun is not None)
    turn(loop, listening, seconds, take, playback)
    ended = take.end()
    playback.close()
    return ended


def landed(take: Take) -> list[int]:
    """Where on the timeline the clicks in the take come to lie."""
    sound = heard_in(Path(take.path))
    found = []
    for part in take.parts:
        found += [at + part.at for at in onsets(sound[part.start : part.start + part.length])]
    return found


@pytest.mark.parametrize("untold", [0, 1234])
def test_what_was_spoken_to_the_music_lies_at_the_music_to_the_sample(project, tmp_path, untold):
    loop = LoopedSound(untold=untold, jitter_s=0.004)
    listening = listening_to(loop)
    extra_s = measure_round_trip(loop, listening, lambda s: turn(loop, listening, s)).extra_s
    assert extra_s == pytest.approx(untold / SAMPLE_RATE, abs=0.001)
    take = record(loop, listening, project, tmp_path / "take.wav", extra_s=extra_s)
    found, wanted = landed(take), [round(at * SAMPLE_RATE) for at in CLICKS_S]
    # The readings of both runs jitter by 4 ms; their middle does not.
    assert np.abs(np.array(found) - wanted).max() <= 0.001 * SAMPLE_RATE
    listening.close()


def test_without_jitter_the_error_is_no_more_than_a_sample(project, tmp_path):
    loop = LoopedSound(untold=333)
    listening = listening_to(loop)
    trip = measure_round_trip(loop, listening, lambda s: turn(loop, listening, s))
    assert (trip.found, round(trip.extra_s * SAMPLE_RATE)) == (5, 333)
    take = record(loop, listening, project, tmp_path / "take.wav", at=Fraction(1), seconds=1.9, extra_s=trip.extra_s)
    assert take.parts[0].at == SAMPLE_RATE
    wanted = [round(at * SAMPLE_RATE) for at in CLICKS_S if at > 1]
    assert np.abs(np.array(landed(take)) - wanted).max() <= 1
    listening.close()


def test_lost_sound_is_counted_and_what_follows_stays_at_its_place(project, tmp_path):
    loop = LoopedSound()
    listening = listening_to(loop)
    playback = Playback(EFFECTS, clock=lambda: loop)
    take = VoiceTake(listening, tmp_path / "take.wav")
    take.begin(Fraction(0), playing=True)
    playback.play(project, Fraction(0), (32, 32))
    wait_until(lambda: loop._begun is not None)
    turn(loop, listening, 0.8, take, playback)
    loop.microphone.swallow = 4321
    turn(loop, listening, 2.1, take, playback)
    ended = take.end()
    playback.close()
    assert (ended.lost, listening.lost_samples) == (1, 4321)
    assert np.abs(np.array(landed(ended)) - [round(at * SAMPLE_RATE) for at in CLICKS_S]).max() <= 1
    listening.close()


def test_after_a_pause_each_part_lies_at_its_own_place(tmp_path):
    voice = np.zeros(10 * SAMPLE_RATE, np.float32)
    loop = LoopedSound(voice=voice)
    listening = listening_to(loop)
    take = VoiceTake(listening, tmp_path / "take.wav")
    take.begin(Fraction(2), playing=False)
    turn(loop, listening, 1)
    take.pause()
    turn(loop, listening, 5)
    take.begin(Fraction(7), playing=False)
    turn(loop, listening, 0.5)
    first, second = take.end().parts
    assert (first.at, second.at) == (2 * SAMPLE_RATE, 7 * SAMPLE_RATE)
    assert second.start + second.length == len(heard_in(tmp_path / "take.wav"))
    assert first.start + first.length <= second.start
    assert first.length == pytest.approx(SAMPLE_RATE - loop.told_in, abs=500)
    listening.close()


def test_without_playing_the_take_begins_with_the_moment_of_the_start(tmp_path):
    voice = np.zeros(3 * SAMPLE_RATE, np.float32)
    voice[SAMPLE_RATE : SAMPLE_RATE + 480] = 0.8
    loop = LoopedSound(voice=voice)
    listening = listening_to(loop)
    turn(loop, listening, 0.2)
    take = VoiceTake(listening, tmp_path / "take.wav")
    take.begin(Fraction(1), playing=False)
    turn(loop, listening, 1)
    # Begun half a second after the start of everything, so that the click comes half a second into it.
    assert landed(take.end()) == [pytest.approx(1.5 * SAMPLE_RATE, abs=1)]
    listening.close()


def test_the_level_says_how_loud_it_is_and_whether_it_was_too_loud():
    moments = np.arange(SAMPLE_RATE) / SAMPLE_RATE
    voice = (0.5 * np.sin(2 * np.pi * 500 * moments)).astype(np.float32)
    loop = LoopedSound(voice=np.concatenate([voice, np.full(4800, 1.0, np.float32)]))
    listening = listening_to(loop)
    turn(loop, listening, 0.3)
    assert listening.level.peak_db == pytest.approx(-6.0, abs=0.1)
    assert listening.level.power_db == pytest.approx(-9.0, abs=0.1)
    assert not listening.level.clipped
    turn(loop, listening, 1)
    assert listening.level.clipped
    listening.forget_clipping()
    turn(loop, listening, 3)
    assert listening.level.dead
    assert not listening.level.clipped
    listening.close()


def test_a_microphone_that_goes_is_noticed():
    loop = LoopedSound()
    listening = listening_to(loop)
    assert not listening.gone
    loop.microphone.gone = True
    assert listening.gone
    listening.close()


def test_clicks_that_nobody_hears_measure_nothing():
    loop = LoopedSound(loud=0.0)
    listening = listening_to(loop)
    with pytest.raises(Refused, match="not heard"):
        measure_round_trip(loop, listening, lambda s: turn(loop, listening, s))
    listening.close()


def test_the_clicks_are_found_under_noise_and_an_echo():
    noise = (0.02 * np.random.default_rng(3).standard_normal(6 * SAMPLE_RATE)).astype(np.float32)
    loop = LoopedSound(untold=900, loud=0.2, voice=noise)
    listening = listening_to(loop)
    trip = measure_round_trip(loop, listening, lambda s: turn(loop, listening, s))
    assert trip.extra_s * SAMPLE_RATE == pytest.approx(900, abs=2)
    listening.close()


def test_a_wav_says_what_it_holds_once_it_was_closed(tmp_path):
    path = tmp_path / "a.wav"
    file = GrowingWav(path)
    ramp = np.linspace(-1.2, 1.2, 100_000, dtype=np.float32)
    file.write(ramp[:70_000])
    file.write(ramp[70_000:])
    file.close()
    assert np.abs(heard_in(path) - np.clip(ramp, -1, 1)).max() < 1e-6
    assert not mend_wav(path)
    assert probe(path).duration == Fraction(100_000, SAMPLE_RATE)


KILLED = """
import sys, numpy as np
from pathlib import Path
from studio.media.recording.wav_file import GrowingWav
file = GrowingWav(Path(sys.argv[1]))
for number in range(190):
    file.write(np.full(480, number / 200, np.float32))
print("written", flush=True)
sys.stdin.read()
"""


def test_a_killed_recording_is_kept_to_its_last_sample(tmp_path):
    path = tmp_path / "Voice-over 1.wav"
    keep_take(Take("voice", (Part(0, 0, 96_000),), path=str(path)))
    child = subprocess.Popen(
        [sys.executable, "-c", KILLED, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=Path.cwd()
    )
    with child:
        assert child.stdout.readline() == b"written\n"
        os.kill(child.pid, signal.SIGKILL)
    assert take_of(path).parts == (Part(0, 91_200, 96_000),)
    (mended,) = mend_takes(tmp_path)
    assert mended.parts == (Part(0, 91_200, 96_000),)
    assert len(heard_in(path)) == 91_200
    assert mend_takes(tmp_path) == ()


def test_takes_are_kept_in_order_and_know_their_place(tmp_path):
    folder = tmp_path / "takes"
    for at in (0, 24_000, 480_000):
        path = new_take_file(folder, "Voice-over", ".wav")
        path.write_bytes(b"")
        keep_take(Take("voice", (Part(0, 48_000, at),), whole=True, path=str(path)))
        os.utime(path.with_name(path.name + ".take.json"), (at, at))
    takes = kept_takes(folder)
    assert [take.name for take in takes] == ["Voice-over 3", "Voice-over 2", "Voice-over 1"]
    third, second, first = takes
    assert not first.same_place(second)
    assert not first.same_place(third)
    longer = Take("voice", (Part(0, 96_000, 0),))
    assert first.same_place(longer)


def test_a_full_disk_is_told_before_it_is(tmp_path):
    assert room_for_takes(tmp_path, 1) is None
    assert "room for" in room_for_takes(tmp_path / "new", _free(tmp_path) // 200)
    assert "is full" in room_for_takes(tmp_path, _free(tmp_path))


def _free(folder: Path) -> int:
    import shutil

    return shutil.disk_usage(folder).free


def test_a_microphone_that_is_not_there_is_told_in_plain_words():
    with pytest.raises(Refused, match=r"No microphone was found|is not connected|PortAudio"):
        open_microphone("a microphone that nobody has")
