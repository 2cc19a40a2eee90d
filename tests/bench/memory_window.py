"""A window worked in for a while, for the group memory: `python -m tests.bench.memory_window SOURCE`."""

from __future__ import annotations

import os
import sys
import time
from fractions import Fraction
from pathlib import Path


def main(source: Path) -> None:
    """Take 4K footage in, put a look on it, move about in it and play it for a while."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    from effects import all_effects
    from studio.edits import add_asset, add_effect, append
    from studio.effect import Effects
    from studio.media import make_asset, probe
    from studio.model import Applied, Clip, Footage, Span
    from studio.ui.app import make_window

    application = QApplication([])
    window = make_window(application, Effects(all_effects()))
    window.session.new_project()
    asset = make_asset(probe(source), asset_id="film")
    window.session.edit("Film", lambda project: add_asset(project, asset))
    clip = Clip("c", Footage("film"), Span(Fraction(0), Fraction(60)))
    window.session.edit("Clip", lambda project: append(project, clip))
    window.show()

    def turn(seconds: float) -> None:
        begun = time.perf_counter()
        while time.perf_counter() - begun < seconds:
            application.processEvents()
            time.sleep(0.002)

    turn(3)
    for look in ("look_dusk", "look_chrome", "look_dusk"):
        applied = Applied(look, look, settings=(("strength", 80.0),))
        window.session.edit("Look", lambda project, applied=applied: add_effect(project, "c", applied=applied))
        for step in range(40):
            window.session.move_playhead(Fraction(step * 41 % 59))
            turn(0.05)
        window.session.undo()
    window.editor.player.viewer.play()
    turn(8)
    window.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
