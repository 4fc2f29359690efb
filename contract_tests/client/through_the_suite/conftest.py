"""Lets these tests find the modules beside them, as --import-mode=importlib does not."""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parent))
