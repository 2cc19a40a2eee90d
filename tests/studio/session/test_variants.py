"""`{{fields}}`: a table becomes variants of one template; what is wrong with it is told before anything is written."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from studio.edits import mark_slot, set_title
from studio.model import Post, Project, Slot, all_clips
from studio.remix.variants import fields_of, variant
from studio.sentences import Refused
from studio.session.variants import rows_of, save_variants
from tests.helpers.word_sources import timeline, with_title


@pytest.fixture
def template() -> Project:
    """`T` greets `{{name}}`, `W` is a slot for words; the post names the town."""
    project = with_title(with_title(timeline("abc def"), "T", 1), "W", 4)
    project = set_title(project, "T", text="Hi {{ name }}!")
    project = replace(project, post=Post(caption="From {{town}}", hashtags=("{{town}}", "all")))
    return mark_slot(project, "W", slot=Slot("words", kind="text"))


def _table(folder: Path, text: str, name: str = "rows.csv") -> Path:
    (folder / name).write_text(text, encoding="utf-8")
    return folder / name


def test_fields_stand_in_titles_and_in_the_post(template: Project):
    assert fields_of(template) == ("name", "town")
    made = variant(template, {"name": "Ann {{town}}", "town": "New York", "words": "Ho"}, {})
    texts = {found.clip.id: found.clip.content.text for found in all_clips(made) if found.clip.id in "TW"}
    assert texts == {"T": "Hi Ann {{town}}!", "W": "Ho"}, "what a row says is no template"
    assert (made.post.caption, made.post.hashtags) == ("From New York", ("NewYork", "all"))


def test_each_row_becomes_a_project(template: Project, tmp_path: Path):
    csv = _table(tmp_path, "\ufeffname,town,words,file\nAnn,Rome,Ho,\n“Bö,Oslo,,bo\n")
    json = _table(tmp_path, '[{"name": "Ann", "town": 5, "words": null}]', "rows.json")
    assert rows_of(json) == ({"name": "Ann", "town": "5", "words": ""},)
    jobs = save_variants(template, rows_of(csv), media_from=tmp_path, out=tmp_path / "out", name="it")
    assert [job.film.name for job in jobs] == ["it-001.mp4", "bo.mp4"]
    assert all(job.file.is_file() for job in jobs)
    assert jobs[1].project.name == "bo"
    with pytest.raises(Refused, match="already there"):
        save_variants(template, rows_of(csv), media_from=tmp_path, out=tmp_path / "out", name="it")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("name\nAnn\n", "no column “town”"),
        ("name,town,size\nAnn,Rome,5\n", "“size” is no field and no slot"),
        ("name,town\nAnn\n", "Row 2"),
        ("name,town\n", "no rows"),
        ("name,town,file\nAnn,Rome,../up\n", "no name for a file"),
        ("name,town,file\nAnn,Rome,a\nBo,Rome,a\n", "Two rows"),
        ("\x00", "no rows"),
    ],
)
def test_what_is_wrong_with_a_table_is_told_and_nothing_is_written(
    template: Project, tmp_path: Path, text: str, words: str
):
    with pytest.raises(Refused, match=words):
        save_variants(template, rows_of(_table(tmp_path, text)), media_from=tmp_path, out=tmp_path / "out", name="it")
    assert not (tmp_path / "out").exists()


def test_json_that_is_no_table_is_refused(tmp_path: Path):
    for text in ("{}", "[1]", '[{"a": []}]', "[", "[" * 100_000):
        with pytest.raises(Refused, match="is no table"):
            rows_of(_table(tmp_path, text, "rows.json"))
