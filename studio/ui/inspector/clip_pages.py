"""Pages for clips: the picture and its place, the sound, the speed.

They must never offer what a clip cannot do: the inspector shows a page only where it fits.
"""

from __future__ import annotations

from fractions import Fraction

from PySide6.QtWidgets import QHBoxLayout, QWidget

from studio.edits import (
    longest_transition,
    set_fades,
    set_gain,
    set_length,
    set_muted,
    set_opacity,
    set_place,
    set_sound_track,
    set_speed,
    set_transition,
)
from studio.model import Clip, Curve, Footage, Place, Project, Transition, find, is_sourced, place_for
from studio.sentences import Sentence, say
from studio.ui.bridge import Bridge
from studio.ui.controls.buttons import PushButton
from studio.ui.controls.choices import Choice, Switch
from studio.ui.controls.labels import label
from studio.ui.controls.slider import ValueField, ValueRow
from studio.ui.inspector.changing import ClipEdit, common, own_time, with_value
from studio.ui.inspector.page import Page, named
from studio.ui.inspector.rights import RightsRows
from studio.ui.words import shown

__all__ = ["PicturePage", "SoundPage", "SpeedPage", "add_place"]


def _seconds(value: float) -> Fraction:
    return Fraction(round(value * 1000), 1000)


def _place_of(bridge: Bridge, clip: Clip) -> Place:
    return place_for(clip.place, bridge.session.project.canvas.ratio)


def add_place(page: Page) -> PositionFields:
    """Add the section Place to a page: position, scale, rotation, opacity."""
    bridge = page.bridge

    def changed(name: str, factor: float = 1.0) -> ClipEdit:
        def edit(project: Project, clip_id: str, value: float) -> Project:
            found = find(project, clip_id)
            if found is None:
                return project
            curve: Curve = getattr(place_for(found.clip.place, project.canvas.ratio), name)
            return set_place(project, clip_id, **{name: with_value(curve, own_time(bridge, clip_id), value / factor)})

        return edit

    def faded(project: Project, clip_id: str, value: float) -> Project:
        found = find(project, clip_id)
        if found is None:
            return project
        curve = with_value(found.clip.opacity, own_time(bridge, clip_id), value / 100)
        return set_opacity(project, clip_id, opacity=curve)

    def reset() -> None:
        def back(project: Project) -> Project:
            for clip_id in page.ids():
                project = set_place(project, clip_id, x=0.0, y=0.0, scale=1.0, rotation_deg=0.0)
                project = set_opacity(project, clip_id, opacity=1.0)
            return project

        bridge.edit(say("Reset place"), back)

    page.section(say("Place"), PushButton(say("Reset"), "link", "reset", clicked=reset), first=page.column.count() == 0)
    position = PositionFields(page)
    page.add(named(say("Position"), position))
    page.number(
        ValueRow(say("Scale"), 0, 300, 100, unit="%", limits=(1, 2000)),
        say("Scale"),
        lambda clip: _place_of(bridge, clip).scale,
        changed("scale", 100),
        shown_as=100,
    )
    page.number(
        ValueRow(say("Rotation"), -180, 180, 0, unit="°", decimals=1, limits=(-3600, 3600)),
        say("Rotate"),
        lambda clip: _place_of(bridge, clip).rotation_deg,
        changed("rotation_deg"),
    )
    page.number(
        ValueRow(say("Opacity"), 0, 100, 100, unit="%"),
        say("Opacity"),
        lambda clip: clip.opacity,
        faded,
        shown_as=100,
    )
    return position


