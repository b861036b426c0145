"""Where the numbers come from, as W3C PROV; docs/interchange.md says what is what."""
