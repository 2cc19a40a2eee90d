"""How a project changes: pure functions from project to project.

Each does exactly what its drawing shows, or raises `EditRefused` with a sentence for the person editing. Ids
arrive as arguments; an edit that changes nothing gives back the very same project. This room does no I/O, reads
no clock, draws no random numbers.

Beside the edits there are questions, for drags and fields that should stop at a limit: `trim_room`, `roll_room`,
`slip_room`, `slide_room`, `longest_transition` and `missing_material`.
"""

from studio.edits.animate import remove_animation, set_animation
from studio.edits.arrange import add_asset, append, insert, lift, remove_asset, ripple_delete
from studio.edits.attributes import ATTRIBUTES, Attribute, paste_attributes
from studio.edits.beats import beat_times, double_beats, follow_beats, halve_beats, nudge_beats, set_beats
from studio.edits.captions import (
    merge_captions,
    place_captions,
    remove_speech,
    rewrite_words,
    set_caption_style,
    set_captions_on,
    set_speech,
    split_caption,
)
from studio.edits.compounds import make_compound, release_compound
from studio.edits.duck import duck_under
from studio.edits.edges import Room, rejoin, roll, roll_room, slide, slide_room, slip, slip_room
from studio.edits.effects import (
    add_effect,
    longest_transition,
    move_effect,
    remove_effect,
    set_effect_on,
    set_transition,
    tune_effect,
)
from studio.edits.files import relink, renew
from studio.edits.groups import group, moved_along, ungroup
from studio.edits.keys import (
    PLACE_NUMBERS,
    clear_keys,
    ease_key,
    key_times,
    move_key,
    move_keys,
    number_at,
    number_curve,
    numbers_of,
    put_keys,
    remove_key,
    set_key,
    set_number,
)
from studio.edits.layers import add_item, add_layer, add_on_layer, pin, remove_layer, set_layer
from studio.edits.library import (
    add_folder,
    put_in_folder,
    remove_folder,
    remove_unused,
    rename_asset,
    rename_folder,
    set_asset_colour,
    set_stars,
)
from studio.edits.linkage import unlinked
from studio.edits.look import (
    set_canvas,
    set_fades,
    set_gain,
    set_muted,
    set_on,
    set_opacity,
    set_place,
    set_sound_track,
)
from studio.edits.markers import add_marker, remove_marker, set_marker
from studio.edits.move import duplicate, move
from studio.edits.posting import heed_problem, ignore_problem, set_post, set_rights
from studio.edits.ranges import NewId, close_gaps, lift_range, move_over, overwrite, ripple_range
from studio.edits.rate import set_rate
from studio.edits.refused import EditRefused
from studio.edits.replacing import replace_footage
from studio.edits.retime import (
    FREEZE_S,
    SPEED_CURVES,
    freeze,
    reverse,
    set_keep_pitch,
    set_speed_curve,
    speed_curve,
)
from studio.edits.said import cut_said, cut_words, restore_words, said_span, set_film_speech
from studio.edits.screens import Screen, lay_out
from studio.edits.shape import MASK_LIMITS, remove_mask, rotate, set_backdrop, set_blend, set_mask, set_own_place
from studio.edits.slots import fill_slot, fill_text_slot, mark_slot, set_challenge, slots_of, takes, unmark_slot
from studio.edits.sound_apart import attach_sound, detach_sound
from studio.edits.speed import FASTEST, SLOWEST, set_speed
from studio.edits.transition_room import make_room, missing_material
from studio.edits.trim import (
    TrimRoom,
    ripple_trim_end,
    ripple_trim_start,
    set_length,
    split,
    trim_end,
    trim_end_alone,
    trim_room,
    trim_start,
    trim_start_alone,
)
from studio.edits.words import rename, rename_clip, set_title

__all__ = [
    "ATTRIBUTES",
    "FASTEST",
    "FREEZE_S",
    "MASK_LIMITS",
    "PLACE_NUMBERS",
    "SLOWEST",
    "SPEED_CURVES",
    "Attribute",
    "EditRefused",
    "NewId",
    "Room",
    "Screen",
    "TrimRoom",
    "add_asset",
    "add_effect",
    "add_folder",
    "add_item",
    "add_layer",
    "add_marker",
    "add_on_layer",
    "append",
    "attach_sound",
    "beat_times",
    "clear_keys",
    "close_gaps",
    "cut_said",
    "cut_words",
    "detach_sound",
    "double_beats",
    "duck_under",
    "duplicate",
    "ease_key",
    "fill_slot",
    "fill_text_slot",
    "follow_beats",
    "freeze",
    "group",
    "halve_beats",
    "heed_problem",
    "ignore_problem",
    "insert",
    "key_times",
    "lay_out",
    "lift",
    "lift_range",
    "longest_transition",
    "make_compound",
    "make_room",
    "mark_slot",
    "merge_captions",
    "missing_material",
    "move",
    "move_effect",
    "move_key",
    "move_keys",
    "move_over",
    "moved_along",
    "nudge_beats",
    "number_at",
    "number_curve",
    "numbers_of",
    "overwrite",
    "paste_attributes",
    "pin",
    "place_captions",
    "put_in_folder",
    "put_keys",
    "rejoin",
    "release_compound",
    "relink",
    "remove_animation",
    "remove_asset",
    "remove_effect",
    "remove_folder",
    "remove_key",
    "remove_layer",
    "remove_marker",
    "remove_mask",
    "remove_speech",
    "remove_unused",
    "rename",
    "rename_asset",
    "rename_clip",
    "rename_folder",
    "renew",
    "replace_footage",
    "restore_words",
    "reverse",
    "rewrite_words",
    "ripple_delete",
    "ripple_range",
    "ripple_trim_end",
    "ripple_trim_start",
    "roll",
    "roll_room",
    "rotate",
    "said_span",
    "set_animation",
    "set_asset_colour",
    "set_backdrop",
    "set_beats",
    "set_blend",
    "set_canvas",
    "set_caption_style",
    "set_captions_on",
    "set_challenge",
    "set_effect_on",
    "set_fades",
    "set_film_speech",
    "set_gain",
    "set_keep_pitch",
    "set_key",
    "set_layer",
    "set_length",
    "set_marker",
    "set_mask",
    "set_muted",
    "set_number",
    "set_on",
    "set_opacity",
    "set_own_place",
    "set_place",
    "set_post",
    "set_rate",
    "set_rights",
    "set_sound_track",
    "set_speech",
    "set_speed",
    "set_speed_curve",
    "set_stars",
    "set_title",
    "set_transition",
    "slide",
    "slide_room",
    "slip",
    "slip_room",
    "slots_of",
    "speed_curve",
    "split",
    "split_caption",
    "takes",
    "trim_end",
    "trim_end_alone",
    "trim_room",
    "trim_start",
    "trim_start_alone",
    "tune_effect",
    "ungroup",
    "unlinked",
    "unmark_slot",
]
