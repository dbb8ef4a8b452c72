"""The rule catalogue: the only place where finding codes exist."""
