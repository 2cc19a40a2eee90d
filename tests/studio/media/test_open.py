"""What cannot be used is refused in one plain sentence; scripts and playlists open nothing."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from studio.media.looking.probe import probe
from studio.media.open import MediaRefused, open_media
from tests.helpers.make_media import film
from tests.helpers.real_media import real


def refusal(path: Path) -> str:
    with pytest.raises(MediaRefused) as caught:
        probe(path)
    return caught.value.sentence


def test_a_file_that_is_not_there_is_said_so(tmp_path):
    assert refusal(tmp_path / "gone.mp4") == "There is no file “gone.mp4”."


def test_an_empty_file_is_said_so(tmp_path):
    (tmp_path / "empty.mp4").touch()
    assert refusal(tmp_path / "empty.mp4") == "“empty.mp4” is empty."


def test_a_folder_is_said_so(tmp_path):
    assert refusal(tmp_path) == f"“{tmp_path.name}” is a folder, not a file."


def test_text_is_not_media(tmp_path):
    (tmp_path / "notes.txt").write_text("Take the train at nine.\n" * 50)
    assert refusal(tmp_path / "notes.txt") == "“notes.txt” is not a video, photo or sound."


def test_a_pipe_is_not_media_and_does_not_hang(tmp_path):
    os.mkfifo(tmp_path / "pipe.mp4")
    assert refusal(tmp_path / "pipe.mp4") == "“pipe.mp4” is not a video, photo or sound."


def test_a_film_cut_before_its_index_is_damaged(tmp_path):
    whole = film(tmp_path / "whole.mp4").read_bytes()
    (tmp_path / "cut.mp4").write_bytes(whole[: len(whole) // 2])
    assert refusal(tmp_path / "cut.mp4") == "“cut.mp4” is damaged and cannot be played."


@pytest.mark.parametrize("name", ["clip.mp4", "clip.ffconcat", "clip.txt"])
def test_a_script_that_names_a_neighbour_opens_nothing(tmp_path, name):
    film(tmp_path / "neighbour.mp4", frames=2)
    (tmp_path / name).write_text("ffconcat version 1.0\nfile neighbour.mp4\n")
    refusal(tmp_path / name)


def test_a_playlist_opens_nothing(tmp_path):
    film(tmp_path / "neighbour.ts", frames=2)
    (tmp_path / "list.m3u8").write_text(
        "#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\nneighbour.ts\n#EXT-X-ENDLIST\n"
    )
    refusal(tmp_path / "list.m3u8")


def test_a_name_is_never_read_as_a_pattern_or_an_address(tmp_path):
    for name in ("it's 100%.mp4", "%d.mp4", "http:.mp4", "concat:a|b.mp4", "ビデオ 🎬 é.mp4"):
        path = film(tmp_path / "plain.mp4", frames=3).rename(tmp_path / name)
        with open_media(path) as container:
            assert len(container.streams.video) == 1


@pytest.mark.parametrize(
    "name",
    [
        "derived__bug_video_640_no-moov.mp4",
        "media3__invalid-bitstream.webm",
        "media3__sample_malformed_free_box.mp4",
        "moviepy__result.webm",
        "pillow__broken.png",
        "pillow__decompression_bomb.gif",
        "pillow__decompression_bomb.ico",
    ],
)
def test_real_files_that_cannot_be_used_are_refused(name):
    assert refusal(real(f"broken/{name}")).startswith(f"“{name}” is ")
