"""The small parts panels are made of: buttons, sliders, labels, cards.

They must never know the session: they show what they are given and say what the person did.
"""
