"""What is dropped on the timeline from the library and from the desktop."""

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QApplication

from studio.edits import add_asset, replace_footage
from studio.model import Adjustment, Footage, Sticker, Title, all_clips, find
from studio.ui.drag import Carried, mime_for
from tests.helpers.real_media import real
from tests.helpers.word_sources import play, word
from tests.studio.ui.timeline.conftest import show
from tests.studio.ui.timeline.scenes import at, usual

COPY, LEFT, PLAIN = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


class Carrier:
    """Carries something over the view and lets it go."""

    def __init__(self, view, data):
        self.view, self.data, self.inside = view, data, False

    def over(self, x, y, held=PLAIN):
        point = QPoint(round(x), round(y))
        kind = QDragMoveEvent if self.inside else QDragEnterEvent
        event = kind(point, COPY, self.data, LEFT, held)
        QApplication.sendEvent(self.view, event)
        self.inside = True
        return event.isAccepted()

    def leave(self):
        QApplication.sendEvent(self.view, QDragLeaveEvent())

    def drop(self, x, y, held=PLAIN):
        self.over(x, y, held)
        self.over(x, y, held)
        QApplication.sendEvent(self.view, QDropEvent(QPointF(x, y), COPY, self.data, LEFT, held))


@pytest.fixture
def carry(view):
    def carry(kind, name):
        return Carrier(view, mime_for(Carried(kind, name)))

    project = add_asset(add_asset(usual(), word("new!")), word("song", kind="sound"))
    show(view, project)
    return carry


def middle(view, key):
    layout = view.layout_now()
    lane = layout.lane(key)
    return layout.y_of(lane) + lane.height / 2


def test_a_video_lands_at_the_nearest_cut(view, hand, session, carry):
    before = session.project
    carry("asset", "file:new!").drop(hand.x_of(4.3), middle(view, "main"))
    assert [thing.id for thing in session.project.main][:1] == ["abcd"]
    assert session.project.main[1].content == Footage("file:new!")
    assert session.selection == (session.project.main[1].id,)
    assert len(session.history.past) == 1
    session.undo()
    assert session.project is before


def test_what_hangs_over_the_timeline_is_shown_where_it_would_land(view, hand, session, carry):
    carrier, before = carry("asset", "file:new!"), session.project
    assert carrier.over(hand.x_of(9.8), middle(view, "main"))
    assert len(session.project.main) == 4
    assert view.seen.dragged == {session.project.main[3].id}
    carrier.over(hand.x_of(0.2), middle(view, "main"))
    assert session.project.main[0].content == Footage("file:new!")
    carrier.leave()
    assert session.project is before
    assert view.seen.dragged == frozenset()


def test_a_video_over_the_overlay_lane_lies_above(view, hand, session, carry):
    carry("asset", "file:new!").drop(hand.x_of(7), middle(view, "over"))
    [item] = next(layer for layer in session.project.layers if layer.id == "over").items
    assert item.clip.content == Footage("file:new!")
    assert find(session.project, item.id).span.start == 7


def test_a_sound_lies_below_wherever_it_is_dropped(view, hand, session, carry):
    carry("asset", "file:song").drop(hand.x_of(9), middle(view, "main"))
    sound = session.project.sounds[0].items[-1]
    assert sound.clip.content == Footage("file:song")
    assert find(session.project, sound.id).span.start == 9


def test_a_title_lands_where_it_is_dropped(view, hand, session, carry):
    carry("title", "box").drop(hand.x_of(6.03), middle(view, "text"))
    item = session.project.layers[-1].items[-1]
    assert isinstance(item.clip.content, Title)
    assert item.clip.content.style.box
    assert find(session.project, item.id).span.start == 6


def test_a_look_goes_on_the_clip_and_takes_the_place_of_the_one_before(view, hand, session, carry):
    for look in ("dusk", "noon"):
        carry("effect", look).drop(*hand.at("ef"))
    assert [applied.effect for applied in find(session.project, "ef").clip.effects] == ["noon"]
    assert len(session.history.past) == 2


def test_an_effect_dropped_beside_all_clips_becomes_a_piece_over_them(view, hand, session, carry):
    carry("effect", "blur").drop(hand.x_of(6), middle(view, "over"))
    look = next(layer for layer in session.project.layers if layer.kind == "look")
    assert look.items[0].clip.content == Adjustment()
    assert look.items[0].clip.effects[0].effect == "blur"


def test_a_transition_goes_to_the_nearest_cut(view, hand, session, carry):
    carry("effect", "dissolve").drop(hand.x_of(5.6), middle(view, "main"))
    assert find(session.project, "ghij").clip.enter.effect == "dissolve"
    assert find(session.project, "ghij").clip.enter.length == at("16/30")


def test_what_is_nothing_for_a_timeline_is_left_alone(view, hand, session):
    data = QMimeData()
    data.setText("words")
    assert not Carrier(view, data).over(400, 150)
    assert not Carrier(view, mime_for(Carried("asset", "gone"))).over(400, 150)
    assert not Carrier(view, mime_for(Carried("effect", "gone"))).over(400, 150)
    assert not session.drafting


def test_files_of_the_desktop_are_taken_in_and_put_there(view, hand, session, qtbot):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(real("video/media3__sample_rotate_and_reflect.mp4")))])
    Carrier(view, data).drop(hand.x_of(0.1), middle(view, "main"))
    qtbot.waitUntil(lambda: len(session.project.main) == 4, timeout=20_000)
    assert session.project.main[0].content == Footage(session.project.assets[-1].id)


def test_with_alt_a_file_takes_the_place_of_a_clips_own(view, hand, session, carry):
    before = session.project
    carry("asset", "file:new!").drop(*hand.at("abcd"), Qt.KeyboardModifier.AltModifier)
    assert session.project == replace_footage(before, "abcd", asset_id="file:new!")
    assert session.selection == ("abcd",)


def test_without_the_magnet_a_file_lies_over_what_is_there(view, hand, session, carry):
    session.set_magnet(False)
    session.set_snapping(False)
    carry("asset", "file:new!").drop(hand.x_of(1), middle(view, "main"))
    assert play(session.project)[::30] == "anew!fghij"


def test_a_sticker_lands_on_a_layer_even_over_a_clip(view, hand, session, carry):
    carry("effect", "sticker_heart").drop(hand.x_of(1.2), middle(view, "main"))
    [found] = [one for one in all_clips(session.project) if isinstance(one.clip.content, Sticker)]
    assert found.layer.kind == "overlay"
    assert [worn.effect for worn in found.clip.effects] == ["sticker_heart"]
    assert session.selection == (found.clip.id,)
    assert len(session.history.past) == 1
