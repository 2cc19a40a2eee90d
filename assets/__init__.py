"""Data the program reads: fonts, icons, platforms, policies, keymaps, looks. No code lives here."""
