"""Commands over the data: no content, no Telegram, no aiogram."""

import argparse
import asyncio
import sys

from bot.console import environ, fault


def migrate(_options: argparse.Namespace) -> int:
    from bot.settings import DEFAULT_DATABASE, SettingsFault
    from db.database import Unavailable
    from db.migrate import migrate as bring
    from db.migrations import HEAD

    try:
        before = asyncio.run(bring(environ().get("DATABASE_URL") or DEFAULT_DATABASE))
    except SettingsFault as error:
        return fault(error)
    except Unavailable as error:
        return fault(f"DATABASE_URL: the database does not open ({error})")
    print(f"{before or 'empty'} -> {HEAD}" if before != HEAD else f"already at {HEAD}")
    return 0


def keygen(_options: argparse.Namespace) -> int:
    from cryptography.fernet import Fernet

    print(Fernet.generate_key().decode())
    return 0


def rotate_keys(_options: argparse.Namespace) -> int:
    """Exit status 1 when something is left that no key opens."""
    from bot.settings import SettingsFault, Storage
    from db.database import Unavailable

    try:
        storage = Storage.read(environ())
        if not storage.keys:
            return fault("ENCRYPTION_KEYS: not set; there is nothing to seal with")
        unreadable = asyncio.run(_rotate(storage.database_url, storage.keys))
    except SettingsFault as error:
        return fault(error)
    except Unavailable as error:
        return fault(f"DATABASE_URL: the database does not open ({error})")
    if unreadable:
        print(f"ENCRYPTION_KEYS: none of them opens {unreadable} rows", file=sys.stderr)
    return 1 if unreadable else 0


async def _rotate(url: str, keys: list[str]) -> int:
    from db.database import Database
    from db.keys import rotate
    from db.migrate import migrate as bring

    await bring(url)
    database, unreadable = Database.at(url, keys=keys), 0
    try:
        async for done in rotate(database):
            words = f"{done.renewed} sealed anew, {done.fresh} were already"
            print(f"{done.table}: {words}, {done.unreadable} opened by no key", flush=True)
            unreadable += done.unreadable
    finally:
        await database.close()
    return unreadable


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    bring = commands.add_parser("migrate", help="bring the database to this release")
    bring.set_defaults(run=migrate)

    key = commands.add_parser("keygen", help="a new key for ENCRYPTION_KEYS")
    key.set_defaults(run=keygen)

    rotated = commands.add_parser("rotate-keys", help="seal all with the first ENCRYPTION_KEYS")
    rotated.set_defaults(run=rotate_keys)
