"""The same sums in floats, vectorised over an axis of variants."""
