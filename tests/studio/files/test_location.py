"""What leaves the machine does not tell where it was taken; pictures and sound stay as they are, bit by bit."""

from __future__ import annotations

import io
from pathlib import Path

import av
import numpy as np
import pytest
from PIL import Image

from studio.files import collect, load_project, uncollect
from studio.files.location import LocationFree, location_patches
from studio.files.still_telling import still_tells
from studio.media.fingerprints import fingerprint, fingerprint_of
from studio.model import Asset, Clip, Footage, Project, Span, Time
from tests.helpers.make_media import counted, film
from tests.helpers.real_media import real

GPS = 0x8825
XMP = '<x:xmpmeta xmlns:x="adobe:ns:meta/"><a exif:GPSLatitude="51,30N" b="keep"/></x:xmpmeta>'


def located(folder: Path, kind: str) -> Path:
    """A small still that tells where it was taken, and how the camera was held."""
    path = folder / f"still.{kind}"
    picture = Image.fromarray(counted(7, (64, 48)))
    exif = Image.Exif()
    exif[0x0112] = 6
    exif.get_ifd(GPS).update({1: "N", 2: (51.0, 30.0, 26.5), 3: "W", 4: (0.0, 7.0, 39.9)})
    options = {"xmp": XMP.encode()} if kind in ("webp", "jpg") else {}
    picture.save(path, exif=exif, **options)
    return path


def cleaned(path: Path, folder: Path) -> Path:
    with LocationFree(path, location_patches(path)) as file:
        copy = folder / f"copy{path.suffix}"
        copy.write_bytes(file.read(path.stat().st_size))
    assert copy.stat().st_size == path.stat().st_size
    return copy


@pytest.mark.parametrize("kind", ["jpg", "png", "webp"])
def test_a_still_shows_the_same_and_tells_no_place(tmp_path, kind):
    path = located(tmp_path, kind)
    copy = cleaned(path, tmp_path)
    with Image.open(path) as before, Image.open(copy) as after:
        assert before.getexif().get_ifd(GPS)
        assert not after.getexif().get_ifd(GPS)
        assert after.getexif()[0x0112] == 6
        assert np.array_equal(np.asarray(before), np.asarray(after))
    assert b"51,30N" not in copy.read_bytes()
    assert location_patches(copy) == ()


def test_a_tiff_tells_no_place(tmp_path):
    exif = Image.Exif()
    exif.get_ifd(GPS).update({1: "N", 2: (51.0, 30.0, 26.5)})
    path = tmp_path / "bare.tif"
    path.write_bytes(exif.tobytes().removeprefix(b"Exif\0\0"))
    assert location_patches(path)
    assert location_patches(cleaned(path, tmp_path)) == ()


def test_exif_in_digits_keeps_how_the_camera_was_held(tmp_path):
    path = real("images/pillow__exif_imagemagick_orientation.png")
    assert location_patches(path) == ()


def pictures(path: Path) -> list[bytes]:
    with av.open(str(path)) as container:
        return [bytes(packet) for packet in container.demux() if packet.size]


@pytest.mark.parametrize("key", ["location", "com.apple.quicktime.location.ISO6709"])
def test_a_film_keeps_every_packet_and_tells_no_place(tmp_path, key):
    plain = film(tmp_path / "plain.mp4", counted, frames=5)
    path = tmp_path / "told.mov"
    options = {"movflags": "use_metadata_tags"} if "." in key else {}
    with av.open(str(plain)) as source, av.open(str(path), "w", options=options) as made:
        made.metadata[key] = "+51.5074-000.1278/"
        made.metadata["title"] = "Bridge"
        stream = made.add_stream_from_template(source.streams.video[0])
        for packet in source.demux(source.streams.video[0]):
            if packet.dts is not None:
                packet.stream = stream
                made.mux(packet)
    assert b"+51.5074" in path.read_bytes()
    copy = cleaned(path, tmp_path)
    assert b"51.5074" not in copy.read_bytes()
    assert pictures(copy) == pictures(path)
    with av.open(str(copy)) as container:
        assert container.metadata["title"] == "Bridge"
        assert "51.5" not in str(container.metadata)


@pytest.mark.parametrize("name", ["video/media3__dolbyVision-hdr.MOV", "images/media3__london.jpg"])
def test_real_files_of_phones_are_cleaned(tmp_path, name):
    path = real(name)
    assert location_patches(path)
    assert location_patches(cleaned(path, tmp_path)) == ()


def test_a_damaged_file_is_copied_as_it_is(tmp_path):
    whole = located(tmp_path, "jpg").read_bytes()
    for length in range(0, len(whole), 97):
        (tmp_path / "torn.jpg").write_bytes(whole[:length])
        location_patches(tmp_path / "torn.jpg")
    assert io.BytesIO(whole).read(2) == b"\xff\xd8"


def test_a_collected_project_has_no_place_in_it_and_its_media_is_known_by_what_it_is_now(tmp_path):
    path = located(tmp_path, "jpg")
    asset = Asset("m", str(path), "photo", path.name, width=48, height=64, fingerprint=fingerprint(path))
    clip = Clip("c", Footage("m"), Span(Time(0), Time(1)))
    project = Project("p", "Walk", assets=(asset,), main=(clip,))
    made = collect(project, tmp_path / "walk.zip", fingerprint=fingerprint_of)
    assert made.without_place == 1
    file = uncollect(tmp_path / "walk.zip")
    assert file == tmp_path / "Walk" / "Walk.decollage"
    (inside,) = load_project(file).project.assets
    assert inside.fingerprint == fingerprint(inside.path) != asset.fingerprint
    assert location_patches(Path(inside.path)) == ()
    assert uncollect(tmp_path / "walk.zip") == tmp_path / "Walk 2" / "Walk.decollage"
    assert collect(project, tmp_path / "told", keep_places=True).without_place == 0
    assert (tmp_path / "told" / "media" / "still.jpg").read_bytes() == path.read_bytes()


def test_films_whose_places_are_left_are_told(tmp_path):
    def entry(kind: bytes, rest: bytes = b"") -> bytes:
        return (
            b"\0\0\0\x18ftypisom" + bytes(30) + b"stsd" + bytes(8) + (16 + len(rest)).to_bytes(4, "big") + kind + rest
        )

    matroska = b"\x1a\x45\xdf\xa3" + bytes(40) + b"\x45\xa3\x88LOCATION\x44\x87\x84+1+2"
    told = [entry(b"gpmd"), entry(b"camm"), entry(b"mebx", b"keyd\0mdtacom.apple.quicktime.location.ISO6709"), matroska]
    silent = [entry(b"avc1"), entry(b"mebx", b"keyd\0mdtacom.apple.quicktime.video-orientation"), matroska[:50]]
    for data, tells in [*((data, True) for data in told), *((data, False) for data in silent)]:
        (tmp_path / "film").write_bytes(data)
        assert still_tells(tmp_path / "film") == tells
    (tmp_path / "ride.mkv").write_bytes(matroska)
    asset = Asset("m", str(tmp_path / "ride.mkv"), "video", "ride.mkv", width=48, height=64)
    project = Project("p", assets=(asset,), main=(Clip("c", Footage("m"), Span(Time(0), Time(1))),))
    assert collect(project, tmp_path / "whole").still_telling == ("ride.mkv",)
