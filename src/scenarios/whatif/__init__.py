"""CHANGE ONE THING, RUN AGAIN: cases, signposts, flip. It changes no file."""
