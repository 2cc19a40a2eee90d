"""Small copies of heavy films, made beside the work, for previews only.

An export must never read one.
"""
