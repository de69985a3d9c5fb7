"""Numbers of registrations and brigades: who knows one may open what it leads to."""

import secrets

from core.stays.stay import NUMBER_LENGTH, NUMBER_LETTERS


def new_number() -> str:
    return "".join(secrets.choice(NUMBER_LETTERS) for _ in range(NUMBER_LENGTH))
