"""Colour tables give what floating point gives, rounded once, however they were filled."""

import threading

import numpy as np
import pytest

from effects import all_effects
from studio.effect import Colours, Effects, Settings
from studio.render.colour import ColourTables, sketched
from studio.render.lattice import Lattice

EFFECTS = Effects(all_effects())
CHANNELS = ((0, 0), (6, 2), (12, 4))
"""Where red, green and blue stand in the number of a cell, and in that of a place within."""
STRONG = {"exposure": 60.0, "contrast": 70.0, "shadows": 40.0, "saturation": 80.0, "temperature": -30.0, "fade": 20.0}


def settings(effect: str, **changes: float) -> Settings:
    return {param.key: changes.get(param.key, param.default) for param in EFFECTS[effect].params}


def stack(colours: Colours) -> Colours:
    adjusted = EFFECTS["adjust"].apply(colours, settings("adjust", **STRONG))
    return EFFECTS["look_dusk"].apply(adjusted, settings("look_dusk", strength=80.0))


def reference(pixels: np.ndarray) -> np.ndarray:
    """The stack in floating point, rounded once."""
    flat = pixels[..., :3].reshape(-1, 3).astype(np.float32) / np.float32(255)
    levels = np.clip(stack(flat) * 255, 0, 255).round()
    return np.dstack([levels.reshape(*pixels.shape[:2], 3), pixels[..., 3]]).astype(int)


def plain(colours: Colours) -> Colours:
    return colours


def noise(height: int = 80, width: int = 70, seed: int = 1) -> np.ndarray:
    return np.random.default_rng(seed).integers(0, 256, (height, width, 4), dtype=np.uint8)


@pytest.mark.parametrize("opaque", [True, False])
def test_a_stack_is_the_float_reference_rounded_once(opaque: bool):
    pixels = noise(300, 200)
    if opaque:
        pixels[..., 3] = 255
    result = ColourTables().apply(pixels, "key", stack, opaque=opaque)
    assert np.abs(result - reference(pixels)).max() <= 1
    assert np.mean(result != reference(pixels)) < 0.001
    assert np.array_equal(result[..., 3], pixels[..., 3])


def test_a_table_that_filled_up_gives_the_same_as_a_new_one():
    tables, pictures = ColourTables(), [noise(seed=seed) for seed in range(6)]
    grown = [tables.apply(pixels, "key", stack, opaque=False) for pixels in (*pictures, *pictures)]
    for pixels, early, late in zip(pictures, grown[:6], grown[6:], strict=True):
        fresh = ColourTables().apply(pixels, "key", stack, opaque=False)
        assert np.array_equal(early, late)
        assert np.array_equal(early, fresh)


def test_a_known_colour_is_not_computed_again():
    computed: list[int] = []

    def counting(colours: Colours) -> Colours:
        computed.append(len(colours))
        return colours

    tables = ColourTables()
    pixels = noise()
    assert np.array_equal(tables.apply(pixels, "key", counting, opaque=False), pixels)
    first = len(computed)
    tables.apply(pixels[::-1].copy(), "key", counting, opaque=False)
    assert len(computed) == first


def filled_to_the_end() -> None:
    for thread in threading.enumerate():
        if thread.name == "colour-table":
            thread.join()


def test_a_stack_that_stays_is_filled_to_the_end_and_gives_the_same():
    tables = ColourTables()
    for seed in range(4):
        tables.apply(noise(seed=seed), "key", stack, opaque=False)
    filled_to_the_end()
    computed: list[int] = []

    def counting(colours: Colours) -> Colours:
        computed.append(len(colours))
        return stack(colours)

    new = noise(seed=9)
    assert np.array_equal(
        tables.apply(new, "key", counting, opaque=False), ColourTables().apply(new, "key", stack, opaque=False)
    )
    assert not computed


