"""Sound that is plain already is taken as it is, and is what the resampler would give."""

import av
import numpy as np
import pytest
from av.audio.frame import AudioFrame

from studio.media.reading.plain_sound import PlainSound, as_it_is
from studio.model import SAMPLE_RATE


def frame_of(kind: str, layout: str = "stereo", rate: int = SAMPLE_RATE, count: int = 1000) -> AudioFrame:
    channels = 2 if layout == "stereo" else 1
    values = np.random.default_rng(3).uniform(-1, 1, (channels, count))
    whole = (values * 32767).astype(np.int16) if kind.startswith("s16") else values.astype(np.float32)
    data = whole if kind.endswith("p") else np.ascontiguousarray(whole.T).reshape(1, -1)
    frame = AudioFrame.from_ndarray(data, format=kind, layout=layout)
    frame.sample_rate = rate
    return frame


@pytest.mark.parametrize("kind", ["flt", "fltp"])
def test_what_is_plain_already_is_what_the_resampler_gives(kind):
    (wanted,) = av.AudioResampler(format="flt", layout="stereo", rate=SAMPLE_RATE).resample(frame_of(kind))
    assert np.array_equal(as_it_is(frame_of(kind)), wanted.to_ndarray().reshape(-1, 2))


def test_one_channel_is_heard_on_both_sides_at_its_own_level():
    frame = frame_of("fltp", "mono")
    samples = as_it_is(frame)
    assert np.array_equal(samples[:, 0], frame.to_ndarray()[0])
    assert np.array_equal(samples[:, 1], samples[:, 0])


@pytest.mark.parametrize("frame", [frame_of("s16"), frame_of("s16p"), frame_of("fltp", rate=44_100)])
def test_everything_else_goes_through_the_resampler(frame):
    assert as_it_is(frame) is None
    plain = PlainSound()
    made = [*plain.take(frame), *plain.take(None)]
    expected = 1000 * SAMPLE_RATE / frame.sample_rate
    assert sum(map(len, made)) == pytest.approx(expected, abs=2)
    assert all(part.dtype == np.float32 and part.shape[1] == 2 for part in made)
