from __future__ import annotations

from pathlib import Path

from hypothesis import given

from studio.files import project_from_json, project_json
from tests.helpers.projects import PROJECTS


@given(PROJECTS)
def test_any_project_is_saved_and_loaded_as_it_was(project):
    for base in (None, Path("/home/me/film")):
        data = project_json(project, base=base)
        loaded = project_from_json(data, base=base)
        assert loaded.problems == ()
        assert loaded.project == project
        assert project_json(loaded.project, base=base) == data
