"""The timeline under the hand: what is dragged, clicked, turned and typed becomes the very edit."""

import pytest
from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication

from studio.edits import lift, move, set_fades, set_layer, set_transition, split, trim_end, trim_start
from studio.model import Project, Span, TrackState, Transition, find
from studio.ui.timeline.hits import toggle_boxes
from tests.studio.ui.timeline.conftest import PLAIN, show
from tests.studio.ui.timeline.scenes import RATE, at, drawn, usual

CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)


def order(session):
    return [thing.id for thing in session.project.main]


def start_of(session, clip_id):
    return find(session.project, clip_id).span.start


def steps(session):
    return len(session.history.past)


def test_dragging_a_main_clip_past_its_neighbour_changes_their_order(view, hand, session):
    before = session.project
    hand.drag(hand.at("abcd"), (hand.at("abcd")[0] + 250, hand.at("abcd")[1]))
    assert order(session) == ["ef", "abcd", "ghij"]
    assert session.project == move(before, "abcd", to=at("2.5"))
    assert steps(session) == 1
    session.undo()
    assert session.project is before


def test_what_is_shown_under_way_is_what_is_dropped(view, hand, session):
    hand.drag(hand.at("abcd"), (hand.at("abcd")[0] + 250, hand.at("abcd")[1]), drop=False)
    shown = session.project
    assert session.drafting
    assert view.seen.dragged == {"abcd"}
    assert steps(session) == 0
    hand.release()
    assert session.project is shown


def test_a_clip_dropped_where_it_was_is_no_step(view, hand, session):
    hand.drag(hand.at("abcd"), (hand.at("abcd")[0] + 30, hand.at("abcd")[1]))
    assert steps(session) == 0
    assert not session.drafting


def test_escape_drops_the_draft(view, hand, session):
    before = session.project
    hand.drag(hand.at("ghij"), (200, hand.at("ghij")[1]), drop=False)
    assert session.project is not before
    hand.key(Qt.Key.Key_Escape)
    assert session.project is before
    hand.release()
    assert session.project is before
    assert steps(session) == 0


def test_a_title_moves_in_time_to_a_whole_frame(view, hand, session):
    session.set_snapping(False)
    x, y = hand.at("two")
    hand.drag((x, y), (x + 123, y))
    assert start_of(session, "two") == at("97/30")
    assert steps(session) == 1


def test_a_dragged_title_snaps_to_the_playhead_and_ctrl_suspends_it(view, hand, session):
    session.move_playhead(at("3.5"))
    x, y = hand.at("two")
    hand.drag((x, y), (x + 146, y), drop=False)
    assert start_of(session, "two") == at("3.5")
    assert str(view.seen.meeting.what) == "Playhead"
    hand.move((x + 146, y), CTRL)
    assert start_of(session, "two") == at("104/30")
    assert view.seen.meeting is None
    hand.release(CTRL)
    assert start_of(session, "two") == at("104/30")


def test_holding_ctrl_down_without_moving_lets_go_of_the_snap(view, hand, session):
    session.move_playhead(at("3.5"))
    x, y = hand.at("two")
    hand.drag((x, y), (x + 146, y), drop=False)
    QApplication.sendEvent(view, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Control, PLAIN))
    assert start_of(session, "two") == at("104/30")
    hand.key(Qt.Key.Key_Escape)


@pytest.mark.parametrize(("dx", "to"), [(-100, at(3)), (-103, at("89/30"))])
def test_dragging_the_end_of_a_clip_trims_it_and_the_rest_moves_up(view, hand, session, dx, to):
    session.set_snapping(False)
    before = session.project
    x, y = hand.at("abcd", -3, 0.9)
    hand.drag((x, y), (x + dx, y))
    assert session.project == trim_end(before, "abcd", to=to)
    assert start_of(session, "ef") == to
    assert steps(session) == 1


def test_dragging_the_start_of_a_clip_trims_what_comes_first(view, hand, session):
    session.set_snapping(False)
    before = session.project
    x, y = hand.at("ef", 3, 0.9)
    hand.drag((x, y), (x + 50, y))
    assert session.project == trim_start(before, "ef", to=at("4.5"))
    assert start_of(session, "ef") == 4


