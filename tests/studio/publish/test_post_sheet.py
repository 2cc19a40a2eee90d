"""The sheet that lies beside the video, the covers platforms want, and what the file says about itself."""

from __future__ import annotations

import json
from fractions import Fraction
from html.parser import HTMLParser
from pathlib import Path

from msgspec.structs import replace

from studio.edits import ignore_problem
from studio.model import Asset, At, Clip, Footage, Ignored, Item, Layer, Post, Problem, Project, Solid, Span
from studio.platforms import platform_named, platforms
from studio.publish import Measured, covers, film_metadata, write_checked_sheet, write_post_sheet
from studio.publish.found import SoundFound
from studio.sentences import say

SONG = Asset("m1", "/home/ada/song.mp3", "sound", "song.mp3", Fraction(9), author="Ada", licence="CC BY 4.0")
POST = Post(caption="Up before <the> city & 猫", title="Dawn", hashtags=("dawn", "city"), ai="no", paid="yes")


def _project() -> Project:
    song = Clip("s1", Footage("m1"), Span(Fraction(0), Fraction(9)))
    return Project(
        "p",
        post=POST,
        assets=(SONG,),
        main=(Clip("c1", Solid(), Span(Fraction(0), Fraction(9))),),
        sounds=(Layer("l", "sound", items=(Item(song, At(Fraction(0))),)),),
    )


class _Page(HTMLParser):
    """The words of a page, and the names of its elements."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.words, self.tags = "", []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.words += data


def test_the_sheet_holds_all_that_is_typed_and_ticked_and_no_path_of_this_machine(tmp_path: Path) -> None:
    problem = Problem("loud", say("It is loud."), level="warning")
    left = (Problem("watermark", say("Something stays.")), Ignored(code="watermark", reason="our own logo"))
    text, page = write_post_sheet(
        _project(), platform_named("tiktok"), tmp_path / "film.mp4", problems=[problem], ignored=[left],
        cover_files=[tmp_path / "film.cover.jpg"],
    )  # fmt: skip
    assert (text.name, page.name) == ("film.post.txt", "film.post.html")
    words = text.read_text(encoding="utf-8")
    read = _Page(page.read_text(encoding="utf-8"))
    for shown in (words, read.words):
        for wanted in (
            "Up before <the> city & 猫\n#dawn #city", "of 2200", "CC BY 4.0", "Ada", "It is loud.", "our own logo",
            "film.cover.jpg", "Switch on the paid-partnership label", "not answered yet", "not a certification",
        ):  # fmt: skip
            assert wanted in shown, wanted
        assert "/home" not in shown
        assert str(tmp_path) not in shown
    assert "script" not in read.tags
    assert "textarea" in read.tags
    assert sorted(path.name for path in tmp_path.iterdir()) == ["film.post.html", "film.post.txt"]


def test_a_checked_sheet_tells_what_is_found_and_what_was_left_with_its_reason(tmp_path: Path) -> None:
    project = ignore_problem(_project(), code="missing-media", about="m1", reason="it comes later")
    loud = Measured(sound=SoundFound(-14.0, -2.0, clipped=(Fraction(3),)))
    text, _ = write_checked_sheet(project, platform_named("tiktok"), tmp_path / "film.mp4", measured=loud)
    words = text.read_text(encoding="utf-8")
    assert "! The sound is too loud for its file" in words
    assert "? Is anybody under 18 shown?" in words
    assert "it comes later" in words


def test_titles_are_counted_where_a_platform_has_them(tmp_path: Path) -> None:
    text, _ = write_post_sheet(_project(), platform_named("shorts"), tmp_path / "film.mp4")
    assert "Title (4 of 100)" in text.read_text(encoding="utf-8")
    assert "Nothing was found." in text.read_text(encoding="utf-8")


def test_a_muted_sound_is_to_be_chosen_in_the_app(tmp_path: Path) -> None:
    project = _project()
    [layer] = project.sounds
    item = replace(layer.items[0], clip=replace(layer.items[0].clip, muted=True))
    project = replace(project, sounds=(replace(layer, items=(item,)),))
    text, _ = write_post_sheet(project, platform_named("tiktok"), tmp_path / "film.mp4")
    assert "choose the sound in the app" in text.read_text(encoding="utf-8")


def test_one_cover_for_each_shape_serves_all_platforms() -> None:
    wanted = {cover.shape: cover for cover in covers(platforms().values())}
    assert set(wanted) == {"9:16", "3:4", "4:3", "1:1", "16:10"}
    assert (wanted["9:16"].width, wanted["9:16"].height, wanted["9:16"].max_bytes) == (1080, 1920, 2_000_000)
    assert wanted["9:16"].formats == ("jpg",)
    assert "Instagram Reels" in wanted["9:16"].platforms


def test_the_file_says_that_ai_made_it_only_where_the_person_did() -> None:
    assert film_metadata(_project()) == {"copyright": "song.mp3 · Ada · CC BY 4.0"}
    label = film_metadata(Project("p1", post=Post(ai="yes")))
    assert json.loads(label["AIGC"])["Label"] == "1"
    assert json.loads(label["AIGC"])["ProduceID"] == "p1"
