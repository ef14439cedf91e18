"""The command line as others rely on it: streams, exit codes, forms of output."""

from __future__ import annotations

import gzip
import io
import json
import os
import re
import resource
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

import communique
from communique.errors import ModelError
from communique.ingest import Ingested
from communique.serve import cli, commands_read
from communique.types import Actor, Document, Failure, Notice, Party, Record, Span, Statement

SAID = re.compile(r'"([^"]+)," said ([A-Z]\w+ [A-Z]\w+)')


class FakeReader:
    """Reads `"…," said First Last`, in batches of three as the real one reads in batches."""

    def pipe(self, documents: Iterator[Ingested]) -> Iterator[Record | Failure]:
        batch: list[Document] = []
        for one in documents:
            batch.append(one.document)
            if len(batch) == 3:
                yield from map(self.outcome, batch)
                batch = []
        yield from map(self.outcome, batch)

    def outcome(self, document: Document) -> Record | Failure:
        if "unreadable" in document.text:
            return Failure(document.id, "read", "ValueError", "it could not be read")
        if "broken model" in document.text:
            raise ModelError("checksum of model.onnx is wrong", "install it again")
        found = tuple(self.statements(document.text))
        actors = tuple(dict.fromkeys(s.speaker.actor for s in found if s.speaker.actor))
        return Record(document, (), actors, found, (), (Notice("tested", "by a fake"),))

    def statements(self, text: str) -> Iterator[Statement]:
        for number, match in enumerate(SAID.finditer(text)):
            actor = Actor(f"person:{match[2]}", match[2], "person", "NOR", "GOV", why="a test")
            yield Statement(
                f"s{number}", "said", Party(Span.of(text, *match.span(2)), actor), (), None,
                (Span.of(text, match.start(), match.end(1) + 2),), "direct", "promise", score=0.9,
            )  # fmt: skip


class Outcome(NamedTuple):
    code: int
    out: bytes
    err: str

    @property
    def records(self) -> list[dict]:  # type: ignore[type-arg]
        return [json.loads(line) for line in self.out.decode("utf-8").split("\n")[:-1]]


Run = Callable[..., Outcome]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]) -> Run:
    """Runs a command with the fake reader; `stdin` is what a pipe holds."""
    monkeypatch.setattr(commands_read, "load_reader", lambda actors=None: FakeReader())

    def command(*arguments: object, stdin: bytes | None = None) -> Outcome:
        if stdin is not None:
            monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        code = cli.main([str(one) for one in arguments])
        captured = capsysbinary.readouterr()
        return Outcome(code, captured.out, captured.err.decode("utf-8"))

    return command


ARTICLE = '"We will return," said Kari Nordmann in Oslo on Wednesday.'


def test_a_piped_record_is_one_line_of_json(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE, "utf-8")
    outcome = run("read", tmp_path / "a.txt", "--date", "16 June 2021", "--title", "Talks")
    assert outcome.code == 0
    (record,) = outcome.records
    assert record["document"]["text"] == ARTICLE
    assert record["document"]["published"] == "2021-06-16"
    assert record["document"]["title"] == "Talks"
    assert record["statements"][0]["content"][0]["exact"] == '"We will return,"'
    assert record["statements"][0]["speaker"]["actor"] == "person:Kari Nordmann"


