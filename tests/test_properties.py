"""Properties: what must hold for any text at all, whatever is read in it."""

from __future__ import annotations

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from communique.ingest.documents import is_blank_text
from communique.serve.outputs import json_bytes
from communique.types import Failure, Record, Span

ANY = st.text(st.characters(), min_size=1, max_size=300)
# Pieces that put quotation marks, names, cues and odd signs where the rules look for them.
PIECES = st.sampled_from(
    ["\"", "“", "”", "'", "’", "«", "»", "said", "told", "warned that", "Sergey Lavrov",
     "Liz Truss", "Moscow", "he", "the minister", "According to", ",", ".", "\n", "\n\n", " ", "\t", "\x00",
     "\ud800", "\u2028", "e\u0301", "🕊", "2,000 troops", "on Wednesday", "will", "not", "withdraw",
     "to Ukraine", "accused", "?", "—", "\u202e", "\ufeff", "A" * 60]
)  # fmt: skip
NEWS = st.lists(PIECES, min_size=1, max_size=60).map(" ".join)
TEXTS = st.one_of(ANY, NEWS).filter(lambda text: not is_blank_text(text))
MODEST = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def spans_in(value: object) -> list[dict[str, object]]:
    """Every span in a record's JSON."""
    if isinstance(value, dict):
        if set(value) == {"start", "end", "exact"}:
            return [value]
        return [span for one in value.values() for span in spans_in(one)]
    if isinstance(value, list):
        return [span for one in value for span in spans_in(one)]
    return []


def check(record: Record, text: str) -> None:
    assert record.document.text == text
    found = record.to_dict()
    for span in spans_in(found):
        assert 0 <= span["start"] < span["end"] <= len(text)  # type: ignore[operator]
        assert text[span["start"] : span["end"]] == span["exact"]  # type: ignore[misc]
    keys = {actor["key"] for actor in found["actors"]}
    assert len(keys) == len(found["actors"])
    statements = {one["id"] for one in found["statements"]}
    assert len(statements) == len(found["statements"])
    events = {one["id"] for one in found["events"]}
    assert len(events) == len(found["events"])
    for one in found["statements"]:
        assert one["parent"] is None or one["parent"] in statements - {one["id"]}
        assert one["content"] and set(one["events"]) <= events
        assert all(p["actor"] in keys | {None} for p in (one["speaker"], *one["addressees"]))
    for one in found["events"]:
        assert one["according_to"] is None or one["according_to"] in statements
        assert all(p["actor"] in keys | {None} for p in (*one["actors"], *one["recipients"]))


@MODEST
@given(text=TEXTS)
def test_every_span_slices_back_and_every_key_points(text: str, reader) -> None:  # type: ignore
    check(reader.read(text, published="2022-02-10"), text)


@MODEST
@given(text=TEXTS)
def test_reading_is_deterministic(text: str, reader) -> None:  # type: ignore[no-untyped-def]
    first, second = (json_bytes(reader.read(text).to_dict()) for _ in range(2))
    assert first == second


@settings(MODEST, max_examples=25)
@given(texts=st.lists(TEXTS, min_size=1, max_size=6))
def test_batches_give_what_single_reads_give(texts: list[str], reader) -> None:  # type: ignore
    documents = [{"text": text, "id": str(number)} for number, text in enumerate(texts)]
    together = list(reader.pipe(documents))
    alone = [reader.read(text, id=str(number)) for number, text in enumerate(texts)]
    assert [one.to_dict() for one in together] == [one.to_dict() for one in alone]


def test_articles_in_batches_give_what_single_reads_give(reader) -> None:  # type: ignore
    """With real sentences, where scores are near nothing and ties are rare."""
    article = (
        "Lavrov told reporters that talks with London had failed. \"We will respond in kind,\" he "
        "said on Wednesday.\n\nTruss warned Russia that an invasion would incur severe costs."
    )
    texts = [article, "Talks began.", article + "\n\n" + article, "“No,” said Truss."]
    together = [one.to_dict() for one in reader.pipe(texts)]
    assert together == [reader.read(text).to_dict() for text in texts]


def test_one_bad_document_never_stops_the_others(reader) -> None:  # type: ignore[no-untyped-def]
    found = list(reader.pipe(["", {"no": "text"}, 5, {"text": None}, "Talks began."]))
    assert [type(one) for one in found] == [Failure] * 4 + [Record]
    with pytest.raises(Exception, match="empty"):
        list(reader.pipe([""], errors="raise"))


@given(text=ANY)
@settings(max_examples=200, deadline=None)
def test_any_text_survives_json(text: str) -> None:
    """All but two halves of one sign side by side, which JSON can only write as the sign."""
    written = json_bytes({"text": text, "span": Span.of(text, 0, len(text)).to_dict()})
    read = json.loads(written.decode("utf-8"))
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")
    assert read["text"] == whole
    assert len(written.splitlines()) == 1 and len(written.decode().splitlines()) == 1


def test_a_long_article_and_a_long_line_are_read(reader) -> None:  # type: ignore[no-untyped-def]
    line = "Lavrov told Truss that the talks would go on in Moscow next week, he said. " * 700
    record = reader.read(line, published="2022-02-10")
    check(record, line)
    assert record.statements
