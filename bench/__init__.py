"""Benchmarks: the portal beside a plain Wagtail, measured in one interleaved run."""
