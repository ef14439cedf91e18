"""The API: the same queries as everywhere, problems told as problems, and nothing let in unasked."""

from __future__ import annotations

import base64
import contextlib
import csv
import io
import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

import jsonschema
import pytest

from communique.errors import ConfigError, InputError, ModelError, NotFound, StoreError
from communique.follow.archives import Archive as Followed
from communique.record.archive import Archive
from communique.serve import links, tokens
from communique.serve.problems import problem_of
from communique.serve.schema import record_schema
from tests.serve import newsroom

if TYPE_CHECKING:
    import httpx2
    import schemathesis
    from starlette.testclient import TestClient

TOKEN = "0123456789abcdef0123456789abcdef"
ANSWERS = {200, 400, 404, 405, 413, 415, 422}
COMMITTED = Path(__file__).parents[2] / "docs" / "openapi.json"


def rows(client: TestClient, path: str) -> list[dict]:
    answer = client.get(path)
    assert answer.status_code == 200, answer.text
    return answer.json()["rows"]


class TestQueries:
    def test_the_rows_are_those_of_the_library(self, client: TestClient, news: Path) -> None:
        with Archive(news) as archive:
            mine = archive.statements(speaker="SWE", force="threaten", order="newest").to_dicts()
        theirs = client.get("/statements.json?speaker=SWE&force=threaten&size=500").json()
        assert theirs["rows"] == json.loads(json.dumps(mine))
        assert theirs["total"] == len(mine) > 0
        assert theirs["facets"] is None

    @pytest.mark.parametrize("what", ["statements", "events", "articles"])
    def test_pages_by_cursor_add_up_to_the_whole(self, client: TestClient, what: str) -> None:
        whole = [one["id"] for one in rows(client, f"/{what}.json?size=500")]
        found, cursor, steps = [], "", 0
        while steps < 20:
            page = client.get(f"/{what}.json?size=17&cursor={cursor}").json()
            found += [one["id"] for one in page["rows"]]
            assert page["total"] == len(whole)
            cursor, steps = page["next"], steps + 1
            if cursor is None:
                break
        assert found == whole
        back = client.get(f"/{what}.json?size=17&cursor={page['previous']}").json()
        assert [one["id"] for one in back["rows"]] == whole[17 * (steps - 2) : 17 * (steps - 1)]

    def test_csv_holds_every_row_and_reads_back(self, client: TestClient) -> None:
        answer = client.get("/events.csv?status=actual")
        assert answer.headers["content-type"].startswith("text/csv")
        assert 'filename="events.csv"' in answer.headers["content-disposition"]
        read = list(csv.DictReader(io.StringIO(answer.content.decode(), newline="")))
        asked = rows(client, "/events.json?status=actual&size=500")
        assert [one["id"] for one in read] == [one["id"] for one in asked]
        assert read[0]["actor_names"] == ";".join(asked[0]["actor_names"])

    def test_facets_count_what_was_found(self, client: TestClient) -> None:
        page = client.get("/statements.json?facets=true&speaker=SWE").json()
        forces = {one["value"]: one["count"] for one in page["facets"]["force"]}
        assert sum(forces.values()) == page["total"]
        only = client.get("/statements.json?speaker=SWE&force=threaten").json()
        assert only["total"] == forces["threaten"]

    def test_copies_count_only_when_asked(self, client: TestClient) -> None:
        once = client.get("/articles.json?text=island").json()
        twice = client.get("/articles.json?text=island&copies=true").json()
        assert (once["total"], twice["total"]) == (1, 2)
        assert [one["copy_of"] for one in twice["rows"]].count("talks") == 1

    def test_several_values_of_a_filter(self, client: TestClient) -> None:
        commas = client.get("/statements.json?force=threaten,demand").json()["total"]
        again = client.get("/statements.json?force=threaten&force=demand").json()["total"]
        assert commas == again == sum(
            client.get(f"/statements.json?force={one}").json()["total"]
            for one in ("threaten", "demand")
        )

    def test_a_record_is_the_contracts(self, client: TestClient, news: Path) -> None:
        found = client.get("/articles/talks.json").json()
        jsonschema.validate(found, record_schema())
        with Archive(news) as archive:
            assert found == archive.record("talks").to_dict()

    def test_a_statement_comes_with_its_kin(self, client: TestClient) -> None:
        record = client.get("/articles/talks.json").json()
        outer, inner = record["statements"][2], record["statements"][3]
        found = client.get(f"/statements/{inner['id']}.json").json()
        assert found["parent"]["id"] == outer["id"]
        assert found["sentence"].startswith("She said Lindholm")
        assert found["before"] == "“We keep our word,” Varga said."
        assert [one["document"] for one in found["reports"]] == ["talks-wire"]
        assert [one["type"] for one in found["events"]] == ["CONCEDE"]
        assert inner["id"] in found["citation"]["text"]
        children = client.get(f"/statements/{outer['id']}.json").json()["children"]
        assert [one["id"] for one in children] == [inner["id"]]

    def test_an_actor_with_offices(self, client: TestClient) -> None:
        found = client.get("/actors/Q902.json").json()
        assert found["offices"] == [{
            "name": "Prime Minister of Sweden", "since": "2020-01", "until": "2023-05-01",
            "articles": found["articles"],
        }]
        said = client.get("/statements.json?speaker=Q902").json()["total"]
        assert found["said"] == said == sum(one["count"] for one in found["forces"])
        assert rows(client, "/actors.json?name=lindholm")[0]["key"] == "Q902"

    def test_a_dyad_counts_both_ways(self, client: TestClient) -> None:
        found = client.get("/dyad.json?one=hun&other=SWE").json()
        assert found["said_by_one"] == client.get(
            "/statements.json?speaker=HUN&to=SWE").json()["total"] > 0
        lines = list(csv.DictReader(io.StringIO(client.get("/dyad.csv?one=HUN&other=SWE").text)))
        quads = ["verbal_cooperation", "material_cooperation", "verbal_conflict"]
        quads.append("material_conflict")
        forth = [one for one in lines if one["by"] == "HUN"]
        assert sum(int(one["statements"]) for one in forth) == found["said_by_one"]
        assert sum(int(one[quad]) for one in forth for quad in quads) == found["done_by_one"]

    def test_the_ledger_is_the_librarys(self, client: TestClient, news: Path) -> None:
        with Followed(news) as archive:
            mine = archive.ledger(by="HUN").to_dicts()
            series = archive.relations("HUN", "SWE", by="year").to_dict()
        assert client.get("/ledger.json?by=HUN").json() == json.loads(json.dumps(mine)) != []
        one = client.get(links.undertaking(mine[0]["id"], ".json")).json()
        assert one == json.loads(json.dumps(mine[0]))
        found = client.get("/relations.json?one=HUN&other=SWE&by=year").json()
        assert found == json.loads(json.dumps(series)) and found["periods"]
        id = newsroom.talks().statements[0].id
        assert client.get(links.compared(id, ".json")).json()["outlets"] == ["Morning Post",
                                                                              "Wire One"]

    def test_runs_and_failures(self, client: TestClient) -> None:
        (run,) = rows(client, "/runs.json")
        (failure,) = rows(client, f"/failures.json?run={run['run']}")
        assert run["failed"] == 1 and run["reader"].startswith("newsroom")
        assert failure["stage"] == "read" and failure["started"] == run["started"]
        assert client.get("/counts.json").json()["failures"] == 1

    def test_read_gives_the_record_and_keeps_nothing(self, client: TestClient) -> None:
        text = "Nobody 😀 said a word"
        before = client.get("/counts.json").json()
        answer = client.post("/read", json={"text": text, "published": "2022-02-10"})
        jsonschema.validate(answer.json(), record_schema())
        assert answer.json()["document"]["text"] == text
        assert client.get("/counts.json").json() == before

    def test_every_link_leads_to_its_thing(self, client: TestClient) -> None:
        for record in newsroom.records():
            if not hasattr(record, "document") or isinstance(record.document, str):
                continue
            address = links.article(record.document.id, ".json")
            assert client.get(address).json()["document"]["id"] == record.document.id
            assert client.get(links.article(record.document.id)).status_code == 200
        for key in ("Q901", newsroom.ODD.key):
            assert client.get(links.actor(key, ".json")).json()["key"] == key
            assert client.get(links.actor(key)).status_code == 200


