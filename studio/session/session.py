"""What is open right now: history, draft, selection, playhead, range, and how it is kept.

It belongs to the main thread. It must never draw, decode, or know a widget: it tells listeners what changed, by
name, and whoever listens asks it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from msgspec.structs import replace

from studio.edits import unlinked
from studio.effect import Effects
from studio.history import Entry, History, begin, commit, go_to, redo, undo
from studio.jobs import Post
from studio.model import (
    ZERO,
    Canvas,
    Found,
    LayerKind,
    Problem,
    Project,
    Span,
    Time,
    duration,
    floor_frame,
    frame_time,
    grouped,
)  # fmt: skip
from studio.platforms import platform_named
from studio.sentences import Refused, Sentence, say
from studio.session.draft import Draft
from studio.session.file_deck import Deck, FileDeck
from studio.session.ids import Ids, is_on_timeline
from studio.session.importing import Imported, Probed, new_assets, probe_all
from studio.session.inside import Inside
from studio.session.keeping import AUTOSAVE_AFTER_S, Saved
from studio.session.open_file import OpenFile
from studio.session.settings import Settings

if TYPE_CHECKING:
    from studio.files import Recovery
    from studio.media import Facts

__all__ = ["LINKED", "Event", "Session"]

Event = Literal["project", "selection", "playhead", "range", "saved", "settings", "deck", "opened"]
"""What changed. After "opened" everything may have."""

Edit = Callable[[Project], Project]

LINKED: frozenset[LayerKind] = frozenset({"overlay", "text", "look", "sound"})
"""The kinds of layers whose items go with the clips they are pinned to, unless the person says otherwise."""


class Session:
    """One open project and what a person looks at in it.

    `new_id(stem)` gives ids for what is added; the default gives short ones (`c1`, `c2`). `post` runs a function on
    the main thread; with it the project is saved by itself, without it only `save` writes the file. `keeps` False
    (the command line, where every command saves) writes no journal.
    """

    def __init__(
        self,
        effects: Effects,
        *,
        new_id: Callable[[str], str] | None = None,
        post: Post | None = None,
        keeps: bool = True,
        now: Callable[[], datetime] = datetime.now,
        autosave_after_s: float = AUTOSAVE_AFTER_S,
    ) -> None:
        self.effects = effects
        self.actions: dict[str, Callable[[Mapping[str, Any]], object]] = {}
        """What only a window can do, by command id; the window fills it."""
        self.history: History = begin(Project("project"))
        self.selection: tuple[str, ...] = ()
        self.playhead: Time = ZERO
        self.range: Span | None = None
        self.safe_zone: str | None = "tiktok"
        self.snapping = True
        self.magnet = True
        self.linked: frozenset[LayerKind] = LINKED
        self.chosen_media: tuple[str, ...] = ()
        """The assets selected in the library; the window says which."""
        self.open_folder = ""
        """The id of the folder open in the library, where new media goes; empty for the top."""
        self.file_deck = FileDeck(lambda: self.project, lambda: self._tell("deck"))
        self.clipboard: tuple[Found, ...] = ()
        self.settings = Settings()
        """What the person chose for the program; the usual choices where nobody gives theirs."""
        self.problems: tuple[Problem, ...] = ()
        self.recovery: Recovery | None = None
        self._draft: Draft | None = None
        self._listeners: list[Callable[[str], None]] = []
        self._ids = Ids()
        self._inside = Inside()
        self._new_id = new_id
        self._file = OpenFile(self._saved_changed, post=post, keeps=keeps, now=now, autosave_after_s=autosave_after_s)

    # What is seen.

    @property
    def project(self) -> Project:
        """The project on screen: the draft under the hand, otherwise the present."""
        return self._draft.project if self._draft else self.present

    @property
    def present(self) -> Project:
        """The project as it stands, without a draft: the inside of the compound that is open, otherwise all of it."""
        return self._inside.view(self.history.project)

    @property
    def whole(self) -> Project:
        """All of the project as it stands, whatever is open of it: what is saved, exported and checked."""
        return self.history.project

    @property
    def inside(self) -> tuple[str, ...]:
        """The ids of the compounds that are open, each in the one before it."""
        return self._inside.way

    @property
    def deck(self) -> Deck:
        """What the player shows and its keys are about: the file that is open by itself, otherwise the timeline."""
        return self if self.file_deck.asset is None else self.file_deck

    @property
    def drafting(self) -> bool:
        """Whether an edit is under the hand."""
        return self._draft is not None

    @property
    def path(self) -> Path | None:
        """The file the person chose for the project, or None while it lives in the drafts folder."""
        return self._file.path

    def takes_folder(self) -> Path:
        """Where what is recorded for this project is kept: beside its file, the person's or the draft."""
        return self._file.takes_folder()

    @property
    def post(self) -> Post | None:
        """How a function gets to the main thread; the window gives it once there is one."""
        return self._file.post

    @post.setter
    def post(self, post: Post | None) -> None:
        self._file.post = post

    @property
    def saved_state(self) -> Saved:
        """Whether what is on screen is on disk."""
        return self._file.saved

    def listen(self, callback: Callable[[str], None]) -> Callable[[], None]:
        """Have `callback` called with the name of each change. Gives the function that ends it."""
        self._listeners.append(callback)

        def stop() -> None:
            if callback in self._listeners:
                self._listeners.remove(callback)

        return stop

    def new_id(self, stem: str = "c") -> str:
        """An id for something about to be added: `c` clip, `t` title, `m` media, `l` layer, `e` effect, `g` gap."""
        return self._new_id(stem) if self._new_id else self._ids.next(self.project, stem)

    # How it changes.

    def edit(self, label: str, function: Edit, *, joins: Entry | None = None) -> None:
        """Commit what `function` makes of the project. A draft under the hand is dropped first.

        Where `joins` is the last step of the history, both are one step from now on. Raises `EditRefused` (a
        `Refused`) and changes nothing when the edit is not possible.
        """
        self.drop_draft()
        self._commit(label, self._inside.folded(self.whole, self._made(function, self.present)), joins)

    def begin_draft(self, label: str) -> None:
        """Begin an edit that follows the hand; nothing is in the history until `commit_draft`."""
        project = self.present
        self._draft = Draft(label, project, project)

    def update_draft(self, function: Edit) -> Sentence | None:
        """Show what `function` makes of the project as it was when the draft began.

        When it refuses, the last good draft stays, and the reason is given back.
        """
        if self._draft is None:
            raise RuntimeError("no draft was begun")
        try:
            project = self._made(function, self._draft.start)
            self._inside.folded(self.whole, project)
        except Refused as refusal:
            return refusal.sentence
        if project is not self._draft.project:
            self._draft = self._draft._replace(project=project)
            self._project_changed()
        return None

    def commit_draft(self) -> None:
        """Make the draft one step of the history."""
        if self._draft is not None:
            draft, self._draft = self._draft, None
            if draft.project is not draft.start:
                self._commit(draft.label, self._inside.folded(self.whole, draft.project))

    def drop_draft(self) -> None:
        """Forget the draft: the project is as it was when it began."""
        if self._draft is not None:
            draft, self._draft = self._draft, None
            if draft.project is not draft.start:
                self._project_changed()

    def undo(self) -> None:
        """One step back, if there is one."""
        self._travel(undo, say("Undo"))

    def redo(self) -> None:
        """One undone step forward again, if there is one."""
        self._travel(redo, say("Redo"))

    def go_to_step(self, step: int) -> None:
        """To one of `history.steps`, if it is there: like so many undos or redos, as one."""
        self._travel(lambda history: go_to(history, step), say("Go to a step"))

    # What a person looks at.

    def select(self, ids: Iterable[str], *, alone: bool = False) -> None:
        """Select clips and gaps, with the groups they are in unless `alone`; ids the project does not have are left
        out."""
        chosen = tuple(name for name in dict.fromkeys(ids) if is_on_timeline(self.project, name))
        chosen = chosen if alone else grouped(self.project, chosen)
        if chosen != self.selection:
            self.selection = chosen
            self._tell("selection")

    def move_playhead(self, time: Time) -> None:
        """Go to the beginning of the frame shown at `time`, within the piece."""
        last = frame_time(max(0, floor_frame(duration(self.project), self.project.rate)), self.project.rate)
        shown = frame_time(floor_frame(time, self.project.rate), self.project.rate)
        shown = min(max(ZERO, shown), last)
        if shown != self.playhead:
            self.playhead = shown
            self._tell("playhead")

    def set_range(self, span: Span | None) -> None:
        """The stretch between in and out; None for all."""
        if span != self.range:
            self.range = span
            self._tell("range")

    def set_safe_zone(self, platform: str | None) -> None:
        """Show the safe zone of the platform with that id. Raises `Refused` where there is none."""
        if platform is not None:
            platform = platform_named(platform).id
        if platform != self.safe_zone:
            self.safe_zone = platform
            self._tell("settings")

    def set_magnet(self, on: bool) -> None:
        """Whether the main track closes up: what follows moves when clips go, come, or change their length."""
        if on != self.magnet:
            self.magnet = on
            self._tell("settings")

    def set_linked(self, kinds: Iterable[LayerKind]) -> None:
        """Which kinds of layers hold items that go with the clips they are pinned to."""
        if frozenset(kinds) != self.linked:
            self.linked = frozenset(kinds)
            self._tell("settings")

    def set_snapping(self, on: bool) -> None:
        """Whether what is dragged is drawn to cuts and the playhead."""
        if on != self.snapping:
            self.snapping = on
            self._tell("settings")

    def go_inside(self, way: tuple[str, ...], *, at: Time, select: Iterable[str] = ()) -> None:
        """Open the compound at the end of the way, or all of the project: see `enter` and `leave`."""
        self.commit_draft()
        self._inside.way = way
        self.set_range(None)
        self._tell("project")
        self.select(select, alone=True)
        self.move_playhead(at)

    # Where it lives.

    def new_project(self, *, name: str = "", canvas: Canvas | None = None, rate: Fraction = Fraction(30)) -> None:
        """Close what is open and begin an empty project in the drafts folder."""
        project = Project("project", name=name or str(say("Untitled")), canvas=canvas or Canvas(), rate=rate)
        self._file.leave()
        self._opened(project)

    def open(self, path: Path | str) -> None:
        """Close what is open and open the project file.

        `problems` then says what could not be read, and `recovery` holds what a crash left unsaved.
        Raises `FileRefused` (a `Refused`), and keeps what is open, when it cannot be opened.
        """
        opened = self._file.open(Path(path))
        self._opened(opened.project, opened.problems, opened.recovery)

    def save(self, path: Path | str | None = None) -> Saved:
        """Save now; with `path` there, and from now on there. Gives, and tells, how it went.

        Raises `FileRefused` (a `Refused`) when another program has the project at `path` open.
        """
        self.commit_draft()
        return self._file.save(self.history.project, Path(path) if path else None)

    def as_json(self) -> bytes:
        """The project as it would be saved, with absolute paths: what an export process is given."""
        from studio.files import project_json

        return project_json(self.history.project)

    def recoveries(self) -> tuple[Recovery, ...]:
        """What crashes left in the drafts folder, newest first."""
        return self._file.recoveries()

    def recover(self, recovery: Recovery | None = None) -> None:
        """Go on with what a crash left: one step after the saved project, so that it can be undone.

        Without `recovery` the one that `open` offered. Raises `FileRefused` when another program has it open.
        """
        recovery = recovery or self.recovery
        if recovery is None:
            return
        saved = self._file.open_for(recovery)
        if saved is not None:
            self._opened(saved)
        self.recovery = None
        self._file.claim()
        self._commit(say("Recover"), recovery.project)
        self.problems = recovery.problems
        self._tell("opened")

    def forget_recovery(self, recovery: Recovery | None = None) -> None:
        """Offer what a crash left no more; it stays among the backups beside the project."""
        recovery = recovery or self.recovery
        if recovery is not None:
            self._file.forget(recovery)
        self.recovery = None

    def import_media(self, paths: Iterable[Path | str]) -> Imported:
        """Look into the files and take them into the project as one step."""
        return self.add_probed(probe_all(paths))

    def add_probed(self, probed: Probed, *, joins: Entry | None = None) -> Imported:
        """Take files that a worker has looked into (`probe_all`) into the project as one step, or as part of one."""
        from studio.edits import add_asset

        folder = self.open_folder if self.history.project.folder(self.open_folder) is not None else ""
        assets = new_assets(self.history.project, probed.facts, self.new_id, folder=folder)

        def add_all(project: Project) -> Project:
            for asset in assets:
                if project.asset(asset.id) is None:
                    project = add_asset(project, asset)
            return project

        self.edit(say("Import"), add_all, joins=joins)
        return Imported(assets, probed.refused)

    def relink(self, found: Mapping[str, Path]) -> None:
        """Take files to lie where they were found (`find_files`), by asset id, as one step."""
        from studio.edits import relink

        def move_all(project: Project) -> Project:
            for asset_id, path in found.items():
                if project.asset(asset_id) is not None:
                    project = relink(project, asset_id, path=str(path))
            return project

        self.edit(say("Find media"), move_all)

    def renew(self, asset_id: str, facts: Facts) -> None:
        """Take the file that `facts` describe in place of another, with the same clips made of it, as one step.

        Raises `EditRefused` where it is of another kind.
        """
        from studio.edits import renew
        from studio.media import make_asset

        old = self.history.project.asset(asset_id)
        asset = make_asset(facts, asset_id=asset_id)
        kept = ("origin", "author", "licence", "folder", "stars", "colour") if old is not None else ()
        asset = replace(asset, **{key: getattr(old, key) for key in kept})
        self.edit(say("Use the new file"), lambda project: renew(project, asset))

    def close(self) -> None:
        """Save what waits and let go of the file. The session can open another project afterwards."""
        self.drop_draft()
        self._file.leave()

    # Within.

    def _tell(self, event: Event) -> None:
        for listener in tuple(self._listeners):
            listener(event)

    def _saved_changed(self) -> None:
        self._tell("saved")

    def _made(self, function: Edit, project: Project) -> Project:
        """What the edit makes of the project; items whose kind is not linked stay at their times."""
        if self.linked >= LINKED:
            return function(project)
        return unlinked(project, function, kinds=LINKED - self.linked)

    def _commit(self, label: str, project: Project, joins: Entry | None = None) -> None:
        joined = joins is not None and joins is self.history.present and project is not self.history.project
        after = commit(undo(self.history) if joined else self.history, project, label)
        if after is not self.history:
            self.history = after
            self._file.note(project, label)
            self._project_changed()

    def _travel(self, step: Callable[[History], History], label: Sentence) -> None:
        self.drop_draft()
        before, after = self.present, step(self.history)
        if after is not self.history:
            self.history = after
            self._inside.look_from_outside_unless_changed(before, after.project)
            self._file.note(after.project, label)
            self._project_changed()

    def _project_changed(self) -> None:
        self.file_deck.settle()
        self._tell("project")
        self.select(self.selection, alone=True)
        self.move_playhead(self.playhead)

    def _opened(self, project: Project, problems: tuple[Problem, ...] = (), recovery: Recovery | None = None) -> None:
        self.history, self._inside.way = begin(project), ()
        self._draft, self.selection, self.playhead, self.range = None, (), ZERO, None
        self.chosen_media, self.open_folder = (), ""
        self.file_deck.forget()
        self.problems, self.recovery = problems, recovery
        self._tell("opened")
