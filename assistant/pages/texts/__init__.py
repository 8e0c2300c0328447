"""Words of resolutions as pages show them: cut into pieces, each with what it leads to."""
