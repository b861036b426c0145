"""TEXT → NOUNS: bytes become plain values with a place for each, then nouns."""
