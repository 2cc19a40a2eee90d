from __future__ import annotations

import errno
import os
import random
import threading
from fractions import Fraction

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio.files import FileRefused, Journal, project_from_json, project_json
from studio.files.beside import journal_file
from studio.files.delta import apply_delta, delta_text
from studio.files.journal_records import FIRST_LINE, framed, records, replayed
from studio.files.project_text import ProjectText
from studio.model import Clip, Gap, Item, Layer, Project, Solid, Span
from tests.helpers.projects import ASSETS, CANVASES, CLIPS, EXTRAS, GAPS, ITEMS, LAYERS, PROJECTS, WORDS
from tests.helpers.saved_projects import AWKWARD_FOLDER, AWKWARD_NAME, many_clips, one_of_everything

replace = msgspec.structs.replace


@pytest.fixture
def path(tmp_path):
    folder = tmp_path / AWKWARD_FOLDER
    folder.mkdir()
    return folder / AWKWARD_NAME


def last_state(path, data=None):
    found = replayed(journal_file(path).read_bytes() if data is None else data)
    return None if found is None else project_from_json(found.data, base=path.parent).project


def some_edits(project):
    """States as a person makes them: each shares with the one before what it did not change."""
    first, *rest = project.main
    yield replace(project, name="Summer"), "Rename"
    project = replace(project, main=(*rest, first))
    yield project, "Move"
    layer = project.layers[0]
    project = replace(project, layers=(replace(layer, hidden=True, items=()), *project.layers[1:]))
    yield project, "Hide “Words”"
    yield replace(project, main=(*project.main, Gap("gap-2", Fraction(1)))), "Insert"
    yield project, "Undo"
    yield one_of_everything(), "Undo"


def test_every_edit_is_on_disk_when_append_returns(path):
    journal = Journal(path)
    journal.begin(one_of_everything())
    assert last_state(path) == one_of_everything()
    for number, (project, label) in enumerate(some_edits(one_of_everything()), 1):
        journal.append(project, label)
        found = replayed(journal_file(path).read_bytes())
        assert (found.label, found.edits, found.saved, found.is_whole) == (label, number, True, True)
        assert last_state(path) == project
    journal.close()
    assert list(path.parent.iterdir()) == []


def test_an_unclean_close_leaves_it(path):
    journal = Journal(path)
    journal.append(one_of_everything(), "Begin")
    journal.close(clean=False)
    assert last_state(path) == one_of_everything()
    assert replayed(journal_file(path).read_bytes()).saved is False


def test_closing_what_was_never_used_touches_nothing(path):
    Journal(path).close()
    Journal(path).close(clean=False)
    assert list(path.parent.iterdir()) == []


def test_a_save_cuts_the_journal_to_what_came_after(path):
    journal = Journal(path)
    states = [project for project, _ in some_edits(one_of_everything())]
    for state in states:
        journal.append(state, "Edit")
    long = journal_file(path).stat().st_size
    journal.saved(states[3])
    found = replayed(journal_file(path).read_bytes())
    assert (found.edits, found.saved) == (2, True)
    assert last_state(path) == states[-1]
    journal.saved(states[-1])
    assert replayed(journal_file(path).read_bytes()).edits == 0
    assert journal_file(path).stat().st_size < long
    journal.append(states[0], "Again")
    assert last_state(path) == states[0]
    journal.saved(states[-1])
    assert last_state(path) == states[0]
    journal.close()


def test_a_save_of_a_state_the_journal_never_saw_keeps_the_last(path):
    journal = Journal(path)
    journal.append(Project("p", "first"), "Edit")
    journal.saved(Project("p", "before the first"))
    assert last_state(path) == Project("p", "first")
    assert replayed(journal_file(path).read_bytes()).edits == 1
    journal.close()


def test_very_many_edits_between_saves_are_kept(path, monkeypatch):
    monkeypatch.setattr("studio.files.journal._MOST_STATES", 3)
    journal = Journal(path)
    first = Project("p", "0")
    journal.begin(first)
    states = [Project("p", str(number)) for number in range(10)]
    for state in states:
        journal.append(state, "Edit")
    journal.saved(states[2])
    assert last_state(path) == states[-1]
    journal.close()


