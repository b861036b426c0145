"""The commands under `scenarios bulk`, one file each."""
