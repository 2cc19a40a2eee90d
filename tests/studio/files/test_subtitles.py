"""Subtitle files in and out, in any encoding; every odd file of the folder of real media opens or has one sentence."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from studio.edits import set_speech
from studio.files.refused import FileRefused
from studio.files.subtitles import WRITTEN_ENDINGS, read_subtitles, write_subtitles
from studio.model import captions_of
from tests.helpers.real_media import real
from tests.helpers.word_sources import timeline

REFUSED = {("astisub__broken-1-in.vtt", True)}


def test_every_real_subtitle_file_opens_or_is_refused_in_one_sentence():
    files = sorted(real("subtitles/mdn__friday.vtt").parent.iterdir())
    assert len(files) >= 17
    refused = set()
    for file in files:
        try:
            words = read_subtitles(file).words
        except FileRefused as refusal:
            refused.add((file.name, file.name in refusal.sentence))
            continue
        assert words[0].begins
        assert all(one.start <= one.end for one in words)
    assert refused == REFUSED


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1251"])
def test_any_encoding_is_read(tmp_path: Path, encoding: str):
    said = "Съешь же ещё этих мягких французских булок, да выпей чаю. Очень хорошо, спасибо."
    file = tmp_path / "said.srt"
    file.write_bytes(f"1\r\n00:00:01,000 --> 00:00:05,000\r\n{said}\r\n".encode(encoding))
    words = read_subtitles(file).words
    assert " ".join(word.text for word in words) == said
    assert (words[0].start, words[-1].end) == (1, 5)


def test_times_of_single_words_are_read_from_karaoke_and_from_a_recogniser(tmp_path: Path):
    ass = tmp_path / "sung.ass"
    ass.write_text(
        "[Script Info]\nScriptType: v4.00+\n\n[Events]\n"
        "Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\n"
        r"Dialogue: 0,0:00:01.00,0:00:03.00,Default,,0,0,0,,{\k50}One {\k100}two{\k50}three" + "\n",
        encoding="utf-8",
    )
    words = read_subtitles(ass).words
    assert [(word.text, word.start, word.joined) for word in words] == [
        ("One", 1, False),
        ("two", Fraction(3, 2), False),
        ("three", Fraction(5, 2), True),
    ]
    spoken = tmp_path / "spoken.json"
    spoken.write_text(
        '{"language": "en", "segments": [{"start": 0, "end": 1, "text": "Hi you", "words": '
        '[{"word": " Hi", "start": 0.25, "end": 0.5}, {"word": " you", "start": 0.5, "end": 1}]}]}',
        encoding="utf-8",
    )
    read = read_subtitles(spoken)
    assert read.language == "en"
    assert [(word.text, word.start, word.begins) for word in read.words] == [
        ("Hi", Fraction(1, 4), True),
        ("you", Fraction(1, 2), False),
    ]


def test_signs_of_chinese_are_words_and_keep_their_punctuation(tmp_path: Path):
    file = tmp_path / "said.srt"
    file.write_text("1\n00:00:00,000 --> 00:00:02,000\n你好，Anna！再见。\n", encoding="utf-8")
    words = read_subtitles(file).words
    assert [word.text for word in words] == ["你", "好，", "Anna！", "再", "见。"]
    assert [word.joined for word in words] == [False, True, True, True, True]


@pytest.mark.parametrize("ending", WRITTEN_ENDINGS)
def test_what_is_written_is_read_again(tmp_path: Path, ending: str):
    project = timeline("abcdefgh", rate=Fraction(30))
    words = read_subtitles(real("subtitles/mdn__friday.vtt")).words
    project = set_speech(project, "file:abcdefgh", words=words)
    cues = captions_of(project)
    file = tmp_path / f"out{ending}"
    write_subtitles(file, cues)
    again = read_subtitles(file).words
    assert [word.text for word in again] == [word.text for word in words]
    before = [one.span.start for cue in cues for one in cue.words]
    away = max(abs(float(one.start - start)) for one, start in zip(again, before, strict=True))
    assert away < (0.03 if ending in (".json", ".ass") else 0.6)


@pytest.mark.parametrize(("name", "content"), [
    ("empty.srt", b""), ("noise.srt", bytes(range(256)) * 4), ("deep.json", b"[" * 100_000), ("none.json", b"{}"),
    ("other.vtt", b"WEBVTT\n\nnothing"), ("bomb.ttml", b"<!DOCTYPE a [<!ENTITY a 'b'>]><tt>&a;</tt>"),
])  # fmt: skip
def test_what_is_no_subtitle_file_is_refused(tmp_path: Path, name: str, content: bytes):
    file = tmp_path / name
    file.write_bytes(content)
    with pytest.raises(FileRefused):
        read_subtitles(file)
