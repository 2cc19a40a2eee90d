"""The library: what can be put into the project, tab by tab."""
