"""`python -m ringtree` is `ringtree`."""

from __future__ import annotations

import sys

from ringtree.cli import main

sys.exit(main())