@pytest.mark.parametrize(
    "effect", ["look_neon", "look_slide", "look_tungsten_stock", "hsl", "wheels", "posterize", "invert"]
)
def test_a_woven_table_is_within_a_level_of_the_float_reference(effect: str):
    given = EFFECTS[effect]
    values = settings(effect) | (dict(given.example) or {given.params[0].key: 100.0})
    lattice = Lattice(lambda colours: given.apply(colours, values))
    # Slabs of cells at both ends, where the last are narrower, and in the middle.
    cells = (np.array([0, 23, 63])[:, None] << 12 | np.arange(0, 1 << 12, 7)).reshape(-1)
    red, green, blue = (4 * (cells >> bits & 63)[:, None] + (np.arange(64) >> at & 3) for bits, at in CHANNELS)
    colours = np.stack([red, green, blue], axis=-1).reshape(-1, 3).astype(np.float32) / np.float32(255)
    wanted = np.clip(given.apply(colours, values), 0, 1) * 255
    found = lattice.cells(cells).view(np.uint8).reshape(-1, 4)
    assert np.abs(found[:, :3] - wanted).max() <= 1
    assert (found[:, 3] == 255).all()


def test_a_woven_table_is_filled_to_the_end_and_every_colour_stands_in_its_place():
    tables = ColourTables(woven=True)
    for seed in range(4):
        tables.apply(noise(seed=seed), "key", plain, opaque=False)
    filled_to_the_end()
    # A large picture is looked up by two at a time.
    for new in (noise(seed=9), noise(1024, 1031)):
        assert np.array_equal(tables.apply(new, "key", plain, opaque=False), new)


def test_a_sketch_is_near_and_keeps_what_is_clear():
    pixels = noise(200, 150)
    found = sketched(pixels, stack, opaque=False)
    assert np.array_equal(found[..., 3], pixels[..., 3])
    assert np.percentile(np.abs(found - reference(pixels)), 99) <= 12
    assert np.array_equal(sketched(pixels, plain, opaque=False), pixels)


def test_a_stack_is_new_but_once():
    tables = ColourTables()
    assert tables.is_new("key")
    assert not tables.is_new("key")
    tables.apply(noise(), "other", plain, opaque=False)
    assert not tables.is_new("other")


def test_a_table_that_went_to_another_stack_and_back_while_it_filled_has_no_holes():
    tables = ColourTables(most=1)
    pixels = noise(seed=3)
    for key in ("one", "one", "one", "other", "one"):
        tables.apply(pixels, key, stack if key == "one" else (lambda colours: colours), opaque=False)
    filled_to_the_end()
    new = noise(seed=9)
    assert np.array_equal(
        tables.apply(new, "one", stack, opaque=False), ColourTables().apply(new, "one", stack, opaque=False)
    )


def test_tables_are_reused_without_remembering_another_stack():
    tables = ColourTables(most=2)
    pixels = noise()
    for step in range(7):
        factor = np.float32(step / 6)
        result = tables.apply(pixels, step, lambda colours, factor=factor: colours * factor, opaque=False)
        expected = np.floor(pixels[..., :3].astype(np.float32) / 255 * factor * 255 + 0.5)
        assert np.abs(result[..., :3] - expected).max() <= 1


def test_what_is_no_number_becomes_black():
    pixels = noise()
    result = ColourTables().apply(pixels, "key", lambda colours: colours * np.float32(np.nan), opaque=False)
    assert not result[..., :3].any()


def test_threads_share_tables():
    tables = ColourTables(most=2)
    wrong: list[int] = []

    def work(number: int) -> None:
        for step in range(8):
            pixels, key = noise(seed=number), (number + step) % 3
            result = tables.apply(pixels, key, lambda colours, key=key: colours / (key + 1), opaque=False)
            expected = pixels[..., :3].astype(np.float32) / (key + 1)
            if np.abs(result[..., :3] - expected).max() > 1:
                wrong.append(step)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong


def test_inputs_are_not_written():
    pixels = noise()
    pixels.flags.writeable = False
    ColourTables().apply(pixels, "key", stack, opaque=False)


def test_tables_not_asked_for_make_room_for_others_and_are_exact_again_afterwards():
    tables, pixels = ColourTables(), noise(seed=3)
    before = tables.apply(pixels, "key", stack, opaque=False)
    ((asked, size),) = tables.held()
    tables.close_older(asked - 1)
    assert tables.held() == [(asked, size)]
    assert size == 1 << 26, "a colour of four bytes for each of 2^24"
    tables.close_older(asked)
    assert tables.held() == []
    assert np.array_equal(tables.apply(pixels, "key", stack, opaque=False), before)
