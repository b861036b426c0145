"""SUMS: pure. Exact in decimal for what is recorded, arrays for sweeps."""
