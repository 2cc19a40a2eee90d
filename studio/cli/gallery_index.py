"""The gallery's page: every effect with its pictures, by kind, in one HTML file that needs nothing from elsewhere.

Everything that is no markup of this file is escaped. It must never name a file outside the gallery's folder.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from typing import NamedTuple
from urllib.parse import quote

from studio.effect import Effect, Param
from studio.sentences import say

__all__ = ["Shot", "index_page"]


class Shot(NamedTuple):
    """One thing to look at or listen to: files within the gallery's folder, empty where there is none."""

    title: str
    still: str = ""
    clip: str = ""
    sound: str = ""


_STYLE = """
:root { color-scheme: dark light; }
body { font: 15px/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 1500px; padding: 24px; }
nav a { margin-right: 14px; }
section > div { display: grid; grid-template-columns: repeat(auto-fill, minmax(280px, 1fr)); gap: 18px; }
article { border: 1px solid #8886; border-radius: 8px; padding: 10px; }
h3 { margin: 0 0 6px; font-size: 15px; }
figure { margin: 0 6px 6px 0; display: inline-block; vertical-align: top; }
figure img { width: 126px; height: 224px; object-fit: cover; display: inline-block; border-radius: 4px; }
figcaption, small, td, th { font-size: 12px; opacity: .85; }
table { border-spacing: 8px 0; text-align: left; }
audio { width: 100%; }
"""


def index_page(parts: Sequence[tuple[str, Sequence[tuple[Effect, Sequence[Shot]]]]], plain: Sequence[Shot]) -> str:
    """The page: `parts` are kinds with their effects and what there is to see of each; `plain` is without effects."""
    title = _words("Effects of Décollage")
    links = "".join(f'<a href="#{escape(kind)}">{escape(kind)} ({len(effects)})</a>' for kind, effects in parts)
    sections = "".join(_section(kind, effects) for kind, effects in parts)
    untouched = f"<section><h2>{_words('Without effects')}</h2>{_shots(plain)}</section>"
    return (
        f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>{title}</title>'
        f'<meta name="viewport" content="width=device-width"><style>{_STYLE}</style></head>'
        f"<body><h1>{title}</h1><nav>{links}</nav>{untouched}{sections}</body></html>\n"
    )


def _words(text: str) -> str:
    return escape(say(text).translated())


def _section(kind: str, effects: Sequence[tuple[Effect, Sequence[Shot]]]) -> str:
    cards = "".join(_card(effect, shots) for effect, shots in effects)
    return f'<section id="{escape(kind)}"><h2>{escape(kind)}</h2><div>{cards}</div></section>\n'


def _card(effect: Effect, shots: Sequence[Shot]) -> str:
    under = " · ".join(filter(None, (effect.id, effect.family or effect.group)))
    return (
        f'<article id="{escape(effect.id)}"><h3>{escape(effect.name)} <small>{escape(under)}</small></h3>'
        f"{_shots(shots)}{_params(effect.params)}</article>\n"
    )


def _shots(shots: Iterable[Shot]) -> str:
    return "".join(_shot(shot) for shot in shots)


def _shot(shot: Shot) -> str:
    if shot.sound:
        return f'<figure><audio controls src="{quote(shot.sound)}"></audio>{_caption(shot)}</figure>'
    moving = _words("moving")
    images = f'<img loading="lazy" src="{quote(shot.still)}" alt="{escape(shot.title)}">'
    if shot.clip:
        images += f' <img loading="lazy" src="{quote(shot.clip)}" alt="{escape(shot.title)}, {moving}">'
    return f"<figure>{images}{_caption(shot)}</figure>"


def _caption(shot: Shot) -> str:
    return f"<figcaption>{escape(shot.title)}</figcaption>"


def _params(params: Sequence[Param]) -> str:
    if not params:
        return ""
    rows = "".join(
        f"<tr><th>{escape(param.key)}</th><td>{escape(param.name)}</td><td>{escape(_range(param))}</td></tr>"
        for param in params
    )
    return f"<details><summary>{_words('Settings')}</summary><table>{rows}</table></details>"


def _range(param: Param) -> str:
    if param.type == "number":
        return f"{param.low:g} … {param.high:g} {param.unit}".strip()
    return ", ".join(key for key, _words in param.choices) or param.type
