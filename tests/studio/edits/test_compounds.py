"""Compounds: what is seen and heard stays the same when clips become one and when one is released."""

from fractions import Fraction
from itertools import count

import numpy as np
import pytest

from effects import all_effects
from studio.edits import (
    EditRefused,
    add_effect,
    add_item,
    freeze,
    make_compound,
    release_compound,
    reverse,
    set_gain,
    set_opacity,
    set_place,
    set_sound_track,
    set_speed,
    set_speed_curve,
    split,
    trim_end,
    trim_start,
)
from studio.effect import Effects
from studio.files import project_from_json, project_json
from studio.model import (
    MOST_NESTED,
    Applied,
    Clip,
    Compound,
    Gap,
    OnClip,
    Place,
    Project,
    Solid,
    Span,
    all_clips,
    check_project,
    duration,
    find,
    used_assets,
)
from studio.render import Artist, Mixer, plan, plan_bytes, sound_plan, sound_plan_bytes
from tests.helpers.letter_sources import LetterSources, letter_of
from tests.helpers.word_sources import play, seconds, timeline, with_title

ARTIST, MIXER = Artist(Effects(all_effects())), Mixer(Effects(all_effects()))


def ids():
    numbers = count(1)
    return lambda: f"n{next(numbers)}"


def made(project: Project, *names: str, new_id=None) -> Project:
    after = make_compound(project, names, name="Compound 1", new_id=new_id or ids())
    assert not [problem for problem in check_project(after) if problem.level == "error"]
    assert project_from_json(project_json(after)).project == after
    return after


def released(project: Project, name: str = "n1") -> Project:
    after = release_compound(project, name, new_id=ids())
    assert not [problem for problem in check_project(after) if problem.level == "error"]
    return after


def spelled(project: Project) -> str:
    """What the corner of each second shows."""
    moments = range(int(duration(project)))
    frames = (ARTIST.draw(plan(project, seconds(at)), LetterSources(), (54, 96)) for at in moments)
    return "".join(letter_of(frame[4, 4]) for frame in frames)


def seen(project: Project) -> list[bytes]:
    return [plan_bytes(plan(project, seconds(at))) for at in range(int(duration(project)) + 1)]


def heard(project: Project) -> np.ndarray:
    return MIXER.mix(sound_plan(project, 0, int(duration(project) * 48_000)), LetterSources())


def same_sound(one: Project, other: Project) -> bool:
    first, second = heard(one), heard(other)
    return first.shape == second.shape and bool(np.allclose(first, second, atol=1e-6))


def layered(rate: Fraction = Fraction(1)) -> Project:
    project = timeline("abc def gh ij", sounds="lalala", rate=rate)
    project = with_title(with_title(project, "one", 1), "two", 4)
    return add_item(
        project,
        Clip("P", Solid("#FF000080"), Span(seconds(0), seconds(2)), place=Place(scale=0.3)),
        layer="over",
        at=seconds(4),
    )


def test_clips_of_the_main_track_become_one_and_come_back() -> None:
    before = layered()
    after = made(before, "def", "gh", "two", "P")
    assert [thing.id for thing in after.main] == ["abc", "n1", "ij"]
    assert spelled(after) == spelled(before) == "abcdefghij"
    assert seen(after) == seen(before)
    assert same_sound(after, before)
    assert [item.id for layer in after.layers for item in layer.items] == ["one"]
    back = released(after)
    assert (back.main, back.layers, back.sounds) == (before.main, before.layers, before.sounds)


def test_what_is_not_chosen_stays_at_its_time_on_the_compound() -> None:
    after = made(layered(), "def", "gh")
    two = find(after, "two")
    assert two.span.start == 4
    assert isinstance(two.item.pin, OnClip)
    assert two.item.pin.clip == "n1"
    back = released(after)
    assert find(back, "two").item.pin == find(layered(), "two").item.pin


