"""Pages for clips: the picture and its place, the sound.

They must never offer what a clip cannot do: the inspector shows a page only where it fits.
"""

from __future__ import annotations

from fractions import Fraction

from studio.edits import (
    longest_transition,
    set_fades,
    set_muted,
    set_place,
    set_sound_track,
    set_transition,
)
from studio.model import Footage, Project, Transition, find
from studio.sentences import Sentence, say
from studio.ui.bridge import Bridge
from studio.ui.controls.buttons import PushButton
from studio.ui.controls.choices import Choice, Switch
from studio.ui.controls.labels import label
from studio.ui.controls.slider import ValueRow
from studio.ui.inspector.backdrop_rows import BackdropRows
from studio.ui.inspector.page import Page, named
from studio.ui.inspector.place_section import add_crop, add_mixing, add_place, add_turning, place_of
from studio.ui.inspector.rights import RightsRows
from studio.ui.inspector.seeing_row import SeeingRow
from studio.ui.words import shown

__all__ = ["PicturePage", "SoundPage"]


def _seconds(value: float) -> Fraction:
    return Fraction(round(value * 1000), 1000)


class PicturePage(Page):
    """Place, how the picture fits the canvas, mixes and is cut, what lies behind, the transition it comes in with."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__(bridge)
        self.position = add_place(self)
        fits = (("fit", say("Show all of it")), ("fill", say("Fill the canvas")), ("none", say("Own size")))
        self.fit = Choice(say("Fit"), fits)
        self.fit.chosen.connect(lambda key: self._place(say("Fit"), fit=key))
        self.add(named(say("Fit"), self.fit))
        self.turning = add_turning(self)
        self.seeing = SeeingRow(self)
        self.mixing = add_mixing(self)
        add_crop(self)
        self.backdrop = BackdropRows(self)
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
        places = [place_of(self.bridge, clip) for clip in self.clips]
        fits = {place.fit for place in places}
        self.fit.set_key(fits.pop() if len(fits) == 1 else None)
        for rows in (self.turning, self.seeing, self.mixing, self.backdrop):
            rows.refresh()
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

        self.number(
            ValueRow(say("Volume"), -40, 20, 0, unit="dB", decimals=1, limits=(-60, 20)),
            say("Volume"),
            lambda clip: clip.gain_db,
            number="gain_db",
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
