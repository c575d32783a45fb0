"""The two commands, `make run` and `make test`: with the standard library only."""
