"""Settings: what holds over what, and every mistake at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from communique.errors import ConfigError
from communique.settings import Settings, settings, size_of


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_defaults() -> None:
    assert settings(environment={}) == Settings(Path("communique.duckdb"), None, 20_000_000)


def test_arguments_hold_over_environment_over_file(folder: Path) -> None:
    (folder / "communique.toml").write_text('archive = "file.duckdb"\nmax_size = "1MB"\n', "utf-8")
    assert settings(environment={}).archive == Path("file.duckdb")
    environment = {"COMMUNIQUE_ARCHIVE": "env.duckdb", "COMMUNIQUE_ACTORS": ""}
    found = settings(environment=environment)
    assert (found.archive, found.max_size) == (Path("env.duckdb"), 1_000_000)
    assert settings(archive="arg.duckdb", environment=environment).archive == Path("arg.duckdb")


def test_the_file_may_be_named(folder: Path) -> None:
    (folder / "my.toml").write_text("max_size = 7\n", "utf-8")
    assert settings(environment={"COMMUNIQUE_CONFIG": "my.toml"}).max_size == 7
    with pytest.raises(ConfigError, match=r"gone\.toml: no such file"):
        settings(environment={"COMMUNIQUE_CONFIG": "gone.toml"})


def test_all_mistakes_are_told_at_once(folder: Path) -> None:
    (folder / "communique.toml").write_text("colour = 1\nactors = 5\n", "utf-8")
    with pytest.raises(ConfigError) as raised:
        settings(environment={"COMMUNIQUE_MAX_SIZE": "lots"})
    for part in ("no setting colour", "actors is 5", "max_size is 'lots' (the environment)"):
        assert part in str(raised.value)


def test_a_broken_file_is_told(folder: Path) -> None:
    (folder / "communique.toml").write_text("archive = ", "utf-8")
    with pytest.raises(ConfigError, match=r"communique\.toml"):
        settings(environment={})


@pytest.mark.parametrize(
    ("given", "size"), [(5, 5), ("5", 5), ("1.5kB", 1500), ("20 MB", 20_000_000), ("1g", 10**9)]
)
def test_sizes(given: object, size: int) -> None:
    assert size_of(given) == size


@pytest.mark.parametrize("given", ["", "0", "-5", "MB", "5 TB", None, "1e5"])
def test_wrong_sizes(given: object) -> None:
    with pytest.raises(ValueError, match="a size is"):
        size_of(given)
