"""The forecast dialog: who is still watching, reasons with their fixes, the pools, luck; it says that it is a model.

It must never compute on the main thread, and never change the project but through the session.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, Qt, QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from studio.edits import set_post
from studio.model import Project, Time, duration, floor_frame, frame_time
from studio.platforms import platforms
from studio.reach.comparing import Comparison
from studio.reach.policy import Policy, policies
from studio.reach.reasons import Reason, mend_reason
from studio.reach.records import share
from studio.sentences import Refused, Sentence, say
from studio.session import leave
from studio.ui.bridge import Bridge
from studio.ui.controls.buttons import PushButton
from studio.ui.controls.choices import Choice
from studio.ui.controls.dialog import Dialog
from studio.ui.controls.labels import label, rule
from studio.ui.controls.slider import ValueField
from studio.ui.reach.curve import STRIP, RetentionCurve
from studio.ui.reach.forecasting import Forecasting, Shown
from studio.ui.reach.numbers import Numbers
from studio.ui.reach.own_posts import OwnPostsBox
from studio.ui.reach.reasons_list import ReasonsList
from studio.ui.reach.weights import Weights
from studio.ui.words import shown

if TYPE_CHECKING:
    from studio.ui.window import MainWindow

__all__ = ["ForecastDialog", "open_forecast"]

_WIDTH, _HEIGHT, _SIDE = 1180, 800, 340
_PICTURE = (96, 96)
_WAIT_MS = 400
"""After a change of words this long nothing more must be typed."""

DrawMoment = Callable[[Project, Time, tuple[int, int]], QImage]


def open_forecast(window: MainWindow) -> None:
    """Open the dialog over the window."""
    if window.dialog is not None:
        return
    window.editor.player.viewer.pause()
    leave(window.session, all_of_them=True)
    window.open_dialog(ForecastDialog(window, window.bridge, window.pictures.draw))


def _jpeg(picture: QImage) -> bytes:
    held = QBuffer()
    held.open(QBuffer.OpenModeFlag.WriteOnly)
    picture.convertToFormat(QImage.Format.Format_RGB888).save(held, "JPEG")  # type: ignore[call-overload]  # the stubs want bytes, Qt takes both
    return bytes(held.data().data())


class ForecastDialog(Dialog):
    """The forecast of the open project. `draw` draws moments of it, on a worker."""

    def __init__(self, window: QWidget, bridge: Bridge, draw: DrawMoment) -> None:
        title = say("Forecast of “{name}”", name=bridge.session.project.name)
        super().__init__(window, title, _WIDTH, _HEIGHT)
        self.setObjectName("forecast")
        self._bridge, self._draw = bridge, draw
        self._strip_of: Project | None = None
        self.forecasting = Forecasting(bridge)
        self.forecasting.found.connect(self._show)
        self.forecasting.advanced.connect(self._advance)
        self.forecasting.compared.connect(self._show_comparison)
        self.forecasting.failed.connect(self._failed)
        self.shown: Shown | None = None
        self._followers = 0.0
        self._lay_out()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_WAIT_MS)
        self._soon.timeout.connect(self._keep_words)
        for field in (self.caption, self.about):
            field.textEdited.connect(lambda _text: self._soon.start())
        bridge.project_changed.connect(self._again)
        self.closed.connect(self._end)
        self._again()

    # -- building

    def _lay_out(self) -> None:
        self.body.addLayout(self._head())
        self.body.addWidget(rule())
        row = QHBoxLayout()
        row.setContentsMargins(24, 12, 16, 16)
        row.setSpacing(20)
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(self._legend())
        self.curve = RetentionCurve()
        self.curve.jumped.connect(lambda second: self._jump(Fraction(round(second * 1000), 1000)))
        left.addWidget(self.curve, 3)
        left.addWidget(label(say("Reasons and fixes"), "head"))
        self.reasons = ReasonsList()
        self.reasons.jumped.connect(lambda reason: self._jump(reason.at.start))
        self.reasons.mended.connect(self._mend)
        left.addWidget(self.reasons, 4)
        row.addLayout(left, 1)
        row.addWidget(self._side())
        self.body.addLayout(row, 1)

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(24, 10, 24, 10)
        row.setSpacing(10)
        chosen = [(policy.id, policy.name) for policy in policies().values()]
        without = [
            (one.id, one.name) for one in platforms().values() if one.id not in policies() and one.id != "master"
        ]
        self.policy_choice = Choice(say("Platform"), [*chosen, *without])
        self.policy_choice.setFixedWidth(210)
        self.policy_choice.set_key("tiktok")
        self.policy_choice.chosen.connect(lambda _key: self._again())
        row.addWidget(self.policy_choice)
        self.dated = label("", "muted", figures=True)
        row.addWidget(self.dated)
        row.addWidget(label(say("A model, not the platform"), "tagWarn"))
        self.progress = label("", "muted", figures=True)
        row.addWidget(self.progress)
        row.addStretch(1)
        row.addWidget(PushButton(say("Compare with…"), "raised", "compare", clicked=self._ask_other))
        row.addWidget(PushButton(say("Save the report"), "raised", "export", clicked=self._ask_report))
        return row

    def _legend(self) -> QWidget:
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(label(say("Who is still watching"), "head"))
        row.addStretch(1)
        row.addWidget(label(say("Line: the draft. Band: 8 in 10 replays. Dashes: comparable posts."), "small"))
        return box

    def _side(self) -> QScrollArea:
        scroll = QScrollArea()
        scroll.setFixedWidth(_SIDE)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        inside = QWidget()
        inside.setObjectName("scrolled")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(6)
        self.verdict_of_two = label("", "body", wrap=True)
        self.verdict_of_two.hide()
        self.numbers = Numbers()
        post = self._bridge.session.project.post
        self.caption = QLineEdit(post.caption)
        self.about = QLineEdit(post.description)
        for field, words, hint in (
            (self.caption, say("Caption"), say("With its hashtags")),
            (self.about, say("What is seen and said"), say("A paragraph: with it the ranges are narrower")),
        ):
            field.setAccessibleName(shown(words))
            field.setPlaceholderText(shown(hint))
            field.setCursorPosition(0)
        column.addWidget(self.verdict_of_two)
        column.addWidget(self.numbers)
        for words, field in ((say("Caption"), self.caption), (say("What is seen and said"), self.about)):
            column.addWidget(label(words, "muted"))
            column.addWidget(field)
        self.followers = ValueField(0, 500_000_000)
        self.followers.setAccessibleName(shown(say("Followers (0: not told)")))
        self.followers.set_number(0)
        self.followers.entered.connect(self._follow)
        column.addWidget(label(say("Followers (0: not told)"), "muted"))
        column.addWidget(self.followers)
        self.own_posts = OwnPostsBox(self._bridge)
        self.own_posts.changed.connect(self._again)
        column.addWidget(self.own_posts)
        self.weights = Weights()
        self.weights.changed.connect(lambda _policy: self._again())
        column.addWidget(self.weights)
        column.addStretch(1)
        scroll.setWidget(inside)
        return scroll

    # -- computing

    @property
    def policy(self) -> Policy | None:
        """The policy chosen; None for a platform without one."""
        return policies().get(str(self.policy_choice.currentData()))

    def _again(self) -> None:
        """The project or the policy changed."""
        policy, project = self.policy, self._bridge.session.whole
        if policy is None:
            self.forecasting.stop()
            name = self.policy_choice.currentText()
            self.dated.setText("")
            self._say(say("There is no policy for {name}: nobody found how it weighs posts.", name=name))
            return
        self.dated.setText(shown(say("Policy “{name}”, {date}", name=policy.id, date=policy.date)))
        self.dated.setToolTip(policy.about)
        if duration(project) <= 0:
            self._say(say("There is nothing on the timeline yet."))
            return
        self._say(say("Looking and listening…"))
        self.weights.show_policy(policy)
        followers = round(self._followers) if self._followers else None
        self.forecasting.start(project, self.weights.policy or policy, followers)
        self._draw_strip(project)

    def _say(self, sentence: Sentence | str) -> None:
        self.progress.setText(shown(sentence))

    def _advance(self, done: int, total: int) -> None:
        self._say(say("Looking: {part}", part=share(done / max(1, total))))

    def _show(self, found: Shown) -> None:
        self.shown = found
        self.numbers.show_forecast(found.forecast)
        self.curve.show_forecast(found.forecast, found.reasons)
        self.reasons.show_reasons(found.reasons)
        self._say("" if found.whole else say("First numbers. Looking and listening…"))

    def _failed(self, error: Exception) -> None:
        self._say(error.sentence if isinstance(error, Refused) else say("This could not be forecast."))

    def _draw_strip(self, project: Project) -> None:
        if self._strip_of is project:
            return
        self._strip_of = project
        length = duration(project)
        for number in range(STRIP):
            at = frame_time(floor_frame(length * number / STRIP, project.rate), project.rate)
            self._bridge.jobs.submit(
                self._draw,
                project,
                at,
                _PICTURE,
                done=partial(self._picture_came, project, number),
                failed=self._no_picture,
            )

    def _picture_came(self, project: Project, number: int, picture: QImage) -> None:
        if project is self._strip_of:
            self.curve.show_picture(number, picture)

    def _no_picture(self, _error: Exception) -> None:
        """The filmstrip stays grey there."""

    def _end(self) -> None:
        self._strip_of = None
        self._soon.stop()
        self._bridge.project_changed.disconnect(self._again)
        self.forecasting.stop()

    # -- what a person does

    def _follow(self, count: float) -> None:
        self._followers = count
        self._again()

    def _keep_words(self) -> None:
        caption, about = self.caption.text(), self.about.text()
        post = self._bridge.session.project.post
        if (caption, about) != (post.caption, post.description):
            self._bridge.edit(say("The post"), lambda project: set_post(project, caption=caption, description=about))

    def _jump(self, moment: Time) -> None:
        session = self._bridge.session
        self.close_dialog()
        session.move_playhead(moment)

    def _mend(self, reason: Reason) -> None:
        from studio.publish import FIXES, Given, mended

        session, policy = self._bridge.session, self.policy
        if reason.problem is not None and policy is not None:
            platform = platforms()[policy.platforms[0] if policy.platforms else "master"]
            given = Given(reason.problem, platform, session.new_id, None)
            self._bridge.edit(FIXES[reason.problem.code].name, partial(mended, given=given))
        elif reason.fix is not None:
            self._bridge.edit(reason.fix, lambda project: mend_reason(project, reason, session.new_id))

    def _ask_other(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, shown(say("A project or video to compare with")))
        if name:
            self.compare_with(Path(name))

    def compare_with(self, other: Path) -> None:
        """Compare the draft with another project or a video."""
        self._say(say("Comparing…"))
        self.forecasting.compare(self._bridge.session.whole, other)

    def _show_comparison(self, found: Comparison) -> None:
        self._say("")
        rows = ", ".join(f"“{one.name}” {share(one.best)}" for one in found.drafts)
        self.verdict_of_two.setText(
            shown(say("{verdict} Holds people best: {rows}.", verdict=found.verdict, rows=rows))
        )
        self.verdict_of_two.show()

    def _ask_report(self) -> None:
        name, _ = QFileDialog.getSaveFileName(self, shown(say("Save the report")), "", "HTML (*.html)")
        if name:
            self.save_report(Path(name))

    def save_report(self, path: Path) -> None:
        """Write the page of what is shown."""
        from studio.reach.report import report_page

        if self.shown is None or self.policy is None:
            return
        name = self._bridge.session.project.name
        told = [(self.weights.policy or self.policy, self.shown.forecast)]
        strip = [_jpeg(picture) for picture in self.curve.pictures]
        page = report_page(name, self.shown.signals, told, self.shown.reasons, strip)
        try:
            path.write_text(page, encoding="utf-8")
        except OSError as error:
            self._bridge.refused.emit(say("The report could not be written: {reason}.", reason=str(error.strerror)))
            return
        self._say(say("Saved."))