def test_json_is_one_object_and_a_list_of_several(run: Run, tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(ARTICLE, "utf-8")
    one = run("read", tmp_path / "a.txt", "--json")
    assert json.loads(one.out)["document"]["text"] == ARTICLE
    two = run("read", tmp_path, "--json")
    assert [one["document"]["text"] for one in json.loads(two.out)] == [ARTICLE] * 2


@pytest.mark.parametrize(
    ("stdin", "text"),
    [
        (b'{"text": "A."}', "A."),
        (b"A.", "A."),
        (b"<article><p>" + b"The envoy said that talks would go on. " * 9, None),
    ],
)
@pytest.mark.parametrize("named", [True, False])
def test_standard_input_is_told_by_its_first_bytes(
    run: Run, stdin: bytes, text: str | None, named: bool
) -> None:
    outcome = run("read", *(["-"] if named else []), "--jsonl", stdin=stdin)
    assert outcome.code == 0
    found = outcome.records[0]["document"]["text"]
    assert found == text if text else "<" not in found


def test_from_overrules(run: Run) -> None:
    outcome = run("read", "-", "--from", "text", stdin=b'{"text": "A."}')
    assert outcome.records[0]["document"]["text"] == '{"text": "A."}'
    assert run("read", "-", "--from", "docx", stdin=b"A.").code == 2


def test_records_keep_the_order_of_the_input_whatever_fails_between(run: Run) -> None:
    lines = [{"text": f"Talk {n}.", "id": str(n)} for n in range(11)]
    lines[4] = {"text": "This is unreadable.", "id": "4"}
    broken = [json.dumps(one).encode() for one in lines]
    broken.insert(2, b"{broken")
    broken.append(b'{"text": ""}')
    outcome = run("read", "-", "--jsonl", stdin=b"\n".join(broken))
    assert outcome.code == 3
    expected = [str(n) for n in range(11) if n != 4]
    assert [one["document"]["id"] for one in outcome.records] == expected
    failures = [line for line in outcome.err.splitlines() if "warning" not in line]
    assert len(failures) == 3
    for line, place in zip(failures, ("line 3", "line 6", "line 13"), strict=True):
        assert line.startswith(f"communique: standard input, {place}: ")
    assert "broken JSON" in failures[0]


def test_warnings_of_ingest_and_of_the_reader_stand_in_the_record(run: Run) -> None:
    outcome = run("read", "-", stdin=b"caf\xe9 talks")
    codes = [one["code"] for one in outcome.records[0]["warnings"]]
    assert codes == ["encoding", "undated", "tested"]
    assert outcome.code == 0
    assert "not valid UTF-8" in outcome.err


def test_many_warnings_are_summed_up(run: Run) -> None:
    outcome = run("read", "-", stdin=b'{"text": "A."}\n' * 50)
    assert outcome.code == 0 and len(outcome.err.splitlines()) == 21
    assert "80 more warnings" in outcome.err


@pytest.mark.parametrize("date", ["the day after", "2021-02-30", "01/02/2021"])
def test_a_date_that_is_not_understood_is_a_warning(run: Run, date: str) -> None:
    outcome = run("read", "-", "--date", date, stdin=b"Talks began.")
    assert outcome.code == 0
    assert outcome.records[0]["document"]["published"] is None
    codes = [one["code"] for one in outcome.records[0]["warnings"]]
    assert codes[:2] == ["date_not_understood", "undated"]


@pytest.mark.parametrize(
    "arguments",
    [
        ["read", "nowhere.txt"],
        ["read", "-"],
        ["read", "-", "--json", "--jsonl"],
        ["read", "-", "--json", "--text"],
        ["read", "-", "--max-size", "much"],
        ["read", "--unknown"],
        ["unknown"],
        [],
    ],
)
def test_nothing_read_or_a_wrong_command_is_two(run: Run, arguments: list[str]) -> None:
    outcome = run(*arguments, stdin=b"  ")
    assert outcome.code == 2
    assert outcome.out in (b"", outcome.out if not arguments else b"")
    assert arguments == [] or outcome.err


def test_what_is_no_text_is_refused_by_name(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"%PDF-1.7\n")
    outcome = run("read", tmp_path / "a.txt")
    assert outcome.code == 2 and outcome.out == b""
    assert outcome.err == f"communique: {tmp_path}/a.txt: not text: it looks like a PDF file\n"


def test_some_failed_is_three(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE, "utf-8")
    outcome = run("read", tmp_path / "a.txt", tmp_path / "b.txt")
    assert outcome.code == 3 and len(outcome.records) == 1
    assert f"communique: {tmp_path}/b.txt: no such file" in outcome.err


def test_max_size_may_be_raised(run: Run) -> None:
    long = ("a " * 200).encode()
    assert run("read", "-", "--max-size", "100", stdin=long).code == 2
    assert run("read", "-", "--max-size", "1kB", stdin=long).code == 0


@pytest.mark.parametrize("line", ['{"text": "\\ud800 said \\u2028 no\\u0085 \\u0000."}'])
def test_any_text_comes_back_from_utf8_lines_unchanged(run: Run, line: str) -> None:
    outcome = run("read", "-", "--jsonl", stdin=line.encode())
    text = outcome.out.decode("utf-8", "strict")
    assert len(text.splitlines()) == 1
    assert json.loads(text)["document"]["text"] == json.loads(line)["text"]


def test_a_compressed_file_on_standard_input(run: Run) -> None:
    outcome = run("read", "-", stdin=gzip.compress(b'{"text": "A."}'))
    assert outcome.records[0]["document"]["text"] == "A."


def test_a_damaged_model_is_six_with_a_hint(run: Run) -> None:
    outcome = run("read", "-", stdin=b"broken model")
    assert outcome.code == 6
    assert "communique: checksum of model.onnx is wrong\nhint: install it again\n" in outcome.err


def test_debug_shows_the_traceback(run: Run) -> None:
    with pytest.raises(ModelError):
        run("read", "-", "--debug", stdin=b"broken model")
    with pytest.raises(ModelError):
        run("--debug", "read", "-", stdin=b"broken model")


def test_text_into_a_file_is_bracketed(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE, "utf-8")
    shown = run("read", tmp_path / "a.txt", "--text").out.decode()
    assert '⟦"We will return,"⟧ said Kari Nordmann' in shown
    assert "Kari Nordmann (NOR)  promises" in shown


def test_schema_and_codebook_are_printed(run: Run) -> None:
    schema = json.loads(run("schema", "record").out)
    assert schema["required"] == [
        "document", "mentions", "actors", "statements", "events", "warnings",
    ]  # fmt: skip
    missing = run("schema", "recrod")
    assert missing.code == 2 and "no schema is called recrod" in missing.err
    assert b"RETREAT" in run("codebook").out
    assert json.loads(run("codebook", "--format", "json").out)["codes"]
    assert run("codebook", "--format", "pdf").code == 2


def test_the_package_runs_as_a_module() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "communique", "schema", "nope"], capture_output=True, text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )  # fmt: skip
    assert done.returncode == 2 and done.stdout == ""
    assert done.stderr.startswith("communique: no schema is called nope\n")


def test_version_is_printed_and_costs_little() -> None:
    """In processor time, which a busy machine doesn't stretch: 0.2 s where this was written."""
    command = [sys.executable, "-m", "communique.serve.cli", "--version"]
    source = Path(communique.__file__).parent.parent
    costs = []
    for _ in range(3):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        done = subprocess.run(
            command, capture_output=True, env={**os.environ, "PYTHONPATH": str(source)}, check=True
        )
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        costs.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
        assert done.stdout.decode() == f"communique {communique.__version__}\n"
    assert min(costs) < 0.6
