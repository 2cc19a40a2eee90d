"""Every animation keeps its contract: away and there, or a round that closes; a set large enough to choose from."""

from fractions import Fraction

import numpy as np
import pytest

from effects import all_effects
from studio.effect import Effect, Effects, Moment, Pose, TextPart, TextPose, settings_at
from studio.model import ZERO

EFFECTS = Effects(all_effects())
ANIMATIONS = [pytest.param(effect, id=effect.id) for effect in EFFECTS.values() if effect.whens]
PARTS = tuple(TextPart(index=number, count=5, text="word") for number in range(5))


A_QUARTER = {
    "motion_fade": {"opacity": 0.255},
    "motion_rise": {"y": 0.05, "opacity": 0.587},
    "motion_slide_left": {"x": 0.413},
    "motion_slide_right": {"x": -0.413},
    "motion_slide_up": {"y": 0.413},
    "motion_slide_down": {"y": -0.413},
    "motion_zoom_in": {"scale": 0.711, "opacity": 0.765},
    "motion_zoom_out": {"scale": 1.331, "opacity": 0.765},
    "motion_spin": {"scale": 0.587, "rotation_deg": -74.429},
    "motion_bounce": {"y": -0.508},
    "motion_pop": {"scale": 0.827},
    "motion_swing": {"rotation_deg": -14.368},
    "motion_shake": {"x": 0.037, "y": -0.018},
    "motion_wipe_right": {"hide_right": 0.838},
    "motion_wipe_left": {"hide_left": 0.838},
    "motion_wipe_down": {"hide_bottom": 0.838},
    "motion_wipe_up": {"hide_top": 0.838},
    "motion_doors": {"hide_left": 0.278, "hide_right": 0.278},
    "motion_blur": {"opacity": 0.637, "blur": 0.044},
    "motion_flash": {"light": 0.555},
    "motion_whip": {"x": -0.308, "scale": 1.046, "blur": 0.015},
    "motion_roll": {"x": -0.413, "rotation_deg": -74.429},
    "motion_flicker": {"opacity": 0.0},
    "loop_pulse": {"scale": 1.041},
    "loop_heartbeat": {"scale": 1.009},
    "loop_sway": {"rotation_deg": 5.997},
    "loop_float": {"y": -0.03},
    "loop_drift": {"x": 0.04},
    "loop_orbit": {"x": 0.03, "y": 0.031},
    "loop_shake": {"x": -0.004, "y": 0.002, "rotation_deg": 0.1},
    "loop_hop": {"y": -0.078},
    "loop_spin": {"rotation_deg": 91.8},
    "loop_wobble": {"scale": 1.05, "rotation_deg": -0.314},
    "loop_blink": {"opacity": 0.639},
    "loop_flicker": {"opacity": 0.2},
    "loop_flash": {"light": 0.09},
    "loop_zoom": {"scale": 1.129},
    "words_typewriter": {},
    "words_letters_fade": {"opacity": 0.26},
    "words_rise": {"y": 0.325, "opacity": 0.593},
    "words_drop": {"y": -0.743},
    "words_pop": {"scale": 0.847},
    "words_shrink": {"scale": 1.814, "opacity": 0.593},
    "words_spin": {"scale": 0.593, "rotation_deg": -73.236, "opacity": 0.593},
    "words_slide": {"x": -1.588, "opacity": 0.603},
    "words_scatter": {"x": -0.906, "y": 0.83, "rotation_deg": 49.121, "opacity": 0.591},
    "words_wave": {"y": -0.23},
    "words_sway": {"rotation_deg": 9.995},
    "words_beat": {"scale": 1.145},
    "words_jitter": {"x": 0.006, "y": 0.049},
    "words_blink": {"opacity": 0.575},
    "words_fall": {"y": -0.75, "opacity": 0.795},
    "lines_rise": {"y": 0.437, "opacity": 0.603},
    "words_turn": {"y": 0.164, "rotation_deg": -27.257, "opacity": 0.455},
    "words_zoom": {"scale": 1.864, "opacity": 0.211},
    "lines_unfold": {"scale": 0.603, "opacity": 0.53},
    "letters_from_the_middle": {"scale": 0.406, "opacity": 0.01},
    "words_hop": {"y": -0.348},
    "words_tilt": {"rotation_deg": 5.997},
    "letters_pulse": {"scale": 1.253},
    "lines_drift": {"x": 0.25},
    "letters_roll": {"rotation_deg": 59.993},
    "words_glimmer": {"opacity": 0.644},
    "letters_bounce": {"y": 0.085},
    "words_breathe": {"scale": 1.12},
    "letters_fan": {"y": 0.026, "rotation_deg": -5.673},
    "lines_nod": {"y": 0.089, "rotation_deg": 4.978},
}
"""What each shows a little after a quarter of the way (of words: the second of five), beside what is at rest."""


