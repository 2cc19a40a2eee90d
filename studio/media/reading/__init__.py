"""How a file's pictures and sound are decoded: exact times, upright, in BT.709.

It must never know what is made of them.
"""
