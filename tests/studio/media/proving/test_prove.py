"""The receipt says what is wrong with a film, and a film that is not as planned never gets its name."""

from __future__ import annotations

from fractions import Fraction

import msgspec
import numpy as np
import pytest

from effects import all_effects
from studio.edits import add_effect
from studio.effect import Effect, Effects, Param
from studio.media import ExportSettings, MediaRefused, SegmentStore
from studio.media.exporting.export import ExportFailed, export, failed_name
from studio.media.proving.proof_pictures import likeness
from studio.media.proving.proof_sound import compared
from studio.media.proving.prove import prove
from studio.media.proving.receipt import proof_words, receipt_from_json, receipt_json
from studio.media.writing.wanted import Part, Wanted
from studio.model import Applied, Span, duration
from tests.helpers.make_media import clicks, counted, film, tone
from tests.studio.media.exporting.test_export import project_of

EFFECTS = Effects(all_effects())
SMALL = ExportSettings(width=180, height=320, preset="ultrafast", crf=16, max_bit_rate=3_000_000)
QUARTER = 12_000


@pytest.fixture
def project(tmp_path):
    sound = np.concatenate([tone(2, hertz=300), clicks(2, [0.5, 1.1, 1.7])])
    return project_of(film(tmp_path / "a.mp4", lambda n: counted(n, (180, 320)), frames=120, sound=sound))


def wanted(project, settings=SMALL) -> Wanted:
    return Wanted(project, Span(Fraction(0), duration(project)), settings, EFFECTS)


def proved(path, planned, parts=()):
    return prove(path, planned, parts, name="out.mp4", cancelled=lambda: False)


def failed(receipt) -> set[str]:
    return {proof.name for proof in receipt.proofs if not proof.passed}


def test_a_good_film_passes_every_proof_and_the_receipt_survives_json(tmp_path, project):
    result = export(project, tmp_path / "out.mp4", SMALL, effects=EFFECTS)
    receipt = result.receipt
    assert receipt.passed
    assert failed(receipt) == set()
    names = {proof.name for proof in receipt.proofs}
    assert names >= {"size", "rate", "length", "times", "colours", "index_first", "no_edit_list", "sound"}
    assert names >= {"first_picture", "last_picture", "sync_start", "sync_middle", "sync_end", "loudness", "true_peak"}
    assert all(proof_words(name) != name for name in names)
    assert receipt_from_json(receipt_json(receipt)) == receipt
    assert (receipt.file, receipt.bytes) == ("out.mp4", (tmp_path / "out.mp4").stat().st_size)


def test_each_thing_that_is_not_as_planned_is_named(tmp_path, project):
    path = tmp_path / "out.mp4"
    export(project, path, SMALL, effects=EFFECTS)
    other = msgspec.structs.replace
    assert "size" in failed(proved(path, wanted(project, other(SMALL, width=320, height=180))))
    assert {"rate", "times"} <= failed(proved(path, wanted(project, other(SMALL, rate=Fraction(25)))))
    assert "format" in failed(proved(path, wanted(project, other(SMALL, codec="hevc"))))
    assert "loudness" in failed(proved(path, wanted(project, other(SMALL, loudness_lufs=-30.0))))
    later = msgspec.structs.replace(wanted(project), span=Span(Fraction(1), Fraction(3)))
    assert {"length", "first_picture", "sound"} <= failed(proved(path, later))
    shifted = msgspec.structs.replace(wanted(project), span=Span(Fraction(1, 10), duration(project)))
    assert "sync_end" in failed(proved(path, shifted))


def test_a_film_cut_short_cannot_be_proved(tmp_path, project):
    path = tmp_path / "out.mp4"
    export(project, path, SMALL, effects=EFFECTS)
    path.write_bytes(path.read_bytes()[:-20_000])
    assert not proved(path, wanted(project)).passed
    path.write_bytes(b"no film at all")
    assert failed(proved(path, wanted(project))) >= {"opens"}


def spoiled(store_folder) -> None:
    """Put another piece under the name of the first one, whole by itself."""
    first, second = sorted(store_folder.glob("??/*.piece"), key=lambda path: path.stat().st_size)[-2:]
    first.write_bytes(second.read_bytes())


