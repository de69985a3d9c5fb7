from collections.abc import AsyncIterator

import aiohttp
import pytest
from aiohttp.test_utils import TestServer

from pretend.server import build_app
from pretend.telegram import PretendTelegram
from tests.pretend.doors import Door


@pytest.fixture
def telegram() -> PretendTelegram:
    return PretendTelegram()


@pytest.fixture
async def door(telegram: PretendTelegram) -> AsyncIterator[Door]:
    telegram.patience = 3.0
    async with (
        TestServer(build_app(telegram), host="127.0.0.1") as server,
        aiohttp.ClientSession() as http,
    ):
        yield Door(telegram, http, f"http://127.0.0.1:{server.port}")
