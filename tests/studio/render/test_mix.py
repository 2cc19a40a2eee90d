"""Mixing: every sample depends on its own number alone."""

from fractions import Fraction

import msgspec
import numpy as np
import pytest

from effects import all_effects
from studio.edits import (
    add_effect,
    set_fades,
    set_gain,
    set_keep_pitch,
    set_muted,
    set_on,
    set_speed,
    set_transition,
    split,
)
from studio.effect import Effects
from studio.model import (
    SAMPLE_RATE,
    Applied,
    Asset,
    At,
    Clip,
    Footage,
    Item,
    Key,
    Keyframes,
    Layer,
    Project,
    Span,
    Transition,
)
from studio.render import Mixer, sound_plan
from tests.helpers.letter_sources import LetterSources
from tests.helpers.word_sources import seconds, timeline, word

RATE = SAMPLE_RATE
FULL = Fraction(30)
DECLICK = 240


class Steady:
    """Sources that say 0.25 on the left and −0.25 on the right for ever, or noise told by its sample number."""

    def __init__(self, *, noise: bool = False, level: float = 0.25) -> None:
        self._noise, self._level = noise, level

    def picture(self, asset: Asset, at: Fraction, box: tuple[int, int]) -> None:
        return None

    def samples(self, asset: Asset, first: int, count: int, track: int = 0) -> np.ndarray:
        index = np.arange(first, first + count)
        if self._noise:
            wave = np.sin(index * 12.9898 + 78.233) * 43758.5453
            wave = (wave - np.floor(wave) - 0.5) * 0.5
        else:
            wave = np.full(count, self._level)
        return np.column_stack([wave, -wave]).astype(np.float32)


def heard(project: Project, length: float, sources: object = None, block: int = 0) -> np.ndarray:
    mixer, sources = Mixer(Effects(all_effects())), sources or LetterSources()
    count = int(length * RATE)
    block = block or count
    blocks = [
        mixer.mix(sound_plan(project, first, min(block, count - first)), sources) for first in range(0, count, block)
    ]
    return np.concatenate(blocks)


def echo(**settings: float) -> Applied:
    return Applied("echo", "echo", settings=tuple({"level": 60.0, "delay": 0.11, **settings}.items()))


def sound_item(name: str = "abcdef", at: float = 0.0, **changes: object) -> Project:
    clip = msgspec.structs.replace(Clip("music", Footage(f"file:{name}"), Span(seconds(0), seconds(2))), **changes)
    layer = Layer("sound", "sound", items=(Item(clip, At(Fraction(at))),))
    return Project("p", rate=FULL, assets=(word(name, kind="sound"),), sounds=(layer,))


def level(samples: np.ndarray, at: float) -> float:
    """The left channel at second `at`, over the steady source's level."""
    return float(samples[int(at * RATE), 0]) / 0.25


# -- what is heard


def test_a_whole_file_at_its_own_speed_is_passed_through_bit_by_bit():
    project = timeline("abc", rate=FULL)
    source = LetterSources().samples(project.assets[0], 0, 3 * RATE)
    assert np.array_equal(heard(project, 3), source)


def test_a_trimmed_clip_says_the_samples_of_its_own_time():
    project = timeline("ab[cd]ef", rate=FULL)
    source = LetterSources().samples(project.assets[0], 2 * RATE, 2 * RATE)
    result = heard(project, 2)
    assert np.array_equal(result[DECLICK:-DECLICK], source[DECLICK:-DECLICK])
    assert (np.abs(result) <= np.abs(source)).all()


def test_gaps_are_silent():
    result = heard(timeline("a .. b", rate=FULL), 4)
    assert not result[RATE : 3 * RATE].any()
    assert result[:RATE].any()
    assert result[3 * RATE :].any()


