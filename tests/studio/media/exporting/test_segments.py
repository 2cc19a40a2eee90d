"""Pieces are cut where the content says, so that what moves keeps them; the store gives whole pieces only."""

from __future__ import annotations

import os
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from studio.edits import append, make_compound, ripple_delete, trim_end, trim_start
from studio.media.exporting.segment_store import SegmentStore
from studio.media.exporting.segments import piece_frames, piece_key
from studio.media.writing.export_settings import ExportSettings
from studio.media.writing.picture_encoder import Coded, Piece
from studio.model import Asset, Clip, Footage, Project, Span, duration

SETTINGS = ExportSettings(rate=Fraction(30))


def project_of(*lengths: Fraction | int) -> Project:
    project = Project(id="p", assets=(Asset(id="a", path="/a.mp4", kind="video", name="a", duration=Fraction(1000)),))
    for number, length in enumerate(lengths):
        project = append(
            project,
            Clip(id=f"c{number}", content=Footage(asset="a"), window=Span(Fraction(100 * number), Fraction(length))),
        )
    return project


def cut(project: Project) -> list[tuple[int, int]]:
    span = Span(Fraction(0), duration(project))
    return [(frames.start, frames.stop) for frames in piece_frames(project, span, SETTINGS)]


def test_pieces_are_cut_at_cuts_and_every_two_seconds():
    assert cut(project_of(5, 1)) == [(0, 60), (60, 120), (120, 150), (150, 180)]


def test_no_stub_is_left_at_the_end_of_a_clip():
    assert cut(project_of(Fraction(9, 2))) == [(0, 60), (60, 135)]


@given(st.lists(st.integers(1, 400), min_size=1, max_size=8))
def test_pieces_cover_every_frame_once_and_none_is_long(lengths):
    pieces = cut(project_of(*(Fraction(length, 30) for length in lengths)))
    assert [first for first, _ in pieces] == [0, *(last for _, last in pieces)][:-1]
    assert pieces[-1][1] == sum(lengths)
    assert all(0 < last - first <= 120 for first, last in pieces)


def test_deleting_a_clip_only_moves_the_pieces_of_those_after_it():
    before = project_of(5, Fraction(7, 3), 6)
    after = ripple_delete(before, "c0")
    shift = 150
    assert [(a + shift, b + shift) for a, b in cut(after)] == [piece for piece in cut(before) if piece[0] >= shift]


def test_trimming_a_clip_changes_only_the_piece_at_that_end():
    before = project_of(9)
    at_start = trim_start(before, "c0", to=Fraction(1, 2))
    assert [(a + 15, b + 15) for a, b in cut(at_start)][1:] == cut(before)[1:]
    at_end = trim_end(before, "c0", to=Fraction(26, 3))
    assert cut(at_end)[:3] == cut(before)[:3]


def test_a_part_of_a_project_keeps_the_pieces_within_it():
    project = project_of(10)
    part = piece_frames(project, Span(Fraction(1), Fraction(6)), SETTINGS)
    assert [(frames.start + 30, frames.stop + 30) for frames in part] == [(30, 60), (60, 120), (120, 180), (180, 210)]


def test_the_key_changes_with_any_plan_setting_or_version():
    key = piece_key([b"a", b"b"], SETTINGS, render_version=1)
    assert key == piece_key([b"a", b"b"], SETTINGS, render_version=1)
    others = [
        piece_key([b"ab", b""], SETTINGS, render_version=1),
        piece_key([b"b", b"a"], SETTINGS, render_version=1),
        piece_key([b"a", b"b"], SETTINGS, render_version=2),
        piece_key([b"a", b"b"], ExportSettings(rate=Fraction(30), threads=3), render_version=1),
    ]
    assert len({key, *others}) == 5


PIECE = Piece(b"extra", (Coded(0, True, b"x" * 1000), Coded(1, False, b"y" * 500)))


def test_what_was_put_is_got(tmp_path):
    store = SegmentStore(tmp_path / "store", 10_000)
    assert store.get("ab12") is None
    store.put("ab12", PIECE)
    assert store.get("ab12") == PIECE
    assert SegmentStore(tmp_path / "store", 10_000).get("ab12") == PIECE


def test_a_damaged_piece_is_no_piece(tmp_path):
    store = SegmentStore(tmp_path, 10_000)
    store.put("ab12", PIECE)
    path = next(tmp_path.glob("??/*.piece"))
    whole = path.read_bytes()
    for damaged in (whole[:-1], whole[:10], b"", whole[:500] + b"!" + whole[501:]):
        path.write_bytes(damaged)
        assert store.get("ab12") is None


def test_what_was_used_longest_ago_goes_first(tmp_path):
    store = SegmentStore(tmp_path, 4_000)
    for number, key in enumerate(("aa1", "bb2", "cc3")):
        store.put(key, PIECE)
        os.utime(tmp_path / key[:2] / f"{key}.piece", (number, number))
    store.get("aa1")
    store.tidy()
    assert store.get("aa1") == PIECE
    assert store.get("bb2") is None
    assert sum(path.stat().st_size for path in tmp_path.glob("??/*")) <= 4_000


def test_a_folder_that_cannot_be_written_is_no_trouble(tmp_path):
    (tmp_path / "file").touch()
    store = SegmentStore(tmp_path / "file" / "store", 10)
    store.put("ab12", PIECE)
    assert store.get("ab12") is None
    store.tidy()


def test_clips_that_become_one_keep_their_pieces() -> None:
    before = project_of(3, 5, 2, 4)
    numbers = iter(("n1", "n2"))
    after = make_compound(before, [thing.id for thing in before.main[1:3]], name="x", new_id=lambda: next(numbers))
    assert len(after.main) == 3
    assert cut(after) == cut(before)
    again = make_compound(after, ["n1", after.main[0].id], name="y", new_id=lambda: next(numbers))
    assert cut(again) == cut(before)
    trimmed = trim_start(after, "n1", to=Fraction(7, 2))
    plain = trim_start(before, before.main[1].id, to=Fraction(7, 2))
    assert cut(trimmed) == cut(plain)
