"""`python -m communique VERB …`: the command line where no script `communique` is on the path."""

from __future__ import annotations

import sys

from communique.serve.cli import main

if __name__ == "__main__":
    sys.exit(main())
