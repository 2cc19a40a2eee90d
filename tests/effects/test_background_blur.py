"""Background blur and Cut out people: she stays as she is, what is around her does not."""

from __future__ import annotations

from fractions import Fraction

import av
import numpy as np
import pytest

from effects.pictures import background_blur, cut_out_people
from studio.effect import Moment, Pixels
from tests.helpers.real_media import real

MOMENT = Moment(time=0.0, length=1.0, progress=0.0, seed=1, rate=Fraction(30))


@pytest.fixture(scope="module")
def signing() -> Pixels:
    """A woman in a yellow jumper before a white wall, in the middle of 640 × 480."""
    with av.open(str(real("video/intel__book.mkv"))) as container:
        return next(container.decode(video=0)).to_ndarray(format="rgba")


def test_the_background_is_blurred_and_she_is_not(signing: Pixels):
    blurred = background_blur.EFFECT.apply(signing, {"amount": 100.0}, MOMENT)
    changed = np.abs(blurred[..., :3].astype(int) - signing[..., :3]).max(axis=2)
    assert np.median(changed[320:460, 280:340]) <= 1
    edges = np.abs(np.diff(signing[..., 1].astype(int), axis=1)), np.abs(np.diff(blurred[..., 1].astype(int), axis=1))
    assert edges[1][:, :150].max() < edges[0][:, :150].max() / 4
    # Beside the yellow jumper the wall keeps its own colour.
    assert np.abs(blurred[350, 200, :3].astype(int) - signing[350, 200, :3]).max() < 16


def test_what_is_not_people_is_cut_away(signing: Pixels):
    cut = cut_out_people.EFFECT.apply(signing, {"amount": 100.0, "edge": 0.0}, MOMENT)
    assert (cut[:200, :150] < 16).all()
    assert np.array_equal(cut[330:450, 290:340], signing[330:450, 290:340])
    tight = cut_out_people.EFFECT.apply(signing, {"amount": 100.0, "edge": 80.0}, MOMENT)
    assert tight[..., 3].astype(int).sum() < cut[..., 3].astype(int).sum()
