"""Plans: what is on screen when, told by letters, without a pixel."""

import sys
from fractions import Fraction

import msgspec
import pytest

from studio.edits import add_effect, set_opacity, set_place, set_transition, split
from studio.model import (
    Adjustment,
    Applied,
    Asset,
    At,
    Clip,
    Footage,
    Gap,
    Item,
    Key,
    Keyframes,
    Layer,
    Place,
    Placeholder,
    Project,
    Solid,
    Span,
    Title,
    Transition,
)
from studio.render import Plan, plan, plan_bytes
from studio.render.plan import Adjusting, Crossing, Drawn, Lost, Shot, Wash, Words
from tests.helpers.word_sources import seconds, timeline, title, with_title, word

NOW = Fraction(0)


def letters(planned: Plan) -> str:
    """What the plan's footage shows, bottom to top."""
    said = ""
    for layer in planned.layers:
        for side in (layer.before, layer.after) if isinstance(layer, Crossing) else (layer,):
            if isinstance(side, Drawn) and isinstance(side.shows, Shot):
                said += side.shows.asset.name[min(int(side.shows.at), len(side.shows.asset.name) - 1)]
    return said


def one(project: Project, at: float | str) -> Drawn:
    (layer,) = plan(project, seconds(at)).layers
    assert isinstance(layer, Drawn)
    return layer


def layered(*items: Item, **changes: object) -> Project:
    return Project("p", rate=Fraction(30), layers=(Layer("l", "overlay", items=items, **changes),))


def test_the_main_track_is_spelled_frame_by_frame():
    project = timeline("ab c[de]f ...")
    assert "".join(letters(plan(project, seconds(at))) or "." for at in range(7)) == "abde..."


def test_before_the_start_and_after_the_end_there_is_nothing():
    project = timeline("ab")
    assert plan(project, seconds(-1)).layers == () == plan(project, seconds(2)).layers


def test_a_moment_within_a_frame_is_that_frame():
    project = timeline("ab")
    assert plan(project, seconds("1/2")) == plan(project, seconds(0))
    assert plan(project, seconds("3/2")) == plan(project, seconds(1))


def test_items_lie_above_the_main_track_in_the_order_of_layers_and_items():
    project = with_title(with_title(timeline("abc"), "xy", 0), "z", 1)
    shown = plan(project, seconds(1)).layers
    assert [layer.shows.text if isinstance(layer.shows, Words) else "main" for layer in shown] == ["main", "xy", "z"]


@pytest.mark.parametrize("change", [{"hidden": True}])
def test_a_hidden_layer_is_left_out(change: dict[str, bool]):
    item = Item(title("x"), At(seconds(0)))
    assert plan(layered(item), NOW).layers
    assert plan(layered(item, **change), NOW).layers == ()


def test_a_clip_that_is_off_or_has_no_opacity_is_left_out():
    for clip in (msgspec.structs.replace(title("x"), on=False), msgspec.structs.replace(title("x"), opacity=0.0)):
        assert plan(layered(Item(clip, At(seconds(0)))), NOW).layers == ()


def test_curves_are_sampled_at_own_time():
    place = Place(x=Keyframes((Key(seconds(1), 0.0), Key(seconds(3), 1.0))))
    clip = Clip("c", Solid("#102030"), Span(seconds(1), seconds(2)), place=place)
    drawn = one(layered(Item(clip, At(seconds(10)))), 11)
    assert drawn.spot.x == 0.5
    assert not drawn.spot.steady
    assert drawn.shows == Wash("#102030")


def test_keys_that_never_change_the_number_count_as_steady():
    place = Place(x=Keyframes((Key(seconds(0), 0.3), Key(seconds(3), 0.3))))
    clip = Clip("c", Solid(), Span(seconds(0), seconds(2)), place=place)
    assert one(layered(Item(clip, At(seconds(0)))), 1).spot.steady


def test_a_place_of_its_own_for_a_ratio_counts():
    place = Place(x=0.1, per_ratio=(("9:16", Place(x=0.7)),))
    clip = Clip("c", Solid(), Span(seconds(0), seconds(2)), place=place)
    assert one(layered(Item(clip, At(seconds(0)))), 1).spot.x == 0.7


def test_speed_moves_through_the_source_faster():
    project = timeline("abcdef")
    fast = msgspec.structs.replace(project.main[0], speed=Fraction(2), window=Span(seconds(0), seconds(3)))
    project = msgspec.structs.replace(project, main=(fast,))
    assert "".join(letters(plan(project, seconds(at))) for at in range(3)) == "ace"


