"""Recording: a voice from the microphone, pictures from the camera, as takes that are kept.

It must never change a project: it makes files, and says where on the timeline they were spoken.
"""
