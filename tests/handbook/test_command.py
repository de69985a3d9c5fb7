"""`python -m bot handbook --lang kk --country ru OUT.html`."""

from pathlib import Path

import pytest

from bot import __main__ as command
from bot.words import flag
from tests.conftest import ROOT
from tests.content.tree import KK, Tree
from tests.handbook.reading import read


@pytest.fixture(autouse=True)
def here(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Away from the repository, and from a .env file in it."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CONTENT_DIR", str(ROOT / "content"))


@pytest.mark.parametrize("scope", ["ru", "KR", "qa", "gb", "kz"])
def test_it_writes_one_page(tmp_path: Path, scope: str) -> None:
    out = tmp_path / "page.html"
    assert command.main(["handbook", "--lang", "ru", "--country", scope, str(out)]) == 0
    assert list(tmp_path.iterdir()) == [out]
    found = read(out.read_text(encoding="utf-8"))
    assert found.faults == []
    assert found.elements[0].attributes == {"lang": "ru"}
    heading = found.all("h1")[0].text
    assert flag(scope) in heading
    assert heading.startswith("Справочник")


def test_a_country_without_articles(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    out = tmp_path / "page.html"
    assert command.main(["handbook", "--lang", "kk", "--country", "us", str(out)]) == 2
    assert capsys.readouterr().err == "--country us: one of ru, kr, qa, gb, kz\n"
    assert not out.exists()


def test_a_file_that_cannot_be_written(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    out = tmp_path / "no" / "page.html"
    assert command.main(["handbook", "--lang", "kk", "--country", "kz", str(out)]) == 2
    assert capsys.readouterr().err == f"{out}: No such file or directory\n"


def test_content_with_a_fault(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tree = Tree(tmp_path / "content")
    tree.remove(KK)
    monkeypatch.setenv("CONTENT_DIR", str(tree.root))
    assert command.main(["handbook", "--lang", "kk", "--country", "kr", "page.html"]) == 2
    assert KK in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments",
    [
        ["handbook", "--lang", "kk", "page.html"],
        ["handbook", "--country", "kr", "page.html"],
        ["handbook", "--lang", "de", "--country", "kr", "page.html"],
        ["handbook", "--lang", "kk", "--country", "kr"],
    ],
)
def test_what_is_missing_is_named(
    capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        command.main(arguments)
    assert ended.value.code == 2
    assert "usage: " in capsys.readouterr().err
