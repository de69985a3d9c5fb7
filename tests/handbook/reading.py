"""A handbook read as a browser would: strict about what is open, curious about what leads out."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = frozenset({"meta"})
UNSEEN = frozenset({"style", "title"})


@dataclass
class Element:
    tag: str
    attributes: dict[str, str]
    text: str = ""


@dataclass
class Reading:
    """Every element with the text inside it, in the order of opening."""

    elements: list[Element] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def all(self, tag: str) -> list[Element]:
        return [one for one in self.elements if one.tag == tag]

    def values(self, name: str) -> list[str]:
        return [one.attributes[name] for one in self.elements if name in one.attributes]

    @property
    def seen(self) -> str:
        """What a reader sees, folded parts opened."""
        return self.all("body")[0].text

    def at(self, id_: str) -> Element:
        (found,) = [one for one in self.elements if one.attributes.get("id") == id_]
        return found


class _Parser(HTMLParser):
    def __init__(self, reading: Reading) -> None:
        super().__init__(convert_charrefs=True)
        self.reading = reading
        self.open: list[Element] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        if len(element.attributes) != len(attrs):
            self.reading.faults.append(f"<{tag}> names an attribute twice")
        self.reading.elements.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open[-1].tag != tag:
            self.reading.faults.append(f"</{tag}> closes nothing")
        else:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        for element in self.open:
            element.text += data

    def handle_comment(self, data: str) -> None:
        self.reading.faults.append(f"a comment: {data}")


def read(html: str) -> Reading:
    reading = Reading()
    parser = _Parser(reading)
    parser.feed(html)
    parser.close()
    reading.faults += [f"<{one.tag}> is never closed" for one in parser.open]
    return reading


def digits(text: str) -> str:
    return "".join(sign for sign in text if sign.isdecimal())