def test_a_photo_is_the_same_plan_all_the_time():
    photo = word("a", kind="photo")
    clip = Clip("c", Footage(photo.id), Span(seconds(0), seconds(5)))
    project = Project("p", assets=(photo,), main=(clip,))
    assert plan(project, seconds(0)) == plan(project, seconds(4))


def test_lost_assets_and_unknown_content_are_named_not_dropped():
    gone = Clip("c", Footage("nowhere"), Span(seconds(0), seconds(5)))
    odd = Item(Clip("o", Placeholder("hologram"), Span(seconds(0), seconds(5))), At(seconds(0)))
    project = Project("p", main=(gone,), layers=(Layer("l", "overlay", items=(odd,)),))
    assert [layer.shows for layer in plan(project, NOW).layers] == [Lost("footage"), Lost("hologram")]


def test_sound_without_picture_and_empty_titles_show_nothing():
    sound = word("a", kind="sound")
    clip = Clip("c", Footage(sound.id), Span(seconds(0), seconds(1)))
    empty = Item(Clip("e", Title("  "), Span(seconds(0), seconds(1))), At(seconds(0)))
    project = Project("p", assets=(sound,), main=(clip,), layers=(Layer("l", "text", items=(empty,)),))
    assert plan(project, NOW).layers == ()


# -- transitions


def crossing(project: Project, at: float | str) -> Crossing | None:
    (layer,) = plan(project, seconds(at)).layers
    return layer if isinstance(layer, Crossing) else None


def test_a_transition_is_centred_on_its_cut_and_shows_material_beyond_it():
    project = set_transition(
        timeline("ab[cd]efgh ij[kl]mn", rate=Fraction(2)), "kl", transition=Transition("dissolve", seconds(2))
    )
    spelled = [letters(plan(project, Fraction(frame, 2))) for frame in range(8)]
    assert spelled == ["c", "c", "dj", "dj", "ek", "ek", "l", "l"]
    steps = [crossing(project, Fraction(frame, 2)).progress for frame in range(2, 6)]
    assert steps == [0.125, 0.375, 0.625, 0.875]


def test_where_the_material_ends_the_edge_frame_holds():
    project = set_transition(timeline("ab cd", rate=Fraction(2)), "cd", transition=Transition("dissolve", seconds(2)))
    assert [letters(plan(project, Fraction(frame, 2))) for frame in range(2, 6)] == ["bc", "bc", "bc", "bc"]


def test_a_transition_changes_no_other_frame():
    plain = timeline("abcd efgh", rate=Fraction(4))
    crossed = set_transition(plain, "efgh", transition=Transition("dissolve", seconds(1)))
    for frame in range(32):
        at = Fraction(frame, 4)
        if not seconds("7/2") <= at < seconds("9/2"):
            assert plan(plain, at) == plan(crossed, at)


def test_a_clip_after_a_gap_comes_in_over_nothing():
    project = timeline("ab .. cd", rate=Fraction(2))
    entering = msgspec.structs.replace(project.main[2], enter=Transition("dissolve", seconds(1)))
    project = msgspec.structs.replace(project, main=(*project.main[:2], entering))
    found = crossing(project, "7/2")
    assert found is not None
    assert found.before is None
    assert found.after is not None


def test_the_first_clip_comes_in_from_its_beginning():
    project = timeline("abcd", rate=Fraction(2))
    clip = msgspec.structs.replace(project.main[0], enter=Transition("dissolve", seconds(2)))
    project = msgspec.structs.replace(project, main=(clip,))
    assert [crossing(project, Fraction(frame, 2)) is not None for frame in range(4)] == [True, True, False, False]
    assert crossing(project, 0).progress == 0.25


# -- effects and splits


def look(project: Project, clip: str = "abcd") -> Project:
    return add_effect(project, clip, applied=Applied("e", "blur", settings=(("amount", 30.0),)))


def test_effects_know_time_from_the_clips_first_frame():
    drawn = one(look(timeline("xx[abcd]y")), 1)
    assert (drawn.time, drawn.length) == (1.0, 4.0)
    assert drawn.effects[0].effect == "blur"


def test_effects_that_are_off_are_left_out():
    project = timeline("abcd")
    project = add_effect(project, "abcd", applied=Applied("e", "blur", on=False))
    assert one(project, 0).effects == ()


def without_ids(planned: Plan) -> bytes:
    return plan_bytes(planned)


