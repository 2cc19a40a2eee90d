"""Which media the library shows, and in what order."""

from __future__ import annotations

from fractions import Fraction

from msgspec.structs import replace as with_values

from studio.edits import add_asset, add_folder, put_in_folder, set_asset_colour, set_stars
from studio.model import Folder, Project
from studio.ui.library.sorting import Wanted, folders_shown, media_shown
from tests.helpers.word_sources import timeline, word


def project() -> Project:
    """`bbb a [Beach cc [Sea d song]]`, of which `bbb` is on the timeline."""
    some = timeline("bbb")
    for text, length in (("a", 9), ("cc", 2), ("d", 4)):
        some = add_asset(some, with_values(word(text), duration=Fraction(length)))
    some = add_asset(some, word("song", kind="sound"))
    some = add_folder(add_folder(some, Folder("f1", "Beach")), Folder("f2", "Sea", "f1"))
    some = put_in_folder(some, ["file:cc"], folder="f1")
    return put_in_folder(some, ["file:d", "file:song"], folder="f2")


def names(wanted: Wanted, order: str = "added", *, backward: bool = False, of: Project | None = None) -> str:
    return " ".join(one.name for one in media_shown(of or project(), wanted, order, backward=backward))  # type: ignore[arg-type]


def folders(wanted: Wanted) -> str:
    return " ".join(folder.name for folder in folders_shown(project(), wanted))


def test_a_folder_shows_what_lies_in_it() -> None:
    assert names(Wanted()) == "bbb a"
    assert (names(Wanted(folder="f1")), folders(Wanted(folder="f1"))) == ("cc", "Sea")
    assert names(Wanted(folder="gone")) == "bbb a"
    assert names(Wanted(sounds=True, folder="f2")) == "song"


def test_what_is_sought_is_found_in_all_folders_within() -> None:
    assert names(Wanted(use="unused")) == "a cc d"
    assert names(Wanted(use="used")) == "bbb"
    assert names(Wanted(folder="f1", use="unused")) == "cc d"
    assert names(Wanted(words="C")) == "cc"
    assert folders(Wanted(words="C")) == ""
    rated = set_asset_colour(set_stars(project(), ["file:d"], stars=3), ["file:cc"], colour="#EF5350")
    assert names(Wanted(stars=3), of=rated) == "d"
    assert names(Wanted(colour="#EF5350"), of=rated) == "cc"


def test_media_is_ordered_by_name_length_and_stars_and_back() -> None:
    everything = Wanted(stars=0, words="", use="all", folder="", colour="")
    rated = set_stars(put_in_folder(project(), ["file:cc", "file:d"], folder=""), ["file:d"], stars=5)
    assert names(everything, "name", of=rated) == "a bbb cc d"
    assert names(everything, "length", of=rated) == "cc bbb d a"
    assert names(everything, "stars", of=rated) == "d bbb a cc"
    assert names(everything, "name", of=rated, backward=True) == "d cc bbb a"
    assert names(everything, "added", of=rated, backward=True) == "d cc a bbb"


def test_folders_of_sounds_alone_are_shown_with_the_sounds() -> None:
    some = put_in_folder(project(), ["file:d"], folder="")
    assert [one.name for one in folders_shown(some, Wanted(folder="f1"))] == []
    assert [one.name for one in folders_shown(some, Wanted(folder="f1", sounds=True))] == ["Sea"]
