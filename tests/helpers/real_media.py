"""Real footage for tests: the one way to it.

The files lie outside the repository, in the folder named by DECOLLAGE_TEST_MEDIA, otherwise in
`shared/media` beside the clone. Where they are missing, a test that needs them is skipped; where
the folder is there, nothing is skipped.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(os.environ.get("DECOLLAGE_TEST_MEDIA") or Path(__file__).parents[2].parent / "shared" / "media")

PHONE_CLIPS = (
    "video/media3__internal_emulator_transformer_output_270_rotated.mp4",
    "video/media3__pixel-motion-photo-2-hevc-tracks.mp4",
    "video/moviepy__fire2.mp4",
)


def real(name: str) -> Path:
    """The file `name`, such as `video/mdn__flower.mp4`."""
    if not ROOT.is_dir():
        pytest.skip("the folder of real media is not here (set DECOLLAGE_TEST_MEDIA)")
    path = ROOT / name
    assert path.is_file(), f"{name} is missing from the folder of real media"
    return path