def test_an_edit_that_found_the_disk_full_is_made_good_by_the_next(path, monkeypatch):
    journal = Journal(path)
    first, second, third = Project("p", "1"), Project("p", "2"), Project("p", "3")
    journal.begin(first)
    whole = os.write

    def half(handle, data):
        if len(data) > 10:
            return whole(handle, bytes(data[:10]))
        raise OSError(errno.ENOSPC, "full")

    with monkeypatch.context() as patch:
        patch.setattr(os, "write", half)
        with pytest.raises(FileRefused, match="the disk is full"):
            journal.append(second, "Two")
        with pytest.raises(FileRefused, match="the disk is full"):
            journal.begin(second)
    assert last_state(path) == first
    journal.append(third, "Three")
    assert last_state(path) == third
    assert replayed(journal_file(path).read_bytes()).is_whole
    journal.close()


def test_a_folder_that_is_not_there_is_said_in_plain_words(tmp_path):
    journal = Journal(tmp_path / "gone" / "p.decollage")
    with pytest.raises(FileRefused, match="is not there"):
        journal.append(Project("p"), "Edit")
    journal.close()


def test_it_is_synced_by_another_thread(path, monkeypatch):
    synced = threading.Event()
    monkeypatch.setattr(os, "fsync", lambda _: synced.set())
    journal = Journal(path)
    journal.begin(Project("p"))
    journal.append(Project("p", "new"), "Edit")
    assert synced.wait(10)
    journal.close(clean=False)


def test_a_journal_cut_anywhere_gives_the_state_before_the_cut(path):
    journal = Journal(path)
    base = Project("p", main=tuple(Gap(f"g{number}", Fraction(1)) for number in range(3)))
    journal.begin(base)
    states, ends = [base], [journal_file(path).stat().st_size]
    for number in range(5):
        states.append(replace(states[-1], main=(*states[-1].main[1:], Gap(f"h{number}", Fraction(number + 1, 3)))))
        journal.append(states[-1], f"Edit {number}")
        ends.append(journal_file(path).stat().st_size)
    data = journal_file(path).read_bytes()
    journal.close()
    for cut in range(len(data) + 1):
        whole = [state for state, end in zip(states, ends, strict=True) if end <= cut]
        assert last_state(path, data[:cut]) == (whole[-1] if whole else None)


