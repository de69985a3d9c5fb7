"""Files that were sent by either side."""

import struct
from dataclasses import dataclass
from typing import Final

from pretend.errors import bad
from pretend.jsons import Json

FOLDERS: Final = {"photo": "photos", "document": "documents", "voice": "voice", "video": "videos"}
PNG: Final = b"\x89PNG\r\n\x1a\n"
LARGEST_PHOTO: Final = 10 << 20
LARGEST_FILE: Final = 50 << 20


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it comes in."""

    file_name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file Telegram has; `path` is what getFile tells."""

    file_id: str
    kind: str
    file_name: str
    data: bytes
    path: str

    def to_json(self) -> Json:
        return {
            "file_id": self.file_id,
            "file_unique_id": f"u{self.file_id}",
            "file_size": len(self.data),
        }


class FileStore:
    """All files by id and by path."""

    def __init__(self) -> None:
        self._by_id: dict[str, StoredFile] = {}
        self._by_path: dict[str, StoredFile] = {}

    def add(self, kind: str, upload: Upload) -> StoredFile:
        """Keep a file; an empty or too large one is refused."""
        if not upload.data:
            raise bad("file must be non-empty")
        if len(upload.data) > (LARGEST_PHOTO if kind == "photo" else LARGEST_FILE):
            raise bad("file is too big")
        count = len(self._by_id) + 1
        suffix = upload.file_name.rpartition(".")[2] if "." in upload.file_name else "bin"
        suffix = suffix if suffix.isascii() and suffix.isalnum() else "bin"
        path = f"{FOLDERS.get(kind, 'files')}/file_{count}.{suffix}"
        stored = StoredFile(f"FILE-{kind}-{count}", kind, upload.file_name, upload.data, path)
        self._by_id[stored.file_id] = self._by_path[path] = stored
        return stored

    def get(self, file_id: str) -> StoredFile | None:
        return self._by_id.get(file_id)

    def at(self, path: str) -> StoredFile | None:
        return self._by_path.get(path)


def image_size(data: bytes) -> tuple[int, int] | None:
    """Read width and height of a PNG, GIF or JPEG; None when it is none of them."""
    if data.startswith(PNG) and len(data) >= 24:  # noqa: PLR2004 - the header's length
        width, height = struct.unpack(">II", data[16:24])
        return int(width), int(height)
    if data[:6] in {b"GIF87a", b"GIF89a"} and len(data) >= 10:  # noqa: PLR2004 - as above
        width, height = struct.unpack("<HH", data[6:10])
        return int(width), int(height)
    return _jpeg_size(data) if data.startswith(b"\xff\xd8") else None


def _jpeg_size(data: bytes) -> tuple[int, int] | None:
    """Walk the segments up to the frame header, which holds the size."""
    at = 2
    while at + 9 < len(data) and data[at] == 0xFF:  # noqa: PLR2004 - a marker's first byte
        marker, length = data[at + 1], int.from_bytes(data[at + 2 : at + 4], "big")
        if 0xC0 <= marker <= 0xCF and marker not in {0xC4, 0xC8, 0xCC}:  # noqa: PLR2004 - SOFn
            height, width = struct.unpack(">HH", data[at + 5 : at + 9])
            return int(width), int(height)
        at += 2 + length
    return None
