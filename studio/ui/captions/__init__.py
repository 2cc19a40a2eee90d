"""The Captions tab: what is said, word by word, to read, put right, find, and cut the film by."""