def test_trims_stop_where_the_material_ends(view, hand, session):
    show(view, drawn("a[bcde]fg hi"))
    session.set_snapping(False)
    x, y = hand.at("bcde", -3, 0.9)
    hand.drag((x, y), (x + 900, y))
    assert find(session.project, "bcde").clip.window == Span(at(1), at(6))
    x, y = hand.at("bcde", 3, 0.9)
    hand.drag((x, y), (x - 500, y))
    assert find(session.project, "bcde").clip.window == Span(at(0), at(7))
    x, y = hand.at("bcde", -3, 0.9)
    hand.drag((x, y), (20, y))
    assert find(session.project, "bcde").clip.length == 1 / RATE


def test_a_trimmed_title_meets_an_edge_and_says_which(view, hand, session):
    x, y = hand.at("one", -3, 0.5)
    hand.drag((x, y), (x + 97, y), drop=False)
    assert find(session.project, "one").span.end == 5
    assert str(view.seen.meeting.what) == "End of “two”"
    hand.release()


def test_the_handle_of_a_fade_makes_it_longer(view, hand, session):
    before = session.project
    box = view.layout_now().box_of("lalalala")
    hand.drag((box.x + 14, box.y + 4), (hand.x_of(2), box.y + 4))
    assert session.project == set_fades(before, "lalalala", fade_in=at(2))
    assert steps(session) == 1


def test_the_edge_of_a_transition_changes_its_length(view, hand, session):
    show(view, set_transition(drawn("abcd efgh"), "efgh", transition=Transition("dissolve", at(1))))
    [shape] = view.layout_now().transitions()
    y = shape.box.y + 12
    hand.drag((shape.box.right - 2, y), (hand.x_of(5), y))
    assert find(session.project, "efgh").clip.enter.length == 2
    hand.drag((hand.x_of(5) - 3, y), (hand.x_of(4.1), y))
    assert find(session.project, "efgh").clip.enter.length == at("6/30")


def test_a_plain_cut_takes_a_transition_with_one_click(view, hand, session):
    hand.click(hand.at("ef", 0, 0.5))
    assert find(session.project, "ef").clip.enter.effect == "dissolve"


def test_a_clip_carried_up_leaves_the_main_track(view, hand, session):
    x, _ = hand.at("ef")
    over = view.layout_now().lane("over")
    hand.drag(hand.at("ef"), (x + 100, view.layout_now().y_of(over) + 10))
    assert order(session) == ["abcd", "ghij"]
    assert find(session.project, "ef").layer.id == "over"
    assert steps(session) == 1


def test_a_clip_carried_where_no_layer_is_yet_makes_one(view, hand, session):
    from msgspec.structs import replace

    show(view, replace(drawn("ab cd ef"), layers=()))
    lane = view.layout_now().lane("new overlay")
    hand.drag(hand.at("cd"), (hand.at("cd")[0], view.layout_now().y_of(lane) + 10))
    assert [layer.kind for layer in session.project.layers] == ["overlay"]
    assert find(session.project, "cd").layer is session.project.layers[0]
    session.undo()
    assert session.project.layers == ()


def test_sound_never_goes_among_the_pictures(view, hand, session):
    hand.drag(hand.at("lalalala"), (hand.at("lalalala")[0] + 100, hand.at("ef")[1]))
    assert find(session.project, "lalalala").layer.kind == "sound"


def test_a_locked_layer_stays_as_it_is(view, hand, session):
    show(view, set_layer(usual(), "text", locked=True))
    heard = []
    view.bridge.refused.connect(heard.append)
    before = session.project
    hand.drag(hand.at("two"), (hand.at("two")[0] + 200, hand.at("two")[1]))
    assert session.project is before
    assert heard == ["This layer is locked."]


def test_several_titles_move_together(view, hand, session):
    session.set_snapping(False)
    session.select(("one", "two"))
    x, y = hand.at("two")
    hand.drag((x, y), (x + 200, y))
    assert (start_of(session, "one"), start_of(session, "two")) == (3, 4)
    hand.drag(hand.at("two"), (hand.at("two")[0] - 900, y))
    assert (start_of(session, "one"), start_of(session, "two")) == (0, 1)
    assert steps(session) == 2


