"""The tab: import and look at the top, the list of what is said, and what could be cut out.

It must never read a file or measure a sound on the main thread.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QCheckBox, QFileDialog, QFrame, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from studio.edits import cut_said, said_span
from studio.media.analyse import peaks
from studio.model import CAPTION_KINDS, Asset, Project, Span, Time, captions_of, spoken_words, used_assets
from studio.sentences import Sentence, say
from studio.session import fillers_in, silences_in
from studio.ui.bridge import Bridge
from studio.ui.captions.line_list import LineList
from studio.ui.captions.rows import Row, changed_words, rows_of
from studio.ui.controls.buttons import IconButton, PushButton, explain
from studio.ui.controls.choices import Choice
from studio.ui.controls.flow import FlowLayout
from studio.ui.controls.labels import label
from studio.ui.controls.search import SearchField
from studio.ui.words import shown

__all__ = ["CaptionsTab"]

_PER_SECOND = 100
_KINDS = {
    "clean": say("Clean"), "box": say("Box"), "karaoke": say("Karaoke"), "pop": say("Pop"),
    "one-word": say("One word"),
}  # fmt: skip
_ENDINGS = "*.srt *.vtt *.ass *.ssa *.ttml *.xml *.sub *.json"


class CaptionsTab(QWidget):
    """What is said in the project. `run` asks for a command."""

    def __init__(self, bridge: Bridge, run: Callable[..., object]) -> None:
        super().__init__()
        self._bridge, self._run = bridge, run
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 10, 0)
        column.setSpacing(8)
        top = QHBoxLayout()
        bring = PushButton(say("Import"), drawing="import", clicked=self.ask_import)
        explain(bring, say("Import captions"))
        top.addWidget(bring)
        self.auto = PushButton(say("Auto"), drawing="captions", clicked=lambda: self._ask("transcribe"))
        explain(self.auto, say("Write down what is said"))
        top.addWidget(self.auto)
        self.look = Choice(say("Look"), [(kind, _KINDS[kind]) for kind in CAPTION_KINDS])
        self.look.chosen.connect(lambda kind: self._ask("caption-style", kind=kind))
        top.addWidget(self.look, 1)
        self.more = IconButton("more", say("More"), clicked=self._open_menu)
        top.addWidget(self.more)
        column.addLayout(top)
        self.search = SearchField(say("Search captions"))
        self.search.textChanged.connect(lambda _text: self._look_again())
        column.addWidget(self.search)
        self.hint = label(
            say("Click a word to go there; Delete cuts it out of the film. Double-click to put it right."),
            "small",
            wrap=True,
        )
        column.addWidget(self.hint)
        self.list = LineList()
        self.list.edited.connect(self._edited)
        self.list.asked.connect(self._split_or_merge)
        self.list.sought.connect(self._seek)
        self.list.cut.connect(partial(self._ask_words, "words-delete"))
        self.list.restored.connect(partial(self._ask_words, "words-restore"))
        column.addWidget(self.list, 1)
        self.offer = _Offer(self)
        column.addWidget(self.offer)
        bridge.project_changed.connect(self._look_again)
        bridge.opened.connect(self._look_again)
        bridge.playhead_changed.connect(self._mark)
        self._look_again()

    def showEvent(self, event: object) -> None:
        """What changed while nobody looked."""
        super().showEvent(event)  # type: ignore[arg-type]
        self._look_again()

    def _look_again(self) -> None:
        project = self._bridge.session.project
        self.look.set_key(project.captions.style.kind)
        if not self.isVisible():
            return
        wanted = self.search.text().strip().casefold()
        rows = tuple(row for row in rows_of(project) if wanted in row.text.casefold())
        self.list.show_rows(rows)
        self.hint.setText(shown(self._hint(project)))
        self._mark()

    def _hint(self, project: Project) -> Sentence:
        if not project.assets:
            return say("Import a film first; then its subtitles: SRT, VTT, ASS, or words as JSON.")
        if not project.captions.speeches:
            return say("No captions yet. Import subtitles of a film: SRT, VTT, ASS, or words as JSON.")
        return say("Click a word to go there; Delete cuts it out of the film. Double-click to put it right.")

    def _mark(self) -> None:
        if not self.isVisible():
            return
        at, here = self._bridge.session.playhead, -1
        project = self._bridge.session.project
        cue = next((cue for cue in captions_of(project) if at in cue.span), None)
        number = cue.active(at) if cue is not None else None
        if cue is not None and number is not None:
            word = cue.words[number]
            for index, row in enumerate(self.list.lines.rows):
                if row.asset == word.asset and row.first <= word.number < row.first + len(row.words):
                    here = index
        self.list.mark(here)

    def _ask(self, command: str, **values: object) -> None:
        self._bridge.run(command, values)

    def _ask_words(self, command: str, asset: str, first: int, last: int) -> None:
        self._ask(command, asset=asset, first=first + 1, last=last + 1)

    def _edited(self, row: Row, text: str) -> None:
        change = changed_words(row, text)
        if change is not None:
            first, last, said = change
            self._ask("caption-text", asset=row.asset, first=first + 1, last=last + 1, text=said)

    def _split_or_merge(self, what: str, row: Row, word: int) -> None:
        self._ask(f"caption-{what}", asset=row.asset, word=word + 1)

    def _seek(self, where: tuple[Row, int | None]) -> None:
        row, word = where
        session = self._bridge.session
        number = row.first if word is None else word
        for one in spoken_words(session.project):
            if one.asset == row.asset and (one.number == number or (word is None and one.number >= number)):
                session.move_playhead(one.span.start)
                return

    def ask_import(self) -> None:
        """Let a person choose a subtitle file, for the selected clip's file or for the whole film."""
        title, kinds = shown(say("Import captions")), f"{shown(say('Subtitles'))} ({_ENDINGS})"
        name, _kind = QFileDialog.getOpenFileName(self, title, "", kinds)
        if name:
            self.take(Path(name))

    def ask_model(self) -> None:
        """Let a person choose a speech model that they fetched."""
        title, kinds = shown(say("Install a speech model")), f"{shown(say('Archives'))} (*.tar.bz2 *.tar.gz *.tar)"
        name, _kind = QFileDialog.getOpenFileName(self, title, "", kinds)
        if name:
            self._ask("speech-model", file=name)

    def take(self, path: Path) -> None:
        """Import a subtitle file: of the only file with sound there is, or else in the time of the film."""
        project = self._bridge.session.project
        heard = [asset for asset in project.assets if asset.has_sound or asset.kind == "sound"]
        self._ask("captions-import", file=str(path), of="media" if len(heard) == 1 else "film")

    def _export(self) -> None:
        kinds = "SubRip (*.srt);;WebVTT (*.vtt);;Advanced SubStation (*.ass);;JSON (*.json)"
        name, kind = QFileDialog.getSaveFileName(self, shown(say("Export captions")), "", kinds)
        if name:
            path = Path(name)
            ending = kind[kind.rfind("*") + 1 : -1]
            self._ask("captions-export", file=str(path if path.suffix else path.with_suffix(ending)))

    def _open_menu(self) -> None:
        menu = QMenu(self)
        captions = self._bridge.session.project.captions
        drawn = menu.addAction(shown(say("Draw on the picture")))
        drawn.setCheckable(True)
        drawn.setChecked(captions.on)
        drawn.triggered.connect(lambda on: self._ask("captions-show", on=on))
        menu.addAction(shown(say("Export captions…"))).triggered.connect(self._export)
        menu.addSeparator()
        menu.addAction(shown(say("Write down what is said"))).triggered.connect(lambda: self._ask("transcribe"))
        menu.addAction(shown(say("Install a speech model…"))).triggered.connect(self.ask_model)
        menu.addSeparator()
        menu.addAction(shown(say("Find silences…"))).triggered.connect(self.find_silences)
        menu.addAction(shown(say("Find filler words…"))).triggered.connect(self.find_fillers)
        menu.addSeparator()
        more = menu.addAction(shown(say("Look, colours and place…")))
        more.triggered.connect(lambda: self._run("caption-style"))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))

    def find_silences(self) -> None:
        """Measure what is heard, beside the main thread, and offer to cut what is silent."""
        project = self._bridge.session.project
        used = used_assets(project)
        heard = [one for one in project.assets if one.id in used and (one.has_sound or one.kind == "sound")]
        self.offer.wait(say("Listening…"))
        self._bridge.jobs.submit(_measured, tuple(heard), done=self._offer_silences)

    def _offer_silences(self, spans: list[tuple[str, Span]]) -> None:
        length = float(sum((span.length for _asset, span in spans), Time(0)))
        if not spans:
            self.offer.wait(say("There is no silence of half a second or more."))
            return
        words = say("{count} silences, {length} s in all", count=len(spans), length=f"{length:.1f}")
        self.offer.ask(words, [], lambda _chosen: self._cut(say("Cut silences out"), spans))

    def find_fillers(self) -> None:
        """Look for words that say nothing, and offer to cut those a person ticks."""
        project = self._bridge.session.project
        found = fillers_in(project, perhaps=True)
        if not found:
            self.offer.wait(say("There are no filler words on the timeline."))
            return
        counts: dict[str, int] = {}
        for one in found:
            counts[one.text] = counts.get(one.text, 0) + 1
        sure = {one.text for one in found if one.sure}
        choices = [(text, f"{text} ×{number}", text in sure) for text, number in counts.items()]

        def cut(chosen: frozenset[str]) -> None:
            now = self._bridge.session.project
            spans = []
            for one in fillers_in(now, perhaps=True):
                speech = now.captions.speech(one.asset)
                if one.text in chosen and speech is not None:
                    spans.append((one.asset, said_span(speech, one.first, one.last)))
            self._cut(say("Cut filler words out"), spans)

        self.offer.ask(say("Words that may say nothing"), choices, cut)

    def _cut(self, words: Sentence, spans: list[tuple[str, Span]]) -> None:
        new_id = self._bridge.session.new_id
        self._bridge.edit(words, lambda project: cut_said(project, spans, new_id=new_id))


