#!/usr/bin/env python3
"""Makes everything ready and opens Décollage: `python3 packaging/go.py`.

    python3 packaging/go.py                   open the window (without a display: make the demo)
    python3 packaging/go.py run ARGUMENTS     the same program with arguments, such as `run show my.decollage`
    python3 packaging/go.py test [ARGUMENTS]  run the tests; `--long` adds the long ones, the rest goes to pytest
    python3 packaging/go.py ready             only make everything ready

Ready means: the folder `.venv` beside this project with the libraries of the lock file, each checked against
its hash, and on Linux the system libraries. This file needs Python alone, nothing that would have to be
installed first. It must never call sudo, never change anything outside the project's folder unless it is run
as root, and never show a traceback for something that a person can put right.
"""

from __future__ import annotations

import sys

OLDEST = (3, 11)
if sys.version_info < OLDEST:
    sys.exit(
        "Décollage needs Python 3.11 or newer, and this is Python {}.{}.\n"
        "Start it with a newer one, for example: python3.12 packaging/go.py".format(*sys.version_info[:2])
    )

import hashlib  # noqa: E402  (an older Python must have been told so before)
import json  # noqa: E402
import os  # noqa: E402
from pathlib import Path  # noqa: E402

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
STAMP = VENV / "decollage-ready.json"
LOG = VENV / "set-up.log"
LOCKS = {
    "run": ROOT / "packaging" / "requirements.lock",
    "test": ROOT / "packaging" / "requirements-test.lock",
}
ON_WINDOWS = sys.platform == "win32"
PYTHON = VENV / ("Scripts/python.exe" if ON_WINDOWS else "bin/python")
MACHINES = (
    "Linux (x86-64 with glibc 2.34 or newer, arm64 with 2.39), macOS 14 or newer, and Windows (x86-64), "
    "with Python 3.11 to 3.14"
)
SPACE_NEEDED = 1_200_000_000


def main(arguments: list[str]) -> int:
    """The exit status of what was asked for."""
    word, rest = (arguments[0], arguments[1:]) if arguments else ("", [])
    if word in ("-h", "--help", "help"):
        print(__doc__)
        return 0
    if word not in ("", "run", "--", "test", "ready"):
        print(f"go.py does not know “{word}”. Try: python3 packaging/go.py --help", file=sys.stderr)
        return 2
    if word == "test":
        make_ready("test")
        return start_tests(rest)
    make_ready("run")
    if word == "ready":
        print("Everything is ready. The program is", program_path())
        return 0
    if not word and not has_display():
        print("There is no display here, so this makes the demo instead of opening the window.", flush=True)
        rest = ["demo"]
    return start([str(PYTHON), "-P", "-m", "studio", *rest])


def has_display() -> bool:
    """Whether a window could be seen."""
    if os.environ.get("QT_QPA_PLATFORM", "").partition(":")[0] in ("offscreen", "minimal"):
        return False
    if ON_WINDOWS or sys.platform == "darwin":
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def start_tests(arguments: list[str]) -> int:
    """Run the suite on all cores, unless the arguments say on how many."""
    spread = [] if any(word.startswith(("-n", "--numprocesses")) for word in arguments) else ["-n", str(cores())]
    os.chdir(ROOT)
    if hasattr(os, "nice"):
        # As nice as the program's own workers, which would otherwise starve beside as many tests as there are cores.
        os.nice(10)
    if "--long" in arguments:
        # Long tests take longer than what is otherwise taken for a standstill, and telling of one may end the process.
        arguments = ["-o", "faulthandler_timeout=0", *arguments]
    return start([str(PYTHON), "-m", "pytest", *spread, "--dist", "worksteal", *arguments])


