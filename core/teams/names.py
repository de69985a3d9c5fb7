"""What one person reads about another in a brigade."""

from core.people.names import harmless

NAME_LENGTH = 40


def first_name(text: str) -> str:
    """A name as Telegram gives it, made fit to show others; "" when nothing of it can be seen."""
    return harmless(text)[:NAME_LENGTH].strip()
