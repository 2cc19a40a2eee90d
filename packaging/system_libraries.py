"""The libraries and fonts of a Linux system that Décollage needs, and how its package manager brings them.

Windows and macOS have them, or the Python packages bring them along. Needs Python alone; it must never call
sudo, and installs only when it is run as root.
"""

from __future__ import annotations

import ctypes
import importlib
import importlib.util
import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

# The file that must load, the package that brings it on Debian, on Fedora (by soname, see `fedora`) and on Arch.
LIBRARIES = [
    ("libEGL.so.1", "libegl1", "libglvnd"),
    ("libGL.so.1", "libgl1", "libglvnd"),
    ("libX11.so.6", "libx11-6", "libx11"),
    ("libfontconfig.so.1", "libfontconfig1", "fontconfig"),
    ("libfreetype.so.6", "libfreetype6", "freetype2"),
    ("libxkbcommon.so.0", "libxkbcommon0", "libxkbcommon"),
    ("libdbus-1.so.3", "libdbus-1-3", "dbus"),
    ("libglib-2.0.so.0", "libglib2.0-0", "glib2"),
    ("libgthread-2.0.so.0", "libglib2.0-0", "glib2"),
    ("libstdc++.so.6", "libstdc++6", "gcc-libs"),
    ("libzstd.so.1", "libzstd1", "zstd"),
    ("libgssapi_krb5.so.2", "libgssapi-krb5-2", "krb5"),
]
WINDOW_LIBRARIES = [
    ("libX11-xcb.so.1", "libx11-xcb1", "libx11"),
    ("libxkbcommon-x11.so.0", "libxkbcommon-x11-0", "libxkbcommon-x11"),
    ("libxcb-cursor.so.0", "libxcb-cursor0", "xcb-util-cursor"),
    ("libxcb-icccm.so.4", "libxcb-icccm4", "xcb-util-wm"),
    ("libxcb-image.so.0", "libxcb-image0", "xcb-util-image"),
    ("libxcb-keysyms.so.1", "libxcb-keysyms1", "xcb-util-keysyms"),
    ("libxcb-render-util.so.0", "libxcb-render-util0", "xcb-util-renderutil"),
    ("libxcb-util.so.1", "libxcb-util1", "xcb-util"),
    ("libxcb-randr.so.0", "libxcb-randr0", "libxcb"),
    ("libxcb-render.so.0", "libxcb-render0", "libxcb"),
    ("libxcb-shape.so.0", "libxcb-shape0", "libxcb"),
    ("libxcb-shm.so.0", "libxcb-shm0", "libxcb"),
    ("libxcb-sync.so.1", "libxcb-sync1", "libxcb"),
    ("libxcb-xfixes.so.0", "libxcb-xfixes0", "libxcb"),
    ("libxcb-xkb.so.1", "libxcb-xkb1", "libxcb"),
    ("libwayland-client.so.0", "libwayland-client0", "wayland"),
    ("libwayland-cursor.so.0", "libwayland-cursor0", "wayland"),
    ("libwayland-egl.so.1", "libwayland-egl1", "wayland"),
    ("libportaudio.so.2", "libportaudio2", "portaudio"),
]
# The beginning of a font's file name, then the packages in the same order, Fedora included.
FONTS = [
    ("NotoSans-", "fonts-noto-core", "google-noto-sans-fonts", "noto-fonts"),
    ("NotoSansCJK", "fonts-noto-cjk", "google-noto-sans-cjk-fonts", "noto-fonts-cjk"),
    ("NotoColorEmoji", "fonts-noto-color-emoji", "google-noto-color-emoji-fonts", "noto-fonts-emoji"),
]
FONT_FOLDERS = ["/usr/share/fonts", "/usr/local/share/fonts", "~/.local/share/fonts", "~/.fonts"]
INSTALLERS = {
    "apt-get": [["apt-get", "update"], ["apt-get", "install", "--yes", "--no-install-recommends"]],
    "dnf": [["dnf", "install", "--assumeyes"]],
    # With -u, because Arch promises nothing for a new package beside older ones.
    "pacman": [["pacman", "-Syu", "--noconfirm", "--needed"]],
}


def make_system_ready() -> None:
    """Install what is missing as root; otherwise say what to type, and stop when nothing works without it."""
    if not sys.platform.startswith("linux"):
        return

    installer = next((name for name in INSTALLERS if shutil.which(name)), "")
    needed, wanted = missing(installer)
    packages = list(dict.fromkeys(needed + wanted))
    if not packages:
        return
    if installer and os.geteuid() == 0:
        problem = install_system(installer, packages)
        importlib.invalidate_caches()
        needed, _ = missing(installer)
        if problem and needed:
            raise SystemExit(problem)
        if problem:
            print(f"{problem}\nThe studio works without, but not as well.")
        return
    if installer:
        steps = " && ".join(shlex.join([*as_root(), *step]) for step in INSTALLERS[installer])
        advice = f"Type this, then start again:\n\n    {steps} {shlex.join(packages)}\n"
    else:
        advice = f"Install what brings these with your system's package manager:\n\n    {shlex.join(packages)}\n"
    if needed:
        raise SystemExit(f"Some system libraries are missing, and only root may install them. {advice}")
    print(f"Some fonts, or what a window or sound needs, are missing. It works without, but not as well. {advice}")


def missing(installer: str) -> tuple[list[str], list[str]]:
    """The packages of `installer` that nothing works without, and those for windows, sound and writing."""
    needed = [package(installer, *row) for row in LIBRARIES if not loads(row[0])]
    if importlib.util.find_spec("ensurepip") is None and installer == "apt-get":
        needed.append("python{}.{}-venv".format(*sys.version_info[:2]))
    wanted = [package(installer, *row) for row in WINDOW_LIBRARIES if not loads(row[0])]
    installed = font_files()
    for prefix, debian, fedora, arch in FONTS:
        if not any(name.startswith(prefix) for name in installed):
            wanted.append({"apt-get": debian, "dnf": fedora, "pacman": arch}.get(installer, prefix))
    return needed, wanted


def package(installer: str, library: str, debian: str, arch: str) -> str:
    """What brings `library`; Fedora finds it by the library's own name, whatever the package is called."""
    return {"apt-get": debian, "pacman": arch, "dnf": f"{library}()(64bit)"}.get(installer, library)


def loads(library: str) -> bool:
    """Whether the system finds `library`."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def font_files() -> set[str]:
    """The file names of the fonts that are installed."""
    folders = [Path(folder).expanduser() for folder in FONT_FOLDERS]
    return {name for folder in folders for _, _, names in os.walk(folder) for name in names}


def as_root() -> list[str]:
    """What a person types first to do something as root."""
    return ["sudo"] if shutil.which("sudo") and os.geteuid() != 0 else []


def install_system(installer: str, packages: list[str]) -> str:
    """Install `packages` as root; what went wrong, or nothing."""
    print(f"Installing {len(packages)} system packages with {installer}.", flush=True)
    *before, last = INSTALLERS[installer]
    surroundings = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    for command in [*before, [*last, *packages]]:
        done = subprocess.run(
            command, env=surroundings, stdin=subprocess.DEVNULL, capture_output=True, text=True, errors="replace"
        )
        if done.returncode != 0:
            said = "\n    ".join((done.stderr or done.stdout).strip().splitlines()[-6:])
            return (
                "The system packages could not be installed. Is there a network? What was said:\n\n    "
                f"{said}\n\nThe command was:\n\n    {shlex.join(command)}\n"
            )
    return ""
