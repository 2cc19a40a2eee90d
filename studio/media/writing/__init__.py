"""What is wanted of an export, and the encoders and files that make it.

It must never decide whether what it wrote is right: that is proved.
"""
