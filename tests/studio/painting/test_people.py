"""People and faces are found where they are, and nowhere else."""

from __future__ import annotations

from threading import Thread

import av
import numpy as np
import pytest

from effects.pictures import background_blur, cut_out_people
from studio.effect import Moment, Pixels
from studio.painting.people import faces_in, people_matte
from tests.helpers.real_media import real

MOMENT = Moment(time=0.0, length=1.0, progress=0.0, seed=1, rate=30)


@pytest.fixture(scope="module")
def signing() -> Pixels:
    """A woman in a yellow jumper before a white wall, in the middle of 640 × 480."""
    with av.open(str(real("video/intel__book.mkv"))) as container:
        return next(container.decode(video=0)).to_ndarray(format="rgba")


def test_a_person_is_found_where_she_stands(signing: Pixels):
    matte = people_matte(signing)
    assert matte.shape == signing.shape[:2]
    assert matte.dtype == np.float32
    assert matte[300:470, 270:350].min() > 0.9, "the jumper"
    assert matte[:200, :150].max() < 0.1, "the wall and the screen"
    assert matte[:, 560:].max() < 0.1


def test_her_face_is_found_and_walls_have_none(signing: Pixels):
    [face] = faces_in(signing)
    assert 0.4 < face.x + face.width / 2 < 0.56
    assert 0.25 < face.y + face.height / 2 < 0.45
    assert faces_in(np.full((64, 48, 4), 255, np.uint8)) == ()
    assert people_matte(np.full((64, 48, 4), 255, np.uint8)).max() < 0.5


def test_two_threads_find_what_one_finds(signing: Pixels):
    alone, found = people_matte(signing), []
    threads = [Thread(target=lambda: found.append(people_matte(signing))) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(np.allclose(one, alone, atol=1e-5) for one in found)


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
