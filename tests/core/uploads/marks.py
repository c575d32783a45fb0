"""Bytes that must never get through: the test signature of the scanners, and a program."""

EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
PROGRAM = b"MZ" + bytes(200)
