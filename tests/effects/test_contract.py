"""Every effect keeps the contract of `studio/effect.py`."""

from fractions import Fraction
from typing import Any

import numpy as np
import pytest

from effects import all_effects
from studio.effect import Effect, Effects, Moment, TextPart, settings_at
from studio.model import ZERO

EFFECTS = Effects(all_effects())
PARTS = tuple(TextPart(index=number, count=3, text=text) for number, text in enumerate(("one", "two", "three")))
SIZES = ((48, 64), (33, 17), (1, 1))


def of_kind(kind: str) -> list[Any]:
    return [pytest.param(effect, id=effect.id) for effect in EFFECTS.values() if effect.kind == kind]


def defaults(effect: Effect) -> dict[str, Any]:
    return settings_at(effect, (), ZERO)


def extremes(effect: Effect) -> list[dict[str, Any]]:
    """All lows, all highs, and each number at its high alone."""
    numbers = [param for param in effect.params if param.type == "number"]
    found = [defaults(effect)]
    found.append(defaults(effect) | {param.key: param.low for param in numbers})
    found.append(defaults(effect) | {param.key: param.high for param in numbers})
    found += [defaults(effect) | {param.key: param.high} for param in numbers]
    return found


def moment(progress: float = 0.5, seed: int = 7) -> Moment:
    return Moment(time=progress * 2, length=2.0, progress=progress, seed=seed, rate=Fraction(30))


def picture(size: tuple[int, int], seed: int = 0, *, opaque: bool = False) -> np.ndarray:
    """Premultiplied noise nobody may write into."""
    rng = np.random.default_rng(seed)
    pixels = rng.integers(0, 256, (*size, 4), dtype=np.uint8)
    if opaque:
        pixels[..., 3] = 255
    pixels[..., :3] = pixels[..., :3].astype(int) * pixels[..., 3:] // 255
    pixels.flags.writeable = False
    return pixels


def colours(count: int = 4096) -> np.ndarray:
    given = np.random.default_rng(3).random((count, 3), dtype=np.float32)
    given[:2] = ((0, 0, 0), (1, 1, 1))
    given.flags.writeable = False
    return given


# -- every effect


@pytest.mark.parametrize("effect", [pytest.param(effect, id=effect.id) for effect in EFFECTS.values()])
def test_ids_names_and_params_are_in_order(effect: Effect):
    assert effect.id.isidentifier()
    assert effect.name
    assert effect.version >= 1
    assert len({param.key for param in effect.params}) == len(effect.params)
    for param in effect.params:
        assert param.key.isidentifier()
        assert param.name
        if param.type == "number":
            assert param.low <= param.default <= param.high
            assert param.low < param.high
            assert param.unit in {"", "%", "°", "s", "ms", "px", "dB", "Hz", "st"}
        if param.control:
            assert param.part
            assert param.type == "number"


# -- colour


@pytest.mark.parametrize("effect", of_kind("colour"))
def test_colour_defaults_leave_colours_alone(effect: Effect):
    assert np.abs(effect.apply(colours(), defaults(effect)) - colours()).max() < 1e-6


@pytest.mark.parametrize("effect", of_kind("colour"))
def test_colour_is_a_function_of_each_colour_alone(effect: Effect):
    shuffled = np.random.default_rng(1).permutation(4096)
    for settings in extremes(effect):
        whole = effect.apply(colours(), settings)
        assert whole.shape == (4096, 3)
        assert whole.dtype == np.float32
        assert np.isfinite(whole).all()
        assert np.array_equal(whole, effect.apply(colours(), settings))
        assert np.allclose(whole[shuffled], effect.apply(colours()[shuffled], settings), atol=1e-6)
        assert np.allclose(whole[5:6], effect.apply(colours()[5:6], settings), atol=1e-6)


@pytest.mark.parametrize("effect", [each for each in of_kind("colour") if not each.values[0].inverts])
def test_colour_moves_steadily_from_black_to_white(effect: Effect):
    greys = np.repeat(np.linspace(0, 1, 256, dtype=np.float32)[:, None], 3, axis=1)
    for settings in extremes(effect)[1:]:
        luma = effect.apply(greys, settings) @ np.array([0.2126, 0.7152, 0.0722])
        assert (np.diff(luma) > -1e-4).all(), settings


@pytest.mark.parametrize("effect", of_kind("colour"))
def test_colours_beyond_the_range_give_numbers(effect: Effect):
    wide = np.array([[-0.5, 1.5, 2.0], [3.0, -1.0, 0.2]], np.float32)
    for settings in extremes(effect):
        assert np.isfinite(effect.apply(wide, settings)).all()


# -- picture


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("effect", of_kind("picture"))
def test_picture_effects_keep_size_and_type_and_give_the_same_twice(effect: Effect, size: tuple[int, int]):
    for settings in extremes(effect):
        result = effect.apply(picture(size), settings, moment())
        assert result.shape == (*size, 4)
        assert result.dtype == np.uint8
        assert np.array_equal(result, effect.apply(picture(size), settings, moment()))
        # Still premultiplied: no colour above its alpha, but for rounding.
        assert (result[..., :3].astype(int) <= result[..., 3:].astype(int) + 2).all()


@pytest.mark.parametrize("effect", of_kind("picture"))
def test_picture_defaults_leave_the_picture_alone(effect: Effect):
    assert np.array_equal(effect.apply(picture((48, 64)), defaults(effect), moment()), picture((48, 64)))


@pytest.mark.parametrize("effect", of_kind("picture"))
def test_an_opaque_picture_stays_opaque_unless_the_effect_says_otherwise(effect: Effect):
    for settings in extremes(effect):
        assert effect.clears or (effect.apply(picture((48, 64), opaque=True), settings, moment())[..., 3] == 255).all()


