"""The panel of a voice-over: microphone, level, countdown, the red button, and the takes.

Small and not in the way: the timeline goes on beside it. It must never record itself: `VoiceRun` does.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from studio.sentences import Sentence, say
from studio.session import taken_from
from studio.ui.bridge import Bridge
from studio.ui.controls.buttons import IconButton, PushButton, explain
from studio.ui.controls.choices import Choice, Switch
from studio.ui.controls.labels import label, rule, set_role
from studio.ui.controls.slider import number_text
from studio.ui.preferences import Preferences
from studio.ui.recording.countdown import COUNTDOWNS
from studio.ui.recording.floating import FloatingPanel
from studio.ui.recording.meter import LevelMeter
from studio.ui.recording.takes_list import TakesList
from studio.ui.recording.voice_run import VoiceRun
from studio.ui.shortcuts import key_words
from studio.ui.words import shown

if TYPE_CHECKING:
    from studio.jobs import Job
    from studio.media.recording.takes import Take

__all__ = ["VoicePanel", "clock_words"]

_TICK_MS = 50
_BEST_DB = -36.0
_HEADPHONES = say("Wear headphones, or the timeline is recorded too.")


def clock_words(seconds: float) -> str:
    """A length as minutes, seconds and tenths."""
    return f"{int(seconds) // 60:02}:{seconds % 60:04.1f}"


class VoicePanel(FloatingPanel):
    """Shows and steers `run`."""

    def __init__(self, window: QWidget, bridge: Bridge, run: VoiceRun, preferences: Preferences,
                 close: Callable[[], object]) -> None:  # fmt: skip
        super().__init__(window, say("Voice-over"), 348, close)
        self._bridge, self._run, self._preferences = bridge, run, preferences
        self.microphone = Choice(say("Microphone"))
        self.microphone.chosen.connect(run.open)
        self.meter = LevelMeter()
        self.countdown = Choice(say("Countdown"), COUNTDOWNS)
        self.countdown.set_key(str(preferences.settings.countdown_s))
        self.countdown.chosen.connect(lambda key: preferences.change(countdown_s=int(key)))
        self.plays = Switch(say("Play the timeline meanwhile"))
        self.plays.set_on(run.plays)
        self.plays.toggled.connect(self._choose_plays)
        self.monitor = Switch(say("Hear myself"))
        self.monitor.toggled.connect(lambda on: run.monitor(on=on))
        self.words = label("", "small", wrap=True)
        self.time = label("00:00.0", "title", figures=True)
        self.record = PushButton(say("Record"), "accent", "microphone", clicked=run.toggle)
        explain(self.record, say("Record"), key_words("record"))
        self.pause = IconButton("pause", say("Pause recording"), key_words("record-pause"), clicked=run.pause)
        self.delay = PushButton(say("Measure the delay"), "link", clicked=run.measure)
        self.delay.setToolTip(
            shown(say("Plays five clicks and listens for them. Hold the microphone close to the loudspeaker."))
        )
        self.takes = TakesList(run.use)
        self._kept: tuple[Take, ...] = ()
        self._reading: Job | None = None
        self._fill()
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self._tick)
        self._timer.start()
        run.changed.connect(self.refresh)
        bridge.project_changed.connect(self.show_takes)
        bridge.opened.connect(self.look_for_takes)
        self.refresh()
        self.look_for_takes()

    def _fill(self) -> None:
        self.body.addWidget(self.microphone)
        self.body.addWidget(self.meter)
        self.body.addWidget(self.words)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.time, 1)
        buttons.addWidget(self.pause)
        buttons.addWidget(self.record)
        self.body.addLayout(buttons)
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(2)
        rows: tuple[tuple[Sentence, QWidget], ...] = (
            (say("Countdown"), self.countdown),
            (say("Play the timeline meanwhile"), self.plays),
            (say("Hear myself"), self.monitor),
        )
        for number, (words, control) in enumerate(rows):
            grid.addWidget(label(words), number, 0)
            grid.addWidget(control, number, 1)
        grid.setColumnStretch(0, 1)
        self.body.addLayout(grid)
        self.body.addWidget(self.delay)
        self._rule = rule()
        self.body.addWidget(self._rule)
        self.body.addWidget(self.takes)

    def escape(self) -> bool:
        """Esc calls the countdown off first."""
        if self._run.state == "counting":
            self._run.call_off()
            return True
        return False

    def refresh(self) -> None:
        """Show the state."""
        run, state = self._run, self._run.state
        names = run.names
        if [self.microphone.itemData(at) for at in range(self.microphone.count())] != list(names):
            self.microphone.clear()
            for name in names:
                self.microphone.addItem(name, name)
        listening = run.listening
        if listening is not None:
            self.microphone.set_key(listening.source.name)
        going = state in ("counting", "recording", "paused", "keeping", "measuring")
        self.microphone.setEnabled(bool(names) and not going)
        for control in (self.countdown, self.plays):
            control.setEnabled(not going)
        self.monitor.setEnabled(listening is not None and state != "measuring")
        self.monitor.set_on(run.monitors)
        self.record.say_words(say("Record") if state not in ("recording", "paused", "counting")
                              else say("Stop") if state != "counting" else say("Cancel"))  # fmt: skip
        self.record.setEnabled(state in ("ready", "counting", "recording", "paused"))
        self.pause.setEnabled(state in ("recording", "paused"))
        self.pause.draw("microphone" if state == "paused" else "pause")
        self.delay.setEnabled(state == "ready")
        self.delay.say_words(self._delay_words())
        if state == "ready":
            self.look_for_takes()
        self._say()

    def _delay_words(self) -> Sentence:
        listening = self._run.listening
        known = self._preferences.settings.round_trips_s
        if self._run.state == "measuring":
            return say("Listening for the clicks…")
        if listening is not None and listening.source.name in known:
            extra = number_text(1000 * known[listening.source.name], 1, "ms")
            return say("Delay measured: {extra}. Measure again", extra=extra)
        return say("Measure the delay")

    def _say(self) -> None:
        """The one line that matters most now."""
        run = self._run
        level = run.listening.level if run.listening is not None else None
        words, wrong = _HEADPHONES, False
        if run.wrong is not None:
            words, wrong = run.wrong, True
        elif run.state == "opening":
            words = say("Opening the microphone…")
        elif run.state == "keeping":
            words = say("Keeping the take…")
        elif level is not None and level.clipped:
            words, wrong = say("Too loud: the sound is cut off. Turn the microphone down or step back."), True
        elif level is not None and level.dead:
            words, wrong = (
                say("Nothing comes from the microphone. It may be muted, or not allowed by the system."),
                True,
            )
        elif run.state == "recording":
            words = say("Recording. Its place is where the playhead began.")
        elif run.state == "paused":
            words = say("Paused. Go on with the same button, or stop.")
        if self.words.text() != shown(words):
            self.words.setText(shown(words))
            set_role(self.words, "warn" if wrong else "small")
            self.fit()

    def _tick(self) -> None:
        listening = self._run.listening
        self.meter.show_level(listening.level if listening is not None else None)
        self.time.setText(clock_words(float(self._run.length)))
        self._say()

    def _choose_plays(self, on: bool) -> None:
        self._run.plays = on

    def look_for_takes(self) -> None:
        """Read anew which takes there are."""
        folder = self._bridge.session.takes_folder()

        def read() -> tuple[Take, ...]:
            from studio.media.recording.takes import kept_takes

            return tuple(take for take in kept_takes(folder) if take.kind == "voice")

        self._reading = self._bridge.jobs.submit(read, done=self._came)

    def _came(self, takes: tuple[Take, ...]) -> None:
        self._kept = takes
        self.show_takes()

    def show_takes(self) -> None:
        """Show them, and which are used now."""
        used = taken_from(self._bridge.session.project)
        self.takes.show_takes(self._kept, used, enabled=self._run.state in ("ready", "closed"))
        self._rule.setVisible(bool(self._kept))
        self.fit()

    def leave(self) -> None:
        """Go for good."""
        if self._reading is not None:
            self._reading.cancel()
        self._timer.stop()
        self._run.changed.disconnect(self.refresh)
        self._bridge.project_changed.disconnect(self.show_takes)
        self._bridge.opened.disconnect(self.look_for_takes)
        super().leave()
