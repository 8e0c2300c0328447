"""How the next generation is built beside the published one."""
