"""Sources: where new addresses come from."""
