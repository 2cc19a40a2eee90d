from __future__ import annotations

import json
import random

import pytest

from studio.files import FileRefused, project_from_json, project_json
from studio.model import Clip, Gap, Placeholder, Project
from tests.helpers.saved_projects import one_of_everything


def damaged(damage):
    """The small project after `damage` had its way with the JSON of it."""
    record = json.loads(project_json(one_of_everything()))
    damage(record["project"])
    return project_from_json(json.dumps(record).encode())


def codes(loaded):
    return [problem.code for problem in loaded.problems]


def test_a_clip_that_cannot_be_read_is_left_out_and_named():
    loaded = damaged(lambda raw: raw["main"][0].pop("window"))
    assert codes(loaded) == ["unreadable-clip"]
    assert loaded.problems[0].sentence == "The clip “Beach” could not be read and was left out."
    assert loaded.problems[0].about == "clip-1"
    assert loaded.project.main == one_of_everything().main[1:]
    assert loaded.project.layers == one_of_everything().layers


def test_content_that_cannot_be_read_keeps_its_place_and_is_written_back():
    loaded = damaged(lambda raw: raw["layers"][0]["items"][0]["clip"]["content"].update(text=5, new=1))
    assert codes(loaded) == ["unreadable-content"]
    content = loaded.project.layers[0].items[0].clip.content
    assert isinstance(content, Placeholder)
    record = json.loads(project_json(loaded.project))
    written = record["project"]["layers"][0]["items"][0]["clip"]["content"]
    assert written == {"type": "title", "text": 5, "style": {"size": 0.1}, "new": 1}


@pytest.mark.parametrize("content", [5, [], {}, {"type": 7}])
def test_content_that_is_no_content_keeps_its_place(content):
    loaded = damaged(lambda raw: raw["main"][0].update(content=content))
    assert codes(loaded) == ["unreadable-content"]
    assert loaded.project.main[0].window == one_of_everything().main[0].window
    assert loaded.project.main[0].content.kind == "unreadable"


def test_a_setting_that_cannot_be_read_is_as_for_a_new_clip():
    def damage(raw):
        raw["main"][0].update(opacity="half", fade_in={"start": "0", "length": "-1"}, speed="0")
        raw["main"][0]["place"]["x"] = {"keys": []}

    loaded = damaged(damage)
    clip = loaded.project.main[0]
    assert sorted(codes(loaded)) == ["unreadable-setting"] * 4
    assert (clip.opacity, clip.fade_in, clip.speed, clip.place.x) == (1.0, None, 1, 0.0)
    assert (clip.content, clip.window) == (one_of_everything().main[0].content, one_of_everything().main[0].window)


@pytest.mark.parametrize(
    ("damage", "code"),
    [
        (lambda raw: raw["main"].__setitem__(1, {"type": "gap", "id": "g", "length": "x"}), "unreadable-clip"),
        (lambda raw: raw["main"].append(7), "unreadable-clip"),
        (lambda raw: raw["main"].append({"type": "spiral"}), "unreadable-clip"),
        (lambda raw: raw["assets"].__setitem__(1, {"name": "song"}), "unreadable-asset"),
        (lambda raw: raw["assets"].append(None), "unreadable-asset"),
        (lambda raw: raw["fonts"].append({"family": "Inter"}), "unreadable-font"),
        (lambda raw: raw["fonts"].append({}), "unreadable-font"),
        (lambda raw: raw["layers"][1].update(kind="ghosts"), "unreadable-layer"),
        (lambda raw: raw["layers"].append("x"), "unreadable-layer"),
        (lambda raw: raw["layers"][0]["items"].append("x"), "unreadable-clip"),
        (lambda raw: raw["layers"][0]["items"][0].update(pin={"type": "cloud"}), "unreadable-clip"),
        (lambda raw: raw["layers"][0]["items"][0].update(clip=5), "unreadable-clip"),
        (lambda raw: raw["layers"][0].update(items={}), "unreadable-setting"),
        (lambda raw: raw.update(sounds="none"), "unreadable-setting"),
        (lambda raw: raw.update(canvas=[]), "unreadable-setting"),
        (lambda raw: raw.update(canvas={"width": 0}), "unreadable-setting"),
        (lambda raw: raw.update(canvas={"height": 10**9}), "unreadable-setting"),
        (lambda raw: raw.update(rate="0"), "unreadable-setting"),
        (lambda raw: raw.update(rate="1e999999999"), "unreadable-setting"),
        (lambda raw: raw.update(name=5), "unreadable-setting"),
        (lambda raw: raw.pop("id"), "no-id"),
    ],
)
def test_every_loss_is_told_once_and_the_rest_is_kept(damage, code):
    loaded = damaged(damage)
    assert codes(loaded) == [code]
    assert loaded.project.main[0] == one_of_everything().main[0]
    assert all(problem.sentence.endswith(".") for problem in loaded.problems)