def test_items_alone_become_one_where_the_topmost_lay() -> None:
    before = layered()
    after = made(before, "two", "P", "one")
    [found] = [find(after, "n1")]
    assert found.layer.kind == "overlay"
    assert found.span == Span(seconds(1), seconds(6))
    assert seen(after) == seen(before)
    back = released(after)
    assert seen(back) == seen(before)


def test_sounds_alone_become_one_sound() -> None:
    before = timeline("abcdef", sounds="lala bobo")
    after = made(before, "lala", "bobo")
    assert find(after, "n1").track == "sounds"
    assert same_sound(after, before)
    assert same_sound(released(after), before)


def test_a_compound_is_cut_trimmed_and_released_with_its_trims() -> None:
    after = made(layered(), "def", "gh", "two", "P")
    after = split(after, "n1", at=seconds(5), new_id="right")
    after = trim_start(trim_end(after, "right", to=seconds(7)), "n1", to=seconds(4))
    assert spelled(after) == "abcefgij"
    back = released(released(after), "right")
    assert spelled(back) == play(back) == "abcefgij"
    assert not any(isinstance(thing.content, Compound) for thing in back.main if isinstance(thing, Clip))
    assert len({thing.id for thing in back.main}) == len(back.main)


def test_a_compound_is_treated_as_one_picture_and_one_sound() -> None:
    after = set_opacity(made(layered(), "def", "gh", "two", "P"), "n1", opacity=0.5)
    single = set_opacity(with_title(timeline("abc def gh ij"), "one", 1), "def", opacity=0.5)
    size = (54, 96)
    drawn = [ARTIST.draw(plan(one, seconds(3)), LetterSources(), size) for one in (after, single)]
    assert np.abs(drawn[0].astype(int) - drawn[1]).max() <= 1
    quieter = set_gain(made(timeline("ab cd ef"), "ab", "cd", "ef"), "n1", gain_db=-6.0)
    assert np.allclose(heard(quieter), heard(timeline("ab cd ef")) * np.float32(10 ** (-6 / 20)), atol=1e-6)


def test_its_own_place_look_and_effects_are_drawn() -> None:
    after = made(timeline("ab cd"), "ab", "cd")
    looked = add_effect(after, "n1", applied=Applied("look", "adjust", settings=(("brightness", 0.5),)))
    plain = timeline("ab cd")
    for name in ("ab", "cd"):
        plain = add_effect(plain, name, applied=Applied("look", "adjust", settings=(("brightness", 0.5),)))
    frames = [ARTIST.draw(plan(one, seconds(2)), LetterSources(), (54, 96)) for one in (looked, plain)]
    assert np.abs(frames[0].astype(int) - frames[1]).max() <= 1
    small = set_place(after, "n1", scale=0.5)
    frame = ARTIST.draw(plan(small, seconds(0)), LetterSources(), (54, 96))
    assert letter_of(frame[48, 27]) == "a"
    assert letter_of(frame[4, 4]) == "."


def test_a_compound_runs_faster_and_backwards() -> None:
    fast = set_speed(made(timeline("ab cd ef"), "ab", "cd", "ef"), "n1", speed=seconds(2))
    assert spelled(fast) == "ace"
    back = released(fast)
    assert spelled(back) == play(back) == "ace"
    assert [thing.speed for thing in back.main] == [2, 2, 2]


