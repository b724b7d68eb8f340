"""English syntax that several stages share: noun phrases, clauses, inflection."""
