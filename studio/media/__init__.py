"""Files of sound and picture, in and out: the only room that knows PyAV and FFmpeg.

It must never decide what a moment looks like: it reads what is asked for and writes what it is given.
"""
