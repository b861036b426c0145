"""DOSSIER → PICTURES: Vega-Lite specifications as plain data, one module a kind."""
