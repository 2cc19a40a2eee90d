"""The receipt on the result page: what was proved, in a line; unfolded, every proof; saved as JSON where asked.

It must never open the film: it shows what the export found.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from studio.sentences import say
from studio.ui.controls.buttons import PushButton
from studio.ui.controls.labels import Pictogram, label
from studio.ui.words import shown

if TYPE_CHECKING:
    from studio.media import Proof, Receipt

__all__ = ["ReceiptView"]


class ReceiptView(QWidget):
    """Shows one `Receipt`; nothing while there is none."""

    def __init__(self) -> None:
        super().__init__()
        self._receipt: Receipt | None = None
        self._target = Path()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(8)
        row = QHBoxLayout()
        row.setSpacing(8)
        self._mark = Pictogram("check-circle", "ok", 18)
        self.summary = label("", wrap=True, figures=True)
        self.unfold = PushButton(say("Show receipt"), "outline", clicked=self._turn)
        self.save = PushButton(say("Save as JSON…"), "outline", clicked=self._ask_where)
        row.addWidget(self._mark)
        row.addWidget(self.summary, 1)
        column.addLayout(row)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.unfold)
        buttons.addWidget(self.save)
        buttons.addStretch(1)
        column.addLayout(buttons)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(6)
        inside = QWidget()
        inside.setLayout(self._rows)
        self.details = QScrollArea()
        self.details.setWidget(inside)
        self.details.setWidgetResizable(True)
        self.details.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.details.setMinimumHeight(180)
        column.addWidget(self.details, 1)
        self.show_receipt(None, Path())

    def show_receipt(self, receipt: Receipt | None, target: Path) -> None:
        """Show `receipt` of the film at `target`, folded where all is well."""
        self._receipt, self._target = receipt, target
        self.setVisible(receipt is not None)
        while (item := self._rows.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        if receipt is None:
            return
        good = sum(proof.passed for proof in receipt.proofs)
        self._mark.draw("check-circle" if receipt.passed else "error", "ok" if receipt.passed else "err")
        words = say("Read back: {good} of {all} proofs hold.", good=good, all=len(receipt.proofs))
        self.summary.setText(shown(words))
        for proof in sorted(receipt.proofs, key=lambda each: each.passed):
            self._rows.addWidget(_line(proof))
        self._rows.addStretch(1)
        self._fold(folded=receipt.passed)

    def save_to(self, path: Path) -> None:
        """Write the receipt as JSON. Raises `OSError`."""
        if self._receipt is not None:
            from studio.media import write_receipt

            write_receipt(path, self._receipt)

    def _turn(self) -> None:
        self._fold(folded=self.details.isVisibleTo(self))

    def _fold(self, *, folded: bool) -> None:
        self.details.setVisible(not folded)
        self.unfold.setText(shown(say("Show receipt") if folded else say("Hide receipt")))

    def _ask_where(self) -> None:
        proposed = str(self._target.with_suffix(".receipt.json"))
        chosen, _kind = QFileDialog.getSaveFileName(self, shown(say("Save receipt")), proposed, "JSON (*.json)")
        if chosen:
            try:
                self.save_to(Path(chosen))
            except OSError as error:
                reason = error.strerror or str(error)
                self.summary.setText(shown(say("The receipt could not be saved: {reason}", reason=reason)))


def _line(proof: Proof) -> QWidget:
    """One proof: its mark, its name, and what was found; where it fails also what was planned."""
    from studio.media import proof_words

    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 8, 0)
    row.setSpacing(8)
    row.addWidget(Pictogram("check-circle" if proof.passed else "error", "ok" if proof.passed else "err", 16))
    row.addWidget(label(shown(proof_words(proof.name)), "body"), 1)
    if proof.passed:
        found = proof.found
    else:
        found = shown(say("{found}, planned was {planned}", found=proof.found or "—", planned=proof.planned or "—"))
    row.addWidget(label(found, "muted", figures=True))
    return holder
