"""Web addresses we are ready to show to people."""

import re

_LONGEST = 2048
_ADDRESS = re.compile(
    r"(?P<scheme>https?)://"
    r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{1,62}"
    r"(?::[0-9]{1,5})?"
    r"(?:[/?#][^\s\"<>\\^`{|}\x00-\x20\x7f-\U0010ffff]*)?",
    re.IGNORECASE | re.ASCII,
)


def is_web_address(url: str) -> bool:
    """True for http and https with an ASCII host name, no user name, nothing unprintable."""
    return len(url) <= _LONGEST and _ADDRESS.fullmatch(url) is not None


def is_safe_link(url: str) -> bool:
    """True for what may stand behind a word in a text: https only."""
    return is_web_address(url) and url.lower().startswith("https://")
