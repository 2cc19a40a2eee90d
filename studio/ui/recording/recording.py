"""Recording, as the window knows it: opens and closes its panels, and hands keys to the one that is open.

It must never record itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint

from studio.sentences import Refused, say
from studio.ui.recording.voice_run import Devices, VoiceRun

if TYPE_CHECKING:
    from studio.ui.recording.voice_panel import VoicePanel
    from studio.ui.window import MainWindow

__all__ = ["Recording"]


class Recording:
    """Gives the commands of recording what they do. `devices` opens microphones and loudspeakers."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self.devices = Devices()
        self.voice: VoicePanel | None = None
        self.run: VoiceRun | None = None
        # What is spoken for one project never comes to lie in the next.
        window.bridge.opened.connect(lambda: self.close_voice(lands=False))
        actions = window.session.actions
        actions["record-voice"] = lambda _values: self.toggle_voice()
        actions["record"] = lambda _values: self.toggle()
        actions["record-pause"] = lambda _values: self.pause()

    def toggle_voice(self) -> None:
        """Open the panel of the voice-over, or close it."""
        if self.voice is not None:
            self.close_voice()
            return
        from studio.ui.recording.countdown import Countdown
        from studio.ui.recording.voice_panel import VoicePanel

        window = self._window
        if window.on_start:
            raise Refused(say("Open a project first."))
        player = window.editor.player
        run = VoiceRun(window.bridge, player.viewer, Countdown(player.stage), window.preferences, self.devices)
        self.run = run
        self.voice = VoicePanel(window, window.bridge, run, window.preferences, self.close_voice)
        self._mend()
        run.open()
        timeline = window.editor.toolbar
        self.voice.open_panel(timeline.mapTo(window, QPoint(12, -8)))

    def _mend(self) -> None:
        """What a crash left of takes is made whole."""
        folder, bridge = self._window.session.takes_folder(), self._window.bridge

        def mended() -> int:
            from studio.media.recording.takes import mend_takes

            return len(mend_takes(folder))

        def tell(count: int) -> None:
            if count:
                bridge.done.emit(say("A take that was not ended is kept among the takes."))
                if self.voice is not None:
                    self.voice.look_for_takes()

        bridge.jobs.submit(mended, done=tell)

    def close_voice(self, *, lands: bool = True, at_once: bool = False) -> None:
        """Keep what is being recorded, and close the panel."""
        panel, run = self.voice, self.run
        self.voice = self.run = None
        if run is not None:
            run.close(lands=lands, at_once=at_once)
        if panel is not None:
            panel.leave()

    def toggle(self) -> None:
        """Begin to record, or stop; without a panel one is opened first."""
        if self.run is None:
            self.toggle_voice()
        else:
            self.run.toggle()

    def pause(self) -> None:
        """Pause, or go on."""
        if self.run is None or self.run.state not in ("recording", "paused"):
            raise Refused(say("Nothing is being recorded."))
        self.run.pause()

    def close(self) -> None:
        """The window goes: what was recorded is on the timeline before."""
        self.close_voice(at_once=True)
