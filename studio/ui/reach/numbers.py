"""The forecast's figures beside the curve: headline, pool ladder, luck, who it would reach.

It must never say a number that the forecast does not hold.
"""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout, QWidget

from studio.reach.forecast import Forecast
from studio.reach.records import REACHED_WORDS, among_words, growth_words, percentile_words, share, views_words
from studio.reach.viewers import TOPICS
from studio.sentences import say
from studio.ui.controls.labels import label
from studio.ui.theme import theme, ui_font
from studio.ui.words import shown

__all__ = ["Numbers"]

_ROW = 24


class _Ladder(QWidget):
    """A bar for each pool: how likely the draft is shown to it; a tick where comparable posts are."""

    def __init__(self) -> None:
        super().__init__()
        self.found: Forecast | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_forecast(self, found: Forecast) -> None:
        self.found = found
        self.setFixedHeight(_ROW * len(found.pools))
        said = ", ".join(f"{pool.viewers}: {share(pool.chance)}" for pool in found.pools)
        self.setAccessibleName(shown(say("Chance to reach each pool")))
        self.setAccessibleDescription(said)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self.found is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(ui_font(12, figures=True))
        left, right = 80.0, self.width() - 56.0
        for row, pool in enumerate(self.found.pools):
            y = row * _ROW
            painter.setPen(QColor(theme().text))
            painter.drawText(QRectF(0, y, left - 10, _ROW), _RIGHT, f"{pool.viewers:,}".replace(",", "\u202f"))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme().line))
            painter.drawRoundedRect(QRectF(left, y + 5, right - left, 14), 3, 3)
            painter.setBrush(QColor(theme().accline))
            painter.drawRoundedRect(QRectF(left, y + 5, max(2.0, (right - left) * pool.chance), 14), 3, 3)
            painter.setBrush(QColor(theme().strong))
            painter.drawRect(QRectF(left + (right - left) * pool.usual - 1, y + 2, 2, 20))
            painter.setPen(QColor(theme().strong))
            painter.drawText(QRectF(right, y, 56, _ROW), _RIGHT, share(pool.chance))


_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class _Histogram(QWidget):
    """How the replays fall among comparable posts."""

    def __init__(self) -> None:
        super().__init__()
        self.found: Forecast | None = None
        self.setFixedHeight(44)
        self.setAccessibleName(shown(say("How replays of the draft fall among comparable posts")))

    def show_forecast(self, found: Forecast) -> None:
        self.found = found
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self.found is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        bars, most = self.found.histogram, max(self.found.histogram)
        wide = self.width() / len(bars)
        for number, count in enumerate(bars):
            middle = (number + 0.5) / len(bars)
            inside = self.found.percentile.low <= middle <= self.found.percentile.high
            painter.setBrush(QColor(theme().accline if inside else theme().line2))
            high = max(2.0, (self.height() - 2) * count / most)
            painter.drawRoundedRect(QRectF(number * wide + 1, self.height() - high, wide - 2, high), 2, 2)


class _Parts(QWidget):
    """A bar in parts that add up to one."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: tuple[tuple[str, float], ...] = ()
        self.setFixedHeight(12)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, left = QPainter(self), 0.0
        for (_, part), colour in zip(self.parts, _part_colours(), strict=False):
            wide = self.width() * part
            painter.fillRect(QRectF(left, 0, max(0.0, wide - 2), self.height()), QColor(colour))
            left += wide


def _part_colours() -> tuple[str, ...]:
    tokens = theme()
    return tokens.accline, tokens.line2, tokens.video.edge, tokens.overlay.edge


class Numbers(QFrame):
    """All figures, one under the other."""

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        card = QFrame()
        card.setObjectName("card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(14, 12, 14, 12)
        inside.setSpacing(6)
        self.verdict = label("", "title", wrap=True)
        self.place = label("", "body", wrap=True)
        self.views = label("", "muted", wrap=True)
        self.among = label("", "muted", wrap=True)
        for one in (self.verdict, self.place, self.among, self.views):
            inside.addWidget(one)
        column.addWidget(card)
        column.addSpacing(4)
        column.addWidget(label(say("Chance to reach each pool"), "head"))
        self.ladder = _Ladder()
        column.addWidget(self.ladder)
        column.addWidget(
            label(say("Viewers, and the chance to be shown to them; the tick is where others are."), "small", wrap=True)
        )
        column.addSpacing(4)
        self.luck = label("", "head", wrap=True)
        column.addWidget(self.luck)
        self.histogram = _Histogram()
        column.addWidget(self.histogram)
        column.addWidget(
            label(say("Replays of the same draft, from the worst to the best comparable posts."), "small", wrap=True)
        )
        column.addSpacing(4)
        column.addWidget(label(say("Who it would reach"), "head"))
        self.parts = _Parts()
        column.addWidget(self.parts)
        self.reached = label("", "small", wrap=True)
        column.addWidget(self.reached)
        self.growth = label("", "small", wrap=True)
        column.addWidget(self.growth)
        column.addStretch(1)

    def show_forecast(self, found: Forecast) -> None:
        """Show these figures."""
        self.verdict.setText(shown(found.verdict))
        self.place.setText(shown(percentile_words(found.percentile)))
        self.among.setText(shown(among_words(found.among_all)) if found.among_all else "")
        self.among.setVisible(found.among_all is not None)
        self.views.setText(shown(views_words(found)))
        self.ladder.show_forecast(found)
        self.luck.setText(shown(say("How much is luck: {part}", part=share(found.luck))))
        self.histogram.show_forecast(found)
        self.parts.parts = found.reached
        self.parts.update()
        told = [f"{shown(REACHED_WORDS[name])} {share(part)}" for name, part in found.reached]
        told += [f"{shown(TOPICS[topic][0])} {share(part)}" for topic, part in found.topics]
        self.reached.setText(", ".join(told))
        self.growth.setText(shown(growth_words(found)))
