"""The command line: one file per command, each parse → one call → present."""