class PositionFields(QWidget):
    """X and Y in percent of the canvas, 50 % being the middle."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page = page
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self.across = ValueField(-1000, 1000, unit="%", decimals=1, prefix="X")
        self.down = ValueField(-1000, 1000, unit="%", decimals=1, prefix="Y")
        self.across.setAccessibleName("X")
        self.down.setAccessibleName("Y")
        row.addWidget(self.across)
        row.addWidget(self.down)
        self.across.entered.connect(lambda value: self._set("x", value))
        self.down.entered.connect(lambda value: self._set("y", value))

    def _side(self, name: str) -> float:
        canvas = self._page.bridge.session.project.canvas
        return (canvas.width if name == "x" else canvas.height) / canvas.short_side

    def refresh(self) -> None:
        """Show where the clips are."""
        bridge = self._page.bridge
        for name, field in (("x", self.across), ("y", self.down)):
            value = common(bridge, self._page.clips, lambda clip, name=name: getattr(_place_of(bridge, clip), name))  # type: ignore[misc]
            field.set_number(None if value is None else 50 + 100 * value / self._side(name))

    def _set(self, name: str, percent: float) -> None:
        bridge, ids = self._page.bridge, self._page.ids()
        value = (percent - 50) / 100 * self._side(name)

        def put(project: Project) -> Project:
            for clip_id in ids:
                found = find(project, clip_id)
                if found is not None:
                    curve: Curve = getattr(place_for(found.clip.place, project.canvas.ratio), name)
                    moved = with_value(curve, own_time(bridge, clip_id), value)
                    project = set_place(project, clip_id, **{name: moved})
            return project

        bridge.edit(say("Position"), put)


class PicturePage(Page):
    """Place, how the picture fits the canvas, the transition it comes in with."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__(bridge)
        self.position = add_place(self)
        fits = (("fit", say("Show all of it")), ("fill", say("Fill the canvas")), ("none", say("Own size")))
        self.fit = Choice(say("Fit"), fits)
        self.fit.chosen.connect(lambda key: self._place(say("Fit"), fit=key))
        self.add(named(say("Fit"), self.fit))
        self.mirror = Switch(say("Mirror"))
        self.mirror.toggled.connect(lambda on: self._place(say("Mirror"), mirror=on))
        self.add(named(say("Mirror"), self.mirror))
        remove = PushButton(say("Remove"), "link", clicked=lambda: self._enter(None))
        self.section(say("Transition"), remove)
        self._no_transition = label(say("A plain cut. Add a transition from the library."), "small", wrap=True)
        self.add(self._no_transition)
        self.length = ValueRow(say("Length"), 0.1, 3, 0.5, unit="s", decimals=1, limits=(0.05, 10))
        self.number(
            self.length,
            say("Transition length"),
            lambda clip: float(clip.enter.length) if clip.enter else 0.5,
            self._entered,
        )
        self._remove = remove
        self.rights = RightsRows(self)
        self.end()

    def refresh(self) -> None:
        """Show fit, mirror and transition."""
        self.position.refresh()
        self.rights.show_clips(self.clips)
        places = [_place_of(self.bridge, clip) for clip in self.clips]
        fits = {place.fit for place in places}
        self.fit.set_key(fits.pop() if len(fits) == 1 else None)
        self.mirror.set_on(bool(places) and all(place.mirror for place in places))
        has = any(clip.enter is not None for clip in self.clips)
        self.length.setVisible(has)
        self._remove.setVisible(has)
        self._no_transition.setVisible(not has)

    def _place(self, words: Sentence, **changes: bool | str) -> None:
        ids = self.ids()

        def put(project: Project) -> Project:
            for clip_id in ids:
                project = set_place(project, clip_id, **changes)
            return project

        self.bridge.edit(words, put)

    @staticmethod
    def _entered(project: Project, clip_id: str, value: float) -> Project:
        found = find(project, clip_id)
        if found is None or found.clip.enter is None:
            return project
        enter = found.clip.enter
        length = min(_seconds(value), longest_transition(project, clip_id))
        longer = Transition(enter.effect, length, enter.version, enter.settings)
        return set_transition(project, clip_id, transition=longer)

    def _enter(self, transition: Transition | None) -> None:
        ids = [clip.id for clip in self.clips if clip.enter is not None]

        def put(project: Project) -> Project:
            for clip_id in ids:
                project = set_transition(project, clip_id, transition=transition)
            return project

        self.bridge.edit(say("Remove transition"), put)


