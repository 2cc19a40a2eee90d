from __future__ import annotations

from pathlib import Path

import pytest

from studio.files import SCHEMA, FileRefused, load_project, project_json
from studio.files.upgrades import UPGRADES, upgraded
from tests.helpers.saved_projects import one_of_everything

SAMPLES = Path(__file__).parent / "samples"


def named_title(record):
    return {**record, "project": {"name": record["project"]["title"]}}


def with_canvas(record):
    return {**record, "project": {**record["project"], "canvas": {}}}


STEPS = {1: named_title, 2: with_canvas}


def test_an_old_record_becomes_a_new_one_step_by_step():
    old = {"schema": 1, "project": {"title": "Beach"}}
    new = {"schema": 3, "project": {"name": "Beach", "canvas": {}}}
    assert upgraded(old, to=3, upgrades=STEPS) == new
    assert old == {"schema": 1, "project": {"title": "Beach"}}
    assert upgraded({"schema": 2, "project": {}}, to=3, upgrades=STEPS) == {"schema": 3, "project": {"canvas": {}}}


def test_a_record_of_today_stays_as_it_is():
    record = {"schema": SCHEMA, "project": {}}
    assert upgraded(record) is record


def test_a_damaged_old_record_is_refused_in_plain_words():
    with pytest.raises(FileRefused, match="older Décollage is damaged"):
        upgraded({"schema": 1, "project": {}}, to=3, upgrades=STEPS)


def test_every_older_form_has_its_upgrade_and_its_sample():
    assert sorted(UPGRADES) == list(range(1, SCHEMA))
    assert sorted(file.name for file in SAMPLES.iterdir()) == [f"form-{n}.decollage" for n in range(1, SCHEMA + 1)]


@pytest.mark.parametrize("sample", sorted(SAMPLES.iterdir()), ids=lambda file: file.stem)
def test_what_was_ever_saved_opens_for_ever(sample):
    loaded = load_project(sample)
    assert loaded.problems == ()
    assert loaded.project == one_of_everything()


def test_the_newest_sample_is_what_is_written_today():
    sample = (SAMPLES / f"form-{SCHEMA}.decollage").read_text("utf-8")
    today = project_json(one_of_everything()).decode()
    assert sample.partition('"project"')[2] == today.partition('"project"')[2]