def test_a_clip_that_does_not_say_it_is_one_is_still_a_clip():
    loaded = damaged(lambda raw: raw["main"][0].pop("type"))
    assert loaded.project == one_of_everything()


def test_what_is_loaded_from_damage_is_saved_and_loaded_the_same():
    loaded = damaged(lambda raw: raw["main"][0]["content"].clear())
    again = project_from_json(project_json(loaded.project))
    assert again.project == loaded.project
    assert again.problems == ()


def any_object(value, chance):
    """Some object or list inside, by chance."""
    while True:
        parts = list(value.values()) if isinstance(value, dict) else list(value)
        inside = [part for part in parts if isinstance(part, dict | list) and part]
        if not inside or chance.random() < 0.15:
            return value
        value = chance.choice(inside)


def test_whatever_is_damaged_the_project_opens():
    chance = random.Random(5)
    rubbish = [None, 5, -1, 1.5, "x", "", [], {}, "1/0", True, [[]], {"type": "clip"}, {"keys": []}, "\ud800"]

    def damage(raw):
        for _ in range(chance.randrange(1, 4)):
            holder = any_object(raw, chance)
            key = chance.choice(list(holder) if isinstance(holder, dict) else range(len(holder)))
            if chance.random() < 0.3:
                del holder[key]
            else:
                holder[key] = chance.choice(rubbish[:-1])

    for _ in range(600):
        loaded = damaged(damage)
        assert isinstance(loaded.project, Project)
        assert all(isinstance(thing, Clip | Gap) for thing in loaded.project.main)
        assert project_from_json(project_json(loaded.project)).project == loaded.project


def test_whatever_bytes_are_damaged_it_opens_or_is_refused():
    chance = random.Random(6)
    whole = project_json(one_of_everything())
    opened, refusals = 0, set()
    for _ in range(600):
        data = bytearray(whole)
        for _ in range(chance.randrange(1, 3)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        try:
            project_from_json(bytes(data))
            opened += 1
        except FileRefused as refusal:
            refusals.add(refusal.sentence)
    assert all(sentence.endswith(".") for sentence in refusals)
    assert opened > 100


def test_letters_and_numbers_that_cannot_be_read_do_not_cost_the_rest():
    whole = project_json(one_of_everything())
    torn = whole.replace("à la".encode(), b"\xe0 \x01la").replace(b'"gain_db": -6.0', b'"gain_db": -6e999')
    loaded = project_from_json(torn)
    assert codes(loaded) == ["unreadable-letters", "unreadable-setting"]
    assert loaded.project.name == "Été � \x01la plage"
    assert loaded.project.main == one_of_everything().main


def test_a_damaged_answer_costs_neither_the_caption_nor_what_a_newer_program_wrote():
    loaded = damaged(lambda raw: raw.update(post={"caption": "Day 5", "ai": 7, "location": "Oslo"}))
    assert codes(loaded) == ["unreadable-setting"]
    assert (loaded.project.post.caption, loaded.project.post.ai) == ("Day 5", "")
    assert json.loads(project_json(loaded.project))["project"]["post"] == {"caption": "Day 5", "location": "Oslo"}
