"""The panel of the camera: its picture with the teleprompter, the devices, the button.

It must never record itself: `CameraRun` does.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPlainTextEdit, QWidget

from studio.sentences import Sentence, say
from studio.ui.controls.buttons import IconButton, PushButton, explain
from studio.ui.controls.choices import Choice, Switch
from studio.ui.controls.labels import label, rule, set_role
from studio.ui.controls.slider import ValueRow
from studio.ui.pictures import as_image
from studio.ui.preferences import Preferences, keep_word, kept_word
from studio.ui.recording.camera_run import CameraRun
from studio.ui.recording.countdown import COUNTDOWNS, Countdown
from studio.ui.recording.floating import FloatingPanel
from studio.ui.recording.meter import LevelMeter
from studio.ui.recording.prompter import CameraView
from studio.ui.recording.voice_panel import clock_words
from studio.ui.shortcuts import key_words
from studio.ui.words import shown

__all__ = ["CameraPanel"]

_TICK_MS = 50
_KEPT_TEXT = "prompter"


class CameraPanel(FloatingPanel):
    """Shows and steers `run`."""

    def __init__(self, window: QWidget, run: CameraRun, preferences: Preferences,
                 close: Callable[[], object]) -> None:  # fmt: skip
        super().__init__(window, say("Camera"), 480, close)
        self._run, self._preferences = run, preferences
        self.view = CameraView()
        run.countdown = Countdown(self.view)
        self.camera = Choice(say("Camera"))
        self.camera.chosen.connect(run.open)
        self.meter = LevelMeter()
        self.words = label("", "small", wrap=True)
        self.time = label("00:00.0", "title", figures=True)
        self.record = PushButton(say("Record"), "accent", "video", clicked=run.toggle)
        explain(self.record, say("Record"), key_words("record"))
        self.pause = IconButton("pause", say("Pause recording"), key_words("record-pause"), clicked=run.pause)
        self.countdown = Choice(say("Countdown"), COUNTDOWNS)
        self.countdown.set_key(str(preferences.settings.countdown_s))
        self.countdown.chosen.connect(lambda key: preferences.change(countdown_s=int(key)))
        self.selfie = _switch(say("Mirror the picture here"), on=True, chosen=self._choose_selfie)
        self.lands = _switch(say("Put it on the timeline"), on=run.to_timeline, chosen=self._choose_lands)
        self.text = QPlainTextEdit(kept_word(_KEPT_TEXT))
        self.text.setAccessibleName(shown(say("Words of the teleprompter")))
        self.text.setPlaceholderText(shown(say("Teleprompter: write what you want to say.")))
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(64)
        self.text.textChanged.connect(self._write)
        self.speed = ValueRow(say("Speed"), 5, 60, 20, name_width=64)
        self.speed.setToolTip(shown(say("Lines a minute")))
        self.speed.set_number(20)
        self.speed.changed.connect(self._choose_speed)
        self.size_row = ValueRow(say("Size"), 14, 60, 24, name_width=64)
        self.size_row.set_number(24)
        self.size_row.changed.connect(self._choose_size)
        self.mirrored = _switch(say("Mirror the words"), on=False, chosen=self._choose_mirrored)
        self._fill()
        self.view.text = self.text.toPlainText()
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self._tick)
        self._timer.start()
        run.changed.connect(self.refresh)
        run.pictured.connect(self._show)
        self.refresh()

    def _fill(self) -> None:
        self.body.addWidget(self.view)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.time)
        buttons.addWidget(self.meter, 1)
        buttons.addWidget(self.pause)
        buttons.addWidget(self.record)
        self.body.addLayout(buttons)
        self.body.addWidget(self.words)
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(4)
        grid.addWidget(self.camera, 0, 0, 1, 2)
        grid.addWidget(label(say("Countdown")), 0, 2)
        grid.addWidget(self.countdown, 0, 3)
        for at, (words, control) in enumerate(
            ((say("Mirror the picture here"), self.selfie), (say("Put it on the timeline"), self.lands))
        ):
            grid.addWidget(label(words), 1, 2 * at)
            grid.addWidget(control, 1, 2 * at + 1)
        grid.setColumnStretch(0, 1)
        self.body.addLayout(grid)
        self.body.addWidget(rule())
        self.body.addWidget(self.text)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.speed, 1)
        row.addWidget(self.size_row, 1)
        self.body.addLayout(row)
        row = QHBoxLayout()
        row.addWidget(label(say("Mirror the words")))
        row.addWidget(self.mirrored)
        row.addStretch(1)
        row.addWidget(PushButton(say("From the top"), "small", clicked=self.view.rewind))
        self.body.addLayout(row)

    def escape(self) -> bool:
        """Esc calls the countdown off first."""
        if self._run.state == "counting":
            self._run.call_off()
            return True
        return False

    def refresh(self) -> None:
        """Show the state."""
        run, state = self._run, self._run.state
        if self.camera.count() != len(run.choices):
            self.camera.clear()
            for choice in run.choices:
                self.camera.addItem(shown(choice.name), choice.source)
        if run.choices:
            self.camera.set_key(run.source)
        going = state in ("counting", "recording", "paused", "keeping")
        self.camera.setEnabled(bool(run.choices) and not going)
        self.countdown.setEnabled(not going)
        words = {"recording": say("Stop"), "paused": say("Stop"), "counting": say("Cancel")}
        self.record.say_words(words.get(state, say("Record")))
        self.record.setEnabled(state in ("ready", "counting", "recording", "paused"))
        self.pause.setEnabled(state in ("recording", "paused"))
        self.pause.draw("video" if state == "paused" else "pause")
        if state == "recording" and not self.view.wandering:
            self.view.begin()
        elif state == "paused":
            self.view.pause()
        elif state in ("ready", "closed", "keeping") and self.view.wandering:
            self.view.rewind()
        if state == "closed":
            self.view.show_picture(None)
        self._say()

    def _say(self) -> None:
        run = self._run
        level = run.listening.level if run.listening is not None else None
        words: Sentence = say("Read from near the lens: the words wander once it records.")
        if run.wrong is not None:
            words = run.wrong
        elif run.state == "opening":
            words = say("Opening the camera…")
        elif run.state == "keeping":
            words = say("Keeping the take…")
        elif level is not None and level.clipped:
            words = say("Too loud: the sound is cut off. Turn the microphone down or step back.")
        if self.words.text() != shown(words):
            self.words.setText(shown(words))
            wrong = run.wrong is not None or (level is not None and level.clipped)
            set_role(self.words, "warn" if wrong else "small")
            self.fit()

    def _show(self, pixels: npt.NDArray[np.uint8]) -> None:
        self.view.show_picture(as_image(pixels))
        self._run.box = self.view.pixels()

    def _tick(self) -> None:
        listening = self._run.listening
        self.meter.show_level(listening.level if listening is not None else None)
        self.time.setText(clock_words(float(self._run.length)))
        self._say()

    def _write(self) -> None:
        self.view.text = self.text.toPlainText()
        self.view.update()

    def _choose_speed(self, lines: float) -> None:
        self.view.lines_a_minute = lines

    def _choose_size(self, pixels: float) -> None:
        self.view.size_px = round(pixels)
        self.view.update()

    def _choose_mirrored(self, on: bool) -> None:
        self.view.mirrored = on
        self.view.update()

    def _choose_selfie(self, on: bool) -> None:
        self.view.selfie = on
        self.view.update()

    def _choose_lands(self, on: bool) -> None:
        self._run.to_timeline = on

    def leave(self) -> None:
        """Go for good; the words stay for the next time."""
        keep_word(_KEPT_TEXT, self.text.toPlainText())
        self._timer.stop()
        self.view.pause()
        self._run.changed.disconnect(self.refresh)
        self._run.pictured.disconnect(self._show)
        self._run.countdown = None
        super().leave()


def _switch(name: Sentence, *, on: bool, chosen: Callable[[bool], object]) -> Switch:
    made = Switch(name)
    made.set_on(on)
    made.toggled.connect(chosen)
    return made
