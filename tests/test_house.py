"""The house rules: who may import whom, what is exported, documented and executed."""

from __future__ import annotations

import ast
import dataclasses
import doctest
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

import communique
from communique.serve.manual import manual

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "src"
PACKAGE = SOURCE / "communique"
MODULES = sorted(PACKAGE.rglob("*.py"))

# Each may import what stands below it and its own kind; types, errors, settings, plover: anyone.
ORDER = ("ingest", "read", "resolve", "reader", "record", "spread", "follow", "serve")
FREE = ("types", "errors", "settings", "plover")
# Who alone may import what: the library, and the folder or file that may.
OWNERS = {
    "onnxruntime": ("read/model.py",),
    "duckdb": ("record/",),
    "fastapi": ("serve/",),
    "starlette": ("serve/",),
    "uvicorn": ("serve/",),
    "jinja2": ("serve/",),
    "typer": ("serve/",),
    "rich": ("serve/",),
    "urllib.request": ("ingest/sources.py",),
    "http.client.HTTPConnection": ("ingest/sources.py",),  # its header parser reads WARC files
    "http.client.HTTPSConnection": ("ingest/sources.py",),
    "socket": ("serve/",),
    "requests": ("ingest/sources.py",),
    "httpx": ("ingest/sources.py",),
    "urllib3": ("ingest/sources.py",),
    "torch": (),
    "transformers": (),
}
HEAVY = {
    "numpy", "onnxruntime", "tokenizers", "trafilatura", "htmldate", "dateparser", "py3langid",
    "duckdb", "pandas", "rich", "typer", "fastapi", "lxml",
}  # fmt: skip


def inner(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def imported(path: Path) -> Iterator[str]:
    """The dotted name of everything that a module imports, wherever in it it does."""
    package = ("communique", *path.relative_to(PACKAGE).parent.parts)
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else ()
            module = ".".join([*above, *([node.module] if node.module else [])])
            yield module
            yield from (f"{module}.{name.name}" for name in node.names)


def rank(part: str) -> int | None:
    return 0 if part in FREE else ORDER.index(part) + 1 if part in ORDER else None


def unlawful(path: Path) -> list[str]:
    own = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
    found = []
    for name in imported(path):
        parts = name.split(".")
        if parts[0] != "communique" or len(parts) < 2 or own == "__init__":
            continue
        mine, theirs = rank(own), rank(parts[1])
        if mine is not None and theirs is not None and theirs > mine:
            found.append(name)
    return found


@pytest.mark.parametrize("path", MODULES, ids=inner)
def test_imports_flow_one_way(path: Path) -> None:
    assert unlawful(path) == []


@pytest.mark.parametrize("path", MODULES, ids=inner)
def test_libraries_stay_with_their_owners(path: Path) -> None:
    for name in imported(path):
        for library, owners in OWNERS.items():
            if name == library or name.startswith(library + "."):
                assert any(inner(path).startswith(owner) for owner in owners), name


def test_the_import_rule_would_be_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A check that can't fail is none: here are modules that break the rule."""
    monkeypatch.setattr(sys.modules[__name__], "PACKAGE", tmp_path)
    for folder, line in (
        ("ingest", "from communique.reader import load"),
        ("read", "def f():\n    import communique.serve.cli"),
        ("resolve", "from communique import record"),
        ("record", "from ..serve import cli"),
    ):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "bad.py").write_text(line, "utf-8")
        assert unlawful(tmp_path / folder / "bad.py"), line


def test_every_folder_has_its_place() -> None:
    places = {path.name.removesuffix(".py") for path in PACKAGE.iterdir()}
    known = {*ORDER, *FREE, "__init__", "__main__", "__pycache__", "data", "models", "py.typed"}
    assert places <= known


@pytest.mark.parametrize("path", MODULES, ids=inner)
def test_modules_are_small_and_introduce_themselves(path: Path) -> None:
    text = path.read_text("utf-8")
    assert not re.search(r"utils?|helpers?|misc|common|base|manager", path.stem)
    assert text.count("\n") <= 450  # 75-350 is the rule; this is where it has plainly failed
    if text.strip():
        assert ast.get_docstring(ast.parse(text))


@pytest.mark.parametrize("name", communique.__all__)
def test_every_exported_name_is_there(name: str) -> None:
    assert getattr(communique, name) is not None
    assert name in dir(communique)


