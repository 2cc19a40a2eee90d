"""Challenges in which somebody tells or shows something: what each is made of, beat by beat.

It must never know how a clip, a title or a sound is put in: that is asked of what is being made.
"""

from __future__ import annotations

from making import Making, slot

__all__ = ["TELLING"]


def how_to(m: Making) -> None:
    """The problem, three steps, the result."""
    m.shot("plant_sad", 4, slot("problem", "What goes wrong, close up", "video"), look="look_concrete", amount=55)
    for number, scene in enumerate(("plant_cut", "plant_care", "plant_sun")):
        m.shot(
            scene,
            6,
            slot(f"step-{number + 1}", f"Step {number + 1}: hands and one thing, nothing else", "video"),
            enter="push",
            enter_s=0.35,
            way="left",
        )
    m.shot(
        "plant_done",
        8,
        slot("result", "How it is now, from the same place as the problem", "video"),
        enter="bright_dissolve",
        enter_s=0.5,
        look="look_fresh",
        amount=45,
    )
    _words_of_how_to(m)


def _words_of_how_to(m: Making) -> None:
    m.words(
        "Is yours dying too?",
        0,
        4,
        "headline",
        y=-0.42,
        place=slot("hook", "The problem as a question", "text"),
        comes="words_pop",
        size=0.105,
    )
    for number, text in enumerate(("Cut what is dry", "Water from below", "Give it morning sun")):
        begin = 4 + 6 * number
        m.words(f"{number + 1}", begin, 6, "gold", y=-0.5, x=-0.3, comes="motion_pop", size=0.2)
        m.words(
            text,
            begin + 0.5,
            5.5,
            "paper",
            y=-0.31,
            comes="motion_slide_left",
            place=slot(f"words-{number + 1}", f"Step {number + 1} in four words", "text"),
        )
        m.noise("whoosh_fast", begin, -14, early=0.15)
        m.noise("pop", begin, -10)
    m.words(
        "Three weeks later",
        22,
        7,
        "note",
        y=-0.57,
        place=slot("words-result", "What it led to", "text"),
        comes="words_rise",
    )
    m.sticker("sparkles_mark", 22.5, 6, x=0.26, y=-0.14, scale=0.3, colour="#FFE14A")
    m.sticker("progress_bar", 4, 18, x=0, y=-0.62, scale=0.62, colour="#C6EE62", end=100, speed=0.4)
    m.noise("chime", 22, -12)
    m.song(-9)
    m.facts(
        "One thing that went wrong, three steps, and how it is now.",
        "One problem, three steps, one result; One thing in each step; The last picture from where the first was taken",
        "howto learnontiktok fixit",
        "decollage.useful-how-to",
    )


def countdown(m: Making) -> None:
    """Five things, from the fifth to the first."""
    m.shot("books", 4, slot("opening", "You, or all five together"), look="look_concrete", amount=30, loop="loop_zoom")
    scenes = ("bike", "coffee", "cat", "sea", "dawn")
    for number, scene in enumerate(scenes):
        m.shot(
            scene,
            4,
            slot(f"place-{5 - number}", f"Number {5 - number}"),
            enter="whip_pan",
            enter_s=0.3,
            way=("left", "right")[number % 2],
            loop="loop_zoom" if number % 2 else "loop_drift",
        )
    m.words(
        "My top five",
        0,
        4,
        "sunset",
        y=-0.36,
        place=slot("topic", "Five of what? Three words", "text"),
        comes="words_drop",
    )
    m.words("small joys", 1, 3, "tape", y=-0.2, comes="motion_pop", place=slot("topic-more", "The rest of it", "text"))
    for number, name in enumerate(
        ("A way downhill", "First coffee", "Being purred at", "Salt on the skin", "Up before all")
    ):
        begin = 4 + 4 * number
        m.words(f"{5 - number}", begin, 4, "gold", y=-0.42, x=-0.24, comes="motion_zoom_in", size=0.3, over=0.25)
        m.words(
            name,
            begin + 0.5,
            3.5,
            "outline",
            y=-0.2,
            comes="words_slide",
            place=slot(f"name-{5 - number}", f"What number {5 - number} is called", "text"),
        )
        m.noise("whoosh_fast", begin, -12, early=0.15)
    m.noise("stomp", 20, -8)
    m.sticker("crown", 20, 4, x=0.2, y=-0.44, scale=0.3, colour="#FFD35C")
    m.sticker("confetti_burst", 20, 4, x=0, y=-0.1, scale=1.0, comes="")
    m.noise("clap", 20, -14)
    m.song(-8)
    m.facts(
        "Five things you love, from the fifth to the first, each for two seconds.",
        "Five things, no more; Say what each is in three words; Keep the best for last",
        "mytopfive top5 countdown",
        "decollage.countdown-top-five",
    )


