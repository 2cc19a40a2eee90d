"""The post: words, answers, rights, and what is left as it is."""

from __future__ import annotations

from fractions import Fraction

import pytest

from studio.edits import EditRefused, heed_problem, ignore_problem, set_post, set_rights
from studio.model import Asset, Project

EMPTY = Project("p", assets=(Asset("m1", "/a/song.mp3", "sound", "song.mp3", Fraction(9)),))


def test_words_and_answers_are_kept_and_what_is_not_given_stays() -> None:
    project = set_post(EMPTY, caption=" Hello ", hashtags="#one, #two #One", ai="no")
    assert project.post.caption == "Hello"
    assert project.post.hashtags == ("one", "two")
    project = set_post(project, ai="yes")
    assert (project.post.caption, project.post.ai, project.post.paid) == ("Hello", "yes", "")
    assert set_post(project, ai="yes") is project
    with pytest.raises(EditRefused, match="yes, no"):
        set_post(project, ai="perhaps")


def test_a_file_remembers_whose_it_is() -> None:
    project = set_rights(EMPTY, "m1", author="Ada", licence="CC BY 4.0")
    [asset] = project.assets
    assert (asset.author, asset.licence, asset.origin) == ("Ada", "CC BY 4.0", "")
    assert set_rights(project, "m1", author="Ada") is project
    with pytest.raises(EditRefused, match="not part of this project"):
        set_rights(project, "m2", author="Ada")


def test_what_is_left_as_it_is_needs_a_reason_and_can_be_told_again() -> None:
    with pytest.raises(EditRefused, match="Say why"):
        ignore_problem(EMPTY, code="flashes", reason=" ")
    project = ignore_problem(EMPTY, code="flashes", reason="old film", about="")
    project = ignore_problem(project, code="flashes", reason="slow ones", about="")
    assert [(one.code, one.reason) for one in project.post.ignored] == [("flashes", "slow ones")]
    assert heed_problem(project, code="flashes").post == EMPTY.post
