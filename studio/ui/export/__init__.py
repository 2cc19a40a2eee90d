"""Exporting: the dialog, and the process that writes the film."""
