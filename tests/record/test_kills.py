"""A kill at any moment loses at most the batches in flight, and the same command goes on."""

from __future__ import annotations

import contextlib
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from communique.errors import StoreError
from communique.record.archive import Archive
from tests.record.fakes import article, make_reader
from tests.record.test_archive import exported

ROOT = Path(__file__).parents[2]
KILLS = 20
ARTICLES, BATCH = 120, 4

Lines = Callable[..., Path]


class Adder:
    """Starts additions, each in a process of its own."""

    def __init__(self) -> None:
        environment = os.environ | {"PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.record.adding"], cwd=ROOT, env=environment, text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        )  # fmt: skip
        assert self._line() == "ready"

    def start(self, source: Path, archive: Path, processes: int = 1) -> int:
        """The number of the process that adds."""
        assert self.process.stdin
        self.process.stdin.write(f"{source} {archive} {processes} {BATCH}\n")
        self.process.stdin.flush()
        return int(self._line())

    def status(self) -> int:
        """Its exit status, when it is gone; a signal is a negative number."""
        return int(self._line())

    def _line(self) -> str:
        assert self.process.stdout
        return self.process.stdout.readline().strip()


@pytest.fixture(scope="module")
def adder() -> Iterator[Adder]:
    made = Adder()
    yield made
    made.process.communicate()


def test_twenty_kills_leave_no_trace(adder: Adder, tmp_path: Path, lines: Lines) -> None:
    source = lines(*(article(at) for at in range(ARTICLES)))
    began = time.monotonic()
    adder.start(source, tmp_path / "whole.duckdb")
    assert adder.status() == 0
    whole = time.monotonic() - began
    path = tmp_path / "killed.duckdb"
    chance = random.Random(7)
    killed, seen = 0, []
    while killed < KILLS:
        pid = adder.start(source, path)
        time.sleep(chance.uniform(0, whole / 3))
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
        killed += adder.status() == -signal.SIGKILL
        with Archive(path, reader=make_reader) as archive:
            archive.writing()  # a kill before the file was laid out leaves an empty one
            seen.append(archive.counts()["articles"])
        if seen[-1] == ARTICLES:  # done before all kills: begin anew
            path.unlink()
    adder.start(source, path, processes=2)
    assert adder.status() == 0
    with Archive(path, reader=make_reader) as archive:
        assert archive.verify().holds
        found = exported(archive, tmp_path / "killed")
    with Archive(tmp_path / "whole.duckdb", reader=make_reader) as archive:
        assert exported(archive, tmp_path / "whole") == found
    # Kills fell while articles were written, or the test would show nothing; and what was there
    # is a number of whole batches.
    assert len({many for many in seen if 0 < many < ARTICLES}) > 3
    assert all(many % BATCH == 0 for many in seen)


def test_workers_go_when_their_parent_is_killed(
    adder: Adder, tmp_path: Path, lines: Lines
) -> None:
    source = lines(*(article(at) for at in range(ARTICLES)))
    pid = adder.start(source, tmp_path / "parent.duckdb", processes=2)
    deadline = time.monotonic() + 120
    while len(workers := children_of(pid)) < 2 and time.monotonic() < deadline:
        time.sleep(0.01)
    os.kill(pid, signal.SIGKILL)
    assert adder.status() == -signal.SIGKILL
    assert len(workers) == 2
    while any(is_alive(one) for one in workers) and time.monotonic() < deadline:
        time.sleep(0.01)
    assert not any(is_alive(one) for one in workers)


def is_alive(pid: str) -> bool:
    try:
        return "\nState:\tZ" not in Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return False


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


def test_what_a_killed_archive_left_is_no_part_of_a_new_one(tmp_path: Path) -> None:
    import duckdb

    old, new = tmp_path / "old.duckdb", tmp_path / "new.duckdb"
    with Archive(new, reader=make_reader) as archive:
        archive.writing()
    with duckdb.connect(str(old)) as con:
        con.execute("PRAGMA disable_checkpoint_on_shutdown")
        con.execute("CREATE TABLE wine (name VARCHAR)")
    (tmp_path / "old.duckdb.wal").rename(tmp_path / "new.duckdb.wal")
    with pytest.raises(StoreError, match=r"new.duckdb.wal is what another") as error:
        Archive(new).counts()
    assert "move" in error.value.hint
