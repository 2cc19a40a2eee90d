"""Screens of different scale: what moves from one to the other is as sharp there as if it had begun there."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import cv2
import numpy as np

from tests.helpers.source_tree import ROOT

ONE = {"name": "one", "x": 0, "y": 0, "width": 1440, "height": 900, "logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}
TWO = {**ONE, "name": "two", "x": 1440, "width": 2880, "height": 1800, "logicalDpi": 192}

MOVED = """
import sys
from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication
from effects import all_effects
from studio.effect import Effects
from studio.ui.app import make_window
from studio.ui.controls.labels import Pictogram

application = QApplication(["decollage"])
window = make_window(application, Effects(all_effects()))
window.session.new_project()
window.move(0, 0)
window.show()
window.run("append", {"media": sys.argv[1]})
editor = window.editor
stage, tiles = editor.player.stage, editor.timeline_pictures._tiles

def until(condition):
    while not condition():
        application.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)

def sharp():
    picture = stage.picture
    return picture is not None and (picture.width(), picture.height()) == stage.pixels()

until(lambda: sharp() and tiles and stage.devicePixelRatioF() == 1)
before = {key.height for key in tiles}
window.move(1500, 20)
until(lambda: sharp() and stage.devicePixelRatioF() == 2)
until(lambda: {key.height for key in tiles} > before and editor.timeline._still is not None)
print(sorted({key.height for key in tiles}), sorted({image.height() for image in tiles.values() if image}))
print(editor.timeline._still.devicePixelRatio())
print({one.pixmap().devicePixelRatio() for one in window.findChildren(Pictogram) if one.isVisible()} <= {2.0})
window.close()
"""


def test_a_window_that_moves_to_a_finer_screen_is_drawn_anew_in_its_pixels(tmp_path: Path) -> None:
    photo = tmp_path / "photo.png"
    assert cv2.imwrite(str(photo), np.random.default_rng(1).integers(0, 255, (320, 180, 3), np.uint8))
    screens = tmp_path / "screens.json"
    screens.write_text(json.dumps({"screens": [ONE, TWO]}))
    done = subprocess.run(
        [sys.executable, "-c", MOVED, str(photo)],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": f"offscreen:configfile={screens}"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    heights, still, pictograms = done.stdout.splitlines()
    small, large = json.loads(heights.partition("] ")[0] + "]")
    assert large == 2 * small
    assert heights == f"[{small}, {large}] [{small}, {large}]"
    assert (still, pictograms) == ("2.0", "True")
