"""Pictures of every screen of both pages, with contents as a shop would have them."""
