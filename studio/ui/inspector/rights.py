"""Whose a file is, as rows of a page of the inspector: where it is from, who made it, what allows its use.

It must never fill anything in by itself: nobody said is an answer too.
"""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit

from studio.edits import set_rights
from studio.model import Asset, Clip, Footage
from studio.sentences import Sentence, say
from studio.ui.bridge import Bridge
from studio.ui.controls.buttons import PushButton
from studio.ui.inspector.page import Page, named
from studio.ui.words import shown

__all__ = ["RightsRows"]

_OWN = "own"
_FIELDS: tuple[tuple[str, Sentence, Sentence], ...] = (
    ("licence", say("Licence"), say("such as CC BY 4.0")),
    ("author", say("Who made it"), say("a name or @handle")),
    ("origin", say("Where from"), say("a link or a place")),
)


class RightsRows:
    """The section Rights of a page; `show_clips` shows the file of the one clip that is selected."""

    def __init__(self, page: Page) -> None:
        self._bridge: Bridge = page.bridge
        self._asset: Asset | None = None
        self.own = PushButton(say("My own"), "small", clicked=self._is_own)
        page.section(say("Rights"), self.own)
        self.fields: dict[str, QLineEdit] = {}
        for key, name, hint in _FIELDS:
            field = QLineEdit()
            field.setAccessibleName(shown(name))
            field.setPlaceholderText(shown(hint))
            field.editingFinished.connect(lambda key=key: self._write(key))
            self.fields[key] = field
            page.add(named(name, field))

    def show_clips(self, clips: tuple[Clip, ...]) -> None:
        """Show whose the file is that these clips share; with several files nothing can be said."""
        project = self._bridge.session.project
        names = {clip.content.asset for clip in clips if isinstance(clip.content, Footage)}
        self._asset = project.asset(names.pop()) if len(names) == 1 else None
        for key, field in self.fields.items():
            field.setEnabled(self._asset is not None)
            if not field.hasFocus():
                field.setText(getattr(self._asset, key) if self._asset is not None else "")
        self.own.setEnabled(self._asset is not None and self._asset.licence != _OWN)

    def _write(self, key: str) -> None:
        asset, words = self._asset, self.fields[key].text().strip()
        if asset is not None and words != getattr(asset, key):
            self._bridge.edit(say("Rights"), lambda project: set_rights(project, asset.id, **{key: words}))

    def _is_own(self) -> None:
        asset = self._asset
        if asset is not None:
            self._bridge.edit(say("Rights"), lambda project: set_rights(project, asset.id, licence=_OWN))
