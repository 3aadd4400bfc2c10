"""From values to the bodies of answers."""
