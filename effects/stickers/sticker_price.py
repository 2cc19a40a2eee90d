"""Price tag: it swings on its thread."""

from __future__ import annotations

from studio.effect import Effect, Settings
from studio.painting import colour_param, speed_param, words_param
from studio.painting.vector import Board, outline, sticker

__all__ = ["EFFECT"]


@sticker(2.0)
def _draw(board: Board, settings: Settings) -> None:
    with board.moved((-0.02, -0.78), turn=11 * board.swing(1.0)):
        board.line(outline.curve([(0, 0), (-0.03, 0.2), (0, 0.42)]), "#ffffff", 0.045, edge="#14161c", rim=0.018)
        tag = outline.polygon(
            [(-0.22, 0.34), (0.22, 0.34), (0.52, 0.64), (0.52, 1.5), (-0.52, 1.5), (-0.52, 0.64)], round_by=0.05
        )
        board.fill(tag, settings["colour"], edge="#ffffff", width=0.06)
        board.fill(outline.circle((0, 0.5), 0.08), "#ffffff")
        with board.moved((0, 1.04)):
            board.words(settings["words"], "#ffffff", room=(0.86, 0.46), weight=900)


EFFECT = Effect(
    id="sticker_price",
    name="Price tag",
    kind="sticker",
    group="labels",
    apply=_draw,
    params=(
        colour_param("#2fbf71"),
        words_param("$ 9"),
        speed_param(),
    ),
)
