"""Sound alone, animations, sequences and stills: whole and as asked for, or not there."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import get_args

import av
import cv2
import numpy as np
import pytest
from PIL import Image

from effects import all_effects
from studio.edits import add_item, add_layer, append
from studio.effect import Effects
from studio.media import MediaRefused, make_asset, probe
from studio.media.exporting.export import ExportCancelled
from studio.media.exporting.export_any import export_any
from studio.media.exporting.export_target import part_of
from studio.media.writing.export_settings import Codec, ExportSettings, film_settings
from studio.media.writing.loudness import LoudnessMeter
from studio.media.writing.sound_file import played_file
from studio.media.writing.works import Animation, PictureSequence, SoundFile, Still, work_from, work_out
from studio.model import Canvas, Clip, Footage, Layer, Place, Project, Span, TextStyle, Title
from tests.helpers.make_media import clicks, counted, film, read_count, tone

EFFECTS = Effects(all_effects())
SIZE = (180, 320)
CODECS = get_args(Codec)
FORMATS = ("m4a", "mp3", "wav", "flac", "opus")


def project_with(path: Path, frames: int, sound=None) -> Project:
    source = film(path, lambda n: counted(n, SIZE), frames=frames, sound=sound)
    asset = make_asset(probe(source), asset_id="a")
    project = Project(id="p", canvas=Canvas(width=SIZE[0], height=SIZE[1]), assets=(asset,))
    return append(project, Clip(id="c", content=Footage(asset="a"), window=Span(Fraction(0), Fraction(frames, 30))))


def made(project, target, work, **how):
    return export_any(project, target, work, effects=EFFECTS, **how)


def first_sound(path: Path) -> float:
    """Seconds from the file's start to the first loud sample, by the times the file gives."""
    with av.open(str(path)) as container:
        start = (container.start_time or 0) / 1_000_000
        resampler = av.AudioResampler(format="fltp", layout="stereo", rate=48_000)
        begin, pieces = None, []
        for frame in container.decode(audio=0):
            begin = float(frame.pts * frame.time_base) if begin is None else begin
            pieces += [piece.to_ndarray()[0] for piece in resampler.resample(frame)]
    level = np.abs(np.concatenate(pieces))
    return begin - start + int(np.argmax(level > 0.5 * level.max())) / 48_000


@pytest.mark.parametrize("codec", CODECS)
def test_a_film_in_every_codec_is_made_from_pieces_and_proved(tmp_path, codec):
    noise = np.random.default_rng(9).normal(0, 0.1, (48_000 * 5, 2)).astype(np.float32)
    project = project_with(tmp_path / "a.mov", 150, noise)
    small = ExportSettings(width=180, height=320, preset="ultrafast", loudness_lufs=-14.0)
    settings = film_settings(small, codec)
    result = made(project, tmp_path / f"out.{settings.container}", settings)
    assert result.receipt is not None
    assert result.receipt.passed, [proof for proof in result.receipt.proofs if not proof.passed]
    assert (result.frames, result.pieces > 1) == (150, True)


@pytest.mark.parametrize("kind", FORMATS)
def test_sound_alone_is_in_its_place_in_every_format(tmp_path, kind):
    project = project_with(tmp_path / "a.mov", 60, clicks(2, [0.75]))
    target = tmp_path / f"out.{kind}"
    result = made(project, target, SoundFile(format=kind))
    assert first_sound(target) == pytest.approx(0.75, abs=0.001)
    assert (result.frames, result.bytes) == (60, target.stat().st_size)
    with av.open(str(target)) as container:
        assert not container.streams.video


@pytest.mark.parametrize("kind", FORMATS)
def test_sound_alone_is_brought_to_its_loudness_in_every_format(tmp_path, kind):
    project = project_with(tmp_path / "a.mov", 90, 0.3 * tone(3))
    target = tmp_path / f"out.{kind}"
    result = made(project, target, SoundFile(format=kind, loudness_lufs=-14.0))
    meter = LoudnessMeter()
    for chunk in played_file(target):
        meter.add(chunk)
    assert meter.result().integrated_lufs == pytest.approx(-14, abs=0.5)
    assert meter.result().true_peak_db <= -1.5
    assert result.sound is not None


def test_where_nothing_sounds_there_is_no_sound_file(tmp_path):
    with pytest.raises(MediaRefused, match="no sound"):
        made(project_with(tmp_path / "a.mov", 10), tmp_path / "out.wav", SoundFile(format="wav"))
    assert [path.name for path in tmp_path.iterdir()] == ["a.mov"]


def test_a_gif_shows_every_picture_at_its_time_and_goes_on_for_ever(tmp_path):
    project = project_with(tmp_path / "a.mov", 30)
    target = tmp_path / "out.gif"
    made(project, target, Animation(format="gif", width=180, height=320, rate=Fraction(10)))
    with Image.open(target) as picture:
        assert (picture.size, picture.n_frames, picture.info["loop"]) == (SIZE, 10, 0)
        numbers, spent = [], 0
        for frame in range(picture.n_frames):
            picture.seek(frame)
            numbers.append(read_count(np.asarray(picture.convert("RGB"))))
            spent += picture.info["duration"]
    assert numbers == list(range(0, 30, 3))
    assert spent == pytest.approx(1000, abs=20)


def test_an_animated_webp_shows_every_picture(tmp_path):
    project = project_with(tmp_path / "a.mov", 30)
    target = tmp_path / "out.webp"
    made(project, target, Animation(format="webp", width=180, height=320, rate=Fraction(10)))
    with Image.open(target) as picture:
        assert (picture.size, picture.n_frames) == (SIZE, 10)
        picture.seek(4)
        assert read_count(np.asarray(picture.convert("RGB"))) == 12


