"""The doctor: a whole installation is told from a damaged one."""

from __future__ import annotations

import json
import shutil
from importlib.resources import files
from pathlib import Path

import pytest

from communique.errors import ModelError
from communique.serve import cli, doctor
from communique.serve.doctor import findings

MODELS = Path(str(files("communique") / "models"))


def test_a_whole_installation_is_well(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["doctor"]) == 0
    shown = capsys.readouterr().out
    assert "no network needed" in shown and "BAD" not in shown
    assert "as it should be" in shown
    assert cli.main(["doctor", "--json"]) == 0
    found = {one["what"]: one for one in json.loads(capsys.readouterr().out)}
    assert found["onnxruntime"]["ok"] and found["model"]["ok"] and found["tables"]["ok"]


@pytest.mark.parametrize("damage", ["weights", "missing"])
def test_a_damaged_model_is_found(
    damage: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(MODELS, tmp_path / "communique" / "models")
    shutil.copytree(MODELS.parent / "data", tmp_path / "communique" / "data")
    weights = tmp_path / "communique" / "models" / "model.onnx"
    if damage == "weights":
        raw = bytearray(weights.read_bytes())
        raw[len(raw) // 2] ^= 1
        weights.write_bytes(raw)
    else:
        weights.unlink()
    monkeypatch.setattr(doctor, "files", lambda name: tmp_path / name)
    found = {one.what: one for one in findings()}
    assert not found["model"].ok
    assert ("checksum" if damage == "weights" else "missing") in found["model"].found
    assert cli.main(["doctor"]) == ModelError.exit_code
    assert "BAD" in capsys.readouterr().out


def test_a_damaged_model_is_not_read_with(tmp_path: Path) -> None:
    import communique.reader

    shutil.copytree(MODELS, tmp_path / "models")
    labels = tmp_path / "models" / "labels.json"
    labels.write_bytes(labels.read_bytes() + b" ")
    with pytest.raises(ModelError, match=r"checksum of labels\.json"):
        communique.reader.load(model=tmp_path / "models")
