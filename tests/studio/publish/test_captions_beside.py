"""Captions beside the film, and what is told of captions before posting."""

from __future__ import annotations

from fractions import Fraction

from studio import edits
from studio.model import Project, Span, captions_of
from studio.platforms import platform_named
from studio.publish import check_for, placed_words
from studio.publish.captions_beside import write_captions_beside
from tests.helpers.word_sources import timeline
from tests.studio.edits.robot import spelled

TIKTOK = platform_named("tiktok")


def speaking(drawing: str = "abcdef gh", rate: int = 10) -> Project:
    project = timeline(drawing, rate=Fraction(rate))
    for asset in project.assets:
        project = edits.set_speech(project, asset.id, words=spelled(asset.name))
    return project


def codes(project: Project) -> set[str]:
    return {one.code for one in check_for(project, TIKTOK, texts=placed_words(project))}


def test_captions_are_written_beside_the_film_in_the_time_of_what_was_exported(tmp_path):
    project = speaking()
    whole = write_captions_beside(project, tmp_path / "film.mp4", ("srt", "vtt"))
    assert [file.name for file in whole] == ["film.srt", "film.vtt"]
    assert whole[0].read_text("utf-8").count("-->") == len(captions_of(project)) == 3
    second = captions_of(project)[1]
    (part,) = write_captions_beside(project, tmp_path / "part.mp4", ("srt",), Span(second.span.start, Fraction(9)))
    assert part.read_text("utf-8").splitlines()[1].startswith("00:00:00,000 -->")
    assert write_captions_beside(project, tmp_path / "none.mp4", ("srt",), Span(Fraction(90), Fraction(1))) == ()
    assert not (tmp_path / "none.srt").exists()


def test_captions_outside_the_safe_zone_are_told_once_and_not_where_they_are_hidden():
    project = edits.place_captions(speaking(), x=0.0, y=0.86)
    assert "captions-outside" in codes(project)
    assert "captions-outside" not in codes(edits.place_captions(project, x=-0.07, y=0.1))
    assert "captions-outside" not in codes(edits.set_captions_on(project, on=False))


def test_captions_that_are_gone_before_they_are_read_are_told():
    project = speaking()
    assert "captions-fast" not in codes(project)
    asset = project.assets[0].id
    long = edits.rewrite_words(project, asset, first=0, last=0, text="incomprehensibilities notwithstanding " * 3)
    assert "captions-fast" in codes(long)