def test_flipped_bytes_never_give_a_state_that_was_not(path):
    journal = Journal(path)
    journal.begin(one_of_everything())
    states = [one_of_everything()]
    for project, label in some_edits(one_of_everything()):
        journal.append(project, label)
        states.append(project)
    data = journal_file(path).read_bytes()
    journal.close()
    chance = random.Random(7)
    for _ in range(300):
        flipped = bytearray(data)
        for _ in range(chance.randrange(1, 4)):
            flipped[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        found = last_state(path, bytes(flipped))
        assert found is None or found in states


def test_records_of_another_journal_are_not_taken():
    one, digest = framed(b"one", FIRST_LINE)
    two, _ = framed(b"two", digest)
    other, _ = framed(b"two", FIRST_LINE)
    assert [payload for payload, _ in records(FIRST_LINE + one + two)] == [b"one", b"two"]
    assert [payload for payload, _ in records(FIRST_LINE + one + other)] == [b"one"]
    assert list(records(b"something else")) == []


BASE = b'{"kind": "base", "when": "2026-01-01T00:00:00+00:00", "saved": true, "file": {"project": {"id": "p"}}}'
EDIT = b'{"kind": "edit", "when": "2026-01-01T00:00:01+00:00", "delta": %s}'


@pytest.mark.parametrize(
    "payload",
    [
        b"[]",
        b'{"kind": "dance", "when": ""}',
        EDIT.replace(b"2026-01-01T00:00:01+00:00", b"noon") % b"{}",
        EDIT % b"5",
        EDIT % b'{"set": 5}',
        EDIT % b'{"drop": [[]]}',
        EDIT % b'{"lists": {"main": 5}}',
        EDIT % b'{"lists": {"main": [[0, 1]]}}',
        EDIT % b'{"lists": {"main": ["x"]}}',
        EDIT % b'{"lists": {"id": []}}',
        EDIT % b'{"lists": {"layers": [{"patch": 0, "delta": {}}]}}',
    ],
)
def test_reading_ends_at_a_record_that_does_not_fit(payload):
    base, digest = framed(BASE, FIRST_LINE)
    bad, digest = framed(payload, digest)
    good, _ = framed(EDIT % b'{"set": {"name": "later"}}', digest)
    found = replayed(FIRST_LINE + base + bad + good)
    assert (found.data, found.edits, found.is_whole) == (b'{"project":{"id":"p"}}', 0, False)


def test_a_journal_that_begins_with_an_edit_holds_nothing():
    assert replayed(FIRST_LINE + framed(EDIT % b"{}", FIRST_LINE)[0]) is None
    assert replayed(b"") is None


def test_a_delta_against_rubbish_is_refused():
    with pytest.raises(ValueError, match="a delta is an object"):
        apply_delta({}, [])


def test_small_edits_of_ten_thousand_clips_add_little_to_the_journal(path):
    project = many_clips(10_000)
    journal = Journal(path)
    journal.begin(project)
    size = journal_file(path).stat().st_size
    for number in range(50):
        index = number * 197
        clip = replace(project.main[index], opacity=0.5)
        project = replace(project, main=(*project.main[:index], clip, *project.main[index + 1 :]))
        journal.append(project, "Opacity")
    assert journal_file(path).stat().st_size - size < 50 * 1500
    assert last_state(path) == project
    journal.close()


@st.composite
def edited(draw, project):
    """The project after something was done to it, sharing the rest."""
    fields = draw(
        st.lists(st.sampled_from(["name", "canvas", "assets", "main", "layers", "sounds", "extra"]), max_size=3)
    )
    changes = {}
    for field in fields:
        match field:
            case "name":
                changes[field] = draw(WORDS | st.just("Untitled"))
            case "canvas":
                changes[field] = draw(CANVASES)
            case "extra":
                changes[field] = draw(EXTRAS | st.just('{"a: b": 1}'))
            case "assets":
                changes[field] = draw(rearranged(project.assets, ASSETS))
            case "main":
                changes[field] = draw(rearranged(project.main, CLIPS | GAPS))
            case _:
                changes[field] = draw(rearranged(getattr(project, field), LAYERS, edited_layer))
    return replace(project, **changes)


@st.composite
def edited_layer(draw, layer):
    return replace(layer, items=draw(rearranged(layer.items, ITEMS)), hidden=draw(st.booleans()), extra=draw(EXTRAS))


@st.composite
def rearranged(draw, parts, fresh, edit=None):
    """Parts moved, left out and added, some of them edited."""
    kept = draw(st.permutations(parts)) if draw(st.booleans()) else list(parts)
    kept = kept[draw(st.integers(0, 2)) :]
    for _ in range(draw(st.integers(0, 2))):
        kept.insert(draw(st.integers(0, len(kept))), draw(fresh))
    if edit is not None and kept:
        index = draw(st.integers(0, len(kept) - 1))
        kept[index] = draw(edit(kept[index]))
    return tuple(kept)


@settings(max_examples=settings().max_examples // 2)
@given(st.data())
def test_whatever_is_edited_the_delta_gives_it_back(data):
    old = data.draw(PROJECTS)
    new = data.draw(edited(old))
    delta = msgspec.json.decode(delta_text(old, new, ProjectText()))
    raw_old, raw_new = (msgspec.json.decode(project_json(project))["project"] for project in (old, new))
    before = msgspec.json.encode(raw_old)
    assert apply_delta(raw_old, delta) == raw_new
    assert msgspec.json.encode(raw_old) == before


def test_a_delta_says_only_what_changed():
    clips = [Clip(f"c{number}", Solid(), Span(Fraction(0), Fraction(1))) for number in range(6)]
    layer = Layer("l", "text", items=tuple(Item(clip, pin) for clip, pin in ()))
    old = Project("p", "Name", main=tuple(clips), layers=(layer,))
    new = replace(
        old,
        name="Untitled",
        main=(clips[5], *clips[:3], Gap("g", Fraction(1)), clips[4]),
        layers=(replace(layer, name="W"),),
    )
    assert msgspec.json.decode(delta_text(old, new, ProjectText())) == {
        "drop": ["name"],
        "lists": {
            "main": [[5, 6], [0, 3], {"new": {"type": "gap", "id": "g", "length": "1"}}, [4, 5]],
            "layers": [{"patch": 0, "delta": {"set": {"name": "W"}}}],
        },
    }
    assert delta_text(old, old, ProjectText()) == "{}"