# -- transition


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("effect", of_kind("transition"))
def test_transitions_begin_with_one_picture_and_end_with_the_other(effect: Effect, size: tuple[int, int]):
    before, after = picture(size, 1), picture(size, 2)
    assert np.abs(effect.apply(before, after, defaults(effect), moment(0.0)).astype(int) - before).max() <= 1
    assert np.abs(effect.apply(before, after, defaults(effect), moment(1.0)).astype(int) - after).max() <= 1
    for progress in (0.01, 0.5, 0.99):
        result = effect.apply(before, after, defaults(effect), moment(progress))
        assert result.shape == (*size, 4)
        assert result.dtype == np.uint8
        assert np.array_equal(result, effect.apply(before, after, defaults(effect), moment(progress)))


# -- text


@pytest.mark.parametrize("effect", of_kind("text"))
def test_text_effects_pose_every_part_and_end_at_rest(effect: Effect):
    for settings in extremes(effect):
        for time in (0.0, 0.3, 1.0):
            now = Moment(time=time, length=9.0, progress=min(1.0, time), seed=1, rate=Fraction(30))
            poses = effect.apply(PARTS, settings, now)
            assert len(poses) == len(PARTS)
            assert poses == effect.apply(PARTS, settings, now)
            assert all(0 <= pose.opacity <= 1 for pose in poses)
        late = Moment(time=8.0, length=9.0, progress=1.0, seed=1, rate=Fraction(30))
        assert all(pose.opacity == 1 and pose.x == pose.y == 0 for pose in effect.apply(PARTS, settings, late))
        assert effect.apply((), settings, late) == ()


# -- sound


NEARLY = 10 ** (-100 / 20)
ENTERED = 1 << 17
"""What effects count in samples goes on unchanged over so many: turns are taken that fit into it."""


def sound(count: int = 9_000) -> np.ndarray:
    samples = np.random.default_rng(2).uniform(-0.5, 0.5, (count, 2)).astype(np.float32)
    samples.flags.writeable = False
    return samples


def turning_whole(effect: Effect, settings: dict[str, Any]) -> dict[str, Any]:
    """The settings, with what turns so many times a second turning a whole number of times within `ENTERED`."""
    low = 48_000 / ENTERED
    slow = {p.key: max(1, round(settings[p.key] / low)) * low for p in effect.params if p.unit == "Hz"}
    return settings | slow


@pytest.mark.parametrize("effect", of_kind("sound"))
def test_sound_defaults_leave_the_sound_alone(effect: Effect):
    heard, _state = effect.apply(sound(), None, defaults(effect))
    late = effect.sound_delay
    assert 0 <= late <= 48_000
    assert np.abs(heard[late:] - sound()[: 9_000 - late]).max() < NEARLY
    assert np.abs(heard[:late]).max(initial=0) < NEARLY
    assert effect.sound_tail_s(defaults(effect)) == 0


@pytest.mark.parametrize("effect", of_kind("sound"))
def test_sound_is_the_same_in_one_piece_and_in_many_and_from_an_old_state(effect: Effect):
    for settings in extremes(effect):
        whole, _state = effect.apply(sound(), None, settings)
        assert whole.dtype == np.float32
        assert whole.shape == sound().shape
        assert np.isfinite(whole).all()
        pieces, state, states = [], None, []
        for begin in range(0, 9_000, 1700):
            piece, state = effect.apply(sound()[begin : begin + 1700], state, settings)
            pieces.append(piece)
            states.append(state)
        assert np.abs(np.concatenate(pieces) - whole).max() < NEARLY * max(1, np.abs(whole).max())
        again, _state = effect.apply(sound()[1700:3400], states[0], settings)
        assert np.array_equal(again, pieces[1])


@pytest.mark.parametrize("effect", of_kind("sound"))
def test_after_the_tail_there_is_silence(effect: Effect):
    for settings in (extremes(effect)[2], extremes(effect)[-1]):
        tail = effect.sound_tail_s(settings) + effect.sound_delay / 48_000
        assert 0 <= tail < 120
        _heard, state = effect.apply(np.ones((4800, 2), np.float32), None, settings)
        left = int(tail * 48_000)
        while left > 0:
            # The last stretch of it, with a second to spare.
            _heard, state = effect.apply(np.zeros((min(left, 48_000), 2), np.float32), state, settings)
            left -= 48_000
        rest, _state = effect.apply(np.zeros((4800, 2), np.float32), state, settings)
        assert np.abs(rest[-2000:]).max() < 10 ** (-85 / 20)


@pytest.mark.parametrize("effect", of_kind("sound"))
def test_rendered_from_the_middle_it_sounds_as_from_the_start_within_minus_90_db(effect: Effect):
    rng = np.random.default_rng(5)
    settings = defaults(effect) | {p.key: p.first for p in effect.params if p.first is not None}
    # What begins anew has done so, and what rings on has died away.
    count = 2 * ENTERED + ENTERED // 4 + int(min(4.0, effect.sound_tail_s(settings)) * 48_000)
    swelling = (0.15 + 0.15 * np.sin(np.arange(count) / 9000))[:, None]
    played = (swelling * rng.uniform(-1, 1, (count, 2)) + 0.2 * np.sin(np.arange(count) / 60)[:, None]).astype(
        np.float32
    )
    if effect.param("semitones"):
        settings["semitones"] = 5.0
    settings = turning_whole(effect, settings)

    def end(first: int) -> np.ndarray:
        state = None
        for begin in range(first, count, 1 << 14):
            heard, state = effect.apply(played[begin : begin + (1 << 14)], state, settings)
        return heard

    assert np.abs(end(0) - end(ENTERED)).max() < 10 ** (-90 / 20)
