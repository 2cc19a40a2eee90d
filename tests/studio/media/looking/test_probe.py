"""Facts are what a person sees and hears, whatever the header says."""

from __future__ import annotations

import shutil
from fractions import Fraction

import pytest

from studio.media.looking.probe import fingerprint, make_asset, probe
from studio.media.open import MediaRefused
from studio.sentences import Refused
from tests.helpers.make_media import counted, film, photo, plain, tone, wav
from tests.helpers.real_media import ROOT, real


def test_a_film_tells_size_rate_length_and_sound(tmp_path):
    facts = probe(film(tmp_path / "film.mp4", frames=45, sound=tone(1.5)))
    assert (facts.kind, facts.width, facts.height, facts.rate) == ("video", 320, 180, 30)
    assert abs(facts.duration - Fraction(3, 2)) < Fraction(1, 40)
    assert facts.has_sound
    assert facts.codecs == ("h264", "aac")


@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_a_turned_film_has_the_size_one_sees(tmp_path, degrees):
    facts = probe(film(tmp_path / "film.mp4", lambda n: counted(n, (180, 320)), frames=3, turned=degrees))
    assert (facts.width, facts.height, facts.rotation) == (180, 320, degrees)


def test_wide_pixels_make_a_wide_picture(tmp_path):
    facts = probe(film(tmp_path / "film.mp4", frames=3, aspect=Fraction(2)))
    assert (facts.width, facts.height) == (640, 180)


def test_a_photo_has_no_length_and_stands_upright(tmp_path):
    facts = probe(photo(tmp_path / "photo.jpg", plain((200, 10, 10), (64, 32)), exif_orientation=6))
    assert (facts.kind, facts.duration, facts.width, facts.height, facts.rotation) == ("photo", 0, 32, 64, 90)


def test_sound_has_exactly_its_length(tmp_path):
    facts = probe(wav(tmp_path / "tone.wav", tone(1.25)))
    assert (facts.kind, facts.duration, facts.width) == ("sound", Fraction(5, 4), 0)


def test_an_asset_carries_the_facts(tmp_path):
    facts = probe(film(tmp_path / "film.mp4", frames=30))
    asset = make_asset(facts, asset_id="a1")
    assert (asset.id, asset.name, asset.kind, asset.width, asset.duration) == ("a1", "film.mp4", "video", 320, 1)
    assert asset.fingerprint == fingerprint(facts.path)


def test_a_copy_has_the_same_fingerprint_and_another_file_has_not(tmp_path):
    first = film(tmp_path / "first.mp4", frames=3)
    shutil.copy(first, tmp_path / "copy.mp4")
    assert fingerprint(first) == fingerprint(tmp_path / "copy.mp4")
    assert fingerprint(first) != fingerprint(film(tmp_path / "second.mp4", frames=4))


def test_the_moving_picture_counts_not_the_stills_beside_it():
    facts = probe(real("video/media3__pixel-motion-photo-2-hevc-tracks.mp4"))
    assert (facts.width, facts.height) == (768, 1024)
    assert 27 < facts.rate < 28


@pytest.mark.parametrize("name", ["librosa__Kevin_MacLeod_-_Vibe_Ace.hq.ogg", "media3__bear_with_picture.flac"])
def test_cover_art_does_not_make_a_sound_a_film(name):
    assert probe(real(f"audio/{name}")).kind == "sound"


@pytest.mark.parametrize(
    ("name", "size", "rotation", "mirrored"),
    [
        ("video/media3__internal_emulator_transformer_output_270_rotated.mp4", (720, 1280), 270, False),
        ("video/moviepy__fire2.mp4", (1280, 720), 180, False),
        ("video/media3__sample_rotate_and_reflect.mp4", (720, 1080), 270, True),
        ("video/mediabunny__sar_2x1.mp4", (1280, 360), 0, False),
        ("video/media3__sample_edit_list.mp4", (1080, 1920), 90, False),
        ("images/pillow__hopper_orientation_8.jpg", (128, 128), 270, False),
        ("images/pillow__exif_imagemagick_orientation.png", (512, 512), 180, False),
        ("images/media3__sample_still_photo.heic", (1080, 1920), 0, False),
        ("images/pillow__iss634.webp", (245, 245), 0, False),
    ],
)
def test_real_files_stand_upright(name, size, rotation, mirrored):
    facts = probe(real(name))
    assert ((facts.width, facts.height), facts.rotation, facts.mirrored) == (size, rotation, mirrored)


def test_headers_that_lie_are_not_believed():
    assert abs(probe(real("video/media3__sample_edit_list.mp4")).rate - 30) < Fraction(1, 10)
    assert abs(probe(real("video/media3__sample_with_srt.mkv")).rate - 30) < Fraction(1, 10)
    assert probe(real("video/media3__sample_fragmented.mp4")).duration < 2


def test_every_real_file_gives_facts_or_a_refusal():
    real("video/mdn__flower.mp4")
    paths = [path for folder in ("video", "audio", "images", "broken") for path in sorted((ROOT / folder).iterdir())]
    for path in paths:
        found = facts_or_refusal(path)
        if isinstance(found, Refused):
            assert path.name in found.sentence
        else:
            assert found.kind == "photo" or found.duration > 0
            assert found.kind == "sound" or found.width > 0


def facts_or_refusal(path):
    try:
        return probe(path)
    except MediaRefused as refused:
        return refused
