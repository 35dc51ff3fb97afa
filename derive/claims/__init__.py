"""What a step claims of its lines, a topic a file; the referee proves each claim from the two lines alone."""
