"""From words on a command line to the right command, and from whatever happens to an exit status.

It must never show a traceback (details go to the log), and never import a slow library before a command needs it.
"""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from importlib import import_module, resources
from pathlib import Path
from typing import NamedTuple

from studio.cli.words import DONE, FAILED, REFUSED, USAGE, Usage, complain
from studio.sentences import Refused, Sentence, say

__all__ = ["main"]


class _Entry(NamedTuple):
    module: str
    help: Sentence


_ENTRIES = {
    "new": _Entry("projects", say("begins a project from media")),
    "do": _Entry("editing", say("edits a project; do --list shows every edit")),
    "show": _Entry("projects", say("shows what is in a project, and what is wrong with it")),
    "probe": _Entry("probing", say("shows what media files are")),
    "duet": _Entry("remixing", say("begins a project in which your video plays beside somebody's")),
    "react": _Entry("remixing", say("begins a project in which your video plays small over somebody's")),
    "greenscreen": _Entry("remixing", say("begins a project in which you stand before somebody's video")),
    "stitch": _Entry("remixing", say("begins a project that goes on from somebody's video")),
    "challenge": _Entry("challenges", say("packs, shows, checks and joins challenges")),
    "frame": _Entry("looking", say("draws one moment of a project as a picture")),
    "captions": _Entry("captioning", say("lists what is said, or writes it as a subtitle file")),
    "export": _Entry("exporting", say("makes a video file of a project")),
    "receipt": _Entry("receipts", say("reads a finished video back and proves what it is")),
    "check": _Entry("checking", say("looks at a project or video before it is posted")),
    "forecast": _Entry("forecasting", say("shows how a feed might treat a draft: a model, not the platform")),
    "feed": _Entry("feed", say("shows where a feed would place a draft among its neighbours, and why")),
    "calibrate": _Entry("calibrating", say("learns what is usual for you from analytics files of your posts")),
    "reach": _Entry("reach", say("checks the forecast on tables of outcomes, or fits it anew")),
    "compare": _Entry("forecasting", say("compares drafts on the same viewers, by the same model")),
    "relink": _Entry("relinking", say("finds media that was moved or renamed")),
    "collect": _Entry("relinking", say("puts a project and its media into one folder or .zip")),
    "unpack": _Entry("relinking", say("unpacks a collected project")),
    "demo": _Entry("demo", say("makes, exports and checks a short video of its own")),
    "effect": _Entry("effect", say("tries effects you wrote, and says where they go")),
    "gallery": _Entry("gallery", say("draws every effect, with a page to look at them")),
    "bench": _Entry("bench", say("measures how fast it all is (in a clone)")),
}
_EXPORT_CHILD = "_export-child"
_PROBE_CHILD = "_probe-child"
_PROXY_CHILD = "_proxy-child"
_CAMERA_CHILD = "_camera-child"
_EFFECT_CHILD = "_effect-child"
_TRANSCRIBE_CHILD = "_transcribe-child"
_TRY_ENCODER = "_try-encoder"


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program; gives the exit status."""
    argv = list(sys.argv[1:] if argv is None else argv)
    _forgive_streams()
    try:
        _speak_their_language()
        return _run(argv)
    except Usage as usage:
        complain(usage.sentence)
        return USAGE
    except Refused as refused:
        complain(refused.sentence)
        return REFUSED
    except KeyboardInterrupt:
        complain(say("Stopped."))
        return REFUSED
    except BrokenPipeError:
        # Whoever read the output has seen enough. Python would complain again at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        return DONE
    except Exception as error:  # noqa: BLE001  (the last line of defence: it goes to the log)
        complain(_failure(error))
        return FAILED


def _run(argv: list[str]) -> int:
    if not argv or _is_project(argv[0]):
        return _open_window(argv)
    name, rest = argv[0], argv[1:]
    if name in ("-h", "--help", "help"):
        print(_overview())
        return DONE
    if name == "--version":
        import studio

        print(studio.__version__)
        return DONE
    if name == _EXPORT_CHILD:
        with _guarded():
            return _export_child()
    if name == _PROBE_CHILD:
        from studio.media.looking.probe_process import probe_child_main

        return probe_child_main(*map(int, rest))
    if name == _PROXY_CHILD:
        from studio.media.proxies.proxy_process import proxy_child_main

        return proxy_child_main()
    if name == _TRANSCRIBE_CHILD:
        from studio.media.transcribing.recognise import transcribe_child_main

        return transcribe_child_main()
    if name == _CAMERA_CHILD:
        from studio.media.recording.camera_child import camera_child_main

        return camera_child_main()
    if name == _EFFECT_CHILD:
        from studio.cli.effect import effect_child_main

        return effect_child_main(*rest)
    if name == _TRY_ENCODER:
        from studio.media.writing.hardware import try_encoder_main

        return try_encoder_main(rest)
    entry = _ENTRIES.get(name)
    if entry is None:
        names = ", ".join(_ENTRIES)
        raise Usage(say("There is no command “{name}”. There are: {names}.", name=name, names=names))
    command: Callable[[list[str]], int] = getattr(import_module(f"studio.cli.{entry.module}"), f"run_{name}")
    with _guarded():
        return command(rest)


def _guarded() -> AbstractContextManager[object]:
    """No media is opened that a child with limits has not looked into."""
    from studio.files.looked_into import Looker, guarded
    from studio.session import looked_into_file

    def looker() -> Looker:
        from studio.media import ProbeChildren

        return ProbeChildren()

    return guarded(looked_into_file(), looker)


def _overview() -> str:
    lines = [
        "decollage                  " + say("opens the window").translated(),
        *(f"decollage {name:<16} {entry.help.translated()}" for name, entry in _ENTRIES.items()),
        "",
        say("decollage COMMAND --help says more about a command.").translated(),
    ]
    return "\n".join(lines)


def _is_project(name: str) -> bool:
    return name.endswith(".decollage") and not name.startswith("-")


def _open_window(argv: list[str]) -> int:
    if not _has_screen():
        complain(say("There is no screen here to open a window on. Try “decollage demo”, or “decollage --help”."))
        return REFUSED
    from studio.cli.effects_here import effects_here
    from studio.ui.app import run_window

    with _guarded():
        return run_window(argv, effects_here(), _make_sample)


def _make_sample(folder: Path, told: Callable[[int], object]) -> Path:
    from studio.cli.demo import make_sample

    return make_sample(folder, told)


def _has_screen() -> bool:
    if not sys.platform.startswith("linux"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def _export_child() -> int:
    from studio.cli.effects_here import effects_here
    from studio.media.exporting.export_child import export_child_main

    return export_child_main(effects_here())


def _speak_their_language() -> None:
    """Sentences come in the person's language where it is there; without a translation Qt is not even loaded."""
    if (resources.files("assets") / "translations").is_dir():
        from studio.ui.words import install_translation

        install_translation()


def _forgive_streams() -> None:
    """A name that the terminal cannot show is shown escaped instead of ending the program."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")


def _failure(error: Exception) -> Sentence:
    """One sentence for people; the traceback goes to the log."""
    if isinstance(error, MemoryError):
        return say("There is not enough memory for this.")
    log = _log(error)
    reason = error.strerror if isinstance(error, OSError) and error.strerror else type(error).__name__
    if log is None:
        return say("Something went wrong ({reason}).", reason=reason)
    return say("Something went wrong ({reason}). Details are in {log}.", reason=reason, log=log)


def _log(error: Exception) -> Path | None:
    from studio.session import log_file

    log = log_file()
    try:
        log.parent.mkdir(parents=True, exist_ok=True)
        with log.open("a", encoding="utf-8", errors="backslashreplace") as file:
            file.write(f"{datetime.now():%Y-%m-%d %H:%M:%S} {' '.join(sys.argv)}\n")
            file.writelines(traceback.format_exception(error))
    except OSError:
        return None
    return log
