"""ASSESSMENT → REASONS: what moved it, and what would change the picture."""
