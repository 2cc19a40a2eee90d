"""How a film's file is laid out, told without decoding it."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

from studio.media.looking.layout import film_layout
from tests.helpers.make_media import film, tone
from tests.helpers.real_media import real


def test_a_film_written_plainly_has_its_index_last_and_its_key_frames_where_they_are(tmp_path: Path) -> None:
    layout = film_layout(film(tmp_path / "a.mp4", frames=60, gop=20, sound=tone(2)))
    assert layout.index_first is False
    assert layout.tagged
    assert not layout.hdr
    assert layout.key_frame_gap == Fraction(20, 30)
    assert layout.ends_apart < Fraction(1, 10)


def test_edit_lists_and_hdr_of_real_files_are_told() -> None:
    assert film_layout(real("video/media3__edit_list_positive_shift.mp4")).edit_lists
    assert film_layout(real("video/media3__hlg10-color-test.mp4")).hdr
    other = film_layout(real("video/mdn__tears-of-steel-battle-clip-medium.webm"))
    assert (other.edit_lists, other.index_first) == (None, None)