class SoundPage(Page):
    """Volume, mute, fades, whose it is."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__(bridge)
        self.section(say("Sound"), first=True)

        def volume(project: Project, clip_id: str, value: float) -> Project:
            found = find(project, clip_id)
            if found is None:
                return project
            curve = with_value(found.clip.gain_db, own_time(bridge, clip_id), value)
            return set_gain(project, clip_id, gain_db=curve)

        self.number(
            ValueRow(say("Volume"), -40, 20, 0, unit="dB", decimals=1, limits=(-60, 20)),
            say("Volume"),
            lambda clip: clip.gain_db,
            volume,
        )
        self.muted = Switch(say("Mute"))
        self.muted.toggled.connect(self._mute)
        self.add(named(say("Mute"), self.muted))
        self.track = Choice(say("Sound track"))
        self.track.chosen.connect(self._listen_to)
        self._track_row = named(say("Track"), self.track)
        self.add(self._track_row)
        self.section(say("Fades"))
        self.number(
            ValueRow(say("Fade in"), 0, 5, 0, unit="s", decimals=1, limits=(0, 600)),
            say("Fade in"),
            lambda clip: float(clip.fade_in.length) if clip.fade_in else 0.0,
            lambda project, clip_id, value: set_fades(project, clip_id, fade_in=_seconds(value)),
        )
        self.number(
            ValueRow(say("Fade out"), 0, 5, 0, unit="s", decimals=1, limits=(0, 600)),
            say("Fade out"),
            lambda clip: float(clip.fade_out.length) if clip.fade_out else 0.0,
            lambda project, clip_id, value: set_fades(project, clip_id, fade_out=_seconds(value)),
        )
        self.rights = RightsRows(self)
        self.end()

    def refresh(self) -> None:
        """Show whether it is muted, which track is heard where there are several, and whose it is."""
        self.muted.set_on(bool(self.clips) and all(clip.muted for clip in self.clips))
        self.rights.show_clips(self.clips)
        self._show_tracks()

    def _show_tracks(self) -> None:
        project = self.bridge.session.project
        contents = [clip.content for clip in self.clips if isinstance(clip.content, Footage)]
        assets = [project.asset(content.asset) for content in contents]
        most = min((asset.sound_tracks if asset is not None else 0 for asset in assets), default=0)
        self._track_row.setVisible(most > 1)
        if most > 1:
            if self.track.count() != most + 1:
                self.track.clear()
                self.track.addItem(shown(say("The file's own choice")), "0")
                for number in range(1, most + 1):
                    self.track.addItem(shown(say("Track {number}", number=number)), str(number))
            heard = {content.sound_track for content in contents}
            self.track.set_key(str(heard.pop()) if len(heard) == 1 else None)

    def _listen_to(self, key: str) -> None:
        ids = self.ids()

        def put(project: Project) -> Project:
            for clip_id in ids:
                project = set_sound_track(project, clip_id, track=int(key))
            return project

        self.bridge.edit(say("Sound track"), put)

    def _mute(self, on: bool) -> None:
        ids = self.ids()

        def put(project: Project) -> Project:
            for clip_id in ids:
                project = set_muted(project, clip_id, muted=on)
            return project

        self.bridge.edit(say("Mute"), put)


class SpeedPage(Page):
    """How fast it plays; for photos and titles, how long it lasts."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__(bridge)
        self.section(say("Time"), first=True)
        self.speed = self.number(
            ValueRow(say("Speed"), 0.25, 4, 1, unit="×", decimals=2, limits=(0.1, 20)),
            say("Speed"),
            lambda clip: float(clip.speed),
            lambda project, clip_id, value: set_speed(project, clip_id, speed=Fraction(round(value * 100), 100)),
        )
        self.length = self.number(
            ValueRow(say("Length"), 0.5, 15, 5, unit="s", decimals=1, limits=(0.05, 3600)),
            say("Length"),
            lambda clip: float(clip.length),
            lambda project, clip_id, value: set_length(project, clip_id, length=_seconds(value)),
        )
        self.end()

    def refresh(self) -> None:
        """A source has a speed, what stands still has a length."""
        project = self.bridge.session.project
        sourced = any(is_sourced(project, clip) for clip in self.clips)
        self.speed.setVisible(sourced)
        self.length.setVisible(not sourced)