@pytest.mark.parametrize("way", ["slow", "backwards", "curve", "curve backwards"])
def test_a_released_compound_plays_on_as_the_compound_did(way: str) -> None:
    project = make_compound(
        layered(Fraction(25)), ["abc", "def", "gh", "ij", "one", "two", "P"], name="All", new_id=ids()
    )
    name = project.main[0].id
    if way == "slow":
        project = set_speed(project, name, speed=Fraction(1, 2))
    if "curve" in way:
        project = set_speed_curve(project, name, points=((0, 0.5), (0.5, 2.0), (1, 1.0)))
    if "backwards" in way:
        project = reverse(project, name)
    before, back = spelled(project), released(project, name)
    assert abs(duration(back) - duration(project)) <= 2 / project.rate
    same = [one == other for one, other in zip(before, spelled(back), strict=False)]
    # At most one second begins within the frame that a cut was rounded to.
    assert same.count(False) <= ("curve" in way)
    assert not any(isinstance(found.clip.content, Compound) for found in all_clips(back))
    assert {found.clip.id for found in all_clips(back)} >= {"abc", "def", "gh", "ij", "one", "two"}
    if way == "slow":
        assert find(back, "two").span.start == 2 * find(layered(), "two").span.start


def test_a_compound_of_one_picture_is_not_released() -> None:
    still = freeze(made(timeline("ab cd"), "ab", "cd"), "n1", at=seconds(1), still_id="still", new_id="on")
    with pytest.raises(EditRefused, match="stands still"):
        release_compound(still, "still", new_id=ids())


def test_keys_of_export_know_the_inside() -> None:
    one, other = (set_opacity(made(timeline(text), *text.split()), "n1", opacity=0.5) for text in ("ab cd", "ab ce"))
    assert plan_bytes(plan(one, seconds(3))) != plan_bytes(plan(other, seconds(3)))
    assert plan_bytes(plan(one, seconds(1))) == plan_bytes(plan(one, seconds(1)))
    assert sound_plan_bytes(sound_plan(one, 0, 100)) != sound_plan_bytes(sound_plan(other, 0, 100))


def test_media_inside_is_used_media() -> None:
    after = made(timeline("ab cd"), "ab", "cd")
    assert used_assets(after) == {"file:ab", "file:cd"}


def test_gaps_are_taken_along_and_taken_from() -> None:
    before = with_title(timeline("ab . cd .. ef"), "w", 5)
    after = made(before, "ab", ".", "cd", "w")
    assert spelled(after) == spelled(before) == "ab.cd..ef"
    assert [str(thing.length) for thing in after.main] == ["6", "1", "2"]
    content = after.main[0].content
    assert [type(thing) for thing in content.main] == [Clip, Gap, Clip]


def test_what_cannot_be_one_is_refused_in_plain_words() -> None:
    project = layered()
    with pytest.raises(EditRefused, match="“def” lies between them"):
        made(project, "abc", "gh")
    with pytest.raises(EditRefused, match="reaches over “def”"):
        made(project, "abc", "lalala")
    with pytest.raises(EditRefused, match="Select the clips"):
        make_compound(project, [], name="x", new_id=ids())
    with pytest.raises(EditRefused, match="is no compound"):
        release_compound(project, "abc", new_id=ids())


def test_compounds_lie_only_so_deep_in_one_another() -> None:
    project, new_id = timeline("ab cd"), ids()
    name = "ab"
    for number in range(MOST_NESTED):
        project = make_compound(project, [name], name="x", new_id=new_id)
        name = project.main[0].id
        assert spelled(project) == "abcd", number
        assert same_sound(project, timeline("ab cd")), number
    with pytest.raises(EditRefused, match="deep in one another"):
        make_compound(project, [name], name="x", new_id=new_id)
    deep = project.main[0]
    for _ in range(3):
        deep = Clip("top", Compound(main=(deep,)), Span(seconds(0), seconds(2)))
    hostile = Project("p", assets=project.assets, main=(deep,))
    assert [problem.code for problem in check_project(hostile)] == ["deep-compound"]
    assert plan(hostile, seconds(0)).layers
    assert sound_plan(hostile, 0, 100).voices == ()


def test_a_compound_has_no_tracks_of_sound_to_choose_from() -> None:
    with pytest.raises(EditRefused, match="one track of sound only"):
        set_sound_track(made(timeline("ab cd"), "ab", "cd"), "n1", track=2)
