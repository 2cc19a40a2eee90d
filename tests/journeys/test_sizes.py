"""The journeys once more on a small window, and on a screen at 200 %: what a person does works there as it does here.

DECOLLAGE_FILM keeps pictures of these too, in a folder for each size.
"""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from tests.helpers.source_tree import ROOT

JOURNEYS = ("first_light", "cutting", "library", "parts_of_a_clip", "keyboard_only", "screen_reader", "killed_window")


@pytest.mark.long
@pytest.mark.parametrize(("size", "scale"), [("1280x720", "1"), ("1440x900", "1"), ("1280x720", "2")])
def test_the_journeys_at_another_size(size: str, scale: str) -> None:
    film = os.environ.get("DECOLLAGE_FILM")
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-n0", *(f"tests/journeys/test_{name}.py" for name in JOURNEYS)],
        cwd=ROOT,
        env={
            **os.environ,
            "DECOLLAGE_FILM_SIZE": size,
            "QT_SCALE_FACTOR": scale,
            **({"DECOLLAGE_FILM": f"{film}/{size} at {scale}"} if film else {}),
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-4000:]
