"""What somebody chose: a tenant, a case, promises, limits. Bad choices are refused here, with a sentence."""
