"""Challenges of daily life, of making and of selling: what each is made of, beat by beat.

It must never know how a clip, a title or a sound is put in: that is asked of what is being made.
"""

from __future__ import annotations

from making import AUTHOR, Making, slot, write_voice

__all__ = ["LIVING"]


def documentary(m: Making) -> None:
    """A day as it was, with the hours."""
    hours = (
        ("dawn", "06:40", "Where the day begins"),
        ("coffee", "07:15", "The first thing you do"),
        ("desk", "10:30", "Work, as it is"),
        ("bike", "15:05", "On the way"),
        ("pan", "18:20", "Something with your hands"),
        ("night", "22:50", "The last light"),
    )
    for number, (scene, hour, hint) in enumerate(hours):
        m.shot(
            scene,
            4,
            slot(f"hour-{number + 1}", f"{hint}, still camera", "video"),
            look="look_last_light",
            amount=35,
            enter="dissolve" if number else "",
            enter_s=0.5,
        )
        m.words(
            hour,
            4 * number + 0.3,
            3.4,
            "chapter",
            y=-0.5,
            x=-0.2,
            align="left",
            wrap_width=0.3,
            comes="words_typewriter",
            over=0.7,
            place=slot(f"time-{number + 1}", "The hour", "text"),
        )
    m.sticker("recording", 0, 24, x=0.25, y=-0.58, scale=0.17, comes="", words="REC")
    m.words(
        "A day that nobody staged",
        0.5,
        3.2,
        "chapter",
        y=-0.3,
        comes="fade_in_by_word",
        over=1.2,
        place=slot("title", "What kind of day it was", "text"),
    )
    m.do("adjustment", at=0, length=m.at(24))
    m.do("add-effect", clip=m.session.selection[-1], effect="grain", amount=22)
    m.do("add-effect", clip=m.session.selection[-1], effect="vignette", amount=25)
    voice = m.do("music", media=_spoken(m), at=1)
    m.mark(voice, slot("voice", "Say what the day taught you, in ten seconds", "voice"))
    m.do("volume", clip=voice, gain_db=-4)
    m.song(-16)
    m.facts(
        "Document, do not create: six moments of a day, told in your own voice.",
        "Stage nothing; Hold the camera still for three seconds; Say what you learned",
        "documentdontcreate dayinmylife",
        "decollage.day-documentary",
    )


def _spoken(m: Making) -> str:
    """A hummed line, where somebody's voice is to be, by its asset id."""
    path = m.folder / "voice.m4a"
    write_voice(path, 10.0, 150)
    m.do("import", files=(str(path),))
    asset = m.session.project.assets[-1].id
    m.do("rights", media=asset, origin="Hummed by packaging/challenges", author=AUTHOR, licence="CC0-1.0")
    return asset


def reasons(m: Making) -> None:
    """Something to buy, and three reasons."""
    m.shot(
        "product",
        4,
        slot("hero", "The thing alone, on a plain ground", "picture"),
        loop="loop_zoom",
        look="look_studio",
        amount=40,
    )
    scenes = ("product_left", "product_right", "cleo")
    for number, scene in enumerate(scenes):
        m.shot(
            scene,
            5,
            slot(f"reason-{number + 1}", f"Reason {number + 1}, being used"),
            enter="push",
            enter_s=0.35,
            way="left",
            loop="loop_drift",
            look="look_studio",
            amount=30,
        )
        m.noise("whoosh_fast", 4 + 5 * number, -14, early=0.15)
    m.shot(
        "product",
        5,
        slot("again", "The thing again, from closer", "picture"),
        enter="zoom_in",
        enter_s=0.35,
        loop="loop_pulse",
        look="look_studio",
        amount=40,
    )
    _words_of_reasons(m)


