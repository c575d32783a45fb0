"""What every test is guarded against: the network, the order of chance, undefined template variables."""
