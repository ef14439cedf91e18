"""A kill at any moment loses at most the batches in flight, and the same command goes on."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from communique.errors import StoreError
from communique.record import schemas
from communique.record.archive import Archive
from tests.record.fakes import article, make_reader
from tests.record.test_archive import exported

ROOT = Path(__file__).parents[2]
KILLS = 20
ARTICLES, BATCH = 160, 4

Lines = Callable[..., Path]


def started(source: Path, archive: Path, processes: int = 1) -> subprocess.Popen[bytes]:
    environment = os.environ | {"PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"}
    arguments = [str(source), str(archive), str(processes), str(BATCH)]
    return subprocess.Popen(
        [sys.executable, "-m", "tests.record.adding", *arguments], cwd=ROOT, env=environment,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip


def wait_for(path: Path, process: subprocess.Popen[bytes]) -> None:
    """Until the archive's file is there: before that there is nothing to lose."""
    while not path.exists() and process.poll() is None:
        time.sleep(0.005)


def test_twenty_kills_leave_no_trace(tmp_path: Path, lines: Lines) -> None:
    source = lines(*(article(at) for at in range(ARTICLES)))
    path = tmp_path / "killed.duckdb"
    chance = random.Random(7)
    killed, seen = 0, set()
    patience = 0.05
    while killed < KILLS:
        process = started(source, path)
        wait_for(path, process)
        time.sleep(chance.uniform(0, patience))
        # Half of the kills are left to fall while batches are written.
        while chance.random() < 0.5 and process.poll() is None:
            time.sleep(chance.uniform(0, patience))
        if process.poll() is None:
            process.send_signal(signal.SIGKILL)
            killed += 1
        process.wait()
        with Archive(path, reader=make_reader) as archive:
            archive.writing()  # a kill before the file was laid out leaves an empty one
            many = archive.counts()["articles"]
        seen.add(many)
        if many == ARTICLES:  # done before all kills: begin anew
            path.unlink()
            path.with_name(path.name + ".wal").unlink(missing_ok=True)
    process = started(source, path, processes=2)
    assert process.wait() == 0
    with Archive(path, reader=make_reader) as archive:
        assert archive.verify().holds
        found = exported(archive, tmp_path / "killed")
    with Archive(tmp_path / "whole.duckdb", reader=make_reader) as archive:
        archive.add(source, processes=1)
        assert exported(archive, tmp_path / "whole") == found
    # Some kills fell between batches, or the test would show little.
    assert len(seen) > 2


def test_workers_go_when_their_parent_is_killed(tmp_path: Path, lines: Lines) -> None:
    source = lines(*(article(at) for at in range(ARTICLES)))
    path = tmp_path / "parent.duckdb"
    process = started(source, path, processes=1)
    wait_for(path, process)
    process.kill()
    process.wait()
    deadline = time.monotonic() + 60
    while children_of(process.pid) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not children_of(process.pid)


def children_of(pid: int) -> list[str]:
    found = []
    for path in Path("/proc").glob("[0-9]*/status"):
        try:
            status = path.read_text()
        except OSError:
            continue
        if f"PPid:\t{pid}\n" in status:
            found.append(path.parent.name)
    return found


def test_a_second_writer_hears_who_holds_the_file(tmp_path: Path, lines: Lines) -> None:
    path = tmp_path / "held.duckdb"
    with Archive(path, reader=make_reader) as archive:
        archive.add(lines(article(1)))
        code = (
            "import sys; from communique.serve.cli import main;"
            f"sys.exit(main(['find', '--archive', {str(path)!r}]))"
        )
        environment = os.environ | {"PYTHONPATH": str(ROOT / "src")}
        done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True,
                              text=True, check=False)  # fmt: skip
    assert done.returncode == 5
    assert f"in use by PID {os.getpid()}" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_full_disk_is_one_line_and_keeps_what_was_written(
    tmp_path: Path, lines: Lines
) -> None:
    """The size that a file may have stands for the size of the disk."""
    source = lines(*(article(at, text=article(at)["text"] + f" {at}" * 4000) for at in range(40)))
    path = tmp_path / "full.duckdb"
    with Archive(path, reader=make_reader) as archive:
        archive.add(lines(article(100), name="before.jsonl"))
    code = (
        "import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (2_000_000, -1));"
        "from communique.record.archive import Archive;"
        "from communique.errors import StoreError;"
        "from tests.record.fakes import make_reader\n"
        "try:\n"
        f"    Archive({str(path)!r}, reader=make_reader).add({str(source)!r}, processes=1)\n"
        "except StoreError as error:\n"
        "    print(error); print(error.hint); sys.exit(error.exit_code)\n"
    )
    environment = os.environ | {"PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True,
                          text=True, check=False, cwd=ROOT)  # fmt: skip
    assert done.returncode == 5, done.stderr
    message, hint = done.stdout.splitlines()
    assert str(path) in message and "can't be written" in message
    assert "room on the disk" in hint
    with Archive(path, reader=make_reader) as archive:
        assert archive.counts()["articles"] >= 1
        assert archive.add(source, processes=1).failed == 0
        assert archive.counts()["articles"] == 41
        assert archive.verify().holds


def test_files_that_are_no_archive(tmp_path: Path) -> None:
    text = tmp_path / "text.duckdb"
    text.write_text("these are words, and many of them. " * 500)
    for path, reason in ((text, "no DuckDB file"), (tmp_path, "irectory")):
        with pytest.raises(StoreError, match=reason):
            Archive(path).counts()
    import duckdb

    other = tmp_path / "other.duckdb"
    with duckdb.connect(str(other)) as con:
        con.execute("CREATE TABLE wine (name VARCHAR)")
    with pytest.raises(StoreError, match="not an archive"):
        Archive(other).counts()


def test_older_and_newer_layouts(
    tmp_path: Path, lines: Lines, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "layout.duckdb"
    with Archive(path, reader=make_reader) as archive:
        archive.add(lines(article(1)))
    monkeypatch.setattr("communique.record.schemas.VERSION", 2)
    monkeypatch.setitem(schemas.MIGRATIONS, 2, "ALTER TABLE runs ADD COLUMN note VARCHAR")
    with Archive(path, reader=make_reader) as archive:
        with pytest.raises(StoreError, match="layout 1"):
            archive.counts()
        archive.writing()
        assert archive.sql("SELECT note FROM runs") == [(None,)]
    monkeypatch.setattr("communique.record.schemas.VERSION", 1)
    with pytest.raises(StoreError, match="layout 2") as error:
        Archive(path).counts()
    assert "newer communique" in error.value.hint
