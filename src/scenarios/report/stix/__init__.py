"""An assessment as objects of STIX 2.1; docs/interchange.md says which is which."""
