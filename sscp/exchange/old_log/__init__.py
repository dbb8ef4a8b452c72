"""Action logs that people made by hand, taken into the register."""
