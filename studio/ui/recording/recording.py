"""Recording, as the window knows it: opens and closes its panels, and hands keys to the one that is open.

One panel is open at a time. It must never record itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint

from studio.sentences import Refused, say
from studio.ui.recording.camera_run import CameraRun
from studio.ui.recording.devices import Devices
from studio.ui.recording.voice_run import VoiceRun

if TYPE_CHECKING:
    from studio.ui.recording.camera_panel import CameraPanel
    from studio.ui.recording.voice_panel import VoicePanel
    from studio.ui.window import MainWindow

__all__ = ["Recording"]


class Recording:
    """Gives the commands of recording what they do. `devices` opens microphones, loudspeakers and cameras."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self.devices = Devices()
        self.voice: VoicePanel | None = None
        self.camera: CameraPanel | None = None
        self.run: VoiceRun | None = None
        self.camera_run: CameraRun | None = None
        # What is recorded for one project never comes to lie in the next.
        window.bridge.opened.connect(lambda: self._leave(lands=False))
        actions = window.session.actions
        actions["record-voice"] = lambda _values: self.toggle_voice()
        actions["record-camera"] = lambda _values: self.toggle_camera()
        actions["record"] = lambda _values: self.toggle()
        actions["record-pause"] = lambda _values: self.pause()

    def toggle_voice(self) -> None:
        """Open the panel of the voice-over, or close it."""
        if self.voice is not None:
            self._leave()
            return
        corner = self._ready()
        from studio.ui.recording.countdown import Countdown
        from studio.ui.recording.voice_panel import VoicePanel

        window = self._window
        player = window.editor.player
        run = VoiceRun(window.bridge, player.viewer, Countdown(player.stage), window.preferences, self.devices)
        self.run = run
        self.voice = VoicePanel(window, window.bridge, run, window.preferences, self._leave)
        run.open()
        self.voice.open_panel(corner)

    def toggle_camera(self) -> None:
        """Open the panel of the camera, or close it."""
        if self.camera is not None:
            self._leave()
            return
        corner = self._ready()
        from studio.ui.recording.camera_panel import CameraPanel

        window = self._window
        window.editor.player.viewer.pause()
        run = CameraRun(window.bridge, window.preferences, self.devices)
        self.camera_run = run
        self.camera = CameraPanel(window, run, window.preferences, self._leave)
        run.open()
        self.camera.open_panel(corner)

    def _ready(self) -> QPoint:
        """Make room for a panel; where its lower left corner goes."""
        window = self._window
        if window.on_start:
            raise Refused(say("Open a project first."))
        self._leave()
        self._mend()
        return window.editor.toolbar.mapTo(window, QPoint(12, -8))

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

    def _leave(self, *, lands: bool = True, at_once: bool = False) -> None:
        """Keep what is being recorded, and close the panel."""
        runs, panels = (self.run, self.camera_run), (self.voice, self.camera)
        self.voice = self.camera = None
        self.run = self.camera_run = None
        for run in runs:
            if run is not None:
                run.close(lands=lands, at_once=at_once)
        for panel in panels:
            if panel is not None:
                panel.leave()

    def toggle(self) -> None:
        """Begin to record, or stop; without a panel that of the voice-over is opened first."""
        run = self.run or self.camera_run
        if run is None:
            self.toggle_voice()
        else:
            run.toggle()

    def pause(self) -> None:
        """Pause, or go on."""
        run = self.run or self.camera_run
        if run is None or run.state not in ("recording", "paused"):
            raise Refused(say("Nothing is being recorded."))
        run.pause()

    def close(self) -> None:
        """The window goes: what was recorded is on the timeline before."""
        self._leave(at_once=True)
