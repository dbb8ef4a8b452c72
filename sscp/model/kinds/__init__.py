"""Every kind of record, in the order in which a reader meets them."""
