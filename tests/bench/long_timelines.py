"""The timeline with 10,000 clips: repainting at any zoom, and an edit until its picture."""

from __future__ import annotations

import time
from collections.abc import Iterable
from fractions import Fraction
from pathlib import Path

from msgspec.structs import replace

from tests.bench.projects import long_timeline
from tests.bench.rows import Row, percentile

CLIPS = 10_000


def rows(folder: Path, runs: int) -> Iterable[Row]:
    """Repaint p95 while zooming, scrolling, playing and dragging; edit to picture, p95."""
    from PySide6.QtWidgets import QApplication

    from effects import all_effects
    from studio.effect import Effects
    from studio.media import MediaSources
    from studio.session import Session
    from studio.ui.bridge import Bridge
    from studio.ui.style import apply_theme
    from studio.ui.timeline.pictures import TimelinePictures
    from studio.ui.timeline.view import TimelineView

    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    apply_theme(application, "dark")
    effects = Effects(all_effects())
    session = Session(effects, keeps=False)
    bridge = Bridge(session)
    view = TimelineView(bridge, TimelinePictures(bridge.jobs, MediaSources))
    view.resize(1440, 316)
    view.show()
    session.edit("Fill", lambda _project: long_timeline(CLIPS))
    application.processEvents()
    painted = list(_paints(view, session))
    for name, times in painted:
        yield Row(group="timeline", name=f"{name}, {CLIPS:,} clips, p95", value=percentile(times, 0.95), unit="ms",
                  limit=12.0, limit_name="at most")  # fmt: skip
    times = _edits(view, session, effects)
    yield Row(group="timeline", name=f"an edit to the picture, {CLIPS:,} clips, p95", value=percentile(times, 0.95),
              unit="ms", limit=50.0, limit_name="at most")  # fmt: skip
    view.close()
    bridge.close()
    session.close()
    yield from _files(folder)


def _files(folder: Path) -> Iterable[Row]:
    """The project's text read, written, and written again unchanged; and what one edit costs the journal."""
    from studio.files import project_from_json, project_json
    from studio.files.journal import Journal
    from tests.helpers.saved_projects import many_clips

    data = project_json(many_clips(CLIPS))
    moments = [time.process_time()]
    project = project_from_json(data).project
    moments.append(time.process_time())
    for _ in range(2):
        project_json(project)
        moments.append(time.process_time())
    for name, begin, end in zip(("read", "written", "written again"), moments, moments[1:], strict=False):
        yield Row(group="timeline", name=f"a project of {CLIPS:,} clips {name}, CPU", value=end - begin, unit="s")
    journal = Journal(folder / "long.decollage")
    journal.begin(project)
    took = []
    for number in range(50):
        clip = replace(project.main[number * 197], opacity=0.5)
        project = replace(project, main=(*project.main[: number * 197], clip, *project.main[number * 197 + 1 :]))
        begin = time.thread_time()
        journal.append(project, "Opacity")
        took.append((time.thread_time() - begin) * 1000)
    journal.close()
    yield Row(
        group="timeline",
        name=f"an edit into the journal, {CLIPS:,} clips, CPU",
        value=percentile(took, 0.95),
        unit="ms",
    )


def _paints(view: object, session: object) -> Iterable[tuple[str, list[float]]]:
    """What a person does to a timeline, each step followed by a whole repaint."""
    from studio.ui.timeline.view import TimelineView

    assert isinstance(view, TimelineView)
    view.fit()
    yield "repaint, all clips visible", [_painted(view) for _ in range(40)]
    zooming = []
    for step in range(80):
        view.zoom_by(1.25 if step < 40 else 0.8, 700)
        zooming.append(_painted(view))
    yield "repaint while zooming", zooming
    for _ in range(22):
        view.zoom_by(1.25, 700)
    scrolling = []
    for _ in range(80):
        view.scroll_by(90)
        scrolling.append(_painted(view))
    yield "repaint while scrolling", scrolling
    from studio.session import Session

    assert isinstance(session, Session)
    playing = []
    for frame in range(80):
        session.move_playhead(Fraction(frame, 30))
        playing.append(_painted(view, whole=False))
    yield "repaint while playing", playing


def _painted(view: object, *, whole: bool = True) -> float:
    from PySide6.QtWidgets import QApplication

    from studio.ui.timeline.view import TimelineView

    assert isinstance(view, TimelineView)
    begin = time.perf_counter()
    if whole:
        view.repaint_all()
    QApplication.processEvents()
    return 1000 * (time.perf_counter() - begin)


def _edits(view: object, session: object, effects: object) -> list[float]:
    """Split and trim all over the timeline: the edit, the repaint, and the new frame at preview size."""
    from PySide6.QtWidgets import QWidget

    from studio.edits import split, trim_end
    from studio.effect import Effects
    from studio.media import MediaSources
    from studio.model import main_start
    from studio.render import Artist, plan
    from studio.session import Session

    assert isinstance(view, QWidget)
    assert isinstance(session, Session)
    assert isinstance(effects, Effects)
    artist, sources = Artist(effects), MediaSources()
    times = []
    for number in range(60):
        index = 37 + number * 160
        clip = session.project.main[index].id
        start = main_start(session.project, index)
        begin = time.perf_counter()
        if number % 2:
            session.edit(
                "Split", lambda p, c=clip, s=start, n=number: split(p, c, at=s + Fraction(5, 30), new_id=f"n{n}")
            )
        else:
            session.edit("Trim", lambda p, c=clip, s=start: trim_end(p, c, to=s + Fraction(6, 30)))
        _painted(view, whole=False)
        artist.draw(plan(session.project, start), sources, (270, 480))
        times.append(1000 * (time.perf_counter() - begin))
    sources.close()
    return times