def _measured(assets: tuple[Asset, ...]) -> list[tuple[str, Span]]:
    return [(one.id, span) for one in assets for span in silences_in(peaks(one, _PER_SECOND), _PER_SECOND)]


class _Offer(QFrame):
    """What was found and could be cut, with the choice to leave it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 10, 10)
        self.words = label("", "strong", wrap=True)
        column.addWidget(self.words)
        self._box = QWidget(self)
        self._flow = FlowLayout(self._box)
        column.addWidget(self._box)
        row = QHBoxLayout()
        self.cut = PushButton(say("Cut out"), "accent", clicked=self._accept)
        self.leave = PushButton(say("Leave"), clicked=self.hide)
        row.addWidget(self.cut)
        row.addWidget(self.leave)
        row.addStretch(1)
        column.addLayout(row)
        self.checks: list[tuple[str, QCheckBox]] = []
        self._does: Callable[[frozenset[str]], object] | None = None
        self.hide()

    def wait(self, words: Sentence) -> None:
        """Say something without a choice."""
        self.ask(words, [], None)

    def ask(
        self, words: Sentence, choices: list[tuple[str, str, bool]], does: Callable[[frozenset[str]], object] | None
    ) -> None:
        """Show what was found; `does` gets what stays ticked."""
        for _key, check in self.checks:
            check.deleteLater()
        self.checks = []
        for key, text, ticked in choices:
            check = QCheckBox(text, self._box)
            check.setChecked(ticked)
            self._flow.addWidget(check)
            self.checks.append((key, check))
        self.words.setText(shown(words))
        self._box.setVisible(bool(choices))
        self.cut.setVisible(does is not None)
        self._does = does
        self.show()

    def _accept(self) -> None:
        does, chosen = self._does, frozenset(key for key, check in self.checks if check.isChecked())
        self.hide()
        if does is not None:
            does(chosen)
