"""The action log as a sheet: out to partners, and back with what they typed."""
