"""Recording the camera from the first word of the countdown to the file in the library.

It belongs to the main thread; pictures come on the camera's. It must never know what the panel looks like.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import numpy as np
import numpy.typing as npt
from msgspec.structs import replace
from PySide6.QtCore import QObject, Qt, QTimer, Signal

from studio.model import SAMPLE_RATE, ZERO, Time
from studio.sentences import Refused, Sentence, say
from studio.session import Probed, land_camera, probe_all
from studio.ui.bridge import Bridge
from studio.ui.preferences import Preferences
from studio.ui.recording.countdown import Countdown
from studio.ui.recording.devices import Devices, disk_words

if TYPE_CHECKING:
    from studio.media.recording.camera import Camera, CameraChoice
    from studio.media.recording.camera_frame import CameraFrame
    from studio.media.recording.film_take import FilmTake
    from studio.media.recording.listening import Listening
    from studio.media.recording.takes import Take

__all__ = ["CameraRun", "CameraRunState"]

CameraRunState = Literal["closed", "opening", "ready", "counting", "recording", "paused", "keeping"]
_TICK_MS = 33


class CameraRun(QObject):
    """`changed` when the state or what is wrong changed; `pictured(pixels)` with each picture of the preview."""

    changed = Signal()
    pictured = Signal(object)

    def __init__(self, bridge: Bridge, preferences: Preferences, devices: Devices) -> None:
        super().__init__()
        self._bridge, self._preferences, self._devices = bridge, preferences, devices
        self.state: CameraRunState = "closed"
        self.wrong: Sentence | None = None
        self.choices: tuple[CameraChoice, ...] = ()
        self.to_timeline = True
        self.box = (640, 360)
        self.listening: Listening | None = None
        self._opening: Listening | None = None
        self.countdown: Countdown | None = None
        self._camera: Camera | None = None
        self._take: FilmTake | None = None
        self._note: Take | None = None
        self._latest: npt.NDArray[np.uint8] | None = None
        self._wanted = True
        self._asked = 0
        self._afterwards: Sentence | None = None
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self._tick)

    # Devices.

    def open(self, source: str | None = None) -> None:
        """Hold the camera of that source, the one used last without it; not while it records."""
        if self.state not in ("closed", "opening", "ready"):
            return
        if source is not None:
            self._preferences.change(camera=source)
        self._let_go()
        self.choices = self._devices.cameras()
        known = [choice.source for choice in self.choices]
        wanted = self._preferences.settings.camera
        if not known:
            self._be("closed", say("No camera was found. Connect one and open this again."))
            return
        from studio.media.recording.camera import Camera

        self._camera = Camera(self._came)
        self._camera.open(wanted if wanted in known else known[0])
        self._be("opening")
        self._timer.start()
        self._listen()

    def _listen(self) -> None:
        self._asked += 1
        asked, devices, name = self._asked, self._devices, self._preferences.settings.microphone

        def opened() -> Listening:
            from studio.media.recording.listening import Listening

            # Kept from here on, so that whoever closes meanwhile closes it too.
            listening = self._opening = Listening(devices.microphone(name))
            listening.start()
            if asked != self._asked:
                listening.close()
            return listening

        def came(listening: Listening) -> None:
            if asked == self._asked:
                self.listening = listening
                self.changed.emit()

        def failed(error: Exception) -> None:
            if not isinstance(error, Refused):
                raise error
            if asked == self._asked and self.wrong is None:
                self._be(self.state, say("There will be no sound. {reason}", reason=error.sentence))

        self._bridge.jobs.submit(opened, done=came, failed=failed)

    @property
    def source(self) -> str:
        """The camera in use."""
        known = [choice.source for choice in self.choices]
        wanted = self._preferences.settings.camera
        return wanted if wanted in known else known[0] if known else ""

    def _let_go(self, *, at_once: bool = False) -> None:
        self._asked += 1
        self._timer.stop()
        camera, self._camera = self._camera, None
        for listening in (self.listening, self._opening):
            if listening is not None:
                listening.close()
        self.listening = self._opening = None
        if camera is not None:
            if at_once or self._bridge.jobs.closed:
                camera.close()
            else:
                # A driver that hangs may take two seconds to be given up.
                self._bridge.jobs.submit(camera.close)

    def close(self, *, lands: bool = True, at_once: bool = False) -> None:
        """Keep what was recorded, and let the camera go."""
        self.stop(lands=lands, at_once=at_once)
        if self.countdown is not None:
            self.countdown.call_off()
        self._let_go(at_once=at_once)
        if self.state != "keeping":
            self._be("closed")

    # Recording.

    @property
    def length(self) -> Time:
        """How much was recorded of the take in the making."""
        return self._take.length if self._take is not None else ZERO

    def toggle(self) -> None:
        """Begin (after the countdown), or end and keep."""
        if self.state == "ready":
            self.start()
        elif self.state == "counting":
            self.call_off()
        elif self.state in ("recording", "paused"):
            self.stop()

    def start(self) -> None:
        """Count down, then record."""
        if self.state != "ready" or self.countdown is None:
            return
        from studio.media.recording.film_take import FILM_BYTES_A_SECOND
        from studio.media.recording.takes import room_for_takes

        wrong = room_for_takes(self._bridge.session.takes_folder(), FILM_BYTES_A_SECOND)
        if wrong is not None and "minutes" not in wrong.places:
            self._be("ready", wrong)
            return
        self._be("counting", wrong)
        self.countdown.start(self._preferences.settings.countdown_s, self._begin)

    def call_off(self) -> None:
        """Do not begin after all."""
        if self.state == "counting" and self.countdown is not None:
            self.countdown.call_off()
            self._be("ready")

    def _begin(self) -> None:
        from studio.media.recording.film_take import FilmTake
        from studio.media.recording.takes import Part, Take, keep_take, new_take_file

        session = self._bridge.session
        try:
            path = new_take_file(session.takes_folder(), say("Camera").translated(), ".mov")
            self._note = Take("camera", (Part(0, 0, round(session.playhead * SAMPLE_RATE)),), path=str(path))
            keep_take(self._note)
        except (OSError, Refused) as error:
            self._be("ready", disk_words(error))
            return
        heard = self.listening if self.listening is not None and self.listening.ready else None
        take = FilmTake(path, heard)
        take.begin()
        self._take = take
        self._be("recording", self.wrong)

    def pause(self) -> None:
        """Pause, or go on."""
        take = self._take
        if take is None:
            return
        if self.state == "paused":
            take.begin()
            self._be("recording", self.wrong)
        elif self.state == "recording":
            take.pause()
            self._be("paused", self.wrong)

    def stop(self, *, lands: bool = True, at_once: bool = False) -> None:
        """End the take; it comes into the library and, where the person wants it, to the timeline."""
        take, note = self._take, self._note
        self._take = self._note = None
        if take is None or note is None:
            return
        self._be("keeping", self.wrong)
        work = partial(_ended, take, note)
        if at_once:
            try:
                self._land(work(), lands=lands)
            except Exception as error:  # noqa: BLE001  (FFmpeg's and the disk's; said in words)
                self._not_kept(error)
            return
        self._bridge.jobs.submit(work, done=partial(self._land, lands=lands), failed=self._not_kept)

    def _land(self, found: tuple[Probed, int], *, lands: bool = True) -> None:
        probed, dropped = found
        wrong, self._afterwards = self._afterwards, None
        if dropped and wrong is None:
            wrong = say("{count} pictures were left out: the machine was too busy.", count=dropped)
        try:
            if probed.refused:
                wrong = probed.refused[0].sentence
            elif lands:
                land_camera(self._bridge.session, probed.facts[0], to_timeline=self.to_timeline)
        except Refused as refusal:
            wrong = refusal.sentence
        self._be("ready" if self._camera is not None else "closed", wrong)

    def _not_kept(self, error: Exception) -> None:
        self._be("ready" if self._camera is not None else "closed", disk_words(error))

    # While it goes on.

    def _came(self, frame: CameraFrame) -> None:
        """On the camera's thread."""
        take = self._take
        if take is not None:
            take.add(frame)
        if self._wanted:
            from studio.media.recording.camera_frame import preview_of

            self._wanted = False
            self._latest = preview_of(frame, self.box)

    def _tick(self) -> None:
        latest, self._latest = self._latest, None
        if latest is not None:
            self._wanted = True
            if self.state == "opening":
                self._be("ready", self.wrong)
            self.pictured.emit(latest)
        camera, take = self._camera, self._take
        if take is not None and take.failed is not None:
            self.stop()
        elif camera is not None and camera.sentence is not None:
            sentence = camera.sentence
            self.stop()
            self._afterwards = sentence if self.state == "keeping" else None
            if self.countdown is not None:
                self.countdown.call_off()
            self._let_go()
            self._be("keeping" if self.state == "keeping" else "closed", sentence)

    def _be(self, state: CameraRunState, wrong: Sentence | None = None) -> None:
        self.state, self.wrong = state, wrong
        self.changed.emit()


def _ended(take: FilmTake, note: Take) -> tuple[Probed, int]:
    """The film that was recorded, looked into, and how many pictures were left out. A take that failed leaves no
    note."""
    from studio.media.recording.takes import Part, drop_note, keep_take

    try:
        path = take.end()
    except Refused:
        drop_note(Path(note.path))
        raise
    part = Part(0, round(take.length * SAMPLE_RATE), note.begin)
    keep_take(replace(note, parts=(part,), whole=True))
    return probe_all([path]), take.dropped