def _words_of_reasons(m: Making) -> None:
    m.words("Three reasons", 0, 4, "headline", y=-0.52, comes="words_drop", size=0.115, stroke=0.009)
    m.words(
        "I use it every day",
        1,
        3,
        "note",
        y=-0.38,
        comes="motion_pop",
        place=slot("claim", "What you say about it", "text"),
    )
    for number, text in enumerate(("Thirty hours on one charge", "Folds into any bag", "You hear only what you want")):
        begin = 4 + 5 * number
        m.words(f"{number + 1}", begin, 5, "gold", y=-0.5, x=-0.28, comes="motion_pop", size=0.17)
        m.words(
            text,
            begin + 0.5,
            4.5,
            "paper",
            y=-0.32,
            comes="motion_slide_left",
            place=slot(f"words-{number + 1}", f"Reason {number + 1}, something one can check", "text"),
        )
        m.sticker("tick", begin + 1, 4, x=0.26, y=-0.5, scale=0.18, colour="#3FBF6A")
        m.noise("pop", begin + 1, -10)
    m.sticker("price", 19, 5, x=0.2, y=-0.34, scale=0.34, colour="#E5142F", words="49 €")
    m.sticker("button", 20, 4, x=0, y=0.12, scale=0.42, colour="#14190A", words="Link in bio")
    m.words(
        "Ad",
        0,
        24,
        "small",
        y=-0.61,
        x=-0.32,
        wrap_width=0.2,
        stroke=0.006,
        place=slot("label", "Ad, if somebody paid you", "text"),
    )
    m.noise("ding", 19, -14)
    m.song(-8)
    m.facts(
        "What you would buy again, with three reasons that one can check.",
        "Only what you use; Three reasons one can check; Say when somebody paid you",
        "threereasons honestreview",
        "decollage.three-reasons-to-buy",
    )


def host(m: Making) -> None:
    """A topic, and the best comments as scenes."""
    m.shot("ela", 6, slot("host", "You ask, to the camera", "video"), sings=247)
    for number, scene in enumerate(("party", "cat", "goal", "field")):
        m.shot(
            scene,
            5,
            slot(f"scene-{number + 1}", "The comment as a scene"),
            enter="push",
            enter_s=0.4,
            loop="loop_drift" if number % 2 else "loop_zoom",
        )
    m.shot("ela_close", 6, slot("closing", "You again: say which one is yours", "video"), enter="dissolve", sings=220)
    m.words(
        "What made you laugh this week?",
        0,
        6,
        "headline",
        y=-0.46,
        size=0.085,
        comes="words_rise",
        place=slot("topic", "Your question", "text"),
    )
    m.sticker("speech", 2, 4, x=0.25, y=-0.22, scale=0.24, colour="#C6EE62", words="?")
    comments = (
        "@mila: we danced in socks",
        "@ode: the cat sat on my exam",
        "@jun: I scored, wrong side",
        "@ana: sun after ten days",
    )
    for number, text in enumerate(comments):
        begin = 6 + 5 * number
        m.words(
            text,
            begin,
            5,
            "paper",
            y=-0.44,
            comes="motion_slide_up",
            place=slot(f"comment-{number + 1}", "Who, and what they wrote", "text"),
        )
        m.sticker("hearts", begin + 1, 4, x=0.26, y=-0.26, scale=0.24, colour="#FF4F7A")
        m.noise("notice", begin, -14)
    m.words(
        "Yours in the comments", 26, 6, "note", y=-0.5, comes="words_pop", place=slot("ask", "How to take part", "text")
    )
    m.sticker("typing", 27, 4, x=0, y=-0.34, scale=0.22, colour="#FFFFFF")
    m.song(-14)
    m.facts(
        "Ask a question, then show the best comments as scenes.",
        "Ask one question; Show four comments with their names; Ask before you show somebody",
        "yourcomments hosted",
        "decollage.host-a-topic",
    )


