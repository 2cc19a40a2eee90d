"""The door: no arguments open the window, arguments run the command line."""

from __future__ import annotations

import sys

from studio.cli import main

__all__ = ["main"]

if __name__ == "__main__":
    sys.exit(main())
