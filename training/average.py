"""Averages the weights of two runs, the second of which started from the first.

    python -m training.average RUN_A RUN_B OUT [--share 0.5]

A short run on another mix of corpora wins on what it reads more of and loses on the rest; the mean
of both keeps most of either (weight averaging as in "Model soups", Wortsman et al. 2022).
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("first", type=Path)
    parser.add_argument("second", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--share", type=float, default=0.5, help="the second's share")
    options = parser.parse_args()
    first, second = (
        torch.load(run / "average.pt", weights_only=True) for run in (options.first, options.second)
    )
    # What the first run had not yet is the second's.
    mean = {
        name: torch.lerp(first["average"][name], value, options.share)
        if name in first["average"] and value.is_floating_point() else value
        for name, value in second["average"].items()
    }
    options.out.mkdir(parents=True, exist_ok=True)
    torch.save({"average": mean, "step": first["step"] + second["step"]}, options.out / "average.pt")


if __name__ == "__main__":
    main()
