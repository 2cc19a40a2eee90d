"""`decollage do @live`: a command for the window that is open, through its live door.

It must never wait for ever, and never reach anything but this user's own window.
"""

from __future__ import annotations

import socket
import sys
from contextlib import suppress
from pathlib import Path

from studio.cli.words import DONE, REFUSED, USAGE, Usage, complain, print_json
from studio.commands import COMMANDS
from studio.commands.live import MOST_BYTES, Answer, Asked, from_here, read_answer, written
from studio.sentences import Refused, say
from studio.session import door_address, is_mine

__all__ = ["do_live"]

_PATIENCE_S = 60.0
_MOST_ANSWER = 1_000_000


def do_live(command: str, values: dict[str, str], *, as_json: bool) -> int:
    """Have the open window run the command; print what came of it. Gives the exit status."""
    known = COMMANDS.get(command)
    if known is None:
        raise Usage(say("There is no command “{name}”. See decollage do --list.", name=command))
    line = written(Asked(command, from_here(known, values)))
    if len(line) > MOST_BYTES:
        raise Usage(say("This is longer than the live door takes."))
    answer = read_answer(_talk(line))
    if as_json:
        print_json(_record(command, answer))
    elif answer.done:
        print(answer.sentence)
    else:
        complain(say("{words}", words=answer.sentence))
    if answer.misused:
        return USAGE
    return DONE if answer.done else REFUSED


def _record(command: str, answer: Answer) -> dict[str, object]:
    return {
        "command": command,
        "done": answer.done,
        "sentence": answer.sentence,
        "changed": answer.changed,
        "made": list(answer.made),
        "gone": list(answer.gone),
    }


def _talk(line: bytes) -> bytes:
    """Say it through the door; gives the answer. Raises `Refused` where nobody listens."""
    try:
        return _through_pipe(line) if sys.platform == "win32" else _through_socket(line)
    except TimeoutError:
        raise Refused(say("The window does not answer.")) from None
    except OSError:
        raise Refused(
            say("No window is listening. Open Décollage and switch on “Live door” in its settings.")
        ) from None


def _through_socket(line: bytes) -> bytes:
    answer, place = b"", door_address()
    if not is_mine(Path(place)):
        raise Refused(say("The live door belongs to somebody else: {place}.", place=place))
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as door:
        door.settimeout(_PATIENCE_S)
        door.connect(place)
        door.sendall(line)
        while not answer.endswith(b"\n") and len(answer) < _MOST_ANSWER:
            part = door.recv(65536)
            if not part:
                break
            answer += part
    return answer


def _through_pipe(line: bytes) -> bytes:
    with Path(rf"\\.\pipe\{door_address()}").open("r+b", buffering=0) as door:
        door.write(line)
        answer = b""
        with suppress(BrokenPipeError):
            while not answer.endswith(b"\n") and len(answer) < _MOST_ANSWER:
                answer += door.read(65536)
    return answer
