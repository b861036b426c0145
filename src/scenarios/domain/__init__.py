"""NOUNS: the frozen things of an assessment. No I/O, clock, randomness or numpy."""