def stitch(m: Making) -> None:
    """A piece of somebody's video, then the answer."""
    m.shot(
        "ann",
        7,
        slot("question", "Up to five seconds of somebody's video that asks something", "video"),
        film=True,
        sings=262,
    )
    m.shot(
        "dev",
        12,
        slot("answer", "Your answer, to the camera, in one breath", "video"),
        enter="glitch",
        enter_s=0.3,
        look="look_peach",
        amount=40,
        sings=196,
    )
    m.shot("desk", 6, slot("proof", "A picture that shows it"), enter="push", way="up", loop="loop_zoom")
    _words_of_stitch(m)


def _words_of_stitch(m: Making) -> None:
    m.words(
        "Wait, is that true?",
        0,
        7,
        "paper",
        y=-0.5,
        comes="motion_slide_down",
        place=slot("asked", "What they asked", "text"),
    )
    m.sticker("speech", 0.5, 6, x=0.24, y=-0.34, scale=0.26, colour="#41C7D9", words="?")
    m.words(
        "I tried it. Here is what happened",
        7.5,
        5.5,
        "outline",
        y=-0.5,
        comes="fade_in_by_word",
        over=1.2,
        place=slot("claim", "Your answer in one line", "text"),
    )
    m.words(
        "It works, if you start small",
        13,
        6,
        "note",
        y=-0.5,
        comes="words_pop",
        place=slot("lesson", "What others can take from it", "text"),
    )
    m.words(
        "What is yours?",
        19.5,
        5,
        "headline",
        y=-0.36,
        size=0.105,
        comes="words_rise",
        place=slot("back", "A question back", "text"),
    )
    m.noise("glitch", 7, -12)
    m.noise("ding", 19, -14)
    m.sticker("curved_arrow", 20, 5, x=0.1, y=-0.16, scale=0.28, colour="#C6EE62")
    m.song(-18)
    m.facts(
        "Take up to five seconds of a question and answer it with what you know or tried.",
        "Leave the question as it was said; Answer in one breath; Say whose video it is",
        "stitch myanswer",
        "decollage.stitch-answer",
    )


def green_screen(m: Making) -> None:
    """Somebody speaks before three pictures."""
    scenes = (("city", "What happened"), ("forest", "Where it happened"), ("field", "What comes of it"))
    for number, (scene, hint) in enumerate(scenes):
        m.shot(
            scene,
            8,
            slot(f"behind-{number + 1}", f"{hint}: a photo or a headline"),
            loop="loop_zoom",
            enter="slide" if number else "",
            way="left",
            enter_s=0.35,
            effects=("blur:amount=12",) if number == 1 else (),
        )
    m.do("overlay", media=m.media("on_green", "film", 20, 220), at=0)
    you = m.session.selection[-1]
    m.do("trim-end", clip=you, to=m.at(24))
    m.do("add-effect", clip=you, effect="chroma_key", amount=54, colour="#00B140", spill=60)
    m.do("place", clip=you, x=0, y=0.36, scale=0.62)
    m.mark(you, slot("you", "You before a green or blue wall, looking at the camera", "video"))
    for number, text in enumerate(("They built it anyway", "Right behind our school", "And now there is a plan")):
        m.words(
            text,
            8 * number,
            8,
            "paper",
            y=-0.5,
            comes="motion_slide_down",
            place=slot(f"line-{number + 1}", "What one has to know, in five words", "text"),
        )
        m.noise("swish", 8 * number, -14)
    m.sticker("pin", 9, 6, x=-0.2, y=-0.2, scale=0.22, colour="#FF5A5A")
    m.sticker("arrow", 1, 5, x=0.26, y=-0.3, scale=0.22, colour="#FFE14A", rotation=-40)
    m.words("say what you think", 20, 4, "tape", y=-0.36, size=0.052, comes="words_typewriter")
    m.song(-20)
    m.facts(
        "Explain something that happened, standing before three pictures of it.",
        "Say where each picture is from; Facts first, then what you think; Show nobody who did not agree",
        "greenscreen explained",
        "decollage.green-screen-commentary",
    )


TELLING = {
    "useful-how-to": ("Useful how-to", "loop_paper_planes", how_to, 24),
    "countdown-top-five": ("Countdown: top five", "loop_arcade", countdown, 22),
    "stitch-answer": ("Stitch: my answer", "loop_slow_rain", stitch, 3),
    "green-screen-commentary": ("Green-screen commentary", "loop_small_hours", green_screen, 4),
}
"""By the name of the file: what it is called, its music, what makes it, and the beat of its picture."""
