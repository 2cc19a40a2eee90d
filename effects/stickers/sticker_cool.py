"""Cool: sunglasses slide down onto the nose, and glint."""

from __future__ import annotations

from studio.effect import Effect, Settings
from studio.painting import back_out, colour_param, smooth, span, speed_param
from studio.painting.vector import Board, outline, sticker

__all__ = ["EFFECT"]


@sticker(2.6)
def _draw(board: Board, settings: Settings) -> None:
    slide = back_out(span(board.phase, 0.05, 0.3)) * (1 - smooth(span(board.phase, 0.9, 1.0)))
    with board.moved(turn=3 * board.swing(1.0)):
        board.fill(outline.circle((0, 0), 0.78), settings["colour"], edge="#ffffff", width=0.08)
        for x in (-0.3, 0.3):
            board.fill(outline.circle((x, -0.14), 0.08, 0.12), "#3b2410")
        board.line(outline.curve([(-0.2, 0.36), (0.06, 0.42), (0.3, 0.28)]), "#3b2410", 0.08)
        with board.moved((0, -0.5 + 0.36 * slide), turn=-6 * (1 - slide)):
            lens = outline.box((-0.33, 0), 0.5, 0.34, 0.13).united(outline.box((0.33, 0), 0.5, 0.34, 0.13))
            board.fill(lens.united(outline.box((0, -0.09), 1.42, 0.1, 0.03)), "#14161c")
            glint = span(board.phase, 0.4, 0.55)
            if 0 < glint < 1:
                x = -0.75 + 1.5 * glint
                board.fill(
                    outline.polygon([(x, 0.2), (x + 0.16, -0.2), (x + 0.28, -0.2), (x + 0.12, 0.2)]).intersected(lens),
                    "#ffffff90",
                )


EFFECT = Effect(
    id="sticker_cool",
    name="Cool",
    kind="sticker",
    group="faces",
    apply=_draw,
    params=(
        colour_param("#ffd23f"),
        speed_param(),
    ),
)
