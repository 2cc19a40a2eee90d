"""A finished film read back and held against its plan: the receipt.

It must never change the film.
"""
