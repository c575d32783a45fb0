"""Write the tables of addresses and roles anew: ``python -m tests.access.generate``."""

import os
import sys

import pytest

if __name__ == "__main__":
    os.environ["WRITE_MATRIX"] = "yes"
    sys.exit(pytest.main(["-q", "--reuse-db", "tests/access/test_matrix.py", *sys.argv[1:]]))
