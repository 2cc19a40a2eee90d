"""Where grips lie and what pulling them does, without a window."""

from __future__ import annotations

import pytest

from studio.model import Mask
from studio.ui.player.handles import (
    CORNER_GRIPS,
    Frame,
    Guide,
    cropped,
    grip_points,
    mask_frame,
    mask_pulled,
    moved,
    pulled,
    uncropped,
    widened,
)

BOX = ((-0.3, -0.2), (0.3, -0.2), (0.3, 0.2), (-0.3, 0.2))
NO_CROP = {"crop_left": 0.0, "crop_right": 0.0, "crop_top": 0.0, "crop_bottom": 0.0}
LINES = {"x": (-0.5, 0.0, 0.5), "y": (-0.9, 0.0, 0.9)}
ROUND = {"x": 0.0, "y": 0.0, "width": 0.5, "height": 0.5, "rotation_deg": 0.0}


def test_grips_lie_on_corners_sides_and_outside_the_top():
    points = grip_points(Frame(BOX, ("move", "rotate", *CORNER_GRIPS, "left")), 0.1)
    assert points["top_left"] == (-0.3, -0.2)
    assert points["left"] == pytest.approx((-0.3, 0.0))
    assert points["rotate"] == pytest.approx((0.0, -0.3))
    assert set(points) == {"rotate", *CORNER_GRIPS, "left"}


def test_a_box_snaps_to_the_middle_and_the_edges_when_near():
    assert moved(BOX, (0.01, 0.3), LINES, 0.02) == ((0.0, 0.3), (Guide("x", 0.0),))
    by, guides = moved(BOX, (0.19, 0.0), LINES, 0.02)
    assert by == pytest.approx((0.2, 0.0))
    assert guides == (Guide("x", 0.5), Guide("y", 0.0))
    assert moved(BOX, (0.1, 0.3), LINES, 0.02) == ((0.1, 0.3), ())


def test_a_corner_scales_about_the_place_and_snaps_to_its_own_size():
    assert pulled("top_right", (0.0, 0.0), 1.0, 0.0, (0.3, 0.4), (0.6, 0.8), snap=True)["scale"] == pytest.approx(2)
    assert pulled("top_right", (0.0, 0.0), 0.5, 0.0, (0.3, 0.4), (0.603, 0.8), snap=True) == {"scale": 1.0}


def test_the_knob_rotates_and_snaps_to_eighths():
    assert pulled("rotate", (0.0, 0.0), 1.0, 10.0, (0.0, -1.0), (1.0, 0.0), snap=False) == {
        "rotation_deg": pytest.approx(100.0)
    }
    assert pulled("rotate", (0.0, 0.0), 1.0, 0.0, (0.0, -1.0), (1.0, -0.02), snap=True) == {"rotation_deg": 90.0}


def test_sides_crop_in_the_pictures_own_measure():
    assert cropped("left", BOX, NO_CROP, (-0.3, 0.0), (-0.15, 0.5)) == {"crop_left": pytest.approx(0.25)}
    corner = cropped("bottom_right", BOX, NO_CROP, (0.3, 0.2), (0.24, 0.16))
    assert corner == {"crop_right": pytest.approx(0.1), "crop_bottom": pytest.approx(0.1)}
    assert cropped("left", BOX, {**NO_CROP, "crop_right": 0.5}, (-0.3, 0.0), (9.0, 0.0)) == {"crop_left": 0.48}


def test_what_was_cropped_is_found_again():
    crop = {"crop_left": 0.5, "crop_right": 0.0, "crop_top": 0.0, "crop_bottom": 0.25}
    whole = uncropped(((0.0, -0.2), (0.3, -0.2), (0.3, 0.1), (0.0, 0.1)), crop)
    assert [corner for point in whole for corner in point] == pytest.approx([c for point in BOX for c in point])


def test_the_frame_of_a_mask_lies_on_its_picture_and_its_grips_change_it():
    frame = mask_frame(Mask(), {**ROUND, "x": 0.5}, BOX)
    assert frame.corners[0] == pytest.approx((0.1, -0.1))
    assert frame.corners[2] == pytest.approx((0.3, 0.1))
    assert mask_pulled("move", ROUND, BOX, (0.0, 0.0), (0.2, 0.001), snap=True) == {"x": pytest.approx(0.5), "y": 0.0}
    assert mask_pulled("right", ROUND, BOX, (0.1, 0.0), (0.2, 0.0), snap=False) == {"width": pytest.approx(1.0)}
    assert mask_pulled("top", ROUND, BOX, (0.0, -0.1), (0.0, -0.2), snap=False) == {"height": pytest.approx(1.0)}
    grown = mask_pulled("top_left", ROUND, BOX, (-0.1, -0.1), (-0.2, -0.2), snap=False)
    assert grown == {"width": pytest.approx(1.0), "height": pytest.approx(1.0)}
    turned = mask_pulled("rotate", ROUND, BOX, (0.0, -0.2), (0.2, 0.0), snap=True)
    assert turned == {"rotation_deg": 90.0}


def test_a_line_has_no_size_and_a_band_only_a_height():
    assert set(mask_frame(Mask(shape="line"), ROUND, BOX).grips) == {"move", "rotate", "feather"}
    assert {"top", "bottom"} <= set(mask_frame(Mask(shape="band"), ROUND, BOX).grips)


def test_the_side_of_a_title_sets_how_wide_its_lines_are():
    assert widened((0.1, 0.0), 90.0, 2.0, (0.1, 0.4)) == pytest.approx(0.4)


def test_the_edge_of_a_mask_is_softened_and_its_corners_rounded_by_grips_of_their_own():
    numbers = {**ROUND, "feather": 0.1, "roundness": 0.2}
    frame = mask_frame(Mask(shape="rectangle"), numbers, BOX)
    points = grip_points(frame, 0.05)
    # The picture's short side is 0.4: the box is 0.2 wide and high, the feather 0.04.
    assert points["feather"] == pytest.approx((0.0, 0.1 + 0.05 + 0.04))
    assert points["roundness"] == pytest.approx((0.06, -0.06))
    softer = mask_pulled("feather", numbers, BOX, points["feather"], (0.3, points["feather"][1] + 0.08), snap=True)
    assert softer == {"feather": pytest.approx(0.3)}
    assert mask_pulled("feather", numbers, BOX, points["feather"], (0.0, -5.0), snap=True) == {"feather": 0.0}
    rounder = mask_pulled("roundness", numbers, BOX, points["roundness"], (0.05, -0.05), snap=True)
    assert rounder == {"roundness": pytest.approx(0.4)}
    # Where it was pulled to, there it lies.
    there = mask_frame(Mask(shape="rectangle"), {**numbers, **rounder}, BOX)
    assert grip_points(there, 0.05)["roundness"] == pytest.approx((0.05, -0.05))
    assert "roundness" not in mask_frame(Mask(shape="heart"), numbers, BOX).grips