def shown(effect: Effect, progress: float, **settings: float) -> tuple[Pose | TextPose, ...]:
    moment = Moment(time=progress, length=1.0, progress=progress, seed=7, rate=Fraction(30))
    chosen = settings_at(effect, tuple(settings.items()), ZERO)
    if effect.kind == "text":
        if effect.param("length") is not None:
            chosen["length"] = 1.0
        found: tuple[TextPose, ...] = effect.apply(PARTS, chosen, moment)
        return found
    return (effect.apply(chosen, moment),)


def close(one: Pose | TextPose, other: Pose | TextPose) -> bool:
    return all(abs(getattr(one, name) - getattr(other, name)) < 1e-6 for name in one.__struct_fields__)


@pytest.mark.parametrize("effect", ANIMATIONS)
def test_what_has_come_is_at_rest_and_a_round_closes(effect: Effect):
    ends = (0.0, 1.0) if "loop" in effect.whens else (1.0,)
    rest = TextPose() if effect.kind == "text" else Pose()
    for progress in ends:
        assert all(close(pose, rest) for pose in shown(effect, progress))


@pytest.mark.parametrize("effect", ANIMATIONS)
def test_on_the_way_something_is_seen_and_every_number_is_sound(effect: Effect):
    ways = [shown(effect, number / 24) for number in range(25)]
    assert len({str(way) for way in ways}) > 1
    for param in effect.params:
        for value in (param.low, param.high):
            ways += [shown(effect, number / 24, **{param.key: value}) for number in range(25)]
    for pose in (pose for way in ways for pose in way):
        assert 0 <= pose.opacity <= 1
        assert pose.scale >= 0
        assert abs(pose.x) <= 20
        if isinstance(pose, Pose):
            assert 0 <= pose.light <= 1
            assert 0 <= pose.blur < 1
            assert all(0 <= getattr(pose, f"hide_{side}") <= 1 for side in ("left", "right", "top", "bottom"))


def test_there_is_enough_to_choose_from():
    whole = [effect for effect in EFFECTS.values() if effect.kind == "animation"]
    of_words = [effect for effect in EFFECTS.values() if effect.kind == "text" and effect.whens]
    for when, least in (("in", 20), ("out", 20), ("loop", 12)):
        assert len([effect for effect in whole if when in effect.whens]) >= least
    assert len([effect for effect in of_words if "in" in effect.whens]) >= 15
    assert len([effect for effect in of_words if "out" in effect.whens]) >= 15
    assert len([effect for effect in of_words if "loop" in effect.whens]) >= 15


@pytest.mark.parametrize("when", ["in", "loop"])
def test_no_two_animations_of_words_look_alike(when: str):
    def numbers(effect: Effect) -> np.ndarray:
        poses = [pose for step in range(1, 10) for pose in shown(effect, step / 10)]
        # Offsets in the height of a line, turns in parts of a right angle: about as far as each is seen.
        return np.array([(p.x, p.y, p.scale, p.rotation_deg / 90, p.opacity) for p in poses])

    known = [(effect, numbers(effect)) for effect in EFFECTS.values() if effect.kind == "text" and when in effect.whens]
    for number, (one, first) in enumerate(known):
        for other, second in known[:number]:
            same_cut = one.text_by == other.text_by
            assert np.abs(first - second).max() > (0.1 if same_cut else 0.04), (one.id, other.id)


@pytest.mark.parametrize("effect", ANIMATIONS)
def test_each_does_what_its_name_says(effect: Effect):
    if effect.id == "fade_in_by_word":  # has its own test
        return
    pose = shown(effect, 0.255)[1 if effect.kind == "text" else 0]
    rest = type(pose)()
    moved = {name for name in pose.__struct_fields__ if abs(getattr(pose, name) - getattr(rest, name)) > 1e-3}
    wanted = A_QUARTER[effect.id]
    assert moved == set(wanted)
    assert all(getattr(pose, name) == pytest.approx(value, abs=1e-3) for name, value in wanted.items())
