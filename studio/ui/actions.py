"""What the table of commands leaves to the window: each command's id, and what the window does for it.

It must never change a project: commands and the session do.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from studio.commands import COMMANDS
from studio.commands.beating import LISTENING
from studio.ui.held_key import HeldKey
from studio.ui.listening import Listening
from studio.ui.timeline.names import clip_name

if TYPE_CHECKING:
    from studio.ui.window import MainWindow

__all__ = ["give_actions"]

_TAB_OF = {
    "add-effect": "effects",
    "look": "looks",
    "transition": "transitions",
    "title": "text",
    "music": "audio",
    "captions-import": "captions",
}
"""Where in the library a person finds what a command needs."""
_PAGE_OF = {"volume": "sound", "fades": "sound", "opacity": "picture", "place": "picture", "speed": "speed"}
"""Where in the inspector a person sets what a command needs."""


def give_actions(window: MainWindow) -> None:
    """Let the commands of `window`'s session do what only a window can do."""
    actions: dict[str, Callable[[], object]] = {**_playing(window), **_around(window)}
    for command, tab in _TAB_OF.items():
        actions[command] = partial(_show_tab, window, tab)
    actions["sound"] = partial(_show_ready_sounds, window)
    for command, page in _PAGE_OF.items():
        actions[command] = partial(_show_page, window, page)
    for panel in ("library", "inspector", "timeline"):
        actions[f"show-{panel}"] = partial(_toggle, window, panel)
    for command, action in actions.items():
        if command in COMMANDS:
            window.session.actions[command] = _without_values(action)
    window.session.actions[LISTENING] = Listening(window, window.bridge, window.toast).start
    window.session.actions["keep-layout"] = lambda values: window.keep_layout(values.get("name"))
    window.session.actions["join-challenge"] = lambda values: window.collecting.ask_join(values.get("name"))
    window.session.actions["challenge"] = partial(_ask_about_challenge, window)
    window.session.actions["open-media"] = lambda values: window.editor.open_media(values)
    window.session.actions["use-layout"] = lambda values: window.use_layout(values.get("name"))


def _ask_about_challenge(window: MainWindow, values: Mapping[str, object]) -> None:
    """Ask what the challenge is called and the rest of it, beginning with what was said before."""
    facts = window.session.project.challenge
    said: dict[str, object] = {}
    if facts is not None:
        words = ("name", "about", "author", "language", "deadline", "sound", "licence")
        said = {key: text for key in words if (text := getattr(facts, key))}
        said["rules"], said["hashtags"] = "; ".join(facts.rules), " ".join(f"#{tag}" for tag in facts.hashtags)
    window.ask_values("challenge", {**said, **values})


def _playing(window: MainWindow) -> dict[str, Callable[[], object]]:
    player: Callable[[], Any] = lambda: window.editor.player  # noqa: E731
    viewer: Callable[[], Any] = lambda: window.editor.player.viewer  # noqa: E731
    held = HeldKey(window, "pause")
    return {
        "play": lambda: viewer().toggle(),
        "pause": lambda: viewer().pause(),
        "shuttle-forward": lambda: window.run("frame-forward") if held.down else viewer().shuttle(1),
        "shuttle-back": lambda: window.run("frame-back") if held.down else viewer().shuttle(-1),
        "full-screen": window.toggle_full_screen,
        "before-after": lambda: player().compare.toggle(),
        "scopes": lambda: player().scopes_button.toggle(),
        "crop-on-picture": lambda: player().crop.toggle(),
        "picture-fit": lambda: player().stage.set_zoom(None),
        "picture-larger": lambda: player().stage.set_zoom(player().stage.zoom_percent() / 80),
        "picture-smaller": lambda: player().stage.set_zoom(player().stage.zoom_percent() / 125),
        "export-frame": lambda: player().export_frame(),
        "speed-panel": partial(_show_page, window, "speed"),
    }


def _forecast(window: MainWindow) -> None:
    """Read the policies on a worker first: ten files are too much between two pictures."""
    from studio.reach.policy import policies

    def read(_policies: object) -> None:
        from studio.ui.reach.dialog import open_forecast

        open_forecast(window)

    window.bridge.jobs.submit(policies, done=read)


def _around(window: MainWindow) -> dict[str, Callable[[], object]]:
    return {
        "import": window.choosing.ask_media,
        "open": window.choosing.ask_project,
        "save-as": window.ask_save,
        "rename": lambda: window.top_bar.edit_name(),
        "export": window.open_export,
        "forecast": partial(_forecast, window),
        "start": window.show_start,
        "sample": lambda: window.sample.open(),
        "history": lambda: window.editor.toggle_history(),
        "settings": window.open_settings,
        "layout": lambda: window.layouts.usual(),
        "layout-tall": lambda: window.layouts.usual(tall=True),
        "find-media": window.open_missing,
        "collect": lambda: window.collecting.ask(),
        "pack-challenge": lambda: window.collecting.ask_pack(),
        "show-in-library": lambda: window.editor.show_in_library(),
        "show-in-folder": lambda: window.editor.show_in_folder(),
        "library-rows": lambda: window.editor.shelf.look(rows=not window.editor.shelf.shelf.rows),
        "moving-previews": lambda: window.editor.shelf.look(moving=not window.editor.shelf.shelf.moving),
        "choose-attributes": partial(_choose_attributes, window),
        "search-library": lambda: window.editor.search_library(),
        "theme": window.change_theme,
        "proxies": window.switch_proxies,
        "palette": lambda: window.palette_box.open_palette(),
        "shortcuts": window.open_keys,
        "close-window": window.close,
        "quit": window.close,
    }


def _choose_attributes(window: MainWindow) -> None:
    from studio.ui.attributes_dialog import AttributesDialog

    source, project = window.session.clipboard[0].clip, window.session.project
    name = clip_name(project, source, window.session.effects)
    window.open_dialog(AttributesDialog(window, name, lambda parts: window.run("paste-attributes", {"parts": parts})))


def _show_tab(window: MainWindow, tab: str) -> None:
    window.editor.library.show_tab(tab)


def _show_ready_sounds(window: MainWindow) -> None:
    window.editor.library.show_tab("audio")
    window.editor.audio_tab.show_side("sounds")


def _show_page(window: MainWindow, page: str) -> None:
    window.editor.inspector.show_tab(page)


def _toggle(window: MainWindow, panel: str) -> None:
    window.layouts.toggle(panel)


def _without_values(action: Callable[[], object]) -> Callable[[Mapping[str, Any]], object]:
    return lambda _values: action()
