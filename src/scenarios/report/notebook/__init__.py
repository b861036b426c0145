"""ASSESSMENT → NOTEBOOK: tables that become frames, pictures that show themselves."""
