"""An export is right to the frame and the sample, or leaves nothing behind."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest

from effects import all_effects
from studio.edits import add_asset, add_item, add_layer, append, ripple_delete, set_title
from studio.effect import Effects
from studio.media import ExportSettings, MediaRefused, SegmentStore, make_asset, probe
from studio.media.exporting.export import ExportCancelled, export, part_of
from studio.model import Canvas, Clip, Footage, Layer, Project, Solid, Span, TextStyle, Title, duration
from tests.helpers.make_media import clicks, counted, film, flash_and_click, read_count, tone, wav
from tests.helpers.mp4_boxes import box_names

EFFECTS = Effects(all_effects())
SMALL = ExportSettings(width=180, height=320, preset="ultrafast", crf=16, max_bit_rate=3_000_000)


def seconds(number) -> Fraction:
    return Fraction(number).limit_denominator(1000)


def project_of(*paths: Path, canvas=(180, 320)) -> Project:
    """The files one after the other on the main track, whole; ids `c0`, `c1`..."""
    assets = tuple(make_asset(probe(path), asset_id=f"a{number}") for number, path in enumerate(paths))
    project = Project(id="p", canvas=Canvas(width=canvas[0], height=canvas[1]), assets=assets)
    for number, asset in enumerate(assets):
        frames = int(asset.duration * project.rate) if asset.duration else 30
        window = Span(Fraction(0), Fraction(frames, 30))
        project = append(project, Clip(id=f"c{number}", content=Footage(asset=asset.id), window=window))
    return project


def upright_film(path: Path, frames: int = 60, *, from_number: int = 0, sound=None) -> Path:
    return film(path, lambda n: counted(from_number + n, (180, 320)), frames=frames, sound=sound)


def exported(project, path, settings=SMALL, **how):
    return export(project, path, settings, effects=EFFECTS, **how)


def counts_of(path) -> list[int]:
    with av.open(str(path)) as container:
        return [read_count(frame.to_ndarray(format="rgb24")) for frame in container.decode(video=0)]


def sound_of(path) -> np.ndarray:
    with av.open(str(path)) as container:
        return np.concatenate([frame.to_ndarray() for frame in container.decode(audio=0)], axis=1)[0]


def test_no_frame_of_a_film_with_times_in_whole_milliseconds_is_lost_or_doubled(tmp_path):
    source = film(tmp_path / "a.mkv", lambda n: counted(n, (180, 320)), frames=60)
    exported(project_of(source), tmp_path / "out.mp4")
    assert counts_of(tmp_path / "out.mp4") == list(range(60))


def test_every_frame_of_every_clip_comes_out_in_order(tmp_path):
    project = project_of(upright_film(tmp_path / "a.mp4", 75), upright_film(tmp_path / "b.mp4", 40, from_number=200))
    result = exported(project, tmp_path / "out.mp4")
    assert counts_of(tmp_path / "out.mp4") == [*range(75), *range(200, 240)]
    assert (result.frames, result.frames_reused, result.path) == (115, 0, str(tmp_path / "out.mp4"))
    assert result.bytes == (tmp_path / "out.mp4").stat().st_size


def test_a_range_is_exported_to_the_frame(tmp_path):
    project = project_of(upright_film(tmp_path / "a.mp4", 90, sound=tone(3)))
    exported(project, tmp_path / "out.mp4", span=Span(seconds(1), seconds(0.5)))
    assert counts_of(tmp_path / "out.mp4") == list(range(30, 45))


def test_progress_counts_every_frame(tmp_path):
    seen = []
    project = project_of(upright_film(tmp_path / "a.mp4", 70))
    exported(project, tmp_path / "out.mp4", on_progress=lambda done, total: seen.append((done, total)))
    assert [done for done, _ in seen] == list(range(1, 71))
    assert {total for _, total in seen} == {70}


def test_flash_and_click_stay_together_over_a_minute_with_twenty_cuts(tmp_path):
    source = flash_and_click(tmp_path / "source.mp4", 62, size=(90, 160))
    asset = make_asset(probe(source), asset_id="a0")
    project = Project(id="p", canvas=Canvas(width=90, height=160), assets=(asset,))
    for number in range(20):
        # Every piece is three seconds of the source, with frames left out between them.
        window = Span(Fraction(3 * number) + Fraction(number % 7, 30), Fraction(3))
        project = append(project, Clip(id=f"c{number}", content=Footage(asset="a0"), window=window))
    settings = ExportSettings(width=90, height=160, preset="ultrafast")
    exported(project, tmp_path / "out.mp4", settings)

    with av.open(str(tmp_path / "out.mp4")) as container:
        stream = container.streams.video[0]
        flashes = [
            float(frame.pts * stream.time_base)
            for frame in container.decode(stream)
            if frame.to_ndarray(format="gray").mean() > 128
        ]
    heard = np.abs(sound_of(tmp_path / "out.mp4")) > 0.3
    starts = [first for first in np.nonzero(heard)[0] if not heard[max(0, first - 2400) : first].any()]
    assert len(flashes) == len(starts) == 60
    apart = [start / 48_000 - flash for start, flash in zip(starts, flashes, strict=True)]
    assert max(map(abs, apart)) < 0.001
    assert abs(apart[-1] - apart[0]) < 0.001
    planned = [3 * n + k + 0.5 - (n % 7) / 30 for n in range(20) for k in range(3)]
    assert max(abs(flash - plan) for flash, plan in zip(flashes, planned, strict=True)) < 1 / 60


def test_the_file_has_no_edit_list_and_its_index_first(tmp_path):
    project = project_of(upright_film(tmp_path / "a.mp4", 30, sound=tone(1)))
    exported(project, tmp_path / "out.mp4")
    names = box_names(tmp_path / "out.mp4")
    assert "elst" not in names
    assert names.index("moov") < names.index("mdat")


def test_without_sound_there_is_no_sound_track(tmp_path):
    exported(project_of(upright_film(tmp_path / "a.mp4", 30)), tmp_path / "out.mp4")
    with av.open(str(tmp_path / "out.mp4")) as container:
        assert not container.streams.audio


def test_sound_longer_than_the_picture_lasts_to_its_end(tmp_path):
    project = project_of(upright_film(tmp_path / "a.mp4", 30))
    music = make_asset(probe(wav(tmp_path / "m.wav", clicks(2, [1.9]))), asset_id="m")
    project = add_layer(project, Layer(id="s", kind="sound"))
    project = add_asset(project, music)
    clip = Clip(id="m1", content=Footage(asset="m"), window=Span(Fraction(0), Fraction(2)))
    project = add_item(project, clip, layer="s", at=Fraction(0), pinned=False)
    assert duration(project) == 2
    assert exported(project, tmp_path / "out.mp4").frames == 60
    assert abs(int(np.argmax(np.abs(sound_of(tmp_path / "out.mp4")) > 0.3)) - round(1.9 * 48_000)) <= 48


def with_title(project: Project, text: str) -> Project:
    project = add_layer(project, Layer(id="t", kind="text"))
    title = Clip(id="title", content=Title(text=text, style=TextStyle()), window=Span(Fraction(0), Fraction(1)))
    return add_item(project, title, layer="t", at=Fraction(5))


@pytest.fixture
def long_project(tmp_path):
    a = upright_film(tmp_path / "a.mp4", 180, sound=tone(6))
    b = upright_film(tmp_path / "b.mp4", 150, from_number=300)
    return with_title(project_of(a, b), "Hello")


def test_exported_twice_the_bytes_are_the_same_and_nothing_is_drawn_again(tmp_path, long_project):
    store = SegmentStore(tmp_path / "store")
    first = exported(long_project, tmp_path / "first.mp4", store=store)
    again = exported(long_project, tmp_path / "again.mp4", store=store)
    exported(long_project, tmp_path / "plain.mp4")
    assert (first.frames_reused, again.frames_reused) == (0, first.frames)
    assert again.pieces_reused == first.pieces > 4
    data = (tmp_path / "first.mp4").read_bytes()
    assert data == (tmp_path / "again.mp4").read_bytes() == (tmp_path / "plain.mp4").read_bytes()


def test_after_changing_a_title_only_its_pieces_are_drawn(tmp_path, long_project):
    store = SegmentStore(tmp_path / "store")
    exported(long_project, tmp_path / "first.mp4", store=store)
    changed = set_title(long_project, "title", text="Goodbye")
    result = exported(changed, tmp_path / "changed.mp4", store=store)
    assert 0 < result.frames - result.frames_reused <= 120
    exported(changed, tmp_path / "fresh.mp4")
    assert (tmp_path / "changed.mp4").read_bytes() == (tmp_path / "fresh.mp4").read_bytes()


def test_after_moving_a_clip_nothing_but_edges_is_drawn(tmp_path, long_project):
    store = SegmentStore(tmp_path / "store")
    exported(long_project, tmp_path / "first.mp4", store=store)
    shorter = ripple_delete(long_project, "c0")
    assert exported(shorter, tmp_path / "shorter.mp4", store=store).pieces_reused >= 2
    assert counts_of(tmp_path / "shorter.mp4") == list(range(300, 450))


def test_a_damaged_store_is_no_harm(tmp_path, long_project):
    store = SegmentStore(tmp_path / "store")
    exported(long_project, tmp_path / "first.mp4", store=store)
    for path in (tmp_path / "store").glob("??/*.piece"):
        path.write_bytes(path.read_bytes()[:-7])
    assert exported(long_project, tmp_path / "again.mp4", store=store).frames_reused == 0
    assert (tmp_path / "first.mp4").read_bytes() == (tmp_path / "again.mp4").read_bytes()


def test_a_cancelled_export_leaves_nothing(tmp_path, long_project):
    done = []
    with pytest.raises(ExportCancelled):
        exported(
            long_project,
            tmp_path / "out.mp4",
            on_progress=lambda count, _: done.append(count),
            cancelled=lambda: len(done) >= 20,
        )
    assert len(done) == 20
    assert not (tmp_path / "out.mp4").exists()
    assert not part_of(tmp_path / "out.mp4").exists()


def test_what_lay_under_the_name_stays_until_the_new_film_is_whole(tmp_path, long_project):
    (tmp_path / "out.mp4").write_text("the film of yesterday")
    with pytest.raises(ExportCancelled):
        exported(long_project, tmp_path / "out.mp4", cancelled=lambda: True)
    assert (tmp_path / "out.mp4").read_text() == "the film of yesterday"
    exported(long_project, tmp_path / "out.mp4", span=Span(Fraction(0), Fraction(1)))
    assert len(counts_of(tmp_path / "out.mp4")) == 30


def refusal(project, path, **how) -> str:
    with pytest.raises(MediaRefused) as caught:
        exported(project, path, **how)
    assert not part_of(Path(path)).exists()
    return caught.value.sentence


def test_what_cannot_be_exported_is_said_plainly(tmp_path):
    source = upright_film(tmp_path / "a.mp4", 30)
    project = project_of(source)
    assert refusal(Project(id="p"), tmp_path / "out.mp4") == "There is nothing to export yet."
    assert refusal(project, source) == "“a.mp4” is used in the video. Choose another name."
    assert refusal(project, tmp_path) == f"“{tmp_path.name}” is a folder. Choose a name for the video."
    assert "is not there" in refusal(project, tmp_path / "nowhere" / "out.mp4")
    endless = Clip("z", Solid(), Span(Fraction(0), Fraction(10**17)))
    assert "longer than a day" in refusal(append(project, endless), tmp_path / "out.mp4")
    source.rename(tmp_path / "moved.mp4")
    assert refusal(project, tmp_path / "out.mp4") == "“a.mp4” is missing, so the video cannot be made whole."


def test_a_source_that_turns_bad_under_way_fails_the_export(tmp_path):
    source = upright_film(tmp_path / "a.mp4", 30)
    project = project_of(source)
    source.write_bytes(b"\0" * 4000)
    assert refusal(project, tmp_path / "out.mp4") == "“a.mp4” could not be read to its end."
    assert not (tmp_path / "out.mp4").exists()


def test_a_full_disk_is_said_so(tmp_path):
    if not Path("/dev/full").exists():
        return
    project = project_of(upright_film(tmp_path / "a.mp4", 30))
    part_of(tmp_path / "out.mp4").symlink_to("/dev/full")
    assert "disk is full" in refusal(project, tmp_path / "out.mp4")
