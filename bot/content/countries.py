"""Countries and their cities from content/countries.toml."""

from pathlib import Path

from bot.content.reading import Table, read
from core.missions.countries import City, Country

CODE_LETTERS = 2


def load_countries(root: Path) -> dict[str, Country]:
    """Every country by its upper-case ISO code, in the file's order. Raises ContentFault."""
    file = read(root, root / "countries.toml")
    file.only("country")
    countries: dict[str, Country] = {}
    for table in file.tables("country", "code"):
        country = _country(table)
        if country.code in countries:
            raise table.fault("a second one with this code")
        countries[country.code] = country
    return countries


def _country(table: Table) -> Country:
    table.only("code", "order", "dial_code", "time_zone", "scope", "city")
    code = table.text("code")
    if len(code) != CODE_LETTERS or not (code.isascii() and code.isalpha() and code.isupper()):
        raise table.fault(f"'code' is no ISO code: {code}")
    cities = tuple(_city(city) for city in table.tables("city"))
    if len({city.id for city in cities}) != len(cities):
        raise table.fault("two cities with one id")
    return Country(
        code=code,
        order=table.integer("order"),
        dial_code=table.text("dial_code"),
        zone=table.zone("time_zone"),
        scope=table.text_or_none("scope"),
        cities=cities,
    )


def _city(table: Table) -> City:
    table.only("id", "name", "point", "time_zone")
    return City(
        id=table.text("id"),
        name=table.translated("name"),
        point=table.pair("point"),
        zone=table.zone("time_zone"),
    )