class TestProblems:
    @pytest.mark.parametrize(("path", "status", "word"), [
        ("/statements.json?spaeker=RUS", 422, "did you mean speaker?"),
        ("/statements.json?force=shout", 422, "one of assert"),
        ("/statements.json?since=yesterday", 422, "2022-02-10"),
        ("/statements.json?cursor=bm9uc2Vuc2U", 422, "begin without one"),
        ("/statements.json?size=0", 422, "a number from 1"),
        ("/statements.json?text=a&text=b", 422, "give it once"),
        ("/statements.json?copies=perhaps", 422, "true or false"),
        ("/statements.json?order=loudest", 422, "best, oldest, newest"),
        ("/statements/none.json", 404, "none"),
        ("/articles/none.json", 404, "none"),
        ("/actors/none.json", 404, "none"),
        ("/dyad.json?one=HUN", 422, "two sides"),
        ("/ledger.json?state=shut", 422, "one of open"),
        ("/ledger/none.json", 404, "none"),
        ("/relations.json?one=HUN&other=SWE&by=minute", 422, "day, week, month, year"),
        ("/compare.json", 422, "a statement is missing"),
        ("/nothing.json", 404, "not found"),
    ])
    def test_mistakes_are_told(
        self, client: TestClient, path: str, status: int, word: str
    ) -> None:
        answer = client.get(path)
        assert answer.status_code == status
        assert answer.headers["content-type"] == "application/problem+json"
        told = answer.json()
        assert told["status"] == status and set(told) == {"type", "title", "status", "detail",
                                                           "hint"}
        assert word in " ".join(str(one) for one in told.values())

    @pytest.mark.parametrize("body", [
        {}, {"text": 3}, {"text": "a b", "colour": "red"}, {"text": "  "}, [], "text",
    ])
    def test_what_cannot_be_read(self, client: TestClient, body: object) -> None:
        answer = client.post("/read", json=body)
        assert answer.status_code == 422
        assert answer.headers["content-type"] == "application/problem+json"

    def test_statuses_are_those_of_the_errors(self) -> None:
        for error in (InputError, ConfigError, NotFound, StoreError, ModelError):
            assert problem_of(error("so", "do this")).status == error.http_status
        assert problem_of(error("so", "do this")).hint == "do this"

    def test_an_unknown_error_says_nothing_of_itself(self) -> None:
        problem = problem_of(RuntimeError("a secret"))
        assert problem.status == 500 and "secret" not in problem.detail

    def test_another_process_writing_is_told_as_busy(self, news: Path, tmp_path: Path) -> None:
        from starlette.testclient import TestClient

        from communique.serve.rooms import make_room

        path = tmp_path / "held.duckdb"
        shutil.copy(news, path)
        hold = ("import duckdb, sys; con = duckdb.connect(sys.argv[1]); print('held', flush=True);"
                " sys.stdin.read()")
        with subprocess.Popen(
            [sys.executable, "-c", hold, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        ) as writer:
            assert writer.stdout is not None and writer.stdout.readline() == b"held\n"
            with TestClient(make_room(path), base_url="http://127.0.0.1") as client:
                program, person = client.get("/statements.json"), client.get("/statements")
            assert writer.stdin is not None
            writer.stdin.close()
            writer.wait(30)
        assert program.status_code == person.status_code == 503
        assert program.json()["type"] == "urn:communique:busy"
        assert int(program.headers["retry-after"]) > 0
        assert "The archive is busy" in person.text
        with TestClient(make_room(path), base_url="http://127.0.0.1") as client:
            assert client.get("/statements.json").status_code == 200

    def test_the_room_lets_go_of_an_idle_archive(self, news: Path, tmp_path: Path) -> None:
        import time

        import duckdb

        from communique.serve.desks import Desk

        path = tmp_path / "idle.duckdb"
        shutil.copy(news, path)
        desk = Desk(path, idle=0.05)
        with desk.archive() as archive:
            assert archive.counts()["failures"] == 1
            with pytest.raises(duckdb.Error):
                duckdb.connect(str(path))  # it is held while someone reads
        for _ in range(100):
            time.sleep(0.05)
            try:
                duckdb.connect(str(path)).close()
                break
            except duckdb.Error:
                continue
        else:
            pytest.fail("the archive is still held")
        with desk.archive() as archive:
            assert archive.counts()["failures"] == 1
        desk.close()


class TestLimits:
    @pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "", "localhost.",
                                      "[::1].evil.example", "127.0.0.1@evil.example"])
    def test_other_hosts_are_turned_away(self, client: TestClient, host: str) -> None:
        assert client.get("/counts.json", headers={"Host": host}).status_code == 421

    @pytest.mark.parametrize("host", ["127.0.0.1", "localhost:8642", "[::1]:8642", "LOCALHOST"])
    def test_our_own_names_are_let_in(self, client: TestClient, host: str) -> None:
        assert client.get("/counts.json", headers={"Host": host}).status_code == 200

    def test_forms_of_other_sites_are_turned_away(self, client: TestClient) -> None:
        for origin, status in (("https://evil.example", 403), ("null", 403),
                               ("http://127.0.0.1:8642", 200)):
            answer = client.post("/read", json={"text": "He left"}, headers={"Origin": origin})
            assert answer.status_code == status

    @pytest.mark.parametrize("whole", [True, False])
    def test_large_bodies_are_refused(self, client: TestClient, whole: bool) -> None:
        body = json.dumps({"text": "a " * 20_000}).encode()
        chunks = body if whole else (body[at : at + 1000] for at in range(0, len(body), 1000))
        answer = client.post("/read", content=chunks, headers={"Content-Type": "application/json"})
        assert answer.status_code == 413
        assert answer.headers["content-type"] == "application/problem+json"

    @pytest.mark.parametrize("path", [
        "/static/../rooms.py", "/static/%2e%2e/rooms.py", "/static/..%2frooms.py",
        "/static//etc/passwd", "/static/vendor/../../rooms.py", "/articles/../../etc/passwd",
        "/articles/%2e%2e%2f%2e%2e%2fetc%2fpasswd", "/static/vendor/README.md", "/static/",
    ])
    def test_no_path_reaches_the_file_system(self, client: TestClient, path: str) -> None:
        assert client.get(path).status_code == 404

    def test_headers_of_every_answer(self, client: TestClient) -> None:
        for path in ("/", "/counts.json", "/nowhere", "/static/room.js", "/statements.csv"):
            headers = client.get(path).headers
            policy = headers["content-security-policy"]
            assert "default-src 'none'" in policy and "unsafe" not in policy
            assert "http" not in policy and "*" not in policy
            assert headers["x-content-type-options"] == "nosniff"
            assert headers["referrer-policy"] == "no-referrer"
            assert "access-control-allow-origin" not in headers

    def test_a_token_is_asked_for(self, news: Path) -> None:
        from starlette.testclient import TestClient

        from communique.serve.limits import Limits
        from communique.serve.rooms import make_room

        room = make_room(news, Limits((), TOKEN))
        basic = base64.b64encode(f"me:{TOKEN}".encode()).decode()
        with TestClient(room, base_url="http://desk.example") as client:
            for given, status in (
                (None, 401), ("Bearer wrong", 401), (f"Bearer {TOKEN}x", 401), ("Basic !", 401),
                (f"Digest {TOKEN}", 401), (f"Bearer {TOKEN}", 200), (f"Basic {basic}", 200),
            ):
                headers = {"Authorization": given} if given else {}
                answer = client.get("/counts.json", headers=headers)
                assert answer.status_code == status, given
                static = client.get("/static/room.css", headers=headers)
                assert static.status_code == status, given
                if status == 401:
                    assert "Basic" in answer.headers["www-authenticate"]

    def test_tokens_come_from_file_or_environment(self, tmp_path: Path) -> None:
        file = tmp_path / "token"
        file.write_text(TOKEN + "\n")
        assert tokens.token_of(file, {}) == TOKEN
        assert tokens.token_of(None, {"COMMUNIQUE_TOKEN": TOKEN}) == TOKEN
        assert tokens.token_of(None, {}) is None
        for wrong in ("short", "a" * 15, "spaces in the token itself", "ü" * 20):
            with pytest.raises(ConfigError):
                tokens.token_of(None, {"COMMUNIQUE_TOKEN": wrong})
        with pytest.raises(ConfigError):
            tokens.token_of(tmp_path / "none", {})


