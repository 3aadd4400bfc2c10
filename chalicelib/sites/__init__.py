"""The settings of a site, and the credentials that its pages and its server use."""
