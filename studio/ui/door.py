"""The live door: a local socket of this user alone through which a script asks the open window for commands.

Each is told to the person, who can undo it. It must never listen on a network, and never run anything while the person
drags or a dialog is open.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from studio.commands import COMMANDS
from studio.commands.live import MOST_BYTES, Answer, Asked, answer_to, read_asked, written
from studio.sentences import Refused, Sentence, say
from studio.session import door_address, make_door_folder

if TYPE_CHECKING:
    from studio.ui.window import MainWindow

__all__ = ["LiveDoor"]

_MOST_AT_ONCE = 8
_PATIENCE_MS = 5000
"""Whoever has said nothing whole after so long is shown out."""
_KNOCK_MS = 200


class LiveDoor(QObject):
    """Opens and closes; while open, answers one line with one line and hangs up."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._server: QLocalServer | None = None
        self._callers: set[QLocalSocket] = set()

    @property
    def is_open(self) -> bool:
        """Whether scripts are listened to."""
        return self._server is not None and self._server.isListening()

    def open(self) -> None:
        """Listen from now on. Raises `Refused` where another window does, or there is no place to."""
        if self.is_open:
            return
        make_door_folder()
        address = door_address()
        # Qt would lay its socket over that of another window.
        if _somebody_listens(address):
            raise Refused(say("Another window has the live door open."))
        # A killed program leaves its own behind.
        QLocalServer.removeServer(address)
        server = QLocalServer(self)
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        server.setMaxPendingConnections(_MOST_AT_ONCE)
        server.newConnection.connect(self._let_in)
        server.listen(address)
        if not server.isListening():
            server.deleteLater()
            raise Refused(say("The live door cannot be opened: {reason}.", reason=server.errorString()))
        self._server = server

    def close(self) -> None:
        """Listen no more."""
        for caller in tuple(self._callers):
            caller.abort()
        self._callers.clear()
        if self._server is not None:
            self._server.close()
            self._server.deleteLater()
            self._server = None

    def _let_in(self) -> None:
        while self._server is not None and self._server.hasPendingConnections():
            caller = self._server.nextPendingConnection()
            if len(self._callers) >= _MOST_AT_ONCE:
                caller.abort()
                caller.deleteLater()
                continue
            self._callers.add(caller)
            caller.setReadBufferSize(MOST_BYTES + 1)
            caller.readyRead.connect(lambda caller=caller: self._hear(caller))
            caller.disconnected.connect(lambda caller=caller: self._gone(caller))
            QTimer.singleShot(_PATIENCE_MS, caller, caller.abort)
            self._hear(caller)

    def _hear(self, caller: QLocalSocket) -> None:
        if caller not in self._callers:
            return
        too_long = caller.bytesAvailable() > MOST_BYTES
        if not caller.canReadLine() and not too_long:
            return
        line = bytes(caller.readLine(MOST_BYTES + 1).data()) if not too_long else b" " * (MOST_BYTES + 1)
        self._callers.discard(caller)
        caller.write(written(self._answer(line)))
        caller.disconnectFromServer()

    def _gone(self, caller: QLocalSocket) -> None:
        self._callers.discard(caller)
        caller.deleteLater()

    def _answer(self, line: bytes) -> Answer:
        try:
            asked = read_asked(line)
        except Refused as refused:
            return Answer(done=False, misused=True, sentence=refused.sentence.translated())
        reason = self._not_now()
        if reason is not None:
            return Answer(done=False, sentence=reason.translated())
        answer = answer_to(self._window.session, asked)
        if answer.changed:
            self._tell(asked)
        return answer

    def _not_now(self) -> Sentence | None:
        if self._window.on_start:
            return say("No project is open in the window.")
        if self._window.dialog is not None:
            return say("A dialog is open in the window. Try again when it is closed.")
        return None

    def _tell(self, asked: Asked) -> None:
        """Show the person what a script did, with the way back."""
        session = self._window.session
        there = session.history.present
        back = "" if asked.command in ("undo", "redo") else say("Undo")

        def undo() -> None:
            if session.history.present is there:
                session.undo()

        words = say("A script: {what}", what=COMMANDS[asked.command].name)
        self._window.toast.tell(words, drawing="command", action=back, does=undo)


def _somebody_listens(address: str) -> bool:
    knock = QLocalSocket()
    knock.connectToServer(address)
    there = knock.waitForConnected(_KNOCK_MS)
    knock.abort()
    return there
