"""Challenges that live by the beat, by pictures or by others' videos: what each is made of, beat by beat.

It must never know how a clip, a title or a sound is put in: that is asked of what is being made.
"""

from __future__ import annotations

from making import SMALL, Making, slot

__all__ = ["MOVING"]


def before_after(m: Making) -> None:
    """How it was, how it is, and both beside each other."""
    before, after = slot("before", "How it was, from a fixed place"), slot("after", "How it is, from the same place")
    m.shot("room_before", 4, before, look="look_concrete", amount=70, loop="loop_zoom")
    m.shot("room_after", 4, after, enter="wipe", enter_s=0.9, look="look_fresh", amount=40, loop="loop_zoom")
    left = m.shot("room_before", 4, before, enter="dissolve", enter_s=0.3, look="look_concrete", amount=70)
    right = m.do("overlay", media=m.media("room_after", "photo"), at=m.at(8))
    m.do("length", clip=right, length=m.at(12) - m.at(8))
    m.do("look", clip=right, look="look_fresh", strength=40)
    m.mark(right, after)
    m.session.move_playhead(m.at(9))
    m.do("screens", clip=f"{left},{right}", layout="left-right")
    m.words("BEFORE", 0, 4, "tape", y=-0.5, comes="motion_slide_left")
    m.words("AFTER", 4.3, 3.7, "note", y=-0.5, comes="motion_pop")
    m.words("BEFORE", 8, 4, "tape", y=-0.5, x=-0.24, size=0.05, wrap_width=0.4)
    m.words("AFTER", 8, 4, "note", y=-0.5, x=0.2, size=0.05, wrap_width=0.4)
    m.words(
        "One free Sunday",
        9,
        3,
        "outline",
        y=-0.3,
        size=0.095,
        comes="words_pop",
        place=slot("took", "What it took", "text"),
    )
    m.sticker("sparkles_mark", 4.6, 3, x=0.22, y=-0.24, scale=0.3, colour="#FFE14A")
    m.noise("riser", 4, -14, early=2.6)
    m.noise("chime", 4, -8)
    m.song(-8)
    m.facts(
        "The same place twice: how it was, and how it is.",
        "Both from the same place; No filter that lies; Say what it took",
        "beforeandafter",
        "decollage.before-after",
    )


def glow_up(m: Making) -> None:
    """Plain until the drop, then on every beat."""
    m.shot("plain", 4, slot("plain-1", "Ordinary, whole figure", "video"), look="look_concrete", amount=60)
    m.shot(
        "plain_close", 4, slot("plain-2", "Ordinary, close", "video"), look="look_concrete", amount=60, loop="loop_zoom"
    )
    for number, scene in enumerate(("glow", "glow_close", "party", "glow_close")):
        m.shot(
            scene,
            2,
            slot(f"glow-{number + 1}", ("Whole figure", "Close", "With friends", "A detail")[number]),
            enter="flash" if number == 0 else "zoom_in",
            enter_s=0.25,
            loop="loop_pulse",
            effects=("zoom_punch:amount=45,bpm=112", "glow:amount=30"),
        )
    m.shot(
        "glow",
        4,
        slot("final", "The pose people will remember", "video"),
        enter="flash",
        enter_s=0.3,
        effects=("sparkles:amount=55", "glow:amount=35"),
    )
    m.words(
        "wait for it…",
        1,
        6,
        "small",
        y=-0.56,
        comes="words_typewriter",
        over=1.0,
        place=slot("tease", "Say to wait", "text"),
    )
    m.sticker("countdown", 4, 4, x=0.26, y=-0.46, scale=0.24, colour="#FFFFFF", start=3)
    m.words("GLOW UP", 8, 4, "neon", y=-0.44, size=0.15, weight=900, comes="words_zoom", over=0.25)
    m.words("same me, louder", 16, 4, "neon", y=-0.56, comes="words_glimmer", place=slot("line", "Your line", "text"))
    m.noise("riser", 8, -8, early=2.6)
    m.noise("boom", 8, -8)
    m.song(-7)
    m.facts(
        "Eight ordinary beats, then the drop: show what you can look like.",
        "Plain until the drop; Change on the beat; Be kind to the one you were",
        "glowup onthebeat",
        "decollage.glow-up",
    )


