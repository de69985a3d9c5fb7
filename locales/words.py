"""Keeps the catalogues in step with the code: `python -m locales.words [--check]`.

Without --check it takes every sentence of the code into messages.pot and the three .po files;
English is the sentence itself. With --check it changes nothing and fails when a file lags behind.
"""

import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

HERE = Path(__file__).parent
CODE = HERE.parent / "bot"
KEYWORDS = {"_": None, "mark": None, "gettext": None, "ngettext": (1, 2)}
LANGUAGES = ("kk", "ru", "en")


def main() -> int:
    wanted = dict(_files())
    stale = [
        path for path, text in wanted.items() if not path.exists() or path.read_bytes() != text
    ]
    if "--check" in sys.argv[1:]:
        for path in stale:
            print(f"{path.relative_to(HERE.parent)}: not in step with the code; run `make words`")
        return 1 if stale else 0
    for path in stale:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(wanted[path])
    return 0


def _files() -> Iterator[tuple[Path, bytes]]:
    template = _template()
    yield HERE / "messages.pot", _written(template)
    for language in LANGUAGES:
        path = HERE / language / "LC_MESSAGES" / "messages.po"
        yield path, _written(_translated(template, language, path))


def _template() -> Catalog:
    catalogue = Catalog()
    found = extract_from_dir(
        CODE, [("**.py", "python")], keywords=KEYWORDS, comment_tags=("NOTE:",)
    )
    for _file, _line, msgid, comments, _context in sorted(found, key=lambda one: (one[0], one[1])):
        catalogue.add(msgid, auto_comments=comments)
    return catalogue


def _translated(template: Catalog, language: str, path: Path) -> Catalog:
    old = Catalog(locale=language)
    if path.exists():
        with path.open("rb") as file:
            old = read_po(file, locale=language)
    new = Catalog(locale=language, fuzzy=False)
    for message in template:
        if not message.id:
            continue
        known = old.get(message.id)
        own = message.id if language == "en" else ""
        new.add(
            message.id, (known.string if known else "") or own, auto_comments=message.auto_comments
        )
    return new


def _written(catalogue: Catalog) -> bytes:
    """What a translator needs: no dates, no places in code, so that a diff is one of words."""
    out = BytesIO()
    write_po(out, catalogue, width=0, no_location=True, omit_header=True)
    if catalogue.locale is None:
        return out.getvalue()
    plural = f'"Plural-Forms: {catalogue.plural_forms}\\n"\n'
    head = f'msgid ""\nmsgstr ""\n"Language: {catalogue.locale}\\n"\n{plural}'
    kind = '"Content-Type: text/plain; charset=utf-8\\n"\n\n'
    return (head + kind).encode() + out.getvalue()


if __name__ == "__main__":
    sys.exit(main())
