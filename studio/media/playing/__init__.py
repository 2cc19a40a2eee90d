"""Pictures and sound in step, led by the clock of the sound device.

It must never wait for a picture: one that is late is left out.
"""
