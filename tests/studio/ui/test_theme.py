"""The tokens keep their promises of contrast."""

from __future__ import annotations

import re

import pytest
from PySide6.QtGui import QColor

from studio.ui.style import style_sheet
from studio.ui.theme import DARK, LIGHT, Theme


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    shares = (QColor(colour).redF(), QColor(colour).greenF(), QColor(colour).blueF())
    linear = [share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("tokens", [DARK, LIGHT], ids=["dark", "light"])
class TestEveryTheme:
    @pytest.mark.parametrize("ground", ["panel", "raised", "hover", "sel", "win"])
    @pytest.mark.parametrize("role", ["strong", "text"])
    def test_text_is_readable_on_every_surface(self, tokens: Theme, ground: str, role: str) -> None:
        assert contrast(getattr(tokens, role), getattr(tokens, ground)) >= 7

    @pytest.mark.parametrize("role", ["muted", "ok", "warn", "err", "accline"])
    def test_quiet_text_and_states_are_readable_on_panels(self, tokens: Theme, role: str) -> None:
        assert contrast(getattr(tokens, role), tokens.panel) >= 4.5

    def test_outlines_that_must_be_seen_can_be_seen(self, tokens: Theme) -> None:
        assert contrast(tokens.ctl, tokens.panel) >= 3

    @pytest.mark.parametrize("kind", ["video", "overlay", "text", "captions", "sound", "look"])
    def test_labels_are_readable_on_clips_and_edges_on_lanes(self, tokens: Theme, kind: str) -> None:
        assert contrast(tokens.strong, tokens.kind(kind).fill) >= 4.5
        assert contrast(tokens.kind(kind).edge, tokens.lane) >= 3

    def test_words_on_the_accent_are_readable(self, tokens: Theme) -> None:
        assert contrast(tokens.ink, tokens.acc) >= 7

    def test_the_style_sheet_is_filled_in_and_holds_only_colours_of_the_theme(self, tokens: Theme) -> None:
        sheet = style_sheet(tokens)
        assert "{t." not in sheet
        own = {value for value in vars(tokens).values() if isinstance(value, str)}
        mixed = set(re.findall(r"#[0-9A-F]{6}\b", sheet)) - own
        assert len(mixed) == 2, "only hover and pressed of the accent are mixed"
