"""What every command of the command line shares."""

import os
import sys
from collections.abc import Mapping
from pathlib import Path

FAULT = 2
CONTENT = Path("content")


def environ() -> Mapping[str, str]:
    """The environment with .env behind it. Raises SettingsFault."""
    from bot.settings import environment

    return environment(os.environ)


def fault(words: object) -> int:
    """One line for the operator, and the exit code that goes with it."""
    print(words, file=sys.stderr)
    return FAULT