def duet_choir(m: Making) -> None:
    """Four voices that come in one after the other."""
    lead = m.shot(
        "cleo_sings", 20, slot("lead", "Somebody who sings the tune", "video"), sings=262, longer=0.2, size=SMALL
    )
    voices = []
    for number, (scene, pitch) in enumerate((("dev_sings", 196), ("ann_sings", 330), ("bo_sings", 392))):
        clip = m.do("overlay", media=m.media(scene, "film", 12.2, pitch, SMALL), at=0)
        m.do("trim-end", clip=clip, to=m.at(20))
        m.do("volume", clip=clip, gain_db=-5)
        m.mark(
            clip,
            slot(
                f"voice-{number + 1}", ("The low voice", "The high voice", "Any voice, clapping too")[number], "video"
            ),
        )
        voices.append(clip)
    m.do("screens", clip=",".join((lead, *voices)), layout="four")
    m.words(
        "sing it with us",
        0,
        5,
        "neon",
        y=0.0,
        size=0.085,
        comes="words_wave",
        over=0.8,
        place=slot("line", "What you sing", "text"),
    )
    m.sticker("notes", 5, 14, x=0.3, y=0.0, scale=0.26, colour="#FFE14A")
    m.sticker("equaliser", 5, 14, x=-0.28, y=0.0, scale=0.24, colour="#41C7D9")
    m.facts(
        "One tune, four voices: add the one that is missing.",
        "Wear headphones while you sing; Sing what the lead sings; Leave room for the next voice",
        "duet duetchoir",
        "decollage.duet-choir",
    )


def reaction(m: Making) -> None:
    """Somebody's video, and a face in the corner."""
    source = m.shot("goal", 20, slot("source", "The video you react to", "video"), film=True, longer=0.8)
    you = m.do("overlay", media=m.media("ann_wow", "film", 12.2, 294, SMALL), at=0)
    m.do("trim-end", clip=you, to=m.at(20))
    m.do("screens", clip=f"{source},{you}", layout="circle")
    m.mark(you, slot("you", "Your face while you watch it for the first time", "video"))
    m.do("volume", clip=you, gain_db=-3)
    m.words(
        "first time I see this",
        0,
        6,
        "paper",
        y=-0.6,
        x=0.12,
        size=0.052,
        wrap_width=0.5,
        comes="motion_slide_left",
        place=slot("line", "Why you watch it", "text"),
    )
    m.sticker("wow", 6, 3, x=-0.12, y=-0.36, scale=0.18, colour="#FFD35C")
    m.sticker("laugh", 11, 4, x=0.24, y=-0.2, scale=0.26, colour="#FFD35C")
    m.words(
        "NO WAY",
        11,
        3,
        "sun",
        y=-0.24,
        x=-0.08,
        size=0.13,
        comes="words_zoom",
        place=slot("shout", "What you shout", "text"),
    )
    m.words("out of ten", 15, 5, "small", y=-0.24, comes="motion_fade")
    m.words("11", 15, 5, "gold", y=-0.4, comes="motion_zoom_in", size=0.26, place=slot("mark", "Your mark", "text"))
    m.noise("hit", 11, -12)
    m.noise("ding", 15, -12)
    m.facts(
        "Watch something for the first time, with your face in a circle.",
        "Watch it for the first time; Say whose it is; Laugh with them, never at them",
        "reaction firsttime",
        "decollage.reaction",
    )


def lip_sync(m: Making) -> None:
    """One song, four faces, the words as they come."""
    lines = ("Under city lights", "we were never late", "give me all you got", "one more time")
    for number, scene in enumerate(("ann_sings", "cleo_sings", "dev_sings", "bo_sings")):
        m.shot(
            scene,
            8,
            slot(
                f"shot-{number + 1}",
                ("Look past the camera", "Into the camera", "From below, walking", "All of you")[number],
                "video",
            ),
            enter="whip_pan" if number % 2 else ("flash" if number else ""),
            enter_s=0.3,
            way="left" if number % 2 else None,
            look=("look_peach", "look_rose", "look_lagoon", "look_last_light")[number],
            amount=45,
            effects=("light_leaks:amount=35",) if number % 2 == 0 else ("rgb_split:amount=18",),
        )
        m.words(
            lines[number],
            8 * number + 0.5,
            7,
            "neon",
            y=-0.42,
            comes="fade_in_by_word",
            over=1.4,
            place=slot(f"line-{number + 1}", "The line of the song", "text"),
        )
    m.sticker("equaliser", 0, 32, x=0, y=-0.58, scale=0.2, colour="#FFFFFF", comes="")
    m.song(-6)
    m.facts(
        "Move your lips to the song, one line in each place.",
        "One place for each line; Know your words; Choose the song in the app when you post",
        "lipsync mysong",
        "decollage.lip-sync",
    )


