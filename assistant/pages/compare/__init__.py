"""The page that lays two to eight resolutions beside each other."""
