"""Outside → items: what feeds, sheets and bundles bring, and what it may be of."""
