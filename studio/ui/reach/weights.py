"""What a policy weighs, as sliders: a person moves one and sees what changes. The policy that came stays as it was.

It must never pretend to know what a platform weighs: each row tells its source.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from studio.reach.policy import Action, Policy, policy_with
from studio.reach.records import ACTION_WORDS
from studio.sentences import say
from studio.ui.controls.buttons import PushButton
from studio.ui.controls.labels import label
from studio.ui.controls.slider import ValueRow

__all__ = ["Weights"]

_LEAST = 10.0


class Weights(QWidget):
    """A slider for each weight. `changed(policy)` with the weights as they are now."""

    changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(2)
        head = QHBoxLayout()
        head.addWidget(label(say("What the policy weighs"), "head"))
        head.addStretch(1)
        self.reset = PushButton(say("As it came"), "small", clicked=self._as_it_came)
        self.reset.hide()
        head.addWidget(self.reset)
        column.addLayout(head)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        column.addLayout(self._rows)
        column.addWidget(
            label(
                say(
                    "Weights multiply predicted probabilities, not counts. They are guesses; move one to see its part."
                ),
                "small",
                wrap=True,
            )
        )
        self.rows: dict[Action, ValueRow] = {}
        self._policy: Policy | None = None
        self._weights: dict[Action, float] = {}

    def show_policy(self, policy: Policy) -> None:
        """Show the weights of a policy, as they came."""
        if self._policy is policy:
            return
        self._policy = policy
        self._weights = {name: term.weight.value for name, term in policy.terms.items()}
        while self._rows.count():
            item = self._rows.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.rows = {}
        for name, term in policy.terms.items():
            weight = term.weight.value
            most = max(_LEAST, 2 * abs(weight))
            low, high = (-most, 0.0) if name == "negative" else (0.0, most)
            row = ValueRow(ACTION_WORDS[name], low, high, weight, decimals=2 if abs(weight) < 1 else 1, name_width=140)
            row.set_number(weight)
            row.setToolTip(term.weight.source)
            row.changed.connect(partial(self._move, name))
            row.finished.connect(self._tell)
            self.rows[name] = row
            self._rows.addWidget(row)
        self.reset.hide()

    @property
    def policy(self) -> Policy | None:
        """The policy with the weights as they are now."""
        return policy_with(self._policy, self._weights) if self._policy is not None else None

    def _move(self, name: Action, value: float) -> None:
        self._weights[name] = value
        self.rows[name].set_number(value)

    def _tell(self) -> None:
        if self._policy is None:
            return
        came = {name: term.weight.value for name, term in self._policy.terms.items()}
        self.reset.setVisible(self._weights != came)
        self.changed.emit(self.policy)

    def _as_it_came(self) -> None:
        if self._policy is None:
            return
        for name, term in self._policy.terms.items():
            self._move(name, term.weight.value)
        self._tell()
