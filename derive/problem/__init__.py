"""From YAML to a checked problem."""
