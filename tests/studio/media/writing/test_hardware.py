"""Encoders are believed only after they gave back what they were given; what is not there fails quickly and quietly."""

from __future__ import annotations

import pytest

from studio.media.writing.hardware import CANDIDATES, encoder_words, fast_encoder, try_encoder_main, works


@pytest.mark.parametrize("encoder", ["libx264", "libx265", "libsvtav1"])
def test_an_encoder_that_works_is_found_to_work(encoder):
    assert works(encoder)


def test_what_is_no_encoder_at_all_does_not_work():
    assert not works("h264_nonsense")


def test_whatever_this_machine_has_is_tried_without_a_word(capfd):
    found = fast_encoder("h264")
    assert found is None or found in CANDIDATES["h264"]
    assert capfd.readouterr() == ("", "")


def test_an_answer_is_remembered():
    fast_encoder("h264")
    tried = works.cache_info().misses
    fast_encoder("h264")
    assert works.cache_info().misses == tried


def test_codecs_no_card_makes_have_no_fast_encoder():
    assert fast_encoder("prores") is None
    assert fast_encoder("vp9") is None


def test_the_child_says_no_to_what_is_not_an_encoder(capsys):
    assert try_encoder_main([]) == 2
    assert try_encoder_main(["aac"]) == 1
    assert capsys.readouterr().out == ""


def test_encoders_have_names_for_people():
    assert encoder_words("libx264") == "x264"
    assert encoder_words("hevc_nvenc") == "NVENC"
