"""Structured logs: text or JSON, an update id in each line, and nothing personal."""

import json
import logging
import sys
from datetime import UTC, datetime
from typing import Literal

from db.progress import current

_PLAIN = "%(asctime)s %(levelname)-7s %(name)s update=%(update_id)s %(message)s"

# They log each update, each request, each statement with what people wrote, each plugin found.
CHATTY = ("aiogram.event", "aiohttp.access", "aiosqlite", "alembic.runtime.plugins")


def configure(level: str, style: Literal["text", "json"]) -> None:
    """Sends everything to standard error. Call once."""
    handler = logging.StreamHandler(sys.stderr)
    handler.addFilter(_name_update)
    handler.setFormatter(JsonFormatter() if style == "json" else logging.Formatter(_PLAIN))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for name in CHATTY:
        logging.getLogger(name).setLevel(logging.WARNING)


def _name_update(record: logging.LogRecord) -> bool:
    progress = current()
    record.update_id = progress.update_id if progress else "-"
    return True


class JsonFormatter(logging.Formatter):
    """One object a line: at, level, logger, update, message, and error with its trace."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "update": getattr(record, "update_id", "-"),
            "message": record.getMessage(),
        }
        if record.exc_info:
            line["error"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)
