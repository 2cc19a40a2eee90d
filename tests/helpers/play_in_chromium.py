"""Plays a film in Chromium, without a window, to its end: what people's browsers and phones make of it.

The browser is one that is installed; nothing is fetched. The page and the film come from a server on this machine.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import tempfile
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Thread
from typing import NamedTuple

_PAGE = """<!doctype html><video id=v muted playsinline src=/film.mp4></video><script>
const v = document.getElementById('v')
let wrong = ''
const tell = () => {
  const q = v.getVideoPlaybackQuality()
  fetch('/told', {method: 'POST', body: JSON.stringify({error: wrong, ended: v.ended, at: v.currentTime,
    length: v.duration, decoded: q.totalVideoFrames, corrupted: q.corruptedVideoFrames || 0})})
}
v.onerror = () => { wrong = v.error.code + ' ' + v.error.message; tell() }
v.onended = tell
v.playbackRate = RATE
v.play().catch(problem => { wrong = wrong || String(problem); tell() })
</script>"""


class Played(NamedTuple):
    """What the video element said: an error in words or nothing, whether it came to its end, and its counts."""

    error: str
    ended: bool
    at: float
    length: float
    decoded: int
    corrupted: int


def chromium() -> str | None:
    """The browser on this machine, or None."""
    return next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


def played(path: Path, *, rate: float = 4.0, patience_s: float = 240.0) -> Played:
    """Play `path` at `rate` times its speed, wait for its end, an error, or until patience is at an end."""
    browser = chromium()
    assert browser is not None
    there, told = Event(), {}

    class Answers(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *_: object) -> None:
            """Nothing."""

        def do_GET(self) -> None:
            if self.path.startswith("/film"):
                self._send_film()
            else:
                self._send(200, "text/html", _PAGE.replace("RATE", str(rate)).encode())

        def do_POST(self) -> None:
            told.update(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self._send(200, "text/plain", b"")
            there.set()

        def _send_film(self) -> None:
            size = path.stat().st_size
            asked = self.headers.get("Range", "bytes=0-").removeprefix("bytes=").split("-")
            first = int(asked[0])
            last = min(int(asked[1]) if asked[1] else size - 1, first + (8 << 20), size - 1)
            with path.open("rb") as file:
                file.seek(first)
                body = file.read(last - first + 1)
            self._send(206, "video/mp4", body, f"bytes {first}-{last}/{size}")

        def _send(self, status: int, kind: str, body: bytes, part: str = "") -> None:
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            if part:
                self.send_header("Content-Range", part)
                self.send_header("Accept-Ranges", "bytes")
            self.end_headers()
            try:
                self.wfile.write(body)
            except OSError:
                return  # the browser wanted only the beginning

    class Server(ThreadingHTTPServer):
        def handle_error(self, *_: object) -> None:
            """A browser that hangs up is no error."""

    server = Server(("127.0.0.1", 0), Answers)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        process = subprocess.Popen(
            [browser, "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
             "--disable-background-networking", "--disable-component-update", "--disable-sync",
             "--autoplay-policy=no-user-gesture-required", f"--user-data-dir={profile}",
             f"http://127.0.0.1:{server.server_address[1]}/"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        try:
            there.wait(patience_s)
        finally:
            process.terminate()
            process.wait()
            server.shutdown()
            server.server_close()
            thread.join()
    if not told:
        return Played("nothing was heard of the browser", ended=False, at=0.0, length=0.0, decoded=0, corrupted=0)
    return Played(**told)
