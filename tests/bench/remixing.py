"""Building on others' videos: takes laid on their source, slots filled, variants of a template.

Takes are real speech and music with a real voice over them, a room of twelve echoes, and noise. Needs the real media.
`DECOLLAGE_BENCH_VARIANTS` is how many variants are made (50); one after another without sharing, five are timed.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Sequence
from fractions import Fraction
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp

import numpy as np

from studio.edits import add_asset, add_item, add_layer, append, mark_slot
from studio.effect import Samples
from studio.media import make_asset, probe
from studio.media.glances import Glance
from studio.media.listening import whole_sound
from studio.model import Asset, Clip, Footage, Layer, Project, Slot, Span, Title
from studio.platforms import platforms
from studio.publish import export_settings
from studio.remix import best_filling
from studio.session.variants import Job, export_variants, save_variants
from studio.sounding import late_s
from tests.bench.material import two_clips
from tests.bench.rows import Row
from tests.helpers.real_media import ROOT, real

_SOUNDS = (
    "librosa__5703-47212-0000.hq.ogg", "librosa__Kevin_MacLeod_-_Vibe_Ace.hq.ogg",
    "librosa__sorohanro_-_solo-trumpet-06.hq.ogg", "mdn__guitar.wav", "uberi__english.wav", "ina__musanmix.mp3",
    "mirdata__vocadito_1.wav", "autoeditor__new-commentary.mp3",
)  # fmt: skip
_VOICES = (4, 0, 6)
_BLEEDS_DB = (0, -6, -12, -20)
_SECONDS = 12


def rows(folder: Path, runs: int) -> Iterable[Row]:
    """Alignment, filling, variants."""
    if ROOT.is_dir():
        yield from _alignment()
    yield _filling()
    yield _variants(folder)


def _even(samples: Samples | np.ndarray) -> np.ndarray:
    return np.asarray(samples / max(1e-9, float(np.sqrt(np.mean(np.square(samples))))))


def _alignment() -> Iterable[Row]:
    """Each sound as a source, heard 0 to 500 ms late, as loud as the voice or up to 20 dB beneath it."""
    sounds = [whole_sound(make_asset(probe(real(f"audio/{name}")), asset_id="a")) for name in _SOUNDS]
    sounds = [sound[: _SECONDS * 48_000] for sound in sounds]
    chance = np.random.default_rng(1)
    off: list[float] = []
    for number, source in enumerate(sounds):
        for turn, bleed_db in enumerate(_BLEEDS_DB):
            voice = _VOICES[(turn + (_VOICES[turn % 3] == number)) % 3]
            late = round(chance.uniform(0, 0.5) * 48_000)
            found = late_s(source, _take(source, sounds[voice], late, bleed_db, chance))
            off.append(np.inf if found is None else 1000 * abs(found - late / 48_000))
    good = 100 * sum(each <= 2 for each in off) / len(off)
    yield Row(group="remix", name="takes laid within 2 ms", value=good, unit="%", limit=95, limit_name="at least",
              lower_is_better=False, note=f"{len(off)} takes, worst {max(off):.2f} ms")  # fmt: skip


def _take(source: Samples, voice: Samples, late: int, bleed_db: float, chance: np.random.Generator) -> Samples:
    count = len(source)
    room = np.zeros(2400)
    room[0] = 1
    for echo in chance.integers(50, 2400, 12):
        room[echo] += chance.normal() * 0.25
    size = 2 * count + 4096
    heard = np.fft.irfft(np.fft.rfft(_even(source.mean(axis=1)), size) * np.fft.rfft(room, size))
    heard = _even(np.concatenate([np.zeros(late), heard])[:count]) * 10 ** (bleed_db / 20)
    own = _even(np.resize(np.roll(voice.mean(axis=1), int(chance.integers(48_000))), count)) if bleed_db else 0.0
    mono = (0.1 * (heard + own + chance.normal(size=count) * 10 ** (-30 / 20))).astype(np.float32)
    return np.stack([mono, mono], axis=1)


def _filling() -> Row:
    """Twelve slots, thirty clips, once what they are like is known."""
    chance = np.random.default_rng(2)
    project = Project(id="fill")
    looks: dict[str, Sequence[Glance]] = {}
    for number in range(42):
        length = Fraction(int(chance.integers(20, 300)), 10)
        name = f"a{number}"
        project = add_asset(project, Asset(name, f"/{name}.mp4", "video", name, length, 1080, 1920, fingerprint=name))
        looks[name] = [
            Glance(float(length) * part, *(float(each) for each in chance.uniform((0, 0, -50), (30, 800, -10))))
            for part in (0.1, 0.4, 0.6, 0.9)
        ]
        if number < 12:
            project = append(project, Clip(f"c{number}", Footage(name), Span(Fraction(0), Fraction(2))))
            project = mark_slot(project, f"c{number}", slot=Slot(f"s{number}"))
    begun = time.perf_counter()
    filling = best_filling(project, project.assets[12:], looks)
    took = time.perf_counter() - begun
    assert len(filling.choices) == 12
    return Row(group="remix", name="12 slots filled from 30 clips", value=took, unit="s", limit=3.0,
               limit_name="at most")  # fmt: skip


def _variants(folder: Path) -> Row:
    """Variants of a template of ten seconds whose words of the first three differ, beside each other and sharing;
    against one after another without."""
    count = int(os.environ.get("DECOLLAGE_BENCH_VARIANTS", "50"))
    place = Path(mkdtemp(prefix="variants-", dir=folder))
    try:
        rows = [{"name": f"Guest {number}"} for number in range(count)]
        jobs = save_variants(_template(*two_clips(folder)), rows, media_from=folder, out=place, name="v")
        alone = _seconds(jobs[: min(5, count)], None, 1) / min(5, count)
        for job in jobs[:5]:
            job.film.unlink()
        together = _seconds(jobs, (place / "store", 4 << 30), None) / count
    finally:
        rmtree(place, ignore_errors=True)
    return Row(group="remix", name="variants, sharing and beside each other", value=alone / together, unit="×",
               limit=1.7, limit_name="at least", lower_is_better=False,
               note=f"{count} of 10 s: {together:.1f} s each, alone {alone:.1f} s")  # fmt: skip


def _template(one: Path, other: Path) -> Project:
    project = Project(id="template", name="Template")
    for name, path in (("a", one), ("b", other)):
        project = add_asset(project, make_asset(probe(path), asset_id=name))
    for number in range(5):
        window = Span(Fraction(number), Fraction(2))
        project = append(project, Clip(f"c{number}", Footage("ab"[number % 2]), window))
    words = Clip("t", Title("For {{name}}"), Span(Fraction(0), Fraction(3)))
    return add_item(add_layer(project, Layer("words", "text")), words, layer="words", at=Fraction(0))


def _seconds(jobs: Sequence[Job], store: tuple[Path, int] | None, processes: int | None) -> float:
    def work(project: Project):  # type: ignore[no-untyped-def]
        return export_settings(project, platforms()["tiktok"])

    begun = time.perf_counter()
    made = list(export_variants(jobs, work, store=store, processes=processes or (1 if store is None else None)))
    assert all(one.result is not None for one in made), [one.refused for one in made]
    return time.perf_counter() - begun
