"""Recording in the window: a voice-over while the timeline plays, and the camera with its teleprompter."""
