"""The forecast in the window."""
