"""Makes the sounds that come with the program: 12 loops and 30 effects, from nothing but arithmetic.

`python packaging/sounds.py` writes them to assets/sounds as Opus, with their list. They are ours and CC0: anybody may
use them for anything. It must never read a recording.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path

import av
import numpy as np
import numpy.typing as npt

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from studio.media import probe

RATE = 48_000
HERE = Path(__file__).resolve().parent.parent / "assets" / "sounds"
Wave = npt.NDArray[np.float64]
_rng = np.random.default_rng(20)


def t(seconds: float) -> Wave:
    """The times of the samples, in seconds."""
    return np.arange(round(seconds * RATE)) / RATE


def noise(seconds: float) -> Wave:
    """White noise."""
    return _rng.uniform(-1, 1, round(seconds * RATE))


def swept(seconds: float, start: float, end: float) -> Wave:
    """A sine that goes from one frequency to another, evenly to the ear."""
    at = t(seconds)
    hertz = start * (end / start) ** (at / seconds)
    return np.sin(2 * np.pi * np.cumsum(hertz) / RATE)


def shaped(wave: Wave, low: float, high: float) -> Wave:
    """Only what lies between two frequencies."""
    spectrum = np.fft.rfft(wave)
    hertz = np.fft.rfftfreq(len(wave), 1 / RATE)
    gate = 1 / (1 + (low / np.maximum(hertz, 1)) ** 6) / (1 + (hertz / high) ** 6)
    return np.fft.irfft(spectrum * gate, len(wave))


def moving(seconds: float, low: Callable[[Wave], Wave]) -> Wave:
    """Noise whose middle moves: pieces of it, each at its own band, laid over each other."""
    total = np.zeros(round(seconds * RATE) + 4096)
    window = np.hanning(2048)
    for first in range(0, round(seconds * RATE) - 2048, 512):
        middle = float(low(np.array([first / RATE / seconds]))[0])
        total[first : first + 2048] += window * shaped(_rng.uniform(-1, 1, 2048), middle / 1.6, middle * 1.6)
    return total[: round(seconds * RATE)]


def hall(wave: Wave, seconds: float, share: float) -> Wave:
    """The sound in a room: `share` of it comes back for that many seconds."""
    tail = noise(seconds) * 10 ** (-3 * t(seconds) / seconds)
    size = len(wave) + len(tail)
    wet = np.fft.irfft(np.fft.rfft(wave, size) * np.fft.rfft(shaped(tail, 150, 7000), size), size)
    dry = np.concatenate([wave, np.zeros(len(tail))])
    return dry * (1 - share) + wet / max(float(np.abs(wet).max()), 1e-9) * float(np.abs(wave).max()) * share


def fall(seconds: float, speed: float) -> Wave:
    """A level that dies away."""
    return np.exp(-speed * t(seconds))


def laid(length: float, *parts: tuple[float, Wave]) -> Wave:
    """Parts laid at their times, in seconds, into one sound."""
    total = np.zeros(round(length * RATE))
    for at, wave in parts:
        first = round(at * RATE)
        some = wave[: max(0, len(total) - first)]
        total[first : first + len(some)] += some
    return total


def bell(hertz: float, seconds: float, speed: float) -> Wave:
    """A struck bell."""
    partials = ((1, 1.0), (2.76, 0.5), (5.4, 0.25), (8.9, 0.12))
    return sum(a * np.sin(2 * np.pi * hertz * n * t(seconds)) * fall(seconds, speed * n**0.6) for n, a in partials)


def click(hertz: float, speed: float) -> Wave:
    """A short click at a pitch."""
    return shaped(noise(0.08), hertz / 2, hertz * 2) * fall(0.08, speed)


def drop(hertz: float, up: float, seconds: float) -> Wave:
    """A drop: a pitch that shoots up `up` times."""
    return swept(seconds, hertz, hertz * up) * np.sin(np.pi * np.minimum(1, t(seconds) / seconds)) ** 0.5


def key() -> Wave:
    """One key of a keyboard."""
    return click(_rng.uniform(2200, 3600), 130) + 0.6 * click(420, 90) * _rng.uniform(0.6, 1)


EFFECTS: dict[str, tuple[str, Callable[[], Wave]]] = {
    "whoosh": (
        "Whoosh",
        lambda: moving(0.7, lambda x: 400 + 3200 * np.sin(np.pi * x)) * np.sin(np.pi * t(0.7) / 0.7) ** 2,
    ),
    "whoosh_fast": (
        "Whoosh, fast",
        lambda: moving(0.35, lambda x: 900 + 5200 * x) * np.sin(np.pi * t(0.35) / 0.35) ** 1.5,
    ),
    "whoosh_low": (
        "Whoosh, deep",
        lambda: moving(1.1, lambda x: 160 + 500 * np.sin(np.pi * x)) * np.sin(np.pi * t(1.1) / 1.1) ** 2,
    ),
    "swish": ("Swish", lambda: moving(0.25, lambda x: 6500 - 4000 * x) * np.sin(np.pi * t(0.25) / 0.25)),
    "riser": (
        "Riser",
        lambda: (moving(2.6, lambda x: 300 * 24**x) + 0.35 * swept(2.6, 110, 1760)) * (t(2.6) / 2.6) ** 2,
    ),
    "riser_tone": ("Riser, tonal", lambda: sum(swept(2.0, f, f * 4) for f in (110, 165, 220.7)) * (t(2.0) / 2) ** 1.6),
    "fall": (
        "Fall",
        lambda: (swept(1.6, 1400, 70) + 0.4 * moving(1.6, lambda x: 5000 * 0.03**x)) * (1 - t(1.6) / 1.6) ** 0.8,
    ),
    "hit": (
        "Hit",
        lambda: hall(laid(0.5, (0, swept(0.5, 150, 38) * fall(0.5, 7)), (0, 0.7 * click(1800, 60))), 1.4, 0.35),
    ),
    "boom": ("Boom", lambda: hall(swept(1.4, 72, 27) * fall(1.4, 2.6), 2.0, 0.3)),
    "braam": (
        "Braam",
        lambda: hall(
            np.tanh(2.2 * sum(np.sign(np.sin(2 * np.pi * f * t(1.3))) * 0.3 for f in (55, 55.4, 82.5)))
            * fall(1.3, 1.6),
            1.6,
            0.4,
        ),
    ),
    "stomp": ("Stomp", lambda: laid(0.5, (0, swept(0.4, 120, 45) * fall(0.4, 12)), (0.004, 0.5 * click(700, 40)))),
    "clap": (
        "Clap",
        lambda: hall(
            laid(0.25, *((d, shaped(noise(0.12), 700, 5200) * fall(0.12, 45)) for d in (0, 0.011, 0.021, 0.03))),
            0.5,
            0.25,
        ),
    ),
    "snap": ("Finger snap", lambda: hall(laid(0.2, (0, click(2600, 70)), (0.012, 0.8 * click(1700, 55))), 0.35, 0.2)),
    "pop": ("Pop", lambda: drop(320, 3.2, 0.09)),
    "pop_low": ("Pop, low", lambda: drop(140, 2.6, 0.14)),
    "bubble": ("Bubbles", lambda: laid(0.8, *((0.11 * n, drop(300 + 90 * (n * 3 % 5), 2.2, 0.08)) for n in range(6)))),
    "click": ("Click", lambda: click(3400, 160)),
    "switch": ("Switch", lambda: laid(0.2, (0, click(2400, 130)), (0.07, 0.8 * click(1500, 110)))),
    "typing": (
        "Typing",
        lambda: laid(1.9, *((max(0, at + _rng.normal(0, 0.02)), key()) for at in np.arange(0.02, 1.8, 0.118))),
    ),
    "key": ("One key", key),
    "ding": ("Ding", lambda: bell(1568, 1.3, 3.6)),
    "chime": (
        "Chime",
        lambda: laid(1.8, *((0.09 * n, bell(f, 1.4, 3.2)) for n, f in enumerate((1047, 1319, 1568, 2093)))),
    ),
    "bell": ("Bell", lambda: hall(bell(440, 2.4, 1.6), 1.0, 0.2)),
    "notice": ("Notice", lambda: laid(0.7, (0, bell(1175, 0.5, 7)), (0.13, bell(1760, 0.5, 6)))),
    "right": (
        "Right answer",
        lambda: laid(0.9, (0, bell(880, 0.5, 6)), (0.12, bell(1109, 0.5, 6)), (0.24, bell(1319, 0.6, 5))),
    ),
    "wrong": (
        "Wrong answer",
        lambda: (
            np.tanh(3 * np.sin(2 * np.pi * 147 * t(0.55)) + 2 * np.sin(2 * np.pi * 155.6 * t(0.55)))
            * np.minimum(1, (0.55 - t(0.55)) * 20)
        ),
    ),
    "camera": (
        "Camera",
        lambda: laid(
            0.4, (0, click(3000, 110)), (0.03, 0.5 * shaped(noise(0.06), 1500, 6000)), (0.11, 0.9 * click(2000, 90))
        ),
    ),
    "tape_stop": (
        "Tape stops",
        lambda: swept(0.9, 440, 28) * (1 - t(0.9) / 0.9) ** 0.5 + 0.2 * swept(0.9, 880, 56) * (1 - t(0.9) / 0.9),
    ),
    "glitch": (
        "Glitch",
        lambda: laid(
            0.6,
            *(
                (
                    0.05 * n,
                    np.sign(np.sin(2 * np.pi * _rng.choice([220, 880, 1760, 3520]) * t(0.03)))
                    * 0.5
                    * (_rng.random() > 0.25),
                )
                for n in range(11)
            ),
        ),
    ),
    "heartbeat": (
        "Heartbeat",
        lambda: laid(
            1.6,
            *((a, swept(0.22, 75, 38) * fall(0.22, 14) * v) for a, v in ((0, 1), (0.24, 0.7), (0.8, 1), (1.04, 0.7))),
        ),
    ),
}


def kick() -> Wave:
    """A bass drum."""
    return swept(0.32, 160, 42) * fall(0.32, 11) + 0.2 * np.pad(click(2500, 200), (0, round(0.24 * RATE)))


def snare() -> Wave:
    """A snare drum."""
    return 0.5 * np.sin(2 * np.pi * 185 * t(0.22)) * fall(0.22, 24) + 0.7 * shaped(noise(0.22), 900, 9000) * fall(
        0.22, 19
    )


def hat(speed: float = 70) -> Wave:
    """A hi-hat."""
    return shaped(noise(0.12), 7000, 16000) * fall(0.12, speed) * 0.5


def rim() -> Wave:
    """A rim shot."""
    return click(1700, 95) * 0.9


def tone(note: float, seconds: float, kind: str) -> Wave:
    """A note by its MIDI number, played by an instrument."""
    hertz = 440 * 2 ** ((note - 69) / 12)
    at = t(seconds)
    edges = np.minimum(1, at * 120) * np.minimum(1, (seconds - at) * 40)
    if kind == "bass":
        return (
            np.tanh(1.6 * sum(np.sin(2 * np.pi * hertz * n * at) / n**1.3 for n in range(1, 7)))
            * fall(seconds, 2.2)
            * edges
        )
    if kind == "keys":
        return (
            (np.sin(2 * np.pi * hertz * at + 1.4 * np.sin(2 * np.pi * hertz * at) * fall(seconds, 5)))
            * fall(seconds, 2.4)
            * edges
        )
    if kind == "pad":
        return (
            sum(np.sin(2 * np.pi * hertz * d * at + d) for d in (0.997, 1, 1.004, 2.001))
            / 3
            * np.minimum(1, at * 3)
            * np.minimum(1, (seconds - at) * 3)
        )
    if kind == "pluck":
        return sum(np.sin(2 * np.pi * hertz * n * at) / n * fall(seconds, 4 + 2 * n) for n in range(1, 9)) * edges
    return sum(np.sin(2 * np.pi * hertz * n * at) / n for n in (1, 3, 5, 7)) * fall(seconds, 3) * edges


MINOR, MAJOR = (0, 3, 7, 10), (0, 4, 7, 11)
# name, beats a minute, kick, snare, hat, bass, lead instrument, chords (root, shape), lead steps, swing
LOOPS = (
    ("sunrise", "Sunrise", 100, "x...x...x...x...", "....x.......x...", "..x...x...x...x.", "x..x..x.x..x..x.",
     "pluck", ((60, MAJOR), (57, MINOR), (65, MAJOR), (67, MAJOR)), "x.x.x..x.x..x.x.", 0.0),
    ("night_drive", "Night drive", 112, "x...x...x...x...", "....x.......x...", "x.x.x.x.x.x.x.x.", "x.x.x.x.x.x.x.x.",
     "lead", ((57, MINOR), (53, MAJOR), (60, MAJOR), (55, MAJOR)), "x...x.x...x.x...", 0.0),
    ("corner_cafe", "Corner café", 84, "x.....x...x.....", "....r.......r...", "x.xxx.xxx.xxx.xx", "x...x...x...x...",
     "keys", ((62, MINOR), (67, MINOR), (60, MAJOR), (65, MAJOR)), "x..x....x..x....", 0.28),
    ("sprint", "Sprint", 150, "x..x..x...x.....", "....x.......x...", "x.x.x.x.x.x.x.x.", "x.xx.xx.x.xx.xx.",
     "lead", ((52, MINOR), (52, MINOR), (55, MAJOR), (50, MAJOR)), "x.x.x.x.x.x.x.xx", 0.0),
    ("paper_planes", "Paper planes", 118, "x...x...x...x...", "....c.......c...", "..x...x...x...x.",
     "x.......x...x...", "pluck", ((65, MAJOR), (60, MAJOR), (62, MINOR), (58, MAJOR)), "x..x..x.x..x..x.", 0.0),
    ("slow_rain", "Slow rain", 72, "x.........x.....", "........x.......", "x...x...x...x...", "x...............",
     "pad", ((57, MINOR), (60, MAJOR), (55, MAJOR), (53, MAJOR)), "x...............", 0.1),
    ("arcade", "Arcade", 132, "x...x...x...x...", "....x.......x...", "x.x.x.x.x.x.x.x.", "x.x.x.x.x.x.x.x.",
     "lead", ((60, MAJOR), (65, MAJOR), (67, MAJOR), (60, MAJOR)), "xxxxx.x.xxxxx.x.", 0.0),
    ("rooftop", "Rooftop", 92, "x..x......x.....", "....x.......x..x", "x.x.x.x.x.x.x.x.", "x..x....x.x.....",
     "keys", ((58, MAJOR), (62, MINOR), (55, MINOR), (60, MINOR)), "..x...x...x..x..", 0.22),
    ("harvest", "Harvest", 108, "x.......x.......", "....c.......c...", "x.x.x.x.x.x.x.x.", "x...x...x...x...",
     "pluck", ((62, MAJOR), (67, MAJOR), (62, MAJOR), (69, MAJOR)), "x.xx..x.x.xx..x.", 0.0),
    ("deep_end", "Deep end", 124, "x...x...x...x...", "....c.......c...", "..x...x...x...x.", "..x...x...x..xx.",
     "keys", ((57, MINOR), (57, MINOR), (62, MINOR), (52, MINOR)), "..x..x....x..x..", 0.0),
    ("small_hours", "Small hours", 78, "x......x..x.....", "....x.......x...", "x.xxx.x.x.xxx.x.", "x..x......x.....",
     "keys", ((60, MINOR), (56, MAJOR), (63, MAJOR), (58, MAJOR)), "x.....x...x.....", 0.3),
    ("carnival", "Carnival", 126, "x..xx..xx..xx..x", "..r..r..r..r..r.", "xxxxxxxxxxxxxxxx", "x..xx..xx..xx..x",
     "pluck", ((60, MAJOR), (65, MAJOR), (67, MAJOR), (65, MAJOR)), "x.xx.xx.x.xx.xx.", 0.0),
)  # fmt: skip


def made_loop(loop: tuple) -> Wave:
    """Four bars that go on from their end to their beginning: what rings over the end is laid on the start."""
    _id, _name, bpm, kicks, snares, hats, basses, kind, chords, leads, swing = loop
    step = 60 / bpm / 4
    length = 64 * step
    total = np.zeros((round(length * RATE) + 2 * RATE, 2))

    def put(at: float, wave: Wave, gain: float, side: float = 0.0) -> None:
        first = round(at * RATE)
        total[first : first + len(wave), 0] += wave * gain * (1 - max(0, side))
        total[first : first + len(wave), 1] += wave * gain * (1 + min(0, side))

    def clap() -> Wave:
        return EFFECTS["clap"][1]()

    for bar in range(4):
        root, shape = chords[bar]
        for number in range(16):
            late = swing * step if number % 2 else 0.0
            at = (bar * 16 + number) * step + late
            if kicks[number] == "x":
                put(at, kick(), 0.8)
            if snares[number] != ".":
                put(at, {"x": snare, "r": rim, "c": clap}[snares[number]](), 0.5)
            if hats[number] == "x":
                put(at, hat(45 if number % 4 == 2 else 90), 0.28 if number % 2 == 0 else 0.2, 0.25)
            if basses[number] == "x":
                put(at, tone(root - 24, step * 2.2, "bass"), 0.3)
            if leads[number] == "x":
                note = root + shape[(number * 3 + bar) % 4] + (12 if number % 8 == 4 else 0)
                put(at, tone(note, step * 4, kind if kind != "pad" else "keys"), 0.17, -0.35)
        for offset in shape[:3]:
            put(bar * 16 * step, tone(root - 12 + offset, 16 * step, "pad"), 0.07, 0.2 if offset else -0.2)
    count = round(length * RATE)
    total[: len(total) - count] += total[count:]
    return total[:count]


def levelled(wave: Wave, peak_db: float) -> Wave:
    """The same with that peak."""
    return wave / max(float(np.abs(wave).max()), 1e-9) * 10 ** (peak_db / 20)


def write(path: Path, wave: Wave, bits: int) -> None:
    """The sound as Opus in Ogg."""
    stereo = wave if wave.ndim == 2 else np.column_stack([wave, wave])
    with av.open(str(path), "w", format="ogg") as container:
        stream = container.add_stream("libopus", rate=RATE)
        stream.bit_rate = bits
        stream.layout = "stereo"
        frame = av.AudioFrame.from_ndarray(np.ascontiguousarray(stereo.T, np.float32), format="fltp", layout="stereo")
        frame.sample_rate = RATE
        for packet in [*stream.encode(frame), *stream.encode(None)]:
            container.mux(packet)


def found_in(path: Path) -> dict[str, object]:
    """What a probe tells of a sound: its samples, size and fingerprint."""
    facts = probe(path)
    return {
        "samples": int(facts.duration * RATE),
        "fingerprint": facts.fingerprint,
        "size_bytes": facts.size_bytes,
    }


def main() -> int:
    """Make all of them, and their list with what a probe finds in each."""
    HERE.mkdir(parents=True, exist_ok=True)
    listed: list[dict[str, object]] = []
    for sound_id, (name, make) in EFFECTS.items():
        wave = make()
        fade = min(len(wave), RATE // 100)
        wave[-fade:] *= np.linspace(1, 0, fade)
        write(HERE / f"{sound_id}.ogg", levelled(wave, -3), 64_000)
        listed.append({"id": sound_id, "name": name, "kind": "effect", "file": f"{sound_id}.ogg"})
    for loop in LOOPS:
        name = f"loop_{loop[0]}"
        write(HERE / f"{name}.ogg", levelled(np.tanh(made_loop(loop)), -3), 80_000)
        listed.append({"id": name, "name": loop[1], "kind": "loop", "file": f"{name}.ogg", "bpm": loop[2]})
    listed = [{**one, **found_in(HERE / str(one["file"]))} for one in listed]
    told = {"licence": "CC0-1.0", "made_by": "packaging/sounds.py", "sounds": listed}
    (HERE / "sounds.json").write_text(json.dumps(told, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    print(f"{len(listed)} sounds, {sum(one.stat().st_size for one in HERE.iterdir()) // 1000} kB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
