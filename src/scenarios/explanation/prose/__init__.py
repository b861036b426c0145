"""The estimative-language linter: prose in, findings out. It reads no file."""
