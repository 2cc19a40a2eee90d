"""`decollage probe`: facts in plain words and as JSON."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from studio.cli import main
from tests.helpers.make_media import film, plain, tone
from tests.helpers.real_media import real


def test_probe_gives_one_object_a_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    clip = film(tmp_path / "red.mp4", lambda _: plain((200, 40, 40), (180, 320)), frames=90, sound=tone(3), turned=90)
    bad = tmp_path / "bad.mp4"
    bad.write_bytes(b"no film")
    assert main(["probe", str(clip), str(bad), "--json"]) == 1
    out, err = capsys.readouterr()
    good, refused = map(json.loads, out.splitlines())
    assert set(good) == set(refused)
    assert (good["kind"], good["width"], good["height"], good["fps"]) == ("video", 180, 320, 30)
    assert (good["rotation"], good["has_audio"], good["codecs"]) == (90, True, ["h264", "aac"])
    assert good["duration"] == pytest.approx(3, abs=0.03)
    assert refused["kind"] is None
    assert refused["problems"] == [err.strip()]


def test_probe_shows_people_what_a_phone_clip_is(capsys: pytest.CaptureFixture[str]) -> None:
    name = "video/media3__internal_emulator_transformer_output_270_rotated.mp4"
    assert main(["probe", str(real(name))]) == 0
    shown = capsys.readouterr().out
    for part in ("video", "720×1280", "29.97 fps", "4.972 s", "with sound", "h264, aac"):
        assert part in shown


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("media3__sample_edit_list.mp4", ("77 pictures", "10 bits", "HDR (HLG, Dolby Vision)", "turned 90°")),
        ("media3__pixel-motion-photo-2-hevc-tracks.mp4", ("variable rate: 33.18 to 108.4 ms", "2 picture tracks")),
        ("torchcodec__nasa_13013.mp4", ("2 sound tracks, the default one is used",)),
        ("media3__bbb_1920x1080_60fps_vp8.webm", ("6 channels at 48000 Hz, mixed down to stereo",)),
        ("media3__bbb_2500ms.ts", ("its own clock begins at 1.514 s", "12 of them key frames")),
        ("mediabunny__video-h265.mp4", ("full range",)),
        ("moviepy__transparent.webm", ("can be transparent",)),
    ],
)
def test_probe_says_what_is_odd_about_a_file(
    name: str, words: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["probe", str(real(f"video/{name}"))]) == 0
    shown = capsys.readouterr().out
    for part in words:
        assert part in shown
