"""ASSESSMENT → TABLES AND TEXT: one view model, one small file per format."""
