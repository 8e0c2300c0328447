"""The page of one resolution: its record, its text with what later decisions did to each paragraph, its neighbours."""
