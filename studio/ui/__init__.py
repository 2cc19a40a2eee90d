"""The window: the only room that knows Qt widgets. It shows the present and asks for edits."""
