"""A process that has imported the bot and forks one for each line it reads, printing its number.

A start costs seconds of imports; a test that kills a dozen bots cannot wait for each.
Each child is a process of its own and runs the command line's `run`.
"""

import os
import sys

import bot.runners.live  # noqa: F401 - imported once, for every child
from bot.__main__ import main


def nurse() -> None:
    for _line in iter(sys.stdin.readline, ""):
        child = os.fork()
        if child == 0:
            os._exit(main(["run"]))
        print(child, flush=True)  # noqa: T201 - the answer
        os.waitpid(child, 0)


if __name__ == "__main__":
    nurse()
