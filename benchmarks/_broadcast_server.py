"""A Telegram that costs next to nothing: fixed answers from a process on the last core.

`python -m benchmarks._broadcast_server PORT`. The pretend Telegram carries out some 1,100 sends a
second, which would hide how fast an engine is.
"""

import asyncio
import json
import os
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from benchmarks.measuring import BOT

HOST = "127.0.0.1"
ROOT = Path(__file__).parent.parent
HEAD_END = b"\r\n\r\n"
LENGTH = b"content-length:"
MESSAGE = {
    "message_id": 7,
    "date": 1795365966,
    "from": BOT,
    "chat": {"id": 1001, "type": "private", "first_name": "Aigerim"},
    "text": "An answer of a common length, as Telegram repeats it.",
}


def _reply(result: object) -> bytes:
    body = json.dumps({"ok": True, "result": result}).encode()
    kind = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
    return b"%sContent-Length: %d\r\n\r\n%s" % (kind, len(body), body)


SENT, COPIED, ME, TRUE = map(_reply, (MESSAGE, {"message_id": 7}, BOT, True))


def _answer(line: bytes) -> bytes:
    if b"/send" in line or b"/edit" in line:
        return SENT
    if b"/copyMessage " in line:
        return COPIED
    return ME if b"/getMe" in line else TRUE


class _Door(asyncio.Protocol):
    def __init__(self) -> None:
        self.rest = b""
        self.wire: asyncio.WriteTransport

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.WriteTransport)
        self.wire = transport

    def data_received(self, data: bytes) -> None:
        self.rest += data
        while (end := self.rest.find(HEAD_END)) >= 0:
            head = self.rest[:end]
            whole = end + len(HEAD_END) + _length(head)
            if len(self.rest) < whole:
                return
            self.rest = self.rest[whole:]
            self.wire.write(_answer(head.partition(b"\r\n")[0]))


def _length(head: bytes) -> int:
    _before, found, after = head.lower().partition(LENGTH)
    return int(after.partition(b"\r\n")[0]) if found else 0


async def _serve(port: int) -> None:
    server = await asyncio.get_running_loop().create_server(_Door, HOST, port, backlog=1024)
    print("ready", flush=True)
    await server.serve_forever()


@asynccontextmanager
async def fast_telegram(port: int) -> AsyncIterator[str]:
    """The base address of one that answers for as long as this holds."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "benchmarks._broadcast_server", str(port),
        cwd=ROOT, stdout=subprocess.PIPE,
    )  # fmt: skip
    try:
        assert process.stdout
        assert await process.stdout.readline()
        yield f"http://{HOST}:{port}"
    finally:
        process.kill()
        await process.wait()


def _on_last_core() -> None:
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {(os.cpu_count() or 1) - 1})


if __name__ == "__main__":
    _on_last_core()
    asyncio.run(_serve(int(sys.argv[1])))
