"""Captions as blocks along the timeline: there while something is said, pulled at their edges, written anew."""

from __future__ import annotations

from fractions import Fraction

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from studio.edits import set_speech
from studio.model import Word, captions_of
from studio.ui.window import MainWindow
from tests.helpers.real_media import real

LEFT = Qt.MouseButton.LeftButton


def test_captions_are_gone_to_timed_and_rewritten_where_they_stand(window: MainWindow) -> None:
    window.run("append", {"media": str(real("video/mdn__friday.mp4"))})
    session, lane = window.session, window.editor.caption_lane
    assert lane.isHidden()
    (asset,) = session.project.assets
    spoken = [Word(text=text, start=Fraction(at), end=Fraction(at + 1), begins=at in (0, 2))
              for at, text in enumerate(("One", "two", "three"))]  # fmt: skip
    session.edit("Say", lambda project: set_speech(project, asset.id, words=spoken))
    assert not lane.isHidden()
    first, second = captions_of(session.project)[:2]
    assert first.text == "One two"
    steps = len(session.history.past)

    middle = lane.box(second).center().toPoint()
    QTest.mouseClick(lane, LEFT, pos=middle)
    assert session.playhead == second.span.start

    edge = QPoint(round(lane.box(second).left()), 12)
    QTest.mousePress(lane, LEFT, pos=edge)
    QTest.mouseMove(lane, QPoint(edge.x() + 10, 12))
    QTest.mouseMove(lane, QPoint(edge.x() + 20, 12))
    QTest.mouseRelease(lane, LEFT, pos=QPoint(edge.x() + 20, 12))
    assert len(session.history.past) == steps + 1
    assert captions_of(session.project)[1].span.start > second.span.start

    QTest.mouseDClick(lane, LEFT, pos=lane.box(captions_of(session.project)[0]).center().toPoint())
    assert lane.editor is not None
    lane.editor.setText("One and two")
    QTest.keyClick(lane.editor, Qt.Key.Key_Return)
    assert captions_of(session.project)[0].text == "One and two"
    assert lane.editor is None
    assert lane.grab().toImage().width() == lane.width()
