"""`{{fields}}`: one project, many variants, each with the values of one row of a table.

A field stands in a title or in the words of the post; a column that is called as a slot fills that slot. It must never
open a file: rows are told, and media has been looked into.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from msgspec.structs import replace

from studio.edits import fill_slot, fill_text_slot, set_title, slots_of
from studio.model import Asset, Project, Title, all_clips
from studio.sentences import Refused, say

__all__ = ["Row", "fields_of", "media_columns", "need_columns", "variant"]

Row = Mapping[str, str]
"""The values of one variant, by the names of fields and slots."""

_FIELD = re.compile(r"\{\{\s*([A-Za-z0-9_][A-Za-z0-9_ -]*?)\s*\}\}")
_POST = ("caption", "title", "description")


def fields_of(project: Project) -> tuple[str, ...]:
    """The names of the fields in titles and in the words of the post, in order."""
    names = [name for text in _texts(project) for name in _FIELD.findall(text)]
    return tuple(dict.fromkeys(names))


def need_columns(project: Project, columns: Iterable[str]) -> None:
    """Raises `Refused` where a field has no column, or a column is neither field nor slot."""
    fields, slots, given = fields_of(project), [key for key, _clips in slots_of(project)], list(columns)
    for name in fields:
        if name not in given:
            raise Refused(say("The table has no column “{name}”, which the template asks for.", name=name))
    for name in given:
        if name not in fields and name not in slots and name != "file":
            known = ", ".join((*fields, *slots)) or "—"
            sentence = say("“{name}” is no field and no slot of the template. There are: {known}.",
                           name=name, known=known)  # fmt: skip
            raise Refused(sentence)


def media_columns(project: Project) -> tuple[str, ...]:
    """The slots that are filled with files."""
    return tuple(
        key for key, clips in slots_of(project)
        if clips[0].clip.slot is not None and clips[0].clip.slot.kind != "text"
    )  # fmt: skip


def variant(project: Project, row: Row, media: Mapping[str, Asset]) -> Project:
    """The project with the values of the row in its fields and slots; empty ones leave the sample.

    `media` are the files by slot; they become assets of the project. Raises `EditRefused` where one does not fit.
    """
    for key, asset in media.items():
        if project.asset(asset.id) is None:
            project = replace(project, assets=(*project.assets, asset))
        project = fill_slot(project, key, asset_id=asset.id)
    texts = [key for key, _clips in slots_of(project) if key not in media_columns(project)]
    for key in texts:
        if row.get(key, "").strip():
            project = fill_text_slot(project, key, text=row[key])
    for found in tuple(all_clips(project)):
        content = found.clip.content
        if isinstance(content, Title) and _FIELD.search(content.text):
            project = set_title(project, found.clip.id, text=_with_values(content.text, row))
    post = project.post
    words = {name: _with_values(getattr(post, name), row) for name in _POST}
    tags = tuple(_with_values(tag, row).replace(" ", "").removeprefix("#") for tag in post.hashtags)
    return replace(project, post=replace(post, **words, hashtags=tuple(filter(None, tags))))


def _with_values(text: str, row: Row) -> str:
    return _FIELD.sub(lambda field: row.get(field[1], ""), text)


def _texts(project: Project) -> Iterable[str]:
    for found in all_clips(project):
        if isinstance(found.clip.content, Title):
            yield found.clip.content.text
    yield from (getattr(project.post, name) for name in _POST)
    yield from project.post.hashtags
