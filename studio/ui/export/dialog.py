"""The export dialog: choose on the left; on the right what is being written, what waits, and what came of it.

Closing it stops nothing: exports go on while the person edits.
"""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from studio.model import Problem
from studio.sentences import say
from studio.ui.bridge import Bridge
from studio.ui.controls.dialog import Dialog
from studio.ui.export.form import DrawMoment, ExportForm
from studio.ui.export.queue_panel import QueuePanel
from studio.ui.export.queued import QueuedExport
from studio.ui.export.running import Exporting

__all__ = ["ExportDialog"]

_WIDTH, _HEIGHT = 1082, 700
_QUEUE_WIDTH = 396
_WARM_MS = 400


class ExportDialog(Dialog):
    """Exports of the open project, from the choice to the files. `picture` is what the player shows,
    `draw` draws other moments."""

    def __init__(
        self,
        window: QWidget,
        bridge: Bridge,
        exporting: Exporting,
        picture: QImage | None = None,
        draw: DrawMoment | None = None,
    ) -> None:
        title = say("Export “{name}”", name=bridge.session.project.name)
        super().__init__(window, title, _WIDTH, _HEIGHT)
        self.setObjectName("export")
        self._bridge, self._exporting = bridge, exporting
        self.form = ExportForm(bridge, exporting, picture, draw)
        self.queue = QueuePanel(exporting)
        self.queue.setFixedWidth(_QUEUE_WIDTH)
        line = QFrame()
        line.setObjectName("rule")
        line.setFixedWidth(1)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.form, 1)
        row.addWidget(line)
        row.addWidget(self.queue)
        self.body.addLayout(row)
        self.form.wanted.connect(self.begin)
        self.form.queued.connect(lambda: self._add(held=True))
        self.form.jump.connect(self._jump)
        # After the first picture: the start of a process must not hold it up.
        soon = QTimer(self)
        soon.setSingleShot(True)
        soon.timeout.connect(exporting.warm_up)
        soon.start(_WARM_MS)
        self.closed.connect(soon.stop)

    def begin(self) -> None:
        """Write the files now, or as soon as what runs is done."""
        self._add(held=False)

    def _add(self, *, held: bool) -> tuple[QueuedExport, ...]:
        span, added = self.form.span(), []
        for planned in self.form.plan():
            names = tuple(platform.name for platform in planned.platforms)
            sheets = planned.platforms if self.form.with_sheet.isChecked() else ()
            captions = self.form.caption_files()
            added.append(self._exporting.add(planned.steps, span, names, sheets=sheets, captions=captions, held=held))
        return tuple(added)

    def _jump(self, problem: Problem) -> None:
        """Show the place on the timeline."""
        session = self._bridge.session
        self.close_dialog()
        if problem.about:
            session.select((problem.about,))
        if problem.at is not None:
            session.move_playhead(problem.at)
