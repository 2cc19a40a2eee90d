"""People and faces are found where they are, and nowhere else."""

from __future__ import annotations

from threading import Thread

import av
import numpy as np
import pytest

from studio.effect import Pixels
from studio.painting.people import faces_in, people_matte
from tests.helpers.real_media import real


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
