"""Makes the challenges that come with the program: `.venv/bin/python packaging/challenges [NAME ...]`.

Each becomes `assets/challenges/NAME.challenge`, with sample fillings that are painted here. `--keep DIR` leaves the
projects there. It must never touch the person's own projects and settings.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TARGET = ROOT / "assets" / "challenges"


def main() -> int:
    """The exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*")
    parser.add_argument("--keep", type=Path)
    asked = parser.parse_args()
    sys.path.append(str(ROOT))
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory(prefix="decollage-challenges-") as folder:
        os.environ["DECOLLAGE_HOME"] = str(Path(folder) / "home")
        return make(asked.names, (asked.keep or Path(folder)).absolute())


def make(names: list[str], folder: Path) -> int:
    """Make those named, or all."""
    from living import LIVING
    from making import Making
    from moving import MOVING
    from telling import TELLING

    from effects import all_effects
    from studio.effect import Effects
    from studio.render.fonts import load_fonts
    from studio.session.collecting import pack_project

    load_fonts()
    TARGET.mkdir(parents=True, exist_ok=True)
    every = {**TELLING, **LIVING, **MOVING}
    for name in names or every:
        words, loop, makes, beat = every[name]
        making = Making(Effects(all_effects()), folder / name, words, loop=loop)
        makes(making)
        making.session.save(folder / name / f"{name}.decollage")
        target = TARGET / f"{name}.challenge"
        target.unlink(missing_ok=True)
        manifest = pack_project(
            making.session.whole, target, effects=making.session.effects, preview_at=making.at(beat + 0.5)
        )
        making.session.close()
        size = target.stat().st_size // 1000
        print(f"{name}  {manifest.seconds:.1f} s  {len(manifest.slots)} slots  {size} kB", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
