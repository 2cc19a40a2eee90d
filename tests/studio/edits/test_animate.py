"""How clips come, go and move, as values."""

from studio.edits import remove_animation, set_animation, split
from studio.model import Animation, Key, Keyframes, check_project, find
from tests.helpers.refused import refused
from tests.helpers.word_sources import play, seconds, timeline, with_title

POP = Animation("in", "motion_pop", seconds(1))
FADE = Animation("out", "motion_fade", seconds(2))


def test_a_clip_has_one_animation_for_each_of_in_out_and_loop():
    project = set_animation(set_animation(timeline("abcdef"), "abcdef", animation=FADE), "abcdef", animation=POP)
    assert find(project, "abcdef").clip.animations == (POP, FADE)
    other = Animation("in", "motion_spin", seconds(1))
    assert find(set_animation(project, "abcdef", animation=other), "abcdef").clip.animations == (other, FADE)
    assert play(project) == play(timeline("abcdef"))
    assert not check_project(project)
    bare = remove_animation(remove_animation(project, "abcdef", when="in"), "abcdef", when="out")
    assert bare == timeline("abcdef")


def test_titles_move_too_and_what_has_no_picture_does_not():
    project = set_animation(with_title(timeline("abcd"), "T", 0), "T", animation=POP)
    assert find(project, "T").clip.animation("in") == POP
    with refused("has no picture"):
        set_animation(timeline("abcdef", sounds="lalala"), "lalala", animation=POP)


def test_a_length_is_whole_frames_and_above_nothing():
    short = Animation("in", "motion_pop", seconds(1) / 100)
    project = set_animation(timeline("abcdef"), "abcdef", animation=short)
    assert find(project, "abcdef").clip.animations[0].length == 1 / project.rate
    with refused("can last"):
        set_animation(project, "abcdef", animation=Animation("in", "motion_pop", seconds(0)))
    keyed = Keyframes(keys=(Key(seconds(0), 1.0),))
    with refused("take no keyframes"):
        set_animation(project, "abcdef", animation=Animation("in", "motion_pop", seconds(1), 1, (("amount", keyed),)))


def test_both_halves_of_a_split_keep_it_and_come_in_once():
    project = split(set_animation(timeline("abcdef"), "abcdef", animation=POP), "abcdef", at=seconds(3), new_id="tail")
    assert find(project, "tail").clip.animations == (POP,)
