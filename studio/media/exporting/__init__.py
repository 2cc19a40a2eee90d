"""An export under way: pieces, their store, lanes, the process it runs in.

It must never give a film its name before it is proved.
"""
