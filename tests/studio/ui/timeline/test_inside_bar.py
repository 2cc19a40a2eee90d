"""The bar over the timeline while a compound is open."""

from PySide6.QtCore import Qt

from studio.session import enter


def test_a_double_click_opens_a_compound_and_escape_leads_back(filled, qtbot) -> None:
    session, editor = filled.session, filled.editor
    names = [thing.id for thing in session.project.main[:2]]
    session.select(names)
    filled.run("compound")
    [made] = session.selection
    bar = editor.inside_bar
    assert bar.words == ""
    editor.timeline.clip_opened.emit(made)
    assert session.inside == (made,)
    assert bar.words == "Compound 1"
    assert [thing.id for thing in editor.timeline.layout_now().project.main] == names
    editor.timeline.setFocus()
    qtbot.keyClick(editor.timeline, Qt.Key.Key_Escape)
    assert session.inside == ()
    assert bar.words == ""
    enter(session, made)
    bar.back.click()
    assert session.selection == (made,)
