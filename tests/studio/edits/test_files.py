"""A file that moved, and a file that was replaced: the timeline stays as it is."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from studio.edits import EditRefused, relink, renew
from studio.model import Project
from tests.helpers.word_sources import timeline, word


def project() -> Project:
    return timeline("[abcdef]yy")


def test_a_file_that_moved_is_the_same_file_elsewhere():
    before = project()
    asset = before.assets[0]
    after = relink(before, asset.id, path="/new/place.mp4")
    assert after.assets[0] == replace(asset, path="/new/place.mp4")
    assert after.main == before.main
    assert relink(after, asset.id, path="/new/place.mp4") is after


def test_other_content_takes_the_place_of_the_old_with_the_same_clips():
    before = project()
    new = replace(before.assets[0], duration=before.assets[0].duration / 2, fingerprint="new")
    after = renew(before, new)
    assert after.assets[0] == new
    assert after.main == before.main


def test_a_photo_does_not_take_the_place_of_a_video():
    before = project()
    with pytest.raises(EditRefused) as caught:
        renew(before, replace(before.assets[0], kind="photo", name="beach.jpg"))
    assert str(caught.value.sentence).startswith("“beach.jpg” is a photo, and “")


def test_a_file_that_is_not_part_of_the_project_is_said_so():
    with pytest.raises(EditRefused):
        relink(project(), "gone", path="/x")
    with pytest.raises(EditRefused):
        renew(project(), word("gone"))
