"""The same studio without a window: commands that scripts rely on.

Exit status: 0 done, 1 refused or found something, 2 asked for wrongly, 3 failed.
"""

from studio.cli.main import main

__all__ = ["main"]
