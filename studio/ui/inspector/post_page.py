"""The page for what is posted with the video: words, hashtags, and what is declared.

It must never answer for the person: what nobody said stays open.
"""

from __future__ import annotations

from collections.abc import Callable

from studio.edits import set_post
from studio.model import Project
from studio.platforms import platforms
from studio.publish import words_within
from studio.sentences import Sentence, say
from studio.ui.bridge import Bridge
from studio.ui.controls.choices import Choice
from studio.ui.controls.labels import label
from studio.ui.inspector.page import Page, named
from studio.ui.inspector.words_field import WordsField
from studio.ui.words import shown

__all__ = ["PostPage"]

_ANSWERS = (("", say("Not answered")), ("no", say("No")), ("yes", say("Yes")))
_DECLARED = (
    ("ai", say("Made with AI")),
    ("paid", say("Paid partnership")),
    ("minors", say("Shows minors")),
)
_MOST_TOLD = 4


class _Words(WordsField):
    """Words of the post under one of its keys."""

    def __init__(self, bridge: Bridge, key: str, name: Sentence, height: int) -> None:
        def edit_for(text: str) -> Callable[[Project], Project]:
            return lambda project: set_post(project, **{key: text})

        super().__init__(bridge, name, edit_for, size=12, height=height)

    def show_words(self, text: str) -> None:
        """Show what is there, unless it is being typed."""
        if not self.hasFocus():
            super().show_words(text)


class PostPage(Page):
    """Caption, hashtags, title, description; AI, paid partnership, minors."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__(bridge)
        self.section(say("Words of the post"), first=True)
        self.words: dict[str, _Words] = {}
        for key, name, height in (
            ("caption", say("Caption"), 84),
            ("hashtags", say("Hashtags"), 44),
            ("title", say("Title"), 44),
            ("description", say("Description"), 64),
        ):
            self.words[key] = _Words(bridge, key, name, height)
            self.add(label(name, "muted"))
            self.add(self.words[key])
        self.told = label("", "small", wrap=True)
        self.add(self.told)
        self.section(say("To declare"))
        self.answers: dict[str, Choice] = {}
        for key, name in _DECLARED:
            choice = Choice(name, _ANSWERS)
            choice.chosen.connect(lambda answer, key=key: self._answer(key, answer))
            self.answers[key] = choice
            self.add(named(name, choice))
        note = say("Nobody guesses these. Platforms ask for them, and the post sheet beside the video lists them.")
        self.add(label(note, "small", wrap=True))
        self.end()

    def refresh(self) -> None:
        """Show the post as it is, and for whom its words are too long."""
        post = self.bridge.session.project.post
        for key in ("caption", "title", "description"):
            self.words[key].show_words(getattr(post, key))
        self.words["hashtags"].show_words(" ".join(f"#{tag}" for tag in post.hashtags))
        for key, choice in self.answers.items():
            choice.set_key(getattr(post, key))
        found = [problem.sentence for platform in platforms().values() for problem in words_within(post, platform)]
        lines = [shown(sentence) for sentence in found[:_MOST_TOLD]]
        if len(found) > _MOST_TOLD:
            lines.append(shown(say("and {count} more", count=len(found) - _MOST_TOLD)))
        if not found and (post.caption or post.title or post.hashtags):
            lines.append(shown(say("Fits every platform.")))
        self.told.setText("\n".join(lines))
        self.told.setVisible(bool(lines))

    def _answer(self, key: str, answer: str) -> None:
        self.bridge.edit(say("The post"), lambda project: set_post(project, **{key: answer}))
