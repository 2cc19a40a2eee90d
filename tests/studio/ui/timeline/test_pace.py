"""Which moments of its source a clip shows along its box, and the mark that says how fast."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from studio.edits import SPEED_CURVES, freeze, reverse, set_speed, set_speed_curve
from studio.model import find
from studio.ui.timeline.pace import pace, source_seconds, speed_badge
from tests.helpers.word_sources import seconds, timeline


def test_moments_are_those_the_clip_shows():
    project = set_speed_curve(timeline("xx[abcdefgh]yy", rate=Fraction(30)), "abcdefgh", points=SPEED_CURVES["jump"])
    for made in (project, reverse(project, "abcdefgh"), timeline("xx[abcdefgh]yy")):
        clip = find(made, "abcdefgh").clip
        into = np.array([0.0, 1.5, 3.25])
        exact = [float(clip.source_at(clip.window.start + Fraction(at))) for at in into.tolist()]
        assert source_seconds(clip, into).tolist() == pytest.approx(exact, abs=1e-6)


def test_the_badge_says_speed_curve_direction_and_standstill():
    project = timeline("abcdefgh")
    assert speed_badge(find(project, "abcdefgh").clip) == ""
    fast = set_speed(project, "abcdefgh", speed=Fraction(2))
    assert speed_badge(find(fast, "abcdefgh").clip) == "2×"
    turned = find(reverse(fast, "abcdefgh"), "abcdefgh").clip
    assert (speed_badge(turned), pace(turned)) == ("◂ 2×", -2.0)
    curved = set_speed_curve(project, "abcdefgh", points=SPEED_CURVES["jump"])
    assert speed_badge(find(curved, "abcdefgh").clip) == "Curve"
    still = freeze(project, "abcdefgh", at=seconds(2), still_id="still", new_id="rest")
    assert speed_badge(find(still, "still").clip) == "Freeze"
