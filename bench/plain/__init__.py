"""A plain Wagtail site as its tutorial builds one: the peer of the benchmarks."""
