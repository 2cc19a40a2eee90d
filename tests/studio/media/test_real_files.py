"""Every real file gives the facts that were measured on it by other programs, or is refused in one sentence.

Where those programs do not agree, or believe a header, what a full decode gave stands here, with the reason.
"""

from __future__ import annotations

import functools
import json

import pytest

from studio.media.looking.probe import probe
from studio.media.open import MediaRefused
from tests.helpers.real_media import ROOT, real

_FOLDERS = ("video", "audio", "images", "broken")

_REFUSED = {
    "broken/derived__bug_video_640_no-moov.mp4": "damaged",
    "broken/media3__invalid-bitstream.webm": "damaged",
    "broken/media3__large_stbl_truncated_after_moov.m4b": "damaged",
    "broken/media3__sample_malformed_free_box.mp4": "damaged",
    "broken/moviepy__result.webm": "is empty",
    "broken/pillow__broken.png": "damaged",
    "broken/pillow__decompression_bomb.gif": "damaged",
    "broken/pillow__decompression_bomb.ico": "of a kind",
    "broken/pillow__crash-0c7e0e8e11ce787078f00b5b0ca409a167f070e0.tif": "damaged",
    "broken/pillow__crash-338516dbd2f0e83caddb8ce256c22db3bd6dc40f.tif": "damaged",
    "images/mdn__http-layers.svg": "of a kind",
    "images/otio__multiple_track.svg": "of a kind",
}

# Sizes that MEDIA.json does not hold as they are shown.
_SIZES = {
    "images/media3__sample_still_photo.heic": (1080, 1920),  # neither ffprobe nor Pillow opens it
    "images/pillow__rot1mir0.avif": (640, 427),  # Pillow gives the size before irot
    "video/torchcodec__nasa_13013.mp4": (480, 270),  # the default of its two tracks
    "broken/media3__sample_recursive_seekhead.mkv": (1080, 720),
}

# Lengths in seconds where a header is wrong, or two programs measure different things.
_LENGTHS = {
    "video/media3__sample_fragmented.mp4": 1.068,  # ffprobe: 143,165 s
    "video/mediabunny__annex-b-avc.mkv": 35.229,  # no length in the header
    "video/torchcodec__nasa_13013.mp4": 13.056,  # the tracks that are used, not the longest one
    "video/media3__sample_with_ass_subtitles.mkv": 1.072,  # subtitles last longer
    "video/media3__sample_with_srt.mkv": 1.071,
    "broken/derived__flower_mdat-cut.mp4": 2.669,  # cut off: what is left of 5.055 s
    "broken/mediabunny__annex-b.mp4": 0.5,  # cut off: six pictures are left of 35.229 s
    "broken/media3__100kB-garbage-prefix.mp3": 1.071,  # ffprobe takes it for 70 s of AMR
    "audio/media3__bear-vbr-no-seek-table.mp3": 2.808,  # ffprobe estimates
    "images/pillow__iss634.webp": 2.83,
    "images/pillow__delay.png": 3.0,
    "images/pillow__mode_16bit.png": 1.1,
}

# Pictures a second where the header's average is wrong.
_RATES = {
    "video/media3__sample_edit_list.mp4": 29.97,  # header: 28.03, of packets that are not all shown
    "video/media3__sample_with_srt.mkv": 29.99,  # header: 1000
    "video/media3__sample_with_ass_subtitles.mkv": 29.99,
    "broken/media3__sample_recursive_seekhead.mkv": 29.99,
    "video/mediabunny__annex-b-avc.mkv": 29.25,  # a screen recorder's: most steps are 34 ms, the rest are pauses
    "broken/mediabunny__annex-b.mp4": 10.8,  # the six pictures that are left
    "images/pillow__iss634.gif": 14.84,
    "images/pillow__iss634.webp": 14.84,
    "images/pillow__delay.png": 1.333,
    "images/pillow__mode_16bit.png": 1.818,
}

_ANIMATED = {"images/pillow__iss634.gif": 42, "images/pillow__iss634.webp": 42}
_ANIMATED |= {"images/pillow__delay.png": 4, "images/pillow__mode_16bit.png": 2}  # Pillow counts the picture before


@functools.cache
def entries():
    real("video/mdn__flower.mp4")
    listed = json.loads((ROOT / "MEDIA.json").read_text())["files"]
    return {each["file"]: each["facts"] for each in listed if each["file"].split("/")[0] in _FOLDERS}


def usable(folder):
    """The files of a folder that are media at all, with their facts; texts beside them are left out."""
    found = [(name, facts) for name, facts in entries().items() if name.startswith(f"{folder}/")]
    return [(name, facts) for name, facts in found if name not in _REFUSED and not name.endswith(_TEXTS)]


_TEXTS = (".txt", ".csv", ".TextGrid")


def picture_of(facts):
    """The track of MEDIA.json that is shown: of two, the one with the higher rate."""
    return max(facts.get("video", []), key=lambda track: track["fps"] or 0, default=None)