@pytest.mark.parametrize("cuts", [["2"], ["1/5", "1", "3"]])
def test_splitting_a_clip_changes_no_plan(cuts: list[str]):
    before = look(timeline("xx[abcd]y", rate=Fraction(5)))
    before = set_place(before, "abcd", x=Keyframes((Key(seconds(2), 0.0), Key(seconds(6), 1.0))))
    after = before
    for number, cut in enumerate(reversed(cuts)):
        after = split(after, "abcd", at=seconds(cut), new_id=f"half {number}")
    assert len(after.main) == len(cuts) + 1
    for frame in range(20):
        assert without_ids(plan(before, Fraction(frame, 5))) == without_ids(plan(after, Fraction(frame, 5)))


def test_splitting_a_title_changes_no_plan():
    entering = Applied("e", "fade_in_by_word", settings=(("length", 3.0),))
    before = add_effect(with_title(timeline("abcdefgh", rate=Fraction(5)), "hello", 1), "hello", applied=entering)
    after = split(before, "hello", at=seconds(3), new_id="half")
    assert len(after.layers[1].items) == 2
    for frame in range(40):
        assert without_ids(plan(before, Fraction(frame, 5))) == without_ids(plan(after, Fraction(frame, 5)))


def test_a_half_treated_differently_begins_anew():
    project = split(look(timeline("abcd")), "abcd", at=seconds(2), new_id="half")
    project = add_effect(project, "half", applied=Applied("e2", "blur", settings=(("amount", 50.0),)))
    assert one(project, 2).time == 0.0


def test_an_adjustment_carries_its_effects_and_without_any_it_is_left_out():
    clip = Clip("a", Adjustment(), Span(seconds(0), seconds(2)))
    assert plan(layered(Item(clip, At(seconds(0)))), NOW).layers == ()
    clip = msgspec.structs.replace(clip, effects=(Applied("e", "blur"),), opacity=0.5)
    (found,) = plan(layered(Item(clip, At(seconds(0)))), NOW).layers
    assert isinstance(found, Adjusting)
    assert found.opacity == 0.5


# -- canonical bytes


def test_bytes_tell_pictures_apart_and_nothing_else():
    project = timeline("abc")
    same = plan_bytes(plan(project, NOW))
    asset = project.assets[0]
    moved = msgspec.structs.replace(asset, path="/elsewhere", name="renamed", fingerprint="f")
    first = msgspec.structs.replace(project, assets=(msgspec.structs.replace(asset, fingerprint="f"),))
    assert plan_bytes(plan(first, NOW)) == plan_bytes(plan(msgspec.structs.replace(project, assets=(moved,)), NOW))
    assert plan_bytes(plan(first, NOW)) != same
    assert plan_bytes(plan(set_opacity(project, "abc", opacity=0.5), NOW)) != same
    assert plan_bytes(plan(project, seconds(1))) != same


def test_bytes_do_not_depend_on_how_a_number_was_written():
    wholes, floats = (look(timeline("abcd")), look(timeline("abcd")))
    clip = wholes.main[0]
    whole = Applied("other id", "blur", settings=(("amount", 30),))
    wholes = msgspec.structs.replace(wholes, main=(msgspec.structs.replace(clip, effects=(whole,)),))
    assert plan_bytes(plan(wholes, NOW)) == plan_bytes(plan(floats, NOW))


def test_plans_are_values():
    project = look(timeline("abcd"))
    assert plan(project, NOW) == plan(project, NOW)
    assert hash(plan(project, NOW)) == hash(plan(project, NOW))
    assert "blur" in repr(plan(project, NOW))


def calls_of_a_plan(clips: int) -> int:
    """How many functions of ours run to plan one picture late in a project of `clips` clips and as many titles."""
    asset = Asset("a", "/a", "video", "a", seconds(10), 1080, 1920, Fraction(30))
    main = tuple(Clip(f"c{n}", Footage("a"), Span(seconds(0), seconds(1))) for n in range(clips))
    items = tuple(
        Item(Clip(f"t{n}", Title("hello"), Span(seconds(0), seconds(1))), At(seconds(n))) for n in range(clips)
    )
    main = (*main, Gap("gap", seconds(1)))
    project = Project("p", assets=(asset,), main=main, layers=(Layer("l", "text", items=items),))
    plan(project, seconds(0))
    called: list[str] = []
    sys.setprofile(lambda _frame, event, _argument: called.append(event) if event == "call" else None)
    found = plan(project, seconds(clips * 9 // 10))
    sys.setprofile(None)
    assert len(found.layers) == 2
    return len(called)


def test_a_plan_does_not_go_through_a_long_project():
    assert calls_of_a_plan(3000) < calls_of_a_plan(30) + 20
