"""Words that tell of a happening: type, modality, roles, place, time, weapon."""