class TestCommand:
    def run(self, *arguments: str) -> int:
        from communique.serve.cli import main

        return main(["serve", *arguments])

    def test_other_addresses_need_a_token(
        self, news: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.delenv("COMMUNIQUE_TOKEN", raising=False)
        for host in ("0.0.0.0", "::", "192.0.2.1", "desk.example"):
            assert self.run("--archive", str(news), "--host", host) == 2
            assert "a token is needed" in capsys.readouterr().err

    def test_no_archive(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert self.run("--archive", str(tmp_path / "none.duckdb")) == 5
        assert "there is no archive at" in capsys.readouterr().err


class TestOpenApi:
    def test_the_committed_description_is_the_one_served(self, client: TestClient) -> None:
        served = client.get("/openapi.json").json()
        assert json.loads(COMMITTED.read_text()) == served, (
            "renew it: python -m communique.serve.openapi > docs/openapi.json"
        )

    def test_every_page_is_described(self, client: TestClient) -> None:
        paths = client.get("/openapi.json").json()["paths"]
        for path in ("/statements.json", "/statements.csv", "/events.json", "/articles.json",
                     "/articles/{id}.json", "/actors/{key}.json", "/dyad.json", "/read",
                     "/who.json", "/runs.json", "/failures.json", "/ledger.json",
                     "/ledger/{id}.json", "/agreements.json", "/compare.json", "/relations.json"):
            assert path in paths


def test_schemathesis_finds_no_server_error(client: TestClient) -> None:
    """Some hundred made-up requests, by the description: each is answered, none by a 500."""
    import schemathesis
    from hypothesis import HealthCheck, Phase, given, settings
    from hypothesis.errors import Unsatisfiable
    from schemathesis.generation import GenerationMode

    bounded = settings(
        max_examples=6, deadline=None, derandomize=True, database=None, phases=(Phase.generate,),
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    described = schemathesis.openapi.from_dict(client.get("/openapi.json").json())
    asked: dict[str, set[int]] = {}
    for result in described.get_all_operations():
        operation = result.ok()
        for mode in GenerationMode:

            @bounded
            @given(case=operation.as_strategy(generation_mode=mode))
            def check(case: schemathesis.Case) -> None:
                answer = sent(client, case)
                asked.setdefault(case.path, set()).add(answer.status_code)
                assert answer.status_code in ANSWERS, (case.as_curl_command(), answer.text[:500])
                if answer.status_code >= 400:
                    assert answer.headers["content-type"] == "application/problem+json"

            with contextlib.suppress(Unsatisfiable):  # nothing that it takes could be wrong
                check()
    assert len(asked) > 20
    assert sum(200 in statuses for statuses in asked.values()) > 10
    assert sum(422 in statuses for statuses in asked.values()) > 10


def sent(client: TestClient, case: schemathesis.Case) -> httpx2.Response:
    """A made-up request, sent as any client would."""
    from schemathesis.core import NOT_SET

    path = case.path
    for name, value in (case.path_parameters or {}).items():
        path = path.replace(f"{{{name}}}", quote(str(value), safe="", errors="replace"))
    query = urlencode(case.query or {}, doseq=True, errors="replace")
    headers, content = {}, None
    if case.body is not NOT_SET:
        headers = {"Content-Type": "application/json"}
        content = case.body if isinstance(case.body, bytes) else json.dumps(case.body, default=str)
    return client.request(
        case.method, f"{path}?{query}" if query else path, headers=headers, content=content
    )