def craft(m: Making) -> None:
    """Something made by hand, from the stuff to the thing."""
    parts = (
        ("clay_0", "The stuff, before anything", "From the river bank"),
        ("clay_1", "The first touch", "Centre it"),
        ("clay_2", "The hands that know how", "Raise the wall"),
        ("kiln", "What needs time", "Nine hours of fire"),
        ("clay_3", "The thing, done", "And this is it"),
    )
    for number, (scene, hint, text) in enumerate(parts):
        m.shot(
            scene,
            6,
            slot(f"part-{number + 1}", f"{hint}, close and slow", "video"),
            enter="dissolve" if number else "",
            enter_s=0.6,
            look="look_autumn",
            amount=35,
            effects=("vignette:amount=25",),
        )
        m.words(
            text,
            6 * number + 0.6,
            5,
            "chapter",
            y=-0.48,
            comes="fade_in_by_word",
            over=0.9,
            goes="motion_fade",
            place=slot(f"words-{number + 1}", "One line, no more", "text"),
        )
    m.shot(
        "field",
        4,
        slot("land", "Where you live", "video"),
        enter="luma_dissolve",
        enter_s=0.6,
        look="look_autumn",
        amount=30,
    )
    m.words(
        "made here, by hand",
        30.5,
        3.4,
        "chapter",
        y=-0.36,
        size=0.085,
        comes="words_rise",
        place=slot("end", "Who made it, and where", "text"),
    )
    m.sticker("circle_mark", 25, 4, x=0, y=0.02, scale=0.55, colour="#F5C542")
    m.song(-10)
    m.facts(
        "How something is made by hand where you live, from the stuff to the thing.",
        "Show the hands; Leave in how it sounds; Say where it is made",
        "handmade craft countrylife",
        "decollage.rural-craft",
    )


def recipe(m: Making) -> None:
    """What goes in, three steps, the plate."""
    m.shot("plate", 3, slot("dish", "The dish, first of all"), look="look_bakery", amount=50, loop="loop_zoom")
    parts = (
        ("ingredients", "All that goes in, from above"),
        ("chopping", "Cut, close"),
        ("pan", "Cook, so that one sees the steam"),
    )
    for number, (scene, hint) in enumerate(parts):
        m.shot(
            scene,
            5,
            slot(f"step-{number + 1}", hint, "video"),
            enter=("clock", "push", "push")[number],
            enter_s=0.35,
            way=None if number == 0 else "up",
            look="look_spice",
            amount=35,
        )
        m.noise("swish", 3 + 5 * number, -14, early=0.1)
    m.shot(
        "plate",
        6,
        slot("plated", "The first bite"),
        enter="iris",
        enter_s=0.5,
        look="look_bakery",
        amount=50,
        loop="loop_zoom",
        effects=("sparkles:amount=25",),
    )
    _words_of_recipe(m)


def _words_of_recipe(m: Making) -> None:
    m.words(
        "Tomato pasta",
        0,
        3,
        "headline",
        y=-0.46,
        comes="words_drop",
        size=0.105,
        place=slot("name", "What it is called", "text"),
    )
    m.words(
        "12 minutes",
        0.5,
        2.5,
        "tape",
        y=-0.34,
        size=0.055,
        comes="motion_pop",
        place=slot("time", "How long it takes", "text"),
    )
    for number, text in enumerate(("5 tomatoes, 1 egg, basil", "Finger-thick, no finer", "Salt at the end")):
        m.words(
            text,
            3 + 5 * number + 0.3,
            4.5,
            "paper",
            y=-0.5,
            comes="motion_slide_down",
            place=slot(f"words-{number + 1}", ("How much of what", "The trick", "When it is done")[number], "text"),
        )
    m.sticker("progress_ring", 13, 5, x=0.24, y=-0.3, scale=0.2, colour="#FFB03A", end=100)
    m.sticker("fire", 13, 5, x=-0.26, y=-0.3, scale=0.2)
    m.words(
        "Save it for Sunday", 18.5, 5, "note", y=-0.5, comes="words_pop", place=slot("end", "What to do now", "text")
    )
    m.sticker("love", 19, 5, x=0.2, y=-0.32, scale=0.24)
    m.noise("bubble", 13, -16)
    m.noise("ding", 18, -12)
    m.song(-9)
    m.facts(
        "A dish in five clips: the plate, what goes in, two steps, the first bite.",
        "Show the dish first; Say how much of what; Under fifteen minutes",
        "easyrecipe homecooking",
        "decollage.recipe",
    )


LIVING = {
    "day-documentary": ("A day, undirected", "loop_corner_cafe", documentary, 2),
    "three-reasons-to-buy": ("Three reasons to buy", "loop_deep_end", reasons, 7),
    "host-a-topic": ("Host a topic", "loop_rooftop", host, 3),
    "rural-craft": ("Made by hand", "loop_harvest", craft, 14),
    "recipe": ("Recipe", "loop_corner_cafe", recipe, 2),
}
"""By the name of the file: what it is called, its music, what makes it, and the beat of its picture."""
