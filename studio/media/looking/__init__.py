"""What can be said of a file without showing it: its facts, how it is laid out, looked into by a limited child.

It must never trust a file.
"""
