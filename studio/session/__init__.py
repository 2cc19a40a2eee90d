"""What is open right now."""

from studio.files.looked_into import admit, ask_again, looked_into, refusal_of, stop_looking
from studio.session.clips import (
    PHOTO_LENGTH,
    STICKER_LENGTH,
    TITLE_LENGTH,
    TRANSITION_LENGTH,
    clip_of,
    drawn_clip,
    sticker_clip,
    title_clip,
    transition_of,
    whole_frames,
)
from studio.session.door_place import door_address, is_mine, make_door_folder
from studio.session.file_deck import Deck, FileDeck
from studio.session.filling import look_at
from studio.session.homes import (
    drafts_folder,
    effects_folder,
    exports_folder,
    home_folder,
    indexes_folder,
    log_file,
    looked_into_file,
    models_folder,
    previews_folder,
    proxies_folder,
    store_folder,
)
from studio.session.ids import ids_in, is_on_timeline
from studio.session.importing import (
    Gathered,
    Imported,
    Probed,
    Refusal,
    look_into,
    media_in,
    new_assets,
    probe_all,
)
from studio.session.inside import enter, leave, names_inside
from studio.session.joining import join_challenge
from studio.session.keeping import Saved, SavedState
from studio.session.kept_exports import KeptExport, KeptExports
from studio.session.missing import (
    FOUND_NEAR,
    MediaState,
    MediaWatch,
    find_files,
    find_near,
    states_differ,
)
from studio.session.ready_sounds import ReadySound, ready_asset, ready_sound, ready_sounds
from studio.session.recent import peek_project, recent_projects
from studio.session.session import LINKED, Event, Session
from studio.session.settings import Settings, read_settings, write_settings
from studio.session.shelf import MediaOrder, Shelf, read_shelf, starred, used_now, write_shelf
from studio.session.silences import Filler, filler_lists, fillers_in, silences_in
from studio.session.takes import land_camera, land_voice, other_takes, take_behind, taken_from
from studio.session.title_place import caption_place, in_safe_zone

__all__ = [
    "FOUND_NEAR",
    "LINKED",
    "PHOTO_LENGTH",
    "STICKER_LENGTH",
    "TITLE_LENGTH",
    "TRANSITION_LENGTH",
    "Deck",
    "Event",
    "FileDeck",
    "Filler",
    "Gathered",
    "Imported",
    "KeptExport",
    "KeptExports",
    "MediaOrder",
    "MediaState",
    "MediaWatch",
    "Probed",
    "ReadySound",
    "Refusal",
    "Saved",
    "SavedState",
    "Session",
    "Settings",
    "Shelf",
    "admit",
    "ask_again",
    "caption_place",
    "clip_of",
    "door_address",
    "drafts_folder",
    "drawn_clip",
    "effects_folder",
    "enter",
    "exports_folder",
    "filler_lists",
    "fillers_in",
    "find_files",
    "find_near",
    "home_folder",
    "ids_in",
    "in_safe_zone",
    "indexes_folder",
    "is_mine",
    "is_on_timeline",
    "join_challenge",
    "land_camera",
    "land_voice",
    "leave",
    "log_file",
    "look_at",
    "look_into",
    "looked_into",
    "looked_into_file",
    "make_door_folder",
    "media_in",
    "models_folder",
    "names_inside",
    "new_assets",
    "other_takes",
    "peek_project",
    "previews_folder",
    "probe_all",
    "proxies_folder",
    "read_settings",
    "read_shelf",
    "ready_asset",
    "ready_sound",
    "ready_sounds",
    "recent_projects",
    "refusal_of",
    "silences_in",
    "starred",
    "states_differ",
    "sticker_clip",
    "stop_looking",
    "store_folder",
    "take_behind",
    "taken_from",
    "title_clip",
    "transition_of",
    "used_now",
    "whole_frames",
    "write_settings",
    "write_shelf",
]
