"""Small moving pictures in the store."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from studio.media import KeptPreviews


def test_what_was_kept_comes_back_nearly_as_it_was(tmp_path: Path) -> None:
    kept = KeptPreviews(tmp_path)
    frames = [np.full((40, 30, 4), (number * 15, 90, 200, 255), np.uint8) for number in range(16)]
    assert kept.get("ab12", 16) is None
    kept.put("ab12", frames)
    found = KeptPreviews(tmp_path).get("ab12", 16)
    assert found is not None
    for before, after in zip(frames, found, strict=True):
        assert after.shape == before.shape
        assert np.abs(after.astype(int) - before).max() < 12


def test_what_cannot_be_read_is_made_again(tmp_path: Path) -> None:
    kept = KeptPreviews(tmp_path)
    (tmp_path / "ab").mkdir()
    for rubbish in (b"", b"rubbish"):
        (tmp_path / "ab" / "ab12.jpg").write_bytes(rubbish)
        assert kept.get("ab12", 16) is None
