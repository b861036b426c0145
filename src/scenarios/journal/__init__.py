"""WHAT WAS SEEN AND SAID: append-only. Nothing is edited; all of it can be proved."""