def test_several_main_clips_land_side_by_side(view, hand, session):
    show(view, drawn("aa bb cc dd"))
    session.select(("aa", "cc"))
    hand.drag(hand.at("aa"), (hand.at("aa")[0] + 700, hand.at("aa")[1]))
    assert order(session) == ["bb", "dd", "aa", "cc"]
    hand.drag(hand.at("cc"), (130, hand.at("cc")[1]))
    assert order(session) == ["aa", "cc", "bb", "dd"]


def test_clicks_select_and_ctrl_and_shift_add(view, hand, session):
    hand.click(hand.at("ef"))
    assert session.selection == ("ef",)
    hand.click(hand.at("two"), CTRL)
    assert session.selection == ("ef", "two")
    hand.click(hand.at("ef"), CTRL)
    assert session.selection == ("two",)
    hand.click(hand.at("ghij"), SHIFT)
    assert session.selection == ("two", "ghij")
    hand.click((1250, hand.at("one")[1]))
    assert session.selection == ()


def test_a_click_beside_the_clips_moves_the_playhead(view, hand, session):
    hand.click((hand.x_of(6.5), hand.at("one")[1]))
    assert session.playhead == at("6.5")


def test_a_band_selects_what_it_touches(view, hand, session):
    hand.drag((hand.x_of(8), hand.at("one")[1]), (hand.x_of(3.2), hand.at("two", None, 0.9)[1]))
    assert set(session.selection) == {"one", "two"}
    assert view.band is None


def test_the_ruler_scrubs(view, hand, session):
    hand.drag((hand.x_of(1), 10), (hand.x_of(3), 10))
    assert session.playhead == 3
    assert steps(session) == 0


def test_the_split_tool_splits_where_it_is_pressed(view, hand, session):
    before = session.project
    view.choose_tool("split")
    hand.move((hand.x_of(1.5), hand.at("abcd")[1]), down=False)
    assert view.cut_at == at("1.5")
    hand.click((hand.x_of(1.5), hand.at("abcd")[1]))
    new = session.project.main[1].id
    assert session.project == split(before, "abcd", at=at("1.5"), new_id=new)


def test_a_double_click_closes_a_gap_and_opens_a_clip(view, hand, session):
    opened = []
    view.clip_opened.connect(opened.append)
    show(view, lift(usual(), "ef", gap_id="g"))
    hand.double_click(hand.at("g"))
    assert order(session) == ["abcd", "ghij"]
    hand.double_click(hand.at("ghij"))
    assert opened == ["ghij"]


def test_switches_of_the_headers_hide_mute_and_lock(view, hand, session):
    def press(key, name):
        layout = view.layout_now()
        box = dict(toggle_boxes(layout, layout.lane(key)))[name]
        hand.click((box.x + 12, box.y + 12))

    press("text", "hidden")
    press("text", "locked")
    press("sound", "muted")
    press("main", "muted")
    text, sound = session.project.layers[-1], session.project.sounds[0]
    assert text.hidden
    assert text.locked
    assert sound.muted
    assert session.project.main_state.muted
    press("main", "muted")
    press("main", "hidden")
    press("main", "locked")
    assert session.project.main_state == TrackState(hidden=True, locked=True)
    before = session.project.main
    hand.drag(hand.at("ef"), hand.at("abcd"))
    assert session.project.main is before


def test_the_main_track_folds_like_other_lanes(view, hand):
    layout = view.layout_now()
    box = dict(toggle_boxes(layout, layout.lane("main")))["folded"]
    hand.click((box.x + 12, box.y + 12))
    assert view.layout_now().lane("main").height < 30
    view.grab()
    hand.click(hand.at("ef"))
    assert view.bridge.session.selection == ("ef",)


def test_the_wheel_zooms_to_the_pointer(view, hand):
    x = hand.x_of(7)
    for notches in (1, 1, 3, -2):
        hand.turn(notches, (x, 100), CTRL)
        assert hand.x_of(7) == pytest.approx(x, abs=0.01)
    assert view.zoom > 150


def test_the_wheel_scrolls_and_the_start_is_the_end_of_it(view, hand):
    view.set_zoom(400)
    view.scroll_to(0)
    hand.turn(-2, (600, 100), ALT)
    assert view.layout_now().scale.scroll == 120
    hand.turn(50, (600, 100))
    assert view.layout_now().scale.scroll == 0