def jump(m: Making) -> None:
    """A jump in every place, a cut in the air."""
    ways = (
        ("dance_street", "", None),
        ("dance_beach", "spin", None),
        ("dance_stage", "whip_pan", "up"),
        ("dance_snow", "swing_round", None),
    )
    for number, (scene, enter, way) in enumerate(ways):
        m.shot(
            scene,
            5,
            slot(f"jump-{number + 1}", "Jump at the end; begin by landing", "video"),
            enter=enter,
            way=way,
            enter_s=0.4,
        )
        if number:
            m.noise("whoosh", 5 * number, -10, early=0.3)
            m.noise("stomp", 5 * number, -9)
    m.shot(
        "dance_stage",
        4,
        slot("end", "Where you wanted to go", "video"),
        enter="zoom_in",
        enter_s=0.35,
        effects=("confetti:amount=60",),
    )
    m.words("jump", 0.5, 3, "headline", y=-0.56, comes="words_hop", size=0.15)
    m.words(
        "and you are there", 1.5, 3, "note", y=-0.43, comes="motion_rise", place=slot("line", "Where you go", "text")
    )
    for number, name in enumerate(("the sea", "the stage", "the snow")):
        m.words(
            name,
            5 * number + 5.3,
            4.2,
            "sun",
            y=-0.48,
            comes="words_drop",
            size=0.1,
            place=slot(f"name-{number + 2}", "The place", "text"),
        )
    m.words("keep jumping", 20, 4, "headline", y=-0.46, comes="words_pop", size=0.105)
    m.song(-7)
    m.facts(
        "Jump in one place and land in the next.",
        "Jump at the end of each clip; Land at the beginning of the next; Same height, same direction",
        "jumpcut transition",
        "decollage.transition-jump",
    )


def photo_dump(m: Making) -> None:
    """Twelve photos, one on every second beat."""
    scenes = ("dawn", "coffee", "bike", "books", "cat", "sea", "plate", "forest", "party", "city", "night", "snow")
    looks = ("look_honey", "look_linen", "look_alpine", "look_peach")
    for number, scene in enumerate(scenes):
        m.shot(
            scene,
            2,
            slot(f"photo-{number + 1}", "Any photo of the month", "photo"),
            look=looks[number % 4],
            amount=45,
            loop=("loop_zoom", "loop_drift")[number % 2],
            effects=("polaroid:amount=100",) if number % 3 == 2 else (),
            enter=("", "", "", "flash")[number % 4] if number else "",
            enter_s=0.2,
        )
        m.noise("camera", 2 * number, -18)
    m.words(
        "the month in twelve",
        0,
        6,
        "chapter",
        y=-0.5,
        size=0.085,
        comes="fade_in_by_word",
        over=0.9,
        place=slot("title", "Which month", "text"),
    )
    m.words(
        "that was it",
        20,
        4,
        "chapter",
        y=-0.5,
        size=0.085,
        comes="words_letters_fade",
        place=slot("end", "A last word", "text"),
    )
    m.sticker("heart", 20, 4, x=0.22, y=-0.34, scale=0.2, colour="#FF4F7A")
    m.song(-6)
    m.facts(
        "Twelve photos of a month, one on every second beat.",
        "Twelve photos, none of them perfect; One for each week at least; Ask before you show somebody",
        "photodump monthly",
        "decollage.photo-dump",
    )


MOVING = {
    "before-after": ("Before, after", "loop_sunrise", before_after, 11),
    "glow-up": ("Glow-up on the beat", "loop_night_drive", glow_up, 17),
    "duet-choir": ("Duet choir", "", duet_choir, 3),
    "reaction": ("Reaction", "", reaction, 12),
    "lip-sync": ("Lip-sync", "loop_night_drive", lip_sync, 5),
    "transition-jump": ("Transition jump", "loop_sprint", jump, 7),
    "photo-dump": ("Photo dump on the beat", "loop_carnival", photo_dump, 4),
}
"""By the name of the file: what it is called, its music, what makes it, and the beat of its picture."""
