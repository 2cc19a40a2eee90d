"""Counter: it counts from one number to another while the clip lasts."""

from __future__ import annotations

from studio.effect import Effect, Param, Settings
from studio.painting import colour_param, pulse, quick_out, span, words_param
from studio.painting.vector import Board, sticker

__all__ = ["EFFECT"]


@sticker(2.0)
def _draw(board: Board, settings: Settings) -> None:
    gone = quick_out(min(1.0, board.progress / 0.85))
    value = round(settings["start"] + (settings["end"] - settings["start"]) * gone)
    shown = f"{value:,}".replace(",", "\u2009") + settings["words"]
    pop = 1 + 0.12 * pulse(span(board.progress, 0.84, 0.96))
    with board.moved(scale=pop):
        board.words(shown, settings["colour"], room=(1.7, 0.72), edge="#14161c", width=0.06, weight=900)


EFFECT = Effect(
    id="sticker_counter",
    name="Counter",
    kind="sticker",
    group="counting",
    apply=_draw,
    params=(
        colour_param("#ffffff"),
        Param(key="start", name="From", default=0.0, low=0.0, high=100000.0, unit=""),
        Param(key="end", name="To", default=100.0, low=0.0, high=100000.0, unit=""),
        words_param(""),
    ),
)
