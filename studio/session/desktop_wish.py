"""Whether the desktop wishes that little moves, where Qt does not tell: asked of its own settings, by its own programs.

It takes a moment: never ask on the main thread. It must never remember the answer.
"""

from __future__ import annotations

import shutil
import subprocess
import sys

__all__ = ["desktop_wants_stillness"]

_ASKED: dict[str, tuple[tuple[tuple[str, ...], str], ...]] = {
    "linux": (
        (("gsettings", "get", "org.gnome.desktop.interface", "enable-animations"), "false"),
        (("kreadconfig6", "--group", "KDE", "--key", "AnimationDurationFactor"), "0"),
        (("kreadconfig5", "--group", "KDE", "--key", "AnimationDurationFactor"), "0"),
    ),
    "darwin": ((("defaults", "read", "com.apple.universalaccess", "reduceMotion"), "1"),),
}
"""What to ask on which system, and the answer that means stillness. GNOME's switch is Accessibility > Reduce Animation
("enable-animations", which GTK and the settings portal pass on), Plasma's is the animation speed "Instant"."""
_PATIENCE_S = 3


def desktop_wants_stillness(platform: str = sys.platform) -> bool:
    """The desktop's wish; False where it has none, or nothing there can be asked."""
    for command, still in _ASKED.get(platform, ()):
        program = shutil.which(command[0])
        if program is None:
            continue
        try:
            told = subprocess.run(
                [program, *command[1:]], capture_output=True, text=True, timeout=_PATIENCE_S, check=False
            )
        except (OSError, subprocess.SubprocessError):
            continue
        if told.returncode == 0 and told.stdout.strip() == still:
            return True
    return False
