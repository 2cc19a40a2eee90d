"""How a feed might treat a draft: what it could notice, a crowd that watches, and what follows pool by pool.

It is a model and says so. It must never promise what a platform will do, and never send anything anywhere.
"""