@pytest.mark.parametrize("folder", _FOLDERS)
def test_size_rate_length_and_sound_are_as_measured(folder):
    for name, facts in usable(folder):
        found = probe(ROOT / name)
        check_kind(name, facts, found)
        if found.kind != "sound":
            check_size(name, facts, found)
        if found.kind != "photo":
            check_length(name, facts, found)
            heard = any(track["channels"] for track in facts.get("audio", []))
            assert found.has_sound == heard, name
        if found.kind == "video":
            check_rate(name, facts, found)


def check_kind(name, facts, found):
    folder = name.split("/")[0]
    if folder == "images":
        assert found.kind == ("video" if name in _ANIMATED else "photo"), name
        assert found.frames == _ANIMATED.get(name, 0), name
    elif folder == "video":
        assert found.kind == "video", name
    elif folder == "audio":
        assert found.kind == "sound", name


def check_size(name, facts, found):
    if name in _SIZES:
        wanted = _SIZES[name]
    elif "pillow" in facts and "width" in facts["pillow"]:
        wanted = (facts["pillow"]["width"], facts["pillow"]["height"])
        if (facts["pillow"].get("exif_orientation") or 1) >= 5:
            wanted = wanted[::-1]
    else:
        track = picture_of(facts)
        wide, high = (int(part) for part in (track["sar"] or "1:1").split(":"))
        turned = track["rotation"] % 180 != 0
        stored = (track["width"] * wide / (high or 1) if wide else track["width"], track["height"])
        wanted = stored[::-1] if turned else stored
        assert (-track["rotation"]) % 360 == found.rotation or found.mirrored, name
    # Wide pixels give an even number of square ones.
    assert abs(found.width - wanted[0]) <= 2, (name, wanted, found.width)
    assert abs(found.height - wanted[1]) <= 2, (name, wanted, found.height)


def check_length(name, facts, found):
    if name in _LENGTHS:
        assert float(found.duration) == pytest.approx(_LENGTHS[name], abs=0.002), name
        return
    said = [facts.get("duration"), facts.get("pyav", {}).get("duration")]
    said += [track["duration"] for track in facts.get("video", []) + facts.get("audio", [])]
    assert any(length and abs(float(found.duration) - length) < 0.05 for length in said), (name, said, found.duration)


def check_rate(name, facts, found):
    track = picture_of(facts)
    if name in _RATES:
        assert float(found.rate) == pytest.approx(_RATES[name], abs=0.01), name
    elif track is not None and track["fps"]:
        assert float(found.rate) == pytest.approx(track["fps"], rel=0.002), name
    if track is not None and "vfr" in track and name not in _RATES:
        assert found.variable == track["vfr"], name
    counted = track.get("frames_counted") if track is not None else None
    if counted and name not in ("broken/derived__flower_mdat-cut.mp4",):
        assert found.frames == counted, name


def test_what_cannot_be_used_is_refused_in_one_sentence():
    real("video/mdn__flower.mp4")
    for name, words in _REFUSED.items():
        with pytest.raises(MediaRefused) as refused:
            probe(ROOT / name)
        sentence = str(refused.value.sentence)
        assert words in sentence, name
        assert (ROOT / name).name in sentence
        assert sentence.count(".") - (ROOT / name).name.count(".") == 1, sentence


def test_texts_beside_the_media_are_refused():
    for name in entries():
        if name.endswith(_TEXTS):
            with pytest.raises(MediaRefused, match="not a video, photo or sound"):
                probe(ROOT / name)


def test_damage_is_told():
    for name in ("broken/derived__flower_mdat-cut.mp4", "broken/derived__friday_corrupt-packets.mp4"):
        assert [str(problem) for problem in probe(real(name)).problems] == ["Parts of the file are damaged."]


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("video/media3__hdr10-av1.mp4", {"light": "PQ", "colour": "BT.2020", "bits": 10}),
        ("video/media3__dolbyVision-hdr.MOV", {"light": "HLG, Dolby Vision", "bits": 10}),
        ("video/mediabunny__video-h265.mp4", {"full_range": True, "light": ""}),
        ("video/moviepy__transparent.webm", {"has_alpha": True}),
        ("video/opf__animation.mov", {"has_alpha": True}),
        ("images/pillow__transparent.png", {"has_alpha": True, "colour": "RGB"}),
        ("video/torchcodec__nasa_13013.mp4", {"picture_tracks": 2, "sound_tracks": 2}),
        ("video/media3__bbb_1920x1080_60fps_vp8.webm", {"channels": 6, "sample_rate": 48_000}),
        ("video/opf__dv-pal-interlaced.mov", {"colour": "BT.601", "interlaced": False}),
    ],
)
def test_colour_tracks_and_holes_are_told(name, wanted):
    found = probe(real(name))
    assert {key: getattr(found, key) for key in wanted} == wanted
