"""Recording a voice-over from the first word of the countdown to the clip on the timeline.

It belongs to the main thread; devices are opened, files ended and looked into on workers. It must never know what the
panel looks like.
"""

from __future__ import annotations

from fractions import Fraction
from functools import partial
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from studio.model import ZERO, Time, duration
from studio.sentences import Refused, Sentence, say
from studio.session import Probed, land_voice, probe_all
from studio.ui.bridge import Bridge
from studio.ui.player.viewer import Viewer
from studio.ui.preferences import Preferences
from studio.ui.recording.countdown import Countdown
from studio.ui.recording.devices import Devices, disk_words

if TYPE_CHECKING:
    from studio.media.recording.listening import Listening
    from studio.media.recording.monitor import Monitor
    from studio.media.recording.round_trip import RoundTrip
    from studio.media.recording.takes import Take
    from studio.media.recording.voice_take import VoiceTake

__all__ = ["VoiceRun", "VoiceState"]

VoiceState = Literal["closed", "opening", "ready", "counting", "recording", "paused", "keeping", "measuring"]
_TICK_MS = 15
_SHORTEST = Fraction(1, 5)


class VoiceRun(QObject):
    """`changed` when the state or what is wrong changed; `landed` after a take came to the timeline."""

    changed = Signal()
    landed = Signal()

    def __init__(self, bridge: Bridge, viewer: Viewer, countdown: Countdown, preferences: Preferences,
                 devices: Devices) -> None:  # fmt: skip
        super().__init__()
        self._bridge, self._viewer, self._countdown = bridge, viewer, countdown
        self._preferences, self._devices = preferences, devices
        self.state: VoiceState = "closed"
        self.wrong: Sentence | None = None
        self.names: tuple[str, ...] = ()
        self.plays = True
        self.listening: Listening | None = None
        self._opening: Listening | None = None
        self.trip: RoundTrip | None = None
        self._take: VoiceTake | None = None
        self._loop = False
        self._own = False
        self._asked = 0
        self._not_to_land: set[str] = set()
        self._monitor: Monitor | None = None
        self._afterwards: Sentence | None = None
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self._tick)
        viewer.playing_changed.connect(self._player_changed)

    # Devices.

    def open(self, name: str | None = None) -> None:
        """Listen to the microphone of that name, the one used last without it; not while it records."""
        if self.state not in ("closed", "opening", "ready"):
            return
        if name is not None:
            self._preferences.change(microphone=name)
        self._let_go()
        self._asked += 1
        self._be("opening")
        wanted, asked, devices = self._preferences.settings.microphone, self._asked, self._devices

        def opened() -> tuple[tuple[str, ...], Listening]:
            from studio.media.recording.listening import Listening

            names = devices.microphones()
            # Kept from here on, so that whoever closes meanwhile closes it too.
            listening = self._opening = Listening(devices.microphone(wanted))
            listening.start()
            if asked != self._asked:
                # The panel was closed meanwhile, and the way home may be.
                listening.close()
            return names, listening

        self._bridge.jobs.submit(opened, done=partial(self._opened, asked), failed=partial(self._not_opened, asked))

    def _opened(self, asked: int, found: tuple[tuple[str, ...], Listening]) -> None:
        names, listening = found
        if asked != self._asked:
            return
        self.names, self.listening = names, listening
        self._be("ready")

    def _not_opened(self, asked: int, error: Exception) -> None:
        if not isinstance(error, Refused):
            raise error
        if asked == self._asked:
            self._look_for_names()
            self._be("closed", error.sentence)

    def _look_for_names(self) -> None:
        try:
            self.names = self._devices.microphones()
        except Refused:
            self.names = ()

    def close(self, *, lands: bool = True, at_once: bool = False) -> None:
        """Keep what was recorded, and listen no more."""
        self.stop(lands=lands, at_once=at_once)
        self._countdown.call_off()
        self._asked += 1
        self._let_go()
        if self.state != "keeping":
            self._be("closed")

    @property
    def monitors(self) -> bool:
        """Whether the microphone is heard in the loudspeaker."""
        return self._monitor is not None

    def monitor(self, *, on: bool) -> None:
        """Let the microphone be heard, or not; never by itself."""
        monitor, self._monitor = self._monitor, None
        if monitor is not None:
            monitor.close()
        if on and self.listening is not None:
            from studio.media.recording.monitor import Monitor

            self._monitor = Monitor(self.listening, self._devices.clock())

    def _let_go(self) -> None:
        self.monitor(on=False)
        for listening in (self.listening, self._opening):
            if listening is not None:
                listening.close()
        self.listening = self._opening = None

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
        if self.state != "ready" or self.listening is None:
            return
        wrong = self._no_room()
        if wrong is not None and not self._room_for_some(wrong):
            self._be("ready", wrong)
            return
        self.listening.forget_clipping()
        self._viewer.pause()
        self._be("counting", wrong)
        self._countdown.start(self._preferences.settings.countdown_s, self._begin)

    def _no_room(self) -> Sentence | None:
        from studio.media.recording.takes import room_for_takes
        from studio.media.recording.wav_file import BYTES_A_SECOND

        return room_for_takes(self._bridge.session.takes_folder(), BYTES_A_SECOND)

    def _room_for_some(self, wrong: Sentence) -> bool:
        return "minutes" in wrong.places

    def call_off(self) -> None:
        """Do not begin after all."""
        if self.state == "counting":
            self._countdown.call_off()
            self._be("ready")

    def _begin(self) -> None:
        from studio.media.recording.takes import new_take_file
        from studio.media.recording.voice_take import VoiceTake

        listening = self.listening
        if listening is None or not listening.ready:
            self._be("ready", say("Nothing comes from the microphone. Choose another, or connect it again."))
            return
        settings = self._preferences.settings
        extra_s = settings.round_trips_s.get(listening.source.name, 0.0)
        try:
            path = new_take_file(self._bridge.session.takes_folder(), _stem(), ".wav")
            self._take = VoiceTake(listening, path, extra_s=extra_s)
            self._loop, self._viewer.loop = self._viewer.loop, False
            self._go_on()
        except (OSError, Refused) as error:
            reason = error.sentence if isinstance(error, Refused) else disk_words(error)
            self._take = None
            self._be("ready", reason)

    def _go_on(self) -> None:
        """Record from the playhead on, playing where there is something to play."""
        session, take = self._bridge.session, self._take
        assert take is not None
        if self.plays and session.playhead < duration(session.project) - 1 / session.project.rate:
            self._own = True
            self._viewer.play()
            self._own = False
        # Where nothing plays, what is spoken after a pause follows what was spoken before it.
        goes_on = take.length > 0 and not self._viewer.playing
        at = take.end_at if goes_on else session.playhead
        take.begin(at, playing=self._viewer.playing)
        self._timer.start()
        self._be("recording", self.wrong)

    def pause(self) -> None:
        """Pause, or go on."""
        if self.state == "paused":
            self._go_on()
        elif self.state == "recording" and self._take is not None:
            self._take.pause()
            self._own = True
            self._viewer.pause()
            self._own = False
            self._be("paused", self.wrong)

    def stop(self, *, lands: bool = True, at_once: bool = False) -> None:
        """End the take and put it on the timeline, or only among the takes; `at_once` waits until it is there."""
        take, self._take = self._take, None
        if take is None:
            return
        self._timer.stop()
        take.pause()
        self._own = True
        self._viewer.pause()
        self._own = False
        self._viewer.loop = self._loop
        if take.length < _SHORTEST:
            take.throw_away()
            self._be("ready", say("That was too short to keep."))
            return
        if not lands:
            self._not_to_land.add(str(take.path))
        self._be("keeping", self.wrong)
        if at_once:
            try:
                self._land(_ended(take))
            except (OSError, Refused) as error:
                self._not_kept(error)
            return
        self._bridge.jobs.submit(partial(_ended, take), done=self._land, failed=self._not_kept)

    def _land(self, found: tuple[Take, Probed]) -> None:
        take, probed = found
        wrong, self._afterwards = self._afterwards, None
        if take.lost and wrong is None:
            wrong = say("Sound was lost {count} times while the machine was busy; silence stands there.",
                        count=take.lost)  # fmt: skip
        try:
            if probed.refused:
                wrong = probed.refused[0].sentence
            elif take.path not in self._not_to_land:
                land_voice(self._bridge.session, take, probed.facts[0])
        except Refused as refusal:
            wrong = refusal.sentence
        self._be("ready" if self.listening is not None else "closed", wrong)
        self.landed.emit()

    def _not_kept(self, error: Exception) -> None:
        self._be("ready" if self.listening is not None else "closed", disk_words(error))

    def use(self, path: str) -> None:
        """Put a take that was kept to its place."""
        from studio.media.recording.takes import take_of

        def found() -> tuple[Take, Probed]:
            take = take_of(Path(path))
            if take is None:
                raise Refused(say("This take is not there any more."))
            return take, probe_all([path])

        if self.state in ("ready", "closed"):
            self._bridge.jobs.submit(found, done=self._land, failed=self._not_kept)

    # Measuring the delay.

    def measure(self) -> None:
        """Play clicks and find them in what the microphone hears."""
        listening = self.listening
        if self.state != "ready" or listening is None:
            return
        self._viewer.pause()
        self._be("measuring")
        devices = self._devices

        def measured() -> RoundTrip:
            from studio.media.recording.round_trip import measure_round_trip

            clock = devices.clock()
            try:
                return measure_round_trip(clock, listening, Event().wait)
            finally:
                clock.close()

        self._bridge.jobs.submit(measured, done=partial(self._measured, listening.source.name), failed=self._unheard)

    def _measured(self, name: str, trip: RoundTrip) -> None:
        self.trip = trip
        known = self._preferences.settings.round_trips_s
        self._preferences.change(round_trips_s={**known, name: round(trip.extra_s, 6)})
        self._be("ready" if self.listening is not None else "closed")

    def _unheard(self, error: Exception) -> None:
        if not isinstance(error, Refused):
            raise error
        self._be("ready" if self.listening is not None else "closed", error.sentence)

    # While it goes on.

    def _tick(self) -> None:
        take, listening = self._take, self.listening
        if take is None or listening is None:
            return
        heard = self._viewer.heard_at()
        if heard is not None:
            take.follow(heard)
        failed = take.failed or listening.failed
        if failed is not None:
            self._afterwards = disk_words(failed)
            self.stop()
        elif listening.gone:
            self._afterwards = say("The microphone is gone. What was recorded is kept.")
            self.stop()

    def _player_changed(self, playing: bool) -> None:
        """The person paused or played: the take does the same; at the end of the timeline it goes on."""
        if self._own or self._take is None:
            return
        session = self._bridge.session
        if not playing and self.state == "recording":
            if session.playhead < duration(session.project) - 2 / session.project.rate:
                self.pause()
        elif playing and self.state == "paused":
            self._go_on()

    def _be(self, state: VoiceState, wrong: Sentence | None = None) -> None:
        self.state, self.wrong = state, wrong
        self.changed.emit()


def _stem() -> str:
    """What takes are called on the disk."""
    return say("Voice-over").translated()


def _ended(take: VoiceTake) -> tuple[Take, Probed]:
    ended = take.end()
    return ended, probe_all([ended.path])