def test_fit_shows_everything_and_stays_so_while_it_may(view, session):
    view.fit()
    layout = view.layout_now()
    assert layout.scale.x_at(10) <= 1280
    assert layout.scale.x_at(10) > 1200
    view.resize(900, 300)
    QApplication.sendEvent(view, QResizeEvent(view.size(), QSize(1280, 300)))
    assert view.layout_now().scale.x_at(10) <= 900


def test_dragging_at_the_edge_scrolls_on(view, hand, session):
    view.set_zoom(400)
    view.scroll_to(0)
    hand.press((hand.x_of(0.5), 10))
    hand.move((1279, 10))
    assert view.gestures._auto.isActive()
    view.gestures._auto_scroll()
    assert view.layout_now().scale.scroll > 0
    assert session.playhead > at("2.8")
    hand.release()
    assert not view.gestures._auto.isActive()


def test_the_playhead_is_followed_out_of_sight(view, session):
    view.set_zoom(400)
    view.scroll_to(0)
    session.move_playhead(at(9))
    assert 124 <= view.layout_now().scale.x_at(9) < 1280


def test_arrows_with_alt_nudge_what_is_selected(view, hand, session):
    session.select(("two",))
    hand.key(Qt.Key.Key_Right, ALT)
    assert start_of(session, "two") == 2 + 1 / RATE
    hand.key(Qt.Key.Key_Left, ALT | SHIFT)
    assert start_of(session, "two") == 2 - 9 / RATE
    session.select(("abcd",))
    hand.key(Qt.Key.Key_Right, ALT)
    assert order(session) == ["ef", "abcd", "ghij"]
    hand.key(Qt.Key.Key_Right, ALT)
    hand.key(Qt.Key.Key_Right, ALT)
    assert order(session) == ["ef", "ghij", "abcd"]
    hand.key(Qt.Key.Key_Left, ALT)
    assert order(session) == ["ef", "abcd", "ghij"]


def test_reached_by_tab_the_arrows_go_from_clip_to_clip(view, hand, session):
    def wanted(key):
        event = QKeyEvent(QEvent.Type.ShortcutOverride, key, Qt.KeyboardModifier.NoModifier)
        event.ignore()
        QApplication.sendEvent(view, event)
        return event.isAccepted()

    assert not wanted(Qt.Key.Key_Right)
    QApplication.sendEvent(view, QFocusEvent(QEvent.Type.FocusIn, Qt.FocusReason.TabFocusReason))
    assert wanted(Qt.Key.Key_Right)
    walked = []
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Down):
        hand.key(key)
        walked += session.selection
    assert walked == ["abcd", "ef", "ghij", "two", "one", "two"]
    hand.click(hand.at("ef"))
    assert not wanted(Qt.Key.Key_Right)


def test_a_screen_reader_hears_what_is_selected(view, session, qtbot):
    assert view.accessibleName() == "Timeline"
    session.select(("ef",))
    qtbot.waitUntil(lambda: "“ef”" in view.accessibleDescription())
    assert "from 4.00 s, 2.00 s long" in view.accessibleDescription()


def test_the_window_commands_reach_the_timeline(view, session):
    from studio.commands import run_command

    before = view.zoom
    run_command(session, "zoom-in")
    assert view.zoom > before
    run_command(session, "split-tool")
    assert view.tool == "split"
    run_command(session, "zoom-fit")
    assert view.layout_now().scale.scroll == 0


def test_the_menu_offers_commands_for_what_lies_there(view, session):
    from PySide6.QtCore import QPoint

    from studio.ui.timeline.menu import timeline_menu

    session.select(("ef",))
    x, y = view.layout_now().box_of("ef")[:2]
    menu = timeline_menu(view, QPoint(int(x) + 50, int(y) + 50))
    words = [action.text() for action in menu.actions()]
    assert "Split" in words[0]
    assert "Delete" in words
    menu.deleteLater()


def test_a_press_on_the_empty_main_track_asks_for_files(view, hand, session):
    asked = []
    session.actions["import"] = asked.append
    show(view, Project("empty"))
    layout = view.layout_now()
    hand.click((600, layout.y_of(layout.lane("main")) + 20))
    assert len(asked) == 1
    hand.click((600, layout.y_of(layout.lane("new text")) + 5))
    assert len(asked) == 1