def test_what_is_exported_is_what_was_promised() -> None:
    verbs = {"read", "load", "open", "who"}
    six = {"Document", "Span", "Mention", "Actor", "Statement", "Event"}
    others = {"Reader", "Archive", "Record", "Candidate", "Relation", "Failure"}
    assert set(communique.__all__) == verbs | six | others
    for name in six:
        kind = getattr(communique, name)
        assert dataclasses.is_dataclass(kind) and hasattr(kind, "__slots__")


def test_a_wrong_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="reed"):
        _ = communique.reed


def python(code: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, check=True, text=True,
        env={**os.environ, "PYTHONPATH": str(SOURCE)},
    )  # fmt: skip
    return done.stdout.strip()


def test_importing_costs_nothing() -> None:
    loaded = python("import communique, sys; print(*sys.modules)").split()
    assert HEAVY.isdisjoint(loaded)


def test_the_verb_read_survives_the_folder_read() -> None:
    code = "import communique, communique.read.found; print(callable(communique.read))"
    assert python(code) == "True"


def test_what_the_documents_name_is_there() -> None:
    for document in (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))):
        text = document.read_text("utf-8")
        named = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", text)
        named += [f"/{path}" for path in re.findall(r"`(src/[\w./-]+)`", text)]
        for path in named:
            place = ROOT / path[1:] if path.startswith("/") else document.parent / path
            assert place.exists(), f"{document.name}: {path}"


def test_one_version_everywhere() -> None:
    version = communique.__version__
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert project["version"] == version
    assert f"version: {version}\n" in (ROOT / "CITATION.cff").read_text("utf-8")
    assert f"## {version}" in (ROOT / "CHANGELOG.md").read_text("utf-8")
    assert "Apache License" in (ROOT / "LICENSE").read_text("utf-8")


def test_every_command_and_option_is_documented() -> None:
    written = (ROOT / "docs/commands.md").read_text("utf-8")
    assert written == manual(), "python -m communique.serve.manual > docs/commands.md"
    for line in manual().splitlines():
        if line.startswith("| `"):
            assert not line.endswith("|  |"), f"{line}: an option without a help text"


@pytest.mark.parametrize(
    "path", [path for path in MODULES if ">>>" in path.read_text("utf-8")], ids=inner
)
def test_examples_in_docstrings_run(path: Path) -> None:
    name = ".".join(("communique", *path.relative_to(PACKAGE).with_suffix("").parts))
    module = import_module(name.removesuffix(".__init__"))
    assert doctest.testmod(module).failed == 0


README = (ROOT / "README.md").read_text("utf-8")
FENCE = re.compile(r"^```(\w+)\n(.*?)^```", re.MULTILINE | re.DOTALL)
BLOCKS = [(match[1], match[2]) for match in FENCE.finditer(README)]
SCRIPTS = [block for language, block in BLOCKS if language == "sh" and "pip install" not in block]


def test_the_set_up_commands_stand_in_the_readme_and_ci_runs_them() -> None:
    start = README.split("## Start", 1)[1].split("\n## ", 1)[0]
    found = [line for line in start.splitlines() if line.startswith("pip install")]
    assert len(found) == 2
    assert "sed -n '/^## Start/,/^## /p' README.md" in (ROOT / ".ci/run").read_text("utf-8")


@pytest.mark.parametrize("script", SCRIPTS)
def test_readme_commands_run(script: str, tmp_path: Path) -> None:
    """In a folder that has what the README's reader has: the examples, a page and an article."""
    if "| jq" in script and not shutil.which("jq"):
        script = script.replace("| jq '.statements[].force'", "| grep -c force")
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    article = (ROOT / "examples/talks.txt").read_text("utf-8")
    (tmp_path / "article.txt").write_text(article, "utf-8")
    body = "".join(f"<p>{one}</p>" for one in article.split("\n\n"))
    (tmp_path / "page.html").write_text(f"<html><body><article>{body}</article></body></html>")
    shim = tmp_path / "bin" / "communique"
    shim.parent.mkdir()
    shim.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m communique.serve.cli "$@"\n')
    shim.chmod(0o755)
    path = f"{shim.parent}:{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", "-euxo", "pipefail", "-c", script], cwd=tmp_path, capture_output=True, text=True,
        timeout=900, stdin=subprocess.DEVNULL,
        env={**os.environ, "PATH": path, "PYTHONPATH": str(SOURCE)},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert len(done.stdout.splitlines()) > script.count("communique")


@pytest.mark.parametrize("block", [block for language, block in BLOCKS if language == "python"])
def test_readme_python_runs(block: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    parsed = doctest.DocTestParser().get_doctest(block, {}, "README", "README.md", 0)
    assert parsed.examples
    runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE)
    assert runner.run(parsed).failed == 0
