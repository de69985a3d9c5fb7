"""Links into the bot: what a person shares, and what a poster carries."""

from dataclasses import dataclass
from urllib.parse import quote


@dataclass(frozen=True, slots=True)
class Links:
    username: str

    def start(self, payload: str) -> str:
        return f"https://t.me/{self.username}?start={payload}"

    def article(self, article_id: str) -> str:
        return self.start("a-" + article_id.replace("/", "-", 1))

    def mission(self, mission_id: str) -> str:
        return self.start("m-" + mission_id)

    def team(self, code: str) -> str:
        return self.start("t-" + code.lower())

    def share(self, link: str, text: str) -> str:
        """Opens Telegram's own «share» with the link and a line of text."""
        return f"https://t.me/share/url?url={quote(link, safe='')}&text={quote(text, safe='')}"
