"""Write the tables of addresses and roles anew: ``python -m tests.access.generate [BEGINNING OF ADDRESSES]``."""

import os
import sys

import pytest

if __name__ == "__main__":
    if len(sys.argv) > 1:
        os.environ["MATRIX_ONLY"] = sys.argv[1]
    sys.exit(pytest.main(["-q", "--reuse-db", "--create-db", "-p", "no:logging", "tests/access/writing.py"]))
