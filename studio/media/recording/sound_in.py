"""Where sound comes from: the microphone, block by block, each with the moment it was spoken.

Moments are those of `time.perf_counter`, which all processes of a machine share. It must never wait for a reader: what
nobody takes is kept for a while, then counted as lost.
"""

from __future__ import annotations

from collections import deque
from contextlib import suppress
from time import perf_counter
from typing import Any, NamedTuple, Protocol

import numpy as np
import numpy.typing as npt

from studio.effect import Samples
from studio.model import SAMPLE_RATE
from studio.sentences import Refused, say

__all__ = ["Block", "DeviceIn", "Microphone", "SoundIn", "microphones", "open_microphone"]

_LATENCY_S = 0.05
_LONGEST_LATENCY_S = 2.0
_KEPT_BLOCKS = 4000


class Block(NamedTuple):
    """(N,) float32 from one channel; `moment` is when its first sample met the microphone.

    `lost`: the system says that sound before it is missing.
    """

    samples: Samples
    moment: float
    lost: bool = False


class SoundIn(Protocol):
    """Gives what was spoken."""

    @property
    def name(self) -> str:
        """What people call it."""
        ...

    @property
    def gone(self) -> bool:
        """Whether nothing comes any more: it was pulled out."""
        ...

    def start(self) -> None:
        """Listen from now on."""
        ...

    def read(self) -> list[Block]:
        """What came since the last time; at once, even if that is nothing."""
        ...

    def close(self) -> None:
        """Give the device back."""
        ...


class Microphone(NamedTuple):
    """A device that can be listened to: its name, which is remembered, and its number, which is not."""

    name: str
    number: int


def _portaudio() -> Any:
    try:
        import sounddevice
    except OSError:
        raise Refused(
            say("Sound cannot be recorded here: the library PortAudio is missing. Install it (on Debian and Ubuntu: "
                "“sudo apt install libportaudio2”) and start the program again.")
        ) from None  # fmt: skip
    return sounddevice


def microphones() -> tuple[Microphone, ...]:
    """Every device that can be listened to, the usual one first. Raises `Refused` without PortAudio."""
    sounddevice = _portaudio()
    try:
        devices, usual = list(sounddevice.query_devices()), int(sounddevice.default.device[0])
    except sounddevice.PortAudioError:
        return ()
    numbers = [number for number, device in enumerate(devices) if device["max_input_channels"] > 0]
    numbers.sort(key=lambda number: number != usual)
    found: dict[str, Microphone] = {}
    for number in numbers:
        name = str(devices[number]["name"])
        found.setdefault(name, Microphone(name, number))
    return tuple(found.values())


def open_microphone(name: str = "") -> DeviceIn:
    """The microphone of that name; the usual one without a name. Raises `Refused` and says what can be done."""
    there = microphones()
    if not there:
        raise Refused(say("No microphone was found. Connect one and try again."))
    chosen = next((each for each in there if each.name == name), None) if name else there[0]
    if chosen is None:
        raise Refused(say("The microphone “{name}” is not connected. Connect it, or choose another.", name=name))
    sounddevice = _portaudio()
    try:
        return DeviceIn(sounddevice, chosen)
    except (sounddevice.PortAudioError, ValueError):
        raise Refused(
            say("“{name}” cannot be opened. Another program may be using it, or the system does not allow it.",
                name=chosen.name)
        ) from None  # fmt: skip


class DeviceIn:
    """A microphone of the sound card, through PortAudio."""

    def __init__(self, sounddevice: Any, microphone: Microphone) -> None:
        self.name = microphone.name
        self._came: deque[Block] = deque(maxlen=_KEPT_BLOCKS)
        self._failed = sounddevice.PortAudioError
        self._stream: Any = sounddevice.InputStream(
            samplerate=SAMPLE_RATE, channels=1, dtype="float32", device=microphone.number, latency=_LATENCY_S,
            callback=self._take,
        )  # fmt: skip
        self._started = False

    def _take(self, came: npt.NDArray[np.float32], frames: int, time: Any, status: Any) -> None:
        now = perf_counter()
        late = float(time.currentTime) - float(time.inputBufferAdcTime)
        if not 0 < late <= _LONGEST_LATENCY_S:  # some drivers do not say
            late = frames / SAMPLE_RATE + float(self._stream.latency)
        lost = bool(status.input_overflow) or len(self._came) == _KEPT_BLOCKS
        self._came.append(Block(came[:, 0].copy(), now - late, lost))

    @property
    def gone(self) -> bool:
        """See `SoundIn`."""
        return self._started and not self._stream.active

    def start(self) -> None:
        """See `SoundIn`. Raises `Refused`."""
        try:
            self._stream.start()
        except self._failed:
            raise Refused(say("“{name}” cannot be listened to now.", name=self.name)) from None
        self._started = True

    def read(self) -> list[Block]:
        """See `SoundIn`."""
        found = []
        with suppress(IndexError):
            while True:
                found.append(self._came.popleft())
        return found

    def close(self) -> None:
        """See `SoundIn`."""
        self._started = False
        with suppress(Exception):
            self._stream.close()