def test_a_piece_of_the_store_that_shows_something_else_is_found_out_and_made_anew(tmp_path):
    def picture(number):
        return np.full((320, 180, 3), 40 + number, np.uint8)

    project = project_of(film(tmp_path / "a.mp4", picture, frames=120))
    store = SegmentStore(tmp_path / "store")
    export(project, tmp_path / "out.mp4", SMALL, effects=EFFECTS, store=store)
    spoiled(tmp_path / "store")
    again = export(project, tmp_path / "again.mp4", SMALL, effects=EFFECTS, store=store)
    assert again.receipt.passed
    assert 0 < again.frames_reused < again.frames
    assert (tmp_path / "again.mp4").read_bytes() == (tmp_path / "out.mp4").read_bytes()


def test_a_film_that_does_not_come_out_right_is_put_aside_and_said_so(tmp_path, project):
    drawn = []

    def restless(picture, settings, moment):
        """Against all rules another picture each time it is asked."""
        drawn.append(moment)
        other = picture.copy()
        other[..., :3] = 30 if len(drawn) <= 120 else 200
        return other

    effect = Effect(
        id="restless", name="Restless", kind="picture", apply=restless, params=(Param(key="much", name="Much"),)
    )
    project = add_effect(project, "c0", applied=Applied("r", "restless", settings=(("much", 1.0),)))
    target = tmp_path / "out.mp4"
    target.write_text("the film of yesterday")
    with pytest.raises(ExportFailed) as caught:
        export(project, target, SMALL, effects=Effects([effect]))
    assert "(First picture), so it was put aside as “out.failed.mp4”" in caught.value.sentence
    assert failed(caught.value.receipt) == {"first_picture", "last_picture"}
    assert failed_name(target).stat().st_size > 0
    assert target.read_text() == "the film of yesterday"


def test_a_source_that_changes_or_goes_during_the_export_is_an_error_and_nothing_of_it_is_kept(tmp_path):
    source = film(tmp_path / "a.mp4", lambda n: counted(n, (180, 320)), frames=150)
    other = film(tmp_path / "b.mp4", lambda n: counted(900 + n % 100, (180, 320)), frames=150).read_bytes()
    project = project_of(source)
    for change, words in ((lambda: source.write_bytes(other), "changed"), (source.unlink, "missing")):
        store = SegmentStore(tmp_path / words)

        def progress(done, _total, change=change):
            if done == 10:
                change()

        with pytest.raises(MediaRefused, match=f"{words} during the export"):
            export(project, tmp_path / "out.mp4", SMALL, effects=EFFECTS, store=store, on_progress=progress)
        assert not list((tmp_path / words).glob("??/*.piece"))
    assert [path.name for path in tmp_path.glob("*out*")] == []


def test_grain_and_encoding_are_forgiven_and_another_title_is_not():
    grain = np.random.default_rng(1)
    ground = np.full((480, 180), 110, np.uint8)
    noisy = np.clip(ground + grain.normal(0, 8, ground.shape), 0, 255).astype(np.uint8)
    assert likeness(ground, noisy).same
    titled = ground.copy()
    titled[140:180, 20:160] = 230
    assert not likeness(ground, titled).same


def test_sound_that_is_late_or_another_one_is_not_together():
    mix = (np.random.default_rng(2).normal(0, 0.1, (48_000 + 2 * QUARTER, 2))).astype(np.float32)
    planned = mix[QUARTER : QUARTER + 48_000]
    assert compared(planned, mix).good
    late = np.roll(mix, 1440, axis=0)
    assert compared(planned, late).apart_s == pytest.approx(0.03)
    assert not compared(planned, late).good
    assert not compared(planned, tone(1.5, hertz=90)).good
    assert compared(np.zeros((48_000, 2), np.float32), np.zeros((72_000, 2), np.float32)).good
    assert not compared(np.zeros((48_000, 2), np.float32), mix).good


def test_quiet_sound_that_was_brought_up_is_together_and_sound_from_nowhere_is_not():
    mix = np.random.default_rng(4).normal(0, 0.002, (48_000, 2)).astype(np.float32)
    around = np.zeros((12_000, 2), np.float32)
    film = np.concatenate([around, mix * 10, around])
    assert compared(mix, film).good
    assert not compared(np.zeros_like(mix), film).good


def test_the_picture_that_takes_least_decoding_is_looked_at(tmp_path, project):
    result = export(project, tmp_path / "out.mp4", SMALL, effects=EFFECTS, store=SegmentStore(tmp_path / "store"))
    kept = [Part(range(60), "kept", "aa"), Part(range(60, 120), "kept", "bb")]
    receipt = proved(tmp_path / "out.mp4", wanted(project), kept)
    assert next(proof for proof in receipt.proofs if proof.name == "kept_pictures").found == "2"
    assert result.receipt.suspects == ()
