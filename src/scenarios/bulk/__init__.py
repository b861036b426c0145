"""MANY AT ONCE: one template, every pair of countries, coded events by the million."""