def test_sounds_begin_at_their_sample():
    project = sound_item(at=0.5)
    source = LetterSources().samples(project.assets[0], 0, RATE)
    assert np.array_equal(heard(project, 1.5)[RATE // 2 :], source)


def test_layers_add_up():
    project = sound_item()
    twice = msgspec.structs.replace(
        project, sounds=(*project.sounds, msgspec.structs.replace(project.sounds[0], id="other"))
    )
    assert np.allclose(heard(twice, 1), 2 * heard(project, 1), atol=1e-6)


def test_a_hidden_layer_is_still_heard_and_a_muted_one_is_not():
    project = sound_item()
    hidden = msgspec.structs.replace(project.sounds[0], hidden=True)
    muted = msgspec.structs.replace(project.sounds[0], muted=True)
    assert heard(msgspec.structs.replace(project, sounds=(hidden,)), 1).any()
    assert not heard(msgspec.structs.replace(project, sounds=(muted,)), 1).any()


def test_muted_clips_clips_that_are_off_and_photos_are_silent():
    project = timeline("ab", rate=FULL)
    assert not heard(set_muted(project, "ab", muted=True), 2).any()
    assert not heard(set_on(project, "ab", on=False), 2).any()
    photo = msgspec.structs.replace(project.assets[0], kind="photo")
    assert not heard(msgspec.structs.replace(project, assets=(photo,)), 2).any()


def test_a_missing_file_is_silent():
    assert not heard(timeline("ab", rate=FULL), 1, LetterSources(missing={"ab"})).any()


def test_nothing_is_heard_of_nothing():
    assert heard(Project("p"), 0.1).shape == (4800, 2)
    assert not heard(Project("p"), 0.1).any()


# -- gain and fades


@pytest.mark.parametrize(("gain", "factor"), [(-6.0, 0.501187), (6.0, 1.995262), (-96.0, 0.0), (0.0, 1.0)])
def test_gain_is_in_decibels(gain: float, factor: float):
    assert level(heard(sound_item(gain_db=gain), 1, Steady()), 0.5) == pytest.approx(factor, abs=1e-5)


def test_an_animated_gain_follows_its_curve():
    curve = Keyframes((Key(seconds(0), -40.0), Key(seconds(1), 0.0), Key(seconds(2), 0.0)))
    result = heard(sound_item(gain_db=curve), 2, Steady())
    assert level(result, 0.5) == pytest.approx(10 ** (-20 / 20), rel=1e-3)
    assert level(result, 1.5) == pytest.approx(1.0, abs=1e-5)


def test_fades_rise_and_fall_in_a_straight_line():
    fades = {"fade_in": Span(seconds(0), seconds("1/2")), "fade_out": Span(seconds("3/2"), seconds("1/2"))}
    result = heard(sound_item(**fades), 2, Steady())
    assert level(result, 0.25) == pytest.approx(0.5, abs=1e-3)
    assert level(result, 1.0) == 1.0
    assert level(result, 1.75) == pytest.approx(0.5, abs=1e-3)
    assert abs(result[0, 0]) < 1e-6
    assert abs(result[-1, 0]) < 1e-4


def test_what_rises_above_full_level_is_given_as_it_is():
    quiet = heard(sound_item(), 1, Steady(level=0.9))
    assert quiet[RATE // 2, 0] == np.float32(0.9)
    loud = heard(sound_item(gain_db=12.0), 1, Steady(level=0.9))
    assert loud[RATE // 2, 0] == pytest.approx(0.9 * 10 ** (12 / 20))
    assert loud[RATE // 2, 1] == -loud[RATE // 2, 0]


# -- cuts


def test_a_cut_is_declicked_for_five_milliseconds():
    result = heard(timeline("a[b]c x[y]z", rate=FULL), 2, Steady())
    assert np.abs(result[RATE - 1]).max() < 0.25 / 200
    assert np.abs(result[RATE]).max() < 0.25 / 200
    assert level(result, 1 - 0.0051) == 1.0
    assert level(result, 1 + 0.0051) == 1.0
    assert np.abs(np.diff(result[:, 0])).max() < 0.25 / 100


@pytest.mark.parametrize("cuts", [["1"], ["1/30", "7/10", "13/10"]])
@pytest.mark.parametrize("rate", [FULL, Fraction(30000, 1001)])
def test_splitting_changes_no_sample(cuts: list[str], rate: Fraction):
    before = timeline("a[bc]d ef", rate=rate)
    before = set_gain(before, "bc", gain_db=Keyframes((Key(seconds(1), -20.0), Key(seconds(3), 3.0, "in_out"))))
    before = set_fades(add_effect(before, "bc", applied=echo()), "bc", fade_in=seconds("1/2"), fade_out=seconds("1/3"))
    after = before
    for number, cut in enumerate(reversed(cuts)):
        nearest = round(seconds(cut) * rate) / rate
        after = split(after, "bc", at=nearest, new_id=f"half {number}")
    assert len(after.main) == 2 + len(cuts)
    assert np.array_equal(heard(before, 4, Steady(noise=True)), heard(after, 4, Steady(noise=True)))


@pytest.mark.parametrize("keep_pitch", [True, False])
@pytest.mark.parametrize("speed", ["3/2", "2/3", "16/15"])
def test_splitting_a_clip_at_another_speed_changes_no_sample(speed: str, keep_pitch: bool):
    before = set_keep_pitch(
        set_speed(timeline("a[bcde]f", rate=FULL), "bcde", speed=seconds(speed)), "bcde", keep_pitch=False
    )
    after = split(before, "bcde", at=seconds("17/30"), new_id="half")
    assert np.array_equal(heard(before, 2, Steady(noise=True)), heard(after, 2, Steady(noise=True)))


def test_splitting_a_sound_item_changes_no_sample():
    before = add_effect(sound_item(window=Span(seconds(1), seconds(3))), "music", applied=echo())
    after = split(before, "music", at=seconds("7/5"), new_id="half")
    assert len(after.sounds[0].items) == 2
    assert np.array_equal(heard(before, 4, Steady(noise=True)), heard(after, 4, Steady(noise=True)))


def test_no_click_is_removed_where_only_an_effect_changes():
    project = split(timeline("abcd", rate=FULL), "abcd", at=seconds(2), new_id="half")
    project = add_effect(project, "half", applied=Applied("e", "blur", settings=(("amount", 10.0),)))
    assert level(heard(project, 3, Steady()), 2.0) == 1.0
    assert level(heard(project, 3, Steady()), 2 - 1 / RATE) == 1.0


@pytest.mark.parametrize("block", [480, 1000, 4096, 7777])
def test_blocks_of_any_size_say_the_same(block: int):
    project = timeline("ab[cd]e fg[hi] jk", rate=Fraction(30000, 1001))
    project = set_speed(project, project.main[1].id, speed=seconds("7/5"))
    project = add_effect(project, project.main[0].id, applied=echo())
    project = set_transition(project, project.main[1].id, transition=Transition("dissolve", seconds(1)))
    assert np.array_equal(heard(project, 4, Steady(noise=True)), heard(project, 4, Steady(noise=True), block))


# -- transitions


def test_a_transition_crosses_over_with_equal_power():
    project = timeline("ab[cd]ef gh[ij]kl", rate=FULL)
    project = set_transition(project, "ij", transition=Transition("dissolve", seconds(1)))
    result = heard(project, 4, Steady())
    assert level(result, 1.4) == 1.0
    # Both say the same here, so their levels add: cos and sin of an eighth of a turn.
    assert level(result, 2.0) == pytest.approx(2**0.5, abs=1e-3)
    assert level(result, 2.6) == 1.0
    assert np.abs(np.diff(result[:, 0])).max() < 0.01


# -- speed


def test_another_speed_moves_through_the_source_faster():
    project = set_speed(timeline("abcd", rate=FULL), "abcd", speed=seconds(2))
    project = set_keep_pitch(project, "abcd", keep_pitch=False)
    result, source = heard(project, 2), LetterSources().samples(project.assets[0], 0, 4 * RATE)
    assert np.abs(result[1000:-1000] - source[2000:-2000:2]).max() < 1e-5


def test_resampling_is_smooth():
    project = set_keep_pitch(
        set_speed(timeline("abcd", rate=FULL), "abcd", speed=seconds("4/5")), "abcd", keep_pitch=False
    )
    result = heard(project, 1)[500:-500, 0]
    index = np.arange(500, RATE - 500) * 0.8
    assert np.abs(result - 0.2 * np.sin(2 * np.pi * 100 * index / RATE)).max() < 1e-4


# -- effects


def test_an_echo_rings_on_after_its_clip():
    project = add_effect(timeline("a ..", rate=FULL), "a", applied=echo())
    result = heard(project, 2)
    assert np.abs(result[RATE : RATE + 4000]).max() > 0.02
    dry = heard(timeline("a ..", rate=FULL), 2)
    assert np.allclose(result[:5000], dry[:5000])
    assert np.allclose(result[5280:10000] - dry[5280:10000], 0.6 * dry[:4720], atol=1e-6)


def test_from_the_middle_it_sounds_as_from_the_start():
    project = add_effect(timeline("abcdefgh", rate=FULL), "abcdefgh", applied=echo(delay=0.7, feedback=80.0))
    whole = heard(project, 8)
    for start in (0.3, 3.7, 5.0):
        first = int(start * RATE)
        fresh = Mixer(Effects(all_effects())).mix(sound_plan(project, first, 3000), LetterSources())
        assert np.array_equal(fresh, whole[first : first + 3000])


def test_jumping_about_changes_nothing():
    project = add_effect(timeline("abcdefgh", rate=FULL), "abcdefgh", applied=echo(delay=0.3, feedback=60.0))
    whole, mixer = heard(project, 8), Mixer(Effects(all_effects()))
    for first in (300_000, 1000, 150_000, 149_000, 4096, 4095, 377_000, 0):
        piece = mixer.mix(sound_plan(project, first, 2500), LetterSources())
        assert np.array_equal(piece, whole[first : first + 2500])


def test_far_into_a_long_sound_the_echo_is_the_same_to_the_ear():
    project = sound_item("abcdef", window=Span(seconds(0), seconds(200)), effects=(echo(),))
    exact = Mixer(Effects(all_effects()))
    for first in range(0, 100 * RATE, 10 * RATE):
        expected = exact.mix(sound_plan(project, first, 10 * RATE), Steady(noise=True))
    jumped = Mixer(Effects(all_effects())).mix(sound_plan(project, 99 * RATE, RATE), Steady(noise=True))
    assert np.abs(jumped - expected[-RATE:]).max() < 10 ** (-90 / 20)


# -- plans


def test_a_split_clip_is_one_voice():
    project = timeline("abcd", rate=FULL)
    after = split(project, "abcd", at=seconds(2), new_id="half")
    assert sound_plan(project, 0, RATE) == sound_plan(after, 0, RATE)
    assert len(sound_plan(after, int(1.9 * RATE), RATE).voices) == 1
    assert hash(sound_plan(after, 0, RATE))


def test_only_what_may_sound_is_planned():
    project = timeline("a b c d e f", rate=FULL)
    assert [voice.clip for voice in sound_plan(project, int(2.2 * RATE), RATE // 2).voices] == ["c"]
    assert [voice.clip for voice in sound_plan(project, int(2.9 * RATE), RATE // 2).voices] == ["c", "d"]
    assert sound_plan(project, 60 * RATE, RATE).voices == ()
    assert sound_plan(project, -RATE, RATE // 2).voices == ()
