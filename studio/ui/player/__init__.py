"""The player: the picture, playing, scrubbing, what a platform lays over it."""
