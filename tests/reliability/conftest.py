"""The experiments are scripts beside tests/: no path of the tests leads there."""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[2]))
