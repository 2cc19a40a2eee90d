"""Media sorted into folders, rated, coloured, renamed, and what nothing is made of: the timeline stays as it is."""

from __future__ import annotations

from studio.edits import (
    add_asset,
    add_folder,
    put_in_folder,
    remove_folder,
    remove_unused,
    rename_asset,
    rename_folder,
    set_asset_colour,
    set_stars,
)
from studio.model import Folder, Project, check_project, folder_path
from tests.helpers.refused import why_not
from tests.helpers.word_sources import timeline, word


def project() -> Project:
    """Of `a`, `b` and `c` only `a` is on the timeline."""
    return add_asset(add_asset(timeline("a"), word("b")), word("c"))


def tree(of: Project, inside: str = "") -> str:
    """`a [Beach b [Sea c]]`: what lies where."""
    parts = [asset.name for asset in of.assets if asset.folder == inside]
    parts += [f"[{one.name} {tree(of, one.id)}]".replace(" ]", "]") for one in of.folders if one.inside == inside]
    return " ".join(parts)


def sorted_media() -> Project:
    """`a [Beach b [Sea c]]`"""
    some = add_folder(add_folder(project(), Folder("f1", " Beach  ")), Folder("f2", "Sea", "f1"))
    return put_in_folder(put_in_folder(some, ["file:b"], folder="f1"), ["file:c"], folder="f2")


def test_files_and_folders_lie_in_folders():
    some = sorted_media()
    assert tree(some) == "a [Beach b [Sea c]]"
    assert [one.name for one in folder_path(some, "f2")] == ["Beach", "Sea"]
    assert tree(put_in_folder(some, ["f2", "file:a"], folder="")) == "a [Beach b] [Sea c]"
    assert put_in_folder(some, ["file:b"], folder="f1") is some
    assert check_project(some) == ()


def test_a_folder_that_goes_leaves_what_lay_in_it():
    some = sorted_media()
    assert tree(remove_folder(some, "f1")) == "a b [Sea c]"
    assert tree(remove_folder(some, "f2")) == "a [Beach b c]"
    assert why_not(remove_folder, some, "f9") == "There is no folder “f9” any more."
    twice = add_folder(some, Folder("f3", "Sea"))
    assert why_not(remove_folder, twice, "f1") == "There is a folder “Sea” here already."


def test_a_folder_has_a_name_of_its_own_where_it_lies():
    some = sorted_media()
    assert why_not(add_folder, some, Folder("f3", "beach")) == "There is a folder “Beach” here already."
    assert why_not(add_folder, some, Folder("f3", "  ")) == "A name needs at least one letter."
    assert why_not(add_folder, some, Folder("f3", "x", "f9")) == "There is no folder “f9” any more."
    assert tree(rename_folder(some, "f1", name="Sea")) == "a [Sea b [Sea c]]"
    assert rename_folder(some, "f1", name="Beach") is some


def test_a_folder_does_not_lie_in_itself():
    some = sorted_media()
    assert why_not(put_in_folder, some, ["f1"], folder="f2") == "“Beach” cannot lie in itself."
    assert why_not(put_in_folder, some, ["f1"], folder="f1") == "“Beach” cannot lie in itself."


def test_stars_colour_and_name_are_the_files_own():
    some = set_stars(project(), ["file:a", "file:b"], stars=4)
    assert [asset.stars for asset in some.assets] == [4, 4, 0]
    assert set_stars(some, ["file:a"], stars=4) is some
    assert why_not(set_stars, some, ["file:a"], stars=6) == "Stars go from 0 to 5."
    assert set_asset_colour(some, ["file:a"], colour="#41c7d9").assets[0].colour == "#41C7D9"
    assert why_not(set_asset_colour, some, ["file:a"], colour="x") == "“x” is not a colour. Write it as #RRGGBB."
    named = rename_asset(some, "file:a", name=" The  walk ")
    assert named.assets[0].name == "The walk"
    assert named.main == some.main
    assert why_not(rename_asset, some, "file:a", name="") == "A name needs at least one letter."


def test_what_nothing_is_made_of_can_go():
    some = project()
    assert [asset.name for asset in remove_unused(some).assets] == ["a"]
    assert [asset.name for asset in remove_unused(some, ["file:a", "file:b"]).assets] == ["a", "c"]
    assert why_not(remove_unused, some, ["file:a"]) == "Every file here is used on the timeline."
