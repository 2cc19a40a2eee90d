"""The sound of an export has the loudness that was asked for, whatever the encoder does to it."""

from __future__ import annotations

import numpy as np
import pytest

from studio.media.reading.sound_reader import SoundReader
from studio.media.writing.export_settings import ExportSettings
from studio.media.writing.export_sound import MOST_GAIN_DB, Spool, export_sound
from studio.media.writing.loudness import LoudnessMeter
from studio.media.writing.sound_encoder import decoded_sound
from tests.helpers.ebu_signals import sine, stretches
from tests.helpers.real_media import real

SETTINGS = ExportSettings(loudness_lufs=-14.0)


def chunks(samples):
    return [samples[begin : begin + 24_000] for begin in range(0, len(samples), 24_000)]


def heard(made):
    meter = LoudnessMeter()
    for piece in decoded_sound(made.encoded):
        meter.add(piece)
    return meter.result()


def speech_like() -> np.ndarray:
    """A voice's harmonics in syllables with sharp attacks: peaks far above its loudness."""
    seconds = np.arange(48_000 * 12) / 48_000
    wave = sum(np.sin(2 * np.pi * 150 * n * seconds) / n**0.7 for n in range(1, 40))
    wave *= 0.12 * np.exp(-(np.arange(len(wave)) % 14_000) / 5_000)
    return np.repeat(wave[:, None], 2, axis=1).astype(np.float32)


@pytest.mark.parametrize("level", [-30.0, -20.0, -10.0, -3.0])
@pytest.mark.parametrize("codec", ["aac", "opus"])
def test_a_steady_sound_comes_out_at_its_target(level: float, codec: str):
    settings = ExportSettings(loudness_lufs=-14.0, sound_codec=codec)
    made = export_sound(chunks(sine(1000, 6, level)), settings)
    found = heard(made)
    assert found.integrated_lufs == pytest.approx(-14, abs=0.5)
    assert found.true_peak_db <= -1.5
    assert made.level.result == found
    assert made.level.gain_db == pytest.approx(-14 - level, abs=0.3)


def test_peaks_are_limited_and_the_loudness_is_still_right():
    made = export_sound(chunks(speech_like()), SETTINGS)
    found = heard(made)
    assert made.level.mix is not None
    assert made.level.mix.true_peak_db - made.level.mix.integrated_lufs > 14
    assert found.integrated_lufs == pytest.approx(-14, abs=0.5)
    assert found.true_peak_db <= -1.5


def test_what_a_limiter_cannot_do_without_harm_is_said():
    sound = sine(200, 6, -50)
    sound[::4800] = 0.9
    made = export_sound(chunks(sound), SETTINGS)
    assert heard(made).true_peak_db <= -1.5
    assert heard(made).integrated_lufs < -15
    assert made.level.note is not None


@pytest.mark.parametrize("name", ["audio/uberi__english.wav", "audio/librosa__Kevin_MacLeod_-_Vibe_Ace.hq.ogg"])
def test_real_sound_comes_out_at_its_target(name: str):
    reader = SoundReader(real(name))
    samples = reader.samples(0, 48_000 * 12)
    reader.close()
    found = heard(export_sound(chunks(samples), SETTINGS))
    assert found.integrated_lufs == pytest.approx(-14, abs=0.5)
    assert found.true_peak_db <= -1.5


def test_none_leaves_the_level_alone():
    sound = sine(1000, 3, -30)
    made = export_sound(chunks(sound), ExportSettings())
    assert heard(made).integrated_lufs == pytest.approx(-30, abs=0.1)
    assert made.level is None


def test_very_quiet_sound_is_raised_so_far_and_no_further_and_that_is_said():
    made = export_sound(chunks(sine(1000, 4, -45)), SETTINGS)
    assert heard(made).integrated_lufs == pytest.approx(-45 + MOST_GAIN_DB, abs=0.5)
    assert made.level.note is not None


def test_the_noise_of_a_microphone_is_not_raised():
    noise = np.random.default_rng(1).normal(0, 0.0005, (48_000 * 4, 2)).astype(np.float32)
    made = export_sound(chunks(noise), SETTINGS)
    assert made.level.gain_db == 0
    assert made.level.note is not None


def test_silence_stays_silence():
    made = export_sound(chunks(np.zeros((96_000, 2), np.float32)), SETTINGS)
    assert heard(made).true_peak_db == -np.inf
    assert (made.level.gain_db, made.level.note) == (0.0, None)


def test_sound_shorter_than_loudness_can_be_told_of_is_left_alone():
    made = export_sound(chunks(sine(1000, 0.2, -20)), SETTINGS)
    assert made.level.gain_db == 0


def test_a_quiet_beginning_does_not_count_as_loud():
    found = heard(export_sound(chunks(stretches((5, -60), (5, -20))), SETTINGS))
    assert found.integrated_lufs == pytest.approx(-14, abs=0.5)


def test_levelling_can_be_stopped_while_the_mix_is_gone_over_again():
    class StoppedError(Exception):
        pass

    asked = []

    def poll() -> None:
        asked.append(1)
        if len(asked) > 8:
            raise StoppedError

    with pytest.raises(StoppedError):
        export_sound(chunks(speech_like()), SETTINGS, poll)
    assert len(asked) == 9


def test_a_spool_gives_back_what_it_was_given_and_silence_around_it():
    sound = sine(300, 0.5, -6)
    with Spool() as spool:
        spool.add(sound[:1000])
        spool.add(sound[1000:])
        assert np.array_equal(spool.read(900, 200), sound[900:1100])
        assert np.array_equal(spool.read(-10, 20), np.concatenate([np.zeros((10, 2)), sound[:10]]))
        assert not spool.read(len(sound), 5).any()
