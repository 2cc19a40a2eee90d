from __future__ import annotations

import json

import pytest

from studio.files import project_from_json, project_json
from studio.files.newer_keys import keep_unknown
from studio.model import Clip, Placeholder, Project, Solid, Span, Time
from tests.helpers.saved_projects import one_of_everything


def every_object(value, path="project"):
    if isinstance(value, dict):
        yield path, value
        for key, part in value.items():
            yield from every_object(part, f"{path}.{key}")
    elif isinstance(value, list):
        for number, part in enumerate(value):
            yield from every_object(part, f"{path}[{number}]")


def test_keys_of_a_newer_program_come_back_from_every_value():
    record = json.loads(project_json(one_of_everything()))
    for path, found in list(every_object(record["project"])):
        found["from_tomorrow"] = {"where": path, "numbers": [1, 2.5, None, True], "text": "é"}
        found["extra"] = "a key of that name"
    loaded = project_from_json(json.dumps(record).encode())
    assert loaded.problems == ()
    assert json.loads(project_json(loaded.project)) == record


def test_contents_of_a_newer_program_are_placeholders_and_come_back():
    record = json.loads(project_json(one_of_everything()))
    hologram = {"type": "hologram", "depth": {"near": 1}, "kind": "blue", "extra": 5}
    record["project"]["main"][0]["content"] = hologram
    record["project"]["layers"][0]["items"][0]["clip"]["content"] = {"type": "weather"}
    record["project"]["layers"][1]["items"][0]["clip"]["content"] = {"type": "placeholder"}
    loaded = project_from_json(json.dumps(record).encode())
    assert loaded.problems == ()
    first = loaded.project.main[0]
    assert isinstance(first, Clip)
    assert isinstance(first.content, Placeholder)
    assert first.content.kind == "hologram"
    assert first.window == one_of_everything().main[0].window
    assert json.loads(project_json(loaded.project)) == record


def test_effects_and_transitions_nobody_knows_are_kept():
    record = json.loads(project_json(one_of_everything()))
    record["project"]["main"][0]["effects"][0]["effect"] = "from_tomorrow"
    record["project"]["main"][2]["enter"]["effect"] = "from_tomorrow"
    assert json.loads(project_json(project_from_json(json.dumps(record).encode()).project)) == record


@pytest.mark.parametrize("extra", ["nonsense", "[1]", "5", '{"id": "other", "new": 1}', "[" * 9999])
def test_a_broken_extra_never_stops_a_save(extra):
    record = json.loads(project_json(Project("p", extra=extra)))
    assert record["project"] in ({"id": "p"}, {"id": "p", "new": 1})


@pytest.mark.parametrize(
    "raw",
    [
        None,
        5,
        [],
        [[1]],
        {"main": 5},
        {"main": [None, {"type": 5}, {"type": "clip"}]},
        {"main": [{"type": "clip", "content": 5}, {"type": "clip", "content": {"type": []}}]},
        {"layers": [{"items": [{"pin": []}]}]},
        {"main": [{"type": "clip", "place": {"per_ratio": [5, [], ["1:1"]]}}]},
    ],
)
def test_what_has_the_wrong_form_is_left_as_it_is(raw):
    before = json.dumps(raw)
    keep_unknown(raw)
    assert json.dumps(raw) == before


def test_an_extra_without_unknown_keys_is_nothing():
    clip = Clip("c", Solid(), Span(Time(0), Time(1)), extra="{}")
    assert '"c"' in project_json(Project("p", main=(clip,))).decode()
