"""One small file per format: each writes a dossier to an open file."""