def test_a_sequence_is_a_folder_of_every_frame(tmp_path):
    project = project_with(tmp_path / "a.mov", 12)
    result = made(project, tmp_path / "frames", PictureSequence(width=180, height=320))
    names = sorted(path.name for path in (tmp_path / "frames").iterdir())
    assert names == [f"{number:05d}.png" for number in range(1, 13)]
    numbers = [read_count(cv2.imread(str(tmp_path / "frames" / name))[..., ::-1]) for name in names]
    assert numbers == list(range(12))
    assert result.frames == 12


def test_a_folder_with_files_is_not_written_into(tmp_path):
    project = project_with(tmp_path / "a.mov", 5)
    (tmp_path / "frames").mkdir()
    (tmp_path / "frames" / "mine.txt").write_text("mine")
    with pytest.raises(MediaRefused, match="holds files"):
        made(project, tmp_path / "frames", PictureSequence(width=180, height=320))
    assert [path.name for path in (tmp_path / "frames").iterdir()] == ["mine.txt"]


@pytest.mark.parametrize(
    ("name", "work"),
    [
        ("out.gif", Animation(width=180, height=320)),
        ("frames", PictureSequence(width=180, height=320)),
        ("out.wav", SoundFile(format="wav")),
    ],
)
def test_a_cancelled_one_leaves_nothing(tmp_path, name, work):
    project = project_with(tmp_path / "a.mov", 60, clicks(2, [0.5]))
    asked = []

    def cancelled() -> bool:
        asked.append(1)
        return len(asked) > 2

    with pytest.raises(ExportCancelled):
        made(project, tmp_path / name, work, cancelled=cancelled)
    assert not (tmp_path / name).exists()
    assert not part_of(tmp_path / name).exists()


@pytest.mark.parametrize("kind", ["png", "jpg", "webp"])
def test_a_still_shows_its_moment(tmp_path, kind):
    project = project_with(tmp_path / "a.mov", 30)
    target = tmp_path / f"still.{kind}"
    made(project, target, Still(moment=Fraction(17, 30), width=180, height=320, format=kind))
    assert read_count(cv2.imread(str(target))[..., ::-1]) == 17


def words_at(project: Project, y: float) -> Project:
    project = add_layer(project, Layer(id="t", kind="text"))
    title = Clip(
        id="w",
        content=Title(text="HELLO", style=TextStyle(size=0.2)),
        window=Span(Fraction(0), Fraction(1)),
        place=Place(y=y),
    )
    return add_item(project, title, layer="t", at=Fraction(0), pinned=False)


@pytest.mark.parametrize("y", [-0.7, 0.0, 0.7])
def test_a_cover_is_cut_so_that_the_words_stay_whole(tmp_path, y):
    project = words_at(project_with(tmp_path / "a.mov", 30), y)
    alone = words_at(Project(id="q", canvas=Canvas(width=SIZE[0], height=SIZE[1])), y)
    target = tmp_path / "cover.png"
    made(project, target, Still(moment=Fraction(0), width=180, height=180))
    assert cv2.imread(str(target)).shape[:2] == (180, 180)
    whole = tmp_path / "words.png"
    made(alone, whole, Still(moment=Fraction(0), width=180, height=320))
    made(alone, target, Still(moment=Fraction(0), width=180, height=180))
    bright = [int((cv2.imread(str(path), 0) > 128).sum()) for path in (whole, target)]
    assert bright[0] > 100
    assert bright[0] == bright[1]


def test_a_cover_goes_where_it_is_told(tmp_path):
    project = project_with(tmp_path / "a.mov", 30)
    parts = []
    for place in (0.0, 1.0):
        made(project, tmp_path / "c.png", Still(moment=Fraction(0), width=180, height=180, place=place))
        parts.append(cv2.imread(str(tmp_path / "c.png")))
    whole = tmp_path / "whole.png"
    made(project, whole, Still(moment=Fraction(0), width=180, height=320))
    assert np.array_equal(parts[0], cv2.imread(str(whole))[:180])
    assert np.array_equal(parts[1], cv2.imread(str(whole))[-180:])


def test_a_cover_keeps_to_its_size_in_bytes(tmp_path):
    noise = np.random.default_rng(2).integers(0, 255, (320, 180, 3), dtype=np.uint8)
    source = film(tmp_path / "a.mov", lambda _n: noise, frames=5)
    asset = make_asset(probe(source), asset_id="a")
    project = Project(id="p", canvas=Canvas(width=180, height=320), assets=(asset,))
    project = append(project, Clip(id="c", content=Footage(asset="a"), window=Span(Fraction(0), Fraction(5, 30))))
    free, small = tmp_path / "free.jpg", tmp_path / "small.jpg"
    made(project, free, Still(moment=Fraction(0), width=180, height=320, format="jpg", quality=95))
    limit = free.stat().st_size * 2 // 3
    made(project, small, Still(moment=Fraction(0), width=180, height=320, format="jpg", quality=95, max_bytes=limit))
    assert small.stat().st_size <= limit


@pytest.mark.parametrize(
    "work",
    [
        ExportSettings(rate=Fraction(30000, 1001), tags=(("title", "A"),), loudness_lufs=-14.0),
        SoundFile(format="mp3"),
        Animation(width=10, height=20, rate=Fraction(25, 2)),
        PictureSequence(width=10, height=20),
        Still(moment=Fraction(1, 3), width=10, height=20, place=0.5),
    ],
)
def test_a_work_travels_to_another_process_and_stays_what_it_is(work):
    assert work_from(work_out(work)) == work