def cores() -> int:
    """How many processors this process may use; containers are often given fewer than the machine has."""
    allowed = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    try:
        quota, period = Path("/sys/fs/cgroup/cpu.max").read_text(encoding="ascii").split()
        allowed = min(allowed, -(-int(quota) // int(period)))
    except (OSError, ValueError):
        pass  # not Linux, or no quota
    return max(1, min(allowed, 8))


def start(command: list[str]) -> int:
    """Become `command`. Windows cannot replace a process, so there it is waited for."""
    # Containers often set it. Without compiled modules every process of ours would start a second later.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    sys.stdout.flush()
    if not ON_WINDOWS:
        os.execv(command[0], command)
    import subprocess

    return subprocess.run(command, check=False).returncode


def make_ready(purpose: str) -> None:
    """Make the environment ready for "run" or "test"; nearly free when it is."""
    stamp = read_stamp()
    if PYTHON.exists() and stamp.get(purpose) == key(purpose):
        return
    print("Making Décollage ready. This happens once and takes a few minutes.", flush=True)
    check_space()
    # Only now, because reading and compiling what is rarely needed would slow every start.
    from system_libraries import make_system_ready

    make_system_ready()
    make_environment()
    STAMP.unlink(missing_ok=True)
    install(LOCKS[purpose])
    link_project()
    # What the tests need includes what running needs, and neither takes anything from the other.
    ready = {name: key(name) for name in LOCKS if name in (purpose, "run") or stamp.get(name) == key(name)}
    STAMP.write_text(json.dumps(ready, indent=1), encoding="utf-8")


def read_stamp() -> dict[str, str]:
    """What the last complete run left, or nothing."""
    try:
        stamp = json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return stamp if isinstance(stamp, dict) else {}


def key(purpose: str) -> str:
    """The digest of all that decides what "ready" means: a run that reached its end left it in the stamp."""
    made_by = hashlib.sha256(f"{ROOT}\n{os.path.realpath(PYTHON)}\n".encode())
    for file in (LOCKS[purpose], Path(__file__), Path(__file__).with_name("system_libraries.py")):
        try:
            made_by.update(file.read_bytes())
        except OSError as problem:
            raise SystemExit(f"{file.name} is missing or cannot be read. Fetch the project again.") from problem
    return made_by.hexdigest()


def check_space() -> None:
    """Refuse to begin what the disk cannot hold."""
    import shutil

    free = shutil.disk_usage(ROOT).free
    if not STAMP.exists() and free < SPACE_NEEDED:
        raise SystemExit(
            f"The libraries need about 1.2 GB, and {free / 1e9:.1f} GB are free on the disk of {ROOT}.\n"
            "Make some room there and start again."
        )


def make_environment() -> None:
    """Make `.venv`, unless there is one that works."""
    import subprocess

    check = "import sys, pip; sys.exit(sys.version_info < (3, 11))"
    if PYTHON.exists() and subprocess.run([PYTHON, "-c", check], capture_output=True).returncode == 0:
        return
    print("Making the folder .venv.", flush=True)
    done = subprocess.run([sys.executable, "-m", "venv", "--clear", VENV], capture_output=True, text=True)
    if done.returncode != 0:
        said = (done.stdout + done.stderr).strip()[-600:]
        raise SystemExit(f"The folder {VENV} could not be made. Python said:\n\n{said}")


def install(lock: Path) -> None:
    """Fetch and install what `lock` names, each file checked against its hash, nothing built from source."""
    import subprocess

    command = [str(PYTHON), "-m", "pip", "--disable-pip-version-check", "--no-input", "install"]
    command += ["--require-hashes", "--only-binary", ":all:", "--no-deps", "--no-compile", "--retries", "2"]
    command += ["--no-warn-script-location", "--requirement", str(lock)]
    if not ON_WINDOWS and os.geteuid() == 0:
        command += ["--root-user-action", "ignore"]
    said = []
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace"
    ) as fetching:
        for line in fetching.stdout or ():
            said.append(line)
            show_progress(line)
    LOG.write_text("".join(said), encoding="utf-8")
    if fetching.returncode != 0:
        raise SystemExit(why_not("".join(said)))


def show_progress(line: str) -> None:
    """One plain line for each larger step of pip's."""
    words = line.split()
    if words[:1] == ["Downloading"] and "MB" in line:
        name = words[1].rpartition("/")[2].partition("-")[0].replace("_", "-")
        print("Fetching", name, " ".join(words[2:]), flush=True)
    elif line.startswith("Installing collected"):
        print("Installing the libraries.", flush=True)


def why_not(said: str) -> str:
    """Why pip failed, in plain words."""
    reasons = [
        (
            "DO NOT MATCH THE HASHES",
            "A library that was fetched is not the one that was meant, so it was not installed. Try another network.",
        ),
        ("No space left", "The disk is full. Make some room and start again."),
        ("Permission denied", f"{VENV} may not be written to. It may belong to another user: remove it and try again."),
        ("Could not fetch URL", "The libraries could not be fetched. Is there a network? Then start again."),
        ("NewConnectionError", "The libraries could not be fetched. Is there a network? Then start again."),
        ("ProxyError", "The libraries could not be fetched through the proxy. Check its settings and start again."),
        ("timed out", "The network is too slow or broke off. Start again: what was fetched is kept."),
        (
            "No matching distribution",
            f"A library has no ready-made file for this machine. Décollage runs on {MACHINES}.",
        ),
    ]
    reason = next((reason for sign, reason in reasons if sign.lower() in said.lower()), "Installing did not work.")
    last = "\n    ".join(said.strip().splitlines()[-4:])
    return f"{reason}\n\nThe last lines that pip said (all of them are in {LOG}):\n\n    {last}"


def link_project() -> None:
    """Let the environment find the project where it lies, and give it the command `decollage`."""
    import subprocess

    ask = [str(PYTHON), "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"]
    packages = Path(subprocess.run(ask, capture_output=True, text=True, check=True).stdout.strip())
    (packages / "decollage.pth").write_text(f"{ROOT}\n", encoding="locale")
    program = program_path()
    if ON_WINDOWS:
        program.write_text('@"%~dp0python.exe" -P -m studio %*\n', encoding="ascii")
        return
    # Through sh, because a first line with #! may hold neither a blank nor more than 127 characters.
    program.write_text(
        '#!/bin/sh\nexec "$(dirname "$(readlink -f "$0")")/python" -P -m studio "$@"\n', encoding="ascii"
    )
    program.chmod(0o755)


def program_path() -> Path:
    """The command `decollage` of the environment."""
    return PYTHON.parent / ("decollage.cmd" if ON_WINDOWS else "decollage")


if __name__ == "__main__":
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit("Stopped. Start again at any time: it goes on where it was.")
    except OSError as problem:
        sys.exit(f"{problem.strerror or problem}: {problem.filename or ROOT}")
